//! [`Argument`]: values for placeholders, query options and headers.

pub(crate) mod passed;
mod serializer;

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

/// A value that can be an argument of an action.
///
/// Whatever implements [`Serialize`] as a string, number, boolean, unit variant, newtype, `Option` or sequence of those
/// is one already. A type of your own that is not `Serialize` needs one line:
///
/// ```
/// use graph_action::{Argument, ArgumentError, ArgumentValue};
///
/// struct MessageId(String);
///
/// impl Argument for MessageId {
///     fn value(&self) -> Result<ArgumentValue<'_>, ArgumentError> {
///         Ok(self.0.as_str().into())
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an argument of an action",
    label = "not an argument",
    note = "derive `serde::Serialize` for it (a string, number, boolean, newtype, `Option` or sequence of \
            those), or implement `graph_action::Argument`"
)]
pub trait Argument {
    /// The value as text, not yet quoted or encoded.
    ///
    /// # Errors
    ///
    /// When the value has no form for an address, such as a map.
    fn value(&self) -> Result<ArgumentValue<'_>, ArgumentError>;

    /// The values of a list, for `in (<ids>)` in a `$filter`; one, unless it is a sequence.
    ///
    /// # Errors
    ///
    /// As those of [`value`](Self::value).
    fn values(&self) -> Result<Vec<ArgumentValue<'_>>, ArgumentError> {
        self.value().map(|value| vec![value])
    }
}

impl<T: Serialize + ?Sized> Argument for T {
    fn value(&self) -> Result<ArgumentValue<'_>, ArgumentError> {
        self.serialize(serializer::ArgumentSerializer).map(serializer::Written::joined)
    }

    fn values(&self) -> Result<Vec<ArgumentValue<'_>>, ArgumentError> {
        self.serialize(serializer::ArgumentSerializer).map(serializer::Written::values)
    }
}

/// An argument as text, not yet quoted or encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgumentValue<'a> {
    /// An absent value, a `None`. A query option, header or function parameter with it is left out; in a path it is an
    /// error.
    Absent,
    /// A number, a boolean or another literal that OData writes without quotes.
    Bare(Cow<'a, str>),
    /// A string, which is quoted where OData expects a literal.
    Text(Cow<'a, str>),
}

impl<'a> ArgumentValue<'a> {
    /// The text, unless the value is absent.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Absent => None,
            Self::Bare(text) | Self::Text(text) => Some(text),
        }
    }
}

/// As [`Text`](Self::Text).
impl<'a> From<&'a str> for ArgumentValue<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

/// As [`Text`](Self::Text).
impl From<String> for ArgumentValue<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

/// Why a value cannot be an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArgumentError(Cow<'static, str>);

impl ArgumentError {
    /// With a reason that completes "the argument `id` …", such as "is longer than a message id can be".
    #[must_use]
    pub fn new(reason: impl Into<Cow<'static, str>>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for ArgumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ArgumentError {}

impl serde::ser::Error for ArgumentError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(format!("cannot be written as text: {message}"))
    }
}
