//! Whether a literal fits the type of what it is compared with.

use super::{Checker, Expected};
use crate::odata::finding::{Finding, Kind, Wanted};
use crate::odata::literal::{self, Form};
use crate::odata::placeholder::{Quotes, Role};
use crate::odata::schema::{Class, TypeRef};
use crate::odata::source::Span;
use crate::odata::syntax::{Expression, ExpressionKind, Literal, LiteralKind, Path, Placeholder, Step};

/// How many members of an enumeration a message names when none is near.
const FEW: usize = 6;

/// What is wrong with a literal, and how it should be written, if that can be known.
struct Misfit {
    kind: Kind,
    written: Vec<String>,
}

impl Misfit {
    fn new(kind: Kind) -> Misfit {
        Misfit { kind, written: Vec::new() }
    }

    fn written(kind: Kind, text: impl Into<String>) -> Misfit {
        Misfit { kind, written: vec![text.into()] }
    }
}

impl<'c> Checker<'c, '_> {
    /// Checks a literal, a placeholder or a word without quotes where a value like `expected` belongs; `property` is
    /// the other side of the comparison.
    pub(super) fn fits(&mut self, value: &Expression, expected: &Expected<'c>, property: Option<&Expression>) {
        match &value.kind {
            ExpressionKind::Placeholder(placeholder) => self.placeholder_fits(placeholder, expected),
            _ if self.is_full() => {}
            ExpressionKind::Literal(literal) => {
                if let LiteralKind::Quoted { placeholders, .. } = &literal.kind {
                    for placeholder in placeholders {
                        self.used(placeholder, Quotes::Part, expected.clone());
                    }
                }
                self.literal_fits(literal, value.span, expected, property);
            }
            ExpressionKind::Path(_) => self.word_fits(value, expected),
            _ => {}
        }
    }

    fn placeholder_fits(&mut self, placeholder: &Placeholder, expected: &Expected<'c>) {
        let quotes = if placeholder.quoted { Quotes::Whole } else { Quotes::None };
        self.used(placeholder, quotes, expected.clone());
        let Some(ty) = expected.ty.filter(|_| placeholder.quoted) else { return };
        if !matches!(self.schema.class(ty.name), Class::Text | Class::Enumeration | Class::Unknown | Class::Binary) {
            let finding = self.misfit(Kind::LiteralType, placeholder.span, ty, expected);
            self.report(finding.replaced_by(format!("<{}>", placeholder.name)));
        }
    }

    fn literal_fits(&mut self, literal: &Literal, span: Span, expected: &Expected<'c>, property: Option<&Expression>) {
        if literal.is_null() {
            return;
        }
        let Some(ty) = expected.ty else {
            if matches!(literal.kind, LiteralKind::Malformed) {
                let finding = self.finding(Kind::BadLiteral, span).wanting("a literal");
                let quoted = quote(&literal.text);
                self.report(finding.replaced_by(zoned(&literal.text).unwrap_or(quoted)));
            }
            return;
        };
        let class = self.schema.class(ty.name);
        if class == Class::Structured {
            if let Some(property) = property {
                self.structured(ty, property);
            }
            return;
        }
        let has_placeholders =
            matches!(&literal.kind, LiteralKind::Quoted { placeholders, .. } if !placeholders.is_empty());
        let misfit = match class {
            Class::Enumeration if !has_placeholders => self.member_fits(literal, ty),
            Class::Text | Class::Enumeration => text_fits(literal),
            _ if has_placeholders => Some(Misfit::new(Kind::LiteralType)),
            _ => other_fits(class, literal),
        };
        if let Some(misfit) = misfit {
            let finding = self.misfit(misfit.kind, span, ty, expected).replaced_by_first(misfit.written);
            let members = self.schema.enumeration(ty.name);
            let few = misfit.kind == Kind::UnknownMember && finding.suggestions.is_empty() && members.len() <= FEW;
            let finding = if few { finding.suggesting(members.iter().map(|member| quote(member))) } else { finding };
            self.report(finding);
        }
    }

    /// An entity or a complex value is compared with nothing but `null`.
    fn structured(&mut self, ty: TypeRef<'c>, property: &Expression) {
        let mut finding = self.finding(Kind::OperatorType, property.span);
        let path = finding.text.clone();
        // `any(skuId:skuId eq …)`: the variable has the name of the property that is meant.
        if let Some(member) = self.schema.member(ty.name, &path) {
            finding = finding.edit(property.span.after(), format!("/{}", member.name));
        }
        let members = self.schema.comparable_paths(ty.name);
        let members: Vec<String> = members.iter().map(|member| format!("{path}/{member}")).collect();
        self.report(finding.wanting("it has properties, and one of these is compared").suggesting(members));
    }

    fn member_fits(&self, literal: &Literal, ty: TypeRef<'c>) -> Option<Misfit> {
        let members = self.schema.enumeration(ty.name);
        let known = |text: &str| members.iter().any(|member| member.eq_ignore_ascii_case(text));
        if members.is_empty() {
            return text_fits(literal);
        }
        match &literal.kind {
            LiteralKind::Quoted { prefix, .. } => {
                if let Some(prefix) = prefix {
                    let same = matches!(self.schema.cast(None, prefix), Some(Ok(found)) if found == ty.name);
                    if !same {
                        return Some(Misfit::written(Kind::LiteralType, quote(&literal.text)));
                    }
                }
                let unknown = literal.text.split(',').map(str::trim).find(|member| !known(member))?;
                let near = self.schema.nearest_of(unknown, &members);
                let prefix = prefix.as_deref().unwrap_or_default();
                let written = near.iter().map(|near| {
                    let parts = literal.text.split(',').map(str::trim);
                    let parts: Vec<&str> = parts.map(|part| if part == unknown { near } else { part }).collect();
                    format!("{prefix}{}", quote(&parts.join(",")))
                });
                Some(Misfit { kind: Kind::UnknownMember, written: written.collect() })
            }
            // The number of a member.
            LiteralKind::Bare(Form::Integer) => None,
            LiteralKind::Bare(_) | LiteralKind::Malformed => {
                Some(Misfit::written(Kind::LiteralType, quote(&literal.text)))
            }
        }
    }

    /// A word without quotes.
    fn word_fits(&mut self, value: &Expression, expected: &Expected<'c>) {
        let ExpressionKind::Path(Path { steps, lambda: None }) = &value.kind else { return };
        let [Step::Name(name)] = &steps[..] else { return };
        let (text, span) = (name.text.clone(), name.span);
        let Some(ty) = expected.ty else { return };
        let class = self.schema.class(ty.name);
        let lower = text.to_ascii_lowercase();
        let written = match (class, lower.as_str()) {
            (_, "null" | "nul" | "none" | "nil" | "undefined") => vec!["null".to_owned()],
            (Class::Boolean, "true" | "yes") => vec!["true".to_owned()],
            (Class::Boolean, "false" | "no") => vec!["false".to_owned()],
            (Class::Boolean, _) => self.schema.nearest_of(&text, &["true", "false"]),
            (Class::Text, _) => vec![quote(&text)],
            (Class::Enumeration, _) => {
                let members = self.schema.enumeration(ty.name);
                let near = self.schema.nearest_of(text.rsplit('.').next().unwrap_or(&text), &members);
                near.iter().map(|member| quote(member)).collect()
            }
            _ => Vec::new(),
        };
        let finding = self.misfit(Kind::LiteralType, span, ty, expected);
        self.report(finding.replaced_by_first(written));
    }

    fn misfit(&self, kind: Kind, span: Span, ty: TypeRef<'c>, expected: &Expected<'c>) -> Finding {
        let of = match (&expected.property, &expected.role) {
            (_, Role::Argument { function, .. }) => function.clone(),
            (Some(property), _) => property.clone(),
            (None, _) => "the other side".to_owned(),
        };
        self.finding(kind, span).wanted(Wanted::Value { of, ty: ty.name.to_owned() })
    }
}

