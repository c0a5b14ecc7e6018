//! `data/credits.csv`: bonus and malus, every amount with clause, figure and rule; only where one is agreed.

use std::io::Write;

use super::csv_text::{number, sum, writer};
use crate::publish::locale::Locale;
use crate::scorecard::{CreditLine, CreditReview, EarnBack, GivenBack, Open, Place, Review, Unjudged};
use crate::vocabulary::{Money, Nano};
use crate::workspace::agreement::ReportLanguage;

/// Columns of credits.csv.
pub const COLUMNS: [&str; 33] = [
    "period",
    "provider",
    "credit",
    "clause_valid_from",
    "kind",
    "standard",
    "queue",
    "measure",
    "numerator",
    "denominator",
    "value",
    "ci_low",
    "ci_high",
    "target",
    "direction",
    "status",
    "fee",
    "at_risk",
    "share",
    "rule",
    "rule_from",
    "rule_to",
    "effect",
    "amount_before_cap",
    "amount",
    "currency",
    "state",
    "reason",
    "amount_at_ci_low",
    "amount_at_ci_high",
    "certainty",
    "from_period",
    "calculation",
];

/// A row: the cells that differ from empty.
type Cells = Vec<(&'static str, String)>;

/// Writes all amounts of all providers, in the order of the review.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    for provider in &review.providers {
        for credit in &provider.credits {
            let head = vec![
                ("period", review.period.name().to_owned()),
                ("provider", provider.id.to_string()),
                ("credit", credit.id.to_string()),
                ("currency", credit.currency.code().to_owned()),
                (
                    "clause_valid_from",
                    credit
                        .clause
                        .as_ref()
                        .map_or_else(String::new, |clause| clause.valid_from.to_string()),
                ),
            ];
            for cells in rows(credit) {
                csv.write_record(record(&[head.as_slice(), cells.as_slice()].concat()))?;
            }
        }
    }
    csv.flush()?;
    Ok(())
}

/// Whether there is anything to write.
pub fn any(review: &Review) -> bool {
    review
        .providers
        .iter()
        .any(|provider| !provider.credits.is_empty())
}

