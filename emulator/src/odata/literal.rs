//! The values that filters compare.

/// A value in a filter, or of a property in the form in which it is compared.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    Null,
    Boolean(bool),
    Number(f64),
    Text(String),
    /// A GUID, which is written without quotes.
    Guid(String),
    /// Nanoseconds since 1970.
    Time(i128),
    /// Nanoseconds.
    Duration(i128),
}
