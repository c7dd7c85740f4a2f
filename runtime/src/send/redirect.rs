//! Redirects: which are followed, and what is sent to the next address.
//!
//! These are the rules of Microsoft's own clients: 301, 302, 303, 307 and 308 are followed, only 303 turns the request
//! into a `GET` without a body, and the token is sent to Graph's scheme, host and port only. Here this holds for all
//! headers of the caller, the request id and the body, too.

use http::{HeaderMap, Method, StatusCode};
use reqwest::Url;

use crate::client::origin;
use crate::reply::error::{Error, Kind, header_address};
use crate::send::outcome::Attempt;

/// The most redirects that one request follows.
const LIMIT: usize = 5;

/// One address on the way of a request.
#[derive(Clone, Debug)]
pub(crate) struct Hop {
    pub(crate) url: Url,
    pub(crate) method: Method,
    pub(crate) has_body: bool,
    /// All addresses so far were Graph's, so token, headers and ids may be sent.
    pub(crate) is_trusted: bool,
}

/// The addresses that were visited, from the first redirect on.
#[derive(Default)]
pub(crate) struct Trail(Vec<(Method, Url)>);

impl Trail {
    /// The next address, or `None` when the answer is not a redirect.
    ///
    /// # Errors
    ///
    /// When the redirect must not be followed.
    pub(crate) fn follow(&mut self, hop: &Hop, status: StatusCode, headers: &HeaderMap) -> Result<Option<Hop>, Error> {
        if !matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
            return Ok(None);
        }
        let next = self.next(hop, status, headers).map_err(|reason| {
            Error::new(Kind::Redirect, format!("the redirect was not followed: {reason}"))
                .with_status(status, headers.clone())
                .after(Attempt::Answered { status, asks_to_repeat: false })
        })?;
        Ok(Some(next))
    }

    fn next(&mut self, hop: &Hop, status: StatusCode, headers: &HeaderMap) -> Result<Hop, String> {
        let location = header_address(headers, "location").ok_or("it has no `Location`")?;
        let mut url = hop.url.join(&location).map_err(|error| format!("its `Location` cannot be read: {error}"))?;
        url.set_fragment(None);
        if origin::has_user_info(&url) {
            return Err("it leads to an address with a user name or password".to_owned());
        }
        match (hop.url.scheme(), url.scheme()) {
            ("http" | "https", "https") => {}
            ("http", "http") if origin::is_loopback(&url) => {}
            ("http", "http") => return Err("it leads to another machine over `http`".to_owned()),
            ("https", "http") => return Err("it leads from `https` to `http`".to_owned()),
            (_, scheme) => return Err(format!("it leads to the scheme `{scheme}`")),
        }
        if self.0.is_empty() {
            self.0.push((hop.method.clone(), hop.url.clone()));
        }
        let is_see_other = status == StatusCode::SEE_OTHER;
        let next = Hop {
            method: if is_see_other { Method::GET } else { hop.method.clone() },
            has_body: hop.has_body && !is_see_other,
            is_trusted: hop.is_trusted && origin::is_same(&hop.url, &url),
            url,
        };
        if next.has_body && !next.is_trusted {
            let host = next.url.host_str().unwrap_or_default();
            return Err(format!("it would send the body of the request to another host, `{host}`"));
        }
        let visited = (next.method.clone(), next.url.clone());
        if self.0.contains(&visited) {
            return Err("it goes in a circle".to_owned());
        }
        if self.0.len() > LIMIT {
            return Err(format!("it is the one after {LIMIT}, which is as many as are followed"));
        }
        self.0.push(visited);
        Ok(next)
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn start(method: Method, has_body: bool) -> Hop {
        Hop {
            url: Url::parse("https://graph.microsoft.com/v1.0/me/photo?size=1").unwrap(),
            method,
            has_body,
            is_trusted: true,
        }
    }

    fn step(hop: &Hop, status: u16, location: &str) -> Result<Option<Hop>, String> {
        let headers = HeaderMap::from_iter([(http::header::LOCATION, HeaderValue::from_str(location).unwrap())]);
        Trail::default().follow(hop, StatusCode::from_u16(status).unwrap(), &headers).map_err(|error| error.to_string())
    }

    #[test]
    fn only_five_statuses_are_redirects() {
        for status in [200, 201, 202, 204, 300, 304, 305, 306, 400] {
            assert!(step(&start(Method::GET, false), status, "/x").unwrap().is_none(), "{status}");
        }
        for status in [301, 302, 307, 308] {
            let hop = step(&start(Method::PATCH, true), status, "/x").unwrap().unwrap();
            assert_eq!((hop.method, hop.has_body, hop.is_trusted), (Method::PATCH, true, true));
        }
        let hop = step(&start(Method::POST, true), 303, "/x").unwrap().unwrap();
        assert_eq!((hop.method, hop.has_body), (Method::GET, false));
    }

    #[test]
    fn a_location_is_resolved_and_its_origin_compared() {
        for (location, url, is_trusted) in [
            ("other?b#c", "https://graph.microsoft.com/v1.0/me/other?b", true),
            ("/beta/me", "https://graph.microsoft.com/beta/me", true),
            ("https://GRAPH.microsoft.com:443/x", "https://graph.microsoft.com/x", true),
            ("//cdn.example/x", "https://cdn.example/x", false),
            ("https://graph.microsoft.com:444/x", "https://graph.microsoft.com:444/x", false),
            ("https://graph.microsoft.com.evil.example/x", "https://graph.microsoft.com.evil.example/x", false),
        ] {
            let hop = step(&start(Method::GET, false), 302, location).unwrap().unwrap();
            assert_eq!((hop.url.as_str(), hop.is_trusted), (url, is_trusted));
        }
    }

    #[test]
    fn trust_does_not_come_back() {
        let away = step(&start(Method::GET, false), 302, "https://cdn.example/x").unwrap().unwrap();
        let back = step(&away, 302, "https://graph.microsoft.com/v1.0/me").unwrap().unwrap();
        assert!(!back.is_trusted);
    }

    #[test]
    fn what_is_not_followed_says_why() {
        let get = start(Method::GET, false);
        for (location, why) in [
            ("http://graph.microsoft.com/x", "from `https` to `http`"),
            ("ftp://cdn.example/x", "scheme `ftp`"),
            ("file:///etc/passwd", "scheme `file`"),
            ("https://a:b@graph.microsoft.com/x", "user name"),
            ("https://:x", "cannot be read"),
            ("https://graph.microsoft.com/v1.0/me/photo?size=1", "circle"),
        ] {
            let message = step(&get, 302, location).unwrap_err();
            assert!(message.contains(why), "{location}: {message}");
        }
        let message = step(&start(Method::PUT, true), 307, "https://cdn.example/x").unwrap_err();
        assert!(message.contains("another host, `cdn.example`"), "{message}");
        let missing = Trail::default().follow(&get, StatusCode::FOUND, &HeaderMap::new()).unwrap_err();
        assert!(missing.to_string().contains("no `Location`"));
    }

    #[test]
    fn the_sixth_redirect_is_one_too_many() {
        let mut hop = start(Method::GET, false);
        let mut trail = Trail::default();
        for number in 1..=6 {
            let location = HeaderValue::from_str(&format!("/{number}")).unwrap();
            let headers = HeaderMap::from_iter([(http::header::LOCATION, location)]);
            match trail.follow(&hop, StatusCode::FOUND, &headers) {
                Ok(next) => hop = next.unwrap(),
                Err(error) => {
                    assert_eq!(number, 6);
                    assert!(error.to_string().contains("after 5"), "{error}");
                    return;
                }
            }
        }
        panic!("six redirects were followed");
    }
}
