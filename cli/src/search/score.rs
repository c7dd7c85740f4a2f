//! How well an operation fits the words.

use std::collections::BTreeSet;

use graph_action_catalog::{Catalog, Method, Walk, nearest};

use super::index::{Entry, Name};
use crate::names::singular;

/// What people call the methods.
const VERBS: [(Method, &[&str]); 5] = [
    (Method::Get, &["get", "list", "read", "find", "show", "fetch", "download", "query"]),
    (Method::Post, &["post", "create", "add", "new", "insert", "call"]),
    (Method::Put, &["put", "replace", "set", "upload"]),
    (Method::Patch, &["patch", "update", "change", "modify", "edit"]),
    (Method::Delete, &["delete", "remove"]),
];

/// The words to look for, and what they may mean.
pub(super) struct Query<'c> {
    words: Vec<Word<'c>>,
}

struct Word<'c> {
    text: String,
    one: String,
    /// Types of this name.
    types: BTreeSet<&'c str>,
    /// Properties and operations, in small letters, that lead to such a type.
    leading: BTreeSet<String>,
}

/// Greater is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// How many of the words fit.
    pub(super) matched: usize,
    /// How well they do.
    score: usize,
    /// Whether a word fits only by the type of what is there, which has to be looked up.
    pub(super) needs_type: bool,
}

impl<'c> Query<'c> {
    /// The words, in small letters; what stands for a value is none.
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

    /// How well an operation fits; `None` when no word does.
    pub(super) fn rank(&self, entry: &Entry<'_>) -> Option<Rank> {
        let (mut rank, mut names) = (Rank { matched: 0, score: 0, needs_type: false }, 0);
        for (place, word) in self.words.iter().enumerate() {
            let by_name = word.score(entry).max(self.joined(place, entry));
            let by_type = if word.leads_to(entry) { TYPE } else { 0 };
            let by_method = if is_verb(&word.text, entry.method) { VERB } else { 0 };
            rank.needs_type |= by_name == 0 && by_method == 0 && by_type > 0;
            let best = by_name.max(by_type).max(by_method);
            rank.matched += usize::from(best > 0);
            names += usize::from(by_name.max(by_type) > 0);
            rank.score += best;
        }
        // A verb alone fits a fifth of everything.
        let only_verbs = names == 0 && self.words.iter().any(|word| !word.is_verb());
        if rank.matched == 0 || only_verbs {
            return None;
        }
        // Every segment that nobody asked for makes an operation less likely to be meant.
        rank.score = (rank.score * 10 + 100).saturating_sub(LENGTH * entry.length);
        Some(rank)
    }

    /// `send mail` means `sendMail`: how well a word fits with the one before it or behind it.
    fn joined(&self, place: usize, entry: &Entry<'_>) -> usize {
        let pairs = [place.checked_sub(1), Some(place)].into_iter().flatten();
        let fits = pairs.filter_map(|first| self.words.get(first..first + 2)).any(|pair| {
            let joined = format!("{}{}", pair[0].text, pair[1].text);
            entry.names.last().is_some_and(|name| name.whole == joined)
        });
        if fits { WHOLE + LAST } else { 0 }
    }

    /// Whether what a walk leads to is of a type that a word names.
    pub(super) fn has_type(&self, walk: &Walk<'_>) -> bool {
        let name = walk.ty.map_or("", |ty| ty.name);
        self.words.iter().any(|word| word.types.contains(name))
    }
}

const WHOLE: usize = 60;
const WORD: usize = 40;
const START: usize = 30;
const INSIDE: usize = 15;
const TYPO: usize = 12;
const TYPE: usize = 45;
const VERB: usize = 20;
/// What is asked for stands at the end more often than on the way.
const LAST: usize = 15;
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
            let mut fields = line.split(' ');
            let (key, first) = (fields.next().unwrap_or(""), fields.next().unwrap_or(""));
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
        Word { text: text.to_owned(), one, types, leading }
    }

    fn is_verb(&self) -> bool {
        Method::ALL.into_iter().any(|method| is_verb(&self.text, method))
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
        let same = |other: &str| other == text || singular(other) == self.one;
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

    /// Whether the last name leads to a type of this name somewhere.
    fn leads_to(&self, entry: &Entry<'_>) -> bool {
        entry.names.last().is_some_and(|name| self.leading.contains(&name.whole))
    }
}

fn is_verb(text: &str, method: Method) -> bool {
    VERBS.iter().any(|(verb, words)| *verb == method && words.contains(&text))
}
