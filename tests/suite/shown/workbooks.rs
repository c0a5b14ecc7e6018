//! Both workbooks in an office program, which computes every formula anew.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::sample;
use crate::feedback::edited::{ACTIONS, Client, FINDINGS, STATUS, TEXT};
use crate::support::{Row, Table, read};

/// Converts a workbook. The program is `soffice`, or what the variable `LEITSTAND_OFFICE` names.
fn converted(workbook: &Path, to: &str, folder: &Path) {
    let office = std::env::var("LEITSTAND_OFFICE").unwrap_or_else(|_| String::from("soffice"));
    let profile = folder.join("profile");
    let output = Command::new(office)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .args([folder, workbook])
        .output()
        .expect("the office program starts");
    assert!(output.status.success(), "{output:?}");
}

/// The sheet of all standards after everything was computed, with figures as exact as they are.
fn standards(workbook: &Path, folder: &Path) -> Table {
    // Comma, quotation mark, UTF-8, from line 1, numbers in full, every sheet a file.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
    converted(workbook, filter, folder);
    let sheet = read(&folder.join("overview-Standards.csv"));
    // A title, a grey line and an empty one stand above the heads.
    let table: Vec<&str> = sheet.lines().skip(3).collect();
    let path = folder.join("table.csv");
    std::fs::write(&path, table.join("\n")).expect("written");
    Table::from_csv(&path)
}

/// A number; shares are 0 to 1, however they are written.
fn number(row: &Row<'_>, name: &str) -> Option<f64> {
    let text = row.text(name);
    match text.strip_suffix('%') {
        Some(percent) => percent.parse().ok().map(|percent: f64| percent / 100.0),
        None => text.parse().ok(),
    }
}

#[test]
#[ignore = "needs an office program"]
fn an_office_program_computes_the_published_figures() {
    let run = sample();
    let folder = tempfile::tempdir().expect("a folder");
    let shown = standards(&run.publication().join("overview.xlsx"), folder.path());
    let kpi = run.csv("kpi");
    let queues = ["alle Warteschlangen"];
    let mut compared = BTreeSet::new();
    for row in shown
        .rows()
        .filter(|row| queues.contains(&row.text("Warteschlange")))
    {
        let keys = [("standard", row.text("Kennung")), ("queue", "*")];
        let agreed = |found: &Row<'_>| found.has(&keys);
        let same = kpi.rows().filter(agreed).find(|found| {
            number(found, "numerator") == number(&row, "Zähler")
                && number(found, "denominator") == number(&row, "Nenner")
        });
        let same = same.unwrap_or_else(|| panic!("{keys:?} is not in kpi.csv"));
        let (value, computed) = (number(&same, "value"), number(&row, "Wert"));
        let differ = value.unwrap_or(-1.0) - computed.unwrap_or(-1.0);
        assert!(differ.abs() < 1e-9, "{keys:?}: {value:?} and {computed:?}");
        compared.insert((same.text("provider").to_owned(), row.text("Kennung").to_owned()));
    }
    assert!(compared.len() >= 30, "only {} figures compared", compared.len());
}

#[test]
#[ignore = "needs an office program"]
fn workbooks_print() {
    let run = sample();
    let folder = tempfile::tempdir().expect("a folder");
    for (name, least) in [("overview.xlsx", 10), ("partners/sued/feedback.xlsx", 11)] {
        converted(&run.publication().join(name), "pdf", folder.path());
        let pdf = Path::new(name).with_extension("pdf");
        let pdf = folder.path().join(pdf.file_name().expect("a name"));
        let bytes = std::fs::read(&pdf).expect("a PDF");
        let pages = String::from_utf8_lossy(&bytes).matches("/Type/Page/").count();
        assert!(pages >= least, "{name}: {pages} pages");
    }
}

#[test]
#[ignore = "needs an office program"]
fn feedback_saved_by_an_office_program_is_read() {
    let client = Client::new(90, 100);
    let mut book = client.published("nord");
    let published = client
        .bench
        .sandbox
        .path("out/2026-10/partners/nord/feedback.xlsx");
    let folder = tempfile::tempdir().expect("a folder");
    // As it was published, saved anew with all its formats.
    converted(&published, "xlsx:Calc MS Excel 2007 XML", folder.path());
    let saved = std::fs::read(folder.path().join("feedback.xlsx")).expect("saved");
    client.bench.sandbox.write("back/nord_2026-10_blank.xlsx", saved);
    // Filled in by another program, and then saved by this one.
    book.put(ACTIONS, 0, TEXT, "=1+1 \u{202e}ä")
        .put(ACTIONS, 0, STATUS, "accepted");
    book.put(FINDINGS, 7, STATUS, "query");
    let filled = folder.path().join("filled/feedback.xlsx");
    book.save(&filled);
    converted(&filled, "xlsx:Calc MS Excel 2007 XML", folder.path());
    let saved = std::fs::read(folder.path().join("feedback.xlsx")).expect("saved");
    client.bench.sandbox.write("back/nord_2026-10.xlsx", saved);
    client.november();
    for file in ["back/nord_2026-10.xlsx", "back/nord_2026-10_blank.xlsx"] {
        assert_eq!(client.rejected(file), Vec::<[String; 4]>::new(), "{file}");
    }
    assert_eq!(
        client.counts("back/nord_2026-10.xlsx", FINDINGS),
        [90, 90, 0, 0, 0]
    );
    assert_eq!(
        client.counts("back/nord_2026-10_blank.xlsx", FINDINGS),
        [90, 0, 90, 0, 0]
    );
    let plan = client.table("actions");
    let row = plan.only(&[("id", &client.action())]);
    assert_eq!(row.text("reply_text"), "'=1+1 \u{202e}ä");
    plan.only(&[("kind", "finding"), ("reply_status", "query")]);
}
