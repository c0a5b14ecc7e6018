//! Findings of one provider: how many per standard, and the first rows with their places.

use serde::Serialize;

use super::frame::Heading;
use crate::publish::actions;
use crate::publish::locale::Locale;
use crate::publish::workbook::finding_id;
use crate::scorecard::{Dispute, Finding, FindingGroup, ProviderReview, Review};
use crate::vocabulary::StandardId;

/// Rows per standard on the page; findings.csv has all.
const MOST_ROWS: usize = 50;

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Findings {
    pub heading: Heading,
    pub groups: Vec<Group>,
}

/// The findings of one standard.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub id: String,
    pub standard: String,
    pub count: String,
    /// Plain number for sorting.
    pub number: u64,
    /// What opens the rows: how many of how many.
    pub show: String,
    pub rest: String,
    /// Number of the first rows, for those who look them up.
    pub first: String,
    pub rows: Vec<Row>,
}

/// One breach.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub contact: String,
    pub queue: String,
    pub occurred: String,
    pub observed: String,
    pub required: String,
    pub file: String,
    pub sheet: String,
    pub row: String,
}

/// Builds the section.
pub(super) fn findings(review: &Review, provider: &ProviderReview, locale: &Locale) -> Findings {
    let found = || provider.findings.iter().filter(|group| group.count > 0);
    let sum: u64 = found().map(|group| group.count).sum();
    let standards = locale.number_word(found().count() as u64);
    let heading = if sum == 0 {
        Heading::new("findings", locale.text("findings.none"), "")
    } else {
        let (key, note) = match (provider.lists_messages(), found().count()) {
            (true, _) => ("findings.title_messages", "findings.note_messages"),
            (false, 1) => ("findings.title_single", "findings.note"),
            (false, _) => ("findings.title", "findings.note"),
        };
        let title = locale.counted(key, sum, &[("standards", &standards)]);
        Heading::new("findings", title, locale.text(note))
    };
    let groups = found()
        .enumerate()
        .map(|(index, group)| view(review, provider, group, index, locale))
        .collect();
    Findings { heading, groups }
}

fn view(
    review: &Review,
    provider: &ProviderReview,
    group: &FindingGroup,
    index: usize,
    locale: &Locale,
) -> Group {
    let shown = group.first.len().min(MOST_ROWS);
    let standard = review
        .standards
        .iter()
        .find(|standard| standard.id == group.standard);
    let name = standard.map_or_else(
        || group.standard.to_string(),
        |s| s.name.get(locale.language()).to_owned(),
    );
    let (shown_text, all) = (locale.count(shown as u64), locale.count(group.count));
    let rest = (shown as u64) < group.count;
    Group {
        id: format!("findings{}", index + 1),
        standard: name,
        number: group.count,
        rest: if rest {
            locale.fill("findings.rest", &[("shown", &shown_text), ("all", &all)])
        } else {
            String::new()
        },
        show: if rest {
            locale.fill("findings.show_first", &[("shown", &shown_text), ("all", &all)])
        } else {
            locale.counted("findings.show", group.count, &[])
        },
        count: all,
        first: first_rows(group, locale),
        rows: group
            .first
            .iter()
            .take(MOST_ROWS)
            .map(|finding| row(review, (provider, &group.standard), finding, locale))
            .collect(),
    }
}

/// `214, 215, 231 …`, of a workbook `214 [Anrufe], 215 [Anrufe] …`: its sheets count their own rows.
fn first_rows(group: &FindingGroup, locale: &Locale) -> String {
    let place = |finding: &Finding| {
        let row = locale.count(u64::from(finding.row));
        match finding.sheet.as_str() {
            "" => row,
            sheet => format!("{row} [{sheet}]"),
        }
    };
    let rows: Vec<String> = group.first.iter().take(3).map(place).collect();
    let more = if group.count > rows.len() as u64 {
        " …"
    } else {
        ""
    };
    format!("{}{more}", rows.join(", "))
}

fn row(
    review: &Review,
    (provider, standard): (&ProviderReview, &StandardId),
    finding: &Finding,
    locale: &Locale,
) -> Row {
    let mut observed = locale.with_moments(&finding.observed, &review.zone).into_owned();
    if let Some(dispute) = dispute_of(provider, standard, finding) {
        let state = actions::dispute_state(dispute, locale);
        let values = [("state", state.as_str()), ("reason", &dispute.reply.text)];
        observed.push_str(&locale.fill("actions.mark", &values));
    }
    Row {
        contact: finding.contact_id.clone(),
        queue: review.queue_name(&finding.queue).to_owned(),
        occurred: locale.instant(&review.zone, finding.occurred_at),
        observed,
        required: locale.with_moments(&finding.required, &review.zone).into_owned(),
        file: finding.file.clone(),
        sheet: finding.sheet.clone(),
        row: locale.count(u64::from(finding.row)),
    }
}

/// What the provider disputes, or asks, of a finding.
fn dispute_of<'p>(
    provider: &'p ProviderReview,
    standard: &StandardId,
    finding: &Finding,
) -> Option<&'p Dispute> {
    let live = || provider.plan.disputes.iter().filter(|dispute| dispute.is_live());
    live().next()?;
    let id = finding_id(&provider.id, standard, finding);
    live().find(|dispute| dispute.id == id)
}
