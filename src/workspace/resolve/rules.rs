//! The rule tables of clauses: what is measured, with its parameters.

use super::context::Context;
use super::deadlines::{deadline, documented_within};
use super::duties::{critical_error_accuracy, csat, documented, note_min_chars, reasons, required_fields};
use super::{live, repeats, replies};
use crate::reply::ReplyRule;
use crate::vocabulary::Formula;
use crate::vocabulary::suggest;
use crate::workspace::agreement::{AbandonmentVariant, Clock, Family, ForecastError, Rule};
use crate::workspace::document::Entry;
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, maybe, seconds, text};

/// Reads a rule table by its name.
pub fn rule(context: &Context<'_>, entry: &Entry) -> Option<Rule> {
    let family = Family::named(&entry.key)?;
    let reader = Reader::of(context.notes, entry, format!("`{}`", entry.key))?;
    let timed = |clock| deadline(context, &reader, clock).map(|agreed| Rule::Deadline(clock, agreed));
    let rule = match family {
        Family::ServiceLevel => service_level(&reader),
        Family::Abandonment => abandonment(&reader),
        Family::Asa => Some(Rule::Asa),
        Family::Aht => Some(Rule::Aht),
        Family::Acknowledgement => timed(Clock::Acknowledgement),
        Family::FirstResponse => timed(Clock::FirstResponse),
        Family::InterimNotice => timed(Clock::InterimNotice),
        Family::NextResponse => timed(Clock::NextResponse),
        Family::Resolution => timed(Clock::Resolution),
        Family::Callback => timed(Clock::Callback),
        Family::ServedLanguage => Some(Rule::ServedLanguage),
        Family::RequiredFields => required_fields(context, &reader),
        Family::NoteMinChars => note_min_chars(&reader),
        Family::DocumentedWithin => documented_within(context, &reader),
        Family::Catalogue => reasons(context, &reader, "reasons = [\"…\"], the agreed catalogue")
            .map(|reasons| Rule::Catalogue { reasons }),
        Family::CatchAllMax => reasons(context, &reader, "reasons = [\"Sonstiges\"]")
            .map(|reasons| Rule::CatchAllMax { reasons }),
        Family::Documented => documented(context, &reader),
        Family::ResolvedFirst => Some(Rule::ResolvedFirst),
        Family::NoRepeat => repeats::no_repeat(&reader),
        Family::RepeatRate => repeats::repeat_rate(&reader),
        Family::ReplyLanguage => Some(Rule::ReplyLanguage),
        Family::FormOfAddress => replies::form_of_address(&reader),
        Family::Salutation => Some(Rule::Reply(ReplyRule::Salutation)),
        Family::Thanks => Some(Rule::Reply(ReplyRule::Thanks)),
        Family::NamedContact => replies::named_contact(&reader),
        Family::CompanyData => replies::phrases(&reader, ReplyRule::CompanyData),
        Family::ForbiddenWording => replies::phrases(&reader, ReplyRule::ForbiddenWording),
        Family::SentenceLength => replies::sentence_length(&reader),
        Family::Spelling => Some(Rule::Spelling),
        Family::Csat => csat(&reader),
        Family::Nps => Some(Rule::Nps),
        Family::TransferRate => Some(Rule::TransferRate),
        Family::Complaints => reasons(context, &reader, "reasons = [\"Beschwerde\"]")
            .map(|reasons| Rule::Complaints { reasons }),
        Family::CriticalErrorAccuracy => critical_error_accuracy(&reader),
        Family::ReopenRate => Some(Rule::ReopenRate),
        Family::Handover => handover(&reader),
        Family::Consistency => live::consistency(context, &reader),
        Family::AhtBand => live::aht_band(&reader),
        Family::ForecastBias => live::forecast(&reader, ForecastError::Bias),
        Family::ForecastMape => live::forecast(&reader, ForecastError::Mape),
        Family::ForecastWape => live::forecast(&reader, ForecastError::Wape),
        Family::ForecastCorridor => live::forecast_corridor(&reader),
    };
    reader.finish();
    rule
}

