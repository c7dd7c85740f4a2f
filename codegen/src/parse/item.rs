//! Parses an annotated method, with the roles that attributes give its arguments.

use crate::errors::Errors;
use graph_action_catalog::nearest;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::{Attribute, FnArg, LitStr, Meta, Pat, TraitItemFn, Type};

/// A method with its arguments. The attributes of this crate are removed from `item`.
pub(crate) struct MethodSyntax {
    pub(crate) item: TraitItemFn,
    pub(crate) arguments: Vec<Argument>,
    /// Every argument has a name. If not, a placeholder without an argument is not reported.
    pub(crate) named: bool,
}

/// One argument besides `self`.
pub(crate) struct Argument {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) role: Option<Role>,
}

/// The role that an attribute gives an argument.
pub(crate) enum Role {
    /// `#[body]`, or `#[body("image/jpeg")]`.
    Body(Box<Attribute>, Option<LitStr>),
    /// `#[header("If-Match")]`
    Header(LitStr),
    /// `#[query("$search")]`
    Query(LitStr),
    /// The attribute has a mistake, which was reported: the argument's role is unknown.
    Reported,
}

const ROLES: [&str; 3] = ["body", "header", "query"];

impl Argument {
    /// The name without `r#`, as the path writes it.
    pub(crate) fn name(&self) -> String {
        plain(&self.ident)
    }
}

/// An identifier without `r#`.
pub(crate) fn plain(ident: &Ident) -> String {
    <Ident as syn::ext::IdentExt>::unraw(ident).to_string()
}

/// Parses a method of a trait. A visibility is reported and ignored.
pub(crate) fn parse_function(tokens: &TokenStream, errors: &mut Errors) -> syn::Result<TraitItemFn> {
    let error = match syn::parse2::<TraitItemFn>(tokens.clone()) {
        Ok(function) => return Ok(function),
        Err(error) => error,
    };
    let is_pub = |token: &TokenTree| matches!(token, TokenTree::Ident(word) if word == "pub");
    let (mut rest, mut visibility) = (Vec::new(), None);
    for token in tokens.clone() {
        match &token {
            word if is_pub(word) && visibility.is_none() => visibility = Some(token),
            // `pub(crate)`
            TokenTree::Group(group)
                if visibility.is_some()
                    && group.delimiter() == Delimiter::Parenthesis
                    && rest.iter().all(|token| !is_word(token)) => {}
            _ => rest.push(token),
        }
    }
    let Some(visibility) = visibility else { return Err(error) };
    let function = syn::parse2::<TraitItemFn>(rest.into_iter().collect())?;
    if function.default.is_some() {
        return Err(error);
    }
    errors.at(visibility, "a method of a trait is as public as the trait: leave this out");
    Ok(function)
}

fn is_word(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(_))
}

/// Removes the attributes of this crate from a method and parses them.
pub(crate) fn parse_method(mut item: TraitItemFn, errors: &mut Errors) -> MethodSyntax {
    let mut arguments = Vec::new();
    let mut named = true;
    for input in &mut item.sig.inputs {
        let FnArg::Typed(input) = input else { continue };
        let mut role = None;
        let mut kept = Vec::new();
        for attribute in input.attrs.drain(..) {
            match parse_role(&attribute) {
                Ok(Some(found)) if role.is_none() => role = Some(found),
                Ok(Some(_)) => errors.at(&attribute, "an argument has one role: keep one of its attributes"),
                Ok(None) if is_cfg(&attribute) => {
                    errors.at(&attribute, "an argument of an action is always there: put the `cfg` on the method");
                }
                Ok(None) => kept.push(attribute),
                Err(message) => {
                    errors.at(&attribute, message);
                    role = Some(Role::Reported);
                }
            }
        }
        input.attrs = kept;
        match &*input.pat {
            Pat::Ident(pat) if pat.by_ref.is_none() && pat.mutability.is_none() && pat.subpat.is_none() => {
                arguments.push(Argument { ident: pat.ident.clone(), ty: (*input.ty).clone(), role });
            }
            pat => {
                named = false;
                errors.at(
                    pat,
                    "an argument of an action is a plain name, as `id: &str`: the path and Graph know it by that name",
                );
            }
        }
    }
    MethodSyntax { item, arguments, named }
}

fn is_cfg(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
}

fn parse_role(attribute: &Attribute) -> Result<Option<Role>, String> {
    let Some(name) = attribute.path().get_ident().map(ToString::to_string) else { return Ok(None) };
    let text = || match &attribute.meta {
        Meta::List(list) => list.parse_args::<LitStr>().ok(),
        Meta::Path(_) | Meta::NameValue(_) => None,
    };
    match name.as_str() {
        "body" => match (&attribute.meta, text()) {
            (Meta::Path(_), _) => Ok(Some(Role::Body(Box::new(attribute.clone()), None))),
            (_, Some(content_type)) => Ok(Some(Role::Body(Box::new(attribute.clone()), Some(content_type)))),
            _ => {
                Err("a body is `#[body]` for JSON, or `#[body(\"image/jpeg\")]` with the media type for bytes and text"
                    .to_owned())
            }
        },
        "header" => match text() {
            Some(name) => Ok(Some(Role::Header(name))),
            None => Err("a header is written `#[header(\"If-Match\")]`, with its name".to_owned()),
        },
        "query" => match text() {
            Some(name) => Ok(Some(Role::Query(name))),
            None => Err("a query option is written `#[query(\"$search\")]`, with its name".to_owned()),
        },
        "json" | "form" => Err(format!("there is no role `{name}`: a body is `#[body]`, which is JSON")),
        "path" | "param" => Err(format!(
            "there is no role `{name}`: an argument of the path is named there, as `/messages/<id>`, \
             and has no attribute"
        )),
        other => match nearest(other, ROLES, 1).first() {
            Some(role) => Err(format!("there is no role `{other}`: did you mean `#[{role}]`?")),
            None => Ok(None),
        },
    }
}

/// Whether the last segment of an attribute's path is this name.
pub(crate) fn is_attribute(attribute: &Attribute, name: &str) -> bool {
    attribute.path().segments.last().is_some_and(|segment| segment.ident == name)
}
