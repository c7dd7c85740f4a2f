//! Puts a seed into the emulator, and takes one from it.

use serde_json::Value;

use super::Service;
use crate::{
    graph::{self, Call},
    http::{GraphError, Request, Result},
    odata::options::Options,
    request_target,
    state::State,
    token::Access,
};

impl Service {
    /// Adds what stands at one path of a seed, and returns the ids. The path begins after the version.
    pub(crate) fn seed(&self, state: &mut State, path: &str, given: Value) -> Result<Vec<String>> {
        let target = request_target::parse(&format!("/v1.0/{}", path.trim_start_matches('/')))?;
        let request = Request { method: "POST".to_owned(), target: target.path.clone(), ..Request::default() };
        let mut call = Call {
            request: &request,
            target: &target,
            options: Options::default(),
            state,
            access: &Access::Unlimited,
            now: self.now(),
            service: format!("http://{}/v1.0", self.authority),
            url: format!("http://{}{}", self.authority, target.path),
            storage: &self.storage,
            responders: &self.responders,
        };
        let added = graph::seed::add(&mut call, given);
        // Nobody is notified of what was there from the beginning.
        state.outbox.clear();
        added
    }

    /// Adds a whole seed: an object of paths. An error names the path.
    pub(crate) fn seed_all(&self, seed: Value) -> Result<(), (String, GraphError)> {
        let Value::Object(seed) = seed else {
            return Err((String::new(), GraphError::bad_request("A seed is an object of paths.")));
        };
        let mut paths: Vec<(String, Value)> = seed.into_iter().collect();
        paths.sort_by_key(|(path, _)| graph::seed::order(path));
        let mut state = self.state();
        for (path, given) in paths {
            self.seed(&mut state, &path, given).map_err(|error| (path, error))?;
        }
        Ok(())
    }

    /// What the emulator holds, as a seed.
    pub(crate) fn snapshot(&self) -> Value {
        graph::seed::snapshot(&self.state())
    }
}
