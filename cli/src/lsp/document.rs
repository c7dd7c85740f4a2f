//! An open document: its text, and positions in it.
//!
//! The protocol counts lines, and UTF-16 units within a line; Rust counts bytes.

use std::ops::Range;

use lsp_types::Position;

/// The text of an open file.
pub(super) struct Document {
    pub(super) text: String,
    /// The first byte of each line.
    lines: Vec<usize>,
}

impl Document {
    pub(super) fn new(text: String) -> Document {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Document { text, lines }
    }

    /// The byte at a position; the end of the line, or of the text, where there is no such position.
    pub(super) fn offset(&self, position: Position) -> usize {
        let Some(&start) = self.lines.get(position.line as usize) else { return self.text.len() };
        let end = self.lines.get(position.line as usize + 1).map_or(self.text.len(), |next| next - 1);
        let line = &self.text[start..end];
        let mut units = 0;
        for (at, letter) in line.char_indices() {
            if units >= position.character as usize {
                return start + at;
            }
            units += letter.len_utf16();
        }
        end
    }

    /// The position of a byte.
    pub(super) fn position(&self, offset: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= offset).saturating_sub(1);
        let before = self.text.get(self.lines[line]..offset).unwrap_or("");
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Position { line: count(line), character: count(before.encode_utf16().count()) }
    }

    pub(super) fn range(&self, bytes: &Range<usize>) -> lsp_types::Range {
        lsp_types::Range { start: self.position(bytes.start), end: self.position(bytes.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_utf_16_units() {
        let document = Document::new("a😀é\r\nb\n".to_owned());
        for (line, character, offset) in [(0, 0, 0), (0, 1, 1), (0, 3, 5), (0, 4, 7), (1, 1, 10), (2, 0, 11)] {
            let position = Position { line, character };
            assert_eq!(document.offset(position), offset, "{line}:{character}");
            assert_eq!(document.position(offset), position, "{offset}");
        }
        assert_eq!(document.offset(Position { line: 9, character: 0 }), 11);
        assert_eq!(document.offset(Position { line: 1, character: 99 }), 10);
    }
}
