//! A problem of the workspace, for people: message, place, excerpt, and what would be right.

use std::fmt;
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::document::Source;
use crate::vocabulary::printable;

/// Something that is wrong with the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// File as given, or as joined from the including file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, a sentence without full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
    /// Other places that belong to the problem.
    pub related: Vec<Related>,
    /// The text around the place; none where the file itself cannot be read.
    pub(super) excerpt: Option<Excerpt>,
}

/// Another place that belongs to a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// File.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is there.
    pub label: String,
    pub(super) excerpt: Excerpt,
}

/// A marked range of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) source: Source,
    pub(super) span: Range<usize>,
}

impl Excerpt {
    pub(super) fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.span.start)
    }
}

impl Problem {
    /// A file that cannot be read at all.
    pub(super) fn unreadable(path: &Path, why: &str) -> Self {
        Self {
            file: path.display().to_string(),
            line: 1,
            column: 1,
            message: format!("the workspace cannot be read: {why}"),
            help: Some(
                "give the path of the workspace file, or write a first one with `leitstand init`".into(),
            ),
            related: Vec::new(),
            excerpt: None,
        }
    }

    /// The problem with its excerpt, over several lines, without a line break at the end.
    pub fn render(&self, color: bool) -> String {
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.render(&[self.group()])
    }

    fn group(&self) -> Group<'_> {
        let title = Level::ERROR.primary_title(printable(&self.message));
        let mut group = match &self.excerpt {
            Some(excerpt) => title.elements(self.snippets(excerpt)),
            None => title.element(annotate_snippets::Origin::path(&self.file)),
        };
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(printable(help)));
        }
        group
    }

    /// One snippet per file: the place itself, then the related ones.
    fn snippets<'a>(&'a self, excerpt: &'a Excerpt) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            self.related.iter().partition(|related| related.file == self.file);
        let marks = here.into_iter().map(Related::mark);
        let primary = AnnotationKind::Primary.span(excerpt.span.clone());
        let first = Snippet::source(&*excerpt.source.text)
            .path(&self.file)
            .annotation(primary);
        let mut snippets = vec![first.annotations(marks)];
        snippets.extend(elsewhere.into_iter().map(|related| {
            Snippet::source(&*related.excerpt.source.text)
                .path(&related.file)
                .annotation(related.mark())
        }));
        snippets
    }
}

impl Related {
    fn mark(&self) -> annotate_snippets::Annotation<'_> {
        AnnotationKind::Context
            .span(self.excerpt.span.clone())
            .label(printable(&self.label))
    }
}

/// One line: `file:line:column: message (help)`.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}
