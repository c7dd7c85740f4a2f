//! Circles in a set of arrows.

use std::collections::{BTreeMap, BTreeSet};

use crate::modules::Arrows;

/// The sets of files each of which leads to all others of its set; files that are in no circle are left out.
pub fn circles(arrows: &Arrows) -> Vec<BTreeSet<String>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in arrows.keys() {
        next.entry(from).or_default().insert(to);
    }
    let reach: BTreeMap<&str, BTreeSet<&str>> = next.keys().map(|from| (*from, reached(&next, from))).collect();
    let leads_to = |from: &str, to: &str| reach.get(from).is_some_and(|reached| reached.contains(to));
    let circles: BTreeSet<BTreeSet<String>> = reach
        .iter()
        .map(|(from, reached)| reached.iter().filter(|to| leads_to(to, from)).map(|to| (*to).to_owned()).collect())
        .filter(|circle: &BTreeSet<String>| !circle.is_empty())
        .collect();
    circles.into_iter().collect()
}

/// The files that `from` leads to, over any number of arrows.
fn reached<'a>(next: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&str> = vec![from];
    while let Some(file) = waiting.pop() {
        for to in next.get(file).into_iter().flatten() {
            if reached.insert(*to) {
                waiting.push(to);
            }
        }
    }
    reached
}
