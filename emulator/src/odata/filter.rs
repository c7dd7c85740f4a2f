//! Parses a `$filter` for a type. A filter that parses can be evaluated.

use super::{
    Path,
    function::Function,
    lexer::{Token, tokens},
    literal::Literal,
};
use crate::{
    http::{GraphError, Result},
    schema::{Kind, Of, Type},
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
    /// An enumeration whose members combine has all of these.
    Has(Operand, Vec<String>),
    /// A property, a function or a literal that is itself a boolean.
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

#[derive(Debug)]
pub(crate) enum Operand {
    Path(Path),
    Literal(Literal),
    Call(&'static Function, Vec<Operand>),
}

/// How deep a filter may be nested. The service has this limit ("The node count limit of '100' has been exceeded").
const DEEPEST: usize = 100;

/// How many tokens a filter may have. A URL of the service has room for fewer; so many do not overflow the stack.
const MOST_TOKENS: usize = 1_000;

/// Parses the text of a `$filter` on values of this type.
pub(crate) fn parse(filter: &str, of: Type) -> Result<Filter> {
    let tokens = tokens(filter)?;
    if tokens.len() > MOST_TOKENS {
        return Err(too_large());
    }
    let mut parser = Parser { text: filter, tokens, position: 0, depth: 0, of, variables: Vec::new() };
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
    of: Type,
    /// The variables of the lambdas around the current place, the innermost last.
    variables: Vec<(String, Kind)>,
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
        if let Some((path, all)) = self.lambda() {
            return self.descend(|parser| parser.elements(&path, all));
        }
        let left = self.operand()?;
        if self.take_word("in") {
            return self.one_of(left);
        }
        if self.take_word("has") {
            return self.flags(left);
        }
        let Some((operator, name)) = self.operator() else {
            return match kind_of(&left) {
                Some(kind) if kind.of == Of::Boolean && !kind.collection => Ok(Filter::Holds(left)),
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
        // `contains(x,'y') eq true` means the same as `contains(x,'y')`.
        match (left, operator, right) {
            (call @ Operand::Call(..), Operator::Eq, Operand::Literal(Literal::Boolean(true))) => {
                Ok(Filter::Holds(call))
            }
            (left, operator, right) => Ok(Filter::Compare(left, operator, right)),
        }
    }

    /// After `in`.
    fn one_of(&mut self, left: Operand) -> Result<Filter> {
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
        Ok(Filter::In(left, values))
    }

    /// After `has`.
    fn flags(&mut self, left: Operand) -> Result<Filter> {
        let Operand::Literal(Literal::Text(text)) = self.operand()? else { return Err(self.syntax()) };
        let literal = Literal::Text(text.clone());
        if !kind_of(&left).is_some_and(|kind| matches!(kind.of, Of::Enum(_) | Of::Anything)) {
            return Err(self.syntax());
        }
        comparable(kind_of(&left), Some(&literal), literal_kind(&literal), "Has")?;
        Ok(Filter::Has(left, text.split(',').map(|member| member.trim().to_lowercase()).collect()))
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
        let path = self.path(path)?;
        if !path.kind.collection {
            return Err(GraphError::uri("Any/All may only be used following a collection."));
        }
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
        // `x:x/name eq …` and `x: x/name eq …` are both usual.
        if rest.is_empty() {
            self.position += 1;
        } else {
            self.tokens[self.position] = Token::Word(rest);
        }
        self.variables.push((variable, path.kind.item()));
        let condition = self.or();
        self.variables.pop();
        let condition = Some(Box::new(condition?));
        self.expect(&Token::Close)?;
        Ok(Filter::Elements { path, all, condition })
    }

    fn operand(&mut self) -> Result<Operand> {
        let token = self.tokens.get(self.position).cloned().ok_or_else(|| self.syntax())?;
        self.position += 1;
        match token {
            Token::Text(text) => Ok(Operand::Literal(Literal::Text(text))),
            Token::Word(word) if self.take(&Token::Open) => self.descend(|parser| parser.call(&word)),
            Token::Word(word) => match (self.tokens.get(self.position), literal(&word)) {
                // `microsoft.graph.importance'high'`
                (Some(Token::Text(text)), _) if word.starts_with("microsoft.graph.") => {
                    let text = text.clone();
                    self.position += 1;
                    Ok(Operand::Literal(Literal::Text(text)))
                }
                (_, Some(literal)) => Ok(Operand::Literal(literal)),
                _ => self.path(&word).map(Operand::Path),
            },
            _ => {
                self.position -= 1;
                Err(self.syntax())
            }
        }
    }

    /// After the name of a function and its `(`.
    fn call(&mut self, name: &str) -> Result<Operand> {
        let function = Function::named(name)
            .ok_or_else(|| GraphError::uri(format!("An unknown function with name '{name}' was found.")))?;
        let mut arguments = vec![self.operand()?];
        while self.take(&Token::Comma) {
            arguments.push(self.operand()?);
        }
        self.expect(&Token::Close)?;
        let kinds: Vec<Option<Kind>> = arguments.iter().map(kind_of).collect();
        if !function.takes(&kinds) {
            return Err(GraphError::uri(format!(
                "No function signature for the function with these argument types: it is {}.",
                function.signature()
            )));
        }
        Ok(Operand::Call(function, arguments))
    }

    fn path(&self, word: &str) -> Result<Path> {
        if self.variables.is_empty() {
            return Path::resolve(word, self.of);
        }
        let (first, rest) = word.split_once('/').map_or((word, None), |(first, rest)| (first, Some(rest)));
        let variables = self.variables.iter().rev().enumerate();
        let found = variables.into_iter().find(|(_, (variable, _))| variable == first);
        match (found, rest) {
            (Some((scope, (_, kind))), None) => Ok(Path { scope, names: Vec::new(), kind: *kind }),
            (Some((scope, (_, kind))), Some(rest)) if kind.structured().is_some() => {
                let of = kind.structured().unwrap_or(self.of);
                Ok(Path { scope, ..Path::resolve(rest, of)? })
            }
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
    if is_guid(word) {
        return Some(Literal::Guid(word.to_owned()));
    }
    if !word.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return None;
    }
    time::parse(word).map(Literal::Time).or_else(|| word.parse().ok().map(Literal::Number))
}

/// Whether a text has the form of a GUID.
pub(crate) fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// The kind of an operand; `None` for null, which compares with everything.
fn kind_of(operand: &Operand) -> Option<Kind> {
    match operand {
        Operand::Path(path) => Some(path.kind),
        Operand::Literal(literal) => literal_kind(literal),
        Operand::Call(function, _) => Some(function.returns),
    }
}

fn literal_kind(literal: &Literal) -> Option<Kind> {
    match literal {
        Literal::Null => None,
        Literal::Boolean(_) => Some(Kind::BOOLEAN),
        Literal::Number(_) => Some(Kind::INTEGER),
        Literal::Text(_) => Some(Kind::TEXT),
        Literal::Guid(_) => Some(Kind::single(Of::Guid)),
        Literal::Time(_) => Some(Kind::DATE_TIME_OFFSET),
    }
}

/// Refuses to compare operands without a common type. An enumeration is compared with the quoted names of its members.
fn comparable(left: Option<Kind>, literal: Option<&Literal>, right: Option<Kind>, operator: &str) -> Result<()> {
    let (Some(left), Some(right)) = (left, right) else {
        return Ok(());
    };
    let fits = !left.collection
        && match (left.of, right.of, literal) {
            (Of::Enum(of), _, Some(Literal::Text(text))) => {
                let members = of.enum_members();
                text.split(',').all(|text| members.iter().any(|member| member.eq_ignore_ascii_case(text.trim())))
            }
            (Of::Anything, ..) | (_, Of::Anything, _) => true,
            (Of::Integer | Of::Number, Of::Integer | Of::Number, _)
            | (Of::DateTimeOffset | Of::Date, Of::DateTimeOffset | Of::Date, _)
            | (Of::Duration | Of::TimeOfDay | Of::Binary, Of::Text, _) => true,
            (Of::Complex(_) | Of::Entity(_), ..) => false,
            (left, right, _) => left == right,
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
