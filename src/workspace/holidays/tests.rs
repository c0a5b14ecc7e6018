//! The holidays of every region and year against an independent source.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::*;

/// From the Python package `holidays`; its head says how it was made.
const REFERENCE: &str = include_str!("../../../tests/reference/public_holidays.txt");

/// Days that the reference has for all years and that we leave to the contract, with the reason.
const LEFT_OUT: [(&str, &[&str], &str); 3] = [
    (
        "CH-AG",
        &[
            "Berchtoldstag",
            "Ostermontag",
            "Tag der Arbeit",
            "Pfingstmontag",
            "Fronleichnam",
            "Mariä Himmelfahrt",
            "Allerheiligen",
            "Mariä Empfängnis",
            "Stephanstag",
        ],
        "EG ArR § 6: nine days in each district, of which five hold in the whole canton; 1 May is none of them. The reference has \
         the days of all districts together, which hold nowhere.",
    ),
    (
        "CH-LU",
        &["Berchtoldstag", "Ostermontag", "Pfingstmontag"],
        "SRL 855 § 1a does not name them: customary days off, no public days of rest.",
    ),
    (
        "CH-NE",
        &["Fronleichnam"],
        "RSN 941.02 art. 3 does not name it for the canton: only the municipality of Le Landeron keeps it.",
    ),
];

fn reference() -> BTreeMap<(&'static str, i32), BTreeSet<NaiveDate>> {
    let lines = REFERENCE
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let read = lines.map(|line| {
        let mut parts = line.split(' ');
        let region = parts.next().expect("a region");
        let year: i32 = parts.next().expect("a year").parse().expect("a number");
        let days = parts.map(|day| {
            let (month, day) = day.split_at(2);
            let part = |text: &str| text.parse().expect("a number");
            NaiveDate::from_ymd_opt(year, part(month), part(day)).expect("a date")
        });
        ((region, year), days.collect())
    });
    read.collect()
}

fn dates(holidays: Vec<Holiday>, year: i32) -> BTreeSet<NaiveDate> {
    let dates = holidays.into_iter().map(|(date, _)| date);
    dates.filter(|date| date.year() == year).collect()
}

fn left_out(region: &Region, year: i32) -> BTreeSet<NaiveDate> {
    let days = LEFT_OUT.iter().filter(|(code, ..)| *code == region.code);
    let names = days.flat_map(|(_, names, _)| names.iter());
    names.flat_map(|name| dates(region.named(name), year)).collect()
}

#[test]
fn every_region_and_year_has_the_days_of_the_reference() {
    let reference = reference();
    let regions: Vec<Region> = all().filter(|region| !region.has_regional_laws()).collect();
    assert_eq!(regions.len(), 16 + 1 + 9 + 26);
    assert_eq!(reference.len(), regions.len() * 16);
    for region in regions {
        for year in YEARS {
            let ours = dates(region.regional(), year);
            let left_out = left_out(&region, year);
            assert!(ours.is_disjoint(&left_out), "{} {year}", region.code);
            let together: BTreeSet<NaiveDate> = ours.union(&left_out).copied().collect();
            assert_eq!(
                together,
                reference[&(region.code, year)],
                "{} {year}",
                region.code
            );
        }
    }
}

#[test]
fn nationwide_days_are_those_that_all_regions_have() {
    for (country, in_2026) in [("DE", 9), ("AT", 13), ("CH", 4)] {
        let country = Region::of(country).expect("a country");
        let regions = || all().filter(|region| !region.is_country && region.country() == country.name);
        for year in YEARS {
            let common = regions()
                .map(|region| dates(region.regional(), year))
                .reduce(|all, of_one| all.intersection(&of_one).copied().collect())
                .expect("regions");
            assert_eq!(
                dates(country.nationwide(), year),
                common,
                "{} {year}",
                country.code
            );
        }
        assert_eq!(dates(country.nationwide(), 2026).len(), in_2026);
    }
}

#[test]
fn all_data_are_read_and_rules_name_known_regions() {
    assert_eq!(COUNTRIES.len(), FILES.len());
    let known = codes();
    for country in COUNTRIES.iter() {
        for rule in &country.days {
            assert!(rule.day(2026).is_some(), "{rule:?}");
            let unknown = rule
                .regions()
                .iter()
                .find(|region| !known.contains(&region.as_str()));
            assert_eq!(unknown, None, "{rule:?}");
        }
    }
}

#[test]
fn single_years_and_first_years() {
    let has = |region: &str, date: &str| {
        let date: NaiveDate = date.parse().expect("a date");
        let region = Region::of(region).expect("a region");
        region.regional().iter().any(|(day, _)| *day == date)
    };
    assert!(has("DE-BE", "2020-05-08") && has("DE-BE", "2025-05-08") && !has("DE-BE", "2026-05-08"));
    assert!(!has("DE-MV", "2022-03-08") && has("DE-MV", "2023-03-08"));
    assert!(has("DE-SN", "2026-11-18") && !has("DE-TH", "2026-11-18"));
    // 6 April 2023 was Maundy Thursday.
    assert!(has("CH-GL", "2023-04-13") && !has("CH-GL", "2023-04-06"));
    // Christmas Day 2023 was a Monday.
    assert!(!has("CH-UR", "2023-12-26") && has("CH-UR", "2024-12-26"));
}

#[test]
fn wrong_codes_are_answered_with_the_right_one() {
    for (wrong, help_text) in [
        ("DE-NRW", "did you mean `DE-NW`?"),
        ("de-nw", "did you mean `DE-NW`?"),
        ("Nordrhein-Westfalen", "did you mean `DE-NW`?"),
        ("bavaria", "did you mean `DE-BY`?"),
        ("CH-Zürich", "did you mean `CH-ZH`?"),
        ("NW", "did you mean `DE-NW` or `CH-NW`?"),
        ("AT9", "did you mean `AT-9`?"),
    ] {
        assert_eq!(help(wrong), help_text, "{wrong}");
    }
    assert!(help("DE-XX").starts_with("regions of Germany are DE-BB, DE-BE"));
    assert!(help("FR").contains("did you mean `CH-FR`?"));
    assert!(help("Narnia").contains("ISO 3166-2"));
}
