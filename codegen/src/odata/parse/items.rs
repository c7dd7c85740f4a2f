//! `$select`, `$expand` with its nested options, and `$orderby`.

use super::{ParseStopped, Parser};
use crate::odata::finding::{Finding, Kind};
use crate::odata::lexer::{Token, TokenKind};
use crate::odata::schema;
use crate::odata::source::Span;
use crate::odata::syntax::{Expression, ExpressionKind, Item, Name, OptionValue, OrderItem, Step};

/// The options that may stand in parentheses.
const NESTED_OPTIONS: [&str; 9] =
    ["$count", "$expand", "$filter", "$levels", "$orderby", "$search", "$select", "$skip", "$top"];

impl Parser<'_> {
    pub(super) fn items(&mut self) -> Result<Vec<Item>, ParseStopped> {
        self.nested(|parser| {
            let mut items = Vec::new();
            loop {
                items.push(parser.item()?);
                if !parser.separator()? {
                    return Ok(items);
                }
            }
        })
    }

    /// Reads the `,` between two items; other separators are reported, and read as one.
    fn separator(&mut self) -> Result<bool, ParseStopped> {
        let token = self.peek().clone();
        let finding = self.finding(Kind::Separator, token.span).wanting("items are separated by `,`");
        match token.kind {
            // In parentheses the next option begins: `(…,$top=5)`.
            TokenKind::Sign(',') if self.option_begins(1) => return Ok(false),
            TokenKind::Sign(',') if matches!(self.ahead(1).kind, TokenKind::End | TokenKind::Sign(')' | ',')) => {
                let finding = self.finding(Kind::Separator, token.span).wanting("an item follows `,`");
                return self.stop(finding.edit(token.span, ""));
            }
            TokenKind::Sign(',') => {}
            TokenKind::Sign(';') if self.depth == 1 => self.findings.push(finding.replaced_by(",")),
            TokenKind::Foreign if ["|", "&"].contains(&token.text.as_str()) && self.depth == 1 => {
                self.findings.push(finding.replaced_by(","));
            }
            TokenKind::Word if token.spaced => {
                let before = self.last_span();
                let space = before.after().to(token.span.before());
                let finding = self.finding(Kind::MissingSeparator, token.span);
                let next = self.ahead(1);
                let is_item = matches!(next.kind, TokenKind::End | TokenKind::Sign(',' | ')' | '(' | '/' | ';'))
                    || ["asc", "desc"].contains(&next.text.to_ascii_lowercase().as_str())
                    || (next.kind == TokenKind::Word && next.spaced);
                if !is_item {
                    return self.stop(finding);
                }
                self.findings.push(finding.edit(space, ","));
                return Ok(true);
            }
            _ => return Ok(false),
        }
        self.bump();
        Ok(true)
    }

    /// Whether `$name=` stands this far ahead.
    pub(super) fn option_begins(&self, ahead: usize) -> bool {
        let (name, equals) = (self.ahead(ahead), self.ahead(ahead + 1));
        let is_name = !name.text.get(1..).unwrap_or_default().contains('$');
        name.kind == TokenKind::Word && is_name && equals.kind == TokenKind::Foreign && equals.text == "="
    }

    fn item(&mut self) -> Result<Item, ParseStopped> {
        let mut steps = Vec::new();
        let mut span = self.peek().span;
        loop {
            let token = self.bump();
            span = span.to(token.span);
            steps.push(self.step(&token)?);
            if self.take('/').is_none() {
                break;
            }
        }
        let options = match self.take('(') {
            Some(open) => self.nested(|parser| parser.nested_options(open.span))?,
            None => Vec::new(),
        };
        Ok(Item { steps, options, span })
    }

    fn step(&mut self, token: &Token) -> Result<Step, ParseStopped> {
        let name = |text: &str| Ok(Step::Name(Name { text: text.to_owned(), span: token.span }));
        match &token.kind {
            TokenKind::Word => name(&token.text),
            TokenKind::Sign('*') => name("*"),
            TokenKind::Placeholder(index) => {
                let finding = self.finding(Kind::PlaceholderPlace, token.span).wanting("a property");
                self.findings.push(finding);
                Ok(Step::Placeholder(self.placeholder(*index, token.span)))
            }
            TokenKind::Quoted(quoted) if quoted.closed && quoted.placeholders.is_empty() => {
                let finding = self.finding(Kind::Unexpected, token.span).wanting("a property without quotes");
                self.findings.push(finding.replaced_by(token.text.clone()));
                name(&token.text)
            }
            TokenKind::End => {
                let before = self.tokens.len().checked_sub(2).map_or(token.span, |last| self.tokens[last].span);
                self.stop(self.finding(Kind::MissingOperand, before).wanting("a property"))
            }
            TokenKind::Sign(c) if !",;/():".contains(*c) => {
                self.stop(self.finding(Kind::UnexpectedCharacter, token.span))
            }
            _ => self.stop(self.finding(Kind::Unexpected, token.span).wanting("a property")),
        }
    }

    /// `$select=id;$top=5)`
    fn nested_options(&mut self, open: Span) -> Result<Vec<(Name, OptionValue)>, ParseStopped> {
        let mut options = Vec::new();
        loop {
            let token = self.bump();
            if token.kind != TokenKind::Word || self.peek().kind != TokenKind::Foreign || self.peek().text != "=" {
                let finding = self.finding(Kind::Unexpected, token.span).wanting("an option such as `$select=id`");
                return self.stop(finding);
            }
            let name = self.nested_name(&token);
            self.bump();
            let value = self.nested_value(&name.text)?;
            options.push((name, value));
            let separator = self.peek().clone();
            match &separator.kind {
                TokenKind::Sign(';') => {
                    self.bump();
                }
                TokenKind::Sign(',') | TokenKind::Foreign if self.option_begins(1) => {
                    let finding = self.finding(Kind::Separator, separator.span);
                    let finding = finding.wanting("options in parentheses are separated by `;`").replaced_by(";");
                    self.findings.push(finding);
                    self.bump();
                }
                _ => {
                    self.close(open)?;
                    return Ok(options);
                }
            }
        }
    }

    /// The option's name as it should be written.
    fn nested_name(&mut self, token: &Token) -> Name {
        let wanted = format!("${}", token.text.trim_start_matches('$').to_ascii_lowercase());
        if NESTED_OPTIONS.contains(&token.text.as_str()) {
            return Name { text: token.text.clone(), span: token.span };
        }
        if self.bare && wanted[1..] == token.text && NESTED_OPTIONS.contains(&wanted.as_str()) {
            return Name { text: wanted, span: token.span };
        }
        let finding = self.finding(Kind::UnknownNestedOption, token.span);
        let near = match NESTED_OPTIONS.contains(&wanted.as_str()) {
            true => vec![wanted.clone()],
            false => {
                let near = schema::nearest(&wanted, NESTED_OPTIONS, 1);
                near.into_iter().map(str::to_owned).collect()
            }
        };
        let text = near.first().cloned().unwrap_or(wanted);
        self.findings.push(finding.replaced_by_first(near));
        Name { text, span: token.span }
    }

    fn nested_value(&mut self, option: &str) -> Result<OptionValue, ParseStopped> {
        if let TokenKind::Placeholder(index) = self.peek().kind
            && matches!(self.ahead(1).kind, TokenKind::Sign(';' | ')'))
        {
            let token = self.bump();
            return Ok(OptionValue::Whole(self.placeholder(index, token.span)));
        }
        match option {
            "$filter" | "$orderby" | "$select" | "$expand" => self.nested(|parser| parser.listed_option(option)),
            "$search" => self.skip_value(),
            _ => self.plain_value(option),
        }
    }

    /// `$top`, `$skip`, `$levels` and `$count`: one token.
    fn plain_value(&mut self, option: &str) -> Result<OptionValue, ParseStopped> {
        let token = self.bump();
        let digits = token.kind == TokenKind::Bare && token.text.bytes().all(|byte| byte.is_ascii_digit());
        match (option, token.text.as_str()) {
            ("$count", "true") => Ok(OptionValue::Count(true)),
            ("$count", "false") => Ok(OptionValue::Count(false)),
            ("$count", _) => self.stop(self.finding(Kind::NotABoolean, token.span).suggesting(["true", "false"])),
            ("$levels", "max") => Ok(OptionValue::Number),
            _ if digits => Ok(OptionValue::Number),
            _ => self.stop(self.finding(Kind::NotANumber, token.span).wanting("a whole number")),
        }
    }

    /// Whatever stands up to the next `;` or the closing parenthesis.
    fn skip_value(&mut self) -> Result<OptionValue, ParseStopped> {
        let mut open = 0_usize;
        loop {
            match self.peek().kind {
                TokenKind::End => break,
                TokenKind::Sign(';' | ')') if open == 0 => break,
                TokenKind::Sign('(') => open += 1,
                TokenKind::Sign(')') => open -= 1,
                _ => {}
            }
            self.bump();
        }
        Ok(OptionValue::Opaque)
    }

    pub(super) fn order(&mut self) -> Result<Vec<OrderItem>, ParseStopped> {
        self.nested(|parser| {
            let mut items: Vec<OrderItem> = Vec::new();
            loop {
                parser.lone_direction(items.last())?;
                items.push(parser.order_item()?);
                if !parser.separator()? {
                    return Ok(items);
                }
            }
        })
    }

    /// `displayName,desc` for `displayName desc`.
    fn lone_direction(&mut self, before: Option<&OrderItem>) -> Result<(), ParseStopped> {
        let token = self.peek().clone();
        let last = matches!(self.ahead(1).kind, TokenKind::End | TokenKind::Sign(',' | ';' | ')'));
        match before {
            Some(before) if last && ["asc", "desc"].contains(&token.text.as_str()) => {
                let between = before.expression.span.after().to(token.span);
                let finding = self.finding(Kind::Direction, token.span);
                self.stop(finding.edit(between, format!(" {}", token.text)))
            }
            _ => Ok(()),
        }
    }

    fn order_item(&mut self) -> Result<OrderItem, ParseStopped> {
        let minus = self.take('-');
        let expression = self.additive()?;
        if let ExpressionKind::Placeholder(placeholder) = &expression.kind {
            let finding = self.finding(Kind::PlaceholderPlace, placeholder.span).wanting("a property");
            self.findings.push(finding);
        }
        if let Some(minus) = minus {
            let finding = self.finding(Kind::Direction, minus.span).edit(minus.span, "");
            self.findings.push(finding.edit(expression.span.after(), " desc").suggesting(["desc"]));
            return Ok(OrderItem { expression, descending: true });
        }
        let descending = self.direction(&expression)?;
        Ok(OrderItem { expression, descending })
    }

    /// `asc` or `desc`; Microsoft's documentation has them in upper case, too.
    fn direction(&mut self, sorted: &Expression) -> Result<bool, ParseStopped> {
        let colon = self.peek().is(':').then(|| self.bump());
        let token = self.peek().clone();
        if let TokenKind::Placeholder(_) = token.kind {
            return self.stop(self.finding(Kind::PlaceholderPlace, token.span).wanting("`asc` or `desc`"));
        }
        if token.kind != TokenKind::Word || (!token.spaced && colon.is_none()) {
            return match colon {
                Some(colon) => self.stop(self.finding(Kind::Direction, colon.span).suggesting(["asc", "desc"])),
                None => Ok(false),
            };
        }
        let meant = match token.text.to_ascii_lowercase().as_str() {
            "asc" | "ascending" => Some("asc"),
            "desc" | "descending" | "dsc" | "des" | "decs" => Some("desc"),
            _ => None,
        };
        let is_last = matches!(self.ahead(1).kind, TokenKind::End | TokenKind::Sign(',' | ';' | ')'));
        let Some(meant) = meant else {
            // `displayName subject`: another item whose comma is missing, if it is the last word of its item.
            return if is_last && !self.looks_like_property(&token) {
                self.stop(self.finding(Kind::Direction, token.span).suggesting(["asc", "desc"]))
            } else {
                Ok(false)
            };
        };
        self.bump();
        if let Some(colon) = colon {
            let written = colon.span.to(token.span);
            let finding =
                self.finding(Kind::Direction, written).edit(sorted.span.after().to(token.span), format!(" {meant}"));
            self.findings.push(finding.suggesting([meant]));
        } else if token.text != meant && token.text != meant.to_ascii_uppercase() {
            let finding: Finding = self.finding(Kind::Direction, token.span).replaced_by(meant);
            self.findings.push(finding);
        }
        Ok(meant == "desc")
    }

    /// Whether a word is too long for a misspelt direction, so that it is a property.
    fn looks_like_property(&self, token: &Token) -> bool {
        token.text.len() > 6 && schema::nearest(&token.text, ["ascending", "descending"], 1).is_empty()
    }
}
