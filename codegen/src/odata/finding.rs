//! What is wrong with a query option, as data, and the words for it.

use std::fmt;

use super::source::{Source, Span};

/// One mistake in a query option's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of mistake it is.
    pub kind: Kind,
    /// Where it is.
    pub span: Span,
    /// The text at fault.
    pub text: String,
    /// What was wanted instead.
    pub wanted: Wanted,
    /// What may have been meant, best first; as it would be written.
    pub suggestions: Vec<String>,
    /// The changes that mend it; empty if nobody can know what was meant.
    pub edits: Vec<Edit>,
    /// The option's whole value, mended. It has fewer mistakes; it has none if all of its mistakes can be mended.
    pub repair: Option<String>,
}

/// A change of the value: what stands at the span becomes the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where text is put in.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// What kind of mistake a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The option's name begins with `$` and is none of OData's.
    UnknownOption,
    /// The option is written without its `$`.
    WithoutDollar,
    /// The option has no value.
    Empty,
    /// Nesting is deeper than [`MAXIMUM_DEPTH`](super::MAXIMUM_DEPTH).
    TooDeep,
    /// `+` where a space belongs.
    PlusForSpace,
    /// A character that no token begins with.
    UnexpectedCharacter,
    /// Something that cannot stand here.
    Unexpected,
    /// A string without its closing quote.
    UnclosedQuote,
    /// A string in other quotes than `'`.
    ForeignQuotes,
    /// A `(` without `)`.
    UnclosedParenthesis,
    /// A `)` without `(`.
    UnopenedParenthesis,
    /// A keyword, an operator, a function or an option's name in another case.
    WrongCase,
    /// An operator that OData does not have.
    UnknownOperator,
    /// Two values without an operator between them.
    MissingOperator,
    /// Two conditions without `and` or `or` between them.
    MissingConjunction,
    /// An operator without its value.
    MissingOperand,
    /// An operator that touches its value.
    MissingSpace,
    /// A value where a condition belongs.
    NotACondition,
    /// A function that OData does not have.
    UnknownFunction,
    /// Too few or too many arguments.
    ArgumentCount,
    /// An argument of another type.
    ArgumentType,
    /// A property that the type does not have.
    UnknownProperty,
    /// A property that only derived types have, without its type.
    DerivedProperty,
    /// A type that does not exist, or is no relative of the type here.
    UnknownType,
    /// A path that goes on below a value that has no properties.
    NotStructured,
    /// `any`, `all` or `$count` of one value.
    NotACollection,
    /// A collection where one value belongs.
    CollectionWithoutAny,
    /// A lambda without its variable.
    LambdaVariable,
    /// A literal that is none: a date that does not exist, a word without quotes.
    BadLiteral,
    /// A literal that does not fit the property.
    LiteralType,
    /// An enumeration has no such member.
    UnknownMember,
    /// The operator does not take values of this type.
    OperatorType,
    /// `$expand` of a property that is no navigation property.
    NotNavigation,
    /// A direction that is neither `asc` nor `desc`.
    Direction,
    /// Items that are separated in another way.
    Separator,
    /// Two items without a `,` between them.
    MissingSeparator,
    /// A nested option that is unknown.
    UnknownNestedOption,
    /// A number was wanted.
    NotANumber,
    /// `true` or `false` was wanted.
    NotABoolean,
    /// A clause of `$search` in a form that the resource does not take.
    SearchClause,
    /// An argument where only text may stand: a property, an operator, a condition.
    PlaceholderPlace,
    /// An argument that is a part of a value without quotes.
    PlaceholderPart,
}

/// What was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing more can be said.
    Nothing,
    /// A value, a property, a condition: in words.
    Some(&'static str),
    /// A property of this type.
    PropertyOf(String),
    /// The name of a type that derives from this one.
    DerivedFrom(String),
    /// A value of this type, for this property or argument.
    Value {
        /// Of what: a property's path.
        of: String,
        /// The type, as in `Edm.String`, without the namespace.
        ty: String,
    },
    /// This many arguments of this function.
    Arguments {
        /// The function.
        function: String,
        /// The least.
        least: usize,
        /// The most.
        most: usize,
    },
}

