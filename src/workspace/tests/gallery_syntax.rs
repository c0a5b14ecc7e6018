//! Problems of the form: TOML itself, keys, types, and many problems at once.

use super::{BASE, lines, load_text, one, spoilt, with};

#[test]
fn base_has_no_problem() {
    assert!(load_text(BASE).is_ok());
}

#[test]
fn broken_toml_has_a_place() {
    one(
        &with("[output]", "[output #!"),
        "this is no TOML: unclosed table, expected `]`",
        "",
    );
}

#[test]
fn only_the_first_fault_of_the_syntax_is_told() {
    let text = with(
        "queue = { column = \"Queue\", words = \"queues\" }",
        "queue = { column = \"Queue\", words = \"queues\" #!",
    );
    assert_eq!(lines(&text).len(), 1, "{:#?}", lines(&text));
    // A key that stands there twice misleads nobody about the next.
    let twice = with("name = \"Post\"", "name = \"Post\"\nname = \"Mail\"")
        .replace("name = \"Rechnung\"", "name = \"Rechnung\"\nname = \"Billing\"");
    assert_eq!(lines(&twice).len(), 2, "{:#?}", lines(&twice));
}

#[test]
fn a_table_twice_shows_both_places() {
    let text = format!("{BASE}\n[queues.billing] #!\nname = \"x\"\n");
    let problems = load_text(&text).expect_err("twice");
    assert_eq!(problems[0].message, "`billing` is defined twice");
    assert_eq!(
        problems[0].related[0].line,
        BASE.lines().position(|l| l == "[queues.billing]").expect("there") + 1
    );
}

#[test]
fn unknown_keys_are_told_with_the_nearest() {
    spoilt(
        "calendar = \"service\"\n[queues",
        "calender = \"service\" #!\n[queues",
        "queue `billing` has no key `calender`",
        "did you mean `calendar`?",
    );
    spoilt(
        "[staffing]",
        "[stafing] #!",
        "the workspace has no key `stafing`",
        "did you mean `staffing`?",
    );
    spoilt(
        "formula = \"offered\",",
        "formula = \"offered\", wihtin_share = 1, #!\n",
        "`service_level` has no key `wihtin_share`",
        "formula, within, short_abandon",
    );
}

#[test]
fn wrong_types_say_what_is_right() {
    spoilt(
        "name = \"Post\"",
        "name = 5 #!",
        "`name` is a text, not a number",
        "in quotes",
    );
    spoilt(
        "queues = [\"billing\"]",
        "queues = \"billing\" #!",
        "`queues` is a list, not a text",
        "brackets",
    );
    spoilt(
        "delimiter = \";\"",
        "delimiter = 1 #!",
        "`delimiter` is a text, not a number",
        "quotes",
    );
    spoilt(
        "name = \"Servicelevel\"",
        "name = \"Servicelevel\"\nmin_cases = 2.5 #!",
        "`min_cases` is a whole number",
        "at least 0",
    );
    spoilt(
        "name = \"Servicelevel\"",
        "name = \"Servicelevel\"\nunmeasurable_is_missed = \"yes\" #!",
        "`unmeasurable_is_missed` is true or false, not a text",
        "without quotes",
    );
}

#[test]
fn missing_keys_are_told_at_their_table() {
    spoilt(
        "[client]\nname = \"Muster Versand AG\"",
        "[client] #!",
        "the client has no `name`",
        "name = ",
    );
    spoilt(
        "[providers.nord]\nname = \"NordService GmbH\"",
        "[providers.nord] #!",
        "provider `nord` has no `name`",
        "name =",
    );
}

#[test]
fn an_empty_file_says_what_is_missing() {
    let messages: Vec<String> = lines("").into_iter().map(|(_, message)| message).collect();
    let expected = [
        "the workspace has no `client`",
        "the workspace has no provider",
        "the workspace has no queue",
        "the workspace has no source",
    ];
    assert_eq!(messages, expected);
}

#[test]
fn many_problems_are_reported_at_once_in_the_order_of_the_file() {
    let text = BASE
        .replace("Europe/Berlin", "Europe/Berlim")
        .replace("channel = \"email\"", "channel = \"mail\"")
        .replace(
            "calendar = \"service\"\n[queues",
            "calendar = \"servis\"\n[queues",
        )
        .replace("unit = \"s\"", "unit = \"sec\"")
        .replace("target = \"80 %\"", "target = 80")
        .replace("formula = \"offered\"", "formula = \"offerd\"");
    let expected = [
        (3, "there is no time zone `Europe/Berlim`"),
        (27, "there is no calendar `servis`"),
        (30, "`mail` is no channel"),
        (50, "`sec` is no unit"),
        (82, "`target` = 80 does not say that it is a percentage"),
        (83, "`offerd` is no formula of the service level"),
    ];
    let found = lines(&text);
    for (line, message) in expected {
        assert!(
            found.contains(&(line, message.to_owned())),
            "{line}: {message} not in {found:#?}"
        );
    }
    assert!(found.is_sorted_by_key(|(line, _)| *line));
    // Nothing that merely follows from another problem.
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

#[test]
fn a_problem_shows_its_excerpt_and_help() {
    let text = with("queues = [\"billing\"]", "queues = [\"biling\"]");
    let problem = load_text(&text).expect_err("unknown queue").remove(0);
    let shown = problem.render(false);
    let place = format!("w.toml:{}:{}", problem.line, problem.column);
    for piece in [
        "error: there is no queue `biling`",
        &place,
        "queues = [\"biling\"]",
        "^^^^^^^^",
        "did you mean `billing`?",
    ] {
        assert!(shown.contains(piece), "{piece} is not in\n{shown}");
    }
    assert!(!shown.contains('\u{1b}'));
    assert!(problem.render(true).contains('\u{1b}'));
}

#[test]
fn every_problem_has_a_reason_of_its_own() {
    let lines: Vec<&str> = BASE.lines().collect();
    for left_out in 0..lines.len() {
        let kept = lines.iter().enumerate().filter(|(index, _)| *index != left_out);
        let text: String = kept.map(|(_, line)| format!("{line}\n")).collect();
        let Err(problems) = load_text(&text) else { continue };
        for problem in problems {
            assert!(problem.line >= 1 && problem.column >= 1);
            assert!(problem.help.is_some(), "without line {left_out}: {problem}");
            assert!(
                !problem.message.contains("incomplete"),
                "without line {left_out}: {problem}"
            );
            assert!(problem.render(false).contains(&problem.message));
        }
    }
}
