//! Numbers and dates as the languages write them, and texts that are there.

use std::collections::BTreeSet;
use std::path::Path;

use super::fill::fill;
use super::*;

fn german() -> Locale {
    Locale::new(ReportLanguage::German)
}

fn english() -> Locale {
    Locale::new(ReportLanguage::English)
}

#[test]
fn both_languages_have_the_same_keys_and_placeholders() {
    let (german, english) = (keys(german()), keys(english()));
    assert!(german.len() > 200, "the texts could not be read");
    let differing: Vec<_> = german.symmetric_difference(&english).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

/// Every key with the placeholders of its text.
fn keys(locale: Locale) -> BTreeSet<(String, Vec<String>)> {
    let mut keys = BTreeSet::new();
    for (section, texts) in locale.texts() {
        for (key, text) in texts {
            keys.insert((format!("{section}.{key}"), placeholders(text)));
        }
    }
    keys
}

#[test]
fn every_key_that_the_code_names_has_a_text() {
    let locale = german();
    let mut seen = 0;
    for folder in ["src/publish", "report_templates"] {
        for (file, source) in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)) {
            // The texts themselves and this test may say anything.
            let exempt = file.ends_with("toml") || file.ends_with("tests.rs");
            for key in source
                .split('"')
                .filter(|part| !exempt && looks_like_a_key(part, &locale))
            {
                seen += 1;
                assert_ne!(locale.text(key), key, "{file} names a text that does not exist");
            }
        }
    }
    assert!(seen > 150, "only {seen} keys found");
}

/// `section.key` with a known section, and no file name.
fn looks_like_a_key(part: &str, locale: &Locale) -> bool {
    let word = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    part.split_once('.').is_some_and(|(section, key)| {
        let file = ["html", "css", "js", "csv", "xlsx", "toml", "json", "parquet"].contains(&key);
        !file && word(section) && word(key) && locale.texts().contains_key(section)
    })
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            found.push((path.display().to_string(), text));
        }
    }
    found
}

fn placeholders(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .split('{')
        .skip(1)
        .filter_map(|part| Some(part.split_once('}')?.0.to_owned()))
        .collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn counts_and_decimals() {
    assert_eq!(
        (german().count(15_091), english().count(15_091)),
        ("15.091".into(), "15,091".into())
    );
    assert_eq!(
        [0, 999, 1000, 1_234_567].map(|n| german().count(n)),
        ["0", "999", "1.000", "1.234.567"]
    );
    assert_eq!(german().decimal(-1234.25, 1), "−1.234,3");
    assert_eq!(english().decimal(0.5, 0), "1");
    assert_eq!(german().decimal(f64::NAN, 1), "–");
    assert_eq!(german().micro(Micro(1_165_527_600)), "1.165,5276");
    assert_eq!(english().micro(Micro::whole(-1060)), "−1,060");
}

#[test]
fn shares_never_hide_the_side_of_the_target() {
    let share = |value| german().share(value, Some(0.8));
    assert_eq!(share(0.765), "76,5\u{a0}%");
    assert_eq!(share(0.7996), "79,96\u{a0}%");
    assert_eq!(share(0.799_96), "79,996\u{a0}%");
    assert_eq!(share(0.799_999_99), "79,9999\u{a0}%");
    assert_eq!(share(0.800_000_01), "80,0001\u{a0}%");
    assert_eq!(share(0.8), "80,0\u{a0}%");
    assert_eq!(english().share(1621.0 / 2000.0, None), "81.1%");
    assert_eq!(english().exact_share(0.9925), "99.25%");
    assert_eq!(german().exact_share(0.8), "80\u{a0}%");
}

#[test]
fn points_are_signed_and_never_vanish() {
    assert_eq!(german().points(-0.035), "−3,5");
    assert_eq!(german().points(-0.0004), "−0,04");
    assert_eq!(english().points(0.03), "+3.0");
    assert_eq!(english().points(0.0), "±0.0");
}

#[test]
fn durations() {
    let shown = [42.34, 120.0, 372.4, 3723.0, 30.04].map(|v| german().seconds(v, None));
    assert_eq!(
        shown,
        [
            "42,3\u{a0}s",
            "120,0\u{a0}s",
            "6:12\u{a0}min",
            "1:02:03\u{a0}h",
            "30,0\u{a0}s"
        ]
    );
    assert_eq!(german().seconds(30.04, Some(30.0)), "30,04\u{a0}s");
    assert_eq!(english().seconds(372.4, Some(372.0)), "6:12.4\u{a0}min");
}

#[test]
fn dates_instants_and_periods() {
    let zone = Zone::parse("Europe/Berlin").expect("known zone");
    let day = NaiveDate::from_ymd_opt(2026, 11, 3).expect("a date");
    assert_eq!(
        (german().date(day), english().date(day)),
        ("03.11.2026".into(), "3 Nov 2026".into())
    );
    let at = zone.day_start(day) + 14 * 3600 + 5 * 60;
    assert_eq!(german().instant(&zone, at), "03.11.2026, 14:05");
    assert_eq!(english().instant(&zone, at), "3 Nov 2026, 14:05");
    let twice = zone.day_start(NaiveDate::from_ymd_opt(2026, 10, 25).expect("a date")) + 3 * 3600 + 1800;
    assert_eq!(german().instant(&zone, twice), "25.10.2026, 02:30 (UTC+1)");
    let shown = ["2026-10", "2026-Q3", "2026-W43", "2026-10-01..2026-10-15"].map(|name| {
        let period = Period::parse(name, day).expect("a period");
        (
            german().month_or_period(&period),
            english().month_or_period(&period),
        )
    });
    assert_eq!(shown[0], ("Oktober 2026".into(), "October 2026".into()));
    assert_eq!(shown[1], ("3. Quartal 2026".into(), "Q3 2026".into()));
    assert_eq!(shown[2], ("KW 43/2026".into(), "week 43, 2026".into()));
    assert_eq!(
        shown[3],
        ("01.10.2026–15.10.2026".into(), "1 Oct 2026–15 Oct 2026".into())
    );
}

#[test]
fn placeholders_are_filled_once() {
    assert_eq!(
        fill("{a} and {b} {c", &[("a", "{b}"), ("b", "x")]),
        "{b} and x {c"
    );
    assert_eq!(
        fill("{a}!", &[("a", "\u{202e}x\u{2069}")]),
        "\u{2068}\u{202e}x\u{2069}!"
    );
    assert_eq!(german().text("no.such_key"), "no.such_key");
    assert_eq!(german().number_word(3), "drei");
    assert_eq!(german().number_word(1300), "1.300");
}

#[test]
fn statuses_and_notices_are_words() {
    assert_eq!(
        german().status(Status::Missed, Some(Certainty::Clear)),
        "gesichert verfehlt"
    );
    assert_eq!(
        english().status(Status::Met, Some(Certainty::Chance)),
        "met, within chance"
    );
    let notice = Notice {
        kind: NoticeKind::UnknownWord,
        file: "nord/anrufe.xlsx".into(),
        sheet: "Anrufe {row}".into(),
        column: "Ergebnis".into(),
        value: "besetzt {n}".into(),
        count: 1200,
        first_row: 17,
    };
    let sentence = german().notice(&notice);
    for part in [
        "nord/anrufe.xlsx",
        "Ergebnis",
        "besetzt {n}",
        "1.200",
        "Zeile 17 in Blatt Anrufe {row}",
    ] {
        assert!(sentence.contains(part), "{sentence} lacks {part}");
    }
}
