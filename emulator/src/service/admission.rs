//! The places at mailboxes that a request or a batch needs, and the faults that a request meets.

use super::{
    Service,
    batch::body::{self, Item},
};
use crate::{
    concurrency::{self, Admission},
    fault::FaultsHit,
    http::Request,
    oauth,
    request_target::{
        self, Target,
        shape::{Shape, Workload},
    },
    state::State,
};

impl Service {
    /// Takes the places that a request needs while it is under way.
    pub(super) fn admit(&self, request: &Request) -> Admission<'_> {
        let state = self.state();
        let target =
            may_be_for_a_mailbox(&request.target).then(|| request_target::parse(&request.target).ok()).flatten();
        let batch = match target {
            Some(target) if target.shape == Shape::Batch => target,
            target => {
                let places = target.and_then(|target| mailbox_of(&target, &state)).map(|mailbox| (mailbox, 1));
                return self.mailboxes.enter(places.into_iter().collect(), false);
            }
        };
        let items = body::read(request).unwrap_or_default();
        let in_sequence = items.iter().any(|item: &Item| !item.depends_on.is_empty());
        let most = if in_sequence { 1 } else { concurrency::BATCH_CONCURRENCY };
        let mut places: Vec<(String, usize)> = Vec::new();
        let requests = items.iter().filter_map(|item| item.request(request, batch.version).ok());
        for mailbox in requests.filter_map(|request| self.mailbox(&request, &state)) {
            match places.iter_mut().find(|(name, _)| *name == mailbox) {
                Some((_, count)) => *count = (*count + 1).min(most),
                None => places.push((mailbox, 1)),
            }
        }
        self.mailboxes.enter(places, true)
    }

    /// The mailbox that a request is for, as the id of its user.
    pub(super) fn mailbox(&self, request: &Request, state: &State) -> Option<String> {
        let target = request_target::parse(&request.target).ok()?;
        mailbox_of(&target, state)
    }

    /// The faults that a request meets; tokens are issued without random ones.
    pub(super) fn faults_of(&self, request: &Request, in_batch: bool) -> FaultsHit {
        self.faults.hit(request, in_batch, !oauth::is_endpoint(&request.target))
    }
}

/// Whether a path begins like those of mailboxes and batches, so that it is worth reading.
fn may_be_for_a_mailbox(target: &str) -> bool {
    let first = target.split('/').nth(2).unwrap_or_default().to_ascii_lowercase();
    ["me", "users", "$batch", "%24batch"].iter().any(|name| first.starts_with(name)) || !target.starts_with('/')
}

fn mailbox_of(target: &Target, state: &State) -> Option<String> {
    let user = target.shape.user().filter(|_| target.shape.workload() == Workload::Outlook)?;
    Some(state.accounts[state.user(user.key())?].id.clone())
}
