//! Measures what calls, builds and further methods cost with each client, and prints tables.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml [-- call|build|growth]`; all three without an argument.

mod call;
mod cold;
mod command;
mod growth;
mod methods;
mod server;
mod table;

pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The packages with the four calls, the one that the others are compared with first.
const CLIENTS: [(&str, &str); 5] = [
    ("by-hand", "by hand"),
    ("with-graph-action", "graph-action"),
    ("with-graph-rs-sdk", "graph-rs-sdk"),
    ("with-feignhttp", "feignhttp"),
    ("with-progenitor", "progenitor"),
];

/// Measures, and prints what it has found.
type Part = fn() -> Result<()>;

fn main() -> Result<()> {
    if let Some(status) = command::as_compiler()? {
        std::process::exit(status);
    }
    let only = std::env::args().nth(1);
    let parts: [(&str, Part); 3] = [("call", call::measure), ("build", cold::measure), ("growth", growth::measure)];
    if let Some(only) = &only
        && parts.iter().all(|(name, _)| name != only)
    {
        return Err(format!("`{only}` is not `call`, `build` or `growth`").into());
    }
    for (name, measure) in parts {
        if only.as_deref().is_none_or(|only| only == name) {
            measure()?;
        }
    }
    Ok(())
}
