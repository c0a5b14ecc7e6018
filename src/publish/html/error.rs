//! What can go wrong with a page: only its templates.

use std::fmt;

/// A page that could not be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// Template, by name; empty where no template is at fault.
    pub template: String,
    /// Line in the template, 1 = first; 0 where unknown.
    pub line: usize,
    /// What is wrong, a sentence without full stop.
    pub what: String,
}

impl TemplateError {
    /// A problem of a whole template or of none.
    pub(super) fn new(template: &str, what: impl Into<String>) -> Self {
        Self {
            template: template.to_owned(),
            line: 0,
            what: what.into(),
        }
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.template.as_str(), self.line) {
            ("", _) => f.write_str(&self.what),
            (template, 0) => write!(f, "template {template}: {}", self.what),
            (template, line) => write!(f, "template {template}, line {line}: {}", self.what),
        }
    }
}

impl std::error::Error for TemplateError {}

impl From<minijinja::Error> for TemplateError {
    fn from(error: minijinja::Error) -> Self {
        // The innermost error names the template that is really at fault.
        let mut inner = &error;
        while let Some(next) =
            std::error::Error::source(inner).and_then(|e| e.downcast_ref::<minijinja::Error>())
        {
            inner = next;
        }
        let what = inner
            .detail()
            .map_or_else(|| inner.kind().to_string(), str::to_owned);
        Self {
            template: inner.name().unwrap_or_default().to_owned(),
            line: inner.line().unwrap_or_default(),
            what,
        }
    }
}
