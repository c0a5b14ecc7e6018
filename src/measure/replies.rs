//! Rules about single written replies (definitions § 4): form of address, salutation, thanks, named
//! contact, company data, forbidden wording, sentence length. Each is a standard of its own.

use std::sync::Arc;

use polars::prelude::*;

use super::family::{Counter, Exports, Judge, Measure, Observer, Wording, share_counters, share_tally};
use super::judgement::Judgement;
use super::reply_cells::{calls, customers, judged, replies, reply_of};
use super::reply_definitions;
use super::reply_words;
use super::terms::reply_sent;
use crate::reply::{
    Analyst, Call, Reply, ReplyRule, each_once, forms_of_address, missing_phrases, salutation,
    sentence_length, wording,
};
use crate::vocabulary::{ContactKind, Micro, Tally};
use crate::workspace::agreement::Text;

/// A rule about replies.
pub struct Replies {
    rule: ReplyRule,
    analyst: Arc<Analyst>,
    judgement: Judgement,
    /// Column with the calls; unique among the clauses.
    column: String,
}

impl Replies {
    /// A rule of a clause; `key` is unique among the clauses.
    pub fn new(rule: &ReplyRule, judgement: &Judgement, analyst: &Arc<Analyst>, key: &str) -> Self {
        Self {
            rule: rule.clone(),
            analyst: Arc::clone(analyst),
            judgement: judgement.clone(),
            column: format!("reply:{key}"),
        }
    }

    /// What the language of each reply settles already.
    fn settled(&self, cells: &[Option<&str>]) -> Vec<Option<Call>> {
        if self.rule.languages().is_none() {
            return vec![None; cells.len()];
        }
        let readings = self.analyst.readings(cells).into_iter();
        readings
            .map(|reading| self.rule.settled_by(&reading?.language))
            .collect()
    }

    /// What was found in a breach.
    fn observed(&self, cell: &str, customer: Option<&str>, words: Wording<'_>) -> String {
        let Some(reply) = Reply::of(cell) else {
            return String::new();
        };
        match &self.rule {
            ReplyRule::FormOfAddress(_) => reply_words::address(&forms_of_address(&reply), words),
            ReplyRule::Salutation => reply_words::salutation(&salutation(&reply, customer), words),
            ReplyRule::Thanks => words.say("kein Dank", "no thanks").to_owned(),
            ReplyRule::NamedContact(_) => words.say("niemand genannt", "nobody named").to_owned(),
            ReplyRule::CompanyData(phrases) => reply_words::missing(&missing_phrases(&reply, phrases), words),
            ReplyRule::ForbiddenWording(phrases) => reply_words::forbidden(&wording(&reply, phrases), words),
            ReplyRule::SentenceLength(_) => reply_words::length(&sentence_length(&reply), words),
        }
    }
}

impl Measure for Replies {
    fn counters(&self, kind: ContactKind, exports: &Exports) -> Vec<Counter> {
        share_counters(&judged(&self.column, kind, exports, &self.judgement))
    }

    fn tally(&self, sums: &[Micro]) -> Tally {
        share_tally(sums)
    }

    fn judge(&self, kind: ContactKind, exports: &Exports) -> Option<Judge> {
        Some(judged(&self.column, kind, exports, &self.judgement))
    }

    fn attributed(&self, kind: ContactKind) -> Expr {
        reply_sent(kind)
    }

    fn prepare(&self, kind: ContactKind, frame: &DataFrame) -> PolarsResult<Vec<Column>> {
        let cells = replies(frame, kind, &self.judgement)?;
        let customers = customers(frame)?.filter(|_| matches!(self.rule, ReplyRule::Salutation));
        let settled = self.settled(&cells);
        let asked: Vec<Option<(&str, Option<&str>)>> = cells
            .iter()
            .zip(&settled)
            .enumerate()
            .map(|(row, (cell, settled))| {
                let customer = customers.and_then(|names| names.get(row));
                cell.filter(|_| settled.is_none()).map(|cell| (cell, customer))
            })
            .collect();
        let found = each_once(&asked, |(cell, customer)| match Reply::of(cell) {
            Some(reply) => self.rule.call(&reply, customer),
            None => Call::NotApplicable,
        });
        let all = settled.into_iter().zip(found);
        Ok(vec![calls(
            &self.column,
            all.map(|(settled, found)| settled.or(found)),
        )])
    }

    fn observer<'a>(&'a self, frame: &'a DataFrame, wording: Wording<'a>) -> PolarsResult<Observer<'a>> {
        let cell = reply_of(frame)?;
        let customers = customers(frame)?;
        Ok(Box::new(move |row, text| {
            let customer = customers.and_then(|names| names.get(row));
            text.push_str(&self.observed(cell(row).unwrap_or_default(), customer, wording));
        }))
    }

    fn required(&self) -> Text {
        reply_definitions::required(&self.rule)
    }

    fn definition(&self) -> Text {
        reply_definitions::definition(&self.rule)
    }
}
