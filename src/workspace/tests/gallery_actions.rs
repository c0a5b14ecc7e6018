//! Problems of the plan of actions.

use super::{BASE, load_text, one};

fn actions(text: &str) -> String {
    format!("{BASE}\n{text}\n")
}

#[test]
fn actions_are_due_after_whole_days_and_closed_with_a_reason() {
    let agreed = load_text(&actions(
        "[actions]\ndue = \"30 d\"\n[actions.closed.A-0123456789ab]\non = 2026-12-05\nreason = \"settled\"",
    ))
    .expect("in order");
    assert_eq!(agreed.actions.due_days, 30);
    assert_eq!(agreed.actions.closed[0].reason, "settled");
    assert_eq!(load_text(BASE).expect("in order").actions.due_days, 14);
    one(
        &actions("[actions]\ndue = \"36 h\" #!"),
        "actions are due after whole days, at most a year",
        "14 d",
    );
    one(
        &actions("[actions]\nclosed = [\"A-0123456789ab\"] #!"),
        "`closed` is a table, not a list",
        "[actions.closed.A-0123456789ab]",
    );
    one(
        &actions("[actions.closed.A-0123456789AB] #!\non = 2026-12-05\nreason = \"settled\""),
        "`A-0123456789AB` is no id of an action or finding",
        "twelve digits",
    );
    one(
        &actions("[actions.closed.F-0123456789ab] #!\non = 2026-12-05"),
        "the closing of `F-0123456789ab` has no `reason`",
        "reason = ",
    );
    one(
        &actions("[actions.closed.F-0123456789ab]\non = \"soon\" #!\nreason = \"x\""),
        "`on` = \"soon\" is no date",
        "2026-01-31",
    );
}
