//! The client's hand-over log: one row is one message that was passed to the provider.

use crate::vocabulary::EpochSeconds;

/// A message handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOver {
    /// Its id, as it stands in the log.
    pub id: String,
    /// 128 bits of the id, by which it is compared.
    pub key: u128,
    /// When it was handed over.
    pub at: EpochSeconds,
    /// Code of the queue, where the log says one.
    pub queue: Option<u32>,
    /// Whether its id stands in more than one row.
    pub is_repeated: bool,
    /// Index of its file and sheet in the log.
    pub place: usize,
    /// Row a person sees.
    pub row: u32,
}

/// A provider's whole log, each id once; rows of other periods too, since they are known ids.
#[derive(Clone, Debug, Default)]
pub struct HandoverLog {
    /// Messages in the order of the files.
    pub messages: Vec<HandedOver>,
    /// Files and sheets.
    pub places: Vec<(String, String)>,
    /// Whether any such log is agreed with the provider.
    pub is_agreed: bool,
    /// Whether all its files were there and could be read.
    pub is_whole: bool,
}
