//! Reads the target of a request. The path is split at `/` before anything is decoded.

pub(crate) mod address;
pub(crate) mod segment;
pub(crate) mod shape;

use crate::http::{GraphError, Result};
use address::Address;
use shape::Shape;

/// What a request target names.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) version: Version,
    pub(crate) shape: Shape,
    /// What the schema says of the path.
    pub(crate) address: Address,
    /// The path as it was written, for links.
    pub(crate) path: String,
    /// What follows `?`, as it was written.
    pub(crate) query: String,
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

/// Reads a request target, in origin form or absolute form.
pub(crate) fn parse(target: &str) -> Result<Target> {
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
    let address = address::read(raw)?;
    if address.segments.is_empty() {
        return Err(GraphError::bad_request("The request URI names no resource."));
    }
    let shape = shape::recognise(&address);
    Ok(Target { version, shape, address, path: path.to_owned(), query: query.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{
        shape::{
            AttachmentsPart, CollectionPart, DriveDeltaKey, DriveKey, FolderPath, FoldersPart, ItemKey, ItemPart,
            MessageKey, MessagePart, UserKey, UserPart,
        },
        *,
    };
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    use proptest::prelude::*;

    fn shape(target: &str) -> Shape {
        parse(target).unwrap().shape
    }

    fn folder(user: &UserKey, folders: &[&str]) -> FolderPath {
        FolderPath { user: user.clone(), folders: folders.iter().map(ToString::to_string).collect() }
    }

    fn message(user: &UserKey, id: &str) -> MessageKey {
        MessageKey { within: folder(user, &[]), id: id.to_owned() }
    }

    fn key(key: &str) -> UserKey {
        UserKey::Key(key.to_owned())
    }

    #[test]
    fn me_and_users_have_one_shape() {
        let me = shape("/v1.0/me/messages/AAMk%3D/send");
        assert_eq!(me, Shape::Message(message(&UserKey::Me, "AAMk="), MessagePart::Send));
        let other = parse("/beta/USERS/Adele%40contoso.com/Messages/x/microsoft.graph.send?a=b").unwrap();
        assert_eq!((other.version, other.query.as_str()), (Version::Beta, "a=b"));
        assert_eq!(other.shape, Shape::Message(message(&key("Adele@contoso.com"), "x"), MessagePart::Send));
    }

    #[test]
    fn an_encoded_slash_stays_in_its_segment() {
        for (written, id) in [("a%2Fsend%2F..", "a/send/.."), ("a%252Fb", "a%2Fb")] {
            let shape = shape(&format!("/v1.0/me/messages/{written}"));
            assert_eq!(shape, Shape::Message(message(&UserKey::Me, id), MessagePart::Message));
        }
    }

    #[test]
    fn quoted_keys() {
        let user = key("$o'neil@x");
        let messages = Shape::Messages(folder(&user, &[]), CollectionPart::Items);
        assert_eq!(shape("/v1.0/users('$o''neil@x')/messages"), messages);
        let send = Shape::User(user, UserPart::SendMail);
        assert_eq!(shape("/v1.0/users(%27%24o%27%27neil%40x%27)/sendMail"), send);
        assert!(parse("/v1.0/users('o'neil')").is_err());
        // The slash form of a name that begins with `$` is no key.
        assert_eq!(parse("/v1.0/users/$ab@x"), Err(GraphError::unknown_segment("$ab@x")));
    }

    #[test]
    fn folders() {
        let me = UserKey::Me;
        let within = folder(&me, &["inbox", "x"]);
        let found = shape("/v1.0/me/mailFolders/inbox/childFolders/x/messages/y");
        assert_eq!(found, Shape::Message(MessageKey { within, id: "y".to_owned() }, MessagePart::Message));
        let children = Shape::Folders(folder(&me, &["inbox"]), FoldersPart::Items);
        assert_eq!(shape("/v1.0/me/mailFolders/inbox/childFolders"), children);
        assert_eq!(shape("/v1.0/me/mailFolders/$count"), Shape::Folders(folder(&me, &[]), FoldersPart::Count));
    }

    #[test]
    fn drive_items() {
        let item = |drive: &DriveKey, id: Option<&str>, path: &[&str]| ItemKey {
            drive: drive.clone(),
            id: id.map(str::to_owned),
            path: path.iter().map(ToString::to_string).collect(),
        };
        let (me, d) = (DriveKey::OfUser(UserKey::Me), DriveKey::Id("b!d".to_owned()));
        let (alex, signed_in) = (DriveKey::OfUser(key("alex")), DriveKey::SignedIn);
        assert_eq!(shape("/v1.0/me/drive"), Shape::Drive(me.clone()));
        for (target, key, part) in [
            ("drives/b!d/root/children", item(&d, None, &[]), ItemPart::Children),
            ("me/drive/items/01A", item(&me, Some("01A"), &[]), ItemPart::Item),
            ("drive/root:/a%20b/c%2Fd.txt", item(&signed_in, None, &["a b", "c/d.txt"]), ItemPart::Item),
            ("users/alex/drive/root:/a/b.txt:/content", item(&alex, None, &["a", "b.txt"]), ItemPart::Content),
            ("drives/b!d/items/root%3A%2Fa%2Fb.txt%3A/content", item(&d, None, &["a", "b.txt"]), ItemPart::Content),
            ("me/drive/items/01A:/x:/microsoft.graph.copy", item(&me, Some("01A"), &["x"]), ItemPart::Copy),
        ] {
            assert_eq!(shape(&format!("/v1.0/{target}")), Shape::DriveItem(key, part), "{target}");
        }
        for (target, token) in [("items/root/delta()", None), ("root/delta(token='Abc')", Some("Abc".to_owned()))] {
            let key = DriveDeltaKey { item: item(&me, None, &[]), token };
            assert_eq!(shape(&format!("/v1.0/me/drive/{target}")), Shape::DriveDelta(key));
        }
        assert!(parse("/v1.0/me/drive/root:/a//b:/content").is_err());
    }

    #[test]
    fn operations_bound_to_collections() {
        let delta = shape("/v1.0/me/mailFolders/inbox/messages/microsoft.graph.delta");
        assert_eq!(delta, Shape::Messages(folder(&UserKey::Me, &["inbox"]), CollectionPart::Delta));
        let session = shape("/v1.0/me/messages/x/attachments/createUploadSession");
        assert_eq!(session, Shape::Attachments(message(&UserKey::Me, "x"), AttachmentsPart::CreateUploadSession));
    }

    #[test]
    fn the_first_segment_that_leads_nowhere_is_named() {
        for (target, segment) in [
            ("/v1.0/me/messages/x/sent", "sent"),
            ("/v1.0/me/messages/x/send/y", "y"),
            ("/v1.0/me/drive/items/x/kids", "kids"),
            ("/v1.0/me/drive/stem:/a/b:/content", "stem"),
            ("/v1.0/me/onenot", "onenot"),
            ("/v1.0/teams/t/operations/o/x", "x"),
            ("/v1.0/users/delta(token='x')", "delta(token='x')"),
        ] {
            assert_eq!(parse(target), Err(GraphError::unknown_segment(segment)), "{target}");
        }
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
        fn an_encoded_key_comes_back_whatever_it_is(id in "[^$].*") {
            let encoded = utf8_percent_encode(&id, NON_ALPHANUMERIC);
            let target = parse(&format!("/v1.0/users/{encoded}/messages/{encoded}/send?$top=1")).unwrap();
            prop_assert_eq!(target.shape, Shape::Message(message(&key(&id), &id), MessagePart::Send));
        }

        #[test]
        fn a_quoted_key_comes_back_whatever_it_is(id in ".+") {
            let doubled = id.replace('\'', "''");
            let encoded = utf8_percent_encode(&doubled, NON_ALPHANUMERIC);
            let target = parse(&format!("/v1.0/users('{encoded}')/sendMail")).unwrap();
            prop_assert_eq!(target.shape, Shape::User(key(&id), UserPart::SendMail));
        }

        #[test]
        fn never_panics(target in "\\PC*") {
            let _ = parse(&target);
        }
    }
}
