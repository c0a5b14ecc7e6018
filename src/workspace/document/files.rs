//! The workspace file and everything it includes, read once each, with their checksum.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::merge::merge;
use super::parse::parse;
use super::{Entry, Node, Source, Spot, Table, Value};
use crate::workspace::notes::{Note, Notes};

/// All files as one tree.
#[derive(Debug)]
pub struct Documents {
    /// The merged tree without `include`.
    pub root: Table,
    /// Paths in the order of reading: the workspace first.
    pub files: Vec<PathBuf>,
    /// SHA-256 over the bytes of all files in that order.
    pub hash: Sha256,
}

/// The files that an agreement rests on, and their checksum so far.
#[derive(Debug)]
pub struct Dossier {
    /// Paths in the order of reading.
    pub files: Vec<PathBuf>,
    /// SHA-256 over their bytes.
    pub hash: Sha256,
}

impl Dossier {
    /// Reads one more file and takes it in.
    ///
    /// # Errors
    /// It cannot be read: the message says why.
    pub fn read(&mut self, path: &Path) -> Result<Vec<u8>, String> {
        let bytes = fs::read(path).map_err(|error| why(&error))?;
        self.hash.update(&bytes);
        self.files.push(path.to_owned());
        Ok(bytes)
    }

    /// The files, and the checksum over all of them in that order, lower-case hex.
    pub fn finish(self) -> (Vec<PathBuf>, String) {
        let hash = self.hash.finalize();
        (
            self.files,
            hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        )
    }
}

/// Reads the workspace and its includes. Nothing where a file cannot be read or parsed; then a
/// note says why.
///
/// # Errors
/// The workspace file itself cannot be read: the message says why.
pub fn read_all(notes: &Notes, path: &Path) -> Result<Option<Documents>, String> {
    let bytes = fs::read(path).map_err(|error| why(&error))?;
    let mut reading = Reading {
        notes,
        hash: Sha256::new(),
        files: Vec::new(),
        trees: Vec::new(),
        seen: Vec::new(),
    };
    reading.file(path.to_owned(), &bytes, &mut Vec::new());
    if notes.any() {
        return Ok(None);
    }
    Ok(Some(Documents {
        root: merge(notes, reading.trees),
        files: reading.files,
        hash: reading.hash,
    }))
}

/// The state of reading file after file.
struct Reading<'a> {
    notes: &'a Notes,
    hash: Sha256,
    files: Vec<PathBuf>,
    trees: Vec<Table>,
    /// Canonical paths of all files read, so that each counts once.
    seen: Vec<PathBuf>,
}

impl Reading<'_> {
    /// Takes one file and goes on with what it includes. `open` holds the files being read now.
    fn file(&mut self, path: PathBuf, bytes: &[u8], open: &mut Vec<PathBuf>) {
        let canonical = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        self.seen.push(canonical.clone());
        self.hash.update(bytes);
        let file = self.files.len();
        let source = Source {
            name: path.display().to_string(),
            text: String::from_utf8_lossy(bytes).into(),
        };
        self.notes.add_source(source.clone());
        self.files.push(path.clone());
        if let Err(error) = std::str::from_utf8(bytes) {
            let start = error.valid_up_to();
            let spot = Spot {
                file,
                start,
                end: start,
            };
            self.notes.add(
                Note::at(spot, "this byte is not UTF-8")
                    .help("save the file in UTF-8; TOML allows no other encoding"),
            );
            return;
        }
        let Some(mut tree) = parse(self.notes, file, &source) else {
            return;
        };
        let include = tree.entries.iter().position(|entry| entry.key == "include");
        let include = include.map(|index| tree.entries.remove(index));
        self.trees.push(tree);
        open.push(canonical);
        let nodes = include
            .as_ref()
            .map_or(&[][..], |entry| includes(self.notes, entry));
        for node in nodes {
            self.include(&path, node, open);
        }
        open.pop();
    }

    fn include(&mut self, from: &Path, node: &Node, open: &mut Vec<PathBuf>) {
        let Value::Text(name) = &node.value else {
            let message = format!("a file to include is a text, not {}", node.value.kind());
            return self.notes.add(Note::at(node.spot, message));
        };
        let path = from.parent().unwrap_or(Path::new("")).join(name);
        let canonical = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if open.contains(&canonical) {
            let message = format!("`{name}` is included in a circle: it is being read already");
            return self
                .notes
                .add(Note::at(node.spot, message).help("remove one of the includes"));
        }
        if self.seen.contains(&canonical) {
            return;
        }
        match fs::read(&path) {
            Ok(bytes) => self.file(path, &bytes, open),
            Err(error) => {
                let message = format!("`{name}` cannot be read: {}", why(&error));
                let help = format!(
                    "looked for {}; paths are relative to the including file",
                    path.display()
                );
                self.notes.add(Note::at(node.spot, message).help(help));
            }
        }
    }
}

/// The entries of `include`, a list of texts.
fn includes<'a>(notes: &Notes, entry: &'a Entry) -> &'a [Node] {
    match &entry.node.value {
        Value::List(nodes) => nodes,
        other => {
            let message = format!("`include` is a list of files, not {}", other.kind());
            notes.add(Note::at(entry.node.spot, message).help("include = [\"holidays.toml\"]"));
            &[]
        }
    }
}

fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        _ => error.to_string(),
    }
}
