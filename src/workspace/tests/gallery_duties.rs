//! Problems of documentation duties and ratings.

use super::{one, with};

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
    rule("csat = { worst = 1, best = 5 }", "`csat` has no `top`", "top = 4");
}
