//! [`RawCall`]: a call of an address that no attribute declares.

use std::fmt::Display;

use serde::Serialize;

use crate::call::Call;
use crate::call::action::{Action, Descriptor, Method, action};
use crate::call::address::refused;
use crate::call::argument::{Argument, ArgumentValue};
use crate::call::body::{Body, RawBody};
use crate::call::encode::{self, Place};
use crate::call::request::Request;
use crate::client::graph::Graph;
use crate::reply::decode::Decode;
use crate::reply::error::{Error, Kind, Result};

/// A call of any address: [`Graph::call`]. [`returning`](Self::returning) makes it a [`Call`].
#[must_use = "a call is not sent until it is awaited"]
#[derive(Debug)]
pub struct RawCall(Result<Request>);

impl Graph {
    /// A call of any address of Graph, for operations that you did not annotate. **Nothing of it is checked** when it
    /// is compiled: neither the address, nor the method, nor the permission.
    ///
    /// The path begins with the version, `/v1.0/` or `/beta/`, and has placeholders as in `#[graph_action]`. Each
    /// takes one of the arguments, in order:
    ///
    /// | placeholder | the argument is |
    /// |---|---|
    /// | `<id>` between slashes | one path segment, percent-encoded |
    /// | `<path..>` | several path segments, separated by `/` |
    /// | `'<text>'` | an OData string: quotes in it are doubled |
    /// | `(name=<value>)` | an OData literal: strings are quoted, numbers and booleans are not |
    ///
    /// Query options are added to the [`Call`] with [`query`](Call::query). The rest of the path is sent as you wrote
    /// it, to the host of this `Graph` and to no other. A path that an URL parser would change, for example because of
    /// a `..` or a space, fails the call. As with annotated calls, a POST is not repeated after a failure that leaves
    /// it in doubt.
    ///
    /// ```no_run
    /// # use graph_action::{Graph, Method, Page, Result};
    /// # async fn run(graph: Graph) -> Result<()> {
    /// #[derive(serde::Deserialize)]
    /// struct Room { id: String }
    ///
    /// let rooms = graph
    ///     .call(
    ///         Method::Get,
    ///         "/v1.0/places/<list>/microsoft.graph.roomList/rooms",
    ///         &[&"floor2@contoso.com"],
    ///     )
    ///     .returning::<Page<Room>>()
    ///     .query("$top", "50")
    ///     .await?;
    /// let member = graph.directory_object("8f1e2f77-6d6b-4a9c-9e0b-0e5a3a1f2c11").reference();
    /// graph
    ///     .call(
    ///         Method::Post,
    ///         "/v1.0/groups/<id>/members/$ref",
    ///         &[&"02bd9fd6-8f93-4758-87c3-1fb73740a315"],
    ///     )
    ///     .json(&member)
    ///     .returning::<()>()
    ///     .await?;
    /// # let _ = rooms; Ok(()) }
    /// ```
    ///
    /// A [credential](crate::Credential) that asks for the permissions of each action is asked for none here.
    pub fn call(&self, method: Method, path: &str, arguments: &[&dyn Argument]) -> RawCall {
        let is_beta = path.starts_with("/beta/");
        let action = action_of(method, is_beta);
        let request = address(path, arguments).and_then(|address| {
            let target = format!("{}{address}", &self.shared.base);
            let request = Request { target, ..Request::bare(action, self) };
            // The parser removes steps such as `..`, and encodes what may not be in a URL.
            match request.url()?.as_str() == request.target {
                true => Ok(request),
                false => Err(wrong("has a step such as `..` or a character that must be percent-encoded")),
            }
        });
        RawCall(request.map_err(|error| error.with_action(action)))
    }
}

impl RawCall {
    /// Sends this value as JSON. `null` means no body.
    pub fn json<T: Serialize + ?Sized>(self, body: &T) -> Self {
        self.body(Body::json(body))
    }

    /// Sends these bytes or this text unchanged, with a content type such as `"image/jpeg"`.
    pub fn raw_body(self, content_type: &str, body: impl RawBody) -> Self {
        self.body(Body::raw(content_type, body))
    }

    /// The call, with the type that its answer is read as.
    pub fn returning<T: Decode>(self) -> Call<T> {
        Call::new(self.0).change(|request| {
            T::prepare(request);
            Ok(())
        })
    }

    fn body(self, body: Body) -> Self {
        Self(self.0.and_then(|mut request| match body.0 {
            Ok(content) => {
                request.body = content;
                Ok(request)
            }
            Err(error) => {
                Err(Error::new(Kind::Argument, error.to_string()).with_source(error).with_action(request.action))
            }
        }))
    }
}

/// The action that a raw call is sent as: one a method and version.
fn action_of(method: Method, is_beta: bool) -> &'static Action {
    static V1: [Action; 5] = actions("v1.0");
    static BETA: [Action; 5] = actions("beta");
    let [get, post, put, patch, delete] = if is_beta { &BETA } else { &V1 };
    match method {
        Method::Get => get,
        Method::Post => post,
        Method::Put => put,
        Method::Patch => patch,
        Method::Delete => delete,
    }
}

const fn actions(version: &'static str) -> [Action; 5] {
    [
        raw_action(Method::Get, version),
        raw_action(Method::Post, version),
        raw_action(Method::Put, version),
        raw_action(Method::Patch, version),
        raw_action(Method::Delete, version),
    ]
}

