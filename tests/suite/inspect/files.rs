//! Files as they come: encodings, delimiters, lead lines, dates either way round, hostile cells.

use crate::support::{Ended, Sandbox};

#[track_caller]
fn inspected(name: &str, content: impl AsRef<[u8]>) -> Ended {
    let sandbox = Sandbox::new();
    sandbox.write(name, content);
    sandbox.ask(&["inspect", name]).with(0)
}

#[track_caller]
fn shows(ended: &Ended, words: &[&str]) {
    // Lines are wrapped; what is looked for is not.
    let flat = ended.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        assert!(flat.contains(word), "nothing of `{word}` in: {}", ended.stdout);
    }
}

/// 40 calls; the day of the month runs up to `days`.
fn calls(days: u32, date: impl Fn(u32) -> String) -> String {
    let mut text = String::from("Anruf-ID;Eingang;Warteschlange;Ergebnis;Wartezeit\r\n");
    for number in 1..=40 {
        let (day, hour) = (number % days + 1, 8 + number % 10);
        let outcome = if number % 4 == 0 {
            "aufgelegt"
        } else {
            "angenommen"
        };
        text += &format!(
            "{:05};{} {hour:02}:15;Größenberatung;{outcome};{number}\r\n",
            number,
            date(day)
        );
    }
    text
}

#[test]
fn encodings_are_found() {
    let text = calls(28, |day| format!("{day:02}.10.2026"));
    let (cp1252, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let with_mark = [b"\xff\xfe".to_vec(), utf16.clone()].concat();
    let files: [(&[u8], &str); 5] = [
        (&cp1252, "windows-1252 (guessed"),
        (text.as_bytes(), "UTF-8 (the whole file is valid)"),
        (&utf16, "UTF-16LE (by the zero bytes)"),
        (&with_mark, "UTF-16LE (says the byte-order mark)"),
        (b"id;x\n1;2\n3;4\n", "ASCII only"),
    ];
    for (content, words) in files {
        let ended = inspected("calls.csv", content);
        shows(&ended, &[words]);
    }
    shows(
        &inspected("calls.csv", &cp1252),
        &["Größenberatung 40", "Looks like calls"],
    );
}

#[test]
fn a_late_umlaut_decides_the_encoding() {
    let mut text = calls(28, |day| format!("{day:02}.10.2026")).replace("Größenberatung", "Hotline");
    let filler = "00099;01.10.2026 09:00;Hotline;angenommen;5\r\n".repeat(20_000);
    text += &filler;
    let (mut content, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    content
        .to_mut()
        .extend_from_slice(b"00100;01.10.2026 09:00;St\xf6rung;angenommen;5\r\n");
    shows(
        &inspected("calls.csv", &content),
        &["windows-1252 (guessed", "Störung 1"],
    );
}

#[test]
fn a_day_above_twelve_decides_and_without_one_both_readings_are_named() {
    let sure = inspected("calls.csv", calls(28, |day| format!("{day:02}/10/2026")));
    shows(
        &sure,
        &["offered_at = { column = \"Eingang\", format = \"%d/%m/%Y %H:%M\" }"],
    );
    assert!(!sure.stdout.contains("either way round"), "{}", sure.stdout);
    let open = inspected("calls.csv", calls(9, |day| format!("{day:02}/10/2026")));
    shows(
        &open,
        &[
            "? offered_at = { column = \"Eingang\", format = \"%d/%m/%Y %H:%M\" } (from 2026-10-01 to 2026-10-09)",
            "or = { column = \"Eingang\", format = \"%m/%d/%Y %H:%M\" } (from 2026-01-10 to 2026-09-10)",
            "day and month could be either way round",
        ],
    );
}

#[test]
fn an_open_reading_is_not_written_as_a_mapping() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "nord/calls_2026-10.csv",
        calls(9, |day| format!("{day:02}/10/2026")),
    );
    sandbox
        .ask(&["inspect", "nord/calls_2026-10.csv", "--mapping", "proposed.toml"])
        .with(0);
    let fragment = sandbox.read("proposed.toml");
    let active = |line: &&str| !line.starts_with('#');
    assert!(
        !fragment
            .lines()
            .filter(active)
            .any(|line| line.contains("offered_at")),
        "{fragment}"
    );
    assert_eq!(
        fragment.matches("# DECIDE offered_at = ").count(),
        2,
        "{fragment}"
    );
    // A number that may be seconds, milliseconds or minutes is no length of time yet.
    assert_eq!(fragment.matches("# DECIDE wait = ").count(), 3, "{fragment}");
    assert!(
        fragment.contains("path = \"nord/calls_{period}.csv\""),
        "{fragment}"
    );
    assert!(fragment.contains("provider = \"nord\""), "{fragment}");
}

