//! The cache of tokens, which keeps them until shortly before they expire.
//!
//! Every `Graph` has one cache for its credential. A token without an expiry is not kept.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderValue;
use tokio::sync::Mutex as AsyncMutex;
use tokio::time::timeout;

use super::credential::{AccessToken, AnyCredential, TokenRequest};
use crate::client::clock::SharedClock;
use crate::reply::error::{Error, Kind, SharedError};
use crate::token::permissions::Permissions;

/// How long before a token expires the next one is requested; half of its life, if that is shorter.
const REFRESH_BEFORE_EXPIRY: Duration = Duration::from_secs(5 * 60);
/// How long to wait before the next request after a failed one, while the old token is still valid.
const RETRY_AFTER_FAILURE: Duration = Duration::from_secs(30);
/// How long a call waits for the next token while the old one is still valid.
const REFRESH_PATIENCE: Duration = Duration::from_secs(5);
/// How long a person may take to sign in.
const LONGEST_SIGN_IN: Duration = Duration::from_secs(3600);

pub(crate) struct Cache {
    credential: Box<dyn AnyCredential>,
    clock: SharedClock,
    slots: Mutex<HashMap<Permissions, Arc<Slot>>>,
}

#[derive(Default)]
struct Slot {
    kept: Mutex<Option<CachedToken>>,
    /// The last token had no expiry, so it is not shared and calls need not wait for one another.
    is_open: AtomicBool,
    /// Held by the call that asks the credential. The others wait for it, or use the token that is kept.
    asking: AsyncMutex<Option<Failure>>,
    /// How often the credential has answered.
    asked: AtomicU64,
}

/// The last failure of the credential, for all calls that waited for it.
struct Failure {
    claims: Option<Arc<str>>,
    error: SharedError,
}

#[derive(Clone)]
struct CachedToken {
    token: AccessToken,
    expires: SystemTime,
    /// When the next token is requested.
    refresh: SystemTime,
    claims: Option<Arc<str>>,
}

impl Cache {
    pub(crate) fn new(credential: Box<dyn AnyCredential>, clock: SharedClock) -> Self {
        Self { credential, clock, slots: Mutex::default() }
    }

    /// The `authorization` header for a request. A token that Graph refused is not used again, if there is another.
    ///
    /// # Errors
    ///
    /// When the credential gives no token in this time, or one that cannot be in a header.
    pub(crate) async fn authorization(
        &self,
        request: TokenRequest,
        refused: Option<&HeaderValue>,
        limit: Duration,
    ) -> Result<HeaderValue, Error> {
        if let Some(token) = self.fresh(&request, refused) {
            return token.header().map_err(|reason| Error::new(Kind::Credential, reason));
        }
        // In a box, because it is large and mostly not needed.
        Box::pin(self.asked_authorization(request, refused, limit)).await
    }

    async fn asked_authorization(
        &self,
        request: TokenRequest,
        refused: Option<&HeaderValue>,
        limit: Duration,
    ) -> Result<HeaderValue, Error> {
        let limit = if self.credential.is_interactive() { LONGEST_SIGN_IN } else { limit };
        let token = timeout(limit, self.token(request, refused)).await.map_err(|elapsed| {
            let name = if self.credential.is_interactive() { "a sign-in" } else { "`Retry::total`" };
            let message = format!("the credential gave no token within {limit:?}, the limit of {name}");
            Error::new(Kind::Credential, message).with_source(elapsed)
        })?;
        let token = token.map_err(|source| {
            Error::new(Kind::Credential, format!("the credential gave no token: {source}")).with_shared_source(source)
        })?;
        token.header().map_err(|reason| Error::new(Kind::Credential, reason))
    }

    /// The `authorization` header of a credential that always gives the same token.
    ///
    /// # Errors
    ///
    /// When the token cannot be in a header.
    pub(crate) fn fixed_authorization(&self) -> Option<Result<HeaderValue, Error>> {
        let token = self.credential.fixed()?;
        Some(token.header().map_err(|reason| Error::new(Kind::Credential, reason)))
    }

