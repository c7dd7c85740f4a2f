//! The device code grant (RFC 8628).

use std::time::Duration;

use serde_json::{Value, json};

use super::{error::EntraError, grant::Grant};
use crate::state::sign_in::Device;

/// How long a device code may be used.
const LIFE: Duration = Duration::from_secs(900);

impl Grant<'_> {
    pub(super) fn device_code(&mut self) -> Result<Value, EntraError> {
        self.client()?;
        let scopes = self.scopes(self.parameter("scope")?)?;
        let code = self.state.ids.token();
        let user_code = self.state.ids.token()[..9].to_uppercase();
        let device = Device { scopes, polled: 0, expires: self.now.later(LIFE) };
        self.state.sign_in.devices.insert(code.clone(), device);
        let address = "https://microsoft.com/devicelogin";
        let message = format!(
            "To sign in, use a web browser to open the page {address} and enter the code {user_code} to authenticate."
        );
        Ok(json!({
            "user_code": user_code,
            "device_code": code,
            "verification_uri": address,
            "expires_in": LIFE.as_secs(),
            "interval": self.state.sign_in.settings.interval.as_secs(),
            "message": message,
        }))
    }

    pub(super) fn device_token(&mut self) -> Result<Value, EntraError> {
        let (client, _) = self.client()?;
        let code = self.parameter("device_code")?.to_owned();
        let settings = self.state.sign_in.settings.clone();
        let device =
            self.state.sign_in.devices.get_mut(&code).ok_or_else(|| {
                EntraError::new(400, "bad_verification_code", 70_011, "The device code is not known.")
            })?;
        if self.now >= device.expires {
            return Err(EntraError::new(400, "expired_token", 70_020, "The device code has expired."));
        }
        device.polled += 1;
        if device.polled <= settings.slow_down {
            return Err(EntraError::new(400, "slow_down", 70_023, "The client polls too often."));
        }
        if device.polled <= settings.slow_down + settings.pending {
            let message = "OAuth 2.0 device flow error. Authorization is pending. Continue polling.";
            return Err(EntraError::new(400, "authorization_pending", 70_016, message));
        }
        if settings.declined {
            return Err(EntraError::new(400, "authorization_declined", 70_022, "The user declined."));
        }
        let scopes = device.scopes.clone();
        self.state.sign_in.devices.remove(&code);
        self.delegated(&client, scopes)
    }
}
