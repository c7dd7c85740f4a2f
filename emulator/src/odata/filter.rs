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
    time::{self, Timestamp},
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
    /// `isof('type')` or `isof(path,'type')`.
    IsOf(Option<Path>, Type),
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
    /// `cast(path,Edm.Int32)`
    Cast(Box<Operand>, Kind),
    /// `size add 5`, and the kind of its value.
    Calculation(Box<Operand>, Arithmetic, Box<Operand>, Kind),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Sub,
    Mul,
    Div,
    /// Division of numbers whose result is not rounded.
    Divby,
    Mod,
}

impl Arithmetic {
    fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Sub => "sub",
            Self::Mul => "mul",
            Self::Div => "div",
            Self::Divby => "divby",
            Self::Mod => "mod",
        }
    }
}

/// What has been read so far: a condition, or an operand that may become one.
enum Part {
    Filter(Filter),
    Operand(Operand),
}

/// How deep a filter may be nested. The service has this limit ("The node count limit of '100' has been exceeded").
const DEEPEST: usize = 100;

/// How many tokens a filter may have. A URL of the service has room for fewer; so many do not overflow the stack.
const MOST_TOKENS: usize = 1_000;

/// Parses the text of a `$filter` on values of this type.
pub(crate) fn parse(filter: &str, of: Type) -> Result<Filter> {
    read(filter, of, |parser| parser.or())
}

/// The same filter with the time for each `now()`.
pub(crate) fn at(filter: &str, now: Timestamp) -> String {
    let parts = filter.split('\'').enumerate();
    let parts =
        parts.map(|(place, part)| if place % 2 == 0 { part.replace("now()", &now.iso()) } else { part.to_owned() });
    parts.collect::<Vec<_>>().join("'")
}

/// Parses an expression by which values of this type are ordered.
pub(crate) fn parse_operand(text: &str, of: Type) -> Result<Operand> {
    read(text, of, |parser| parser.operand())
}

