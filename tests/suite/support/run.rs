//! One run of the program into a folder of its own, which is gone afterwards.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use super::Table;

/// A finished `leitstand run`.
pub struct Run {
    /// Exit code.
    pub exit: i32,
    /// What it said.
    pub stderr: String,
    period: String,
    out: TempDir,
}

impl Run {
    /// Runs a workspace over the data below `data_root` for a period.
    pub fn of(workspace: &Path, data_root: &Path, period: &str) -> Self {
        let out = tempfile::tempdir().expect("a folder for the output");
        let output = Command::new(env!("CARGO_BIN_EXE_leitstand"))
            .arg("run")
            .arg(workspace)
            .args(["--period", period, "--color", "never"])
            .arg("--data-root")
            .arg(data_root)
            .arg("--out")
            .arg(out.path())
            .output()
            .expect("the program starts");
        Self {
            exit: output.status.code().unwrap_or(-1),
            stderr: text(&output.stderr),
            period: period.to_owned(),
            out,
        }
    }

    /// The same, where everything must be published and whole.
    pub fn whole(workspace: &Path, data_root: &Path, period: &str) -> Self {
        let run = Self::of(workspace, data_root, period);
        assert_eq!(run.exit, 0, "{}: {}", workspace.display(), run.stderr);
        run
    }

    /// The publication of the period.
    pub fn publication(&self) -> PathBuf {
        self.out.path().join(&self.period)
    }

    /// `data/<name>.csv`.
    pub fn csv(&self, name: &str) -> Table {
        Table::from_csv(&self.publication().join("data").join(format!("{name}.csv")))
    }

    /// `data/<name>.parquet`; instants are seconds since 1970.
    pub fn parquet(&self, name: &str) -> Table {
        Table::from_parquet(&self.publication().join("data").join(format!("{name}.parquet")))
    }
}

/// Runs the program with these arguments and gives what it printed.
pub fn ask(args: &[&str]) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_leitstand"))
        .args(args)
        .output()
        .expect("the program starts");
    assert!(status.success(), "{args:?}: {}", text(&stderr));
    text(&stdout)
}

/// A file or folder of the reference data.
pub fn shared(path: &str) -> PathBuf {
    let root = std::env::var_os("LEITSTAND_SHARED");
    let root = root.map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    root.join(path)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
