//! Parses `#[graph_entity]`, and the `#[graph]` of fields and variants.

mod attributes;

use crate::errors::Errors;
use crate::parse::item::{is_attribute, plain};
use crate::parse::options::{self, EntityOptions};
use crate::parse::values::{Entry, Value, split_reporting};
use graph_action_catalog::nearest;
use proc_macro2::{Ident, TokenStream};
use syn::parse::Parser;
use syn::{Attribute, Field, Fields, Item, LitBool, LitStr, Meta, Variant};

/// What was written: the name of the type, the options, and the item without the attributes of this crate.
pub(super) struct EntitySyntax {
    /// `None` where it is missing, which was reported.
    pub(super) ty: Option<LitStr>,
    pub(super) options: EntityOptions,
    pub(super) item: ItemSyntax,
}

/// A struct or an enum.
pub(super) enum ItemSyntax {
    Struct(syn::ItemStruct, Vec<FieldOptions>),
    Enum(syn::ItemEnum, Vec<FieldOptions>),
}

/// The options of a field or of a variant, each with its place.
#[derive(Default)]
pub(super) struct FieldOptions {
    pub(super) rename: Option<LitStr>,
    pub(super) flatten: Option<Ident>,
    /// `expand = false`
    pub(super) no_expand: Option<Ident>,
    pub(super) other: Option<Ident>,
    pub(super) etag: Option<Ident>,
    /// The user knows that it is never null.
    pub(super) required: Option<Ident>,
    /// An option was reported: what it says about the field is not known.
    pub(super) is_wrong: bool,
}

/// One option of `#[graph]`.
struct GraphOption {
    name: &'static str,
    /// How it is written.
    form: &'static str,
    /// Keeps the value, or the place of the name. `false` says that the value has another form.
    set: fn(&mut FieldOptions, Ident, Value) -> bool,
}

const RENAME: GraphOption = GraphOption {
    name: "rename",
    form: "`rename = \"nameInGraph\"`",
    set: |options, _, value| value.read::<LitStr>().map(|text| options.rename = Some(text)).is_ok(),
};
const FLATTEN: GraphOption = GraphOption {
    name: "flatten",
    form: "`flatten`",
    set: |options, place, value| flag(&mut options.flatten, place, value),
};
const EXPAND: GraphOption = GraphOption {
    name: "expand",
    form: "`expand = false`; without it a navigation property is expanded",
    set: |options, place, value| {
        let expand = value.read::<LitBool>();
        options.no_expand = expand.is_ok().then_some(place);
        expand.is_ok_and(|expand| !expand.value)
    },
};
const OTHER: GraphOption =
    GraphOption { name: "other", form: "`other`", set: |options, place, value| flag(&mut options.other, place, value) };
const ETAG: GraphOption =
    GraphOption { name: "etag", form: "`etag`", set: |options, place, value| flag(&mut options.etag, place, value) };
const REQUIRED: GraphOption = GraphOption {
    name: "required",
    form: "`required`",
    set: |options, place, value| flag(&mut options.required, place, value),
};

const OF_A_FIELD: &[GraphOption] = &[RENAME, REQUIRED, FLATTEN, EXPAND, ETAG];
const OF_A_VARIANT: &[GraphOption] = &[RENAME, OTHER];

const FORM: &str = "`#[graph_entity(\"message\")]`";

impl EntitySyntax {
    /// Reads the arguments and takes the attributes of this crate off the item, reporting each mistake at its place.
    pub(super) fn parse(arguments: TokenStream, item: Item, errors: &mut Errors) -> Self {
        let (item, name) = match item {
            Item::Struct(mut item) => {
                attributes::check(&mut item.attrs, false, errors);
                let options = item.fields.iter_mut().map(|field| field_options(field, errors)).collect();
                let name = item.ident.clone();
                (ItemSyntax::Struct(item, options), name)
            }
            Item::Enum(mut item) => {
                attributes::check(&mut item.attrs, true, errors);
                let options = item.variants.iter_mut().map(|variant| variant_options(variant, errors)).collect();
                let name = item.ident.clone();
                (ItemSyntax::Enum(item, options), name)
            }
            // `graph_entity` lets nothing else through.
            _ => return Self::nothing(),
        };
        let chunks = split_reporting(arguments, errors);
        let (ty, rest) = type_and_rest(&chunks, &name, errors);
        let (options, _) = options::parse::<EntityOptions>(&rest, errors);
        Self { ty, options, item }
    }

    fn nothing() -> Self {
        let item = syn::parse_quote!(
            struct Nothing {}
        );
        Self { ty: None, options: EntityOptions::default(), item: ItemSyntax::Struct(item, Vec::new()) }
    }
}

