//! What may follow in a `$filter`.

use graph_action_catalog::Catalog;

use super::candidate::{Candidate, Kind};
use super::properties::{is_enumeration, property_path, type_at};

/// OData's operators between a property and a value.
const COMPARISONS: [(&str, &str); 8] = [
    ("eq", "equal"),
    ("ne", "not equal"),
    ("gt", "greater than"),
    ("ge", "greater than or equal"),
    ("lt", "less than"),
    ("le", "less than or equal"),
    ("in", "one of"),
    ("has", "has the flag"),
];

/// What joins conditions.
const CONJUNCTIONS: [(&str, &str); 2] = [("and", "both"), ("or", "one of both")];

/// Functions of a text that are conditions.
const FUNCTIONS: [(&str, &str); 3] =
    [("startsWith(", "begins with a text"), ("endsWith(", "ends with a text"), ("contains(", "has a text in it")];

/// What may be written at the end of a condition, and from which byte on it is replaced.
pub(super) fn complete(catalog: &Catalog, ty: &str, value: &str) -> (usize, Vec<Candidate>) {
    // Inside a string: the member of an enumeration.
    if value.matches('\'').count() % 2 == 1 {
        let quote = value.rfind('\'').unwrap_or(0);
        return (quote + 1, members(catalog, ty, &value[..quote], ""));
    }
    let at = value.rfind(|letter: char| !(letter.is_alphanumeric() || "_/.".contains(letter)));
    let at = at.map_or(0, |place| place + value[place..].chars().next().map_or(1, char::len_utf8));
    let (before, word) = (value[..at].trim_end(), &value[at..]);
    let last = before.rsplit([' ', '(']).next().unwrap_or("");
    let keywords = |words: &[(&str, &str)]| -> Vec<Candidate> {
        words.iter().map(|(text, detail)| Candidate::new(*text, *detail, Kind::Keyword)).collect()
    };
    if COMPARISONS.iter().any(|(operator, _)| *operator == last) || is_in_list(before) {
        return (at, members(catalog, ty, before, "'"));
    }
    let begins = before.is_empty() || before.ends_with(['(', ':', ',']) || ["and", "or", "not"].contains(&last);
    if !begins {
        // After a value comes a conjunction, after a property an operator.
        let mut words = before.rsplit(' ');
        let after_value =
            before.ends_with(')') || words.nth(1).is_some_and(|word| COMPARISONS.iter().any(|(name, _)| *name == word));
        return (at, if after_value { keywords(&CONJUNCTIONS) } else { keywords(&COMPARISONS) });
    }
    let (variable, rest) = word.split_once('/').unwrap_or(("", word));
    if let Some(of) = variable_type(catalog, ty, value, variable) {
        let (inner, candidates) = property_path(catalog, of, rest, |_| true);
        return (at + word.len() - rest.len() + inner, candidates);
    }
    let (inner, mut candidates) = property_path(catalog, ty, word, |_| true);
    if !word.contains('/') {
        candidates.extend(keywords(&FUNCTIONS));
        candidates.push(Candidate::new("not", "the contrary", Kind::Keyword).rank(2));
        let variables = variables(value).into_iter().map(|(name, _)| Candidate::new(name, "variable", Kind::Value));
        candidates.extend(variables.map(|candidate| candidate.rank(0)));
    } else if type_at(catalog, ty, word[..inner].trim_end_matches('/')).is_some() {
        let lambdas = [("any(x:x/", "one of them"), ("all(x:x/", "all of them"), ("$count", "their number")];
        candidates.extend(keywords(&lambdas).into_iter().map(|candidate| candidate.rank(2)));
    }
    (at + inner, candidates)
}

/// Whether the text ends within the parentheses of an `in`.
fn is_in_list(before: &str) -> bool {
    let open = before.rfind('(').filter(|open| !before[*open..].contains(')'));
    open.is_some_and(|open| before[..open].trim_end().ends_with(" in"))
}

/// The values that the property before an operator can have: members of an enumeration, `true` and `false`.
fn members(catalog: &Catalog, ty: &str, before: &str, quote: &str) -> Vec<Candidate> {
    let before = match before.rfind('(') {
        Some(open) if is_in_list(before) => before[..open].trim_end(),
        _ => before.trim_end(),
    };
    let Some((property, _)) = before.rsplit_once(' ') else { return Vec::new() };
    let property = property.trim_end().rsplit([' ', '(', ':']).next().unwrap_or("");
    let (variable, rest) = property.split_once('/').unwrap_or(("", property));
    let of = match variable_type(catalog, ty, before, variable) {
        Some(of) => type_at(catalog, of, rest),
        None => type_at(catalog, ty, property),
    };
    match of {
        Some(of) if is_enumeration(catalog, of) => {
            let members = catalog.find_type(of).into_iter().flat_map(|ty| ty.enum_members().collect::<Vec<_>>());
            let known = members.filter(|member| *member != "unknownFutureValue");
            known.map(|member| Candidate::new(format!("{quote}{member}{quote}"), of, Kind::Value)).collect()
        }
        Some("Boolean") if !quote.is_empty() => {
            ["true", "false"].map(|text| Candidate::new(text, "Boolean", Kind::Value)).to_vec()
        }
        _ => Vec::new(),
    }
}

/// The variables of `any` and `all`, each with the property before it: `x` and `phones` of `phones/any(x:`.
fn variables(value: &str) -> Vec<(&str, &str)> {
    let of = |keyword: &'static str| {
        value.match_indices(keyword).filter_map(move |(at, _)| {
            let (name, _) = value[at + keyword.len()..].split_once(':')?;
            Some((name.trim(), value[..at].rsplit([' ', '(', ':']).next()?))
        })
    };
    of("/any(").chain(of("/all(")).collect()
}

/// The type of a variable.
fn variable_type<'c>(catalog: &'c Catalog, ty: &str, value: &str, name: &str) -> Option<&'c str> {
    let (_, property) = variables(value).into_iter().find(|(variable, _)| !name.is_empty() && *variable == name)?;
    type_at(catalog, ty, property)
}
