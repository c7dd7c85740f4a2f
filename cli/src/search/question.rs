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
    /// Whether it asks for the thing with an id.
    pub(super) is_by_id: bool,
    /// Whether it asks to get something, which is one thing unless its name is in the plural.
    pub(super) gets: bool,
}

/// Words that mean one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Concept {
    /// In small letters and the singular, the best first.
    pub(super) words: Vec<String>,
    /// Whether it is what a verb does, and so says less than what is done to: `send` of `send message to channel`.
    pub(super) is_verb: bool,
    /// Whether it stands after a preposition, and so is no part of a name with what is before: `calendar of a group`.
    is_apart: bool,
}

impl Concept {
    fn new(words: Vec<String>) -> Concept {
        Concept { words, is_verb: false, is_apart: false }
    }
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
        question.ask_for(&words);
        words.retain(|word| !ARTICLES.contains(&word.as_str()));
        let table = table();
        let mut at = 0;
        while at < words.len() {
            let is_apart = at > 0 && PREPOSITIONS.contains(&words[at - 1].as_str());
            let first = question.concepts.len();
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
                // `replies` are things, and `reply` is what is done. A `list` that something is `of` is one, too.
                Some((1, meaning))
                    if is_verb(meaning)
                        && (!table.contains_key(words[at].as_str()) || is_apart && words[at] == "list") =>
                {
                    let one = singular(&words[at]);
                    question.is_plural |= one != words[at];
                    question.concepts.push(Concept::new(vec![one]));
                    at += 1;
                }
                Some((length, meaning)) => {
                    question.means(meaning, &words[at..at + length]);
                    at += length;
                }
                None => {
                    let one = singular(&words[at]);
                    question.is_plural |= words[at] != one;
                    question.concepts.push(Concept::new(vec![one]));
                    at += 1;
                }
            }
            if let Some(concept) = question.concepts.get_mut(first) {
                concept.is_apart = is_apart;
            }
        }
        // `new folder` is one to be made; `new messages` are those of late.
        if words.first().is_some_and(|first| first == "new") && question.methods.is_empty() && !question.is_plural {
            question.methods.push(Method::Post);
        }
        question.concepts.dedup_by(|one, before| one.words == before.words);
        question.leave_out_properties(catalog, index);
        question.join(index);
        question
    }

    /// Whose things it asks for, and how many.
    fn ask_for(&mut self, words: &[String]) {
        let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        self.is_own = has(&OWN);
        self.is_others = !self.is_own && has(&OTHERS);
        self.is_one = has(&ONE);
        self.gets = words.first().is_some_and(|first| first == "get");
        self.is_by_id = words.windows(2).any(|pair| pair == ["by", "id"]);
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
                self.concepts.push(Concept { is_verb, ..Concept::new(words) });
            } else {
                if self.methods.is_empty() {
                    self.methods = methods;
                } else if phrase == ["list"] {
                    // After another verb it is a list of SharePoint or of tasks.
                    self.concepts.push(Concept::new(phrase.to_vec()));
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

    /// Leaves out what is a property of something else in the question and no name of an address: `job title` of a
    /// user. The user's own address has it.
    fn leave_out_properties(&mut self, catalog: &Catalog, index: &Index<'_>) {
        let is_name = |name: &str| index.names.iter().any(|known| known.whole == name);
        for length in [2, 1] {
            let mut at = 0;
            while at + length <= self.concepts.len() {
                let (some, others) = (&self.concepts[at..at + length], &self.concepts);
                let name: String = some.iter().map(|concept| concept.words[0].as_str()).collect();
                let of = |ty: &String| catalog.member(ty, &name).is_some_and(|property| property.navigation.is_none());
                let is_property = !some.iter().any(|concept| concept.is_verb)
                    && !is_name(&name)
                    && others.iter().filter(|other| !some.contains(other)).flat_map(|other| &other.words).any(of);
                if is_property {
                    self.concepts.drain(at..at + length);
                } else {
                    at += 1;
                }
            }
        }
    }

    /// Takes neighbours together, too, where Graph does: `chat message` is `chatMessage`.
    fn join(&mut self, index: &Index<'_>) {
        for first in 1..self.concepts.len() {
            let [before, after] = &self.concepts[first - 1..=first] else { continue };
            if after.is_apart {
                continue;
            }
            let pairs =
                before.words.iter().flat_map(|one| after.words.iter().map(move |other| format!("{one}{other}")));
            let joined: Vec<String> =
                pairs.filter(|joined| index.names.iter().any(|name| name.whole == *joined)).collect();
            self.concepts[first - 1].words.extend(joined.iter().cloned());
            self.concepts[first].words.extend(joined);
        }
    }

    /// Whether one of its concepts has this word.
    pub(super) fn is_about(&self, word: &str) -> bool {
        self.concepts.iter().flat_map(|concept| &concept.words).any(|known| known == word)
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

/// Words between two things that make no name together.
const PREPOSITIONS: [&str; 9] = ["at", "by", "for", "from", "in", "of", "on", "to", "with"];

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
