//! Microsoft's permission list as the catalog's lines.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use graph_action_catalog::{Catalog, Method, Start, compare, walk};
use serde_json::{Map, Value};

use super::error::{ImportError, Place};
use super::listed;

/// The schemes, with their letters, in the order of the catalog.
const SCHEMES: [(&str, char); 3] = [("DelegatedWork", 'D'), ("DelegatedPersonal", 'P'), ("Application", 'A')];

/// GUIDs by permission and scheme.
pub(super) type Ids = HashMap<(String, String), String>;

/// A permission that the list gives for an operation in a scheme.
struct Entry {
    permission: String,
    also: Vec<String>,
    scheme: usize,
    /// Whether its path set calls it the least privileged one.
    marked: bool,
    /// How many methods that path set covers.
    breadth: usize,
    privilege: u64,
}

/// What is read, by operation: the address without case, and the method.
#[derive(Default)]
struct Operations {
    spelling: HashMap<String, String>,
    entries: BTreeMap<(String, Method), Vec<Entry>>,
    /// The methods of an address for which a permission is marked as the least privileged one, by address, scheme and permission.
    marks: HashMap<(String, usize, String), BTreeSet<Method>>,
    resolved: HashMap<String, String>,
}

/// Every fact of the permission list, in the catalog's order. Addresses are spelled as `schema` spells them where it knows them.
pub(super) fn lines(
    source: &str,
    text: &str,
    provisioning: Option<(&str, &str)>,
    schema: &Catalog,
) -> Result<Vec<String>, ImportError> {
    let ids = provisioning.map(|(source, text)| read_ids(source, text)).transpose()?.unwrap_or_default();
    let json = json(source, text)?;
    let permissions = object(source, json.get("permissions"), "`permissions`")?;
    let mut operations = Operations::default();
    let mut lines = Vec::new();
    for (name, permission) in permissions {
        let permission = object(source, Some(permission), &format!("`permissions.{name}`"))?;
        let schemes = object(source, permission.get("schemes"), &format!("`permissions.{name}.schemes`"))?;
        lines.push(permission_line(name, permission, schemes, &ids.ids));
        for set in array(source, permission.get("pathSets"), &format!("`permissions.{name}.pathSets`"))? {
            operations.path_set(source, name, schemes, set, schema)?;
        }
    }
    for (name, published) in &ids.visible {
        if !permissions.contains_key(name) {
            lines.push(format!("@{name}{published}"));
        }
    }
    for ((address, method), entries) in &operations.entries {
        let spelled = operations.spelling.get(address).unwrap_or(address);
        let marks = |scheme, permission: &str| {
            operations.marks.get(&(address.clone(), scheme, permission.to_owned())).map_or(0, BTreeSet::len)
        };
        lines.push(format!("{spelled} {method}{}", grants(entries, *method == Method::Get, marks)));
    }
    lines.sort_by(|a, b| compare(a, b));
    Ok(lines)
}

impl Operations {
    fn path_set(
        &mut self,
        source: &str,
        name: &str,
        schemes: &Map<String, Value>,
        set: &Value,
        schema: &Catalog,
    ) -> Result<(), ImportError> {
        let what = format!("a path set of `{name}`");
        let set = object(source, Some(set), &what)?;
        let keys = strings(source, set.get("schemeKeys"), &format!("`schemeKeys` in {what}"))?;
        let methods = strings(source, set.get("methods"), &format!("`methods` in {what}"))?;
        let paths = object(source, set.get("paths"), &format!("`paths` in {what}"))?;
        for (path, options) in paths {
            // What holds for a query only is not about the address.
            if path.contains('?') {
                continue;
            }
            let address = self.address(path, schema);
            let options = options.as_str().unwrap_or_default();
            for key in &keys {
                let Some(scheme) = SCHEMES.iter().position(|(known, _)| known == key) else { continue };
                let privilege =
                    schemes.get(*key).and_then(|scheme| scheme.get("privilegeLevel")).and_then(Value::as_u64);
                let marked = option(options, "least").iter().any(|least| least == key);
                for method in methods.iter().filter_map(|method| method.parse::<Method>().ok()) {
                    if marked {
                        self.marks.entry((address.clone(), scheme, name.to_owned())).or_default().insert(method);
                    }
                    self.entries.entry((address.clone(), method)).or_default().push(Entry {
                        permission: name.to_owned(),
                        also: option(options, "AlsoRequires"),
                        scheme,
                        marked,
                        breadth: methods.len(),
                        privilege: privilege.unwrap_or(9),
                    });
                }
            }
        }
        Ok(())
    }

