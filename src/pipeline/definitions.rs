//! The standards in words, with targets and validity.

use chrono::NaiveDate;

use super::texts;
use crate::intake::Context;
use crate::judge::scope_text;
use crate::measure::{ClauseUnit, Scope};
use crate::scorecard::{Figure, ProviderReview, StandardText};
use crate::vocabulary::{Direction, ProviderId, StandardId, Unit};
use crate::workspace::agreement::{Clause, Standard, Text};

/// All standards in the order of the workspace, defined for all providers together.
pub fn standards(context: &Context<'_>, providers: &[ProviderReview]) -> Vec<StandardText> {
    let figures: Vec<&[Figure]> = providers.iter().map(|p| p.figures.as_slice()).collect();
    let agreed = context
        .agreement
        .standards
        .iter()
        .enumerate()
        .map(|(index, standard)| {
            let rule = &standard.clauses[0].rule;
            StandardText {
                id: standard.id.clone(),
                name: standard.name.clone(),
                measure: rule.measure(),
                unit: rule.unit(),
                definition: definition(context, index, standard, &figures),
                clauses: texts::clauses(context, standard),
            }
        });
    agreed.collect()
}

/// The definitions for one provider's own pages: a clause under which only another provider has cases
/// is not its concern.
pub fn of_provider(
    context: &Context<'_>,
    provider: &ProviderId,
    figures: &[Figure],
) -> Vec<(StandardId, Text)> {
    let standards = context.agreement.standards.iter().enumerate();
    let binding = standards.filter(|(_, standard)| standard.binds(provider));
    binding
        .map(|(index, standard)| {
            let text = definition(context, index, standard, &[figures]);
            (standard.id.clone(), text)
        })
        .collect()
}

/// Whether a clause is in force for the whole period.
fn covers(context: &Context<'_>, unit: &ClauseUnit) -> bool {
    let judgement = &context.plan.judgement;
    unit.from <= judgement.start && judgement.end <= unit.to
}

/// Whether one of the figures rests on a clause.
fn has_figure(figures: &[&[Figure]], standard: &Standard, clause: usize) -> bool {
    let mut figures = figures.iter().copied().flatten();
    figures
        .any(|figure| figure.standard == standard.id && figure.clause == Some(clause) && !figure.is_volume())
}

/// The clauses of a standard that count: those in force in the period, and older ones under which cases
/// fell due in it, so that each figure has its text.
pub fn counting<'a>(
    context: &Context<'a>,
    index: usize,
    standard: &'a Standard,
    figures: &[&[Figure]],
) -> Vec<(&'a Clause, &'a ClauseUnit)> {
    let clauses = context
        .clauses
        .of_standard(index)
        .filter_map(|(_, unit)| match unit.scope {
            Scope::Clause { clause, .. } => Some((clause, standard.clauses.get(clause)?, unit)),
            Scope::Always(_) | Scope::Slice { .. } => None,
        });
    // A sheet for some contacts concerns only readers of whose figures some rest on it.
    let concerns = |unit: &ClauseUnit| context.clauses.overlaps(unit) && !unit.is_scoped();
    clauses
        .filter(|(number, _, unit)| concerns(unit) || has_figure(figures, standard, *number))
        .map(|(_, clause, unit)| (clause, unit))
        .collect()
}

/// The definition of a standard: one text, or one per clause that counts with its validity.
fn definition(context: &Context<'_>, index: usize, standard: &Standard, figures: &[&[Figure]]) -> Text {
    let clauses = counting(context, index, standard, figures);
    if clauses.is_empty() {
        return none_in_force(standard, context.plan.period.first());
    }
    let texts: Vec<Text> = clauses
        .iter()
        .map(|(clause, unit)| {
            let words = unit.measure.definition();
            let target = target(clause);
            if clauses.len() == 1 && covers(context, unit) && clause.scope.is_default() {
                return Text {
                    de: format!("{}{}", words.de, target.de),
                    en: format!("{}{}", words.en, target.en),
                };
            }
            let (from, to) = (clause.valid_from, clause.valid_to);
            let scope = scope_text(context.agreement, &clause.scope).words;
            let [for_de, for_en] = match clause.scope.is_default() {
                true => Default::default(),
                false => [format!("Für {}, ", scope.de), format!("For {}, ", scope.en)],
            };
            Text {
                de: format!(
                    "{}: {}{}",
                    begun(&for_de, &validity_de(from, to)),
                    words.de,
                    target.de
                ),
                en: format!(
                    "{}: {}{}",
                    begun(&for_en, &validity_en(from, to)),
                    words.en,
                    target.en
                ),
            }
        })
        .collect();
    let joined = |get: fn(&Text) -> &str| texts.iter().map(get).collect::<Vec<_>>().join(" ");
    Text {
        de: joined(|t| &t.de),
        en: joined(|t| &t.en),
    }
}

