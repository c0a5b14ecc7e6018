//! A figure explained, and how it is printed. What comes from exports cannot steer the terminal.

use std::fmt;

use crate::vocabulary::{Verdict, printable, printable_lines};

/// A figure explained.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// Rows of kpi.csv, column by column.
    pub figures: Vec<Vec<(String, String)>>,
    /// Definition in words.
    pub definition: Option<String>,
    /// The clauses that gave the figures, a sentence each.
    pub clauses: Vec<String>,
    /// The exemptions that took contacts out, a sentence each.
    pub exemptions: Vec<String>,
    /// How amounts of bonus and malus came about from it.
    pub credits: Vec<String>,
    /// Its course over the periods before.
    pub course: Option<String>,
    /// Verdict and number of rows.
    pub counts: Vec<(Verdict, usize)>,
    /// Whether the provider also delivered interval reports, whose contacts have no rows.
    pub has_reports: bool,
    /// Whether it is the figure of groups of agents, whose contacts are not listed.
    pub is_group: bool,
    /// The rows asked for.
    pub rows: Vec<Row>,
    /// Whether more rows were left out than shown.
    pub more: usize,
}

/// A contact behind the figure.
#[derive(Clone, Debug)]
pub struct Row {
    /// Id of the contact.
    pub id: String,
    /// `call` or `ticket`.
    pub kind: String,
    /// Queue.
    pub queue: String,
    /// The clause that judged it, of a standard that has several.
    pub clause: String,
    /// File, sheet (empty for text files) and row.
    pub place: [String; 3],
    /// Name of the verdict.
    pub verdict: String,
    /// What was observed and required, of a breach.
    pub breach: Option<[String; 2]>,
}

/// A row of kpi.csv.
type Figure = [(String, String)];

fn cell<'f>(figure: &'f Figure, wanted: &str) -> &'f str {
    let found = figure.iter().find(|(name, _)| name == wanted);
    found.map_or("", |(_, value)| value)
}

/// Whether it is one of the customary readings beside the figure.
fn is_reading(figure: &Figure) -> bool {
    cell(figure, "measure").contains(':')
}

/// Whether its cases are intervals of queues.
fn counts_intervals(figure: &Figure) -> bool {
    let measure = cell(figure, "measure");
    measure == "service_level_consistency" || measure.starts_with("forecast_")
}

impl Explanation {
    /// How many of the figure's cases are known only as counts of interval reports.
    fn without_rows(&self) -> u64 {
        // Of several clauses and the combined figure, the latter has the most cases.
        let figures = self.figures.iter().filter(|figure| !is_reading(figure));
        let all = figures.filter_map(|figure| cell(figure, "denominator").parse().ok());
        let all: u64 = all.max().filter(|_| self.has_reports).unwrap_or(0);
        let count = |verdict| {
            let found = self.counts.iter().find(|(known, _)| *known == verdict);
            found.map_or(0, |(_, count)| *count as u64)
        };
        let rest = all.saturating_sub(count(Verdict::Passed) + count(Verdict::Missed));
        // A standard may count unmeasurable rows as missed; they have their rows.
        if rest == count(Verdict::Unmeasurable) {
            0
        } else {
            rest
        }
    }

    fn write_figures(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for figure in self.figures.iter().filter(|figure| !is_reading(figure)) {
            for (name, value) in figure.iter().filter(|(_, value)| !value.is_empty()) {
                writeln!(f, "  {name:18} {}", printable(value))?;
            }
            writeln!(f)?;
        }
        let mut readings = self.figures.iter().filter(|figure| is_reading(figure)).peekable();
        let any = readings.peek().is_some();
        for figure in readings {
            let [measure, numerator, denominator, value] =
                ["measure", "numerator", "denominator", "value"].map(|name| printable(cell(figure, name)));
            match (numerator.is_empty(), denominator.is_empty()) {
                (_, false) => writeln!(f, "  {measure:38} {numerator} / {denominator} = {value}")?,
                (false, true) => writeln!(f, "  {measure:38} {value}")?,
                (true, true) => writeln!(f, "  {measure:38} cannot be told")?,
            }
        }
        if any { writeln!(f) } else { Ok(()) }
    }

