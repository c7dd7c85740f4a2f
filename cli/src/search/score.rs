//! How well an operation matches the words of a search.

use std::collections::BTreeSet;

use graph_action_catalog::{Catalog, Method, Walk, nearest};

use super::index::{Entry, Name};
use crate::data_line::key;
use crate::names::singular;
use crate::verbs;

/// The words to search for.
pub(super) struct Query<'c> {
    words: Vec<Word<'c>>,
}

struct Word<'c> {
    text: String,
    /// The singular of the word.
    singular: String,
    /// Types of this name.
    types: BTreeSet<&'c str>,
    /// Properties and operations that lead to such a type, in small letters.
    leading: BTreeSet<String>,
}

/// Greater is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// How many of the words match.
    pub(super) matched: usize,
    /// How well they match.
    score: usize,
    /// Whether a word matches only if the address leads to its type, which the caller has to check.
    pub(super) needs_type: bool,
}

impl<'c> Query<'c> {
    /// The words in small letters, without placeholders for values.
    pub(super) fn new(catalog: &'c Catalog, words: &[String]) -> Query<'c> {
        let words = words
            .iter()
            .flat_map(|text| text.split(|c: char| c.is_whitespace() || c == '/'))
            .filter(|text| !text.is_empty() && !text.starts_with(['{', '<']))
            .map(|text| Word::new(catalog, &text.to_ascii_lowercase()))
            .collect();
        Query { words }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well an operation matches; `None` when no word does.
    pub(super) fn rank(&self, entry: &Entry<'_>) -> Option<Rank> {
        let (mut rank, mut names) = (Rank { matched: 0, score: 0, needs_type: false }, 0);
        for (place, word) in self.words.iter().enumerate() {
            let by_name = word.score(entry).max(self.joined(place, entry));
            let by_type = if word.leads_to(entry) { TYPE } else { 0 };
            let by_method = if verbs::means(&word.text, entry.method) { VERB } else { 0 };
            rank.needs_type |= by_name == 0 && by_method == 0 && by_type > 0;
            let best = by_name.max(by_type).max(by_method);
            rank.matched += usize::from(best > 0);
            names += usize::from(by_name.max(by_type) > 0);
            rank.score += best;
        }
        // A verb alone matches a fifth of all operations.
        let only_verbs = names == 0 && self.words.iter().any(|word| !word.is_verb());
        if rank.matched == 0 || only_verbs {
            return None;
        }
        // The more segments an address has, the less likely it is meant.
        rank.score = (rank.score * 10 + 100).saturating_sub(LENGTH * entry.length);
        Some(rank)
    }

    /// How well a word matches together with the one before it or after it: `send mail` means `sendMail`.
    fn joined(&self, place: usize, entry: &Entry<'_>) -> usize {
        let pairs = [place.checked_sub(1), Some(place)].into_iter().flatten();
        let fits = pairs.filter_map(|first| self.words.get(first..first + 2)).any(|pair| {
            let joined = format!("{}{}", pair[0].text, pair[1].text);
            entry.names.last().is_some_and(|name| name.whole == joined)
        });
        if fits { WHOLE + LAST } else { 0 }
    }

    /// Whether a walk leads to a type that a word names.
    pub(super) fn has_type(&self, walk: &Walk<'_>) -> bool {
        let name = walk.ty.map_or("", |ty| ty.name);
        self.words.iter().any(|word| word.types.contains(name))
    }
}

/// What a match of a word is worth: with a whole name, a word of it, its start, a part of it, a misspelling of it, the
/// type that the last name leads to, and the method.
const WHOLE: usize = 60;
const WORD: usize = 40;
const START: usize = 30;
const INSIDE: usize = 15;
const TYPO: usize = 12;
const TYPE: usize = 45;
const VERB: usize = 20;
/// What a match with the last name is worth in addition, because people ask for what an address leads to.
const LAST: usize = 15;
/// What a segment costs.
const LENGTH: usize = 8;

impl<'c> Word<'c> {
    fn new(catalog: &'c Catalog, text: &str) -> Word<'c> {
        let one = singular(text);
        let is_meant = |ty: &str| {
            let name = ty.rsplit('.').next().unwrap_or(ty);
            name.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(&one)
        };
        let (mut types, mut leading) = (BTreeSet::new(), BTreeSet::new());
        for line in catalog.schema_facts() {
            let key = key(line);
            let mut fields = line.split(' ').skip(1);
            let first = fields.next().unwrap_or("");
            let ty = |text: &'c str| text.trim_start_matches(['>', '~', '*']).trim_end_matches('!');
            let (name, ty) = if let Some((_, call)) = key.split_once('!') {
                (call.split('(').next().unwrap_or(call), ty(fields.next().unwrap_or("")))
            } else if let Some((_, name)) = key.rsplit_once('/') {
                (name, ty(first))
            } else {
                continue;
            };
            if is_meant(ty) {
                types.insert(ty);
                leading.insert(name.to_ascii_lowercase());
            }
        }
        Word { text: text.to_owned(), singular: one, types, leading }
    }

    fn is_verb(&self) -> bool {
        Method::ALL.into_iter().any(|method| verbs::means(&self.text, method))
    }

    fn score(&self, entry: &Entry<'_>) -> usize {
        let last = entry.names.len();
        let scores = entry.names.iter().enumerate().map(|(place, name)| match self.fits(name) {
            0 => 0,
            score if place + 1 == last => score + LAST,
            score => score,
        });
        scores.max().unwrap_or(0)
    }

    fn fits(&self, name: &Name) -> usize {
        let text = self.text.as_str();
        let same = |other: &str| other == text || singular(other) == self.singular;
        if name.whole == text {
            WHOLE
        } else if same(&name.whole) {
            WHOLE - 2
        } else if name.words.iter().any(|word| same(word)) {
            WORD
        } else if text.len() > 2 && name.whole.starts_with(text) {
            START
        } else if text.len() > 3 && name.whole.contains(text) {
            INSIDE
        } else if text.len() > 3 && !nearest(text, [name.whole.as_str()], 1).is_empty() {
            TYPO
        } else {
            0
        }
    }

    /// Whether the last name of the address leads to a type of this name anywhere in the schema.
    fn leads_to(&self, entry: &Entry<'_>) -> bool {
        entry.names.last().is_some_and(|name| self.leading.contains(&name.whole))
    }
}
