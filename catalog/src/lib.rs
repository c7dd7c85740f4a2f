//! Facts about Microsoft Graph, and how to look them up.
//!
//! The catalog answers whether an address exists, what is there, which methods it takes and which permissions each
//! needs. It is made from what Microsoft publishes (the CSDL schema of v1.0 and the permission list) by
//! `graph-action import`.
//!
//! ```
//! use graph_action_catalog::{Catalog, Method, Scheme, Start, Step, walk};
//!
//! let catalog = Catalog::embedded();
//! let steps = [Step::Name("messages"), Step::Key, Step::Name("send")];
//! let found = walk(&catalog, Start::Entity("user"), &steps)?;
//! let listing = catalog.listing(&found, Method::Post).unwrap();
//! assert_eq!(listing.least(Scheme::Application).unwrap().permission, "Mail.Send");
//!
//! let steps = [Step::Name("mesages"), Step::Key];
//! let error = walk(&catalog, Start::Entity("user"), &steps).unwrap_err();
//! assert_eq!(error.to_string(), "there is no `mesages` on `user`; did you mean `messages`?");
//! # Ok::<(), Box<graph_action_catalog::WalkError>>(())
//! ```
//!
//! # Format
//!
//! The data is text, one fact a line, sorted by [`compare`] and searched in place. A line is a key and fields,
//! separated by one space; a file begins with a header of lines with `#`. Names are those of the schema, types without
//! `microsoft.graph.` and without `Edm.`; `*` is a collection, `!` at the end means never null.
//!
//! ```text
//! /users *user no:insert              entity set (*) or singleton; no: = denied by a capability
//!                                     annotation
//! user E :directoryObject open alt=userName
//!                                     entity type: base, open, abstract, stream, key=, alt=
//! emailAddress C                      complex type
//! importance =low|normal|high         enumeration, &= when its members combine
//! directoryObject<user                user derives from directoryObject
//! message/subject String              property
//! mobileApp/createdDateTime DateTimeOffset! no:insert,update
//!                                     property that the service computes; no:update = given at
//!                                     creation only
//! message/$value Stream               content at `$value` that the schema does not declare
//!                                     (supplement)
//! message/attachments >*attachment @2024-04-10/2026-04-10
//!                                     navigation (> contained, ~ linked, ? not known);
//!                                     deprecated since/until
//! thumbnailSet/{} thumbnail           a property that is named when the call is made
//!                                     (supplement)
//! message!forward(Comment:String,Force?:Boolean) A
//!                                     action; `?` = may be left out
//! message*!delta() F *message .namespace
//!                                     function bound to a collection, what it returns, its
//!                                     namespace if not microsoft.graph
//! workbookTable!range() F workbookRange composable
//!                                     more may follow the call in an address
//! driveItem: https://…                entities of this type are addressed by path
//! !getSchedule reads https://…        actions of this name only read (supplement)
//! ?event/instances startDateTime,endDateTime https://…
//!                                     query options that are required there (supplement)
//! mailFolder[inbox]                   a key that Graph knows by name; drive/special[music] in
//!                                     one collection only
//! workbookWorksheet[*]                keys that users choose, by a pattern: domain[*.*],
//!                                     user[*@*]
//! /me/messages/{}/send POST Mail.Send=DPA
//!                                     permissions: D delegated (work), P delegated (personal), A
//!                                     application; capitals where it is the least privileged;
//!                                     `A&B|C=D` needs A and one of B and C
//! /me/x GET also Mail.Read=D          added to Microsoft's line for the operation (supplement,
//!                                     overlay)
//! /me/x GET instead Mail.Read=D all   in its place; `all` = every permission is named, others
//!                                     are refused
//! /subscriptions POST *               the body decides which permission is needed
//! /users/{}/mailFolders @Mail|MailboxSettings
//!                                     what an address is about: resources of permissions, the
//!                                     likeliest first
//! user/signInActivity needs AuditLog.Read.All
//!                                     a property that needs one of these as well; `wants` =
//!                                     without it Graph leaves the property out
//! @Mail.Send D2:guid A3!:guid         a permission: level of privilege, ! = admin consent, GUID
//! /me ~/users/{}                      what is not listed at the first may be at the second
//! user/messages cu                    (clouds) the schemas of the clouds with these letters lack
//!                                     it
//! user/messages -                     (beta) taken away from the schema of v1.0; other lines of
//!                                     beta stand in the place of those with their key
//! ```
//!
//! `https://…` as a field is the page that a line written by hand comes from. A line about an operation that has one
//! names the least privileged permissions, and refuses no other, unless it says `all`. A user's `graph-action.catalog`
//! has the same format ([`Catalog::with_overlay`]).
//!
//! # What it knows, and what not
//!
//! The schema decides which addresses exist, the permission list which methods they have. The list does not say which
//! version it means. The schema of beta is a difference to that of v1.0; [`Catalog::of`] looks it up. Unless it was
//! made from beta's CSDL it is derived, and may lack an address that the list names
//! ([`Catalog::listing_without_schema`]).

mod address;
mod catalog;
mod cloud;
mod fact;
mod flow;
mod guid;
mod lines;
mod listing;
mod method;
mod nearest;
mod step;
mod template;
mod unknown;
mod version;
mod walk;

pub use address::Address;
pub use catalog::{Catalog, OverlayError};
pub use cloud::Cloud;
pub use fact::check as check_fact;
pub use fact::{
    Containment, Denied, Deprecation, Grant, Lacking, Member, Need, Operation, OperationKind, Parameter, Permission,
    PermissionName, PermissionScheme, Scheme, Schemes, Type, TypeKind, TypeRef, is_primitive, same_name,
};
pub use flow::Flow;
pub use guid::is_guid;
pub use lines::compare;
pub use listing::Listing;
pub use method::Method;
pub use nearest::nearest;
pub use step::{Argument, Start, Step, Value};
pub use template::{Assignment, AssignmentValue, QueryOption, QueryPiece, Segment, SegmentPiece, Template};
pub use unknown::UnknownName;
pub use version::Version;
pub use walk::{On, Problem, Target, Walk, WalkError, Walker, walk};
