//! The credentials of the runtime against the emulator's Microsoft Entra.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use graph_action::oauth::{
    AuthorityError, AuthorizationCode, ClientCertificate, ClientCredentials, DeviceCode, FileStore, OnBehalfOf,
};
use graph_action::reqwest::Url;
use graph_action::{Call, Clock, Credential, Error, Graph, graph_action, graph_api};
use graph_action_emulator::{Emulator, Fault, RetryAfter, SignIn};
use graph_action_examples::{JumpingClock, Scratch, browse};
use serde_json::{Value, json};

#[graph_api]
trait Calls {
    #[graph_action(GET, "/?$select=userPrincipalName", scope = "User.Read")]
    fn profile(&self) -> Call<Value>;
}

#[graph_api(root = service)]
trait People {
    #[graph_action(GET, "/users?$select=id", scope(application = "User.Read.All"))]
    fn all(&self) -> Call<Value>;
}

/// An emulator and a clock that it shares with the client.
struct World {
    emulator: Emulator,
    clock: JumpingClock,
}

impl World {
    async fn new(settings: SignIn) -> Self {
        let clock = JumpingClock::start();
        let now = clock.clone();
        let emulator = Emulator::builder().clock(move || now.now()).start().await.unwrap();
        emulator.sign_in(settings);
        Self { emulator, clock }
    }

    fn graph(&self, credential: impl Credential) -> Graph {
        let builder = Graph::builder().base_url(self.emulator.url()).clock(self.clock.clone());
        builder.credential(credential).build().unwrap()
    }

    /// A credential with a browser, and how often the browser was asked for. It runs on the system's clock: the jumping
    /// one leaves a person no time.
    fn browser(&self) -> (AuthorizationCode, Arc<Mutex<u32>>) {
        let opened = Arc::new(Mutex::new(0));
        let count = opened.clone();
        let open = move |page: &Url| {
            *count.lock().unwrap() += 1;
            tokio::spawn(browse(page.clone()));
        };
        let credential = AuthorizationCode::new("contoso.com", "app", CallsClient::SCOPES, open);
        (credential.authority(self.emulator.url()), opened)
    }

    /// The grants of the token requests so far.
    fn grants(&self) -> Vec<String> {
        let requests = self.emulator.requests();
        let grant = |form: &str| {
            let fields = form.split('&').find_map(|field| field.strip_prefix("grant_type="))?;
            Some(fields.rsplit("%3A").next().unwrap_or(fields).to_owned())
        };
        requests.iter().filter_map(|request| grant(&String::from_utf8_lossy(request.body()))).collect()
    }
}

async fn name(graph: &Graph) -> Result<String, Error> {
    Ok(CallsClient::new(graph.me()).profile().await?["userPrincipalName"].as_str().unwrap().to_owned())
}

fn refusal(error: &Error) -> &AuthorityError {
    std::error::Error::source(error).and_then(|source| source.downcast_ref()).unwrap_or_else(|| panic!("{error:?}"))
}

fn delegated() -> SignIn {
    SignIn::new().granted(&["User.Read"])
}

#[tokio::test]
async fn a_person_signs_in_with_the_browser_and_stays_signed_in() {
    let world = World::new(delegated()).await;
    let folder = Scratch::new("browser-test").unwrap();
    for expected in [(1, "authorization_code"), (0, "refresh_token")] {
        world.emulator.clear_requests();
        let (credential, opened) = world.browser();
        let graph = world.graph(credential.store(FileStore::new(folder.path())));
        assert_eq!(name(&graph).await.unwrap(), "adele@contoso.com");
        assert_eq!((*opened.lock().unwrap(), world.grants()), (expected.0, vec![expected.1.to_owned()]));
        world.clock.jump(Duration::from_secs(3500));
        assert_eq!(name(&graph).await.unwrap(), "adele@contoso.com");
        assert_eq!(world.grants(), [expected.1, "refresh_token"]);
    }
}

