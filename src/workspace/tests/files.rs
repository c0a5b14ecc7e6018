//! Several files: includes, their problems, checksum and order.

use std::fs;
use std::path::PathBuf;

use super::{BASE, Problem};
use crate::workspace::{STARTER_FILES, load};

/// Writes files to a new folder; the first is the workspace.
fn folder(files: &[(&str, &[u8])]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("created");
        fs::write(path, content).expect("written");
    }
    let path = folder.path().join(files[0].0);
    (folder, path)
}

fn problems(files: &[(&str, &[u8])]) -> Vec<Problem> {
    let (_folder, path) = folder(files);
    load(&path).expect_err("problems")
}

fn including(name: &str) -> String {
    format!("include = [\"{name}\"]\n{BASE}")
}

#[test]
fn includes_add_and_count_in_the_checksum() {
    let main = including("more/east.toml");
    let more: &[u8] = b"[providers.east]\nname = \"Ost\"\n";
    let (_one, path) = folder(&[("w.toml", main.as_bytes()), ("more/east.toml", more)]);
    let agreement = load(&path).expect("an agreement");
    let ids: Vec<&str> = agreement
        .providers
        .iter()
        .map(|provider| provider.id.as_str())
        .collect();
    assert_eq!(ids, ["nord", "east"]);
    assert_eq!(
        agreement.files,
        [path.clone(), path.with_file_name("more").join("east.toml")]
    );
    assert_eq!(agreement.hash.len(), 64);
    let changed: &[u8] = b"[providers.east]\nname = \"Ost\" \n";
    let (_two, path) = folder(&[("w.toml", main.as_bytes()), ("more/east.toml", changed)]);
    assert_ne!(agreement.hash, load(&path).expect("an agreement").hash);
}

#[test]
fn checksum_is_over_the_bytes() {
    let (_folder, path) = folder(&[("w.toml", BASE.as_bytes())]);
    use sha2::{Digest, Sha256};
    let expected: String = Sha256::digest(BASE.as_bytes())
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert_eq!(load(&path).expect("an agreement").hash, expected);
}

#[test]
fn an_id_in_two_files_shows_both() {
    let main = including("more.toml");
    let found = problems(&[
        ("w.toml", main.as_bytes()),
        ("more.toml", b"\n[queues.mail]\nname = \"x\"\n"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].message, "`queues.mail` is defined twice");
    assert!(found[0].file.ends_with("more.toml") && found[0].line == 2);
    assert!(
        found[0].related[0].file.ends_with("w.toml")
            && found[0].related[0].line == super::line_of(&main, "[queues.mail]")
    );
    assert!(found[0].render(false).contains("first defined here"));
}

#[test]
fn problems_of_included_files_name_them() {
    let main = including("more.toml");
    let found = problems(&[("w.toml", main.as_bytes()), ("more.toml", b"[providers.east]\n")]);
    assert_eq!(found[0].message, "provider `east` has no `name`");
    assert!(found[0].file.ends_with("more.toml"));
}

#[test]
fn circles_and_missing_files() {
    let main = including("a.toml");
    let found = problems(&[
        ("w.toml", main.as_bytes()),
        ("a.toml", b"include = [\"w.toml\"]\n"),
    ]);
    assert_eq!(
        found[0].message,
        "`w.toml` is included in a circle: it is being read already"
    );
    assert!(found[0].file.ends_with("a.toml") && found[0].line == 1);
    let found = problems(&[("w.toml", including("b.toml").as_bytes())]);
    assert_eq!(found[0].message, "`b.toml` cannot be read: there is no such file");
    assert_eq!((found[0].line, found[0].column), (1, 12));
}

#[test]
fn a_file_included_on_two_ways_counts_once() {
    let main = format!("include = [\"a.toml\", \"b.toml\"]\n{BASE}");
    let both: &[u8] = b"include = [\"c.toml\"]\n";
    let files: [(&str, &[u8]); 4] = [
        ("w.toml", main.as_bytes()),
        ("a.toml", both),
        ("b.toml", both),
        ("c.toml", b"[holidays.be]\n"),
    ];
    let (_folder, path) = folder(&files);
    assert_eq!(load(&path).expect("an agreement").files.len(), 4);
}

#[test]
fn not_utf8_has_a_place() {
    let found = problems(&[("w.toml", b"[client]\nname = \"M\xfcller\"\n")]);
    assert_eq!(found[0].message, "this byte is not UTF-8");
    assert_eq!((found[0].line, found[0].column), (2, 10));
    found[0].render(false);
}

#[test]
fn a_missing_workspace_is_told() {
    let found = load(&PathBuf::from("nowhere/leitstand.toml")).expect_err("missing");
    assert_eq!(
        found[0].message,
        "the workspace cannot be read: there is no such file"
    );
    assert!(found[0].render(false).contains("nowhere/leitstand.toml"));
}

#[test]
fn the_starter_passes() {
    let files: Vec<(&str, &[u8])> = STARTER_FILES
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    let (folder, path) = folder(&files);
    let agreement = load(&path).unwrap_or_else(|found| panic!("{}", found[0].render(false)));
    for source in &agreement.sources {
        let export = folder.path().join(source.path.replace("{period}", "2026-10"));
        let text = fs::read_to_string(export).expect("an export");
        for column in source
            .mapping
            .fields
            .values()
            .map(|field| field.label())
            .filter(|label| !label.is_empty())
        {
            for name in column.split(" + ") {
                assert!(text.contains(name), "{name} is not in {}", source.path);
            }
        }
    }
}
