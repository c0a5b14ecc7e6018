//! Paths given on the command line: local ones, and folders where folders are meant.

use std::path::{Path, PathBuf};

use super::Common;

/// Whether all of the paths are local; says which is an address.
pub fn are_local<'p>(paths: impl IntoIterator<Item = &'p PathBuf>, common: &Common) -> bool {
    let mut paths = paths.into_iter();
    let Some(address) = paths.find(|path| path.to_string_lossy().contains("://")) else {
        return true;
    };
    common.say(
        "error",
        &format!(
            "error: `{}` is an address; only local paths are read",
            address.display()
        ),
    );
    false
}

/// Whether the data root, where one is given, is a folder: a mistyped one would read as a month
/// without any delivery, and would replace a good publication.
pub fn is_data_root(root: Option<&Path>, common: &Common) -> bool {
    let Some(missing) = root.filter(|root| !root.is_dir()) else {
        return true;
    };
    let message = format!(
        "error: --data-root: there is no folder `{}`; nothing was read",
        missing.display()
    );
    common.say("error", &message);
    false
}
