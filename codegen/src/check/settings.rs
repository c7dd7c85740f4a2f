//! Combines the options of an action with those of its trait. Both structs are destructured without `..`, so a new
//! option does not compile until it is handled here.

use super::roles;
use crate::errors::Errors;
use crate::parse::options::{ActionOptions, ApiOptions, LeastPrivilege};
use crate::parse::root::Root;
use crate::parse::scope::Scope;
use crate::terms::KnownRoot;
use graph_action_catalog::{Cloud, Flow, Method, Start, Version};
use proc_macro2::{Ident, Span};
use syn::{LitBool, Path};

/// The settings of one action.
pub(crate) struct Settings<'a> {
    pub(crate) root: Root,
    /// The path is absolute, although the trait has another root.
    pub(crate) absolute: bool,
    pub(crate) version: Version,
    pub(crate) cloud: Cloud,
    pub(crate) flow: Option<Flow>,
    pub(crate) least_privilege: LeastPrivilege,
    pub(crate) scope: Option<&'a Scope>,
    /// A POST that may be repeated.
    pub(crate) idempotent: bool,
    /// For how many seconds a 404 is waited out.
    pub(crate) wait_for_replication: Option<u32>,
    /// The user says that the broad permission is intended.
    pub(crate) broad: bool,
    pub(crate) unlisted: bool,
    pub(crate) unchecked: bool,
    /// The query is an advanced one.
    pub(crate) advanced: bool,
    /// Headers that never change.
    pub(crate) headers: Vec<(String, String)>,
    /// A GET asks for what its return type has.
    pub(crate) projection: bool,
    pub(crate) krate: Path,
    /// Graph's type at which the path begins; `None` for the service.
    start: Option<String>,
}

impl Settings<'_> {
    /// Where the walk of the path begins.
    pub(crate) fn start(&self) -> Start<'_> {
        self.start.as_deref().map_or(Start::Service, Start::Entity)
    }
}

/// Combines the options, and reports those that contradict each other.
pub(crate) fn settings<'a>(
    action: &'a ActionOptions,
    api: Option<&ApiOptions>,
    method: Option<Method>,
    errors: &mut Errors,
) -> Settings<'a> {
    let ActionOptions {
        scope,
        version,
        root,
        idempotent,
        wait_for_replication,
        broad,
        unlisted,
        unchecked,
        advanced,
        prefer,
        header: headers,
        projection,
        krate,
    } = action;
    let of_api = api.map(ApiSettings::new).unwrap_or_default();
    let (root, absolute) = match api {
        None => (root.clone().unwrap_or_default(), false),
        Some(_) => root_within_a_trait(of_api.root, root.as_ref(), errors),
    };
    if let (Some(idempotent), Some(method)) = (idempotent, method) {
        repeatable_is_said_of_a_post(idempotent, method, errors);
    }
    let start = if absolute { None } else { root.graph_type() };
    Settings {
        root,
        absolute,
        version: version.or(of_api.version).unwrap_or_default(),
        cloud: of_api.cloud,
        flow: of_api.flow,
        least_privilege: of_api.least_privilege,
        scope: scope.as_ref(),
        idempotent: idempotent.is_some(),
        wait_for_replication: *wait_for_replication,
        broad: broad.is_some(),
        unlisted: unlisted.is_some(),
        unchecked: unchecked.is_some(),
        advanced: advanced.is_some(),
        headers: roles::constant_headers(advanced.as_ref(), prefer.as_ref(), headers.as_deref(), errors),
        projection: projection.as_ref().is_none_or(|projection| projection.value)
            && (projection.is_some() || of_api.projection),
        krate: krate.clone().or(of_api.krate).unwrap_or_else(default_crate),
        start,
    }
}

/// The options of a trait that its actions inherit.
struct ApiSettings {
    root: Root,
    version: Option<Version>,
    cloud: Cloud,
    flow: Option<Flow>,
    krate: Option<Path>,
    least_privilege: LeastPrivilege,
    projection: bool,
}

/// An action outside of `#[graph_api]`.
impl Default for ApiSettings {
    fn default() -> Self {
        Self::new(&ApiOptions::default())
    }
}

impl ApiSettings {
    fn new(options: &ApiOptions) -> Self {
        // The client's name matters to the trait only.
        let ApiOptions { root, version, cloud, flow, client: _, krate, least_privilege, projection } = options;
        Self {
            root: root.clone().unwrap_or_default(),
            version: *version,
            cloud: cloud.unwrap_or_default(),
            flow: *flow,
            krate: krate.clone(),
            least_privilege: least_privilege.unwrap_or_default(),
            projection: projection.as_ref().is_none_or(|projection| projection.value),
        }
    }
}

/// The runtime's path, unless the options say another.
pub(crate) fn default_crate() -> Path {
    syn::parse_quote!(::graph_action)
}

/// The root of an action in a trait, and whether its path is absolute there.
fn root_within_a_trait(root: Root, own: Option<&Root>, errors: &mut Errors) -> (Root, bool) {
    let name = match own {
        None => return (root, false),
        Some(Root::Known(KnownRoot::Service, _)) => return (root, true),
        Some(Root::Known(_, name)) => name.clone(),
        Some(Root::Own(path, _)) => path.get_ident().cloned().unwrap_or_else(|| Ident::new("own", Span::call_site())),
    };
    let message = format!(
        "the root belongs to the whole trait: write `#[graph_api(root = {name})]`; \
         a single action can only be absolute, with `root = service`"
    );
    match own {
        Some(Root::Own(path, _)) => errors.at(path, message),
        _ => errors.at(&name, message),
    }
    (root, false)
}

/// The other methods are idempotent by HTTP's own rules.
fn repeatable_is_said_of_a_post(idempotent: &LitBool, method: Method, errors: &mut Errors) {
    if method != Method::Post {
        errors.at(
            idempotent,
            format!("a {} may always be repeated: leave `idempotent` out, it is for POST", method.as_str()),
        );
    }
}
