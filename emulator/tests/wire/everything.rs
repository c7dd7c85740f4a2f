//! Every entity set and containment of the schema: listed, created, read, changed and removed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use graph_action_catalog::{Catalog, Containment, Member, TypeKind, TypeRef};
use serde_json::{Map, Value, json};

use crate::client::{Client, start};

/// An entity whose navigation properties are still to be visited.
struct Parent {
    url: String,
    of: &'static str,
}

struct Visitor<'c> {
    catalog: &'static Catalog,
    client: &'c mut Client,
    waiting: VecDeque<Parent>,
    /// Types whose navigation properties have been visited, or will be.
    seen: BTreeSet<&'static str>,
    /// How many addresses were asked.
    addresses: usize,
    number: usize,
    problems: Vec<String>,
}

/// What handlers of their own serve, with rules that the other tests check: messages, mail folders and drives.
const OWN_RULES: [&str; 7] =
    ["/attachments", "/childFolders", "/drive", "/drives", "/items", "/mailFolders", "/messages"];

impl Visitor<'_> {
    /// A value of a type, with its complex values so many levels deep.
    fn value(&mut self, ty: TypeRef<'static>, name: &str, depth: usize) -> Option<Value> {
        self.number += 1;
        let text = format!("{name} {}", self.number);
        let one = match ty.name {
            "String" if name.ends_with("rl") => json!("https://contoso.com"),
            "String" if name == "userPrincipalName" => json!(format!("user{}@contoso.com", self.number)),
            "String" => json!(text),
            "Boolean" => json!(true),
            "Byte" | "SByte" | "Int16" | "Int32" | "Int64" => json!(7),
            "Decimal" | "Double" | "Single" => json!(1.5),
            "DateTimeOffset" => json!("2026-11-21T10:00:00Z"),
            "Date" => json!("2026-11-21"),
            "TimeOfDay" => json!("10:00:00"),
            "Duration" => json!("PT1H"),
            "Guid" => json!("87d349ed-44d7-43e1-9a83-5f2406dee5bd"),
            "Binary" => json!("AAEC"),
            "Stream" => return None,
            other => {
                let found = self.catalog.find_type(other)?;
                match found.kind {
                    TypeKind::Enum => json!(found.enum_members().next()?),
                    TypeKind::Complex if depth == 0 => return None,
                    TypeKind::Complex | TypeKind::Entity => self.body(found.name, depth - 1),
                }
            }
        };
        Some(if ty.collection { json!([one]) } else { one })
    }

    /// All structural properties of a type.
    fn body(&mut self, of: &'static str, depth: usize) -> Value {
        let members: Vec<Member<'static>> =
            self.catalog.members(of).filter(|member| member.navigation.is_none()).collect();
        let mut body = Map::new();
        for member in members {
            if let Some(value) = self.value(member.ty, member.name, depth) {
                body.insert(member.name.to_owned(), value);
            }
        }
        Value::Object(body)
    }

    /// Sends a request and notes an answer that is not among the expected ones.
    async fn ask(&mut self, method: &str, url: &str, body: Option<Value>, expected: &[u16]) -> Value {
        // Planner asks for `If-Match`.
        let headers = ["If-Match: *", "Content-Type: application/json"];
        let response = match body {
            Some(body) => self.client.send(method, url, &headers, Some(&body.to_string())).await,
            None => self.client.send(method, url, &["If-Match: *", "Content-Length: 0"], None).await,
        };
        let own_rules = OWN_RULES.iter().any(|part| url.contains(part));
        if !expected.contains(&response.status) && (response.status >= 500 || !own_rules) {
            self.problems.push(format!("{method} {url}: {} {}", response.status, response.text()));
        }
        serde_json::from_slice(&response.body).unwrap_or_default()
    }

    /// The types that entities of a declared type can have, of those not yet visited.
    fn new_types(&mut self, declared: &'static str) -> Vec<&'static str> {
        let mut all = vec![declared];
        all.extend(self.catalog.derived_types(declared));
        all.retain(|of| self.catalog.find_type(of).is_some_and(|found| !found.is_abstract));
        all
    }

    async fn collection(&mut self, url: &str, declared: &'static str) {
        self.addresses += 1;
        self.ask("GET", url, None, &[200]).await;
        self.ask("GET", &format!("{url}?$top=1&$select={}", self.key(declared)), None, &[200]).await;
        for of in self.new_types(declared) {
            let is_new = self.seen.insert(of);
            if !is_new && of != declared {
                continue;
            }
            let mut body = self.body(of, 2);
            if of != declared {
                body["@odata.type"] = json!(format!("#microsoft.graph.{of}"));
            }
            if of == "chat" {
                body["members"] = json!([{"@odata.type": "#microsoft.graph.aadUserConversationMember", "roles": []}]);
            }
            // A team is created by an operation; a group may have one at once.
            let expected: &[u16] = if of == "team" { &[201, 202] } else { &[201] };
            let created = self.ask("POST", url, Some(body.clone()), expected).await;
            let key = self.key(of);
            let Some(id) = created[key].as_str().map(str::to_owned) else { continue };
            self.addresses += 1;
            let id: String = percent_encoding::utf8_percent_encode(&id, percent_encoding::NON_ALPHANUMERIC).to_string();
            let item = format!("{url}/{id}");
            self.change(&item, of, &body).await;
            if is_new {
                self.waiting.push_back(Parent { url: item, of });
            } else {
                self.ask("DELETE", &item, None, &[204]).await;
                self.ask("GET", &item, None, &[404]).await;
            }
        }
    }

    fn key(&self, of: &str) -> &'static str {
        let keys = self.catalog.type_and_bases(of).filter_map(|ty| ty.keys().next()).last();
        keys.unwrap_or("id")
    }

    /// Reads an entity, changes one of its texts, and reads that.
    async fn change(&mut self, item: &str, of: &'static str, sent: &Value) {
        let read = self.ask("GET", item, None, &[200]).await;
        let key = self.key(of);
        let kept = sent.as_object().into_iter().flatten().find(|(name, value)| {
            value.is_string() && *name != key && read[name.as_str()] == **value && name.contains("isplayName")
        });
        let Some((name, _)) = kept else {
            self.ask("PATCH", item, Some(json!({})), &[200, 204]).await;
            return;
        };
        self.ask("PATCH", item, Some(json!({name: "changed"})), &[200, 204]).await;
        let read = self.ask("GET", item, None, &[200]).await;
        if read[name.as_str()] != "changed" && !OWN_RULES.iter().any(|part| item.contains(part)) {
            self.problems.push(format!("PATCH {item}: {name} has not changed"));
        }
        self.ask("PATCH", item, Some(json!({"noSuchProperty": 1})), &[400]).await;
    }

    async fn single(&mut self, url: &str, of: &'static str) {
        self.addresses += 1;
        // A derived type may be meant; the property may have no value yet.
        self.ask("GET", url, None, &[200, 404]).await;
        if self.catalog.find_type(of).is_some_and(|found| found.is_abstract) {
            return;
        }
        self.ask("PATCH", url, Some(json!({})), &[200, 204]).await;
        self.ask("GET", url, None, &[200]).await;
        if self.seen.insert(of) {
            self.waiting.push_back(Parent { url: url.to_owned(), of });
        }
    }

    async fn members(&mut self, parent: &Parent) {
        let members: Vec<Member<'static>> = self.catalog.members(parent.of).collect();
        for member in members.into_iter().filter(|member| member.navigation.is_some()) {
            let declared = self.catalog.find_type(member.ty.name).map(|found| found.name).unwrap();
            // What only a derived type declares is asked for with a cast.
            let url = format!("{}/microsoft.graph.{}/{}", parent.url, parent.of, member.name);
            match (member.navigation, member.ty.collection) {
                (Some(Containment::Linked), collection) => {
                    self.addresses += 1;
                    self.ask("GET", &url, None, if collection { &[200] } else { &[200, 404] }).await;
                }
                (_, true) if ["calendarView", "instances"].contains(&member.name) => {
                    self.addresses += 1;
                    let range = "startDateTime=2026-11-01T00:00:00Z&endDateTime=2026-12-01T00:00:00Z";
                    self.ask("GET", &format!("{url}?{range}"), None, &[200]).await;
                }
                (_, true) => self.collection(&url, declared).await,
                (_, false) => self.single(&url, declared).await,
            }
        }
    }
}

