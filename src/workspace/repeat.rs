//! When one contact is a repeat of another (definitions § 6).

/// Contacts of one customer belong together, and how long after one another they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeats {
    /// Seconds from one contact to the next, inclusive.
    pub within_s: i64,
    /// What the contacts have in common.
    pub same: Sameness,
}

/// What makes two contacts the same matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    /// The customer.
    Customer,
    /// The customer and the contact reason.
    CustomerAndReason,
}

impl Sameness {
    /// All kinds.
    pub const ALL: [Sameness; 2] = [Sameness::Customer, Sameness::CustomerAndReason];
}

/// What is resolved at first contact, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// Each contact, whether or not it follows another.
    Contact,
    /// Each chain of contacts, as its first one.
    Chain,
}
