//! Problems of forecasts, of standards over intervals, and of agreements that both sides can miss.

use super::{BASE, load_text, one, with};

const FORECAST: &str = r#"
[sources.expected] #origin
provider = "nord"
kind = "forecast" #kind
path = "forecast_{period}.csv"
made_by = "client" #maker
locked = true #locked
csv = {}
[sources.expected.mapping.fields]
queue = "queue"
start = { column = "start", format = "%Y-%m-%d %H:%M" }
volume = "volume"
#delivered
"#;

fn forecast(changes: &[(&str, &str)]) -> String {
    let mut text = FORECAST.to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    }
    format!("{BASE}{text}")
}

const LOCK: (&str, &str) = (
    "locked = true #locked",
    "lock = { before = \"14 d\", start_of = \"month\" } #lock",
);
const DELIVERED: (&str, &str) = (
    "#delivered",
    "delivered_at = { column = \"as of\", format = \"%Y-%m-%d %H:%M\" }",
);

#[test]
fn a_forecast_says_whose_it_is_and_which_version_counts() {
    load_text(&forecast(&[])).expect("locked as it is");
    load_text(&forecast(&[LOCK, DELIVERED])).expect("locked by time");
    one(
        &forecast(&[("made_by = \"client\" #maker", ""), ("#origin", "#!")]),
        "source `expected` has no `made_by`",
        "client",
    );
    one(
        &forecast(&[("\"client\" #maker", "\"cliemt\" #!")]),
        "`cliemt` is no maker of a forecast",
        "did you mean `client`?",
    );
    one(
        &forecast(&[("locked = true #locked", ""), ("#origin", "#!")]),
        "source `expected` has none of `locked`, `lock`",
        "locked = true",
    );
    one(
        &forecast(&[("true #locked", "false #!")]),
        "`locked` = false does not say which version counts",
        "lock = {",
    );
    one(
        &forecast(&[LOCK, ("#lock", "#!")]),
        "a lock needs `delivered_at`",
        "locked = true",
    );
    one(
        &forecast(&[DELIVERED, ("#locked", "#!")]),
        "`locked` leaves no versions, and `delivered_at` tells some",
        "lock = {",
    );
    one(
        &forecast(&[LOCK, DELIVERED, ("\"month\" } #lock", "\"quarter\" } #!")]),
        "`quarter` is no locked period",
        "month, week, day",
    );
    let calls = with("kind = \"calls\"", "kind = \"calls\"\nmade_by = \"client\" #!");
    one(
        &calls,
        "`made_by` does not apply to a source of calls",
        "kind = \"forecast\"",
    );
}

#[test]
fn a_reported_figure_says_which_standard_it_is_about() {
    let source = |fields: &str| {
        format!(
            "{BASE}[sources.own]\nprovider = \"nord\"\nkind = \"reported\"\npath = \"own.csv\"\ncsv = {{}}\n[sources.own.mapping.fields] #fields\n{fields}\n"
        )
    };
    load_text(&source(
        "standard = { constant = \"sl\" }\nshare = { column = \"a\", unit = \"percent\" }",
    ))
    .expect("one figure");
    one(
        &source("standard = { constant = \"sle\" } #!\nshare = { column = \"a\", unit = \"percent\" }"),
        "`sle` cannot be the constant of `standard`",
        "expected one of: ",
    );
    one(
        &source("standard = { constant = \"sl\" }").replace("#fields", "#!"),
        "a source of reported needs at least one of `share`, `mean` and `numerator`",
        "",
    );
}

#[test]
fn rules_over_intervals() {
    let unscored = with("score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n", "");
    let service_level = "service_level = { formula = \"offered\", within = \"20 s\" }";
    let rule = |line: &str, message: &str, help: &str| {
        let other = format!(
            "[standards.other]\nname = \"o\"\n[[standards.other.clauses]]\nvalid_from = 2026-01-01\n{line} #!\n"
        );
        one(&format!("{unscored}{FORECAST}{other}"), message, help);
    };
    assert!(unscored.contains(service_level));
    rule(
        "service_level_consistency = {}",
        "`service_level_consistency` has no `of`",
        "of = ",
    );
    rule(
        "service_level_consistency = { of = \"sls\" }",
        "there is no standard `sls`",
        "did you mean `sl`?",
    );
    rule(
        "service_level_consistency = { of = \"other\" }",
        "standard `other` measures `service_level_consistency`, which is no service level",
        "service_level = {",
    );
    rule(
        "aht_band = { from = \"360 s\", to = \"280 s\" }",
        "`to` is not above `from`",
        "lower to the higher",
    );
    rule(
        "forecast_bias = {}",
        "`forecast_bias` has no `forecast`",
        "client",
    );
    rule(
        "forecast_corridor = { forecast = \"client\", corridor = 10, base = \"actual\" }",
        "`corridor` = 10 does not say that it is a percentage",
        "10 %",
    );
    rule(
        "forecast_corridor = { forecast = \"client\", corridor = \"10 %\" }",
        "`forecast_corridor` has no `base`",
        "actual",
    );
    rule(
        "forecast_corridor = { forecast = \"client\", corridor = \"0.00001 %\", base = \"actual\" }",
        "`corridor` has more than four decimals of a percent",
        "7.5 %",
    );
}

