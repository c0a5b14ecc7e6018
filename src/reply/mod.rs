//! Rules of written replies as analysis of a text: no polars, no agreement, no report.
//!
//! `plain` and `quoted` make the provider's own text out of what an export holds, `words`, `sentences`
//! and `parts` cut it, and one file per rule says what it finds. What a rule says of a reply is a [`Call`].

mod address;
mod analyst;
mod contact;
mod language;
mod length;
mod lexicon;
mod memo;
mod parts;
mod phrases;
mod plain;
mod quoted;
mod rule;
mod salutation;
mod sentences;
mod spelling;
mod text;
mod thanks;
mod words;

pub use address::{Address, Forms, forms_of_address};
pub use analyst::{Analyst, Reading, Settings};
pub use contact::named_contact;
pub use language::{DETECTABLE, Detected, Detector, is_detectable};
pub use length::{Length, sentence_length};
pub use memo::each_once;
pub use phrases::{Phrase, missing_phrases, wording};
pub use rule::{Call, ReplyRule};
pub use salutation::{Salutation, salutation};
pub use spelling::{DictionaryProblem, Speller, Spelling};
pub use text::Reply;
pub use thanks::has_thanks;
