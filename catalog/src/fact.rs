//! Records: what a line of the catalog says. They know their own syntax, and no other line.

mod family;
mod lacking;
mod member;
mod need;
mod operation;
mod permission;
mod permission_name;
mod syntax;
mod types;

pub(crate) use family::Family;
pub use lacking::Lacking;
pub use member::{Containment, Denied, Member};
pub use need::Need;
pub use operation::{Operation, OperationKind, Parameter, same_name};
pub use permission::{Grant, Permission, PermissionScheme, Scheme, Schemes};
pub use permission_name::PermissionName;
pub use syntax::check;
pub use types::{Deprecation, Type, TypeKind, TypeRef, is_primitive};