    /// The token that is kept and need not be asked for.
    fn fresh(&self, request: &TokenRequest, refused: Option<&HeaderValue>) -> Option<AccessToken> {
        let now = self.clock.now();
        self.slot(request).kept(now, request, refused).filter(|kept| now < kept.refresh).map(|kept| kept.token)
    }

    /// A token for the request. If claims are wanted, it is one that was given for them, and not the one that was
    /// refused.
    async fn token(&self, request: TokenRequest, refused: Option<&HeaderValue>) -> Result<AccessToken, SharedError> {
        let slot = self.slot(&request);
        let asked = slot.asked.load(Ordering::Acquire);
        let now = self.clock.now();
        let mut patience = Duration::MAX;
        let mut failure = match slot.kept(now, &request, refused) {
            Some(kept) if now < kept.refresh => return Ok(kept.token),
            // One call asks for a new token; the others use the old one.
            Some(kept) => match slot.asking.try_lock() {
                Ok(asking) => {
                    if kept.is_valid_for(REFRESH_PATIENCE, now) {
                        patience = REFRESH_PATIENCE;
                    }
                    asking
                }
                Err(_) => return Ok(kept.token),
            },
            None if slot.is_open.load(Ordering::Acquire) => return self.ask(&slot, &request).await,
            None => slot.asking.lock().await,
        };
        if slot.asked.load(Ordering::Acquire) != asked {
            // Another call asked while this one waited.
            if let Some(kept) = slot.kept(self.clock.now(), &request, refused) {
                return Ok(kept.token);
            }
            if let Some(failure) = failure.as_ref().filter(|failure| failure.claims == request.claims) {
                return Err(failure.error.clone());
            }
            if slot.is_open.load(Ordering::Acquire) {
                drop(failure);
                return self.ask(&slot, &request).await;
            }
        }
        let answer = timeout(patience, self.ask(&slot, &request)).await;
        let answer = match answer.unwrap_or_else(|elapsed| Err(Arc::new(elapsed))) {
            Ok(token) => {
                *failure = None;
                Ok(token)
            }
            Err(error) => slot.token_after_failure(self.clock.now(), &request, refused).ok_or_else(|| {
                *failure = Some(Failure { claims: request.claims.clone(), error: error.clone() });
                error
            }),
        };
        slot.asked.fetch_add(1, Ordering::Release);
        answer
    }

    /// Removes a token that Graph refused, whatever its expiry is.
    pub(crate) fn forget(&self, request: &TokenRequest, refused: &HeaderValue) {
        self.slot(request).lock().take_if(|kept| kept.token.is_in(refused));
    }

    async fn ask(&self, slot: &Slot, request: &TokenRequest) -> Result<AccessToken, SharedError> {
        // A life given as a duration is counted from before the request.
        let now = self.clock.now();
        let token = self.credential.token(request.clone()).await.map_err(SharedError::from)?;
        slot.keep(&token, request.claims.clone(), now);
        Ok(token)
    }

    /// Whether a token depends on the permissions of the action.
    pub(crate) fn is_per_action(&self) -> bool {
        self.credential.is_per_action()
    }

    fn slot(&self, request: &TokenRequest) -> Arc<Slot> {
        let is_per_action = self.credential.is_per_action();
        let permissions = if is_per_action { request.permissions.clone() } else { Permissions::default() };
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).entry(permissions).or_default().clone()
    }
}

impl Slot {
    fn lock(&self) -> MutexGuard<'_, Option<CachedToken>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token that is kept, if it can be used.
    fn kept(&self, now: SystemTime, request: &TokenRequest, refused: Option<&HeaderValue>) -> Option<CachedToken> {
        self.lock().clone().filter(|kept| kept.is_usable(now, request, refused))
    }

