//! Sending: drafts, new messages, replies and forwards.

use serde_json::Value;

use super::{
    call::Call,
    messages::{self, View},
};
use crate::{
    http::{GraphError, Response, Result},
    mailbox::{
        compose::Composed,
        mime,
        reply::{self, ReplyKind},
    },
    odata::payload,
    request_target::shape::{MessageKey, UserKey},
};

/// Sends a draft. The action takes no parameters; a body is not read.
pub(super) fn send(call: &mut Call<'_>, key: &MessageKey) -> Result<Response> {
    let (account, id) = (call.account(&key.within.user)?, call.message(key)?.id.clone());
    call.state.send(account, &id, true, call.now)?;
    Ok(Response::empty(202))
}

pub(super) fn send_mail(call: &mut Call<'_>, user: &UserKey) -> Result<Response> {
    let account = call.account(user)?;
    let (composed, save) = match call.request.content_type().as_deref() {
        Some("text/plain") => (mime::read(&call.request.body)?, true),
        _ => read_send_mail(call)?,
    };
    send_new(call, account, composed, save)
}

fn read_send_mail(call: &Call<'_>) -> Result<(Composed, bool)> {
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
fn send_new(call: &mut Call<'_>, account: usize, composed: Composed, save: bool) -> Result<Response> {
    let mailbox = &mut call.state.accounts[account].mailbox;
    let id = composed.save(mailbox, &mut call.state.ids, "drafts", call.now)?.id.clone();
    let sent = call.state.send(account, &id, save, call.now);
    if sent.is_err() {
        call.state.accounts[account].mailbox.discard(&mut call.state.ids, &id);
    }
    sent.map(|()| Response::empty(202))
}

/// A reply or a forward of a message, and the name of the action that asks for it.
pub(super) struct ReplyKey<'a> {
    pub(super) message: &'a MessageKey,
    pub(super) kind: ReplyKind,
    pub(super) action: &'static str,
}

pub(super) fn reply(call: &mut Call<'_>, key: &ReplyKey<'_>) -> Result<Response> {
    let (account, draft) = draft(call, key)?;
    send_new(call, account, draft, true)
}

pub(super) fn create_reply(call: &mut Call<'_>, key: &ReplyKey<'_>) -> Result<Response> {
    let view = View::of(call)?;
    let (account, draft) = draft(call, key)?;
    let mailbox = &mut call.state.accounts[account].mailbox;
    let message = draft.save(mailbox, &mut call.state.ids, "drafts", call.now)?.clone();
    messages::created(call, &key.message.within, &message, &view)
}

fn draft(call: &Call<'_>, key: &ReplyKey<'_>) -> Result<(usize, Composed)> {
    let account = call.account(&key.message.within.user)?;
    let original = call.message(key.message)?;
    let parameters = payload::parameters(call.request, key.action, key.kind.parameters())?;
    let me = call.state.recipient(account);
    Ok((account, reply::draft(original, key.kind, parameters, &me)?))
}
