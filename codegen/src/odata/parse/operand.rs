//! Operands: paths with their lambdas, calls, literals, and what stands in parentheses.

use super::{ParseStopped, Parser};
use crate::odata::finding::Kind;
use crate::odata::lexer::{OPERATOR_WORDS, Quoted, Token, TokenKind};
use crate::odata::literal;
use crate::odata::source::Span;
use crate::odata::syntax::{Expression, ExpressionKind, Lambda, Literal, LiteralKind, Name, Path, Placeholder, Step};

/// The variable of a lambda and its condition; `None` in `any()`.
type LambdaBody = Option<(Name, Box<Expression>)>;

impl Parser<'_> {
    /// `not a`; Microsoft's documentation has `NOT`, too.
    pub(super) fn unary(&mut self) -> Result<Expression, ParseStopped> {
        let token = self.peek().clone();
        let foreign = token.kind == TokenKind::Foreign && token.text == "!";
        let word = token.kind == TokenKind::Word && token.text.eq_ignore_ascii_case("not");
        if !foreign && !word {
            return self.primary();
        }
        if foreign {
            let written = if self.ahead(1).is('(') { "not" } else { "not " };
            let finding = self.finding(Kind::UnknownOperator, token.span).edit(token.span, written);
            self.findings.push(finding.suggesting(["not"]));
        } else if !["not", "NOT"].contains(&token.text.as_str()) {
            let finding = self.finding(Kind::WrongCase, token.span).replaced_by("not");
            self.findings.push(finding);
        }
        self.bump();
        let operand = self.nested(Self::unary)?;
        let span = token.span.to(operand.span);
        Ok(Expression { kind: ExpressionKind::Not(Box::new(operand)), span })
    }

    pub(super) fn primary(&mut self) -> Result<Expression, ParseStopped> {
        let token = self.peek().clone();
        match &token.kind {
            TokenKind::Sign('(') => {
                self.bump();
                let mut inner = self.or()?;
                let close = self.close(token.span)?;
                inner.span = token.span.to(close);
                Ok(inner)
            }
            TokenKind::Placeholder(index) => {
                self.bump();
                let placeholder = self.placeholder(*index, token.span);
                self.refuse_part(token.span)?;
                if self.peek().is('/') {
                    return self.path(Step::Placeholder(placeholder), token.span);
                }
                Ok(Expression { kind: ExpressionKind::Placeholder(placeholder), span: token.span })
            }
            TokenKind::Quoted(quoted) => self.quoted(&token, quoted),
            TokenKind::Bare => {
                self.bump();
                self.refuse_part(token.span)?;
                self.refuse_slashes(token.span)?;
                if matches!(self.peek().kind, TokenKind::Quoted(_)) && !self.peek().spaced {
                    let finding = self.finding(Kind::UnclosedQuote, token.span).wanting("a quote before the text");
                    return self.stop(finding.edit(token.span.before(), "'"));
                }
                let kind = literal::form(&token.text).map_or(LiteralKind::Malformed, LiteralKind::Bare);
                Ok(Expression { kind: ExpressionKind::Literal(Literal { kind, text: token.text }), span: token.span })
            }
            TokenKind::Word => self.word(token),
            TokenKind::End | TokenKind::Sign(')' | ',' | ';') if self.at > 0 => {
                let before = self.last_span();
                self.operand_missing(before, "a value")
            }
            TokenKind::End => self.stop(self.finding(Kind::Empty, token.span)),
            TokenKind::Sign(')' | ',' | ';' | '/' | ':' | '*') | TokenKind::Foreign => {
                self.stop(self.finding(Kind::Unexpected, token.span).wanting("a value"))
            }
            TokenKind::Sign(_) => self.stop(self.finding(Kind::UnexpectedCharacter, token.span)),
        }
    }

    /// A placeholder that touches other text is a part of a value.
    fn refuse_part(&mut self, span: Span) -> Result<(), ParseStopped> {
        let next = self.peek().clone();
        let touches = !next.spaced && next.span.start == span.end;
        let placeholder = |token: &Token| matches!(token.kind, TokenKind::Placeholder(_));
        let value = matches!(next.kind, TokenKind::Word | TokenKind::Bare | TokenKind::Quoted(_));
        let here = &self.tokens[self.at - 1];
        if touches && (placeholder(&next) || (placeholder(here) && value)) {
            let span = if placeholder(here) { here.span } else { next.span };
            return self.stop(self.finding(Kind::PlaceholderPart, span));
        }
        Ok(())
    }

    /// `01/02/2024` is no date of OData.
    fn refuse_slashes(&mut self, first: Span) -> Result<(), ParseStopped> {
        let mut span = first;
        while self.peek().is('/') && self.ahead(1).kind == TokenKind::Bare {
            self.bump();
            span = span.to(self.bump().span);
        }
        if span == first {
            return Ok(());
        }
        self.stop(self.finding(Kind::BadLiteral, span).wanting("a literal such as `2024-01-31`"))
    }

    fn word(&mut self, token: Token) -> Result<Expression, ParseStopped> {
        self.bump();
        if self.peek().is('(') && !matches!(token.text.as_str(), "any" | "all") {
            return self.call(Name { text: token.text, span: token.span });
        }
        if let Some(form) = literal::form(&token.text)
            && !self.peek().is('/')
        {
            let kind = ExpressionKind::Literal(Literal { kind: LiteralKind::Bare(form), text: token.text });
            return Ok(Expression { kind, span: token.span });
        }
        // A property may have the name of an operator only where nothing else can be meant.
        if OPERATOR_WORDS.contains(&token.text.to_ascii_lowercase().as_str()) {
            return match self.at.checked_sub(2) {
                Some(before) => {
                    let before = self.tokens[before].span;
                    self.operand_missing(before, "a value")
                }
                None => self.stop(self.finding(Kind::Unexpected, token.span).wanting("a property")),
            };
        }
        if matches!(token.text.as_str(), "any" | "all") && self.peek().is('(') {
            let finding = self.finding(Kind::NotACollection, token.span).wanting("`collection/any(x:…)`");
            return self.stop(finding);
        }
        let span = token.span;
        if let TokenKind::Placeholder(_) = self.peek().kind
            && !self.peek().spaced
        {
            return self.stop(self.finding(Kind::PlaceholderPart, self.peek().span));
        }
        self.path(Step::Name(Name { text: token.text, span }), span)
    }

    /// The rest of a path after its first step.
    fn path(&mut self, first: Step, mut span: Span) -> Result<Expression, ParseStopped> {
        if let Step::Placeholder(placeholder) = &first {
            let finding = self.finding(Kind::PlaceholderPlace, placeholder.span).wanting("a property");
            self.findings.push(finding);
        }
        let mut path = Path { steps: vec![first], lambda: None };
        while let Some(slash) = self.take('/') {
            let token = self.bump();
            span = span.to(token.span);
            match token.kind {
                TokenKind::Word if self.peek().is('(') => {
                    let all = token.text.eq_ignore_ascii_case("all");
                    if !all && !token.text.eq_ignore_ascii_case("any") {
                        return self.stop(self.finding(Kind::UnknownFunction, token.span).suggesting(["any", "all"]));
                    }
                    let word = if all { "all" } else { "any" };
                    // Microsoft's documentation has `Any`, too.
                    if !["any", "all", "Any", "All"].contains(&token.text.as_str()) {
                        let finding = self.finding(Kind::WrongCase, token.span).replaced_by(word);
                        self.findings.push(finding);
                    }
                    let (body, end) = self.nested(|parser| parser.lambda_body(token.span))?;
                    path.lambda = Some(Lambda { all, span: token.span, body });
                    return Ok(Expression { kind: ExpressionKind::Path(path), span: span.to(end) });
                }
                TokenKind::Word => path.steps.push(Step::Name(Name { text: token.text, span: token.span })),
                TokenKind::Placeholder(index) => {
                    let finding = self.finding(Kind::PlaceholderPlace, token.span).wanting("a property");
                    self.findings.push(finding);
                    path.steps.push(Step::Placeholder(self.placeholder(index, token.span)));
                }
                _ => return self.operand_missing(slash.span, "a property"),
            }
        }
        Ok(Expression { kind: ExpressionKind::Path(path), span })
    }

    /// `(x:x eq 'a')`, and where it ends.
    fn lambda_body(&mut self, lambda: Span) -> Result<(LambdaBody, Span), ParseStopped> {
        let open = self.bump();
        if let Some(close) = self.take(')') {
            return Ok((None, close.span));
        }
        let variable = self.peek().clone();
        let separator = self.ahead(1).clone();
        let arrow = matches!(separator.kind, TokenKind::Sign(',')) || ["=>", "="].contains(&separator.text.as_str());
        let arrow_after_minus = separator.is('-') && self.ahead(2).text == ">";
        if variable.kind != TokenKind::Word || !(separator.is(':') || arrow || arrow_after_minus) {
            let finding = self.finding(Kind::LambdaVariable, lambda);
            // `any(c eq 'a')` and `any(c/id eq 'a')`: the variable is used, but not named.
            let used = variable.kind == TokenKind::Word && !separator.is('(');
            let named = format!("{}:", variable.text);
            return self.stop(if used { finding.edit(variable.span.before(), named) } else { finding });
        }
        self.at += if arrow_after_minus { 3 } else { 2 };
        if !separator.is(':') {
            let written = separator.span.to(self.last_span());
            let finding = self.finding(Kind::Unexpected, written).wanting("`:`").replaced_by(":");
            self.findings.push(finding);
        }
        let body = self.or()?;
        let close = self.close(open.span)?;
        Ok((Some((Name { text: variable.text, span: variable.span }, Box::new(body))), close))
    }

    fn call(&mut self, name: Name) -> Result<Expression, ParseStopped> {
        let open = self.bump();
        let mut arguments = Vec::new();
        if let Some(close) = self.take(')') {
            let span = name.span.to(close.span);
            return Ok(Expression { kind: ExpressionKind::Call { name, arguments }, span });
        }
        loop {
            let argument = self.nested(Self::additive)?;
            let is_first = arguments.is_empty();
            arguments.push(if is_first { argument } else { self.unquoted_text(argument) });
            if self.take(',').is_none() {
                break;
            }
        }
        // A condition is no argument: the parenthesis is missing before it.
        let token = self.peek();
        let close =
            if token.kind == TokenKind::Word && OPERATOR_WORDS.contains(&token.text.to_ascii_lowercase().as_str()) {
                let end = self.last_span().after();
                let finding = self.finding(Kind::UnclosedParenthesis, open.span).edit(end, ")");
                self.findings.push(finding);
                end
            } else {
                self.close(open.span)?
            };
        let span = name.span.to(close);
        Ok(Expression { kind: ExpressionKind::Call { name, arguments }, span })
    }

    /// A string that runs to the end. Its quote is missing there, or before the parentheses that are open.
    fn unclosed<T>(&mut self, token: &Token, quoted: &Quoted) -> Result<T, ParseStopped> {
        let finding = self.finding(Kind::UnclosedQuote, token.span);
        // With a condition inside, nobody knows where the text ends.
        if holds_condition(&token.text) || !quoted.single {
            return self.stop(finding);
        }
        let written = self.source.slice(quoted.quotes);
        let closing = written.len() - written.trim_end_matches(')').len();
        let signs = |sign| self.tokens[..self.at].iter().filter(|token| token.is(sign)).count();
        let open = signs('(').saturating_sub(signs(')'));
        let end = quoted.quotes.end - closing.min(open);
        self.stop(finding.edit(Span::new(end, end), "'"))
    }

    /// A string, and what is wrong with its quotes.
    fn quoted(&mut self, token: &Token, quoted: &Quoted) -> Result<Expression, ParseStopped> {
        self.bump();
        let opens_before = quoted.prefix.as_deref().is_some_and(|word| !quoted.closed || !is_prefix(word));
        if opens_before {
            let finding = self.finding(Kind::UnclosedQuote, token.span).wanting("a quote before the text");
            return self.stop(finding.edit(token.span.before(), "'"));
        }
        if !quoted.closed {
            return self.unclosed(token, quoted);
        }
        if !quoted.single {
            self.foreign_quotes(token, quoted);
        }
        // `'it's'`: the quote inside is not doubled.
        let next = self.peek();
        let runs_on = match &next.kind {
            TokenKind::Word => !OPERATOR_WORDS.contains(&next.text.as_str()),
            TokenKind::Quoted(next) => next.prefix.is_some(),
            _ => false,
        };
        if runs_on && !next.spaced {
            let finding = self.finding(Kind::UnclosedQuote, token.span).wanting("`''` for a quote inside of a string");
            let is_unclear = token.text.trim_end().ends_with(',') || holds_condition(&token.text);
            return self.stop(if is_unclear { finding } else { finding.edit(quoted.quotes.after(), "'") });
        }
        let placeholder = |(index, span): &(usize, Span)| self.placeholder(*index, *span);
        let placeholders: Vec<Placeholder> = quoted.placeholders.iter().map(placeholder).collect();
        let span = token.span;
        if let [only] = &placeholders[..]
            && token.text.is_empty()
            && quoted.prefix.is_none()
        {
            let placeholder = Placeholder { quoted: true, span, name: only.name.clone() };
            return Ok(Expression { kind: ExpressionKind::Placeholder(placeholder), span });
        }
        let kind = LiteralKind::Quoted { prefix: quoted.prefix.clone(), placeholders };
        Ok(Expression { kind: ExpressionKind::Literal(Literal { kind, text: token.text.clone() }), span })
    }

    /// A string in `"`. Strings that follow at once belong to it: in other languages `""` is a quote inside.
    fn foreign_quotes(&mut self, token: &Token, quoted: &Quoted) {
        let (mut text, mut span) = (token.text.clone(), token.span);
        loop {
            let next = self.peek();
            let TokenKind::Quoted(other) = &next.kind else { break };
            let is_literal = other.placeholders.is_empty() && quoted.placeholders.is_empty();
            if next.spaced || other.single || !other.closed || other.prefix.is_some() || !is_literal {
                break;
            }
            text = format!("{text}\"{}", next.text);
            span = span.to(next.span);
            self.bump();
        }
        let mut finding = self.finding(Kind::ForeignQuotes, span);
        if quoted.placeholders.is_empty() {
            finding = finding.replaced_by(format!("'{}'", text.replace('\'', "''")));
        } else if let [(_, inside)] = quoted.placeholders[..]
            && text.is_empty()
        {
            finding = finding.replaced_by(format!("'{}'", self.source.slice(inside)));
        }
        self.findings.push(finding);
    }
}

/// Whether a string has a condition inside, since its closing quote is missing.
fn holds_condition(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    [" and ", " or ", " eq ", " ne "].iter().any(|word| lower.contains(word))
}

/// Words before a string that make it a literal of another type: OData's, older versions' of OData, or a type's name.
fn is_prefix(word: &str) -> bool {
    let known = ["binary", "datetime", "datetimeoffset", "duration", "guid", "time", "X"];
    known.contains(&word) || word.to_ascii_lowercase().starts_with("microsoft.graph.")
}
