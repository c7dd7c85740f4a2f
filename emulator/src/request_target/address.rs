//! A path read along Microsoft's schema: what it names, step by step.

use graph_action_catalog::{self as catalog, Step, Target, Value, Walk, Walker};

use super::segment::{self, Argument, Segment};
use crate::{
    http::{GraphError, Result},
    schema::{CATALOG, Type},
};

/// A path that exists in the schema.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    /// The names and keys as they were written.
    pub(crate) segments: Vec<Segment>,
    /// The same, each with what the schema says of it.
    pub(crate) hops: Vec<Hop>,
    /// What the path leads to.
    pub(crate) walk: Walk<'static>,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hop {
    /// An entity set or singleton, a property or a navigation property.
    Member(Member),
    /// A key, by `id` when it has no name.
    Key(Vec<Argument>),
    /// `microsoft.graph.user`
    Cast(Type),
    /// The names between colons.
    Path(Vec<String>),
    /// A bound function with its arguments, or an action.
    Call { name: &'static str, arguments: Vec<Argument> },
    /// `$count`, `$ref`, `$value`
    Suffix(&'static str),
}

/// An entity set or singleton, a property or a navigation property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) of: Type,
    pub(crate) collection: bool,
    pub(crate) navigation: bool,
    pub(crate) contained: bool,
}

impl From<&catalog::Member<'static>> for Member {
    fn from(member: &catalog::Member<'static>) -> Self {
        Self {
            name: member.name,
            of: Type(member.ty.name),
            collection: member.ty.collection,
            navigation: member.navigation.is_some(),
            contained: crate::schema::is_contained(member),
        }
    }
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        self.segments == other.segments
    }
}

impl Eq for Address {}

/// The types whose entities may be addressed by path, and the collection that leads to them.
const BY_PATH: [&str; 3] = ["drive", "driveItem", "site"];

struct Reader {
    walker: Walker<'static>,
    segments: Vec<Segment>,
    hops: Vec<Hop>,
}

/// Decodes each segment by itself, and follows it through the schema, which decides whether it is a name or a key.
pub(super) fn read<'a>(raw: impl Iterator<Item = &'a str>) -> Result<Address> {
    let mut reader = Reader { walker: Walker::new(&CATALOG), segments: Vec::new(), hops: Vec::new() };
    let mut raw = raw.peekable();
    while let Some(raw_segment) = raw.next() {
        let text = segment::decode(raw_segment)?;
        if text.is_empty() {
            return Err(segment::empty());
        }
        let is_by_path = reader.walker.here().ty.is_some_and(|ty| BY_PATH.contains(&ty.name));
        if is_by_path && let Some((start, path)) = segment::by_path(&text, &mut raw)? {
            reader.segment(&start, false)?;
            let joined = path.join("/");
            reader.take(&Step::ByPath { closed: true }, raw.peek().is_none(), &joined)?;
            reader.hops.push(Hop::Path(path.clone()));
            reader.segments.push(Segment::Path(path));
            continue;
        }
        reader.segment(&text, raw.peek().is_none())?;
    }
    let walk = reader.walker.here().clone();
    Ok(Address { segments: reader.segments, hops: reader.hops, walk })
}

impl Reader {
    fn take(&mut self, step: &Step<'_>, last: bool, text: &str) -> Result<()> {
        self.walker.take(step, last).map_err(|_| GraphError::unknown_segment(text))
    }

    fn segment(&mut self, text: &str, last: bool) -> Result<()> {
        if self.is_key(text) {
            return self.key(text, last);
        }
        let (name, arguments) = segment::parentheses(text)?.unwrap_or((text, Vec::new()));
        let step = if arguments.is_empty() {
            Step::Name(name)
        } else {
            let arguments = arguments.iter().map(|argument| catalog::Argument {
                name: argument.name.as_deref(),
                value: Value::Literal(&argument.value),
            });
            Step::Call { name, arguments: arguments.collect() }
        };
        let before = self.walker.here().ty.map(|ty| ty.name);
        self.take(&step, last, text)?;
        self.named(text, name, arguments, before);
        Ok(())
    }

