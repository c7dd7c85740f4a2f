//! What the Rust type of an argument is, where its name is written out. A path may be an alias: a name that is not
//! one of the few known here says nothing.

use super::result::{first_argument, is_named};
use crate::model::Form;
use crate::parse::item;
use crate::terms::camel_case;
use crate::verdict::{Argument, RustType};
use syn::Type;

const INTEGERS: [&str; 12] = ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];

/// An argument of a placeholder.
pub(super) fn argument(argument: &item::Argument) -> Argument {
    let (inner, is_optional) = without_option(&argument.ty);
    Argument { name: argument.name(), ty: rust_type(inner), is_optional }
}

/// An argument that is a parameter of an action.
pub(super) fn parameter(of: &item::Argument) -> Argument {
    Argument { name: camel_case(&of.name()), ..argument(of) }
}

/// The type inside of an `Option`, and whether there is one.
pub(super) fn without_option(ty: &Type) -> (&Type, bool) {
    match ty {
        Type::Reference(reference) => {
            let (inner, is_optional) = without_option(&reference.elem);
            if is_optional { (inner, true) } else { (ty, false) }
        }
        Type::Group(group) => without_option(&group.elem),
        Type::Paren(paren) => without_option(&paren.elem),
        _ => match first_argument(ty).filter(|_| is_named(ty, &["Option"])) {
            Some(inner) => (inner, true),
            None => (ty, false),
        },
    }
}

/// The form of a parameter whose type in Graph is primitive, where serde would write another.
pub(super) fn form(ty: &Type, primitive: &str) -> Form {
    let ty = without_option(ty).0;
    let ty = if let Type::Reference(reference) = ty { &reference.elem } else { ty };
    match primitive {
        "Duration" if is_named(ty, &["Duration", "TimeDelta"]) => Form::Duration,
        "Double" | "Single" | "Decimal" if is_named(ty, &["f32", "f64"]) => Form::Float,
        "DateTimeOffset" if is_named(ty, &["OffsetDateTime"]) => Form::Instant,
        _ => Form::Plain,
    }
}

/// What is known of a type.
pub(super) fn rust_type(ty: &Type) -> RustType {
    match ty {
        Type::Reference(reference) => rust_type(&reference.elem),
        Type::Group(group) => rust_type(&group.elem),
        Type::Paren(paren) => rust_type(&paren.elem),
        Type::Slice(slice) => RustType::Sequence(Box::new(rust_type(&slice.elem))),
        Type::Array(array) => RustType::Sequence(Box::new(rust_type(&array.elem))),
        _ if is_named(ty, &["Vec"]) => {
            RustType::Sequence(Box::new(first_argument(ty).map_or(RustType::Unknown, rust_type)))
        }
        Type::Path(path) => {
            let is = |names: &[&str]| names.iter().any(|name| path.path.is_ident(name));
            match () {
                () if is(&["str", "String"]) => RustType::Text,
                () if is(&["bool"]) => RustType::Boolean,
                () if is(&["f32", "f64"]) => RustType::Float,
                () if is(&INTEGERS) => RustType::Integer,
                () => RustType::Unknown,
            }
        }
        _ => RustType::Unknown,
    }
}
