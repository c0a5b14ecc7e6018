//! Values that may be left out.

use crate::workspace::document::Entry;

/// The value of an entry, or a default where there is none; nothing where it is wrong.
pub fn or_default<'a, T>(
    entry: Option<&'a Entry>,
    default: T,
    read: impl FnOnce(&'a Entry) -> Option<T>,
) -> Option<T> {
    entry.map_or(Some(default), read)
}

/// The value of an entry where there is one; the outer nothing says that it is wrong.
pub fn maybe<'a, T>(
    entry: Option<&'a Entry>,
    read: impl FnOnce(&'a Entry) -> Option<T>,
) -> Option<Option<T>> {
    entry.map_or(Some(None), |entry| read(entry).map(Some))
}
