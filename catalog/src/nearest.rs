//! Finds the known names that are nearest to a misspelled one.

use std::cmp::Ordering;

/// Up to `limit` of `known` that `name` may have been meant to be, best first, without repeats.
///
/// Names are compared by Damerau-Levenshtein distance (a swap of neighbours counts once) without regard to case and to
/// `_` and `-`, and a plural or an ending in `s` counts as less than a typo. What differs in more than a third of its
/// letters is not offered. Equal candidates keep a fixed order: the same first letter, then the nearer length, then the
/// alphabet.
///
/// ```
/// use graph_action_catalog::nearest;
/// assert_eq!(nearest("mesages", ["messages", "mailFolders", "manager"], 3), ["messages"]);
/// assert_eq!(nearest("mail_folders", ["mailFolders"], 3), ["mailFolders"]);
/// assert_eq!(nearest("policy", ["policies"], 3), ["policies"]);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>, limit: usize) -> Vec<&'a str> {
    let wanted = simplified(name);
    let stem_of_wanted = stem(&wanted);
    let rank = |candidate: &str| rank(&wanted, stem_of_wanted.as_deref(), candidate);
    let mut ranked: Vec<(Rank, &str)> =
        known.into_iter().filter_map(|candidate| Some((rank(candidate)?, candidate))).collect();
    ranked.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| one.cmp(other)));
    ranked.dedup_by(|(_, one), (_, other)| one == other);
    ranked.into_iter().take(limit).map(|(_, candidate)| candidate).collect()
}

/// Less is nearer: the distance in half edits, whether the first letter differs, how much the length does.
type Rank = (usize, bool, usize);

fn rank(wanted: &[char], stem_of_wanted: Option<&[char]>, candidate: &str) -> Option<Rank> {
    let known = simplified(candidate);
    let longer = wanted.len().max(known.len());
    let most = (longer / 3).max(1);
    // Most names differ in length already, and need no more work. A plural is at most three letters longer.
    if wanted.len().abs_diff(known.len()) > most.max(3) {
        return None;
    }
    let distance = if stem_of_wanted.is_some() && stem_of_wanted == stem(&known).as_deref() {
        usize::from(wanted != known)
    } else {
        let distance = distance(wanted, &known, most)?;
        if distance > most {
            return None;
        }
        2 * distance
    };
    Some((distance, wanted.first() != known.first(), wanted.len().abs_diff(known.len())))
}

fn simplified(name: &str) -> Vec<char> {
    name.chars().filter(|character| !matches!(character, '_' | '-')).flat_map(char::to_lowercase).collect()
}

/// The name without its plural ending; `None` for names too short to have one.
fn stem(name: &[char]) -> Option<Vec<char>> {
    if name.len() < 3 {
        return None;
    }
    let text: String = name.iter().collect();
    let stem = if let Some(stem) = text.strip_suffix("ies") {
        format!("{stem}y")
    } else if let Some(stem) =
        ["sses", "xes", "ches", "shes"].iter().find(|end| text.ends_with(**end)).and(text.strip_suffix("es"))
    {
        stem.to_owned()
    } else if text.ends_with("ss") {
        text
    } else {
        text.strip_suffix('s').unwrap_or(&text).to_owned()
    };
    Some(stem.chars().collect())
}

/// The optimal string alignment distance, or `None` when it must be more than `most`.
fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let width = b.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (row, &left) in a.iter().enumerate() {
        let mut current = Vec::with_capacity(width);
        current.push(row + 1);
        for (column, &right) in b.iter().enumerate() {
            let replaced = last[column] + usize::from(left != right);
            let mut least = replaced.min(last[column + 1] + 1).min(current[column] + 1);
            let swapped = row > 0 && column > 0 && left == b[column - 1] && a[row - 1] == right;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        if current.iter().min().cmp(&Some(&most)) == Ordering::Greater {
            return None;
        }
        before = std::mem::replace(&mut last, current);
    }
    last.last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_typos_find_the_name_first() {
        let known = [
            "message",
            "messages",
            "mailFolders",
            "manager",
            "memberOf",
            "photo",
            "photos",
            "events",
            "drive",
            "drives",
        ];
        for (typo, right) in [
            ("mesages", "messages"),
            ("messsages", "messages"),
            ("emssages", "messages"),
            ("mailFolder", "mailFolders"),
            ("evnets", "events"),
            ("dryve", "drive"),
            ("phto", "photo"),
        ] {
            assert_eq!(nearest(typo, known, 3).first(), Some(&right), "{typo}");
        }
    }

    #[test]
    fn case_and_snake_case_are_nearest_of_all() {
        assert_eq!(nearest("mailfolders", ["mailFolder", "mailFolders"], 1), ["mailFolders"]);
        assert_eq!(nearest("save_to_sent_items", ["SaveToSentItems", "savedItems"], 1), ["SaveToSentItems"]);
    }

    #[test]
    fn far_names_and_repeats_are_left_out() {
        assert!(nearest("banana", ["messages", "events"], 3).is_empty());
        assert_eq!(nearest("evens", ["events", "events"], 3), ["events"]);
        assert!(nearest("", [""; 0], 3).is_empty());
        assert_eq!(nearest("é", ["e"], 3), ["e"]);
    }

    #[test]
    fn swaps_count_once() {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        assert_eq!(distance(&chars("ab"), &chars("ba"), 2), Some(1));
        assert_eq!(distance(&chars("kitten"), &chars("sitting"), 3), Some(3));
        assert_eq!(distance(&chars("abc"), &chars("xyz"), 1), None);
    }
}
