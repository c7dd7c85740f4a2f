//! Conditions: what `$filter` and lambdas consist of.

use super::path::Destination;
use super::{Checker, Expected};
use crate::odata::finding::{Finding, Kind};
use crate::odata::placeholder::Role;
use crate::odata::schema::{Class, TypeRef, single};
use crate::odata::source::Span;
use crate::odata::syntax::{Comparison, Expression, ExpressionKind, LiteralKind, Path};

/// One side of a comparison.
struct Side<'c> {
    found: Destination<'c>,
    /// It has no type of its own: a literal, a placeholder, text without quotes.
    is_value: bool,
}

impl<'c> Side<'c> {
    /// The type of its value; `None` if it is not known, or if it has none of its own.
    fn ty(&self) -> Option<TypeRef<'c>> {
        self.found.ty
    }
}

impl<'c> Checker<'c, '_> {
    pub(super) fn condition(&mut self, expression: &Expression) {
        if self.is_full() {
            return;
        }
        match &expression.kind {
            ExpressionKind::Or(operands) | ExpressionKind::And(operands) => self.operands(operands),
            ExpressionKind::Not(operand) => self.condition(operand),
            ExpressionKind::Comparison { operator, operator_span, left, right } => {
                self.comparison(expression.span, *operator, *operator_span, left, right);
            }
            ExpressionKind::In { left, list } => self.in_list(expression.span, left, list),
            ExpressionKind::Placeholder(placeholder) => {
                let finding = self.finding(Kind::PlaceholderPlace, expression.span).wanting("a condition");
                self.report(finding);
                self.placeholder(placeholder, Role::Refused);
            }
            ExpressionKind::Path(_) | ExpressionKind::Call { .. } => {
                let found = self.value(expression, expression.span);
                self.must_be_condition(expression, &found);
            }
            ExpressionKind::Literal(literal) if matches!(literal.text.as_str(), "true" | "false") => {}
            ExpressionKind::Literal(_) | ExpressionKind::Arithmetic { .. } => {
                let finding = self.finding(Kind::NotACondition, expression.span);
                self.report(finding.wanting("it is a value, and a comparison is expected"));
            }
        }
    }

    /// Conditions that `and` or `or` joins. A value among them leaves out what the one before says:
    /// `subject eq 'a' or 'b'`.
    fn operands(&mut self, operands: &[Expression]) {
        let mut before: Option<String> = None;
        for operand in operands {
            match (&operand.kind, &before) {
                (ExpressionKind::Literal(literal), Some(before))
                    if literal.text != "true" && literal.text != "false" =>
                {
                    let finding = self.finding(Kind::NotACondition, operand.span);
                    let finding = finding.wanting("it is a value, and a comparison is expected");
                    let written = format!("{before} {}", finding.text);
                    self.report(finding.edit(operand.span.before(), format!("{before} ")).suggesting([written]));
                }
                _ => self.condition(operand),
            }
            if let ExpressionKind::Comparison { operator, left, .. } = &operand.kind {
                before = Some(format!("{} {}", self.source.slice(left.span), operator.as_str()));
            }
        }
    }

    /// A value by itself is a condition if it is a boolean.
    fn must_be_condition(&mut self, expression: &Expression, found: &Destination<'c>) {
        let Some(ty) = found.ty.filter(|_| !found.wrong && found.below_collection.is_none()) else { return };
        if self.schema.class(ty.name) == Class::Unknown || (ty.name == "Boolean" && !ty.collection) {
            return;
        }
        let finding = self.finding(Kind::NotACondition, expression.span);
        let finding = finding.wanting("it is a value, and a comparison is expected");
        let text = finding.text.clone();
        let suggestion = if ty.collection { format!("{text}/any()") } else { format!("{text} ne null") };
        self.report(finding.suggesting([suggestion]));
    }

    fn comparison(
        &mut self,
        whole: Span,
        operator: Comparison,
        operator_span: Span,
        left: &Expression,
        right: &Expression,
    ) {
        if let ExpressionKind::Not(inner) = &left.kind {
            return self.not_of_a_comparison(whole, left, inner);
        }
        let not_equal = (operator == Comparison::NotEqual).then_some(operator_span);
        let left_side = self.side(left);
        let right_side = self.side(right);
        if self.collection(whole, left, &left_side, right, not_equal)
            || self.collection(whole, right, &right_side, left, not_equal)
        {
            return;
        }
        if left_side.found.wrong || right_side.found.wrong {
            self.values_without_type(&[left, right], operator);
            return;
        }
        match (left_side.is_value, right_side.is_value) {
            (false, true) => self.compared(left, left_side.ty(), right, operator),
            (true, false) => self.compared(right, right_side.ty(), left, operator),
            (true, true) => self.two_values(left, right, operator),
            (false, false) if self.is_text_without_quotes(left, right) => {
                self.compared(left, left_side.ty(), right, operator);
            }
            (false, false) => self.two_properties(&left_side, &right_side, operator_span),
        }
        for side in [&left_side, &right_side] {
            self.operator_fits(operator, operator_span, side.ty());
        }
    }

    /// `not a eq b` says `(not a) eq b`.
    fn not_of_a_comparison(&mut self, whole: Span, left: &Expression, inner: &Expression) {
        let finding = self.finding(Kind::NotACondition, left.span);
        let finding = finding.wanting("`not` stands before a condition in parentheses");
        self.report(finding.edit(inner.span.before(), "(").edit(whole.after(), ")"));
    }

    fn side(&mut self, expression: &Expression) -> Side<'c> {
        let is_value = matches!(expression.kind, ExpressionKind::Literal(_) | ExpressionKind::Placeholder(_))
            || self.bare_word(expression).is_some();
        let found = if is_value {
            Destination::UNKNOWN
        } else if is_condition(expression) {
            self.condition(expression);
            Destination { ty: Some(single("Boolean")), ..Destination::UNKNOWN }
        } else {
            self.value(expression, expression.span)
        };
        Side { found, is_value }
    }

    /// Reports a side that is a collection; whether it is one.
    fn collection(
        &mut self,
        whole: Span,
        side: &Expression,
        value: &Side<'c>,
        other: &Expression,
        not_equal: Option<Span>,
    ) -> bool {
        let ExpressionKind::Path(path) = &side.kind else { return false };
        let found = &value.found;
        if !found.is_collection() || path.lambda.is_some() {
            return false;
        }
        let item = found.ty.map(|ty| TypeRef { collection: false, ..ty });
        self.values_of_type(&[other], item);
        if let ExpressionKind::Literal(literal) = &other.kind
            && literal.is_null()
            && found.below_collection.is_none()
        {
            self.report(self.empty_collection(side, other));
        } else {
            self.collection_without_any(path, found, whole, not_equal);
        }
        true
    }

    /// `groupTypes eq null`: nobody's collection is null, it is empty.
    fn empty_collection(&self, side: &Expression, null: &Expression) -> Finding {
        let finding = self.finding(Kind::CollectionWithoutAny, side.span);
        let counted = format!("{}/$count", finding.text);
        finding.edit(side.span, counted.clone()).edit(null.span, "0").suggesting([format!("{counted} eq 0")])
    }

    /// Placeholders among values whose type cannot be known.
    fn values_without_type(&mut self, values: &[&Expression], operator: Comparison) {
        for value in values {
            if let ExpressionKind::Literal(_) | ExpressionKind::Placeholder(_) = value.kind {
                let expected = Expected { role: Role::Comparison(operator), property: None, ty: None };
                self.fits(value, &expected, None);
            }
        }
    }

    fn values_of_type(&mut self, values: &[&Expression], ty: Option<TypeRef<'c>>) {
        for value in values {
            if let ExpressionKind::Placeholder(_) = value.kind {
                let expected = Expected { role: Role::Comparison(Comparison::Equal), property: None, ty };
                self.fits(value, &expected, None);
            }
        }
    }

    fn compared(&mut self, property: &Expression, ty: Option<TypeRef<'c>>, value: &Expression, operator: Comparison) {
        let name = self.source.slice(property.span).to_owned();
        let expected = Expected { role: Role::Comparison(operator), property: Some(name), ty };
        self.fits(value, &expected, Some(property));
    }

    /// Neither side names a property: the left one is taken for a misspelt property.
    fn two_values(&mut self, left: &Expression, right: &Expression, operator: Comparison) {
        if self.not_a_property(left) {
            self.values_without_type(&[right], operator);
            return;
        }
        let word = [left, right].into_iter().find(|side| self.bare_word(side).is_some());
        if let Some(ExpressionKind::Path(path)) = word.map(|side| &side.kind) {
            self.path(path);
        }
        self.values_without_type(&[left, right], operator);
    }

    /// Reports an argument of the call, or a string, where a property belongs.
    pub(super) fn not_a_property(&mut self, expression: &Expression) -> bool {
        match &expression.kind {
            ExpressionKind::Placeholder(placeholder) if !placeholder.quoted => {
                let finding = self.finding(Kind::PlaceholderPlace, expression.span).wanting("a property");
                self.report(finding);
                self.placeholder(placeholder, Role::Refused);
                true
            }
            ExpressionKind::Literal(literal) if matches!(literal.kind, LiteralKind::Quoted { prefix: None, .. }) => {
                let first = literal.text.split('/').next().unwrap_or_default();
                let is_property = self.root.is_some_and(|root| self.schema.member(root, first).is_some());
                if is_property {
                    let finding = self.finding(Kind::Unexpected, expression.span);
                    let finding = finding.wanting("a property without quotes");
                    self.report(finding.replaced_by(literal.text.clone()));
                }
                is_property
            }
            _ => false,
        }
    }

    /// `scopeId eq scopeId`: nobody compares a property with itself, so the right side is text.
    fn is_text_without_quotes(&self, left: &Expression, right: &Expression) -> bool {
        let word = matches!(&right.kind, ExpressionKind::Path(path) if path.steps.len() == 1 && path.lambda.is_none());
        word && self.source.slice(left.span) == self.source.slice(right.span)
    }

    fn two_properties(&mut self, left: &Side<'c>, right: &Side<'c>, operator: Span) {
        let (Some(one), Some(other)) = (left.ty(), right.ty()) else { return };
        if !self.schema.class(one.name).is_comparable_with(self.schema.class(other.name)) {
            let finding = self.finding(Kind::OperatorType, operator);
            self.report(finding.wanting("the two sides have different types"));
        }
    }

    fn operator_fits(&mut self, operator: Comparison, span: Span, ty: Option<TypeRef<'c>>) {
        let Some(ty) = ty else { return };
        let class = self.schema.class(ty.name);
        let finding = |why| self.finding(Kind::OperatorType, span).wanting(why);
        let finding = match (operator, class) {
            (Comparison::Has, Class::Enumeration | Class::Unknown) => return,
            (Comparison::Has, _) => finding("`has` is for enumerations").replaced_by("eq"),
            (_, Class::Boolean) if operator.needs_order() => finding("booleans have no order"),
            _ => return,
        };
        self.report(finding);
    }

    fn in_list(&mut self, whole: Span, left: &Expression, list: &[Expression]) {
        let side = self.side(left);
        if let ExpressionKind::Path(path) = &left.kind
            && path.lambda.is_none()
            && side.found.is_collection()
        {
            self.collection_without_any(path, &side.found, whole, None);
            return;
        }
        if side.is_value {
            self.two_values(left, left, Comparison::Equal);
        }
        let property = Some(self.source.slice(left.span).to_owned());
        let role = if list.len() == 1 { Role::List } else { Role::Item };
        for value in list {
            let quoted = matches!(&value.kind, ExpressionKind::Placeholder(placeholder) if placeholder.quoted);
            let role = if quoted { Role::Item } else { role.clone() };
            let expected = Expected { role, property: property.clone(), ty: side.ty() };
            let is_value = matches!(value.kind, ExpressionKind::Literal(_) | ExpressionKind::Placeholder(_))
                || self.bare_word(value).is_some();
            if is_value {
                self.fits(value, &expected, Some(left));
            } else {
                self.value(value, value.span);
            }
        }
    }
}

/// Whether an expression is a condition by its form.
pub(super) fn is_condition(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Or(_)
        | ExpressionKind::And(_)
        | ExpressionKind::Not(_)
        | ExpressionKind::Comparison { .. }
        | ExpressionKind::In { .. } => true,
        ExpressionKind::Path(Path { lambda, .. }) => lambda.is_some(),
        _ => false,
    }
}
