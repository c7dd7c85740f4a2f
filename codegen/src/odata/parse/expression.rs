//! Conditions, comparisons and arithmetic.

use super::{ParseStopped, Parser};
use crate::odata::finding::Kind;
use crate::odata::lexer::{OPERATOR_WORDS, Token, TokenKind};
use crate::odata::literal;
use crate::odata::schema;
use crate::odata::source::Span;
use crate::odata::syntax::{Arithmetic, Comparison, Expression, ExpressionKind, Form, Literal, LiteralKind, Name};

/// What an operator of another language is in OData.
enum Meant {
    Comparison(Comparison),
    /// A function: `subject like 'a'`.
    Function(&'static str),
}

impl Parser<'_> {
    /// `a or b`
    pub(super) fn or(&mut self) -> Result<Expression, ParseStopped> {
        self.nested(|parser| parser.joined("or", ExpressionKind::Or, Self::and))
    }

    fn and(&mut self) -> Result<Expression, ParseStopped> {
        self.joined("and", ExpressionKind::And, Self::comparison)
    }

    fn joined(
        &mut self,
        word: &str,
        kind: impl FnOnce(Vec<Expression>) -> ExpressionKind,
        operand: impl Fn(&mut Self) -> Result<Expression, ParseStopped>,
    ) -> Result<Expression, ParseStopped> {
        let first = operand(self)?;
        if !self.conjunction(word) {
            return Ok(first);
        }
        let mut operands = vec![first];
        loop {
            operands.push(operand(self)?);
            if !self.conjunction(word) {
                break;
            }
        }
        let span = operands[0].span.to(operands[operands.len() - 1].span);
        Ok(Expression { kind: kind(operands), span })
    }

    /// Reads `and` or `or`. Microsoft's documentation has them in upper case, too.
    fn conjunction(&mut self, word: &str) -> bool {
        let token = self.peek().clone();
        let foreign = match word {
            "and" => ["&&", "&"],
            _ => ["||", "|"],
        };
        match token.kind {
            TokenKind::Word if token.text == word || token.text == word.to_ascii_uppercase() => {}
            TokenKind::Word if token.text.eq_ignore_ascii_case(word) => {
                let finding = self.finding(Kind::WrongCase, token.span).replaced_by(word);
                self.findings.push(finding);
            }
            TokenKind::Foreign if foreign.contains(&token.text.as_str()) => {
                let written = if token.spaced { word.to_owned() } else { format!(" {word} ") };
                let mut finding = self.finding(Kind::UnknownOperator, token.span).edit(token.span, written);
                finding.suggestions.push(word.to_owned());
                self.findings.push(finding);
            }
            _ => return false,
        }
        self.bump();
        true
    }

    fn comparison(&mut self) -> Result<Expression, ParseStopped> {
        let left = self.additive()?;
        let token = self.peek().clone();
        match &token.kind {
            TokenKind::Word => {
                let lower = token.text.to_ascii_lowercase();
                if lower == "in" {
                    return self.in_list(left, &token);
                }
                if let Some(operator) = Comparison::ALL.into_iter().find(|operator| operator.as_str() == lower) {
                    if token.text != lower {
                        let finding = self.finding(Kind::WrongCase, token.span).replaced_by(operator.as_str());
                        self.findings.push(finding);
                    }
                    return self.compare(left, operator);
                }
                if lower == "not" && self.ahead(1).text.eq_ignore_ascii_case("in") {
                    return self.not_in(left);
                }
                if ["true", "false", "null"].contains(&token.text.as_str()) {
                    return self.missing_operator(left, &token);
                }
                match foreign_operator(&lower) {
                    Some(Meant::Comparison(operator)) => self.foreign_comparison(left, operator),
                    Some(Meant::Function(function)) => self.infix_function(left, function),
                    None if self.is_operator_position(&token) => {
                        let operators = OPERATOR_WORDS.iter().copied();
                        let near = schema::nearest(&token.text, operators, 4);
                        let finding = self.finding(Kind::UnknownOperator, token.span);
                        self.stop(match near[..] {
                            [only] if token.text.len() > 1 => finding.replaced_by(only),
                            _ => finding.suggesting(near),
                        })
                    }
                    None => Ok(left),
                }
            }
            TokenKind::Foreign => match foreign_operator(&token.text) {
                Some(Meant::Comparison(operator)) => self.foreign_comparison(left, operator),
                _ => Ok(left),
            },
            TokenKind::Placeholder(_) if self.ahead(1).spaced && !matches!(self.ahead(1).kind, TokenKind::End) => {
                self.stop(self.finding(Kind::PlaceholderPlace, token.span).wanting("an operator"))
            }
            TokenKind::Quoted(_) | TokenKind::Bare | TokenKind::Placeholder(_) => self.missing_operator(left, &token),
            _ => Ok(left),
        }
    }

