//! Checks an enum that stands for an enumeration: its variants are members.

use super::context::{Context, has_cfg, in_pascal_case, is_alike, nearest_in_pascal_case};
use crate::entity::model::{Enumeration, Holder};
use crate::entity::parse::FieldOptions;
use crate::entity::primitive;
use crate::entity::problem::Problem;
use crate::entity::rust_type::RustType;
use crate::parse::item::plain;
use syn::{Fields, ItemEnum, Variant};

/// So many members a message lists.
const FEW: usize = 10;

pub(super) fn check(item: ItemEnum, options: &[FieldOptions], context: &mut Context<'_, '_>) -> Enumeration {
    let mut members: Vec<Option<String>> = Vec::new();
    for (variant, options) in item.variants.iter().zip(options) {
        let member = if options.other.is_some() {
            // What it holds is left alone where it was reported.
            if check_other(variant, &members, context) { None } else { Some(String::new()) }
        } else {
            let member = member(variant, options, context);
            if !has_cfg(&variant.attrs) && members.iter().flatten().any(|earlier| *earlier == member) {
                context.refuse(&variant.ident, &Problem::Twice { name: member.clone() });
            }
            Some(member)
        };
        members.push(member);
    }
    Enumeration { item, members }
}

/// Whether the variant for what is not known is right.
fn check_other(variant: &Variant, earlier: &[Option<String>], context: &mut Context<'_, '_>) -> bool {
    let before = context.errors.len();
    let held = match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first(),
        _ => None,
    };
    if !held.is_some_and(|held| may_hold_text(&held.ty)) {
        let problem = Problem::Other { of: "members that are not known", form: "Other(String)" };
        context.refuse(&variant.ident, &problem);
    }
    if !has_cfg(&variant.attrs) && earlier.iter().any(Option::is_none) {
        context.refuse(&variant.ident, &Problem::SecondOther);
    }
    context.errors.len() == before
}

/// Whether a type can be made of a text that is only lent: a `Cow` and a reference cannot.
fn may_hold_text(ty: &syn::Type) -> bool {
    let rust = RustType::of(ty, false);
    let is_text = primitive::is_text(&rust.name);
    let is_borrowed = mentions_borrow(ty);
    let is_other = primitive::is_known(&rust.name) || rust.is_any() || rust.is_map();
    rust.holder == Holder::Value && !rust.list && !is_borrowed && (is_text || !is_other)
}

fn mentions_borrow(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Reference(_) => true,
        syn::Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "Cow"),
        _ => false,
    }
}

/// The name of the member that a variant stands for.
fn member(variant: &Variant, options: &FieldOptions, context: &mut Context<'_, '_>) -> String {
    let ident = plain(&variant.ident);
    let ty = context.ty;
    if !matches!(variant.fields, Fields::Unit) {
        let ty = ty.map_or_else(String::new, |ty| ty.name.to_owned());
        context.refuse(&variant.ident, &Problem::NotUnit { ty });
    }
    let renamed = options.rename.as_ref().map(syn::LitStr::value);
    let Some(ty) = ty.filter(|_| !options.is_wrong) else { return renamed.unwrap_or_else(|| in_camel_case(&ident)) };
    let found = match &renamed {
        Some(name) => ty.enum_members().find(|member| member == name),
        None => ty.enum_members().find(|member| is_alike(member, &ident)),
    };
    if let Some(found) = found {
        return found.to_owned();
    }
    let name = renamed.clone().unwrap_or_else(|| ident.clone());
    let nearest = match &renamed {
        Some(name) => {
            graph_action_catalog::nearest(name, ty.enum_members(), 3).into_iter().map(str::to_owned).collect()
        }
        None => nearest_in_pascal_case(&name, ty.enum_members()),
    };
    let all =
        ty.enum_members().map(|member| if renamed.is_some() { member.to_owned() } else { in_pascal_case(member) });
    let all: Vec<String> = all.collect();
    let all = if all.len() > FEW { Vec::new() } else { all };
    let problem = Problem::UnknownMember { ty: ty.name.to_owned(), name, nearest, all };
    match &options.rename {
        Some(rename) => context.report(rename, &problem),
        None => context.report(&variant.ident, &problem),
    }
    renamed.unwrap_or_else(|| in_camel_case(&ident))
}

/// `ReadWrite` as `readWrite`.
fn in_camel_case(ident: &str) -> String {
    let mut chars = ident.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
