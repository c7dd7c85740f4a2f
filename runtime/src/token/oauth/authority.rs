//! The authority as an application asks it: whose tenant, where it is, and the settings that all credentials share.

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use reqwest::Url;

use super::form::Form;
use crate::call::encode;
use crate::client::clock::{SharedClock, SystemClock};
use crate::client::cloud::Cloud;
use crate::client::origin;
use crate::reply::error::BoxError;

/// The time limit of one request unless set.
const TIMEOUT: Duration = Duration::from_secs(30);

/// An application and the endpoints of Microsoft Entra that it asks. Clones share connections.
#[derive(Clone)]
pub(super) struct Authority {
    tenant: String,
    pub(super) client_id: String,
    pub(super) cloud: Cloud,
    pub(super) host: Option<String>,
    pub(super) timeout: Duration,
    pub(super) clock: SharedClock,
    pub(super) http: Arc<OnceLock<reqwest::Client>>,
    /// Until when the authority asked not to be asked, by [`Clock::elapsed`](crate::Clock::elapsed).
    pub(super) busy_until: Arc<Mutex<Duration>>,
}

impl Authority {
    pub(super) fn new(tenant: String, client_id: String) -> Self {
        Self {
            tenant,
            client_id,
            cloud: Cloud::default(),
            host: None,
            timeout: TIMEOUT,
            clock: SystemClock::shared(),
            http: Arc::default(),
            busy_until: Arc::default(),
        }
    }

    /// The address of an endpoint of the tenant: `token`, `authorize` or `devicecode`.
    ///
    /// # Errors
    ///
    /// When the authority is no safe address, or the tenant no name.
    pub(super) fn endpoint(&self, name: &str) -> Result<Url, BoxError> {
        let mut url = self.root()?.to_string();
        encode::segment(&mut url, &self.tenant).map_err(|reason| format!("the tenant {reason}"))?;
        Ok(Url::parse(&format!("{url}/oauth2/v2.0/{name}"))?)
    }

    fn root(&self) -> Result<Url, BoxError> {
        let host = self.host.as_deref().or(self.cloud.authority_url());
        let host = host.ok_or("the host of Microsoft Entra in this cloud is not public: give it by `.authority(…)`")?;
        Ok(origin::parse_authority(host)?)
    }

    /// The key of a refresh token in a store: a token is valid for one authority, tenant and application.
    ///
    /// # Errors
    ///
    /// When the authority is no safe address.
    pub(super) fn key(&self) -> Result<String, BoxError> {
        Ok(format!("{}{}/{}", self.root()?, self.tenant, self.client_id))
    }

    /// The beginning of every token request.
    pub(super) fn form(&self, grant_type: &str) -> Form {
        Form::new().field("grant_type", grant_type).field("client_id", &self.client_id)
    }
}

/// The settings of a credential whose field `authority` is an [`Authority`].
macro_rules! authority_settings {
    () => {
        /// The cloud whose Entra is asked; the global one unless set. The `Graph` must be of the same cloud.
        #[must_use]
        pub fn cloud(mut self, cloud: $crate::Cloud) -> Self {
            self.authority.cloud = cloud;
            self
        }

        /// The root of another authority than that of the cloud, such as an emulator's `http://127.0.0.1:4000`. It must
        /// be `https`, or `http` on a loopback address; any other fails the calls.
        #[must_use]
        pub fn authority(mut self, url: impl Into<String>) -> Self {
            self.authority.host = Some(url.into());
            self
        }

        /// The time limit of one request to the authority, with its answer; 30 seconds unless set.
        #[must_use]
        pub fn timeout(mut self, limit: ::std::time::Duration) -> Self {
            self.authority.timeout = limit;
            self
        }

        /// A clock for tests; the system's unless set.
        #[must_use]
        pub fn clock(mut self, clock: impl $crate::Clock) -> Self {
            self.authority.clock = ::std::sync::Arc::new(clock);
            self
        }
    };
}

pub(super) use authority_settings;
