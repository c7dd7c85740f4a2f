//! The resources that actions are called on, and the types of their roots.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::call::argument::Argument;
use crate::call::encode::{self, Place};
use crate::client::graph::Graph;

/// The Graph type of a resource. Implement it for a marker type to have a resource type of your own:
///
/// ```
/// # fn show(graph: &graph_action::Graph) {
/// /// A team.
/// enum Team {}
///
/// impl graph_action::Root for Team {
///     const TYPE: &'static str = "team";
/// }
///
/// let team = graph.resource::<Team>(&[&"teams", &"02bd9fd6-8f93-4758-87c3-1fb73740a315"]);
/// # let _ = team; }
/// ```
pub trait Root: 'static {
    /// Graph's name of the type, such as `"user"`; empty for the root of the service.
    const TYPE: &'static str;
}

/// The types of the resources that Graph has.
pub mod root {
    use super::Root;

    macro_rules! roots {
        ($($(#[$doc:meta])* $name:ident = $ty:literal;)*) => {$(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $name {}

            impl Root for $name {
                const TYPE: &'static str = $ty;
            }
        )*};
    }

    roots! {
        /// The service itself: paths are absolute.
        Service = "";
        /// A user.
        User = "user";
        /// A group.
        Group = "group";
        /// A SharePoint site.
        Site = "site";
        /// A drive of OneDrive or SharePoint.
        Drive = "drive";
        /// Anything in the directory: a user, group, device, application and so on.
        DirectoryObject = "directoryObject";
    }
}

/// A user: [`Graph::me`] or [`Graph::user`].
pub type User = Resource<root::User>;
/// A group: [`Graph::group`].
pub type Group = Resource<root::Group>;
/// A SharePoint site: [`Graph::site`].
pub type Site = Resource<root::Site>;
/// A drive: [`Graph::drive`], or that of a user, group or site.
pub type Drive = Resource<root::Drive>;

/// A directory object: [`Graph::directory_object`].
pub type DirectoryObject = Resource<root::DirectoryObject>;

/// A resource of Graph of type `R`: a client and an address. No request is sent until an action is called.
pub struct Resource<R> {
    graph: Graph,
    /// The address relative to the version, or why it is invalid.
    address: Result<Arc<str>, Arc<str>>,
    root: PhantomData<fn() -> R>,
}

impl<R> Resource<R> {
    pub(crate) fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The address relative to the version, without a trailing `/`; or why it is invalid.
    pub(crate) fn address(&self) -> Result<&str, &str> {
        self.address.as_deref().map_err(|reason| &**reason)
    }

    fn new(graph: &Graph, address: Result<String, String>) -> Self {
        Self { graph: graph.clone(), address: address.map(Into::into).map_err(Into::into), root: PhantomData }
    }

    fn child<C>(&self, path: &str) -> Resource<C> {
        let address = match self.address() {
            Ok(address) => Ok(format!("{address}{path}")),
            Err(reason) => Err(reason.to_owned()),
        };
        Resource::new(&self.graph, address)
    }
}

impl Graph {
    /// The signed-in user.
    #[must_use]
    pub fn me(&self) -> User {
        Resource::new(self, Ok("/me".to_owned()))
    }

    /// The user with this id or user principal name.
    ///
    /// A name that begins with `$` is written as `/users('$…')`, because Graph finds it in no other form.
    #[must_use]
    pub fn user(&self, id: impl Argument) -> User {
        Resource::new(self, user_address(&id))
    }

    /// The group with this id.
    #[must_use]
    pub fn group(&self, id: impl Argument) -> Group {
        Resource::new(self, item("/groups", "group", &id))
    }

    /// The SharePoint site with this id, `host,guid,guid`.
    #[must_use]
    pub fn site(&self, id: impl Argument) -> Site {
        Resource::new(self, item("/sites", "site", &id))
    }

    /// The drive with this id.
    #[must_use]
    pub fn drive(&self, id: impl Argument) -> Drive {
        Resource::new(self, item("/drives", "drive", &id))
    }

