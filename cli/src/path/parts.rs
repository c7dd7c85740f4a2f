//! The parts of a written path that are more than a segment: paths after `:`, and alternate keys in their old form.

/// A part of a path.
pub(crate) enum Part<'a> {
    /// One segment, as it is written.
    Segment(&'a str),
    /// `root:/a/b:`: an item by its path below another.
    ByPath {
        /// `root`
        anchor: &'a str,
        /// The segments of the path; the last one without its `:`.
        path: Vec<&'a str>,
        /// Whether the path ends with `:`.
        is_closed: bool,
    },
    /// `directoryRoles/roleTemplateId={id}`, an old form of `directoryRoles(roleTemplateId={id})`.
    AlternateKey { collection: &'a str, name: &'a str, value: &'a str },
}

/// Splits the segments of a path into parts.
///
/// A path after `:` goes on to the segment that ends with `:`. Where none does, it is one segment if that is a
/// placeholder and other text follows it, and all the rest otherwise. A placeholder right after `:` has its own `/`.
pub(crate) fn parts<'a>(segments: &[&'a str]) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut rest = segments;
    while let Some((&text, after)) = rest.split_first() {
        rest = after;
        if let Some((anchor, path)) = with_path(text) {
            let inner = path.strip_suffix(':');
            parts.push(Part::ByPath { anchor, path: vec![inner.unwrap_or(path)], is_closed: inner.is_some() });
        } else if let Some(anchor) = text.strip_suffix(':').filter(|anchor| !anchor.is_empty() && !rest.is_empty()) {
            let closing = rest.iter().position(|text| text.ends_with(':'));
            let is_placeholder = |text: &&str| text.starts_with(['{', '<']);
            let goes_on = !is_placeholder(&rest[0]) || rest.iter().all(is_placeholder);
            let unclosed = if goes_on { rest.len() } else { 1 };
            let (path, after) = rest.split_at(closing.map_or(unclosed, |place| place + 1));
            let path = path.iter().map(|text| text.strip_suffix(':').unwrap_or(text)).collect();
            parts.push(Part::ByPath { anchor, path, is_closed: closing.is_some() });
            rest = after;
        } else if let Some((name, value)) = text.split_once('=')
            && let Some(&Part::Segment(collection)) = parts.last()
            && [collection, name].into_iter().all(is_name)
            && value.contains(['{', '<'])
        {
            parts.pop();
            parts.push(Part::AlternateKey { collection, name, value });
        } else {
            parts.push(Part::Segment(text));
        }
    }
    parts
}

/// `root:{path}` and `{id}:{path}:`: the anchor, and the placeholder that holds a path with its `/`.
fn with_path(text: &str) -> Option<(&str, &str)> {
    let at = text.find(":{").or_else(|| text.find(":<"))?;
    let (anchor, path) = (&text[..at], &text[at + 1..]);
    let is_anchor = anchor == "root" || (anchor.starts_with(['{', '<']) && anchor.ends_with(['}', '>']));
    let inner = path.strip_suffix(':').unwrap_or(path);
    (is_anchor && inner.ends_with(['}', '>']) && !inner[1..].contains(['{', '<'])).then_some((anchor, path))
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
