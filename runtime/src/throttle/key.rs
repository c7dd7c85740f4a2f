//! The keys of gates: which addresses share a limit of Graph.
//!
//! | address | share |
//! |---|---|
//! | a mailbox's mail, calendar, contacts, people, photo; a group's conversations and calendar | the mailbox |
//! | `…/onenote/…` | the notebook's owner |
//! | `…/drive/…`, `/drives`, `/shares`, `/sites` | one service, OneDrive and SharePoint |
//! | `/teams`, `/chats` and those of a user | one service, Teams |
//! | everything else | its first segment, `/me` being one of `/users` |
//!
//! Source: Microsoft's pages "Microsoft Graph service-specific throttling limits" and "Throttling coming to Outlook API
//! and Microsoft Graph". `/me` and `/users/{id}` may be the same mailbox. That cannot be known here, so each has its
//! own limit.

use std::borrow::Cow;
use std::iter;

/// The key of a limit, which borrows from the address where it can. It contains ids, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key<'a> {
    /// Outlook, by mailbox.
    Mailbox(Owner<'a>),
    /// OneNote, by owner.
    Notebooks(Owner<'a>),
    Files,
    Teams,
    /// Another service, by the first segment of its addresses.
    Service(Cow<'a, str>),
}

/// Whose something is, in lower case: `me`, `users('1')`, or `users` and an id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Owner<'a> {
    first: Cow<'a, str>,
    id: Option<Cow<'a, str>>,
}

const MAILBOX: [&str; 24] = [
    "calendar",
    "calendargroups",
    "calendars",
    "calendarview",
    "contactfolders",
    "contacts",
    "conversations",
    "events",
    "exportitems",
    "findmeetingtimes",
    "getmailtips",
    "inferenceclassification",
    "mailboxsettings",
    "mailfolders",
    "messages",
    "outlook",
    "people",
    "photo",
    "photos",
    "reminderview",
    "sendmail",
    "threads",
    "todo",
    "translateexchangeids",
];
const FILES: [&str; 4] = ["drive", "drives", "shares", "sites"];
const TEAMS: [&str; 5] = ["chats", "joinedteams", "team", "teams", "teamwork"];

impl<'a> Key<'a> {
    /// The key of an address that begins with the version, `v1.0/me/messages?$top=5`.
    pub(super) fn of(address: &'a str) -> Self {
        let mut segments = segments(address).skip(1);
        let first = segments.next().unwrap_or_default();
        let (collection, is_keyed) = match first.split_once('(') {
            Some((collection, _)) => (collection, true),
            None => (first, false),
        };
        let has_owner_below = !is_keyed && is_one_of(collection, &["users", "groups", "sites"]);
        let id = if has_owner_below { segments.next() } else { None };
        let owner = || Owner { first: lower_case(first), id: id.map(lower_case) };
        let below = segments.next().map(plain_name).unwrap_or_default();
        let is_person_or_group = is_one_of(collection, &["me", "users", "groups"]);
        if is_one_of(below, &["onenote"]) {
            Self::Notebooks(owner())
        } else if is_person_or_group && is_one_of(below, &MAILBOX) {
            Self::Mailbox(owner())
        } else if is_one_of(collection, &FILES) || is_one_of(below, &FILES) {
            Self::Files
        } else if is_one_of(collection, &TEAMS) || is_one_of(below, &TEAMS) {
            Self::Teams
        } else {
            let is_me = is_one_of(collection, &["me"]);
            Self::Service(if is_me { Cow::Borrowed("users") } else { lower_case(collection) })
        }
    }

    /// The key by itself, without the address.
    pub(super) fn into_owned(self) -> Key<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        let owner = |Owner { first, id }: Owner<'_>| Owner { first: owned(first), id: id.map(owned) };
        match self {
            Self::Mailbox(mailbox) => Key::Mailbox(owner(mailbox)),
            Self::Notebooks(notebooks) => Key::Notebooks(owner(notebooks)),
            Self::Files => Key::Files,
            Self::Teams => Key::Teams,
            Self::Service(name) => Key::Service(owned(name)),
        }
    }

    /// How many requests Graph documents to accept at the same time: 5 for OneNote, and for a mailbox what the policy
    /// says.
    pub(super) fn limit(&self, per_mailbox: usize) -> Option<usize> {
        match self {
            Self::Mailbox(_) => Some(per_mailbox),
            Self::Notebooks(_) => Some(5),
            _ => None,
        }
    }
}

