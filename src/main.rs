//! The thin binary: parse, execute, exit.

use std::process::ExitCode;

use clap::Parser;
use leitstand::cli::{Cli, Exit, execute};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Number of the allocator's option for how long it keeps memory that nobody uses; the crate has no name
/// for it, so that its version is fixed in `Cargo.toml`.
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;

/// Lets the allocator keep freed memory for ten seconds: the next batch asks for as much, and pages that
/// were given back would have to be cleared again.
#[expect(
    unsafe_code,
    reason = "a foreign function, called once with constants before anything runs"
)]
fn keep_freed_memory() {
    // SAFETY: sets a number in a static table of the allocator; an option that does not exist is ignored.
    unsafe { libmimalloc_sys::mi_option_set_default(PURGE_DELAY, 10_000) }
}

fn main() -> ExitCode {
    keep_freed_memory();
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