    /// The address without case, after its spelling has been noted: the schema's, else the one with most capitals.
    fn address(&mut self, path: &str, schema: &Catalog) -> String {
        if let Some(known) = self.resolved.get(path) {
            return known.clone();
        }
        let template = listed::parse(path);
        let spelled = match walk(schema, Start::Service, &template.steps()) {
            Ok(walk) => walk.address.to_string(),
            Err(_) => template.listing_key().replace(' ', ""),
        };
        let folded = spelled.to_ascii_lowercase();
        let capitals = |text: &str| text.bytes().filter(u8::is_ascii_uppercase).count();
        let best = self.spelling.entry(folded.clone()).or_insert_with(|| spelled.clone());
        if (Reverse(capitals(&spelled)), &spelled) < (Reverse(capitals(best)), &*best) {
            *best = spelled;
        }
        self.resolved.insert(path.to_owned(), folded.clone());
        folded
    }
}

/// Whether a permission reads the basic properties of what another reads whole: `Mail.ReadBasic` of `Mail.Read`. An
/// application's permission is for everybody, whether its name ends with `.All` or not.
fn is_basic_of(basic: &str, whole: &str, scheme: usize) -> bool {
    let Some((resource, constraint)) = basic.split_once(".ReadBasic") else { return false };
    let rest = whole.strip_prefix(resource).and_then(|rest| rest.strip_prefix(".Read"));
    rest.is_some_and(|rest| {
        rest == constraint
            || (SCHEMES[scheme].1 == 'A' && ["", ".All"].contains(&rest) && ["", ".All"].contains(&constraint))
    })
}

/// ` Mail.ReadBasic=DP Mail.Read=dpa`: least privileged first.
///
/// The list marks the least privileged permission of a path set, which may cover several methods. Of several that are marked,
/// the one is meant that is marked for the fewest methods of the address, then the one whose path set covers the fewest,
/// then the one of the lowest level of privilege. Those that tie in all three are all the least privileged ones, and so is
/// `Mail.ReadBasic` where `Mail.Read` is one and both will do: it allows less.
///
/// Of a `GET`, one that writes is not the least where one that only reads is marked as well.
fn grants(entries: &[Entry], reads: bool, marks: impl Fn(usize, &str) -> usize) -> String {
    // Permission, what else it needs → per scheme: whether it is the least privileged one.
    let mut grants: BTreeMap<(&str, &[String]), [Option<bool>; 3]> = BTreeMap::new();
    for scheme in 0..SCHEMES.len() {
        let of_scheme = || entries.iter().filter(|entry| entry.scheme == scheme);
        let rank = |entry: &Entry| {
            let writes = reads && entry.permission.contains("Write");
            (writes, marks(scheme, &entry.permission), entry.breadth, entry.privilege)
        };
        let least = of_scheme().filter(|entry| entry.marked).map(rank).min();
        for entry in of_scheme() {
            let chosen = |entry: &Entry| entry.marked && Some(rank(entry)) == least;
            let is_least = chosen(entry)
                || of_scheme().any(|other| is_basic_of(&entry.permission, &other.permission, scheme) && chosen(other));
            let known = &mut grants.entry((&entry.permission, &entry.also)).or_default()[scheme];
            *known = Some(is_least || *known == Some(true));
        }
    }
    let privilege = |permission: &str| {
        let of_permission = entries.iter().filter(|entry| entry.permission == permission);
        of_permission.map(|entry| (entry.privilege, entry.breadth)).min()
    };
    let mut sorted: Vec<_> = grants.into_iter().collect();
    sorted.sort_by_key(|((permission, _), schemes)| {
        (!schemes.contains(&Some(true)), !permission.contains(".ReadBasic"), privilege(permission))
    });
    let mut text = String::new();
    for ((permission, also), schemes) in sorted {
        let and = if also.is_empty() { String::new() } else { format!("&{}", also.join("|")) };
        text += &format!(" {permission}{and}=");
        for ((_, letter), least) in SCHEMES.iter().zip(schemes) {
            match least {
                Some(true) => text.push(*letter),
                Some(false) => text.push(letter.to_ascii_lowercase()),
                None => {}
            }
        }
    }
    text
}

