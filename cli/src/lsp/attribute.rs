//! Finds the attributes in a source text. The text need not parse: while the user types, a quote or a parenthesis is
//! often missing.

use std::ops::Range;
use std::rc::Rc;

use graph_action_catalog::{Cloud, Flow, Method, Start, Version};
use graph_action_codegen::terms::KnownRoot;
use graph_action_codegen::verdict::Scopes;

/// A `#[graph_action(…)]`.
#[derive(Debug)]
pub(super) struct Attribute {
    /// What stands between the parentheses.
    pub(super) arguments: Range<usize>,
    pub(super) tokens: Vec<Token>,
    /// The arguments of the `#[graph_api(…)]` of its trait.
    api: Option<Rc<Vec<Token>>>,
}

/// A token of an attribute's arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Its bytes in the text; of a string what is between the quotes.
    pub(super) range: Range<usize>,
    /// The byte after it; after the closing quote of a string that has one.
    pub(super) end: usize,
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// A string literal, perhaps without its closing quote: then it ends with the line.
    Text,
    Sign,
}

/// What a string literal in an attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Path,
    Permission,
    Other,
}

impl Token {
    /// Whether it is a string literal without its closing quote.
    pub(super) fn is_open(&self) -> bool {
        self.kind == Kind::Text && self.end == self.range.end
    }
}

impl Attribute {
    /// The string literal at a place of the text, and what it is.
    pub(super) fn literal_at(&self, offset: usize) -> Option<(&Token, Role)> {
        let at = self
            .tokens
            .iter()
            .position(|token| token.kind == Kind::Text && (token.range.start..=token.range.end).contains(&offset))?;
        Some((&self.tokens[at], self.role(at)))
    }

    /// By the option before it; the literal before all options is the path.
    fn role(&self, at: usize) -> Role {
        let is_option = |place: &usize| {
            self.tokens[*place].kind == Kind::Word
                && self.tokens.get(place + 1).is_some_and(|next| ["=", "("].contains(&next.text.as_str()))
        };
        match (0..at).rev().find(is_option).map(|place| self.tokens[place].text.as_str()) {
            None => Role::Path,
            Some("scope" | "delegated" | "application") => Role::Permission,
            Some(_) => Role::Other,
        }
    }

    /// The path literal.
    pub(super) fn path(&self) -> Option<&Token> {
        let at = self.tokens.iter().position(|token| token.kind == Kind::Text)?;
        (self.role(at) == Role::Path).then(|| &self.tokens[at])
    }

    /// Whether a literal has escapes: it is no raw string.
    pub(super) fn has_escapes(&self, literal: &Token) -> bool {
        let before = self.tokens.iter().rev().find(|token| token.range.end < literal.range.start);
        before.is_none_or(|before| {
            before.range.end + 1 < literal.range.start || !["r", "#"].contains(&before.text.as_str())
        })
    }

    /// The word of the HTTP method.
    pub(super) fn method_word(&self) -> Option<&Token> {
        self.tokens.first().filter(|token| token.kind == Kind::Word)
    }

    pub(super) fn method(&self) -> Option<Method> {
        self.method_word()?.text.parse().ok()
    }

    /// The bytes of an option: its name and its value.
    pub(super) fn option(&self, name: &str) -> Option<Range<usize>> {
        let first = option(&self.tokens, name)?;
        let (mut depth, mut end) = (0_usize, self.tokens[first].range.end);
        for token in &self.tokens[first + 1..] {
            match token.text.as_str() {
                "," if token.kind == Kind::Sign && depth == 0 => break,
                "(" | "[" if token.kind == Kind::Sign => depth += 1,
                ")" | "]" if token.kind == Kind::Sign => depth = depth.saturating_sub(1),
                _ => {}
            }
            end = token.end;
        }
        Some(self.tokens[first].range.start..end)
    }

    /// The value that an option has in the trait, unless the method has it.
    fn setting(&self, name: &str) -> Option<&str> {
        let own = value(&self.tokens, name);
        own.or_else(|| value(self.api.as_ref()?, name))
    }

    /// Graph's name of the type that the path is relative to; empty for the service.
    fn root(&self) -> &str {
        match self.setting("root") {
            Some(name) if KnownRoot::named(name) == Some(KnownRoot::Service) => "",
            Some(name) => name,
            None => KnownRoot::default().name(),
        }
    }

