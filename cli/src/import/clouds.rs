//! What the schemas of the national clouds lack.

use std::collections::HashSet;

use graph_action_catalog::compare;

/// `cloud:key` for each fact of `global` whose key `of_cloud` does not have. What belongs to a missing type is not repeated.
pub(super) fn absences(cloud: &str, global: &[String], of_cloud: &[String]) -> Vec<String> {
    let known: HashSet<String> = of_cloud.iter().filter_map(|line| comparable(line)).collect();
    let is_known = |line: &str| comparable(line).is_none_or(|key| known.contains(&key));
    let types: HashSet<String> =
        of_cloud.iter().filter(|line| is_type(line)).map(|line| key(line).to_ascii_lowercase()).collect();
    let mut lines: Vec<String> = global
        .iter()
        .filter(|line| !is_known(line) && owner(line).is_none_or(|owner| types.contains(&owner.to_ascii_lowercase())))
        .map(|line| format!("{cloud}:{}", key(line)))
        .collect();
    lines.sort_by(|a, b| compare(a, b));
    lines.dedup();
    lines
}

fn key(line: &str) -> &str {
    line.split(' ').next().unwrap_or(line)
}

fn is_type(line: &str) -> bool {
    !key(line).contains(['/', '!', '<', '['])
}

/// The type a member or operation belongs to.
fn owner(line: &str) -> Option<&str> {
    let key = key(line);
    let end = key.find(['/', '!']).filter(|&end| end > 0)?;
    Some(key[..end].trim_end_matches('*'))
}

/// The key without the types of parameters, which differ between clouds in what no call notices; `None` for derivations, which no
/// call relies on.
fn comparable(line: &str) -> Option<String> {
    let key = key(line);
    if key.contains('<') {
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
    fn what_belongs_to_a_missing_type_is_not_repeated() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let global = lines("/a A\nA E\nA/x String\nA!do(p:String) A\nB E\nB/y String\nA<B");
        let of_cloud = lines("/a A\nA E\nA!do(P?:String!) A");
        assert_eq!(absences("china", &global, &of_cloud), ["china:A/x", "china:B"]);
    }
}
