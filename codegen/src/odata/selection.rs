//! How a property is named in `$select` and `$expand`. Graph looks the name up on the type that the address is declared
//! with, so what only a derived type has is named with that type: `microsoft.graph.fileAttachment/contentBytes`.

use graph_action_catalog::{Catalog, Member, Type};

/// The base of types whose properties are found by their bare names, which several of them share.
const FINDS_ALL: &str = "directoryObject";

/// So many types are named beside each other.
const FEW: usize = 8;

/// The name of a member of `ty`, or of a type that derives from it.
pub(crate) fn name(schema: &Catalog, ty: Type<'_>, member: &Member<'_>) -> String {
    if schema.derives_from(ty.name, FINDS_ALL) {
        return member.name.to_owned();
    }
    let of = |owner: &str| format!("microsoft.graph.{owner}/{}", member.name);
    let chain: Vec<Type<'_>> = schema.type_and_bases(ty.name).collect();
    let Some(owner) = chain.iter().position(|base| base.name == member.owner) else {
        let names = names_of_derived(schema, ty.name, member.name);
        return if names.is_empty() { member.name.to_owned() } else { names.join(",") };
    };
    // Its own properties are found where the type itself, or one that derives from it, is declared.
    let declared = if owner + 1 < chain.len() && chain[owner].base != Some("entity") {
        chain.iter().position(|base| schema.is_addressed(base.name))
    } else {
        None
    };
    match declared {
        Some(declared) if declared > owner => of(member.owner),
        _ => member.name.to_owned(),
    }
}

/// The names of what only types that derive from `ty` have, each with its type; none where the bare name is found.
pub(super) fn names_of_derived(schema: &Catalog, ty: &str, name: &str) -> Vec<String> {
    if schema.derives_from(ty, FINDS_ALL) || schema.member(ty, name).is_some() {
        return Vec::new();
    }
    let owned = |derived: &str| schema.member(derived, name).filter(|member| member.owner == derived);
    let derived = schema.derived_types(ty).into_iter().filter_map(owned);
    let names: Vec<String> = derived.map(|found| format!("microsoft.graph.{}/{}", found.owner, found.name)).collect();
    if names.len() > FEW { Vec::new() } else { names }
}

#[cfg(test)]
mod tests {
    use super::name;
    use graph_action_catalog::Catalog;

    #[test]
    fn what_only_a_derived_type_has_is_named_with_it() {
        let schema = Catalog::embedded();
        for (ty, property, expected) in [
            ("message", "subject", "subject"),
            ("message", "changeKey", "changeKey"),
            ("message", "meetingMessageType", "microsoft.graph.eventMessage/meetingMessageType"),
            ("eventMessage", "subject", "subject"),
            ("eventMessage", "meetingMessageType", "microsoft.graph.eventMessage/meetingMessageType"),
            ("attachment", "name", "name"),
            ("attachment", "contentId", "microsoft.graph.fileAttachment/contentId"),
            ("fileAttachment", "name", "name"),
            ("fileAttachment", "contentBytes", "microsoft.graph.fileAttachment/contentBytes"),
            // Directory objects of all types are found by bare names.
            ("directoryObject", "displayName", "displayName"),
            ("user", "displayName", "displayName"),
            ("driveItem", "size", "size"),
            ("driveItem", "name", "name"),
            ("entity", "displayName", "displayName"),
        ] {
            let of = schema.find_type(ty).unwrap();
            let member = schema.member(ty, property).or_else(|| schema.derived_member(ty, property)).unwrap();
            assert_eq!(name(&schema, of, &member), expected, "{ty}/{property}");
        }
        let of = schema.find_type("conversationMember").unwrap();
        let member = schema.derived_member(of.name, "email").unwrap();
        assert!(name(&schema, of, &member).contains("microsoft.graph.aadUserConversationMember/email"));
    }
}
