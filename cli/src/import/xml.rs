//! Reading XML one node at a time, with the place of each error.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::error::{ImportError, Place};

/// The begin or end of an element, or text.
pub(super) enum Node {
    Open(Element),
    Text(String),
    Close,
}

/// An element's name and attributes.
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    offset: usize,
}

impl Element {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.get(name) == Some(value)
    }
}

/// A reader over an XML text.
pub(super) struct Xml<'a> {
    source: &'a str,
    text: &'a str,
    reader: Reader<&'a [u8]>,
    open: Vec<String>,
    /// An empty element was reported as open, and its end comes next.
    empty: bool,
}

impl<'a> Xml<'a> {
    pub(super) fn new(source: &'a str, text: &'a str) -> Self {
        Xml { source, text, reader: Reader::from_str(text), open: Vec::new(), empty: false }
    }

    /// The next node; `None` at the end of a complete text.
    pub(super) fn next(&mut self) -> Result<Option<Node>, ImportError> {
        if std::mem::take(&mut self.empty) {
            self.open.pop();
            return Ok(Some(Node::Close));
        }
        loop {
            let offset = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            match self.reader.read_event() {
                Ok(Event::Start(tag)) => return self.open(&tag, offset).map(Some),
                Ok(Event::Empty(tag)) => {
                    self.empty = true;
                    return self.open(&tag, offset).map(Some);
                }
                Ok(Event::End(_)) => {
                    self.open.pop();
                    return Ok(Some(Node::Close));
                }
                Ok(Event::Text(text)) if !text.trim().is_empty() => {
                    return Ok(Some(Node::Text(text.trim().to_owned())));
                }
                Ok(Event::Eof) => {
                    return match self.open.last() {
                        Some(name) => {
                            Err(self.error(self.text.len(), format!("the text ends before `{name}` is closed")))
                        }
                        None => Ok(None),
                    };
                }
                Ok(_) => {}
                Err(error) => {
                    let place = usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX);
                    return Err(self.error(place, error.to_string()));
                }
            }
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>, offset: usize) -> Result<Node, ImportError> {
        let name = tag.local_name().into_inner().to_owned();
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.error(offset, format!("`{name}`: {error}")))?;
            let value = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_err(|error| self.error(offset, format!("`{name}`: {error}")))?;
            attributes.push((attribute.key.into_inner().to_owned(), value.into_owned()));
        }
        self.open.push(name.clone());
        Ok(Node::Open(Element { name, attributes, offset }))
    }

    /// The attribute, or an error that names element and attribute.
    pub(super) fn required<'e>(&self, element: &'e Element, name: &str) -> Result<&'e str, ImportError> {
        element.get(name).ok_or_else(|| self.error(element.offset, format!("`{}` has no `{name}`", element.name)))
    }

    fn error(&self, offset: usize, message: String) -> ImportError {
        ImportError::Malformed { source: self.source.to_owned(), place: Place::of(self.text, offset), message }
    }

    pub(super) fn error_at(&self, element: &Element, message: String) -> ImportError {
        self.error(element.offset, message)
    }
}
