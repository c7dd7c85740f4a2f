//! `graph-action lsp`: a language server for the attributes, beside rust-analyzer.
//!
//! It judges nothing by itself: paths are parsed, walked and judged by the compiler's functions. It adds positions in
//! the text, also in code that does not parse yet, and completion.

mod attribute;
mod candidate;
mod catalogs;
mod complete;
mod document;
mod filter;
mod hover;
mod properties;
mod query;
mod repair;
mod server;

use lsp_server::Connection;

use crate::output::{Failure, Outcome};

/// Speaks the language server protocol on standard input and output until the editor ends it.
///
/// # Errors
/// When the editor breaks the protocol, or standard input or output.
pub fn run() -> Result<Outcome, Failure> {
    let (connection, threads) = Connection::stdio();
    let served = server::serve(&connection);
    drop(connection);
    threads.join()?;
    served.map_err(|error| Failure::Input(format!("the language server ended: {error}")))?;
    Ok(Outcome::Fine)
}

#[cfg(test)]
mod tests {
    use graph_action_catalog::Catalog;

    use super::attribute::attributes;
    use super::complete::complete;
    use super::hover::hover;
    use super::repair::findings;

    /// Half-written attributes of each kind.
    const TEXTS: [&str; 6] = [
        "#[graph_action(GET, \"/mailFolders/<id>/messages?$select=id,subject&$filter=importance eq 'high' and \
         toRecipients/any(r:r/emailAddress/address in ('é', '😀'))&$expand=attachments($select=name;$top=1)\
         &$orderby=from desc\", scope = [\"Mail.Read\", \"Mail.Send\"])]\nasync fn a(&self);",
        "#[graph_api(root(R, type = \"channel\"), version = \"beta\")] trait T { #[graph_action(PUT, \"/mesages/<",
        "#[graph_action(POST, r#\"/drive/root:/<path..>:/workbook/worksheets/<id>/range(address='<a>')/\"#, \
         scope(delegated = \"A\", application = \"\"))]",
        "#[graph_action(PATCH, \"/messages/<id>?$search=\\\"a\\\"&$top=x&$selct=<a\", unlisted = \"é\", \
         scope = \"Mail.",
        "#[graph_action(\"\", \"//\", scope=)]",
        "#[graph_action(GET, \"?&=$filter=(((not 'x&\", scope = none, broad)]",
    ];

    #[test]
    fn no_place_in_a_half_written_attribute_makes_it_panic() {
        let catalog = Catalog::embedded();
        for text in TEXTS {
            for end in (0..=text.len()).filter(|at| text.is_char_boundary(*at)).step_by(3) {
                let begun = &text[..end];
                for offset in [end, end.saturating_sub(7)].into_iter().filter(|at| begun.is_char_boundary(*at)) {
                    let completed = complete(&catalog, begun, offset);
                    assert!(completed.is_none_or(|found| begun.get(found.range).is_some()), "{begun}");
                    assert!(hover(&catalog, begun, offset).is_none_or(|found| begun.get(found.range).is_some()));
                }
                for found in attributes(begun).iter().flat_map(|attribute| findings(&catalog, attribute)) {
                    assert!(begun.get(found.range.clone()).is_some(), "{begun}");
                    assert!(found.fixes.iter().all(|fix| begun.get(fix.range.clone()).is_some()), "{begun}");
                }
            }
        }
    }
}
