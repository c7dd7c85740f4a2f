//! One request, from its arrival to its answer: what waits, what strikes, what is recorded.

use crate::{
    concurrency,
    fault::{Effect, Fault, Strike},
    record::Connection,
    request::Request,
    service::{Answered, Service},
};

/// How an answer ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Ending {
    #[default]
    Whole,
    /// In the middle of its body.
    Truncated,
    /// Before it begins: the connection is reset.
    Reset,
}

/// Answers a request. Dropped when the client hangs up; what was processed by then stays so.
pub(crate) async fn run(service: &Service, connection: &Connection, number: usize, request: &Request) -> Answered {
    let admission = service.admit(request);
    let strike = if admission.admits() {
        service.faults.strike(request, false)
    } else {
        Strike::refusal(concurrency::throttled())
    };
    connection.received(number, service.system_time(), strike.name());
    let (after, before): (Vec<Fault>, Vec<Fault>) = strike.minor.iter().cloned().partition(Fault::is_after);
    for fault in before {
        wait(service, &fault).await;
    }
    let mut answered = service.answer(request, strike, &admission);
    if answered.processed {
        connection.processed(number, std::mem::take(&mut answered.items));
    }
    for fault in after {
        wait(service, &fault).await;
    }
    if answered.ending != Ending::Reset {
        connection.answered(number, answered.status, &answered.request_id);
    }
    answered
}

async fn wait(service: &Service, fault: &Fault) {
    match fault.effect() {
        Effect::Hold(gate) => gate.pass().await,
        Effect::Delay(time) => (service.sleeper)(*time).await,
        _ => {}
    }
}
