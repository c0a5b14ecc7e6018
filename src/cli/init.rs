//! `leitstand init`: a commented starter workspace with example exports, ready to run.

use std::path::PathBuf;

use clap::Args;

use super::{Common, Exit, paths};
use crate::workspace::STARTER_FILES;

/// Arguments of `init`.
#[derive(Args, Clone, Debug)]
pub struct InitArgs {
    /// Folder; made where it does not exist
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Writes the starter; never over existing files.
pub fn execute(args: &InitArgs, common: &Common) -> Exit {
    if !paths::are_local([&args.folder], common) {
        return Exit::Usage;
    }
    let targets = STARTER_FILES
        .iter()
        .map(|(name, text)| (args.folder.join(name), *text));
    let targets: Vec<_> = targets.collect();
    if let Some((path, _)) = targets.iter().find(|(path, _)| path.exists()) {
        common.say(
            "error",
            &format!("error: {} exists already; nothing was written", path.display()),
        );
        return Exit::Usage;
    }
    for (path, text) in &targets {
        let written = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(path, text));
        if let Err(error) = written {
            common.say("error", &format!("error: {}: {error}", path.display()));
            return Exit::Failed;
        }
    }
    let workspace = args.folder.join("leitstand.toml");
    common.say(
        "info",
        &format!(
            "Wrote {} files. Next: leitstand run {}",
            targets.len(),
            workspace.display()
        ),
    );
    Exit::Done
}
