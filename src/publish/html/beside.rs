//! What stands beside the standards' own figures: exemptions with what they took out and the figures
//! without them, and moments of truth. A section only where there is something to show.

use serde::Serialize;

use super::frame::Heading;
use super::value::{Formatter, main_figure};
use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{ExemptionText, Figure, MomentText, ProviderReview, Review, Role, StandardText};
use crate::vocabulary::Without;

/// A section of plain tables.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    pub heading: Heading,
    pub tables: Vec<Table>,
}

/// A table of texts; the first cell of a row names it.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
}

/// Head of a column.
#[derive(Debug, Serialize)]
pub(super) struct Column {
    pub name: String,
    pub is_number: bool,
}

/// Who reads, and of whom.
struct Reader<'a> {
    review: &'a Review,
    providers: &'a [&'a ProviderReview],
    locale: &'a Locale,
    /// Whether rows name the provider.
    named: bool,
}

impl Reader<'_> {
    fn column(&self, key: &'static str) -> Column {
        Column {
            name: self.locale.text(key).to_owned(),
            is_number: false,
        }
    }

    fn number(&self, key: &'static str) -> Column {
        Column {
            is_number: true,
            ..self.column(key)
        }
    }

    fn columns(&self, others: Vec<Column>) -> Vec<Column> {
        let provider = self.named.then(|| self.column("column.provider"));
        provider.into_iter().chain(others).collect()
    }

    fn row(&self, provider: &ProviderReview, others: Vec<String>) -> Vec<String> {
        let name = self.named.then(|| provider.name.clone());
        name.into_iter().chain(others).collect()
    }

    fn standard_name(&self, standard: &StandardText) -> String {
        standard.name.get(self.locale.language()).to_owned()
    }

    fn value(&self, standard: &StandardText, figure: &Figure) -> String {
        let value = Formatter::new(self.locale, standard).figure(figure, None).value;
        match value.is_empty() {
            true => self.locale.text("status.not_measurable").to_owned(),
            false => value,
        }
    }

    fn fraction(&self, figure: &Figure) -> String {
        let of = |denominator| {
            format!(
                "{} / {}",
                self.locale.micro(figure.numerator),
                self.locale.micro(denominator)
            )
        };
        figure.denominator.map_or_else(|| NOTHING.to_owned(), of)
    }
}

/// The exemptions that took contacts out of figures of some providers; nothing where none did.
pub(super) fn exemptions(
    review: &Review,
    providers: &[&ProviderReview],
    named: bool,
    locale: &Locale,
) -> Option<Section> {
    let reader = Reader {
        review,
        providers,
        locale,
        named,
    };
    let mut tables = Vec::new();
    tables.extend(reader.exempted());
    tables.extend(reader.without());
    let heading = Heading::new(
        "exemptions",
        locale.text("exemptions.title"),
        locale.text("exemptions.note"),
    );
    (!tables.is_empty()).then_some(Section { heading, tables })
}

impl Reader<'_> {
    fn exempted(&self) -> Option<Table> {
        let mut rows = Vec::new();
        for provider in self.providers {
            for (index, exemption) in self.review.exemptions.iter().enumerate() {
                let taken = provider.exempted.iter();
                let taken = taken.filter(|exempted| exempted.exemption == index);
                let taken: Vec<String> = taken
                    .filter_map(|exempted| {
                        let standard = self.review.standard(&exempted.standard)?;
                        let contacts = self.locale.count(exempted.contacts);
                        Some(format!("{} {contacts}", self.standard_name(standard)))
                    })
                    .collect();
                if taken.is_empty() {
                    continue;
                }
                let [when, queues] = self.exemption(exemption);
                let reason = exemption.reason.get(self.locale.language()).to_owned();
                let told = vec![reason, when, queues, taken.join(", "), exemption.evidence.clone()];
                rows.push(self.row(provider, told));
            }
        }
        (!rows.is_empty()).then(|| Table {
            caption: self.locale.text("exemptions.caption").to_owned(),
            columns: self.columns(vec![
                self.column("exemptions.reason"),
                self.column("exemptions.when"),
                self.column("column.queue"),
                self.column("exemptions.contacts"),
                self.column("exemptions.evidence"),
            ]),
            rows,
        })
    }

    /// From when to when, and which queues.
    fn exemption(&self, exemption: &ExemptionText) -> [String; 2] {
        let at = |instant| self.locale.instant(&self.review.zone, instant);
        let queues = match exemption.queues.is_empty() {
            true => self.locale.text("column.all_queues").to_owned(),
            false => exemption.queues.join(", "),
        };
        [format!("{} – {}", at(exemption.from), at(exemption.to)), queues]
    }

    fn without(&self) -> Option<Table> {
        let mut rows = Vec::new();
        for provider in self.providers {
            for figure in provider.figures.iter().filter(|figure| figure.queue.is_none()) {
                let Role::Without(what) = figure.role else {
                    continue;
                };
                let Some(standard) = self.review.standard(&figure.standard) else {
                    continue;
                };
                let Some(main) = main_figure(&provider.figures, standard) else {
                    continue;
                };
                let key = match what {
                    Without::Exemptions => "exemptions.without_exemptions",
                    Without::Relief => "exemptions.without_relief",
                };
                rows.push(self.row(
                    provider,
                    vec![
                        self.standard_name(standard),
                        self.value(standard, main),
                        self.fraction(main),
                        self.locale.text(key).to_owned(),
                        self.value(standard, figure),
                        self.fraction(figure),
                    ],
                ));
            }
        }
        (!rows.is_empty()).then(|| Table {
            caption: self.locale.text("exemptions.caption_without").to_owned(),
            columns: self.columns(vec![
                self.column("column.standard"),
                self.number("column.value"),
                self.number("exemptions.fraction"),
                self.column("exemptions.beside"),
                self.number("column.value"),
                self.number("exemptions.fraction"),
            ]),
            rows,
        })
    }
}

