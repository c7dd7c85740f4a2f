//! What the service adds to a new entity, and what it refuses although the schema takes it.

use serde_json::{Map, Value, json};

use crate::{
    graph::call::Call,
    http::{GraphError, Result},
    schema::{Of, Type},
    seed::TENANT,
    store::{NodeId, Place, SERVICE, keys},
    time::Timestamp,
};

/// Types of the directory that can be restored after they are deleted.
pub(super) fn is_restorable(of: Type) -> bool {
    ["administrativeUnit", "application", "group", "servicePrincipal", "user"].contains(&of.0)
}

/// Adds what a request does not give: the id, the times, and what depends on the type.
pub(super) fn complete(call: &mut Call<'_>, place: Place, of: Type, properties: &mut Map<String, Value>) -> Result<()> {
    let key = of.key();
    if properties.get(key).is_none_or(Value::is_null) {
        let id = match of.properties().iter().find(|property| property.name == key) {
            Some(property) if !matches!(property.kind.of, Of::Text | Of::Guid) => call.state.ids.serial().into(),
            _ => Value::from(id(call, of, properties)),
        };
        properties.insert(key.to_owned(), id);
    }
    let now = call.now.iso();
    for name in ["createdDateTime", "lastModifiedDateTime"] {
        if of.property(name).is_some_and(|property| property.kind.of == Of::DateTimeOffset) {
            properties.entry(name).or_insert_with(|| now.clone().into());
        }
    }
    let defaults = match of.0 {
        "application" => json!({"appId": call.state.ids.guid(), "publisherDomain": "contoso.com"}),
        "calendar" => json!({"canEdit": true, "canShare": true, "isDefaultCalendar": false, "isRemovable": true}),
        "channel" => json!({"membershipType": "standard", "isArchived": false}),
        "chat" => json!({"lastUpdatedDateTime": now, "tenantId": TENANT}),
        "chatMessage" => chat_message(call, place),
        "event" => {
            write_out_times(properties);
            event(call, properties)
        }
        "group" => group(properties),
        "invitation" => invitation(call, properties),
        "list" => json!({"name": properties.get("displayName"), "list": {"template": "genericList"}}),
        "servicePrincipal" => service_principal(call, properties)?,
        "todoTask" => json!({"importance": "normal", "isReminderOn": false, "status": "notStarted"}),
        "todoTaskList" => json!({"isOwner": true, "isShared": false, "wellknownListName": "none"}),
        "plannerTask" => json!({"percentComplete": 0, "priority": 5}),
        "user" => {
            check_name(call, properties, None)?;
            properties.remove("passwordProfile");
            json!({"mail": null})
        }
        _ => json!({}),
    };
    for (name, value) in defaults.as_object().cloned().unwrap_or_default() {
        if !value.is_null() {
            properties.entry(name).or_insert(value);
        }
    }
    Ok(())
}

fn id(call: &mut Call<'_>, of: Type, properties: &Map<String, Value>) -> String {
    let ids = &mut call.state.ids;
    match of.0 {
        "chat" => format!("19:{}@thread.v2", ids.token()),
        "channel" => format!("19:{}@thread.tacv2", ids.token()),
        "chatMessage" => format!("{}{:03}", call.now.seconds(), ids.serial() % 1_000),
        "drive" => ids.drive(),
        "driveItem" => ids.drive_item(),
        "openTypeExtension" => properties.get("extensionName").and_then(Value::as_str).unwrap_or_default().to_owned(),
        _ if ["calendar", "calendarGroup", "contactFolder", "todoTask", "todoTaskList"].contains(&of.0) => {
            ids.outlook("outlook")
        }
        _ if of.is("outlookItem") => ids.outlook("outlook"),
        _ => ids.guid(),
    }
}

fn group(properties: &Map<String, Value>) -> Value {
    let types = properties.get("groupTypes").and_then(Value::as_array).cloned().unwrap_or_default();
    let is_unified = types.iter().any(|kind| kind == "Unified");
    let name = properties.get("mailNickname").and_then(Value::as_str).unwrap_or_default();
    let mail = is_unified.then(|| format!("{name}@contoso.com"));
    json!({"groupTypes": [], "mail": mail, "visibility": is_unified.then_some("Public")})
}

