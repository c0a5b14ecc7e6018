//! Problems of agreements on bonus and malus.

use super::{BASE, lines, load_text, marked_line, one};
use crate::vocabulary::{Money, Nano, Period, ProviderId};
use crate::workspace::agreement::Credit;
use crate::workspace::credit::{Scale, Settled};

/// An agreement without problems, to be spoilt.
const CREDIT: &str = r#"
[providers.sued]
name = "Sued"
[credits.phone]
providers = ["nord"]
fee = "120000.00 EUR"
[[credits.phone.clauses]]
valid_from = 2026-01-01
at_risk = "10 %"
malus_max = "80 %"
earn_back_months = 3
[[credits.phone.clauses.standards]]
standard = "sl"
share = "60 %"
steps = [{ to = "75 %", malus = "100 %" }, { from = "75 %", to = "80 %", malus = "50 %" }, { from = "90 %", bonus = "50 %" }]
[[credits.phone.clauses.standards]]
standard = "answer"
queue = "mail"
share = "40 %"
linear = [{ from = "90 %", to = "80 %", malus = "100 %" }, { from = "95 %", to = "99 %", bonus = "20 %" }]
"#;

fn text(old: &str, new: &str) -> String {
    assert_eq!(CREDIT.matches(old).count(), 1, "`{old}` must stand once");
    format!("{BASE}{}", CREDIT.replace(old, new))
}

#[track_caller]
fn spoilt(old: &str, new: &str, message: &str, help: &str) {
    one(&text(old, new), message, help);
}

fn credit(text: &str) -> Credit {
    load_text(text).expect("no problem").credits.remove(0)
}

#[test]
fn an_agreement_is_read_as_written() {
    let credit = credit(&format!("{BASE}{CREDIT}"));
    let clause = &credit.clauses[0];
    assert_eq!(credit.settled, Settled::Month);
    assert_eq!(
        (clause.at_risk, clause.malus_max),
        (Nano(100_000_000), Nano(800_000_000))
    );
    assert_eq!(clause.earn_back, Some(3));
    let Scale::Steps(steps) = &clause.parts[0].scale else {
        panic!("steps")
    };
    assert_eq!(steps[0].effect, Nano(-Nano::ONE));
    assert_eq!(
        (steps[1].from, steps[1].to),
        (Some(Nano(750_000_000)), Some(Nano(800_000_000)))
    );
    assert_eq!(
        clause.parts[1].queue.as_ref().map(|queue| queue.as_str()),
        Some("mail")
    );
}

#[test]
fn the_closest_fee_counts_and_an_unknown_one_is_none() {
    let fees = r#"fees = [
  { fee = "100 EUR" }, { month = "2026-10", fee = "110.50 EUR" },
  { provider = "sued", month = "2026-09", fee = "7 EUR" }, { provider = "sued", fee = "8 EUR" },
]"#;
    let all = text("providers = [\"nord\"]\nfee = \"120000.00 EUR\"", fees);
    let credit = credit(&all);
    let fee = |provider: &str, period: &str| {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 4).expect("a day");
        let period = Period::parse(period, today).expect("a period");
        credit
            .fee(&ProviderId::new(provider), &period)
            .map(|fee| fee.to_string())
    };
    assert_eq!(fee("nord", "2026-08").as_deref(), Some("100.00"));
    assert_eq!(fee("sued", "2026-09").as_deref(), Some("7.00"));
    assert_eq!(fee("sued", "2026-08").as_deref(), Some("8.00"));
    assert_eq!(
        fee("sued", "2026-10").as_deref(),
        Some("110.50"),
        "the month says more than the provider"
    );
    // 100 + 100 + 100, and with October 110.50.
    assert_eq!(fee("nord", "2026-Q3").as_deref(), Some("300.00"));
    assert_eq!(fee("nord", "2026-Q4").as_deref(), Some("310.50"));
    let months = Credit {
        fees: credit.fees[1..2].to_vec(),
        ..credit.clone()
    };
    let november = chrono::NaiveDate::from_ymd_opt(2026, 11, 1)
        .and_then(Period::month_of)
        .expect("a month");
    assert_eq!(months.fee(&ProviderId::new("nord"), &november), None::<Money>);
}

