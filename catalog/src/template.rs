//! The template of an address: the path and query of a call, with placeholders for what differs from call to call.
//!
//! Each reader (attributes, documentation, Microsoft's permission list) parses its own syntax into this type. How an
//! address is written, walked and looked up follows from the type alone.

use std::fmt;

use crate::address::{Address, Piece};
use crate::step::{Argument, Step, Value};

/// The path and query of a call, taken apart.
///
/// [`Display`](fmt::Display) writes it as an attribute does: `/users/<id>/messages?$top=<top>`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The path's segments; none is the root itself.
    pub segments: Vec<Segment>,
    /// The query options, in the order they are written.
    pub query: Vec<QueryOption>,
}

/// One segment of the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// `messages`, `$value`, `microsoft.graph.user`, a literal key.
    Text(String),
    /// `<id>`: one argument, one segment.
    Argument(String),
    /// `name(a=<b>,c='d')`: a function, an alternate key or a quoted key.
    Parameters {
        /// What stands before the parenthesis.
        name: String,
        /// What stands inside.
        parameters: Vec<Assignment>,
    },
    /// `<tenant>.sharepoint.com`: text and arguments that make one segment, which is a key.
    Mixed(Vec<SegmentPiece>),
    /// `:/sites/<name>:` after the segment before it: a path that is written out.
    ByWrittenPath {
        /// The path; its text holds the `/` between its segments.
        pieces: Vec<SegmentPiece>,
        /// A `:` follows, so the address goes on.
        closed: bool,
    },
    /// `:/<path..>` or `:/<name>:` after the segment before it.
    ByPath {
        /// The argument that holds the path.
        argument: String,
        /// `<path..>`: the argument holds several segments.
        several: bool,
        /// A `:` follows, so the address goes on.
        closed: bool,
    },
}

/// A piece of a segment that is text and arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SegmentPiece {
    /// Literal text.
    Text(String),
    /// `<argument>`
    Argument(String),
}

/// `name=value` in the parentheses of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The parameter's name; empty for a key without a name, as in `users('<id>')`.
    pub name: String,
    /// Its value.
    pub value: AssignmentValue,
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssignmentValue {
    /// `<argument>`, written as the OData literal its type asks for.
    Argument(String),
    /// `'<argument>'`: always a string literal.
    Quoted(String),
    /// A literal, quotes included.
    Text(String),
}

/// `name=value` in the query, or an argument that is the query: `?<query>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryOption {
    /// The option's name, with its `$` if it has one; empty for an argument that holds whole options.
    pub name: String,
    /// The pieces of its value.
    pub value: Vec<QueryPiece>,
}

/// A piece of a query option's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryPiece {
    /// Literal text, not yet percent-encoded.
    Text(String),
    /// `<argument>`: the value as it is.
    Argument(String),
    /// `'<argument>'`: a string literal.
    Quoted(String),
    /// `<argument>` between the double quotes of `$search`: a part of a phrase.
    Phrase(String),
}

impl Template {
    /// The arguments that the template names, path first, in the order their values are written; repeats included.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.segments
            .iter()
            .flat_map(Segment::placeholders)
            .chain(self.query.iter().flat_map(QueryOption::placeholders))
    }

    /// The path as steps of a [`walk`](crate::walk); one for each segment.
    #[must_use]
    pub fn steps(&self) -> Vec<Step<'_>> {
        self.segments.iter().map(Segment::step).collect()
    }

    /// The address as far as the syntax tells; a [`walk`](crate::walk) knows it better, because it has the schema.
    #[must_use]
    pub fn address(&self) -> Address {
        self.address_after(Address::default(), 0)
    }

    /// An address that is known, and the segments from this one on as far as the syntax tells.
    pub(crate) fn address_after(&self, mut address: Address, first: usize) -> Address {
        for segment in self.segments.iter().skip(first) {
            segment.add_to(&mut address);
        }
        address
    }

    /// The address as the permission list has it: `{}` for each value, parameters sorted. `/users/{}/messages`.
    #[must_use]
    pub fn listing_key(&self) -> String {
        self.address().to_string()
    }

    /// The path without the query, as an attribute writes it.
    #[must_use]
    pub fn path(&self) -> String {
        let path: String = self.segments.iter().map(Segment::with_separator).collect();
        if path.is_empty() { "/".to_owned() } else { path }
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())?;
        for (index, pair) in self.query.iter().enumerate() {
            write!(f, "{}{pair}", if index == 0 { '?' } else { '&' })?;
        }
        Ok(())
    }
}

