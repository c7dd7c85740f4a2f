//! What an address leads to.

use crate::address::Address;
use crate::catalog::Catalog;
use crate::fact::{Containment, Deprecation, Lacking, Member, Operation, TypeRef};
use crate::method::Method;

/// What an address leads to.
#[derive(Clone, Debug)]
pub struct Walk<'c> {
    /// What kind of thing is there.
    pub target: Target<'c>,
    /// Its type: of the entity, of a collection's items (also under `$count`), of the property, of what an operation
    /// returns. `None` where there is none (the service itself, `$value`, an action that returns nothing).
    pub ty: Option<TypeRef<'c>>,
    /// The type the walk started at; `None` when at the service.
    pub start: Option<&'c str>,
    /// The address without what differs from call to call.
    pub address: Address,
    /// Steps that Graph takes as they are, but spells differently in its schema (`mailfolders`, `calendarview`): the
    /// step and the schema's spelling.
    pub spellings: Vec<(usize, String)>,
    /// The first deprecated name on the way, and its deprecation.
    pub deprecation: Option<(String, Deprecation<'c>)>,
    /// The entity set, singleton or property that was followed last; `None` after an operation.
    pub member: Option<Member<'c>>,
    /// The first step that follows a member of a derived type without a cast, below a base type that says nothing of
    /// what is there (`directoryObject`), and the derived type. Such an address exists only where it is listed.
    pub missing_cast: Option<(usize, &'c str)>,
    /// Keys of the facts the walk relied on.
    pub(crate) facts: Vec<&'c str>,
}

/// What kind of thing an address leads to.
#[derive(Clone, Debug)]
pub enum Target<'c> {
    /// The root of the service.
    Service,
    /// One entity.
    Entity,
    /// A collection of entities.
    Collection,
    /// A structural property, primitive or complex, or a collection of such values.
    Property,
    /// A bound action, called by POST.
    Action(Operation<'c>),
    /// A bound function, called by GET.
    Function(Operation<'c>),
    /// The content of an entity or property: `$value`, or a property of type `Edm.Stream`.
    Content,
    /// The links of a navigation property: `$ref`.
    Reference {
        /// Whether they are the links of a collection, to which POST adds one, rather than a single one.
        collection: bool,
    },
    /// The number of items: `$count`.
    Count,
    /// `/$batch`
    Batch,
    /// `/$metadata`
    Metadata,
}

impl<'c> Walk<'c> {
    /// The methods that the shape of what is here allows.
    ///
    /// The permission list knows better where it has an entry: it names some that the shape would not suggest. What
    /// Microsoft's capability annotations deny ([`Member::denies`]) is among them: the documentation has calls that
    /// they deny, such as `PATCH /groups/{id}/calendar` and `PUT /policies/deviceRegistrationPolicy`.
    #[must_use]
    pub fn methods(&self) -> Vec<Method> {
        self.by_shape().to_vec()
    }

    fn by_shape(&self) -> &'static [Method] {
        use Method::{Delete, Get, Patch, Post, Put};
        match &self.target {
            Target::Service | Target::Function(_) | Target::Count | Target::Metadata => &[Get],
            Target::Collection => &[Get, Post],
            Target::Entity | Target::Property | Target::Content => &[Get, Put, Patch, Delete],
            Target::Action(_) | Target::Batch => &[Post],
            Target::Reference { collection: true } => &[Get, Post, Delete],
            Target::Reference { collection: false } => &[Get, Put, Delete],
        }
    }

    /// Whether what the permission list says of `method` here can be meant for this address.
    ///
    /// The list gives the methods of one address to its neighbours (`DELETE` of an item to the whole collection), and
    /// leaves `$ref` out: what adds to a link, replaces or removes one is meant for `…/$ref`. Functions it may name by
    /// POST and PATCH, as the documentation of workbooks does.
    pub(crate) fn may_take(&self, method: Method) -> bool {
        if matches!(self.target, Target::Function(_)) {
            return true;
        }
        let changes_link = matches!(method, Method::Post | Method::Put | Method::Delete)
            && matches!(self.target, Target::Collection | Target::Entity)
            && self.member.is_some_and(|member| member.navigation == Some(Containment::Linked));
        self.by_shape().contains(&method) && !changes_link
    }

    /// The operation, when the address is a bound action or function.
    #[must_use]
    pub fn operation(&self) -> Option<&Operation<'c>> {
        match &self.target {
            Target::Action(operation) | Target::Function(operation) => Some(operation),
            _ => None,
        }
    }

    /// The first thing on the way that the schema of a national cloud lacks; `None` when it has everything, or when
    /// that cloud is not in the catalog.
    #[must_use]
    pub fn absent_in(&self, catalog: &Catalog, cloud: &str) -> Option<Lacking> {
        self.facts.iter().find(|key| catalog.absent(cloud, key)).map(|key| Lacking::of_key(key))
    }
}
