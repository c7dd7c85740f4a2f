//! Searches the lines of a sorted text in place, without an index or a copy.

use std::cmp::Ordering;

/// Lines of text sorted by [`compare`], after a header of lines that begin with `#`.
#[derive(Clone, Copy)]
pub(crate) struct Lines<'c>(&'c str);

/// The key of a fact: the part of its line before the first space.
pub(crate) fn key(line: &str) -> &str {
    line.split(' ').next().unwrap_or(line)
}

/// Of lines that differ only by case, the one spelled like `key`, else the first.
pub(crate) fn exact_first<'c>(lines: impl Iterator<Item = &'c str>, wanted: &str) -> Option<&'c str> {
    let mut first = None;
    for line in lines {
        if key(line) == wanted {
            return Some(line);
        }
        first = first.or(Some(line));
    }
    first
}

/// The order of every catalog text: bytes with ASCII letters lower-cased; the bytes themselves decide between equals.
///
/// Graph takes names in any case, so a look-up must find `mailfolders` and then see that it is spelled `mailFolders`.
pub fn compare(a: &str, b: &str) -> Ordering {
    folded(a).cmp(folded(b)).then_with(|| a.cmp(b))
}

fn folded(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().map(|byte| byte.to_ascii_lowercase())
}

/// How `line`'s beginning compares with `prefix`; equal when the line begins with it, whatever the case.
///
/// A macro runs unoptimised, where loops over indices are several times faster than iterators.
fn compare_start(line: &[u8], prefix: &[u8]) -> Ordering {
    let mut place = 0;
    while place < prefix.len() {
        if place == line.len() {
            return Ordering::Less;
        }
        let (byte, wanted) = (line[place], prefix[place]);
        if byte != wanted {
            let (byte, wanted) = (byte.to_ascii_lowercase(), wanted.to_ascii_lowercase());
            if byte != wanted {
                return byte.cmp(&wanted);
            }
        }
        place += 1;
    }
    Ordering::Equal
}

/// Whether `line` begins with `prefix`, whatever the case.
pub(crate) fn starts_with(line: &str, prefix: &str) -> bool {
    compare_start(line.as_bytes(), prefix.as_bytes()) == Ordering::Equal
}

impl<'c> Lines<'c> {
    pub(crate) const fn new(text: &'c str) -> Self {
        Lines(text)
    }

    /// The value of a header line `# name: value`.
    pub(crate) fn header(self, name: &str) -> Option<&'c str> {
        self.0
            .lines()
            .map_while(|line| line.strip_prefix('#'))
            .find_map(|line| line.trim_start().strip_prefix(name)?.strip_prefix(": "))
    }

    /// Every fact, in order.
    pub(crate) fn all(self) -> impl Iterator<Item = &'c str> {
        self.0.get(self.body()..).unwrap_or("").lines()
    }

    /// The facts that begin with `prefix`, whatever the case, in order.
    pub(crate) fn starting_with<'p>(self, prefix: &'p str) -> impl Iterator<Item = &'c str> + use<'c, 'p> {
        let text = self.0.get(self.first_at_or_after(prefix)..).unwrap_or("");
        text.lines().take_while(move |line| starts_with(line, prefix))
    }

    fn body(self) -> usize {
        let mut start = 0;
        while self.0.as_bytes().get(start) == Some(&b'#') {
            start = self.line_end(start) + 1;
        }
        start.min(self.0.len())
    }

    fn line_end(self, from: usize) -> usize {
        self.0[from..].find('\n').map_or(self.0.len(), |length| from + length)
    }

    /// Where the first line begins that is not less than `prefix`.
    fn first_at_or_after(self, prefix: &str) -> usize {
        let text = self.0;
        // The lines of the header are less than any key, because `#` is.
        let begin = if prefix.as_bytes().first().is_some_and(|&first| first > b'#') { 0 } else { self.body() };
        let (mut low, mut high) = (begin, text.len());
        while low < high {
            let mut middle = low + (high - low) / 2;
            while !text.is_char_boundary(middle) {
                middle -= 1;
            }
            let start = text[low..middle].rfind('\n').map_or(low, |place| low + place + 1);
            // A line's end is less than any byte of a prefix, so the line need not be cut there.
            if compare_start(&text.as_bytes()[start..], prefix.as_bytes()) == Ordering::Less {
                low = self.line_end(middle) + 1;
            } else {
                high = start;
            }
        }
        low.min(text.len())
    }
}

/// How the line ends that takes the facts with its key away.
const TAKEN_AWAY: &str = " -";

/// The facts of `base`, with those of a difference in the place of all that have the same key. Both are in order.
pub(crate) fn changed<'c>(
    base: impl Iterator<Item = &'c str>,
    difference: impl Iterator<Item = &'c str>,
) -> impl Iterator<Item = &'c str> {
    let (mut base, mut difference) = (base.peekable(), difference.peekable());
    std::iter::from_fn(move || {
        loop {
            let Some(change) = difference.peek() else { return base.next() };
            let order = base.peek().map_or(Ordering::Greater, |line| folded(key(line)).cmp(folded(key(change))));
            match order {
                Ordering::Less => return base.next(),
                Ordering::Equal => _ = base.next(),
                Ordering::Greater => {
                    let change = difference.next()?;
                    if !change.ends_with(TAKEN_AWAY) {
                        return Some(change);
                    }
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "# date: 2026-08-03\n# more\nDrive E\ndrive/id String\ndrive/Name String\nuser E\nuser/id String\n";

    #[test]
    fn finds_every_line_by_its_beginning() {
        let lines = Lines::new(TEXT);
        assert_eq!(lines.all().count(), 5);
        for line in lines.all() {
            assert_eq!(lines.starting_with(line).next(), Some(line));
        }
        assert_eq!(lines.starting_with("drive/").collect::<Vec<_>>(), ["drive/id String", "drive/Name String"]);
        assert_eq!(lines.starting_with("DRIVE/name ").next(), Some("drive/Name String"));
        assert_eq!(lines.starting_with("a").next(), None);
        assert_eq!(lines.starting_with("zebra").next(), None);
        assert_eq!(Lines::new("").starting_with("a").next(), None);
    }

    #[test]
    fn a_difference_replaces_adds_and_takes_away() {
        let base = ["a E", "a/Id String", "a/x Int32", "a<b", "b E", "c E"];
        let difference = ["a/id Guid", "a/y String", "a<b -", "c -", "d E"];
        let facts: Vec<&str> = changed(base.into_iter(), difference.into_iter()).collect();
        assert_eq!(facts, ["a E", "a/id Guid", "a/x Int32", "a/y String", "b E", "d E"]);
        assert_eq!(changed(base.into_iter(), std::iter::empty()).collect::<Vec<_>>(), base);
    }

    #[test]
    fn reads_the_header() {
        assert_eq!(Lines::new(TEXT).header("date"), Some("2026-08-03"));
        assert_eq!(Lines::new(TEXT).header("licence"), None);
        assert_eq!(Lines::new("# only: this").all().count(), 0);
    }
}
