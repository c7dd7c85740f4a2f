//! Reads a request target: the path is split at `/` before anything is decoded.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::error::GraphError;

/// What a request target names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) version: Version,
    /// The names along the path, in lower case, `{}` for each key; see [`resolve`].
    pub(crate) shape: String,
    /// The names and keys as they were written, for messages.
    pub(crate) segments: Vec<Segment>,
    /// The path as it was written, for links.
    pub(crate) path: String,
    /// All that follows `?`, as it was written.
    pub(crate) query: String,
    pub(crate) user: Option<UserKey>,
    /// The folders the path walks through, outermost first: ids or well-known names.
    pub(crate) folders: Vec<String>,
    pub(crate) message: Option<String>,
    pub(crate) attachment: Option<String>,
    /// `/drives/{id}`; without it the drive is the user's.
    pub(crate) drive: Option<String>,
    /// The id of a drive item; the root when it has none.
    pub(crate) item: Option<String>,
    /// The names that lead from there to the item, in `root:/a/b:`.
    pub(crate) item_path: Vec<String>,
    /// The token in `delta(token='…')`.
    pub(crate) delta_token: Option<String>,
    pub(crate) team: Option<String>,
    pub(crate) operation: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    V1,
    Beta,
}

impl Version {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1.0",
            Self::Beta => "beta",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum UserKey {
    /// `/me`.
    Me,
    /// `/users/{id}` or `/users/{userPrincipalName}`.
    Key(String),
}

/// A decoded part of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Name(String),
    Key(String),
    /// The names between colons, as in `root:/a/b:`.
    Path(Vec<String>),
}

/// Collections: what follows their name is a key unless it begins with `$` or is one of [`OPERATIONS`].
const COLLECTIONS: [&str; 10] = [
    "users",
    "messages",
    "mailfolders",
    "childfolders",
    "attachments",
    "drives",
    "items",
    "notebooks",
    "operations",
    "teams",
];

/// What is bound to a collection.
const OPERATIONS: [&str; 2] = ["delta", "createuploadsession"];

/// Reads a request target, in origin form or absolute form.
pub(crate) fn parse(target: &str) -> Result<Address, GraphError> {
    if target.contains('#') {
        return Err(GraphError::bad_request("The request target has a fragment."));
    }
    let origin = match target.split_once("://") {
        Some((_, rest)) if !target.starts_with('/') => rest.find('/').map_or("/", |start| &rest[start..]),
        _ => target,
    };
    let (path, query) = origin.split_once('?').unwrap_or((origin, ""));
    let Some(relative) = path.strip_prefix('/') else {
        return Err(GraphError::bad_request("The request target is not a path."));
    };
    let mut raw = relative.strip_suffix('/').unwrap_or(relative).split('/');
    let version = match raw.next() {
        Some("v1.0") => Version::V1,
        Some("beta") => Version::Beta,
        version => {
            let version = version.unwrap_or_default();
            return Err(GraphError::bad_request(format!("Invalid version: {version}.")));
        }
    };
    let segments = segments(raw)?;
    let mut keys = Keys::default();
    let shape = resolve(&segments, &mut keys);
    Ok(Address {
        version,
        shape,
        segments,
        path: path.to_owned(),
        query: query.to_owned(),
        user: keys.user,
        folders: keys.folders,
        message: keys.message,
        attachment: keys.attachment,
        drive: keys.drive,
        item: keys.item,
        item_path: keys.item_path,
        delta_token: keys.delta_token,
        team: keys.team,
        operation: keys.operation,
    })
}

/// The shape of the beginning of a path.
pub(crate) fn shape(segments: &[Segment]) -> String {
    resolve(segments, &mut Keys::default())
}

#[derive(Default)]
struct Keys {
    user: Option<UserKey>,
    folders: Vec<String>,
    message: Option<String>,
    attachment: Option<String>,
    drive: Option<String>,
    item: Option<String>,
    item_path: Vec<String>,
    delta_token: Option<String>,
    team: Option<String>,
    operation: Option<String>,
}