impl Segment {
    /// The arguments that this segment names.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        let (own, parameters, pieces): (Option<&str>, &[Assignment], &[SegmentPiece]) = match self {
            Self::Text(_) => (None, &[], &[]),
            Self::Argument(argument) | Self::ByPath { argument, .. } => (Some(argument), &[], &[]),
            Self::Parameters { parameters, .. } => (None, parameters, &[]),
            Self::Mixed(pieces) | Self::ByWrittenPath { pieces, .. } => (None, &[], pieces),
        };
        let of_parameters = parameters.iter().filter_map(|parameter| match &parameter.value {
            AssignmentValue::Argument(argument) | AssignmentValue::Quoted(argument) => Some(argument.as_str()),
            AssignmentValue::Text(_) => None,
        });
        let of_pieces = pieces.iter().filter_map(|piece| match piece {
            SegmentPiece::Argument(argument) => Some(argument.as_str()),
            SegmentPiece::Text(_) => None,
        });
        own.into_iter().chain(of_parameters).chain(of_pieces)
    }

    fn step(&self) -> Step<'_> {
        match self {
            Self::Text(text) => Step::Name(text),
            Self::Argument(_) | Self::Mixed(_) => Step::Key,
            Self::Parameters { name, parameters } => {
                Step::Call { name, arguments: parameters.iter().map(Assignment::argument).collect() }
            }
            Self::ByPath { closed, .. } | Self::ByWrittenPath { closed, .. } => Step::ByPath { closed: *closed },
        }
    }

    fn add_to(&self, address: &mut Address) {
        match self {
            Self::Text(text) if is_qualified(text) => address.push(Piece::Cast(text.clone())),
            Self::Text(text) => address.push(Piece::Name(text.clone())),
            Self::Argument(_) | Self::Mixed(_) => address.push(Piece::Key),
            Self::Parameters { name, parameters } if matches!(parameters.as_slice(), [key] if key.name.is_empty()) => {
                address.push(Piece::Name(name.clone()));
                address.push(Piece::Key);
            }
            Self::Parameters { name, parameters } => {
                let arguments = parameters.iter().map(|parameter| parameter.name.clone()).collect();
                address.push(Piece::Function { name: name.clone(), arguments });
            }
            Self::ByPath { .. } | Self::ByWrittenPath { .. } => address.push(Piece::ByPath),
        }
    }

    /// The segment after the `/` that separates it from the one before; a path after `:` brings its own.
    fn with_separator(&self) -> String {
        match self {
            Self::ByPath { .. } | Self::ByWrittenPath { .. } => self.to_string(),
            _ => format!("/{self}"),
        }
    }
}

/// Whether a name has Graph's namespace, in any case.
fn is_qualified(name: &str) -> bool {
    const NAMESPACE: &str = "microsoft.graph.";
    name.get(..NAMESPACE.len()).is_some_and(|start| start.eq_ignore_ascii_case(NAMESPACE))
}

impl fmt::Display for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Argument(name) => write!(f, "<{name}>"),
            Self::Parameters { name, parameters } => {
                let parameters: Vec<String> = parameters.iter().map(Assignment::to_string).collect();
                write!(f, "{name}({})", parameters.join(","))
            }
            Self::Mixed(pieces) => pieces.iter().try_for_each(|piece| piece.fmt(f)),
            Self::ByWrittenPath { pieces, closed } => {
                f.write_str(":/")?;
                pieces.iter().try_for_each(|piece| piece.fmt(f))?;
                f.write_str(if *closed { ":" } else { "" })
            }
            Self::ByPath { argument, several, closed } => {
                write!(f, ":/<{argument}{}>{}", if *several { ".." } else { "" }, if *closed { ":" } else { "" })
            }
        }
    }
}

impl fmt::Display for SegmentPiece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Argument(name) => write!(f, "<{name}>"),
        }
    }
}

impl Assignment {
    fn argument(&self) -> Argument<'_> {
        Argument {
            name: (!self.name.is_empty()).then_some(self.name.as_str()),
            value: match &self.value {
                AssignmentValue::Argument(_) | AssignmentValue::Quoted(_) => Value::Placeholder,
                AssignmentValue::Text(text) => Value::Literal(text),
            },
        }
    }
}

impl fmt::Display for Assignment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.name.is_empty() {
            write!(f, "{}=", self.name)?;
        }
        match &self.value {
            AssignmentValue::Argument(name) => write!(f, "<{name}>"),
            AssignmentValue::Quoted(name) => write!(f, "'<{name}>'"),
            AssignmentValue::Text(text) => f.write_str(text),
        }
    }
}

impl QueryOption {
    fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.value.iter().filter_map(|piece| match piece {
            QueryPiece::Argument(argument) | QueryPiece::Quoted(argument) | QueryPiece::Phrase(argument) => {
                Some(argument.as_str())
            }
            QueryPiece::Text(_) => None,
        })
    }
}

impl fmt::Display for QueryOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.name.is_empty() {
            write!(f, "{}=", self.name)?;
        }
        self.value.iter().try_for_each(|piece| match piece {
            QueryPiece::Text(text) => f.write_str(text),
            QueryPiece::Argument(name) | QueryPiece::Phrase(name) => write!(f, "<{name}>"),
            QueryPiece::Quoted(name) => write!(f, "'<{name}>'"),
        })
    }
}
