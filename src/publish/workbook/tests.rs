//! Reads the workbooks back, as a recipient's program would.

use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx};
use rust_xlsxwriter::XlsxError;

use super::*;
use crate::publish::example;
use crate::publish::locale::Locale;
use crate::scorecard::{Finding, ProviderReview, Review};
use crate::vocabulary::StandardId;
use crate::workspace::agreement::ReportLanguage;

struct Saved {
    folder: tempfile::TempDir,
    sheets: Vec<(String, Range<Data>)>,
}

fn saved(save: impl FnOnce(&Path) -> Result<(), XlsxError>) -> Saved {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("book.xlsx");
    save(&path).expect("saved");
    let mut book: Xlsx<_> = calamine::open_workbook(&path).expect("a workbook");
    let sheets = book.worksheets();
    Saved { folder, sheets }
}

fn overview(review: &Review) -> Saved {
    saved(|path| save_overview(review, path))
}

fn feedback(review: &Review, provider: &ProviderReview) -> Saved {
    saved(|path| save_feedback(review, provider, path))
}

impl Saved {
    fn sheet(&self, name: &str) -> &Range<Data> {
        &self
            .sheets
            .iter()
            .find(|(known, _)| known == name)
            .unwrap_or_else(|| panic!("no sheet {name}"))
            .1
    }

    /// Rows below the heads in row 4, as far as the first column is filled.
    fn table(&self, name: &str) -> Vec<Vec<Data>> {
        let rows = self.sheet(name).rows().skip(4);
        rows.take_while(|row| row[0] != Data::Empty)
            .map(<[Data]>::to_vec)
            .collect()
    }

    fn column(&self, name: &str, head: &str) -> usize {
        let heads = self.sheet(name).rows().nth(3).expect("heads");
        heads
            .iter()
            .position(|cell| *cell == head)
            .unwrap_or_else(|| panic!("no column {head} in {name}"))
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.folder.path().join("book.xlsx")).expect("readable")
    }

    /// One part of the package as text.
    fn part(&self, name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(self.bytes())).expect("a package");
        let mut text = String::new();
        let mut part = archive.by_name(name).expect("a part");
        std::io::Read::read_to_string(&mut part, &mut text).expect("text");
        text
    }

    /// All parts of the package as text.
    fn xml(&self) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(self.bytes())).expect("a package");
        let mut text = String::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            std::io::Read::read_to_string(&mut part, &mut text).expect("text");
        }
        text
    }
}

#[test]
fn figures_are_those_of_the_review() {
    let review = example::review();
    let book = overview(&review);
    let rows = book.table("Standards");
    let columns = ["Zähler", "Nenner", "Wert"].map(|head| book.column("Standards", head));
    let figures = review.providers.iter().flat_map(|p| &p.figures);
    let judged: Vec<_> = figures
        .filter(|f| {
            matches!(
                f.role,
                crate::scorecard::Role::Standard | crate::scorecard::Role::Clause
            )
        })
        .collect();
    assert_eq!(rows.len(), judged.len());
    for (row, figure) in rows.iter().zip(judged) {
        let [numerator, denominator, value] = columns.map(|column| row[column].clone());
        assert_eq!(numerator, Data::Float(figure.numerator.as_f64()));
        assert_eq!(
            denominator,
            figure
                .denominator
                .map_or(Data::Empty, |d| Data::Float(d.as_f64()))
        );
        assert_eq!(value, figure.value.map_or(Data::Empty, Data::Float));
    }
}

#[test]
fn values_are_formulas_of_their_parts() {
    let xml = overview(&example::review()).xml();
    assert!(
        xml.contains("<f>12256/14910</f>"),
        "the matrix shows numerator and denominator"
    );
    assert!(xml.contains("<f>G5/H5</f>"), "the table divides its own cells");
}