#[test]
fn relief_names_its_corridor_and_whose_forecast() {
    let relieved = |relief: &str| {
        let rule = format!("within = \"20 s\", relief = {{ {relief} }} }}");
        let text = with("within = \"20 s\" }", &format!("{rule} #!"));
        format!("{text}{FORECAST}")
    };
    let agreement = load_text(&relieved("corridor = \"10 %\", forecast = \"client\"")).expect("relief");
    let rests = |doubt: &&String| doubt.starts_with("standard `sl` rests on a forecast of the provider");
    assert_eq!(agreement.doubts.iter().find(rests), None);
    one(
        &relieved("forecast = \"client\""),
        "`relief` has no `corridor`",
        "10 %",
    );
    one(
        &relieved("corridor = \"10 %\", forecast = \"wfm\""),
        "`wfm` is no maker of a forecast",
        "client, provider",
    );
    let part = "[[standards.sl.clauses]]\nfor = { reasons = [\"invoice\"] }\nvalid_from = 2026-01-01 #!\n\
                target = \"90 %\"\nservice_level = { formula = \"offered\", within = \"10 s\" }\n";
    let whole = relieved("corridor = \"10 %\", forecast = \"client\"").replace(" #!", "");
    let mapped = whole.replacen("agent = \"Agent\"", "agent = \"Agent\"\nreason = \"Anliegen\"", 1);
    one(
        &mapped.replacen("[standards.answer]", &format!("{part}\n[standards.answer]"), 1),
        "corridor relief takes out whole intervals, and this clause is for some of their calls",
        "a standard of its own",
    );
    let agreement = load_text(&relieved("corridor = \"10 %\", forecast = \"provider\"")).expect("relief");
    let doubt = agreement.doubts.iter().find(rests).expect("a doubt");
    assert!(doubt.contains("there is none for `nord`"), "{doubt}");
}

#[test]
fn a_service_level_without_target_has_no_interval_in_target() {
    let text = with("target = \"80 %\"\n", "")
        .replace("score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n", "");
    let other = "[standards.other]\nname = \"o\"\n[[standards.other.clauses]]\nvalid_from = 2026-01-01\n\
                 service_level_consistency = { of = \"sl\" } #!\n";
    one(
        &format!("{text}{other}"),
        "standard `sl` has a clause without a target",
        "target = ",
    );
}

/// A standard with a band, and its score.
fn banded(score: &str, clause: &str) -> String {
    let other = format!(
        "[standards.other]\nname = \"o\"\n{score}\n[[standards.other.clauses]]\nvalid_from = 2026-01-01\n{clause}\n"
    );
    format!("{BASE}{FORECAST}{other}")
}

#[test]
fn a_band_is_the_target_and_scores_on_both_sides() {
    let band = "aht_band = { from = \"280 s\", to = \"360 s\" }";
    let score = "score = { worst = [\"200 s\", \"450 s\"], best = [\"280 s\", \"360 s\"], weight = 10 }";
    load_text(&banded(score, band)).expect("scored on both sides");
    one(
        &banded("", &format!("target = \"300 s\" #!\n{band}")),
        "the band is the target",
        "remove",
    );
    one(
        &banded(
            "score = { worst = \"200 s\", best = [\"280 s\", \"360 s\"], weight = 10 } #!",
            band,
        ),
        "`worst` has two values here: below and above the band",
        "450 s",
    );
    one(
        &banded(
            &score.replace("\"450 s\"", "\"350 s\"").replace("10 }", "10 } #!"),
            band,
        ),
        "`best` does not lie inside `worst`",
        "worst = [",
    );
}

#[test]
fn a_bias_scores_below_nothing_too_and_the_clients_never() {
    let score = "score = { worst = [\"-20 %\", \"20 %\"], best = [\"-5 %\", \"5 %\"], weight = 10 } #!";
    let bias = |maker| format!("target = \"5 %\"\nforecast_bias = {{ forecast = \"{maker}\" }}");
    load_text(&banded(score, &bias("provider"))).expect("scored on both sides");
    one(
        &banded(score, &bias("client")),
        "a forecast of the client's own cannot score a provider",
        "forecast = \"provider\"",
    );
}
