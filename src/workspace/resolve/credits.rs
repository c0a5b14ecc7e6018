//! Agreements on bonus and malus: whom they bind, fees, and their clauses.

use chrono::NaiveDate;

use super::context::Context;
use super::credit_clauses::clauses;
use super::standards::name_text;
use crate::vocabulary::{CreditId, Currency, ProviderId};
use crate::workspace::agreement::{Standard, Text};
use crate::workspace::credit::{Credit, Fee, Settled};
use crate::workspace::document::{Entry, Node, Value};
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::{Reader, choice, money, non_empty, or_default, text};

/// A fee with its currency, and where it stands.
type Written<'a> = (Fee, Currency, &'a Entry);

/// All agreements on bonus and malus; nothing where one of them is wrong. `standards` is nothing where
/// one is wrong.
pub fn credits(context: &Context<'_>, standards: Option<&[Standard]>) -> Option<Vec<Credit>> {
    let entries = context.names.credits.entries.iter();
    let read: Vec<_> = entries.map(|entry| credit(context, entry, standards)).collect();
    read.into_iter().collect()
}

fn credit(context: &Context<'_>, entry: &Entry, standards: Option<&[Standard]>) -> Option<Credit> {
    let notes = context.notes;
    let reader = Reader::of(notes, entry, format!("credit agreement `{}`", entry.key))?;
    let name = or_default(reader.optional("name"), Text::same(&entry.key), |entry| {
        name_text(notes, entry)
    });
    let all = || {
        context
            .names
            .providers
            .ids()
            .into_iter()
            .map(ProviderId::new)
            .collect()
    };
    let providers = reader.optional("providers");
    let providers: Option<Vec<ProviderId>> = match providers {
        None => Some(all()),
        Some(entry) => named_providers(context, entry),
    };
    let settled = or_default(reader.optional("settled"), Settled::Month, |entry| {
        let options = [Settled::Month, Settled::Quarter].map(|settled| (settled.name(), settled));
        choice(notes, "settlement period", &entry.node, &options)
    });
    let fees = fees(context, &reader, providers.as_deref().unwrap_or_default());
    let bound = providers.as_deref().unwrap_or_default();
    let clauses = clauses(
        context,
        &reader,
        bound,
        settled.unwrap_or(Settled::Month),
        standards,
    );
    reader.finish();
    let (fees, currency) = fees?;
    Some(Credit {
        id: CreditId::new(&entry.key),
        name: name?,
        providers: providers?,
        currency,
        fees,
        settled: settled?,
        clauses: clauses?,
    })
}

fn named_providers(context: &Context<'_>, entry: &Entry) -> Option<Vec<ProviderId>> {
    let items = non_empty(context.notes, "`providers`", &entry.node)?;
    let found = items.iter().map(|item| {
        Some(ProviderId::new(
            &context.names.providers.find(context.notes, item)?.key,
        ))
    });
    found.collect::<Vec<_>>().into_iter().collect()
}

/// One fee for every month, or a list of them; all in one currency.
fn fees(context: &Context<'_>, reader: &Reader<'_>, bound: &[ProviderId]) -> Option<(Vec<Fee>, Currency)> {
    let notes = context.notes;
    let help = "write fee = \"120000.00 EUR\" for every month, or fees = [{ month = \"2026-10\", fee = \"118400.00 EUR\" }]";
    let entry = reader.one_of(&["fee", "fees"], help)?;
    let written: Vec<Written<'_>> = if entry.key == "fee" {
        let (amount, currency) = money(notes, entry)?;
        let every = Fee {
            provider: None,
            month: None,
            amount,
        };
        vec![(every, currency, entry)]
    } else {
        let items = non_empty(notes, "`fees`", &entry.node)?;
        let read: Vec<_> = items.iter().map(|item| fee(context, item, bound)).collect();
        read.into_iter().collect::<Option<_>>()?
    };
    let (_, currency, first) = written.first()?;
    if let Some((_, other, place)) = written.iter().find(|(_, other, _)| other != currency) {
        let message = format!(
            "fees in two currencies, {} and {}, cannot be added",
            currency.code(),
            other.code()
        );
        let note = Note::at(place.node.spot, message).related(first.node.spot, "the other one");
        return notes.refuse(note.help("give each currency an agreement of its own"));
    }
    twice(notes, &written)?;
    let currency = *currency;
    Some((written.into_iter().map(|(fee, _, _)| fee).collect(), currency))
}

fn fee<'a>(context: &'a Context<'_>, node: &'a Node, bound: &[ProviderId]) -> Option<Written<'a>> {
    let notes = context.notes;
    let reader = Reader::item(notes, node, "a fee")?;
    let amount = reader.required("fee", "fee = \"118400.00 EUR\"");
    let month_entry = reader.optional("month");
    let provider_entry = reader.optional("provider");
    reader.finish();
    let month = match month_entry {
        None => None,
        Some(entry) => Some(month(notes, entry)?),
    };
    let provider = match provider_entry {
        None => None,
        Some(entry) => {
            let id = ProviderId::new(&context.names.providers.find(notes, &entry.node)?.key);
            if !bound.contains(&id) {
                let message = format!("the agreement does not bind provider `{id}`");
                return notes.refuse(Note::at(entry.node.spot, message).help("add it to `providers`"));
            }
            Some(id)
        }
    };
    let entry = amount?;
    let (amount, currency) = money(notes, entry)?;
    let fee = Fee {
        provider,
        month,
        amount,
    };
    Some((fee, currency, entry))
}

/// A month: `"2026-10"`, as its first day.
fn month(notes: &Notes, entry: &Entry) -> Option<NaiveDate> {
    let written = match &entry.node.value {
        Value::Text(_) => text(notes, "`month`", &entry.node)?,
        other => {
            let message = format!("`month` is a text, not {}", other.kind());
            return notes.refuse(Note::at(entry.node.spot, message).help(MONTH));
        }
    };
    let is_form = written.len() == "2026-10".len();
    let first = NaiveDate::parse_from_str(&format!("{written}-01"), "%Y-%m-%d").ok();
    first.filter(|_| is_form).or_else(|| {
        let message = format!("`month` = \"{written}\" is no month");
        notes.refuse(Note::at(entry.node.spot, message).help(MONTH))
    })
}

const MONTH: &str = "a month is written \"2026-10\"";

/// Two fees for the same provider and month would leave open which one holds.
fn twice(notes: &Notes, written: &[Written<'_>]) -> Option<()> {
    for (index, (fee, _, entry)) in written.iter().enumerate() {
        let same = |(other, ..): &&Written<'_>| other.provider == fee.provider && other.month == fee.month;
        if let Some((_, _, first)) = written[..index].iter().find(same) {
            let note = Note::at(entry.spot, "this fee is given twice").related(first.spot, "first here");
            return notes.refuse(note.help("one fee per provider and month"));
        }
    }
    Some(())
}