fn event(call: &mut Call<'_>, properties: &Map<String, Value>) -> Value {
    let recurs = properties.get("recurrence").is_some_and(|recurrence| !recurrence.is_null());
    let organizer = (!call.state.accounts.is_empty()).then(|| call.state.recipient(0));
    let content = properties.get("body").map_or("", |body| body["content"].as_str().unwrap_or_default());
    let preview: String = crate::mailbox::message::text_of_html(content).chars().take(255).collect();
    json!({
        "allowNewTimeProposals": true, "attendees": [], "bodyPreview": preview, "categories": [],
        "changeKey": call.state.ids.change_key(), "hasAttachments": false, "iCalUId": call.state.ids.token(),
        "importance": "normal", "isAllDay": false, "isCancelled": false, "isOnlineMeeting": false, "isOrganizer": true,
        "isReminderOn": true, "organizer": organizer, "reminderMinutesBeforeStart": 15, "responseRequested": true,
        "responseStatus": {"response": "organizer", "time": "0001-01-01T00:00:00Z"}, "sensitivity": "normal",
        "showAs": "busy", "subject": "", "type": if recurs { "seriesMaster" } else { "singleInstance" },
    })
}

fn chat_message(call: &mut Call<'_>, place: Place) -> Value {
    let author = (!call.state.accounts.is_empty()).then(|| {
        let (id, name) = (&call.state.accounts[0].id, call.state.text(0, "displayName"));
        json!({"user": {"id": id, "displayName": name, "userIdentityType": "aadUser"}})
    });
    let owner = call.state.store.node(place.0);
    let chat = owner.filter(|node| node.of.0 == "chat").map(|node| node.id().to_owned());
    let channel = owner.filter(|node| node.of.0 == "channel").map(|node| {
        let team = call.state.store.node(node.home.0).map_or("", |team| team.id());
        json!({"teamId": team, "channelId": node.id()})
    });
    json!({
        "attachments": [], "channelIdentity": channel, "chatId": chat, "etag": call.state.ids.serial().to_string(),
        "from": author, "importance": "normal", "locale": "en-us", "mentions": [], "messageType": "message",
        "reactions": [],
    })
}

fn service_principal(call: &Call<'_>, properties: &Map<String, Value>) -> Result<Value> {
    let app = properties.get("appId").and_then(Value::as_str).unwrap_or_default();
    let key = keys::alternate(&[("appId", app.to_owned())]);
    if call.state.store.find((SERVICE, "servicePrincipals"), &key).is_some() {
        let message = format!("The service principal cannot be created: the appId {app} is in use.");
        return Err(GraphError::new(409, "Request_MultipleObjectsWithSameKeyValue", message));
    }
    let application = call.state.store.find((SERVICE, "applications"), &key);
    let name = application.and_then(|node| call.state.store.node(node)).map(|node| node.text("displayName"));
    Ok(json!({"accountEnabled": true, "displayName": name, "servicePrincipalType": "Application"}))
}

fn invitation(call: &mut Call<'_>, properties: &Map<String, Value>) -> Value {
    let address = properties.get("invitedUserEmailAddress").and_then(Value::as_str).unwrap_or_default();
    let name = properties.get("invitedUserDisplayName").and_then(Value::as_str).unwrap_or(address).to_owned();
    json!({
        "invitedUserDisplayName": name, "invitedUserType": "Guest", "sendInvitationMessage": false,
        "status": "PendingAcceptance",
        "inviteRedeemUrl": format!("https://login.microsoftonline.com/redeem?rd={}", call.state.ids.token()),
    })
}

/// Creates what belongs to a new entity, such as the guest of an invitation.
pub(super) fn create_related(call: &mut Call<'_>, node: NodeId, of: Type) {
    match of.0 {
        "invitation" => invite(call, node),
        "aadUserConversationMember" => name_member(call, node),
        "team" => create_first_channel(call, node),
        _ => {}
    }
}

/// The guest that an invitation is for.
fn invite(call: &mut Call<'_>, node: NodeId) {
    let Some(found) = call.state.store.node(node) else { return };
    let (address, name) =
        (found.text("invitedUserEmailAddress").to_owned(), found.text("invitedUserDisplayName").to_owned());
    let principal = format!("{}#EXT#@contoso.com", address.replace('@', "_"));
    let user = json!({
        "displayName": name, "mail": address, "userPrincipalName": principal, "userType": "Guest",
        "externalUserState": "PendingAcceptance",
    });
    let existing = call.state.user(Some(&principal));
    let now = call.now;
    let index = existing.unwrap_or_else(|| call.state.add_user(user.as_object().cloned().unwrap_or_default(), now));
    let (guest, serial) = (call.state.accounts[index].node, call.state.ids.serial());
    call.state.store.link((node, "invitedUser"), guest, serial);
}

