//! Values: paths, calls and arithmetic.

use super::condition::is_condition;
use super::path::{Destination, without_not};
use super::{Checker, Expected};
use crate::odata::finding::{Kind, Wanted};
use crate::odata::functions::{self, Function, Parameter};
use crate::odata::placeholder::Role;
use crate::odata::schema::{Class, TypeRef, single};
use crate::odata::source::Span;
use crate::odata::syntax::{Comparison, Expression, ExpressionKind, Name, Step};

impl<'c> Checker<'c, '_> {
    /// The type of an expression's value; `whole` is the comparison or call around it.
    pub(super) fn value(&mut self, expression: &Expression, whole: Span) -> Destination<'c> {
        if self.is_full() {
            return Destination::UNKNOWN;
        }
        match &expression.kind {
            ExpressionKind::Path(path) => self.path(path),
            ExpressionKind::Call { name, arguments } => self.call(name, arguments, whole),
            ExpressionKind::Arithmetic { first, rest } => {
                let operands: Vec<&Expression> =
                    std::iter::once(&**first).chain(rest.iter().map(|(_, operand)| operand)).collect();
                self.arithmetic(&operands)
            }
            ExpressionKind::Literal(_) | ExpressionKind::Placeholder(_) => {
                let expected = Expected { role: Role::Comparison(Comparison::Equal), property: None, ty: None };
                self.fits(expression, &expected, None);
                Destination::UNKNOWN
            }
            _ => {
                self.condition(expression);
                Destination { ty: Some(single("Boolean")), ..Destination::UNKNOWN }
            }
        }
    }

    /// Numbers give a number; dates and durations give what they give.
    fn arithmetic(&mut self, operands: &[&Expression]) -> Destination<'c> {
        let mut all_numbers = true;
        for operand in operands {
            let found = self.value(operand, operand.span);
            let class = found.ty.map(|ty| self.schema.class(ty.name));
            let is_literal = matches!(operand.kind, ExpressionKind::Literal(_));
            all_numbers &= is_literal || matches!(class, Some(Class::Integer | Class::Decimal));
            let fits = matches!(
                class,
                None | Some(
                    Class::Integer
                        | Class::Decimal
                        | Class::DateTimeOffset
                        | Class::Date
                        | Class::TimeOfDay
                        | Class::Duration
                        | Class::Unknown
                )
            );
            if !fits {
                let finding = self.finding(Kind::OperatorType, operand.span);
                self.report(finding.wanting("arithmetic takes numbers"));
            }
        }
        if all_numbers {
            Destination { ty: Some(single("Double")), ..Destination::UNKNOWN }
        } else {
            Destination::UNKNOWN
        }
    }

    fn call(&mut self, name: &Name, arguments: &[Expression], whole: Span) -> Destination<'c> {
        let Some(function) = functions::find(&name.text) else {
            return self.unknown_function(name, arguments);
        };
        if arguments.len() < function.least || arguments.len() > function.parameters.len() {
            let wanted = Wanted::Arguments {
                function: function.name.to_owned(),
                least: function.least,
                most: function.parameters.len(),
            };
            let finding = self.finding(Kind::ArgumentCount, name.span).wanted(wanted);
            self.report(finding);
        } else {
            self.arguments(function, arguments, whole);
        }
        let ty = if function.name == "cast" { self.cast_type(arguments) } else { Some(single(function.returns)) };
        Destination { ty, navigation: Some(false), ..Destination::UNKNOWN }
    }

    fn unknown_function(&mut self, name: &Name, arguments: &[Expression]) -> Destination<'c> {
        if self.method(name, arguments) {
            return Destination { wrong: true, ..Destination::UNKNOWN };
        }
        let negated = without_not(&name.text).and_then(functions::find);
        let near = match negated {
            Some(function) => vec![format!("not {}", function.name)],
            None => functions::nearest(&name.text),
        };
        let same = near.first().is_some_and(|near| near.eq_ignore_ascii_case(&name.text));
        let kind = if same { Kind::WrongCase } else { Kind::UnknownFunction };
        let near_contains = near.first().is_some_and(|near| near == "contains");
        let mut finding = self.finding(kind, name.span).replaced_by_first(near);
        // `substringof('a',subject)` has its arguments the other way round.
        if near_contains
            && let [sought, text] = arguments
            && is_constant(sought)
            && !is_constant(text)
        {
            let (sought_text, text_text) = (self.source.slice(sought.span), self.source.slice(text.span));
            finding = finding.edit(sought.span, text_text).edit(text.span, sought_text);
        }
        self.report(finding);
        for argument in arguments {
            if let ExpressionKind::Placeholder(placeholder) = &argument.kind {
                let role = Role::Argument { function: name.text.clone(), index: 0 };
                self.placeholder(placeholder, role);
            }
        }
        Destination { wrong: true, ..Destination::UNKNOWN }
    }

    /// `subject.contains('a')` for `contains(subject,'a')`; whether it is one.
    fn method(&mut self, name: &Name, arguments: &[Expression]) -> bool {
        let Some((object, method)) = name.text.rsplit_once('.') else { return false };
        let Some(function) = functions::find(&method.to_ascii_lowercase()) else { return false };
        let comma = if arguments.is_empty() { "" } else { "," };
        let written = format!("{}({}{comma}", function.name, object.replace('.', "/"));
        let with_parenthesis = Span::new(name.span.start, name.span.end + 1);
        let finding = self.finding(Kind::UnknownFunction, name.span).edit(with_parenthesis, written);
        self.report(finding.suggesting([format!("{}({},…)", function.name, object.replace('.', "/"))]));
        true
    }

    fn arguments(&mut self, function: &Function, arguments: &[Expression], whole: Span) {
        // What is left out is left out in front: `isof(type)`.
        let mut left_out = match function.parameters.last() {
            Some(Parameter::Type) => function.parameters.len() - arguments.len(),
            _ => 0,
        };
        let property = arguments.first().map(|first| self.source.slice(first.span).to_owned());
        let text = function.parameters.first() == Some(&Parameter::Text);
        let has_path = arguments.iter().any(|argument| !is_constant(argument));
        let arguments = match arguments {
            [first, rest @ ..] if text && !has_path && self.not_a_property(first) => {
                left_out += 1;
                rest
            }
            all => all,
        };
        for (index, argument) in arguments.iter().enumerate() {
            let Some(parameter) = function.parameters.get(index + left_out) else { return };
            let role = Role::Argument { function: function.name.to_owned(), index };
            let property = property.clone().filter(|_| index > 0);
            self.argument(*parameter, argument, Expected { role, property, ty: None }, whole);
        }
    }

    fn argument(&mut self, parameter: Parameter, argument: &Expression, mut expected: Expected<'c>, whole: Span) {
        if parameter == Parameter::Type {
            self.type_name(argument);
            return;
        }
        expected.ty = match parameter {
            Parameter::Text => Some(single("String")),
            Parameter::Number => Some(single("Double")),
            Parameter::Moment | Parameter::Time => Some(single("DateTimeOffset")),
            Parameter::Duration => Some(single("Duration")),
            Parameter::Any | Parameter::Type => None,
        };
        let is_value = is_constant(argument);
        let is_text = parameter == Parameter::Text
            && matches!(&expected.role, Role::Argument { index, .. } if *index > 0)
            && self.bare_word(argument).is_some();
        if is_value || is_text {
            self.fits(argument, &expected, None);
            return;
        }
        let found = self.value(argument, argument.span);
        if let ExpressionKind::Path(path) = &argument.kind
            && path.lambda.is_none()
            && found.is_collection()
        {
            self.collection_without_any(path, &found, whole, None);
            return;
        }
        let Some(ty) = found.ty else { return };
        if !takes(parameter, self.schema.class(ty.name)) || is_condition(argument) {
            let of = match &expected.role {
                Role::Argument { function, .. } => function.clone(),
                _ => String::new(),
            };
            let wanted = expected.ty.map_or("String", |ty| ty.name).to_owned();
            let finding = self.finding(Kind::ArgumentType, argument.span);
            self.report(finding.wanted(Wanted::Value { of, ty: wanted }));
        }
    }

    /// The name of a type, in quotes or without.
    fn type_name(&mut self, argument: &Expression) {
        let text = match &argument.kind {
            ExpressionKind::Literal(literal) => literal.text.clone(),
            ExpressionKind::Path(path) => match &path.steps[..] {
                [Step::Name(name)] => name.text.clone(),
                _ => self.source.slice(argument.span).to_owned(),
            },
            _ => self.source.slice(argument.span).to_owned(),
        };
        // Microsoft's documentation has `isof('User')`, too.
        let qualified = format!("microsoft.graph.{text}");
        let known = [&text, &qualified].into_iter().any(|name| matches!(self.schema.cast(None, name), Some(Ok(_))));
        if known || text.starts_with("Edm.") {
            return;
        }
        let near = match self.schema.cast(None, &text) {
            Some(Err(near)) => near,
            _ => self.schema.cast(None, &qualified).and_then(Result::err).unwrap_or_default(),
        };
        let quote = if matches!(argument.kind, ExpressionKind::Literal(_)) { "'" } else { "" };
        let near = near.into_iter().map(|ty| format!("{quote}{ty}{quote}")).collect();
        let finding = self.finding(Kind::UnknownType, argument.span);
        self.report(finding.replaced_by_first(near));
    }

    fn cast_type(&self, arguments: &[Expression]) -> Option<TypeRef<'c>> {
        let name = self.source.slice(arguments.last()?.span).trim_matches('\'');
        self.schema.cast(None, name)?.ok().map(single)
    }
}

/// A literal or an argument of the call.
fn is_constant(expression: &Expression) -> bool {
    matches!(expression.kind, ExpressionKind::Literal(_) | ExpressionKind::Placeholder(_))
}

/// Whether an argument of this class fits.
fn takes(parameter: Parameter, class: Class) -> bool {
    let fits = match parameter {
        Parameter::Text => class == Class::Text,
        Parameter::Number => matches!(class, Class::Integer | Class::Decimal),
        Parameter::Moment => matches!(class, Class::Date | Class::DateTimeOffset),
        Parameter::Time => matches!(class, Class::TimeOfDay | Class::DateTimeOffset),
        Parameter::Duration => class == Class::Duration,
        Parameter::Any | Parameter::Type => true,
    };
    fits || class == Class::Unknown
}
