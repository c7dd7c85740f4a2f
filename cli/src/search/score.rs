//! How well an operation answers a question.

use std::collections::BTreeSet;

use graph_action_catalog::{Catalog, Method, Walk, nearest};

use super::index::{Entry, Index, Name, Shape};
use super::question::Question;
use crate::names::{singular, snake};

/// A question made ready to be compared with operations.
pub(super) struct Scorer<'q> {
    question: &'q Question,
    /// How well each name fits each concept, from 0 to 1: by concept, then by the place of the name.
    fits: Vec<Vec<f32>>,
    /// How much each concept says: the fewer operations fit, the more.
    weights: Vec<f32>,
}

/// What a name is worth: as a whole, by a word of it, by its beginning, by a part of it, as a misspelling.
const WHOLE: f32 = 1.0;
const WORD: f32 = 0.7;
const START: f32 = 0.45;
const TYPO: f32 = 0.6;
/// What a name is worth that leads to values of the type that is asked for.
const LEADING: f32 = 0.75;
/// What it is worth that an operation is about the type that is asked for.
const SAME_TYPE: f32 = 0.3;

impl<'q> Scorer<'q> {
    pub(super) fn new(catalog: &Catalog, index: &Index<'_>, question: &'q Question) -> Scorer<'q> {
        let mut scorer = Scorer { question, fits: Vec::new(), weights: Vec::new() };
        for concept in &question.concepts {
            let mut fits: Vec<f32> = index.names.iter().map(|name| fit(&concept.words, name)).collect();
            let leading: BTreeSet<String> =
                concept.words.iter().flat_map(|word| names_leading_to(catalog, word)).collect();
            for (name, fit) in index.names.iter().zip(&mut fits) {
                if leading.contains(&name.whole) {
                    *fit = fit.max(LEADING);
                }
            }
            if fits.iter().all(|fit| *fit == 0.0) {
                misspelt(&concept.words, index, &mut fits);
            }
            scorer.fits.push(fits);
        }
        #[allow(clippy::cast_precision_loss, reason = "counts are small")]
        let weigh = |concept: usize| {
            let fitting = index.entries.iter().filter(|entry| scorer.fit(concept, entry) >= 0.4).count();
            let weight = (1.0 + index.entries.len() as f32 / (1.0 + fitting as f32)).ln();
            if question.concepts[concept].is_verb { weight / 2.0 } else { weight }
        };
        scorer.weights = (0..scorer.fits.len()).map(weigh).collect();
        scorer
    }

    /// How well an operation fits a concept: what it leads to counts most.
    fn fit(&self, concept: usize, entry: &Entry<'_>) -> f32 {
        let fits = &self.fits[concept];
        let last = entry.names.len();
        let by_name = entry.names.iter().enumerate().map(|(place, name)| {
            let weight = if place + 1 == last { 1.0 } else { 0.75 };
            fits[*name] * weight
        });
        let by_page = entry.other_words.iter().enumerate().map(|(place, word)| {
            let weight = if place == 0 { 0.7 } else { 0.9 };
            fits[*word] * weight
        });
        by_name.chain(by_page).fold(0.0, f32::max)
    }

    /// Greater is better; `None` when the operation has nothing to do with the question.
    pub(super) fn score(&self, index: &Index<'_>, entry: &Entry<'_>) -> Option<f32> {
        let question = self.question;
        let (mut covered, mut all) = (0.0, 0.0);
        for (concept, weight) in self.weights.iter().enumerate() {
            covered += weight * self.fit(concept, entry);
            all += weight;
        }
        for permission in &question.permissions {
            all += 5.0;
            covered += match entry.permission(permission) {
                Some(true) => 5.0,
                Some(false) => 4.0,
                None => 0.0,
            };
        }
        if all > 0.0 && covered == 0.0 {
            return None;
        }
        let of_question = if all > 0.0 { covered / all } else { 0.0 };
        let score = 10.0 * of_question
            + 3.0 * self.of_entry(entry)
            + self.of_method(index, entry)
            + self.of_person(entry)
            + self.how_common(entry);
        Some(score)
    }

    /// How much of the address the question speaks of.
    fn of_entry(&self, entry: &Entry<'_>) -> f32 {
        let last = entry.names.len();
        let (mut covered, mut all, mut of_last) = (0.0, 0.0, 1.0);
        for (place, name) in entry.names.iter().enumerate() {
            let weight = if place + 1 == last { 1.0 } else { 0.35 };
            let best = self.fits.iter().map(|fits| fits[*name]).fold(0.0, f32::max);
            of_last = best;
            all += weight;
            covered += weight * best;
        }
        // What an address leads to is what it is about.
        let elsewhere = if of_last == 0.0 { 0.5 } else { 0.0 };
        if all > 0.0 { covered / all - elsewhere } else { 0.0 }
    }

    /// Whether the method is one that the question's verbs mean, or its verb is part of the operation's name.
    fn of_method(&self, index: &Index<'_>, entry: &Entry<'_>) -> f32 {
        let question = self.question;
        let can_be = entry.method != Method::Get || question.methods.contains(&Method::Get);
        let is_named = can_be
            && entry
                .names
                .last()
                .is_some_and(|name| question.verbs.iter().any(|verb| index.names[*name].words.first() == Some(verb)));
        if is_named {
            return 2.5;
        }
        match question.methods.iter().position(|method| *method == entry.method) {
            Some(0) => 2.0,
            Some(_) => 1.2,
            None if !question.methods.is_empty() => -2.0,
            None if entry.method == Method::Get => 0.6,
            None => 0.0,
        }
    }

    /// Whether it is about the data of whom the question asks for, and about as many things.
    fn of_person(&self, entry: &Entry<'_>) -> f32 {
        let question = self.question;
        let own = entry.address == "/me" || entry.address.starts_with("/me/");
        let others = entry.address.starts_with("/users");
        let person = match (own, others) {
            (true, _) if question.is_own => 0.8,
            (true, _) if !question.is_others => 0.3,
            (_, true) if question.is_others => 0.8,
            _ => 0.0,
        };
        let number = match (entry.method, entry.shape) {
            (Method::Get, Shape::Many) if question.is_plural => 0.6,
            (Method::Get, Shape::One) if question.is_by_id => 0.9,
            (Method::Get, Shape::One) if question.gets && !question.is_plural => 0.6,
            (Method::Get, Shape::Many) if !question.is_one => 0.3,
            (Method::Get, Shape::One) if question.is_one && !question.is_plural => 0.3,
            (Method::Get, Shape::Named) if !question.is_plural => 0.5,
            _ => 0.0,
        };
        person + number
    }

    /// Operations that Microsoft documents, shows as samples, and gives short addresses are called more often.
    fn how_common(&self, entry: &Entry<'_>) -> f32 {
        let page = if entry.page.is_some() { 0.9 } else { 0.0 };
        let sample = if entry.page.is_some_and(|page| page.is_sample) { 0.6 } else { 0.0 };
        #[allow(clippy::cast_precision_loss, reason = "an address has few segments")]
        let length = entry.length as f32;
        let usual = if entry.is_usual() { 0.3 } else { 0.0 };
        let cast = if entry.address.contains("/microsoft.graph.") { -0.6 } else { 0.0 };
        // Changes since the last time are what few ask for without saying so.
        let delta = if entry.address.ends_with("/delta") && !self.question.is_about("delta") { -1.0 } else { 0.0 };
        page + sample + usual + cast + delta - 0.15 * length
    }

    /// What the schema says of an operation changes its score: deprecated ones are asked for seldom, and a type's name
    /// is a name of what is there.
    pub(super) fn by_schema(&self, entry: &Entry<'_>, walk: &Walk<'_>) -> f32 {
        let deprecated = if walk.deprecation.is_some() { -2.0 } else { 0.0 };
        let Some(ty) = walk.ty else { return deprecated };
        let ty = ty.name.rsplit('.').next().unwrap_or(ty.name).to_ascii_lowercase();
        let all: f32 = self.weights.iter().sum();
        let named = self.question.concepts.iter().enumerate().map(|(place, concept)| {
            let is_named = concept.words.contains(&ty);
            let unnamed = (0.9 - self.fit(place, entry)).max(0.0);
            // Where the name says it already, the type still tells a file from an item of something else.
            if is_named { SAME_TYPE + 10.0 * self.weights[place] / all * unnamed } else { 0.0 }
        });
        deprecated + named.sum::<f32>()
    }
}

