//! What a cell of the table says: how the call ends, with which error, and how long it waits.

use std::time::Duration;

/// How a call ends, and what the server saw of the request that the fault hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// `R`: it was not processed, and was repeated; the call succeeds. Two requests, the second processed.
    Repeated,
    /// `3`: it was not processed in a batch, nor alone, but then alone once more. Three requests, the third processed.
    RepeatedAlone,
    /// `2`: it was processed, the answer was lost, and it was repeated, which is safe. Two requests, both processed.
    RepeatedThoughDone,
    /// `A`: the call goes on after it and succeeds. One request, processed.
    WentOn,
    /// `S`: it was not processed; the call starts over elsewhere and succeeds. One request.
    StartedOver,
    /// `E`: the call fails, and promises that nothing was done. One request, not processed.
    Failed,
    /// `e`: the call, a read, fails. One request, processed.
    FailedAfterReading,
    /// `?`: the call fails and cannot know whether it was done. One request, not processed.
    InDoubt,
    /// `!`: the same, and it was. One request, processed.
    InDoubtAndDone,
    /// `.`: there is no such cell; the table says why.
    None,
}

impl Ending {
    pub fn read(letter: &str) -> Self {
        match letter {
            "R" => Self::Repeated,
            "3" => Self::RepeatedAlone,
            "2" => Self::RepeatedThoughDone,
            "A" => Self::WentOn,
            "S" => Self::StartedOver,
            "E" => Self::Failed,
            "e" => Self::FailedAfterReading,
            "?" => Self::InDoubt,
            "!" => Self::InDoubtAndDone,
            "." => Self::None,
            other => panic!("no such ending: {other}"),
        }
    }

    pub fn is_success(self) -> bool {
        matches!(
            self,
            Self::Repeated | Self::RepeatedAlone | Self::RepeatedThoughDone | Self::WentOn | Self::StartedOver
        )
    }

    pub fn is_in_doubt(self) -> bool {
        matches!(self, Self::InDoubt | Self::InDoubtAndDone)
    }

    /// How often the server saw the request, and how often it processed it.
    pub fn requests(self) -> (usize, usize) {
        match self {
            Self::Repeated => (2, 1),
            Self::RepeatedAlone => (3, 1),
            Self::RepeatedThoughDone => (2, 2),
            Self::WentOn | Self::FailedAfterReading | Self::InDoubtAndDone => (1, 1),
            Self::StartedOver | Self::Failed | Self::InDoubt => (1, 0),
            Self::None => (0, 0),
        }
    }
}

/// Which error a call fails with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Graph's, with this status.
    Status(u16),
    /// The connection was lost, before or within the answer.
    Lost,
    Timeout,
    /// The answer, a success, cannot be used.
    Decode,
    /// Graph's answer leads to an address that is not called.
    Argument,
}

impl Failure {
    pub fn is(self, error: &graph_action::Error) -> bool {
        let (status, decode) = (error.status().map(|status| status.as_u16()), error.is_decode());
        match self {
            Self::Status(wanted) => status == Some(wanted) && !decode,
            Self::Timeout => error.is_timeout(),
            Self::Decode => decode,
            Self::Argument => error.is_argument(),
            Self::Lost => {
                let others = [error.is_timeout(), decode, error.is_argument(), error.is_connect()];
                status.is_none_or(|status| status < 300) && others == [false; 4]
            }
        }
    }
}

/// How long a repeat waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Exactly as long as `Retry-After` says.
    Told(Duration),
    /// Until the date in `Retry-After`, which is in whole seconds, rounded up.
    Date(Duration),
    /// At random, up to 3 s at first, and twice as much each time.
    Backoff,
    /// Not at all.
    Never,
}

impl Wait {
    /// How long no request may follow, as Graph said.
    pub fn told(self) -> Duration {
        match self {
            Self::Told(wait) | Self::Date(wait) => wait,
            Self::Backoff | Self::Never => Duration::ZERO,
        }
    }

    /// Whether this is a right wait before the n-th repeat, the first being 0.
    pub fn fits(self, repeat: u32, wait: Duration) -> bool {
        match self {
            Self::Told(told) => wait == told,
            Self::Date(told) => wait >= told && wait < told + Duration::from_secs(1),
            Self::Backoff => wait <= Duration::from_secs(3) * 2_u32.pow(repeat),
            Self::Never => false,
        }
    }
}
