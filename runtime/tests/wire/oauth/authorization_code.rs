//! A person signs in with the browser; a task of the test is the browser.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use graph_action::Clock;
use graph_action::oauth::AuthorizationCode;
use graph_action::reqwest::Url;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{field, get, graph, ok, refusal, refusal_of, token, tokens};
use crate::clock::ManualClock;
use crate::server::{Script, Server, answer};

/// A clock that waits for ever where a person has time to sign in.
#[derive(Clone, Default)]
struct PatientClock(ManualClock);

impl Clock for PatientClock {
    fn now(&self) -> SystemTime {
        self.0.now()
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        if duration < Duration::from_secs(300) { self.0.sleep(duration) } else { Box::pin(std::future::pending()) }
    }
}

fn parameter(page: &Url, wanted: &str) -> String {
    page.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// What the browser did: the pages that it was to open, and the answers that it was given.
#[derive(Clone, Default)]
struct Browser {
    pages: Arc<Mutex<Vec<Url>>>,
    answers: Arc<Mutex<Vec<String>>>,
}

impl Browser {
    /// Brings the requests to the redirect URI one after another. `STATE` is replaced.
    async fn bring(self, page: Url, requests: Vec<String>) {
        let redirect = Url::parse(&parameter(&page, "redirect_uri")).unwrap();
        assert_eq!(redirect.host_str(), Some("localhost"));
        for request in requests {
            let mut stream = TcpStream::connect(("127.0.0.1", redirect.port().unwrap())).await.unwrap();
            let mut answer = String::new();
            // A connection that is closed in between leaves an empty answer.
            if stream.write_all(request.replace("STATE", &parameter(&page, "state")).as_bytes()).await.is_ok() {
                stream.read_to_string(&mut answer).await.ok();
            }
            self.answers.lock().unwrap().push(answer);
        }
    }

    /// The status of each answer.
    fn statuses(&self) -> Vec<String> {
        let answers = self.answers.lock().unwrap();
        answers.iter().map(|answer| answer.split(' ').nth(1).unwrap_or_default().to_owned()).collect()
    }
}

fn request(target: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nhost: localhost\r\n\r\n")
}

/// A credential with a browser that brings these requests at each sign-in.
fn credential(authority: &Server, clock: impl Clock, requests: &[String]) -> (AuthorizationCode, Browser) {
    let browser = Browser::default();
    let (opened, requests) = (browser.clone(), requests.to_vec());
    let open = move |page: &Url| {
        opened.pages.lock().unwrap().push(page.clone());
        tokio::spawn(opened.clone().bring(page.clone(), requests.clone()));
    };
    let credential = AuthorizationCode::new("organizations", "app", ["Mail.Send"], open);
    (credential.authority(authority.url("")).clock(clock), browser)
}

#[tokio::test]
async fn a_person_signs_in_with_the_browser_and_the_token_is_refreshed() {
    let authority = Server::start([token(1), token(2), refusal("invalid_grant"), token(3)]).await;
    let server = Server::start((0..4).map(|_| ok())).await;
    let clock = PatientClock::default();
    let (credential, browser) = credential(&authority, clock.clone(), &[request("/?code=C%2BDE&state=STATE")]);
    assert!(format!("{credential:?}").contains("Mail.Send"));
    let graph = graph(&server, &clock.0, credential.login_hint("adele@contoso.com"));
    get(&graph).await.unwrap();
    for _ in 0..3 {
        get(&graph).await.unwrap();
        clock.0.advance(Duration::from_secs(3400));
    }
    assert_eq!(tokens(&server), ["token-1", "token-1", "token-2", "token-3"]);

    let pages = browser.pages.lock().unwrap().clone();
    assert_eq!(pages.len(), 2, "the second time after the refusal");
    assert!(pages[0].as_str().starts_with(&authority.url("/organizations/oauth2/v2.0/authorize?")), "{}", pages[0]);
    for (name, value) in [
        ("client_id", "app"),
        ("response_type", "code"),
        ("scope", "https://graph.microsoft.com/Mail.Send offline_access"),
        ("code_challenge_method", "S256"),
        ("login_hint", "adele@contoso.com"),
        ("claims", r#"{"access_token":{"xms_cc":{"values":["cp1"]}}}"#),
    ] {
        assert_eq!(parameter(&pages[0], name), value);
    }
    for secret in ["state", "code_challenge"] {
        assert_eq!(parameter(&pages[0], secret).len(), 43);
        assert_ne!(parameter(&pages[0], secret), parameter(&pages[1], secret));
    }
    let asked = authority.requests();
    let uri = parameter(&pages[0], "redirect_uri");
    for (name, value) in [("grant_type", "authorization_code"), ("code", "C+DE"), ("redirect_uri", &uri)] {
        assert_eq!(field(&asked[0], name), value);
    }
    let verifier = field(&asked[0], "code_verifier");
    assert!(verifier.len() == 43 && verifier != parameter(&pages[0], "code_challenge"));
    assert_eq!(field(&asked[1], "refresh_token"), "REFRESH-1");
    assert_eq!(field(&asked[2], "refresh_token"), "REFRESH-2");
}

#[tokio::test]
async fn the_page_in_the_browser_is_plain_and_other_requests_change_nothing() {
    let requests = [
        request("/favicon.ico"),
        request("/?code=FORGED&state=other"),
        request("/?error=access_denied"),
        "POST /?code=FORGED&state=STATE HTTP/1.1\r\n\r\n".to_owned(),
        "\u{fe}\r\n\r\n".to_owned(),
        request(&format!("/?code=FORGED&state=STATE&x={}", "x".repeat(1 << 20))),
        request("/?code=CODE&state=STATE"),
    ];
    let authority = Server::start([token(1)]).await;
    let server = Server::start([ok()]).await;
    let clock = PatientClock::default();
    let (credential, browser) = credential(&authority, clock.clone(), &requests);
    get(&graph(&server, &clock.0, credential)).await.unwrap();
    assert_eq!(field(&authority.requests()[0], "code"), "CODE");
    // The last answer is read by the browser at the same time as the code is exchanged.
    while browser.statuses().len() < requests.len() {
        tokio::task::yield_now().await;
    }
    assert_eq!(browser.statuses(), ["404", "404", "404", "", "", "", "200"]);
    let page = browser.answers.lock().unwrap()[6].clone();
    assert!(page.contains("You can close this page.") && page.contains("cache-control: no-store"), "{page}");
    assert!(!page.contains("CODE") && !page.contains("<script"), "{page}");
}

#[tokio::test]
async fn several_clients_share_one_sign_in() {
    let authority = Server::start([token(1), token(2)]).await;
    let server = Server::start([ok(), ok()]).await;
    let clock = PatientClock::default();
    let (credential, browser) = credential(&authority, clock.clone(), &[request("/?code=CODE&state=STATE")]);
    let credential = Arc::new(credential);
    let (one, other) = (graph(&server, &clock.0, credential.clone()), graph(&server, &clock.0, credential));
    let (one, other) = tokio::join!(get(&one), get(&other));
    one.unwrap();
    other.unwrap();
    assert_eq!(browser.pages.lock().unwrap().len(), 1);
    assert_eq!(field(&authority.requests()[1], "refresh_token"), "REFRESH-1");
}

#[tokio::test]
async fn a_connection_that_says_nothing_does_not_hold_the_sign_in_up() {
    let authority = Server::start([token(1)]).await;
    let server = Server::start([ok()]).await;
    let clock = PatientClock::default();
    let silent = Arc::new(Mutex::new(Vec::new()));
    let (browser, kept) = (Browser::default(), silent.clone());
    let open = move |page: &Url| {
        let port = Url::parse(&parameter(page, "redirect_uri")).unwrap().port().unwrap();
        kept.lock().unwrap().push(std::net::TcpStream::connect(("127.0.0.1", port)).unwrap());
        tokio::spawn(browser.clone().bring(page.clone(), vec![request("/?code=CODE&state=STATE")]));
    };
    let credential = AuthorizationCode::new("organizations", "app", ["Mail.Send"], open);
    let credential = credential.authority(authority.url("")).clock(clock.clone());
    get(&graph(&server, &clock.0, credential)).await.unwrap();
    assert_eq!((silent.lock().unwrap().len(), tokens(&server)), (1, vec!["token-1".to_owned()]));
}

#[tokio::test]
async fn what_the_authority_refuses_in_the_browser_is_the_error() {
    let declined = "/?error=access_denied&error_description=AADSTS65004%3a+User+declined&state=STATE";
    let authority = Server::start([]).await;
    let server = Server::start([]).await;
    let clock = PatientClock::default();
    let (credential, browser) = credential(&authority, clock.clone(), &[request(declined)]);
    let error = get(&graph(&server, &clock.0, credential)).await.unwrap_err();
    assert!(error.is_credential(), "{error:?}");
    let refusal = refusal_of(&error);
    assert_eq!((refusal.code(), refusal.description()), ("access_denied", Some("AADSTS65004: User declined")));
    while browser.answers.lock().unwrap().is_empty() {
        tokio::task::yield_now().await;
    }
    assert!(browser.answers.lock().unwrap()[0].contains("The sign-in failed."));
}

#[tokio::test]
async fn a_refused_code_is_not_shown() {
    let authority = Server::start([refusal("invalid_grant")]).await;
    let server = Server::start([]).await;
    let clock = PatientClock::default();
    let (credential, browser) = credential(&authority, clock.clone(), &[request("/?code=C0DE-SECRET&state=STATE")]);
    let error = get(&graph(&server, &clock.0, credential)).await.unwrap_err();
    assert_eq!((refusal_of(&error).code(), browser.pages.lock().unwrap().len()), ("invalid_grant", 1));
    let verifier = field(&authority.requests()[0], "code_verifier");
    let text = format!("{error:?}");
    assert!(!text.contains("C0DE-SECRET") && !text.contains(&verifier), "{text}");
}

#[tokio::test]
async fn a_person_who_does_nothing_is_waited_for_until_the_time_limit() {
    let authority = Server::start([]).await;
    let server = Server::start([]).await;
    // It does not wait: the time is over at once.
    let clock = ManualClock::default();
    let (credential, browser) = credential(&authority, clock.clone(), &[]);
    let error = get(&graph(&server, &clock, credential.time_limit(Duration::from_secs(90)))).await.unwrap_err();
    assert!(
        error.is_credential() && error.to_string().contains("had not signed in with the browser after 90s"),
        "{error}"
    );
    assert_eq!(clock.waits(), [Duration::from_secs(90)]);
    let uri = Url::parse(&parameter(&browser.pages.lock().unwrap()[0], "redirect_uri")).unwrap();
    while TcpStream::connect(("127.0.0.1", uri.port().unwrap())).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_challenge_is_passed_on_to_the_page_and_the_token() {
    let authority = Server::start([token(1), refusal("interaction_required"), token(2)]).await;
    let challenge = "www-authenticate: Bearer claims=\"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7fX19\"\r\n";
    let server = Server::start([answer("401 x", challenge, ""), ok()]).await;
    let clock = PatientClock::default();
    let (credential, browser) = credential(&authority, clock.clone(), &[request("/?code=CODE&state=STATE")]);
    get(&graph(&server, &clock.0, credential)).await.unwrap();
    assert_eq!(tokens(&server), ["token-1", "token-2"]);
    let claims = r#"{"access_token":{"nbf":{},"xms_cc":{"values":["cp1"]}}}"#;
    assert_eq!(parameter(&browser.pages.lock().unwrap()[1], "claims"), claims);
    assert_eq!(field(&authority.requests()[1], "claims"), claims);
    assert_eq!(field(&authority.requests()[2], "claims"), claims);
}

#[tokio::test]
async fn the_exchange_of_the_code_is_repeated_when_the_authority_is_busy() {
    let authority = Server::start([answer("503 x", "retry-after: 3\r\n", "busy"), Script::Reset, token(1)]).await;
    let server = Server::start([ok()]).await;
    let clock = PatientClock::default();
    let (credential, browser) = credential(&authority, clock.clone(), &[request("/?code=CODE&state=STATE")]);
    get(&graph(&server, &clock.0, credential)).await.unwrap();
    assert_eq!((clock.0.waits()[0], browser.pages.lock().unwrap().len()), (Duration::from_secs(3), 1));
}
