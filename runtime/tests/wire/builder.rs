//! What a client can be built of.

use graph_action::__private::send;
use graph_action::{Endpoint, Graph, GraphBuilder, Result};

use crate::server::{GET, Server, answer, nothing};

fn refused(builder: GraphBuilder, why: &str) {
    let error = builder.build().unwrap_err();
    assert!(error.to_string().contains(why), "{error}");
    assert!(!error.may_have_taken_effect() && error.action().is_none());
}

#[test]
fn what_is_missing_or_wrong_is_said() {
    refused(Graph::builder(), "call `.credential(…)` or `.bearer_token(…)`");
    refused(Graph::builder().bearer_token(""), "token is empty");
    refused(Graph::builder().bearer_token("abc\n"), "line break");
    refused(Graph::builder().bearer_token("Bearer abc"), "leave it out");
    refused(Graph::builder().bearer_token("x").base_url("http://graph.microsoft.com"), "loopback");
    refused(Graph::builder().bearer_token("x").base_url("https://graph.microsoft.com/v1.0"), "version");
    refused(Graph::builder().bearer_token("x").user_agent("a\nb"), "user agent");
}

#[cfg(any(feature = "rustls", feature = "aws-lc-rs", feature = "native-tls"))]
#[test]
fn a_cloud_is_a_host() {
    use graph_action::Cloud;

    for (cloud, host) in [
        (Cloud::Global, "https://graph.microsoft.com/"),
        (Cloud::UsGovL4, "https://graph.microsoft.us/"),
        (Cloud::UsGovL5, "https://dod-graph.microsoft.us/"),
        (Cloud::China, "https://microsoftgraph.chinacloudapi.cn/"),
        (Cloud::France, "https://graph.svc.sovcloud.fr/"),
        (Cloud::Germany, "https://graph.svc.sovcloud.de/"),
        (Cloud::Singapore, "https://graph.svc.sovcloud.sg/"),
    ] {
        let graph = Graph::builder().bearer_token("SECRET").cloud(cloud).build().unwrap();
        let debug = format!("{graph:?} {:?}", graph.me());
        assert!(debug.contains(host) && !debug.contains("SECRET"), "{debug}");
    }
    for cloud in [Cloud::UsNat, Cloud::UsSec] {
        let builder = || Graph::builder().bearer_token("SECRET").cloud(cloud);
        refused(builder(), "not public");
        assert!(builder().base_url("https://graph.example.org").build().is_ok());
    }
}

#[cfg(not(any(feature = "rustls", feature = "aws-lc-rs", feature = "native-tls")))]
#[test]
fn without_tls_https_needs_a_client_of_one_s_own() {
    refused(Graph::builder().bearer_token("x"), "switch on one of the features");
    Graph::builder().bearer_token("x").http(graph_action::reqwest::Client::builder()).build().unwrap();
}

#[tokio::test]
async fn http_settings_of_one_s_own_are_kept_and_cannot_panic() {
    let server = Server::start([answer("204 No Content", "", ""), answer("302 Found", "location: /x\r\n", "")]).await;
    let own = || graph_action::reqwest::Client::builder().user_agent("own").tcp_nodelay(true);
    Graph::builder().bearer_token("x").http(own()).build().unwrap();
    let graph = server.builder().http(own()).user_agent("app/1").build().unwrap();
    send::<_, Result<()>>(&GET, &graph.me(), nothing()).await.unwrap();
    assert!(server.requests()[0].contains("\nuser-agent: app/1\n"));
}

#[tokio::test]
async fn a_root_of_one_s_own_is_made_of_segments() {
    enum Team {}
    impl graph_action::Root for Team {
        const TYPE: &'static str = "team";
    }
    let server = Server::start((0..5).map(|_| answer("204 No Content", "", ""))).await;
    let graph = server.graph();
    send::<_, Result<()>>(&GET, &graph.resource::<Team>(&[&"teams", &"a/b"]), nothing()).await.unwrap();
    send::<_, Result<()>>(&GET, &Endpoint::resource(&graph), nothing()).await.unwrap();
    send::<_, Result<()>>(&GET, &graph.me().drive(), nothing()).await.unwrap();
    send::<_, Result<()>>(&GET, &graph.site("h,1,2").drive().clone(), nothing()).await.unwrap();
    send::<_, Result<()>>(&GET, &graph.group("g").resource(), nothing()).await.unwrap();
    let lines: Vec<_> = server.requests().iter().map(|request| request.lines().next().unwrap().to_owned()).collect();
    let expected = ["/teams/a%2Fb", "", "/me/drive", "/sites/h%2C1%2C2/drive", "/groups/g"]
        .map(|address| format!("GET /v1.0{address}/messages HTTP/1.1"));
    assert_eq!(lines, expected);
    let bad = graph.resource::<Team>(&[&"teams", &".."]);
    let error = send::<_, Result<()>>(&GET, &bad, nothing()).await.unwrap_err();
    assert!(error.to_string().contains("`segments[1]` is `..`"), "{error}");
}
