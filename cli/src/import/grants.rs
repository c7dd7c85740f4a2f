//! The permissions of an operation, the least privileged first.

use std::collections::BTreeMap;

use graph_action_catalog::{PermissionName, Scheme};

/// A permission that the list gives for an operation in a scheme.
pub(super) struct Entry {
    pub(super) permission: String,
    /// Permissions one of which is needed as well.
    pub(super) also: Vec<String>,
    pub(super) scheme: Scheme,
    /// Whether its path set marks it as the least privileged one.
    pub(super) marked: bool,
    /// How many methods that path set covers.
    pub(super) breadth: usize,
    /// Microsoft's level of privilege; a lower one allows less.
    pub(super) privilege: u64,
}

/// The permissions as they stand in a line: ` Mail.ReadBasic=DP Mail.Read=dpa`, the least privileged first.
///
/// The list marks the least privileged permission of a path set, which may cover several methods. Where several
/// permissions of an operation are marked, the first of these rules that tells them apart decides:
///
/// 1. For a `GET`, one that only reads comes before one that writes.
/// 2. The one that is marked for the fewest methods of the address, as `marks` counts them.
/// 3. The one whose path set covers the fewest methods.
/// 4. The one with the lowest level of privilege.
///
/// Permissions that tie are all least privileged. Where `Mail.Read` is, so is `Mail.ReadBasic` if both allow the
/// operation, because it allows less.
pub(super) fn grants(entries: &[Entry], reads: bool, marks: impl Fn(Scheme, &str) -> usize) -> String {
    // By permission and what else it needs: the schemes, each with whether the permission is the least privileged one.
    let mut grants: BTreeMap<(&str, &[String]), BTreeMap<Scheme, bool>> = BTreeMap::new();
    for scheme in Scheme::ALL {
        let of_scheme = || entries.iter().filter(|entry| entry.scheme == scheme);
        let rank = |entry: &Entry| {
            let writes = reads && writes(&entry.permission);
            (writes, marks(scheme, &entry.permission), entry.breadth, entry.privilege)
        };
        let least = of_scheme().filter(|entry| entry.marked).map(rank).min();
        let chosen = |entry: &Entry| entry.marked && Some(rank(entry)) == least;
        let for_all_users = scheme == Scheme::Application;
        for entry in of_scheme() {
            let is_basic_of_chosen =
                |other: &Entry| is_basic_of(&entry.permission, &other.permission, for_all_users) && chosen(other);
            let is_least = chosen(entry) || of_scheme().any(is_basic_of_chosen);
            *grants.entry((&entry.permission, &entry.also)).or_default().entry(scheme).or_default() |= is_least;
        }
    }
    let privilege = |permission: &str| {
        let of_permission = entries.iter().filter(|entry| entry.permission == permission);
        of_permission.map(|entry| (entry.privilege, entry.breadth)).min()
    };
    let mut sorted: Vec<_> = grants.into_iter().collect();
    sorted.sort_by_key(|((permission, _), schemes)| {
        let is_least = schemes.values().any(|is_least| *is_least);
        (!is_least, !is_basic(permission), privilege(permission))
    });
    sorted.into_iter().map(|((permission, also), schemes)| grant(permission, also, &schemes)).collect()
}

fn grant(permission: &str, also: &[String], schemes: &BTreeMap<Scheme, bool>) -> String {
    let and = if also.is_empty() { String::new() } else { format!("&{}", also.join("|")) };
    let letter = |(scheme, is_least): (&Scheme, &bool)| {
        if *is_least { scheme.letter() } else { scheme.letter().to_ascii_lowercase() }
    };
    let letters: String = schemes.iter().map(letter).collect();
    format!(" {permission}{and}={letters}")
}

/// Whether a permission says that it writes. `Manage` and the like do not count: the list marks some of them for
/// reading, where nothing less is to be had.
fn writes(permission: &str) -> bool {
    PermissionName::parse(permission).is_some_and(|name| name.operation.contains("Write"))
}

/// Whether a permission allows reading basic properties only: `Mail.ReadBasic`.
fn is_basic(permission: &str) -> bool {
    PermissionName::parse(permission).is_some_and(|name| name.operation == "ReadBasic")
}

/// Whether `basic` reads the basic properties of what `whole` reads: `Mail.ReadBasic` of `Mail.Read`. With
/// `for_all_users`, as in an application's permission, a name means the same with `.All` and without.
fn is_basic_of(basic: &str, whole: &str, for_all_users: bool) -> bool {
    let (Some(basic), Some(whole)) = (PermissionName::parse(basic), PermissionName::parse(whole)) else {
        return false;
    };
    let is_all = |name: &PermissionName<'_>| for_all_users && ["", "All"].contains(&name.reach);
    let reach = if is_all(&basic) && is_all(&whole) { basic.reach } else { whole.reach };
    PermissionName { reach, ..whole }.is_whole_of(&basic)
}
