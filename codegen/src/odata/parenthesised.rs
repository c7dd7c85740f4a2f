//! Literals in the parentheses of an address: a function's arguments and keys.
//!
//! Services differ in how strict they are here. A literal is refused only if no reading fits it: quotes around a number
//! or a date pass, and so does each type whose values are not known.

use super::literal::{Form, form, is_guid, point_in_time};
use super::schema::{Catalog, Class, Schema, TypeRef};

/// Why a literal does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// It is a text without its quotes.
    Unquoted,
    /// It is no value of the type.
    OtherType,
}

/// Why a literal in parentheses, as it is written there, is no value of the type; `None` if it may be one.
pub(crate) fn misfit(catalog: &Catalog, ty: TypeRef<'_>, written: &str) -> Option<Misfit> {
    // An alias, a list or an object in JSON, and no value fit each type.
    if ty.collection || written.starts_with(['@', '[', '{']) || matches!(written, "" | "null") {
        return None;
    }
    let schema = Schema::new(catalog);
    let class = schema.class(ty.name);
    if class == Class::Enumeration {
        return unknown_member(schema, ty.name, written).map(|_| Misfit::OtherType);
    }
    let quoted = written.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    if quoted.is_none() && written.contains('\'') {
        return None;
    }
    if class == Class::Text {
        return quoted.is_none().then_some(Misfit::Unquoted);
    }
    (!may_be(class, quoted.unwrap_or(written))).then_some(Misfit::OtherType)
}

/// Members of an enumeration that may have been meant, in quotes.
pub(crate) fn nearest_members(catalog: &Catalog, ty: &str, written: &str) -> Vec<String> {
    let schema = Schema::new(catalog);
    let unknown = unknown_member(schema, ty, written);
    let near = unknown.map(|unknown| schema.nearest_of(unknown, &schema.enumeration(ty))).unwrap_or_default();
    near.iter().map(|member| format!("'{member}'")).collect()
}

/// The first of the members written here that the enumeration does not have. They stand with or without quotes, with
/// or without the type before them: `microsoft.graph.timeZoneStandard'Iana'`.
fn unknown_member<'w>(schema: Schema<'_>, ty: &str, written: &'w str) -> Option<&'w str> {
    let text = written.split_once('\'').map_or(written, |(_, text)| text.trim_end_matches('\''));
    let members = schema.enumeration(ty);
    let is_known = |text: &str| {
        let is_number = form(text) == Some(Form::Integer);
        is_number || members.is_empty() || members.iter().any(|member| member.eq_ignore_ascii_case(text))
    };
    text.split(',').map(str::trim).find(|text| !is_known(text))
}

/// Whether a text may be a value of this kind.
fn may_be(class: Class, text: &str) -> bool {
    match class {
        Class::Boolean => ["true", "false", "1", "0"].iter().any(|known| text.eq_ignore_ascii_case(known)),
        Class::Integer => form(text) == Some(Form::Integer),
        Class::Decimal => matches!(form(text), Some(Form::Integer | Form::Decimal)),
        Class::DateTimeOffset | Class::Date => point_in_time(text).is_some(),
        Class::Guid => is_guid(text),
        Class::TimeOfDay
        | Class::Duration
        | Class::Binary
        | Class::Stream
        | Class::Enumeration
        | Class::Structured
        | Class::Text
        | Class::Unknown => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::schema::single;
    use super::*;

    #[test]
    fn literals() {
        let catalog = Catalog::embedded();
        for (ty, written, expected) in [
            ("String", "'D7'", None),
            ("String", "''", None),
            ("String", "'2017-01-3'", None),
            ("String", "@period", None),
            ("String", "null", None),
            ("String", "D7", Some(Misfit::Unquoted)),
            ("String", "2017-01-01", Some(Misfit::Unquoted)),
            ("Boolean", "true", None),
            ("Boolean", "False", None),
            ("Boolean", "'true'", None),
            ("Boolean", "maybe", Some(Misfit::OtherType)),
            ("Int32", "5", None),
            ("Int32", "-5", None),
            ("Int32", "'5'", None),
            ("Int32", "'five'", Some(Misfit::OtherType)),
            ("Int32", "1.5", Some(Misfit::OtherType)),
            ("Double", "1.5", None),
            ("Double", "wide", Some(Misfit::OtherType)),
            ("Date", "2017-09-01", None),
            ("Date", "'2017-09-01'", None),
            ("Date", "2017-9-1", None),
            ("Date", "D7", Some(Misfit::OtherType)),
            ("DateTimeOffset", "2019-11-01", None),
            ("DateTimeOffset", "'2019-11-01T00:00:00Z'", None),
            ("DateTimeOffset", "2019-13-01", Some(Misfit::OtherType)),
            ("Guid", "184efa21-98c3-4e5d-95ab-d07053a96e67", None),
            ("Guid", "'184efa21-98c3-4e5d-95ab-d07053a96e67'", None),
            ("Guid", "184efa21", Some(Misfit::OtherType)),
            ("Duration", "abc", None),
            ("importance", "high", None),
            ("importance", "'high'", None),
            ("importance", "'High'", None),
            ("importance", "1", None),
            ("importance", "'hihg'", Some(Misfit::OtherType)),
            ("timeZoneStandard", "microsoft.graph.timeZoneStandard'Ianna'", Some(Misfit::OtherType)),
            ("timeZoneStandard", "microsoft.graph.timeZoneStandard'Iana'", None),
            ("noSuchType", "abc", None),
        ] {
            assert_eq!(misfit(&catalog, single(ty), written), expected, "{ty} {written}");
        }
        assert_eq!(nearest_members(&catalog, "importance", "'hihg'"), ["'high'"]);
        assert_eq!(misfit(&catalog, TypeRef { collection: true, ..single("String") }, "abc"), None);
    }
}
