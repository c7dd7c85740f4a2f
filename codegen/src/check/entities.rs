//! What an action has to do with entities: what it asks for, and which types of Graph it returns and takes.

use super::judgement::Judged;
use super::lifetimes::with_static_lifetimes;
use super::result::{first_argument, is_named};
use super::{Surroundings, selected};
use crate::model::{Body, Declared, Entities, EntityCheck, Inputs, Parameter, PropertyCheck, Reply};
use crate::parse::item::Argument;
use crate::verdict::Verdict;
use graph_action_catalog::{Catalog, Denied, Member, Method, Target, TypeKind, Walk};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Generics, Type};

/// What an action has to do with entities. Where the catalog is silent nothing is judged, but the return type still
/// says what is asked for.
pub(super) fn check(
    judged: &Judged<'_>,
    surroundings: &Surroundings<'_>,
    inputs: &Inputs<'_>,
    reply: Reply<'_>,
    known: Option<(&Catalog, &Verdict<'_>)>,
    property_checks: Vec<PropertyCheck>,
) -> Entities {
    let (Reply::Future(returned) | Reply::Call(returned)) = reply;
    let has_if_match = inputs.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("If-Match"));
    let mut entities = Entities {
        projection: may_project(judged, inputs, returned),
        checks: Vec::new(),
        property_checks,
        required: None,
        body: None,
        etag: !has_if_match && matches!(judged.http, Method::Patch | Method::Put | Method::Delete),
        with_read_only: Vec::new(),
    };
    let Some((catalog, verdict)) = known else { return entities };
    let Some(walk) = &verdict.walk else { return entities };
    let is_generic = |ty: &Type| is_generic(ty, &judged.method.item.sig.generics, surroundings.generics);

    if !is_plain(returned) && !is_generic(returned) {
        let declared = answer_check(catalog, judged.http, walk);
        entities.checks.push(entity_check(returned, true, declared));
        let ty = walk.ty.map(|ty| ty.name);
        entities.required = selected::check(catalog, judged, inputs, &verdict.query, ty, returned);
    }
    let mut takes =
        |argument: &Argument, declared: &str, list: (bool, String)| {
            if !is_generic(&argument.ty) {
                let message = |name: &str| {
                    format!(
                        "this call takes `{name}`, and this is an entity of the type `{{}}`: send one of \
                     `#[graph_entity(\"{name}\")]`"
                    )
                };
                let declared_type = declared_type(catalog, declared, message);
                entities.checks.extend(declared_type.map(|declared| EntityCheck {
                    list: Some(list),
                    ..entity_check(&argument.ty, false, Some(declared))
                }));
                entities.with_read_only.extend(has_read_only(catalog, declared).then(|| argument.ident.clone()));
            }
        };
    match &inputs.body {
        Body::Json(argument) => {
            let is_place = matches!(walk.target, Target::Entity | Target::Collection | Target::Property);
            if let Some(declared) = walk.ty.filter(|_| is_place).map(|ty| ty.name) {
                let message = format!("this call takes one `{declared}`, and this is a list: call it once for each");
                takes(argument, declared, (false, message));
                entities.body = (!catalog.derived_types(declared).is_empty()).then(|| declared.to_owned());
            }
        }
        Body::Parameters(parameters) => {
            let Some(operation) = walk.operation() else { return entities };
            for Parameter { name, argument, .. } in parameters {
                if let Some(parameter) = operation.parameter(name) {
                    let (ty, is_list) = (parameter.ty.name, parameter.ty.collection);
                    takes(argument, ty, (is_list, list_or_one(name, ty, is_list)));
                }
            }
        }
        Body::None | Body::Raw(..) => {}
    }
    entities
}

/// What to say of a parameter that is a list instead of one entity, or the other way around.
fn list_or_one(parameter: &str, ty: &str, is_list: bool) -> String {
    let (is, write) =
        if is_list { ("a list of", "take `&[…]` or `Vec<…>` of it") } else { ("one", "take it without a list") };
    format!("the parameter `{parameter}` is {is} `{ty}`: {write}")
}

/// Whether the action asks for what its return type has, if that is an entity.
fn may_project(judged: &Judged<'_>, inputs: &Inputs<'_>, returned: &Type) -> bool {
    let query = &judged.path.template.query;
    let selects = query.iter().any(|option| option.name == "$select")
        || inputs.query.iter().any(|(name, _)| name.as_str() == "$select");
    judged.settings.projection
        && judged.http == Method::Get
        && !selects
        && !is_plain(returned)
        && !mentions(returned.to_token_stream(), &|word| word == "impl")
}

