//! Unit and precision of figures: as few decimals as tell a value from its target.

use super::styles::{Look, Tone, glyph};
use crate::publish::locale;
use crate::scorecard::{Figure, Review, Role};
use crate::vocabulary;

/// What a figure's value is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A share, 0–1, shown in percent.
    Share,
    /// Points from −100 to 100, or a rating.
    Number,
    /// A mean in seconds.
    Seconds,
    /// A plain count.
    Count,
}

impl Unit {
    /// Unit of a figure: from its standard, or for volumes from what is measured.
    pub fn of(review: &Review, figure: &Figure) -> Self {
        match figure.role {
            Role::Handover(_)
            | Role::Forecast(_)
            | Role::Exempted(_)
            | Role::Work(_)
            | Role::Distinct(..) => return Unit::Count,
            Role::Beside(_, unit) => return Unit::from(unit),
            _ => {}
        }
        if !figure.is_volume() {
            let standard = review.standard(&figure.standard);
            return standard.map_or(Unit::Share, |standard| Unit::from(standard.unit));
        }
        match (figure.standard.as_str(), figure.denominator) {
            ("asa" | "aht", _) => Unit::Seconds,
            (_, Some(_)) => Unit::Share,
            (_, None) => Unit::Count,
        }
    }

    /// Look of a number of this unit.
    pub fn look(self, digits: u8) -> Look {
        match self {
            Unit::Share => Look::Share(digits),
            Unit::Number => Look::Number(digits),
            Unit::Seconds => Look::Seconds(digits),
            Unit::Count => Look::Count,
        }
    }

    /// Look of a figure's value: a certain miss stands out.
    pub fn value_look(self, figure: &Figure, digits: u8) -> Look {
        match (Tone::of(figure.status, figure.certainty), self) {
            (Tone::Bad, Unit::Share) => Look::MissedShare(digits),
            (Tone::Bad, Unit::Number) => Look::MissedNumber(digits),
            (Tone::Bad, Unit::Seconds) => Look::MissedSeconds(digits),
            _ => self.look(digits),
        }
    }

    /// Look of a figure's value behind the glyph of its state.
    pub fn marked_look(self, figure: &Figure, digits: u8) -> Look {
        Look::Marked {
            glyph: glyph(figure.status, figure.certainty),
            tone: Tone::of(figure.status, figure.certainty),
            unit: self,
            digits,
        }
    }

    fn shown(self, value: f64) -> f64 {
        if self == Unit::Share { value * 100.0 } else { value }
    }
}

impl From<vocabulary::Unit> for Unit {
    fn from(unit: vocabulary::Unit) -> Self {
        match unit {
            vocabulary::Unit::Share => Unit::Share,
            vocabulary::Unit::Points | vocabulary::Unit::Rating => Unit::Number,
            vocabulary::Unit::Seconds => Unit::Seconds,
            vocabulary::Unit::Count => Unit::Count,
        }
    }
}

/// Decimals that show on which side of the target a value lies, in the unit shown.
pub fn digits_beside(value: f64, target: Option<f64>, unit: Unit) -> u8 {
    locale::digits_beside(unit.shown(value), target.map(|target| unit.shown(target)))
}

/// Decimals that show an agreed value in full, in the unit shown.
pub fn digits_of(target: f64, unit: Unit) -> u8 {
    locale::digits_of(unit.shown(target))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_decimals_where_one_would_hide_the_side() {
        assert_eq!(digits_beside(0.7996, Some(0.8), Unit::Share), 2);
        assert_eq!(digits_beside(0.9496, Some(0.95), Unit::Share), 2);
        assert_eq!(digits_beside(0.765, Some(0.8), Unit::Share), 1);
        assert_eq!(digits_beside(0.8, Some(0.8), Unit::Share), 1);
        assert_eq!(digits_beside(30.004, Some(30.0), Unit::Seconds), 3);
        assert_eq!(digits_beside(0.993, Some(0.9925), Unit::Share), 1);
        assert_eq!(digits_beside(0.799_999_999, Some(0.8), Unit::Share), 4);
    }

    #[test]
    fn targets_are_shown_in_full() {
        assert_eq!(
            [0.8, 0.9925, 0.995, 1.0].map(|t| digits_of(t, Unit::Share)),
            [1, 2, 1, 1]
        );
        assert_eq!(digits_of(30.0, Unit::Seconds), 1);
    }
}
