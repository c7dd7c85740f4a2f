//! What the examples share: the service they call, a browser, a web hook, a progress line, a temporary folder, and
//! their error.

mod browser;
mod clock;
mod hook;
mod progress;
mod scratch;
mod sender;

use std::error::Error;
use std::fmt;

use graph_action::Graph;
use graph_action_emulator::Emulator;

pub use browser::browse;
pub use clock::JumpingClock;
pub use hook::hook;
pub use progress::Progress;
pub use scratch::Scratch;
pub use sender::Sender;

/// A `Graph`, with the emulator that it calls unless it calls the real service.
pub struct Service {
    /// The client.
    pub graph: Graph,
    /// The emulator, which stops when this is dropped.
    pub emulator: Option<Emulator>,
}

/// Connects to the real service when `GRAPH_TOKEN` holds an access token, else to an emulator in this process.
///
/// # Errors
/// When the token cannot be sent, or the emulator cannot start.
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
    /// A failure with this message.
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

impl From<graph_action::types::DateTimeError> for Failure {
    fn from(error: graph_action::types::DateTimeError) -> Self {
        Self(describe(&error))
    }
}

impl From<jiff::Error> for Failure {
    fn from(error: jiff::Error) -> Self {
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

/// The program in the emulator's README is compiled and run here, because the emulator does not depend on the client.
#[cfg(doctest)]
#[doc = include_str!("../../emulator/README.md")]
mod readme_of_the_emulator {}
