//! Takes typed values out of the document; what does not fit becomes a note.

mod amounts;
mod basics;
mod lists;
mod money;
mod optional;
mod table;

pub use amounts::{business_days, date, length, moment, points, seconds, share};
pub use basics::{choice, flag, raw_text, text, whole};
pub use lists::{list, non_empty, one_or_more, texts, unique};
pub use money::{exact, money, portion};
pub use optional::{maybe, or_default};
pub use table::Reader;
