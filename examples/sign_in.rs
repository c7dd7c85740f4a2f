//! Signs in with a code on another device, calls `/me`, and gets a new token before the old one expires.
//!
//! `cargo run --example sign_in` needs nothing: the emulator signs in by itself, and the clock is set forward instead
//! of waiting. With the id of an application in `CLIENT_ID`, and in `TENANT` its tenant if it accepts only one, the
//! example signs in at Microsoft. The application must allow public client flows and have the permission `User.Read`.

use std::time::Duration;

use graph_action::oauth::{DeviceCode, DevicePrompt};
use graph_action::{Clock, Graph, Result, graph_action, graph_api, graph_entity};
use graph_action_emulator::{Emulator, SignIn};
use graph_action_examples::{Failure, JumpingClock};

#[graph_entity("user")]
struct Profile {
    display_name: Option<String>,
    user_principal_name: Option<String>,
}

#[graph_api]
trait Me {
    #[graph_action(GET, "/", scope = "User.Read")]
    async fn profile(&self) -> Result<Profile>;
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    match std::env::var("CLIENT_ID") {
        Ok(client_id) => at_microsoft(client_id).await,
        Err(_) => at_an_emulator().await,
    }
}

async fn at_microsoft(client_id: String) -> Result<(), Failure> {
    let tenant = std::env::var("TENANT").unwrap_or_else(|_| "organizations".to_owned());
    let credential = DeviceCode::new(tenant, client_id, MeClient::SCOPES, show);
    greet(&Graph::builder().credential(credential).build()?).await?;
    println!("From here on tokens are renewed by themselves, for as long as the program runs.");
    Ok(())
}

async fn at_an_emulator() -> Result<(), Failure> {
    let clock = JumpingClock::start();
    let now = clock.clone();
    let emulator = Emulator::builder().clock(move || now.now()).start().await?;
    // The person takes three polls to sign in, and tokens live ten minutes.
    let life = Duration::from_secs(600);
    emulator.sign_in(SignIn::new().granted(&["User.Read"]).pending(3).life(life));
    println!("Graph and Microsoft Entra are an emulator at {}; set CLIENT_ID for the real ones.\n", emulator.url());

    let credential = DeviceCode::new("contoso.com", "an-application", MeClient::SCOPES, show);
    let credential = credential.authority(emulator.url()).clock(clock.clone());
    let graph = Graph::builder().base_url(emulator.url()).credential(credential).clock(clock.clone()).build()?;

    for minutes in [0, 4, 2] {
        if minutes > 0 {
            println!("\n{minutes} minutes later");
            clock.jump(Duration::from_secs(minutes * 60));
        }
        emulator.clear_requests();
        greet(&graph).await?;
        println!("  What the emulator was asked:");
        for request in emulator.requests() {
            let grant = match &*String::from_utf8_lossy(request.body()) {
                form if form.contains("device_code&") => " (has the person signed in?)",
                form if form.contains("grant_type=refresh_token") => " (with the refresh token)",
                _ => "",
            };
            let status = request.answer().map_or(0, |answer| answer.status);
            println!("    {:4} {}{grant} -> {status}", request.method(), request.target());
        }
    }
    Ok(())
}

async fn greet(graph: &Graph) -> Result<(), Failure> {
    let me = MeClient::new(graph.me()).profile().await?;
    let [name, address] =
        [me.display_name, me.user_principal_name].map(|text| text.unwrap_or_else(|| "(none)".to_owned()));
    println!("Hello {name}, you are {address}.");
    Ok(())
}

/// A program with windows would show its own words around the code and the address.
fn show(prompt: &DevicePrompt<'_>) {
    println!("{prompt}");
}