/// The text as a string literal.
fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A date and a time, with the `Z` that is missing.
fn zoned(text: &str) -> Option<String> {
    literal::is_local_date_time(text).then(|| format!("{}Z", text.replacen(' ', "T", 1)))
}

fn text_fits(literal: &Literal) -> Option<Misfit> {
    match &literal.kind {
        LiteralKind::Quoted { prefix: None, .. } => None,
        LiteralKind::Quoted { placeholders, .. } if !placeholders.is_empty() => Some(Misfit::new(Kind::LiteralType)),
        _ => Some(Misfit::written(Kind::LiteralType, quote(&literal.text))),
    }
}

/// Values that stand without quotes, or in quotes with a prefix.
fn other_fits(class: Class, literal: &Literal) -> Option<Misfit> {
    let text = literal.text.as_str();
    let form = match &literal.kind {
        LiteralKind::Bare(form) => Some(*form),
        _ => literal::form(text),
    };
    let bare = matches!(literal.kind, LiteralKind::Bare(_));
    let prefix = match &literal.kind {
        LiteralKind::Quoted { prefix, .. } => prefix.as_deref(),
        _ => None,
    };
    let fits = match (class, form) {
        (Class::Unknown | Class::Stream | Class::Structured, _) => return None,
        (Class::Boolean, Some(Form::Boolean)) => true,
        (Class::Integer | Class::Decimal, Some(Form::Integer | Form::Decimal)) => true,
        (Class::DateTimeOffset, Some(Form::DateTimeOffset | Form::Date)) => true,
        (Class::Date, Some(Form::Date)) => true,
        (Class::TimeOfDay, Some(Form::TimeOfDay)) => true,
        (Class::Guid, Some(Form::Guid)) => true,
        (Class::Duration, _) => {
            return match (prefix, literal::is_duration(text)) {
                (Some("duration"), true) => None,
                (_, true) => Some(Misfit::written(Kind::LiteralType, format!("duration'{text}'"))),
                (_, false) => Some(Misfit::new(Kind::BadLiteral)),
            };
        }
        (Class::Binary, _) => {
            let quoted = matches!(prefix, None | Some("binary")) && matches!(literal.kind, LiteralKind::Quoted { .. });
            return (!quoted).then(|| Misfit::new(Kind::LiteralType));
        }
        _ => false,
    };
    match (fits, bare) {
        (true, true) => None,
        // Right, but for the quotes.
        (true, false) => Some(Misfit::written(Kind::LiteralType, text)),
        (false, _) => Some(mended(class, text)),
    }
}