    fn keep(&self, token: &AccessToken, claims: Option<Arc<str>>, now: SystemTime) {
        let expires = token.expiry(now);
        self.is_open.store(expires.is_none(), Ordering::Release);
        *self.lock() = expires.map(|expires| {
            let life = expires.duration_since(now).unwrap_or_default();
            let refresh = expires.checked_sub(REFRESH_BEFORE_EXPIRY.min(life / 2)).unwrap_or(now);
            CachedToken { token: token.clone(), expires, refresh, claims }
        });
    }

    /// The old token, when a new one cannot be had. The next request waits for a while.
    fn token_after_failure(
        &self,
        now: SystemTime,
        request: &TokenRequest,
        refused: Option<&HeaderValue>,
    ) -> Option<AccessToken> {
        let mut kept = self.lock();
        let kept = kept.as_mut().filter(|kept| kept.is_usable(now, request, refused))?;
        kept.refresh = now.checked_add(RETRY_AFTER_FAILURE).unwrap_or(now);
        Some(kept.token.clone())
    }
}

impl CachedToken {
    fn is_valid_for(&self, time: Duration, now: SystemTime) -> bool {
        self.expires.duration_since(now).is_ok_and(|left| left > time)
    }

    fn is_usable(&self, now: SystemTime, request: &TokenRequest, refused: Option<&HeaderValue>) -> bool {
        // A token with claims is valid for calls that ask for none, too.
        let has_claims = request.claims.as_deref().is_none_or(|wanted| self.claims.as_deref() == Some(wanted));
        now < self.expires && has_claims && refused.is_none_or(|refused| !self.token.is_in(refused))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use tokio::sync::Semaphore;

    use super::*;
    use crate::call::action::{Action, Descriptor, Method, action};
    use crate::client::clock::Clock;
    use crate::reply::error::BoxError;

    const fn reading(scopes: &'static [&'static str]) -> Action {
        action(Descriptor {
            name: "Mail::read",
            method: Method::Get,
            version: "v1.0",
            absolute: false,
            template: "",
            path: &[],
            query: &[],
            scopes,
            app_scopes: &[],
            repeatable: true,
        })
    }

    static READ: Action = reading(&["Mail.Read"]);
    static FILES: Action = reading(&["Files.Read"]);

    fn wanted(action: &'static Action) -> TokenRequest {
        TokenRequest::new(action, Permissions::of(action), "https://graph.microsoft.com".into())
    }

    #[derive(Clone, Default)]
    struct Time(Arc<Mutex<Duration>>);

    impl Time {
        fn pass(&self, seconds: u64) {
            *self.0.lock().unwrap() += Duration::from_secs(seconds);
        }
    }

    impl Clock for Time {
        fn now(&self) -> SystemTime {
            SystemTime::UNIX_EPOCH + self.elapsed()
        }
        fn elapsed(&self) -> Duration {
            *self.0.lock().unwrap()
        }
        fn sleep(&self, _: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
            unreachable!("a cache does not sleep")
        }
    }

    /// Gives `t1`, `t2`, … when it is let to, fails when it is told to, and counts.
    #[derive(Clone)]
    struct Source {
        asked: Arc<AtomicUsize>,
        may_answer: Arc<Semaphore>,
        fails: Arc<AtomicBool>,
        life: Option<Duration>,
        is_per_action: bool,
    }

