//! Work in hand: tickets open at the as-of instant by age, and the bridge from the beginning of the period.

/// What the bridge adds up, in reporting order: opening + created + reopened − out = closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BridgePart {
    /// Open just before the period.
    Opening,
    /// Created in it.
    Created,
    /// Opened again in it.
    Reopened,
    /// Created or opened again.
    In,
    /// Resolved, closed, merged or withdrawn in it.
    Out,
    /// Open at the as-of instant.
    Closing,
}

impl BridgePart {
    /// All parts.
    pub const ALL: [BridgePart; 6] = [
        BridgePart::Opening,
        BridgePart::Created,
        BridgePart::Reopened,
        BridgePart::In,
        BridgePart::Out,
        BridgePart::Closing,
    ];

    /// Name in files, behind `bridge:`.
    pub fn name(self) -> &'static str {
        match self {
            BridgePart::Opening => "opening",
            BridgePart::Created => "created",
            BridgePart::Reopened => "reopened",
            BridgePart::In => "in",
            BridgePart::Out => "out",
            BridgePart::Closing => "closing",
        }
    }
}

/// What of movements is counted apart: one ticket can move several times, and one customer has several tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Distinct {
    /// Each ticket once.
    Tickets,
    /// Each customer once.
    Customers,
}

impl BridgePart {
    /// Movements of which tickets and customers are counted apart.
    pub const MOVEMENTS: [BridgePart; 3] = [BridgePart::Created, BridgePart::Reopened, BridgePart::Out];

    /// Name of its distinct tickets or customers in files.
    pub fn distinct_name(self, of: Distinct) -> String {
        let of = match of {
            Distinct::Tickets => "tickets",
            Distinct::Customers => "customers",
        };
        format!("bridge:{}_{of}", self.name())
    }
}

/// Whether opening + in − out = closing.
pub fn balances(counts: [i64; 6]) -> bool {
    let [opening, created, reopened, came_in, out, closing] = counts;
    created + reopened == came_in && opening + came_in - out == closing
}
