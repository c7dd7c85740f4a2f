//! Property paths, step by step, and lambdas.

use super::Checker;
use crate::odata::finding::{Kind, Wanted};
use crate::odata::placeholder::Role;
use crate::odata::schema::{Class, TypeRef, single};
use crate::odata::source::Span;
use crate::odata::syntax::{Expression, ExpressionKind, Lambda, Name, Path, Step};

/// The place that a path leads to.
#[derive(Clone, Debug)]
pub(super) struct Destination<'c> {
    /// The type of its value; `None` if it is not known.
    pub(super) ty: Option<TypeRef<'c>>,
    /// After how many steps it went on below a collection without `any`.
    pub(super) below_collection: Option<usize>,
    /// It ends at a navigation property; `None` if that is not known.
    pub(super) navigation: Option<bool>,
    /// It is wrong, and that was reported.
    pub(super) wrong: bool,
}

impl<'c> Destination<'c> {
    pub(super) const UNKNOWN: Destination<'static> =
        Destination { ty: None, below_collection: None, navigation: None, wrong: false };

    const WRONG: Destination<'static> = Destination { ty: None, below_collection: None, navigation: None, wrong: true };

    /// It has several values, so `any` has to ask for one of them.
    pub(super) fn is_collection(&self) -> bool {
        !self.wrong && (self.below_collection.is_some() || self.ty.is_some_and(|ty| ty.collection))
    }

