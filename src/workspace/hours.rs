//! Opening hours in words: partners read when a clock runs, not what the workspace calls it.

use super::agreement::Text;
use super::calendar::Window;

const DAYS_DE: [&str; 7] = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];
const DAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// What differs from the week.
#[derive(Clone, Copy, Debug)]
pub enum Exceptions<'a> {
    /// Nothing.
    None,
    /// Some dates.
    Days,
    /// The holidays of a region, by its name.
    Holidays(&'a Text),
    /// Both.
    HolidaysAndDays(&'a Text),
}

impl Exceptions<'_> {
    fn words(self) -> (String, String) {
        match self {
            Exceptions::None => Default::default(),
            Exceptions::Days => (
                "; Feiertage und einzelne Tage abweichend".into(),
                "; holidays and single days differ".into(),
            ),
            Exceptions::Holidays(of) => (
                format!("; Feiertage ({}) abweichend", of.de),
                format!("; holidays ({}) differ", of.en),
            ),
            Exceptions::HolidaysAndDays(of) => (
                format!("; Feiertage ({}) und einzelne Tage abweichend", of.de),
                format!("; holidays ({}) and single days differ", of.en),
            ),
        }
    }
}

/// A week in words, days with the same hours together: `Mo–Fr 08:00–18:00, Sa 09:00–14:00`. Says so
/// where some dates have other hours.
pub fn words(week: &[Vec<Window>; 7], exceptions: Exceptions<'_>) -> Text {
    let (other_de, other_en) = exceptions.words();
    Text {
        de: format!(
            "{}{other_de}",
            in_days(week, &DAYS_DE, "nie", "rund um die Uhr", " und ")
        ),
        en: format!(
            "{}{other_en}",
            in_days(week, &DAYS_EN, "never", "around the clock", " and ")
        ),
    }
}

fn in_days(week: &[Vec<Window>; 7], days: &[&str; 7], never: &str, always: &str, and: &str) -> String {
    if week.iter().all(|windows| windows == &[(0, 86_400)]) {
        return always.to_owned();
    }
    let mut parts = Vec::new();
    let mut first = 0;
    while first < week.len() {
        let same = week[first..].iter().take_while(|w| **w == week[first]).count();
        let last = first + same - 1;
        if !week[first].is_empty() {
            let hours: Vec<String> = week[first].iter().map(window).collect();
            let until = if same > 1 {
                format!("–{}", days[last])
            } else {
                String::new()
            };
            parts.push(format!("{}{until} {}", days[first], hours.join(and)));
        }
        first = last + 1;
    }
    if parts.is_empty() {
        never.to_owned()
    } else {
        parts.join(", ")
    }
}

/// A window as `08:00–18:00`.
pub fn window((from, to): &Window) -> String {
    format!("{}–{}", clock(*from), clock(*to))
}

fn clock(seconds: u32) -> String {
    format!("{:02}:{:02}", seconds / 3600, seconds % 3600 / 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(weekdays: &[Window], saturday: &[Window]) -> [Vec<Window>; 7] {
        let [mon, tue, wed, thu, fri] = [(); 5].map(|()| weekdays.to_vec());
        [mon, tue, wed, thu, fri, saturday.to_vec(), Vec::new()]
    }

    #[test]
    fn days_with_the_same_hours_stand_together() {
        let lunch = [(28_800, 45_000), (46_800, 64_800)];
        let text = words(&week(&lunch, &[(32_400, 50_400)]), Exceptions::None);
        assert_eq!(text.de, "Mo–Fr 08:00–12:30 und 13:00–18:00, Sa 09:00–14:00");
        assert_eq!(text.en, "Mon–Fri 08:00–12:30 and 13:00–18:00, Sat 09:00–14:00");
        let text = words(&week(&[(0, 86_400)], &[]), Exceptions::Days);
        assert_eq!(
            text.de,
            "Mo–Fr 00:00–24:00; Feiertage und einzelne Tage abweichend"
        );
        let always: [Vec<Window>; 7] = std::array::from_fn(|_| vec![(0, 86_400)]);
        assert_eq!(words(&always, Exceptions::None).en, "around the clock");
        assert_eq!(words(&week(&[], &[]), Exceptions::None).de, "nie");
    }
}
