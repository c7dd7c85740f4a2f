//! Enums for the enumerations of Graph.

use std::collections::BTreeSet;

use graph_action_catalog::Type;

use crate::names::{identifier, pascal};

/// Names for the variant that keeps a member that is not known; the first that is no member.
const OTHER: [&str; 4] = ["Other", "Unknown", "Unlisted", "NotListed"];

/// An enum with the members of an enumeration.
pub(super) struct Enumeration<'c> {
    pub(super) ty: &'c str,
    /// Whether its members combine, so that a value is a set of them.
    pub(super) flags: bool,
    pub(super) variants: Vec<Variant<'c>>,
    /// The variant for a member that is not known.
    pub(super) other: &'static str,
}

pub(super) struct Variant<'c> {
    pub(super) name: String,
    /// Graph's name, where that of the variant does not give it.
    pub(super) rename: Option<&'c str>,
}

impl<'c> Enumeration<'c> {
    pub(super) fn of(ty: &Type<'c>) -> Enumeration<'c> {
        let all: Vec<&str> = ty.enum_members().collect();
        // Graph never sends `unknownFutureValue`: it marks where members may be added.
        let members = all.iter().filter(|member| **member != "unknownFutureValue");
        let mut used: BTreeSet<String> = BTreeSet::new();
        let mut variants = Vec::new();
        for member in members {
            let name = free_name(member, &used);
            used.insert(name.clone());
            let meant = all.iter().find(|other| letters(other).eq(letters(&name)));
            let rename = (meant != Some(member)).then_some(*member);
            variants.push(Variant { name, rename });
        }
        let other = OTHER.into_iter().find(|name| !used.contains(*name)).unwrap_or("_Other");
        Enumeration { ty: ty.name, flags: ty.is_flags(), variants, other }
    }
}

fn free_name(member: &str, used: &BTreeSet<String>) -> String {
    let name = match pascal(member).as_str() {
        "" => "Member".to_owned(),
        // Clippy takes `IOS` for a constant.
        name if !name.contains(char::is_lowercase) => pascal(&name.to_lowercase()),
        name => identifier(name),
    };
    let numbered = (2_u32..).map(|number| format!("{name}{number}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| !used.contains(name)).unwrap_or(name)
}

/// What the macro compares of the names of a member and of its variant.
fn letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}
