//! Days on which a calendar differs from its week, and why: reports print those of their period.

use chrono::NaiveDate;

use super::agreement::Text;
use super::calendar::Window;

/// A day that is not as its day of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialDay {
    /// The day.
    pub date: NaiveDate,
    /// Its name; none for single days that are no holidays.
    pub name: Option<Text>,
    /// Why it differs.
    pub origin: Origin,
    /// When it is open; empty: closed.
    pub windows: Vec<Window>,
}

/// Why a day differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A public holiday by law.
    Holiday,
    /// A day of a list of the workspace.
    Listed,
    /// No public holiday of the region, but agreed as one.
    Added,
    /// A public holiday that the agreement takes out: open as its day of the week.
    Removed,
    /// A day with hours of its own, holiday or not.
    Dated,
}

/// For which years the closed days of a calendar are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// All: the workspace names every one.
    #[default]
    Always,
    /// The years of the rules that the program brings along: some days come from them.
    ShippedYears,
}

/// What reports say about a calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Name in the workspace.
    pub name: String,
    /// When it is open, in words, with what differs.
    pub hours: Text,
    /// The same of its week alone.
    pub week: Text,
    /// Which holidays hold, in words.
    pub holidays: Text,
    /// For which years its closed days are known.
    pub known: Known,
    /// Days that differ from the week, ascending.
    pub days: Vec<SpecialDay>,
}
