//! Results asked for go to standard output, whole; whoever reads them may stop early.

use std::io::{ErrorKind, Write};

use super::{Common, Exit};

/// Prints a result.
pub fn print(result: &[u8], common: &Common) -> Exit {
    let mut out = std::io::stdout().lock();
    match out.write_all(result).and_then(|()| out.flush()) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            common.say("error", &format!("error: {error}"));
            Exit::Failed
        }
    }
}
