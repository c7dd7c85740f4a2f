//! Whether a tree fits the types of Graph, and where its placeholders stand.

mod condition;
mod fit;
mod items;
mod path;
mod value;

use super::finding::{Finding, Kind};
use super::placeholder::{Quotes, Role, Use, ValueForm};
use super::schema::{Catalog, Class, Schema, TypeRef};
use super::source::{Source, Span};
use super::syntax::{Expression, ExpressionKind, OptionValue, Placeholder};
use graph_action_catalog::Member;

/// The search for mistakes stops after this many.
const MAXIMUM_FINDINGS: usize = 16;

/// Checks an option's value on things of the type `ty`; adds what is wrong to `findings`.
pub(super) fn check<'c>(
    catalog: &'c Catalog,
    ty: &str,
    value: &OptionValue,
    source: &Source,
    findings: &mut Vec<Finding>,
) -> Checked<'c> {
    let schema = Schema::new(catalog);
    let root = schema.find(ty);
    let mut checker =
        Checker { schema, source, findings, uses: Vec::new(), properties: Vec::new(), variables: Vec::new(), root };
    checker.option(value);
    let mut uses = checker.uses;
    uses.sort_by_key(|used| used.span);
    let whole = uses.len() == 1 && is_one_condition(value);
    for used in &mut uses {
        used.whole = whole;
    }
    Checked { uses, properties: checker.properties }
}

/// What a value says besides what is wrong with it.
#[derive(Default)]
pub(super) struct Checked<'c> {
    /// Where its placeholders stand.
    pub(super) uses: Vec<Use<'c>>,
    /// The properties that its paths lead through, each with the type that it was found on.
    pub(super) properties: Vec<(&'c str, Member<'c>)>,
}

/// Whether the option says one thing, so that without its argument nothing of it is left.
fn is_one_condition(value: &OptionValue) -> bool {
    match value {
        OptionValue::Whole(_) => true,
        OptionValue::Filter(filter) => !joins_conditions(filter),
        OptionValue::Search(items) => items.len() == 1,
        _ => false,
    }
}

/// Whether there is an `and` or `or` in a condition: without one of its arguments the rest would still mean something.
fn joins_conditions(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Or(_) | ExpressionKind::And(_) => true,
        ExpressionKind::Not(operand) => joins_conditions(operand),
        ExpressionKind::Path(path) => {
            let body = path.lambda.as_ref().and_then(|lambda| lambda.body.as_ref());
            body.is_some_and(|(_, body)| joins_conditions(body))
        }
        ExpressionKind::Call { arguments, .. } => arguments.iter().any(joins_conditions),
        ExpressionKind::Comparison { left, right, .. } => joins_conditions(left) || joins_conditions(right),
        _ => false,
    }
}

struct Checker<'c, 's> {
    schema: Schema<'c>,
    source: &'s Source,
    findings: &'s mut Vec<Finding>,
    uses: Vec<Use<'c>>,
    /// The properties so far, each with the type that it was found on.
    properties: Vec<(&'c str, Member<'c>)>,
    /// The variables of the lambdas around, innermost last, and the types of their items.
    variables: Vec<(String, Option<TypeRef<'c>>)>,
    /// The type that paths begin at; `None` if the catalog does not know it.
    root: Option<&'c str>,
}

/// What a placeholder's value must be.
#[derive(Clone)]
struct Expected<'c> {
    role: Role,
    property: Option<String>,
    ty: Option<TypeRef<'c>>,
}

impl<'c> Checker<'c, '_> {
    fn option(&mut self, value: &OptionValue) {
        match value {
            OptionValue::Whole(placeholder) => self.placeholder(placeholder, Role::Option),
            OptionValue::Filter(filter) => self.condition(filter),
            OptionValue::OrderBy(items) => items.iter().for_each(|item| self.order_item(item)),
            OptionValue::Select(items) => items.iter().for_each(|item| self.item(item, false)),
            OptionValue::Expand(items) => items.iter().for_each(|item| self.item(item, true)),
            OptionValue::Search(items) => self.search(items),
            OptionValue::Number | OptionValue::Count(_) | OptionValue::Opaque => {}
        }
    }

    fn placeholder(&mut self, placeholder: &Placeholder, role: Role) {
        self.used(placeholder, Quotes::None, Expected { role, property: None, ty: None });
    }

    fn used(&mut self, placeholder: &Placeholder, quotes: Quotes, expected: Expected<'c>) {
        let form = match expected.ty.map(|ty| self.schema.class(ty.name)) {
            None | Some(Class::Unknown | Class::Structured | Class::Stream) => ValueForm::Unknown,
            Some(Class::Text | Class::Enumeration | Class::Binary) => ValueForm::Quoted,
            Some(Class::Duration) => ValueForm::Duration,
            Some(_) => ValueForm::Bare,
        };
        self.uses.push(Use {
            form,
            name: placeholder.name.clone(),
            span: placeholder.span,
            quotes,
            role: expected.role,
            property: expected.property,
            ty: expected.ty,
            in_lambda: !self.variables.is_empty(),
            whole: false,
        });
    }

    fn finding(&self, kind: Kind, span: Span) -> Finding {
        Finding::new(kind, span, self.source)
    }

    fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Nothing more is looked for.
    fn is_full(&self) -> bool {
        self.findings.len() >= MAXIMUM_FINDINGS
    }
}