/// What a literal that does not fit was meant to be.
fn mended(class: Class, text: &str) -> Misfit {
    let lower = text.to_ascii_lowercase();
    let written = match class {
        Class::Boolean => match lower.as_str() {
            "true" | "1" | "yes" => Some("true".to_owned()),
            "false" | "0" | "no" => Some("false".to_owned()),
            _ => None,
        },
        Class::DateTimeOffset => zoned(text).or_else(|| {
            let upper = text.to_ascii_uppercase();
            literal::is_date_time(&upper.replacen(' ', "T", 1)).then(|| upper.replacen(' ', "T", 1))
        }),
        Class::Date => text.get(..10).filter(|date| literal::is_date(date)).map(str::to_owned),
        Class::TimeOfDay => Some(format!("{text}:00")).filter(|time| literal::is_time(time)),
        Class::Guid => {
            let inner = text.trim_matches(['{', '}']);
            literal::is_guid(inner).then(|| inner.to_owned())
        }
        _ => None,
    };
    let looks_right = matches!(class, Class::DateTimeOffset | Class::Date | Class::TimeOfDay | Class::Guid);
    let kind = if looks_right && text.starts_with(|c: char| c.is_ascii_digit()) {
        Kind::BadLiteral
    } else {
        Kind::LiteralType
    };
    written.map_or_else(|| Misfit::new(kind), |written| Misfit::written(kind, written))
}
