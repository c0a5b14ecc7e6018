//! The program as its users meet it: whole runs, its commands, bad input, exact reference values.

mod bad_input;
mod commands;
mod coverage;
mod erlang_cli;
mod explain;
mod feedback;
mod golden_staffing;
mod inspect;
mod measures;
mod publication;
mod real_exports;
mod reply_calls;
mod shown;
mod support;
mod whole_run;
