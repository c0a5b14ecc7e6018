//! Pauses that the audit finds hard to explain: the first ones, on a partner's page.

use serde::Serialize;

use crate::publish::locale::Locale;
use crate::scorecard::{DoubtfulPause, ProviderReview, Review};

/// Rows on the page; doubtful_pauses.csv and the workbook have all.
const MOST_ROWS: usize = 50;

/// The list.
#[derive(Debug, Serialize)]
pub(super) struct Pauses {
    pub title: String,
    pub rows: Vec<Row>,
}

/// One pause.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub contact: String,
    pub standard: String,
    pub from: String,
    pub to: String,
    pub before_breach: String,
    pub unanswered: String,
    pub file: String,
    pub sheet: String,
    pub row: String,
}

/// The list of a provider; none where nothing is doubtful.
pub(super) fn pauses(review: &Review, provider: &ProviderReview, locale: &Locale) -> Option<Pauses> {
    let all = provider.pauses.len() as u64;
    let shown = locale.count(all.min(MOST_ROWS as u64));
    (all > 0).then(|| Pauses {
        title: locale.counted("pauses.title", all, &[("shown", &shown)]),
        rows: provider
            .pauses
            .iter()
            .take(MOST_ROWS)
            .map(|pause| row(review, pause, locale))
            .collect(),
    })
}

fn row(review: &Review, pause: &DoubtfulPause, locale: &Locale) -> Row {
    let moment = |at| {
        locale
            .with_moments(&review.zone.rfc3339(at), &review.zone)
            .into_owned()
    };
    let minutes = |seconds: Option<i64>| {
        seconds.map_or_else(String::new, |seconds| locale.count((seconds as u64).div_ceil(60)))
    };
    let standard = review.standard(&pause.standard);
    Row {
        contact: pause.contact_id.clone(),
        standard: standard.map_or_else(
            || pause.standard.to_string(),
            |standard| standard.name.get(locale.language()).to_owned(),
        ),
        from: moment(pause.from),
        to: moment(pause.to),
        before_breach: minutes(pause.before_breach_s),
        unanswered: minutes(pause.unanswered_s),
        file: pause.file.clone(),
        sheet: pause.sheet.clone(),
        row: locale.count(u64::from(pause.row)),
    }
}
