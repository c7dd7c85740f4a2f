//! Change notifications: what Graph sends to a web hook, read, verified and decrypted.
//!
//! A web hook receives requests from anybody, so each is checked before it is believed:
//!
//! 1. **Validation.** When a subscription is made, Graph asks whether the address is yours, and
//!    [`answer_validation`] is the answer.
//! 2. **Notifications.** [`Notifications::read`] reads the others. Answer with 202 within three seconds, before the
//!    notifications are processed or even checked: then Graph does not repeat them, and a forger learns nothing.
//! 3. **Client state.** [`Notification::check_client_state`] compares the secret of the subscription.
//! 4. **Tokens.** Notifications with resource data come with signed tokens. [`FetchedKeys`] has the keys of Microsoft
//!    Entra, and [`TokenRules::check`] refuses what Graph did not send to your application.
//! 5. **Content.** [`EncryptedContent::decrypt`] checks the signature and decrypts the resource.
//!
#![cfg_attr(feature = "macros", doc = "```no_run")]
#![cfg_attr(not(feature = "macros"), doc = "```ignore")]
//! # use std::time::SystemTime;
//! use graph_action::graph_entity;
//! use graph_action::notification::{
//!     DecryptionKeys, Event, FetchedKeys, Notifications, TokenRules,
//! };
//!
//! #[graph_entity("chatMessage")]
//! struct ChatMessage {
//!     id: String,
//! }
//!
//! # async fn run(body: &[u8], signing: &FetchedKeys, private: &DecryptionKeys, secret: &str)
//! # -> Result<(), Box<dyn std::error::Error>> {
//! let notifications = Notifications::read(body)?;
//! let rules = TokenRules::new("8e460676-ae3f-4b1e-8790-ee0fb5d6148f");
//! let keys = signing.for_tokens(&notifications).await?;
//! rules.check(&notifications, &keys, SystemTime::now())?;
//! for item in &notifications.items {
//!     // One that cannot be read does not affect the others.
//!     let Ok(item) = item else { continue };
//!     if item.check_client_state(secret).is_err() {
//!         continue;
//!     }
//!     match &item.event {
//!         Event::Change(change) => println!("{change:?} of {:?}", item.resource),
//!         Event::Lifecycle(event) => println!("{event:?} of {}", item.subscription_id),
//!     }
//!     if let Some(content) = &item.encrypted_content {
//!         let message: ChatMessage = content.decrypt(private)?;
//!         println!("{}", message.id);
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! A subscription ends after some hours or days: [`keep_renewed`] renews it in time.
//!
//! Sources: *Receive change notifications through webhooks*, *Set up change notifications that include resource data*,
//! and *Reduce missing subscriptions and change notifications* in Microsoft Graph's documentation.

mod collection;
mod content;
mod date_time;
mod keys;
mod refused;
mod subscription;
mod token;
mod validation;

pub use collection::{ChangeType, Event, LifecycleEvent, Notification, Notifications};
pub use content::{DecryptionKeys, EncryptedContent};
pub use date_time::date_time;
pub use keys::{FetchedKeys, SigningKeys};
pub use refused::Refused;
pub use subscription::{Subscription, keep_renewed, renew};
pub use token::{TokenRules, ValidToken};
pub use validation::answer_validation;
