//! The explanation of a type, or of one property, as text.

use graph_action_catalog::{Type, TypeKind};

use super::graph_type::{GraphType, Property, deprecation_text, operation_text};
use super::property::{Explained, OneProperty, Subject};
use crate::output::{Failure, Output, wrapped};

/// How many types, or places where a type is used, are named.
const MOST: usize = 30;

/// The longest type for which the next column waits.
const TYPE_WIDTH: usize = 34;

/// Prints an explanation.
pub(super) fn print(explained: &Explained<'_>, output: &mut Output) -> Result<(), Failure> {
    match &explained.subject {
        Subject::Type(ty) => of_type(ty, output)?,
        Subject::Property(one) => of_property(explained, one, output)?,
    }
    match &explained.made {
        Some(made) => {
            let is_projection = matches!(&explained.subject, Subject::Type(ty) if ty.ty.kind == TypeKind::Entity);
            let options =
                if is_projection { ", with the properties that `--fields` names, or the usual ones" } else { "" };
            output.line(output.bold(&format!("In Rust{options}")))?;
            output.line(made.code.trim_end())
        }
        None => output.section("In Rust", &[without_code(explained).to_owned()]),
    }
}

/// What stands for a value that gets no struct and no enum.
fn without_code(explained: &Explained<'_>) -> &'static str {
    match &explained.subject {
        Subject::Type(ty) if ty.ty.kind == TypeKind::Enum => {
            "a `String` (in beta the members of flags are not checked)"
        }
        Subject::Type(_) => "any JSON: `serde_json::Value`",
        Subject::Property(_) => "no field: a call of its own returns `Bytes`",
    }
}

fn of_type(ty: &GraphType<'_>, output: &mut Output) -> Result<(), Failure> {
    output.line(output.bold(ty.ty.name))?;
    output.line(ty.summary())?;
    if let Some(deprecation) = ty.ty.deprecation {
        output.line(output.yellow(&deprecation_text(deprecation)))?;
    }
    output.line("")?;
    members(&ty.ty, output)?;
    let (navigation, structural): (Vec<_>, Vec<_>) =
        ty.properties.iter().partition(|property| property.member.navigation.is_some());
    properties("Properties", "which may be null unless marked", &structural, output)?;
    properties("Navigation properties", "which are expanded where they are fields", &navigation, output)?;
    names("Types that derive from it", &ty.derived, output)?;
    let operations: Vec<String> = ty.operations.iter().map(operation_text).collect();
    if !operations.is_empty() {
        output.section("Actions and functions", &operations)?;
    }
    names("Where it is used", &ty.used_by, output)
}

fn of_property(explained: &Explained<'_>, one: &OneProperty<'_>, output: &mut Output) -> Result<(), Failure> {
    let member = &one.property.member;
    output.line(output.bold(&format!("{}/{}", one.of, member.name)))?;
    output.line(explained.property_summary(one))?;
    output.line("")?;
    let remarks = one.property.remarks();
    output.section("Type", &[std::iter::once(member.ty.to_string()).chain(remarks).collect::<Vec<_>>().join(", ")])?;
    match &one.value {
        Some(ty) if ty.kind == TypeKind::Enum => members(ty, output),
        Some(ty) => output.section("More", &[format!("graph-action explain {}", ty.name)]),
        None => Ok(()),
    }
}

/// The members of an enumeration.
fn members(ty: &Type<'_>, output: &mut Output) -> Result<(), Failure> {
    if ty.kind != TypeKind::Enum {
        return Ok(());
    }
    output.section("Members", &wrapped(ty.enum_members().map(str::to_owned)))
}

/// The properties in columns, with a heading for those of each base.
fn properties(kind: &str, remark: &str, list: &[&Property<'_>], output: &mut Output) -> Result<(), Failure> {
    let name_width = list.iter().map(|property| property.member.name.len()).max().unwrap_or_default();
    let types = list.iter().map(|property| property.member.ty.to_string().len());
    let type_width = types.filter(|width| *width <= TYPE_WIDTH).max().unwrap_or_default();
    let line = |property: &&Property<'_>| {
        let (name, ty) = (property.member.name, property.member.ty.to_string());
        let line = format!("{name:<name_width$}  {ty:<type_width$}  {}", property.remarks().join(", "));
        line.trim_end().to_owned()
    };
    for group in list.chunk_by(|one, other| one.member.owner == other.member.owner) {
        let inherited = group.first().filter(|property| property.is_inherited);
        let heading = match inherited {
            Some(property) => format!("{kind} inherited from {}", property.member.owner),
            None => format!("{kind}, {remark}"),
        };
        output.section(&heading, &group.iter().map(line).collect::<Vec<_>>())?;
    }
    Ok(())
}

/// Names in lines, as far as they are few.
fn names(heading: &str, list: &[&str], output: &mut Output) -> Result<(), Failure> {
    if list.is_empty() {
        return Ok(());
    }
    let mut shown: Vec<String> = list.iter().take(MOST).map(|name| (*name).to_owned()).collect();
    if list.len() > MOST {
        shown.push(format!("and {} more (`--format json` has all)", list.len() - MOST));
    }
    output.section(heading, &wrapped(shown))
}
