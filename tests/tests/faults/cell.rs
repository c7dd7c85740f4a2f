//! One cell: makes the call, and checks what has to hold afterwards.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use graph_action::Result;
use graph_action_emulator::Gate;

use crate::expect::{Ending, Failure, Wait};
use crate::fault::Row;
use crate::kind::{Kind, Setting, Sight};
use crate::world::{CLAIMS, SECRET, World};

/// How often a call is sent at most.
const ATTEMPTS: usize = 4;
/// Longer than the time limit of an attempt, and shorter than any other time limit.
const TOO_LONG: Duration = Duration::from_secs(15);

/// Whether the cell is tried with the fault on every request, too.
pub fn can_be_always(row: &Row, kind: Kind) -> bool {
    // A challenge is about every request with the token, and is answered.
    let is_once_only = row.wait == Wait::Never;
    // The second answer, also truncated, is 404, by which the client knows that the first request was processed.
    let is_known = row.name == "truncated" && kind == Kind::Delete;
    // Each attempt brings half of what is left, so the download completes; see `a_download_gets_on_by_halves`.
    let gets_on = row.name == "truncated" && kind == Kind::Download;
    row.may_pass && !is_once_only && !is_known && !gets_on
}

pub async fn run(row: &Row, kind: Kind, ending: Ending, failure: Failure, always: bool) {
    let world = World::new().await;
    let setting = kind.prepare(&world).await;
    world.emulator.clear_requests();
    world.clock.forget_waits();
    world.clock.wait_at(&world.gate);
    let fault = kind.aim((row.fault)(&world));
    let injected = world.emulator.inject(if always { fault.always() } else { fault });

    let outcome = while_time_passes(kind.call(&world, &setting), &world.gate).await;

    assert!(injected.hits() > 0, "the fault hit nothing: {outcome:?}");
    let requests = [world.emulator.requests(), world.emulator.storage_requests()].concat();
    let sights: Vec<_> = requests.iter().flat_map(Sight::of).collect();
    let mut subject = subject(kind, &sights);
    if ending == Ending::StartedOver {
        // The new round may come across the same address.
        subject.truncate(1);
    }
    // With the fault on every request, a repeated call fails in the end like one that is not repeated, unless the
    // service processed it before.
    let goes_on = always && matches!(ending, Ending::Repeated | Ending::RepeatedThoughDone);
    let is_gone = always && ending == Ending::WentOn;

    // The outcome.
    match &outcome {
        Ok(()) => assert!(ending.is_success() && !goes_on && !is_gone, "it must not succeed: {subject:#?}"),
        Err(error) => {
            assert!(!ending.is_success() || goes_on || is_gone, "it must not fail: {error}");
            let failure = if is_gone { Failure::Status(404) } else { failure };
            assert!(failure.is(error), "{failure:?} was expected: {error:?}");
            let in_doubt = ending.is_in_doubt() || is_gone || (goes_on && row.leaves_doubt && kind.is_write());
            assert_eq!(error.may_have_taken_effect(), in_doubt, "{error}");
            let text = format!("{error} {error:?}");
            assert!(!text.contains(SECRET) && !text.contains(world.emulator.storage_url()), "{text}");
        }
    }

    // How often the server received and processed the request.
    let (seen, processed) = ending.requests();
    let (seen, processed) =
        if goes_on { (ATTEMPTS, if processed == seen { ATTEMPTS } else { 0 }) } else { (seen, processed) };
    let processed_now = subject.iter().filter(|sight| sight.was_processed).count();
    assert_eq!((subject.len(), processed_now), (seen, processed), "seen and processed: {subject:#?}");

    // The waits.
    let waits = world.clock.waits();
    for (repeat, wait) in waits.iter().enumerate() {
        assert!(row.wait.fits(repeat as u32, *wait), "{waits:?} is not {:?}", row.wait);
    }
    if !kind.is_upload() && kind != Kind::Batch {
        let expected = if row.wait == Wait::Never { 0 } else { seen - 1 };
        assert_eq!(waits.len(), expected, "{waits:?}");
    }
    for pair in subject.windows(2) {
        let gap = pair[1].received.duration_since(pair[0].received).unwrap();
        assert!(gap >= row.wait.told(), "a repeat after {gap:?}, though the answer asked for {:?}", row.wait);
    }

    if let Some(company) = setting.company.get() {
        // A read whose answer cannot be read is sent alone.
        let expected = kind.is_item() || (row.may_pass && !always) || failure == Failure::Decode;
        assert_eq!(company, expected, "whether the others in the batch succeeded");
    }
    truth(kind, &world, &setting, &outcome, &subject);
    identity(row, kind, &subject);
    secrecy(row, &world);
}

