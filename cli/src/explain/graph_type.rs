//! What the catalog knows of a type: its properties, members, operations, and where it is used.

use std::collections::BTreeSet;

use graph_action_catalog::{Catalog, Containment, Denied, Deprecation, Member, Need, Operation, OperationKind};
use graph_action_catalog::{Parameter, Type, TypeKind};
use serde_json::{Value, json};

use crate::uses::Uses;

/// A type with all that is said about it.
pub(super) struct GraphType<'c> {
    pub(super) ty: Type<'c>,
    /// The types that it derives from, the nearest first.
    pub(super) bases: Vec<&'c str>,
    /// Its own properties first, then those of its bases.
    pub(super) properties: Vec<Property<'c>>,
    /// The types that derive from it.
    pub(super) derived: Vec<&'c str>,
    /// Its actions and functions, and those of its bases.
    pub(super) operations: Vec<Operation<'c>>,
    /// The entity sets, singletons and properties of this very type: `/users`, `user/messages`.
    pub(super) used_by: Vec<&'c str>,
}

impl<'c> GraphType<'c> {
    pub(super) fn new(catalog: &'c Catalog, uses: &Uses<'c>, ty: Type<'c>) -> GraphType<'c> {
        let name = ty.name;
        let mut seen = BTreeSet::new();
        // A line of an overlay or of the supplement may replace a published one.
        let members = catalog.members(name).filter(|member| seen.insert(member.name));
        let properties = members.map(|member| Property::new(catalog, name, member)).collect();
        let operations = [false, true].into_iter().flat_map(|collection| catalog.all_operations(name, collection));
        GraphType {
            ty,
            bases: catalog.type_and_bases(name).skip(1).map(|base| base.name).collect(),
            properties,
            derived: catalog.derived_types(name),
            operations: operations.collect(),
            used_by: uses.of(name).iter().map(|place| place.name).collect(),
        }
    }

    /// One line on what it is.
    pub(super) fn summary(&self) -> String {
        let mut words = vec![match self.ty.kind {
            TypeKind::Entity => "An entity type".to_owned(),
            TypeKind::Complex => "A complex type".to_owned(),
            TypeKind::Enum if self.ty.is_flags() => "An enumeration of flags: a value is a set of members".to_owned(),
            TypeKind::Enum => "An enumeration: a value is one member".to_owned(),
        }];
        if !self.bases.is_empty() {
            words.push(format!("derived from {}", self.bases.join(" and ")));
        }
        words.extend(self.ty.is_abstract.then(|| "abstract (every value is of a derived type)".to_owned()));
        words.extend(self.ty.open.then(|| "open (it takes properties that are not declared)".to_owned()));
        words.extend(self.ty.stream.then(|| "with content at `/$value`".to_owned()));
        format!("{}.", words.join(", "))
    }

    pub(super) fn as_json(&self) -> Value {
        let is_enumeration = self.ty.kind == TypeKind::Enum;
        json!({
            "type": self.ty.name,
            "kind": kind_name(self.ty.kind),
            "bases": self.bases,
            "abstract": self.ty.is_abstract,
            "open": self.ty.open,
            "content": self.ty.stream,
            "keys": self.ty.keys().collect::<Vec<_>>(),
            "flags": is_enumeration.then(|| self.ty.is_flags()),
            "members": is_enumeration.then(|| self.ty.enum_members().collect::<Vec<_>>()),
            "properties": self.properties.iter().map(Property::as_json).collect::<Vec<_>>(),
            "derivedTypes": self.derived,
            "operations": self.operations.iter().map(operation_as_json).collect::<Vec<_>>(),
            "usedBy": self.used_by,
            "deprecation": deprecation_as_json(self.ty.deprecation),
        })
    }
}

/// `entity`, `complex` or `enumeration`.
pub(super) fn kind_name(kind: TypeKind) -> &'static str {
    match kind {
        TypeKind::Entity => "entity",
        TypeKind::Complex => "complex",
        TypeKind::Enum => "enumeration",
    }
}

/// A property or navigation property, on a type that has it.
pub(super) struct Property<'c> {
    pub(super) member: Member<'c>,
    /// The permission of its own.
    need: Option<Need<'c>>,
    is_key: bool,
    /// Whether a base of the type declares it.
    pub(super) is_inherited: bool,
}

