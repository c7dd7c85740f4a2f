//! Sending: drafts, new messages, replies and forwards.

use serde_json::{Map, Value};

use super::{Call, messages};
use crate::{
    error::GraphError,
    mailbox::{
        compose::{self, Composed},
        message::Message,
        mime,
        respond::{self, Response},
    },
    odata::payload,
    request::Answer,
};

/// `202 Accepted`, and nothing more.
fn accepted() -> Answer {
    Answer::empty(202)
}

/// Sends a draft. It takes no parameters; a body is not read.
pub(crate) fn send(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let (account, id) = (call.account()?, messages::addressed(call)?.id.clone());
    compose::send(call.state, account, &id, true, call.now)?;
    Ok(accepted())
}

pub(crate) fn send_mail(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    let account = call.account()?;
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

/// Saves as a draft and sends; a message that cannot be sent leaves nothing behind.
fn send_new(call: &mut Call<'_>, account: usize, composed: Composed, save: bool) -> Result<Answer, GraphError> {
    let mailbox = &mut call.state.accounts[account].mailbox;
    let id = composed.save(mailbox, &mut call.state.ids, "drafts", call.now)?.id.clone();
    let sent = compose::send(call.state, account, &id, save, call.now);
    if sent.is_err() {
        call.state.accounts[account].mailbox.discard(&mut call.state.ids, &id);
    }
    sent.map(|()| accepted())
}

pub(crate) fn reply(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    respond(call, Response::Reply, "reply")
}

pub(crate) fn reply_all(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    respond(call, Response::ReplyAll, "replyAll")
}

pub(crate) fn forward(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    respond(call, Response::Forward, "forward")
}

pub(crate) fn create_reply(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    create(call, Response::Reply, "createReply")
}

pub(crate) fn create_reply_all(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    create(call, Response::ReplyAll, "createReplyAll")
}

pub(crate) fn create_forward(call: &mut Call<'_>) -> Result<Answer, GraphError> {
    create(call, Response::Forward, "createForward")
}

fn respond(call: &mut Call<'_>, response: Response, action: &str) -> Result<Answer, GraphError> {
    let (account, draft) = draft(call, response, action)?;
    send_new(call, account, draft, true)
}

fn create(call: &mut Call<'_>, response: Response, action: &str) -> Result<Answer, GraphError> {
    let view = messages::View::of(call)?;
    let (account, draft) = draft(call, response, action)?;
    let mailbox = &mut call.state.accounts[account].mailbox;
    let message = draft.save(mailbox, &mut call.state.ids, "drafts", call.now)?.clone();
    messages::created(call, &message, &view)
}

fn draft(call: &Call<'_>, response: Response, action: &str) -> Result<(usize, Composed), GraphError> {
    let account = call.account()?;
    let original: &Message = messages::addressed(call)?;
    let parameters: Map<String, Value> = payload::parameters(call.request, action, response.parameters())?;
    let me = call.state.accounts[account].recipient();
    Ok((account, respond::draft(original, response, parameters, &me)?))
}
