//! Public holidays in calendars: worked deadlines, what a contract decides, half days.

use chrono::{NaiveDate, NaiveDateTime};

use super::{load_text, with};
use crate::vocabulary::{EpochSeconds, LocalReading, Zone};
use crate::workspace::calendar::Calendar;
use crate::workspace::special_days::{Known, Origin, SpecialDay};

fn berlin() -> Zone {
    Zone::parse("Europe/Berlin").expect("known zone")
}

fn at(text: &str) -> EpochSeconds {
    let civil = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a reading");
    match berlin().read(civil.and_utc().timestamp()) {
        LocalReading::Single(instant) => instant,
        other => panic!("{text}: {other:?}"),
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The base's calendar with these lines instead of its list.
#[track_caller]
fn calendar(lines: &str) -> Calendar {
    dated(lines, "")
}

/// The same with these days that have hours of their own.
#[track_caller]
fn dated(lines: &str, dates: &str) -> Calendar {
    let text = with("holidays = [\"nrw\"]", lines).replace("2026-12-24 = [\"08:00-12:00\"]", dates);
    let agreement = load_text(&text).expect("no problems");
    agreement.queues[0].calendar.clone().expect("a calendar")
}

/// Hours of business on a day.
fn hours(calendar: &Calendar, date: &str) -> f64 {
    let (zone, date) = (berlin(), day(date));
    let next = date.succ_opt().expect("a date");
    calendar.between(zone.day_start(date), zone.day_start(next)) as f64 / 3_600.0
}

#[test]
fn eight_hours_over_corpus_christi() {
    let due = |lines| calendar(lines).due(at("2026-06-03 17:00"), 8 * 3_600);
    assert_eq!(due("region = \"DE-NW\""), Some(at("2026-06-05 15:00")));
    assert_eq!(due("region = \"DE-BE\""), Some(at("2026-06-04 15:00")));
    let thursday = Some(at("2026-06-04 15:00"));
    assert_eq!(due("region = \"DE-NW\"\nholidays = \"nationwide\""), thursday);
    assert_eq!(due("region = \"DE-NW\"\nholidays = \"none\""), thursday);
    assert_eq!(due("region = \"DE-NW\"\nremove = [\"Fronleichnam\"]"), thursday);
    let friday = Some(at("2026-06-05 15:00"));
    assert_eq!(due("region = \"DE-SN\"\nadd = [\"Corpus Christi\"]"), friday);
    assert_eq!(due("add = { 2026-06-04 = \"Betriebsruhe\" }"), friday);
}

#[test]
fn lists_and_public_holidays_go_together() {
    let both =
        calendar("region = \"DE-NI\"\nholidays = [\"regional\", \"nrw\"]\nadd = { 02-16 = \"Inventur\" }");
    assert_eq!(
        [hours(&both, "2026-10-31"), hours(&both, "2026-10-03")],
        [0.0, 0.0]
    );
    assert_eq!(
        [hours(&both, "2027-02-16"), hours(&both, "2026-02-16")],
        [0.0, 0.0]
    );
    assert_eq!(both.about().holidays.de, "Niedersachsen (DE-NI), Liste „nrw“");
}

#[test]
fn half_days_of_every_year_open_no_closed_day() {
    let calendar = dated(
        "region = \"DE-NW\"",
        "12-31 = [\"08:00-12:00\"]\n12-26 = [\"10:00-12:00\"]\n2027-12-31 = []",
    );
    // A Thursday, and a Sunday; one year is agreed apart.
    assert_eq!(
        [hours(&calendar, "2026-12-31"), hours(&calendar, "2028-12-31")],
        [4.0, 0.0]
    );
    assert_eq!(hours(&calendar, "2027-12-31"), 0.0);
    // Stronger than the holiday, on a Saturday.
    assert_eq!(hours(&calendar, "2026-12-26"), 2.0);
}

#[test]
fn days_applied_are_told_with_names_and_reasons() {
    let lines = "region = \"DE-NI\"\nadd = [\"Heiligabend\"]\nremove = [\"10-31\"]";
    let calendar = dated(lines, "12-31 = [\"08:00-12:00\"]");
    let told: Vec<(String, String, Origin, usize)> = calendar
        .special_days(day("2026-10-01"), day("2026-12-31"))
        .into_iter()
        .map(
            |SpecialDay {
                 date,
                 name,
                 origin,
                 windows,
             }| {
                (
                    date.to_string(),
                    name.map_or_else(String::new, |name| name.en),
                    origin,
                    windows.len(),
                )
            },
        )
        .collect();
    let day = |date: &str, name: &str, origin, windows| (date.to_owned(), name.to_owned(), origin, windows);
    assert_eq!(
        told,
        [
            day("2026-10-03", "Day of German Unity", Origin::Holiday, 0),
            day("2026-10-31", "Reformation Day", Origin::Removed, 1),
            day("2026-12-24", "Christmas Eve", Origin::Added, 0),
            day("2026-12-25", "Christmas Day", Origin::Holiday, 0),
            day("2026-12-26", "Boxing Day", Origin::Holiday, 0),
            day("2026-12-31", "", Origin::Dated, 1),
        ]
    );
    assert_eq!(
        calendar.about().hours.de,
        "Mo–Fr 08:00–18:00, Sa 09:00–14:00; Feiertage (Niedersachsen) und einzelne Tage abweichend"
    );
}

#[test]
fn a_country_of_one_law_needs_no_region() {
    let vienna = calendar("region = \"AT-9\"");
    let austria = calendar("region = \"AT\"");
    assert_eq!(vienna.about().days, austria.about().days);
    assert_eq!(
        calendar("region = \"CH\"").about().holidays.en,
        "Switzerland, nationwide holidays only"
    );
}

#[test]
fn days_that_the_program_names_are_known_for_its_years_only() {
    let known = |lines| calendar(lines).about().known;
    for shipped in [
        "region = \"AT\"",
        "region = \"DE-NW\"\nholidays = \"nationwide\"",
        "region = \"DE-NW\"\nholidays = \"none\"\nadd = [\"Rosenmontag\"]",
        "region = \"DE-NW\"\nholidays = [\"nrw\"]\nadd = [\"Rosenmontag\"]",
    ] {
        assert_eq!(known(shipped), Known::ShippedYears, "{shipped}");
    }
    for own in [
        "holidays = []",
        "holidays = [\"nrw\"]\nadd = { 02-16 = \"Inventur\" }",
        "region = \"DE-NW\"\nholidays = \"none\"",
    ] {
        assert_eq!(known(own), Known::Always, "{own}");
    }
}

#[test]
fn a_day_with_hours_of_its_own_is_neither_added_nor_as_usual() {
    let lines = "region = \"DE-NI\"\nadd = [\"Heiligabend\"]\nremove = [\"Reformationstag\"]";
    let calendar = dated(lines, "12-24 = [\"08:00-12:00\"]\n10-31 = [\"08:00-12:00\"]");
    for (date, name) in [("2026-10-31", "Reformationstag"), ("2026-12-24", "Heiligabend")] {
        let days = calendar.special_days(day(date), day(date));
        let [told] = days.as_slice() else {
            panic!("{days:?}")
        };
        let named = told.name.as_ref().map(|name| name.de.as_str());
        let hours = [(28_800, 43_200)];
        assert_eq!(
            (named, told.origin, told.windows.as_slice()),
            (Some(name), Origin::Dated, &hours[..])
        );
    }
}

#[test]
fn a_shortened_day_can_have_a_name() {
    let named = "{ name = \"Betriebsausflug\", open = [\"08:00-12:00\"] }";
    let calendar = dated(
        "region = \"DE-NI\"",
        &format!("2026-10-16 = {named}\n10-31 = {named}\n2026-12-24 = {{ open = [] }}"),
    );
    assert_eq!(hours(&calendar, "2026-10-16"), 4.0);
    let days = calendar.special_days(day("2026-10-04"), day("2026-12-24"));
    let told: Vec<(String, Option<&str>)> = days
        .iter()
        .map(|day| {
            (
                day.date.to_string(),
                day.name.as_ref().map(|name| name.de.as_str()),
            )
        })
        .collect();
    let outing = Some("Betriebsausflug");
    let told: Vec<(&str, Option<&str>)> = told.iter().map(|(date, name)| (date.as_str(), *name)).collect();
    assert_eq!(
        told,
        [
            ("2026-10-16", outing),
            ("2026-10-31", outing),
            ("2026-12-24", None)
        ]
    );
}

#[test]
fn a_holiday_on_a_day_that_the_week_has_closed_is_no_difference() {
    // 1 November 2026 is a Sunday, 3 October a Saturday.
    let calendar = calendar("region = \"DE-NW\"\nadd = { 2026-10-04 = \"Erntedank\" }\nremove = [\"11-01\"]");
    let days = calendar.special_days(day("2026-10-01"), day("2026-11-30"));
    let dates: Vec<NaiveDate> = days.iter().map(|special| special.date).collect();
    assert_eq!(dates, [day("2026-10-03")]);
}
