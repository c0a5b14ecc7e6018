//! Dated exemptions: times whose contacts are agreed not to count, with what proves them.

use crate::vocabulary::{EpochSeconds, ProviderId, QueueId, StandardId};
use crate::workspace::agreement::Text;

/// An agreed exemption.
#[derive(Clone, Debug)]
pub struct Exemption {
    /// Id.
    pub id: String,
    /// First instant.
    pub from: EpochSeconds,
    /// First instant after it.
    pub to: EpochSeconds,
    /// Providers concerned; empty = all.
    pub providers: Vec<ProviderId>,
    /// Queues concerned; empty = all.
    pub queues: Vec<QueueId>,
    /// Standards concerned; empty = all.
    pub standards: Vec<StandardId>,
    /// Why, in words.
    pub reason: Text,
    /// What proves it.
    pub evidence: String,
    /// Which deadlines it takes out.
    pub deadlines: ExemptDeadlines,
}

impl Exemption {
    /// Whether it concerns a provider.
    pub fn concerns(&self, provider: &ProviderId) -> bool {
        self.providers.is_empty() || self.providers.contains(provider)
    }

    /// Whether it concerns a standard.
    pub fn is_about(&self, standard: &StandardId) -> bool {
        self.standards.is_empty() || self.standards.contains(standard)
    }
}

/// Which deadlines an exemption takes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExemptDeadlines {
    /// Those that fell due in it.
    #[default]
    Due,
    /// Those whose clock ran at some instant of it.
    Running,
}

/// A moment of truth: contact reasons that have lines of their own.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Id.
    pub id: String,
    /// Name on reports.
    pub name: Text,
    /// The contact reasons.
    pub reasons: Vec<String>,
}