impl Finding {
    pub(super) fn new(kind: Kind, span: Span, source: &Source) -> Finding {
        Finding {
            kind,
            span,
            text: source.slice(span).to_owned(),
            wanted: Wanted::Nothing,
            suggestions: Vec::new(),
            edits: Vec::new(),
            repair: None,
        }
    }

    pub(super) fn wanting(mut self, wanted: &'static str) -> Finding {
        self.wanted = Wanted::Some(wanted);
        self
    }

    pub(super) fn wanted(mut self, wanted: Wanted) -> Finding {
        self.wanted = wanted;
        self
    }

    pub(super) fn suggesting<T: Into<String>>(mut self, suggestions: impl IntoIterator<Item = T>) -> Finding {
        self.suggestions.extend(suggestions.into_iter().map(Into::into));
        self
    }

    pub(super) fn edit(mut self, span: Span, text: impl Into<String>) -> Finding {
        self.edits.push(Edit { span, text: text.into() });
        self
    }

    /// The text at fault becomes this.
    pub(super) fn replaced_by(self, text: impl Into<String>) -> Finding {
        let (span, text) = (self.span, text.into());
        let mut finding = self.edit(span, text.clone());
        finding.suggestions.push(text);
        finding
    }

    /// The text at fault becomes the first suggestion, if there is one.
    pub(super) fn replaced_by_first(mut self, suggestions: Vec<String>) -> Finding {
        if let Some(first) = suggestions.first() {
            self.edits.push(Edit { span: self.span, text: first.clone() });
        }
        self.suggestions.extend(suggestions);
        self
    }
}

/// The text with the edits made; an edit that overlaps one before it is left out.
pub(super) fn edited(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut result = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for edit in sorted {
        let Some(kept) = text.get(at..edit.span.start) else { continue };
        result.extend([kept, &edit.text]);
        at = edit.span.end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

/// "`a`, `b` or `c`"
struct Alternatives<'a>(&'a [String]);

impl fmt::Display for Alternatives<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, text) in self.0.iter().enumerate() {
            let separator = match place {
                0 => "",
                _ if place + 1 == self.0.len() => " or ",
                _ => ", ",
            };
            write!(f, "{separator}`{text}`")?;
        }
        Ok(())
    }
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wanted::Nothing => f.write_str("something else"),
            Wanted::Some(what) => f.write_str(what),
            Wanted::PropertyOf(ty) => write!(f, "a property of `{ty}`"),
            Wanted::DerivedFrom(ty) => write!(f, "only types that derive from `{ty}` have it"),
            Wanted::Value { of, ty } => write!(f, "a value of type `{ty}` for `{of}`"),
            Wanted::Arguments { function, least, most } => {
                let number = if least == most { least.to_string() } else { format!("{least} to {most}") };
                let plural = if *most == 1 { "" } else { "s" };
                write!(f, "`{function}` takes {number} argument{plural}")
            }
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        self.what(f, text)?;
        match self.suggestions.as_slice() {
            [] => Ok(()),
            suggestions if self.asks() => write!(f, "; did you mean {}?", Alternatives(suggestions)),
            suggestions => write!(f, "; write {}", Alternatives(suggestions)),
        }
    }
}

impl Finding {
    /// Whether its words end with a question: which of several names was meant.
    #[must_use]
    pub fn asks(&self) -> bool {
        !self.suggestions.is_empty()
            && matches!(self.kind, Kind::UnknownProperty | Kind::UnknownMember | Kind::UnknownType)
    }

