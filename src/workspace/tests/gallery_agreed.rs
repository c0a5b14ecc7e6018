//! Problems of standards, clauses, rules, scores and staffing.

use super::{BASE, load_text, one, spoilt, with};

#[test]
fn targets() {
    let target = |written: &str, message: &str, help: &str| {
        spoilt(
            "target = \"80 %\"",
            &format!("target = {written} #!"),
            message,
            help,
        );
    };
    target(
        "80",
        "`target` = 80 does not say that it is a percentage",
        "write 0.80 or \"80 %\"",
    );
    target("\"30 s\"", "`target` = \"30 s\" is no share", "0.80 or \"80 %\"");
    let text = with("score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n", "").replace(
        "service_level = { formula = \"offered\", within = \"20 s\" }",
        "asa = {}",
    );
    one(
        &text.replace("target = \"80 %\"", "target = 30 #!"),
        "`target` = 30 has no unit",
        "write \"30 s\"",
    );
    one(
        &text.replace("target = \"80 %\"", "target = \"80 %\" #!"),
        "`target` = \"80 %\" is no length of time",
        "\"20 s\"",
    );
    assert!(load_text(&text.replace("target = \"80 %\"", "target = \"30 s\"")).is_ok());
}

#[test]
fn what_belongs_into_a_clause() {
    for key in [
        "target = \"80 %\"",
        "valid_from = 2026-01-01",
        "service_level = { formula = \"offered\", within = \"20 s\" }",
    ] {
        let name = key.split(' ').next().unwrap_or_default();
        one(
            &with(SCORE, &format!("{SCORE}{key} #!\n")),
            &format!("standard `sl` has no key `{name}`"),
            &format!("`{name}` belongs into [[standards.sl.clauses]]"),
        );
    }
    one(
        &with(SCORE, &format!("{SCORE}zzzzzzzz = 1 #!\n")),
        "standard `sl` has no key `zzzzzzzz`",
        "a key is one of: name, queues, channels, providers, min_cases, unmeasurable_is_missed, clauses, score",
    );
}

/// A line of the standard's own table.
const SCORE: &str = "score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n";

#[test]
fn service_levels() {
    let rule = |table: &str, message: &str, help: &str| {
        spoilt(
            "{ formula = \"offered\", within = \"20 s\" }",
            &format!("{table} #!"),
            message,
            help,
        );
    };
    rule(
        "{ within = \"20 s\" }",
        "`service_level` has no `formula`: the contract must say which one it means",
        "answered_only (V1), offered (V2), late_abandons (V3), abandons_in_time_count (V4), short_abandons_count (V5), \
         short_abandons_removed (V6), with_flow_outs (V7)",
    );
    rule(
        "{ formula = \"V2\", within = \"20 s\" }",
        "`V2` is no formula of the service level",
        "did you mean `offered`?",
    );
    rule(
        "{ formula = \"offered\", within = 20 }",
        "`within` = 20 has no unit",
        "write \"20 s\"",
    );
    rule(
        "{ formula = \"offered\", within = \"20 sec\" }",
        "`within` = \"20 sec\" is no length of time",
        "15 min",
    );
    rule(
        "{ formula = \"offered\", within = \"0 s\" }",
        "`within` must be at least 1 s",
        "",
    );
    rule(
        "{ formula = \"offered\", within = \"0.5 s\" }",
        "`within` is no whole number of seconds",
        "",
    );
    for formula in ["short_abandons_count", "short_abandons_removed"] {
        let message = format!("{formula} needs `short_abandon`");
        rule(
            &format!("{{ formula = \"{formula}\", within = \"20 s\" }}"),
            &message,
            "short_abandon = \"5 s\"",
        );
    }
}

