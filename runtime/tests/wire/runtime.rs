//! Calls on tokio runtimes that lack a part: an error says which, and nothing panics.

use std::time::Duration;

use graph_action::__private::call;
use graph_action::{Call, Error, Graph};
use tokio::runtime::{Builder, Runtime};

use crate::server::{GET, POST, Script, Server, nothing};

#[cfg(feature = "oauth")]
mod credential {
    //! Credentials that are asked on a runtime that lacks a part.

    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use graph_action::oauth::{AuthorizationCode, ClientCredentials, DeviceCode};
    use graph_action::{BoxError, Credential, TokenRequest};
    use tokio::runtime::Handle;

    use super::*;
    use crate::clock::ManualClock;

    /// The failure of a call whose credential is asked on another runtime.
    fn failure(whole: &Runtime, lacking: &Handle, server: &Server, credential: impl Credential) -> Error {
        let (credential, lacking) = (Arc::new(credential), lacking.clone());
        let elsewhere = move |request: TokenRequest| {
            let credential = credential.clone();
            let asked = lacking.spawn(async move { credential.token(request).await });
            async move { asked.await.map_err(|panic| BoxError::from(format!("PANIC {panic}")))? }
        };
        let graph = server.builder().credential(elsewhere).build().unwrap();
        whole.block_on(call::<_, Call<()>>(&GET, &graph.me(), nothing()).into_future()).unwrap_err()
    }

    #[test]
    fn each_fails_at_once_and_says_so() {
        let whole = whole();
        let server = whole.block_on(Server::start([]));
        // It is connected to, but asked for nothing.
        let authority = whole.block_on(Server::start(std::iter::repeat_with(|| Script::Reset)));
        let lacks_timer = Builder::new_multi_thread().worker_threads(1).enable_io().build().unwrap();
        let lacks_io = Builder::new_multi_thread().worker_threads(1).enable_time().build().unwrap();
        for (lacking, why) in [(&lacks_timer, "no timer"), (&lacks_io, "no IO")] {
            let clock = ManualClock::default();
            let was_asked = Arc::new(AtomicBool::new(false));
            let bothers = || {
                let was_asked = was_asked.clone();
                move || was_asked.store(true, Ordering::SeqCst)
            };
            let (opened, prompted) = (bothers(), bothers());
            let application = ClientCredentials::new("contoso.com", "app", "S3CRET").authority(authority.url(""));
            let browser = AuthorizationCode::new("contoso.com", "app", ["Mail.Send"], move |_| opened());
            let device = DeviceCode::new("contoso.com", "app", ["Mail.Send"], move |_| prompted());
            let device = device.authority(authority.url("")).clock(clock.clone());
            for error in [
                failure(&whole, lacking.handle(), &server, application.clock(clock.clone())),
                failure(&whole, lacking.handle(), &server, browser.authority(authority.url(""))),
                failure(&whole, lacking.handle(), &server, device),
            ] {
                assert!(error.is_credential() && error.to_string().contains(why), "{error:?}");
                assert!(!error.to_string().contains("PANIC") && !error.may_have_taken_effect(), "{error:?}");
            }
            assert!(clock.waits().is_empty() && !was_asked.load(Ordering::SeqCst), "{why}: {:?}", clock.waits());
        }
        assert!(authority.requests().iter().all(String::is_empty) && server.requests().is_empty());
    }
}

/// A runtime with all parts, on which a server runs while the calls run on another one.
fn whole() -> Runtime {
    Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

/// Every way to begin to send, on a runtime.
fn failures(lacking: &Runtime, graph: &Graph) -> Vec<Error> {
    let add = || call::<_, Call<()>>(&POST, &graph.me(), nothing());
    lacking.block_on(async {
        let alone = call::<_, Call<()>>(&GET, &graph.me(), nothing()).await.unwrap_err();
        let mut batch = graph.batch();
        let handles = [batch.add(add()), batch.add(add())];
        let mut failures = vec![alone];
        match batch.send().await {
            Ok(mut results) => failures.extend(handles.map(|handle| results.take(handle).unwrap_err())),
            Err(error) => failures.push(error),
        }
        failures
    })
}

#[test]
fn without_a_timer_a_call_fails_and_says_so() {
    let whole = whole();
    let lacking = Builder::new_current_thread().enable_io().build().unwrap();
    let server = whole.block_on(Server::start(std::iter::repeat_with(|| Script::Reset)));
    let window = Duration::from_millis(5);
    for builder in [server.builder(), server.builder().coalesce(window)] {
        for error in failures(&lacking, &builder.build().unwrap()) {
            assert!(error.to_string().contains("no timer") && error.to_string().contains("enable_time"), "{error}");
            assert!(!error.may_have_taken_effect(), "{error:?}");
        }
    }
    assert!(server.requests().is_empty());
}

#[test]
fn without_io_a_call_fails_and_says_so() {
    let whole = whole();
    let lacking = Builder::new_current_thread().enable_time().build().unwrap();
    let server = whole.block_on(Server::start(std::iter::repeat_with(|| Script::Reset)));
    for error in failures(&lacking, &server.graph()) {
        assert!(error.to_string().contains("no IO") && error.to_string().contains("enable_io"), "{error}");
        assert!(!error.may_have_taken_effect(), "{error:?}");
    }
    // The function of a user may have done something before it asked for a connection.
    let own = server.builder().send_with(async |client, request| Ok(client.execute(request).await?)).build().unwrap();
    let errors = failures(&lacking, &own);
    assert!(errors.iter().all(|error| error.to_string().contains("no IO")), "{errors:?}");
    assert!(errors[1].may_have_taken_effect(), "{:?}", errors[1]);
    // Connections were begun, and nothing was written.
    assert!(server.requests().iter().all(String::is_empty));
}

#[test]
#[should_panic(expected = "a mistake of the user")]
fn any_other_panic_goes_on() {
    let graph = Graph::builder().bearer_token("a").send_with(async |_, _| panic!("a mistake of the user"));
    let graph = graph.build().unwrap();
    drop(whole().block_on(call::<_, Call<()>>(&GET, &graph.me(), nothing()).into_future()));
}