/// The segments of the path that are not empty. Of a long address, only what is asked for is read.
fn segments(address: &str) -> impl Iterator<Item = &str> {
    let mut rest = address;
    let segments = iter::from_fn(move || {
        let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(rest.len());
        let (segment, after) = rest.split_at(end);
        rest = after.strip_prefix('/').unwrap_or_default();
        (!segment.is_empty() || !rest.is_empty()).then_some(segment)
    });
    segments.filter(|segment| !segment.is_empty())
}

fn lower_case(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// A segment without its namespace, and without a key or parameters in parentheses.
fn plain_name(segment: &str) -> &str {
    let name = segment.split('(').next().unwrap_or_default();
    match name.split_at_checked("microsoft.graph.".len()) {
        Some((namespace, name)) if namespace.eq_ignore_ascii_case("microsoft.graph.") => name,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;

    fn shown(address: &str) -> String {
        match Key::of(address) {
            Key::Mailbox(Owner { first, id: None }) => format!("mailbox {first}"),
            Key::Mailbox(Owner { first, id: Some(id) }) => format!("mailbox {first}/{id}"),
            Key::Notebooks(Owner { first, id: None }) => format!("notebooks {first}"),
            Key::Notebooks(Owner { first, id: Some(id) }) => format!("notebooks {first}/{id}"),
            Key::Files => "files".to_owned(),
            Key::Teams => "teams".to_owned(),
            Key::Service(name) => format!("service {name}"),
        }
    }

    #[test]
    fn an_address_says_what_it_shares() {
        for (address, key) in [
            ("v1.0/me/messages/AAMk/send", "mailbox me"),
            ("v1.0/me/sendMail", "mailbox me"),
            (
                "beta/users/Adele%40contoso.com/mailFolders('inbox')/messages?$top=1",
                "mailbox users/adele%40contoso.com",
            ),
            ("v1.0/users('%24x@y')/calendarView?a=/drive", "mailbox users('%24x@y')"),
            ("v1.0/groups/1/threads", "mailbox groups/1"),
            ("v1.0//Users//Adele//Messages/", "mailbox users/adele"),
            ("v1.0/me?$select=a/messages", "service users"),
            ("v1.0/me#/messages", "service users"),
            ("v1.0/me/microsoft.graph.findMeetingTimes", "mailbox me"),
            ("v1.0/me/calendar/getSchedule", "mailbox me"),
            ("v1.0/me/onenote/pages", "notebooks me"),
            ("v1.0/sites/s/onenote/pages", "notebooks sites/s"),
            ("v1.0/me/drive/root:/messages", "files"),
            ("v1.0/drives/1/items", "files"),
            ("v1.0/sites/s/lists", "files"),
            ("v1.0/groups/1/drive", "files"),
            ("v1.0/me/chats", "teams"),
            ("v1.0/teams/1/channels", "teams"),
            ("v1.0/groups/1/team", "teams"),
            ("v1.0/me", "service users"),
            ("v1.0/users/1", "service users"),
            ("v1.0/users?$filter=x", "service users"),
            ("v1.0/users('1')/memberOf", "service users"),
            ("v1.0/groups", "service groups"),
            ("v1.0/$batch", "service $batch"),
            ("v1.0/contacts", "service contacts"),
            ("v1.0", "service "),
            ("", "service "),
        ] {
            assert_eq!(shown(address), key, "{address}");
        }
    }

    proptest! {
        #[test]
        fn no_address_is_too_strange(address in "\\PC{0,60}|[/()'?#a-z.]{0,40}") {
            let _ = Key::of(&address);
        }
    }
}
