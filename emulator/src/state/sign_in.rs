//! How signing in goes, and the codes and refresh tokens that were issued.

use std::{collections::HashMap, time::Duration};

use crate::{seed, time::Timestamp};

/// What the token endpoints remember.
#[derive(Debug, Default)]
pub(crate) struct SignInState {
    pub(crate) settings: SignIn,
    /// By device code.
    pub(crate) devices: HashMap<String, Device>,
    /// By authorization code.
    pub(crate) codes: HashMap<String, Authorization>,
    /// The scopes of each refresh token.
    pub(crate) refresh_tokens: HashMap<String, Vec<String>>,
}

/// A device that waits for its user to sign in.
#[derive(Clone, Debug)]
pub(crate) struct Device {
    pub(crate) scopes: Vec<String>,
    pub(crate) polled: u32,
    pub(crate) expires: Timestamp,
}

/// A browser's sign-in whose code was handed out.
#[derive(Clone, Debug)]
pub(crate) struct Authorization {
    pub(crate) client: String,
    pub(crate) redirect_uri: String,
    /// What the `S256` digest of the verifier has to be.
    pub(crate) challenge: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) expires: Timestamp,
    pub(crate) is_redeemed: bool,
}

/// How tokens are asked for and issued; for [`Emulator::sign_in`](crate::Emulator::sign_in).
#[derive(Clone, Debug)]
pub struct SignIn {
    pub(crate) client_secret: Option<String>,
    pub(crate) certificate: Option<String>,
    pub(crate) life: Duration,
    pub(crate) granted: Vec<String>,
    pub(crate) pending: u32,
    pub(crate) slow_down: u32,
    pub(crate) declined: bool,
    pub(crate) interval: Duration,
}

impl Default for SignIn {
    fn default() -> Self {
        Self {
            client_secret: None,
            certificate: None,
            life: Duration::from_secs(3_600),
            granted: seed::PERMISSIONS.map(str::to_owned).to_vec(),
            pending: 1,
            slow_down: 0,
            declined: false,
            interval: Duration::from_secs(5),
        }
    }
}

impl SignIn {
    /// The default: any secret and certificate are right, tokens live an hour, a device waits for one poll.
    pub fn new() -> Self {
        Self::default()
    }

    /// The only right client secret; another is refused with `invalid_client`.
    pub fn client_secret(mut self, secret: &str) -> Self {
        self.client_secret = Some(secret.to_owned());
        self
    }

    /// The SHA-256 thumbprint (`x5t#S256`) of the only right certificate; another is refused with `invalid_client`.
    pub fn certificate(mut self, thumbprint: &str) -> Self {
        self.certificate = Some(thumbprint.to_owned());
        self
    }

    /// How long tokens live (`expires_in`, in whole seconds). An expired one is refused with 401.
    pub fn life(mut self, life: Duration) -> Self {
        self.life = life;
        self
    }

    /// The permissions the administrator granted: what `.default` stands for, and the most that can be asked for.
    pub fn granted(mut self, permissions: &[&str]) -> Self {
        self.granted = permissions.iter().map(ToString::to_string).collect();
        self
    }

    /// How many polls of a device are answered `authorization_pending`.
    pub fn pending(mut self, polls: u32) -> Self {
        self.pending = polls;
        self
    }

    /// How many polls of a device are answered `slow_down` before those.
    pub fn slow_down(mut self, polls: u32) -> Self {
        self.slow_down = polls;
        self
    }

    /// In the end the user declines: `authorization_declined` for a device, `access_denied` in the browser.
    pub fn declined(mut self) -> Self {
        self.declined = true;
        self
    }

    /// How long a device is to wait between polls, in whole seconds; it is not enforced.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }
}
