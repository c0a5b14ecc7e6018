//! What is typed into a feedback workbook comes back, and what comes of it is told everywhere.

use super::edited::{ACTIONS, Client, DATE, EFFECT, FINDINGS, STATUS, TEXT};
use crate::measures::actions::calls;
use crate::support::{read, texts};

const FILE: &str = "back/nord_2026-10.xlsx";
const NAME: &str = "nord_2026-10.xlsx";

#[test]
fn an_answer_comes_back_and_is_told_everywhere() {
    let client = Client::new(90, 100);
    let mut book = client.published("nord");
    book.put(ACTIONS, 0, TEXT, "More agents on Mondays")
        .put(ACTIONS, 0, DATE, "2026-12-03")
        .put(ACTIONS, 0, STATUS, "in progress")
        .put(ACTIONS, 0, EFFECT, "Shorter waits");
    client.returned(&book, NAME);
    client.november();
    let plan = client.table("actions");
    let row = plan.only(&[("id", &client.action())]);
    let told = [
        "state",
        "reply_status",
        "reply_date",
        "reply_text",
        "reply_effect",
        "reply_period",
    ];
    assert_eq!(
        told.map(|name| row.text(name)),
        [
            "answered",
            "in_progress",
            "2026-12-03",
            "More agents on Mondays",
            "Shorter waits",
            "2026-10"
        ]
    );
    assert_eq!([row.text("reply_file"), row.text("reply_row")], [FILE, "5"]);
    // 90 findings and an action, all of them read.
    assert_eq!(client.counts(FILE, ACTIONS), [1, 1, 0, 0, 0]);
    assert_eq!(client.counts(FILE, FINDINGS), [90, 90, 0, 0, 0]);
    assert!(client.rejected(FILE).is_empty());
    let folder = client.bench.sandbox.path("out/2026-11");
    for page in ["overview.html", "partners/nord/scorecard.html"] {
        assert!(read(&folder.join(page)).contains("in progress · by 3 Dec 2026 · More agents on Mondays"));
    }
    for book in ["overview.xlsx", "partners/nord/feedback.xlsx"] {
        let parts = texts(&folder.join(book));
        assert!(
            parts
                .iter()
                .any(|(_, text)| text.contains("More agents on Mondays")),
            "{book}"
        );
    }
    // The same again gives the same bytes.
    let before = client.bench.sandbox.read("out/2026-11/data/actions.csv");
    client.november();
    assert_eq!(client.bench.sandbox.read("out/2026-11/data/actions.csv"), before);
}

#[test]
fn done_and_better_than_chance_ends_an_action() {
    let client = Client::new(90, 10);
    let mut book = client.published("nord");
    book.put(ACTIONS, 0, STATUS, "done");
    client.returned(&book, NAME);
    client.november();
    let plan = client.table("actions");
    let row = plan.only(&[("id", &client.action())]);
    let told = ["state", "effect", "ended_in"].map(|name| row.text(name));
    assert_eq!(told, ["effective", "better", "2026-11"]);
}

#[test]
fn a_disputed_finding_is_marked_and_stays_in_the_figure() {
    let client = Client::new(90, 100);
    let mut book = client.published("nord");
    book.put(FINDINGS, 3, STATUS, "disputed")
        .put(FINDINGS, 3, TEXT, "The call was picked up after 4 s")
        .put(FINDINGS, 4, STATUS, "accepted");
    let id = book.cell(FINDINGS, 3, "Finding").to_string();
    client.returned(&book, NAME);
    client.november();
    let plan = client.table("actions");
    let row = plan.only(&[("kind", "finding")]);
    let told = [
        "id",
        "standard",
        "found_in",
        "contact_id",
        "disputed",
        "reply_text",
    ]
    .map(|name| row.text(name));
    assert_eq!(
        told,
        [
            id.as_str(),
            "sl",
            "2026-10",
            "2026-10c3",
            "true",
            "The call was picked up after 4 s"
        ]
    );
    let scorecard = client
        .bench
        .sandbox
        .read("out/2026-11/partners/nord/scorecard.html");
    assert!(scorecard.contains("The call was picked up after 4 s"));
    // October run again: the file lies there already, and the figure is what it was.
    let before = client.bench.sandbox.read("out/2026-10/data/kpi.csv");
    client.bench.run("2026-10", &[]).with(0);
    assert_eq!(client.bench.sandbox.read("out/2026-10/data/kpi.csv"), before);
    let plan = client.bench.sandbox.table("2026-10", "actions");
    assert_eq!(plan.only(&[("kind", "finding")]).text("id"), id);
    let scorecard = client
        .bench
        .sandbox
        .read("out/2026-10/partners/nord/scorecard.html");
    assert!(
        scorecard.contains("[disputed: The call was picked up after 4 s]"),
        "marked in its row"
    );
    // Run once more, now over a publication that knows the replies.
    let before = client.bench.sandbox.read("out/2026-10/data/actions.csv");
    client.bench.run("2026-10", &[]).with(0);
    assert_eq!(client.bench.sandbox.read("out/2026-10/data/actions.csv"), before);
}