    pub(super) fn start(&self) -> Start<'_> {
        match self.root() {
            "" => Start::Service,
            ty => Start::Entity(ty),
        }
    }

    pub(super) fn version(&self) -> Version {
        self.setting("version").and_then(|name| name.parse().ok()).unwrap_or_default()
    }

    pub(super) fn flow(&self) -> Option<Flow> {
        self.setting("flow")?.parse().ok()
    }

    pub(super) fn cloud(&self) -> Cloud {
        self.setting("cloud").and_then(|name| name.parse().ok()).unwrap_or_default()
    }

    pub(super) fn says(&self, name: &str) -> bool {
        option(&self.tokens, name).is_some()
    }

    /// The permissions that it declares; `None` without the option `scope`.
    pub(super) fn scopes(&self) -> Option<Scopes> {
        let first = option(&self.tokens, "scope")?;
        let end = self.option("scope")?.end;
        let mut scopes = Scopes { delegated: Vec::new(), application: Vec::new() };
        let mut flow = None;
        for token in self.tokens[first..].iter().take_while(|token| token.range.start < end) {
            match (token.kind, token.text.as_str()) {
                (Kind::Word, "delegated") => flow = Some(Flow::Delegated),
                (Kind::Word, "application") => flow = Some(Flow::Application),
                (Kind::Text, name) => {
                    if flow != Some(Flow::Application) {
                        scopes.delegated.push(name.to_owned());
                    }
                    if flow != Some(Flow::Delegated) {
                        scopes.application.push(name.to_owned());
                    }
                }
                _ => {}
            }
        }
        Some(scopes)
    }
}

/// The value of a string literal without its escapes.
pub(super) fn unescaped(text: &str) -> String {
    text.replace("\\\"", "\"").replace("\\\\", "\\")
}

/// A value as it stands in a string literal.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// The place of an option's name.
fn option(tokens: &[Token], name: &str) -> Option<usize> {
    let is_option = |pair: &[Token]| pair[0].text == name && ["=", "("].contains(&pair[1].text.as_str());
    tokens.windows(2).position(|pair| pair[0].kind == Kind::Word && is_option(pair))
}

/// The value of an option: the word or string after its `=`; of `root(Name, type = "channel")` the type.
fn value<'t>(tokens: &'t [Token], name: &str) -> Option<&'t str> {
    let first = option(tokens, name)?;
    let value = match tokens.get(first + 1)?.text.as_str() {
        "(" => tokens[first..].iter().find(|token| token.kind == Kind::Text)?,
        _ => tokens.get(first + 2)?,
    };
    Some(&value.text)
}

