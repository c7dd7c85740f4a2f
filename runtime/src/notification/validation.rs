//! The answer to Graph's question whether an address is a web hook.

use http::header::{CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use http::{HeaderValue, Response, StatusCode};
use percent_encoding::percent_decode_str;

/// The longest validation token that is answered, in bytes after decoding. Graph's have a few hundred.
const LONGEST_TOKEN: usize = 4096;

/// The answer to a request that validates the address of a web hook; `None` when the request is none. Give it the query
/// of the request, the part after the `?`.
///
/// The answer repeats the `validationToken` as plain text, as Graph wants it, and tells browsers not to take it for
/// anything else. It must be sent within ten seconds. A token that is empty, not UTF-8 or longer than 4096 bytes is
/// answered with 400.
///
/// ```
/// use graph_action::notification::answer_validation;
///
/// let answer = answer_validation(Some("validationToken=Validation%3a+Testing")).unwrap();
/// assert_eq!((answer.status().as_u16(), answer.body().as_str()), (200, "Validation: Testing"));
/// assert!(answer_validation(None).is_none());
/// ```
#[must_use]
pub fn answer_validation(query: Option<&str>) -> Option<Response<String>> {
    let token = query?.split('&').find_map(|pair| pair.strip_prefix("validationToken="))?;
    let (status, text) = match decode(token) {
        Some(token) => (StatusCode::OK, token),
        None => (StatusCode::BAD_REQUEST, String::new()),
    };
    let mut response = Response::new(text);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Some(response)
}

fn decode(token: &str) -> Option<String> {
    // Encoded, a byte takes up to three characters.
    if token.len() > 3 * LONGEST_TOKEN {
        return None;
    }
    let token = token.replace('+', " ");
    let text = percent_decode_str(&token).decode_utf8().ok()?.into_owned();
    (!text.is_empty() && text.len() <= LONGEST_TOKEN).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(query: &str) -> Option<(u16, String)> {
        answer_validation(Some(query)).map(|answer| (answer.status().as_u16(), answer.into_body()))
    }

    #[test]
    fn the_token_is_repeated_decoded_and_as_plain_text() {
        let ok = |text: &str| Some((200, text.to_owned()));
        assert_eq!(answer("validationToken=a%20b%2Bc+d"), ok("a b+c d"));
        assert_eq!(answer("x=1&validationToken=%C3%BC&y=2"), ok("ü"));
        assert_eq!(answer("validationToken=%3Cscript%3E"), ok("<script>"));
        let response = answer_validation(Some("validationToken=%3Cscript%3E")).unwrap();
        assert_eq!(response.headers()["content-type"], "text/plain; charset=utf-8");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }

    #[test]
    fn what_is_no_token_is_refused_and_other_requests_are_left_alone() {
        let refused = Some((400, String::new()));
        let longest = "a".repeat(LONGEST_TOKEN);
        assert_eq!(answer(&format!("validationToken={longest}")), Some((200, longest.clone())));
        for wrong in ["", "%FF", &format!("{longest}a"), &"%20".repeat(LONGEST_TOKEN + 1)] {
            assert_eq!(answer(&format!("validationToken={wrong}")), refused);
        }
        for other in ["", "x=1", "validationTokens=a", "validationToken", "a=validationToken=b"] {
            assert_eq!(answer(other), None, "{other}");
        }
        assert!(answer_validation(None).is_none());
    }
}
