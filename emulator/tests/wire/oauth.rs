//! The token and device code endpoints.

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
