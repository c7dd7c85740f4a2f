//! `clouds.txt`: the facts that the schemas of the national clouds lack, each with the letters of those clouds.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use graph_action_catalog::{Cloud, compare};

use super::csdl::Csdl;
use super::data_file::{SCHEMA_ORIGIN, data_file};
use super::error::ImportError;
use super::schema;
use super::source::Source;
use crate::data_line::{Kind, key};

/// The file for the clouds in `options`, written `china=v1.0-Mooncake.csdl`. `date` is the date for its header, `known`
/// the dates of earlier texts by their digest, `global` the lines of the global schema.
pub(super) fn file(
    options: &[String],
    date: Option<&str>,
    known: &[(&str, &str)],
    global: &[String],
) -> Result<String, ImportError> {
    let mut clouds = sources(options)?;
    let mut letters: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
    for (name, source) in &clouds {
        let of_cloud = schema::lines(&Csdl::read(&source.given, &source.text)?);
        for key in absences(global, &of_cloud) {
            letters.entry(key).or_default().extend(Cloud::letter_of_schema(name));
        }
    }
    let line = |(key, letters): (String, BTreeSet<char>)| format!("{key} {}", letters.iter().collect::<String>());
    let mut lines: Vec<String> = letters.into_iter().map(line).collect();
    lines.sort_by(|a, b| compare(a, b));
    clouds.sort_by(|(one, _), (other, _)| one.cmp(other));
    let join = |of: fn(&(String, Source)) -> String| clouds.iter().map(of).collect::<Vec<_>>().join(" ");
    let (names, sources) = (join(|(name, _)| name.clone()), join(|(_, source)| source.name.clone()));
    let digest = join(|(_, source)| source.digest());
    let known = known.iter().find(|(of, _)| *of == digest).map(|(_, date)| *date);
    let newest = clouds.iter().map(|(_, source)| source.date(None, &[])).max().unwrap_or_default();
    let date = date.or(known).unwrap_or(&newest);
    let header = [("clouds", names.as_str()), ("source", &sources), ("date", date), ("digest", &digest)];
    Ok(data_file("what the schemas of national clouds lack", SCHEMA_ORIGIN, &header, &lines))
}

/// The name and the text of each cloud.
fn sources(options: &[String]) -> Result<Vec<(String, Source)>, ImportError> {
    let known: Vec<&str> = Cloud::ALL.into_iter().filter_map(Cloud::schema).collect();
    let mut clouds: Vec<(String, Source)> = Vec::new();
    for option in options {
        let (name, file) = option
            .split_once('=')
            .filter(|(name, file)| known.contains(name) && !file.is_empty())
            .ok_or_else(|| {
                ImportError::Usage(format!(
                    "`--cloud {option}`: expected `name=file`, the name one of {}",
                    known.join(", ")
                ))
            })?;
        if clouds.iter().any(|(given, _)| given == name) {
            return Err(ImportError::Usage(format!("`--cloud {name}` is given twice")));
        }
        clouds.push((name.to_owned(), Source::read(file)?));
    }
    Ok(clouds)
}

/// The key of each line of `global` that is not in `of_cloud`. Where a type is missing, its members are left out.
fn absences(global: &[String], of_cloud: &[String]) -> Vec<String> {
    let known: HashSet<String> = of_cloud.iter().filter_map(|line| comparable(line)).collect();
    let is_known = |line: &str| comparable(line).is_none_or(|key| known.contains(&key));
    let is_type = |line: &&String| Kind::of(line) == Kind::Type;
    let types: HashSet<String> = of_cloud.iter().filter(is_type).map(|line| key(line).to_ascii_lowercase()).collect();
    let mut lines: Vec<String> = global
        .iter()
        .filter(|line| !is_known(line) && owner(line).is_none_or(|owner| types.contains(&owner.to_ascii_lowercase())))
        .map(|line| key(line).to_owned())
        .collect();
    lines.sort_by(|a, b| compare(a, b));
    lines.dedup();
    lines
}

/// The type that a member or operation belongs to.
fn owner(line: &str) -> Option<&str> {
    let key = key(line);
    let end = key.find(['/', '!']).filter(|&end| end > 0)?;
    Some(key[..end].trim_end_matches('*'))
}

/// The key without the types of parameters, because clouds differ in them without an effect on calls. `None` for
/// derivations, which no call relies on, and for enumerations, without which their properties are not there either.
fn comparable(line: &str) -> Option<String> {
    let key = key(line);
    let is_enumeration =
        line.get(key.len()..).is_some_and(|fields| fields.starts_with(" =") || fields.starts_with(" &"));
    if Kind::of(line) == Kind::Derivation || is_enumeration {
        return None;
    }
    let Some((name, parameters)) = key.split_once('(') else { return Some(key.to_ascii_lowercase()) };
    let names: Vec<&str> =
        parameters.split(',').map(|parameter| parameter.split([':', '?', ')']).next().unwrap_or(parameter)).collect();
    Some(format!("{name}({}", names.join(",")).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_a_missing_type_are_left_out() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let global = lines("/a A\nA E\nA/x String\nA!do(p:String) A\nB E\nB/y String\nA<B");
        let of_cloud = lines("/a A\nA E\nA!do(P?:String!) A");
        assert_eq!(absences(&global, &of_cloud), ["A/x", "B"]);
    }
}
