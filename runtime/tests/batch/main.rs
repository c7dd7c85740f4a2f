//! Batches against a server that speaks `$batch`, by a clock that the tests set.

#[cfg(test)]
mod again;
#[cfg(test)]
mod batches;
#[cfg(test)]
mod clock;
#[cfg(test)]
mod coalescing;
#[cfg(test)]
mod gate;
#[cfg(test)]
mod server;
