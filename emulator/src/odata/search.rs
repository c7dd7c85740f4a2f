//! A simple `$search`: words, phrases and `"property:text"`, joined by AND, OR and NOT.

use serde_json::Value;

use crate::http::{GraphError, Result};

/// What a `$search` asks for: one of the groups, of which each clause has to hold.
#[derive(Debug)]
pub(crate) struct Search(Vec<Vec<Clause>>);

#[derive(Debug)]
struct Clause {
    negated: bool,
    /// The property to look at; without one, the text properties of the item.
    property: Option<String>,
    /// In lower case.
    text: String,
}

impl Search {
    /// Parses the text of a `$search`. `quoted` says that each clause has to be in double quotes, as for the directory.
    pub(crate) fn parse(text: &str, quoted: bool) -> Result<Self> {
        let mut groups = vec![Vec::new()];
        let mut negated = false;
        for (token, in_quotes) in tokens(text)? {
            match (&*token, in_quotes) {
                ("AND", false) => {}
                ("OR", false) => groups.push(Vec::new()),
                ("NOT", false) => negated = true,
                (_, false) if quoted => return Err(syntax(text)),
                _ => {
                    let (property, text) = match token.split_once(':') {
                        Some((property, text)) => (Some(property.trim().to_owned()), text),
                        None => (None, &*token),
                    };
                    let clause = Clause { negated, property, text: text.trim().to_lowercase() };
                    negated = false;
                    if let Some(group) = groups.last_mut() {
                        group.push(clause);
                    }
                }
            }
        }
        if groups.iter().any(Vec::is_empty) { Err(syntax(text)) } else { Ok(Self(groups)) }
    }

    /// Whether an item is found.
    pub(crate) fn finds(&self, item: &Value) -> bool {
        self.0.iter().any(|group| group.iter().all(|clause| clause.holds(item)))
    }
}

impl Clause {
    fn holds(&self, item: &Value) -> bool {
        let found = match &self.property {
            Some(property) => {
                property.split('/').try_fold(item, |here, name| here.get(name)).is_some_and(|value| self.is_in(value))
            }
            None => self.is_in(item),
        };
        found != self.negated
    }

    /// Whether one of the texts in a value has a word that begins like this.
    fn is_in(&self, value: &Value) -> bool {
        match value {
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

/// The words and the quoted phrases of the text.
fn tokens(text: &str) -> Result<Vec<(String, bool)>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (token, after) = match rest.strip_prefix('"') {
            Some(quoted) => {
                let (token, after) = quoted.split_once('"').ok_or_else(|| syntax(text))?;
                ((token.to_owned(), true), after)
            }
            None => {
                let end = rest.find([' ', '"']).unwrap_or(rest.len());
                ((rest[..end].to_owned(), false), &rest[end..])
            }
        };
        tokens.push(token);
        rest = after.trim_start();
    }
    Ok(tokens)
}

fn syntax(text: &str) -> GraphError {
    GraphError::new(400, "BadRequest", format!("Syntax error: the $search clause {text} is not valid."))
}
