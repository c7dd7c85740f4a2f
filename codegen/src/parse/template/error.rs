//! The errors of path literals, and their messages.

use crate::terms::snake_case;
use std::fmt;

/// What is wrong with a path literal, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// The literal is empty or starts with something else than `/`.
    NoLeadingSlash(String),
    /// A whole address with scheme and host.
    Absolute(String),
    /// A version segment at the front.
    Version(String),
    /// `//` or a trailing `/`.
    EmptySegment(String),
    /// `.` or `..`.
    DotSegment(String),
    /// Whitespace in the path.
    Whitespace(String),
    /// `{id}` instead of `<id>`.
    Braces(String),
    /// `:id` instead of `<id>`.
    Colon(String),
    /// A `<` without `>`.
    Unclosed(String),
    /// A `>` without `<`.
    Unopened(String),
    /// What stands between `<` and `>` is no argument name.
    NotAName(String),
    /// Two placeholders without text between them.
    PartOfSegment(String),
    /// `<path..>` not after `:/`.
    SeveralSegments(String),
    /// A `:` at the end of the path.
    NoPathAfterColon(String),
    /// A path as an argument right after a `:`, `root:<path>`: what stands before the `:`, and the argument.
    NoSlashAfterColon(String, String),
    /// A parenthesis that is not closed, or text behind it.
    Parentheses(String),
    /// A parameter that is not `name=value`.
    Parameter {
        /// The segment it stands in.
        segment: String,
        /// The parameter as written.
        parameter: String,
    },
    /// `%20` and the like: text is encoded for the user.
    PercentEncoded(String),
    /// `#…`, which no server ever sees.
    Fragment,
    /// A query pair without a name or a `=`.
    Pair(String),
    /// `?a=1?b=2`.
    SecondQuery(String),
    /// The same query option twice.
    RepeatedOption(String),
    /// A placeholder inside quotes that does not fill them.
    PartOfLiteral(String),
    /// A string literal that is not closed.
    UnclosedQuote(String),
    /// A comparison that is written with a sign, and OData's word for it.
    Comparison(&'static str, &'static str),
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absolute(_)
            | Self::DotSegment(_)
            | Self::EmptySegment(_)
            | Self::Fragment
            | Self::NoLeadingSlash(_)
            | Self::Parameter { .. }
            | Self::Parentheses(_)
            | Self::PercentEncoded(_)
            | Self::Version(_)
            | Self::Whitespace(_) => self.of_text(f),
            Self::Braces(_)
            | Self::Colon(_)
            | Self::NoPathAfterColon(_)
            | Self::NoSlashAfterColon(..)
            | Self::NotAName(_)
            | Self::PartOfSegment(_)
            | Self::SeveralSegments(_)
            | Self::Unclosed(_)
            | Self::Unopened(_) => self.of_placeholder(f),
            Self::Pair(pair) if pair.starts_with('$') && !pair.contains(['=', ' ']) => {
                write!(f, "the query option `{pair}` has no value: write `{pair}=…`")
            }
            Self::Pair(pair) => write!(
                f,
                "`{pair}` is not a query option: write `name=value`, or `<name>` for an argument that holds whole \
                 options"
            ),
            Self::SecondQuery(name) => {
                write!(f, "query options are separated by `&`: write `&{name}=…` instead of `?{name}=…`")
            }
            Self::RepeatedOption(name) => write!(f, "the query option `{name}` is there twice: keep one"),
            Self::PartOfLiteral(value) => write!(
                f,
                "in `{value}` a placeholder shares its quotes with text: a placeholder fills its quotes, as `'<name>'`"
            ),
            Self::Comparison(sign, word) => write!(
                f,
                "OData compares with words: write `{word}` for `{sign}` (`<name>` without spaces is a placeholder)"
            ),
            Self::UnclosedQuote(value) => {
                write!(
                    f,
                    "`{value}` opens a string with `'` and does not close it (a quote inside a string is doubled: `''`)"
                )
            }
        }
    }
}