/// Decodes each segment by itself, and tells names from keys by what stands before them.
fn segments<'a>(raw: impl Iterator<Item = &'a str>) -> Result<Vec<Segment>, GraphError> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut raw = raw;
    while let Some(raw_segment) = raw.next() {
        let text = decode_segment(raw_segment)?;
        if text.is_empty() {
            return Err(GraphError::bad_request("Empty segment encountered in request URL."));
        }
        let key_expected = match segments.last() {
            Some(Segment::Name(name)) => COLLECTIONS.contains(&name.to_lowercase().as_str()),
            _ => false,
        };
        if let Some((start, path)) = by_path(&text, &segments, &mut raw)? {
            segments.push(if key_expected { Segment::Key(start) } else { Segment::Name(start) });
            segments.push(Segment::Path(path));
            continue;
        }
        let operation = text.strip_prefix("microsoft.graph.").unwrap_or(&text);
        let operation = operation.split('(').next().unwrap_or_default().to_lowercase();
        if key_expected && !text.starts_with('$') && !OPERATIONS.contains(&operation.as_str()) {
            segments.push(Segment::Key(text.into_owned()));
            continue;
        }
        match text.split_once("('").filter(|(name, _)| !name.is_empty()) {
            Some((name, rest)) => {
                let key = rest.strip_suffix("')").and_then(unquote);
                let key =
                    key.ok_or_else(|| GraphError::bad_request(format!("The key in '{text}' is not a valid literal.")))?;
                segments.push(Segment::Name(name.to_owned()));
                segments.push(Segment::Key(key));
            }
            None => {
                // A bound action may be written with its namespace.
                let name = text.strip_prefix("microsoft.graph.").unwrap_or(&text);
                let name = name.strip_suffix("()").unwrap_or(name);
                segments.push(Segment::Name(name.to_owned()));
            }
        }
    }
    Ok(segments)
}

/// Reads `root:/a/b:` or `{id}:/a`, which ends at a segment that ends in a colon, or with the address.
///
/// All of it may also be one segment, its slashes encoded.
fn by_path<'a>(
    text: &str,
    before: &[Segment],
    rest: &mut impl Iterator<Item = &'a str>,
) -> Result<Option<(String, Vec<String>)>, GraphError> {
    let is = |segment: &Segment, names: &[&str]| match segment {
        Segment::Name(name) => names.iter().any(|known| known.eq_ignore_ascii_case(name)),
        _ => false,
    };
    let in_drive = before.last().is_some_and(|last| is(last, &["drive", "items"]))
        || matches!(before, [.., drives, Segment::Key(_)] if is(drives, &["drives"]));
    if !in_drive {
        return Ok(None);
    }
    if let Some((start, path)) = text.split_once(":/") {
        let path = path.strip_suffix(':').unwrap_or(path);
        return Ok(Some((start.to_owned(), path.split('/').map(str::to_owned).collect())));
    }
    let Some(start) = text.strip_suffix(':') else {
        return Ok(None);
    };
    let mut path = Vec::new();
    for raw in rest {
        let name = decode_segment(raw)?;
        match name.strip_suffix(':') {
            Some(last) => {
                path.push(last.to_owned());
                break;
            }
            None => path.push(name.into_owned()),
        }
    }
    if path.iter().any(String::is_empty) {
        return Err(GraphError::bad_request("Empty segment encountered in request URL."));
    }
    Ok(Some((start.to_owned(), path)))
}

/// The token in `delta(token='…')`.
fn delta_token(name: &str) -> Option<String> {
    let token = name.strip_prefix("delta(token='")?.strip_suffix("')")?;
    Some(token.to_owned())
}

fn decode_segment(raw: &str) -> Result<Cow<'_, str>, GraphError> {
    decode(raw).ok_or_else(|| GraphError::bad_request("The request URI is not valid."))
}

