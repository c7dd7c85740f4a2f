//! Parses the option `scope`: the permissions of an action for each flow.

use super::values::{Entry, Reason, Value, split};
use graph_action_catalog::{Flow, PermissionName};
use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{LitStr, Token};

/// The permissions of an action, by flow.
#[derive(Clone)]
pub(crate) struct Scope {
    pub(crate) delegated: Vec<LitStr>,
    pub(crate) application: Vec<LitStr>,
    /// One list was written for both flows.
    pub(crate) is_shared: bool,
}

impl Scope {
    /// All literals, those of the delegated flow first. A list for both flows occurs twice.
    pub(crate) fn literals(&self) -> impl Iterator<Item = &LitStr> + Clone {
        self.delegated.iter().chain(&self.application)
    }
}

/// Reads the permissions: one list for both flows, or a list for each.
pub(super) fn scope(value: Value) -> Result<Scope, Reason> {
    match value {
        Value::Missing => Err(None),
        Value::Assigned(tokens) => {
            let permissions = permissions(tokens)?;
            Ok(Scope { delegated: permissions.clone(), application: permissions, is_shared: true })
        }
        Value::List(tokens) => {
            let (mut delegated, mut application) = (None, None);
            for chunk in split(tokens) {
                let entry = Entry::parse.parse2(chunk).map_err(|_| None)?;
                let flow = match entry.name.to_string().parse() {
                    Ok(Flow::Delegated) => &mut delegated,
                    Ok(Flow::Application) => &mut application,
                    Err(_) => return Err(Some(format!("there is no flow `{}`", entry.name))),
                };
                let Value::Assigned(tokens) = entry.value else { return Err(None) };
                if flow.replace(permissions(tokens)?).is_some() {
                    return Err(Some(format!("the flow `{}` is there twice", entry.name)));
                }
            }
            match (delegated, application) {
                (None, None) => Err(None),
                (delegated, application) => Ok(Scope {
                    delegated: delegated.unwrap_or_default(),
                    application: application.unwrap_or_default(),
                    is_shared: false,
                }),
            }
        }
    }
}

/// `"A"`, `["A", "B"]` or `none`.
fn permissions(tokens: TokenStream) -> Result<Vec<LitStr>, Reason> {
    let parse = |input: ParseStream<'_>| {
        if input.peek(syn::token::Bracket) {
            let inner;
            syn::bracketed!(inner in input);
            Ok(inner.parse_terminated(<LitStr as Parse>::parse, Token![,])?.into_iter().collect())
        } else if input.peek(LitStr) {
            Ok(vec![input.parse::<LitStr>()?])
        } else {
            let none: Ident = input.parse()?;
            if none == "none" { Ok(Vec::new()) } else { Err(input.error("expected `none`")) }
        }
    };
    let brackets = tokens.clone().into_iter().any(|token| matches!(token, TokenTree::Group(_)));
    let permissions: Vec<LitStr> = parse.parse2(tokens).map_err(|_| None)?;
    if permissions.is_empty() && brackets {
        return Err(Some("an empty list asks for nothing, write `scope = none`".to_owned()));
    }
    for (at, permission) in permissions.iter().enumerate() {
        let name = permission.value();
        if permissions[..at].iter().any(|other| other.value() == name) {
            return Err(Some(format!("the permission `{name}` is there twice")));
        }
        if let Some((_, short)) = name.rsplit_once('/') {
            return Err(Some(format!("a permission is named without its resource, `{short}` instead of `{name}`")));
        }
        if name.contains([' ', ',']) {
            return Err(Some(format!("`{name}` is more than one permission, write a list")));
        }
        if !PermissionName::is_valid(&name) {
            return Err(Some(format!("`{name}` is no name of a permission")));
        }
    }
    Ok(permissions)
}
