//! The action that a `$batch` request is sent as: one that needs whatever its calls need, so that one token is good for all.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::action::{Action, Descriptor, Method, action};

static TEMPLATE: &str = "/$batch";

const fn batch(
    version: &'static str,
    scopes: &'static [&'static str],
    app_scopes: &'static [&'static str],
) -> Descriptor {
    Descriptor {
        name: "Graph::batch",
        method: Method::Post,
        version,
        absolute: true,
        template: TEMPLATE,
        path: &[],
        query: &[],
        scopes,
        app_scopes,
        repeatable: false,
    }
}

static V1: Action = action(batch("v1.0", &[], &[]));
static BETA: Action = action(batch("beta", &[], &[]));

/// Those with permissions. Credentials are asked for the permissions of an action, which live as long as the program; of the
/// unions of them, a program needs only so many, because gathered calls all need the same.
static OTHERS: Mutex<Vec<&'static Action>> = Mutex::new(Vec::new());

/// Whether batches are sent as this action.
pub(super) fn is_batch(action: &Action) -> bool {
    std::ptr::eq(action.template(), TEMPLATE) && action.name() == V1.name()
}

/// The action for a batch of calls of these. Their permissions count only where a token depends on them.
pub(super) fn batch_of(
    version: &str,
    is_per_action: bool,
    calls: impl Iterator<Item = &'static Action> + Clone,
) -> &'static Action {
    let plain = if version == BETA.version() { &BETA } else { &V1 };
    let scopes: BTreeSet<&'static str> = calls.clone().flat_map(Action::scopes).copied().collect();
    let app_scopes: BTreeSet<&'static str> = calls.flat_map(Action::app_scopes).copied().collect();
    if !is_per_action || scopes.is_empty() && app_scopes.is_empty() {
        return plain;
    }
    let mut others = OTHERS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = others.iter().find(|known| {
        known.version() == plain.version()
            && known.scopes().iter().eq(&scopes)
            && known.app_scopes().iter().eq(&app_scopes)
    });
    if let Some(known) = known {
        return known;
    }
    let keep = |names: BTreeSet<&'static str>| -> &'static [&'static str] { Vec::leak(names.into_iter().collect()) };
    let other: &'static Action = Box::leak(Box::new(action(batch(plain.version(), keep(scopes), keep(app_scopes)))));
    others.push(other);
    other
}

#[cfg(test)]
mod tests {
    use super::*;

    static READ: Action = action(Descriptor { name: "a", ..batch("v1.0", &["Mail.Read"], &["Mail.ReadAll"]) });
    static SEND: Action = action(Descriptor { name: "b", ..batch("v1.0", &["Mail.Send", "Mail.Read"], &[]) });

    #[test]
    fn a_batch_needs_what_its_calls_need() {
        let both = batch_of("v1.0", true, [&READ, &SEND, &READ].into_iter());
        assert_eq!((both.scopes(), both.app_scopes()), (&["Mail.Read", "Mail.Send"][..], &["Mail.ReadAll"][..]));
        assert!(std::ptr::eq(both, batch_of("v1.0", true, [&SEND, &READ].into_iter())), "it is kept once");
        assert!(!std::ptr::eq(both, batch_of("beta", true, [&SEND, &READ].into_iter())));
        assert!(std::ptr::eq(batch_of("beta", false, [&SEND].into_iter()), &BETA));
        assert!(std::ptr::eq(batch_of("v1.0", true, [].into_iter()), &V1));
        assert!(is_batch(both) && is_batch(&BETA) && !is_batch(&READ));
    }
}
