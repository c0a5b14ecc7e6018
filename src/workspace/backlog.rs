//! Ages by which open tickets are told apart.

use super::calendar::Calendar;

/// The agreed ages.
#[derive(Clone, Debug)]
pub struct Backlog {
    /// Limits between ages, ascending; a ticket of just that age belongs to the younger ones.
    pub edges: Vec<AgeLimit>,
    /// Business time of a calendar; elapsed time where none.
    pub calendar: Option<Calendar>,
}

/// A limit between two ages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgeLimit {
    /// Seconds.
    pub seconds: i64,
    /// Whether it is written in days.
    pub in_days: bool,
}

impl AgeLimit {
    /// Some days.
    pub const fn days(days: i64) -> Self {
        Self {
            seconds: days * 86_400,
            in_days: true,
        }
    }

    /// Number and unit.
    fn told(self) -> (String, &'static str) {
        match (self.in_days, self.seconds) {
            (true, seconds) => (number(seconds, 86_400), "d"),
            (false, seconds) if seconds % 3600 == 0 => (number(seconds, 3600), "h"),
            (false, seconds) => (number(seconds, 60), "min"),
        }
    }
}

fn number(seconds: i64, unit: i64) -> String {
    (seconds as f64 / unit as f64).to_string()
}

impl Default for Backlog {
    fn default() -> Self {
        Self {
            edges: [1, 3, 7, 14, 30].map(AgeLimit::days).to_vec(),
            calendar: None,
        }
    }
}

impl Backlog {
    /// Names of the ages in files: `0-1d`, `1-3d`, `30d+`.
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut before = (String::from("0"), "");
        for edge in &self.edges {
            let (number, unit) = edge.told();
            let low = match before.1 {
                known if known == unit || known.is_empty() => before.0.clone(),
                known => format!("{}{known}", before.0),
            };
            names.push(format!("{low}-{number}{unit}"));
            before = (number, unit);
        }
        names.push(format!("{}{}+", before.0, before.1));
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_named_by_their_limits() {
        assert_eq!(
            Backlog::default().names(),
            ["0-1d", "1-3d", "3-7d", "7-14d", "14-30d", "30d+"]
        );
        let hours = AgeLimit {
            seconds: 8 * 3600,
            in_days: false,
        };
        let mixed = Backlog {
            edges: vec![hours, AgeLimit::days(2)],
            calendar: None,
        };
        assert_eq!(mixed.names(), ["0-8h", "8h-2d", "2d+"]);
    }
}