    impl Source {
        fn new(life: Option<u64>) -> Self {
            Self {
                asked: Arc::default(),
                may_answer: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)),
                fails: Arc::default(),
                life: life.map(Duration::from_secs),
                is_per_action: true,
            }
        }
        fn asked(&self) -> usize {
            self.asked.load(Ordering::SeqCst)
        }
    }

    impl crate::token::credential::Credential for Source {
        async fn token(&self, _: TokenRequest) -> Result<AccessToken, BoxError> {
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            self.may_answer.acquire().await.unwrap().forget();
            if self.fails.load(Ordering::SeqCst) {
                return Err(format!("failure {number}").into());
            }
            let token = AccessToken::new(format!("t{number}"));
            Ok(match self.life {
                Some(life) => token.expires_in(life),
                None => token,
            })
        }
        fn is_per_action(&self) -> bool {
            self.is_per_action
        }
    }

    fn cache(source: &Source) -> (Arc<Cache>, Time) {
        let time = Time::default();
        (Arc::new(Cache::new(Box::new(source.clone()), Arc::new(time.clone()))), time)
    }

    async fn secret(cache: &Cache) -> String {
        cache.token(wanted(&READ), None).await.unwrap().secret().to_owned()
    }

    #[tokio::test]
    async fn a_token_is_kept_until_shortly_before_it_expires() {
        let source = Source::new(Some(3600));
        let (cache, time) = cache(&source);
        assert_eq!((secret(&cache).await.as_str(), secret(&cache).await.as_str()), ("t1", "t1"));
        time.pass(3299);
        assert_eq!(secret(&cache).await, "t1");
        time.pass(1);
        assert_eq!((secret(&cache).await.as_str(), secret(&cache).await.as_str()), ("t2", "t2"));
    }

    #[tokio::test]
    async fn a_short_life_is_used_to_its_half_and_an_unknown_one_not_at_all() {
        let source = Source::new(Some(60));
        let (short, time) = cache(&source);
        secret(&short).await;
        time.pass(29);
        assert_eq!(secret(&short).await, "t1");
        time.pass(1);
        assert_eq!(secret(&short).await, "t2");
        let unknown = Source::new(None);
        let (cache, _) = cache(&unknown);
        assert_eq!((secret(&cache).await.as_str(), secret(&cache).await.as_str()), ("t1", "t2"));
    }

    #[test]
    fn only_a_token_by_itself_is_always_the_same() {
        let token = AccessToken::new("t").expires_in(Duration::ZERO);
        let fixed = Cache::new(Box::new(token), Arc::new(Time::default()));
        assert_eq!(fixed.fixed_authorization().unwrap().unwrap(), "Bearer t");
        let (cache, _) = cache(&Source::new(Some(3600)));
        assert!(cache.fixed_authorization().is_none());
    }

    #[tokio::test]
    async fn permissions_have_tokens_of_their_own_unless_one_is_for_all() {
        for (is_per_action, asked) in [(true, 2), (false, 1)] {
            let source = Source { is_per_action, ..Source::new(Some(3600)) };
            let (cache, _) = cache(&source);
            for action in [&READ, &FILES, &READ, &FILES] {
                cache.token(wanted(action), None).await.unwrap();
            }
            assert_eq!(source.asked(), asked);
        }
    }

    async fn many(cache: &Arc<Cache>, source: &Source, request: &TokenRequest) -> Vec<Result<String, String>> {
        source.may_answer.forget_permits(Semaphore::MAX_PERMITS);
        let mut calls = tokio::task::JoinSet::new();
        for _ in 0..100 {
            let (cache, request) = (cache.clone(), request.clone());
            calls.spawn(async move {
                let token = cache.token(request, None).await;
                token.map(|token| token.secret().to_owned()).map_err(|error| error.to_string())
            });
        }
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
        source.may_answer.add_permits(Semaphore::MAX_PERMITS);
        calls.join_all().await
    }

    #[tokio::test]
    async fn however_many_wait_the_credential_is_asked_once() {
        let source = Source::new(Some(3600));
        let (cache, time) = cache(&source);
        assert!(many(&cache, &source, &wanted(&READ)).await.iter().all(|token| token.as_deref() == Ok("t1")));
        assert_eq!(source.asked(), 1);
        // Ahead of its end, one refreshes and nobody waits for it.
        time.pass(3400);
        let tokens = many(&cache, &source, &wanted(&READ)).await;
        assert_eq!(tokens.iter().filter(|token| token.as_deref() == Ok("t1")).count(), 99);
        assert_eq!(source.asked(), 2);
        // A failure is everyone's who waited, but not for ever.
        time.pass(7200);
        source.fails.store(true, Ordering::SeqCst);
        let tokens = many(&cache, &source, &wanted(&READ)).await;
        assert!(tokens.iter().all(|token| *token == Err("failure 3".to_owned())), "{tokens:?}");
        assert_eq!(source.asked(), 3);
        source.fails.store(false, Ordering::SeqCst);
        assert_eq!(secret(&cache).await, "t4");
    }

    #[tokio::test]
    async fn without_an_expiry_nobody_waits_for_another() {
        let source = Source::new(None);
        let (cache, _) = cache(&source);
        secret(&cache).await;
        source.may_answer.forget_permits(Semaphore::MAX_PERMITS);
        let calls: Vec<_> = (0..5)
            .map(|_| {
                tokio::spawn({
                    let cache = cache.clone();
                    async move { secret(&cache).await }
                })
            })
            .collect();
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        assert_eq!(source.asked(), 6, "all ask at once");
        source.may_answer.add_permits(5);
        for call in calls {
            call.await.unwrap();
        }
    }

    #[tokio::test]
    async fn a_failed_refresh_fails_nobody_while_the_old_token_is_good() {
        let source = Source::new(Some(3600));
        let (cache, time) = cache(&source);
        secret(&cache).await;
        source.fails.store(true, Ordering::SeqCst);
        time.pass(3400);
        assert_eq!((secret(&cache).await.as_str(), secret(&cache).await.as_str()), ("t1", "t1"));
        assert_eq!(source.asked(), 2, "not tried again at once");
        time.pass(30);
        assert_eq!((secret(&cache).await.as_str(), source.asked()), ("t1", 3));
        time.pass(200);
        assert!(cache.token(wanted(&READ), None).await.unwrap_err().to_string().contains("failure"));
    }

    #[tokio::test]
    async fn one_who_gives_up_while_asking_leaves_it_to_the_next() {
        let source = Source::new(Some(3600));
        let (cache, _) = cache(&source);
        source.may_answer.forget_permits(Semaphore::MAX_PERMITS);
        let asking = [(); 2].map(|()| {
            tokio::spawn({
                let cache = cache.clone();
                async move { secret(&cache).await }
            })
        });
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
        let [first, second] = asking;
        first.abort();
        assert!(first.await.is_err());
        source.may_answer.add_permits(1);
        assert_eq!(second.await.unwrap(), "t2");
    }

    #[tokio::test]
    async fn what_was_refused_is_not_given_again() {
        let source = Source::new(Some(3600));
        let (cache, _) = cache(&source);
        let refused = cache.token(wanted(&READ), None).await.unwrap().header().unwrap();
        cache.forget(&wanted(&READ), &refused);
        assert_eq!(secret(&cache).await, "t2");
        cache.forget(&wanted(&READ), &refused);
        assert_eq!(secret(&cache).await, "t2");
    }

    #[tokio::test]
    async fn claims_go_past_the_cache_once() {
        let source = Source::new(Some(3600));
        let (cache, _) = cache(&source);
        let refused = cache.token(wanted(&READ), None).await.unwrap().header().unwrap();
        let claimed = || wanted(&READ).with_claims("{}");
        let tokens = many(&cache, &source, &claimed()).await;
        assert!(tokens.iter().all(|token| token.as_deref() == Ok("t2")), "{tokens:?}");
        // Who was refused the old token takes the new one; who was refused the new one needs another.
        assert_eq!(cache.token(claimed(), Some(&refused)).await.unwrap().secret(), "t2");
        let refused = cache.token(wanted(&READ), None).await.unwrap().header().unwrap();
        assert_eq!(cache.token(claimed(), Some(&refused)).await.unwrap().secret(), "t3");
        assert_eq!(secret(&cache).await, "t3");
    }
}