#[test]
fn the_message_counts_every_agreed_check() {
    let review = example::review();
    let count = |is: fn(&crate::scorecard::Figure) -> bool| {
        let figures = review.providers.iter().flat_map(|p| &p.figures);
        let main = figures.filter(|f| f.role == crate::scorecard::Role::Standard && f.queue.is_none());
        main.filter(|f| is(f)).count()
    };
    use crate::vocabulary::Status::{Informational, NotMeasurable, TooFew};
    let all = count(|f| f.status != Informational);
    let unjudged = count(|f| matches!(f.status, TooFew | NotMeasurable));
    let book = overview(&review);
    let message = book.sheet("Übersicht").rows().next().expect("a message")[0].to_string();
    assert!(
        message.starts_with(&format!("Von {all} vereinbarten Prüfungen: ")),
        "{message}"
    );
    assert!(
        unjudged > 0 && message.contains(&format!("; {unjudged} ohne Urteil")),
        "{message}"
    );
}

#[test]
fn the_contracts_own_reading_is_plainly_no_distance_away() {
    let styles = overview(&example::review()).part("xl/styles.xml");
    assert!(
        styles.contains("&quot;±&quot;0.0\"") && !styles.contains("±&quot;0.0000"),
        "{styles}"
    );
}

#[test]
fn a_finding_says_when_it_was_due_on_the_clients_clock() {
    let review = example::review();
    let mut provider = review.providers[0].clone();
    provider.findings[0].first[0].observed = "offen, fällig 2026-10-22T16:00:00+02:00".into();
    let book = feedback(&review, &provider);
    let observed = book.column("Befunde", "beobachtet");
    assert_eq!(
        book.table("Befunde")[0][observed],
        "offen, fällig 22.10.2026 16:00"
    );
}

#[test]
fn a_review_before_the_end_of_the_period_says_so() {
    let mut review = example::review();
    review.as_of -= 86_400;
    let book = overview(&review);
    let mut rows = book.sheet("Übersicht").rows();
    let told = rows.any(|row| row[0].to_string().contains("vor dem Ende des Zeitraums"));
    assert!(told);
}

#[test]
fn every_file_balances() {
    let book = overview(&example::review());
    let check = book.column("Datenlage", "Prüfung");
    let rows = book.table("Datenlage");
    assert!(rows.len() > 8);
    assert!(rows.iter().all(|row| row[check] == "stimmt"), "{rows:?}");
    let mut wrong = example::review();
    wrong.providers[0].files[0].accepted -= 1;
    let book = overview(&wrong);
    assert_eq!(book.table("Datenlage")[0][check], "stimmt nicht");
    assert_eq!(
        book.table("Datenlage").last().map(|total| &total[check]),
        Some(&"stimmt nicht".into())
    );
}

fn hostile(contact_id: &str) -> Finding {
    let review = example::review();
    let finding = review.providers[0].findings[0].first[0].clone();
    Finding {
        contact_id: contact_id.into(),
        observed: "=cmd|' /C calc'!A0".into(),
        sheet: "007".into(),
        ..finding
    }
}

#[test]
fn ids_are_text_and_hostile_text_is_no_formula() {
    let review = example::review();
    let ids = [
        "000123",
        "=1+1",
        "@SUM(A1)",
        "https://example.org/x",
        "4.41E+11",
        "a\u{1}b",
        "_x0041_",
    ];
    let mut provider = review.providers[0].clone();
    provider.findings[0].first = ids.map(hostile).into();
    let book = feedback(&review, &provider);
    let read: Vec<Data> = book.table("Befunde").iter().map(|row| row[2].clone()).collect();
    let expected = [
        "000123",
        "=1+1",
        "@SUM(A1)",
        "https://example.org/x",
        "4.41E+11",
        "a\u{fffd}b",
        "_x0041_",
    ];
    assert_eq!(read[..7], expected.map(|id| Data::String(id.into())));
    let xml = book.xml();
    assert!(!xml.contains("<f>cmd") && !xml.contains("<f>1+1") && !xml.contains("<hyperlink"));
}

#[test]
fn occurred_at_is_a_date_on_the_clients_clock() {
    let review = example::review();
    let book = feedback(&review, &review.providers[0]);
    let first = &review.providers[0].findings[0].first[0];
    let Data::DateTime(shown) = &book.table("Befunde")[0][5] else {
        panic!("no date")
    };
    let day_zero = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).and_then(|d| d.and_hms_opt(0, 0, 0));
    let clock = review.zone.civil(first.occurred_at) - day_zero.expect("a date").and_utc().timestamp();
    assert!(shown.is_datetime());
    assert_eq!((shown.as_f64() * 86_400.0).round() as i64, clock);
}