impl TemplateError {
    /// The sentences about the text of the path.
    fn of_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLeadingSlash(path) if path.is_empty() => write!(f, "the path is empty; `/` is the root itself"),
            Self::NoLeadingSlash(path) => write!(f, "a path starts with `/`: write `/{}`", path.trim_start()),
            Self::Absolute(rest) => write!(
                f,
                "a path has no scheme and no host, the client knows them: write {}",
                if rest.is_empty() { "what follows them".to_owned() } else { format!("`{rest}`") }
            ),
            Self::Version(version) => write!(
                f,
                "`/{version}` is the version, not a part of the path: leave it out{}",
                if version == "v1.0" { "" } else { " and add `version = \"beta\"`" }
            ),
            Self::EmptySegment(path) => {
                write!(f, "`{path}` has an empty segment: a path has no `//` and does not end with `/`")
            }
            Self::DotSegment(segment) => write!(
                f,
                "`{segment}` is not a segment: URLs resolve it away, so the call would go elsewhere; \
                 write the path it stands for"
            ),
            Self::Whitespace(segment) => {
                write!(f, "`{segment}` contains whitespace, which no name in Graph has: pass a key as an argument")
            }
            Self::Parentheses(segment) => {
                write!(
                    f,
                    "`{segment}` is not a function call: write `name(parameter=<argument>)` and nothing behind it"
                )
            }
            Self::Parameter { segment, parameter } => write!(
                f,
                "`{parameter}` in `{segment}` is not a parameter: write `name=<argument>`, `name='text'` or `name=1`"
            ),
            Self::PercentEncoded(text) => {
                write!(f, "`{text}` is already percent-encoded: write the character itself, it is encoded for you")
            }
            Self::Fragment => write!(f, "a `#` and what follows it never reaches a server: leave it out"),
            _ => Ok(()),
        }
    }

    /// The sentences about placeholders.
    fn of_placeholder(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Braces(segment) => {
                write!(
                    f,
                    "`{segment}` is no placeholder: write `{}`, with the name of the argument",
                    in_angles(segment)
                )
            }
            Self::Colon(name) => write!(f, "`:{name}` is no placeholder: write `<{}>`", snake_case(name)),
            Self::NoSlashAfterColon(anchor, argument) => {
                write!(f, "a path begins with `/`, which the argument does not hold: write `{anchor}:/<{argument}..>`")
            }
            Self::Unclosed(segment) => {
                write!(f, "`{segment}` opens a placeholder with `<` and does not close it with `>`")
            }
            Self::Unopened(segment) => write!(f, "`{segment}` has a `>` without a `<` before it"),
            Self::NotAName(name) => write!(
                f,
                "`<{name}>` does not name an argument: a placeholder holds the name of one argument, as `<message_id>`"
            ),
            Self::PartOfSegment(segment) => write!(
                f,
                "in `{segment}` two placeholders follow each other, so nobody can tell where one value ends: \
                 write text between them, or one placeholder for both"
            ),
            Self::SeveralSegments(name) => write!(
                f,
                "`<{name}..>` takes several segments and stands only after `:/`, \
                 as in `/drive/root:/<{name}..>:/content`; write `<{name}>` for one segment"
            ),
            Self::NoPathAfterColon(path) => {
                write!(
                    f,
                    "`{path}` ends with the `:` that opens a path: write `:/<path..>` behind it, or leave the `:` out"
                )
            }
            _ => Ok(()),
        }
    }
}

/// `{userId}` as this grammar and Rust write it: `<user_id>`.
fn in_angles(segment: &str) -> String {
    let mut written = String::new();
    let mut rest = segment;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let name = snake_case(name);
        // `${id}` is a habit from template strings.
        written.push_str(before.strip_suffix('$').unwrap_or(before));
        written.push_str(&format!("<{}>", if name.is_empty() { "id" } else { &name }));
        rest = after;
    }
    written + &rest.replace('}', ">")
}
