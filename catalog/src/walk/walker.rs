//! Follows an address through the schema, step by step.

use super::error::{On, Problem, WalkError};
use super::overload::choose;
use super::place::{Target, Walk};
use super::suggest::Position;
use crate::address::{Address, Piece, parentheses};
use crate::catalog::Catalog;
use crate::fact::{Containment, Deprecation, Member, OperationKind, Type, TypeKind, TypeRef, is_primitive};
use crate::guid::is_guid;
use crate::lines::key;
use crate::step::{Argument, Start, Step};

/// A walk under way, for those who learn from each place how the next step is to be read: whether the text after a
/// collection is a key or a name.
pub struct Walker<'c> {
    catalog: &'c Catalog,
    walk: Walk<'c>,
    index: usize,
    last: bool,
    /// Whether the current place was reached over a link, which `$ref` addresses.
    linked: bool,
    /// What kind of type the current place has.
    kind: Option<TypeKind>,
    /// Whether the current place was reached by a key.
    keyed: bool,
}

/// Base types of so many others that a member of one of those says nothing of what is at the address.
const BARE_BASES: [&str; 3] = ["baseItem", "directoryObject", "entity"];

type Result<T = ()> = std::result::Result<T, Box<WalkError>>;

impl<'c> Walker<'c> {
    /// A walk that begins at the root of the service.
    #[must_use]
    pub fn new(catalog: &'c Catalog) -> Self {
        let walk = Walk {
            target: Target::Service,
            ty: None,
            start: None,
            address: Address::default(),
            spellings: Vec::new(),
            deprecation: None,
            member: None,
            missing_cast: None,
            facts: Vec::new(),
        };
        Walker { catalog, walk, index: 0, last: false, linked: false, keyed: false, kind: None }
    }

    /// Takes the next step. `last` says that nothing follows it.
    ///
    /// # Errors
    /// Why the step cannot be taken, and what it may have meant.
    pub fn take(&mut self, step: &Step<'_>, last: bool) -> Result {
        self.last = last;
        self.step(step)?;
        self.index += 1;
        Ok(())
    }

