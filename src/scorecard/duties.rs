//! Documentation by contact reason and by group of agents.

use super::Figure;
use crate::vocabulary::{Micro, PartOf};

/// A duty's figure over a part of the contacts: a row of documentation.csv.
#[derive(Clone, Debug)]
pub struct DutyFigure {
    /// What the contacts have in common.
    pub of: PartOf,
    /// The reason or the group; empty for contacts whose export says none, none for groups that are too small to
    /// be shown, or for the rarest reasons, all together.
    pub name: Option<String>,
    /// How many groups or reasons are put together; 1 where it is a single part.
    pub parts: usize,
    /// Distinct agents, of groups.
    pub agents: Option<usize>,
    /// The figure; without any numbers where groups put together are too small even so.
    pub figure: Figure,
}

impl DutyFigure {
    /// Whether its numbers are not shown, because too few agents stand behind them.
    pub fn is_withheld(&self) -> bool {
        self.figure.denominator.is_none()
    }

    /// Cases on the bad side.
    pub fn faults(&self) -> Micro {
        let all = self.figure.denominator.unwrap_or_default();
        match self.figure.measure.as_str() {
            "catch_all" => self.figure.numerator,
            _ => all - self.figure.numerator,
        }
    }
}
