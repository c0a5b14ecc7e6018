//! Problems of documentation duties and ratings.

use super::{load_text, one, with};

#[test]
fn duties_and_ratings() {
    let unscored = with("score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n", "");
    let service_level = "service_level = { formula = \"offered\", within = \"20 s\" }";
    let rule = |line: &str, message: &str, help: &str| {
        one(
            &unscored.replace(service_level, &format!("{line} #!")),
            message,
            help,
        );
    };
    let when = |condition: &str, message: &str, help: &str| {
        rule(
            &format!("required_fields = {{ when = [{condition}] }}"),
            message,
            help,
        );
    };
    when("", "`when` is an empty list", "");
    when(
        "{ fields = [\"note\"] }",
        "a condition of `required_fields` has none of `filled`, `reason_is`",
        "filled = \"callback_promised_at\"",
    );
    when(
        "{ filled = \"note\", reason_is = \"a\", fields = [\"agent\"] }",
        "a condition of `required_fields` has both `filled` and `reason_is`",
        "keep one",
    );
    when(
        "{ filled = \"callback_promised\", fields = [\"note\"] }",
        "`callback_promised` is no required field",
        "did you mean `callback_promised_at`?",
    );
    when(
        "{ filled = \"note\" }",
        "a condition of `required_fields` has no `fields`",
        "fields = [",
    );
    when(
        "{ filled = \"note\", fields = [\"note\"] }",
        "`note` is asked for where it is filled anyway",
        "then",
    );
    rule("catalogue = {}", "`catalogue` has no `reasons`", "reasons = [");
    rule(
        "catalogue = { reasons = [\"a\", \"b\", \"a\"] }",
        "`reasons` names this twice",
        "",
    );
    rule(
        "catch_all_max = { reasons = [] }",
        "`reasons` is an empty list",
        "",
    );
    rule(
        "documented = { all_of = [\"nowhere\"] }",
        "there is no standard `nowhere`",
        "",
    );
    rule(
        "documented = { all_of = [\"sl\"] }",
        "standard `sl` measures `documented`, which is no duty at closing",
        "required_fields, note_min_chars, catalogue",
    );
    rule(
        "csat = { worst = 1, best = 5, top = 6 }",
        "`top` = 6 leaves no other ratings from 1 to 5",
        "worst rating that counts as good",
    );
    rule(
        "csat = { worst = 6, best = 1, top = 6 }",
        "`top` = 6 leaves no other ratings from 6 to 1",
        "after `worst`",
    );
    rule(
        "no_repeat = { same = [\"customer\"] }",
        "`no_repeat` has no `within`",
        "within = \"7 d\"",
    );
    rule(
        "no_repeat = { within = \"7 d\", same = [\"reason\"] }",
        "`same` leaves out the customer",
        "contacts of different customers are no repeats",
    );
    rule(
        "repeat_rate = { within = \"7 d\", same = [\"custmer\"] }",
        "`custmer` is no word of `same`",
        "did you mean `customer`?",
    );
    rule(
        "no_repeat = { within = 7, same = [\"customer\"] }",
        "`within` = 7 has no unit",
        "7 s",
    );
    rule(
        "critical_error_accuracy = { of = [\"client\"] }",
        "`client` is no kind of critical error",
        "customer, business, compliance",
    );
    rule("complaints = {}", "`complaints` has no `reasons`", "reasons = [");
    rule("csat = { worst = 1, best = 5 }", "`csat` has no `top`", "top = 4");
}

#[test]
fn open_contacts_are_no_misses() {
    let text = with("score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n", "")
        .replace("agent = \"Agent\"", "agent = \"Agent\"\ncustomer = \"Kunde\"");
    let level = "service_level = { formula = \"offered\", within = \"20 s\" }";
    for rule in ["no_repeat", "repeat_rate"] {
        let rule = format!("{rule} = {{ within = \"7 d\", same = [\"customer\"] }}");
        let agreed = |strict: &str| {
            let name = format!("name = \"Servicelevel\"\nunmeasurable_is_missed = {strict}");
            text.replace(level, &rule)
                .replace("name = \"Servicelevel\"", &name)
        };
        one(
            &agreed("true #!"),
            "`unmeasurable_is_missed` would count open contacts as repeated",
            "decided by a later run",
        );
        assert!(load_text(&agreed("false")).is_ok(), "{rule}");
    }
}

#[test]
fn points_are_plain_numbers() {
    let unscored = with("score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n", "");
    let service_level = "service_level = { formula = \"offered\", within = \"20 s\" }";
    let text = unscored.replace(service_level, "nps = {}");
    let target = |written: &str| text.replace("target = \"80 %\"", &format!("target = {written} #!"));
    one(
        &target("\"30 %\""),
        "`target` is a number of points, not a text",
        "30 or -12.5",
    );
    one(
        &target("120"),
        "`target` = 120 is not between -100 and 100 points",
        "30 or -12.5",
    );
    for written in ["30", "-12.5"] {
        assert!(load_text(&target(written)).is_ok(), "{written}");
    }
}

/// The base with a list of contact reasons and a rule.
fn with_reasons(rule: &str) -> String {
    let listed = "agent = \"Agent\"\nreason = { column = \"Anliegen\", words = \"reasons\" }\n";
    let words = "[vocabularies.reasons]\ninvoice = [\"Rechnung\", \"R01\"]\nother = [\"Sonstiges\"]\n";
    with("score = { worst = \"60 %\", best = \"85 %\", weight = 30 }\n", "")
        .replace("agent = \"Agent\"\n", listed)
        .replace(
            "service_level = { formula = \"offered\", within = \"20 s\" }",
            rule,
        )
        + words
}

#[test]
fn reasons_that_no_export_gives() {
    one(
        &with_reasons("catch_all_max = { reasons = [\"Sonstiges\"] } #!"),
        "no export gives the contact reason `Sonstiges`",
        "is read as `other`: write that",
    );
    one(
        &with_reasons("catalogue = { reasons = [\"invoice\", \"othr\"] } #!"),
        "no export gives the contact reason `othr`",
        "did you mean `other`?",
    );
    one(
        &with_reasons("required_fields = { when = [{ reason_is = \"complaint\", fields = [\"note\"] }] } #!"),
        "no export gives the contact reason `complaint`",
        "a contact reason is one of: invoice, other",
    );
    assert!(
        load_text(&with_reasons(
            "catalogue = { reasons = [\"invoice\", \"other\"] }"
        ))
        .is_ok()
    );
    // An export without a list can give any reason.
    let open = with_reasons("catch_all_max = { reasons = [\"Sonstiges\"] }");
    let free = "due_at = { column = \"Fällig\", end_of_day = true }\n";
    let open = open.replace(free, &format!("{free}reason = \"Anliegen\"\n"));
    assert!(load_text(&open).is_ok());
}
