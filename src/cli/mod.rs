//! What can be typed, one file per subcommand, and how a run's end becomes an exit code.

mod check;
mod completions;
pub mod erlang;
mod exit;
mod explain;
mod init;
mod input;
mod inspect;
mod man;
mod paths;
mod progress;
mod run;
mod schema;
mod staffing;
mod stdout;
mod summary;

use clap::{Parser, Subcommand, ValueEnum};

pub use exit::Exit;

use crate::vocabulary::printable_lines;

/// Steering of outsourced call-centre providers: exports in, scorecards and feedback files out.
#[derive(Parser, Debug)]
#[command(name = "leitstand", version, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// Flags of all subcommands.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Common options")]
pub struct Common {
    /// Print errors only
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Print what is done as it is done
    #[arg(long, short, global = true)]
    verbose: bool,
    /// Form of messages on stderr
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Text)]
    log_format: LogFormat,
    /// When to colour output
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    /// Number of workers; default: one per processor
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
}

/// Form of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Read, normalize, judge, staff, score and publish a period
    Run(run::RunArgs),
    /// Read and normalize as a run does, say what is wrong, publish nothing
    Check(check::CheckArgs),
    /// Look at an unknown export: encoding, header, types, and the mapping it would propose
    Inspect(inspect::InspectArgs),
    /// Write a commented starter workspace into a folder
    Init(init::InitArgs),
    /// Show definition, numerator, denominator, exclusions and rows of one published figure
    Explain(explain::ExplainArgs),
    /// Answer a staffing question (Erlang C), or many with --batch
    Erlang(erlang::ErlangArgs),
    /// Say what a forecast month asks of the providers, and where one more agent helps
    Staffing(staffing::StaffingArgs),
    /// Print the JSON Schema of the workspace file, for editors
    Schema(schema::SchemaArgs),
    /// Print the completions of a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual page, or write all pages into a folder
    Man(man::ManArgs),
}

impl Common {
    /// Number of workers.
    fn jobs(&self) -> usize {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        self.jobs.map_or(processors, usize::from)
    }

    /// Whether to colour what goes to stderr.
    fn color(&self) -> bool {
        use std::io::IsTerminal;
        match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                std::io::stderr().is_terminal()
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        }
    }

    /// Says something on stderr, in the chosen form. Whatever stands in it, nothing acts on the
    /// terminal; values within it must have been made printable before, or their line breaks stay.
    fn say(&self, level: &str, message: &str) {
        self.say_coloured(level, &printable_lines(message));
    }

    /// The same for a message that is printable already, but for colours of its own.
    fn say_coloured(&self, level: &str, message: &str) {
        if self.quiet && level != "error" {
            return;
        }
        match self.log_format {
            LogFormat::Text => eprintln!("{message}"),
            LogFormat::Json => eprintln!("{}", serde_json::json!({ "level": level, "message": message })),
        }
    }
}

/// Runs what was typed.
pub fn execute(cli: &Cli) -> Exit {
    let common = &cli.common;
    match &cli.command {
        Command::Run(args) => run::execute(args, common),
        Command::Check(args) => check::execute(args, common),
        Command::Inspect(args) => inspect::execute(args, common),
        Command::Init(args) => init::execute(args, common),
        Command::Explain(args) => explain::execute(args, common),
        Command::Erlang(args) => erlang_answer(args, common),
        Command::Staffing(args) => staffing::execute(args, common),
        Command::Schema(args) => schema::execute(args, common),
        Command::Completions(args) => completions::execute(args, common),
        Command::Man(args) => man::execute(args, common),
    }
}

fn erlang_answer(args: &erlang::ErlangArgs, common: &Common) -> Exit {
    if !paths::are_local(&args.batch, common) {
        return Exit::Usage;
    }
    match erlang::run(args, &mut std::io::stdout().lock()) {
        Ok(()) => Exit::Done,
        Err(error) => {
            common.say("error", &format!("error: {error}"));
            match error {
                erlang::ErlangError::Usage(_) => Exit::Usage,
                erlang::ErlangError::Io(_) => Exit::Failed,
            }
        }
    }
}
