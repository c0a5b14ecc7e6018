//! What both pages share: title bar, contents, section headings, footer.

use serde::Serialize;

use crate::publish::locale::Locale;
use crate::scorecard::{InputFile, ProviderReview, Review};
use crate::vocabulary::QueueId;

/// A section's number, message and grey line. Numbers are given when the page is put together.
#[derive(Debug, Serialize)]
pub(super) struct Heading {
    pub id: &'static str,
    pub number: usize,
    pub title: String,
    pub note: String,
}

impl Heading {
    /// A heading without number yet.
    pub(super) fn new(id: &'static str, title: impl Into<String>, note: impl Into<String>) -> Self {
        Self {
            id,
            number: 0,
            title: title.into(),
            note: note.into(),
        }
    }
}

/// Everything around the sections.
#[derive(Debug, Serialize)]
pub(super) struct Frame {
    pub lang: &'static str,
    pub title: String,
    pub heading: String,
    pub period: String,
    pub client: String,
    pub handling: String,
    pub meta: Vec<Labelled>,
    pub contents: Vec<Entry>,
    /// That the period was not over when it was judged; empty where it was.
    pub early: String,
    /// Running foot for print, already written as CSS string content.
    pub running_foot: String,
    pub footer: Footer,
}

/// A label with its value.
#[derive(Debug, Serialize)]
pub(super) struct Labelled {
    pub label: &'static str,
    pub value: String,
}

/// A line of the contents.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    pub id: &'static str,
    pub number: usize,
    pub title: &'static str,
}

/// Provenance.
#[derive(Debug, Serialize)]
pub(super) struct Footer {
    pub version: String,
    pub workspace: String,
    pub inputs: Vec<Input>,
}

/// One input file.
#[derive(Debug, Serialize)]
pub(super) struct Input {
    pub file: String,
    pub size: String,
    pub sha256: String,
}

/// Words of the frame that differ between the pages.
pub(super) struct Words {
    pub heading: String,
    pub handling: String,
}

/// Builds the frame; `inputs` decides which files the reader may see.
pub(super) fn frame<'a>(
    review: &Review,
    locale: &Locale,
    words: Words,
    inputs: impl Iterator<Item = &'a InputFile>,
    headings: &mut [&mut Heading],
) -> Frame {
    let period = locale.month_or_period(&review.period);
    Frame {
        lang: locale.language().tag(),
        title: format!("{} {period} – {}", words.heading, review.client),
        running_foot: css_string(&format!("{} · {} · {period}", review.client, words.handling)),
        heading: words.heading,
        period,
        client: review.client.clone(),
        handling: words.handling,
        early: locale.early(review).unwrap_or_default(),
        meta: meta(review, locale),
        contents: number(headings, locale),
        footer: footer(review, locale, inputs),
    }
}

fn meta(review: &Review, locale: &Locale) -> Vec<Labelled> {
    let days = format!(
        "{}–{}",
        locale.date(review.period.first()),
        locale.date(review.period.last())
    );
    vec![
        Labelled {
            label: locale.text("frame.period"),
            value: days,
        },
        Labelled {
            label: locale.text("frame.as_of"),
            value: locale.instant(&review.zone, review.as_of),
        },
        Labelled {
            label: locale.text("frame.zone"),
            value: review.zone.name().to_owned(),
        },
        Labelled {
            label: locale.text("frame.workspace"),
            value: short_hash(&review.provenance.workspace_hash),
        },
    ]
}

/// Numbers the sections and lists them.
fn number(headings: &mut [&mut Heading], locale: &Locale) -> Vec<Entry> {
    let mut contents = Vec::new();
    for (index, heading) in headings.iter_mut().enumerate() {
        heading.number = index + 1;
        let title = locale.text(contents_key(heading.id));
        contents.push(Entry {
            id: heading.id,
            number: heading.number,
            title,
        });
    }
    contents
}

fn contents_key(id: &str) -> &'static str {
    match id {
        "actions" => "contents.actions",
        "decisions" => "contents.decisions",
        "standards" => "contents.standards",
        "comparison" => "contents.comparison",
        "restated" => "contents.restated",
        "trend" => "contents.trend",
        "score" => "contents.score",
        "credits" => "contents.credits",
        "readings" => "contents.readings",
        "volumes" => "contents.volumes",
        "exemptions" => "contents.exemptions",
        "moments" => "contents.moments",
        "duties" => "contents.duties",
        "staffing" => "contents.staffing",
        "findings" => "contents.findings",
        "data" => "contents.data",
        "definitions" => "contents.definitions",
        _ => "contents.guide",
    }
}

fn footer<'a>(review: &Review, locale: &Locale, inputs: impl Iterator<Item = &'a InputFile>) -> Footer {
    Footer {
        version: review.provenance.version.clone(),
        workspace: short_hash(&review.provenance.workspace_hash),
        inputs: inputs
            .map(|input| Input {
                file: input.file.clone(),
                size: size(input.size, locale),
                sha256: short_hash(&input.sha256),
            })
            .collect(),
    }
}

/// The first twelve digits tell files apart.
fn short_hash(hash: &str) -> String {
    hash.chars().take(12).collect()
}

fn size(bytes: u64, locale: &Locale) -> String {
    let kilobytes = bytes as f64 / 1000.0;
    if kilobytes < 1000.0 {
        return format!("{}\u{a0}kB", locale.decimal(kilobytes, 1));
    }
    format!("{}\u{a0}MB", locale.decimal(kilobytes / 1000.0, 1))
}

/// A message begins with a capital, also where a number word opens it.
pub(super) fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Channels that a provider serves, in the order of the queues, as its figures tell.
pub(super) fn channels(review: &Review, provider: &ProviderReview, locale: &Locale) -> String {
    let mut names: Vec<&str> = Vec::new();
    for queue in &review.queues {
        let name = locale.channel(queue.channel);
        if serves(provider, &queue.id) && !names.contains(&name) {
            names.push(name);
        }
    }
    capitalized(&names.join(", "))
}

/// Whether any figure of the provider is about the queue.
pub(super) fn serves(provider: &ProviderReview, queue: &QueueId) -> bool {
    provider
        .figures
        .iter()
        .any(|figure| figure.queue.as_ref() == Some(queue))
}

/// Text as content of a CSS string: everything but letters, digits and blanks as code points, so
/// that no name can leave the string or the style element. The blank ends a code point.
fn css_string(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_alphanumeric() || c == ' ' {
                c.to_string()
            } else {
                format!("\\{:x} ", u32::from(c))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_strings_cannot_be_left() {
        assert_eq!(css_string("A\"}</style>é"), "A\\22 \\7d \\3c \\2f style\\3e é");
    }

    #[test]
    fn messages_begin_with_a_capital() {
        assert_eq!(capitalized("ärger"), "Ärger");
        assert_eq!(capitalized(""), "");
    }
}
