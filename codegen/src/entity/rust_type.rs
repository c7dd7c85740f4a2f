//! What a type of Rust is, as far as its name tells: `Option`, `Vec` and the like around a name.

use super::model::Holder;
use crate::check::{first_argument, text};
use crate::parse::item::plain;
use syn::{GenericArgument, PathArguments, Type};

/// A type taken apart.
pub(super) struct RustType<'a> {
    pub(super) holder: Holder,
    /// Whether there is a list or a set anywhere.
    pub(super) list: bool,
    pub(super) set: bool,
    /// Whether an `Option` or a `Patch` is around another, or a `Patch` within a collection.
    pub(super) nested: bool,
    /// What is inside of all.
    pub(super) inner: &'a Type,
    /// The same with the pointers around it: `&'a str`, `Box<User>`.
    pub(super) value: &'a Type,
    /// The last word of its name, `Vec<u8>`, or [`NO_VALUE`]; empty for other types that are no path.
    pub(super) name: String,
}

/// The name of tuples, pointers and functions, which stand for no value of Graph.
pub(super) const NO_VALUE: &str = "()";

impl<'a> RustType<'a> {
    /// Takes a type apart. Of a binary property `Vec<u8>` is the value and no list.
    pub(super) fn of(ty: &'a Type, binary: bool) -> Self {
        let (list, set, nested) = (false, false, false);
        let mut found = Self { holder: Holder::Value, list, set, nested, inner: ty, value: ty, name: String::new() };
        let (mut outermost, mut is_held) = (true, false);
        loop {
            found.name.clear();
            let (inner, holder) = match found.inner {
                Type::Group(group) => (&*group.elem, None),
                Type::Paren(paren) => (&*paren.elem, None),
                Type::Reference(reference) => (&*reference.elem, None),
                Type::Slice(slice) if binary && is_byte(&slice.elem) => {
                    found.name = "Vec<u8>".to_owned();
                    break;
                }
                Type::Slice(slice) => (&*slice.elem, Some(Holder::Collection)),
                // It is as long as it is: nothing stands for one that is missing.
                Type::Array(array) => (&*array.elem, Some(Holder::Value)),
                Type::Path(path) => {
                    let Some(last) = path.path.segments.last() else { break };
                    found.name = plain(&last.ident);
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
                Type::Tuple(_) | Type::Ptr(_) | Type::FnPtr(_) | Type::Never(_) => {
                    found.name = NO_VALUE.to_owned();
                    break;
                }
                _ => break,
            };
            found.list |= matches!(found.inner, Type::Slice(_) | Type::Array(_));
            if let Some(holder) = holder {
                found.value = inner;
                let is_patch_inside = holder == Holder::Patch && (found.list || found.set);
                let holds = matches!(holder, Holder::Option | Holder::Patch);
                found.nested |= (holds && is_held) || is_patch_inside;
                is_held = holds;
                if std::mem::take(&mut outermost) {
                    found.holder = holder;
                }
            }
            found.inner = inner;
        }
        found
    }

    /// Whether it is JSON of any shape.
    pub(super) fn is_any(&self) -> bool {
        matches!(self.name.as_str(), "Value" | "RawValue" | "IgnoredAny")
    }

    /// Whether it is an object of any shape.
    pub(super) fn is_map(&self) -> bool {
        matches!(self.name.as_str(), "Map" | "HashMap" | "BTreeMap" | "IndexMap")
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

/// What is wrong where an `Option` or a `Patch` is around another, or a `Patch` within a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nesting {
    /// One of both around the other.
    Patch,
    Options,
    PatchInCollection,
    OptionsInCollection,
}

/// What is wrong with a type that is [nested](RustType::nested), and the type to write.
pub(super) fn unnested(ty: &Type) -> (Nesting, String) {
    let (mut whole, mut elements) = (Held::default(), Held::default());
    let value = text(&without_holders(ty, &mut whole, &mut elements));
    match whole {
        Held { options: 2.., patches: 0 } => (Nesting::Options, format!("Patch<{value}>")),
        Held { options: 1.., patches: 1.. } | Held { patches: 2.., .. } => (Nesting::Patch, format!("Patch<{value}>")),
        Held { options, patches } => {
            let nesting = if elements.patches > 0 { Nesting::PatchInCollection } else { Nesting::OptionsInCollection };
            let write = match (options, patches) {
                (0, 0) => value,
                (0, _) => format!("Patch<{value}>"),
                _ => format!("Option<{value}>"),
            };
            (nesting, write)
        }
    }
}

/// How many of them are around a value.
#[derive(Default)]
struct Held {
    options: usize,
    patches: usize,
}

/// The type without each `Option` and `Patch` around it. An element that may be null keeps one `Option`.
fn without_holders(ty: &Type, whole: &mut Held, elements: &mut Held) -> Type {
    let mut without = ty.clone();
    match &mut without {
        Type::Group(group) => return without_holders(&group.elem, whole, elements),
        Type::Paren(paren) => return without_holders(&paren.elem, whole, elements),
        Type::Reference(reference) => *reference.elem = without_holders(&reference.elem, whole, elements),
        Type::Slice(slice) => *slice.elem = element(&slice.elem, elements),
        Type::Path(path) => {
            let Some(last) = path.path.segments.last_mut() else { return without };
            let name = last.ident.to_string();
            let is_set = matches!(name.as_str(), "HashSet" | "BTreeSet" | "IndexSet");
            let Some(argument) = argument_mut(&mut last.arguments, is_set) else { return without };
            match name.as_str() {
                "Option" | "Patch" => {
                    let count = if name == "Patch" { &mut whole.patches } else { &mut whole.options };
                    *count += 1;
                    return without_holders(argument, whole, elements);
                }
                "Box" | "Rc" | "Arc" | "Cow" => *argument = without_holders(argument, whole, elements),
                "Vec" | "VecDeque" | "LinkedList" | "SmallVec" | "ThinVec" => *argument = element(argument, elements),
                _ if is_set => *argument = element(argument, elements),
                _ => {}
            }
        }
        _ => {}
    }
    without
}

fn element(ty: &Type, held: &mut Held) -> Type {
    let element = without_holders(ty, held, &mut Held::default());
    if held.options > 0 { syn::parse_quote!(Option<#element>) } else { element }
}

fn argument_mut(arguments: &mut PathArguments, is_first: bool) -> Option<&mut Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    let mut types = arguments.args.iter_mut().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    if is_first { types.next() } else { types.next_back() }
}

#[cfg(test)]
mod tests {
    use super::{Holder, Nesting, RustType, text, unnested};

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
            ("[String; 2]", Holder::Value, true, "String"),
            ("Option<(String, u8)>", Holder::Option, false, super::NO_VALUE),
            ("Vec<r#fn>", Holder::Collection, true, "fn"),
        ] {
            let parsed = syn::parse_str(ty).unwrap();
            let found = RustType::of(&parsed, false);
            assert!(found.holder == holder && found.list == list && found.name == name, "{ty}: {}", found.name);
        }
        for (ty, value) in [
            ("Option<Vec<&'a str>>", "&'a str"),
            ("Box<Option<Box<User>>>", "Box<User>"),
            ("Cow<'a, str>", "Cow<'a, str>"),
            ("&'a [Recipient]", "Recipient"),
        ] {
            assert_eq!(text(RustType::of(&syn::parse_str(ty).unwrap(), false).value), value, "{ty}");
        }
        let binary = syn::parse_str("Option<Vec<u8>>").unwrap();
        let found = RustType::of(&binary, true);
        assert!(found.name == "Vec<u8>" && !found.list);
    }

    #[test]
    fn one_option_or_patch_is_around_a_value() {
        for (ty, nesting, write) in [
            ("Patch<Patch<bool>>", Nesting::Patch, "Patch<bool>"),
            ("Patch<Option<&'a str>>", Nesting::Patch, "Patch<&'a str>"),
            ("Option<graph_action::Patch<Cow<'a, str>>>", Nesting::Patch, "Patch<Cow<'a, str>>"),
            ("Option<Option<Box<User>>>", Nesting::Options, "Patch<Box<User>>"),
            ("Box<Option<Box<Option<User>>>>", Nesting::Options, "Patch<Box<Box<User>>>"),
            ("Vec<Patch<Recipient>>", Nesting::PatchInCollection, "Vec<Recipient>"),
            ("Patch<BTreeSet<Patch<Feature>>>", Nesting::PatchInCollection, "Patch<BTreeSet<Feature>>"),
            ("Option<Vec<Option<Patch<u8>>>>", Nesting::PatchInCollection, "Option<Vec<Option<u8>>>"),
            ("HashSet<Option<Option<u8>>, Own>", Nesting::OptionsInCollection, "HashSet<Option<u8>, Own>"),
            ("&'a [Option<Option<u8>>]", Nesting::OptionsInCollection, "&'a [Option<u8>]"),
        ] {
            let parsed = syn::parse_str(ty).unwrap();
            assert!(RustType::of(&parsed, false).nested, "{ty}");
            assert_eq!(unnested(&parsed), (nesting, write.to_owned()), "{ty}");
            let written = syn::parse_str(write).unwrap();
            assert!(!RustType::of(&written, false).nested, "{write}");
        }
        for ty in ["Option<Vec<Option<u8>>>", "Patch<Vec<u8>>", "Vec<Own<Patch<u8>>>", "Option<Box<str>>"] {
            assert!(!RustType::of(&syn::parse_str(ty).unwrap(), false).nested, "{ty}");
        }
    }
}
