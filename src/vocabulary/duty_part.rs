//! Parts of a provider's contacts for which documentation is shown apart, and what is counted of them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Micro, Tally};

/// What such a part has in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOf {
    /// A contact reason.
    Reason,
    /// A group of agents.
    AgentGroup,
}

impl PartOf {
    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            PartOf::Reason => "reason",
            PartOf::AgentGroup => "agent_group",
        }
    }
}

/// Rows by their verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// In the numerator, where that counts the good ones.
    pub passed: i64,
    /// In the denominator only.
    pub missed: i64,
    /// Taken out.
    pub excluded: i64,
    /// Lacking the data.
    pub unmeasurable: i64,
}

impl Verdicts {
    /// Adds others.
    pub fn add(&mut self, other: Verdicts) {
        self.passed += other.passed;
        self.missed += other.missed;
        self.excluded += other.excluded;
        self.unmeasurable += other.unmeasurable;
    }

    /// Whether there are no rows.
    pub fn is_empty(self) -> bool {
        self == Verdicts::default()
    }

    /// As a tally of a standard whose numerator counts the good rows, or the bad ones.
    pub fn tally(self, counts_good: bool) -> Tally {
        Tally {
            numerator: Micro::whole(if counts_good { self.passed } else { self.missed }),
            denominator: Micro::whole(self.passed + self.missed),
            excluded: Micro::whole(self.excluded),
            unmeasurable: Micro::whole(self.unmeasurable),
            ..Tally::default()
        }
    }
}

/// Verdicts per standard (index in the agreement) and part of a provider's contacts. Words that an export
/// leaves out are empty.
#[derive(Clone, Debug, Default)]
pub struct DutySums {
    /// Per queue and reason.
    pub by_reason: BTreeMap<(usize, String, String), Verdicts>,
    /// Per group and pseudonym of the agent.
    pub by_agent: BTreeMap<(usize, String, String), Verdicts>,
}

/// A group of agents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its contacts.
    pub verdicts: Verdicts,
    /// Its agents that have some.
    pub agents: BTreeSet<String>,
}

impl Group {
    /// Adds another one.
    pub fn add(&mut self, other: &Group) {
        self.verdicts.add(other.verdicts);
        self.agents.extend(other.agents.iter().cloned());
    }
}

impl DutySums {
    /// Adds those of other contacts.
    pub fn merge(&mut self, other: DutySums) {
        for (own, others) in [
            (&mut self.by_reason, other.by_reason),
            (&mut self.by_agent, other.by_agent),
        ] {
            for (key, verdicts) in others {
                own.entry(key).or_default().add(verdicts);
            }
        }
    }

    /// Standards with contacts, in order.
    pub fn standards(&self) -> BTreeSet<usize> {
        let keys = self.by_reason.keys().chain(self.by_agent.keys());
        keys.map(|(standard, ..)| *standard).collect()
    }

    /// The reasons of a standard's contacts in a queue, or in all.
    pub fn reasons(&self, standard: usize, queue: Option<&str>) -> BTreeMap<&str, Verdicts> {
        let mut reasons: BTreeMap<&str, Verdicts> = BTreeMap::new();
        for ((of, place, reason), verdicts) in &self.by_reason {
            if *of == standard && queue.is_none_or(|queue| queue == place) {
                reasons.entry(reason).or_default().add(*verdicts);
            }
        }
        reasons
    }

    /// The groups whose agents have contacts of a standard.
    pub fn groups(&self, standard: usize) -> BTreeMap<&str, Group> {
        let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
        for ((of, name, agent), verdicts) in &self.by_agent {
            if *of != standard {
                continue;
            }
            let group = groups.entry(name).or_default();
            group.verdicts.add(*verdicts);
            // Contacts of nobody make no agent.
            group.agents.extend((!agent.is_empty()).then(|| agent.clone()));
        }
        groups
    }
}
