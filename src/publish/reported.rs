//! What explains a figure that a provider reports of itself, in a sentence: pages and workbooks say the same.

use super::locale::Locale;
use crate::scorecard::{Account, Calls, Reported, StandardText};
use crate::vocabulary::{Formula, Micro, Unit, Without};

/// A value of the standard, with its unit.
pub fn value(standard: &StandardText, value: f64, locale: &Locale) -> String {
    match standard.unit {
        Unit::Share => locale.share(value, None),
        Unit::Seconds => locale.seconds(value, None),
        _ => locale.short(value, 1),
    }
}

/// How far the reported value lies from ours.
pub fn difference(standard: &StandardText, reported: &Reported, locale: &Locale) -> String {
    let Some(ours) = reported.ours else {
        return String::new();
    };
    let apart = reported.value - ours;
    match standard.unit {
        Unit::Share => locale.points(apart),
        _ => locale.signed(apart, 1),
    }
}

/// What explains it, and what the figure would be if nothing had been taken out.
pub fn account(standard: &StandardText, reported: &Reported, locale: &Locale) -> String {
    let besides = reported.without.iter().map(|(what, of)| {
        let told = [
            ("without", without(what, locale)),
            ("value", value(standard, *of, locale)),
        ];
        let [first, second] = &told;
        locale.fill(
            "reported.beside_without",
            &[(first.0, &first.1), (second.0, &second.1)],
        )
    });
    let sentences = std::iter::once(explained(standard, reported, locale)).chain(besides);
    sentences.collect::<Vec<_>>().join(" ")
}

/// `without exemptions and without relief`.
fn without(what: &[Without], locale: &Locale) -> String {
    let words = what.iter().map(|what| {
        locale.text(match what {
            Without::Exemptions => "exemptions.without_exemptions",
            Without::Relief => "exemptions.without_relief",
        })
    });
    words.collect::<Vec<_>>().join(locale.text("reported.and"))
}

fn explained(standard: &StandardText, reported: &Reported, locale: &Locale) -> String {
    match &reported.account {
        Account::Same => locale.text("reported.same").to_owned(),
        Account::Different if reported.ours.is_none() => locale.text("reported.nothing_ours").to_owned(),
        Account::Different => locale.text("reported.different").to_owned(),
        Account::TakenBack { what, formulas } if formulas.is_empty() => {
            locale.fill("reported.same_without", &[("without", &without(what, locale))])
        }
        Account::TakenBack { what, formulas } => {
            let names: Vec<String> = formulas.iter().map(|formula| named(*formula)).collect();
            locale.fill(
                "reported.formula_without",
                &[
                    ("formulas", &names.join(", ")),
                    ("without", &without(what, locale)),
                ],
            )
        }
        Account::NoFormula {
            nearest: (formula, of),
        } => locale.fill(
            "reported.no_formula",
            &[
                ("nearest", &named(*formula)),
                ("value", &value(standard, *of, locale)),
            ],
        ),
        Account::OtherFormula {
            formulas,
            contract,
            calls,
        } => other_formula(formulas, *contract, calls, locale),
    }
}

/// `V1 (answered_only)`.
fn named(formula: Formula) -> String {
    format!("{} ({})", formula.short_name(), formula.name())
}

fn other_formula(formulas: &[Formula], contract: Formula, calls: &Calls, locale: &Locale) -> String {
    let names: Vec<String> = formulas.iter().map(|formula| named(*formula)).collect();
    let [formula] = formulas else {
        return locale.fill(
            "reported.several_formulas",
            &[("formulas", &names.join(", ")), ("contract", &named(contract))],
        );
    };
    let reasons: Vec<String> = [*formula, contract]
        .into_iter()
        .filter_map(|formula| treatment(formula, calls, locale))
        .collect();
    locale.fill(
        "reported.other_formula",
        &[
            ("formula", &names[0]),
            ("contract", &named(contract)),
            ("reasons", &reasons.join("; ")),
        ],
    )
}

/// What a formula does with calls that were not answered, beside counting each offered call; nothing where
/// that is all it does.
fn treatment(formula: Formula, calls: &Calls, locale: &Locale) -> Option<String> {
    let (key, count): (&str, Option<Micro>) = match formula {
        Formula::Offered => return None,
        Formula::AnsweredOnly => ("answered_only", calls.abandoned),
        Formula::LateAbandons => ("late_abandons", calls.abandoned_in_time),
        Formula::AbandonsInTimeCount => ("abandons_in_time_count", calls.abandoned_in_time),
        Formula::ShortAbandonsCount => ("short_abandons_count", calls.abandoned_short),
        Formula::ShortAbandonsRemoved => ("short_abandons_removed", calls.abandoned_short),
        Formula::WithFlowOuts => ("with_flow_outs", calls.flowed_out),
    };
    let count = count.map_or_else(String::new, |count| format!("{} ", locale.micro(count)));
    let words = locale.fill(&format!("reported.by_{key}"), &[("n", &count)]);
    Some(format!("{} {words}", formula.short_name()))
}
