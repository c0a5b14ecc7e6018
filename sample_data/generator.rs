//! Writes the sample data: one invented month of three invented providers, with planted faults and the
//! figures that follow from them. `cargo run --example make_sample_data [-- FOLDER]`; same bytes every time.

use std::error::Error;
use std::path::PathBuf;

#[path = "generator/mod.rs"]
mod generator;

fn main() -> Result<(), Box<dyn Error>> {
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    let folder = std::env::args_os().nth(1).map_or(home, PathBuf::from);
    generator::write_all(&folder)?;
    Ok(())
}
