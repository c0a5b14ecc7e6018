//! Contacts of all providers by customer, for rules about what comes before and after a contact.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use foldhash::quality::FixedState;
use polars::prelude::*;

use super::survey::SurveyedRows;
use super::terms::{alive, outcome};
use crate::normalize::fingerprint;
use crate::tables::contacts::{CONTACT_ID, CUSTOMER, OCCURRED_AT, REASON};
use crate::vocabulary::{ContactKind, EpochSeconds, Outcome};
use crate::workspace::agreement::{Repeats, Sameness};

/// A contact as it is remembered, in 24 bytes: customer (and reason), instant, and whose contact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    case: u64,
    at: EpochSeconds,
    who: u64,
}

/// Bits of `who` that tell the provider; the rest is the fingerprint of the contact's id and kind.
const PROVIDER_BITS: u32 = 16;

impl Seen {
    /// When it came in.
    pub fn at(self) -> EpochSeconds {
        self.at
    }

    fn provider(self) -> u64 {
        self.who & ((1 << PROVIDER_BITS) - 1)
    }
}

/// Contacts that answer a customer: answered calls, and tickets that are neither merged nor cancelled.
pub fn handled(kind: ContactKind) -> Expr {
    match kind {
        ContactKind::Call => outcome(Outcome::Answered),
        ContactKind::Ticket => alive(),
    }
}

/// The contacts of a batch, row by row; none where the row is no such contact, or lacks the customer or
/// the reason. `provider` is its number in the agreement.
///
/// # Errors
/// Only when polars fails.
pub fn seen(rows: &SurveyedRows<'_>, provider: usize, same: Sameness) -> PolarsResult<Vec<Option<Seen>>> {
    let handled = rows.frame.clone().lazy().select([handled(rows.kind)]).collect()?;
    let handled = handled.columns()[0].bool()?.clone();
    let customers = rows.frame.column(CUSTOMER.name())?.i64()?;
    let reasons = rows.frame.column(REASON.name())?.u32()?;
    let (ids, times) = (
        rows.frame.column(CONTACT_ID.name())?.str()?,
        rows.frame.column(OCCURRED_AT.name())?.i64()?,
    );
    let hasher = FixedState::with_seed(0x4361_7365);
    // Codes differ from provider to provider, words do not.
    let words: Vec<u64> = match same {
        Sameness::Customer => Vec::new(),
        Sameness::CustomerAndReason => {
            let words = rows.words.reasons.words().iter();
            words.map(|word| hasher.hash_one(word.as_str())).collect()
        }
    };
    let kind = u128::from(rows.kind == ContactKind::Ticket);
    let row = |row: usize| {
        let customer = customers.get(row).filter(|_| handled.get(row) == Some(true))?;
        let matter = match same {
            Sameness::Customer => 0,
            Sameness::CustomerAndReason => *words.get(reasons.get(row)? as usize)?,
        };
        let id = fingerprint(ids.get(row)?) ^ kind;
        Some(Seen {
            case: hasher.hash_one((customer, matter)),
            at: times.get(row)?,
            who: (id as u64) << PROVIDER_BITS | provider as u64,
        })
    };
    Ok((0..rows.frame.height()).map(row).collect())
}

/// Whether another contact of the same matter lies near one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Neighbour {
    /// At the same provider, at this instant.
    Here(EpochSeconds),
    /// At another provider.
    Elsewhere,
    /// None.
    Nobody,
    /// The data do not reach over the whole window. One may be known even so; to count only these would
    /// make the figure worse than it is.
    Unknown,
}

/// All contacts that the deliveries hold in the period and around it.
#[derive(Debug, Default)]
pub struct Cases {
    by_sameness: BTreeMap<Sameness, Vec<Seen>>,
    known: Option<(EpochSeconds, EpochSeconds)>,
}