/// The return type, if the action may ask for what it has, and a constant can tell.
pub(super) fn projected<'t>(
    judged: &Judged<'_>,
    surroundings: &Surroundings<'_>,
    inputs: &Inputs<'_>,
    reply: Reply<'t>,
) -> Option<&'t Type> {
    let (Reply::Future(returned) | Reply::Call(returned)) = reply;
    let is_generic = is_generic(returned, &judged.method.item.sig.generics, surroundings.generics);
    (may_project(judged, inputs, returned) && !is_generic).then_some(returned)
}

/// Whether an entity of this type, or of one that derives from it, has properties that Graph sets.
fn has_read_only(catalog: &Catalog, declared: &str) -> bool {
    let is_set_by_graph = |member: Member<'_>| {
        member.navigation.is_none() && (member.denies(Denied::Insert) || member.denies(Denied::Update))
    };
    let mut types = std::iter::once(declared).chain(catalog.derived_types(declared));
    types.any(|ty| catalog.members(ty).any(is_set_by_graph))
}

/// What the return type is asked for: an entity of the type that the address leads to, or no entity where something
/// else is read. A PUT of content answers with an entity whose type is not known.
fn answer_check(catalog: &Catalog, method: Method, walk: &Walk<'_>) -> Option<Declared> {
    let is_read = method == Method::Get;
    let instead = match walk.target {
        Target::Entity | Target::Collection | Target::Property | Target::Action(_) | Target::Function(_) => {
            let message = |name: &str| {
                format!(
                    "this call answers with `{name}`, and the return type is an entity of the type `{{}}`: return one \
                     of `#[graph_entity(\"{name}\")]`"
                )
            };
            return declared_type(catalog, walk.ty?.name, message);
        }
        Target::Count if is_read => "`$count` answers with a number, and the return type is an entity: return `u64`",
        Target::Content if is_read => {
            "this call answers with content, and the return type is an entity: return `Bytes`, `String` or `Download`"
        }
        Target::Reference { .. } if is_read => {
            "`$ref` answers with the `@odata.id` of each link, and the return type is an entity: read the entities \
             without `$ref`, or return a struct with a field for `@odata.id`"
        }
        Target::Service
        | Target::Content
        | Target::Reference { .. }
        | Target::Count
        | Target::Batch
        | Target::Metadata => return None,
    };
    // No type of Graph has this name.
    Some(Declared { name: String::new(), bases: Vec::new(), message: instead.to_owned() })
}

fn declared_type(catalog: &Catalog, name: &str, message: impl Fn(&str) -> String) -> Option<Declared> {
    let name = catalog.find_type(name).filter(|ty| ty.kind != TypeKind::Enum)?.name;
    let bases = catalog.type_and_bases(name).skip(1).map(|base| base.name.to_owned()).collect();
    Some(Declared { name: name.to_owned(), bases, message: message(name) })
}

fn entity_check(ty: &Type, answer: bool, declared: Option<Declared>) -> EntityCheck {
    EntityCheck { ty: with_static_lifetimes(ty), answer, declared, list: None, place: ty.span() }
}

/// Whether a return type certainly holds no entity: `Result<()>`, `Call<Page<Value>>`. This only makes the expansion
/// shorter: other types are asked when the expansion is compiled.
fn is_plain(returned: &Type) -> bool {
    first_argument(returned).is_some_and(holds_no_entity)
}

fn holds_no_entity(ty: &Type) -> bool {
    match ty {
        Type::Tuple(tuple) => tuple.elems.is_empty(),
        _ if is_named(ty, &["Page", "Vec", "Option", "Response"]) => first_argument(ty).is_some_and(holds_no_entity),
        _ => is_named(ty, &["Bytes", "Value", "String", "bool", "u64", "Download", "UploadSession"]),
    }
}

/// Whether a type cannot be named in a constant: it has parameters of the method or its trait, or `Self`.
///
/// Without `#[graph_api]` the parameters of the trait are not known: a name of one letter is taken for a parameter.
fn is_generic(ty: &Type, method: &Generics, of_trait: Option<&Generics>) -> bool {
    let names: Vec<&Ident> = [Some(method), of_trait]
        .into_iter()
        .flatten()
        .flat_map(|generics| {
            let types = generics.type_params().map(|parameter| &parameter.ident);
            types.chain(generics.const_params().map(|parameter| &parameter.ident))
        })
        .collect();
    mentions(ty.to_token_stream(), &|word| {
        let text = word.to_string();
        matches!(text.as_str(), "impl" | "Self" | "dyn")
            || names.contains(&word)
            || (of_trait.is_none() && text.len() == 1)
    }) || matches!(ty, Type::Macro(_) | Type::Verbatim(_))
}

fn mentions(tokens: TokenStream, is: &dyn Fn(&Ident) -> bool) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => is(&ident),
        TokenTree::Group(group) => mentions(group.stream(), is),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}
