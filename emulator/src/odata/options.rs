//! The query string: the options of a request, each at most once and none unknown.

use crate::http::{GraphError, Result, percent};

/// The system query options of a request. Their names have been checked, but not the properties they name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) select: Option<String>,
    pub(crate) expand: Option<String>,
    pub(crate) filter: Option<String>,
    pub(crate) orderby: Option<String>,
    pub(crate) search: Option<String>,
    pub(crate) top: Option<usize>,
    pub(crate) skip: Option<usize>,
    pub(crate) skiptoken: Option<String>,
    pub(crate) deltatoken: Option<String>,
    pub(crate) count: bool,
    /// How often an expanded property is expanded again, in the parentheses of `$expand`.
    pub(crate) levels: Option<usize>,
    /// Every pair as it was written, for the link to the next page.
    pub(crate) pairs: Vec<(String, String)>,
}

/// The options that a kind of resource takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Allowed {
    /// All of them.
    Collection,
    /// `$filter` and `$search`.
    Count,
    /// `$select` and `$expand`.
    Item,
    /// `$select`, `$filter`, `$top` and the tokens.
    Delta,
    /// None.
    Nothing,
}

impl Options {
    /// Reads what follows `?`. Names are compared without case. `bare` says that the `$` may be left out, as on beta
    /// and for files. Options that are not OData's are ignored, as Graph does.
    pub(crate) fn parse(query: &str, bare: bool) -> Result<Self> {
        let mut options = Self::default();
        let mut seen = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (raw_name, raw_value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(raw_name)?, decode(raw_value)?);
            options.pairs.push((name.clone(), pair.to_owned()));
            let lower = name.to_lowercase();
            let name = match lower.strip_prefix('$') {
                Some(name) => name.to_owned(),
                None if bare && KNOWN.contains(&lower.as_str()) && lower != "format" => lower,
                None => continue,
            };
            if seen.contains(&name) {
                return Err(GraphError::uri(format!(
                    "Query option '${name}' was specified more than once, but it must be specified at most once."
                )));
            }
            options.set(&name, value)?;
            seen.push(name);
        }
        Ok(options)
    }

    /// Reads the options in the parentheses of an `$expand`, which `;` separates.
    pub(crate) fn nested(text: &str) -> Result<Self> {
        let mut options = Self::default();
        for part in top_level(text, ';').into_iter().filter(|part| !part.trim().is_empty()) {
            let (name, value) = part.trim().split_once('=').unwrap_or((part.trim(), ""));
            let name = name.trim().to_lowercase();
            let name = name.as_str();
            match name.strip_prefix('$').unwrap_or(name) {
                "levels" if value.trim() == "max" => options.levels = Some(MOST_LEVELS),
                "levels" => options.levels = Some(number(name, value.trim())?.min(MOST_LEVELS)),
                known => options.set(known, value.trim().to_owned())?,
            }
        }
        Ok(options)
    }

    fn set(&mut self, name: &str, value: String) -> Result<()> {
        match name {
            "select" => self.select = Some(value),
            "expand" => self.expand = Some(value),
            "filter" => self.filter = Some(value),
            "orderby" => self.orderby = Some(value),
            "search" => self.search = Some(value),
            "skiptoken" => self.skiptoken = Some(value),
            "deltatoken" => self.deltatoken = Some(value),
            "top" => self.top = Some(number(name, &value)?),
            "skip" => self.skip = Some(number(name, &value)?),
            "count" => {
                self.count = value.parse().map_err(|_| {
                    GraphError::uri(format!(
                        "Invalid value '{value}' for $count query option found. Valid values are 'true' and 'false'."
                    ))
                })?;
            }
            "format" if value.eq_ignore_ascii_case("json") || value.starts_with("application/json") => {}
            "format" => {
                return Err(GraphError::uri(format!("The format '{value}' is not supported.")));
            }
            unknown => {
                return Err(GraphError::uri(format!(
                    "The query specified in the URI is not valid. The query parameter '${unknown}' is not supported."
                )));
            }
        }
        Ok(())
    }

    /// The value of an option that is not OData's.
    pub(crate) fn custom(&self, name: &str) -> Option<String> {
        let pair = self.pairs.iter().find(|(given, _)| given == name)?;
        let value = pair.1.split_once('=').map_or("", |(_, value)| value);
        decode(value).ok()
    }

    /// The same, whatever the case of the name: `startDateTime`.
    pub(crate) fn custom_in_any_case(&self, name: &str) -> Option<String> {
        let name = self.pairs.iter().map(|(given, _)| given).find(|given| given.eq_ignore_ascii_case(name))?;
        self.custom(name)
    }

    /// Refuses the options that the resource does not take.
    pub(crate) fn check(&self, allowed: Allowed) -> Result<()> {
        let given = [
            (
                "$filter",
                self.filter.is_some(),
                matches!(allowed, Allowed::Collection | Allowed::Count | Allowed::Delta),
            ),
            ("$search", self.search.is_some(), matches!(allowed, Allowed::Collection | Allowed::Count)),
            ("$select", self.select.is_some(), matches!(allowed, Allowed::Collection | Allowed::Item | Allowed::Delta)),
            ("$expand", self.expand.is_some(), matches!(allowed, Allowed::Collection | Allowed::Item)),
            ("$orderby", self.orderby.is_some(), allowed == Allowed::Collection),
            ("$top", self.top.is_some(), matches!(allowed, Allowed::Collection | Allowed::Delta)),
            ("$skip", self.skip.is_some(), allowed == Allowed::Collection),
            ("$skiptoken", self.skiptoken.is_some(), matches!(allowed, Allowed::Collection | Allowed::Delta)),
            ("$deltatoken", self.deltatoken.is_some(), allowed == Allowed::Delta),
            ("$count", self.count, matches!(allowed, Allowed::Collection | Allowed::Item)),
        ];
        match given.iter().find(|(_, given, taken)| *given && !taken) {
            None => Ok(()),
            Some((name, ..)) => Err(GraphError::uri(format!(
                "The query specified in the URI is not valid. \
                 Query option '{name}' cannot be applied to the requested resource."
            ))),
        }
    }
}