/// Every `#[graph_action(…)]` of a text, in its order.
pub(super) fn attributes(text: &str) -> Vec<Attribute> {
    let mut scanner = Scanner { text, at: 0 };
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut pending: Option<Rc<Vec<Token>>> = None;
    // The traits around, each with the depth of its braces.
    let mut traits: Vec<(usize, Rc<Vec<Token>>)> = Vec::new();
    while let Some(byte) = scanner.peek() {
        match byte {
            b'{' => {
                depth += 1;
                traits.extend(pending.take().map(|api| (depth, api)));
                scanner.at += 1;
            }
            b'}' => {
                traits.pop_if(|(of_trait, _)| *of_trait == depth);
                depth = depth.saturating_sub(1);
                scanner.at += 1;
            }
            b'#' => match scanner.attribute() {
                Some((Name::Action, arguments, tokens)) => {
                    found.push(Attribute { arguments, tokens, api: traits.last().map(|(_, api)| api.clone()) });
                }
                Some((Name::Api, _, tokens)) => pending = Some(Rc::new(tokens)),
                None => scanner.at += 1,
            },
            _ => scanner.skip(),
        }
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Action,
    Api,
}

/// Reads a text as far as needed to tell code from comments and literals.
struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// Goes to the end of the text, or past the next `end`.
    fn past(&mut self, end: &str) {
        self.at = self.rest().find(end).map_or(self.text.len(), |place| self.at + place + end.len());
    }

    /// Goes past a comment, a literal, a word, or one character.
    fn skip(&mut self) {
        let rest = self.rest();
        if rest.starts_with("//") {
            self.past("\n");
        } else if rest.starts_with("/*") {
            self.comment();
        } else if rest.starts_with('"') {
            self.string();
        } else if let Some(hashes) = raw_string(rest) {
            self.past("\"");
            self.past(&format!("\"{}", "#".repeat(hashes)));
        } else if rest.starts_with('\'') {
            self.quote();
        } else {
            let word = rest.find(|letter: char| !is_of_word(letter)).unwrap_or(rest.len());
            self.at += if word > 0 { word } else { rest.chars().next().map_or(1, char::len_utf8) };
        }
    }

    /// A block comment, which may have others inside.
    fn comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.rest() {
                rest if rest.starts_with("/*") => (depth, self.at) = (depth + 1, self.at + 2),
                rest if rest.starts_with("*/") => (depth, self.at) = (depth - 1, self.at + 2),
                rest => match rest.find(['/', '*']) {
                    Some(0) => self.at += 1,
                    Some(place) => self.at += place,
                    None => self.at = self.text.len(),
                },
            }
            if depth == 0 || self.at >= self.text.len() {
                return;
            }
        }
    }

    /// A string literal, which may go on over lines.
    fn string(&mut self) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += match byte {
                b'\\' => 2,
                _ => 1,
            };
            if byte == b'"' {
                return;
            }
        }
    }

    /// A character literal or a lifetime.
    fn quote(&mut self) {
        let mut letters = self.rest().chars().skip(1);
        match (letters.next(), letters.next()) {
            (Some('\\'), _) => {
                self.at += 3;
                self.past("'");
            }
            (Some(letter), Some('\'')) => self.at += 2 + letter.len_utf8(),
            _ => self.at += 1,
        }
        self.at = self.at.min(self.text.len());
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    fn blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|letter: char| !is_of_word(letter)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// One of the attributes, at its `#`; goes past it only if it is one.
    fn attribute(&mut self) -> Option<(Name, Range<usize>, Vec<Token>)> {
        let mut ahead = Scanner { text: self.text, at: self.at + 1 };
        ahead.blank();
        if ahead.peek() != Some(b'[') {
            return None;
        }
        ahead.at += 1;
        let name = loop {
            ahead.blank();
            let word = ahead.word();
            ahead.blank();
            if !ahead.rest().starts_with("::") {
                break word;
            }
            ahead.at += 2;
        };
        let name = match name {
            "graph_action" => Name::Action,
            "graph_api" => Name::Api,
            _ => return None,
        };
        let is_list = ahead.peek() == Some(b'(');
        if !is_list && name == Name::Action {
            return None;
        }
        ahead.at += usize::from(is_list);
        let start = ahead.at;
        let tokens = if is_list { ahead.arguments() } else { Vec::new() };
        self.at = ahead.at;
        Some((name, start..ahead.at, tokens))
    }

    /// The tokens up to the parenthesis that closes the list, or to where it must have ended.
    fn arguments(&mut self) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut depth = 0_usize;
        loop {
            let before = self.at;
            self.blank();
            let new_line = self.text[before..self.at].contains('\n');
            let start = self.at;
            let Some(byte) = self.peek() else { return tokens };
            let kind = match byte {
                b'"' => {
                    let (range, end) = literal(self.text, start);
                    self.at = end;
                    let text = self.text[range.clone()].to_owned();
                    tokens.push(Token { kind: Kind::Text, range, end, text });
                    continue;
                }
                b'/' if self.rest().starts_with("//") || self.rest().starts_with("/*") => {
                    self.skip();
                    continue;
                }
                b'(' | b'[' => {
                    depth += 1;
                    Kind::Sign
                }
                b')' | b']' if depth > 0 => {
                    depth -= 1;
                    Kind::Sign
                }
                b')' | b']' | b'{' | b'}' | b';' => return tokens,
                _ if is_of_word(char::from(byte)) => Kind::Word,
                _ => Kind::Sign,
            };
            let text = match kind {
                Kind::Word => self.word(),
                _ => {
                    let length = self.rest().chars().next().map_or(1, char::len_utf8);
                    self.at += length;
                    &self.text[start..self.at]
                }
            };
            // The item after an attribute that was not closed.
            if new_line && ["async", "fn", "pub", "unsafe", "trait"].contains(&text) {
                self.at = start;
                return tokens;
            }
            tokens.push(Token { kind, range: start..self.at, end: self.at, text: text.to_owned() });
        }
    }
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The number of `#` of a raw string that begins here.
fn raw_string(text: &str) -> Option<usize> {
    let rest = ["br", "cr", "r"].iter().find_map(|prefix| text.strip_prefix(prefix))?;
    let quotes = rest.trim_start_matches('#');
    quotes.starts_with('"').then_some(rest.len() - quotes.len())
}

