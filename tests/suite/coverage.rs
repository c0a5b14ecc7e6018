//! The table of demands and tests in the documentation names tests that exist.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Names of all functions right below a `#[test]`.
fn tests_in(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
        let path = entry.path();
        if path.is_dir() {
            tests_in(&path, found);
            continue;
        }
        if path.extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        for after in text.split("#[test]").skip(1) {
            let name = after.split_once("fn ").and_then(|(_, rest)| rest.split_once('('));
            found.extend(name.map(|(name, _)| name.to_owned()));
        }
    }
}

#[test]
fn every_test_that_the_documentation_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut known = BTreeSet::new();
    for folder in ["src", "tests"] {
        tests_in(&root.join(folder), &mut known);
    }
    let page = fs::read_to_string(root.join("docs/coverage.md")).expect("the page");
    let rows = page
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| --- "));
    let mut named = 0;
    for row in rows.filter(|row| row.contains('`')) {
        for name in row.split('`').skip(1).step_by(2) {
            named += 1;
            assert!(known.contains(name), "{name}, named in: {row}");
        }
    }
    assert!(named > 80, "{named}");
}