#[test]
fn rule_tables() {
    let unscored = with("score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n", "");
    let service_level = "service_level = { formula = \"offered\", within = \"20 s\" }";
    let rule = |line: &str, message: &str, help: &str| {
        one(
            &unscored.replace(service_level, &format!("{line} #!")),
            message,
            help,
        );
    };
    rule(
        "abandonment = { variant = \"short_removed\" }",
        "this variant needs `short_abandon`",
        "5 s",
    );
    rule(
        "abandonment = {}",
        "`abandonment` has no `variant`",
        "short_not_counted",
    );
    rule(
        "required_fields = { fields = [\"resaon\"] }",
        "`resaon` is no required field",
        "did you mean `reason`?",
    );
    rule(
        "required_fields = { fields = [] }",
        "`fields` is an empty list",
        "",
    );
    rule(
        "required_fields = {}",
        "`required_fields` has neither `fields` nor `when`",
        "fields = [\"reason\"",
    );
    rule("note_min_chars = { chars = 0 }", "`chars` cannot be 0", "from 1");
    rule(
        "documented_within = { within = 15 }",
        "`within` = 15 has no unit",
        "15 s",
    );
    rule(
        "served_language = {}\nresolved_first = {}",
        "a clause of standard `sl` has both `served_language` and `resolved_first`",
        "keep one",
    );
    rule(
        "served_langage = {}",
        "a clause of standard `sl` has no key `served_langage`",
        "did you mean `served_language`?",
    );
}

#[test]
fn deadlines() {
    let rule = |table: &str, message: &str, help: &str| {
        spoilt(
            "{ within = \"8 h\", calendar = \"service\" }",
            &format!("{table} #!"),
            message,
            help,
        );
    };
    rule(
        "{ within = \"8 h\" }",
        "`first_response` does not say on which clock it runs",
        "clock = \"elapsed\"",
    );
    rule(
        "{ within = \"8 h\", clock = \"wall\" }",
        "`wall` is no clock",
        "elapsed",
    );
    rule(
        "{ within = \"8 h\", calendar = \"sevice\" }",
        "there is no calendar `sevice`",
        "did you mean `service`?",
    );
    rule(
        "{ within = \"2 d\", calendar = \"service\" }",
        "days are elapsed days and cannot be counted in a calendar",
        "16 h",
    );
    rule(
        "{ within = \"8 h\", calendar = \"service\", clock = \"elapsed\" }",
        "`first_response` has both `calendar` and `clock`",
        "keep one",
    );
    rule(
        "{ due = \"export\", clock = \"elapsed\" }",
        "`clock` does not apply to due = \"export\"",
        "due_at",
    );
    rule(
        "{ due = \"import\" }",
        "`import` is no source of due instants",
        "export",
    );
}

#[test]
fn validity() {
    let clause = "valid_from = 2026-01-01\ntarget = \"80 %\"";
    spoilt(
        clause,
        "valid_from = 2026-01-01\nvalid_to = 2025-12-31 #!\ntarget = \"80 %\"",
        "`valid_to` 2025-12-31 is before `valid_from` 2026-01-01",
        "inclusive",
    );
    spoilt(
        clause,
        "valid_from = \"1.1.2026\" #!\ntarget = \"80 %\"",
        "`valid_from` = \"1.1.2026\" is no date",
        "2026-01-31",
    );
    spoilt(
        clause,
        "valid_from = 2026-01-01T08:00:00 #!\ntarget = \"80 %\"",
        "`valid_from` is a date, not a time",
        "2026-01-31",
    );
}

#[test]
fn overlapping_clauses_show_both_places() {
    let second = "\n[[standards.sl.clauses]]\nvalid_from = 2026-07-01 #!\ntarget = \"85 %\"\nservice_level = { formula = \"offered\", within = \"20 s\" }\n";
    let text = format!("{BASE}{second}");
    one(
        &text,
        "two clauses are valid on the same day",
        "valid_to = 2026-06-30",
    );
    let problem = load_text(&text).expect_err("overlap").remove(0);
    assert_eq!(problem.related[0].line, super::line_of(BASE, "valid_from"));
    assert!(problem.render(false).contains("valid from 2026-01-01 on"));
    // The overlap is told even where the clause has another problem.
    let both = text.replace("target = \"85 %\"", "target = 85");
    assert_eq!(load_text(&both).map_err(|problems| problems.len()).err(), Some(2));
    let ended = text.replacen(
        "valid_from = 2026-01-01",
        "valid_from = 2026-01-01\nvalid_to = 2026-06-30",
        1,
    );
    assert!(load_text(&ended).is_ok());
}

