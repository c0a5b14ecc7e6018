//! A provider learns nothing of another one, also where it returns that one's workbook.

use super::edited::{ACTIONS, Client, FINDINGS, STATUS, TEXT};
use crate::support::{files_below, texts};

#[test]
fn another_providers_workbook_is_refused_without_saying_whose() {
    let client = Client::new(90, 100);
    let mut foreign = client.published("sued");
    foreign
        .put(ACTIONS, 0, STATUS, "done")
        .put(ACTIONS, 0, TEXT, "Word of the other one");
    client.returned(&foreign, "nord_2026-10.xlsx");
    client.november();
    assert_eq!(
        client.counts("back/nord_2026-10.xlsx", FINDINGS),
        [80, 0, 0, 80, 0]
    );
    let plan = client.table("actions");
    assert!(plan.rows().all(|row| row.text("reply_status").is_empty()));
    let found = client.rejected("back/nord_2026-10.xlsx");
    assert_eq!(found.len(), 81);
    assert!(
        found
            .iter()
            .all(|row| row[1] == "_provider" && row[2] == "another provider's row")
    );
    for file in files_below(&client.bench.sandbox.path("out/2026-11/partners/nord")) {
        for (name, text) in texts(&file) {
            for word in ["Word of the other one", "sued_", "sued-", "Sued"] {
                assert!(!text.contains(word), "{word} in {name} of {}", file.display());
            }
        }
    }
}

#[test]
fn replies_stay_with_their_provider() {
    let client = Client::new(90, 100);
    let mut book = client.published("nord");
    book.put(ACTIONS, 0, TEXT, "Only for our client")
        .put(ACTIONS, 0, STATUS, "disputed");
    client.returned(&book, "nord_2026-10.xlsx");
    client.november();
    let id = client.action();
    for file in files_below(&client.bench.sandbox.path("out/2026-11/partners/sued")) {
        for (name, text) in texts(&file) {
            for word in ["Only for our client", id.as_str(), "nord"] {
                assert!(!text.contains(word), "{word} in {name} of {}", file.display());
            }
        }
    }
}
