//! "Did you mean …": the nearest of the words that would be right.

/// The candidate that a misspelt word most probably means.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    // One slip in three letters still is the same word; more is guessing.
    let limit = wanted.chars().count() / 3 + 1;
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The only candidate that differs by a single slip: for short codes, where more would be any other code,
/// and where one of several would be guessing.
pub fn slip<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let is_near = |candidate: &&&str| strsim::damerau_levenshtein(word, candidate) == 1;
    let mut near = candidates.iter().filter(is_near);
    let first = near.next()?;
    near.next().is_none().then_some(*first)
}

/// Edits between two words; the last part of a path (`Berlin`) is near to the whole.
fn distance(wanted: &str, candidate: &str) -> usize {
    let last_part = candidate.rsplit('/').next().unwrap_or(candidate);
    if last_part == wanted {
        return 0;
    }
    strsim::damerau_levenshtein(wanted, candidate)
}

/// A help text: the nearest candidate, or all of them.
pub fn help(word: &str, what: &str, candidates: &[&str]) -> String {
    match nearest(word, candidates.iter().copied()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None if candidates.is_empty() => format!("no {what} is defined"),
        None => format!("{what} is one of: {}", candidates.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_but_does_not_guess() {
        let words = ["billing", "orders", "Europe/Berlin"];
        assert_eq!(nearest("biling", words), Some("billing"));
        assert_eq!(nearest("Europa/Berlin", words), Some("Europe/Berlin"));
        assert_eq!(nearest("berlin", words), Some("Europe/Berlin"));
        assert_eq!(nearest("returns", words), None);
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(slip("DE-NX", &["DE-NW", "DE-BY"]), Some("DE-NW"));
        assert_eq!(slip("DE-NX", &["DE-NW", "DE-NI"]), None);
    }
}
