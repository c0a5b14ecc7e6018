//! Providers side by side on the overview: a funnel and adjusted values in place of a league table.

use serde::Serialize;

use super::frame::Heading;
use super::funnel::{Axes, Funnel, Panel, funnel, standing_key};
use super::value::Formatter;
use crate::publish::locale::{Locale, NOTHING};
use crate::scorecard::{Comparison, Member, Review, StandardText, Standing};
use crate::vocabulary::ProviderId;

/// The section; only where at least two providers can be compared.
#[derive(Debug, Serialize)]
pub(super) struct Compared {
    pub heading: Heading,
    pub panels: [Funnel; 2],
    /// The drawn standard.
    pub table: Table,
    /// All others.
    pub others: Vec<Table>,
}

/// One standard.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    pub id: String,
    pub caption: String,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
}

/// One provider.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    pub name: String,
    pub cases: String,
    pub raw: String,
    pub adjusted: String,
    pub difference: String,
    pub place: &'static str,
    pub bad: bool,
    pub differs: String,
}

/// Who is shown, and how.
struct Reader<'r> {
    review: &'r Review,
    locale: &'r Locale,
}

/// Names in a sentence; more are counted.
const MOST_NAMES: usize = 3;
/// Less of the cases in kinds of contacts that others have, too, is told.
const SHARED_ENOUGH: f64 = 0.8;

/// The overview's section; nothing where nobody can be compared.
pub(super) fn of_all(review: &Review, locale: &Locale) -> Option<Compared> {
    let reader = Reader { review, locale };
    // The one that says most; of equals the first.
    let drawn = (0..review.comparisons.len())
        .rev()
        .max_by_key(|index| review.comparisons[*index].outside())?;
    let tables = review.comparisons.iter().enumerate();
    let mut tables: Vec<(usize, Table)> = tables
        .filter_map(|(index, one)| Some((index, reader.table(index, one, review.standard(&one.standard)?))))
        .collect();
    let place = tables.iter().position(|(index, _)| *index == drawn)?;
    let (_, table) = tables.remove(place);
    let comparison = &review.comparisons[drawn];
    let standard = review.standard(&comparison.standard)?;
    Some(Compared {
        heading: reader.heading(comparison, standard),
        panels: reader.panels(comparison, standard),
        table,
        others: tables.into_iter().map(|(_, table)| table).collect(),
    })
}

