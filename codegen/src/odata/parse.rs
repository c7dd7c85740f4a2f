//! Parses the value of a query option to a tree, without facts about Graph.

mod expression;
mod items;
mod operand;
mod search;

use super::finding::{Finding, Kind};
use super::lexer::{Token, TokenKind, tokens};
use super::name::known_option;
use super::source::{Source, Span, Unit};
use super::syntax::{OptionValue, Placeholder};

/// How deep parentheses, lambdas and nested options may nest.
pub const MAXIMUM_DEPTH: usize = 64;

/// What became of a value.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree; `None` if the value cannot be understood.
    pub value: Option<OptionValue>,
    /// The mistakes; if there is a tree, it is read as if they were mended.
    pub findings: Vec<Finding>,
}

/// Parses the value of the option with this name, such as `$filter`; `$orderBy` and `orderby` are `$orderby`.
#[must_use]
pub fn parse(option: &str, source: &Source) -> Parsed {
    let bare = !option.starts_with('$');
    let mut parser = Parser { source, tokens: tokens(source), at: 0, depth: 0, bare, findings: Vec::new() };
    let value = parser.option(known_option(option).unwrap_or(option)).ok();
    Parsed { value, findings: parser.findings }
}

/// That parsing cannot go on; the finding that says why is recorded.
#[derive(Debug)]
struct ParseStopped;

struct Parser<'s> {
    source: &'s Source,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// The option is written without its `$`, so options in its parentheses may be, too.
    bare: bool,
    findings: Vec<Finding>,
}

impl<'s> Parser<'s> {
    fn option(&mut self, option: &str) -> Result<OptionValue, ParseStopped> {
        if let [Token { kind: TokenKind::Placeholder(index), span, .. }, _] = self.tokens[..] {
            return Ok(OptionValue::Whole(self.placeholder(index, span)));
        }
        if self.tokens.len() == 1 {
            return self.stop(self.finding(Kind::Empty, self.source.span()));
        }
        match option {
            "$filter" | "$orderby" | "$select" | "$expand" => {
                self.refuse_plus()?;
                let value = self.listed_option(option)?;
                self.end(option)?;
                Ok(value)
            }
            "$search" => self.search(),
            "$top" | "$skip" => self.number(),
            "$count" => self.count(),
            _ => Ok(OptionValue::Opaque),
        }
    }

    /// An option whose value is made of the tokens of expressions; in parentheses it ends at `;` or `)`.
    fn listed_option(&mut self, option: &str) -> Result<OptionValue, ParseStopped> {
        Ok(match option {
            "$filter" => OptionValue::Filter(self.or()?),
            "$orderby" => OptionValue::OrderBy(self.order()?),
            "$select" => OptionValue::Select(self.items()?),
            _ => OptionValue::Expand(self.items()?),
        })
    }

    /// Every token was read.
    fn end(&mut self, option: &str) -> Result<(), ParseStopped> {
        let token = self.peek().clone();
        let finding = |kind| self.finding(kind, token.span);
        let finding = match token.kind {
            TokenKind::End => return Ok(()),
            TokenKind::Sign(')') if self.mixes_conjunctions() => finding(Kind::UnopenedParenthesis),
            TokenKind::Sign(')') => finding(Kind::UnopenedParenthesis).edit(token.span, ""),
            TokenKind::Sign(',' | ';') if option == "$filter" && self.ahead(1).kind == TokenKind::Word => {
                finding(Kind::Separator).wanting("conditions are joined by `and` or `or`").edit(token.span, " and")
            }
            TokenKind::Sign(',') if self.option_begins(1) => {
                finding(Kind::Separator).wanting("options of a call are separated by `&`")
            }
            TokenKind::Sign(';') => finding(Kind::Separator).wanting("items are separated by `,`").replaced_by(","),
            TokenKind::Sign('(' | ',' | '/' | ':' | '*') => finding(Kind::Unexpected).wanting("the end of the value"),
            TokenKind::Sign(_) => finding(Kind::UnexpectedCharacter),
            TokenKind::Foreign => finding(Kind::Unexpected).wanting("the end of the value"),
            _ if option == "$filter" => finding(Kind::MissingConjunction).suggesting(["and", "or"]),
            _ => finding(Kind::MissingSeparator),
        };
        self.stop(finding)
    }

    /// Whether what was read has both `and` and `or`: then parentheses change what it says.
    fn mixes_conjunctions(&self) -> bool {
        let has = |word: &str| self.tokens[..self.at].iter().any(|token| token.text.eq_ignore_ascii_case(word));
        has("and") && has("or")
    }

    /// `$top` and `$skip`: digits.
    fn number(&mut self) -> Result<OptionValue, ParseStopped> {
        let text = self.source.text().trim().to_owned();
        let bare = text.trim_matches(['\'', '"']);
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number(&text) {
            return Ok(OptionValue::Number);
        }
        let finding = self.finding(Kind::NotANumber, self.source.span()).wanting("a whole number");
        let digits = bare.trim_start_matches(['+', '=']).trim_end_matches(".0").trim();
        self.stop(if is_number(digits) { finding.replaced_by(digits) } else { finding })
    }

