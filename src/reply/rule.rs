//! The rules that judge single replies, with what an agreement says about them.

use super::address::{Address, forms_of_address};
use super::contact::named_contact;
use super::language::Detected;
use super::length::sentence_length;
use super::phrases::{Phrase, missing_phrases, wording};
use super::salutation::{Salutation, salutation};
use super::text::Reply;
use super::thanks::has_thanks;

/// A rule that a reply keeps or breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplyRule {
    /// German replies in the agreed form of address.
    FormOfAddress(Address),
    /// Replies greet the customer by name.
    Salutation,
    /// Replies thank the customer.
    Thanks,
    /// Replies name a person as contact; these names are no person's.
    NamedContact(Vec<String>),
    /// All these phrases stand in the signature.
    CompanyData(Vec<Phrase>),
    /// None of these phrases stands in a reply.
    ForbiddenWording(Vec<Phrase>),
    /// At most so many words a sentence, in the mean of a reply.
    SentenceLength(u32),
}

/// What a rule says about a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i8)]
pub enum Call {
    /// The rule is breached.
    Breach = 0,
    /// The rule is kept.
    Kept = 1,
    /// The language of the text is not certain, so nothing can be said.
    Undecided = 2,
    /// The rule has nothing to say about this text.
    NotApplicable = 3,
}

impl Call {
    /// Kept or breached.
    pub fn kept_where(is_kept: bool) -> Self {
        if is_kept { Call::Kept } else { Call::Breach }
    }
}

impl ReplyRule {
    /// Languages for whose texts the rule is defined; none where it does not matter.
    pub fn languages(&self) -> Option<&'static [&'static str]> {
        match self {
            ReplyRule::FormOfAddress(_) => Some(&["de"]),
            ReplyRule::Salutation | ReplyRule::Thanks | ReplyRule::NamedContact(_) => Some(&["de", "en"]),
            _ => None,
        }
    }

    /// What the language of a text settles already: nothing, where the rule is to be asked.
    pub fn settled_by(&self, language: &Detected) -> Option<Call> {
        let languages = self.languages()?;
        match language {
            Detected::Undecided => Some(Call::Undecided),
            Detected::Certain(language) if languages.contains(&language.as_str()) => None,
            Detected::Certain(_) => Some(Call::NotApplicable),
        }
    }

    /// What the rule says of a reply in a language for which it is defined.
    pub fn call(&self, reply: &Reply, customer: Option<&str>) -> Call {
        match self {
            ReplyRule::FormOfAddress(agreed) => address(reply, *agreed),
            ReplyRule::Salutation => Call::kept_where(salutation(reply, customer) == Salutation::ByName),
            ReplyRule::Thanks => Call::kept_where(has_thanks(reply)),
            ReplyRule::NamedContact(others) => Call::kept_where(named_contact(reply, others).is_some()),
            ReplyRule::CompanyData(phrases) => Call::kept_where(missing_phrases(reply, phrases).is_empty()),
            ReplyRule::ForbiddenWording(phrases) => Call::kept_where(wording(reply, phrases).is_empty()),
            ReplyRule::SentenceLength(max_words) => sentences(reply, *max_words),
        }
    }
}

/// A text that addresses nobody keeps and breaks nothing.
fn address(reply: &Reply, agreed: Address) -> Call {
    let forms = forms_of_address(reply);
    let (formal, informal) = (!forms.formal.is_empty(), !forms.informal.is_empty());
    let (right, wrong) = match agreed {
        Address::Formal => (formal || forms.perhaps_formal, informal),
        Address::Informal => (informal, formal),
    };
    match (right, wrong) {
        (_, true) => Call::Breach,
        (true, false) => Call::Kept,
        (false, false) => Call::NotApplicable,
    }
}

