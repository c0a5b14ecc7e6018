//! What people see, opened as they open it: pages in a browser, workbooks in an office program.

mod browser;
mod pages;
mod workbooks;

use std::path::Path;

use crate::support::Run;

/// The sample data, published.
fn sample() -> Run {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    Run::whole(&folder.join("leitstand.toml"), &folder, "2026-10")
}
