//! The client against a server that answers byte for byte what a test says.

#[cfg(test)]
mod answers;
#[cfg(feature = "azure")]
#[cfg(test)]
mod azure;
#[cfg(feature = "blocking")]
#[cfg(test)]
mod blocking;
#[cfg(test)]
mod builder;
#[cfg(test)]
mod challenge;
#[cfg(test)]
mod clock;
#[cfg(test)]
mod delta;
#[cfg(test)]
mod download;
#[cfg(test)]
mod failures;
#[cfg(feature = "http2")]
#[cfg(test)]
mod http2;
#[cfg(test)]
mod monitor;
#[cfg(feature = "notifications")]
#[cfg(test)]
mod notifications;
#[cfg(feature = "oauth")]
#[cfg(test)]
mod oauth;
#[cfg(test)]
mod observe;
#[cfg(test)]
mod paging;
#[cfg(test)]
mod raw;
#[cfg(test)]
mod redaction;
#[cfg(test)]
mod redirects;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod retry;
#[cfg(test)]
mod retry_when;
#[cfg(test)]
mod runtime;
#[cfg(test)]
mod sender;
#[cfg(test)]
mod server;
#[cfg(test)]
mod throttle;
#[cfg(test)]
mod tolerance;
#[cfg(test)]
mod trace;
#[cfg(test)]
mod upload;
#[cfg(test)]
mod waits;
