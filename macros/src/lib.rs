//! The attributes of `graph-action`; depend on that crate, which re-exports and documents them.

use proc_macro::TokenStream;

/// Makes a trait method one call to Microsoft Graph; `graph_action` documents it.
#[proc_macro_attribute]
pub fn graph_action(arguments: TokenStream, item: TokenStream) -> TokenStream {
    graph_action_codegen::graph_action(arguments.into(), item.into()).into()
}

/// Gives a trait of actions its client; `graph_action` documents it.
#[proc_macro_attribute]
pub fn graph_api(arguments: TokenStream, item: TokenStream) -> TokenStream {
    graph_action_codegen::graph_api(arguments.into(), item.into()).into()
}
