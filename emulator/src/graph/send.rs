//! Sending: drafts, new messages, replies and forwards.

use serde_json::Value;

use super::{
    call::Call,
    message_view::{self, View},
};
use crate::{
    http::{GraphError, Response},
    mailbox::{
        compose::Composed,
        mime,
        reply::{self, ReplyKind},
    },
    odata::payload,
    request_target::shape::{MessageKey, UserKey},
};

/// Sends a draft. The action takes no parameters; a body is not read.
pub(super) fn send(call: &mut Call<'_>, key: &MessageKey) -> Result<Response, GraphError> {
    let (account, id) = (call.account(&key.within.user)?, call.message(key)?.id.clone());
    call.state.send(account, &id, true, call.now)?;
    Ok(Response::empty(202))
}

pub(super) fn send_mail(call: &mut Call<'_>, user: &UserKey) -> Result<Response, GraphError> {
    let account = call.account(user)?;
    let (composed, save) = match call.request.content_type().as_deref() {
        Some("text/plain") => (mime::read(&call.request.body)?, true),
        _ => read_send_mail(call)?,
    };
    send_new(call, account, composed, save)
}

fn read_send_mail(call: &Call<'_>) -> Result<(Composed, bool), GraphError> {
    let mut parameters = payload::parameters(call.request, "sendMail", &["Message", "SaveToSentItems"])?;
    let save = match parameters.get("SaveToSentItems") {
        None => true,
        Some(Value::Bool(save)) => *save,
        Some(other) => {
            return Err(GraphError::body(format!(
                "Cannot convert the literal '{other}' of 'SaveToSentItems' to the expected type 'Edm.Boolean'."
            )));
        }
    };
    let message = parameters.remove("Message");
    if message.is_none() {
        return Err(GraphError::bad_request("The parameter 'Message' of the operation 'sendMail' is required."));
    }
    Ok((Composed::parameter(message)?, save))
}

/// Saves a message as a draft and sends it. The draft of a message that cannot be sent is removed.
fn send_new(call: &mut Call<'_>, account: usize, composed: Composed, save: bool) -> Result<Response, GraphError> {
    let mailbox = &mut call.state.accounts[account].mailbox;
    let id = composed.save(mailbox, &mut call.state.ids, "drafts", call.now)?.id.clone();
    let sent = call.state.send(account, &id, save, call.now);
    if sent.is_err() {
        call.state.accounts[account].mailbox.discard(&mut call.state.ids, &id);
    }
    sent.map(|()| Response::empty(202))
}

pub(super) fn reply(call: &mut Call<'_>, key: &MessageKey) -> Result<Response, GraphError> {
    reply_and_send(call, key, ReplyKind::Reply, "reply")
}

pub(super) fn reply_all(call: &mut Call<'_>, key: &MessageKey) -> Result<Response, GraphError> {
    reply_and_send(call, key, ReplyKind::ReplyAll, "replyAll")
}

pub(super) fn forward(call: &mut Call<'_>, key: &MessageKey) -> Result<Response, GraphError> {
    reply_and_send(call, key, ReplyKind::Forward, "forward")
}

pub(super) fn create_reply(call: &mut Call<'_>, key: &MessageKey) -> Result<Response, GraphError> {
    reply_as_draft(call, key, ReplyKind::Reply, "createReply")
}

pub(super) fn create_reply_all(call: &mut Call<'_>, key: &MessageKey) -> Result<Response, GraphError> {
    reply_as_draft(call, key, ReplyKind::ReplyAll, "createReplyAll")
}

pub(super) fn create_forward(call: &mut Call<'_>, key: &MessageKey) -> Result<Response, GraphError> {
    reply_as_draft(call, key, ReplyKind::Forward, "createForward")
}

fn reply_and_send(
    call: &mut Call<'_>,
    key: &MessageKey,
    kind: ReplyKind,
    action: &str,
) -> Result<Response, GraphError> {
    let (account, draft) = draft(call, key, kind, action)?;
    send_new(call, account, draft, true)
}

fn reply_as_draft(
    call: &mut Call<'_>,
    key: &MessageKey,
    kind: ReplyKind,
    action: &str,
) -> Result<Response, GraphError> {
    let view = View::of(call)?;
    let (account, draft) = draft(call, key, kind, action)?;
    let mailbox = &mut call.state.accounts[account].mailbox;
    let message = draft.save(mailbox, &mut call.state.ids, "drafts", call.now)?.clone();
    message_view::created(call, &key.within, &message, &view)
}

fn draft(call: &Call<'_>, key: &MessageKey, kind: ReplyKind, action: &str) -> Result<(usize, Composed), GraphError> {
    let account = call.account(&key.within.user)?;
    let original = call.message(key)?;
    let parameters = payload::parameters(call.request, action, kind.parameters())?;
    let me = call.state.accounts[account].recipient();
    Ok((account, reply::draft(original, kind, parameters, &me)?))
}
