//! Values that several clauses of one standard agree, side by side.

use crate::scorecard::Figure;

/// Joins what clauses agree: with arrows where one followed the other in time, with dots where some are for
/// some contacts only.
pub fn joined<'a>(agreed: impl Iterator<Item = (&'a Figure, String)>) -> String {
    let (mut is_in_time, mut values) = (true, Vec::new());
    for (figure, value) in agreed {
        is_in_time &= figure.scope.name.is_empty();
        values.push(value);
    }
    values.join(match is_in_time {
        true => " → ",
        false => " · ",
    })
}
