//! The token in a download URL, which names a file and the user in whose drive it is.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// The token for an item in the drive of a user, both by id.
pub(crate) fn write(user: &str, item: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{user} {item}"))
}

/// The ids of the user and the item.
pub(crate) fn read(token: &str) -> Option<(String, String)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(token).ok()?).ok()?;
    let (user, item) = text.split_once(' ')?;
    Some((user.to_owned(), item.to_owned()))
}
