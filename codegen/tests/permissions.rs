//! Which permissions a call may ask for, by a table, and that every repair is one.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use graph_action_catalog::{Catalog, Flow, Listing, Method, Scheme, Start, Template};
use graph_action_codegen::parse::template;
use graph_action_codegen::verdict::{Finding, Kind, Question, Repair, Scopes, Verdict, judge, least_privileged};

/// Lines of a method, a path, the permissions that are held, the verdict, and the permissions to ask for by scheme
/// (`D=A&B`: two together), separated by tabs. Applications have no `/me`.
const TABLE: &str = include_str!("permissions.tsv");

struct Row {
    text: &'static str,
    method: Method,
    template: Template,
    held: Vec<String>,
    verdict: &'static str,
    proposed: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let row = |text: &'static str| {
        let fields: Vec<&'static str> = text.split('\t').collect();
        let [method, path, held, verdict, proposed] = fields.try_into().unwrap();
        Row {
            text,
            method: method.parse().unwrap(),
            template: parse(path),
            held: held.split(',').map(str::to_owned).collect(),
            verdict,
            proposed: proposed.split(' ').filter(|one| !one.is_empty()).collect(),
        }
    };
    TABLE.lines().map(row).collect()
}

/// A path with `{id}` for placeholders, as the documentation writes it.
fn parse(path: &str) -> Template {
    let path = path.replace(":/{path}", ":/{path..}").replace('{', "<").replace('}', ">");
    template::parse(&path).unwrap()
}

fn question(method: Method, template: &Template, held: Option<Scopes>) -> Question<'_> {
    Question { scopes: held, ..Question::of_address(method, template, Start::Service) }
}

fn both(held: &[String]) -> Scopes {
    Scopes { delegated: held.to_vec(), application: held.to_vec() }
}

/// The word of the weightiest finding.
fn word(verdict: &Verdict<'_>) -> String {
    let weight = |finding: &&Finding| usize::from(finding.kind().is_warning());
    let words = |kind| match kind {
        Kind::UnknownScope => "unknown-scope".to_owned(),
        Kind::InsufficientScope => "insufficient-scope".to_owned(),
        Kind::Overprivileged => "overprivileged".to_owned(),
        other => format!("{other:?}"),
    };
    let findings = verdict.findings.iter().filter(|finding| finding.kind() != Kind::Deprecated);
    findings.min_by_key(weight).map_or("ok".to_owned(), |finding| words(finding.kind()))
}

