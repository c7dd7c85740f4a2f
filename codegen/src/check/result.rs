//! Checks the return type: `async fn` returns a `Result<T>`, `fn` a `Call<T>`.
//!
//! A name may be an alias of another type. So only types that are wrong under every alias are refused here; the
//! compiler checks the others by the runtime's traits `Outcome` and `Deferred`.

use crate::errors::Errors;
use crate::model::Reply;
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, ReturnType, Signature, Type};

pub(super) fn check<'a>(signature: &'a Signature, errors: &mut Errors) -> Option<Reply<'a>> {
    let is_async = signature.asyncness.is_some();
    let wanted = if is_async { "`Result<T>`" } else { "`Call<T>` (or is an `async fn` and returns `Result<T>`)" };
    let ReturnType::Type(_, written) = &signature.output else {
        let nothing = if is_async { "Result<()>" } else { "Call<()>" };
        let name = &signature.ident;
        errors.at(name, format!("`{name}` returns nothing, but a call can fail: write `-> {nothing}`"));
        return None;
    };
    let mut ty = &**written;
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => break,
        };
    }
    if let Some(inner) = first_argument(ty)
        && let Some(page) = first_argument(inner)
        && is_named(inner, &["Option"])
        && is_named(page, &["Page", "Response"])
    {
        errors.at(
            page,
            "an `Option` holds neither a `Page` nor a `Response`: leave it out; where nothing is found, the call \
             fails with status 404",
        );
        return None;
    }
    let message = match ty {
        Type::Path(path) => {
            let name = path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
            match (name.as_str(), is_async) {
                ("Call", true) => {
                    "a `Call` is not sent until it is awaited, so the method that returns it is no `async fn`: \
                                   write `fn … -> Call<T>`, or `async fn … -> Result<T>`"
                        .to_owned()
                }
                ("Result", false) => {
                    "a `fn` returns its call unsent: write `async fn … -> Result<T>`, or `fn … -> Call<T>`".to_owned()
                }
                ("Option" | "String" | "Vec" | "Box" | "Page" | "Response" | "Bytes" | "bool" | "str", _) => {
                    let inner = text(ty);
                    let whole = if is_async { format!("Result<{inner}>") } else { format!("Call<{inner}>") };
                    format!("a call can fail, so an action returns {wanted}: write `-> {whole}`")
                }
                _ if path.path.is_ident(&name) && is_number(&name) => {
                    let whole = if is_async { format!("Result<{name}>") } else { format!("Call<{name}>") };
                    format!("a call can fail, so an action returns {wanted}: write `-> {whole}`")
                }
                _ if is_async => return Some(Reply::Future(written)),
                _ => return Some(Reply::Call(written)),
            }
        }
        // `$ret:ty` of a macro_rules may be anything: the compiler decides.
        Type::Macro(_) | Type::Verbatim(_) if is_async => return Some(Reply::Future(written)),
        Type::Macro(_) | Type::Verbatim(_) => return Some(Reply::Call(written)),
        _ => format!("an action returns {wanted}, where `T` is what Graph answers with"),
    };
    errors.at(written, message);
    None
}

/// The first type between the angles of a path.
pub(crate) fn first_argument(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.path.segments.last()?.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// A type as it is written, for messages.
pub(crate) fn text(ty: &Type) -> String {
    let spaced = ty.to_token_stream().to_string();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut text = String::new();
    let mut chars = spaced.chars().peekable();
    while let Some(c) = chars.next() {
        let is_needed = match (text.chars().next_back(), chars.peek()) {
            (Some(',' | ';' | '+'), _) | (Some(_), Some('+')) => true,
            (Some(before), Some(&next)) => is_word(before) && (is_word(next) || matches!(next, '[' | '&')),
            _ => false,
        };
        if c != ' ' || is_needed {
            text.push(c);
        }
    }
    text
}

/// Whether the last word of a path is one of these.
pub(super) fn is_named(ty: &Type, names: &[&str]) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}

fn is_number(name: &str) -> bool {
    matches!(
        name,
        "i8" | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "isize"
            | "u8"
            | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "usize"
            | "f32"
            | "f64"
    )
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_type_is_written_with_the_spaces_that_it_needs() {
        for ty in ["Vec<u8>", "&'a [Cow<'a, str>]", "Box<dyn Own + 'a>", "jiff::Timestamp", "[u8; 4]", "(u8, u16)"] {
            assert_eq!(text(&syn::parse_str(ty).unwrap()), ty);
        }
    }
}