const fn raw_action(method: Method, version: &'static str) -> Action {
    action(Descriptor {
        name: "Graph::call",
        method,
        version,
        absolute: true,
        template: "/<path..>",
        path: &[],
        query: &[],
        scopes: &[],
        app_scopes: &[],
        repeatable: !matches!(method, Method::Post),
    })
}

/// The path with its arguments, without the slash at its beginning.
fn address(path: &str, arguments: &[&dyn Argument]) -> Result<String> {
    let Some(relative) = path.strip_prefix('/').filter(|rest| rest.starts_with("v1.0/") || rest.starts_with("beta/"))
    else {
        return Err(wrong("must begin with `/v1.0/` or `/beta/`"));
    };
    if relative.contains(['?', '#']) {
        return Err(wrong("has a `?` or `#`: add query options with `Call::query`"));
    }
    let mut out = String::new();
    let mut rest = relative;
    let mut arguments = arguments.iter();
    while let Some((before, tail)) = rest.split_once('<') {
        let Some((name, after)) = tail.split_once('>') else {
            return Err(wrong("has a `<` without its `>`"));
        };
        let argument = arguments.next().ok_or_else(|| refused(name, &"was not given"))?;
        out.push_str(before);
        rest = write_argument(&mut out, name, *argument, after)?;
    }
    out.push_str(rest);
    match arguments.len() {
        0 => Ok(out),
        more => Err(wrong(format!("has {more} fewer placeholders than there are arguments"))),
    }
}

/// Appends an argument and returns what follows it. What stands before and after the placeholder says how it is
/// written.
fn write_argument<'p>(out: &mut String, name: &str, argument: &dyn Argument, after: &'p str) -> Result<&'p str> {
    let value = argument.value().map_err(|error| refused(name, &error))?;
    let Some(text) = value.as_str() else {
        return Err(refused(name, &"is `None`, but an address needs a value there"));
    };
    if out.ends_with('\'')
        && let Some(after) = after.strip_prefix('\'')
    {
        out.pop();
        encode::quoted(out, text, Place::Path);
        return Ok(after);
    }
    let segment = out.rsplit('/').next().unwrap_or_default();
    if segment.matches('(').count() > segment.matches(')').count() {
        match value {
            ArgumentValue::Text(_) => encode::quoted(out, text, Place::Path),
            _ => encode::text(out, text),
        }
        return Ok(after);
    }
    if !segment.is_empty() || !(after.is_empty() || after.starts_with(['/', ':'])) {
        return Err(wrong(format!(
            "has the placeholder `<{name}>` as a part of a segment, but it must be a whole one"
        )));
    }
    let written = match name.ends_with("..") {
        true => encode::segments(out, text),
        false => encode::segment(out, text),
    };
    written.map_err(|reason| refused(name, &reason)).map(|()| after)
}

fn wrong(reason: impl Display) -> Error {
    Error::new(Kind::Argument, format!("the path of the call {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_placeholder_says_how_its_argument_is_written() {
        let rows: &[(&str, &[&dyn Argument], &str)] = &[
            ("/v1.0/me", &[], "v1.0/me"),
            ("/beta/users/<id>/photo", &[&"a/b@c"], "beta/users/a%2Fb%40c/photo"),
            ("/v1.0/me/drive/root:/<path..>:/content", &[&"a b/c"], "v1.0/me/drive/root:/a%20b/c:/content"),
            ("/v1.0/sites/<host>:/<path..>", &[&"h", &"x/y"], "v1.0/sites/h:/x/y"),
            ("/v1.0/applications(appId='<id>')", &[&"O'Neil"], "v1.0/applications(appId='O%27%27Neil')"),
            ("/v1.0/f(a=<a>,b=<b>)/x", &[&"t'", &true], "v1.0/f(a='t%27%27',b=true)/x"),
            ("/v1.0/f(a=<a>)/<b>", &[&3, &4], "v1.0/f(a=3)/4"),
        ];
        for (path, arguments, expected) in rows {
            assert_eq!(address(path, arguments).unwrap(), *expected);
        }
    }

    #[test]
    fn a_path_that_is_not_clear_is_refused() {
        let rows: &[(&str, &[&dyn Argument], &str)] = &[
            ("/me", &[], "/v1.0/"),
            ("v1.0/me", &[], "/v1.0/"),
            ("https://graph.microsoft.com/v1.0/me", &[], "/v1.0/"),
            ("//evil.example/v1.0/me", &[], "/v1.0/"),
            ("/v1.0/me?$top=1", &[], "Call::query"),
            ("/v1.0/me#x", &[], "Call::query"),
            ("/v1.0/users/<id", &[&1], "without its `>`"),
            ("/v1.0/users/<id>", &[], "`id` was not given"),
            ("/v1.0/users/<id>", &[&1, &2], "1 fewer"),
            ("/v1.0/users/x<id>", &[&1], "whole one"),
            ("/v1.0/users/<id>x", &[&1], "whole one"),
            ("/v1.0/users/<id>", &[&".."], "step in a path"),
            ("/v1.0/users/<id>", &[&""], "empty"),
            ("/v1.0/users/<id>", &[&None::<&str>], "`None`"),
        ];
        for (path, arguments, expected) in rows {
            let message = address(path, arguments).unwrap_err().to_string();
            assert!(message.contains(expected), "{path}: {message}");
        }
    }

    #[test]
    fn each_method_has_its_action() {
        for method in [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete] {
            for (is_beta, version) in [(false, "v1.0"), (true, "beta")] {
                let action = action_of(method, is_beta);
                assert_eq!((action.method(), action.version()), (method, version));
                assert_eq!(action.is_repeatable(), method != Method::Post);
            }
        }
    }
}