    /// What is wrong, without what to do.
    fn what(&self, f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
        let wanted = &self.wanted;
        match self.kind {
            Kind::UnknownOption => write!(f, "`{text}` is no query option of OData"),
            Kind::WithoutDollar => write!(f, "the query option `{text}` is written without its `$`"),
            Kind::Empty => f.write_str("the option has no value"),
            Kind::TooDeep => write!(f, "the value is nested more than {} deep", super::MAXIMUM_DEPTH),
            Kind::PlusForSpace => f.write_str("`+` is a plus sign here, not a space"),
            Kind::UnexpectedCharacter => write!(f, "`{text}` cannot stand here"),
            Kind::Unexpected => write!(f, "`{text}` cannot stand here: {wanted} is expected"),
            Kind::UnclosedQuote => write!(f, "the string `{text}` has no closing quote"),
            Kind::ForeignQuotes => write!(f, "the string `{text}` stands in quotes that OData does not have"),
            Kind::UnclosedParenthesis => f.write_str("a `(` is not closed"),
            Kind::UnopenedParenthesis => f.write_str("a `)` closes nothing"),
            Kind::WrongCase => write!(f, "`{text}` is written in another case"),
            Kind::UnknownOperator => write!(f, "`{text}` is no operator of OData"),
            Kind::MissingOperator => write!(f, "an operator is missing before `{text}`"),
            Kind::MissingConjunction => write!(f, "`and` or `or` is missing before `{text}`"),
            Kind::MissingOperand => write!(f, "{wanted} is missing after `{text}`"),
            Kind::MissingSpace => write!(f, "a space is missing after `{text}`"),
            Kind::NotACondition => write!(f, "`{text}` is no condition: {wanted}"),
            Kind::UnknownFunction => write!(f, "`{text}` is no function of OData"),
            Kind::ArgumentCount => write!(f, "{wanted}"),
            Kind::ArgumentType | Kind::LiteralType => write!(f, "`{text}` does not fit: {wanted} is expected"),
            Kind::UnknownProperty => match wanted {
                Wanted::PropertyOf(ty) => write!(f, "`{ty}` has no property `{text}`"),
                _ => write!(f, "there is no property `{text}`"),
            },
            Kind::DerivedProperty => write!(f, "`{text}` is not found here: {wanted}"),
            Kind::UnknownType => write!(f, "`{text}` is no type that can stand here"),
            Kind::NotStructured => write!(f, "`{text}` cannot stand here: {wanted}"),
            Kind::NotACollection => write!(f, "`{text}` takes a collection: {wanted}"),
            Kind::CollectionWithoutAny => write!(f, "`{text}` is a collection, so its items are asked for with `any`"),
            Kind::LambdaVariable => write!(f, "`{text}` needs a variable, as in `any(x:x eq 'a')`"),
            Kind::BadLiteral => write!(f, "`{text}` is no literal: {wanted} is expected"),
            Kind::UnknownMember => write!(f, "there is no member `{text}`: {wanted} is expected"),
            Kind::OperatorType => write!(f, "`{text}` cannot be used like this: {wanted}"),
            Kind::NotNavigation => write!(f, "`{text}` cannot be expanded: {wanted}"),
            Kind::Direction if ["asc", "desc"].contains(&text) => {
                write!(f, "`{text}` stands after a property, with a space between")
            }
            Kind::Direction => write!(f, "`{text}` is no direction"),
            Kind::Separator => write!(f, "`{text}` separates nothing here: {wanted}"),
            Kind::MissingSeparator => write!(f, "a `,` is missing before `{text}`"),
            Kind::UnknownNestedOption => write!(f, "`{text}` is no option that can stand in parentheses"),
            Kind::NotANumber => write!(f, "`{text}` is no number: {wanted} is expected"),
            Kind::NotABoolean => write!(f, "`{text}` is neither `true` nor `false`"),
            Kind::SearchClause => write!(f, "`{text}` is no clause of `$search`: {wanted}"),
            Kind::PlaceholderPlace => {
                write!(f, "only values may be arguments, and `{text}` stands where {wanted} belongs")
            }
            Kind::PlaceholderPart => {
                write!(f, "`{text}` is a part of a value: an argument is a whole value or stands inside of quotes")
            }
        }
    }
}
