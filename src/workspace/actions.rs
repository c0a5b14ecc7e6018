//! What the client says of actions: until when they are due, and which of them it has closed.

use chrono::NaiveDate;

/// The settings of actions.
#[derive(Clone, Debug)]
pub struct Actions {
    /// Days from the end of a period until its actions are due.
    pub due_days: u64,
    /// Closed actions and disputes.
    pub closed: Vec<Closing>,
}

/// The client has closed an action or a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Its id.
    pub id: String,
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub reason: String,
}

impl Default for Actions {
    fn default() -> Self {
        Self {
            due_days: 14,
            closed: Vec::new(),
        }
    }
}

impl Actions {
    /// How an id was closed by a day.
    pub fn closing(&self, id: &str, by: NaiveDate) -> Option<&Closing> {
        self.closed
            .iter()
            .find(|closing| closing.id == id && closing.on <= by)
    }
}
