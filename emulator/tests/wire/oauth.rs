//! The endpoints for tokens, device codes and the browser.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, UNIX_EPOCH},
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use graph_action_emulator::{Emulator, SignIn};
use serde_json::{Value, json};

use crate::client::{Client, Response, start};

const GRAPH: &str = "https%3A%2F%2Fgraph.microsoft.com%2F";

async fn ask(client: &mut Client, endpoint: &str, form: &str) -> Response {
    let token = std::mem::take(&mut client.token);
    let target = format!("/contoso.com/oauth2/v2.0/{endpoint}");
    let answer = client.send("POST", &target, &["Content-Type: application/x-www-form-urlencoded"], Some(form)).await;
    client.token = token;
    answer
}

fn claims(answer: &Response) -> Value {
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap()).unwrap()
}

fn refusal(answer: &Response) -> (u16, String, u64) {
    let body = answer.json();
    let code = body["error_codes"][0].as_u64().unwrap();
    assert!(body["error_description"].as_str().unwrap().starts_with(&format!("AADSTS{code}: ")));
    (answer.status, body["error"].as_str().unwrap().to_owned(), code)
}

#[tokio::test]
async fn client_credentials() {
    let (emulator, mut client) = start().await;
    emulator.sign_in(SignIn::new().client_secret("s e").granted(&["User.Read.All"]).life(Duration::from_secs(60)));
    let form = |secret: &str, scope: &str| {
        format!("grant_type=client_credentials&client_id=app&client_secret={secret}&scope={scope}")
    };
    let issued = ask(&mut client, "token", &form("s+e", &format!("{GRAPH}.default"))).await;
    assert_eq!((issued.status, &issued.json()["expires_in"]), (200, &json!(60)));
    let claims = claims(&issued);
    assert_eq!((&claims["roles"], &claims["appid"]), (&json!(["User.Read.All"]), &json!("app")));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 60);
    client.token = issued.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/v1.0/users").await.status, 200);
    assert_eq!(client.get("/v1.0/users/adele@contoso.com/messages").await.status, 403);

    let wrong = ask(&mut client, "token", &form("wrong", &format!("{GRAPH}.default"))).await;
    assert_eq!(refusal(&wrong), (401, "invalid_client".to_owned(), 7_000_215));
    let wrong = ask(&mut client, "token", &form("", &format!("{GRAPH}.default"))).await;
    assert_eq!(refusal(&wrong), (401, "invalid_client".to_owned(), 7_000_216));
    let wrong = ask(&mut client, "token", &form("s%20e", &format!("{GRAPH}Mail.Send"))).await;
    assert_eq!(refusal(&wrong), (400, "invalid_scope".to_owned(), 1_002_012));
    let wrong = ask(&mut client, "token", "grant_type=password&client_id=app").await;
    assert_eq!(refusal(&wrong).1, "unsupported_grant_type");
    assert_eq!(refusal(&ask(&mut client, "token", "").await), (400, "invalid_request".to_owned(), 900_144));

    client.token.clear();
    let basic = ["Authorization: Basic YXBwOnMlMjBl", "Content-Type: application/x-www-form-urlencoded"];
    let form = format!("grant_type=client_credentials&scope={GRAPH}.default");
    let issued = client.send("POST", "/contoso.com/oauth2/v2.0/token", &basic, Some(&form)).await;
    assert_eq!(issued.status, 200, "{}", issued.text());
}

#[tokio::test]
async fn nobody_signs_in_where_nobody_is() {
    let emulator = Emulator::builder().empty().start().await.unwrap();
    emulator.sign_in(SignIn::new().pending(0));
    let mut client = Client::connect(&emulator).await;
    let started = ask(&mut client, "devicecode", &format!("client_id=app&scope={GRAPH}Mail.Send")).await.json();
    let grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code";
    let form = format!("{grant}&client_id=app&device_code={}", started["device_code"].as_str().unwrap());
    assert_eq!(refusal(&ask(&mut client, "token", &form).await), (400, "invalid_grant".to_owned(), 50_034));
}

