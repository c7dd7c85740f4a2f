//! One request over HTTP, from its arrival to its response: limits, faults, and what is recorded.

use super::{
    Service,
    batch::{self, Batch},
    notification,
    respond::{Ending, FinishedResponse},
};
use crate::{
    concurrency::{self, Admission},
    fault::{
        Fault, FaultsHit,
        effect::{Nature, Wait},
    },
    http::{Request, Result},
    record::{Connection, RecordedItem},
};

/// Answers a request. When the client hangs up, this future is dropped; the effects of the request stay.
pub(crate) async fn run(
    service: &Service,
    connection: &Connection,
    number: usize,
    request: &Request,
) -> FinishedResponse {
    let admission = service.admit(request);
    let met = if admission.admits() { Ok(service.faults_of(request, false)) } else { Err(concurrency::throttled()) };
    connection.received(number, service.system_time(), met.as_ref().ok().and_then(FaultsHit::names));
    let additions = met.as_ref().map(|faults| faults.additions.clone()).unwrap_or_default();
    let (after, before): (Vec<Fault>, Vec<Fault>) = additions.into_iter().partition(Fault::is_after_processing);
    wait(service, &before).await;
    let met = match met {
        Ok(faults) if faults.lets_process() && notification::is_subscription(request) => {
            let token = service.state().ids.guid();
            notification::validate(request, &token).await.map(|()| faults)
        }
        met => met,
    };
    let mut items = Vec::new();
    let finished = answer(service, request, met, &admission, &mut items);
    let notifications = std::mem::take(&mut service.state().outbox);
    if !notifications.is_empty() {
        tokio::spawn(notification::deliver(notifications));
    }
    if finished.processed {
        connection.processed(number, items);
    }
    wait(service, &after).await;
    if finished.ending != Ending::Reset {
        connection.answered(number, finished.response.status, &finished.request_id);
    }
    finished
}

fn answer(
    service: &Service,
    request: &Request,
    met: Result<FaultsHit>,
    admission: &Admission<'_>,
    items: &mut Vec<RecordedItem>,
) -> FinishedResponse {
    let now = service.now();
    service.respond(request, met, &mut service.state(), now, |state| {
        service.dispatch(request, state, now, |version, state| {
            batch::answer(service, Batch { request, version, admission, now }, state, items)
        })
    })
}

async fn wait(service: &Service, faults: &[Fault]) {
    for fault in faults {
        let Nature::Time(wait) = fault.nature() else { continue };
        match wait {
            Wait::Gate(gate) => gate.pass().await,
            Wait::Time(time) => (service.sleeper)(time).await,
        }
    }
}
