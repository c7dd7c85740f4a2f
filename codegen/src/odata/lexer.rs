//! The tokens of an expression.

use super::source::{Source, Span, Unit};

/// One token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// What it says: a word, a number, the content of a string; placeholders left out.
    pub(super) text: String,
    pub(super) span: Span,
    /// Whitespace stands before it.
    pub(super) spaced: bool,
}

/// What kind of token it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `eq`, `subject`, `$count`, `microsoft.graph.user`, `true`.
    Word,
    /// A number, a date, a GUID: what begins with a digit or has the form of a GUID.
    Bare,
    /// `'text'`, or `prefix'text'` with no space between.
    Quoted(Quoted),
    /// `<name>`, by its index.
    Placeholder(usize),
    /// `( ) , / : ; *`, and any character that no token begins with.
    Sign(char),
    /// `==`, `!=`, `&&`, `=`: operators of other languages.
    Foreign,
    /// The end of the value.
    End,
}

/// A string literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quoted {
    /// The word directly before the quote: `duration`, `microsoft.graph.importance`.
    pub(super) prefix: Option<String>,
    /// The quotes are `'`.
    pub(super) single: bool,
    pub(super) closed: bool,
    /// The placeholders inside, by index.
    pub(super) placeholders: Vec<(usize, Span)>,
    /// From the opening quote to the closing one.
    pub(super) quotes: Span,
}

impl Token {
    pub(super) fn is(&self, sign: char) -> bool {
        self.kind == TokenKind::Sign(sign)
    }
}

/// The operators and conjunctions that stand between two operands.
pub(super) const OPERATOR_WORDS: [&str; 15] =
    ["eq", "ne", "gt", "ge", "lt", "le", "in", "has", "and", "or", "not", "add", "sub", "mul", "div"];

/// All tokens of a value; the last is [`TokenKind::End`].
pub(super) fn tokens(source: &Source) -> Vec<Token> {
    let mut lexer = Lexer { units: source.units(), at: 0 };
    let mut tokens = Vec::new();
    loop {
        let spaced = lexer.skip_whitespace();
        let Some(&(unit, span)) = lexer.units.get(lexer.at) else {
            tokens.push(Token { kind: TokenKind::End, text: String::new(), span: source.span().after(), spaced });
            return tokens;
        };
        let (kind, text) = match unit {
            Unit::Placeholder(index) => {
                lexer.at += 1;
                (TokenKind::Placeholder(index), String::new())
            }
            Unit::Char(c) => lexer.token(c),
        };
        let span = lexer.units.get(lexer.at - 1).map_or(span, |last| span.to(last.1));
        tokens.push(Token { kind, text, span, spaced });
    }
}

struct Lexer<'s> {
    units: &'s [(Unit, Span)],
    at: usize,
}