    /// `$count`: `true` or `false`.
    fn count(&mut self) -> Result<OptionValue, ParseStopped> {
        let text = self.source.text().trim().to_owned();
        match text.as_str() {
            "true" => return Ok(OptionValue::Count(true)),
            "false" => return Ok(OptionValue::Count(false)),
            _ => {}
        }
        let finding = self.finding(Kind::NotABoolean, self.source.span());
        self.stop(match text.trim_matches(['\'', '"']).to_ascii_lowercase().as_str() {
            "true" | "1" | "yes" => finding.replaced_by("true"),
            "false" | "0" | "no" => finding.replaced_by("false"),
            _ => finding.suggesting(["true", "false"]),
        })
    }

    /// `+` is how an address in documents writes a space; outside of strings it is never meant otherwise.
    fn refuse_plus(&mut self) -> Result<(), ParseStopped> {
        let pluses = pluses_for_spaces(self.source.units());
        let Some(first) = pluses.first() else { return Ok(()) };
        let finding = self.finding(Kind::PlusForSpace, *first);
        self.stop(pluses.iter().fold(finding, |finding, plus| finding.edit(*plus, " ")))
    }

    fn peek(&self) -> &Token {
        self.ahead(0)
    }

    /// The token this far ahead; the last one is [`TokenKind::End`].
    fn ahead(&self, tokens: usize) -> &Token {
        &self.tokens[(self.at + tokens).min(self.tokens.len() - 1)]
    }

    fn bump(&mut self) -> Token {
        let token = self.peek().clone();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    /// Reads this sign, if it is next.
    fn take(&mut self, sign: char) -> Option<Token> {
        self.peek().is(sign).then(|| self.bump())
    }

    fn last_span(&self) -> Span {
        self.tokens[self.at.saturating_sub(1)].span
    }

    /// Reads the `)` that belongs to `open`. A missing one is reported, and parsing goes on as if it were there.
    fn close(&mut self, open: Span) -> Result<Span, ParseStopped> {
        if let Some(close) = self.take(')') {
            return Ok(close.span);
        }
        let token = self.peek().clone();
        if token.kind == TokenKind::End {
            let end = self.last_span().after();
            let finding = self.finding(Kind::UnclosedParenthesis, open).edit(end, ")");
            self.findings.push(finding);
            return Ok(end);
        }
        let operand = matches!(token.kind, TokenKind::Word | TokenKind::Bare | TokenKind::Quoted(_))
            || matches!(token.kind, TokenKind::Placeholder(_) | TokenKind::Sign('('));
        let finding = if operand {
            self.finding(Kind::MissingConjunction, token.span).suggesting(["and", "or"])
        } else if matches!(token.kind, TokenKind::Sign('/' | ':' | ',' | '*' | ';') | TokenKind::Foreign) {
            self.finding(Kind::Unexpected, token.span).wanting("`)`")
        } else {
            self.finding(Kind::UnexpectedCharacter, token.span)
        };
        self.stop(finding)
    }

    /// Runs one level deeper.
    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T, ParseStopped>) -> Result<T, ParseStopped> {
        if self.depth == MAXIMUM_DEPTH {
            return self.stop(self.finding(Kind::TooDeep, self.peek().span));
        }
        self.depth += 1;
        let result = parse(self);
        self.depth -= 1;
        result
    }

    fn placeholder(&self, index: usize, span: Span) -> Placeholder {
        Placeholder { name: self.source.name(index).to_owned(), span, quoted: false }
    }

    fn finding(&self, kind: Kind, span: Span) -> Finding {
        Finding::new(kind, span, self.source)
    }

    fn operand_missing<T>(&mut self, after: Span, wanted: &'static str) -> Result<T, ParseStopped> {
        self.stop(self.finding(Kind::MissingOperand, after).wanting(wanted))
    }

    fn stop<T>(&mut self, finding: Finding) -> Result<T, ParseStopped> {
        self.findings.push(finding);
        Err(ParseStopped)
    }
}

/// Where a `+` outside of strings cannot be a sign or a part of a time zone.
fn pluses_for_spaces(units: &[(Unit, Span)]) -> Vec<Span> {
    let char = |at: Option<usize>| match at.and_then(|at| units.get(at))?.0 {
        Unit::Char(c) => Some(c),
        Unit::Placeholder(_) => None,
    };
    let digit = |at: usize| char(Some(at)).is_some_and(|c| c.is_ascii_digit());
    let mut quoted = false;
    let mut found = Vec::new();
    for (at, (unit, span)) in units.iter().enumerate() {
        match unit {
            Unit::Char('\'') => quoted = !quoted,
            Unit::Char('+') if !quoted => {
                let before = char(at.checked_sub(1));
                let spaced = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ','));
                let zone = digit(at + 1) && digit(at + 2) && char(Some(at + 3)) == Some(':');
                let exponent = matches!(before, Some('e' | 'E')) && at > 1 && digit(at - 2) && digit(at + 1);
                let operator = spaced && char(Some(at + 1)).is_some_and(char::is_whitespace);
                if !(zone || exponent || operator || (spaced && digit(at + 1))) {
                    found.push(*span);
                }
            }
            _ => {}
        }
    }
    found
}