fn sentences(reply: &Reply, max_words: u32) -> Call {
    let length = sentence_length(reply);
    match length.sentences {
        0 => Call::NotApplicable,
        // Compared in whole numbers: exactly the agreed length keeps the rule.
        sentences => Call::kept_where(length.words <= sentences * max_words as usize),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vocabulary::Language;

    fn call(rule: &ReplyRule, text: &str) -> Call {
        rule.call(&Reply::of(text).expect("words"), None)
    }

    #[test]
    fn mixed_forms_are_a_breach_either_way_and_none_is_nothing() {
        let (sie, du) = (
            ReplyRule::FormOfAddress(Address::Formal),
            ReplyRule::FormOfAddress(Address::Informal),
        );
        for (text, formal, informal) in [
            ("Wir schreiben Ihnen.", Call::Kept, Call::Breach),
            ("Wir schreiben dir.", Call::Breach, Call::Kept),
            ("Wir schreiben Ihnen und dir.", Call::Breach, Call::Breach),
            ("Das ist erledigt.", Call::NotApplicable, Call::NotApplicable),
            ("Sie haben recht.", Call::Kept, Call::NotApplicable),
        ] {
            assert_eq!((call(&sie, text), call(&du, text)), (formal, informal), "{text}");
        }
    }

    /// What the rules look for, and characters whose folded form has another length.
    const PIECES: [&str; 40] = [
        "Hallo ",
        "Frau ",
        "Müller",
        "<b>",
        "</b>",
        "<blockquote>",
        "&auml;",
        "&#x41;",
        "&",
        "<",
        "\n",
        "\\n",
        ",",
        ".",
        "!",
        "…",
        "„",
        "“",
        "\"",
        "> ",
        "Am 3.",
        "schrieb:",
        "du ",
        "Sie ",
        "Ihr ",
        "i. A. ",
        "MfG",
        "Grüße",
        ":innen",
        "-",
        "'",
        "\u{308}",
        "\u{202e}",
        "😀",
        "漢",
        "İ",
        "ẞ",
        "22. ",
        "leider",
        "[",
    ];

    proptest! {
        #[test]
        fn no_text_stops_a_rule(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)) {
            let phrases: Vec<Phrase> = ["leider*", "ẞ", "İ", "müller, du"].map(Phrase::new).into();
            let rules = [
                ReplyRule::FormOfAddress(Address::Formal),
                ReplyRule::Salutation,
                ReplyRule::Thanks,
                ReplyRule::NamedContact(Vec::new()),
                ReplyRule::CompanyData(phrases.clone()),
                ReplyRule::ForbiddenWording(phrases),
                ReplyRule::SentenceLength(3),
            ];
            if let Some(reply) = Reply::of(&pieces.concat()) {
                for rule in &rules {
                    prop_assert_ne!(rule.call(&reply, Some("Dr. Müller-İx")), Call::Undecided);
                }
            }
        }
    }

    #[test]
    fn exactly_the_agreed_length_is_kept() {
        let rule = |words| ReplyRule::SentenceLength(words);
        let text = "Eins zwei drei. Eins zwei drei vier fünf.";
        assert_eq!(
            (call(&rule(4), text), call(&rule(3), text)),
            (Call::Kept, Call::Breach)
        );
        assert_eq!(call(&rule(4), "Viele Grüße\nAnna"), Call::NotApplicable);
    }

    #[test]
    fn the_language_settles_what_the_rule_is_not_asked() {
        let certain = |tag: &str| Detected::Certain(Language::parse(tag).expect("a language"));
        let address = ReplyRule::FormOfAddress(Address::Formal);
        assert_eq!(address.settled_by(&certain("de")), None);
        assert_eq!(address.settled_by(&certain("en")), Some(Call::NotApplicable));
        assert_eq!(ReplyRule::Thanks.settled_by(&certain("en")), None);
        assert_eq!(
            ReplyRule::Thanks.settled_by(&Detected::Undecided),
            Some(Call::Undecided)
        );
        assert_eq!(
            ReplyRule::SentenceLength(9).settled_by(&Detected::Undecided),
            None
        );
    }
}