#[test]
fn fees() {
    let fee = |written: &str, message: &str, help: &str| {
        spoilt(
            "fee = \"120000.00 EUR\"",
            &format!("fee = {written} #!"),
            message,
            help,
        );
    };
    let number = "is a number without currency; money is text, because numbers with a point are not exact";
    fee(
        "120000.50",
        &format!("`fee` = 120000.5 {number}"),
        "\"120000.00 EUR\"",
    );
    fee("120000", &format!("`fee` = 120000 {number}"), "\"120000.00 EUR\"");
    fee(
        "\"120000.00\"",
        "`fee` = \"120000.00\" has no currency",
        "\"120000.00 EUR\"",
    );
    fee(
        "\"120000 EURO\"",
        "`EURO` is no currency that amounts can be given in",
        "did you mean `EUR`?",
    );
    fee(
        "\"120.000,00 EUR\"",
        "`fee` = \"120.000,00 EUR\" is no amount of money",
        "without thousands marks",
    );
    fee("\"-5 EUR\"", "`fee` = \"-5 EUR\" is no amount of money", "");
    spoilt(
        "[credits.phone]\nproviders = [\"nord\"]\nfee = \"120000.00 EUR\"",
        "[credits.phone] #!\nproviders = [\"nord\"]",
        "credit agreement `phone` has none of `fee`, `fees`",
        "fees = [{ month",
    );
    let list = |written: &str, message: &str, help: &str| {
        spoilt(
            "fee = \"120000.00 EUR\"",
            &format!("fees = [{written}\n]"),
            message,
            help,
        );
    };
    list(
        "{ month = \"2026-10\", fee = \"1 EUR\" },\n{ fee = \"1 CHF\" }, #!",
        "fees in two currencies, EUR and CHF, cannot be added",
        "an agreement of its own",
    );
    list(
        "{ month = \"2026-10\", fee = \"1 EUR\" },\n{ month = \"2026-10\", fee = \"2 EUR\" }, #!",
        "this fee is given twice",
        "one fee per provider and month",
    );
    list(
        "\n{ month = \"10/2026\", fee = \"1 EUR\" }, #!",
        "`month` = \"10/2026\" is no month",
        "\"2026-10\"",
    );
    list(
        "\n{ provider = \"sued\", fee = \"1 EUR\" }, #!",
        "the agreement does not bind provider `sued`",
        "add it to `providers`",
    );
}

#[test]
fn clauses() {
    spoilt(
        "at_risk = \"10 %\"",
        "at_risk = 10 #!",
        "`at_risk` = 10 does not say that it is a percentage",
        "\"10 %\"",
    );
    spoilt(
        "at_risk = \"10 %\"",
        "at_risk = \"0 %\" #!",
        "`at_risk` must be above 0 %",
        "10 %",
    );
    spoilt(
        "malus_max = \"80 %\"",
        "malus_max = \"120 %\" #!",
        "`malus_max` = \"120 %\" is not between 0 % and 100 %",
        "",
    );
    spoilt(
        "malus_max = \"80 %\"",
        "not_measurable = \"zero\" #!",
        "`zero` is no answer to `not_measurable`",
        "open, neutral, full_malus",
    );
    let quarters = text(
        "fee = \"120000.00 EUR\"",
        "settled = \"quarter\"\nfee = \"120000.00 EUR\"",
    );
    assert_eq!(credit(&quarters).clauses[0].earn_back, Some(1));
    one(
        &quarters.replace("earn_back_months = 3", "earn_back_months = 4 #!"),
        "`earn_back_months` = 4 is no whole number of quarters",
        "3, 6, 9",
    );
}

#[test]
fn clauses_do_not_overlap_and_say_where_both_are() {
    let second = "[[credits.phone.clauses]]\nvalid_from = 2026-06-01 #!\nat_risk = \"10 %\"\nstandards = [{ standard = \"sl\", share = \"100 %\", steps = { to = \"75 %\", malus = \"100 %\" } }]\n";
    one(
        &format!("{BASE}{CREDIT}{second}"),
        "two clauses are valid on the same day",
        "valid_to = 2026-05-31",
    );
}