#[tokio::test]
async fn a_device_polls_until_its_user_signed_in() {
    let (emulator, mut client) = start().await;
    emulator.sign_in(SignIn::new().slow_down(1).pending(2).interval(Duration::from_secs(0)));
    let started =
        ask(&mut client, "devicecode", &format!("client_id=app&scope={GRAPH}Mail.Send+offline_access")).await.json();
    assert_eq!((&started["interval"], &started["expires_in"]), (&json!(0), &json!(900)));
    let code = started["device_code"].as_str().unwrap();
    let form =
        format!("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&client_id=app&device_code={code}");
    let mut answers = Vec::new();
    for _ in 0..3 {
        answers.push(refusal(&ask(&mut client, "token", &form).await).1);
    }
    assert_eq!(answers, ["slow_down", "authorization_pending", "authorization_pending"]);
    let issued = ask(&mut client, "token", &form).await;
    assert_eq!((&issued.json()["scope"], &claims(&issued)["scp"]), (&json!("Mail.Send"), &json!("Mail.Send")));
    assert_eq!(refusal(&ask(&mut client, "token", &form).await).1, "bad_verification_code");

    let refresh = issued.json()["refresh_token"].as_str().unwrap().to_owned();
    let form = format!("grant_type=refresh_token&client_id=app&refresh_token={refresh}");
    let challenge = "%7B%22access_token%22%3A%7B%22nbf%22%3A%7B%22essential%22%3Atrue%7D%7D%7D";
    let refreshed = ask(&mut client, "token", &format!("{form}&claims={challenge}")).await;
    assert_eq!(claims(&refreshed)["claims"]["access_token"]["nbf"]["essential"], true);
    assert_ne!(refreshed.json()["access_token"], issued.json()["access_token"]);
    assert_eq!(claims(&refreshed)["scp"], "Mail.Send");
    let wider = ask(&mut client, "token", &format!("{form}&scope=Sites.FullControl.All")).await;
    assert_eq!(refusal(&wider), (400, "invalid_grant".to_owned(), 65_001));
    assert_eq!(refusal(&ask(&mut client, "token", &format!("{form}x")).await).1, "invalid_grant");
    assert_eq!(refusal(&ask(&mut client, "token", &format!("{form}&claims=x")).await).1, "invalid_request");

    emulator.sign_in(SignIn::new().pending(0).declined());
    let started = ask(&mut client, "devicecode", "client_id=app&scope=User.Read.All").await.json();
    let code = started["device_code"].as_str().unwrap();
    let form = format!("grant_type=device_code&client_id=app&device_code={code}");
    assert_eq!(refusal(&ask(&mut client, "token", &form).await).1, "authorization_declined");
}

#[tokio::test]
async fn expired_tokens_are_refused() {
    let now = Arc::new(AtomicU64::new(1_795_255_200));
    let clock = Arc::clone(&now);
    let emulator = Emulator::builder()
        .clock(move || UNIX_EPOCH + Duration::from_secs(clock.load(Ordering::SeqCst)))
        .start()
        .await
        .unwrap();
    let mut client = Client::connect(&emulator).await;
    let form = format!("grant_type=client_credentials&client_id=app&client_secret=s&scope={GRAPH}.default");
    let issued = ask(&mut client, "token", &form).await;
    client.token = issued.json()["access_token"].as_str().unwrap().to_owned();
    assert_eq!(client.get("/v1.0/users").await.status, 200);
    now.fetch_add(3_600, Ordering::SeqCst);
    assert_eq!(client.get("/v1.0/users").await.error(), (401, "InvalidAuthenticationToken".to_owned()));
}

/// The challenge and the verifier of RFC 7636, appendix B.
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const REDIRECT: &str = "http%3A%2F%2Flocalhost%3A4567";

/// Opens the page of the browser with these parameters.
async fn open(client: &mut Client, query: &str) -> Response {
    let token = std::mem::take(&mut client.token);
    let answer = client.get(&format!("/contoso.com/oauth2/v2.0/authorize?{query}")).await;
    client.token = token;
    answer
}

fn page() -> String {
    format!(
        "client_id=app&response_type=code&redirect_uri={REDIRECT}&scope={GRAPH}Mail.Send+offline_access&state=a%20b\
         &code_challenge={CHALLENGE}&code_challenge_method=S256"
    )
}

