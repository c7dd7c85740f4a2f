//! The findings of the compiler about an attribute, and the changes of the text that mend them.

use std::ops::Range;

use graph_action_catalog::{Catalog, Method, Version};
use graph_action_codegen::parse::template;
use graph_action_codegen::verdict::{Condition, Finding, Place, Question, Repair, judge, least_privileged};

use super::attribute::{Attribute, Kind, Role, Token, escaped, unescaped};

/// A finding at its place in the text.
pub(super) struct PlacedFinding {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) is_warning: bool,
    pub(super) fixes: Vec<Fix>,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fix {
    pub(super) title: String,
    /// What stands there instead.
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

/// What the catalog finds in an attribute. What only the method tells (body, parameters, return type) is not asked.
pub(super) fn findings(catalog: &Catalog, attribute: &Attribute) -> Vec<PlacedFinding> {
    let Some(path) = attribute.path().filter(|_| !attribute.says("unchecked")) else { return Vec::new() };
    let value = if attribute.has_escapes(path) { unescaped(&path.text) } else { path.text.clone() };
    let template = match template::parse(&value) {
        Ok(template) => template,
        Err(error) => return vec![unreadable(path, &error.to_string())],
    };
    let Some(method) = attribute.method() else { return Vec::new() };
    let question = Question {
        version: attribute.version(),
        scopes: attribute.scopes(),
        flow: attribute.flow(),
        cloud: attribute.cloud(),
        is_advanced: Some(attribute.says("advanced")),
        projects: method == Method::Get && !template.query.iter().any(|option| option.name == "$select"),
        is_whole: true,
        unlisted: attribute.says("unlisted"),
        ..Question::of_address(method, &template, attribute.start())
    };
    let verdict = judge(catalog, &question);
    // What the return type asks for is not known here.
    let tolerated = |finding: &&Finding| {
        finding.condition == Condition::None && !(attribute.says("broad") && finding.kind().is_warning())
    };
    let mut found: Vec<PlacedFinding> = verdict
        .findings
        .iter()
        .filter(tolerated)
        .map(|finding| PlacedFinding {
            range: place(attribute, path, finding),
            message: finding.to_string(),
            is_warning: finding.kind().is_warning(),
            fixes: fixes(attribute, path, finding),
        })
        .collect();
    if !attribute.says("scope") && attribute.version() == Version::V1 {
        let listing = verdict.listing.as_ref();
        let needed = listing
            .and_then(|listing| least_privileged(catalog, &template, verdict.walk.as_ref(), listing, question.flow));
        let fix = needed.and_then(|option| insertion(attribute, &option.to_string()));
        found.push(PlacedFinding {
            range: path.range.clone(),
            message: "the action does not say which permission it needs".to_owned(),
            is_warning: false,
            fixes: fix.into_iter().collect(),
        });
    }
    found
}

fn unreadable(path: &Token, message: &str) -> PlacedFinding {
    PlacedFinding { range: path.range.clone(), message: message.to_owned(), is_warning: false, fixes: Vec::new() }
}

/// Where a finding shows.
fn place(attribute: &Attribute, path: &Token, finding: &Finding) -> Range<usize> {
    let within = |part: Option<Range<usize>>| {
        part.map_or(path.range.clone(), |part| path.range.start + part.start..path.range.start + part.end)
    };
    match &finding.place {
        Place::Segment(number) => within(segment(&path.text, *number)),
        Place::QueryOption(name) => within(option(&path.text, name)),
        Place::Method => attribute.method_word().map_or(path.range.clone(), |word| word.range.clone()),
        Place::Scope(name) => {
            let wanted = name.as_ref().and_then(|name| permission(attribute, name));
            let wanted = wanted.map(|token| token.range.clone()).or_else(|| attribute.option("scope"));
            wanted.unwrap_or_else(|| path.range.clone())
        }
        _ => path.range.clone(),
    }
}

/// The bytes of a segment of a path.
fn segment(path: &str, number: usize) -> Option<Range<usize>> {
    let (mut depth, mut start, mut at_segment) = (0_usize, 1, 0);
    for (at, letter) in path.char_indices().skip(1) {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '/' | '?' if depth == 0 => {
                if at_segment == number {
                    return Some(start..at);
                }
                (at_segment, start) = (at_segment + 1, at + 1);
            }
            _ => {}
        }
    }
    (at_segment == number && start <= path.len()).then_some(start..path.len())
}