/// How well a name fits the best of some words that mean the same.
fn fit(words: &[String], name: &Name) -> f32 {
    let one = |word: &String| {
        if name.whole == *word {
            WHOLE
        } else if name.words.iter().any(|part| part == word) || has_words(name, word) {
            WORD
        } else if word.len() > 3 && name.words.iter().chain([&name.whole]).any(|part| part.starts_with(word.as_str())) {
            START
        } else {
            0.0
        }
    };
    words.iter().map(one).fold(0.0, f32::max)
}

/// Whether some words of a name, one after the other, make `word`: `appRole` in `appRoleAssignment`.
fn has_words(name: &Name, word: &str) -> bool {
    (0..name.words.len()).any(|first| {
        let mut rest = Some(word);
        name.words[first..].iter().any(|part| {
            rest = rest.and_then(|rest| rest.strip_prefix(part.as_str()));
            rest == Some("")
        })
    })
}

/// The properties and operations that lead to values of a type whose name has several words, as `messages` of a chat
/// lead to `chatMessage`. A name of one word is that of the properties, too.
fn names_leading_to(catalog: &Catalog, word: &str) -> BTreeSet<String> {
    let is_type = catalog.find_type(word).is_some_and(|ty| snake(ty.name).contains('_'));
    let meant = |ty: &str| ty.trim_start_matches(['>', '~', '*']).trim_end_matches('!').eq_ignore_ascii_case(word);
    let name = |line: &str| {
        let mut fields = line.split(' ');
        let (key, ty) = (fields.next()?, fields.next()?);
        let (name, ty) = match key.split_once('!') {
            Some((_, call)) => (call.split('(').next()?, fields.next()?),
            None => (key.rsplit_once('/')?.1, ty),
        };
        meant(ty).then(|| singular(&name.to_ascii_lowercase()))
    };
    if is_type { catalog.schema_facts().filter_map(name).collect() } else { BTreeSet::new() }
}

/// The longest word that is compared with all names letter by letter.
const LONGEST_MISSPELT: usize = 40;

/// Takes the nearest names, where no name has any of the words.
fn misspelt(words: &[String], index: &Index<'_>, fits: &mut [f32]) {
    let known = || index.names.iter().flat_map(|name| name.words.iter().chain([&name.whole]).map(String::as_str));
    for word in words.iter().filter(|word| (4..=LONGEST_MISSPELT).contains(&word.len())) {
        let near = nearest(word, known(), 2);
        for (name, fit) in index.names.iter().zip(&mut *fits) {
            if near.iter().any(|near| name.whole == *near || name.words.iter().any(|part| part == near)) {
                *fit = TYPO;
            }
        }
    }
}
