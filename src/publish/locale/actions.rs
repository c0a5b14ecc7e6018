//! Words about actions and replies.

use super::Locale;
use crate::scorecard::ActionState;
use crate::vocabulary::ReplyStatus;

impl Locale {
    /// A state of an action.
    pub fn action_state(&self, state: ActionState) -> &'static str {
        self.found("actions", state.name())
    }

    /// A provider's status, as the drop-down list has it.
    pub fn reply_status(&self, status: ReplyStatus) -> &'static str {
        self.text(match status {
            ReplyStatus::Accepted => "workbook.reply_accepted",
            ReplyStatus::InProgress => "workbook.reply_in_progress",
            ReplyStatus::Done => "workbook.reply_done",
            ReplyStatus::Query => "workbook.reply_question",
            ReplyStatus::Disputed => "workbook.reply_declined",
        })
    }

    /// What is proposed where a measure misses.
    pub fn proposal(&self, measure: &str) -> &'static str {
        self.find(&format!("proposal.{measure}"))
            .unwrap_or_else(|| self.found("proposal", "other"))
    }
}
