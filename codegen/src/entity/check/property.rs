//! Checks one field of a struct against the property that it stands for.

use super::annotation;
use super::context::{Context, in_pascal_case};

use crate::check::text;
use crate::entity::model::{Asked, Field, Fixed, Form, Holder, Nested, Property};
use crate::entity::parse::FieldOptions;
use crate::entity::primitive::{self, Fit};
use crate::entity::problem::Problem;
use crate::entity::rust_type::{RustType, unnested};
use crate::model::Declared;
use crate::odata;
use crate::parse::item::{is_attribute, plain};
use crate::terms::{camel_case, snake_case};
use graph_action_catalog::{Catalog, Denied, Member, Type, TypeKind, Version, nearest};
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Generics, ItemStruct, LitStr, Meta};

/// Graph's type for any JSON. The schema declares it as a complex type, without properties.
const ANY_JSON: &str = "Json";

/// The annotation with the version of an entity.
pub(super) const ETAG: &str = "@odata.etag";

/// What a field stands for. Its mistakes are reported, the first of each field only.
pub(super) fn check(
    item: &ItemStruct,
    field: &syn::Field,
    options: &FieldOptions,
    context: &mut Context<'_, '_>,
) -> Field {
    if is_skipped(field) || options.is_wrong {
        return Field::Property(unchecked(field, field.ident.as_ref().map(plain).unwrap_or_default()));
    }
    if let Some(place) = &options.etag {
        return etag(field, place, context);
    }
    if options.flatten.is_some() || has_serde(field, &["flatten"]) {
        return flattened(item, field, options, context);
    }
    let ident = field.ident.as_ref().map(plain).unwrap_or_default();
    let found = find(&ident, options, context);
    let right = found.as_ref().map(|(name, _)| name.as_str());
    if let Some(rename) = serde_rename(field).filter(|rename| right != Some(&rename.value())) {
        let name = rename.value();
        let meant = FieldOptions { rename: Some(rename.clone()), ..FieldOptions::default() };
        let is_property = |(name, member): (String, Option<_>)| member.is_some() || annotation::is_annotation(&name);
        let is_meant = find(&name, &meant, context).is_some_and(is_property);
        let property = right.filter(|_| !is_meant).map(str::to_owned);
        context.refuse(rename, &Problem::SerdeRename { name: name.clone(), property });
        return Field::Property(unchecked(field, name));
    }
    let Some((name, member)) = found else {
        unknown(field, &ident, options, context);
        let name = options.rename.as_ref().map_or_else(|| camel_case(&ident), LitStr::value);
        return Field::Property(unchecked(field, name));
    };
    if let Some(rename) = options.rename.as_ref().filter(|_| annotation::is_annotation(&name)) {
        annotation::check(rename, context);
    }
    let rust = RustType::of(&field.ty, member.is_some_and(|found| found.member.ty.name == "Binary"));
    let fixed = member.map_or(Fixed::Never, |found| fixed(&found.member));
    let mut property = Property { fixed, ..unchecked(field, name) };
    property.holder = rust.holder;
    let converted = has_serde(field, &["with", "deserialize_with", "serialize_with", "skip"]);
    let Some(found) = member else {
        if !converted {
            nested(field, &rust, &property.name, context);
        }
        return Field::Property(property);
    };
    if let Some(schema) = context.schema.filter(|_| found.ty.kind == TypeKind::Entity) {
        property.selected = odata::selection::name(schema, found.ty, &found.member);
    }
    navigation(item, &found, &rust, options, &mut property, context);
    if !converted {
        let is_generic = mentions(rust.inner, &parameters(&item.generics));
        match self::form(&found, &rust, is_generic, context.schema) {
            Ok(form) => {
                property.form = form;
                null(field, &found, &rust, options, context);
                nested(field, &rust, &found.path(), context);
                held(item, field, &found, &rust, &mut property, context);
            }
            Err(problem) => context.report(&field.ty, &problem),
        }
    }
    Field::Property(property)
}

