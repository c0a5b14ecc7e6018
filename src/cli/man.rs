//! `leitstand man`: the manual pages, as packagers install them.

use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};

use super::{Cli, Common, Exit, paths, stdout};

/// Arguments of `man`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Without DIR the main page goes to standard output. With DIR one page for the program and one for
each command are written there: leitstand.1, leitstand-run.1 and so on; pages that are there already
are replaced.

Examples:
  leitstand man | man -l -
  leitstand man /usr/share/man/man1"
)]
pub struct ManArgs {
    /// Folder for all pages; made where it does not exist
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// Prints the main page, or writes all of them.
pub fn execute(args: &ManArgs, common: &Common) -> Exit {
    if !paths::are_local(&args.folder, common) {
        return Exit::Usage;
    }
    match &args.folder {
        Some(folder) => write_all(folder, common),
        None => print_main(common),
    }
}

fn print_main(common: &Common) -> Exit {
    let mut page = Vec::new();
    match clap_mangen::Man::new(Cli::command()).render(&mut page) {
        Ok(()) => stdout::print(&page, common),
        Err(error) => {
            common.say("error", &format!("error: {error}"));
            Exit::Failed
        }
    }
}

fn write_all(folder: &Path, common: &Common) -> Exit {
    // Without the `help` command, which would have a page for each command again.
    let command = Cli::command().disable_help_subcommand(true);
    let written = std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder));
    match written {
        Ok(()) => {
            common.say(
                "info",
                &format!("Wrote the manual pages into {}", folder.display()),
            );
            Exit::Done
        }
        Err(error) => {
            common.say("error", &format!("error: {}: {error}", folder.display()));
            Exit::Failed
        }
    }
}
