//! The prepared columns of rules about repeats: what comes before or after each contact.

use polars::prelude::*;

use super::cases::{self, Neighbour, Seen, handled};
use super::family::{Counter, Judge, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::survey::{Survey, SurveyedRows};
use crate::tables::column;
use crate::tables::contacts::OCCURRED_AT;
use crate::vocabulary::{Beside, ContactKind, EpochSeconds, Micro, Tally};
use crate::workspace::agreement::{Repeats, Sameness, Text};

/// What is seen from a contact; the numbers stand in the prepared column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// No other contact of the same matter within the window.
    Nobody = 0,
    /// Another one, at the same provider.
    Here = 1,
    /// Another one, at another provider.
    Elsewhere = 2,
    /// The window reaches beyond the data.
    Unknown = 3,
    /// It is no first contact, where only these are judged.
    Follows = 4,
}

impl Sight {
    /// What a neighbour means, and when it came where that may be told.
    pub fn of(neighbour: Neighbour) -> (Sight, Option<EpochSeconds>) {
        match neighbour {
            Neighbour::Here(at) => (Sight::Here, Some(at)),
            Neighbour::Elsewhere => (Sight::Elsewhere, None),
            Neighbour::Nobody => (Sight::Nobody, None),
            Neighbour::Unknown => (Sight::Unknown, None),
        }
    }
}

/// Names of the columns of a clause.
pub struct RepeatColumn {
    sight: String,
    at: String,
}

impl RepeatColumn {
    /// The columns of the clause with this key.
    pub fn new(key: &str) -> Self {
        Self {
            sight: format!("repeat:{key}"),
            at: format!("repeat_at:{key}"),
        }
    }

    /// Contacts from which this is seen; never null.
    pub fn is(&self, sight: Sight) -> Expr {
        let seen = column::named(&self.sight).eq(lit(sight as i64));
        seen.fill_null(lit(false))
    }

    /// Contacts that can be judged: customer and reason are there, and the data reach far enough.
    pub fn is_known(&self) -> Expr {
        column::named(&self.sight)
            .is_not_null()
            .and(self.is(Sight::Unknown).not())
    }

    /// The columns of a batch.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn columns(
        &self,
        rows: &SurveyedRows<'_>,
        survey: &Survey,
        same: Sameness,
        sight: impl Fn(Seen) -> (Sight, Option<EpochSeconds>),
    ) -> PolarsResult<Vec<Column>> {
        let seen = cases::seen(rows, survey.number_of(rows.provider), same)?;
        let sights = seen.into_iter().map(|seen| match seen.map(&sight) {
            Some((sight, at)) => (Some(sight as i64), at),
            None => (None, None),
        });
        let (sights, instants): (Vec<Option<i64>>, Vec<Option<i64>>) = sights.unzip();
        Ok(vec![
            Column::new(self.sight.as_str().into(), sights),
            Column::new(self.at.as_str().into(), instants),
        ])
    }

    /// Writes where and when the other contact was: of other providers nothing but that there was one.
    ///
    /// # Errors
    /// Only when polars fails.
    pub fn observer<'a>(
        &self,
        frame: &'a DataFrame,
        judgement: &'a Judgement,
        wording: Wording<'a>,
        [what_de, what_en]: [&'static str; 2],
    ) -> PolarsResult<Observer<'a>> {
        let instants = frame.column(&self.at)?.i64()?;
        let what = wording.say(what_de, what_en);
        Ok(Box::new(move |row, text| {
            text.push_str(what);
            text.push(' ');
            match instants.get(row) {
                Some(at) => text.push_str(&judgement.zone.rfc3339(at)),
                None => text.push_str(wording.say("anderswo", "elsewhere")),
            }
        }))
    }
}

/// Contacts that came in in the period and were handled, as far as they are known at the as-of instant.
pub fn came_in(kind: ContactKind, judgement: &Judgement) -> Expr {
    match kind {
        ContactKind::Call => handled(kind),
        ContactKind::Ticket => handled(kind).and(judgement.happened(OCCURRED_AT.expr())),
    }
}

/// The counters of a rule about repeats: those of a share, and the open ones.
pub fn counters(judge: &Judge, column: &RepeatColumn) -> Vec<Counter> {
    let open = Counter::Rows(judge.applies.clone().and(column.is(Sight::Unknown)));
    let mut counters = share_counters(judge);
    counters.push(open);
    counters
}

/// The figure without the last sum, which counts the open ones among the unmeasurable.
pub fn tally(sums: &[Micro]) -> Tally {
    match sums.split_last() {
        Some((_, share)) => share_tally(share),
        None => Tally::default(),
    }
}

/// How many contacts are open, beside the figure.
pub fn open(sums: &[Micro]) -> Vec<Beside> {
    let count = sums.last().copied().unwrap_or_default();
    vec![Beside::count("open", count)]
}

/// What contacts have in common and the window, in words: "desselben Kunden mit demselben Anliegen
/// innerhalb von 7 Tagen".
pub fn matter(repeats: Repeats) -> Text {
    let (of_de, of_en) = match repeats.same {
        Sameness::Customer => ("desselben Kunden", "of the same customer"),
        Sameness::CustomerAndReason => (
            "desselben Kunden mit demselben Anliegen",
            "of the same customer with the same reason",
        ),
    };
    let window = window(repeats.within_s);
    Text {
        de: format!("{of_de} innerhalb von {}", window.de),
        en: format!("{of_en} within {}", window.en),
    }
}

/// A window in whole days or hours.
fn window(seconds: i64) -> Text {
    let (count, de, en) = match seconds {
        s if s % 86_400 == 0 => (s / 86_400, ["Tag", "Tagen"], ["day", "days"]),
        s if s % 3_600 == 0 => (s / 3_600, ["Stunde", "Stunden"], ["hour", "hours"]),
        s if s % 60 == 0 => (s / 60, ["Minute", "Minuten"], ["minute", "minutes"]),
        s => (s, ["Sekunde", "Sekunden"], ["second", "seconds"]),
    };
    let form = usize::from(count != 1);
    Text {
        de: format!("{count} {}", de[form]),
        en: format!("{count} {}", en[form]),
    }
}

/// Why a contact cannot be judged, in words.
pub fn unmeasurable(same: Sameness) -> [&'static str; 2] {
    match same {
        Sameness::Customer => [
            "ohne Kundenkennung: nicht messbar",
            "without a customer id: unmeasurable",
        ],
        Sameness::CustomerAndReason => [
            "ohne Kundenkennung oder Anliegen: nicht messbar",
            "without a customer id or a reason: unmeasurable",
        ],
    }
}
