//! What Microsoft's schema does not say of its types, from the pages of the documentation.

use super::Type;

/// What `/users` answers when nothing is selected.
pub(crate) const USER_DEFAULTS: [&str; 11] = [
    "id",
    "businessPhones",
    "displayName",
    "givenName",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
];

/// The properties that the service sets on every entity which has them.
const COMPUTED: [&str; 8] = [
    "changeKey",
    "createdBy",
    "createdDateTime",
    "deletedDateTime",
    "id",
    "lastModifiedBy",
    "lastModifiedDateTime",
    "webUrl",
];

/// The properties that the service sets on entities of a type, separated by spaces.
const COMPUTED_OF: [(&str, &str); 12] = [
    ("application", "appId applicationTemplateId publisherDomain"),
    ("channel", "email tenantId"),
    ("chat", "lastUpdatedDateTime tenantId"),
    ("chatMessage", "chatId etag lastEditedDateTime messageHistory replyToId"),
    ("drive", "driveType owner quota"),
    ("driveItem", "cTag deleted eTag root size"),
    ("event", "bodyPreview hasAttachments iCalUId isCancelled isOrganizer seriesMasterId type uid webLink"),
    ("fileAttachment", "size"),
    ("group", "onPremisesSyncEnabled proxyAddresses renewedDateTime securityIdentifier"),
    ("mailFolder", "childFolderCount parentFolderId totalItemCount unreadItemCount"),
    (
        "message",
        "bodyPreview conversationId conversationIndex hasAttachments isDraft parentFolderId receivedDateTime \
         sentDateTime uniqueBody webLink",
    ),
    ("subscription", "applicationId creatorId"),
];

/// Types whose key the client chooses.
const KEY_IS_GIVEN: [&str; 6] = [
    "domain",
    "educationSynchronizationProfile",
    "multiValueLegacyExtendedProperty",
    "openTypeExtension",
    "schemaExtension",
    "singleValueLegacyExtendedProperty",
];

/// What a new entity must have, by type: the documentation's required properties, separated by spaces.
const REQUIRED: [(&str, &str); 26] = [
    ("administrativeUnit", "displayName"),
    ("application", "displayName"),
    ("calendar", "name"),
    ("channel", "displayName"),
    ("chat", "chatType members"),
    ("chatMessage", "body"),
    ("conditionalAccessPolicy", "conditions displayName state"),
    ("contactFolder", "displayName"),
    ("domain", "id"),
    ("event", "end start"),
    ("group", "displayName mailEnabled mailNickname securityEnabled"),
    ("invitation", "inviteRedirectUrl invitedUserEmailAddress"),
    ("mailFolder", "displayName"),
    ("namedLocation", "displayName"),
    ("oAuth2PermissionGrant", "clientId consentType resourceId scope"),
    ("openTypeExtension", "extensionName"),
    ("outlookCategory", "displayName"),
    ("plannerBucket", "name planId"),
    ("plannerPlan", "title"),
    ("plannerTask", "planId"),
    ("schemaExtension", "description id targetTypes"),
    ("servicePrincipal", "appId"),
    ("subscription", "changeType expirationDateTime notificationUrl resource"),
    ("todoTask", "title"),
    ("todoTaskList", "displayName"),
    ("user", "accountEnabled displayName mailNickname passwordProfile userPrincipalName"),
];

/// Links that every answer shows, by the id: in the documentation of "Create invitation" it is the guest's.
const SHOWN_LINKS: [(&str, &str); 1] = [("invitation", "invitedUser")];

/// The links of a type that every answer shows, by the id.
pub(crate) fn shown_links(of: Type) -> impl Iterator<Item = &'static str> {
    SHOWN_LINKS.iter().filter(move |(ty, _)| of.is(ty)).map(|(_, name)| *name)
}

/// Whether the service sets a property of an entity; a complex value has no such properties.
pub(super) fn is_computed(of: Type, name: &str) -> bool {
    let own = |(ty, names): &(&str, &str)| names.split_ascii_whitespace().any(|own| own == name) && of.is(ty);
    let everywhere =
        COMPUTED.contains(&name) && of.is_entity() && !(name == "id" && KEY_IS_GIVEN.iter().any(|ty| of.is(ty)));
    everywhere || COMPUTED_OF.iter().any(own)
}

/// The properties that a request has to give a new entity.
pub(crate) fn required(of: Type) -> impl Iterator<Item = &'static str> {
    REQUIRED.iter().filter(move |(ty, _)| of.is(ty)).flat_map(|(_, names)| names.split_ascii_whitespace())
}
