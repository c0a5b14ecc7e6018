//! Clauses, exemptions and moments of truth as readers are told of them.

use chrono::NaiveDate;

use crate::vocabulary::{EpochSeconds, ProviderId, StandardId};
use crate::workspace::agreement::Text;

/// For which contacts a clause is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScopeText {
    /// Name in files; empty for the framework's default.
    pub name: String,
    /// In words, without naming providers: readers know whose figure they read.
    pub words: Text,
}

/// A clause as files tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseText {
    /// Name in files.
    pub name: String,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day; open where none.
    pub valid_to: Option<NaiveDate>,
    /// For which contacts it is, as files name it; empty for the framework's default.
    pub scope: String,
    /// Names of the more general clauses in whose place it holds.
    pub replaces: Vec<String>,
}

/// An agreed exemption that concerns the period.
#[derive(Clone, Debug)]
pub struct ExemptionText {
    /// Id.
    pub id: String,
    /// First instant.
    pub from: EpochSeconds,
    /// First instant after it.
    pub to: EpochSeconds,
    /// Whom it concerns; empty = all.
    pub providers: Vec<ProviderId>,
    /// Names of the queues concerned; empty = all.
    pub queues: Vec<String>,
    /// Why.
    pub reason: Text,
    /// What proves it.
    pub evidence: String,
}

/// How many contacts an exemption took out of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exempted {
    /// Index among the exemptions of the review.
    pub exemption: usize,
    /// The standard.
    pub standard: StandardId,
    /// Contacts.
    pub contacts: u64,
}

/// A moment of truth.
#[derive(Clone, Debug)]
pub struct MomentText {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
    /// Its contact reasons.
    pub reasons: Vec<String>,
}
