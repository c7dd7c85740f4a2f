//! `$search`: phrases in double quotes, words, `AND`, `OR`, `NOT` and parentheses.

use super::{ParseStopped, Parser};
use crate::odata::finding::Kind;
use crate::odata::source::{Span, Unit};
use crate::odata::syntax::{Name, OptionValue, Placeholder, SearchItem};

impl Parser<'_> {
    pub(super) fn search(&mut self) -> Result<OptionValue, ParseStopped> {
        let mut items: Vec<SearchItem> = Vec::new();
        let mut at = 0;
        // Where words and placeholders without a space between them begin, and where they end.
        let mut run: Option<Span> = None;
        while let Some(&(unit, span)) = self.source.units().get(at) {
            at += 1;
            let before = run.take().filter(|run| run.end == span.start);
            match unit {
                Unit::Char(c) if c.is_whitespace() => {}
                Unit::Char('(') => items.push(SearchItem::Open(span)),
                Unit::Char(')') => items.push(SearchItem::Close(span)),
                Unit::Char('"') if before.is_some() => return self.opening_quote_missing(before, span),
                Unit::Char('"') => items.push(self.phrase(span, '"', &mut at)?),
                Unit::Char('“' | '”') => items.push(self.phrase(span, '”', &mut at)?),
                Unit::Char('\'') if self.single_quotes_enclose(at) => items.push(self.phrase(span, '\'', &mut at)?),
                Unit::Char(_) if touches_phrase(items.last(), span) => {
                    return self.stop(self.finding(Kind::UnclosedQuote, span));
                }
                Unit::Char(_) => {
                    items.push(self.search_word(&mut at));
                    let end = self.source.units().get(at - 1).map_or(span, |last| last.1);
                    run = Some(before.unwrap_or(span).to(end));
                }
                Unit::Placeholder(index) => {
                    items.push(SearchItem::Placeholder(self.placeholder(index, span)));
                    run = Some(before.unwrap_or(span).to(span));
                }
            }
        }
        self.conjunctions(&mut items);
        self.search_order(&items)?;
        Ok(OptionValue::Search(items))
    }

    /// `displayName:Adele"`
    fn opening_quote_missing<T>(&mut self, run: Option<Span>, quote: Span) -> Result<T, ParseStopped> {
        let run = run.unwrap_or(quote);
        let finding = self.finding(Kind::UnclosedQuote, run.to(quote)).wanting("a quote before the text");
        self.stop(finding.edit(run.before(), "\""))
    }

    /// Whether a quote before `at` is closed at the end of a word.
    fn single_quotes_enclose(&self, at: usize) -> bool {
        let rest = &self.source.units()[at..];
        let close = rest.iter().position(|(unit, _)| matches!(unit, Unit::Char('\'')));
        close.is_some_and(|close| match rest.get(close + 1) {
            Some((Unit::Char(c), _)) => c.is_whitespace() || *c == ')',
            Some(_) => false,
            None => true,
        })
    }

    /// What stands before the closing quote; `\"` is a quote inside.
    fn phrase(&mut self, open: Span, close: char, at: &mut usize) -> Result<SearchItem, ParseStopped> {
        let (mut text, mut placeholders, mut escaped) = (String::new(), Vec::<Placeholder>::new(), false);
        while let Some(&(unit, span)) = self.source.units().get(*at) {
            *at += 1;
            match unit {
                Unit::Char(c) if c == close && !escaped => {
                    let span = open.to(span);
                    if close != '"' {
                        let inner = self.source.slice(Span::new(open.end, span.end - close.len_utf8())).to_owned();
                        let written = format!("\"{}\"", inner.replace('"', "\\\""));
                        let finding = self.finding(Kind::ForeignQuotes, span).replaced_by(written);
                        self.findings.push(finding);
                    }
                    return Ok(SearchItem::Phrase { text, placeholders, span });
                }
                Unit::Char('\\') if !escaped => escaped = true,
                Unit::Char(c) => {
                    escaped = false;
                    text.push(c);
                }
                Unit::Placeholder(index) => placeholders.push(self.placeholder(index, span)),
            }
        }
        let whole = open.to(self.source.span());
        let finding = self.finding(Kind::UnclosedQuote, whole);
        // With a conjunction inside, nobody knows where the phrase ends.
        let unclear = escaped || [" AND ", " OR ", "("].iter().any(|part| text.contains(part));
        self.stop(if unclear { finding } else { finding.edit(whole.after(), "\"") })
    }

    fn search_word(&mut self, at: &mut usize) -> SearchItem {
        let (mut text, mut span) = (String::new(), None::<Span>);
        *at -= 1;
        while let Some((Unit::Char(c), here)) = self.source.units().get(*at).copied() {
            if c.is_whitespace() || matches!(c, '"' | '(' | ')' | '“' | '”') {
                break;
            }
            *at += 1;
            text.push(c);
            span = Some(span.map_or(here, |span| span.to(here)));
        }
        let span = span.unwrap_or_else(|| self.source.span());
        let name = Name { text, span };
        match name.text.as_str() {
            "AND" | "OR" => SearchItem::Conjunction(name),
            "NOT" => SearchItem::Not(span),
            _ => SearchItem::Word(name),
        }
    }

    /// `and` and `or` between phrases must be in upper case; between words they are words.
    fn conjunctions(&mut self, items: &mut [SearchItem]) {
        for place in 1..items.len().saturating_sub(1) {
            let between = matches!(items[place - 1], SearchItem::Phrase { .. } | SearchItem::Close(_))
                && matches!(items[place + 1], SearchItem::Phrase { .. } | SearchItem::Open(_));
            let SearchItem::Word(name) = &items[place] else { continue };
            let (kind, word) = match name.text.to_ascii_lowercase().as_str() {
                "and" => (Kind::WrongCase, "AND"),
                "or" => (Kind::WrongCase, "OR"),
                "&&" | "&" | "+" => (Kind::UnknownOperator, "AND"),
                "||" | "|" | "," | ";" => (Kind::UnknownOperator, "OR"),
                _ => continue,
            };
            if between {
                let name = name.clone();
                let finding = self.finding(kind, name.span).replaced_by(word);
                self.findings.push(finding);
                items[place] = SearchItem::Conjunction(name);
            }
        }
    }

    /// Conjunctions stand between operands, parentheses are closed.
    fn search_order(&mut self, items: &[SearchItem]) -> Result<(), ParseStopped> {
        let mut open: Vec<Span> = Vec::new();
        // Where the last conjunction, `NOT` or `(` stands while nothing follows it.
        let mut waiting: Option<Span> = None;
        let mut operand = false;
        for item in items {
            match item {
                SearchItem::Open(span) => {
                    open.push(*span);
                    (waiting, operand) = (Some(*span), false);
                }
                SearchItem::Close(span) => {
                    if open.pop().is_none() {
                        return self.stop(self.finding(Kind::UnopenedParenthesis, *span).edit(*span, ""));
                    }
                    if let Some(before) = waiting {
                        return self.stop(self.finding(Kind::MissingOperand, before).wanting("a clause"));
                    }
                    operand = true;
                }
                SearchItem::Conjunction(name) => {
                    if !operand {
                        return self.stop(self.finding(Kind::Unexpected, name.span).wanting("a clause"));
                    }
                    (waiting, operand) = (Some(name.span), false);
                }
                SearchItem::Not(span) => waiting = Some(*span),
                SearchItem::Phrase { .. } | SearchItem::Word(_) | SearchItem::Placeholder(_) => {
                    (waiting, operand) = (None, true);
                }
            }
        }
        if let Some(before) = waiting {
            return self.stop(self.finding(Kind::MissingOperand, before).wanting("a clause"));
        }
        let end = self.source.span().after();
        let missing: Vec<Span> = open;
        for span in missing {
            let finding = self.finding(Kind::UnclosedParenthesis, span).edit(end, ")");
            self.findings.push(finding);
        }
        Ok(())
    }
}

/// Whether a phrase ends directly before: its closing quote may be the opening one of the next.
fn touches_phrase(last: Option<&SearchItem>, here: Span) -> bool {
    matches!(last, Some(SearchItem::Phrase { span, .. }) if span.end == here.start)
}
