//! Sign-ins that survive the end of the process.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use graph_action::BoxError;
use graph_action::oauth::{RefreshToken, TokenStore};

use super::{code, device_code, field, get, graph, ok, refusal, token, tokens};
use crate::clock::ManualClock;
use crate::server::Server;

/// Keeps tokens in memory, while it is not broken.
#[derive(Clone, Default)]
struct Memory {
    tokens: Arc<Mutex<HashMap<String, RefreshToken>>>,
    cannot_load: Arc<AtomicBool>,
    cannot_save: Arc<AtomicBool>,
}

impl Memory {
    fn secret(&self, key: &str) -> Option<String> {
        self.tokens.lock().unwrap().get(key).map(|token| token.secret().to_owned())
    }
}

impl TokenStore for Memory {
    fn load(&self, key: &str) -> Result<Option<RefreshToken>, BoxError> {
        if self.cannot_load.load(Ordering::SeqCst) {
            return Err("the disk is gone".into());
        }
        Ok(self.tokens.lock().unwrap().get(key).cloned())
    }

    fn save(&self, key: &str, token: &RefreshToken) -> Result<(), BoxError> {
        if self.cannot_save.load(Ordering::SeqCst) {
            return Err("the disk is full".into());
        }
        self.tokens.lock().unwrap().insert(key.to_owned(), token.clone());
        Ok(())
    }
}

#[tokio::test]
async fn a_person_signs_in_once_for_several_processes() {
    let script = [code(), token(1), token(2), token(3), refusal("invalid_grant"), code(), token(4)];
    let authority = Server::start(script).await;
    let server = Server::start((0..4).map(|_| ok())).await;
    let (clock, store) = (ManualClock::default(), Memory::default());
    let key = format!("{}/organizations/app", authority.url(""));
    let mut prompted = Vec::new();
    for (process, renewals) in [(1, 2), (2, 1), (3, 1)] {
        let (credential, prompts) = device_code(&authority, &clock);
        let graph = graph(&server, &clock, credential.store(store.clone()));
        for _ in 0..renewals {
            get(&graph).await.unwrap();
            clock.advance(Duration::from_secs(3600));
        }
        prompted.push((process, prompts.lock().unwrap().len()));
        let last = tokens(&server).last().unwrap().replace("token", "REFRESH");
        assert_eq!(store.secret(&key), Some(last), "process {process}");
    }
    assert_eq!(prompted, [(1, 1), (2, 0), (3, 1)]);
    assert_eq!(field(&authority.requests()[3], "refresh_token"), "REFRESH-2");
}

#[tokio::test]
async fn a_store_that_cannot_be_read_fails_the_call_before_anybody_is_asked() {
    let authority = Server::start([code(), token(1)]).await;
    let server = Server::start([ok()]).await;
    let (clock, store) = (ManualClock::default(), Memory::default());
    store.cannot_load.store(true, Ordering::SeqCst);
    let (credential, prompts) = device_code(&authority, &clock);
    let graph = graph(&server, &clock, credential.store(store.clone()));
    let error = get(&graph).await.unwrap_err();
    let why = "the token store cannot load the refresh token: the disk is gone";
    assert!(error.is_credential() && error.to_string().contains(why), "{error}");
    assert!(authority.requests().is_empty() && prompts.lock().unwrap().is_empty());
    store.cannot_load.store(false, Ordering::SeqCst);
    get(&graph).await.unwrap();
}

#[tokio::test]
async fn a_store_that_cannot_save_fails_the_call_but_not_the_sign_in() {
    let authority = Server::start([code(), token(1), token(2)]).await;
    let server = Server::start([ok()]).await;
    let (clock, store) = (ManualClock::default(), Memory::default());
    let (credential, prompts) = device_code(&authority, &clock);
    let graph = graph(&server, &clock, credential.store(store.clone()));
    store.cannot_save.store(true, Ordering::SeqCst);
    let error = get(&graph).await.unwrap_err();
    let why = "the token store cannot save the refresh token: the disk is full";
    assert!(error.is_credential() && error.to_string().contains(why), "{error}");
    assert!(!format!("{error:?}").contains("REFRESH"), "{error:?}");
    store.cannot_save.store(false, Ordering::SeqCst);
    get(&graph).await.unwrap();
    assert_eq!(prompts.lock().unwrap().len(), 1);
    let key = format!("{}/organizations/app", authority.url(""));
    assert_eq!(store.secret(&key).as_deref(), Some("REFRESH-2"));
}
