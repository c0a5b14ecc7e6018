//! The standards in words, with targets and validity.

use chrono::NaiveDate;

use crate::intake::Context;
use crate::measure::{ClauseUnit, Scope};
use crate::scorecard::StandardText;
use crate::vocabulary::Direction;
use crate::workspace::agreement::{Clause, Standard, Text};

/// All standards in the order of the workspace, then the figures published for every queue.
pub fn standards(context: &Context<'_>) -> Vec<StandardText> {
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
                is_share: rule.is_share(),
                definition: definition(context, index, standard),
            }
        });
    agreed.collect()
}

/// The definition of a standard: one text, or one per clause with its validity.
fn definition(context: &Context<'_>, index: usize, standard: &Standard) -> Text {
    let clauses: Vec<(&Clause, &ClauseUnit)> = context
        .clauses
        .in_force(index)
        .filter_map(|(_, unit)| match unit.scope {
            Scope::Clause { clause, .. } => Some((standard.clauses.get(clause)?, unit)),
            Scope::Always(_) => None,
        })
        .collect();
    if clauses.is_empty() {
        return Text {
            de: String::from("In diesem Zeitraum ist keine Klausel dieses Standards in Kraft."),
            en: String::from("No clause of this standard is in force in this period."),
        };
    }
    let texts: Vec<Text> = clauses
        .iter()
        .map(|(clause, unit)| {
            let words = unit.measure.definition();
            let target = target(clause);
            if clauses.len() == 1 {
                return Text {
                    de: format!("{}{}", words.de, target.de),
                    en: format!("{}{}", words.en, target.en),
                };
            }
            let (from, to) = (clause.valid_from, clause.valid_to);
            Text {
                de: format!("{}: {}{}", validity_de(from, to), words.de, target.de),
                en: format!("{}: {}{}", validity_en(from, to), words.en, target.en),
            }
        })
        .collect();
    let joined = |get: fn(&Text) -> &str| texts.iter().map(get).collect::<Vec<_>>().join(" ");
    Text {
        de: joined(|t| &t.de),
        en: joined(|t| &t.en),
    }
}

fn target(clause: &Clause) -> Text {
    let Some(target) = clause.target else {
        return Text {
            de: String::from(" Kein Zielwert vereinbart: nur zur Information."),
            en: String::from(" No target agreed: for information only."),
        };
    };
    let (value_de, value_en) = if clause.rule.is_share() {
        // Twelve digits are enough for any agreed share and hide binary noise.
        let percent = format!("{}", (target * 1e12).round() / 1e10);
        (format!("{} %", percent.replace('.', ",")), format!("{percent}%"))
    } else {
        (
            format!("{} s", target.to_string().replace('.', ",")),
            format!("{target} s"),
        )
    };
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

fn validity_de(from: NaiveDate, to: Option<NaiveDate>) -> String {
    match to {
        Some(to) => format!("{} bis {}", from.format("%d.%m.%Y"), to.format("%d.%m.%Y")),
        None => format!("ab {}", from.format("%d.%m.%Y")),
    }
}

fn validity_en(from: NaiveDate, to: Option<NaiveDate>) -> String {
    match to {
        Some(to) => format!("{} to {}", from.format("%-d %b %Y"), to.format("%-d %b %Y")),
        None => format!("from {}", from.format("%-d %b %Y")),
    }
}
