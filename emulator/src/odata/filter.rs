//! Parses a `$filter` for a type. A filter that parses can be evaluated.

use super::{
    Path,
    lexer::{Token, tokens},
};
use crate::{
    http::{GraphError, Result},
    schema::{Kind, Type},
    time,
};

/// A condition over the values of a type.
#[derive(Debug)]
pub(crate) enum Filter {
    Or(Box<Filter>, Box<Filter>),
    And(Box<Filter>, Box<Filter>),
    Not(Box<Filter>),
    Compare(Operand, Operator, Operand),
    In(Operand, Vec<Literal>),
    /// `contains`, `startswith` or `endswith`.
    Text(TextFunction, Operand, Operand),
    /// A property or literal that is itself a boolean.
    Holds(Operand),
    /// `path/any(x:…)` or `path/all(x:…)`; without a condition, whether there is an element.
    Elements {
        path: Path,
        all: bool,
        condition: Option<Box<Filter>>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextFunction {
    Contains,
    StartsWith,
    EndsWith,
}

#[derive(Debug)]
pub(crate) enum Operand {
    Path(Path),
    Literal(Literal),
    /// `tolower` and `toupper`: comparing ignores case anyway, as the service does.
    AnyCase(Box<Operand>),
    Length(Box<Operand>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    Null,
    Boolean(bool),
    Number(f64),
    Text(String),
    /// Nanoseconds since 1970.
    Time(i128),
}

/// How deep a filter may be nested. The service has this limit ("The node count limit of '100' has been exceeded").
const DEEPEST: usize = 100;

/// How many tokens a filter may have. A URL of the service has room for fewer; so many do not overflow the stack.
const MOST_TOKENS: usize = 1_000;

/// Parses the text of a `$filter` on values of this type.
pub(crate) fn parse(filter: &str, of: &'static Type) -> Result<Filter> {
    let tokens = tokens(filter)?;
    if tokens.len() > MOST_TOKENS {
        return Err(too_large());
    }
    let mut parser = Parser { text: filter, tokens, position: 0, depth: 0, scope: Scope { of, variable: None } };
    let parsed = parser.or()?;
    if parser.position < parser.tokens.len() {
        return Err(parser.syntax());
    }
    Ok(parsed)
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    position: usize,
    depth: usize,
    scope: Scope,
}

/// What names refer to: properties of the type, or of the element that a lambda has named.
#[derive(Clone)]
struct Scope {
    of: &'static Type,
    variable: Option<(String, Kind)>,
}

impl Parser<'_> {
    fn syntax(&self) -> GraphError {
        GraphError::uri(format!(
            "Invalid filter clause: Syntax error at token {} in '{}'.",
            self.position + 1,
            self.text
        ))
    }

    fn peek_word(&self, word: &str) -> bool {
        matches!(self.tokens.get(self.position), Some(Token::Word(here)) if here.eq_ignore_ascii_case(word))
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.peek_word(word);
        self.position += usize::from(found);
        found
    }

    fn take(&mut self, token: &Token) -> bool {
        let found = self.tokens.get(self.position) == Some(token);
        self.position += usize::from(found);
        found
    }

    fn expect(&mut self, token: &Token) -> Result<()> {
        if self.take(token) { Ok(()) } else { Err(self.syntax()) }
    }

    fn descend<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(too_large());
        }
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn or(&mut self) -> Result<Filter> {
        let mut left = self.and()?;
        while self.take_word("or") {
            left = Filter::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Filter> {
        let mut left = self.not()?;
        while self.take_word("and") {
            left = Filter::And(Box::new(left), Box::new(self.not()?));
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Filter> {
        if self.take_word("not") {
            return Ok(Filter::Not(Box::new(self.descend(Self::not)?)));
        }
        if self.take(&Token::Open) {
            let inner = self.descend(Self::or)?;
            self.expect(&Token::Close)?;
            return Ok(inner);
        }
        self.condition()
    }

    fn condition(&mut self) -> Result<Filter> {
        if let Some(function) = self.text_function() {
            return self.text_call(function);
        }
        if let Some((path, all)) = self.lambda() {
            return self.descend(|parser| parser.elements(&path, all));
        }
        let left = self.operand()?;
        if self.take_word("in") {
            let kind = kind_of(&left);
            let mut values = Vec::new();
            self.expect(&Token::Open)?;
            loop {
                match self.operand()? {
                    Operand::Literal(literal) => {
                        comparable(kind, Some(&literal), literal_kind(&literal), "Equal")?;
                        values.push(literal);
                    }
                    _ => return Err(self.syntax()),
                }
                if !self.take(&Token::Comma) {
                    break;
                }
            }
            self.expect(&Token::Close)?;
            return Ok(Filter::In(left, values));
        }
        let Some((operator, name)) = self.operator() else {
            return match kind_of(&left) {
                Some(Kind::Boolean) => Ok(Filter::Holds(left)),
                _ => Err(self.syntax()),
            };
        };
        let right = self.operand()?;
        let literal = match (&left, &right) {
            (Operand::Literal(literal), _) | (_, Operand::Literal(literal)) => Some(literal),
            _ => None,
        };
        match (&left, &right) {
            (Operand::Literal(_), other) => comparable(kind_of(other), literal, kind_of(&left), name)?,
            (other, _) => comparable(kind_of(other), literal, kind_of(&right), name)?,
        }
        Ok(Filter::Compare(left, operator, right))
    }

    fn operator(&mut self) -> Option<(Operator, &'static str)> {
        let (word, operator, name) = [
            ("eq", Operator::Eq, "Equal"),
            ("ne", Operator::Ne, "NotEqual"),
            ("gt", Operator::Gt, "GreaterThan"),
            ("ge", Operator::Ge, "GreaterThanOrEqual"),
            ("lt", Operator::Lt, "LessThan"),
            ("le", Operator::Le, "LessThanOrEqual"),
        ]
        .into_iter()
        .find(|(word, ..)| self.peek_word(word))?;
        self.take_word(word);
        Some((operator, name))
    }

    fn text_function(&mut self) -> Option<TextFunction> {
        let function = [
            ("contains", TextFunction::Contains),
            ("startswith", TextFunction::StartsWith),
            ("endswith", TextFunction::EndsWith),
        ]
        .into_iter()
        .find(|(word, _)| self.peek_word(word))?
        .1;
        (self.tokens.get(self.position + 1) == Some(&Token::Open)).then_some(function)
    }

    fn text_call(&mut self, function: TextFunction) -> Result<Filter> {
        self.position += 1;
        self.expect(&Token::Open)?;
        let subject = self.descend(Self::operand)?;
        self.expect(&Token::Comma)?;
        let part = self.descend(Self::operand)?;
        self.expect(&Token::Close)?;
        for operand in [&subject, &part] {
            if !matches!(kind_of(operand), Some(Kind::String)) {
                return Err(GraphError::uri(
                    "No function signature for the function with these argument types: \
                     it takes (Edm.String, Edm.String).",
                ));
            }
        }
        // `contains(x,'y') eq true` means the same as `contains(x,'y')`.
        if self.peek_word("eq")
            && matches!(self.tokens.get(self.position + 1), Some(Token::Word(word)) if word == "true")
        {
            self.position += 2;
        }
        Ok(Filter::Text(function, subject, part))
    }

    /// `path/any(` or `path/all(` comes next.
    fn lambda(&self) -> Option<(String, bool)> {
        let Some(Token::Word(word)) = self.tokens.get(self.position) else {
            return None;
        };
        if self.tokens.get(self.position + 1) != Some(&Token::Open) {
            return None;
        }
        match word.rsplit_once('/')? {
            (path, "any") => Some((path.to_owned(), false)),
            (path, "all") => Some((path.to_owned(), true)),
            _ => None,
        }
    }

    fn elements(&mut self, path: &str, all: bool) -> Result<Filter> {
        self.position += 2;
        let path = Path::resolve(path, self.scope.of)?;
        let Kind::Collection(element) = path.kind else {
            return Err(GraphError::uri("Any/All may only be used following a collection."));
        };
        if !all && self.take(&Token::Close) {
            return Ok(Filter::Elements { path, all, condition: None });
        }
        let Some(Token::Word(word)) = self.tokens.get(self.position) else {
            return Err(self.syntax());
        };
        let Some((variable, rest)) = word.split_once(':') else {
            return Err(self.syntax());
        };
        let (variable, rest) = (variable.to_owned(), rest.to_owned());
        if self.scope.variable.is_some() {
            return Err(GraphError::uri("Nested any/all expressions are not supported."));
        }
        // `x:x/name eq …` and `x: x/name eq …` are both usual.
        if rest.is_empty() {
            self.position += 1;
        } else {
            self.tokens[self.position] = Token::Word(rest);
        }
        self.scope.variable = Some((variable, *element));
        let condition = self.or();
        self.scope.variable = None;
        let condition = Some(Box::new(condition?));
        self.expect(&Token::Close)?;
        Ok(Filter::Elements { path, all, condition })
    }

    fn operand(&mut self) -> Result<Operand> {
        let token = self.tokens.get(self.position).cloned().ok_or_else(|| self.syntax())?;
        self.position += 1;
        match token {
            Token::Text(text) => Ok(Operand::Literal(Literal::Text(text))),
            Token::Word(word) if self.take(&Token::Open) => {
                let inner = Box::new(self.descend(Self::operand)?);
                self.expect(&Token::Close)?;
                let is_text = matches!(kind_of(&inner), Some(Kind::String));
                match word.to_ascii_lowercase().as_str() {
                    "tolower" | "toupper" if is_text => Ok(Operand::AnyCase(inner)),
                    "length" if is_text => Ok(Operand::Length(inner)),
                    _ => Err(GraphError::uri(format!("An unknown function with name '{word}' was found."))),
                }
            }
            Token::Word(word) => match literal(&word) {
                Some(literal) => Ok(Operand::Literal(literal)),
                None => self.path(&word).map(Operand::Path),
            },
            _ => {
                self.position -= 1;
                Err(self.syntax())
            }
        }
    }

    fn path(&self, word: &str) -> Result<Path> {
        let Some((variable, kind)) = &self.scope.variable else {
            return Path::resolve(word, self.scope.of);
        };
        let (first, rest) = word.split_once('/').map_or((word, None), |(first, rest)| (first, Some(rest)));
        match (first == variable, rest, kind) {
            (true, None, kind) => Ok(Path { names: Vec::new(), kind: *kind }),
            (true, Some(rest), Kind::Complex(of)) => Path::resolve(rest, of),
            _ => Err(GraphError::uri(format!("Could not find a property named '{word}' in the any/all expression."))),
        }
    }
}

fn too_large() -> GraphError {
    GraphError::uri("The node count limit of '100' has been exceeded.")
}

/// The value of a word that is a literal and no name.
fn literal(word: &str) -> Option<Literal> {
    match word {
        "null" => return Some(Literal::Null),
        "true" => return Some(Literal::Boolean(true)),
        "false" => return Some(Literal::Boolean(false)),
        _ => {}
    }
    if !word.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return None;
    }
    time::parse(word).map(Literal::Time).or_else(|| word.parse().ok().map(Literal::Number))
}

/// The kind of an operand; `None` for null, which compares with everything.
fn kind_of(operand: &Operand) -> Option<Kind> {
    match operand {
        Operand::Path(path) => Some(path.kind),
        Operand::Literal(literal) => literal_kind(literal),
        Operand::AnyCase(_) => Some(Kind::String),
        Operand::Length(_) => Some(Kind::Int32),
    }
}

fn literal_kind(literal: &Literal) -> Option<Kind> {
    match literal {
        Literal::Null => None,
        Literal::Boolean(_) => Some(Kind::Boolean),
        Literal::Number(_) => Some(Kind::Int32),
        Literal::Text(_) => Some(Kind::String),
        Literal::Time(_) => Some(Kind::DateTimeOffset),
    }
}

/// Refuses to compare operands without a common type. An enumeration is compared with the quoted names of its members.
fn comparable(left: Option<Kind>, literal: Option<&Literal>, right: Option<Kind>, operator: &str) -> Result<()> {
    let (Some(left), Some(right)) = (left, right) else {
        return Ok(());
    };
    let fits = match (left, right, literal) {
        (Kind::Enum(members), _, Some(Literal::Text(text))) => {
            members.iter().any(|member| member.eq_ignore_ascii_case(text))
        }
        (Kind::Enum(_), Kind::Enum(_), _)
        | (Kind::String, Kind::String, _)
        | (Kind::Boolean, Kind::Boolean, _)
        | (Kind::Int32, Kind::Int32, _)
        | (Kind::DateTimeOffset, Kind::DateTimeOffset, _) => true,
        _ => false,
    };
    if fits {
        return Ok(());
    }
    Err(GraphError::uri(format!(
        "A binary operator with incompatible types was detected. \
         Found operand types '{}' and '{}' for operator kind '{operator}'.",
        left.name(),
        right.name()
    )))
}
