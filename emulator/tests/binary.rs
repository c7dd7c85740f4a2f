//! The binary, as a user starts it.

// Always so in an integration test; it is how clippy knows that the helpers of tests are tests.
#![cfg(test)]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Command, Stdio},
};

fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_graph-action-emulator"))
}

#[test]
fn the_first_line_says_where() {
    let mut child = command().args(["--port", "0"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("listening on http://").unwrap();
    assert!(address.starts_with("127.0.0.1:"));
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"GET /v1.0/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(response.starts_with("HTTP/1.1 401 "), "{response}");
}

#[test]
fn bad_arguments() {
    let output = command().args(["--prot", "1"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("`--prot`") && message.contains("Usage:"), "{message}");
}

#[test]
fn help() {
    let output = command().arg("--help").output().unwrap();
    assert!(output.status.success());
    assert!(String::from_utf8(output.stdout).unwrap().contains("--port N"));
}

/// Starts the binary, and returns it with its address.
fn running(arguments: &[&str]) -> (std::process::Child, String) {
    let mut child = command().args(arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim_end().strip_prefix("listening on http://").unwrap().to_owned();
    (child, address)
}

fn get(address: &str, target: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!("GET {target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    response
}

#[test]
fn a_seed_is_kept_as_state() {
    let folder = std::env::temp_dir().join(format!("graph-action-emulator-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (seed, state) = (folder.join("seed.json"), folder.join("state.json"));
    std::fs::write(&seed, r#"{"/groups": [{"id": "g1", "displayName": "Sales"}]}"#).unwrap();
    let (seed, state) = (seed.to_str().unwrap(), state.to_str().unwrap());
    let (mut child, address) = running(&["--tenant", "--seed", seed, "--state", state]);
    assert!(get(&address, "/v1.0/groups/g1").contains("Sales"));
    // The file is there as soon as the emulator has written it for the first time.
    while !std::path::Path::new(state).exists() {
        assert!(child.try_wait().unwrap().is_none(), "the emulator has stopped");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let (mut child, address) = running(&["--state", state]);
    assert!(get(&address, "/v1.0/groups/g1").contains("Sales"));
    assert!(get(&address, "/v1.0/me").contains("Adele Vance"));
    child.kill().unwrap();
    child.wait().unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_seed_that_is_wrong_is_refused() {
    let file = std::env::temp_dir().join(format!("graph-action-emulator-wrong-{}.json", std::process::id()));
    std::fs::write(&file, r#"{"/groups": [{"displayNam": "Sales"}]}"#).unwrap();
    let output = command().args(["--seed", file.to_str().unwrap()]).output().unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("/groups: ") && message.contains("'displayNam'"), "{message}");
}