/// A string literal of an attribute, at its quote: what is inside, and where it ends. One that is not closed ends with
/// its line, before the end of the attribute if that is on the line.
fn literal(text: &str, quote: usize) -> (Range<usize>, usize) {
    let start = quote + 1;
    let line = text[start..].lines().next().unwrap_or("");
    let mut escaped = false;
    for (at, letter) in line.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return (start..start + at, start + at + 1),
            _ => {}
        }
    }
    let inside = line.trim_end().strip_suffix(")]").unwrap_or(line);
    let end = start + inside.len();
    (start..end, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Attribute {
        let mut found = attributes(text);
        assert_eq!(found.len(), 1, "{text}");
        found.remove(0)
    }

    #[test]
    fn finds_what_is_written() {
        let text = r##"
// #[graph_action(GET, "/no")]
const A: &str = "#[graph_action(GET, \"/no\")]"; const B: &str = r#"" #[graph_action(GET, "/no")]"#;
const C: char = '"'; fn f<'a>(_: &'a str) {} /* /* */ #[graph_action(GET, "/no")] */
#[graph_api(root = group, flow = application)]
trait T {
    #[graph_action::graph_action(POST, "/events", scope(delegated = "A", application = ["B", "C"]), broad = "x")]
    async fn a(&self);
}
"##;
        let found = one(text);
        assert_eq!((found.method(), found.path().unwrap().text.as_str()), (Some(Method::Post), "/events"));
        assert_eq!((found.start(), found.flow()), (Start::Entity("group"), Some(Flow::Application)));
        let scopes = found.scopes().unwrap();
        assert_eq!(
            (scopes.delegated, scopes.application),
            (vec!["A".to_owned()], vec!["B".to_owned(), "C".to_owned()])
        );
        let scope = found.option("scope").unwrap();
        assert_eq!(&text[scope], r#"scope(delegated = "A", application = ["B", "C"])"#);
        assert!(found.says("broad") && !found.says("unlisted"));
    }

    #[test]
    fn literals_and_lists_that_are_not_closed() {
        for text in [
            "#[graph_action(GET, \"/mess\nasync fn a(&self);",
            "#[graph_action(GET, \"/mess)]\nasync fn a(&self);",
            "#[graph_action(GET, \"/mess\"\nfn a(&self);",
            "#[graph_action(GET, \"/mess\"]\nfn a(&self);",
            "#[graph_action(GET, \"/mess",
        ] {
            let found = one(text);
            assert_eq!(found.path().unwrap().text, "/mess", "{text}");
            let end = found.path().unwrap().range.end;
            assert_eq!(found.literal_at(end).unwrap().1, Role::Path);
        }
    }

    #[test]
    fn the_options_of_a_trait_end_with_it() {
        let text =
            "#[graph_api(root = site)] trait A { } trait B { #[graph_action(GET, \"/x\", scope = none)] fn b(); }";
        assert_eq!(one(text).start(), Start::Entity("user"));
        let api = "#[graph_api(root(R, type = \"channel\"))]";
        let text = &format!("{api} trait A {{ #[graph_action(GET, \"/x\", root = service)] fn b(); }}");
        assert_eq!(one(text).start(), Start::Service);
        let text = &format!("{api} trait A {{ #[graph_action(GET, \"/x\")] fn b(); }}");
        assert_eq!(one(text).start(), Start::Entity("channel"));
    }

    #[test]
    fn no_text_makes_it_panic() {
        let text = "/* #[graph_api(r\"#'é\\ \"'\\u{1F600}' #[graph_action(GET, \"/é😀<id>?$select=\\\"a\", \
                    scope = [\"A\"\nfn x() { '😀' }";
        for start in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            for end in (start..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                for attribute in attributes(&text[start..end]) {
                    let _ = (attribute.scopes(), attribute.option("scope"), attribute.start());
                }
            }
        }
    }
}