#[tokio::test]
async fn a_challenge_of_graph_is_answered_with_a_token_that_has_the_claims() {
    let world = World::new(delegated()).await;
    let (credential, opened) = world.browser();
    let claims = r#"{"access_token":{"nbf":{"essential":true,"value":"1"}}}"#;
    world.emulator.inject(Fault::claims_challenge(claims).on("GET", "/me"));
    assert_eq!(name(&world.graph(credential)).await.unwrap(), "adele@contoso.com");
    assert_eq!(
        (*opened.lock().unwrap(), world.grants()),
        (1, vec!["authorization_code".into(), "refresh_token".into()])
    );
}

#[tokio::test]
async fn a_person_who_declines_is_an_error() {
    let world = World::new(delegated().declined()).await;
    let error = name(&world.graph(world.browser().0)).await.unwrap_err();
    assert_eq!(refusal(&error).code(), "access_denied");
    assert!(refusal(&error).description().unwrap().starts_with("AADSTS65004: User declined"), "{error}");
    assert!(world.grants().is_empty());
    let credential = DeviceCode::new("contoso.com", "app", CallsClient::SCOPES, |_| ());
    let credential = credential.authority(world.emulator.url()).clock(world.clock.clone());
    let error = name(&world.graph(credential)).await.unwrap_err();
    assert_eq!(refusal(&error).code(), "authorization_declined");
}

#[tokio::test]
async fn a_device_code_s_sign_in_survives_in_files() {
    let world = World::new(delegated()).await;
    let folder = Scratch::new("device-test").unwrap();
    for prompts in [1, 0] {
        let shown = Arc::new(Mutex::new(0));
        let count = shown.clone();
        let prompt = move |_: &graph_action::oauth::DevicePrompt<'_>| *count.lock().unwrap() += 1;
        let credential = DeviceCode::new("contoso.com", "app", CallsClient::SCOPES, prompt)
            .authority(world.emulator.url())
            .clock(world.clock.clone())
            .store(FileStore::new(folder.path()));
        assert_eq!(name(&world.graph(credential)).await.unwrap(), "adele@contoso.com");
        assert_eq!(*shown.lock().unwrap(), prompts);
    }
}

#[tokio::test]
async fn an_application_signs_in_with_a_certificate_and_waits_as_told() {
    let world = World::new(SignIn::new().certificate("zJCOzfwL_iBhoEC-eLO4ZRGymNoiOmFcaixJgo5HDuI")).await;
    let credential = |pem: &str| {
        let certificate = ClientCertificate::from_pem(pem).unwrap();
        let credential = ClientCredentials::new("contoso.com", "app", certificate);
        credential.authority(world.emulator.url()).clock(world.clock.clone())
    };
    let pem = include_str!("../../runtime/tests/certificates/rsa.pem");
    world.emulator.inject(Fault::status(429).retry_after(RetryAfter::Seconds(7)).on("POST", "/contoso.com/**"));
    let people = PeopleClient::new(world.graph(credential(pem))).all().await.unwrap();
    assert_eq!(people["value"].as_array().unwrap().len(), 4);
    assert_eq!(world.clock.elapsed(), Duration::from_secs(7));

    world.emulator.sign_in(SignIn::new().certificate("another"));
    let error = PeopleClient::new(world.graph(credential(pem))).all().await.unwrap_err();
    assert_eq!(refusal(&error).code(), "invalid_client");
}

#[tokio::test]
async fn a_web_api_calls_graph_for_its_caller() {
    let world = World::new(delegated().client_secret("S3CRET")).await;
    let service = OnBehalfOf::new("contoso.com", "api", "S3CRET");
    let service = service.authority(world.emulator.url()).clock(world.clock.clone());
    let token = |expires_in: u64| {
        let now = world.clock.now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        let claims = json!({"aud": "api://api", "exp": now + expires_in, "upn": "megan@contoso.com"});
        let part = URL_SAFE_NO_PAD.encode(claims.to_string());
        format!("e30.{part}.signed")
    };
    let graph = world.graph(service.user(token(600)));
    assert!(name(&graph).await.is_ok());
    // The caller's token has expired by then; the refresh token has not.
    world.clock.jump(Duration::from_secs(3500));
    assert!(name(&graph).await.is_ok());
    assert_eq!(world.grants(), ["jwt-bearer", "refresh_token"]);

    let error = name(&world.graph(service.user(token(0)))).await.unwrap_err();
    assert!(refusal(&error).is_sign_in_required() && error.to_string().contains("AADSTS500133"), "{error}");
}
