//! Paths of sources: relative to the data root, inside it, with `/` on any system.

use crate::vocabulary::suggest;
use crate::workspace::document::Entry;
use crate::workspace::notes::{Note, Notes};
use crate::workspace::read::text;

/// What a path may have filled in.
const PLACEHOLDERS: [&str; 3] = ["period", "year", "month"];

/// A path below the data root, or a note.
pub fn source_path(notes: &Notes, entry: &Entry) -> Option<String> {
    let path = text(notes, "`path`", &entry.node)?;
    match fault(path) {
        Some((message, help)) => notes.refuse(Note::at(entry.node.spot, message).help(help)),
        None => Some(path.to_owned()),
    }
}

fn fault(path: &str) -> Option<(String, String)> {
    let below = "write a path below the data root, such as \"nord/calls_{period}.csv\"";
    if path.contains("://") {
        return Some((
            format!("`{path}` is an address, not a path"),
            "deliveries are read from disk only".into(),
        ));
    }
    if path.contains(char::is_control) {
        return Some((
            String::from("the path holds a line break or tab: in double quotes `\\n` and `\\t` are such"),
            String::from("write the path with `/`"),
        ));
    }
    if path.contains('\\') {
        return Some((
            format!("`{path}` has a backslash"),
            format!("write {}", path.replace('\\', "/")),
        ));
    }
    let has_drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') || path.starts_with('~') || has_drive {
        return Some((format!("`{path}` is an absolute path"), below.into()));
    }
    if path.split('/').any(|part| part == "..") {
        return Some((format!("`{path}` leaves the data root"), below.into()));
    }
    if glob::Pattern::new(path).is_err() {
        return Some((
            format!("`{path}` is no pattern"),
            "`[` opens a set of characters and needs its `]`; `*` and `?` stand for any".into(),
        ));
    }
    placeholder_fault(path)
}

fn placeholder_fault(path: &str) -> Option<(String, String)> {
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        let name = rest[open..]
            .strip_prefix('{')
            .and_then(|inner| inner.split_once('}'));
        let Some((name, after)) = name else {
            return Some((
                format!("`{path}` has a brace without its partner"),
                "write {period}".into(),
            ));
        };
        if !PLACEHOLDERS.contains(&name) {
            let help = match suggest::nearest(name, PLACEHOLDERS) {
                Some(near) => format!("did you mean {{{near}}}?"),
                None => "a path may have {period}, {year} and {month}, and the wildcards * and ?".to_owned(),
            };
            return Some((format!("nothing can be filled in for {{{name}}}"), help));
        }
        rest = after;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn only_paths_below_the_data_root() {
        for good in [
            "a.csv",
            "nord/anrufe_{period}.csv",
            "{year}/{month}/*.xls?",
            "a..b/c.csv",
        ] {
            assert_eq!(fault(good), None, "{good}");
        }
        for bad in [
            "/a.csv",
            "../a.csv",
            "a/../b.csv",
            "C:/a.csv",
            "ftp://x/a.csv",
            "a\\b.csv",
            "{perod}",
            "{",
            "a}",
        ] {
            assert!(fault(bad).is_some(), "{bad}");
        }
        assert_eq!(
            fault("{perod}").map(|(_, help)| help),
            Some("did you mean {period}?".into())
        );
    }
}
