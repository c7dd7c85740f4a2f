//! The tree of a query option's value.
//!
//! `Display` writes a tree as OData, with `<name>` for a placeholder.

use std::fmt;

use super::literal::Form as LiteralForm;
use super::source::Span;

pub use super::literal::Form;

/// The value of a query option.
#[derive(Clone, Debug)]
pub enum OptionValue {
    /// `<name>`: an argument that is the whole value.
    Whole(Placeholder),
    /// `$filter`
    Filter(Expression),
    /// `$orderby`
    OrderBy(Vec<OrderItem>),
    /// `$select`
    Select(Vec<Item>),
    /// `$expand`
    Expand(Vec<Item>),
    /// `$search`
    Search(Vec<SearchItem>),
    /// `$top` and `$skip`
    Number,
    /// `$count`: whether the total is asked for
    Count(bool),
    /// `$format`, `$skiptoken`, `$deltatoken`: whatever it is.
    Opaque,
}

/// An argument of the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// Its name.
    pub name: String,
    /// Where `<name>` stands; with its quotes, if it is quoted.
    pub span: Span,
    /// Written `'<name>'`.
    pub quoted: bool,
}

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name as it is written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// An expression of `$filter` or `$orderby`.
#[derive(Clone, Debug)]
pub struct Expression {
    /// What it is.
    pub kind: ExpressionKind,
    /// Where it stands, with its parentheses.
    pub span: Span,
}

/// What an expression is.
#[derive(Clone, Debug)]
pub enum ExpressionKind {
    /// `a or b or c`
    Or(Vec<Expression>),
    /// `a and b and c`
    And(Vec<Expression>),
    /// `not a`
    Not(Box<Expression>),
    /// `a eq b`
    Comparison {
        /// `eq`, `has`, …
        operator: Comparison,
        /// Where the operator stands.
        operator_span: Span,
        /// The left side.
        left: Box<Expression>,
        /// The right side.
        right: Box<Expression>,
    },
    /// `a in ('b', 'c')`
    In {
        /// The left side.
        left: Box<Expression>,
        /// The values; `(<ids>)` is one placeholder, a sequence.
        list: Vec<Expression>,
    },
    /// `a add b sub c`
    Arithmetic {
        /// The first operand.
        first: Box<Expression>,
        /// Each operator and the operand after it.
        rest: Vec<(Arithmetic, Expression)>,
    },
    /// `from/emailAddress/address`, `groupTypes/any(c:c eq 'Unified')`
    Path(Path),
    /// `startswith(subject,'a')`
    Call {
        /// The function's name.
        name: Name,
        /// Its arguments.
        arguments: Vec<Expression>,
    },
    /// `'text'`, `12`, `true`
    Literal(Literal),
    /// `<name>`, `'<name>'`
    Placeholder(Placeholder),
}

/// An operator between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `eq`
    Equal,
    /// `ne`
    NotEqual,
    /// `gt`
    Greater,
    /// `ge`
    GreaterOrEqual,
    /// `lt`
    Less,
    /// `le`
    LessOrEqual,
    /// `has`: the flag is set.
    Has,
}

/// An operator of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// `add`
    Add,
    /// `sub`
    Subtract,
    /// `mul`
    Multiply,
    /// `div`
    Divide,
    /// `divby`
    DivideBy,
    /// `mod`
    Modulo,
}

/// A property path, and a lambda at its end.
#[derive(Clone, Debug)]
pub struct Path {
    /// Names of properties, types (casts), `$count`, or the variable of a lambda.
    pub steps: Vec<Step>,
    /// `any(…)` or `all(…)` of the collection.
    pub lambda: Option<Lambda>,
}

/// One step of a path.
#[derive(Clone, Debug)]
pub enum Step {
    /// A name.
    Name(Name),
    /// An argument where a name belongs.
    Placeholder(Placeholder),
}

/// `any(x:x eq 'a')`
#[derive(Clone, Debug)]
pub struct Lambda {
    /// `all` instead of `any`.
    pub all: bool,
    /// Where `any` or `all` stands.
    pub span: Span,
    /// The variable and the condition; `None` in `any()`.
    pub body: Option<(Name, Box<Expression>)>,
}

/// A literal.
#[derive(Clone, Debug)]
pub struct Literal {
    /// What it is.
    pub kind: LiteralKind,
    /// Its text; of a string what stands between the quotes.
    pub text: String,
}

/// What a literal is.
#[derive(Clone, Debug)]
pub enum LiteralKind {
    /// `'text'`, in which placeholders may stand: `'<name>@contoso.com'`.
    Quoted {
        /// The word before the quote: `duration'PT1S'`, `microsoft.graph.importance'high'`.
        prefix: Option<String>,
        /// The placeholders inside.
        placeholders: Vec<Placeholder>,
    },
    /// Without quotes.
    Bare(Form),
    /// Without quotes, and no literal of OData: `2021-13-01`, `5kg`.
    Malformed,
}

/// One item of `$orderby`.
#[derive(Clone, Debug)]
pub struct OrderItem {
    /// What to sort by.
    pub expression: Expression,
    /// `desc`
    pub descending: bool,
}

/// One item of `$select` or `$expand`.
#[derive(Clone, Debug)]
pub struct Item {
    /// Names, `*`, `$ref`, `$count`.
    pub steps: Vec<Step>,
    /// The options in its parentheses, by their names with `$`.
    pub options: Vec<(Name, OptionValue)>,
    /// Where it stands, without its options.
    pub span: Span,
}