#[test]
fn feedback_holds_nothing_of_other_providers() {
    let review = example::review();
    for provider in &review.providers {
        let text = feedback(&review, provider).xml();
        for other in review.providers.iter().filter(|p| p.id != provider.id) {
            let name = other.name.split(' ').next().unwrap_or(&other.name);
            assert!(
                !text.contains(name),
                "{} in the workbook of {}",
                name,
                provider.name
            );
            let folder = format!("{}/", other.id);
            assert!(
                !text.contains(&folder),
                "{folder} in the workbook of {}",
                provider.name
            );
        }
        assert!(text.contains(&format!("{}/", provider.id)));
    }
}

#[test]
fn feedback_defines_only_what_is_agreed_with_the_provider() {
    let review = example::review();
    let names = |provider: usize| -> Vec<String> {
        let book = feedback(&review, &review.providers[provider]);
        let sheet = if provider == 1 {
            "Definitions"
        } else {
            "Definitionen"
        };
        book.table(sheet).iter().map(|row| row[3].to_string()).collect()
    };
    assert!(names(0).contains(&"mail_24h".into()));
    assert!(!names(1).contains(&"mail_24h".into()) && names(1).contains(&"sl_phone".into()));
}

#[test]
fn calendars_are_told_with_their_week_and_the_days_that_differ() {
    let review = example::review();
    let told = |book: &Saved| -> Vec<[String; 4]> {
        let rows = book.sheet("Definitionen").rows();
        let below = rows.skip_while(|row| row[0] != "gilt für");
        let block = below.take_while(|row| row[0] != Data::Empty && row[3] != Data::Empty);
        block
            .map(|row| std::array::from_fn(|index| row[index].to_string()))
            .collect()
    };
    let expected = |uses: &str| {
        [
            [
                "Feiertage: Niedersachsen (DE-NI)",
                "übliche Woche",
                "Mo–Sa 08:00–18:00",
            ],
            ["Tag der Deutschen Einheit", "Sa 03.10.2026", "geschlossen"],
            [
                "Inventur <b>",
                "Mo 12.10.2026",
                "geschlossen, zusätzlich vereinbart",
            ],
            ["", "Fr 16.10.2026", "08:00–12:00"],
            [
                "Reformationstag",
                "Sa 31.10.2026",
                "08:00–18:00, Feiertag, nach Vereinbarung wie üblich",
            ],
        ]
        .map(|[name, day, opening]| [uses, name, day, opening].map(str::to_owned))
    };
    let head = ["gilt für", "Name", "Tag", "geöffnet"].map(str::to_owned);
    for (book, uses) in [
        (overview(&review), "Rechnung, E-Mail, Erstantwort in 24 Stunden"),
        (
            feedback(&review, &review.providers[0]),
            "Rechnung, E-Mail, Erstantwort in 24 Stunden",
        ),
    ] {
        let told = told(&book);
        assert_eq!(told[0], head);
        assert_eq!(told[1..], expected(uses));
    }
}

#[test]
fn cut_findings_are_told() {
    let review = example::review();
    let book = feedback(&review, &review.providers[0]);
    let sheet = book.sheet("Befunde");
    let shown = review.providers[0].findings[0].first.len();
    let line =
        format!("Servicelevel Telefon: {shown} von 2.654 Befunden gezeigt, alle stehen in findings.csv.");
    assert!(sheet.rows().any(|row| row[0] == line.as_str()), "{line}");
    let all: u64 = review.providers[0].findings.iter().map(|group| group.count).sum();
    let listed = book.table("Befunde").len() - review.providers[0].findings.len();
    let all = Locale::new(ReportLanguage::German).count(all);
    let title = sheet.rows().next().expect("a title")[0].to_string();
    let begin = format!("{listed} von {all} Befunden aufgeführt, ");
    assert!(title.starts_with(&begin), "{title}");
}

