//! What a method returns.

use std::fmt;

use graph_action_catalog::{Catalog, Method, Target, TypeKind, TypeRef};

use crate::operation::Operation;
use crate::types::RustType;

/// What a method returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// Nothing: the body of the answer is not read.
    Nothing,
    /// The bytes of the body.
    Bytes,
    /// The number of items in a collection.
    Count,
    /// Text that is not JSON.
    Text,
    /// A page of a collection.
    Page(Item),
    /// The changes of a collection.
    Delta(Item),
    /// A session for the upload of a large file.
    Upload,
    /// A long-running operation, which continues after the answer.
    Monitor(Item),
    /// One value.
    One(Item),
    /// One value, or an empty answer.
    Maybe(Item),
    /// A primitive value, which Graph wraps: `{"value": 5}`.
    Single(Item),
}

/// A value in the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Graph's name of its type; empty for any JSON.
    pub(crate) ty: String,
    /// The type in Rust.
    pub(crate) rust: String,
}

impl Item {
    fn new(catalog: &Catalog, ty: &str) -> Item {
        Item { ty: ty.to_owned(), rust: RustType::of(catalog, ty).owned() }
    }

    fn reference() -> Item {
        Item { ty: String::new(), rust: "Reference".to_owned() }
    }

    fn json() -> Item {
        Item { ty: String::new(), rust: "serde_json::Value".to_owned() }
    }
}

impl Reply {
    /// Graph's type of the value in the answer.
    #[must_use]
    pub(crate) fn ty(&self) -> Option<&str> {
        match self {
            Reply::Page(item)
            | Reply::Delta(item)
            | Reply::Monitor(item)
            | Reply::One(item)
            | Reply::Maybe(item)
            | Reply::Single(item) => Some(item.ty.as_str()).filter(|ty| !ty.is_empty()),
            Reply::Nothing | Reply::Bytes | Reply::Count | Reply::Text | Reply::Upload => None,
        }
    }

    /// Whether the method returns a `Call`, which is sent later, instead of a future.
    #[must_use]
    pub(crate) fn is_call(&self) -> bool {
        matches!(self, Reply::Page(_) | Reply::Delta(_))
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reply::Nothing => f.write_str("Result<()>"),
            Reply::Bytes => f.write_str("Result<Bytes>"),
            Reply::Count => f.write_str("Result<u64>"),
            Reply::Text => f.write_str("Result<String>"),
            Reply::Page(item) => write!(f, "Call<Page<{}>>", item.rust),
            Reply::Delta(item) => write!(f, "Call<Delta<{}>>", item.rust),
            Reply::Upload => f.write_str("Result<UploadSession>"),
            Reply::Monitor(item) => write!(f, "Result<Monitor<{}>>", item.rust),
            Reply::One(item) => write!(f, "Result<{}>", item.rust),
            Reply::Maybe(item) => write!(f, "Result<Option<{}>>", item.rust),
            Reply::Single(item) => write!(f, "Result<Single<{}>>", item.rust),
        }
    }
}

/// What the method of an operation returns.
pub(super) fn of(catalog: &Catalog, operation: &Operation<'_>) -> Reply {
    let walk = &operation.walk;
    let reads = operation.method == Method::Get;
    let item = || walk.ty.map_or_else(Item::json, |ty| Item::new(catalog, ty.name));
    match (&walk.target, operation.method) {
        (Target::Action(called) | Target::Function(called), _) => match called.returns {
            None => Reply::Nothing,
            // https://learn.microsoft.com/graph/api/driveitem-copy answers 202 with the address of a monitor.
            Some(_) if called.name == "copy" && called.bound_to.name == "driveItem" => Reply::Monitor(Item::json()),
            Some(ty) if called.name == "delta" && ty.collection => Reply::Delta(Item::new(catalog, ty.name)),
            Some(ty) if ty.name == "uploadSession" && !ty.collection => Reply::Upload,
            Some(ty) => value(catalog, ty),
        },
        (Target::Batch | Target::Service, _) => Reply::One(Item::json()),
        (Target::Metadata, _) => Reply::Text,
        (Target::Count, _) => Reply::Count,
        (Target::Reference { collection: true }, Method::Get) => Reply::Page(Item::reference()),
        (Target::Reference { collection: false }, Method::Get) => Reply::One(Item::reference()),
        (Target::Reference { .. }, _) | (_, Method::Delete) => Reply::Nothing,
        (Target::Content, Method::Get) => Reply::Bytes,
        // https://learn.microsoft.com/graph/api/driveitem-put-content answers with the item.
        (Target::Content, Method::Put) if walk.member.is_some_and(|member| member.owner == "driveItem") => {
            Reply::Maybe(Item::new(catalog, "driveItem"))
        }
        (Target::Content, _) => Reply::Nothing,
        (Target::Collection, Method::Get) => Reply::Page(item()),
        (Target::Collection, Method::Post) => Reply::One(item()),
        (Target::Entity, Method::Get) => Reply::One(item()),
        (Target::Property, _) if reads => walk.ty.map_or(Reply::Nothing, |ty| value(catalog, ty)),
        // Exchange answers a change with what was changed, the directory with nothing.
        (Target::Entity | Target::Collection | Target::Property, _) => match walk.ty {
            Some(ty) if !ty.collection && is_object(catalog, ty) => Reply::Maybe(item()),
            _ => Reply::Nothing,
        },
    }
}

/// What a method returns whose answer is a value of this type.
fn value(catalog: &Catalog, ty: TypeRef<'_>) -> Reply {
    let item = Item::new(catalog, ty.name);
    match ty {
        TypeRef { name: "Stream", .. } => Reply::Bytes,
        TypeRef { collection: true, .. } => Reply::Page(item),
        _ if is_object(catalog, ty) => Reply::One(item),
        _ => Reply::Single(item),
    }
}

fn is_object(catalog: &Catalog, ty: TypeRef<'_>) -> bool {
    !ty.is_primitive() && catalog.find_type(ty.name).is_none_or(|found| found.kind != TypeKind::Enum)
}
