//! `leitstand schema`: the JSON Schema of the workspace, for editors.

use clap::Args;

use super::{Common, Exit, stdout};
use crate::workspace::schema;

/// Arguments of `schema`.
#[derive(Args, Clone, Debug)]
#[command(
    after_help = "Editors with a TOML language server complete and check the workspace by it. With Taplo or Even
Better TOML, the first line of the workspace names it:

  leitstand schema > leitstand.schema.json
  #:schema ./leitstand.schema.json"
)]
pub struct SchemaArgs {}

/// Prints the schema.
pub fn execute(_: &SchemaArgs, common: &Common) -> Exit {
    stdout::print(format!("{:#}\n", schema()).as_bytes(), common)
}
