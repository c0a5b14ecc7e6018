//! What of the people who serve may be shown.

/// The agreed protection of agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// Fewest agents of a group whose figures are shown; no groups are shown where none.
    pub min_group_size: Option<usize>,
}

impl Privacy {
    /// No groups: each must be allowed by whoever answers for the agents.
    pub const SILENT: Privacy = Privacy { min_group_size: None };

    /// Agents that make a group unless another number is agreed.
    pub const USUAL_SIZE: i64 = 5;
}