/// The moments of truth of some providers; nothing where none is agreed.
pub(super) fn moments(
    review: &Review,
    providers: &[&ProviderReview],
    named: bool,
    locale: &Locale,
) -> Option<Section> {
    let reader = Reader {
        review,
        providers,
        locale,
        named,
    };
    let moments = review.moments.iter().enumerate();
    let tables = moments.map(|(index, moment)| reader.moment(index, moment));
    let tables: Vec<Table> = tables.filter(|table| !table.rows.is_empty()).collect();
    let heading = Heading::new(
        "moments",
        locale.text("moments.title"),
        locale.text("moments.note"),
    );
    (!tables.is_empty()).then_some(Section { heading, tables })
}

impl Reader<'_> {
    fn moment(&self, index: usize, moment: &MomentText) -> Table {
        let mut rows = Vec::new();
        for provider in self.providers {
            let own = provider.figures.iter().filter(|figure| figure.queue.is_none());
            for figure in own {
                rows.extend(match figure.role {
                    Role::Moment(of) if of == index => self.moment_row(provider, figure),
                    Role::MomentVolume(of) if of == index => self.volume_row(provider, figure),
                    _ => None,
                });
            }
        }
        let name = moment.name.get(self.locale.language());
        let mut caption = format!("{name}: {}", moment.reasons.join(", "));
        if let Some(sentence) = self.answered_only(index) {
            caption += &format!(". {sentence}");
        }
        Table {
            caption,
            columns: self.columns(vec![
                self.column("column.standard"),
                self.number("column.value"),
                self.number("exemptions.fraction"),
                self.number("moments.all"),
                self.number("column.target"),
            ]),
            rows,
        }
    }

    /// That no abandoned call is among the contacts of a moment, where its service level would count some.
    fn answered_only(&self, index: usize) -> Option<String> {
        let lacks = |provider: &&&ProviderReview| {
            let figures = || provider.figures.iter().filter(|figure| figure.queue.is_none());
            let abandoned = |role: Role| {
                let mut counts = figures().filter(|f| f.role == role && f.standard.as_str() == "abandoned");
                counts.next().map_or(0, |figure| figure.numerator.0)
            };
            let is_level = |figure: &Figure| {
                let standard = self.review.standard(&figure.standard);
                figure.role == Role::Moment(index)
                    && figure.value.is_some()
                    && standard.is_some_and(|standard| standard.measure == "service_level")
            };
            figures().any(is_level)
                && abandoned(Role::Volume) > 0
                && abandoned(Role::MomentVolume(index)) == 0
        };
        let names: Vec<&str> = self
            .providers
            .iter()
            .filter(lacks)
            .map(|p| p.name.as_str())
            .collect();
        let sentence = || {
            self.locale
                .fill("moments.answered_only", &[("names", &names.join(", "))])
        };
        (!names.is_empty()).then(sentence)
    }

    fn moment_row(&self, provider: &ProviderReview, figure: &Figure) -> Option<Vec<String>> {
        let standard = self.review.standard(&figure.standard)?;
        let main = main_figure(&provider.figures, standard)?;
        let target = Formatter::new(self.locale, standard).bound(main);
        Some(self.row(
            provider,
            vec![
                self.standard_name(standard),
                self.value(standard, figure),
                self.fraction(figure),
                self.value(standard, main),
                target,
            ],
        ))
    }

    /// Plain counts only: the live measures stand under their standards.
    fn volume_row(&self, provider: &ProviderReview, figure: &Figure) -> Option<Vec<String>> {
        let is_all = |all: &&Figure| {
            all.role == Role::Volume && all.queue.is_none() && all.standard == figure.standard
        };
        let all = provider.figures.iter().find(is_all)?;
        let is_count = figure.denominator.is_none() && provider.delivers(figure.standard.as_str());
        let count = |figure: &Figure| {
            let told = figure.told_numerator();
            told.map_or_else(|| NOTHING.to_owned(), |count| self.locale.micro(count))
        };
        is_count.then(|| {
            self.row(
                provider,
                vec![
                    self.locale.measure(figure.standard.as_str()).to_owned(),
                    count(figure),
                    NOTHING.to_owned(),
                    count(all),
                    String::new(),
                ],
            )
        })
    }
}