    /// A value after a property: `isRead true`.
    fn missing_operator(&mut self, left: Expression, token: &Token) -> Result<Expression, ParseStopped> {
        if !token.spaced || !matches!(left.kind, ExpressionKind::Path(_) | ExpressionKind::Call { .. }) {
            return Ok(left);
        }
        let finding = self.finding(Kind::MissingOperator, token.span).suggesting(["eq"]);
        // `receivedDateTimege 2024-01-01`: the operator may be there.
        let text = self.source.slice(left.span);
        let may_end_in_operator = Comparison::ALL.iter().any(|operator| text.ends_with(operator.as_str()));
        self.stop(if may_end_in_operator { finding } else { finding.edit(token.span.before(), "eq ") })
    }

    /// Whether a word after a value stands where an operator belongs: a value follows.
    fn is_operator_position(&self, token: &Token) -> bool {
        let next = self.ahead(1);
        token.spaced
            && !token.text.contains(['$', '@'])
            && !["and", "or", "asc", "desc"].contains(&token.text.to_ascii_lowercase().as_str())
            && match &next.kind {
                TokenKind::Quoted(quoted) => next.spaced && quoted.prefix.is_none(),
                TokenKind::Bare | TokenKind::Placeholder(_) => next.spaced,
                TokenKind::Word => ["true", "false", "null"].contains(&next.text.as_str()),
                _ => false,
            }
    }

    /// The operator and what stands on its right.
    fn compare(&mut self, left: Expression, operator: Comparison) -> Result<Expression, ParseStopped> {
        let token = self.bump();
        if matches!(operator, Comparison::Equal | Comparison::NotEqual) && self.list_begins() {
            return self.compared_with_list(left, operator, &token);
        }
        self.missing_space(&token);
        let right = self.additive()?;
        let right = self.unquoted_text(right);
        let span = left.span.to(right.span);
        let (left, right) = (Box::new(left), Box::new(right));
        Ok(Expression { kind: ExpressionKind::Comparison { operator, operator_span: token.span, left, right }, span })
    }

    /// `('a',`
    fn list_begins(&self) -> bool {
        self.peek().is('(')
            && matches!(self.ahead(1).kind, TokenKind::Quoted(_) | TokenKind::Bare | TokenKind::Placeholder(_))
            && self.ahead(2).is(',')
    }

    /// `subject eq ('a','b')` for `subject in ('a','b')`.
    fn compared_with_list(
        &mut self,
        left: Expression,
        operator: Comparison,
        token: &Token,
    ) -> Result<Expression, ParseStopped> {
        let open = self.bump();
        let list = self.nested(|parser| parser.list(open.span, ')'))?;
        let span = left.span.to(self.last_span());
        let mut finding = self.finding(Kind::Unexpected, token.span).wanting("`in` before a list");
        finding = finding.edit(token.span, "in").suggesting(["in"]);
        let value = Expression { kind: ExpressionKind::In { left: Box::new(left), list }, span };
        if operator == Comparison::Equal {
            self.findings.push(finding);
            return Ok(value);
        }
        self.findings.push(finding.edit(span.before(), "not(").edit(span.after(), ")"));
        Ok(Expression { kind: ExpressionKind::Not(Box::new(value)), span })
    }

    fn missing_space(&mut self, operator: &Token) {
        let next = self.peek();
        let touches = !next.spaced && matches!(next.kind, TokenKind::Quoted(_) | TokenKind::Placeholder(_));
        if touches {
            let finding = self.finding(Kind::MissingSpace, operator.span).edit(operator.span.after(), " ");
            self.findings.push(finding);
        }
    }

    /// `==` for `eq`: reported, and read as what it means.
    fn foreign_comparison(&mut self, left: Expression, operator: Comparison) -> Result<Expression, ParseStopped> {
        let token = self.peek().clone();
        let (before, after) = (if token.spaced { "" } else { " " }, if self.ahead(1).spaced { "" } else { " " });
        let word = operator.as_str();
        let mut finding =
            self.finding(Kind::UnknownOperator, token.span).edit(token.span, format!("{before}{word}{after}"));
        finding.suggestions.push(word.to_owned());
        self.findings.push(finding);
        self.bump();
        let right = self.additive()?;
        let right = self.unquoted_text(right);
        let span = left.span.to(right.span);
        let (left, right) = (Box::new(left), Box::new(right));
        Ok(Expression { kind: ExpressionKind::Comparison { operator, operator_span: token.span, left, right }, span })
    }

