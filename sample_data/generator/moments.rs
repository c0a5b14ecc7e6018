//! Moments of truth: the contacts with a sensitive reason, counted by the same rules.

use super::chats::{self, Chat};
use super::count::{self, Book, Figure};
use super::customers;
use super::model::{Reason, Record, Row};
use super::words::{COMPLAINT, INVOICE_ITEM};

/// Moments of the workspace, with the place of their reason in the catalogue.
const MOMENTS: [(&str, usize); 2] = [("beschwerde", COMPLAINT), ("rechnungsposition", INVOICE_ITEM)];

/// Figures of all moments.
pub fn figures(books: &[Book], chats: &[Row<Chat>]) -> Vec<Figure> {
    let mut found = Vec::new();
    for (id, reason) in MOMENTS {
        let parts: Vec<Book> = books.iter().map(|book| part(book, reason)).collect();
        let mut figures: Vec<Figure> = parts.iter().flat_map(count::figures).collect();
        figures.extend(customers::of_some(books, &parts));
        figures.extend(chats::figures(&chats::with_reason(chats, reason)));
        // Nothing stands beside a figure of a moment, and its clauses are together.
        figures.retain(|figure| {
            let is_own = !figure.measure.contains(':') && figure.clause.is_empty();
            is_own && figure.sum.denominator > 0
        });
        for figure in &mut figures {
            figure.measure = format!("{}:moment:{id}", figure.measure);
            // What is taken out is in no moment.
            figure.sum.excluded = 0;
        }
        found.extend(figures);
    }
    found
}

fn part(book: &Book, reason: usize) -> Book {
    let is_meant = |record: &Record| record.reason == Some(Reason::Listed(reason));
    let mut part = book.clone();
    part.calls.retain(|call| is_meant(&call.record));
    part.tickets.retain(|ticket| is_meant(&ticket.record));
    part.intervals.clear();
    part
}