    /// Notes what a name has led to. `before` is the type that was there.
    fn named(&mut self, text: &str, name: &str, arguments: Vec<Argument>, before: Option<&'static str>) {
        let here = self.walker.here();
        let plain = without_namespace(name);
        let is_operation = matches!(here.target, Target::Action(_) | Target::Function(_));
        if plain.is_some() && !is_operation && here.ty.map(|ty| ty.name) == before {
            // A cast to the type that the path has led to.
            return;
        }
        let hop = match (&here.target, here.member, plain) {
            (Target::Action(operation) | Target::Function(operation), ..) => {
                self.segments
                    .push(Segment::Name(without_namespace(text).unwrap_or(text).trim_end_matches("()").to_owned()));
                self.hops.push(Hop::Call { name: operation.name, arguments });
                return;
            }
            (Target::Count, ..) => Hop::Suffix("$count"),
            (Target::Reference { .. }, ..) => Hop::Suffix("$ref"),
            (Target::Content, ..) if name == "$value" => Hop::Suffix("$value"),
            (Target::Batch | Target::Metadata | Target::Service, ..) | (_, None, None) => {
                self.segments.push(Segment::Name(name.to_owned()));
                return;
            }
            (_, _, Some(_)) => Hop::Cast(Type(here.ty.map_or("", |ty| ty.name))),
            (_, Some(member), None) => Hop::Member(Member::from(&member)),
        };
        self.segments.push(Segment::Name(name.to_owned()));
        self.hops.push(hop);
        if !arguments.is_empty() {
            self.segments.push(Segment::Key(arguments[0].value.clone()));
            self.hops.push(Hop::Key(arguments));
        }
    }

    /// After a collection of entities everything is a key but what begins with `$`, casts, and the functions and
    /// actions of the collection.
    fn is_key(&self, text: &str) -> bool {
        let here = self.walker.here();
        let collection = matches!(here.target, Target::Collection)
            || matches!(&here.target, Target::Function(_)) && here.ty.is_some_and(|ty| ty.collection);
        let Some(ty) = here.ty.filter(|_| collection) else { return false };
        let plain = text.split('(').next().unwrap_or(text);
        let operation = without_namespace(plain).unwrap_or(plain);
        let operation = operation.rsplit('.').next().unwrap_or(operation);
        !text.starts_with('$')
            && CATALOG.operations(ty.name, true, operation).is_empty()
            && without_namespace(plain).is_none_or(|name| CATALOG.find_type(name).is_none())
    }

    fn key(&mut self, text: &str, last: bool) -> Result<()> {
        let here = self.walker.here();
        let of = here.ty.map_or("", |ty| ty.name);
        let known = CATALOG.known_key(of, here.member.as_ref(), text);
        let step = known.map_or(Step::Key, Step::Name);
        // `roleTemplateId=…`: an alternate key as a segment of its own.
        let alternate = text.split_once('=').filter(|(name, value)| {
            !value.is_empty() && Type(of).keys().iter().any(|key| key.eq_ignore_ascii_case(name))
        });
        let argument = match alternate {
            Some((name, value)) => Argument { name: Some(name.to_owned()), value: value.trim_matches('\'').to_owned() },
            None => Argument { name: None, value: text.to_owned() },
        };
        self.take(&step, last, text)?;
        self.segments.push(Segment::Key(text.to_owned()));
        self.hops.push(Hop::Key(vec![argument]));
        Ok(())
    }
}

/// What follows Graph's namespace, which is written in any case.
fn without_namespace(name: &str) -> Option<&str> {
    ["microsoft.graph.", "graph."].iter().find_map(|namespace| {
        let start = name.get(..namespace.len())?;
        start.eq_ignore_ascii_case(namespace).then(|| &name[namespace.len()..])
    })
}