/// The type of Graph, and the options beside it.
fn type_and_rest(chunks: &[TokenStream], item: &Ident, errors: &mut Errors) -> (Option<LitStr>, Vec<TokenStream>) {
    let literal = |chunk: &TokenStream| syn::parse2::<LitStr>(chunk.clone()).ok();
    let Some(first) = chunks.first() else {
        errors.at(item, format!("`#[graph_entity]` needs the type of Graph that this stands for, as in {FORM}"));
        return (None, Vec::new());
    };
    let at = chunks.iter().position(|chunk| literal(chunk).is_some()).unwrap_or(0);
    let ty = literal(&chunks[at]);
    if at > 0 || ty.is_none() {
        let word = syn::parse2::<Ident>(first.clone()).ok();
        let form = word.map_or_else(|| FORM.to_owned(), |word| format!("`#[graph_entity(\"{word}\")]`"));
        errors.at(first, format!("the type of Graph is a string literal and comes first, as in {form}"));
    }
    let is_option = |chunk: &TokenStream| {
        let entry = Entry::parse.parse2(chunk.clone());
        entry.is_ok_and(|entry| !matches!(entry.value, Value::Missing))
    };
    // What stands in the place of the type is no option.
    let rest = chunks
        .iter()
        .enumerate()
        .filter(|(place, chunk)| if ty.is_some() { *place != at } else { *place > 0 || is_option(chunk) });
    let rest = rest.map(|(_, chunk)| chunk.clone()).collect();
    (ty, rest)
}

fn field_options(field: &mut Field, errors: &mut Errors) -> FieldOptions {
    let options = take(&mut field.attrs, OF_A_FIELD, "a field", errors);
    let given: Vec<&Ident> = [&options.flatten, &options.etag, &options.no_expand].into_iter().flatten().collect();
    if let [first, second, ..] = given[..] {
        errors.at(second, format!("a field has one role: keep `{first}` or `{second}`"));
    }
    if let (Some(rename), Some(role)) = (&options.rename, options.flatten.as_ref().or(options.etag.as_ref())) {
        errors.at(rename, format!("a field with `{role}` is no property with a name of its own: leave this out"));
    }
    if let (Some(required), Some(role)) = (&options.required, options.flatten.as_ref().or(options.etag.as_ref())) {
        errors.at(required, format!("a field with `{role}` is no property that could be null: leave this out"));
    }
    options
}

fn variant_options(variant: &mut Variant, errors: &mut Errors) -> FieldOptions {
    let before = errors.len();
    attributes::check_variant(&mut variant.attrs, errors);
    let mut options = take(&mut variant.attrs, OF_A_VARIANT, "a variant", errors);
    options.is_wrong = errors.len() > before;
    if let (Some(rename), Some(_)) = (&options.rename, &options.other) {
        errors.at(rename, "the variant for what is not known has no name: leave this out");
    }
    if let Fields::Unnamed(fields) = &mut variant.fields {
        for field in &mut fields.unnamed {
            take(&mut field.attrs, &[], "what a variant holds", errors);
        }
    }
    options
}

/// Takes the `#[graph]` attributes off. `known` are the options that `what` may have.
fn take(attributes: &mut Vec<Attribute>, known: &[GraphOption], what: &str, errors: &mut Errors) -> FieldOptions {
    let (mut options, before) = (FieldOptions::default(), errors.len());
    attributes::check_conditional(attributes, errors);
    let (ours, others): (Vec<Attribute>, _) =
        std::mem::take(attributes).into_iter().partition(|attribute| is_attribute(attribute, "graph"));
    *attributes = others;
    for attribute in ours {
        let Meta::List(list) = &attribute.meta else {
            errors.at(&attribute, format!("`#[graph(…)]` of {what} has options: {}", list_of(known)));
            continue;
        };
        for chunk in split_reporting(list.tokens.clone(), errors) {
            match Entry::parse.parse2(chunk.clone()) {
                Ok(entry) => set(&mut options, entry, &chunk, known, what, errors),
                Err(_) => errors.at(&chunk, format!("this is no option of `#[graph]`; {what} has {}", list_of(known))),
            }
        }
    }
    options.is_wrong = errors.len() > before;
    options
}

fn set(
    options: &mut FieldOptions,
    entry: Entry,
    chunk: &TokenStream,
    known: &[GraphOption],
    what: &str,
    errors: &mut Errors,
) {
    let name = plain(&entry.name);
    let Some(option) = known.iter().find(|option| option.name == name) else {
        let near = nearest(&name, known.iter().map(|option| option.name), 1);
        let help = near.first().map_or_else(String::new, |near| format!("did you mean `{near}`? "));
        errors.at(&entry.name, format!("`#[graph]` of {what} has no option `{name}`; {help}it has {}", list_of(known)));
        return;
    };
    if !(option.set)(options, entry.name, entry.value) {
        errors.at(chunk, format!("the option `{name}` is written {}", option.form));
    }
}

fn flag(field: &mut Option<Ident>, place: Ident, value: Value) -> bool {
    *field = Some(place);
    matches!(value, Value::Missing)
}

fn list_of(known: &[GraphOption]) -> String {
    if known.is_empty() {
        return "none".to_owned();
    }
    known.iter().map(|option| format!("`{}`", option.name)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{OF_A_FIELD, OF_A_VARIANT};
    use crate::parse::options::tests::documentation;

    #[test]
    fn every_option_of_fields_and_variants_is_documented() {
        let Some(text) = documentation("graph_entity") else { return };
        for option in OF_A_FIELD.iter().chain(OF_A_VARIANT) {
            let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
            let is_there = text.split(&format!("`#[graph({}", option.name)).skip(1).any(ends);
            assert!(is_there, "the rustdoc of `graph_entity` has no `{}`", option.name);
        }
    }
}
