//! Navigation properties of messages, mail folders and files, in `$expand` and in `$filter`. Some are kept with their
//! owner; all others are kept in the store, with the entity that stands for the owner there.

use serde_json::{Value, json};

use super::{Call, entities};
use crate::{
    http::{GraphError, Result},
    odata::{
        expand::{self, Expansion},
        filter::Filter,
        options::Options,
        page::{self, Selection},
    },
    schema::Type,
    store::NodeId,
};

/// The navigation properties to add to entities of a type.
pub(super) struct Expanded(Vec<Expansion>);

impl Expanded {
    /// What `$expand` asks for. Its nested options are checked here, so that adding cannot fail.
    pub(super) fn parse(options: &Options, of: Type) -> Result<Self> {
        let expansions = options.expand.as_ref().map_or(Ok(Vec::new()), |text| expand::parse(text, of))?;
        entities::check_expansions(&expansions)?;
        Ok(Self(expansions))
    }

    /// The navigation properties that a filter names.
    pub(super) fn of_filter(filter: &Filter, of: Type) -> Self {
        let names = filter.paths().into_iter().filter_map(|path| path.names.first());
        let members = names.filter_map(|name| of.navigation_member(name));
        let plain = |member| Expansion { member, cast: None, options: Options::default(), inner: Vec::new() };
        Self(members.map(plain).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of what is added, which a response shows whatever is selected.
    pub(super) fn added(&self) -> Vec<&'static str> {
        self.0.iter().map(|one| one.member.name).collect()
    }

    /// The same, and the id, which mail always shows.
    pub(super) fn always(&self) -> Vec<&'static str> {
        [self.added(), vec!["id"]].concat()
    }

    /// Takes away again what was added for a filter.
    pub(super) fn remove(&self, shown: &mut Value) {
        for expansion in &self.0 {
            shown.as_object_mut().map(|shown| shown.remove(expansion.member.name));
        }
    }

    /// Adds them to an entity as it is shown. `own` has the collections that are kept with it.
    pub(super) fn add(
        &self,
        call: &Call<'_>,
        stand_in: Option<NodeId>,
        own: impl Fn(&str) -> Option<Vec<Value>>,
        shown: &mut Value,
    ) {
        let Value::Object(shown) = shown else { return };
        for expansion in &self.0 {
            let name = expansion.member.name;
            if let Some(values) = own(name) {
                shown.insert(name.to_owned(), selected(values, expansion).unwrap_or_default().into());
            } else if let Some(node) = stand_in {
                entities::expand(call.state, node, expansion, shown);
            } else {
                let nothing = if expansion.member.ty.collection { json!([]) } else { Value::Null };
                shown.insert(name.to_owned(), nothing);
            }
        }
    }

    /// Refuses to expand anything within these collections, which are shown as they are kept.
    pub(super) fn without_inner(self, kept: &[&str]) -> Result<Self> {
        let deeper = self.0.iter().find(|one| kept.contains(&one.member.name) && !one.inner.is_empty());
        match deeper {
            None => Ok(self),
            Some(one) => {
                let message = format!("The emulator expands nothing within '{}'.", one.member.name);
                Err(GraphError::new(501, "NotImplemented", message))
            }
        }
    }
}

/// What the nested options leave of a collection.
fn selected(values: Vec<Value>, expansion: &Expansion) -> Result<Vec<Value>> {
    let (options, of) = (&expansion.options, Type(expansion.member.ty.name));
    let selection = Selection::parse(options, of)?;
    let values = page::arrange(values, options, of)?.into_iter();
    let values = values.skip(options.skip.unwrap_or(0)).take(options.top.unwrap_or(usize::MAX));
    Ok(values.map(|value| selection.apply(value, &["id"])).collect())
}