#[test]
fn standards() {
    spoilt(
        "standard = \"sl\"",
        "standard = \"ls\" #!",
        "there is no standard `ls`",
        "did you mean `sl`?",
    );
    spoilt(
        "queue = \"mail\"",
        "queue = \"billing\" #!",
        "standard `answer` does not cover queue `billing`",
        "it covers: mail",
    );
    let text = text("share = \"40 %\"", "share = \"30 %\"");
    let message = "the shares of the pool add up to 90 %, not 100 %";
    assert_eq!(
        lines(&text)
            .into_iter()
            .map(|(_, message)| message)
            .collect::<Vec<_>>(),
        [message]
    );
    let twice = "[[credits.phone.clauses.standards]] #!\nstandard = \"sl\"\nshare = \"40 %\"\nsteps = { to = \"75 %\", malus = \"1 %\" }\n[[credits.phone.clauses.standards]]\nstandard = \"answer\"\nqueue";
    spoilt(
        "[[credits.phone.clauses.standards]]\nstandard = \"answer\"\nqueue",
        twice,
        "standard `sl` counts twice",
        "one entry per standard and queue",
    );
    let bound = BASE.replace(
        "name = \"Servicelevel\"",
        "name = \"Servicelevel\"\nproviders = [\"nord\"]",
    );
    let both = CREDIT
        .replace("providers = [\"nord\"]\nfee", "fee")
        .replace("standard = \"sl\"", "standard = \"sl\" #!");
    one(
        &format!("{bound}{both}"),
        "standard `sl` does not bind provider `sued`, whom this agreement binds",
        "an agreement of its own for others",
    );
    let informational = BASE.replace("target = \"90 %\"\n", "");
    one(
        &format!(
            "{informational}{}",
            CREDIT.replace("earn_back_months = 3", "earn_back_months = 3 #!")
        ),
        "`earn_back_months` asks whether standard `answer` is met, and it has no target",
        "leave the earn-back out",
    );
}

/// Steps go from worse to better, which a band does not.
#[test]
fn a_band_has_no_side_that_is_good() {
    let band = BASE.replace(
        "target = \"80 %\"\nservice_level = { formula = \"offered\", within = \"20 s\" }",
        "aht_band = { from = \"280 s\", to = \"360 s\" }",
    );
    let band = band.replace("score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n", "");
    let steps = CREDIT
        .lines()
        .find(|line| line.starts_with("steps"))
        .expect("steps");
    let credit = CREDIT
        .replace("earn_back_months = 3", "")
        .replace(steps, "steps = { from = \"400 s\", malus = \"100 %\" }")
        .replace("standard = \"sl\"", "standard = \"sl\" #!");
    one(
        &format!("{band}{credit}"),
        "a standard with a band has no side that is good: steps and zones cannot be put in order",
        "let another standard count",
    );
}

/// The steps of `sl`, where more is better, and of an abandonment, where less is.
#[test]
fn steps() {
    let steps = |written: &str, message: &str, help: &str| {
        let old = CREDIT
            .lines()
            .find(|line| line.starts_with("steps"))
            .expect("steps");
        spoilt(old, &format!("steps = [{written}\n]"), message, help);
    };
    steps(
        "{ to = \"75 %\", malus = \"100 %\" },\n{ from = \"74 %\", bonus = \"50 %\" }, #!",
        "two steps are about the same values",
        "they must not overlap",
    );
    steps(
        "\n{ from = \"75 %\", to = \"70 %\", malus = \"1 %\" }, #!",
        "`from` is not below `to`",
        "whichever is better",
    );
    steps(
        "{ to = \"75 %\", malus = \"50 %\" },\n{ from = \"75 %\", to = \"80 %\", malus = \"100 %\" }, #!",
        "this step is for better values and gives less than the one for worse values",
        "here more is better: exchange the two",
    );
    steps(
        "\n{ from = \"60 %\", to = \"75 %\", malus = \"50 %\" }, #!",
        "values that are worse than this step get no malus at all",
        "leave `from` out",
    );
    steps(
        "\n{ from = \"90 %\", to = \"95 %\", bonus = \"50 %\" }, #!",
        "values that are better than this step get no bonus at all",
        "leave `to` out",
    );
    steps(
        "\n{ malus = \"50 %\" }, #!",
        "a step has neither `from` nor `to`",
        "no end",
    );
    steps(
        "\n{ to = \"75 %\", malus = \"150 %\" }, #!",
        "`malus` = \"150 %\" is not between 0 % and 100 %",
        "",
    );
    steps(
        "\n{ to = \"75 %\", malus = \"5 %\", bonus = \"5 %\" }, #!",
        "a step has both `malus` and `bonus`",
        "keep one",
    );
    steps(
        "\n{ to = \"30 s\", malus = \"5 %\" }, #!",
        "`to` = \"30 s\" is no share",
        "80 %",
    );
}

