//! A simple `$search`: words, phrases and `"property:text"`, joined by AND, OR and NOT.

use serde_json::Value;

use crate::http::{GraphError, Result};

/// What a `$search` asks for.
#[derive(Debug)]
pub(crate) enum Search {
    Or(Box<Search>, Box<Search>),
    And(Box<Search>, Box<Search>),
    Not(Box<Search>),
    Clause(Clause),
}

#[derive(Debug)]
pub(crate) struct Clause {
    /// The property to look at; without one, the text properties of the item.
    property: Option<String>,
    /// In lower case.
    text: String,
}

/// How deep parentheses may be nested.
const DEEPEST: usize = 20;

struct Parser<'t> {
    text: &'t str,
    /// The tokens that are left, the next one last, and whether each is in quotes.
    tokens: Vec<(String, bool)>,
    /// Whether each clause has to be in quotes.
    quoted: bool,
    depth: usize,
}

impl Search {
    /// Parses the text of a `$search`. `quoted` says that each clause has to be in double quotes, as for the directory.
    pub(crate) fn parse(text: &str, quoted: bool) -> Result<Self> {
        let mut tokens = tokens(text)?;
        tokens.reverse();
        let mut parser = Parser { text, tokens, quoted, depth: 0 };
        let parsed = parser.or()?;
        if parser.tokens.is_empty() { Ok(parsed) } else { Err(syntax(text)) }
    }

    /// Whether an item is found.
    pub(crate) fn finds(&self, item: &Value) -> bool {
        self.finds_in(item, item)
    }

    /// Whether words are found in `plain`, and properties in `named`.
    pub(crate) fn finds_in(&self, plain: &Value, named: &Value) -> bool {
        match self {
            Self::Or(left, right) => left.finds_in(plain, named) || right.finds_in(plain, named),
            Self::And(left, right) => left.finds_in(plain, named) && right.finds_in(plain, named),
            Self::Not(inner) => !inner.finds_in(plain, named),
            Self::Clause(clause) => clause.holds(plain, named),
        }
    }

    /// The properties that it names.
    pub(crate) fn properties(&self) -> Vec<&str> {
        match self {
            Self::Or(left, right) | Self::And(left, right) => [left.properties(), right.properties()].concat(),
            Self::Not(inner) => inner.properties(),
            Self::Clause(clause) => clause.property.as_deref().into_iter().collect(),
        }
    }
}

impl Parser<'_> {
    fn is_next(&self, word: &str) -> bool {
        self.tokens.last().is_some_and(|(token, in_quotes)| token == word && !in_quotes)
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.is_next(word);
        if found {
            self.tokens.pop();
        }
        found
    }

    fn or(&mut self) -> Result<Search> {
        let mut left = self.and()?;
        while self.take("OR") {
            left = Search::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    /// What stands side by side without a word is joined by AND.
    fn and(&mut self) -> Result<Search> {
        let mut left = self.not()?;
        while self.take("AND") || !(self.tokens.is_empty() || self.is_next("OR") || self.is_next(")")) {
            left = Search::And(Box::new(left), Box::new(self.not()?));
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Search> {
        if self.take("NOT") {
            return Ok(Search::Not(Box::new(self.clause()?)));
        }
        self.clause()
    }

    fn clause(&mut self) -> Result<Search> {
        if self.take("(") {
            self.depth += 1;
            let inner = if self.depth > DEEPEST { Err(syntax(self.text)) } else { self.or() }?;
            self.depth -= 1;
            return if self.take(")") { Ok(inner) } else { Err(syntax(self.text)) };
        }
        let (token, in_quotes) = self.tokens.pop().ok_or_else(|| syntax(self.text))?;
        let is_word = !in_quotes && ["AND", "OR", "NOT", ")"].contains(&token.as_str());
        if is_word || (self.quoted && !in_quotes) {
            return Err(syntax(self.text));
        }
        let (property, text) = match token.split_once(':') {
            Some((property, text)) => (Some(property.trim().to_owned()), text),
            None => (None, &*token),
        };
        // The directory searches by property only.
        if self.quoted && property.is_none() {
            return Err(syntax(self.text));
        }
        let text = text.trim().trim_end_matches('*').to_lowercase();
        Ok(Search::Clause(Clause { property, text }))
    }
}

impl Clause {
    fn holds(&self, plain: &Value, named: &Value) -> bool {
        match &self.property {
            Some(property) => {
                let value = property.split('/').try_fold(named, |here, name| member(here, name));
                value.is_some_and(|value| self.is_in(value))
            }
            None => self.is_in(plain),
        }
    }

    /// Whether one of the texts in a value has a word that begins like this.
    fn is_in(&self, value: &Value) -> bool {
        match value {
            Value::Bool(value) => value.to_string() == self.text,
            Value::String(text) => {
                let text = text.to_lowercase();
                text.match_indices(&self.text)
                    .any(|(place, _)| text[..place].chars().next_back().is_none_or(|before| !before.is_alphanumeric()))
            }
            Value::Array(items) => items.iter().any(|item| self.is_in(item)),
            Value::Object(members) => members.iter().any(|(name, value)| !name.contains('@') && self.is_in(value)),
            _ => false,
        }
    }
}

/// A property, whose name is compared without case.
fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    value.as_object()?.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The words, the quoted phrases and the parentheses of the text; `subject:"two words"` is one of them.
fn tokens(text: &str) -> Result<Vec<(String, bool)>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let ends = |character: char| character.is_whitespace() || "\"()".contains(character);
        let (before, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
        let (token, after) = match after.strip_prefix('"') {
            Some(quoted) if before.is_empty() || before.ends_with(':') => {
                let (phrase, after) = phrase(quoted).ok_or_else(|| syntax(text))?;
                ((format!("{before}{phrase}"), true), after)
            }
            _ if before.is_empty() => ((first.to_string(), false), &rest[first.len_utf8()..]),
            _ => ((before.to_owned(), false), after),
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    Ok(tokens)
}

/// A phrase up to its quote, and what follows it. A backslash stands before a quote or a backslash in it.
fn phrase(text: &str) -> Option<(String, &str)> {
    let mut phrase = String::new();
    let mut characters = text.char_indices();
    while let Some((place, character)) = characters.next() {
        match character {
            '"' => return Some((phrase, &text[place + 1..])),
            '\\' => phrase.push(characters.next()?.1),
            other => phrase.push(other),
        }
    }
    None
}

fn syntax(text: &str) -> GraphError {
    GraphError::new(400, "BadRequest", format!("Syntax error: the $search clause {text} is not valid."))
}