fn service_level(reader: &Reader<'_>) -> Option<Rule> {
    let notes = reader.notes;
    let formula_entry = reader.optional("formula");
    let formula = formula_entry.map_or_else(
        || {
            let note = Note::at(
                reader.spot,
                "`service_level` has no `formula`: the contract must say which one it means",
            );
            notes.refuse(note.help(formulas()))
        },
        |entry| formula(notes, entry),
    );
    let within = reader.required("within", "within = \"20 s\"");
    let within_s = within.and_then(|entry| seconds(notes, entry, 1));
    let short = short_abandon(reader);
    let relief = maybe(reader.optional("relief"), |entry| live::relief(notes, entry));
    let needs_short = matches!(
        formula,
        Some(Formula::ShortAbandonsCount | Formula::ShortAbandonsRemoved)
    );
    if let (Some(formula), Some(entry)) = (formula.filter(|_| needs_short), formula_entry) {
        require_short(notes, &short, entry, formula.name());
    }
    Some(Rule::ServiceLevel {
        formula: formula?,
        within_s: within_s?,
        short_abandon_s: short?,
        relief: relief?,
    })
}

fn formula(notes: &Notes, entry: &Entry) -> Option<Formula> {
    let written = text(notes, "`formula`", &entry.node)?;
    if let Some(formula) = Formula::ALL.iter().find(|formula| formula.name() == written) {
        return Some(*formula);
    }
    let meant = Formula::ALL
        .iter()
        .find(|formula| formula.short_name().eq_ignore_ascii_case(written));
    let near = meant.map(|formula| formula.name());
    let near = near.or_else(|| suggest::nearest(written, Formula::ALL.iter().map(|formula| formula.name())));
    let near = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
    let note = Note::at(
        entry.node.spot,
        format!("`{written}` is no formula of the service level"),
    );
    notes.refuse(note.help(format!("{near}{}", formulas())))
}

/// All seven formulas with their short names.
fn formulas() -> String {
    let names: Vec<String> = Formula::ALL
        .iter()
        .map(|formula| format!("{} ({})", formula.name(), formula.short_name()))
        .collect();
    format!("formula is one of: {}", names.join(", "))
}

fn abandonment(reader: &Reader<'_>) -> Option<Rule> {
    let notes = reader.notes;
    let options = [
        ("all", AbandonmentVariant::All),
        ("short_removed", AbandonmentVariant::ShortRemoved),
        ("short_not_counted", AbandonmentVariant::ShortNotCounted),
    ];
    let entry = reader.required(
        "variant",
        "variant = \"all\", \"short_removed\" or \"short_not_counted\"",
    );
    let variant = entry.and_then(|entry| choice(notes, "variant", &entry.node, &options));
    let short = short_abandon(reader);
    if let (Some(entry), Some(AbandonmentVariant::ShortRemoved | AbandonmentVariant::ShortNotCounted)) =
        (entry, variant)
    {
        require_short(notes, &short, entry, "this variant");
    }
    Some(Rule::Abandonment {
        variant: variant?,
        short_abandon_s: short?,
    })
}

/// The limit of short abandons; the outer nothing says that it is wrong.
fn short_abandon(reader: &Reader<'_>) -> Option<Option<i64>> {
    maybe(reader.optional("short_abandon"), |entry| {
        seconds(reader.notes, entry, 0)
    })
}

fn require_short(notes: &Notes, short: &Option<Option<i64>>, entry: &Entry, what: &str) {
    if *short == Some(None) {
        let note = Note::at(entry.node.spot, format!("{what} needs `short_abandon`"));
        notes.add(note.help("say how short: short_abandon = \"5 s\""));
    }
}

fn handover(reader: &Reader<'_>) -> Option<Rule> {
    let late_after = maybe(reader.optional("late_after"), |entry| {
        seconds(reader.notes, entry, 0)
    });
    Some(Rule::Handover {
        late_after_s: late_after?,
    })
}
