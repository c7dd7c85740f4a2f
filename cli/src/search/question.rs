//! What a question asks for: the words that name something of Graph, the methods its verbs mean, and whose data.

use std::collections::HashMap;

use graph_action_catalog::{Catalog, Method};

use super::index::Index;
use crate::names::singular;

/// `WORDS: MEANING`: what people say, and what Graph calls it. A meaning is made of concepts with a space between;
/// words with `|` between mean the same; a method says what the verb does. Words without a meaning say nothing.
static WORDS: &str = include_str!("../../data/words.txt");

/// The most words of the table's phrases.
const LONGEST_PHRASE: usize = 4;

/// A question that is longer says nothing more.
const MOST_WORDS: usize = 32;

/// A question, read.
#[derive(Debug, Default)]
pub(super) struct Question {
    /// What an operation should have to do with.
    pub(super) concepts: Vec<Concept>,
    /// The methods that its verbs mean; empty when it has no verb.
    pub(super) methods: Vec<Method>,
    /// Its verbs, which may be words of an operation's name.
    pub(super) verbs: Vec<String>,
    /// Permissions that it names.
    pub(super) permissions: Vec<String>,
    /// Whether it asks for the data of whoever is signed in.
    pub(super) is_own: bool,
    /// Whether it asks for the data of another user.
    pub(super) is_others: bool,
    /// Whether it asks for several things.
    pub(super) is_plural: bool,
    /// Whether it asks for one thing.
    pub(super) is_one: bool,
}

/// Words that mean one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Concept {
    /// In small letters and the singular, the best first.
    pub(super) words: Vec<String>,
    /// Whether it is what a verb does, and so says less than what is done to: `send` of `send message to channel`.
    pub(super) is_verb: bool,
}

impl Question {
    /// Reads a question. `{id}` and the like stand for values and say nothing.
    pub(super) fn read(catalog: &Catalog, index: &Index<'_>, text: &str) -> Question {
        let mut question = Question::default();
        let mut words: Vec<String> = Vec::new();
        for text in text.split_whitespace().take(MOST_WORDS) {
            match catalog.permission(text).filter(|_| text.contains('.')) {
                Some(permission) => question.permissions.push(permission.name.to_owned()),
                None => words.extend(split(text)),
            }
        }
        words.truncate(MOST_WORDS);
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        question.is_own = has(&OWN);
        question.is_others = !question.is_own && has(&OTHERS);
        question.is_one = has(&ONE);
        words.retain(|word| !ARTICLES.contains(&word.as_str()));
        let table = table();
        let mut at = 0;
        while at < words.len() {
            let longest = LONGEST_PHRASE.min(words.len() - at);
            let phrase = (1..=longest).rev().find_map(|length| {
                let phrase = &words[at..at + length];
                let one: Vec<String> = phrase.iter().map(|word| singular(word)).collect();
                let meaning = table.get(phrase.join(" ").as_str()).or_else(|| table.get(one.join(" ").as_str()));
                Some((length, *meaning?))
            });
            match phrase {
                // `view` of `calendar view` is no verb.
                Some((1, meaning)) if is_verb(meaning) && question.continues(index, &words, at) => at += 1,
                Some((length, meaning)) => {
                    question.means(meaning, &words[at..at + length]);
                    at += length;
                }
                None => {
                    let one = singular(&words[at]);
                    question.is_plural |= words[at] != one;
                    question.concepts.push(Concept { words: vec![one], is_verb: false });
                    at += 1;
                }
            }
        }
        question.concepts.dedup();
        question.join(index);
        question
    }