#[test]
fn all_rows_of_a_streamed_list_look_like_its_first() {
    let review = example::review();
    let mut provider = review.providers[0].clone();
    let finding = provider.findings[0].first[0].clone();
    let without_sheet = Finding {
        sheet: String::new(),
        ..finding.clone()
    };
    provider.findings.truncate(1);
    provider.findings[0].first = vec![finding.clone(), without_sheet, finding];
    let sheet = feedback(&review, &provider).part("xl/worksheets/sheet8.xml");
    let styles = |row: u32| -> Vec<String> {
        let begin = sheet.find(&format!("<row r=\"{row}\"")).expect("a row");
        let end = begin + sheet[begin..].find("</row>").expect("its end");
        let cells = sheet[begin..end].split("<c ").skip(1);
        cells
            .map(|cell| cell.split("s=\"").nth(1).expect("a style"))
            .map(|style| style.split('"').next().expect("its number").to_owned())
            .collect()
    };
    // Fourteen that are seen, four that are hidden.
    assert_eq!(styles(5).len(), 18);
    assert_eq!([styles(6), styles(7)], [styles(5), styles(5)]);
    let columns = sheet.split("</cols>").next().expect("columns");
    assert!(
        columns.contains("<col ") && !columns.contains(" style="),
        "{columns}"
    );
}

#[test]
fn replies_are_open_and_the_rest_is_protected() {
    let review = example::review();
    let xml = feedback(&review, &review.providers[0]).xml();
    assert!(xml.contains("<sheetProtection") && xml.contains("autoFilter=\"0\""));
    assert!(xml.contains("angenommen,in Arbeit,erledigt,Rückfrage,abgelehnt"));
    assert!(xml.contains("<protection locked=\"0\"/>"));
    assert!(xml.contains("sort=\"0\"") && xml.contains("hidden=\"1\""));
}

#[test]
fn finding_ids_survive_a_new_delivery() {
    let review = example::review();
    let (provider, standard) = (&review.providers[0].id, StandardId::new("sl_phone"));
    let finding = hostile("4711");
    let again = Finding {
        file: "nord/neu.csv".into(),
        row: finding.row + 9,
        ..finding.clone()
    };
    let id = finding_id(provider, &standard, &finding);
    assert_eq!(id, finding_id(provider, &standard, &again));
    assert_ne!(id, finding_id(provider, &StandardId::new("lost"), &finding));
    assert_ne!(
        id,
        finding_id(
            provider,
            &standard,
            &Finding {
                contact_id: "4712".into(),
                ..finding.clone()
            }
        )
    );
    assert_eq!(id.len(), 14);
}

#[test]
fn both_languages_have_the_same_sheets() {
    let names = |review: &Review| -> Vec<String> {
        overview(review)
            .sheets
            .iter()
            .map(|(name, _)| name.clone())
            .collect()
    };
    let (german, english) = (names(&example::review()), names(&example::english()));
    assert_eq!(german.len(), english.len());
    assert_eq!(
        (german[0].as_str(), english[0].as_str()),
        ("Übersicht", "Overview")
    );
}

#[test]
fn every_text_exists_in_both_languages() {
    let keys = |language| -> Vec<String> {
        let section = Locale::new(language).texts().get("workbook").expect("a section");
        section.keys().cloned().collect()
    };
    assert_eq!(keys(ReportLanguage::German), keys(ReportLanguage::English));
    for review in [example::review(), example::english()] {
        for book in [overview(&review), feedback(&review, &review.providers[1])] {
            let cells = book.sheets.iter().flat_map(|(_, sheet)| sheet.used_cells());
            let missing: Vec<String> = cells
                .map(|(_, _, cell)| cell.to_string())
                .filter(|text| {
                    ["workbook.", "column.", "staffing.", "formula."]
                        .iter()
                        .any(|p| text.starts_with(p))
                })
                .collect();
            assert!(missing.is_empty(), "{missing:?}");
        }
    }
}

#[test]
fn the_same_review_gives_the_same_bytes() {
    let review = example::review();
    assert_eq!(overview(&review).bytes(), overview(&review).bytes());
    let provider = &review.providers[0];
    assert_eq!(
        feedback(&review, provider).bytes(),
        feedback(&review, provider).bytes()
    );
}

#[test]
fn a_review_of_nothing_is_still_a_workbook() {
    let review = example::empty();
    assert_eq!(overview(&review).sheets.len(), 9, "no week of staffing");
    assert_eq!(feedback(&review, &review.providers[0]).sheets.len(), 10);
}
