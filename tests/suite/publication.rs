//! A publication appears whole or not at all, however a run ends.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::support::{Sandbox, files_below};

fn sample_workspace() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/leitstand.toml");
    path.to_str().expect("a path").to_owned()
}

fn run(sandbox: &Sandbox) {
    let workspace = sample_workspace();
    let arguments = ["run", &workspace, "--period", "2026-10", "--out", "out"];
    sandbox.ask(&arguments).with(0);
}

/// SHA-256 of every file below a folder.
fn hashes(folder: &Path) -> BTreeMap<String, String> {
    files_below(folder)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(folder).expect("below").to_owned();
            (name.to_str().expect("a name").to_owned(), hash(&path))
        })
        .collect()
}

fn hash(path: &Path) -> String {
    let digest = Sha256::digest(std::fs::read(path).expect("read"));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A manifest.
fn manifest(sandbox: &Sandbox) -> serde_json::Value {
    serde_json::from_str(&sandbox.read("out/2026-10/manifest.json")).expect("a whole manifest")
}

/// Name, size and, where it is given, SHA-256 of each file in a list of a manifest.
fn listed(manifest: &serde_json::Value, list: &str, key: &str) -> Vec<(String, u64, Option<String>)> {
    let entries = manifest[list].as_array().expect("a list");
    entries
        .iter()
        .map(|entry| {
            let name = entry[key].as_str().expect("a name").to_owned();
            let sha256 = entry["sha256"].as_str().map(str::to_owned);
            (name, entry["size"].as_u64().expect("a size"), sha256)
        })
        .collect()
}

/// Each file of the list stands below the folder as it is described.
fn agree(files: &[(String, u64, Option<String>)], folder: &Path) {
    for (name, size, sha256) in files {
        let path = folder.join(name);
        assert_eq!(*size, path.metadata().expect("there").len(), "{name}");
        if let Some(sha256) = sha256 {
            assert_eq!(*sha256, hash(&path), "{name}");
        }
    }
}

#[test]
fn the_manifest_describes_every_file_and_every_input() {
    let sandbox = Sandbox::new();
    run(&sandbox);
    let folder = sandbox.path("out/2026-10");
    let manifest = manifest(&sandbox);
    let mut published = hashes(&folder);
    published.remove("manifest.json").expect("itself");
    let outputs = listed(&manifest, "outputs", "path");
    let names: Vec<&String> = outputs.iter().map(|(name, ..)| name).collect();
    assert_eq!(names, published.keys().collect::<Vec<_>>());
    agree(&outputs, &folder);
    let inputs = listed(&manifest, "inputs", "file");
    let workspace = PathBuf::from(sample_workspace());
    assert!(inputs.len() >= 10, "{inputs:?}");
    assert!(inputs.iter().all(|(.., sha256)| sha256.is_some()));
    agree(&inputs, workspace.parent().expect("a folder"));
    assert_eq!(manifest["exit_code"], 0);
}

#[test]
fn a_publication_has_the_files_it_should_have_and_nothing_is_left_beside_it() {
    let sandbox = Sandbox::new();
    run(&sandbox);
    run(&sandbox); // Replaces itself.
    let mut beside: Vec<_> = std::fs::read_dir(sandbox.path("out"))
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    beside.sort();
    assert_eq!(beside, [".leitstand.lock", "2026-10"]);
    let names: Vec<String> = hashes(&sandbox.path("out/2026-10")).into_keys().collect();
    let mut expected: Vec<String> = ["kpi", "findings", "intervals", "credits", "staffing_gap"]
        .iter()
        .flat_map(|name| [format!("data/{name}.csv"), format!("data/{name}.parquet")])
        .collect();
    for name in [
        "data/actions.csv",
        "data/comparison.csv",
        "data/documentation.csv",
        "data/reconciliation.csv",
        "data/rejected.csv",
        "data/doubtful_pauses.csv",
        "data/staffing_check.csv",
        "data/cases.parquet",
        "data/calls.parquet",
        "data/tickets.parquet",
        "manifest.json",
        "overview.html",
        "overview.xlsx",
    ] {
        expected.push(name.to_owned());
    }
    for provider in ["alpen", "nord", "sued"] {
        for name in ["feedback.xlsx", "findings.csv", "scorecard.html"] {
            expected.push(format!("partners/{provider}/{name}"));
        }
    }
    expected.sort();
    assert_eq!(names, expected);
}

/// Numbers that only look random, so that a failure comes again.
struct Moments(u64);

impl Moments {
    fn next_below(&mut self, limit: Duration) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        limit.mul_f64((self.0 >> 11) as f64 / (1_u64 << 53) as f64)
    }
}

#[test]
fn a_run_killed_at_any_moment_leaves_the_former_publication_or_the_new_one() {
    let sandbox = Sandbox::new();
    let begun = Instant::now();
    run(&sandbox);
    let mut longest = begun.elapsed();
    let folder = sandbox.path("out/2026-10");
    let data = |folder: &Path| hashes(&folder.join("data"));
    let expected = data(&folder);
    let workspace = sample_workspace();
    let arguments = [
        "run", &workspace, "--period", "2026-10", "--out", "out", "--quiet",
    ];
    let (mut moments, mut killed, mut attempts) = (Moments(2026), 0, 0);
    while killed < 6 {
        attempts += 1;
        assert!(attempts <= 60, "only {killed} runs were killed in the middle");
        let mut child = sandbox.command(&arguments).spawn().expect("started");
        std::thread::sleep(moments.next_below(longest));
        child.kill().expect("killed");
        let status = child.wait().expect("ended");
        // The first run may have been slower than the others are.
        match status.success() {
            true => longest = longest * 4 / 5,
            false => killed += 1,
        }
        // Whole, whether it is the former or the new one: every file agrees with its manifest.
        agree(&listed(&manifest(&sandbox), "outputs", "path"), &folder);
        assert_eq!(data(&folder), expected);
    }
    run(&sandbox);
    assert_eq!(data(&folder), expected);
    let left = std::fs::read_dir(sandbox.path("out"))
        .expect("the folder")
        .count();
    assert_eq!(left, 2, "lock and publication");
}

#[test]
fn a_first_run_that_is_killed_publishes_nothing_by_halves() {
    let sandbox = Sandbox::new();
    let workspace = sample_workspace();
    let arguments = [
        "run", &workspace, "--period", "2026-10", "--out", "out", "--quiet",
    ];
    for milliseconds in [40, 120, 200] {
        let mut child = sandbox.command(&arguments).spawn().expect("started");
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().expect("killed");
        child.wait().expect("ended");
        let folder = sandbox.path("out/2026-10");
        assert!(!folder.exists() || folder.join("manifest.json").exists());
    }
    run(&sandbox);
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_cannot_be_made_fails_without_touching_anything() {
    let sandbox = Sandbox::new();
    sandbox.write("file", "not a folder");
    let workspace = sample_workspace();
    for out in ["file", "file/below"] {
        let arguments = ["run", &workspace, "--period", "2026-10", "--out", out];
        sandbox
            .ask(&arguments)
            .with(1)
            .saying(&[out, "nothing was published"]);
    }
    assert_eq!(sandbox.read("file"), "not a folder");
}
