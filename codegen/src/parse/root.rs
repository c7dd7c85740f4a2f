//! Parses the option `root`: the resource that a trait's paths are relative to.

use super::values::{Reason, Value};
use crate::terms::KnownRoot;
use graph_action_catalog::nearest;
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{LitStr, Path, Token};

/// What a trait's paths are relative to.
#[derive(Clone)]
pub(crate) enum Root {
    /// One of the roots the runtime has.
    Known(KnownRoot, Ident),
    /// A root that the user defines, and its Graph type.
    Own(Path, LitStr),
}

/// The root of a trait without the option `root`.
impl Default for Root {
    fn default() -> Self {
        let root = KnownRoot::default();
        Self::Known(root, Ident::new(root.name(), Span::call_site()))
    }
}

impl Root {
    /// The name of Graph's type; `None` for the service.
    pub(crate) fn graph_type(&self) -> Option<String> {
        match self {
            Self::Known(known, _) => known.graph_type().map(str::to_owned),
            Self::Own(_, graph_type) => Some(graph_type.value()),
        }
    }

    /// Reads `= user`, or `(path::Channel, type = "channel")`.
    pub(super) fn read(value: Value) -> Result<Self, Reason> {
        let tokens = match value {
            Value::Missing => return Err(None),
            Value::Assigned(tokens) => tokens,
            Value::List(tokens) => return own.parse2(tokens).map_err(|_| None),
        };
        let Ok(path) = syn::parse2::<Path>(tokens) else { return Err(None) };
        let Some(name) = path.get_ident() else {
            let path = path.to_token_stream().to_string().replace(' ', "");
            return Err(Some(format!("a root of your own names its Graph type: `root({path}, type = \"…\")`")));
        };
        let text = name.to_string();
        match KnownRoot::named(&text) {
            Some(root) => Ok(Self::Known(root, name.clone())),
            None => Err(Some(match nearest(&text, KnownRoot::names(), 1).first() {
                Some(known) => format!("there is no root `{text}`, did you mean `{known}`?"),
                None => format!("there is no root `{text}`"),
            })),
        }
    }
}

fn own(input: ParseStream<'_>) -> syn::Result<Root> {
    let path = Path::parse_mod_style(input)?;
    input.parse::<Token![,]>()?;
    input.parse::<Token![type]>()?;
    input.parse::<Token![=]>()?;
    let graph_type = input.parse::<LitStr>()?;
    input.parse::<Option<Token![,]>>()?;
    Ok(Root::Own(path, graph_type))
}