/// Gives the shape and collects the keys.
///
/// `/me/…` and `/users/{}/…` both begin with `user`; a chain of folders is `user/mailfolders/{}`; what lies in a folder
/// has the shape it has without one: `user/messages/{}`.
fn resolve(segments: &[Segment], keys: &mut Keys) -> String {
    let mut shape: Vec<String> = Vec::new();
    for segment in segments {
        let here: Vec<&str> = shape.iter().map(String::as_str).collect();
        let key = match segment {
            Segment::Key(key) => key.clone(),
            Segment::Path(path) => {
                keys.item_path.extend(path.iter().cloned());
                continue;
            }
            Segment::Name(name) => {
                match (name.to_lowercase().as_str(), here.as_slice()) {
                    ("me", []) => {
                        keys.user = Some(UserKey::Me);
                        shape.push("user".to_owned());
                    }
                    // A user's drive and a drive of its own have one shape; so have an item by id, by path, and the root.
                    ("drive", ["user"]) => shape = vec!["drive".to_owned()],
                    ("root", ["drive"]) => shape.push("item".to_owned()),
                    (_, ["drive", "item"]) if delta_token(name).is_some() => {
                        keys.delta_token = delta_token(name);
                        shape.push("delta".to_owned());
                    }
                    ("messages", ["user", "mailfolders", "{}"]) => {
                        shape.truncate(1);
                        shape.push("messages".to_owned());
                    }
                    (name, _) => shape.push(name.to_owned()),
                }
                continue;
            }
        };
        match here.as_slice() {
            ["users"] => {
                keys.user = Some(UserKey::Key(key));
                shape = vec!["user".to_owned()];
            }
            ["user", "mailfolders"] => {
                keys.folders.push(key);
                shape.push("{}".to_owned());
            }
            ["user", "mailfolders", "{}", "childfolders"] => {
                keys.folders.push(key);
                shape.pop();
            }
            ["user", "messages"] => {
                keys.message = Some(key);
                shape.push("{}".to_owned());
            }
            ["teams"] => {
                keys.team = Some(key);
                shape.push("{}".to_owned());
            }
            [.., "operations"] => {
                keys.operation = Some(key);
                shape.push("{}".to_owned());
            }
            ["drives"] => {
                keys.drive = Some(key);
                shape = vec!["drive".to_owned()];
            }
            ["drive", "items"] => {
                keys.item = (!key.eq_ignore_ascii_case("root")).then_some(key);
                shape = vec!["drive".to_owned(), "item".to_owned()];
            }
            ["user", "messages", "{}", "attachments"] => {
                keys.attachment = Some(key);
                shape.push("{}".to_owned());
            }
            _ => shape.push("{}".to_owned()),
        }
    }
    shape.join("/")
}

