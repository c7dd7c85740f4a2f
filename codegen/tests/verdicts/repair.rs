//! Applies every repair of the table to its call: the finding is gone then, and no new error is found.

use graph_action_catalog::{Catalog, Method, QueryPiece};
use graph_action_codegen::verdict::{Content, Finding, Place, Repair, Reply, Scopes, judge};

use crate::CALLS;
use crate::call::Call;

#[test]
fn a_repaired_call_has_the_finding_no_more() {
    let catalog = Catalog::embedded();
    let mut repaired = 0;
    let mut wrong = Vec::new();
    for line in CALLS.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '\t'])) {
        let call = Call::parse(line);
        let before = judge(&catalog, &call.question()).findings;
        for finding in &before {
            let Some(repair) = &finding.repair else { continue };
            repaired += 1;
            let call = apply(call.clone(), finding, repair);
            let after = judge(&catalog, &call.question()).findings;
            let is_new = |found: &&Finding| !found.kind().is_warning() && !before.contains(found);
            if let Some(found) = after.iter().find(|found| *found == finding).or_else(|| after.iter().find(is_new)) {
                wrong.push(format!("{line}\n  {repair}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(repaired >= 60, "only {repaired} repairs");
}

/// The call as the repair says to write it.
fn apply(mut call: Call, finding: &Finding, repair: &Repair) -> Call {
    match repair {
        Repair::Path(template) | Repair::Reference(template) => call.template = template.clone(),
        Repair::ServiceRoot => call.root.clear(),
        Repair::Methods(methods) => call.method = methods[0],
        Repair::Patch => call.method = Method::Patch,
        Repair::Scope(option) => {
            let both =
                |first: &[String], other: &[String]| if first.is_empty() { other.to_vec() } else { first.to_vec() };
            call.scopes = Some(Scopes {
                delegated: both(&option.delegated, &option.application),
                application: both(&option.application, &option.delegated),
            });
        }
        Repair::WithoutPermission(name) => {
            if let Some(scopes) = &mut call.scopes {
                scopes.delegated.retain(|held| held != name);
                scopes.application.retain(|held| held != name);
            }
        }
        Repair::WithoutOption(name) => {
            assert_eq!(*name, "unlisted");
            call.unlisted = false;
        }
        Repair::RenameArgument(to) => {
            if let (Content::Parameters(names), Place::Argument(from)) = (&mut call.content, &finding.place) {
                names.iter_mut().filter(|name| *name == from).for_each(|name| name.clone_from(to));
            }
        }
        Repair::AddArguments(added) => match &mut call.content {
            Content::Parameters(names) => names.extend(added.iter().cloned()),
            content => *content = Content::Parameters(added.clone()),
        },
        Repair::ParametersAsArguments(names) => call.content = Content::Parameters(names.clone()),
        Repair::Version(version) => call.version = *version,
        Repair::WithoutArgument => call.content = Content::Nothing,
        Repair::PassAsBody(_) => call.content = Content::Json,
        Repair::ReturnNothing => call.reply = Reply::Nothing,
        Repair::ReturnPage(_) => call.reply = Reply::Value,
        Repair::WithoutQuotes(argument) => {
            for piece in call.template.query.iter_mut().flat_map(|option| &mut option.value) {
                if matches!(piece, QueryPiece::Quoted(name) if name == argument) {
                    *piece = QueryPiece::Argument(argument.clone());
                }
            }
        }
    }
    call
}
