//! The figures of a former publication. One that is damaged, or written by another version, is told and
//! left out; it stops nothing.

use std::path::Path;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::scorecard::UnusableReason;
use crate::vocabulary::{Micro, Period};

/// Where a publication keeps its figures.
const FIGURES: &str = "data/kpi.csv";
/// What every publication has.
const MANIFEST: &str = "manifest.json";

/// Columns without which a row says nothing.
const NEEDED: [&str; 10] = [
    "period",
    "provider",
    "queue",
    "standard",
    "measure",
    "numerator",
    "denominator",
    "value",
    "status",
    "target",
];

/// The figures of a former publication.
#[derive(Clone, Debug)]
pub struct Former {
    /// SHA-256 of its kpi.csv, lower-case hex.
    pub sha256: String,
    /// Its rows, in their order, as far as they were asked for.
    pub figures: Vec<FormerFigure>,
    /// Rows that cannot be read.
    pub unread: u64,
    /// Its manifest.
    pub manifest: Value,
}

/// A row of a former kpi.csv.
#[derive(Clone, Debug, PartialEq)]
pub struct FormerFigure {
    /// Provider id.
    pub provider: String,
    /// Queue id, or `*`.
    pub queue: String,
    /// Standard id; empty for volumes.
    pub standard: String,
    /// Name of the measure.
    pub measure: String,
    /// Numerator.
    pub numerator: Option<Micro>,
    /// Denominator.
    pub denominator: Option<Micro>,
    /// Value.
    pub value: Option<f64>,
    /// Agreed value.
    pub target: Option<f64>,
    /// Name of the status.
    pub status: String,
    /// Start of the clause; empty for combined rows.
    pub clause_valid_from: String,
    /// For which contacts the clause is; empty for the framework.
    pub clause: String,
}

/// Reads the figures of a publication that are `wanted` by standard and measure; nothing where there is no
/// such folder. `schema` is the version of names and columns that is understood.
///
/// # Errors
/// Why the publication tells nothing.
pub fn figures(
    publication: &Path,
    period: &Period,
    schema: u32,
    wanted: impl Fn(&str, &str) -> bool,
) -> Result<Option<Former>, UnusableReason> {
    if !publication.is_dir() {
        return Ok(None);
    }
    let read =
        |name: &'static str| std::fs::read(publication.join(name)).map_err(|_| UnusableReason::Damaged(name));
    let manifest: Value =
        serde_json::from_slice(&read(MANIFEST)?).map_err(|_| UnusableReason::Damaged(MANIFEST))?;
    match manifest["schema_version"].as_u64() {
        Some(known) if known == u64::from(schema) => {}
        Some(other) => return Err(UnusableReason::OtherSchema(other)),
        None => return Err(UnusableReason::Damaged(MANIFEST)),
    }
    let bytes = read(FIGURES)?;
    let mut former = Former {
        sha256: hex(&Sha256::digest(&bytes)),
        figures: Vec::new(),
        unread: 0,
        manifest,
    };
    rows(&bytes, period, wanted, &mut former)?;
    Ok(Some(former))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn rows(
    bytes: &[u8],
    period: &Period,
    wanted: impl Fn(&str, &str) -> bool,
    former: &mut Former,
) -> Result<(), UnusableReason> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader
        .headers()
        .map_err(|_| UnusableReason::Damaged(FIGURES))?
        .clone();
    let at = |name: &str| header.iter().position(|column| column == name);
    if let Some(missing) = NEEDED.into_iter().find(|name| at(name).is_none()) {
        return Err(UnusableReason::NoColumn(missing));
    }
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {}
            Err(_) => {
                former.unread += 1;
                continue;
            }
        }
        let cell = |name: &str| at(name).and_then(|index| record.get(index)).unwrap_or_default();
        if cell("period") != period.name() {
            return Err(UnusableReason::OtherPeriod);
        }
        if !wanted(cell("standard"), cell("measure")) {
            continue;
        }
        match figure(cell) {
            Some(figure) => former.figures.push(figure),
            None => former.unread += 1,
        }
    }
}

/// A row; nothing where a number cannot be read.
fn figure<'r>(cell: impl Fn(&str) -> &'r str) -> Option<FormerFigure> {
    let text = |name| cell(name).to_owned();
    let number = |name| match cell(name) {
        "" => Some(None),
        shown => shown
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .map(Some),
    };
    let sum = |name| match cell(name) {
        "" => Some(None),
        shown => Micro::parse(shown).map(Some),
    };
    Some(FormerFigure {
        provider: text("provider"),
        queue: text("queue"),
        standard: text("standard"),
        measure: text("measure"),
        numerator: sum("numerator")?,
        denominator: sum("denominator")?,
        value: number("value")?,
        target: number("target")?,
        status: text("status"),
        clause_valid_from: text("clause_valid_from"),
        clause: text("clause"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "period,provider,queue,standard,measure,numerator,denominator,value,status,target";

    fn october() -> Period {
        Period::parse("2026-10", chrono::NaiveDate::default()).expect("a period")
    }

    fn read(manifest: &str, kpi: &str) -> Result<Option<Former>, UnusableReason> {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("data")).expect("a folder");
        std::fs::write(folder.path().join(MANIFEST), manifest).expect("written");
        std::fs::write(folder.path().join(FIGURES), kpi).expect("written");
        figures(folder.path(), &october(), 1, |_, _| true)
    }

    const KNOWN: &str = r#"{"schema_version": 1}"#;

    #[test]
    fn rows_are_read_as_they_were_written() {
        let kpi = format!("{HEADER}\n2026-10,nord,*,sl,service_level,824,1180,0.7,missed,0.8\n");
        let former = read(KNOWN, &kpi).expect("readable").expect("there");
        let only = &former.figures[0];
        assert_eq!((only.numerator, only.value), (Some(Micro::whole(824)), Some(0.7)));
        assert_eq!((former.unread, former.sha256.len()), (0, 64));
    }

    #[test]
    fn what_cannot_be_used_is_told_and_stops_nothing() {
        let row = "2026-10,nord,*,sl,service_level,824,1180,0.7,missed,0.8";
        let reason = |manifest: &str, kpi: &str| read(manifest, kpi).err();
        let good = format!("{HEADER}\n{row}\n");
        assert_eq!(reason("{", &good), Some(UnusableReason::Damaged(MANIFEST)));
        assert_eq!(reason("{}", &good), Some(UnusableReason::Damaged(MANIFEST)));
        assert_eq!(
            reason(r#"{"schema_version": 7}"#, &good),
            Some(UnusableReason::OtherSchema(7))
        );
        assert_eq!(
            reason(KNOWN, &good.replace("value", "figure")),
            Some(UnusableReason::NoColumn("value"))
        );
        assert_eq!(
            reason(KNOWN, &good.replace("2026-10,", "2026-09,")),
            Some(UnusableReason::OtherPeriod)
        );
        assert_eq!(reason(KNOWN, ""), Some(UnusableReason::NoColumn("period")));
        let half = format!(
            "{HEADER}\n{row}\n{}\n2026-10,nord,*,sl",
            row.replace("0.7", "many")
        );
        let former = read(KNOWN, &half).expect("readable").expect("there");
        assert_eq!((former.figures.len(), former.unread), (1, 2));
    }

    #[test]
    fn no_folder_is_no_publication() {
        let nowhere = Path::new("nowhere/2026-10");
        assert!(figures(nowhere, &october(), 1, |_, _| true).is_ok_and(|found| found.is_none()));
    }
}
