//! Downloads: whole or in part.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{StorageCall, gone};
use crate::{address::UserKey, error::GraphError, request::Answer};

/// What a download URL carries: whose file it is.
pub(crate) fn token(account: &str, item: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{account} {item}"))
}

pub(super) fn get(call: &StorageCall<'_>, token: &str) -> Result<Answer, GraphError> {
    let decoded = URL_SAFE_NO_PAD.decode(token).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let (account, item) = decoded.as_deref().and_then(|text| text.split_once(' ')).ok_or_else(gone)?;
    let account = call.state.find(&UserKey::Key(account.to_owned())).ok_or_else(gone)?;
    let item = call.state.accounts[account].drive.item(Some(item))?;
    let content = item.content().ok_or_else(gone)?;
    let (tag, total) = (item.ctag(), content.len());
    if call.request.header("if-none-match").is_some_and(|tags| item.is_tagged(tags)) {
        return Ok(Answer::empty(304).header("etag", tag));
    }
    let same = call.request.header("if-range").is_none_or(|wanted| wanted == tag);
    let range = call.request.header("range").filter(|_| same).and_then(|range| parse(range, total));
    let answer = match range {
        None => Answer::with_body(200, item.media_type(), content.to_vec()),
        Some(Ok((first, last))) => Answer::with_body(206, item.media_type(), content[first..=last].to_vec())
            .header("content-range", format!("bytes {first}-{last}/{total}")),
        Some(Err(Unsatisfiable)) => {
            let refusal = GraphError::new(416, "invalidRange", "The range is outside of the file.");
            return Err(refusal.header("content-range", format!("bytes */{total}")));
        }
    };
    Ok(answer.header("etag", tag).header("accept-ranges", "bytes"))
}

#[derive(Debug, PartialEq, Eq)]
struct Unsatisfiable;

/// The first and last byte of `bytes=a-b`, `bytes=a-` or `bytes=-n`; `None` for anything else, which is passed over (RFC 9110, 14.2).
fn parse(range: &str, total: usize) -> Option<Result<(usize, usize), Unsatisfiable>> {
    let (first, last) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let end = total.checked_sub(1);
    let (first, last) = match (first, last) {
        ("", length) => {
            let length: usize = length.parse().ok()?;
            (total.saturating_sub(length), end.filter(|_| length > 0))
        }
        (first, "") => (first.parse().ok()?, end),
        (first, last) => {
            let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
            if last < first {
                return None;
            }
            (first, end.map(|end| end.min(last)))
        }
    };
    Some(last.filter(|last| first <= *last).map(|last| (first, last)).ok_or(Unsatisfiable))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (range, expected) in [
            ("bytes=0-4", Some(Ok((0, 4)))),
            ("bytes=5-", Some(Ok((5, 9)))),
            ("bytes=5-99", Some(Ok((5, 9)))),
            ("bytes=-3", Some(Ok((7, 9)))),
            ("bytes=-30", Some(Ok((0, 9)))),
            ("bytes=10-", Some(Err(Unsatisfiable))),
            ("bytes=-0", Some(Err(Unsatisfiable))),
            ("bytes=4-3", None),
            ("bytes=0-1,3-4", None),
            ("items=0-1", None),
        ] {
            assert_eq!(parse(range, 10), expected, "{range}");
        }
        assert_eq!(parse("bytes=0-", 0), Some(Err(Unsatisfiable)));
    }
}