impl<'r> Reader<'r> {
    fn name(&self, id: &ProviderId) -> &'r str {
        let found = self.review.providers.iter().find(|provider| provider.id == *id);
        found.map_or("", |provider| &provider.name)
    }

    /// `Nord, Süd und 4 weitere`.
    fn names<'i>(&self, ids: impl Iterator<Item = &'i ProviderId>) -> String {
        let names: Vec<&str> = ids.map(|id| self.name(id)).collect();
        let shown = names[..names.len().min(MOST_NAMES)].join(", ");
        match names.len().saturating_sub(MOST_NAMES) {
            0 => shown,
            rest => self
                .locale
                .counted("compare.more", rest as u64, &[("names", &shown)]),
        }
    }

    fn heading(&self, comparison: &Comparison, standard: &StandardText) -> Heading {
        let outside = |wanted: bool| {
            let members = comparison.members.iter();
            let found = members.filter(|m| m.adjusted_standing == Some(Standing::Outside { better: wanted }));
            found.map(|member| &member.provider).collect::<Vec<_>>()
        };
        let parts: Vec<String> = [(false, "compare.worse"), (true, "compare.better")]
            .into_iter()
            .map(|(wanted, key)| (outside(wanted), key))
            .filter(|(ids, _)| !ids.is_empty())
            .map(|(ids, key)| self.locale.fill(key, &[("names", &self.names(ids.into_iter()))]))
            .collect();
        let title = match parts.is_empty() {
            true => self.locale.text("compare.title_none").to_owned(),
            false => {
                let name = standard.name.get(self.locale.language());
                self.locale.fill(
                    "compare.title",
                    &[("standard", name), ("list", &parts.join(", "))],
                )
            }
        };
        Heading::new("comparison", title, self.locale.text("compare.note"))
    }

    fn panels(&self, comparison: &Comparison, standard: &StandardText) -> [Funnel; 2] {
        let formatter = Formatter::new(self.locale, standard);
        let axes = Axes::of(comparison);
        let adjusted = match comparison.by_reason {
            true => "compare.adjusted_by_reason",
            false => "compare.adjusted_by_queue",
        };
        [(Panel::Raw, "compare.raw_title"), (Panel::Adjusted, adjusted)].map(|(panel, key)| {
            let title = self.locale.text(key).to_owned();
            funnel(comparison, panel, &axes, &formatter, title, |id| self.name(id))
        })
    }

    fn table(&self, index: usize, comparison: &Comparison, standard: &StandardText) -> Table {
        let formatter = Formatter::new(self.locale, standard);
        let members = comparison.members.iter().enumerate();
        let overall = formatter.value(comparison.value, comparison.target);
        Table {
            id: format!("comparison-{index}"),
            caption: self.locale.fill(
                "compare.caption",
                &[
                    ("standard", standard.name.get(self.locale.language())),
                    ("value", &overall),
                ],
            ),
            rows: members
                .map(|(index, member)| self.row(comparison, index, member, &formatter))
                .collect(),
            notes: self.notes(comparison),
        }
    }

    fn row(&self, comparison: &Comparison, index: usize, member: &Member, formatter: &Formatter) -> Row {
        let locale = self.locale;
        let standing = member.adjusted_standing;
        Row {
            name: self.name(&member.provider).to_owned(),
            cases: locale.micro(member.denominator),
            raw: formatter.value(member.value, comparison.target),
            adjusted: member
                .adjusted
                .map_or_else(|| NOTHING.to_owned(), |value| formatter.value(value, None)),
            difference: member
                .adjusted
                .map_or_else(String::new, |value| locale.points(value - member.value)),
            place: standing.map_or(NOTHING, |standing| locale.text(standing_key(standing))),
            bad: standing == Some(Standing::Outside { better: false }),
            differs: self.differs(comparison, index),
        }
    }

    /// From whom the raw value differs beyond chance.
    fn differs(&self, comparison: &Comparison, index: usize) -> String {
        let of = |wanted: bool, key: &str| {
            let others = comparison
                .differing(index)
                .filter(move |(_, is_better)| *is_better == wanted);
            let ids: Vec<&ProviderId> = others.map(|(other, _)| &other.provider).collect();
            (!ids.is_empty()).then(|| self.locale.fill(key, &[("names", &self.names(ids.into_iter()))]))
        };
        let parts: Vec<String> = [of(true, "compare.better_than"), of(false, "compare.worse_than")]
            .into_iter()
            .flatten()
            .collect();
        match parts.is_empty() {
            true => self.locale.text("compare.nobody").to_owned(),
            false => parts.join("; "),
        }
    }

    fn notes(&self, comparison: &Comparison) -> Vec<String> {
        let locale = self.locale;
        let kinds = locale.text(match comparison.by_reason {
            true => "compare.kinds_reason",
            false => "compare.kinds_queue",
        });
        let mut notes = vec![locale.fill("compare.method", &[("kinds", kinds)])];
        notes.push(match comparison.phi.max(comparison.adjusted_phi) > 1.0 {
            true => {
                let [raw, adjusted] =
                    [comparison.phi, comparison.adjusted_phi].map(|phi| locale.decimal(phi, 1));
                locale.fill(
                    "compare.limits_widened",
                    &[("raw", &raw), ("adjusted", &adjusted)],
                )
            }
            false => locale.text("compare.limits").to_owned(),
        });
        let alone = comparison
            .members
            .iter()
            .filter(|member| member.shared < SHARED_ENOUGH);
        notes.extend(alone.map(|member| {
            let share = locale.share(member.shared, None);
            let values = [("name", self.name(&member.provider)), ("share", &share)];
            locale.fill("compare.shared", &values)
        }));
        if !comparison.left_out.is_empty() {
            let names = self.names(comparison.left_out.iter());
            notes.push(locale.fill("compare.left_out", &[("names", &names)]));
        }
        notes
    }
}