/// What `$levels=max` means.
const MOST_LEVELS: usize = 10;

/// The parts between separators that stand neither in parentheses nor in quotes.
pub(super) fn top_level(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut quoted) = (0, 0_usize, false);
    for (place, character) in text.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ if character == separator && !quoted && depth == 0 => {
                parts.push(&text[start..place]);
                start = place + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

const KNOWN: [&str; 11] =
    ["deltatoken", "select", "expand", "filter", "orderby", "search", "skiptoken", "top", "skip", "count", "format"];

fn number(name: &str, value: &str) -> Result<usize> {
    value.parse().map_err(|_| {
        GraphError::uri(format!(
            "Invalid value '{value}' for ${name} query option found. \
             The ${name} query option requires a non-negative integer value."
        ))
    })
}

/// Decodes a name or a value.
fn decode(text: &str) -> Result<String> {
    let malformed = "The query specified in the URI is not valid: malformed percent-encoding.";
    percent::decode_form(text).ok_or_else(|| GraphError::uri(malformed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_encoded_names_and_values() {
        let options = Options::parse("%24top=5&$filter=subject%20eq+'a%26b%2Bc'&tag=x", false).unwrap();
        assert_eq!(options.top, Some(5));
        assert_eq!(options.filter.as_deref(), Some("subject eq 'a&b+c'"));
        assert_eq!(options.pairs[1].1, "$filter=subject%20eq+'a%26b%2Bc'");
    }

    #[test]
    fn refusals() {
        for wrong in [
            "$selct=id",
            "$top=x",
            "$top=-1",
            "$top=1&$top=1",
            "$top=1&%24top=1",
            "$count=yes",
            "$filter=%zz",
            "$format=xml",
            "$=1",
        ] {
            assert_eq!(Options::parse(wrong, false).unwrap_err().status, 400, "{wrong}");
        }
    }

    #[test]
    fn names_have_any_case() {
        assert_eq!(Options::parse("$orderBy=subject", false).unwrap().orderby.as_deref(), Some("subject"));
        assert!(Options::parse("$top=1&$Top=1", false).is_err());
    }

    #[test]
    fn the_dollar_may_be_left_out_on_beta() {
        assert_eq!(Options::parse("top=5", true).unwrap().top, Some(5));
        assert_eq!(Options::parse("top=5", false).unwrap().top, None);
    }

    #[test]
    fn one_item_has_no_top() {
        let options = Options::parse("$top=5", false).unwrap();
        assert!(options.check(Allowed::Collection).is_ok());
        assert!(options.check(Allowed::Item).is_err());
    }

    proptest! {
        #[test]
        fn never_panics(query in "\\PC*") {
            let _ = Options::parse(&query, true);
        }
    }
}