    fn write_rows(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts: Vec<String> = self
            .counts
            .iter()
            .map(|(verdict, count)| format!("{count} {}", verdict.name()))
            .collect();
        writeln!(f, "Rows behind it: {}", counts.join(" + "))?;
        let without = self.without_rows();
        if without > 0 {
            writeln!(
                f,
                "Without rows: {without} further cases of the denominator; interval reports hold their counts only"
            )?;
        }
        for row in &self.rows {
            let [id, kind, queue, verdict] =
                [&row.id, &row.kind, &row.queue, &row.verdict].map(|cell| printable(cell));
            let (breach, clause) = (row.breach.as_ref(), printable(&row.clause));
            let [file, sheet, row] = row.place.each_ref().map(|cell| printable(cell));
            write!(f, "  {verdict:12} {kind} {id}  {queue}  {file}")?;
            if !sheet.is_empty() {
                write!(f, " [{sheet}]")?;
            }
            writeln!(f, " row {row}")?;
            if !clause.is_empty() {
                writeln!(f, "{:15}by clause {clause}", "")?;
            }
            if let Some([observed, required]) = breach.map(|b| b.each_ref().map(|text| printable(text))) {
                writeln!(f, "{:15}{observed}; required: {required}", "")?;
            }
        }
        if self.more > 0 {
            writeln!(f, "  … and {} more; --limit 0 lists all", self.more)?;
        }
        Ok(())
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(definition) = &self.definition {
            writeln!(f, "{}\n", printable_lines(definition))?;
        }
        self.write_figures(f)?;
        let told = self.clauses.iter().chain(&self.exemptions);
        for sentence in told {
            writeln!(f, "{}\n", printable(sentence))?;
        }
        for credit in self.credits.iter().chain(&self.course) {
            writeln!(f, "{}\n", printable_lines(credit))?;
        }
        if self.figures.iter().any(|figure| counts_intervals(figure)) {
            return writeln!(
                f,
                "Its cases are intervals, not rows: see offered, service_level and forecast of the provider's queues in data/intervals.csv"
            );
        }
        if self
            .figures
            .iter()
            .any(|figure| cell(figure, "measure") == "handover")
        {
            return writeln!(
                f,
                "Behind this figure stand messages of the client's log; the missing ones are in data/findings.csv."
            );
        }
        if self.is_group {
            return writeln!(
                f,
                "Its contacts are not listed: the published rows do not tell the group of an agent, so that no row tells of a single person. Groups of fewer agents than agreed, and as many of the next smallest as it takes, stand together as *."
            );
        }
        if self.counts.is_empty() {
            return writeln!(
                f,
                "Its contacts are not listed: a volume, a mean and a reading beside the contract's count the rows of data/calls.parquet and data/tickets.parquet, or interval reports, without a verdict on each."
            );
        }
        self.write_rows(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explanation(denominator: &str, has_reports: bool) -> Explanation {
        let cells = [("measure", "service_level"), ("denominator", denominator)];
        Explanation {
            figures: vec![cells.map(|(name, value)| (name.into(), value.into())).into()],
            definition: None,
            clauses: Vec::new(),
            exemptions: Vec::new(),
            credits: Vec::new(),
            course: None,
            counts: vec![
                (Verdict::Passed, 7),
                (Verdict::Missed, 3),
                (Verdict::Unmeasurable, 2),
            ],
            has_reports,
            is_group: false,
            rows: vec![Row {
                id: "a\u{1b}[31mb\u{202e}".into(),
                kind: "call".into(),
                queue: "q".into(),
                clause: String::new(),
                place: ["f.csv", "", "4"].map(String::from),
                verdict: "missed".into(),
                breach: Some(["de\u{1b}[31m statt tr", "tr"].map(String::from)),
            }],
            more: 0,
        }
    }

    #[test]
    fn cases_known_as_counts_only_are_told() {
        let told = |text: &str| text.contains("Without rows: 90 further cases");
        assert!(told(&explanation("100", true).to_string()));
        // Without reports nothing can be without rows; unmeasurable rows may count as missed.
        for (denominator, has_reports) in [("100", false), ("10", true), ("12", true), ("", true)] {
            let text = explanation(denominator, has_reports).to_string();
            assert!(!text.contains("Without rows"), "{text}");
        }
    }

    #[test]
    fn exports_cannot_steer_the_terminal() {
        let text = explanation("10", true).to_string();
        assert!(
            text.contains("call a\\u{1b}[31mb\\u{202e}  q  f.csv row 4"),
            "{text}"
        );
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'));
    }
}