#[test]
fn lead_lines_a_named_delimiter_and_totals_are_found() {
    let table = calls(28, |day| format!("{day:02}.10.2026"));
    let text = format!(
        "sep=;\r\nNord GmbH\r\nZeitraum: Oktober\r\n\r\n{table}Summe;;;;820\r\nErstellt am 02.11.2026;;;;\r\n"
    );
    let ended = inspected("report.csv", text);
    shows(
        &ended,
        &[
            "`;`, says the first line",
            "row 2: Nord GmbH",
            "header row 5, 5 columns",
            "40 records, 2 more are no records",
            "row 46: Summe",
            "row 47: Erstellt am",
            "Looks like calls",
        ],
    );
}

#[test]
fn every_delimiter_is_found() {
    for (mark, name) in [(";", "`;`"), ("\t", "tabs"), ("|", "`|`"), (",", "`,`")] {
        let text = calls(28, |day| format!("{day:02}.10.2026")).replace(';', mark);
        shows(
            &inspected("calls.txt", text),
            &[&format!("delimiter {name}"), "5 columns"],
        );
    }
}

#[test]
fn decimal_marks_are_told_apart() {
    let rows = |a: &str, b: &str| {
        format!("Datum;Uhrzeit;Queue;Geplant;Anwesend\n01.10.2026;08:00;A;{a};1\n02.10.2026;08:30;A;{b};2\n")
    };
    let comma = inspected("besetzung.csv", rows("2,5", "1.234,0"));
    shows(
        &comma,
        &["decimal = \",\"", "thousands = \".\"", "Looks like staffing"],
    );
    let open = inspected("besetzung.csv", rows("1.234", "2.500"));
    shows(&open, &["may stand before decimals or between thousands"]);
}

#[test]
fn hostile_cells_stay_within_their_line() {
    let text = "id;queue\u{1b}[2J;note\n1;a\u{202e}b;\"x\nTo decide:\"\n2;a;\u{7}y\n3;a;z\n";
    let ended = inspected("calls.csv", text);
    let acts = |mark: char| mark != '\n' && (mark.is_control() || mark == '\u{202e}');
    assert!(!ended.stdout.contains(acts), "{:?}", ended.stdout);
    assert!(
        ended.stdout.lines().all(|line| line.chars().count() <= 80),
        "{}",
        ended.stdout
    );
    assert!(!ended.stdout.contains("\nTo decide:"), "{}", ended.stdout);
}

#[test]
fn a_hostile_header_cannot_write_into_the_fragment() {
    let sandbox = Sandbox::new();
    let evil = "Anruf-ID\"\n[client]\nname = \"x";
    let rows: String = (1..20)
        .map(|n| format!("{n};0{}.10.2026;a\n", n % 9 + 1))
        .collect();
    sandbox.write(
        "calls.csv",
        format!("\"{}\";Eingang;Queue\n{rows}", evil.replace('"', "\"\"")),
    );
    sandbox
        .ask(&["inspect", "calls.csv", "--mapping", "proposed.toml"])
        .with(0);
    let fragment = sandbox.read("proposed.toml");
    assert!(
        !fragment
            .lines()
            .any(|line| line.starts_with("[client]") || line.starts_with("name")),
        "{fragment}"
    );
    toml::from_str::<toml::Table>(&fragment).unwrap_or_else(|e| panic!("{e}: {fragment}"));
}

#[test]
fn unusable_files_are_told_and_the_others_are_shown() {
    let sandbox = Sandbox::new();
    sandbox.write("empty.csv", "");
    sandbox.write("page.xls", "<html><table></table></html>");
    sandbox.write("broken.xlsx", b"PK\x03\x04 this is no workbook");
    sandbox.write("good.csv", calls(28, |day| format!("{day:02}.10.2026")));
    let ended = sandbox
        .ask(&[
            "inspect",
            "empty.csv",
            "page.xls",
            "broken.xlsx",
            "missing.csv",
            "good.csv",
        ])
        .with(1)
        .saying(&[
            "empty.csv: the file is empty",
            "page.xls",
            "broken.xlsx",
            "missing.csv: cannot be read",
        ]);
    assert!(ended.stdout.contains("good.csv"), "{}", ended.stdout);
    sandbox.ask(&["inspect"]).with(2);
    sandbox.ask(&["inspect", "https://example.com/x.csv"]).with(2);
}

#[test]
fn a_table_without_header_gets_names() {
    let rows: String = (1..30)
        .map(|n| format!("{n};{:02}.10.2026;0{}:00\n", n % 28 + 1, n % 9))
        .collect();
    let ended = inspected("x.csv", rows);
    shows(&ended, &["header none", "column_2", "no row names the columns"]);
}

/// The fragment proposed for one export.
fn proposed(name: &str, content: impl AsRef<[u8]>) -> String {
    let sandbox = Sandbox::new();
    sandbox.write(name, content);
    sandbox
        .ask(&["inspect", name, "--mapping", "proposed.toml"])
        .with(0);
    sandbox.read("proposed.toml")
}

