//! Both workbooks in an office program, which computes every formula anew.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use super::sample;
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
    // Comma, quotation mark, UTF-8, from line 1, numbers in full, sheet 2.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,2";
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
