//! Problems of how clauses bind: for whom they are, when they hold, exemptions and moments of truth.

use super::{BASE, load_text, one, with};

const CLAUSE: &str = "\n[[standards.sl.clauses]]\nvalid_from = 2026-01-01\ntarget = \"90 %\"\nservice_level = { formula = \"offered\", within = \"10 s\" }\n";

/// The base with one more clause of its service level, for some contacts.
fn refined(scope: &str) -> String {
    let clause = CLAUSE.replacen("valid_from", &format!("for = {scope}\nvalid_from"), 1);
    with("[standards.answer]", &format!("{clause}[standards.answer]"))
}

#[test]
fn scopes() {
    let scope = |written: &str, message: &str, help: &str| {
        one(&refined(&format!("{written} #!")), message, help);
    };
    assert!(load_text(&refined("{ queues = [\"billing\"] }")).is_ok());
    assert!(load_text(&refined("{ channels = [\"phone\"], reasons = [\"Rechnung\"] }")).is_ok());
    scope("{}", "`for` names nothing", "leave it out for the default");
    scope(
        "{ queue = [\"billing\"] }",
        "`for` has no key `queue`",
        "did you mean `queues`?",
    );
    scope(
        "{ queues = [\"biling\"] }",
        "there is no queue `biling`",
        "did you mean `billing`?",
    );
    scope(
        "{ queues = [\"mail\"] }",
        "`for` leaves none of the standard's queues",
        "the standard covers: billing",
    );
    scope(
        "{ channels = [\"fone\"] }",
        "`fone` is no channel",
        "did you mean `phone`?",
    );
    scope(
        "{ providers = [\"sued\"] }",
        "there is no provider `sued`",
        "one of: nord",
    );
    scope(
        "{ priorities = [\"1\"] }",
        "`service_level` is measured from calls and intervals, which have no priority",
        "name queues, channels or providers instead",
    );
}

#[test]
fn of_two_clauses_that_cross_a_third_one_decides() {
    let one_scope = "for = { reasons = [\"Rechnung\"] }";
    let other = "for = { queues = [\"billing\"] }";
    let clause = |scope: &str, mark: &str| {
        CLAUSE.replacen(
            "valid_from = 2026-01-01",
            &format!("{scope}\nvalid_from = 2026-01-01{mark}"),
            1,
        )
    };
    let text = |more: &str| {
        let clauses = format!(
            "{}{}{more}[standards.answer]",
            clause(one_scope, ""),
            clause(other, " #!")
        );
        with("[standards.answer]", &clauses)
    };
    let message = "two clauses can hold for the same contact, and neither is the more specific one";
    one(
        &text(""),
        message,
        "for = { reasons = [\"Rechnung\"], queues = [\"billing\"] }",
    );
    let deciding = clause("for = { queues = [\"billing\"], reasons = [\"Rechnung\"] }", "");
    assert!(load_text(&text(&deciding).replace("#!", "")).is_ok());
}

#[test]
fn validities_of_the_same_contacts_follow_each_other() {
    let text = |end: &str, begin: &str, scope: &str| {
        let first = format!("valid_from = 2026-01-01\nvalid_to = {end}\n{scope}");
        let second = format!("valid_from = {begin} #!\n{scope}");
        CLAUSE.replacen("valid_from = 2026-01-01\n", &first, 1)
            + &CLAUSE.replacen("valid_from = 2026-01-01\n", &second, 1)
    };
    let own = "[[standards.sl.clauses]]\nvalid_from = 2026-01-01\ntarget = \"80 %\"\nservice_level = { formula = \"offered\", within = \"20 s\" }\n";
    let default = |end: &str, begin: &str| with(own, text(end, begin, "").trim_start());
    one(
        &default("2026-06-30", "2026-07-02"),
        "no clause is valid from 2026-07-01 to 2026-07-01",
        "valid_to = 2026-07-01",
    );
    one(
        &default("2026-06-30", "2026-06-30"),
        "two clauses are valid on the same day",
        "valid_to = 2026-06-29",
    );
    assert!(load_text(&default("2026-06-30", "2026-07-01").replace("#!", "")).is_ok());
    // Both places are shown.
    let problems = load_text(&default("2026-06-30", "2026-07-02")).expect_err("a gap");
    assert_eq!(problems[0].related[0].label, "valid to 2026-06-30");
    // Of a sheet, the default holds in a gap; two versions of it must not overlap either.
    let sheet = |end: &str, begin: &str| {
        let sheet = text(end, begin, "for = { queues = [\"billing\"] }\n");
        with("[standards.answer]", &format!("{sheet}[standards.answer]"))
    };
    assert!(load_text(&sheet("2026-06-30", "2026-09-01").replace("#!", "")).is_ok());
    one(
        &sheet("2026-06-30", "2026-06-01"),
        "two clauses are valid on the same day",
        "valid_to = 2026-05-31",
    );
}