#[test]
fn a_footer_without_delimiters_is_left_out_by_its_own_words() {
    let rows = calls(28, |day| format!("{day:02}.10.2026"));
    let content = format!("{rows}Summe\r\nErstellt am 02.11.2026\r\n");
    let ended = inspected("calls.csv", &content);
    shows(
        &ended,
        &[
            "40 records, 2 more are no records",
            "row 43: Erstellt am 02.11.2026",
        ],
    );
    let fragment = proposed("calls.csv", &content);
    for rule in ["starts_with = \"Summe\"", "starts_with = \"Erstellt am\""] {
        assert!(fragment.contains(rule), "nothing of {rule} in: {fragment}");
    }
    assert_eq!(fragment.matches("starts_with").count(), 2, "{fragment}");
}

#[test]
fn a_record_that_is_cut_short_makes_no_rule() {
    let rows = calls(28, |day| format!("{day:02}.10.2026")).replace("\r\n0", "\r\nA-0");
    let ended = inspected("calls.csv", format!("{rows}A-00041;03.10"));
    shows(&ended, &["40 records, 1 cannot be used"]);
    assert!(!ended.stdout.contains("no record"), "{}", ended.stdout);
}

#[test]
fn only_the_mark_that_the_labels_have_is_written() {
    for mark in ["-", "–"] {
        let mut text = String::from("Datum;Intervall;Skill;Eingesetzt;Geplant\n");
        for number in 0..40 {
            let (day, hour) = (number / 10 + 13, 8 + number % 10);
            text += &format!("{day}.10.2026;{hour:02}:00 {mark} {hour:02}:30;Hotline;3;4\n");
        }
        let fragment = proposed("besetzung.csv", text);
        let written = format!("column = \"Intervall\", before = \"{mark}\"");
        assert!(fragment.contains(&written), "nothing of {written} in: {fragment}");
    }
}

/// Calls whose outcome has a word that only the partner knows; the first id comes twice.
fn with_a_word_that_could_mean_anything() -> String {
    let text = calls(28, |day| format!("{day:02}.10.2026")).replace("angenommen", "Verbunden");
    let text = text.replace("Anruf-ID;Eingang", "Anruf-ID;Agentenname;Kostenstelle;Eingang");
    let rows = text.lines().enumerate().map(|(number, line)| match number {
        0 => line.to_owned(),
        2 => line.replacen("00002;", "00001;Kim;K7;", 1),
        _ => line.replacen(';', ";Kim;K7;", 1),
    });
    rows.collect::<Vec<_>>().join("\r\n") + "\r\n"
}

#[test]
fn a_word_for_an_outcome_that_nobody_can_place_stays_a_comment() {
    let sandbox = Sandbox::new();
    sandbox.write("nord/calls_2026-10.csv", with_a_word_that_could_mean_anything());
    let ended = sandbox
        .ask(&["inspect", "nord/calls_2026-10.csv", "--mapping", "proposed.toml"])
        .with(0);
    shows(
        &ended,
        &[
            "? outcome =",
            "outcome: what does `Verbunden` mean?",
            "agent = \"Agentenname\"",
            "columns left unmapped: `Kostenstelle`",
        ],
    );
    assert!(!ended.stdout.contains("text, unique"), "{}", ended.stdout);
    let fragment = sandbox.read("proposed.toml");
    let open = "# DECIDE outcome = { column = \"Ergebnis\", words = { abandoned = [\"aufgelegt\"], answered = [\"Verbunden\"] } }";
    assert!(fragment.contains(open), "{fragment}");
    assert!(
        fragment.contains("# DECIDE what these mean: Verbunden"),
        "{fragment}"
    );
    assert!(
        !fragment.lines().any(|line| line.starts_with("outcome")),
        "{fragment}"
    );
    sandbox.write(
        "leitstand.toml",
        format!(
            "[client]\nname = \"Muster\"\ntime_zone = \"Europe/Berlin\"\nlanguage = \"de\"\n\
             [providers.nord]\nname = \"Nord\"\n[queues.groesse]\nname = \"Größe\"\nchannel = \"phone\"\n\
             [vocabularies.queues]\ngroesse = [\"Größenberatung\"]\n{fragment}"
        ),
    );
    let check = ["check", "leitstand.toml", "--period", "2026-10"];
    sandbox.ask(&check).with(2).saying(&["needs `outcome`"]);
}

#[test]
fn done_with_a_date_is_when_a_ticket_was_resolved() {
    let mut text = String::from("Ticket-ID;Erstellt am;Erledigt;Postfach;Status\n");
    for number in 1..=30 {
        text += &format!("T{number};{number:02}.10.2026 08:00;{number:02}.10.2026 09:30;Mail;geschlossen\n");
    }
    let ended = inspected("tickets.csv", text);
    shows(&ended, &["resolved_at = { column = \"Erledigt\""]);
}
