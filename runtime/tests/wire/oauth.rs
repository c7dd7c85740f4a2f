//! Tokens from an authority: what it is asked, how often, and what comes of its answers.

mod authorization_code;
#[cfg(any(feature = "rustls", feature = "aws-lc-rs"))]
mod certificate;
mod on_behalf_of;
mod store;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::__private::send;
use graph_action::oauth::{AuthorityError, ClientCredentials, DeviceCode};
use graph_action::{Cloud, Credential, Graph, Result};

use crate::clock::ManualClock;
use crate::server::{GET, Script, Server, answer, json, nothing};

fn token(number: u32) -> Script {
    json(
        "200 OK",
        &format!(
            r#"{{"token_type":"Bearer","expires_in":3600,"access_token":"TOKEN-{number}",
                "refresh_token":"REFRESH-{number}"}}"#
        ),
    )
}

fn code() -> Script {
    json(
        "200 OK",
        r#"{"device_code":"DEVICE","user_code":"ABCD-EFGH","verification_uri":"https://microsoft.com/devicelogin",
            "expires_in":900,"interval":5,"message":"To sign in …"}"#,
    )
}

fn refusal(error: &str) -> Script {
    json("400 Bad Request", &format!(r#"{{"error":"{error}","error_description":"AADSTS1: no.\r\nTrace ID: x"}}"#))
}

/// What was posted to the token endpoint, decoded.
fn form(request: &str) -> Vec<(String, String)> {
    let (_, body) = request.split_once("\n\n").unwrap();
    let url = graph_action::reqwest::Url::parse(&format!("http://x/?{body}")).unwrap();
    url.query_pairs().into_owned().collect()
}

fn field(request: &str, name: &str) -> String {
    form(request).into_iter().find(|(key, _)| key == name).map(|(_, value)| value).unwrap_or_default()
}

/// The refusal of the authority that an error comes from.
fn refusal_of(error: &graph_action::Error) -> &AuthorityError {
    std::error::Error::source(error).and_then(|source| source.downcast_ref()).unwrap_or_else(|| panic!("{error:?}"))
}

fn client_credentials(authority: &Server, clock: &ManualClock) -> ClientCredentials {
    ClientCredentials::new("contoso.com", "app", "S3CRET&=").authority(authority.url("")).clock(clock.clone())
}

fn graph(server: &Server, clock: &ManualClock, credential: impl Credential) -> Graph {
    server.builder().clock(clock.clone()).credential(credential).build().unwrap()
}

async fn get(graph: &Graph) -> Result<()> {
    send(&GET, &graph.me(), nothing()).await
}

fn ok() -> Script {
    answer("204 x", "", "")
}

fn tokens(server: &Server) -> Vec<String> {
    let token = |request: &String| {
        request.lines().find_map(|line| line.strip_prefix("authorization: bearer ")).unwrap().to_owned()
    };
    server.requests().iter().map(token).collect()
}

#[tokio::test]
async fn an_application_gets_a_token_for_everything_and_keeps_it() {
    let authority = Server::start([token(1), token(2)]).await;
    let server = Server::start((0..3).map(|_| ok())).await;
    let clock = ManualClock::default();
    let graph = graph(&server, &clock, client_credentials(&authority, &clock));
    get(&graph).await.unwrap();
    get(&graph).await.unwrap();
    clock.advance(Duration::from_secs(3300));
    get(&graph).await.unwrap();
    assert_eq!(tokens(&server), ["token-1", "token-1", "token-2"]);
    let asked = authority.requests();
    assert!(asked[0].starts_with("POST /contoso.com/oauth2/v2.0/token HTTP/1.1\n"), "{}", asked[0]);
    for (name, value) in [
        ("grant_type", "client_credentials"),
        ("client_id", "app"),
        ("client_secret", "S3CRET&="),
        ("scope", "https://graph.microsoft.com/.default"),
        ("claims", r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#),
    ] {
        assert_eq!(field(&asked[0], name), value);
    }
}

#[tokio::test]
async fn a_challenge_is_passed_on_to_the_authority() {
    let authority = Server::start([token(1), token(2)]).await;
    let challenge = "www-authenticate: Bearer claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7fX19\"\r\n";
    let server = Server::start([answer("401 x", challenge, ""), ok(), ok()]).await;
    let clock = ManualClock::default();
    let graph = graph(&server, &clock, client_credentials(&authority, &clock));
    get(&graph).await.unwrap();
    get(&graph).await.unwrap();
    assert_eq!(tokens(&server), ["token-1", "token-2", "token-2"]);
    let claims = field(&authority.requests()[1], "claims");
    assert_eq!(claims, r#"{"access_token":{"nbf":{},"xms_cc":{"values":["cp1"]}}}"#);
}

#[tokio::test]
async fn an_authority_that_is_overloaded_is_asked_again() {
    let authority = Server::start([answer("503 x", "retry-after: 7\r\n", "busy"), Script::Reset, token(1)]).await;
    let server = Server::start([ok()]).await;
    let clock = ManualClock::default();
    let graph = graph(&server, &clock, client_credentials(&authority, &clock));
    get(&graph).await.unwrap();
    assert_eq!((clock.waits().len(), clock.waits()[0]), (2, Duration::from_secs(7)));

    let authority = Server::start((0..3).map(|_| Script::Reset)).await;
    let graph = self::graph(&server, &clock, client_credentials(&authority, &clock));
    let error = get(&graph).await.unwrap_err();
    assert!(error.is_credential() && error.to_string().contains("cannot be reached"), "{error}");
    assert_eq!((authority.requests().len(), server.requests().len()), (3, 1));
}

#[tokio::test]
async fn a_long_wait_is_an_error_and_is_kept_to_later() {
    let busy = |seconds: u32| answer("429 x", &format!("retry-after: {seconds}\r\n"), "");
    let authority = Server::start([busy(100), token(1)]).await;
    let server = Server::start([ok()]).await;
    let clock = ManualClock::default();
    let graph = graph(&server, &clock, client_credentials(&authority, &clock));
    let error = get(&graph).await.unwrap_err();
    assert!(error.is_credential() && error.to_string().contains("the authority answered 429"), "{error}");
    clock.advance(Duration::from_secs(30));
    let error = get(&graph).await.unwrap_err();
    assert!(error.to_string().contains("asked for no request for another 70 s"), "{error}");
    assert_eq!(authority.requests().len(), 1);
    clock.advance(Duration::from_secs(30));
    get(&graph).await.unwrap();
    assert_eq!(clock.waits(), [30, 30, 40].map(Duration::from_secs));

    // What cannot be meant holds for an hour.
    let authority = Server::start([busy(u32::MAX), token(1)]).await;
    let server = Server::start([ok()]).await;
    let graph = self::graph(&server, &clock, client_credentials(&authority, &clock));
    assert!(get(&graph).await.is_err());
    assert!(get(&graph).await.unwrap_err().to_string().contains("another 3600 s"));
    clock.advance(Duration::from_secs(3600));
    get(&graph).await.unwrap();
}

#[tokio::test]
async fn an_authority_that_is_too_slow_or_says_too_much_is_an_error() {
    let slow = || Script::Answer("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{}".to_owned());
    let large = || answer("200 OK", "", &"x".repeat((1 << 20) + 1));
    for (script, limit, why) in [
        ([Script::Hang, Script::Hang, Script::Hang], 40, "no answer within 40ms"),
        ([slow(), slow(), slow()], 30_000, "the authority cannot be reached"),
        ([large(), large(), large()], 30_000, "too large"),
    ] {
        let authority = Server::start(script).await;
        let server = Server::start([]).await;
        let clock = ManualClock::default();
        let credential = client_credentials(&authority, &clock).timeout(Duration::from_millis(limit));
        let error = get(&graph(&server, &clock, credential)).await.unwrap_err();
        assert!(error.is_credential() && error.to_string().contains(why), "{error}");
        assert_eq!(authority.requests().len(), 3);
    }
}

#[tokio::test]
async fn a_refusal_is_told_without_secrets() {
    let server = Server::start([]).await;
    let unreadable = r#"{"access_token":"TOKEN-SECRET","token_type":7}"#;
    for (script, why) in [
        (refusal("invalid_client"), "invalid_client: AADSTS1: no. Trace ID: x"),
        (json("200 OK", unreadable), "cannot be read (line 1, column"),
        (json("200 OK", r#"{"access_token":"TOKEN-SECRET","token_type":"pop"}"#), "no bearer token"),
        (answer("400 x", "", "<p>TOKEN-SECRET</p>"), "cannot be read"),
    ] {
        let authority = Server::start([script]).await;
        let clock = ManualClock::default();
        let credential = client_credentials(&authority, &clock);
        assert!(!format!("{credential:?}").contains("S3CRET"));
        let error = get(&graph(&server, &clock, credential)).await.unwrap_err();
        assert!(error.is_credential() && error.to_string().contains(why), "{error}");
        let text = format!("{error:?}");
        assert!(!text.contains("S3CRET") && !text.contains("TOKEN-SECRET"), "{text}");
    }
}

/// An authority, or a proxy before it, that repeats what it was sent.
#[tokio::test]
async fn a_secret_that_the_authority_repeats_is_not_shown() {
    let secret = "0123456789.~SECRET-SECRET";
    let encoded: String = secret.bytes().map(|byte| format!("%{byte:02x}")).collect();
    for echo in [secret.to_owned(), encoded, secret.replace('S', "\\u0053")] {
        let body = format!(r#"{{"error":"{echo}","error_description":"no: {echo}","claims":"{echo}"}}"#);
        let authority = Server::start([json("400 Bad Request", &body)]).await;
        let server = Server::start([]).await;
        let clock = ManualClock::default();
        let credential = ClientCredentials::new("contoso.com", "app", secret).authority(authority.url(""));
        let error = get(&graph(&server, &clock, credential.clock(clock.clone()))).await.unwrap_err();
        let shown = format!("{error} {error:?} {:?}", refusal_of(&error));
        assert!(!shown.contains("SECRET") && !shown.contains("%53") && shown.contains("no: [redacted]"), "{shown}");
    }
}

/// What is odd in a refusal hides neither its code nor that the person has to sign in.
#[tokio::test]
async fn a_refusal_with_odd_parts_is_read() {
    for body in [
        &br#"{"error":"invalid_grant","error_description":50173,"claims":{"access_token":{}}}"#[..],
        br#"{"error":"invalid_grant","error_description":["no"],"error_codes":"x"}"#,
        b"{\"error\":\"invalid_grant\",\"error_description\":\"caf\xe9\"}",
        br#"{"error":"invalid_grant","error_description":"half \uD83D of it"}"#,
        b"{\"error\":\"invalid_grant\",\"error_description\":\"two\nlines\"}",
    ] {
        let head = format!("HTTP/1.1 400 x\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
        let odd = Script::Bytes([head.as_bytes(), body].concat());
        let authority = Server::start([code(), token(1), odd, code(), token(2)]).await;
        let server = Server::start([ok(), ok()]).await;
        let clock = ManualClock::default();
        let (credential, prompts) = device_code(&authority, &clock);
        let graph = graph(&server, &clock, credential);
        get(&graph).await.unwrap();
        clock.advance(Duration::from_secs(7200));
        get(&graph).await.unwrap();
        assert_eq!(prompts.lock().unwrap().len(), 2, "{}", String::from_utf8_lossy(body));
    }
}

#[tokio::test]
async fn an_authority_must_be_safe_and_a_tenant_a_name() {
    let server = Server::start([]).await;
    let clock = ManualClock::default();
    let credential = || ClientCredentials::new("contoso.com", "app", "S3CRET");
    for (credential, why) in [
        (credential().authority("http://login.example"), "the authority is `http`"),
        (credential().authority("https://login.example/x"), "the authority has the path"),
        (ClientCredentials::new("..", "app", "S3CRET"), "the tenant is `..`"),
        (ClientCredentials::new("", "app", "S3CRET"), "the tenant is empty"),
    ] {
        let error = get(&graph(&server, &clock, credential)).await.unwrap_err();
        assert!(error.is_credential() && error.to_string().contains(why), "{error}");
    }
}

#[test]
fn a_cloud_has_its_authority() {
    for (cloud, authority) in [
        (Cloud::Global, "https://login.microsoftonline.com"),
        (Cloud::UsGovL4, "https://login.microsoftonline.us"),
        (Cloud::UsGovL5, "https://login.microsoftonline.us"),
        (Cloud::China, "https://login.chinacloudapi.cn"),
        (Cloud::France, "https://login.sovcloud-identity.fr"),
        (Cloud::Germany, "https://login.sovcloud-identity.de"),
        (Cloud::Singapore, "https://login.sovcloud-identity.sg"),
    ] {
        assert_eq!(cloud.authority_url(), Some(authority));
    }
}

type Prompts = Arc<Mutex<Vec<String>>>;

fn device_code(authority: &Server, clock: &ManualClock) -> (DeviceCode, Prompts) {
    let prompts = Prompts::default();
    let seen = prompts.clone();
    let scopes = ["Mail.Send", "openid"];
    let credential = DeviceCode::new("organizations", "app", scopes, move |prompt| {
        assert!(!format!("{prompt:?}").contains("ABCD"));
        seen.lock().unwrap().push(prompt.to_string());
    });
    (credential.authority(authority.url("")).clock(clock.clone()), prompts)
}

#[tokio::test]
async fn a_person_signs_in_once_and_the_token_is_refreshed() {
    let script = [
        // Signs in, at the pace that is told.
        code(),
        refusal("authorization_pending"),
        refusal("slow_down"),
        refusal("authorization_pending"),
        token(1),
        // Refreshes,
        token(2),
        // until the person is wanted again.
        refusal("invalid_grant"),
        code(),
        token(3),
    ];
    let authority = Server::start(script).await;
    let server = Server::start((0..4).map(|_| ok())).await;
    let clock = ManualClock::default();
    let (credential, prompts) = device_code(&authority, &clock);
    let graph = graph(&server, &clock, credential);
    get(&graph).await.unwrap();
    get(&graph).await.unwrap();
    assert_eq!(clock.waits(), [5, 10, 10].map(Duration::from_secs));
    let prompt = "To sign in, open https://microsoft.com/devicelogin and enter the code ABCD-EFGH within 15 minutes.";
    assert_eq!(*prompts.lock().unwrap(), [prompt]);
    for _ in 0..2 {
        clock.advance(Duration::from_secs(3600));
        get(&graph).await.unwrap();
    }
    assert_eq!(tokens(&server), ["token-1", "token-1", "token-2", "token-3"]);
    assert_eq!(prompts.lock().unwrap().len(), 2);
    let asked = authority.requests();
    assert!(asked[0].starts_with("POST /organizations/oauth2/v2.0/devicecode HTTP/1.1\n"), "{}", asked[0]);
    assert_eq!(field(&asked[0], "scope"), "https://graph.microsoft.com/Mail.Send openid offline_access");
    assert_eq!(field(&asked[1], "grant_type"), "urn:ietf:params:oauth:grant-type:device_code");
    assert_eq!(field(&asked[1], "device_code"), "DEVICE");
    assert_eq!(
        (field(&asked[5], "grant_type"), field(&asked[5], "refresh_token")),
        ("refresh_token".into(), "REFRESH-1".into())
    );
    assert_eq!(field(&asked[6], "refresh_token"), "REFRESH-2");
}

#[tokio::test]
async fn a_code_that_nobody_enters_expires() {
    let pending = (0..400).map(|_| refusal("authorization_pending"));
    let authority = Server::start(std::iter::once(code()).chain(pending)).await;
    let server = Server::start([]).await;
    let clock = ManualClock::default();
    let (credential, _) = device_code(&authority, &clock);
    let error = get(&graph(&server, &clock, credential)).await.unwrap_err();
    assert!(error.is_credential() && error.to_string().contains("expired"), "{error}");
    let waited: Duration = clock.waits().iter().sum();
    assert!((900..910).contains(&waited.as_secs()), "{waited:?}");
}

#[tokio::test]
async fn an_authority_out_of_reach_does_not_bother_the_person() {
    let resets = [Script::Reset, Script::Reset, Script::Reset];
    let authority = Server::start(
        [code(), token(1)]
            .into_iter()
            .chain(resets)
            .chain([refusal("invalid_client"), refusal("temporarily_unavailable")])
            .chain([token(2)]),
    )
    .await;
    let server = Server::start((0..2).map(|_| ok())).await;
    let clock = ManualClock::default();
    let (credential, prompts) = device_code(&authority, &clock);
    let graph = graph(&server, &clock, credential);
    get(&graph).await.unwrap();
    clock.advance(Duration::from_secs(7200));
    // Nor does an authority that refuses for a reason that another sign-in would not change.
    for _ in 0..3 {
        assert!(get(&graph).await.unwrap_err().is_credential());
    }
    get(&graph).await.unwrap();
    assert_eq!(prompts.lock().unwrap().len(), 1);
    assert_eq!(tokens(&server), ["token-1", "token-2"]);
}

#[tokio::test]
async fn times_that_come_as_text_are_read() {
    for (time, asked) in [(r#""3599""#, 1), ("3599.0", 1), (r#"" 3599 ""#, 1), (r#""soon""#, 2), ("-1", 2)] {
        let answer =
            || json("200 OK", &format!(r#"{{"token_type":"Bearer","expires_in":{time},"access_token":"TOKEN"}}"#));
        let authority = Server::start([answer(), answer()]).await;
        let server = Server::start([ok(), ok()]).await;
        let clock = ManualClock::default();
        let graph = graph(&server, &clock, client_credentials(&authority, &clock));
        get(&graph).await.unwrap();
        get(&graph).await.unwrap();
        assert_eq!(authority.requests().len(), asked, "{time}");
    }
    let code = json(
        "200 OK",
        r#"{"device_code":"DEVICE","user_code":"ABCD-EFGH","verification_uri":"https://microsoft.com/devicelogin",
            "expires_in":"900","interval":"1"}"#,
    );
    let authority = Server::start([code, refusal("authorization_pending"), token(1)]).await;
    let server = Server::start([ok()]).await;
    let clock = ManualClock::default();
    let (credential, prompts) = device_code(&authority, &clock);
    get(&graph(&server, &clock, credential)).await.unwrap();
    assert!(prompts.lock().unwrap()[0].contains("within 15 minutes"));
    assert_eq!(clock.milliseconds(), [1000]);
}

#[tokio::test]
async fn an_authority_that_is_busy_does_not_end_a_device_s_sign_in() {
    let busy = || answer("429 x", "retry-after: 0\r\n", "");
    let script = [code(), busy(), busy(), busy(), answer("503 x", "", "<p>busy</p>"), Script::Reset, busy(), token(1)];
    let authority = Server::start(script).await;
    let server = Server::start([ok()]).await;
    let clock = ManualClock::default();
    let (credential, prompts) = device_code(&authority, &clock);
    get(&graph(&server, &clock, credential)).await.unwrap();
    assert_eq!((prompts.lock().unwrap().len(), tokens(&server)), (1, vec!["token-1".to_owned()]));

    // It ends with the code.
    let authority = Server::start([code()].into_iter().chain((0..400).map(|_| answer("429 x", "", "")))).await;
    let (credential, _) = device_code(&authority, &clock);
    let error = get(&graph(&server, &clock, credential)).await.unwrap_err();
    assert!(error.is_credential() && error.to_string().contains("expired"), "{error}");
}