#[test]
fn exemptions() {
    let exemption = "\
[exemptions.outage]
from = 2026-10-07 10:00:00
to = \"2026-10-07 13:30\"
reason = { de = \"Ausfall\", en = \"Outage\" }
evidence = \"INC-4711\"
";
    let read = |text: &str| load_text(&format!("{BASE}\n{text}"));
    let agreed = read(exemption).expect("an exemption");
    assert_eq!(
        agreed.exemptions[0].to - agreed.exemptions[0].from,
        3 * 3600 + 1800
    );
    // The night in which the clock goes back is an hour longer.
    let night = exemption
        .replace("2026-10-07 10:00:00", "2026-10-25 02:00:00")
        .replace("\"2026-10-07 13:30\"", "2026-10-25 03:00:00");
    let agreed = read(&night).expect("an exemption");
    assert_eq!(agreed.exemptions[0].to - agreed.exemptions[0].from, 2 * 3600);
    let days = exemption
        .replace("\"2026-10-07 13:30\"", "2026-10-08")
        .replace("2026-10-07 10:00:00", "2026-10-07");
    let agreed = read(&days).expect("an exemption");
    assert_eq!(agreed.exemptions[0].to - agreed.exemptions[0].from, 2 * 86_400);
    let wrong = |old: &str, new: &str, message: &str, help: &str| {
        assert_eq!(exemption.matches(old).count(), 1, "{old}");
        one(&format!("{BASE}\n{}", exemption.replace(old, new)), message, help);
    };
    wrong(
        "evidence = \"INC-4711\"",
        "evidence = \" \" #!",
        "`evidence` is empty",
        "",
    );
    wrong(
        "to = \"2026-10-07 13:30\"",
        "to = \"2026-10-07 09:00\" #!",
        "`to` is not after `from`",
        "the first instant after",
    );
    wrong(
        "to = \"2026-10-07 13:30\"",
        "to = \"7.10.\" #!",
        "`to` = \"7.10.\" is no day and no time",
        "2026-10-07 10:00",
    );
    wrong(
        "evidence",
        "queues = [\"biling\"] #!\nevidence",
        "there is no queue `biling`",
        "did you mean `billing`?",
    );
    wrong(
        "evidence",
        "standards = [\"answers\"] #!\nevidence",
        "there is no standard `answers`",
        "did you mean `answer`?",
    );
    let unproven = exemption
        .replace("evidence = \"INC-4711\"\n", "")
        .replace("[exemptions.outage]", "[exemptions.outage] #!");
    one(
        &format!("{BASE}\n{unproven}"),
        "exemption `outage` has no `evidence`",
        "what proves it",
    );
}

#[test]
fn moments() {
    let moment = "[moments.invoice]\nname = \"Rechnung\"\nreasons = [\"Unklare Rechnung\"]\n";
    assert!(load_text(&format!("{BASE}\n{moment}")).is_ok());
    let wrong = |old: &str, new: &str, message: &str, help: &str| {
        one(&format!("{BASE}\n{}", moment.replace(old, new)), message, help);
    };
    wrong(
        "reasons = [\"Unklare Rechnung\"]",
        "reasons = [] #!",
        "`reasons` is an empty list",
        "",
    );
    wrong(
        "[moments.invoice]\nname = \"Rechnung\"",
        "[moments.invoice] #!",
        "moment `invoice` has no `name`",
        "Unclear invoice",
    );
    let mapped = with(
        "agent = \"Agent\"",
        "agent = \"Agent\"\nreason = { column = \"Grund\", words = { Rechnung = [\"RE\"] } }",
    );
    one(
        &format!(
            "{mapped}\n{}",
            moment.replace("\"Unklare Rechnung\"]", "\"Rechnug\"] #!")
        ),
        "no export gives the contact reason `Rechnug`",
        "did you mean `Rechnung`?",
    );
}