    /// Where the steps so far lead.
    #[must_use]
    pub fn here(&self) -> &Walk<'c> {
        &self.walk
    }

    pub(super) fn follow_all(mut self, start: Start<'_>, steps: &[Step<'_>]) -> Result<Walk<'c>> {
        if let Start::Entity(name) = start {
            let ty = self.catalog.find_type(name).ok_or_else(|| self.unknown_type(name))?;
            self.walk.start = Some(ty.name);
            self.arrive(TypeRef { name: ty.name, collection: false, nullable: false }, Target::Entity);
        }
        for (index, step) in steps.iter().enumerate() {
            self.take(step, index + 1 == steps.len())?;
        }
        Ok(self.walk)
    }

    fn step(&mut self, step: &Step<'_>) -> Result {
        match step {
            Step::Name(name) => self.name(name),
            Step::Key => self.key(),
            Step::Call { name, arguments } => self.call(name, arguments),
            Step::ByPath { closed } => self.by_path(*closed),
        }
    }

    fn arrive(&mut self, ty: TypeRef<'c>, target: Target<'c>) {
        let found = self.catalog.find_type(ty.name);
        self.arrive_at(found, ty, target);
    }

    fn arrive_at(&mut self, found: Option<Type<'c>>, ty: TypeRef<'c>, target: Target<'c>) {
        if let Some(found) = found {
            self.rely_on(found.name, found.name, found.deprecation);
        }
        self.kind = found.map(|found| found.kind);
        self.walk.ty = Some(ty);
        self.walk.target = target;
    }

    fn rely_on(&mut self, fact: &'c str, what: &str, deprecation: Option<Deprecation<'c>>) {
        self.walk.facts.push(fact);
        if self.walk.deprecation.is_none() {
            self.walk.deprecation = deprecation.map(|deprecation| (what.to_owned(), deprecation));
        }
    }

    fn spell(&mut self, written: &str, right: &str) {
        if written != right {
            self.walk.spellings.push((self.index, right.to_owned()));
        }
    }

    fn fail(&self, text: &str, problem: Problem) -> Box<WalkError> {
        let here = Position { catalog: self.catalog, below: self.below(), member: self.walk.member.as_ref() };
        let nearest = match &problem {
            Problem::Unknown | Problem::LiteralKey => here.names(text),
            Problem::NotDerived => here.casts(text),
            _ => Vec::new(),
        };
        Box::new(WalkError { step: self.index, text: text.to_owned(), on: self.on(), problem, nearest })
    }

    fn unknown_type(&self, name: &str) -> Box<WalkError> {
        let nearest = self.catalog.nearest_types(name).into_iter().map(str::to_owned).collect();
        Box::new(WalkError { step: 0, text: name.to_owned(), on: On::Service, problem: Problem::UnknownType, nearest })
    }

    fn on(&self) -> On {
        match (&self.walk.target, self.walk.ty) {
            (Target::Service, _) => On::Service,
            (Target::Action(operation), _) => On::Operation(operation.name.to_owned()),
            (Target::Function(operation), _) if !operation.composable => On::End(operation.name.to_owned()),
            (Target::Count, _) => On::End("$count".to_owned()),
            (Target::Content, _) => On::End("content".to_owned()),
            (Target::Reference { .. }, _) => On::End("$ref".to_owned()),
            (Target::Batch, _) => On::End("$batch".to_owned()),
            (Target::Metadata, _) => On::End("$metadata".to_owned()),
            (_, Some(ty)) if ty.collection => On::Collection(ty.name.to_owned()),
            (_, Some(ty)) if self.is_entity() => On::Entity(ty.name.to_owned()),
            (_, Some(ty)) => On::Value(ty.name.to_owned()),
            (_, None) => On::End("an operation that returns nothing".to_owned()),
        }
    }

    fn is_entity(&self) -> bool {
        self.kind == Some(TypeKind::Entity)
    }

    /// The type whose members may follow, and whether a collection of it is here.
    fn below(&self) -> Option<TypeRef<'c>> {
        match self.walk.target {
            Target::Entity | Target::Collection | Target::Property => self.walk.ty,
            Target::Function(ref operation) if operation.composable => self.walk.ty,
            _ => None,
        }
    }

    fn name(&mut self, name: &str) -> Result {
        if matches!(self.walk.target, Target::Service) {
            return self.root(name);
        }
        let Some(ty) = self.below() else { return Err(self.fail(name, Problem::NothingFollows)) };
        if name.starts_with('$') {
            return self.dollar(name, ty);
        }
        if let Some(qualified) = unqualified(name) {
            return self.qualified(name, qualified, ty, None);
        }
        if ty.collection {
            return self.below_collection(name, ty);
        }
        if let Some(member) = self.catalog.member(ty.name, name) {
            self.spell(name, member.name);
            return self.follow(member);
        }
        if self.operation(ty, name, name, None)? {
            return Ok(());
        }
        if let Some(member) = self.catalog.derived_member(ty.name, name) {
            self.note_missing_cast(ty.name, member.owner);
            self.spell(name, member.name);
            return self.follow(member);
        }
        if self.derived_operation(ty, name, None)? {
            return Ok(());
        }
        Err(self.fail(name, if is_primitive(ty.name) { Problem::NothingFollows } else { Problem::Unknown }))
    }

    fn root(&mut self, name: &str) -> Result {
        // The organization that the token is for: what follows is at the root.
        if name.eq_ignore_ascii_case("myorganization") && !self.last {
            return Ok(());
        }
        let special = match name {
            "$batch" => Target::Batch,
            "$metadata" => Target::Metadata,
            _ => {
                let member = self.catalog.root(name).ok_or_else(|| self.fail(name, Problem::Unknown))?;
                self.spell(name, member.name);
                return self.follow(member);
            }
        };
        self.walk.target = special;
        self.walk.address.push(Piece::Name(name.to_owned()));
        Ok(())
    }

    /// Goes to an entity set, singleton, navigation or structural property.
    fn follow(&mut self, member: Member<'c>) -> Result {
        self.walk.address.push(Piece::Name(member.name.to_owned()));
        let what = if member.owner.is_empty() {
            format!("/{}", member.name)
        } else {
            format!("{}/{}", member.owner, member.name)
        };
        self.rely_on(key(member.line), &what, member.deprecation);
        // The schema calls some links contained (`group/acceptedSenders`), but only on entities that are themselves one
        // of many.
        let may_be_link = matches!(member.navigation, Some(Containment::Linked | Containment::Unknown));
        self.linked = may_be_link || (member.navigation.is_some() && self.keyed);
        // A complex property is part of the entity it belongs to.
        self.keyed &= member.navigation.is_none();
        self.walk.member = Some(member);
        let found = self.catalog.find_type(member.ty.name);
        let is_entity = found.is_some_and(|found| found.kind == TypeKind::Entity);
        let target = match (member.ty.name, member.ty.collection) {
            ("Stream", false) => Target::Content,
            (_, true) if is_entity => Target::Collection,
            (_, false) if is_entity => Target::Entity,
            _ => Target::Property,
        };
        self.arrive_at(found, member.ty, target);
        Ok(())
    }

    fn dollar(&mut self, name: &str, ty: TypeRef<'c>) -> Result {
        let entity = self.is_entity();
        let target = match name {
            "$count" if ty.collection => Target::Count,
            "$ref" if entity && self.linked => Target::Reference { collection: ty.collection },
            "$value" if !ty.collection && entity && self.has_stream(ty.name) => Target::Content,
            "$value" if !ty.collection && is_primitive(ty.name) => Target::Content,
            // Content that the schema does not declare, such as a message as MIME.
            "$value" if !ty.collection && self.catalog.member(ty.name, name).is_some() => Target::Content,
            "$count" | "$ref" | "$value" => return Err(self.fail(name, Problem::NotHere)),
            _ => return Err(self.fail(name, Problem::Unknown)),
        };
        self.walk.address.push(Piece::Name(name.to_owned()));
        // Query options of `$count` name properties of what is counted.
        if !matches!(target, Target::Count) {
            self.walk.ty = None;
        }
        self.walk.target = target;
        Ok(())
    }

    fn has_stream(&self, ty: &str) -> bool {
        self.catalog.type_and_bases(ty).any(|ty| ty.stream)
            || self
                .catalog
                .derived_types(ty)
                .into_iter()
                .any(|ty| self.catalog.find_type(ty).is_some_and(|ty| ty.stream))
    }

    fn below_collection(&mut self, name: &str, ty: TypeRef<'c>) -> Result {
        if self.operation(ty, name, name, None)? {
            return Ok(());
        }
        if !self.is_entity() {
            return Err(self.fail(name, Problem::Unknown));
        }
        if let Some(known) = self.catalog.known_key(ty.name, self.walk.member.as_ref(), name) {
            let literal = Piece::Literal(known.to_owned());
            return self.take_key(ty, literal);
        }
        if is_guid(name) || is_numeric(name) {
            return self.take_key(ty, Piece::Key);
        }
        if let Some((property, _)) = name.split_once('=').filter(|(_, value)| !value.is_empty())
            && let Some(key) = self.keys_of(ty.name).into_iter().find(|key| key.eq_ignore_ascii_case(property))
        {
            // `roleTemplateId=…` as a segment of its own, an old way to write an alternate key.
            let parts = [key.to_owned()];
            return self.take_key(ty, if key == "id" { Piece::Key } else { Piece::AlternateKey(parentheses(&parts)) });
        }
        let exists = self.catalog.member(ty.name, name).is_some()
            || !self.catalog.operations(ty.name, false, name).is_empty()
            || self.catalog.derived_member(ty.name, name).is_some();
        if !exists && self.catalog.is_chosen_key(ty.name, self.walk.member.as_ref(), name) {
            return self.take_key(ty, Piece::Literal(name.to_owned()));
        }
        Err(self.fail(name, if exists { Problem::KeyMissing } else { Problem::LiteralKey }))
    }

    fn key(&mut self) -> Result {
        let below = self.below();
        if let Some(ty) = below.filter(|ty| ty.collection && self.is_entity()) {
            return self.take_key(ty, Piece::Key);
        }
        // Where the documentation has a placeholder for a property, as for the size of a thumbnail.
        match below.filter(|ty| !ty.collection).and_then(|ty| self.catalog.member(ty.name, "{}")) {
            Some(member) => self.follow(member),
            None => Err(self.fail("{}", Problem::NoKeyHere)),
        }
    }

    fn take_key(&mut self, ty: TypeRef<'c>, piece: Piece) -> Result {
        self.walk.address.push(piece);
        self.walk.ty = Some(TypeRef { collection: false, ..ty });
        self.walk.target = Target::Entity;
        self.keyed = true;
        Ok(())
    }

    /// `microsoft.graph.user`: a cast, or an operation with its namespace.
    fn qualified(&mut self, written: &str, name: &str, ty: TypeRef<'c>, arguments: Option<&[Argument<'_>]>) -> Result {
        if let (Some(cast), None) = (self.catalog.find_type(name), arguments) {
            let related =
                self.catalog.derives_from(cast.name, ty.name) || self.catalog.derives_from(ty.name, cast.name);
            if !related {
                return Err(self.fail(written, Problem::NotDerived));
            }
            self.spell(name, cast.name);
            self.walk.address.push(Piece::Cast(format!("microsoft.graph.{}", cast.name)));
            self.rely_on(cast.name, cast.name, cast.deprecation);
            self.walk.ty = Some(TypeRef { name: cast.name, ..ty });
            return Ok(());
        }
        let operation = name.rsplit('.').next().unwrap_or(name);
        if self.operation(ty, operation, written, arguments)?
            || (!ty.collection && self.derived_operation(ty, operation, arguments)?)
        {
            return Ok(());
        }
        Err(self.fail(written, Problem::Unknown))
    }

    fn call(&mut self, name: &str, arguments: &[Argument<'_>]) -> Result {
        if matches!(self.walk.target, Target::Service) {
            self.root(name)?;
            return self.keyed(name, arguments);
        }
        let Some(ty) = self.below() else { return Err(self.fail(name, Problem::NothingFollows)) };
        if let Some(qualified) = unqualified(name) {
            return self.qualified(name, qualified, ty, Some(arguments));
        }
        if self.operation(ty, name, name, Some(arguments))? {
            return Ok(());
        }
        if !ty.collection {
            if let Some(member) =
                self.catalog.member(ty.name, name).or_else(|| self.catalog.derived_member(ty.name, name))
            {
                self.spell(name, member.name);
                self.follow(member)?;
                return self.keyed(name, arguments);
            }
            if self.derived_operation(ty, name, Some(arguments))? {
                return Ok(());
            }
        }
        let has_member = ty.collection && self.catalog.member(ty.name, name).is_some();
        Err(self.fail(name, if has_member { Problem::KeyMissing } else { Problem::Unknown }))
    }

    /// The key properties of a type, and its alternate keys.
    fn keys_of(&self, ty: &str) -> Vec<&'c str> {
        self.catalog.type_and_bases(ty).flat_map(|ty| ty.keys().collect::<Vec<_>>()).collect()
    }

    /// The key in parentheses after a collection that has just been followed.
    fn keyed(&mut self, name: &str, arguments: &[Argument<'_>]) -> Result {
        let Some(ty) = self.walk.ty.filter(|ty| ty.collection && self.is_entity()) else {
            return Err(self.fail(name, Problem::NoKeyHere));
        };
        if let [Argument { name: None, .. }] = arguments {
            return self.take_key(ty, Piece::Key);
        }
        let mut names: Vec<&str> = arguments.iter().map(|argument| argument.name.unwrap_or("")).collect();
        names.sort_unstable();
        let keys = self.keys_of(ty.name);
        let known = keys.iter().copied().find(|key| {
            let mut parts: Vec<&str> = key.split('+').collect();
            parts.sort_unstable();
            parts.len() == names.len() && parts.iter().zip(&names).all(|(part, name)| part.eq_ignore_ascii_case(name))
        });
        match known {
            Some(key) => {
                let parts: Vec<String> = key.split('+').map(str::to_owned).collect();
                let piece = if key == "id" { Piece::Key } else { Piece::AlternateKey(parentheses(&parts)) };
                self.take_key(ty, piece)
            }
            None => {
                let known = keys.iter().map(|&key| key.to_owned()).collect();
                Err(self.fail(name, Problem::NoSuchKey { known }))
            }
        }
    }

    /// Calls an operation bound to what is here; `false` when there is none of that name.
    fn operation(
        &mut self,
        ty: TypeRef<'c>,
        name: &str,
        written: &str,
        arguments: Option<&[Argument<'_>]>,
    ) -> Result<bool> {
        let overloads = self.catalog.operations(ty.name, ty.collection, name);
        if overloads.is_empty() {
            return Ok(false);
        }
        let overload = choose(overloads, arguments).map_err(|problem| self.fail(written, problem))?;
        if written.rsplit('.').next() == Some(name) && name != overload.name {
            self.walk.spellings.push((self.index, overload.name.to_owned()));
        }
        self.rely_on(key(overload.line), overload.name, overload.deprecation);
        let name = overload.name.to_owned();
        self.walk.member = None;
        self.linked = false;
        self.keyed = false;
        self.walk.ty = overload.returns;
        match overload.kind {
            OperationKind::Action => {
                self.walk.address.push(Piece::Name(name));
                self.walk.target = Target::Action(overload);
            }
            OperationKind::Function => {
                let arguments: Vec<String> = arguments
                    .unwrap_or_default()
                    .iter()
                    .filter_map(|argument| Some(overload.parameter(argument.name?)?.name.to_owned()))
                    .collect();
                self.walk.address.push(Piece::Function { name, arguments });
                self.walk.target = Target::Function(overload);
            }
        }
        // What an operation returns matters to those who address something below it.
        let returned = self.walk.ty.filter(|_| !self.last).and_then(|ty| self.catalog.find_type(ty.name));
        self.kind = returned.map(|found| found.kind);
        if let Some(found) = returned {
            self.rely_on(found.name, found.name, found.deprecation);
        }
        Ok(true)
    }

    fn derived_operation(&mut self, ty: TypeRef<'c>, name: &str, arguments: Option<&[Argument<'_>]>) -> Result<bool> {
        for derived in self.catalog.derived_types(ty.name) {
            if self.operation(TypeRef { name: derived, ..ty }, name, name, arguments)? {
                self.note_missing_cast(ty.name, derived);
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Notes that a member of a derived type was followed without a cast, below a base that says nothing of what is
    /// there.
    fn note_missing_cast(&mut self, base: &str, derived: &'c str) {
        if BARE_BASES.contains(&base) && self.walk.missing_cast.is_none() {
            self.walk.missing_cast = Some((self.index, derived));
        }
    }

    fn by_path(&mut self, closed: bool) -> Result {
        let Some(ty) = self.below().filter(|ty| !ty.collection && self.catalog.is_addressed_by_path(ty.name)) else {
            return Err(self.fail(":", Problem::NotByPath));
        };
        if !closed && !self.last {
            return Err(self.fail(":", Problem::PathNotClosed));
        }
        self.walk.address.push(Piece::ByPath);
        self.walk.ty = Some(ty);
        self.walk.target = Target::Entity;
        Ok(())
    }
}

/// Whether a text is a number or a version, `1.0`: no name in the schema begins with a digit.
fn is_numeric(text: &str) -> bool {
    text.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A name without Graph's namespace, which is written in any case: `microsoft.graph.user`, `Microsoft.Graph.User`,
/// `graph.user`.
fn unqualified(name: &str) -> Option<&str> {
    ["microsoft.graph.", "graph."].iter().find_map(|namespace| {
        let start = name.get(..namespace.len())?;
        start.eq_ignore_ascii_case(namespace).then(|| &name[namespace.len()..])
    })
}