/// A property of which nothing more is known.
fn unchecked(field: &syn::Field, name: String) -> Property {
    let asked = if annotation::is_annotation(&name) { annotation::asked(&name) } else { Asked::Selected };
    let holder = RustType::of(&field.ty, false).holder;
    Property { selected: name.clone(), name, asked, form: Form::Plain, holder, typed: false, fixed: Fixed::Never }
}

fn etag(field: &syn::Field, place: &syn::Ident, context: &mut Context<'_, '_>) -> Field {
    let ty = RustType::of(&field.ty, false);
    let is_text = ty.holder == Holder::Option && !ty.nested && !ty.list && !ty.set && ty.name == "String";
    match serde_rename(field).filter(|rename| rename.value() != ETAG) {
        Some(rename) => context.refuse(rename, &Problem::EtagRenamed),
        None if is_text => return Field::Etag,
        None => context.refuse(place, &Problem::Etag),
    }
    Field::Property(unchecked(field, ETAG.to_owned()))
}

fn flattened(item: &ItemStruct, field: &syn::Field, options: &FieldOptions, context: &mut Context<'_, '_>) -> Field {
    if let Some(flatten) = &options.flatten {
        let ty = RustType::of(&field.ty, false);
        if ty.holder == Holder::Patch {
            context.refuse(flatten, &Problem::FlattenedPatch);
        } else if ty.list || ty.set || primitive::is_builtin(&ty.name) {
            context.refuse(flatten, &Problem::FlattenedValue);
        }
    }
    if let Some(own) = context.ty.map(|ty| ty.name.to_owned()) {
        let message = format!("what is flattened belongs to the same `{own}`, and this to a `{{}}`");
        add_nested(item, field, &field.ty, &own, message, context);
    }
    Field::Flattened
}

/// A property, as it was found.
#[derive(Clone, Copy)]
struct FoundProperty<'c> {
    member: Member<'c>,
    /// The name of the property for messages begins with this type.
    ty: Type<'c>,
    /// The type of the property, when it is not primitive.
    declared: Option<Type<'c>>,
    /// Only entities of a derived type have it.
    derived: bool,
}

impl FoundProperty<'_> {
    fn path(&self) -> String {
        format!("{}/{}", self.ty.name, self.member.name)
    }
}

/// Graph's name of a field, and the property, where it is declared. `None` when there is no such property.
fn find<'c>(
    ident: &str,
    options: &FieldOptions,
    context: &Context<'c, '_>,
) -> Option<(String, Option<FoundProperty<'c>>)> {
    let renamed = options.rename.as_ref().map(LitStr::value);
    let name = renamed.clone().unwrap_or_else(|| camel_case(ident));
    let (Some(schema), Some(ty)) = (context.schema, context.ty) else { return Some((name, None)) };
    if annotation::is_annotation(&name) {
        return Some((name, None));
    }
    let exact = |member: &Member<'c>| renamed.as_ref().is_none_or(|renamed| renamed == member.name);
    let own = [name.as_str(), ident].into_iter().find_map(|name| schema.member(ty.name, name).filter(exact));
    let member = own.or_else(|| schema.derived_member(ty.name, &name).filter(exact));
    if let Some(member) = member {
        let declared = (!member.ty.is_primitive()).then(|| schema.find_type(member.ty.name)).flatten();
        let found = FoundProperty { member, ty, declared, derived: own.is_none() };
        return Some((member.name.to_owned(), Some(found)));
    }
    // Extensions of open types have an `_` or a `.` in their names, and are named in full.
    let is_extension = renamed.is_some_and(|name| name.contains(['_', '.']));
    let open = schema.type_and_bases(ty.name).any(|ty| ty.open);
    (is_extension && open).then_some((name, None))
}

/// The names that begin or end with these words: `toRecipients` for `to`. Short ones come first.
fn with_words<'c>(words: &str, known: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
    let (first, last) = (format!("{words}_"), format!("_{words}"));
    let mut found: Vec<(usize, &str)> = known
        .map(|name| (snake_case(name), name))
        .filter(|(snake, _)| snake.starts_with(&first) || snake.ends_with(&last))
        .map(|(snake, name)| (snake.matches('_').count(), name))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|(_, name)| name).take(3).collect()
}

