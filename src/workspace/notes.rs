//! Where problems are gathered while reading goes on, so that all are reported at once.

use std::cell::RefCell;

use super::document::{Source, Spot};
use super::problem::{Excerpt, Problem, Related};

/// One problem and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    spot: Spot,
    message: String,
    help: Option<String>,
    related: Vec<(Spot, String)>,
}

impl Note {
    /// A problem at a place, in a sentence without full stop.
    pub fn at(spot: Spot, message: impl Into<String>) -> Self {
        Self {
            spot,
            message: message.into(),
            help: None,
            related: Vec::new(),
        }
    }

    /// Says what would be right.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Points to another place that belongs to the problem.
    pub fn related(mut self, spot: Spot, label: impl Into<String>) -> Self {
        self.related.push((spot, label.into()));
        self
    }
}

/// All problems so far, and the texts they point into.
#[derive(Debug, Default)]
pub struct Notes {
    sources: RefCell<Vec<Source>>,
    notes: RefCell<Vec<Note>>,
}

impl Notes {
    /// Adds the text of the next file.
    pub fn add_source(&self, source: Source) {
        self.sources.borrow_mut().push(source);
    }

    /// Adds a problem. The same problem found on two ways counts once.
    pub fn add(&self, note: Note) {
        let mut notes = self.notes.borrow_mut();
        if !notes
            .iter()
            .any(|known| known.spot == note.spot && known.message == note.message)
        {
            notes.push(note);
        }
    }

    /// Adds a problem in place of the value that it prevents.
    pub fn refuse<T>(&self, note: Note) -> Option<T> {
        self.add(note);
        None
    }

    /// Whether there is any problem.
    pub fn any(&self) -> bool {
        !self.notes.borrow().is_empty()
    }

    /// The problems in the order of their places.
    pub fn into_problems(self) -> Vec<Problem> {
        let sources = self.sources.into_inner();
        let mut notes = self.notes.into_inner();
        notes.sort_by(|a, b| (a.spot, &a.message).cmp(&(b.spot, &b.message)));
        notes.into_iter().map(|note| problem(&sources, note)).collect()
    }
}

fn problem(sources: &[Source], note: Note) -> Problem {
    let excerpt = excerpt(sources, note.spot);
    let related = note
        .related
        .into_iter()
        .map(|(spot, label)| related(sources, spot, label));
    Problem {
        file: excerpt.source.name.clone(),
        line: excerpt.line_column().0,
        column: excerpt.line_column().1,
        message: note.message,
        help: note.help,
        related: related.collect(),
        excerpt: Some(excerpt),
    }
}

fn related(sources: &[Source], spot: Spot, label: String) -> Related {
    let excerpt = excerpt(sources, spot);
    Related {
        file: excerpt.source.name.clone(),
        line: excerpt.line_column().0,
        label,
        excerpt,
    }
}

fn excerpt(sources: &[Source], spot: Spot) -> Excerpt {
    let empty = || Source {
        name: String::new(),
        text: "".into(),
    };
    let source = sources.get(spot.file).cloned().unwrap_or_else(empty);
    let span = source.visible(spot.start, spot.end);
    Excerpt { source, span }
}
