//! The emulator over a loopback socket, by a client that writes its own bytes.

// Always so in an integration test; it is how clippy knows that the helpers of tests are tests.
#![cfg(test)]

mod batch;
mod client;
mod concurrency;
mod copies;
mod delta;
mod drafts;
mod drives;
mod entities;
mod everything;
mod faults;
mod folders;
mod oauth;
mod operations;
mod photos;
mod queries;
mod recording;
mod refusals;
mod sending;
mod subscriptions;
mod tenant;
mod uploads;
mod users;
mod workbooks;