fn unknown(field: &syn::Field, ident: &str, options: &FieldOptions, context: &mut Context<'_, '_>) {
    let (Some(schema), Some(ty)) = (context.schema, context.ty) else { return };
    let renamed = options.rename.as_ref().map(LitStr::value);
    // As it is written, and so are the suggestions.
    let written = renamed.clone().unwrap_or_else(|| ident.to_owned());
    let name = renamed.clone().unwrap_or_else(|| camel_case(ident));
    let mut near = nearest(&name, schema.members(ty.name).map(|member| member.name), 3);
    if near.is_empty() {
        let derived = schema.derived_types(ty.name).into_iter().flat_map(|derived| schema.members(derived));
        near = nearest(&name, derived.map(|member| member.name), 3);
    }
    if near.is_empty() && renamed.is_none() {
        near = with_words(ident, schema.members(ty.name).map(|member| member.name));
    }
    let nearest = near.into_iter().map(|name| if renamed.is_some() { name.to_owned() } else { snake_case(name) });
    let is_there = |beta: &Catalog| beta.member(ty.name, &name).is_some_and(|member| member.name == name);
    let version = schema.version();
    let in_beta = version == Version::V1 && is_there(schema.of(Version::Beta));
    let problem = Problem::UnknownProperty {
        ty: ty.name.to_owned(),
        name: written,
        nearest: nearest.collect(),
        in_beta,
        version,
    };
    match &options.rename {
        Some(rename) => context.report(rename, &problem),
        None => context.report(&field.ident, &problem),
    }
}

/// Links are changed at their own addresses, whatever is said of them.
fn fixed(member: &Member<'_>) -> Fixed {
    match member.navigation {
        None if member.denies(Denied::Insert) => Fixed::Always,
        None if member.denies(Denied::Update) => Fixed::AfterCreation,
        _ => Fixed::Never,
    }
}

/// Navigation properties are expanded.
fn navigation(
    item: &ItemStruct,
    found: &FoundProperty<'_>,
    rust: &RustType<'_>,
    options: &FieldOptions,
    property: &mut Property,
    context: &mut Context<'_, '_>,
) {
    if found.member.navigation.is_none() {
        if let Some(no_expand) = &options.no_expand {
            context.report(no_expand, &Problem::NotExpanded { property: found.path() });
        }
        return;
    }
    let name = plain(&item.ident);
    property.asked = if options.no_expand.is_some() {
        Asked::NotAtAll
    } else if rust.name == name || rust.name == "Self" {
        context.refuse(rust.inner, &Problem::Endless { name, property: found.member.name.to_owned() });
        Asked::NotAtAll
    } else {
        Asked::Expanded(Box::new(rust.inner.clone()))
    };
}

/// The form of the value in JSON, or why the type of the field cannot be read from it.
fn form(
    found: &FoundProperty<'_>,
    rust: &RustType<'_>,
    is_generic: bool,
    schema: Option<&Catalog>,
) -> Result<Form, Problem> {
    let (member, property) = (&found.member, found.path());
    let is_any = rust.is_any() && (member.ty.collection || !rust.list);
    if is_any || schema.is_none() || member.ty.name == ANY_JSON {
        return Ok(Form::Plain);
    }
    let flags = found.declared.is_some_and(|ty| ty.is_flags());
    let is_text = primitive::is_text(&rust.name);
    let is_list = rust.list || (rust.set && !flags);
    if member.ty.name == "Stream" {
        return Err(Problem::Stream { property });
    }
    // Only for messages: to print a type is slow.
    let write = || written(found, rust, &proposed(found, rust));
    // A parameter may be a collection.
    if is_generic && member.ty.collection && !is_list {
        return Ok(Form::Plain);
    }
    if member.ty.collection != is_list && !(flags && member.ty.collection) {
        return Err(if member.ty.collection {
            Problem::Collection { property, write: write() }
        } else {
            Problem::NoCollection { property, write: write() }
        });
    }
    match found.declared {
        Some(ty) if flags && !rust.set && !is_text => {
            Err(Problem::Flags { property, ty: ty.name.to_owned(), write: write() })
        }
        Some(_) if flags && rust.set => Ok(Form::Flags),
        Some(ty) if primitive::is_builtin(&rust.name) && !(is_text && ty.kind == TypeKind::Enum) => {
            Err(Problem::WrongType { property, ty: member.ty.to_string(), write: write(), or: "" })
        }
        Some(_) => Ok(Form::Plain),
        None => match primitive::fit(member.ty.name, &rust.name) {
            Fit::Right(form) => Ok(form),
            Fit::Unknown => Ok(Form::Plain),
            Fit::Wrong => {
                let or = primitive::rust_type(member.ty.name).map_or("", |(_, others)| others);
                Err(Problem::WrongType { property, ty: member.ty.to_string(), write: write(), or })
            }
        },
    }
}

