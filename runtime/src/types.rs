//! Values of Graph that many programs send and receive, ready to use: dates with time zones, recipients, bodies,
//! recurrences.
//!
//! They are made with [`graph_entity`](macro@crate::graph_entity), whole and for v1.0. A struct of your own stands for
//! the same type just as well, where you want less of it; both can stand side by side.
//!
//! ```
//! use graph_action::graph_entity;
//! use graph_action::types::{Importance, ItemBody, Recipient};
//!
//! #[graph_entity("message")]
//! #[derive(Default)]
//! struct Draft {
//!     subject: Option<String>,
//!     body: Option<ItemBody>,
//!     importance: Option<Importance>,
//!     to_recipients: Vec<Recipient>,
//! }
//!
//! let draft = Draft {
//!     body: Some(ItemBody::text("Tomorrow at nine?")),
//!     importance: Some(Importance::High),
//!     to_recipients: vec!["megan@contoso.com".into()],
//!     ..Draft::default()
//! };
//! let json = serde_json::to_value(&draft)?;
//! assert_eq!(json["toRecipients"][0]["emailAddress"]["address"], "megan@contoso.com");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! A property that is `None` is not written. What Graph adds to a struct comes with a new minor version of this crate:
//! end a literal with `..Default::default()`. An enumeration keeps a member that is not known in `Other`.

mod calendar;
mod date_time;
mod drive;
mod identity;
mod location;
mod message;
mod password;
mod recurrence;

pub use calendar::{
    ActivityDomain, Attendee, AttendeeBase, AttendeeType, ResponseStatus, ResponseType, TimeConstraint, TimeSlot,
};
pub use date_time::{DateTimeError, DateTimeTimeZone};
pub use drive::{Folder, FolderView, ItemReference, SharepointIds, SharingLink};
pub use identity::{Identity, IdentitySet};
pub use location::{Location, LocationType, LocationUniqueIdType, OutlookGeoCoordinates, PhysicalAddress};
pub use message::{BodyType, EmailAddress, FollowupFlag, FollowupFlagStatus, Importance, ItemBody, Recipient};
pub use password::PasswordProfile;
pub use recurrence::{
    DayOfWeek, PatternedRecurrence, RecurrencePattern, RecurrencePatternType, RecurrenceRange, RecurrenceRangeType,
    WeekIndex,
};