    /// `subject like 'a'` and `subject contains 'a'` for `contains(subject,'a')`.
    fn infix_function(&mut self, left: Expression, function: &'static str) -> Result<Expression, ParseStopped> {
        let token = self.bump();
        let right = self.additive()?;
        let (mut name, mut value) = (function, None);
        if token.text.eq_ignore_ascii_case("like")
            && let ExpressionKind::Literal(Literal { kind: LiteralKind::Quoted { placeholders, .. }, text }) =
                &right.kind
            && placeholders.is_empty()
        {
            let wild: &[char] = &['%', '*'];
            name = match (text.starts_with(wild), text.ends_with(wild)) {
                (false, true) => "startswith",
                (true, false) => "endswith",
                _ => function,
            };
            value = Some(format!("'{}'", text.trim_matches(wild).replace('\'', "''")));
        }
        let span = left.span.to(right.span);
        let mut finding = self
            .finding(Kind::UnknownOperator, token.span)
            .edit(left.span.before(), format!("{name}("))
            .edit(Span::new(left.span.end, right.span.start), ",")
            .edit(right.span.after(), ")");
        // `subject startswith('a')`
        let written = self.source.slice(right.span);
        let value = value.or_else(|| Some(written.strip_prefix('(')?.strip_suffix(')')?.to_owned()));
        if let Some(value) = value {
            finding = finding.edit(right.span, value);
        }
        let suggestion = format!("{name}({},…)", self.source.slice(left.span));
        self.findings.push(finding.suggesting([suggestion]));
        let name = Name { text: name.to_owned(), span: token.span };
        Ok(Expression { kind: ExpressionKind::Call { name, arguments: vec![left, right] }, span })
    }

    /// `a not in ('b')` for `not(a in ('b'))`.
    fn not_in(&mut self, left: Expression) -> Result<Expression, ParseStopped> {
        let not = self.bump();
        let token = self.peek().clone();
        let before = left.span.before();
        let inner = self.in_list(left, &token)?;
        let finding = self
            .finding(Kind::Unexpected, not.span)
            .wanting("`in`, with `not(…)` around the comparison")
            .edit(before, "not(")
            .edit(not.span.to(token.span.before()), "")
            .edit(inner.span.after(), ")");
        self.findings.push(finding);
        let span = inner.span;
        Ok(Expression { kind: ExpressionKind::Not(Box::new(inner)), span })
    }

    fn in_list(&mut self, left: Expression, token: &Token) -> Result<Expression, ParseStopped> {
        if token.text != "in" {
            let finding = self.finding(Kind::WrongCase, token.span).replaced_by("in");
            self.findings.push(finding);
        }
        self.bump();
        let open = self.peek().clone();
        let close = match open.kind {
            TokenKind::Sign('(') => ')',
            TokenKind::Sign('[') => ']',
            TokenKind::Placeholder(_) | TokenKind::Quoted(_) => {
                let value = self.primary()?;
                let finding = self.finding(Kind::Unexpected, value.span).wanting("a list in parentheses");
                let finding = finding.edit(value.span.before(), "(");
                if self.peek().is(',') {
                    return self.stop(finding);
                }
                self.findings.push(finding.edit(value.span.after(), ")"));
                let span = left.span.to(value.span);
                return Ok(Expression { kind: ExpressionKind::In { left: Box::new(left), list: vec![value] }, span });
            }
            _ => return self.operand_missing(token.span, "a list in parentheses"),
        };
        self.bump();
        let list = self.nested(|parser| parser.list(open.span, close))?;
        let end = self.last_span();
        if close == ']' {
            let finding = self.finding(Kind::UnexpectedCharacter, open.span).edit(open.span, "(").edit(end, ")");
            self.findings.push(finding.suggesting(["("]));
        }
        let span = left.span.to(end);
        Ok(Expression { kind: ExpressionKind::In { left: Box::new(left), list }, span })
    }

    /// Values up to the closing sign, at least one.
    fn list(&mut self, open: Span, close: char) -> Result<Vec<Expression>, ParseStopped> {
        let mut values = Vec::new();
        loop {
            let value = self.additive()?;
            values.push(self.unquoted_text(value));
            if self.take(',').is_some() {
                continue;
            }
            if close == ')' {
                self.close(open)?;
            } else if self.take(close).is_none() {
                return self.stop(self.finding(Kind::UnclosedParenthesis, open));
            }
            return Ok(values);
        }
    }

