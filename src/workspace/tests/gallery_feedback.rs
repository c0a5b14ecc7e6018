//! Problems of sources of returned feedback.

use super::{BASE, load_text, one};
use crate::vocabulary::TableKind;

fn back(keys: &str) -> String {
    format!("{BASE}\n[sources.back]\nprovider = \"nord\"\nkind = \"feedback\"\n{keys}\n")
}

#[test]
fn feedback_needs_neither_layout_nor_mapping() {
    let agreed = load_text(&back("path = \"back/{period}.xlsx\"")).expect("in order");
    let source = agreed.sources.last().expect("a source");
    assert_eq!((source.kind, source.required), (TableKind::Feedback, false));
    load_text(&back(
        "path = \"back/*.xlsx\"\nrequired = true\nduplicates = \"last\"",
    ))
    .expect("in order");
    one(
        &back("path = \"back.xlsx\"\nexcel = {} #!"),
        "source `back` has no key `excel`",
        "read as they were published",
    );
    one(
        &back("path = \"back.xlsx\"\nduplicates = \"history\" #!"),
        "only tickets have a history",
        "\"last\"",
    );
    one(
        &back("#").replace("[sources.back]", "[sources.back] #!"),
        "source `back` has no `path`",
        "path = ",
    );
}
