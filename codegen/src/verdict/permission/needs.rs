//! The properties that a query names and that need a permission of their own.

use graph_action_catalog::{Catalog, Need, Walk};

use crate::odata::Judged;
use crate::odata::syntax::{Expression, ExpressionKind, Item, OptionValue, Path, Step};

/// What the properties need that the query names in `$select`, `$expand`, `$filter` and `$orderby`, each once.
pub(super) fn of_query<'c>(catalog: &'c Catalog, query: &[Judged<'_>], walk: Option<&Walk<'_>>) -> Vec<Need<'c>> {
    let mut needs = Needs { catalog, variables: Vec::new(), found: Vec::new() };
    if let Some(ty) = walk.and_then(|walk| walk.ty) {
        query.iter().filter_map(|judged| judged.value.as_ref()).for_each(|value| needs.option(ty.name, value));
    }
    needs.found
}

struct Needs<'c> {
    catalog: &'c Catalog,
    /// The variables of the lambdas around the expression, with their types.
    variables: Vec<(String, String)>,
    found: Vec<Need<'c>>,
}

impl Needs<'_> {
    fn option(&mut self, ty: &str, value: &OptionValue) {
        match value {
            OptionValue::Filter(expression) => self.expression(ty, expression),
            OptionValue::OrderBy(items) => items.iter().for_each(|item| self.expression(ty, &item.expression)),
            OptionValue::Select(items) | OptionValue::Expand(items) => {
                items.iter().for_each(|item| self.item(ty, item));
            }
            OptionValue::Whole(_)
            | OptionValue::Search(_)
            | OptionValue::Number
            | OptionValue::Count(_)
            | OptionValue::Opaque => {}
        }
    }

    /// `manager($select=signInActivity;$expand=photo)`
    fn item(&mut self, ty: &str, item: &Item) {
        if let Some(ty) = self.steps(ty, &item.steps) {
            item.options.iter().for_each(|(_, value)| self.option(&ty, value));
        }
    }

    fn expression(&mut self, ty: &str, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Or(operands) | ExpressionKind::And(operands) => self.expressions(ty, operands),
            ExpressionKind::Not(operand) => self.expression(ty, operand),
            ExpressionKind::Comparison { left, right, .. } => {
                self.expression(ty, left);
                self.expression(ty, right);
            }
            ExpressionKind::In { left, list } => {
                self.expression(ty, left);
                self.expressions(ty, list);
            }
            ExpressionKind::Arithmetic { first, rest } => {
                self.expression(ty, first);
                rest.iter().for_each(|(_, operand)| self.expression(ty, operand));
            }
            ExpressionKind::Call { arguments, .. } => self.expressions(ty, arguments),
            ExpressionKind::Path(path) => self.path(ty, path),
            ExpressionKind::Literal(_) | ExpressionKind::Placeholder(_) => {}
        }
    }

    fn expressions(&mut self, ty: &str, expressions: &[Expression]) {
        expressions.iter().for_each(|expression| self.expression(ty, expression));
    }

    fn path(&mut self, ty: &str, path: &Path) {
        let variable = match path.steps.first() {
            Some(Step::Name(name)) => self.variables.iter().rev().find(|(variable, _)| *variable == name.text).cloned(),
            _ => None,
        };
        let end = match variable {
            Some((_, ty)) => self.steps(&ty, path.steps.get(1..).unwrap_or_default()),
            None => self.steps(ty, &path.steps),
        };
        let body = path.lambda.as_ref().and_then(|lambda| lambda.body.as_ref());
        if let Some(((variable, body), item)) = body.zip(end) {
            self.variables.push((variable.text.clone(), item));
            self.expression(ty, body);
            self.variables.pop();
        }
    }

    /// Follows a path of properties, and returns the type that it leads to.
    fn steps(&mut self, ty: &str, steps: &[Step]) -> Option<String> {
        let mut on = ty.to_owned();
        for step in steps {
            let Step::Name(name) = step else { return None };
            let name = name.text.as_str();
            if let Some(cast) = name.strip_prefix("microsoft.graph.").or_else(|| name.strip_prefix("graph.")) {
                on = cast.to_owned();
                continue;
            }
            let need = self.catalog.property_need(&on, name);
            self.found.extend(need.filter(|need| !self.found.contains(need)));
            let member = self.catalog.member(&on, name).or_else(|| self.catalog.derived_member(&on, name));
            on = member?.ty.name.to_owned();
        }
        Some(on)
    }
}
