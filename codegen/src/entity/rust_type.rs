//! What a type of Rust is, as far as its name tells: `Option`, `Vec` and the like around a name.

use super::model::Holder;
use crate::check::first_argument;
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, Type};

/// A type taken apart.
pub(super) struct RustType<'a> {
    pub(super) holder: Holder,
    /// Whether there is a list or a set anywhere.
    pub(super) list: bool,
    pub(super) set: bool,
    /// What is inside of all.
    pub(super) inner: &'a Type,
    /// The last word of its name, or `Vec<u8>`; empty for what is no path.
    pub(super) name: String,
}

impl<'a> RustType<'a> {
    /// Takes a type apart. Of a binary property `Vec<u8>` is the value and no list.
    pub(super) fn of(ty: &'a Type, binary: bool) -> Self {
        let mut found = Self { holder: Holder::Value, list: false, set: false, inner: ty, name: String::new() };
        let mut outermost = true;
        loop {
            found.name.clear();
            let (inner, holder) = match found.inner {
                Type::Group(group) => (&*group.elem, None),
                Type::Paren(paren) => (&*paren.elem, None),
                Type::Reference(reference) => (&*reference.elem, None),
                Type::Slice(slice) => (&*slice.elem, Some(Holder::Collection)),
                Type::Path(path) => {
                    let Some(last) = path.path.segments.last() else { break };
                    found.name = last.ident.to_string();
                    let Some(argument) = last_argument(&last.arguments) else { break };
                    match found.name.as_str() {
                        "Option" => (argument, Some(Holder::Option)),
                        "Patch" => (argument, Some(Holder::Patch)),
                        "Box" | "Rc" | "Arc" | "Cow" => (argument, None),
                        "Vec" if binary && is_byte(argument) => {
                            found.name = "Vec<u8>".to_owned();
                            break;
                        }
                        "Vec" | "VecDeque" | "LinkedList" | "SmallVec" | "ThinVec" => {
                            found.list = true;
                            (argument, Some(Holder::Collection))
                        }
                        "HashSet" | "BTreeSet" | "IndexSet" => {
                            found.set = true;
                            (first_argument(found.inner).unwrap_or(argument), Some(Holder::Collection))
                        }
                        _ => break,
                    }
                }
                _ => break,
            };
            found.list |= matches!(found.inner, Type::Slice(_));
            if let Some(holder) = holder
                && std::mem::take(&mut outermost)
            {
                found.holder = holder;
            }
            found.inner = inner;
        }
        found
    }

    /// Whether it is JSON of any shape.
    pub(super) fn is_any(&self) -> bool {
        matches!(self.name.as_str(), "Value" | "RawValue" | "IgnoredAny")
    }

    /// Whether it can be written where a property may be null or absent.
    pub(super) fn takes_null(&self) -> bool {
        matches!(self.holder, Holder::Option | Holder::Patch)
    }
}

/// The last type between the angles: `T` of `Cow<'a, T>`.
fn last_argument(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    arguments.args.iter().rev().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn is_byte(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("u8"))
}

/// The type as it is written, without spaces.
pub(super) fn text(ty: &Type) -> String {
    ty.to_token_stream().to_string().replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::{Holder, RustType};

    #[test]
    fn types_are_taken_apart() {
        for (ty, holder, list, name) in [
            ("String", Holder::Value, false, "String"),
            ("Option<jiff::Timestamp>", Holder::Option, false, "Timestamp"),
            ("Patch<Vec<Recipient>>", Holder::Patch, true, "Recipient"),
            ("Vec<Option<Box<str>>>", Holder::Collection, true, "str"),
            ("Option<Cow<'a, str>>", Holder::Option, false, "str"),
            ("&'a [Recipient]", Holder::Collection, true, "Recipient"),
            ("Option<&'a str>", Holder::Option, false, "str"),
            ("chrono::DateTime<Utc>", Holder::Value, false, "DateTime"),
            ("BTreeSet<Feature>", Holder::Collection, false, "Feature"),
            ("Option<Vec<u8>>", Holder::Option, true, "u8"),
            ("Own<'a>", Holder::Value, false, "Own"),
        ] {
            let parsed = syn::parse_str(ty).unwrap();
            let found = RustType::of(&parsed, false);
            assert!(found.holder == holder && found.list == list && found.name == name, "{ty}: {}", found.name);
        }
        let binary = syn::parse_str("Option<Vec<u8>>").unwrap();
        let found = RustType::of(&binary, true);
        assert!(found.name == "Vec<u8>" && !found.list);
    }
}
