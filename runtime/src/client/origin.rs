//! Which hosts may receive a token, and which addresses are safe at all.

use std::net::IpAddr;

use reqwest::Url;

use crate::reply::error::{Error, Kind};

/// Whether both have the same scheme, host and port.
pub(crate) fn is_same(a: &Url, b: &Url) -> bool {
    a.scheme() == b.scheme() && a.host_str() == b.host_str() && a.port_or_known_default() == b.port_or_known_default()
}

/// Whether an address has a user name or a password.
pub(crate) fn has_user_info(url: &Url) -> bool {
    !url.username().is_empty() || url.password().is_some()
}

/// An address without a user name and a password, to be shown. A text that is no address shows nothing.
pub(crate) fn without_user_info(text: &str) -> String {
    match Url::parse(text) {
        Ok(url) if url.host_str().is_some() => url.origin().ascii_serialization(),
        _ => "…".to_owned(),
    }
}

/// Reads the host root of Graph.
///
/// # Errors
///
/// Unless it is `https`, or `http` on loopback, and has nothing but a host and perhaps a port.
pub(crate) fn parse_base(text: &str) -> Result<Url, Error> {
    parse_root(text, "base URL", "https://graph.microsoft.com")
}

/// Reads the host root of Entra, by the same rules.
#[cfg(feature = "oauth")]
pub(crate) fn parse_authority(text: &str) -> Result<Url, Error> {
    parse_root(text, "authority", "https://login.microsoftonline.com")
}

fn parse_root(text: &str, what: &str, example: &str) -> Result<Url, Error> {
    let wrong =
        |reason: &str| Error::new(Kind::Build, format!("the {what} {reason}; it is a host root such as `{example}`"));
    let url = Url::parse(text).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => {
            return Err(wrong("is `http`, which would show the token to the network: only a loopback address may be"));
        }
        scheme => return Err(wrong(&format!("has the scheme `{scheme}`"))),
    }
    if has_user_info(&url) {
        return Err(wrong("holds a user name or password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("has a query or a fragment"));
    }
    match url.path() {
        "/" => Ok(url),
        "/v1.0" | "/v1.0/" | "/beta" | "/beta/" => {
            Err(wrong("has a version, but the version belongs to each action: leave it out"))
        }
        path => Err(wrong(&format!("has the path `{path}`"))),
    }
}

/// Allows only addresses that are safe to send requests to: `https`, or `http` on loopback when Graph itself is there.
///
/// # Errors
///
/// What is wrong with the address.
pub(crate) fn check(url: &Url, base: &Url) -> Result<(), String> {
    match url.scheme() {
        "https" => {}
        "http" if base.scheme() == "http" && is_loopback(url) => {}
        scheme => return Err(format!("has the scheme `{scheme}`, and `https` is what is safe")),
    }
    if has_user_info(url) {
        return Err("holds a user name or password".to_owned());
    }
    Ok(())
}

/// Whether an address is on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_is_a_host_root() {
        for good in [
            "https://graph.microsoft.com",
            "https://graph.microsoft.com/",
            "https://graph.example:8443",
            "http://127.0.0.1:4000",
            "http://127.8.9.1",
            "http://localhost:4000",
            "http://[::1]:4000",
        ] {
            assert!(parse_base(good).is_ok(), "{good}");
        }
        for (bad, why) in [
            ("graph.microsoft.com", "cannot be read"),
            ("ftp://graph.microsoft.com", "scheme"),
            ("http://graph.microsoft.com", "loopback"),
            ("http://127.0.0.1.evil.example", "loopback"),
            ("http://localhost.evil.example", "loopback"),
            ("https://graph.microsoft.com/v1.0", "version"),
            ("https://graph.microsoft.com/v1.0/", "version"),
            ("https://graph.microsoft.com/x", "path"),
            ("https://graph.microsoft.com?x", "query"),
            ("https://graph.microsoft.com#x", "fragment"),
            ("https://graph.microsoft.com@evil.example", "user name"),
        ] {
            let message = parse_base(bad).unwrap_err().to_string();
            assert!(message.contains(why), "{bad}: {message}");
        }
    }

    #[test]
    fn plain_http_is_for_loopback_and_only_beside_a_graph_on_loopback() {
        let url = |text: &str| Url::parse(text).unwrap();
        let (graph, local) = (url("https://graph.microsoft.com"), url("http://127.0.0.1:1"));
        for (address, beside_graph, beside_local) in [
            ("https://store.example/x", true, true),
            ("http://127.0.0.1:2/x", false, true),
            ("http://store.example/x", false, false),
            ("https://a:b@store.example/x", false, false),
            ("file:///etc/passwd", false, false),
        ] {
            assert_eq!(check(&url(address), &graph).is_ok(), beside_graph, "{address}");
            assert_eq!(check(&url(address), &local).is_ok(), beside_local, "{address}");
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let url = |text: &str| Url::parse(text).unwrap();
        assert!(is_same(&url("https://a.example/x"), &url("https://A.example:443/y?z")));
        for other in ["http://a.example", "https://b.example", "https://a.example:444", "https://a.example.b"] {
            assert!(!is_same(&url("https://a.example"), &url(other)), "{other}");
        }
    }
}