    /// Takes over what the table says of a phrase.
    fn means(&mut self, meaning: &str, phrase: &[String]) {
        self.is_plural |= !meaning.is_empty() && phrase.iter().any(|word| *word != singular(word));
        for concept in meaning.split(' ').filter(|concept| !concept.is_empty()) {
            let words: Vec<&str> = concept.split('|').collect();
            let methods: Vec<Method> = words.iter().filter_map(|word| word.parse().ok()).collect();
            if methods.is_empty() {
                let plain = |word: &&str| singular(&word.trim_start_matches('$').to_ascii_lowercase());
                let words: Vec<String> = words.iter().map(plain).collect();
                let is_verb = is_verb(meaning) && phrase == [words[0].as_str()];
                self.concepts.push(Concept { words, is_verb });
            } else {
                if self.methods.is_empty() {
                    self.methods = methods;
                } else if phrase == ["list"] {
                    // After another verb it is a list of SharePoint or of tasks.
                    self.concepts.push(Concept { words: phrase.to_vec(), is_verb: false });
                }
                self.verbs.extend(phrase.first().cloned());
            }
        }
    }

    /// Whether a word makes one name of Graph together with the word before it; then it goes to that word's concept.
    fn continues(&mut self, index: &Index<'_>, words: &[String], at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &words[before]) else { return false };
        let joined = singular(&format!("{before}{}", words[at]));
        let Some(concept) = self.concepts.last_mut().filter(|concept| concept.words.contains(&singular(before))) else {
            return false;
        };
        let is_name = index.names.iter().any(|name| name.whole == joined);
        if is_name {
            concept.words = vec![joined];
        }
        is_name
    }

    /// Takes neighbours together, too, where Graph does: `chat message` is `chatMessage`.
    fn join(&mut self, index: &Index<'_>) {
        for first in 1..self.concepts.len() {
            let [before, after] = &self.concepts[first - 1..=first] else { continue };
            let pairs =
                before.words.iter().flat_map(|one| after.words.iter().map(move |other| format!("{one}{other}")));
            let joined: Vec<String> =
                pairs.filter(|joined| index.names.iter().any(|name| name.whole == *joined)).collect();
            self.concepts[first - 1].words.extend(joined.iter().cloned());
            self.concepts[first].words.extend(joined);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.concepts.is_empty() && self.permissions.is_empty() && self.verbs.is_empty()
    }
}

/// Whether a meaning of the table is that of a verb.
fn is_verb(meaning: &str) -> bool {
    meaning.trim_start().split([' ', '|']).next().is_some_and(|word| word.parse::<Method>().is_ok())
}

/// Words for whoever is signed in.
const OWN: [&str; 5] = ["my", "me", "i", "mine", "myself"];

/// Words for other people.
const OTHERS: [&str; 6] = ["user", "users", "someone", "employee", "coworker", "colleague"];

/// Words that stand before others, also within a phrase of the table.
const ARTICLES: [&str; 14] =
    ["a", "an", "the", "my", "your", "our", "his", "her", "its", "their", "this", "that", "these", "those"];

/// Words that ask for one thing.
const ONE: [&str; 5] = ["a", "an", "id", "single", "specific"];

/// The words of a text in small letters: `user's` is `user`, and `chatMessage` stays one word.
fn split(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(&text);
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '$' && letter != '{' && letter != '<')
        .filter(|word| !word.is_empty() && !word.starts_with(['{', '<']))
        .map(str::to_owned)
        .collect()
}

fn table() -> HashMap<&'static str, &'static str> {
    WORDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_its_phrases_can_be_met() {
        let lines: Vec<&str> = WORDS.lines().filter(|line| !line.starts_with('#')).collect();
        for pair in lines.windows(2) {
            assert!(pair[0] < pair[1], "{pair:?}");
        }
        for line in lines {
            let (phrase, _) = line.split_once(':').unwrap();
            let words: Vec<&str> = phrase.split(' ').collect();
            assert!(words.len() <= LONGEST_PHRASE, "{phrase}");
            assert!(words.iter().all(|word| !ARTICLES.contains(word)), "{phrase}");
        }
    }

    #[test]
    fn words_with_a_quote_or_a_hyphen() {
        assert_eq!(split("user's"), ["user"]);
        assert_eq!(split("sign-in"), ["sign", "in"]);
        assert_eq!(split("/users/{id}"), ["users"]);
    }
}
