//! Downloads: whole or in part.

use super::call::{StorageCall, gone};
use crate::{
    drive::item::read_download_token,
    http::{GraphError, Response, Result},
};

pub(super) fn get(call: &StorageCall<'_>, token: &str) -> Result<Response> {
    let (user, item) = read_download_token(token).ok_or_else(gone)?;
    let item = call.state.accounts[call.account(&user)?].drive.item(Some(&item))?;
    let content = item.content().ok_or_else(gone)?;
    let (tag, total) = (item.ctag(), content.len());
    if call.request.header("if-none-match").is_some_and(|tags| item.is_tagged(tags)) {
        return Ok(Response::empty(304).header("etag", tag));
    }
    let same = call.request.header("if-range").is_none_or(|given| given == tag);
    let range = call.request.header("range").filter(|_| same).and_then(|range| parse(range, total));
    let response = match range {
        None => Response::with_body(200, item.media_type(), content.to_vec()),
        Some(Ok((first, last))) => Response::with_body(206, item.media_type(), content[first..=last].to_vec())
            .header("content-range", format!("bytes {first}-{last}/{total}")),
        Some(Err(Unsatisfiable)) => {
            let refusal = GraphError::new(416, "invalidRange", "The range is outside of the file.");
            return Err(refusal.header("content-range", format!("bytes */{total}")));
        }
    };
    Ok(response.header("etag", tag).header("accept-ranges", "bytes"))
}

#[derive(Debug, PartialEq, Eq)]
struct Unsatisfiable;

/// The first and last byte of `bytes=a-b`, `bytes=a-` or `bytes=-n`; `None` for anything else,
/// which is ignored (RFC 9110, 14.2).
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