/// A parameter of the redirect.
fn redirected(answer: &Response, name: &str) -> Option<String> {
    assert_eq!(answer.status, 302, "{}", answer.text());
    let (uri, query) = answer.header("location").unwrap().split_once('?').unwrap();
    assert_eq!(uri, "http://localhost:4567");
    query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}=")).map(str::to_owned))
}

#[tokio::test]
async fn a_browser_brings_a_code_that_is_redeemed_once() {
    let (_emulator, mut client) = start().await;
    let opened = open(&mut client, &page()).await;
    assert_eq!(redirected(&opened, "state").as_deref(), Some("a%20b"));
    let code = redirected(&opened, "code").unwrap();
    let form = |client: &str, code: &str, redirect: &str, verifier: &str| {
        format!(
            "grant_type=authorization_code&client_id={client}&code={code}&redirect_uri={redirect}\
             &code_verifier={verifier}"
        )
    };
    for (wrong, number) in [
        (form("app", "other", REDIRECT, VERIFIER), 70_000),
        (form("other", &code, REDIRECT, VERIFIER), 70_000),
        (form("app", &code, "http%3A%2F%2Flocalhost%3A1", VERIFIER), 500_112),
        (form("app", &code, REDIRECT, "x"), 501_481),
        (form("app", &code, REDIRECT, VERIFIER).replace("code_verifier", "x"), 501_481),
    ] {
        assert_eq!(refusal(&ask(&mut client, "token", &wrong).await), (400, "invalid_grant".to_owned(), number));
    }
    let right = form("app", &code, REDIRECT, VERIFIER);
    let issued = ask(&mut client, "token", &right).await;
    assert_eq!((&claims(&issued)["scp"], &claims(&issued)["upn"]), (&json!("Mail.Send"), &json!("adele@contoso.com")));
    assert!(issued.json()["refresh_token"].is_string());
    assert_eq!(refusal(&ask(&mut client, "token", &right).await).2, 54_005);
}

#[tokio::test]
async fn a_code_expires() {
    let now = Arc::new(AtomicU64::new(1_795_255_200));
    let clock = Arc::clone(&now);
    let time = move || UNIX_EPOCH + Duration::from_secs(clock.load(Ordering::SeqCst));
    let emulator = Emulator::builder().clock(time).start().await.unwrap();
    let mut client = Client::connect(&emulator).await;
    let code = redirected(&open(&mut client, &page()).await, "code").unwrap();
    now.fetch_add(600, Ordering::SeqCst);
    let form = format!("grant_type=authorization_code&client_id=app&code={code}&redirect_uri={REDIRECT}");
    assert_eq!(refusal(&ask(&mut client, "token", &form).await).2, 70_008);
}

#[tokio::test]
async fn what_is_wrong_goes_to_the_redirect_uri_if_that_may_be_used() {
    let (emulator, mut client) = start().await;
    for (wrong, error) in [
        (page().replace("response_type=code", "response_type=token"), "unsupported_response_type"),
        (page().replace("=S256", "=plain"), "invalid_request"),
        (page().replace("client_id=app&", ""), "invalid_request"),
        (page().replace("Mail.Send", "Sites.FullControl.All"), "invalid_grant"),
    ] {
        let opened = open(&mut client, &wrong).await;
        let encoded = error.replace('_', "%5F");
        assert_eq!((redirected(&opened, "error"), redirected(&opened, "code")), (Some(encoded), None), "{wrong}");
        assert!(redirected(&opened, "error_description").unwrap().starts_with("AADSTS"));
        assert_eq!(redirected(&opened, "state").as_deref(), Some("a%20b"));
    }
    emulator.sign_in(SignIn::new().declined());
    assert_eq!(redirected(&open(&mut client, &page()).await, "error").as_deref(), Some("access%5Fdenied"));
    for other in ["https%3A%2F%2Fevil.example", "http%3A%2F%2Flocalhost.evil.example", "http%3A%2F%2Flocalhost%23x"] {
        let opened = open(&mut client, &page().replace(REDIRECT, other)).await;
        assert_eq!(refusal(&opened), (400, "invalid_request".to_owned(), 50_011), "{other}");
    }
    assert_eq!(refusal(&open(&mut client, "client_id=app").await).2, 900_144);
    assert_eq!(refusal(&ask(&mut client, "authorize", &page()).await).2, 900_561);
}