fn read<T>(filter: &str, of: Type, part: fn(&mut Parser<'_>) -> Result<T>) -> Result<T> {
    let tokens = tokens(filter)?;
    if tokens.len() > MOST_TOKENS {
        return Err(too_large());
    }
    let mut parser = Parser { text: filter, tokens, position: 0, depth: 0, of, variables: Vec::new() };
    let parsed = part(&mut parser)?;
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
        let part = self.or_part()?;
        self.condition_of(part)
    }

    fn or_part(&mut self) -> Result<Part> {
        let mut left = self.and_part()?;
        while self.take_word("or") {
            let right = self.and_part()?;
            left = Part::Filter(Filter::Or(Box::new(self.condition_of(left)?), Box::new(self.condition_of(right)?)));
        }
        Ok(left)
    }

    fn and_part(&mut self) -> Result<Part> {
        let mut left = self.not_part()?;
        while self.take_word("and") {
            let right = self.not_part()?;
            left = Part::Filter(Filter::And(Box::new(self.condition_of(left)?), Box::new(self.condition_of(right)?)));
        }
        Ok(left)
    }

    fn not_part(&mut self) -> Result<Part> {
        if self.take_word("not") {
            let inner = self.descend(Self::not_part)?;
            return Ok(Part::Filter(Filter::Not(Box::new(self.condition_of(inner)?))));
        }
        if self.take(&Token::Open) {
            let inner = self.descend(Self::or_part)?;
            self.expect(&Token::Close)?;
            return match inner {
                Part::Filter(filter) => Ok(Part::Filter(filter)),
                // `(size add 5) gt 3`
                Part::Operand(operand) => {
                    let left = self.sum_from(operand)?;
                    self.condition_from(left)
                }
            };
        }
        self.condition()
    }

    /// An operand that is a boolean is a condition.
    fn condition_of(&self, part: Part) -> Result<Filter> {
        match part {
            Part::Filter(filter) => Ok(filter),
            Part::Operand(operand) => match kind_of(&operand) {
                Some(kind) if kind.of == Of::Boolean && !kind.collection => Ok(Filter::Holds(operand)),
                _ => Err(self.syntax()),
            },
        }
    }

    fn condition(&mut self) -> Result<Part> {
        if let Some((path, all)) = self.lambda() {
            return self.descend(|parser| parser.elements(&path, all)).map(Part::Filter);
        }
        if self.peek_word("isof") && self.tokens.get(self.position + 1) == Some(&Token::Open) {
            return self.is_of().map(Part::Filter);
        }
        let left = self.operand()?;
        self.condition_from(left)
    }

    /// What follows an operand.
    fn condition_from(&mut self, left: Operand) -> Result<Part> {
        if self.take_word("in") {
            return self.one_of(left).map(Part::Filter);
        }
        if self.take_word("has") {
            return self.flags(left).map(Part::Filter);
        }
        let Some((operator, name)) = self.operator() else { return Ok(Part::Operand(left)) };
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
        Ok(Part::Filter(match (left, operator, right) {
            (call @ Operand::Call(..), Operator::Eq, Operand::Literal(Literal::Boolean(true))) => Filter::Holds(call),
            (left, operator, right) => Filter::Compare(left, operator, right),
        }))
    }

    /// At `isof(`.
    fn is_of(&mut self) -> Result<Filter> {
        self.position += 2;
        let path = match self.tokens.get(self.position) {
            Some(Token::Word(word)) if self.tokens.get(self.position + 1) == Some(&Token::Comma) => {
                let path = self.path(word)?;
                self.position += 2;
                Some(path)
            }
            _ => None,
        };
        let name = match self.tokens.get(self.position) {
            Some(Token::Text(name) | Token::Word(name)) => Type::named(name),
            _ => None,
        };
        let of = name.ok_or_else(|| self.syntax())?;
        self.position += 1;
        self.expect(&Token::Close)?;
        Ok(Filter::IsOf(path, of))
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
            (path, any) if any.eq_ignore_ascii_case("any") => Some((path.to_owned(), false)),
            (path, all) if all.eq_ignore_ascii_case("all") => Some((path.to_owned(), true)),
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
        let first = self.primary()?;
        self.sum_from(first)
    }

    /// Reads the arithmetic that follows an operand: `add`, `sub`, `mul` and so on.
    fn sum_from(&mut self, first: Operand) -> Result<Operand> {
        let mut left = self.product_from(first)?;
        while let Some(arithmetic) = self.arithmetic(&[Arithmetic::Add, Arithmetic::Sub]) {
            let right = self.primary()?;
            let right = self.product_from(right)?;
            left = self.calculation(left, arithmetic, right)?;
        }
        Ok(left)
    }

    fn product_from(&mut self, first: Operand) -> Result<Operand> {
        let mut left = first;
        let products = [Arithmetic::Mul, Arithmetic::Div, Arithmetic::Divby, Arithmetic::Mod];
        while let Some(arithmetic) = self.arithmetic(&products) {
            let right = self.primary()?;
            left = self.calculation(left, arithmetic, right)?;
        }
        Ok(left)
    }

    fn arithmetic(&mut self, kinds: &[Arithmetic]) -> Option<Arithmetic> {
        let found = kinds.iter().copied().find(|kind| self.peek_word(kind.word()))?;
        self.take_word(found.word());
        Some(found)
    }

    fn calculation(&self, left: Operand, arithmetic: Arithmetic, right: Operand) -> Result<Operand> {
        let of = |operand: &Operand| kind_of(operand).map_or(Of::Anything, |kind| kind.of);
        let kind = match (of(&left), of(&right)) {
            (Of::DateTimeOffset | Of::Date, Of::Duration) => Kind::DATE_TIME_OFFSET,
            (Of::DateTimeOffset | Of::Date, Of::DateTimeOffset | Of::Date) | (Of::Duration, _) => {
                Kind::single(Of::Duration)
            }
            (Of::Integer | Of::Number | Of::Anything, Of::Integer | Of::Number | Of::Anything) => Kind::NUMBER,
            _ => return Err(self.syntax()),
        };
        Ok(Operand::Calculation(Box::new(left), arithmetic, Box::new(right), kind))
    }

    fn primary(&mut self) -> Result<Operand> {
        let token = self.tokens.get(self.position).cloned().ok_or_else(|| self.syntax())?;
        self.position += 1;
        match token {
            Token::Text(text) => Ok(Operand::Literal(Literal::Text(text))),
            Token::Open => {
                let inner = self.descend(Self::operand)?;
                self.expect(&Token::Close)?;
                Ok(inner)
            }
            Token::Word(word) if word.eq_ignore_ascii_case("cast") && self.take(&Token::Open) => {
                self.descend(Self::cast)
            }
            Token::Word(word) if self.take(&Token::Open) => self.descend(|parser| parser.call(&word)),
            Token::Word(word) => match (self.tokens.get(self.position), literal(&word)) {
                (Some(Token::Text(text)), _) if word.eq_ignore_ascii_case("duration") => {
                    let duration = time::duration(text).ok_or_else(|| self.syntax())?;
                    self.position += 1;
                    Ok(Operand::Literal(Literal::Duration(duration)))
                }
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

    /// After `cast(`.
    fn cast(&mut self) -> Result<Operand> {
        let inner = self.operand()?;
        self.expect(&Token::Comma)?;
        let kind = match self.tokens.get(self.position) {
            Some(Token::Text(name) | Token::Word(name)) => {
                Kind::primitive(name.strip_prefix("Edm.").unwrap_or_default())
            }
            _ => None,
        };
        let kind = kind.ok_or_else(|| self.syntax())?;
        self.position += 1;
        self.expect(&Token::Close)?;
        Ok(Operand::Cast(Box::new(inner), kind))
    }

    /// After the name of a function and its `(`.
    fn call(&mut self, name: &str) -> Result<Operand> {
        let function = Function::named(name)
            .ok_or_else(|| GraphError::uri(format!("An unknown function with name '{name}' was found.")))?;
        let mut arguments = Vec::new();
        if !self.take(&Token::Close) {
            arguments.push(self.operand()?);
            while self.take(&Token::Comma) {
                arguments.push(self.operand()?);
            }
            self.expect(&Token::Close)?;
        }
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
pub(super) fn kind_of(operand: &Operand) -> Option<Kind> {
    match operand {
        Operand::Path(path) => Some(path.kind),
        Operand::Literal(literal) => literal_kind(literal),
        Operand::Call(function, _) => Some(function.returns),
        Operand::Cast(_, kind) | Operand::Calculation(_, _, _, kind) => Some(*kind),
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
        Literal::Duration(_) => Some(Kind::single(Of::Duration)),
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