fn record(cells: &[(&str, String)]) -> Vec<String> {
    let cell = |name: &&str| {
        let found = cells.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    COLUMNS.iter().map(cell).collect()
}

fn rows(credit: &CreditReview) -> Vec<Cells> {
    let lines = credit.lines.iter().map(|line| line_cells(credit, line));
    let backs = credit.earn_backs.iter().map(|back| back_cells(credit, back));
    lines.chain(backs).chain(totals(credit)).collect()
}

fn line_cells(credit: &CreditReview, line: &CreditLine) -> Cells {
    let locale = Locale::new(ReportLanguage::English);
    let mut cells = vec![
        ("kind", "standard".to_owned()),
        ("standard", line.standard.to_string()),
        (
            "queue",
            line.queue.as_ref().map_or("*", |queue| queue.as_str()).to_owned(),
        ),
        ("share", line.share.to_string()),
        ("fee", money(credit.fee.as_ref().ok().copied())),
        ("calculation", locale.credit_calculation(credit, line)),
        ("certainty", line.sureness.name().to_owned()),
    ];
    cells.extend(
        credit
            .clause
            .as_ref()
            .map(|clause| ("at_risk", clause.at_risk.to_string())),
    );
    cells.extend(figure_cells(line));
    cells.extend(rule_cells(line));
    if let Some((low, high)) = line.sureness.ends() {
        cells.push(("amount_at_ci_low", low.to_string()));
        cells.push(("amount_at_ci_high", high.to_string()));
    }
    cells.push(("amount_before_cap", money(line.before_cap.as_ref().ok().copied())));
    let by_agreement = match line.hit.as_ref().map(|hit| hit.place) {
        Ok(Place::ByAgreement(Unjudged::NotMeasurable)) => Open::NotMeasurable.name(),
        Ok(Place::ByAgreement(Unjudged::TooFew)) => Open::TooFew.name(),
        _ => "",
    };
    let reason = line.before_cap.as_ref().err().map_or(by_agreement, Open::name);
    cells.extend(amount_cells(credit, line.amount, reason));
    cells
}

fn figure_cells(line: &CreditLine) -> Cells {
    let Some(figure) = &line.figure else {
        return vec![("status", Open::NotMeasurable.name().to_owned())];
    };
    vec![
        ("measure", figure.measure.clone()),
        ("numerator", sum(figure.told_numerator())),
        ("denominator", sum(figure.denominator)),
        ("value", number(figure.value)),
        ("ci_low", number(figure.interval.map(|(low, _)| low))),
        ("ci_high", number(figure.interval.map(|(_, high)| high))),
        ("target", number(figure.target)),
        ("direction", figure.direction.map_or("", |d| d.name()).to_owned()),
        ("status", figure.status.name().to_owned()),
    ]
}

fn rule_cells(line: &CreditLine) -> Cells {
    let Ok(hit) = &line.hit else {
        return Vec::new();
    };
    let bound = |bound: Option<Nano>| bound.map_or_else(String::new, |bound| bound.to_string());
    let (rule, from, to) = match hit.place {
        Place::Step(step) => ("step", step.from, step.to),
        Place::Zone(zone) => ("linear", Some(zone.from), Some(zone.to)),
        Place::Neutral => ("neutral", None, None),
        Place::ByAgreement(_) => ("by_agreement", None, None),
    };
    vec![
        ("rule", rule.to_owned()),
        ("rule_from", bound(from)),
        ("rule_to", bound(to)),
        ("effect", number(Some(hit.effect.as_f64()))),
    ]
}

fn back_cells(credit: &CreditReview, back: &EarnBack) -> Cells {
    let locale = Locale::new(ReportLanguage::English);
    let reason = match &back.outcome {
        GivenBack::All(_) => "",
        GivenBack::NotMetIn(_) => "not_met",
        GivenBack::Open(open) => open.name(),
    };
    let standard = back.standard.as_ref();
    let mut cells = vec![
        ("kind", "earn_back".to_owned()),
        ("from_period", back.from.clone()),
        ("standard", standard.map_or_else(String::new, ToString::to_string)),
        ("calculation", locale.credit_given_back(back, credit.currency)),
    ];
    if standard.is_some() {
        cells.push((
            "queue",
            back.queue.as_ref().map_or("*", |queue| queue.as_str()).to_owned(),
        ));
    }
    cells.extend(amount_cells(credit, back.amount(), reason));
    cells
}

fn amount_cells(credit: &CreditReview, amount: Option<Money>, reason: &str) -> Cells {
    let state = match amount {
        None => "open",
        Some(_) if credit.is_report_only() => "report_only",
        Some(_) => "due",
    };
    vec![
        ("amount", money(amount)),
        ("state", state.to_owned()),
        ("reason", reason.to_owned()),
    ]
}

fn totals(credit: &CreditReview) -> Vec<Cells> {
    let totals = &credit.totals;
    let [malus_capped, bonus_capped] = totals.capped();
    let cap = |capped: bool| if capped { "cap" } else { "" };
    let row = |kind: &str, before: Money, amount: Money, reason: &'static str| {
        let mut cells: Cells = vec![
            ("kind", kind.to_owned()),
            ("amount_before_cap", before.to_string()),
        ];
        let known = credit.fee.is_ok().then_some(amount);
        let reason = credit.fee.as_ref().err().map_or(reason, Open::name);
        cells.extend(amount_cells(credit, known, reason));
        cells
    };
    let open = if totals.open > 0 { "some_open" } else { "" };
    vec![
        row("malus", totals.malus_before_cap, totals.malus, cap(malus_capped)),
        row("bonus", totals.bonus_before_cap, totals.bonus, cap(bonus_capped)),
        row("earned_back", totals.earned_back, totals.earned_back, ""),
        row("net", totals.net, totals.net, open),
    ]
}

fn money(amount: Option<Money>) -> String {
    amount.map_or_else(String::new, |amount| amount.to_string())
}
