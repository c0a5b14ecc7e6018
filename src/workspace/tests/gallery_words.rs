//! Problems of vocabularies, canonical values and cases.

use super::{lines, load_text, marked_line, one, spoilt, with};

#[test]
fn canonical_values() {
    spoilt(
        "answered = [\"ang",
        "answerd = [ #!\n\"ang",
        "`answerd` is no outcome",
        "did you mean `answered`?",
    );
    spoilt(
        "mail = [\"Mail\"]",
        "post = [\"Mail\"] #!",
        "`post` is no queue",
        "billing, mail",
    );
    let field = |line: &str, message: &str, help: &str| {
        spoilt("agent = \"Agent\"", &format!("{line} #!"), message, help)
    };
    field(
        "resolved = { column = \"R\", words = { ja = [\"j\"] } }",
        "`ja` is no answer",
        "yes, no",
    );
    field(
        "customer_language = { column = \"S\", words = { german = [\"D\"] } }",
        "`german` is no language tag",
        "did you mean `de`?",
    );
    spoilt(
        "constant = \"billing\"",
        "constant = \"bill\" #!\n",
        "`bill` cannot be the constant of `queue`",
        "billing, mail",
    );
    spoilt(
        "words = \"outcomes\"",
        "words = \"outcomes\", cases = [{ when = { a = \"x\" }, is = \"lost\" }] #!\n",
        "`lost` is no outcome",
        "answered, abandoned",
    );
}

#[test]
fn a_faulty_vocabulary_is_told_once() {
    let text = with("mail = [\"Mail\"]", "post = [\"Mail\"]").replace(
        "queue = \"Queue\"",
        "queue = { column = \"Queue\", words = \"queues\" }",
    );
    assert_eq!(lines(&text).len(), 1);
}

#[test]
fn a_word_stands_for_one_value() {
    let text = with("mail = [\"Mail\"]", "mail = [\"Mail\", \"Rechnung\"] #!");
    one(
        &text,
        "`Rechnung` cannot stand for both `billing` and `mail`",
        "once",
    );
    let problem = load_text(&text).expect_err("twice").remove(0);
    assert_eq!(
        (problem.related[0].line, problem.line),
        (problem.line - 1, marked_line(&text))
    );
    let folded = with("mail = [\"Mail\"]", "mail = [\"RECHNUNG\"] #!");
    assert!(load_text(&folded).is_ok());
    let folded = folded.replace("words = \"queues\"", "words = \"queues\", ignore_case = true");
    one(
        &folded,
        "`RECHNUNG` cannot stand for both `billing` and `mail`",
        "once",
    );
}

#[test]
fn tests_of_cases() {
    let case = |case: &str, message: &str, help: &str| {
        spoilt(
            "words = \"outcomes\"",
            &format!("words = \"outcomes\", cases = [{case}] #!\n"),
            message,
            help,
        );
    };
    case("{ is = \"answered\" }", "a case has no `when`", "when = ");
    case(
        "{ when = {}, is = \"answered\" }",
        "`when` has no condition, so it would always hold",
        "HANG",
    );
    case(
        "{ when = { a = 5 }, is = \"answered\" }",
        "a test is a text, a list or a table, not a number",
        "empty = true",
    );
    case(
        "{ when = { a = { nto = [\"x\"], empty = true } }, is = \"answered\" }",
        "the test of `a` has no key `nto`",
        "did you mean `not`?",
    );
}