/// A member has the id, the name and the address of its user.
fn name_member(call: &mut Call<'_>, node: NodeId) {
    let Some(user) = call.state.store.single((node, "user")).and_then(|user| call.state.store.node(user)) else {
        return;
    };
    let named = [("userId", user.id()), ("displayName", user.text("displayName")), ("email", user.text("mail"))];
    let named = named.map(|(name, value)| (name.to_owned(), Value::from(value)));
    call.state.change(node, |properties| {
        for (name, value) in named {
            properties.entry(name).or_insert(value);
        }
        properties.entry("tenantId").or_insert(TENANT.into());
        properties.entry("roles").or_insert_with(|| json!([]));
    });
}

/// A team of a group has its id and its name, and one channel.
pub(super) fn create_first_channel(call: &mut Call<'_>, team: NodeId) {
    let Some(id) = call.state.store.node(team).map(|node| node.id().to_owned()) else { return };
    let group = call.state.store.find((SERVICE, "groups"), &id);
    let name = group.and_then(|group| call.state.store.node(group)).map(|node| node.text("displayName").to_owned());
    call.state.change(team, |properties| {
        if let Some(name) = name {
            properties.entry("displayName").or_insert(name.into());
        }
        properties.entry("isArchived").or_insert(false.into());
    });
    if !call.state.store.items((team, "channels")).is_empty() {
        return;
    }
    let channel = json!({
        "id": format!("19:{}@thread.tacv2", call.state.ids.token()), "displayName": "General",
        "membershipType": "standard", "isArchived": false, "createdDateTime": call.now.iso(),
    });
    let serial = call.state.ids.serial();
    let channel = channel.as_object().cloned().unwrap_or_default();
    call.state.store.insert((team, "channels"), Type("channel"), channel, serial);
}

/// Stores a group with a team.
pub(in crate::graph) fn store_group_and_team(call: &mut Call<'_>, group: Value) {
    let group = group.as_object().cloned().unwrap_or_default();
    let id = group.get("id").cloned().unwrap_or_default();
    let serial = call.state.ids.serial();
    call.state.store.insert((SERVICE, "groups"), Type("group"), group, serial);
    let team = Map::from_iter([("id".to_owned(), id)]);
    let team = call.state.store.insert((SERVICE, "teams"), Type("team"), team, serial);
    create_first_channel(call, team);
}

/// Where the value of a single-valued property is kept, and its id: the team of a group is one of the teams.
pub(super) fn home(call: &Call<'_>, place: Place) -> (Place, Option<String>) {
    let group = call.state.store.node(place.0).filter(|node| node.of.0 == "group" && place.1 == "team");
    match group {
        Some(group) => ((SERVICE, "teams"), Some(group.id().to_owned())),
        None => (place, None),
    }
}

/// Refuses changes that would make two users one.
pub(super) fn check_change(call: &Call<'_>, node: NodeId, of: Type, properties: &Map<String, Value>) -> Result<()> {
    if of.0 == "user" { check_name(call, properties, Some(node)) } else { Ok(()) }
}

fn check_name(call: &Call<'_>, properties: &Map<String, Value>, own: Option<NodeId>) -> Result<()> {
    let Some(name) = properties.get("userPrincipalName").and_then(Value::as_str) else { return Ok(()) };
    if !name.contains('@') {
        return Err(GraphError::new(
            400,
            "Request_BadRequest",
            "Property userPrincipalName is invalid: it must have the form alias@domain.",
        ));
    }
    let taken = call.state.user(Some(name)).map(|index| call.state.accounts[index].node);
    if taken.is_some_and(|taken| Some(taken) != own) {
        let message = "Another object with the same value for property userPrincipalName already exists.";
        return Err(GraphError::new(400, "Request_BadRequest", message));
    }
    Ok(())
}

/// Outlook writes times without an offset with seven digits of the second.
fn write_out_times(event: &mut Map<String, Value>) {
    for name in ["start", "end"] {
        let Some(Value::String(time)) = event.get_mut(name).and_then(|time| time.get_mut("dateTime")) else { continue };
        if time.len() == "2026-11-26T10:00:00".len() {
            time.push_str(".0000000");
        }
    }
}

/// Notes when an entity has changed.
pub(super) fn note_change(properties: &mut Map<String, Value>, of: Type, now: Timestamp) {
    if of.is("event") {
        write_out_times(properties);
    }
    if of.property("lastModifiedDateTime").is_some() {
        properties.insert("lastModifiedDateTime".to_owned(), now.iso().into());
    }
    if of.is("user") {
        properties.remove("passwordProfile");
    }
}