/// Percent-decodes strictly: each `%` needs two hexadecimal digits, and the result is UTF-8.
pub(crate) fn decode(text: &str) -> Option<Cow<'_, str>> {
    let bytes = text.as_bytes();
    let well_formed = bytes.iter().enumerate().all(|(index, byte)| {
        let digits = bytes.get(index + 1..index + 3);
        *byte != b'%' || digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    if !well_formed {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok()
}

/// The content of an OData string literal: each quote in it is doubled.
fn unquote(text: &str) -> Option<String> {
    let single = text.replace("''", "");
    (!single.contains('\'')).then(|| text.replace("''", "'"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    fn user(target: &str) -> UserKey {
        parse(target).unwrap().user.unwrap()
    }

    #[test]
    fn me_and_users_have_one_shape() {
        let me = parse("/v1.0/me/messages/AAMk%3D/send").unwrap();
        assert_eq!(me.shape, "user/messages/{}/send");
        assert_eq!(me.message.as_deref(), Some("AAMk="));
        let other = parse("/beta/USERS/Adele%40contoso.com/Messages/x/microsoft.graph.send?a=b").unwrap();
        assert_eq!((other.version, other.query.as_str()), (Version::Beta, "a=b"));
        assert_eq!(other.shape, me.shape);
        assert_eq!(other.user, Some(UserKey::Key("Adele@contoso.com".to_owned())));
    }

    #[test]
    fn an_encoded_slash_stays_in_its_segment() {
        let address = parse("/v1.0/me/messages/a%2Fsend%2F..").unwrap();
        assert_eq!(address.shape, "user/messages/{}");
        assert_eq!(address.message.as_deref(), Some("a/send/.."));
        assert_eq!(parse("/v1.0/me/messages/a%252Fb").unwrap().message.as_deref(), Some("a%2Fb"));
    }

    #[test]
    fn quoted_keys() {
        let expected = UserKey::Key("$o'neil@x".to_owned());
        assert_eq!(user("/v1.0/users('$o''neil@x')/messages"), expected);
        assert_eq!(user("/v1.0/users(%27%24o%27%27neil%40x%27)"), expected);
        assert!(parse("/v1.0/users('o'neil')").is_err());
        // The slash form of a name that begins with `$` is no key.
        assert_eq!(parse("/v1.0/users/$ab@x").unwrap().shape, "users/$ab@x");
    }

    #[test]
    fn folders() {
        let address = parse("/v1.0/me/mailFolders/inbox/childFolders/x/messages/y").unwrap();
        assert_eq!(address.shape, "user/messages/{}");
        assert_eq!(address.folders, ["inbox", "x"]);
        assert_eq!(parse("/v1.0/me/mailFolders/inbox/childFolders").unwrap().shape, "user/mailfolders/{}/childfolders");
        assert_eq!(parse("/v1.0/me/mailFolders/$count").unwrap().shape, "user/mailfolders/$count");
    }

    #[test]
    fn drive_items() {
        let item = |target: &str| {
            let address = parse(target).unwrap();
            (address.shape, address.item, address.item_path)
        };
        let path = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(item("/v1.0/me/drive").0, "drive");
        assert_eq!(item("/v1.0/drives/b!x/root/children"), ("drive/item/children".into(), None, vec![]));
        assert_eq!(item("/v1.0/me/drive/items/01A"), ("drive/item".into(), Some("01A".into()), vec![]));
        assert_eq!(item("/v1.0/me/drive/items/root/delta()").0, "drive/item/delta");
        assert_eq!(item("/v1.0/drive/root:/a%20b/c%2Fd.txt"), ("drive/item".into(), None, path(&["a b", "c/d.txt"])));
        let content = ("drive/item/content".to_owned(), None, path(&["a", "b.txt"]));
        assert_eq!(item("/v1.0/users/x/drive/root:/a/b.txt:/content"), content);
        assert_eq!(item("/v1.0/drives/d/items/root%3A%2Fa%2Fb.txt%3A/content"), content);
        let beside = ("drive/item/createuploadsession".to_owned(), Some("01A".to_owned()), path(&["x"]));
        assert_eq!(item("/v1.0/me/drive/items/01A:/x:/microsoft.graph.createUploadSession"), beside);
        assert_eq!(parse("/v1.0/me/drive/root/delta(token='Abc')").unwrap().delta_token.as_deref(), Some("Abc"));
        assert!(parse("/v1.0/me/drive/root:/a//b:/content").is_err());
    }

    #[test]
    fn operations_bound_to_collections() {
        assert_eq!(parse("/v1.0/users/delta()").unwrap().shape, "users/delta");
        let delta = parse("/v1.0/me/mailFolders/inbox/messages/microsoft.graph.delta").unwrap();
        assert_eq!(delta.shape, "user/messages/delta");
        let session = parse("/v1.0/me/messages/x/attachments/createUploadSession").unwrap();
        assert_eq!(session.shape, "user/messages/{}/attachments/createuploadsession");
    }

    #[test]
    fn refusals() {
        for wrong in [
            "/v2.0/me",
            "/",
            "*",
            "/v1.0/me//messages",
            "/v1.0/me/messages/%zz",
            "/v1.0/me/messages/%ff",
            "/v1.0/me#x",
            "/v1.0/me/messages/%2",
        ] {
            assert_eq!(parse(wrong).unwrap_err().status, 400, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn an_encoded_key_comes_back_whatever_it_is(key in "[^$].*") {
            let encoded = utf8_percent_encode(&key, NON_ALPHANUMERIC);
            let address = parse(&format!("/v1.0/users/{encoded}/messages/{encoded}/send?$top=1")).unwrap();
            prop_assert_eq!(&address.shape, "user/messages/{}/send");
            prop_assert_eq!(address.user, Some(UserKey::Key(key.clone())));
            prop_assert_eq!(address.message, Some(key));
        }

        #[test]
        fn a_quoted_key_comes_back_whatever_it_is(key in ".+") {
            let doubled = key.replace('\'', "''");
            let encoded = utf8_percent_encode(&doubled, NON_ALPHANUMERIC);
            let address = parse(&format!("/v1.0/users('{encoded}')")).unwrap();
            prop_assert_eq!(address.user, Some(UserKey::Key(key)));
        }

        #[test]
        fn never_panics(target in "\\PC*") {
            let _ = parse(&target);
        }
    }
}