#[test]
fn rows_may_be_sorted_and_files_come_twice() {
    let client = Client::new(90, 100);
    let mut book = client.published("nord");
    book.put(FINDINGS, 0, STATUS, "query")
        .put(FINDINGS, 0, TEXT, "Which agent?");
    book.sheet(FINDINGS)[4..].reverse();
    client.returned(&book, NAME);
    client.returned(&book, "nord_2026-10_again.xlsx");
    client.november();
    assert_eq!(client.counts(FILE, FINDINGS), [90, 90, 0, 0, 0]);
    assert_eq!(
        client.counts("back/nord_2026-10_again.xlsx", FINDINGS),
        [90, 0, 90, 0, 0]
    );
    assert!(client.rejected(FILE).is_empty());
    client
        .table("actions")
        .only(&[("kind", "finding"), ("reply_status", "query")]);
}

#[test]
fn a_first_month_and_a_month_without_answers_are_in_order() {
    let client = Client::new(90, 100);
    let october = client.bench.sandbox.table("2026-10", "reconciliation");
    assert!(october.rows().all(|row| row.text("kind") != "feedback"));
    client.november();
    let november = client.table("reconciliation");
    let row = november.only(&[("kind", "feedback")]);
    assert_eq!(
        [row.text("file"), row.text("problem")],
        ["back/nord_2026-10*.xlsx", "no file"]
    );
}

#[test]
fn hostile_texts_are_text_everywhere() {
    let hostile = [
        "=cmd|' /C calc'!A0",
        "<script>alert(1)</script>",
        "\u{202e}rechts nach links",
        "😀 two\nlines;=1+1",
    ];
    for text in hostile.map(str::to_owned).into_iter().chain(["ä".repeat(300)]) {
        let client = Client::new(90, 100);
        let mut book = client.published("nord");
        book.put(ACTIONS, 0, TEXT, &text)
            .put(ACTIONS, 0, STATUS, "accepted");
        book.put(FINDINGS, 0, TEXT, &text)
            .put(FINDINGS, 0, STATUS, "disputed");
        client.returned(&book, NAME);
        client.november();
        assert!(client.rejected(FILE).is_empty(), "{text}");
        let guarded = client
            .table("actions")
            .only(&[("kind", "group"), ("provider", "nord")])
            .text("reply_text")
            .to_owned();
        assert!(!guarded.starts_with('=') && !guarded.contains(";="), "{guarded}");
        for page in ["overview.html", "partners/nord/scorecard.html"] {
            let page = client.bench.sandbox.read(&format!("out/2026-11/{page}"));
            assert!(!page.contains("<script>alert"), "{text}");
        }
        // Carried on to another month it is still the same.
        for provider in ["calls", "sued"] {
            let name = format!("{provider}_2026-12.csv");
            client.bench.sandbox.write(&name, calls("2026-12", 90, 300));
        }
        client.bench.run("2026-12", &[]).with(0);
        let later = client.bench.sandbox.table("2026-12", "actions");
        let row = later.only(&[("kind", "group"), ("provider", "nord")]);
        assert_eq!(row.text("reply_text"), guarded);
        let book = texts(&client.bench.sandbox.path("out/2026-12/overview.xlsx"));
        assert!(
            book.iter()
                .all(|(_, part)| !part.contains("<f>cmd") && !part.contains("<f>=cmd"))
        );
    }
}
