//! Amounts of money and percentages of them: exact, with their currency.

use super::share;
use crate::vocabulary::suggest;
use crate::vocabulary::{Currency, Money, Nano};
use crate::workspace::document::{Entry, Value};
use crate::workspace::notes::{Note, Notes};

/// A trillion, so that amounts can be computed exactly.
const MOST: Money = Money(100_000_000_000_000);

const MONEY: &str =
    "money is written \"120000.00 EUR\", with two decimals or none and without thousands marks";

/// An amount of money with its currency: `"120000.00 EUR"`.
pub fn money(notes: &Notes, entry: &Entry) -> Option<(Money, Currency)> {
    let name = &entry.key;
    let refuse = |message: String, help: &str| notes.refuse(Note::at(entry.node.spot, message).help(help));
    let text = match &entry.node.value {
        Value::Text(text) => text.trim(),
        Value::Integer(number) => return refuse(without_currency(name, number), MONEY),
        Value::Float(number) => return refuse(without_currency(name, number), MONEY),
        other => return refuse(format!("`{name}` is money, not {}", other.kind()), MONEY),
    };
    let at = text.find(|c: char| c.is_ascii_alphabetic() || matches!(c, '€' | '£' | '$'));
    let (number, code) = text.split_at(at.unwrap_or(text.len()));
    if code.is_empty() {
        return refuse(format!("`{name}` = \"{text}\" has no currency"), MONEY);
    }
    let currency = Currency::ALL.into_iter().find(|known| known.code() == code);
    let Some(currency) = currency else {
        let codes = Currency::ALL.map(Currency::code);
        let help = suggest::help(code, "a currency", &codes);
        return refuse(
            format!("`{code}` is no currency that amounts can be given in"),
            &help,
        );
    };
    match Money::parse(number.trim()) {
        Some(amount) if (Money::default()..=MOST).contains(&amount) => Some((amount, currency)),
        _ => refuse(format!("`{name}` = \"{text}\" is no amount of money"), MONEY),
    }
}

fn without_currency(name: &str, number: &impl std::fmt::Display) -> String {
    format!(
        "`{name}` = {number} is a number without currency; money is text, because numbers with a point are not exact"
    )
}

/// A percentage of money: as exact as it is written.
pub fn portion(notes: &Notes, entry: &Entry) -> Option<Nano> {
    exact(notes, entry, share(notes, entry)?)
}

/// A number that was written in decimal.
pub fn exact(notes: &Notes, entry: &Entry, number: f64) -> Option<Nano> {
    Nano::agreed(number).or_else(|| {
        let message = format!("`{}` has too many decimals to be exact", entry.key);
        notes.refuse(Note::at(entry.node.spot, message).help("at most seven decimals of a percent"))
    })
}
