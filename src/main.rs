//! The thin binary: parse, execute, exit.

use std::process::ExitCode;

use clap::Parser;
use leitstand::cli::{Cli, Exit, execute};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let is_error = error.use_stderr();
            let _ = error.print();
            return if is_error {
                Exit::Usage.into()
            } else {
                Exit::Done.into()
            };
        }
    };
    // A defect must look like any other failure: exit 1, nothing published.
    match std::panic::catch_unwind(|| execute(&cli)) {
        Ok(exit) => exit.into(),
        Err(_) => Exit::Failed.into(),
    }
}