/// A beginning of a sentence before another one.
fn begun(before: &str, text: &str) -> String {
    match before.is_empty() {
        true => text.to_owned(),
        false => {
            let mut letters = text.chars();
            let first = letters
                .next()
                .map_or_else(String::new, |first| first.to_lowercase().to_string());
            format!("{before}{first}{}", letters.as_str())
        }
    }
}

/// Why a standard has no figure: when it was, or will be, in force.
fn none_in_force(standard: &Standard, first_day: NaiveDate) -> Text {
    let ended = standard.clauses.iter().filter_map(|clause| clause.valid_to);
    let last_end = ended.filter(|end| *end < first_day).max();
    let begins = standard.clauses.iter().map(|clause| clause.valid_from);
    let next = begins.filter(|from| *from > first_day).min();
    let (mut de, mut en) = (
        String::from(
            "In diesem Zeitraum ist keine Klausel dieses Standards in Kraft; seine Daten werden nicht bewertet.",
        ),
        String::from("No clause of this standard is in force in this period; its data are not judged."),
    );
    if let Some(end) = last_end {
        de.push_str(&format!(" Die letzte galt bis {}.", day_de(end)));
        en.push_str(&format!(" The last one was valid to {}.", day_en(end)));
    }
    if let Some(from) = next {
        de.push_str(&format!(" Die nächste gilt ab {}.", day_de(from)));
        en.push_str(&format!(" The next one is valid from {}.", day_en(from)));
    }
    Text { de, en }
}

fn target(clause: &Clause) -> Text {
    if let Some(band) = clause.rule.band(clause.target) {
        return band_in_words(clause, band);
    }
    let Some(target) = clause.target else {
        return Text {
            de: String::from(" Kein Zielwert vereinbart: nur zur Information."),
            en: String::from(" No target agreed: for information only."),
        };
    };
    let (value_de, value_en) = in_words(clause, target);
    match clause.rule.direction() {
        Direction::Min => Text {
            de: format!(" Ziel: mindestens {value_de}."),
            en: format!(" Target: at least {value_en}."),
        },
        Direction::Max => Text {
            de: format!(" Ziel: höchstens {value_de}."),
            en: format!(" Target: at most {value_en}."),
        },
    }
}

/// An agreed value in German and English.
fn in_words(clause: &Clause, value: f64) -> (String, String) {
    let german = |number: &str| number.replace('.', ",");
    let plain = value.to_string();
    match clause.rule.unit() {
        Unit::Share => {
            // Twelve digits are enough for any agreed share and hide binary noise.
            let percent = format!("{}", (value * 1e12).round() / 1e10);
            (format!("{} %", german(&percent)), format!("{percent}%"))
        }
        Unit::Seconds => (format!("{} s", german(&plain)), format!("{plain} s")),
        Unit::Points => (format!("{} Punkte", german(&plain)), format!("{plain} points")),
        Unit::Rating | Unit::Count => (german(&plain), plain),
    }
}

/// What is agreed of both sides.
fn band_in_words(clause: &Clause, (low, high): (f64, f64)) -> Text {
    let ((low_de, low_en), (high_de, high_en)) = (in_words(clause, low), in_words(clause, high));
    if low == -high {
        return Text {
            de: format!(" Ziel: höchstens {high_de} nach oben oder unten."),
            en: format!(" Target: at most {high_en} either way."),
        };
    }
    Text {
        de: format!(
            " Ziel: zwischen {low_de} und {high_de}, beide eingeschlossen; verfehlt wird es nach beiden Seiten."
        ),
        en: format!(" Target: between {low_en} and {high_en}, both included; either side misses it."),
    }
}

fn validity_de(from: NaiveDate, to: Option<NaiveDate>) -> String {
    match to {
        Some(to) => format!("{} bis {}", day_de(from), day_de(to)),
        None => format!("Ab {}", day_de(from)),
    }
}

fn validity_en(from: NaiveDate, to: Option<NaiveDate>) -> String {
    match to {
        Some(to) => format!("{} to {}", day_en(from), day_en(to)),
        None => format!("From {}", day_en(from)),
    }
}

fn day_de(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

fn day_en(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}