/// The bytes of a query option, its name and its value.
fn option(path: &str, name: &str) -> Option<Range<usize>> {
    let starts = path.match_indices(name).filter(|(at, _)| path[..*at].ends_with(['?', '&']));
    let (start, _) = starts.into_iter().next()?;
    Some(start..path[start..].find('&').map_or(path.len(), |end| start + end))
}

fn permission<'a>(attribute: &'a Attribute, name: &str) -> Option<&'a Token> {
    attribute.tokens.iter().find(|token| {
        token.kind == Kind::Text
            && token.text == name
            && attribute.literal_at(token.range.start).is_some_and(|(_, role)| role == Role::Permission)
    })
}

/// An option written at the end of the attribute; nothing after a literal that is not closed.
fn insertion(attribute: &Attribute, option: &str) -> Option<Fix> {
    let last = attribute.tokens.last().filter(|last| !last.is_open())?;
    let comma = if last.text == "," { " " } else { ", " };
    Some(Fix { title: format!("Add `{option}`"), range: last.end..last.end, text: format!("{comma}{option}") })
}

/// The changes that a finding's repair means.
fn fixes(attribute: &Attribute, path: &Token, finding: &Finding) -> Vec<Fix> {
    let whole = |value: String| {
        let text = if attribute.has_escapes(path) { escaped(&value) } else { value };
        Fix { title: format!("Write `{text}`"), range: path.range.clone(), text }
    };
    let method = |text: &str| {
        let word = attribute.method_word()?;
        Some(Fix { title: format!("Call it by {text}"), range: word.range.clone(), text: text.to_owned() })
    };
    match &finding.repair {
        Some(Repair::Path(template) | Repair::Reference(template)) => {
            // The repair has the first of the names that may have been meant.
            let others = suggested(attribute, path, finding).into_iter().skip(1);
            std::iter::once(whole(template.to_string())).chain(others).collect()
        }
        Some(Repair::ServiceRoot) => insertion(attribute, "root = service").into_iter().collect(),
        Some(Repair::Methods(methods)) => methods.iter().filter_map(|one| method(one.as_str())).collect(),
        Some(Repair::Patch) => method("PATCH").into_iter().collect(),
        Some(Repair::Scope(option)) => {
            let text = option.to_string();
            let fix = attribute.option("scope").map(|range| Fix {
                title: format!("Write `{text}`"),
                range,
                text: text.clone(),
            });
            fix.or_else(|| insertion(attribute, &text)).into_iter().collect()
        }
        Some(Repair::WithoutPermission(name)) => without_permission(attribute, name).into_iter().collect(),
        Some(Repair::WithoutOption(name)) => without_option(attribute, name).into_iter().collect(),
        Some(Repair::Address(address)) => vec![whole(address.clone())],
        Some(Repair::AddOption(option)) => insertion(attribute, option).into_iter().collect(),
        // The other repairs concern the method, or only suggest a name.
        _ => suggested(attribute, path, finding),
    }
}