/// One item of `$search`.
#[derive(Clone, Debug)]
pub enum SearchItem {
    /// `"displayName:Adele"`, `"pizza"`
    Phrase {
        /// What stands between the quotes.
        text: String,
        /// The placeholders inside.
        placeholders: Vec<Placeholder>,
        /// Where it stands, with its quotes.
        span: Span,
    },
    /// A word without quotes.
    Word(Name),
    /// An argument without quotes.
    Placeholder(Placeholder),
    /// `AND`, `OR`
    Conjunction(Name),
    /// `NOT`
    Not(Span),
    /// `(`
    Open(Span),
    /// `)`
    Close(Span),
}

impl Comparison {
    /// All of them.
    pub const ALL: [Comparison; 7] = [
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Greater,
        Comparison::GreaterOrEqual,
        Comparison::Less,
        Comparison::LessOrEqual,
        Comparison::Has,
    ];

    /// As OData writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Comparison::Equal => "eq",
            Comparison::NotEqual => "ne",
            Comparison::Greater => "gt",
            Comparison::GreaterOrEqual => "ge",
            Comparison::Less => "lt",
            Comparison::LessOrEqual => "le",
            Comparison::Has => "has",
        }
    }

    /// `gt`, `ge`, `lt` and `le` need values with an order.
    #[must_use]
    pub fn needs_order(self) -> bool {
        !matches!(self, Comparison::Equal | Comparison::NotEqual | Comparison::Has)
    }
}

impl Arithmetic {
    /// All of them.
    pub const ALL: [Arithmetic; 6] = [
        Arithmetic::Add,
        Arithmetic::Subtract,
        Arithmetic::Multiply,
        Arithmetic::Divide,
        Arithmetic::DivideBy,
        Arithmetic::Modulo,
    ];

    /// As OData writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Arithmetic::Add => "add",
            Arithmetic::Subtract => "sub",
            Arithmetic::Multiply => "mul",
            Arithmetic::Divide => "div",
            Arithmetic::DivideBy => "divby",
            Arithmetic::Modulo => "mod",
        }
    }

    /// `add` and `sub` bind less tightly than the others.
    pub(super) fn is_additive(self) -> bool {
        matches!(self, Arithmetic::Add | Arithmetic::Subtract)
    }
}

impl Step {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Step::Name(name) => name.span,
            Step::Placeholder(placeholder) => placeholder.span,
        }
    }
}

impl Literal {
    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self.kind, LiteralKind::Bare(LiteralForm::Null))
    }
}

/// How tightly an expression binds; less tightly binding operands need parentheses.
fn binding(expression: &Expression) -> u8 {
    match &expression.kind {
        ExpressionKind::Or(_) => 0,
        ExpressionKind::And(_) => 1,
        ExpressionKind::Comparison { .. } | ExpressionKind::In { .. } => 2,
        ExpressionKind::Arithmetic { rest, .. } => {
            3 + u8::from(rest.iter().all(|(operator, _)| !operator.is_additive()))
        }
        ExpressionKind::Not(_) => 5,
        _ => 6,
    }
}

/// An operand of an operator that binds this tightly.
struct Operand<'e>(&'e Expression, u8);

impl fmt::Display for Operand<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if binding(self.0) < self.1 { write!(f, "({})", self.0) } else { write!(f, "{}", self.0) }
    }
}

struct Joined<'e>(&'e [Expression], &'static str, u8);

impl fmt::Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, expression) in self.0.iter().enumerate() {
            let separator = if place == 0 { "" } else { self.1 };
            write!(f, "{separator}{}", Operand(expression, self.2))?;
        }
        Ok(())
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExpressionKind::Or(operands) => Joined(operands, " or ", 1).fmt(f),
            ExpressionKind::And(operands) => Joined(operands, " and ", 2).fmt(f),
            ExpressionKind::Not(operand) => write!(f, "not {}", Operand(operand, 5)),
            ExpressionKind::Comparison { operator, left, right, .. } => {
                write!(f, "{} {} {}", Operand(left, 3), operator.as_str(), Operand(right, 3))
            }
            ExpressionKind::In { left, list } => write!(f, "{} in ({})", Operand(left, 3), Joined(list, ",", 3)),
            ExpressionKind::Arithmetic { first, rest } => {
                let own = binding(self);
                write!(f, "{}", Operand(first, own + 1))?;
                rest.iter().try_for_each(|(operator, operand)| {
                    write!(f, " {} {}", operator.as_str(), Operand(operand, own + 1))
                })
            }
            ExpressionKind::Path(path) => path.fmt(f),
            ExpressionKind::Call { name, arguments } => write!(f, "{}({})", name.text, Joined(arguments, ",", 0)),
            ExpressionKind::Literal(literal) => literal.fmt(f),
            ExpressionKind::Placeholder(placeholder) => placeholder.fmt(f),
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.steps.iter().enumerate() {
            write!(f, "{}{step}", if place == 0 { "" } else { "/" })?;
        }
        let Some(lambda) = &self.lambda else { return Ok(()) };
        let name = if lambda.all { "all" } else { "any" };
        match &lambda.body {
            Some((variable, body)) => write!(f, "/{name}({}:{body})", variable.text),
            None => write!(f, "/{name}()"),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Name(name) => f.write_str(&name.text),
            Step::Placeholder(placeholder) => placeholder.fmt(f),
        }
    }
}

impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quote = if self.quoted { "'" } else { "" };
        write!(f, "{quote}<{}>{quote}", self.name)
    }
}

impl fmt::Display for Literal {
    /// A string's placeholders are not written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            LiteralKind::Quoted { prefix, .. } => {
                write!(f, "{}'{}'", prefix.as_deref().unwrap_or_default(), self.text.replace('\'', "''"))
            }
            LiteralKind::Bare(_) | LiteralKind::Malformed => f.write_str(&self.text),
        }
    }
}
