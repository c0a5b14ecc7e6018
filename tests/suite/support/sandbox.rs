//! A folder of its own for one test: workspace and deliveries written there, the program run there.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::Table;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_leitstand");

/// How the program ended.
#[derive(Debug)]
pub struct Ended {
    /// Exit code; -1 where a signal ended it.
    pub exit: i32,
    /// What was asked for.
    pub stdout: String,
    /// What it said.
    pub stderr: String,
}

impl Ended {
    /// The same, where it must have ended with this code.
    #[track_caller]
    pub fn with(self, exit: i32) -> Self {
        assert_eq!(
            self.exit, exit,
            "stdout: {}\nstderr: {}",
            self.stdout, self.stderr
        );
        self
    }

    /// The same, where it must have said all of these on stderr.
    #[track_caller]
    pub fn saying(self, words: &[&str]) -> Self {
        for word in words {
            assert!(
                self.stderr.contains(word),
                "nothing of `{word}` in: {}",
                self.stderr
            );
        }
        self
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            exit: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        }
    }
}

/// A folder that is gone after the test.
pub struct Sandbox {
    folder: TempDir,
}

impl Sandbox {
    /// An empty one.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder }
    }

    /// A file or folder in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        let parent = path.parent().expect("a folder above it");
        std::fs::create_dir_all(parent).expect("the folder is made");
        std::fs::write(path, content).expect("the file is written");
    }

    /// The program, ready to start here, with its output kept.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the program here.
    pub fn ask(&self, arguments: &[&str]) -> Ended {
        let output = self.command(arguments).output().expect("the program starts");
        Ended::from(output)
    }

    /// A table of the publication `out/<period>`.
    pub fn table(&self, period: &str, name: &str) -> Table {
        Table::from_csv(&self.path(&format!("out/{period}/data/{name}.csv")))
    }

    /// A text file's content.
    pub fn read(&self, name: &str) -> String {
        read(&self.path(name))
    }
}

/// A text file's content.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// All files below a folder, in the order of their names.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
