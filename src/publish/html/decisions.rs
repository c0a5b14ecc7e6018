//! What the review has to decide, before everything else.

use serde::Serialize;

use super::frame::{Entry, Heading, capitalized};
use crate::publish::decisions::asked;
use crate::publish::locale::Locale;
use crate::scorecard::Review;

/// The section; where nothing has to be decided it says so.
#[derive(Debug, Serialize)]
pub(super) struct Decisions {
    pub heading: Heading,
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Debug, Serialize)]
pub(super) struct Question {
    pub question: String,
    pub reason: String,
    pub stake: String,
    pub counted: String,
    pub section: &'static str,
    pub see: String,
}

/// The section of the client's page.
pub(super) fn decisions(review: &Review, locale: &Locale) -> Decisions {
    let asked = review
        .decisions
        .iter()
        .filter_map(|decision| asked(review, decision, locale));
    let questions: Vec<Question> = asked
        .map(|asked| Question {
            question: asked.question,
            reason: asked.reason,
            stake: asked.stake.0,
            counted: asked.stake.1,
            section: asked.section,
            see: String::new(),
        })
        .collect();
    let number = questions.len() as u64;
    let title = match number {
        0 => locale.text("decisions.title_none").to_owned(),
        1 => locale.text("decisions.title_one").to_owned(),
        _ => locale.fill("decisions.title", &[("n", &locale.number_word(number))]),
    };
    let note = if number == 0 {
        ""
    } else {
        locale.text("decisions.note")
    };
    Decisions {
        heading: Heading::new("decisions", capitalized(&title), note),
        questions,
    }
}

impl Decisions {
    /// Says by number which section shows the figures behind each question.
    pub(super) fn refer(&mut self, contents: &[Entry], locale: &Locale) {
        for question in &mut self.questions {
            let meant = contents.iter().find(|entry| entry.id == question.section);
            question.see = meant.map_or_else(String::new, |entry| {
                locale.fill("decisions.see", &[("n", &entry.number.to_string())])
            });
        }
    }
}