/// The suggested names in the place of the one at fault.
fn suggested(attribute: &Attribute, path: &Token, finding: &Finding) -> Vec<Fix> {
    let range = match &finding.place {
        Place::Segment(number) => {
            segment(&path.text, *number).map(|part| path.range.start + part.start..path.range.start + part.end)
        }
        Place::QueryOption(name) if path.text.contains(name.as_str()) && !finding.suggestions.is_empty() => {
            option(&path.text, name).filter(|_| finding.suggestions.iter().all(|text| text.starts_with('$'))).map(
                |part| {
                    let start = path.range.start + part.start;
                    start..start + name.len()
                },
            )
        }
        Place::Scope(Some(name)) => permission(attribute, name).map(|token| token.range.clone()),
        _ => None,
    };
    let fix = |text: &String| Some(Fix { title: format!("Write `{text}`"), range: range.clone()?, text: text.clone() });
    finding.suggestions.iter().filter_map(fix).collect()
}

/// The attribute without one of several permissions.
fn without_permission(attribute: &Attribute, name: &str) -> Option<Fix> {
    let token = permission(attribute, name)?;
    let at = attribute.tokens.iter().position(|other| other == token)?;
    let is_comma = |token: &&Token| token.text == ",";
    let start = token.range.start - 1;
    let end = token.end;
    let range = match (
        attribute.tokens.get(at + 1).filter(is_comma),
        attribute.tokens.get(at.checked_sub(1)?).filter(is_comma),
    ) {
        (_, Some(before)) => before.range.start..end,
        (Some(_), None) => {
            start
                ..attribute
                    .tokens
                    .get(at + 2)
                    .map_or(end, |next| next.range.start - usize::from(next.kind == Kind::Text))
        }
        (None, None) => return None,
    };
    Some(Fix { title: format!("Leave out `{name}`"), range, text: String::new() })
}

/// The attribute without an option and the comma before it.
fn without_option(attribute: &Attribute, name: &str) -> Option<Fix> {
    let range = attribute.option(name)?;
    let before = attribute.tokens.iter().rev().find(|token| token.range.end <= range.start)?;
    let start = if before.text == "," { before.range.start } else { range.start };
    Some(Fix { title: format!("Leave out `{name}`"), range: start..range.end, text: String::new() })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::super::attribute::attributes;
    use super::{PlacedFinding, findings};
    use graph_action_catalog::Catalog;

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
        let is_source = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
        files.into_iter().filter(is_source).chain(folders.iter().flat_map(|folder| sources(folder))).collect()
    }

    fn found(catalog: &Catalog, text: &str) -> Vec<PlacedFinding> {
        attributes(text).iter().flat_map(|attribute| findings(catalog, attribute)).collect()
    }

    /// The fixtures of compile errors show every mistake. Each change that is offered mends its mistake, and makes
    /// none: no warning leads into an error.
    #[test]
    fn a_change_mends_its_finding_and_makes_none() {
        let catalog = Catalog::embedded();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/tests/ui");
        let (mut applied, mut wrong) = (0, Vec::new());
        for path in sources(&fixtures) {
            let text = fs::read_to_string(&path).unwrap();
            let before = found(&catalog, &text);
            let known: BTreeSet<&str> = before.iter().map(|found| found.message.as_str()).collect();
            for (finding, fix) in before.iter().flat_map(|found| found.fixes.first().map(|fix| (found, fix))) {
                applied += 1;
                let mended = format!("{}{}{}", &text[..fix.range.start], fix.text, &text[fix.range.end..]);
                let after = found(&catalog, &mended);
                let is_new = |found: &&PlacedFinding| !found.is_warning && !known.contains(found.message.as_str());
                let stays = after.iter().filter(|found| found.message == finding.message).count()
                    >= before.iter().filter(|found| found.message == finding.message).count();
                if let Some(new) = after.iter().find(is_new) {
                    wrong.push(format!("{}: {}\n  {}\n  {}", path.display(), finding.message, fix.title, new.message));
                } else if stays {
                    wrong.push(format!("{}: {}\n  {} mends nothing", path.display(), finding.message, fix.title));
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {applied}:\n{}", wrong.len(), wrong.join("\n"));
        assert!(applied >= 60, "only {applied} changes");
    }
}
