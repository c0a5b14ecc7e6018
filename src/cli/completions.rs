//! `leitstand completions`: what a shell offers at the tab key.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Common, Exit, stdout};

/// Arguments of `completions`.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Examples:
  leitstand completions bash > /usr/share/bash-completion/completions/leitstand
  leitstand completions zsh > \"${fpath[1]}/_leitstand\"
  leitstand completions fish > ~/.config/fish/completions/leitstand.fish")]
pub struct CompletionsArgs {
    /// Shell that reads them
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

/// Prints the script.
pub fn execute(args: &CompletionsArgs, common: &Common) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "leitstand", &mut script);
    stdout::print(&script, common)
}
