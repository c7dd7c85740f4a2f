//! Signs in with the browser once, and calls `/me` in two runs of a program: the second one needs no sign-in.
//!
//! `cargo run --example stay_signed_in` needs nothing: the emulator is Graph and Microsoft Entra, and a task is the
//! browser. With the id of an application in `CLIENT_ID`, and in `TENANT` its tenant if it accepts only one, the
//! example signs in at Microsoft; run it twice. The application needs the platform "Mobile and desktop applications"
//! with the redirect URI `http://localhost`, and the permission `User.Read`.

use std::path::Path;

use graph_action::oauth::{AuthorizationCode, FileStore};
use graph_action::reqwest::Url;
use graph_action::{Graph, Result, graph_action, graph_api, graph_entity};
use graph_action_emulator::{Emulator, SignIn};
use graph_action_examples::{Failure, Scratch, browse};

#[graph_entity("user")]
struct Profile {
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
    let home = std::env::home_dir().ok_or_else(|| Failure::new("There is no home directory."))?;
    // A program with a dependency for it, such as the crate `webbrowser`, would open the page by itself.
    let open = |page: &Url| println!("To sign in, open this page:\n{page}");
    let credential = AuthorizationCode::new(tenant, client_id, MeClient::SCOPES, open)
        .store(FileStore::new(home.join(".graph-action-example")));
    greet(&Graph::builder().credential(credential).build()?).await?;
    println!("Run it again: you stay signed in, until you delete {}/.graph-action-example.", home.display());
    Ok(())
}

async fn at_an_emulator() -> Result<(), Failure> {
    let emulator = Emulator::start().await?;
    emulator.sign_in(SignIn::new().granted(&["User.Read"]));
    println!("Graph and Microsoft Entra are an emulator at {}; set CLIENT_ID for the real ones.", emulator.url());
    let folder = Scratch::new("stay-signed-in")?;
    for run in 1..=2 {
        println!("\nRun {run}");
        emulator.clear_requests();
        one_run(&emulator, folder.path()).await?;
        for request in emulator.requests() {
            let path = request.target().split('?').next().unwrap_or_default();
            let grant = match &*String::from_utf8_lossy(request.body()) {
                form if form.contains("grant_type=authorization_code") => " (with the code of the browser)",
                form if form.contains("grant_type=refresh_token") => " (with the refresh token of the file)",
                _ => "",
            };
            println!("    {:4} {path}{grant}", request.method());
        }
    }
    Ok(())
}

/// All that a program has from its start to its end; only the files stay.
async fn one_run(emulator: &Emulator, folder: &Path) -> Result<(), Failure> {
    let open = |page: &Url| {
        println!("  The browser is asked to open Entra's page.");
        tokio::spawn(browse(page.clone()));
    };
    let credential = AuthorizationCode::new("contoso.com", "an-application", MeClient::SCOPES, open)
        .authority(emulator.url())
        .store(FileStore::new(folder));
    greet(&Graph::builder().base_url(emulator.url()).credential(credential).build()?).await
}

async fn greet(graph: &Graph) -> Result<(), Failure> {
    let me = MeClient::new(graph.me()).profile().await?;
    println!("  Hello {}.", me.user_principal_name.as_deref().unwrap_or("whoever you are"));
    Ok(())
}
