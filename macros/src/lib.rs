//! The attributes of `graph-action`; depend on that crate, which re-exports and documents them.

use proc_macro::TokenStream;

#[expect(missing_docs, reason = "the runtime documents it where it re-exports it, with examples that compile there")]
#[proc_macro_attribute]
pub fn graph_action(arguments: TokenStream, item: TokenStream) -> TokenStream {
    graph_action_codegen::graph_action(arguments.into(), item.into()).into()
}

#[expect(missing_docs, reason = "the runtime documents it where it re-exports it, with examples that compile there")]
#[proc_macro_attribute]
pub fn graph_api(arguments: TokenStream, item: TokenStream) -> TokenStream {
    graph_action_codegen::graph_api(arguments.into(), item.into()).into()
}

#[expect(missing_docs, reason = "the runtime documents it where it re-exports it, with examples that compile there")]
#[proc_macro_attribute]
pub fn graph_entity(arguments: TokenStream, item: TokenStream) -> TokenStream {
    graph_action_codegen::graph_entity(arguments.into(), item.into()).into()
}
