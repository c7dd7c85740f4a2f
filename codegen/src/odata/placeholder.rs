//! Where each argument of the call stands in a query option.

use super::schema::TypeRef;
use super::source::Span;
use super::syntax::Comparison;

/// One `<name>` in a query option's value.
#[derive(Clone, Debug)]
pub struct Use<'c> {
    /// The argument's name.
    pub name: String,
    /// Where it stands; with its quotes, if they hold nothing else.
    pub span: Span,
    /// How it stands in quotes.
    pub quotes: Quotes,
    /// What it is for.
    pub role: Role,
    /// The property it is compared with, as it is written: `from/emailAddress/address`.
    pub property: Option<String>,
    /// The type of the value it stands for, if it is known.
    pub ty: Option<TypeRef<'c>>,
    /// How a value of this type is written.
    pub form: ValueForm,
    /// It stands in the condition of `any` or `all`.
    pub in_lambda: bool,
    /// The comparison it stands in is the whole option, and it is the only argument there: without a value, the option
    /// can be left out.
    pub whole: bool,
}

impl Use<'_> {
    /// Whether the option is left out when the argument is absent.
    #[must_use]
    pub fn takes_the_option_along(&self) -> bool {
        self.whole || self.role == Role::Option
    }
}

/// How a value is written as a literal, by its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueForm {
    /// `'text'`: strings and members of enumerations.
    Quoted,
    /// Without quotes: numbers, booleans, dates, times and GUIDs.
    Bare,
    /// `duration'PT1H'`
    Duration,
    /// The type is not known, so the value's own type decides.
    Unknown,
}

/// How a placeholder stands in quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quotes {
    /// `<name>`
    None,
    /// `'<name>'`
    Whole,
    /// `'<name>@contoso.com'`, or in a phrase of `$search`
    Part,
}

/// What a placeholder stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The option's whole value.
    Option,
    /// One side of a comparison.
    Comparison(Comparison),
    /// One value of `in ('a',<b>)`.
    Item,
    /// The list of `in (<ids>)`: a sequence of values.
    List,
    /// An argument of a function.
    Argument {
        /// The function.
        function: String,
        /// Which argument, from 0.
        index: usize,
    },
    /// A term of `$search`.
    Search,
    /// A place where only text may stand: a property, an operator, a condition. There is a finding for it.
    Refused,
}
