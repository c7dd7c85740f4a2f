//! The fault matrix: everything that can go wrong, for every kind of call.
//!
//! [`table`] says for each cell what is expected; [`cell`] makes the call and compares, on a fresh emulator, whose clock and the
//! client's are one that no one waits for. Whatever the table says, these hold in every cell:
//!
//! - a call that succeeded had its effect once; one whose error promises that it had none had none; no send is processed twice;
//! - no request is earlier than the `Retry-After` before it told;
//! - a token goes to Graph only: not to the host of files, not to a third one;
//! - all attempts of a call have one `client-request-id`, and the repeats are numbered.

mod api;
mod cell;
mod expect;
mod fault;
mod kind;
#[path = "../support/clock.rs"]
mod manual_clock;
mod table;
mod world;
