//! For which contacts a clause refines the framework, and which of two clauses is the more specific one.

use crate::vocabulary::{Channel, ProviderId, QueueId};

/// What a clause is for. An empty list says nothing: the clause holds for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClauseScope {
    /// Providers.
    pub providers: Vec<ProviderId>,
    /// Queues as named.
    pub queues: Vec<QueueId>,
    /// Channels as named.
    pub channels: Vec<Channel>,
    /// The queues of the standard that these queues and channels leave; nothing where neither is named.
    pub covered: Option<Vec<QueueId>>,
    /// Priorities of tickets, as the exports' words are read.
    pub priorities: Vec<String>,
    /// Contact reasons, as the exports' words are read.
    pub reasons: Vec<String>,
}

/// Whether a list lies within another, where an empty one stands for all.
fn within<T: PartialEq>(inner: &[T], outer: &[T]) -> bool {
    outer.is_empty() || (!inner.is_empty() && inner.iter().all(|item| outer.contains(item)))
}

/// What two lists have in common, where an empty one stands for all; nothing where that is none.
fn common<T: PartialEq + Clone>(one: &[T], other: &[T]) -> Option<Vec<T>> {
    if one.is_empty() || other.is_empty() {
        return Some(one.iter().chain(other).cloned().collect());
    }
    let both: Vec<T> = one.iter().filter(|item| other.contains(item)).cloned().collect();
    (!both.is_empty()).then_some(both)
}

impl ClauseScope {
    /// Whether it is the framework's default: no contact is named.
    pub fn is_default(&self) -> bool {
        self.providers.is_empty()
            && self.covered.is_none()
            && self.priorities.is_empty()
            && self.reasons.is_empty()
    }

    /// Whether contacts of a provider can be meant.
    pub fn admits(&self, provider: &ProviderId) -> bool {
        self.providers.is_empty() || self.providers.contains(provider)
    }

    /// Whether contacts of a queue can be meant.
    pub fn covers(&self, queue: &QueueId) -> bool {
        self.covered
            .as_ref()
            .is_none_or(|covered| covered.contains(queue))
    }

    /// Whether what is meant is told by provider and queue alone, so that it holds for whole intervals.
    pub fn is_by_queue(&self) -> bool {
        self.priorities.is_empty() && self.reasons.is_empty()
    }

    /// Whether every contact that is meant here is meant there too.
    pub fn is_within(&self, other: &Self) -> bool {
        within(&self.providers, &other.providers)
            && within(self.queues_meant(), other.queues_meant())
            && within(&self.priorities, &other.priorities)
            && within(&self.reasons, &other.reasons)
    }

    /// Whether the same contacts are meant.
    pub fn is_same(&self, other: &Self) -> bool {
        self.is_within(other) && other.is_within(self)
    }

    /// Whether it is the more specific of the two: every contact meant here is meant there, and others too.
    pub fn refines(&self, other: &Self) -> bool {
        self.is_within(other) && !other.is_within(self)
    }

    /// The contacts that both mean; nothing where there can be none.
    pub fn and(&self, other: &Self) -> Option<Self> {
        let covered = common(self.queues_meant(), other.queues_meant())?;
        Some(Self {
            providers: common(&self.providers, &other.providers)?,
            covered: (!covered.is_empty()).then_some(covered),
            priorities: common(&self.priorities, &other.priorities)?,
            reasons: common(&self.reasons, &other.reasons)?,
            ..Self::default()
        })
    }

    fn queues_meant(&self) -> &[QueueId] {
        self.covered.as_deref().unwrap_or_default()
    }

    /// What is meant, by kind, in the order of the keys: the ids and words as the workspace writes them.
    pub fn parts(&self) -> Vec<(&'static str, Vec<&str>)> {
        let parts = [
            (
                "providers",
                self.providers.iter().map(ProviderId::as_str).collect(),
            ),
            ("queues", self.queues.iter().map(QueueId::as_str).collect()),
            (
                "channels",
                self.channels.iter().map(|channel| channel.name()).collect(),
            ),
            ("priorities", self.priorities.iter().map(String::as_str).collect()),
            ("reasons", self.reasons.iter().map(String::as_str).collect()),
        ];
        parts
            .into_iter()
            .filter(|(_, words): &(_, Vec<&str>)| !words.is_empty())
            .collect()
    }

    /// Its name in files: `queues: vip; priorities: 1, 2`. Empty for the framework's defaults.
    pub fn name(&self) -> String {
        let parts = self.parts().into_iter();
        let parts: Vec<String> = parts
            .map(|(kind, words)| format!("{kind}: {}", words.join(", ")))
            .collect();
        parts.join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(providers: &[&str], queues: &[&str], priorities: &[&str]) -> ClauseScope {
        let queues: Vec<QueueId> = queues.iter().map(|id| QueueId::new(*id)).collect();
        ClauseScope {
            providers: providers.iter().map(|id| ProviderId::new(*id)).collect(),
            covered: (!queues.is_empty()).then(|| queues.clone()),
            queues,
            priorities: priorities.iter().map(|word| (*word).to_owned()).collect(),
            ..ClauseScope::default()
        }
    }

    #[test]
    fn the_narrower_scope_refines_the_wider_one() {
        let default = ClauseScope::default();
        let vip = scope(&[], &["vip"], &[]);
        let urgent_vip = scope(&[], &["vip"], &["1"]);
        let two_queues = scope(&[], &["vip", "billing"], &[]);
        assert!(vip.refines(&default) && urgent_vip.refines(&vip) && vip.refines(&two_queues));
        assert!(!default.refines(&vip) && !two_queues.refines(&vip) && !vip.refines(&vip));
    }

    #[test]
    fn neither_of_two_that_cross_is_the_more_specific_one() {
        let (nord, vip) = (scope(&["nord"], &[], &[]), scope(&[], &["vip"], &[]));
        assert!(!nord.refines(&vip) && !vip.refines(&nord));
        let both = nord.and(&vip).expect("contacts of both");
        assert!(both.refines(&nord) && both.refines(&vip));
        assert!(vip.and(&scope(&[], &["billing"], &[])).is_none());
    }

    #[test]
    fn names_follow_the_order_of_the_keys() {
        assert_eq!(
            scope(&["nord"], &["vip"], &["1", "2"]).name(),
            "providers: nord; queues: vip; priorities: 1, 2"
        );
        assert_eq!(ClauseScope::default().name(), "");
    }
}
