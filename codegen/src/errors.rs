//! Collects the compile errors of an item, so that all are reported at once.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use std::fmt::Display;

/// The mistakes found so far. After a stage that found some, no other stage runs.
#[derive(Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// Reports a mistake with the span of these tokens.
    pub(crate) fn at(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.0.push(syn::Error::new_spanned(without_groups(tokens.into_token_stream()), message));
    }

    /// Reports a mistake that has a span already.
    pub(crate) fn push(&mut self, error: syn::Error) {
        self.0.push(error);
    }

    /// How many mistakes there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mistakes, for tools that read sources without expanding them.
    pub(crate) fn into_inner(self) -> Vec<syn::Error> {
        self.0
    }

    /// One `compile_error!` for each mistake, with its span.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.0.iter().map(syn::Error::to_compile_error).collect()
    }
}

/// The tokens that a user gave to a macro of their own: `$ty` of a `macro_rules!` is a group around them, whose place
/// is in the macro.
fn without_groups(mut tokens: TokenStream) -> TokenStream {
    loop {
        let mut each = tokens.clone().into_iter();
        match (each.next(), each.next()) {
            (Some(TokenTree::Group(group)), None) if group.delimiter() == Delimiter::None => tokens = group.stream(),
            _ => return tokens,
        }
    }
}