impl Lexer<'_> {
    fn char(&self, ahead: usize) -> Option<char> {
        match self.units.get(self.at + ahead)?.0 {
            Unit::Char(c) => Some(c),
            Unit::Placeholder(_) => None,
        }
    }

    fn skip_whitespace(&mut self) -> bool {
        let from = self.at;
        while self.char(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        self.at > from
    }

    /// The token that begins with `c`.
    fn token(&mut self, c: char) -> (TokenKind, String) {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        match c {
            _ if closing_quote(c).is_some() => self.quoted(None),
            '=' | '!' | '&' | '|' | '<' | '>' | '~' | '^' => {
                (TokenKind::Foreign, self.run(|c| matches!(c, '=' | '!' | '&' | '|' | '<' | '>' | '~' | '^')))
            }
            '0'..='9' => self.bare(),
            '-' | '+' | '.' if digit(self.char(1)) => self.bare(),
            '-' if self.char(1) == Some('I') => self.bare(),
            _ if is_word_start(c) => self.word(),
            _ => {
                self.at += 1;
                (TokenKind::Sign(c), c.to_string())
            }
        }
    }

    fn run(&mut self, takes: impl Fn(char) -> bool) -> String {
        let mut text = String::new();
        while let Some(c) = self.char(0).filter(|c| takes(*c)) {
            text.push(c);
            self.at += 1;
        }
        text
    }

    fn bare(&mut self) -> (TokenKind, String) {
        (TokenKind::Bare, self.run(|c| c.is_alphanumeric() || matches!(c, '.' | ':' | '+' | '-' | '_' | '@')))
    }

    fn word(&mut self) -> (TokenKind, String) {
        let text = self.run(|c| is_word_start(c) || c.is_alphanumeric() || matches!(c, '.' | '-'));
        if super::literal::is_guid(&text) {
            return (TokenKind::Bare, text);
        }
        if self.char(0) == Some('\'') && !OPERATOR_WORDS.contains(&text.as_str()) {
            return self.quoted(Some(text));
        }
        (TokenKind::Word, text)
    }

    fn quoted(&mut self, prefix: Option<String>) -> (TokenKind, String) {
        let from = self.at;
        let close = self.char(0).and_then(closing_quote).unwrap_or('\'');
        let (mut text, mut placeholders, mut closed) = (String::new(), Vec::new(), false);
        self.at += 1;
        while let Some(&(unit, span)) = self.units.get(self.at) {
            self.at += 1;
            match unit {
                Unit::Placeholder(index) => placeholders.push((index, span)),
                Unit::Char(c) if c != close => text.push(c),
                // A doubled quote is a quote inside of the string.
                Unit::Char(_) if close == '\'' && self.char(0) == Some('\'') => {
                    text.push('\'');
                    self.at += 1;
                }
                Unit::Char(_) => {
                    closed = true;
                    break;
                }
            }
        }
        let quotes = self.units[from].1.to(self.units[self.at - 1].1);
        let quoted = Quoted { prefix, single: close == '\'', closed, placeholders, quotes };
        (TokenKind::Quoted(quoted), text)
    }
}

fn is_word_start(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | '$' | '@' | '#')
}

/// The quote that ends what `open` begins; OData knows `'` only.
fn closing_quote(open: char) -> Option<char> {
    match open {
        '\'' | '"' | '`' => Some(open),
        '‘' | '’' => Some('’'),
        '“' | '”' | '„' => Some('”'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(value: &str) -> Vec<String> {
        let source = Source::parse(value);
        tokens(&source).iter().map(|token| source.slice(token.span).to_owned()).collect()
    }

    #[test]
    fn tokens_are_the_words_of_the_grammar() {
        assert_eq!(
            texts("(from/emailAddress/address eq 'a''b')and x ge 2020-01-01T00:00:00+02:00"),
            ["(", "from", "/", "emailAddress", "/", "address", "eq", "'a''b'", ")", "and", "x", "ge"]
                .into_iter()
                .chain(["2020-01-01T00:00:00+02:00", ""])
                .collect::<Vec<_>>()
        );
        assert_eq!(texts("a/any(x:x eq -1.5)"), ["a", "/", "any", "(", "x", ":", "x", "eq", "-1.5", ")", ""]);
        assert_eq!(
            texts("id eq f38bcd01-0000-4e5d-95ab-d07053a96e67"),
            ["id", "eq", "f38bcd01-0000-4e5d-95ab-d07053a96e67", ""]
        );
        assert_eq!(texts("a==duration'PT1S'&&b"), ["a", "==", "duration'PT1S'", "&&", "b", ""]);
        assert_eq!(texts("a eq'b"), ["a", "eq", "'b", ""]);
        assert_eq!(texts("a%20eq%20'%27%27'"), ["a", "eq", "'%27%27'", ""]);
        assert_eq!(texts(""), [""]);
    }

    #[test]
    fn a_string_knows_its_placeholders() {
        let source = Source::parse("a eq '<x>@<y>'");
        let tokens = tokens(&source);
        let TokenKind::Quoted(quoted) = &tokens[2].kind else { panic!("{tokens:?}") };
        assert_eq!(quoted.placeholders.len(), 2);
        assert_eq!(tokens[2].text, "@");
    }
}