#[tokio::test]
async fn every_entity_set_and_containment_is_served() {
    let catalog: &'static Catalog = Box::leak(Box::new(Catalog::embedded()));
    let (_emulator, mut client) = start().await;
    let mut visitor = Visitor {
        catalog,
        client: &mut client,
        waiting: VecDeque::new(),
        seen: BTreeSet::new(),
        addresses: 0,
        number: 0,
        problems: Vec::new(),
    };
    for root in catalog.roots() {
        let url = format!("/v1.0/{}", root.name);
        let declared = catalog.find_type(root.ty.name).map(|found| found.name).unwrap();
        if root.ty.collection {
            visitor.collection(&url, declared).await;
        } else {
            visitor.single(&url, declared).await;
        }
    }
    while let Some(parent) = visitor.waiting.pop_front() {
        visitor.members(&parent).await;
    }
    println!("{} addresses, {} types of entities", visitor.addresses, visitor.seen.len());
    let problems = visitor.problems;
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.iter().take(40).cloned().collect::<Vec<_>>().join("\n")
    );
}

/// How many addresses of Microsoft's list take all the methods that are listed, without a refusal with 501 or 405. The
/// README says how many, in hundreds.
#[tokio::test]
async fn the_figure_in_the_readme() {
    let catalog = Catalog::embedded();
    let (_emulator, mut client) = start().await;
    let mut addresses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in catalog.operation_facts() {
        let mut words = line.split(' ');
        let (Some(address), Some(method)) = (words.next(), words.next()) else { continue };
        if method.parse::<graph_action_catalog::Method>().is_ok() {
            addresses.entry(address.to_owned()).or_default().push(method.to_owned());
        }
    }
    let (mut known, mut served) = (0, 0);
    for (address, methods) in &addresses {
        let url = format!("/v1.0{}", address.replace("{}", "x"));
        let mut statuses = Vec::new();
        for method in methods {
            let body = (method != "GET" && method != "DELETE").then(|| json!({}));
            let response = match body {
                Some(body) => client.json(method, &url, body).await,
                None => client.send(method, &url, &["Content-Length: 0"], None).await,
            };
            let is_unknown = response.status == 400 && response.text().contains("Resource not found for the segment");
            assert!(response.status < 500 || response.status == 501, "{method} {url}: {}", response.text());
            statuses.push(if is_unknown { 0 } else { response.status });
        }
        if statuses.iter().all(|status| *status == 0) {
            continue;
        }
        known += 1;
        served += usize::from(!statuses.contains(&501) && !statuses.contains(&405));
    }
    println!("{served} of {known} addresses");
    let readme = include_str!("../../README.md");
    let hundreds = |count: usize| (count + 50) / 100 * 100;
    let figure = format!("about {} of the {} addresses", hundreds(served), hundreds(known));
    assert!(readme.contains(&figure), "the README does not say \"{figure}\"");
}