    /// The directory object with this id, whatever its type is. Mostly for its [`reference`](Resource::reference).
    #[must_use]
    pub fn directory_object(&self, id: impl Argument) -> DirectoryObject {
        Resource::new(self, item("/directoryObjects", "directory object", &id))
    }

    /// A resource at any address. Each argument is one segment, which is encoded here.
    ///
    /// An invalid segment (empty, `.`, `..`, `None`) is reported by the calls on the resource.
    #[must_use]
    pub fn resource<R: Root>(&self, segments: &[&dyn Argument]) -> Resource<R> {
        Resource::new(self, resource_address(segments))
    }
}

impl User {
    /// The user's own drive.
    #[must_use]
    pub fn drive(&self) -> Drive {
        self.child("/drive")
    }
}

impl Group {
    /// The group's default drive.
    #[must_use]
    pub fn drive(&self) -> Drive {
        self.child("/drive")
    }
}

impl Site {
    /// The site's default drive.
    #[must_use]
    pub fn drive(&self) -> Drive {
        self.child("/drive")
    }
}

fn user_address(id: &dyn Argument) -> Result<String, String> {
    let text = text_of("user", id)?;
    if text.starts_with('$') {
        let mut address = "/users(".to_owned();
        encode::quoted(&mut address, &text, Place::Path);
        address.push(')');
        return Ok(address);
    }
    let mut address = "/users".to_owned();
    push_segment(&mut address, "user", &text)?;
    Ok(address)
}

fn item(collection: &str, name: &str, id: &dyn Argument) -> Result<String, String> {
    let mut address = collection.to_owned();
    push_segment(&mut address, name, &text_of(name, id)?)?;
    Ok(address)
}

fn resource_address(segments: &[&dyn Argument]) -> Result<String, String> {
    let mut address = String::new();
    for (position, segment) in segments.iter().enumerate() {
        let name = format!("segments[{position}]");
        push_segment(&mut address, &name, &text_of(&name, *segment)?)?;
    }
    Ok(address)
}

fn text_of(name: &str, argument: &dyn Argument) -> Result<String, String> {
    let value = argument.value().map_err(|reason| format!("the argument `{name}` {reason}"))?;
    match value.as_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err(format!("the argument `{name}` is `None`, but an address needs a value there")),
    }
}

fn push_segment(address: &mut String, name: &str, text: &str) -> Result<(), String> {
    address.push('/');
    encode::segment(address, text).map_err(|reason| format!("the argument `{name}` {reason}"))
}

impl<R> Clone for Resource<R> {
    fn clone(&self) -> Self {
        Self { graph: self.graph.clone(), address: self.address.clone(), root: PhantomData }
    }
}

impl<R: Root> fmt::Debug for Resource<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resource").field("type", &R::TYPE).field("address", &self.address).finish_non_exhaustive()
    }
}

/// A type that an annotated trait can be implemented for: it has the resource that the actions are called on.
///
/// Resources implement it, and [`Graph`] does for the root of the service. For a type of your own:
///
/// ```
/// use graph_action::{Endpoint, User, root};
///
/// struct Mailbox(User);
///
/// impl Endpoint for Mailbox {
///     type Root = root::User;
///
///     fn resource(&self) -> User {
///         self.0.clone()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which resource of Graph it stands for",
    note = "implement `graph_action::Endpoint` for it, or use `graph_action::User` and the like"
)]
pub trait Endpoint {
    /// The type of the resource.
    type Root: Root;

    /// The resource.
    fn resource(&self) -> Resource<Self::Root>;
}

impl Endpoint for Graph {
    type Root = root::Service;

    fn resource(&self) -> Resource<root::Service> {
        Resource::new(self, Ok(String::new()))
    }
}

impl<R: Root> Endpoint for Resource<R> {
    type Root = R;

    fn resource(&self) -> Self {
        self.clone()
    }
}
