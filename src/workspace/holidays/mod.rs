//! Public holidays of Germany, Austria and Switzerland: rules as data files that the program brings along.

mod meant;
mod rule;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

pub use meant::help;
pub use rule::{DayOfYear, Scope};

use super::agreement::Text;
use rule::Rule;

/// Years for which the holidays are held against an independent source.
pub const YEARS: RangeInclusive<i32> = 2020..=2035;

/// Years in which they are applied: one more on each side, for clocks that run over the edge of a period.
const APPLIED: RangeInclusive<i32> = 2019..=2036;

const FILES: [&str; 3] = [
    include_str!("germany.toml"),
    include_str!("austria.toml"),
    include_str!("switzerland.toml"),
];

/// A country; without rules it would be silently without holidays, so that a file that cannot be read is no
/// country at all, and its regions are unknown.
static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let read = FILES.iter().filter_map(|file| toml::from_str(file).ok());
    read.collect()
});

/// The rules of one country.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Country {
    country: CountryName,
    regions: BTreeMap<String, Text>,
    days: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
struct CountryName {
    code: String,
    #[serde(flatten)]
    name: Text,
}

/// A holiday: its day and its name.
pub type Holiday = (NaiveDate, &'static Text);

/// A country or one of its regions.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    country: &'static Country,
    /// ISO 3166-2 code, or the two letters of the country.
    pub code: &'static str,
    /// Its name.
    pub name: &'static Text,
    is_country: bool,
}

impl Region {
    /// The region of a code.
    pub fn of(code: &str) -> Option<Self> {
        all().find(|region| region.code == code)
    }

    /// The country's name.
    pub fn country(&self) -> &'static Text {
        &self.country.country.name
    }

    /// Whether it is a country whose regions have holidays by laws of their own.
    pub fn has_regional_laws(&self) -> bool {
        self.is_country && self.country.days.iter().any(|rule| !rule.regions().is_empty())
    }

    /// Public holidays of the region, ascending.
    pub fn regional(&self) -> Vec<Holiday> {
        self.holidays(Scope::Region(self.code))
    }

    /// Days that are public holidays in the whole country, ascending.
    pub fn nationwide(&self) -> Vec<Holiday> {
        self.holidays(Scope::Nationwide)
    }

    fn holidays(&self, scope: Scope<'_>) -> Vec<Holiday> {
        self.days(|rule, year| rule.holiday(scope, year))
    }

    /// A day by its name in either language, in every year and wherever it is a public holiday.
    pub fn named(&self, name: &str) -> Vec<Holiday> {
        self.days(|rule, year| is_name(&rule.name, name).then(|| rule.day(year)).flatten())
    }

    /// Names of all days that are known in the country; several rules can make up one day.
    pub fn names(&self) -> impl Iterator<Item = &'static Text> {
        self.country.days.iter().map(|rule| &rule.name)
    }

    fn days(&self, day: impl Fn(&Rule, i32) -> Option<NaiveDate>) -> Vec<Holiday> {
        let mut days: Vec<Holiday> = APPLIED
            .flat_map(|year| self.country.days.iter().map(move |rule| (year, rule)))
            .filter_map(|(year, rule)| Some((day(rule, year)?, &rule.name)))
            .collect();
        days.sort_by_key(|(date, _)| *date);
        days.dedup();
        days
    }
}

/// Whether a text is a day's name in one of the languages.
pub fn is_name(name: &Text, text: &str) -> bool {
    let wanted = text.to_lowercase();
    [&name.de, &name.en]
        .iter()
        .any(|known| known.to_lowercase() == wanted)
}

fn all() -> impl Iterator<Item = Region> {
    COUNTRIES.iter().flat_map(|country| {
        let whole = Region {
            country,
            code: &country.country.code,
            name: &country.country.name,
            is_country: true,
        };
        let regions = country.regions.iter().map(move |(code, name)| Region {
            code,
            name,
            is_country: false,
            ..whole
        });
        std::iter::once(whole).chain(regions)
    })
}

/// The codes of all countries and regions.
pub fn codes() -> Vec<&'static str> {
    all().map(|region| region.code).collect()
}