impl Cases {
    /// Contacts in whatever order they come, and from when to when the deliveries tell of all.
    pub fn new(contacts: Vec<(Sameness, Vec<Seen>)>, known: (EpochSeconds, EpochSeconds)) -> Self {
        let mut by_sameness: BTreeMap<Sameness, Vec<Seen>> = BTreeMap::new();
        for (same, mut seen) in contacts {
            let all = by_sameness.entry(same).or_default();
            match all.is_empty() {
                true => *all = seen,
                false => all.append(&mut seen),
            }
        }
        by_sameness.values_mut().for_each(|seen| seen.sort_unstable());
        Self {
            by_sameness,
            known: Some(known),
        }
    }

    fn all(&self, same: Sameness) -> &[Seen] {
        self.by_sameness.get(&same).map_or(&[], Vec::as_slice)
    }

    /// The next contact of the same matter, where one follows within the window.
    pub fn next(&self, of: Seen, repeats: Repeats) -> Neighbour {
        let all = self.all(repeats.same);
        let from = all.partition_point(|seen| *seen <= of);
        let later = all[from..].iter().take_while(|seen| seen.case == of.case);
        let near = later.take_while(|seen| seen.at - of.at <= repeats.within_s);
        let reaches = self
            .known
            .is_some_and(|(_, until)| of.at + repeats.within_s < until);
        neighbour(of, near, reaches)
    }

    /// Whether a contact of the same matter is known before it within the window.
    pub fn follows(&self, of: Seen, repeats: Repeats) -> bool {
        let everything = Some((EpochSeconds::MIN, EpochSeconds::MAX));
        self.previous_as_far(of, repeats, everything) != Neighbour::Nobody
    }

    /// The contact of the same matter before it, where it follows one within the window.
    pub fn previous(&self, of: Seen, repeats: Repeats) -> Neighbour {
        self.previous_as_far(of, repeats, self.known)
    }

    fn previous_as_far(
        &self,
        of: Seen,
        repeats: Repeats,
        known: Option<(EpochSeconds, EpochSeconds)>,
    ) -> Neighbour {
        let all = self.all(repeats.same);
        let until = all.partition_point(|seen| *seen < of);
        let earlier = all[..until].iter().rev().take_while(|seen| seen.case == of.case);
        let near = earlier.take_while(|seen| of.at - seen.at <= repeats.within_s);
        let reaches = known.is_some_and(|(from, _)| from <= of.at - repeats.within_s);
        neighbour(of, near, reaches)
    }
}

