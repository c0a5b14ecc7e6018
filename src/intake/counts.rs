//! The count of every row of a file, and what else a file told.

use super::{FoundFile, IntakeError, RowSink};
use crate::ingest::{Digest, FileProblem, RawReader};
use crate::normalize::Ledger;
use crate::scorecard::{FileCount, InputFile, Notice, NoticeKind};
use crate::vocabulary::{Place, ProviderId};
use crate::workspace::agreement::Source;
use crate::workspace::mapping::Layout;

/// What the files of a provider and kind told besides their rows.
#[derive(Clone, Debug, Default)]
pub struct Tallied {
    /// Reconciliation per file and sheet.
    pub files: Vec<FileCount>,
    /// Notices.
    pub notices: Vec<Notice>,
    /// Files read.
    pub inputs: Vec<InputFile>,
    /// Earliest and latest instant of a readable row, for choosing a period.
    pub span: Option<(i64, i64)>,
}

/// What a file held, at its end.
#[derive(Clone, Copy, Debug)]
pub struct EndOfFile {
    /// Records.
    pub records: u64,
    /// Rows that are none.
    pub not_records: u64,
    /// Totals and footers among these.
    pub totals: u64,
}

impl EndOfFile {
    /// What a reader has counted.
    pub fn of(reader: &RawReader) -> Self {
        Self {
            records: reader.records(),
            not_records: reader.not_records(),
            totals: reader.totals_left_out(),
        }
    }
}

impl Tallied {
    /// Adds another's.
    pub fn merge(&mut self, other: Tallied) {
        self.files.extend(other.files);
        self.notices.extend(other.notices);
        self.inputs.extend(other.inputs);
        if let Some((earliest, latest)) = other.span {
            self.reach(earliest);
            self.reach(latest);
        }
    }

    /// Whether all files were there and could be read.
    pub fn is_whole(&self) -> bool {
        let broken = [NoticeKind::MissingSource, NoticeKind::UnusableFile];
        !self.notices.iter().any(|notice| broken.contains(&notice.kind))
    }

    /// Takes in the instant of a row.
    pub fn reach(&mut self, at: i64) {
        let (earliest, latest) = self.span.unwrap_or((at, at));
        self.span = Some((earliest.min(at), latest.max(at)));
    }

    /// Notes that a source has no file at the path looked for.
    pub fn missing_source(&mut self, source: &Source, path: &str) {
        if source.required {
            self.notices
                .push(notice(NoticeKind::MissingSource, path, source.id.as_str(), ""));
        }
        self.files.push(FileCount {
            problem: String::from("no file"),
            ..FileCount::of(source, path)
        });
    }

    /// Notes a file as input, and what is wrong with it before its rows are looked at.
    ///
    /// # Errors
    /// It cannot be read, or is not in the encoding that the mapping says.
    pub fn inspect(
        &mut self,
        provider: &ProviderId,
        source: &Source,
        file: &FoundFile,
    ) -> Result<(), Vec<FileProblem>> {
        let place = Place {
            file: file.name.clone(),
            ..Place::default()
        };
        let print = file.fingerprint(must_be_utf8(source)).map_err(|error| {
            let what = format!("cannot be read ({error})");
            vec![FileProblem {
                place: place.clone(),
                what,
                expected: String::from("a readable file"),
            }]
        })?;
        self.input(provider, &file.name, print.digest);
        match print.first_bad_line {
            None => Ok(()),
            Some((line, byte)) => Err(vec![FileProblem {
                place: Place { row: line, ..place },
                what: format!("line {line} is not UTF-8 (byte 0x{byte:02X})"),
                expected: String::from(
                    "UTF-8, or the right encoding in the mapping, such as encoding = \"windows-1252\"",
                ),
            }]),
        }
    }

    /// Notes that a file cannot be used.
    pub fn unusable(&mut self, count: &mut FileCount, problems: &[FileProblem]) {
        for problem in problems {
            let what = problem.in_words();
            self.notices
                .push(notice(NoticeKind::UnusableFile, &count.file, "", &what));
        }
        let whats = problems.iter().map(|problem| problem.what.as_str());
        count.problem = whats.collect::<Vec<_>>().join("; ");
    }

    /// Closes the books of a file that was read whole: what its rows came to, and what its ledger tells.
    ///
    /// # Errors
    /// Rejected rows cannot be kept.
    pub fn end_of_file(
        &mut self,
        source: &Source,
        count: &mut FileCount,
        end: EndOfFile,
        mut ledger: Ledger,
        sink: &mut dyn RowSink,
    ) -> Result<(), IntakeError> {
        count.rows_read = end.records;
        count.not_records = end.not_records;
        count.rejected = ledger.rejected_rows();
        sink.rejected(&ledger.take_rejected())?;
        self.notices.extend(ledger.into_notices());
        self.left_out(count, end.totals);
        self.empty_delivery(source, count);
        Ok(())
    }

    /// Notes that rows are no records where totals rows or footers are among them. The number is that
    /// of the reconciliation, with blank rows.
    fn left_out(&mut self, count: &FileCount, totals: u64) {
        if totals > 0 {
            self.notices.push(Notice {
                count: count.not_records,
                sheet: count.sheet.clone(),
                ..notice(NoticeKind::TotalsLeftOut, &count.file, "", "")
            });
        }
    }

    /// Notes that a required source's file has a header and nothing else.
    fn empty_delivery(&mut self, source: &Source, count: &mut FileCount) {
        if source.required && count.rows_read == 0 {
            count.problem = String::from("no records");
            let what = "it has no records";
            self.notices
                .push(notice(NoticeKind::UnusableFile, &count.file, "", what));
        }
    }

    /// Notes rows of an interval report whose queue has single calls: their number and the first.
    pub fn report_unused(&mut self, file: &str, queue: &str, (count, first_row): (u64, u32)) {
        self.notices.push(Notice {
            count,
            first_row,
            ..notice(NoticeKind::IntervalReportUnused, file, "queue", queue)
        });
    }

    /// Notes an input file.
    pub fn input(&mut self, provider: &ProviderId, file: &str, digest: Digest) {
        self.inputs.push(InputFile {
            provider: provider.clone(),
            file: file.to_owned(),
            size: digest.size,
            sha256: digest.sha256,
        });
    }
}

/// Whether the mapping leaves only UTF-8 (or UTF-16 with its mark) for a text file.
fn must_be_utf8(source: &Source) -> bool {
    matches!(&source.layout, Layout::Csv(layout) if layout.encoding.is_none())
}

impl FileCount {
    /// Counts of a source's file before anything is read.
    pub fn of(source: &Source, file: &str) -> Self {
        Self {
            source: source.id.to_string(),
            kind: source.kind.name(),
            file: file.to_owned(),
            ..Self::default()
        }
    }
}

/// A notice about a whole file.
pub fn notice(kind: NoticeKind, file: &str, column: &str, value: &str) -> Notice {
    Notice {
        kind,
        file: file.to_owned(),
        sheet: String::new(),
        column: column.to_owned(),
        value: value.to_owned(),
        count: 1,
        first_row: 0,
    }
}

/// Checks that no row of a file got lost.
///
/// # Errors
/// The sum does not balance.
pub fn balanced(count: &FileCount) -> Result<(), IntakeError> {
    let sum = count.accepted + count.duplicates + count.rejected + count.outside_period;
    if count.rows_read == sum {
        return Ok(());
    }
    Err(IntakeError::Unbalanced {
        file: count.file.clone(),
        read: count.rows_read,
        sum,
    })
}