#[test]
fn the_good_side_of_a_standard_turns_steps_and_zones_round() {
    let abandonment = BASE.replace(
        "service_level = { formula = \"offered\", within = \"20 s\" }",
        "abandonment = { variant = \"all\" }",
    );
    let abandonment = abandonment.replace("score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n", "");
    let old = CREDIT
        .lines()
        .find(|line| line.starts_with("steps"))
        .expect("steps");
    let with = |line: &str| format!("{abandonment}{}", CREDIT.replace(old, line));
    assert!(
        load_text(&with(
            "steps = [{ from = \"8 %\", malus = \"50 %\" }, { to = \"3 %\", bonus = \"50 %\" }]"
        ))
        .is_ok()
    );
    assert!(
        load_text(&with(
            "linear = { from = \"8 %\", to = \"12 %\", malus = \"50 %\" }"
        ))
        .is_ok()
    );
    one(
        &with("steps = [{ to = \"8 %\", malus = \"50 %\" }] #!"),
        "values that are worse than this step get no malus at all",
        "here less is better: leave `to` out",
    );
    one(
        &with("linear = { from = \"12 %\", to = \"8 %\", malus = \"50 %\" } #!"),
        "a malus grows towards worse values, and `to` is on the other side of `from`",
        "exchange the two",
    );
}

#[test]
fn zones() {
    let zones = |written: &str, message: &str, help: &str| {
        let old = CREDIT
            .lines()
            .find(|line| line.starts_with("linear"))
            .expect("zones");
        spoilt(old, &format!("linear = [{written}\n]"), message, help);
    };
    zones(
        "\n{ from = \"80 %\", to = \"90 %\", malus = \"100 %\" }, #!",
        "a malus grows towards worse values, and `to` is on the other side of `from`",
        "exchange the two",
    );
    zones(
        "\n{ from = \"80 %\", to = \"80 %\", malus = \"100 %\" }, #!",
        "`from` and `to` of a linear zone are the same",
        "a jump is a step",
    );
    zones(
        "{ from = \"90 %\", to = \"80 %\", malus = \"100 %\" },\n{ from = \"85 %\", to = \"99 %\", bonus = \"20 %\" }, #!",
        "the zones of malus and bonus are about the same values",
        "written as steps",
    );
    zones(
        "{ from = \"90 %\", to = \"80 %\", malus = \"50 %\" },\n{ from = \"80 %\", to = \"70 %\", malus = \"50 %\" }, #!",
        "a standard has one linear zone of malus and one of bonus at most",
        "written as steps",
    );
}

#[test]
fn all_problems_are_told_at_once() {
    let text = text("fee = \"120000.00 EUR\"", "fee = 1.5 #!").replace("share = \"60 %\"", "share = 60");
    let found = lines(&text);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].0, marked_line(&text));
}

/// What the starter shows commented works where somebody takes the marks away.
#[test]
fn the_starters_example_is_in_order() {
    let begins = crate::workspace::STARTER
        .find("# [credits.phone]")
        .expect("an example");
    let (before, example) = crate::workspace::STARTER.split_at(begins);
    let example: String = example
        .lines()
        .take_while(|line| !line.is_empty())
        .map(|line| line.strip_prefix("# ").unwrap_or(line))
        .map(|line| format!("{line}\n"))
        .collect();
    let credit = credit(&format!("{before}{example}"));
    assert_eq!(credit.clauses[0].parts.len(), 2);
}
