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

/// Whether opening + in − out = closing.
pub fn balances(counts: [i64; 6]) -> bool {
    let [opening, created, reopened, came_in, out, closing] = counts;
    created + reopened == came_in && opening + came_in - out == closing
}
