//! Problems of what may be shown of agents.

use super::{BASE, load_text, one};

fn spoilt(table: &str, message: &str, help: &str) {
    one(&format!("{BASE}\n[privacy]\n{table} #!\n"), message, help);
}

#[test]
fn groups_of_agents() {
    spoilt(
        "agent_groups = true\nmin_group_size = 2",
        "`min_group_size` cannot be 2",
        "from 3 to 1000",
    );
    spoilt(
        "agent_groups = \"yes\"",
        "`agent_groups` is true or false, not a text",
        "agent_groups = true",
    );
    spoilt(
        "min_group_size = 8",
        "`min_group_size` says nothing where no figures of groups are shown",
        "agent_groups = true",
    );
    spoilt(
        "agent_group = true",
        "the privacy has no key `agent_group`",
        "did you mean `agent_groups`?",
    );
}

#[test]
fn groups_are_silent_unless_they_are_allowed() {
    let size = |text: &str| load_text(text).expect("a workspace").privacy.min_group_size;
    assert_eq!(size(BASE), None);
    assert_eq!(size(&format!("{BASE}\n[privacy]\nagent_groups = false\n")), None);
    assert_eq!(
        size(&format!("{BASE}\n[privacy]\nagent_groups = true\n")),
        Some(5)
    );
}