    fn typed(ty: TypeRef<'c>) -> Destination<'c> {
        Destination { ty: Some(ty), below_collection: None, navigation: Some(false), wrong: false }
    }
}

impl<'c> Checker<'c, '_> {
    /// The type of a path's value, its lambda included.
    pub(super) fn path(&mut self, path: &Path) -> Destination<'c> {
        let found = self.steps(&path.steps);
        match &path.lambda {
            Some(lambda) => self.lambda(found, lambda),
            None => found,
        }
    }

    /// A name that is neither a property here nor a variable: text whose quotes were forgotten.
    pub(super) fn bare_word<'e>(&self, expression: &'e Expression) -> Option<&'e Name> {
        let ExpressionKind::Path(Path { steps, lambda: None }) = &expression.kind else { return None };
        let [Step::Name(name)] = &steps[..] else { return None };
        let root = self.root?;
        let known = name.text.starts_with(['$', '@'])
            || self.variable(&name.text).is_some()
            || self.schema.member(root, &name.text).is_some()
            || (!name.text.contains('@') && self.schema.takes_undeclared(root, &name.text) && name.text.contains('_'));
        (!known).then_some(name)
    }

    fn variable(&self, name: &str) -> Option<Option<TypeRef<'c>>> {
        self.variables.iter().rev().find(|(variable, _)| variable == name).map(|(_, ty)| *ty)
    }

    pub(super) fn steps(&mut self, steps: &[Step]) -> Destination<'c> {
        let mut here = match self.root {
            Some(root) => Destination { navigation: None, ..Destination::typed(single(root)) },
            None => Destination::UNKNOWN,
        };
        for (place, step) in steps.iter().enumerate() {
            let name = match step {
                Step::Name(name) => name,
                Step::Placeholder(placeholder) => {
                    self.placeholder(placeholder, Role::Refused);
                    here = Destination::UNKNOWN;
                    continue;
                }
            };
            if place == 0
                && let Some(ty) = self.variable(&name.text)
            {
                here = ty.map_or(Destination::UNKNOWN, Destination::typed);
                continue;
            }
            if place == 0 && matches!(name.text.as_str(), "$it" | "$this") {
                continue;
            }
            here = self.step(here, name, place);
            if here.wrong {
                return here;
            }
        }
        here
    }

    /// One step further; `place` is its index.
    fn step(&mut self, here: Destination<'c>, name: &Name, place: usize) -> Destination<'c> {
        if name.text == "$count" {
            return self.count(here, name);
        }
        if matches!(name.text.as_str(), "*" | "$ref" | "$value") || name.text.contains('@') || here.ty.is_none() {
            return Destination { ty: None, navigation: None, ..here };
        }
        let Some(on) = here.ty else { return Destination::UNKNOWN };
        if let Some(cast) = self.schema.cast(Some(on.name), &name.text) {
            return match cast {
                Ok(ty) => Destination { ty: Some(TypeRef { name: ty, ..on }), ..here },
                Err(near) => self.unknown(Kind::UnknownType, name, near, on.name),
            };
        }
        let class = self.schema.class(on.name);
        if class == Class::Unknown {
            return Destination { ty: None, ..here };
        }
        let counts = ["count", "length", "size"].contains(&name.text.to_ascii_lowercase().as_str());
        if on.collection && counts && self.schema.member(on.name, &name.text).is_none() {
            return self.unknown(Kind::UnknownProperty, name, vec!["$count".to_owned()], on.name);
        }
        if class != Class::Structured {
            let finding = self.finding(Kind::NotStructured, name.span);
            self.report(finding.wanting("the value before it has no properties"));
            return Destination::WRONG;
        }
        let below = here.below_collection.or((on.collection && place > 0).then_some(place));
        let Some(member) = self.schema.member(on.name, &name.text) else {
            if self.schema.takes_undeclared(on.name, &name.text) {
                return Destination { ty: None, below_collection: below, navigation: None, wrong: false };
            }
            let near = self.near(on.name, name, place);
            return self.unknown(Kind::UnknownProperty, name, near, on.name);
        };
        self.properties.push((on.name, member));
        let navigation = Some(member.navigation.is_some());
        Destination { ty: Some(member.ty), below_collection: below, navigation, wrong: false }
    }

    /// `/$count` after a collection.
    fn count(&mut self, here: Destination<'c>, name: &Name) -> Destination<'c> {
        if here.ty.is_some_and(|ty| !ty.collection && here.navigation.is_some()) {
            let finding = self.finding(Kind::NotACollection, name.span);
            self.report(finding.wanting("the value before it is one value"));
            return Destination::WRONG;
        }
        Destination { ty: Some(single("Int32")), navigation: Some(false), ..here }
    }

    /// Names that may have been meant; a property of the lambda's item comes first.
    fn near(&self, on: &str, name: &Name, place: usize) -> Vec<String> {
        if self.is_full() {
            return Vec::new();
        }
        if place == 0
            && let Some((variable, Some(ty))) = self.variables.last()
            // `tid` for `t/id`
            && let Some(member) = [Some(name.text.as_str()), name.text.strip_prefix(variable.as_str())]
                .into_iter()
                .flatten()
                .find_map(|name| self.schema.member(ty.name, name))
        {
            return vec![format!("{variable}/{}", member.name)];
        }
        // `any(x:y/id eq 'a')`: so short an unknown name is a variable's rather than a property's.
        if place == 0
            && name.text.len() <= 2
            && let Some((variable, _)) = self.variables.last()
        {
            return vec![variable.clone()];
        }
        // `notisRead` for `not isRead`
        if place == 0
            && let Some(rest) = without_not(&name.text)
            && let Some(member) = self.schema.member(on, rest)
        {
            return vec![format!("not {}", member.name)];
        }
        self.schema.nearest_members(on, &name.text)
    }

    fn unknown(&mut self, kind: Kind, name: &Name, near: Vec<String>, on: &str) -> Destination<'c> {
        let finding = self.finding(kind, name.span).wanted(Wanted::PropertyOf(on.to_owned()));
        self.report(finding.replaced_by_first(near));
        Destination::WRONG
    }

    fn lambda(&mut self, collection: Destination<'c>, lambda: &Lambda) -> Destination<'c> {
        let single_value = collection.ty.filter(|ty| !ty.collection && collection.below_collection.is_none());
        if single_value.is_some() {
            let finding = self.finding(Kind::NotACollection, lambda.span);
            self.report(finding.wanting("the property before it is one value"));
        }
        if let Some((variable, body)) = &lambda.body {
            let item = collection.ty.map(|ty| TypeRef { collection: false, ..ty });
            self.variables.push((variable.text.clone(), item));
            self.condition(body);
            self.variables.pop();
        }
        Destination { wrong: collection.wrong, ..Destination::typed(single("Boolean")) }
    }

    /// A variable that no lambda around uses.
    pub(super) fn fresh_variable(&self) -> &'static str {
        let used = |name: &str| self.variables.iter().any(|(variable, _)| variable == name);
        ["x", "y", "z", "v", "w"].into_iter().find(|name| !used(name)).unwrap_or("item")
    }

    /// Reports a collection that stands where one value belongs, in a comparison or call at `whole`.
    ///
    /// It is mended as `collection/any(x:…)`; `ne` becomes `eq` with `not` around.
    pub(super) fn collection_without_any(
        &mut self,
        path: &Path,
        found: &Destination<'c>,
        whole: Span,
        not_equal: Option<Span>,
    ) {
        let (Some(first), Some(last)) = (path.steps.first(), path.steps.last()) else { return };
        let split = found.below_collection.unwrap_or(path.steps.len());
        let Some(collection_end) = split.checked_sub(1).and_then(|last| path.steps.get(last)) else { return };
        let collection = first.span().to(collection_end.span());
        let variable = self.fresh_variable();
        let structured = found.below_collection.is_none()
            && found.ty.is_some_and(|ty| self.schema.class(ty.name) == Class::Structured);
        let mut finding = self.finding(Kind::CollectionWithoutAny, collection);
        let name = finding.text.clone();
        if !structured {
            let not = if not_equal.is_some() { "not(" } else { "" };
            finding = finding
                .edit(whole.before(), format!("{not}{name}/any({variable}:"))
                .edit(collection, variable)
                .edit(whole.after(), if not_equal.is_some() { "))" } else { ")" });
            if let Some(operator) = not_equal {
                finding = finding.edit(operator, "eq");
            }
        }
        let rest = match self.source.slice(Span::new(collection.end, last.span().end)) {
            "" if structured => "/…",
            rest => rest,
        };
        let suggestion = format!("{name}/any({variable}:{variable}{rest} …)");
        self.report(finding.suggesting([suggestion]));
    }
}

/// What follows `not` where a space is missing.
pub(super) fn without_not(name: &str) -> Option<&str> {
    name.strip_prefix("not").or_else(|| name.strip_prefix("NOT"))
}