/// The innermost type to write: that of the field, when it is right.
fn proposed(found: &FoundProperty<'_>, rust: &RustType<'_>) -> String {
    let builtin = primitive::is_builtin(&rust.name);
    match found.declared {
        Some(ty) if ty.kind == TypeKind::Enum && primitive::is_text(&rust.name) => text(rust.value),
        Some(ty) if builtin || rust.name.is_empty() => in_pascal_case(ty.name),
        Some(_) => text(rust.value),
        None => match primitive::fit(found.member.ty.name, &rust.name) {
            Fit::Right(_) | Fit::Unknown => text(rust.value),
            Fit::Wrong => primitive::rust_type(found.member.ty.name).map_or("…", |(ty, _)| ty).to_owned(),
        },
    }
}

/// The whole type to write.
fn written(found: &FoundProperty<'_>, rust: &RustType<'_>, base: &str) -> String {
    let flags = found.declared.is_some_and(|ty| ty.is_flags()) && !primitive::is_text(base);
    let value = if flags { format!("BTreeSet<{base}>") } else { base.to_owned() };
    let whole = if found.member.ty.collection { format!("Vec<{value}>") } else { value };
    match rust.holder {
        Holder::Patch => format!("Patch<{whole}>"),
        Holder::Option if !found.member.ty.collection => format!("Option<{whole}>"),
        _ if !found.member.ty.collection && (found.member.ty.nullable || found.derived) => format!("Option<{whole}>"),
        _ => whole,
    }
}

/// A property that may be null or absent asks for an `Option`.
fn null(
    field: &syn::Field,
    found: &FoundProperty<'_>,
    rust: &RustType<'_>,
    options: &FieldOptions,
    context: &mut Context<'_, '_>,
) {
    let ty = &found.member.ty;
    if let Some(required) = &options.required {
        if rust.holder != Holder::Value {
            context.refuse(required, &Problem::Required { property: found.path() });
        }
        return;
    }
    if ty.collection || !(ty.nullable || found.derived) || rust.takes_null() || rust.set {
        return;
    }
    let of = found.derived.then(|| found.member.owner.to_owned());
    let write = written(found, rust, &proposed(found, rust));
    context.report(&field.ty, &Problem::Null { property: found.path(), of, write });
}

/// An `Option` or a `Patch` around another has values that JSON does not have.
fn nested(field: &syn::Field, rust: &RustType<'_>, property: &str, context: &mut Context<'_, '_>) {
    if rust.nested {
        let (nesting, write) = unnested(&field.ty);
        context.refuse(&field.ty, &Problem::Nested { property: property.to_owned(), nesting, write });
    }
}

