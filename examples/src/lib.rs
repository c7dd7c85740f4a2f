//! What the examples share: which Graph they talk to, what they show meanwhile, and how they fail.

mod clock;
mod progress;
mod scratch;

use graph_action::Graph;
use graph_action_emulator::Emulator;
use std::error::Error;
use std::fmt;

pub use clock::JumpingClock;
pub use progress::Progress;
pub use scratch::Scratch;

/// A `Graph`, and the emulator behind it unless it is the real service.
pub struct Service {
    /// What the calls are made on.
    pub graph: Graph,
    /// Runs as long as this lives.
    pub emulator: Option<Emulator>,
}

/// The real service when `GRAPH_TOKEN` holds an access token, else an emulator in this process.
pub async fn connect() -> Result<Service, Failure> {
    if let Ok(token) = std::env::var("GRAPH_TOKEN") {
        let graph = Graph::builder().bearer_token(token).build()?;
        println!("Graph is the real service, with the token in GRAPH_TOKEN.");
        return Ok(Service { graph, emulator: None });
    }
    let emulator = Emulator::start().await?;
    let graph = Graph::builder().bearer_token("any-token-will-do").base_url(emulator.url()).build()?;
    println!("Graph is an emulator at {}; set GRAPH_TOKEN for the real service.", emulator.url());
    Ok(Service { graph, emulator: Some(emulator) })
}

/// Why an example stopped; `main` prints it as a sentence.
pub struct Failure(String);

impl Failure {
    /// For this reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<graph_action::Error> for Failure {
    fn from(error: graph_action::Error) -> Self {
        let hint = match error.action() {
            Some(action) if error.is_forbidden() => {
                format!("\nThe token lacks a permission; `{}` needs {}.", action.name(), action.scopes().join(" and "))
            }
            _ if error.is_unauthorized() => "\nThe token is expired or none of Graph's; get a new one.".to_owned(),
            _ => String::new(),
        };
        Self(format!("{error}{hint}"))
    }
}

impl From<graph_action_emulator::Error> for Failure {
    fn from(error: graph_action_emulator::Error) -> Self {
        Self(describe(&error))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(describe(&error))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self(describe(&error))
    }
}

/// An error with all its causes.
fn describe(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}

/// Its program is compiled and run here: the emulator itself knows no client.
#[cfg(doctest)]
#[doc = include_str!("../../emulator/README.md")]
mod readme_of_the_emulator {}
