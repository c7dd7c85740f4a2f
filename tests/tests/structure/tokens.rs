//! The tokens of a Rust file, as far as imports need them: without comments and without code that is for tests only.

#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A name, a keyword or a number.
    Word(String),
    /// `::`
    Separator,
    /// `"…"`
    Text(String),
    /// One character of anything else.
    Sign(char),
}

impl Token {
    pub fn word(&self) -> Option<&str> {
        match self {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    pub fn is_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    pub fn is_sign(&self, sign: char) -> bool {
        *self == Token::Sign(sign)
    }
}

/// The tokens of a file, without items under `#[cfg(test)]`.
pub fn tokens(text: &str) -> Vec<Token> {
    without_tests(&all_tokens(text))
}

fn all_tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some(length) = skipped(rest) {
            rest = &rest[length..];
        } else if let Some(text) = rest.strip_prefix('"') {
            let length = quoted(text, '"');
            tokens.push(Token::Text(text[..length].trim_end_matches('"').to_owned()));
            rest = &text[length..];
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..end].to_owned()));
            rest = &rest[end..];
        } else if let Some(after) = rest.strip_prefix("::") {
            tokens.push(Token::Separator);
            rest = after;
        } else {
            tokens.push(Token::Sign(first));
            rest = &rest[first.len_utf8()..];
        }
    }
    tokens
}

/// How many bytes at the beginning are white space, a comment, a raw text, a character or a lifetime; `None` when they
/// are none of these.
fn skipped(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first.is_whitespace() {
        return Some(first.len_utf8());
    }
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return Some(block_comment(text));
    }
    let prefix = text.find(|c: char| !matches!(c, 'b' | 'c' | 'r')).unwrap_or(0);
    let after = &text[prefix..];
    let hashes = after.find(|c: char| c != '#').unwrap_or(0);
    if prefix > 0 && text[..prefix].ends_with('r') && after[hashes..].starts_with('"') {
        let end = format!("\"{}", "#".repeat(hashes));
        let start = prefix + hashes + 1;
        return Some(text[start..].find(&end).map_or(text.len(), |at| start + at + end.len()));
    }
    if prefix == 1 && after.starts_with('"') {
        return Some(prefix + 1 + quoted(&after[1..], '"'));
    }
    if let Some(byte) = text.strip_prefix("b'") {
        return Some(2 + quoted(byte, '\''));
    }
    if first == '\'' {
        let mut letters = text[1..].chars();
        let (one, two) = (letters.next()?, letters.next());
        let is_character = one == '\\' || two == Some('\'');
        return Some(if is_character { 1 + quoted(&text[1..], '\'') } else { 1 });
    }
    // A raw name, `r#type`, is the name.
    (text.starts_with("r#")).then_some(2)
}

/// The length of a text up to and with its end; what a `\` stands before does not end it.
fn quoted(text: &str, end: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == end => return at + letter.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].is_sign('#') && tokens.get(at + 1).is_some_and(|token| token.is_sign('[')) {
            let end = group_end(tokens, at + 1);
            let attribute = &tokens[at + 2..end];
            let has = |word| attribute.iter().any(|token| token.is_word(word));
            if attribute.first().is_some_and(|token| token.is_word("cfg")) && has("test") && !has("not") {
                at = item_end(tokens, end);
                continue;
            }
        }
        kept.push(tokens[at].clone());
        at += 1;
    }
    kept
}

/// Where the item ends whose attribute ends before `at`: after its `;`, or after its braces.
fn item_end(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        match &tokens[at] {
            Token::Sign(';') => return at + 1,
            Token::Sign('{') => {
                at = group_end(tokens, at);
                // `use a::{b, c};`
                if !tokens.get(at).is_some_and(|token| token.is_sign(';')) {
                    return at;
                }
            }
            Token::Sign('(' | '[') => at = group_end(tokens, at),
            _ => at += 1,
        }
    }
    at
}

/// Where the group ends that opens at `at`: after its closing sign.
pub fn group_end(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate().skip(at) {
        match token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return place + 1;
        }
    }
    tokens.len()
}