/// A token that is signed with something.
fn signed(header: &Value, claims: &Value) -> String {
    let part = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    format!("{}.{}.c2lnbmVk", part(header), part(claims))
}

#[tokio::test]
async fn an_application_proves_itself_with_a_certificate() {
    let (emulator, mut client) = start().await;
    emulator.sign_in(SignIn::new().certificate("THUMB"));
    let now = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let header = json!({"alg": "PS256", "typ": "JWT", "x5t#S256": "THUMB"});
    let audience = "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token";
    let proof = json!({"aud": audience, "iss": "app", "sub": "app", "nbf": now, "exp": now + 600, "jti": "1"});
    let changed = |value: &Value, name: &str, other: Value| {
        let mut value = value.clone();
        value[name] = other;
        value
    };
    let form = |assertion: &str| {
        format!(
            "grant_type=client_credentials&client_id=app&scope={GRAPH}.default&client_assertion={assertion}\
             &client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
        )
    };
    let right = signed(&header, &proof);
    assert_eq!(ask(&mut client, "token", &form(&right)).await.status, 200);
    for (wrong, number) in [
        ("x".to_owned(), 50_027),
        (right.replace("c2lnbmVk", ""), 700_027),
        (signed(&changed(&header, "alg", json!("none")), &proof), 700_027),
        (signed(&changed(&header, "x5t#S256", json!("other")), &proof), 700_027),
        (signed(&header, &changed(&proof, "iss", json!("other"))), 700_021),
        (signed(&header, &changed(&proof, "aud", json!("https://x/fabrikam.com/oauth2/v2.0/token"))), 700_023),
        (signed(&header, &changed(&proof, "exp", json!(now - 600))), 700_024),
        (signed(&header, &changed(&proof, "nbf", json!(now + 600))), 700_024),
    ] {
        let answer = ask(&mut client, "token", &form(&wrong)).await;
        assert_eq!(refusal(&answer), (401, "invalid_client".to_owned(), number));
    }
    let without_type = form(&right).replace("client_assertion_type", "x");
    assert_eq!(refusal(&ask(&mut client, "token", &without_type).await).2, 900_144);
}

#[tokio::test]
async fn a_web_api_acts_on_behalf_of_its_caller() {
    let (_emulator, mut client) = start().await;
    let now = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let caller = json!({"aud": "api://app", "exp": now + 600, "upn": "megan@contoso.com", "scp": "access"});
    let form = |assertion: &str| {
        format!(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&client_id=app&client_secret=s\
             &requested_token_use=on_behalf_of&scope={GRAPH}Mail.Send&assertion={assertion}"
        )
    };
    let issued = ask(&mut client, "token", &form(&signed(&json!({}), &caller))).await;
    assert_eq!((&claims(&issued)["upn"], &claims(&issued)["scp"]), (&json!("megan@contoso.com"), &json!("Mail.Send")));
    for (name, other, number) in [
        ("aud", json!("https://graph.microsoft.com"), 500_131),
        ("exp", json!(now - 1), 500_133),
        ("upn", json!("nobody@contoso.com"), 50_034),
    ] {
        let mut caller = caller.clone();
        caller[name] = other;
        let answer = ask(&mut client, "token", &form(&signed(&json!({}), &caller))).await;
        assert_eq!(refusal(&answer), (400, "invalid_grant".to_owned(), number));
    }
    let right = form(&signed(&json!({}), &caller));
    assert_eq!(refusal(&ask(&mut client, "token", &form("opaque")).await).2, 50_027);
    assert_eq!(refusal(&ask(&mut client, "token", &right.replace("=on_behalf_of", "=x")).await).2, 900_144);
    assert_eq!(refusal(&ask(&mut client, "token", &right.replace("client_secret", "x")).await).2, 7_000_216);
}