/// What is known only when the crate is compiled: whether the type inside is an entity of the right type.
fn held(
    item: &ItemStruct,
    field: &syn::Field,
    found: &FoundProperty<'_>,
    rust: &RustType<'_>,
    property: &mut Property,
    context: &mut Context<'_, '_>,
) {
    // A `Time` may be an entity, where the schema has no primitive type.
    let is_value =
        if found.declared.is_some() { primitive::is_builtin(&rust.name) } else { primitive::is_known(&rust.name) };
    if rust.name.is_empty() || is_value || rust.is_any() {
        return;
    }
    let generic = mentions(rust.inner, &parameters(&item.generics));
    property.typed = !generic && !rust.is_map() && found.declared.is_some_and(|ty| ty.is_abstract);
    let (path, ty) = (found.path(), found.member.ty.name);
    let message = format!("`{path}` is `{}`, and this is an entity of the type `{{}}`", found.member.ty);
    let dated = found.declared.filter(|_| primitive::is_instant(&rust.name)).zip(context.schema);
    let dated = dated.map(|(declared, schema)| {
        let (property, ty) = (found.path(), found.member.ty.to_string());
        let write = written(found, rust, &in_pascal_case(declared.name));
        Problem::WrongType { property, ty, write, or: "" }.with(schema)
    });
    add_nested(item, field, rust.inner, ty, message, context);
    if let Some(nested) = context.nested.last_mut().filter(|_| dated.is_some()) {
        nested.dated = dated;
    }
}

fn add_nested(
    item: &ItemStruct,
    field: &syn::Field,
    ty: &syn::Type,
    declared: &str,
    message: String,
    context: &mut Context<'_, '_>,
) {
    let Some(schema) = context.schema else { return };
    // A constant knows neither the parameters of the struct nor `Self`.
    if mentions(ty, &parameters(&item.generics)) || mentions(ty, &["Self".to_owned()]) {
        return;
    }
    let bases = schema.type_and_bases(declared).skip(1).map(|base| base.name.to_owned()).collect();
    let declared = Declared { name: declared.to_owned(), bases, message };
    context.nested.push(Nested { ty: ty.clone(), declared, dated: None, attributes: field.attrs.clone() });
}

pub(in crate::entity) fn parameters(generics: &Generics) -> Vec<String> {
    let types = generics.type_params().map(|parameter| parameter.ident.to_string());
    types.chain(generics.const_params().map(|parameter| parameter.ident.to_string())).collect()
}

pub(in crate::entity) fn mentions(ty: &syn::Type, names: &[String]) -> bool {
    !names.is_empty() && has_one_of(ty.to_token_stream(), names)
}

fn has_one_of(tokens: TokenStream, names: &[String]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => names.iter().any(|name| ident == name),
        TokenTree::Group(group) => has_one_of(group.stream(), names),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether the user gave a field one of these options of serde.
pub(in crate::entity) fn has_serde(field: &syn::Field, names: &[&str]) -> bool {
    serde_options(field).any(|option| names.iter().any(|name| is_named(&option, name)))
}

/// Whether serde neither reads nor writes a field, which then is no property.
pub(super) fn is_skipped(field: &syn::Field) -> bool {
    has_serde(field, &["skip"])
        || ["skip_serializing", "skip_deserializing"].iter().all(|name| has_serde(field, &[name]))
}

/// The name that serde was told.
fn serde_rename(field: &syn::Field) -> Option<LitStr> {
    let rename = serde_options(field).find(|option| is_named(option, "rename"))?;
    let name = rename.into_iter().last()?;
    match name {
        TokenTree::Group(both) => both.stream().into_iter().find_map(|token| syn::parse2(token.into()).ok()),
        name => syn::parse2(name.into()).ok(),
    }
}

fn serde_options(field: &syn::Field) -> impl Iterator<Item = TokenStream> {
    let attributes = field.attrs.iter().filter(|attribute| is_attribute(attribute, "serde"));
    let lists = attributes.filter_map(|attribute| match &attribute.meta {
        Meta::List(list) => Some(list.tokens.clone()),
        Meta::Path(_) | Meta::NameValue(_) => None,
    });
    lists.flat_map(crate::parse::values::split)
}

fn is_named(option: &TokenStream, name: &str) -> bool {
    matches!(option.clone().into_iter().next(), Some(TokenTree::Ident(ident)) if ident == name)
}