/// The outcome is true: nothing is done twice, and nothing is lost.
fn truth(kind: Kind, world: &World, setting: &Setting, outcome: &Result<()>, subject: &[Sight]) {
    if let Some(effects) = kind.effects(world, setting) {
        match outcome {
            Ok(()) => assert_eq!(effects, 1, "it succeeded"),
            Err(error) if !error.may_have_taken_effect() => assert_eq!(effects, 0, "promised: {error}"),
            Err(_) => assert!(effects <= 1, "done {effects} times"),
        }
    }
    if matches!(kind, Kind::Create | Kind::Send | Kind::ItemSend | Kind::Batch) {
        assert!(subject.iter().filter(|sight| sight.was_processed).count() <= 1, "{subject:#?}");
    }
}

/// All attempts of a call have the same id, and repeats have their number.
fn identity(row: &Row, kind: Kind, subject: &[Sight]) {
    if kind.is_upload() || kind == Kind::Download {
        assert!(subject.iter().all(|sight| sight.client_request_id.is_none()), "the host of files knows no caller");
        return;
    }
    let id = subject[0].client_request_id.as_deref().expect("every request has an id");
    for (repeat, sight) in subject.iter().enumerate() {
        assert_eq!(sight.client_request_id.as_deref(), Some(id), "{subject:#?}");
        if row.wait != Wait::Never {
            let number = (repeat > 0).then(|| repeat.to_string());
            assert_eq!(sight.retry_attempt, number, "{subject:#?}");
        }
    }
}

/// No host but Graph gets the token or learns who called.
fn secrecy(row: &Row, world: &World) {
    let foreign = [world.foreign.requests(), world.foreign.storage_requests()].concat();
    assert!(foreign.is_empty() || row.name.starts_with("redirect"), "{foreign:?}");
    for request in foreign.iter().chain(&world.emulator.storage_requests()) {
        let raw = String::from_utf8_lossy(request.head());
        assert!(!raw.contains(SECRET), "{raw}");
        for header in ["authorization", "client-request-id", "referer", "cookie", "prefer"] {
            assert_eq!(request.header(header), None, "{raw}");
        }
    }
    for request in world.emulator.requests() {
        assert!(request.header("authorization").is_some_and(|token| token.contains(SECRET)), "{request:?}");
    }
    let claims = world.claims.lock().unwrap();
    assert!(claims.iter().all(|claims| claims == CLAIMS), "{claims:?}");
    assert_eq!(claims.is_empty(), row.name != "claims challenge");
}

/// All attempts of the request that the fault hit. For a batch as a whole, the attempts of the send in it.
fn subject(kind: Kind, sights: &[Sight]) -> Vec<Sight> {
    let hit = match kind {
        Kind::Batch => sights.iter().find(|sight| sight.name.ends_with("/send ")),
        _ => sights.iter().find(|sight| sight.fault.is_some()),
    };
    let name = &hit.expect("the fault hit a request").name;
    sights.iter().filter(|sight| sight.name == *name).cloned().collect()
}

/// Runs the call. Whenever a request is held at the gate, the time moves on until its answer is too late.
async fn while_time_passes<F: Future>(call: F, gate: &Gate) -> F::Output {
    let mut call = pin!(call);
    loop {
        tokio::select! {
            biased;
            outcome = &mut call => return outcome,
            () = gate.held(1) => {}
        }
        tokio::time::pause();
        tokio::time::advance(TOO_LONG).await;
        tokio::time::resume();
        tokio::select! {
            biased;
            outcome = &mut call => return outcome,
            () = gate.left(0) => {}
        }
    }
}
