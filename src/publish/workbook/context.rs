//! What all sheets of one workbook share: the review, whose rows may be shown, language, formats.

use super::sheet::Column;
use super::styles::Styles;
use crate::publish::locale::Locale;
use crate::scorecard::{Figure, ProviderReview, Review, Role, StandardText};
use crate::vocabulary::{Direction, QueueId, StandardId};
use crate::workspace::agreement::ReportLanguage;

/// Whom a workbook is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The client: all providers.
    Client,
    /// One provider: nothing of any other.
    Partner,
}

/// What all sheets of one workbook share.
#[derive(Debug)]
pub struct Context<'r> {
    /// The review.
    pub review: &'r Review,
    /// The only providers whose rows may be shown.
    pub providers: Vec<&'r ProviderReview>,
    /// Whom the workbook is for.
    pub audience: Audience,
    /// Words and numbers.
    pub locale: Locale,
    /// Cell formats.
    pub styles: Styles,
}

impl<'r> Context<'r> {
    /// The client's own review.
    pub fn client(review: &'r Review) -> Self {
        let providers = review.providers.iter().collect();
        Self::new(review, providers, Audience::Client, review.language)
    }

    /// The feedback for one provider.
    pub fn partner(review: &'r Review, provider: &'r ProviderReview) -> Self {
        Self::new(review, vec![provider], Audience::Partner, provider.language)
    }

    fn new(
        review: &'r Review,
        providers: Vec<&'r ProviderReview>,
        audience: Audience,
        language: ReportLanguage,
    ) -> Self {
        Self {
            review,
            providers,
            audience,
            locale: Locale::new(language),
            styles: Styles::new(),
        }
    }

    /// Whether the workbook shows several providers, so that rows must name theirs.
    pub fn names_providers(&self) -> bool {
        self.audience == Audience::Client
    }

    /// Columns of a table whose rows belong to a provider: for the client the provider's comes first.
    pub fn columns(&self, columns: &[Column]) -> Vec<Column> {
        let width = fitting(self.providers.iter().map(|p| p.name.as_str()));
        let provider = self
            .names_providers()
            .then(|| Column::text("column.provider", width));
        provider.into_iter().chain(columns.iter().copied()).collect()
    }

    /// Standards that may be shown: for a partner only those with a figure of its own, as others are
    /// agreed with somebody else.
    pub fn standards(&self) -> impl Iterator<Item = &'r StandardText> {
        let figures = || self.providers.iter().flat_map(|provider| &provider.figures);
        let is_own = move |standard: &&StandardText| {
            figures().any(|figure| figure.standard == standard.id && !figure.is_volume())
        };
        let all = self.names_providers();
        self.review
            .standards
            .iter()
            .filter(move |standard| all || is_own(standard))
    }

    /// The column of standards' names, as wide as they need.
    pub fn standard_column(&self) -> Column {
        let names = self
            .review
            .standards
            .iter()
            .map(|s| s.name.get(self.locale.language()));
        Column::text("column.standard", fitting(names))
    }

    /// The column of queues' names, as wide as they need.
    pub fn queue_column(&self) -> Column {
        let all = self.locale.text("column.all_queues");
        let names = self.review.queues.iter().map(|q| q.name.as_str());
        Column::text("column.queue", fitting(names.chain([all])))
    }

    /// Name of a standard; its id where the review does not know it.
    pub fn standard_name<'a>(&self, id: &'a StandardId) -> &'a str
    where
        'r: 'a,
    {
        let standard = self.review.standard(id);
        standard.map_or(id.as_str(), |s| s.name.get(self.locale.language()))
    }

    /// Name of a queue, or that all queues are meant.
    pub fn queue_name<'a>(&self, id: Option<&'a QueueId>) -> &'a str
    where
        'r: 'a,
    {
        let Some(id) = id else {
            return self.locale.text("column.all_queues");
        };
        self.review.queue_name(id)
    }

    /// Which side of the target is good, in a word.
    pub fn direction_name(&self, direction: Option<Direction>) -> &'static str {
        self.locale.text(match direction {
            Some(Direction::Min) => "workbook.at_least",
            Some(Direction::Max) => "workbook.at_most",
            None => return "",
        })
    }

    /// The word before a band.
    pub fn band_name(&self, figure: &Figure) -> &'static str {
        let is_symmetric = figure.band.is_some_and(|(low, high)| low == -high);
        self.locale.text(match is_symmetric {
            true => "workbook.at_most",
            false => "workbook.between",
        })
    }

    /// A provider's figure for each standard over all queues and clauses, in the order of the standards.
    pub fn main_figures(&self, provider: &'r ProviderReview) -> impl Iterator<Item = &'r Figure> + use<'r> {
        provider
            .figures
            .iter()
            .filter(|f| f.role == Role::Standard && f.queue.is_none())
    }
}

/// Width for texts on one line, in characters: as wide as the longest needs, within bounds.
fn fitting<'a>(texts: impl Iterator<Item = &'a str>) -> f64 {
    let longest = texts.map(|text| text.chars().count()).max().unwrap_or_default();
    (longest as f64 + 1.0).clamp(18.0, 44.0)
}