/// The first that is another contact; the same one may be remembered in another state.
fn neighbour<'a>(of: Seen, mut near: impl Iterator<Item = &'a Seen>, reaches: bool) -> Neighbour {
    if !reaches {
        return Neighbour::Unknown;
    }
    match near.find(|seen| seen.who != of.who) {
        Some(other) if other.provider() == of.provider() => Neighbour::Here(other.at),
        Some(_) => Neighbour::Elsewhere,
        None => Neighbour::Nobody,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: i64 = 86_400;
    const SAME: Sameness = Sameness::Customer;
    const WEEK: Repeats = Repeats {
        within_s: 7 * DAY,
        same: SAME,
    };

    fn contact(case: u64, at: EpochSeconds, id: u64, provider: u64) -> Seen {
        Seen {
            case,
            at,
            who: id << PROVIDER_BITS | provider,
        }
    }

    fn cases(contacts: &[Seen], known: (EpochSeconds, EpochSeconds)) -> Cases {
        Cases::new(vec![(SAME, contacts.to_vec())], known)
    }

    #[test]
    fn the_contacts_of_the_definitions() {
        // On 1, 5 and 20 March: 5 follows 1, nothing follows 5 and 20.
        let march = [1, 5, 20].map(|day| contact(9, day * DAY, day as u64, 0));
        let cases = cases(&march, (0, 31 * DAY));
        let next = march.map(|seen| cases.next(seen, WEEK));
        assert_eq!(
            next,
            [Neighbour::Here(5 * DAY), Neighbour::Nobody, Neighbour::Nobody]
        );
        assert_eq!(march.map(|seen| cases.follows(seen, WEEK)), [false, true, false]);
        let previous = march.map(|seen| cases.previous(seen, WEEK));
        assert_eq!(
            previous,
            [Neighbour::Unknown, Neighbour::Unknown, Neighbour::Nobody]
        );
    }

    #[test]
    fn the_window_is_inclusive_and_the_end_of_the_data_is_not() {
        let pair = |seconds| [contact(9, 0, 1, 0), contact(9, seconds, 2, 1)];
        let next = |seconds, until| cases(&pair(seconds), (0, until)).next(pair(seconds)[0], WEEK);
        assert_eq!(next(7 * DAY, 99 * DAY), Neighbour::Elsewhere);
        assert_eq!(next(7 * DAY + 1, 99 * DAY), Neighbour::Nobody);
        assert_eq!(next(9 * DAY, 7 * DAY + 1), Neighbour::Nobody);
        assert_eq!(next(9 * DAY, 7 * DAY), Neighbour::Unknown);
    }

    #[test]
    fn contacts_of_the_same_second_follow_each_other_once() {
        let twins = [contact(9, 5, 1, 0), contact(9, 5, 2, 0)];
        let cases = cases(&twins, (-99 * DAY, 99 * DAY));
        let next = twins.map(|seen| cases.next(seen, WEEK));
        assert_eq!(next, [Neighbour::Here(5), Neighbour::Nobody]);
    }

    #[test]
    fn another_state_of_the_same_contact_is_no_repeat() {
        let states = [contact(9, 5, 1, 0), contact(9, 7, 1, 0)];
        let cases = cases(&states, (-99 * DAY, 99 * DAY));
        assert_eq!(cases.next(states[0], WEEK), Neighbour::Nobody);
        assert_eq!(cases.previous(states[1], WEEK), Neighbour::Nobody);
    }

    proptest! {
        /// The plain way: every contact is compared with every other.
        #[test]
        fn looking_up_finds_what_comparing_all_finds(
            contacts in proptest::collection::vec((0_u64..4, 0_i64..40, 0_u64..3), 1..40),
        ) {
            let contacts: Vec<Seen> = contacts
                .iter()
                .enumerate()
                .map(|(id, (case, day, provider))| contact(*case, day * DAY, id as u64, *provider))
                .collect();
            let known = (0, 40 * DAY);
            let cases = cases(&contacts, known);
            for of in &contacts {
                let after = contacts.iter().filter(|seen| seen.case == of.case && **seen > *of);
                let next = after.min().filter(|seen| seen.at - of.at <= WEEK.within_s);
                let wanted = match next {
                    _ if of.at + WEEK.within_s >= known.1 => Neighbour::Unknown,
                    Some(next) if next.provider() == of.provider() => Neighbour::Here(next.at),
                    Some(_) => Neighbour::Elsewhere,
                    None => Neighbour::Nobody,
                };
                prop_assert_eq!(cases.next(*of, WEEK), wanted);
            }
        }

        #[test]
        fn the_order_of_the_rows_does_not_matter(
            contacts in proptest::collection::vec((0_u64..3, 0_i64..30, 0_u64..3), 1..30),
            turn in 0_usize..30,
        ) {
            let contacts: Vec<Seen> = contacts
                .iter()
                .enumerate()
                .map(|(id, (case, day, provider))| contact(*case, day * DAY, id as u64, *provider))
                .collect();
            let mut turned = contacts.clone();
            turned.rotate_left(turn % contacts.len());
            turned.reverse();
            let (first, second) = turned.split_at(contacts.len() / 2);
            let parts = vec![(SAME, first.to_vec()), (SAME, second.to_vec())];
            let (one, other) = (cases(&contacts, (0, 30 * DAY)), Cases::new(parts, (0, 30 * DAY)));
            for of in &contacts {
                prop_assert_eq!(one.next(*of, WEEK), other.next(*of, WEEK));
                prop_assert_eq!(one.previous(*of, WEEK), other.previous(*of, WEEK));
            }
        }
    }
}
