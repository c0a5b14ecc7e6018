//! The list of families: one line each.

use std::sync::Arc;

use super::abandonment::Abandonment;
use super::consistency::Consistency;
use super::critical_errors::CriticalErrorAccuracy;
use super::csat::Csat;
use super::deadline::DeadlineMeasure;
use super::documented::Documented;
use super::documented_within::DocumentedWithin;
use super::family::Measure;
use super::forecast_accuracy::ForecastAccuracy;
use super::handover::Handover;
use super::judgement::Judgement;
use super::language::ServedLanguage;
use super::mean::Mean;
use super::no_repeat::NoRepeat;
use super::note::NoteMinChars;
use super::nps::Nps;
use super::reasons::{Because, Catalogue, Reasons, Unwanted};
use super::reopened::Reopened;
use super::repeat_column::RepeatColumn;
use super::repeat_rate::RepeatRate;
use super::replies::Replies;
use super::reply_language::ReplyLanguage;
use super::required_fields::RequiredFields;
use super::resolved_first::ResolvedFirst;
use super::service_level::ServiceLevel;
use super::spelling::SpellingRate;
use super::survey::Survey;
use super::transfers::TransferRate;
use crate::reply::Analyst;
use crate::tables::Codebook;
use crate::vocabulary::StandardId;
use crate::workspace::agreement::{Agreement, Rule, Text};

/// What a clause's rule measures. `replies` reads the texts of all clauses, `survey` knows of other rows;
/// `key` is unique among the clauses.
pub fn measure_of(
    rule: &Rule,
    agreement: &Agreement,
    codes: &Codebook,
    judgement: &Judgement,
    (replies, survey): (&Arc<Analyst>, &Arc<Survey>),
    key: &str,
) -> Box<dyn Measure> {
    match rule {
        Rule::ServiceLevel {
            formula,
            within_s,
            short_abandon_s,
            relief,
        } => Box::new(ServiceLevel {
            formula: *formula,
            within_s: *within_s,
            short_s: *short_abandon_s,
            relief: *relief,
        }),
        Rule::Abandonment {
            variant,
            short_abandon_s,
        } => Box::new(Abandonment {
            variant: *variant,
            short_s: *short_abandon_s,
        }),
        Rule::Asa => Box::new(Mean::Wait),
        Rule::Aht => Box::new(Mean::Handle),
        Rule::Deadline(clock, agreed) => Box::new(DeadlineMeasure {
            clock: *clock,
            agreed: agreed.clone(),
            judgement: judgement.clone(),
            due: format!("due:{key}"),
        }),
        Rule::ServedLanguage => Box::new(ServedLanguage::new(&agreement.queues, codes, judgement)),
        Rule::RequiredFields { always, when } => {
            Box::new(RequiredFields::new(always, when, codes, judgement))
        }
        Rule::NoteMinChars { chars, empty_phrases } => {
            Box::new(NoteMinChars::new(*chars, empty_phrases, codes, judgement))
        }
        Rule::DocumentedWithin { within_s, calendar } => Box::new(DocumentedWithin {
            within_s: *within_s,
            calendar: calendar.clone(),
            due: format!("due:{key}"),
            judgement: judgement.clone(),
        }),
        Rule::Catalogue { reasons } => Box::new(Catalogue(Reasons::new(reasons, codes, judgement))),
        Rule::CatchAllMax { reasons } => Box::new(Unwanted {
            reasons: Reasons::new(reasons, codes, judgement),
            because: Because::CatchAll,
        }),
        Rule::Documented { all_of } => Box::new(Documented::new(
            all_of,
            agreement,
            codes,
            judgement,
            (replies, survey),
        )),
        Rule::ResolvedFirst => Box::new(ResolvedFirst {
            judgement: judgement.clone(),
        }),
        Rule::NoRepeat { repeats, per } => Box::new(NoRepeat {
            repeats: *repeats,
            per: *per,
            judgement: judgement.clone(),
            survey: survey.clone(),
            column: RepeatColumn::new(key),
        }),
        Rule::RepeatRate(repeats) => Box::new(RepeatRate {
            repeats: *repeats,
            judgement: judgement.clone(),
            survey: survey.clone(),
            column: RepeatColumn::new(key),
        }),
        Rule::ReplyLanguage => Box::new(ReplyLanguage::new(agreement, codes, judgement, replies, key)),
        Rule::Reply(rule) => Box::new(Replies::new(rule, judgement, replies, key)),
        Rule::Spelling => Box::new(SpellingRate::new(agreement, judgement, replies, key)),
        Rule::Csat(scale) => Box::new(Csat {
            scale: *scale,
            judgement: judgement.clone(),
        }),
        Rule::Nps => Box::new(Nps {
            judgement: judgement.clone(),
        }),
        Rule::TransferRate => Box::new(TransferRate {
            judgement: judgement.clone(),
        }),
        Rule::Complaints { reasons } => Box::new(Unwanted {
            reasons: Reasons::new(reasons, codes, judgement),
            because: Because::Complaint,
        }),
        Rule::CriticalErrorAccuracy { of } => Box::new(CriticalErrorAccuracy {
            of: of.clone(),
            judgement: judgement.clone(),
        }),
        Rule::ReopenRate => Box::new(Reopened {
            judgement: judgement.clone(),
        }),
        Rule::Handover { late_after_s } => Box::new(Handover {
            late_after_s: *late_after_s,
        }),
        Rule::Consistency { of, min_calls } => Box::new(Consistency {
            of: of.clone(),
            name: name_of(agreement, of),
            min_calls: *min_calls,
            interval_s: agreement.staffing.interval_s,
        }),
        Rule::AhtBand { .. } => Box::new(Mean::Handle),
        Rule::Forecast { error, maker } => Box::new(ForecastAccuracy {
            error: *error,
            maker: *maker,
            interval_s: agreement.staffing.interval_s,
        }),
    }
}

/// Name of a standard for definitions.
fn name_of(agreement: &Agreement, id: &StandardId) -> Text {
    let standard = agreement.standards.iter().find(|standard| standard.id == *id);
    standard.map_or_else(|| Text::same(id.as_str()), |standard| standard.name.clone())
}