    /// `subject eq hello world` for `subject eq 'hello world'`, and a date and a time with a space between.
    pub(super) fn unquoted_text(&mut self, value: Expression) -> Expression {
        let starts_text = match &value.kind {
            ExpressionKind::Path(path) => path.steps.len() == 1 && path.lambda.is_none(),
            _ => false,
        };
        let starts_date =
            matches!(&value.kind, ExpressionKind::Literal(Literal { kind: LiteralKind::Bare(Form::Date), .. }));
        let is_word = |token: &Token| {
            token.kind == TokenKind::Word && !OPERATOR_WORDS.contains(&token.text.to_ascii_lowercase().as_str())
        };
        let is_part = |token: &Token| token.spaced && (token.kind == TokenKind::Bare || is_word(token));
        let parts = (0..).take_while(|ahead| is_part(self.ahead(*ahead))).count();
        let after = self.ahead(parts);
        let ends = matches!(after.kind, TokenKind::End | TokenKind::Sign(')' | ',' | ';'))
            || ["and", "or"].contains(&after.text.to_ascii_lowercase().as_str());
        let is_time = starts_date && self.peek().kind == TokenKind::Bare;
        if parts == 0 || !ends || !(starts_text || (is_time && parts == 1)) {
            return value;
        }
        let mut span = value.span;
        for _ in 0..parts {
            span = span.to(self.bump().span);
        }
        let text = self.source.slice(span).to_owned();
        let moment = text.replacen(' ', "T", 1);
        let (moment, zoned) = (moment.clone(), format!("{moment}Z"));
        let (kind, mended, text) = if literal::is_date_time(&moment) {
            (LiteralKind::Bare(Form::DateTimeOffset), moment.clone(), moment)
        } else if literal::is_date_time(&zoned) {
            (LiteralKind::Bare(Form::DateTimeOffset), zoned.clone(), zoned)
        } else {
            (LiteralKind::Quoted { prefix: None, placeholders: Vec::new() }, format!("'{text}'"), text)
        };
        let finding = self.finding(Kind::BadLiteral, span).wanting("a literal").replaced_by(mended);
        self.findings.push(finding);
        Expression { kind: ExpressionKind::Literal(Literal { kind, text }), span }
    }

    pub(super) fn additive(&mut self) -> Result<Expression, ParseStopped> {
        self.arithmetic(true, Self::multiplicative)
    }

    fn multiplicative(&mut self) -> Result<Expression, ParseStopped> {
        self.arithmetic(false, Self::unary)
    }

    fn arithmetic(
        &mut self,
        additive: bool,
        operand: impl Fn(&mut Self) -> Result<Expression, ParseStopped>,
    ) -> Result<Expression, ParseStopped> {
        let first = operand(self)?;
        let mut rest = Vec::new();
        while let Some(operator) = self.arithmetic_operator(additive) {
            rest.push((operator, operand(self)?));
        }
        let Some((_, last)) = rest.last() else { return Ok(first) };
        let span = first.span.to(last.span);
        Ok(Expression { kind: ExpressionKind::Arithmetic { first: Box::new(first), rest }, span })
    }

    fn arithmetic_operator(&mut self, additive: bool) -> Option<Arithmetic> {
        let token = self.peek().clone();
        let (word, foreign) = match token.kind {
            TokenKind::Word if token.spaced => (token.text.as_str(), false),
            TokenKind::Sign('+') => ("add", true),
            TokenKind::Sign('-') => ("sub", true),
            TokenKind::Sign('*') => ("mul", true),
            _ => return None,
        };
        let operator = Arithmetic::ALL.into_iter().find(|operator| operator.as_str() == word)?;
        if operator.is_additive() != additive {
            return None;
        }
        if foreign {
            let finding = self.finding(Kind::UnknownOperator, token.span).replaced_by(word);
            self.findings.push(finding);
        }
        self.bump();
        Some(operator)
    }
}

/// What an operator of another language means in OData.
fn foreign_operator(text: &str) -> Option<Meant> {
    Some(Meant::Comparison(match text {
        "==" | "=" | "===" | "equals" | "equal" | "is" => Comparison::Equal,
        "!=" | "<>" | "!==" | "neq" | "nq" | "notequals" => Comparison::NotEqual,
        ">" | "gte" | "greaterthan" if text != "gte" => Comparison::Greater,
        ">=" | "=>" | "gte" => Comparison::GreaterOrEqual,
        "<" | "lessthan" => Comparison::Less,
        "<=" | "=<" | "lte" => Comparison::LessOrEqual,
        "like" | "contains" => return Some(Meant::Function("contains")),
        "startswith" | "beginswith" => return Some(Meant::Function("startswith")),
        "endswith" => return Some(Meant::Function("endswith")),
        _ => return None,
    }))
}