impl<'c> Property<'c> {
    pub(super) fn new(catalog: &'c Catalog, ty: &str, member: Member<'c>) -> Property<'c> {
        let is_key = catalog.type_and_bases(ty).any(|ty| has_key(&ty, member.name));
        Property { member, need: catalog.property_need(ty, &member), is_key, is_inherited: member.owner != ty }
    }

    /// What there is to know beside its type.
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks: Vec<String> = Vec::new();
        // For a collection the schema speaks of its items.
        if !self.member.ty.nullable && !self.member.ty.collection && self.member.navigation.is_none() {
            remarks.push("never null".to_owned());
        }
        remarks.extend(self.is_key.then(|| "a key".to_owned()));
        remarks.extend(self.read_only().map(|(_, words)| words.to_owned()));
        if self.member.ty.name == "Stream" {
            remarks.push("content at an address of its own".to_owned());
        }
        if let Some(need) = &self.need {
            let permissions = need.one_of.join(" or ");
            remarks.push(match need.refuses {
                true => format!("needs {permissions}"),
                false => format!("may be left out without {permissions}"),
            });
        }
        remarks.extend(self.member.deprecation.map(deprecation_text));
        remarks
    }

    /// Why a body does not hold it, for programs and for people; `None` where no annotation says so.
    fn read_only(&self) -> Option<(&'static str, &'static str)> {
        let denies = |what| self.member.navigation.is_none() && self.member.denies(what);
        match (denies(Denied::Insert), denies(Denied::Update)) {
            (true, true) => Some(("computed", "read-only: Graph computes it")),
            (false, true) => Some(("immutable", "given at creation only")),
            _ => None,
        }
    }

    pub(super) fn as_json(&self) -> Value {
        json!({
            "name": self.member.name,
            "declaredBy": self.member.owner,
            "type": self.member.ty.to_string(),
            "nullable": self.member.ty.nullable,
            "navigation": self.member.navigation.map(|containment| match containment {
                Containment::Contained => "contained",
                Containment::Linked => "linked",
                Containment::Unknown => "unknown",
            }),
            "key": self.is_key,
            "readOnly": self.read_only().map(|(name, _)| name),
            "permission": self.need.as_ref().map(|need| json!({ "oneOf": need.one_of, "required": need.refuses })),
            "deprecation": deprecation_as_json(self.member.deprecation),
        })
    }
}

/// Whether a property is a key, or a part of one.
fn has_key(ty: &Type<'_>, name: &str) -> bool {
    ty.keys().flat_map(|key| key.split('+')).any(|key| key == name)
}

/// Since when something is deprecated, in a few words.
pub(super) fn deprecation_text(deprecation: Deprecation<'_>) -> String {
    let removal = deprecation.removal.map_or(String::new(), |date| format!(", removal announced for {date}"));
    format!("deprecated since {}{removal}", deprecation.since)
}

fn deprecation_as_json(deprecation: Option<Deprecation<'_>>) -> Option<Value> {
    deprecation.map(|deprecation| json!({ "since": deprecation.since, "removal": deprecation.removal }))
}

/// `GET  delta() of a collection: Collection(event)`
pub(super) fn operation_text(operation: &Operation<'_>) -> String {
    let parameter = |parameter: &Parameter<'_>| {
        let optional = if operation.requires(parameter) { "" } else { "?" };
        format!("{}{optional}: {}", parameter.documented_name(), parameter.ty)
    };
    let parameters: Vec<String> = operation.parameters.iter().map(parameter).collect();
    let method = match operation.kind {
        OperationKind::Action => "POST",
        OperationKind::Function => "GET ",
    };
    let of_collection = if operation.bound_to.collection { " of a collection" } else { "" };
    let returns = operation.returns.map_or(String::new(), |ty| format!(" → {ty}"));
    let deprecation = operation.deprecation.map_or(String::new(), |dates| format!(", {}", deprecation_text(dates)));
    format!("{method} {}({}){of_collection}{returns}{deprecation}", operation.name, parameters.join(", "))
}

fn operation_as_json(operation: &Operation<'_>) -> Value {
    let parameter = |parameter: &Parameter<'_>| {
        json!({
            "name": parameter.documented_name(),
            "type": parameter.ty.to_string(),
            "required": operation.requires(parameter),
        })
    };
    json!({
        "name": operation.name,
        "operation": match operation.kind {
            OperationKind::Action => "action",
            OperationKind::Function => "function",
        },
        "boundTo": operation.bound_to.to_string(),
        "parameters": operation.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "returns": operation.returns.map(|ty| ty.to_string()),
        "deprecation": deprecation_as_json(operation.deprecation),
    })
}
