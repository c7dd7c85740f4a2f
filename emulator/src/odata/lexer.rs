//! Cuts a `$filter` into tokens.

use crate::http::{GraphError, Result};

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    Comma,
    /// A string literal, its quotes removed and undoubled.
    Text(String),
    /// A name, path, keyword, number, date or GUID.
    Word(String),
}

pub(super) fn tokens(filter: &str) -> Result<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = filter;
    while let Some(first) = rest.chars().next() {
        match first {
            ' ' | '\t' => rest = &rest[1..],
            '(' | ')' | ',' => {
                tokens.push(match first {
                    '(' => Token::Open,
                    ')' => Token::Close,
                    _ => Token::Comma,
                });
                rest = &rest[1..];
            }
            '\'' => {
                let (text, after) = text(&rest[1..]).ok_or_else(|| {
                    GraphError::uri(format!(
                        "There is an unterminated string literal at position {} in '{filter}'.",
                        filter.len() - rest.len()
                    ))
                })?;
                tokens.push(Token::Text(text));
                rest = after;
            }
            _ => {
                let end = rest.find([' ', '\t', '(', ')', ',', '\'']).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                if let Some(wrong) = word.chars().find(|character| !is_word(*character)) {
                    return Err(GraphError::uri(format!(
                        "Syntax error: character '{wrong}' is not valid at position {} in '{filter}'.",
                        filter.len() - rest.len()
                    )));
                }
                tokens.push(Token::Word(word.to_owned()));
                rest = after;
            }
        }
    }
    Ok(tokens)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || "_-.:/+@$".contains(character)
}

/// The literal that begins here, behind its quote, and what follows it.
fn text(rest: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut rest = rest;
    loop {
        let end = rest.find('\'')?;
        text.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('\'') {
            Some(after) => {
                text.push('\'');
                rest = after;
            }
            None => return Some((text, rest)),
        }
    }
}
