//! The starter workspace that `leitstand init` writes: commented, complete, and it passes `check`.

/// The starter's workspace file.
pub const STARTER: &str = include_str!("starter/leitstand.toml");

/// All files of the starter: path relative to the new folder (with `/`), and content.
pub const STARTER_FILES: &[(&str, &str)] = &[
    ("leitstand.toml", STARTER),
    (
        "exports/nord/calls_2026-10.csv",
        include_str!("starter/exports/nord/calls_2026-10.csv"),
    ),
    (
        "exports/nord/staffing_2026-10.csv",
        include_str!("starter/exports/nord/staffing_2026-10.csv"),
    ),
];