#[test]
fn one_standard_measures_one_thing() {
    let second = "\n[[standards.sl.clauses]]\nvalid_from = 2025-01-01\nvalid_to = 2025-12-31\ntarget = \"85 %\"\nserved_language = {} #!\n";
    one(
        &format!("{BASE}{second}"),
        "the clauses of one standard measure both `service_level` and `served_language`",
        "of its own",
    );
}

#[test]
fn scores() {
    let score = |table: &str, message: &str, help: &str| {
        spoilt(
            "{ worst = \"60 %\", best = \"85 %\", weight = 30 }",
            &format!("{table} #!"),
            message,
            help,
        );
    };
    score(
        "{ worst = \"60 %\", best = 0.6, weight = 30 }",
        "`worst` and `best` are the same",
        "",
    );
    score(
        "{ worst = \"85 %\", best = \"60 %\", weight = 30 }",
        "`best` is worse than `worst`: here more is better",
        "exchange",
    );
    score(
        "{ worst = \"60 %\", best = \"85 %\", weight = 0 }",
        "`weight` cannot be 0",
        "above 0",
    );
    score(
        "{ worst = \"60 %\", best = \"85 %\", weight = -1.5 }",
        "`weight` cannot be -1.5",
        "above 0",
    );
    score(
        "{ worst = 60, best = \"85 %\", weight = 1 }",
        "`worst` = 60 does not say that it is a percentage",
        "\"60 %\"",
    );
}

#[test]
fn scope_of_standards() {
    let queues = "queues = [\"billing\"]";
    spoilt(
        queues,
        "queues = [\"biling\"] #!",
        "there is no queue `biling`",
        "did you mean `billing`?",
    );
    spoilt(
        queues,
        "queues = [] #!",
        "`queues` is an empty list",
        "leave it out",
    );
    spoilt(
        queues,
        "channels = [\"chat\"] #!",
        "standard `sl` covers no queue",
        "channels",
    );
    spoilt(
        queues,
        "providers = [\"west\"] #!",
        "there is no provider `west`",
        "nord",
    );
    spoilt(
        queues,
        "channels = [\"phone\"]\nqueues = [\"mail\"] #!",
        "standard `sl` has both `channels` and `queues`",
        "keep one",
    );
    spoilt(
        "name = \"Antwort\"",
        "name = { de = \"Antwort\" } #!",
        "`name` (a text, or one for each language) has no `en`",
        "en = ",
    );
    one(
        &format!("{BASE}\n[standards.empty] #!\nname = \"x\"\n"),
        "standard `empty` has no `clauses`",
        "valid_from",
    );
}

#[test]
fn staffing() {
    let staffing = |line: &str, message: &str, help: &str| {
        spoilt("shrinkage = \"30 %\"", &format!("{line} #!"), message, help)
    };
    staffing(
        "interval_minutes = 7",
        "`interval_minutes` must divide the hour",
        "5, 10, 15, 20, 30, 60",
    );
    staffing(
        "shrinkage = 30",
        "`shrinkage` = 30 does not say that it is a percentage",
        "0.30 or \"30 %\"",
    );
    staffing("shrinkage = \"100 %\"", "`shrinkage` must be below 100 %", "");
    staffing("max_occupancy = 0", "`max_occupancy` must be above 0 %", "");
    staffing("standard = \"ls\"", "there is no standard `ls`", "sl");
    staffing(
        "standard = \"answer\"",
        "standard `answer` is not of the service level",
        "one of: sl",
    );
}

#[test]
fn business_days() {
    let deadline = |table: &str, message: &str, help: &str| {
        spoilt(
            "{ within = \"8 h\", calendar = \"service\" }",
            &format!("{table} #!"),
            message,
            help,
        );
    };
    deadline(
        "{ within = \"2 business days\" }",
        "business days need a calendar that says which days those are",
        "write calendar = \"…\"",
    );
    deadline(
        "{ within = \"8 h\", clock = \"elapsed\", late_receipt = \"next_day\" }",
        "`late_receipt` applies to business days only",
        "within = \"2 business days\"",
    );
    deadline(
        "{ within = \"2 business days\", calendar = \"service\", late_receipt = \"nextday\" }",
        "`nextday` is no late receipt",
        "did you mean `next_day`?",
    );
}
