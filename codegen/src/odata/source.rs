//! The value of a query option as it is written: text, percent-encoded or not, with placeholders.

use std::ops::Range;

/// A piece of a query option's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Literal text.
    Text(&'a str),
    /// An argument of the call.
    Placeholder {
        /// The argument's name.
        name: &'a str,
        /// Written `'<name>'`: the argument is a whole string literal.
        quoted: bool,
    },
}

/// A range of bytes in a [`Source`]'s text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    pub(super) const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// From the beginning of this span to the end of `last`.
    pub(super) fn to(self, last: Span) -> Span {
        Span::new(self.start, last.end.max(self.start))
    }

    /// The empty place before this span.
    pub(super) fn before(self) -> Span {
        Span::new(self.start, self.start)
    }

    /// The empty place after this span.
    pub(super) fn after(self) -> Span {
        Span::new(self.end, self.end)
    }
}

/// One character of the value, or one placeholder.
#[derive(Clone, Copy, Debug)]
pub(super) enum Unit {
    /// A character, already percent-decoded.
    Char(char),
    /// The placeholder with this index.
    Placeholder(usize),
}

/// The value of a query option.
///
/// Its text has `<name>` for each placeholder, `'<name>'` for a quoted one; spans count in this text.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    units: Vec<(Unit, Span)>,
    names: Vec<String>,
}

impl Source {
    /// The value that is made of these pieces.
    #[must_use]
    pub fn new(pieces: &[Piece<'_>]) -> Source {
        let mut text = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Placeholder { name, quoted: false } => text.extend(["<", name, ">"]),
                Piece::Placeholder { name, quoted: true } => text.extend(["'<", name, ">'"]),
            }
        }
        Source::parse(&text)
    }

    /// The value as it stands in an address, with `<name>` for a placeholder.
    ///
    /// `%20` and the like are decoded; `+` is a plus sign.
    #[must_use]
    pub fn parse(text: &str) -> Source {
        let mut source = Source { text: text.to_owned(), units: Vec::with_capacity(text.len()), names: Vec::new() };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            let mut unit = Unit::Char(c);
            let mut length = c.len_utf8();
            if c == '<'
                && let Some(name) = placeholder(&text[at..])
            {
                unit = Unit::Placeholder(source.names.len());
                length = name.len() + 2;
                source.names.push(name.to_owned());
            } else if c == '%'
                && let Some((decoded, encoded)) = percent_decoded(&text[at..])
            {
                unit = Unit::Char(decoded);
                length = encoded;
            }
            source.units.push((unit, Span::new(at, at + length)));
            at += length;
        }
        source
    }

    /// The text that spans count in.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty if the span is not of this source.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(Range { start: span.start, end: span.end }).unwrap_or_default()
    }

    /// The names of the placeholders, in order; repeats included.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub(super) fn name(&self, placeholder: usize) -> &str {
        self.names.get(placeholder).map_or("", String::as_str)
    }

    pub(super) fn units(&self) -> &[(Unit, Span)] {
        &self.units
    }

    /// All of the text.
    pub(super) fn span(&self) -> Span {
        Span::new(0, self.text.len())
    }
}

/// The name of the placeholder that the text begins with.
fn placeholder(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(|c: char| !(c.is_alphanumeric() || c == '_'))?;
    let (name, rest) = inner.split_at(end);
    let named = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    (named && rest.starts_with('>')).then_some(name)
}

/// The character that the text begins with in percent-encoding, and how many bytes encode it.
fn percent_decoded(text: &str) -> Option<(char, usize)> {
    let byte = |place: usize| {
        let triplet = text.as_bytes().get(3 * place..3 * place + 3)?;
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let value = (triplet[0] == b'%').then_some(16 * digit(triplet[1])? + digit(triplet[2])?)?;
        u8::try_from(value).ok()
    };
    let first = byte(0)?;
    let length = match first {
        0..=0x7f => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    let bytes: Vec<u8> = (0..length).map_while(byte).collect();
    let decoded = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((decoded, 3 * length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(text: &str) -> String {
        let source = Source::parse(text);
        let unit = |unit: &(Unit, Span)| match unit.0 {
            Unit::Char(c) => c.to_string(),
            Unit::Placeholder(index) => format!("[{}]", source.name(index)),
        };
        source.units().iter().map(unit).collect()
    }

    #[test]
    fn text_is_decoded_and_placeholders_are_found() {
        assert_eq!(decoded("isRead%20eq+true"), "isRead eq+true");
        assert_eq!(decoded("a eq '%C3%A4%e2%82%ac' or %zz%4"), "a eq 'ä€' or %zz%4");
        assert_eq!(decoded("a eq <b> and c < d > 1 and '<é1>'"), "a eq [b] and c < d > 1 and '[é1]'");
        assert_eq!(decoded("%3Ca%3E"), "<a>");
        assert_eq!(decoded("%ff%C3"), "%ff%C3");
    }

    #[test]
    fn spans_count_in_the_text() {
        let source = Source::parse("a%20<b>");
        let spans: Vec<&str> = source.units().iter().map(|unit| source.slice(unit.1)).collect();
        assert_eq!(spans, ["a", "%20", "<b>"]);
    }

    #[test]
    fn pieces_are_written_as_text() {
        let source = Source::new(&[
            Piece::Text("mail eq "),
            Piece::Placeholder { name: "mail", quoted: true },
            Piece::Text(" or id eq "),
            Piece::Placeholder { name: "id", quoted: false },
        ]);
        assert_eq!(source.text(), "mail eq '<mail>' or id eq <id>");
        assert_eq!(source.placeholders().collect::<Vec<_>>(), ["mail", "id"]);
    }
}
