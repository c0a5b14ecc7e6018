//! `data/comparison.csv`: providers side by side, and each two of them.

use std::io::Write;

use super::csv_text::{number, sum, writer};
use crate::scorecard::{Comparison, Member, Pair, Review};

/// Columns of comparison.csv.
pub const COLUMNS: [&str; 27] = [
    "period",
    "standard",
    "kind",
    "provider",
    "other",
    "numerator",
    "denominator",
    "value",
    "overall",
    "lower_998",
    "lower_95",
    "upper_95",
    "upper_998",
    "phi",
    "standing",
    "mix",
    "expected",
    "adjusted",
    "adjusted_lower_998",
    "adjusted_lower_95",
    "adjusted_upper_95",
    "adjusted_upper_998",
    "adjusted_standing",
    "shared_cases",
    "adjusted_phi",
    "p",
    "p_corrected",
];

/// Whether there is anything to write.
pub fn any(review: &Review) -> bool {
    !review.comparisons.is_empty()
}

/// Writes the providers of each standard, then each two of them, in the order of the workspace.
///
/// # Errors
/// The writer's own.
pub fn write<W: Write>(review: &Review, out: W) -> Result<(), csv::Error> {
    let mut csv = writer(out);
    csv.write_record(COLUMNS)?;
    for comparison in &review.comparisons {
        let begin =
            |kind: &str| [review.period.name(), comparison.standard.as_str(), kind].map(str::to_owned);
        for member in &comparison.members {
            csv.write_record(begin("provider").into_iter().chain(of_member(comparison, member)))?;
        }
        for provider in &comparison.left_out {
            let mut cells = vec![String::new(); COLUMNS.len() - 3];
            cells[0] = provider.to_string();
            cells[11] = String::from("left_out");
            csv.write_record(begin("provider").into_iter().chain(cells))?;
        }
        for pair in &comparison.pairs {
            csv.write_record(begin("pair").into_iter().chain(of_pair(comparison, pair)))?;
        }
    }
    csv.flush()?;
    Ok(())
}

/// The cells behind the kind.
fn of_member(comparison: &Comparison, member: &Member) -> Vec<String> {
    let limits = |limits: crate::scorecard::FunnelLimits| {
        [limits.outer.0, limits.inner.0, limits.inner.1, limits.outer.1].map(|end| number(Some(end)))
    };
    let mut cells = vec![
        member.provider.to_string(),
        String::new(),
        sum(Some(member.numerator)),
        sum(Some(member.denominator)),
        number(Some(member.value)),
        number(Some(comparison.value)),
    ];
    cells.extend(limits(member.limits));
    cells.extend([
        number(Some(comparison.phi)),
        member.standing.name().to_owned(),
        String::from(if comparison.by_reason {
            "queue_and_reason"
        } else {
            "queue"
        }),
        number(member.expected),
        number(member.adjusted),
    ]);
    cells.extend(limits(member.adjusted_limits));
    cells.extend([
        member
            .adjusted_standing
            .map_or_else(String::new, |standing| standing.name().to_owned()),
        number(Some(member.shared)),
        number(Some(comparison.adjusted_phi)),
        String::new(),
        String::new(),
    ]);
    cells
}

fn of_pair(comparison: &Comparison, pair: &Pair) -> Vec<String> {
    let mut cells = vec![String::new(); COLUMNS.len() - 3];
    cells[0] = comparison.members[pair.one].provider.to_string();
    cells[1] = comparison.members[pair.other].provider.to_string();
    let last = cells.len() - 2;
    cells[last] = number(Some(pair.p));
    cells[last + 1] = number(Some(pair.corrected));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cell_of_a_standing_has_its_column() {
        assert_eq!(COLUMNS[3 + 11], "standing");
        assert_eq!(COLUMNS[COLUMNS.len() - 2..], ["p", "p_corrected"]);
    }
}