#[test]
fn the_table_holds() {
    let catalog = Catalog::embedded();
    let mut wrong = Vec::new();
    for row in rows() {
        let verdict = judge(&catalog, &question(row.method, &row.template, Some(both(&row.held))));
        if word(&verdict) != row.verdict {
            wrong.push(format!("{}: {} {:?}", row.text, word(&verdict), verdict.findings));
        }
        let proposed = proposed(&catalog, &row, &verdict);
        if row.verdict != "unknown-scope" && proposed != row.proposed {
            wrong.push(format!("{}: proposed {proposed:?}", row.text));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

fn proposed(catalog: &Catalog, row: &Row, verdict: &Verdict<'_>) -> Vec<String> {
    let Some(listing) = &verdict.listing else { return Vec::new() };
    let is_own = row.template.to_string().starts_with("/me");
    let schemes = Scheme::ALL.into_iter().filter(|scheme| !(is_own && *scheme == Scheme::Application));
    schemes
        .filter_map(|scheme| {
            let names = if row.template.query.is_empty() {
                of_listing(listing, scheme)
            } else {
                of_query(catalog, row, verdict, scheme)
            };
            (!names.is_empty()).then(|| format!("{}={}", scheme.letter(), names.join("&")))
        })
        .collect()
}

fn of_listing(listing: &Listing<'_>, scheme: Scheme) -> Vec<String> {
    let grants = listing.least(scheme).into_iter();
    let names = grants.flat_map(|grant| [grant.permission].into_iter().chain(grant.and_one_of.first().copied()));
    names.map(str::to_owned).collect()
}

/// What is proposed with what the query asks for; delegated permissions are proposed for both kinds of account at once.
fn of_query(catalog: &Catalog, row: &Row, verdict: &Verdict<'_>, scheme: Scheme) -> Vec<String> {
    let flow = match scheme {
        Scheme::Application => Flow::Application,
        _ => Flow::Delegated,
    };
    let is_said = row.proposed.iter().any(|one| one.starts_with(scheme.letter()));
    let listing = verdict.listing.as_ref().filter(|_| is_said);
    let option = listing
        .and_then(|listing| least_privileged(catalog, &row.template, verdict.walk.as_ref(), listing, Some(flow)));
    option.map_or_else(Vec::new, |option| match flow {
        Flow::Application => option.application,
        Flow::Delegated => option.delegated,
    })
}

/// Calls with one thing wrong, in their path, their method or their permissions.
const WRONG: &[(&str, &str, &str)] = &[
    ("GET", "/me/mesages", "Mail.Read"),
    ("GET", "/me/messages/{id}/atachments", "Mail.Read"),
    ("GET", "/users/{id}/calender", "Calendars.Read"),
    ("POST", "/users/{id}/messages/{id}/sendd", "Mail.Send"),
    ("POST", "/me/sendmail", "Mail.ReadWrite"),
    ("GET", "/groups/{id}/member", "GroupMember.Read.All"),
    ("GET", "/sites/{id}/list", "Sites.ReadWrite.All"),
    ("GET", "/drives/{id}/item/{id}", "Files.Read.All"),
    ("GET", "/me/drive/root/childrens", "Files.Read"),
    ("GET", "/deviceManagement/manageddevice", "DeviceManagementManagedDevices.Read.All"),
    ("POST", "/me/messages/send", "Mail.Send"),
    ("GET", "/users/messages", "Mail.Read"),
    ("PATCH", "/me/messages", "Mail.ReadWrite"),
    ("DELETE", "/me/messages", "Mail.ReadWrite"),
    ("POST", "/me/messages/{id}", "Mail.ReadWrite"),
    ("GET", "/me/messages/{id}/send", "Mail.Send"),
    ("GET", "/me/sendMail", "Mail.Send"),
    ("DELETE", "/users", "User.ReadWrite.All"),
    ("PUT", "/groups", "Group.ReadWrite.All"),
    ("PATCH", "/groups/{id}/members", "GroupMember.ReadWrite.All"),
    ("DELETE", "/groups/{id}/members/{id}", "GroupMember.ReadWrite.All"),
    ("POST", "/groups/{id}/owners", "Group.ReadWrite.All"),
    ("PUT", "/users/{id}/manager", "User.ReadWrite.All"),
    ("DELETE", "/domains", "Domain.ReadWrite.All"),
    ("POST", "/users/delta", "User.Read.All"),
    ("PATCH", "/me/events", "Calendars.ReadWrite"),
    ("GET", "/me/events/{id}/accept", "Calendars.ReadWrite"),
    ("GET", "/me/getMemberGroups", "User.Read"),
    ("PATCH", "/teams/{id}/channels", "Channel.ReadBasic.All"),
    ("POST", "/me/todo/lists/{id}", "Tasks.ReadWrite"),
    ("GET", "/users/{id}/messages", "Mail.ReadWrite"),
    ("GET", "/users/{id}/messages", "Mail.Read.Shared"),
    ("GET", "/groups", "Directory.ReadWrite.All"),
    ("GET", "/users", "Directory.AccessAsUser.All"),
    ("GET", "/me/messages", "Mail.Read,User.Read"),
    ("GET", "/me/messages", "Mail.ReadBasic,User.Read.All"),
    ("GET", "/users?$select=signInActivity", "User.Read.All"),
    ("GET", "/users?$filter=signInActivity/lastSignInDateTime le 2024-01-01T00:00:00Z", "User.Read.All"),
    ("GET", "/users?$orderby=signInActivity/lastSignInDateTime", "Directory.ReadWrite.All,AuditLog.Read.All"),
    ("GET", "/me/messages?$expand=attachments", "Mail.ReadWrite"),
    ("GET", "/me/messages?$select=body,subject", "Calendars.Read"),
    ("POST", "/servicePrincipals/{id}/appRoleAssignedTo", "AppRoleAssignment.ReadWrite.All"),
    ("POST", "/servicePrincipals/{id}/appRoleAssignedTo", "Directory.ReadWrite.All"),
    ("POST", "/identity/conditionalAccess/policies", "Policy.Read.All"),
    ("GET", "/applications", "Application.ReadWrite.All"),
    ("GET", "/me/joinedTeams", "Mail.Send"),
];

#[test]
fn every_repair_is_one() {
    let catalog = Catalog::embedded();
    let wrong = WRONG.iter().map(|(method, path, held)| {
        let held: Vec<String> = held.split(',').map(str::to_owned).collect();
        (method.parse().unwrap(), parse(path), held)
    });
    let rows = rows().into_iter().map(|row| (row.method, row.template, row.held));
    let (mut repaired, mut mistakes) = (0, Vec::new());
    for (method, template, held) in rows.chain(wrong) {
        for flow in [None, Some(Flow::Delegated), Some(Flow::Application)] {
            // That an application has no `/me` would be the second thing.
            let own = template.to_string().starts_with("/me");
            if own && flow == Some(Flow::Application) && method_or_path_is_wrong(&catalog, method, &template) {
                continue;
            }
            let asked = Question { flow, ..question(method, &template, Some(both(&held))) };
            for finding in judge(&catalog, &asked).findings {
                for changed in repair(&asked, &finding) {
                    repaired += 1;
                    // Another method or address may need other permissions: those are the next question.
                    let changed_call = changed.method != asked.method || changed.template != *asked.template;
                    let scopes = if changed_call { None } else { changed.scopes };
                    let question = Question { scopes, ..Question { template: &changed.template, ..asked.clone() } };
                    let question = Question { method: changed.method, ..question };
                    let again = judge(&catalog, &question).findings;
                    let bad = |one: &&Finding| one.kind() == finding.kind() || !one.kind().is_warning();
                    let bad: Vec<String> = again.iter().filter(bad).map(ToString::to_string).collect();
                    if !bad.is_empty() {
                        mistakes.push(format!(
                            "{method} {template} {held:?} {flow:?}: {finding}: {:?}: {bad:?}",
                            finding.repair
                        ));
                    }
                }
            }
        }
    }
    assert!(repaired > 250, "{repaired}");
    assert!(mistakes.is_empty(), "{} of {repaired}:\n{}", mistakes.len(), mistakes.join("\n"));
}

fn method_or_path_is_wrong(catalog: &Catalog, method: Method, template: &Template) -> bool {
    judge(catalog, &question(method, template, None)).findings.iter().any(|finding| !finding.kind().is_warning())
}

/// A call after a repair.
struct Repaired {
    method: Method,
    template: Template,
    scopes: Option<Scopes>,
}

/// The calls that a repair leads to, one for each method that it names.
fn repair(asked: &Question<'_>, finding: &Finding) -> Vec<Repaired> {
    let same = || Repaired { method: asked.method, template: asked.template.clone(), scopes: asked.scopes.clone() };
    match &finding.repair {
        Some(Repair::Path(template) | Repair::Reference(template)) => {
            vec![Repaired { template: template.clone(), ..same() }]
        }
        Some(Repair::Methods(methods)) => methods.iter().map(|&method| Repaired { method, ..same() }).collect(),
        Some(Repair::Scope(option)) => {
            let written = match (option.delegated.as_slice(), option.application.as_slice()) {
                // One list is written for both flows.
                ([], held) | (held, []) => both(held),
                (delegated, application) => Scopes { delegated: delegated.to_vec(), application: application.to_vec() },
            };
            vec![Repaired { scopes: Some(written), ..same() }]
        }
        Some(Repair::WithoutPermission(name)) => {
            let without = |held: &[String]| held.iter().filter(|known| *known != name).cloned().collect();
            let scopes = asked.scopes.as_ref().map(|scopes| Scopes {
                delegated: without(&scopes.delegated),
                application: without(&scopes.application),
            });
            vec![Repaired { scopes, ..same() }]
        }
        _ => Vec::new(),
    }
}

#[test]
fn who_vouches_for_an_operation_does_not_vouch_for_its_permissions() {
    let catalog = Catalog::embedded();
    let kinds = |method: &str, path: &str, held: &str, unlisted: bool| -> Vec<Kind> {
        let template = parse(path);
        let held = both(&held.split(',').map(str::to_owned).collect::<Vec<_>>());
        let question = Question { unlisted, ..question(method.parse().unwrap(), &template, Some(held)) };
        judge(&catalog, &question).findings.iter().map(Finding::kind).collect()
    };
    // Listed after all: the option is not needed, and leaving it out changes nothing else.
    assert_eq!(kinds("GET", "/me/messages", "Mail.Send", true), [Kind::NeedlessUnlisted, Kind::InsufficientScope]);
    assert_eq!(kinds("GET", "/me/messages", "Mail.Send", false), [Kind::InsufficientScope]);
    // A property is read with what its owner is read with.
    assert_eq!(kinds("GET", "/me/messages/{id}/subject", "Mail.Read", true), []);
    assert_eq!(kinds("GET", "/me/messages/{id}/subject", "Calendars.Read", true), [Kind::InsufficientScope]);
    assert_eq!(kinds("GET", "/me/messages/{id}/subject", "Mail.Reed", true), [Kind::UnknownScope]);
    assert_eq!(kinds("GET", "/me/messages/{id}/subject", "Mail.Reed", false), [Kind::UnknownScope]);
}

#[test]
fn flows_with_lists_of_their_own_keep_what_is_right() {
    let catalog = Catalog::embedded();
    let template = parse("/users/{id}/messages");
    let scopes = Scopes { delegated: vec!["Mail.Send".to_owned()], application: vec!["Mail.Read".to_owned()] };
    let findings = judge(&catalog, &question(Method::Get, &template, Some(scopes))).findings;
    let [Finding { repair: Some(repair), .. }] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(repair.to_string(), "write `scope(delegated = \"Mail.ReadBasic\", application = \"Mail.Read\")`");
}

#[test]
fn what_others_share_is_not_too_much_for_their_data() {
    let catalog = Catalog::embedded();
    let findings = |start, path: &str| {
        let template = parse(path);
        let held = Scopes { delegated: vec!["Mail.Read.Shared".to_owned()], application: Vec::new() };
        let question = Question { start, ..question(Method::Get, &template, Some(held)) };
        judge(&catalog, &question).findings.iter().map(Finding::kind).collect::<Vec<_>>()
    };
    assert_eq!(findings(Start::Service, "/me/messages"), [Kind::Overprivileged]);
    assert_eq!(findings(Start::Service, "/users/{id}/messages"), []);
    assert_eq!(findings(Start::Entity("user"), "/messages/{id}"), []);
}
