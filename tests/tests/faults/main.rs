//! The fault matrix: everything that can go wrong, for every kind of call.
//!
//! [`table`] says what is expected in each cell. [`cell`] makes the call against a new emulator and compares. The
//! emulator and the client share a clock that is set by hand, so no test waits. [`elsewhere`] tests the hosts that
//! Graph gives addresses of. These hold in every cell, whatever the table says:
//!
//! - A call that succeeded had its effect once. A call whose error promises that it had no effect had none. No message
//!   is sent twice.
//! - No request comes earlier than the `Retry-After` of the answer before it allows.
//! - The token goes to Graph only: not to the host of files, and not to a foreign host.
//! - All attempts of a call have the same `client-request-id`, and repeats are numbered.

#[path = "../support/calls.rs"]
mod calls;
mod cell;
mod elsewhere;
mod expect;
mod fault;
mod kind;
#[path = "../support/clock.rs"]
mod manual_clock;
mod table;
mod world;
