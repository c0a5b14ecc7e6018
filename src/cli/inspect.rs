//! `leitstand inspect`: what an unknown export holds, and the mapping that would read it.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Common, Exit, paths, stdout};
use crate::inspect::{Inspection, fragment, inspect, report};

/// Arguments of `inspect`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "What is proposed is a proposal: types and meanings are told by names and values. Where several
readings are possible, all are named and none is chosen. The mapping is a fragment of a workspace;
it needs providers, queues and [vocabularies.queues], and then `leitstand check` reads it.

Examples:
  leitstand inspect nord/anrufe_2026-10.csv
  leitstand inspect nord/*.csv sued/*.xlsx --mapping proposed.toml

Exit codes:
  0  all files were looked at
  1  a file cannot be used; the others were looked at
  2  wrong usage"
)]
pub struct InspectArgs {
    /// Exports: delimited text in any encoding, xlsx, xlsm, xlsb, xls, ods
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Write the proposed sources here; never over an existing file. Their paths are relative to its
    /// folder
    #[arg(long, value_name = "OUT.toml")]
    mapping: Option<PathBuf>,
}

/// Looks at the files, prints what was found, and writes the proposed mapping where asked.
pub fn execute(args: &InspectArgs, common: &Common) -> Exit {
    if !paths::are_local(args.files.iter().chain(&args.mapping), common) {
        return Exit::Usage;
    }
    if let Some(path) = args.mapping.as_deref().filter(|path| path.exists()) {
        return exists_already(path, common);
    }
    let mut exit = Exit::Done;
    let mut found: Vec<(&Path, Inspection)> = Vec::new();
    for file in &args.files {
        match inspect(file) {
            Ok(inspection) => {
                if stdout::print(report(&inspection).as_bytes(), common) == Exit::Failed {
                    return Exit::Failed;
                }
                found.push((file, inspection));
            }
            Err(problem) => {
                common.say(
                    "error",
                    &format!("error: {}: {}", problem.place, problem.in_words()),
                );
                exit = Exit::Failed;
            }
        }
    }
    match &args.mapping {
        Some(path) => write(path, &found, common).unwrap_or(exit),
        None => exit,
    }
}

fn exists_already(path: &Path, common: &Common) -> Exit {
    let message = format!("error: {} exists already; nothing was written", path.display());
    common.say("error", &message);
    Exit::Usage
}

/// Writes the mapping into a new file, or says why not; what came to lie there meanwhile stays.
fn write(path: &Path, found: &[(&Path, Inspection)], common: &Common) -> Option<Exit> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let text = fragment(found, folder.unwrap_or(Path::new(".")));
    let created = File::options().write(true).create_new(true).open(path);
    match created.and_then(|mut file| file.write_all(text.as_bytes())) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Some(exists_already(path, common));
        }
        Err(error) => {
            common.say("error", &format!("error: {}: {error}", path.display()));
            return Some(Exit::Failed);
        }
        Ok(()) => {}
    }
    common.say(
        "info",
        &format!("Wrote the proposed mapping to {}", path.display()),
    );
    None
}