/// The values of `name=a,b` in `least=DelegatedWork;AlsoRequires=X,Y`.
fn option(options: &str, name: &str) -> Vec<String> {
    let of_name =
        options.split(';').filter_map(|option| option.trim().split_once('=')).filter(|(known, _)| known.trim() == name);
    of_name
        .flat_map(|(_, values)| values.split(','))
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect()
}

fn permission_line(name: &str, permission: &Map<String, Value>, schemes: &Map<String, Value>, ids: &Ids) -> String {
    let mut line = format!("@{name}");
    for (scheme, letter) in SCHEMES {
        let Some(facts) = schemes.get(scheme) else { continue };
        line += &format!(" {letter}");
        if let Some(level) = facts.get("privilegeLevel").and_then(Value::as_u64) {
            line += &level.to_string();
        }
        if facts.get("requiresAdminConsent").and_then(Value::as_bool) == Some(true) {
            line.push('!');
        }
        if let Some(id) = ids.get(&(name.to_owned(), scheme.to_owned())) {
            line += &format!(":{id}");
        }
    }
    if permission.get("authorizationType").and_then(Value::as_str) == Some("RSC") {
        line += " rsc";
    }
    line
}

#[derive(Default)]
struct Published {
    ids: Ids,
    /// Permissions in public use, with their schemes as a line has them.
    visible: BTreeMap<String, String>,
}

fn read_ids(source: &str, text: &str) -> Result<Published, ImportError> {
    let json = json(source, text)?;
    let mut published = Published::default();
    for (name, deployments) in object(source, json.get("permissionDeployments"), "`permissionDeployments`")? {
        for deployment in array(source, Some(deployments), &format!("`permissionDeployments.{name}`"))? {
            let field = |field: &str| deployment.get(field).and_then(Value::as_str).unwrap_or_default();
            let enabled = deployment.get("isEnabled").and_then(Value::as_bool).unwrap_or(true);
            let public = field("environment").split(';').any(|environment| environment.eq_ignore_ascii_case("public"));
            let (scheme, id) = (field("scheme"), field("id"));
            let Some((_, letter)) = SCHEMES.iter().find(|(known, _)| *known == scheme) else { continue };
            if id.is_empty() || !enabled {
                continue;
            }
            if public || field("environment").is_empty() {
                published.ids.insert((name.clone(), scheme.to_owned()), id.to_owned());
            }
            let hidden = deployment.get("isHidden").and_then(Value::as_bool).unwrap_or(false);
            if public && !hidden {
                *published.visible.entry(name.clone()).or_default() += &format!(" {letter}:{id}");
            }
        }
    }
    Ok(published)
}

fn json(source: &str, text: &str) -> Result<Value, ImportError> {
    serde_json::from_str(text).map_err(|error| ImportError::Malformed {
        source: source.to_owned(),
        place: Place { line: error.line(), column: error.column() },
        message: error.to_string(),
    })
}

fn wrong(source: &str, what: &str, expected: &str) -> ImportError {
    ImportError::Malformed {
        source: source.to_owned(),
        place: Place { line: 1, column: 1 },
        message: format!("{what} should be {expected}; this is not the file it is taken for"),
    }
}

fn object<'j>(source: &str, value: Option<&'j Value>, what: &str) -> Result<&'j Map<String, Value>, ImportError> {
    value.and_then(Value::as_object).ok_or_else(|| wrong(source, what, "an object"))
}

fn array<'j>(source: &str, value: Option<&'j Value>, what: &str) -> Result<&'j Vec<Value>, ImportError> {
    value.and_then(Value::as_array).ok_or_else(|| wrong(source, what, "an array"))
}

fn strings<'j>(source: &str, value: Option<&'j Value>, what: &str) -> Result<Vec<&'j str>, ImportError> {
    array(source, value, what)?
        .iter()
        .map(|one| one.as_str().ok_or_else(|| wrong(source, what, "an array of strings")))
        .collect()
}
