//! `import`: the data for a small schema, and that the old data stays when a source is wrong.

mod common;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use graph_action_cli::import::{BetaOptions, ImportError, Options, run};

use common::Scratch;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

/// The text of a file of the data.
fn written(out: &Scratch, name: &str) -> String {
    fs::read_to_string(out.0.join(name)).unwrap_or_default()
}

/// The lines of a file of the data, without its header.
fn facts(out: &Scratch, name: &str) -> Vec<String> {
    written(out, name).lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

fn fixture(name: &str) -> String {
    format!("{FIXTURES}/{name}")
}

fn options(out: &Path) -> Options {
    Options {
        csdl: fixture("invented-schema.xml"),
        permissions: fixture("invented-list.json"),
        provisioning: Some(fixture("invented-guids.json")),
        cloud: vec![],
        beta: BetaOptions::default(),
        out: out.to_owned(),
        schema_date: Some("2026-01-02".to_owned()),
        permissions_date: Some("2026-01-03".to_owned()),
        clouds_date: None,
    }
}

#[test]
fn facts_of_a_small_schema() {
    let out = Scratch::new("small");
    let summary = run(&options(&out.0)).unwrap();
    assert_eq!(
        facts(&out, "schema.txt"),
        [
            "/favourite shoe",
            "/shoes *shoe no:insert",
            "color =red|blue",
            "entity E abstract key=id",
            "entity/id String!",
            "entity<lace",
            "entity<shoe",
            "lace E :entity",
            "rights &=read|write",
            "security.alert C",
            "security.alert/text String",
            "shoe E :entity open stream alt=ean+country",
            "shoe!polish(With:*String!,Times?:Int32) A @2025-01-01/2027-01-01",
            "shoe!risk(on:Date) F Double composable .security",
            "shoe*!delta() F *shoe",
            "shoe/alert security.alert no:update",
            "shoe/colors *color no:insert,update",
            "shoe/laces >*lace",
            "shoe/pair ~shoe",
            "shoe/size Int32! no:insert,update",
        ]
    );
    assert_eq!(
        facts(&out, "permissions.txt"),
        [
            "/shoes GET Shoe.Read=DA Shoe.ReadWrite=d",
            "/shoes POST Shoe.ReadWrite=D",
            // Marked alike, but `Shoe.ReadWrite` for POST as well.
            "/shoes/{} GET Shoe.Read=Da Shoe.ReadWrite=d",
            "/shoes/{} POST Shoe.ReadWrite=D",
            "/shoes/{}/polish GET Shoe.ReadWrite&Lace.Read|Lace.ReadWrite=D",
            "/shoes/{}/polish POST Shoe.ReadWrite&Lace.Read|Lace.ReadWrite=D",
            "@Hat.Read D:33333333-3333-3333-3333-333333333333",
            "@Shoe.Read D2:11111111-1111-1111-1111-111111111111 A3!",
            "@Shoe.ReadWrite D2 rsc",
        ]
    );
    let header = written(&out, "schema.txt");
    for line in
        ["# source: invented-schema.xml", "# date: 2026-01-02", "# licence: MIT, Copyright (c) Microsoft Corporation"]
    {
        assert!(header.lines().any(|known| known == line), "{line}");
    }
    assert!(summary.to_string().contains("6 listed calls: 6 added, 0 removed, 0 changed"), "{summary}");
}

#[test]
fn the_same_again_changes_nothing() {
    let out = Scratch::new("again");
    run(&options(&out.0)).unwrap();
    let before = written(&out, "schema.txt") + &written(&out, "permissions.txt") + &written(&out, "clouds.txt");
    // Without the dates: they are known of the same texts.
    let again = Options { schema_date: None, permissions_date: None, ..options(&out.0) };
    let summary = run(&again).unwrap();
    assert!(
        summary
            .changes
            .iter()
            .all(|change| change.added.is_empty() && change.removed.is_empty() && change.changed.is_empty())
    );
    assert_eq!(written(&out, "schema.txt") + &written(&out, "permissions.txt") + &written(&out, "clouds.txt"), before);
}

#[test]
fn the_summary_tells_what_changed() {
    let (out, sources) = (Scratch::new("changed"), Scratch::new("changed-source"));
    run(&options(&out.0)).unwrap();
    let text = fs::read_to_string(fixture("invented-schema.xml")).unwrap();
    let text =
        text.replace("<Property Name=\"size\" Type=\"Edm.Int32\"", "<Property Name=\"length\" Type=\"Edm.Int32\"");
    let changed = sources.write("next.csdl", &text.replace("<Member Name=\"blue\" Value=\"1\" />", ""));
    let summary = run(&Options { csdl: changed, ..options(&out.0) }).unwrap();
    let of = |kind: &str| summary.changes.iter().find(|change| change.kind == kind).unwrap();
    assert_eq!(
        (&of("properties").added[..], &of("properties").removed[..]),
        (&["shoe/length".to_owned()][..], &["shoe/size".to_owned()][..])
    );
    assert_eq!(of("types").changed, ["color"]);
    assert!(summary.to_string().contains("- shoe/size"), "{summary}");
}

#[test]
fn what_is_wrong_is_placed_and_the_old_data_stays() {
    let (out, sources) = (Scratch::new("wrong"), Scratch::new("wrong-source"));
    run(&options(&out.0)).unwrap();
    let before = (written(&out, "schema.txt"), written(&out, "permissions.txt"));
    let small = fs::read_to_string(fixture("invented-schema.xml")).unwrap();
    let list = fs::read_to_string(fixture("invented-list.json")).unwrap();
    let lines = small.lines().count();
    for (name, text, place, message) in [
        ("cut.csdl", small.split_once("<Function").unwrap().0.to_owned(), None, "is closed"),
        (
            "unclosed.csdl",
            small.replace("</edmx:Edmx>\n", ""),
            Some((lines, 1)),
            "the text ends before `Edmx` is closed",
        ),
        ("mismatch.csdl", small.replace("</EntityContainer>", "</EntitySets>"), None, "EntityContainer"),
        (
            "nameless.csdl",
            small.replace("<EntityType Name=\"lace\"", "<EntityType"),
            Some((28, 7)),
            "`EntityType` has no `Name`",
        ),
        ("odd.csdl", small.replace("Name=\"lace\"", "Name=\"la ce\""), None, "cannot be kept in the catalog"),
        ("html.csdl", "<html><body>Sign in</body></html>".to_owned(), Some((1, 1)), "this is no CSDL"),
        ("cut.json", list[..list.len() / 2].to_owned(), None, "EOF"),
        (
            "odd.json",
            list.replace("\"methods\": [\"GET\"]", "\"methods\": \"GET\""),
            None,
            "`methods` in a path set of `Shoe.Read` should be an array",
        ),
        ("other.json", "{}".to_owned(), None, "`permissions` should be an object"),
    ] {
        let file = sources.write(name, &text);
        let options = options(&out.0);
        let options = if name.ends_with("csdl") {
            Options { csdl: file, ..options }
        } else {
            Options { permissions: file, ..options }
        };
        let error = run(&options).expect_err(name);
        let ImportError::Malformed { place: found, .. } = &error else { panic!("{name}: {error}") };
        if let Some(place) = place {
            assert_eq!((found.line, found.column), place, "{error}");
        }
        assert!(error.to_string().contains(message), "{error}");
        assert_eq!((written(&out, "schema.txt"), written(&out, "permissions.txt")), before, "{name}");
        let left: Vec<_> =
            fs::read_dir(&out.0).unwrap().filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        assert_eq!(left.len(), 3, "{left:?}");
    }
    let error = run(&Options { csdl: "/no/such.csdl".to_owned(), ..options(&out.0) }).unwrap_err();
    assert!(error.to_string().starts_with("/no/such.csdl: "), "{error}");
}

#[test]
fn a_national_cloud_lacks_what_its_schema_does_not_have() {
    let (out, sources) = (Scratch::new("cloud"), Scratch::new("cloud-source"));
    let small = fs::read_to_string(fixture("invented-schema.xml")).unwrap();
    let lace = "<EntityType Name=\"lace\" BaseType=\"graph.entity\" />";
    let laces = "<NavigationProperty Name=\"laces\" Type=\"Collection(graph.lace)\" ContainsTarget=\"true\" />";
    let file = sources.write("cloud.csdl", &small.replace(lace, "").replace(laces, ""));
    let cloud = format!("china={file}");
    run(&Options { cloud: vec![cloud.clone()], clouds_date: Some("2026-02".to_owned()), ..options(&out.0) }).unwrap();
    assert_eq!(facts(&out, "clouds.txt"), ["lace c", "shoe/laces c"]);
    let error = run(&Options { cloud: vec![cloud.clone(), cloud], ..options(&out.0) }).unwrap_err();
    assert_eq!(error.to_string(), "`--cloud china` is given twice");
    let error = run(&Options { cloud: vec!["china".to_owned()], ..options(&out.0) }).unwrap_err();
    assert!(error.to_string().contains("expected `name=file`"), "{error}");
}

/// Answers one request with `status` and `body`, and returns what it was asked.
fn serve(status: &'static str, body: String) -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|error| unreachable!("{error}"));
    let address = listener.local_addr().map(|address| address.to_string()).unwrap_or_default();
    let server = std::thread::spawn(move || {
        let Ok((mut stream, _)) = listener.accept() else { return String::new() };
        let mut asked = Vec::new();
        let mut buffer = [0; 1024];
        while !asked.windows(4).any(|end| end == b"\r\n\r\n") {
            match stream.read(&mut buffer) {
                Ok(0) | Err(_) => break,
                Ok(count) => asked.extend_from_slice(&buffer[..count]),
            }
        }
        let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        String::from_utf8_lossy(&asked).into_owned()
    });
    (format!("http://{address}/v1.0/$metadata"), server)
}

#[test]
fn the_schema_of_a_live_service() {
    let out = Scratch::new("live");
    let (url, server) = serve("200 OK", fs::read_to_string(fixture("invented-schema.xml")).unwrap());
    run(&Options { csdl: url.clone(), ..options(&out.0) }).unwrap();
    assert!(server.join().unwrap().starts_with("GET /v1.0/$metadata HTTP/1.1\r\n"));
    assert!(written(&out, "schema.txt").contains(&format!("# source: {url}\n")));
    assert!(facts(&out, "schema.txt").contains(&"/favourite shoe".to_owned()));

    let (url, _server) = serve("503 Service Unavailable", String::new());
    let error = run(&Options { csdl: url.clone(), ..options(&out.0) }).unwrap_err();
    assert_eq!(error.to_string(), format!("{url}: the service answered 503 Service Unavailable"));
    let error =
        run(&Options { csdl: "http://graph.example/v1.0/$metadata".to_owned(), ..options(&out.0) }).unwrap_err();
    assert!(error.to_string().contains("https"), "{error}");
}

/// Set `GRAPH_METADATA` to the directory with Microsoft's files to see that the committed data is what they give.
#[test]
fn the_committed_data_is_what_the_metadata_gives() {
    let Some(metadata) = std::env::var_os("GRAPH_METADATA").map(PathBuf::from) else {
        println!("not checked: GRAPH_METADATA is not set");
        return;
    };
    let out = Scratch::new("committed");
    let file = |name: &str| metadata.join(name).display().to_string();
    let options = Options {
        csdl: file("v1.0-Prod.csdl"),
        permissions: file("permissions.json"),
        provisioning: Some(file("provisioningInfo.json")),
        cloud: [
            ("us-government", "Fairfax"),
            ("china", "Mooncake"),
            ("france", "Bleu"),
            ("germany", "Delos"),
            ("singapore", "GovSG"),
            ("us-nat", "USNat"),
            ("us-sec", "USSec"),
        ]
        .map(|(name, cloud)| format!("{name}={}", file(&format!("v1.0-{cloud}.csdl"))))
        .to_vec(),
        beta: BetaOptions::default(),
        out: out.0.clone(),
        schema_date: None,
        permissions_date: None,
        clouds_date: None,
    };
    run(&options).unwrap();
    for name in ["schema.txt", "permissions.txt", "clouds.txt"] {
        let committed = fs::read_to_string(format!("{}/../catalog/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(written(&out, name) == committed, "{name} differs from what the metadata gives");
    }
}

/// A wheel with these modules below `generated`, stored or deflated.
#[allow(clippy::unwrap_used, reason = "a test stops at what is wrong with it")]
fn wheel(at: &Scratch, modules: &[(&str, &str)]) -> String {
    let (mut archive, mut list) = (Vec::new(), Vec::new());
    for (place, (module, text)) in modules.iter().enumerate() {
        let name = format!("sdk/generated/{module}.py");
        let method: u16 = if place % 2 == 0 { 0 } else { 8 };
        let mut content = text.as_bytes().to_vec();
        if method == 8 {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
            encoder.write_all(text.as_bytes()).unwrap();
            content = encoder.finish().unwrap();
        }
        let (length, packed) = (u32::try_from(text.len()).unwrap(), u32::try_from(content.len()).unwrap());
        let offset = u32::try_from(archive.len()).unwrap();
        // Version, flags, method, time, date (2026-10-23), checksum, sizes, length of the name, of the extra field.
        let mut common = Vec::new();
        for two in [20, 0, method, 0, (46 << 9) | (10 << 5) | 23] {
            common.extend(two.to_le_bytes());
        }
        for four in [0, packed, length] {
            common.extend(four.to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        archive.extend(b"PK\x03\x04".iter().chain(&common).chain(name.as_bytes()).chain(&content));
        list.extend(b"PK\x01\x02\x14\x00".iter().chain(&common).chain(&[0; 10]).copied());
        list.extend(offset.to_le_bytes().iter().chain(name.as_bytes()).copied());
    }
    let (start, size) = (u32::try_from(archive.len()).unwrap(), u32::try_from(list.len()).unwrap());
    archive.extend(list);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    let count = u16::try_from(modules.len()).unwrap().to_le_bytes();
    archive.extend(count.iter().chain(&count).chain(&size.to_le_bytes()).chain(&start.to_le_bytes()).chain(&[0, 0]));
    let path = at.0.join("invented_sdk.whl");
    fs::write(&path, archive).unwrap();
    path.display().to_string()
}

const SHOE: &str = "from .entity import Entity\nfrom .color import Color\nfrom .lace import Lace\n\n@dataclass\n\
    class Shoe(Entity, Parsable):\n        fields: dict[str, Callable] = {\n            \
    \"color\": lambda n : setattr(self, 'color', n.get_enum_value(Color)),\n            \
    \"laces\": lambda n : setattr(self, 'laces', n.get_collection_of_object_values(Lace)),\n            \
    \"pair\": lambda n : setattr(self, 'pair', n.get_object_value(Shoe)),\n            \
    \"size\": lambda n : setattr(self, 'size', n.get_int_value()),\n            \
    \"twin\": lambda n : setattr(self, 'twin', n.get_object_value(Shoe)),\n";

/// The module of an address, with calls that return these.
fn address(template: &str, imports: &str, calls: &[(&str, &str, &str)]) -> String {
    let mut text = format!(
        "{imports}\nclass X(BaseRequestBuilder):\n    \
         def __init__(self,request_adapter: R, path_parameters: P) -> None:\n        \
                 super().__init__(request_adapter, \"{{+baseurl}}{template}{{?%24select}}\", path_parameters)\n    \n"
    );
    for (method, body, returns) in calls {
        let send = if *returns == "None" { "send_no_response_content_async" } else { "send_async" };
        text += &format!(
            "    async def {method}(self,{body}request_configuration: C = None) -> {returns}:\n        \"\"\"\n        \
             Find more info here: https://learn.microsoft.com\n        \"\"\"\n        \
             return await self.request_adapter.{send}(request_info)\n    \n    def with_url(self) -> X:\n"
        );
    }
    text
}

/// The sources of an invented beta.
fn beta_sources(at: &Scratch) -> BetaOptions {
    let shoe = "from ..models.shoe import Shoe";
    let polish = "from .polish_body import PolishBody";
    let modules = [
        ("models/entity", "@dataclass\nclass Entity(AdditionalDataHolder, Parsable):\n".to_owned()),
        ("models/shoe", SHOE.to_owned()),
        ("models/lace", "from .entity import Entity\n\nclass Lace(Entity, Parsable):\n".to_owned()),
        ("models/color", "class Color(str, Enum):\n    Red = \"red\",\n    Green = \"green\",\n".to_owned()),
        ("shoes/shoe_item_request_builder", address("/shoes/{shoe%2Did}", shoe, &[("get", "", "Optional[Shoe]")])),
        ("shoes/laces_request_builder", address("/shoes/{shoe%2Did}/laces/{lace%2Did}", "", &[("delete", "", "None")])),
        ("shoes/pair_request_builder", address("/shoes/{shoe%2Did}/pair/$ref", "", &[("put", "", "None")])),
        (
            "shoes/polish_body",
            "class PolishBody(Parsable):\n    \"With\": lambda n : \
                setattr(self, 'with', n.get_str_value()),\n"
                .to_owned(),
        ),
        (
            "shoes/polish_request_builder",
            address("/shoes/{shoe%2Did}/polish", polish, &[("post", "body: PolishBody, ", "None")]),
        ),
        (
            "shoes/fits_request_builder",
            address("/shoes/{shoe%2Did}/fits(foot='{foot}',tight=@tight)", "", &[("get", "", "Optional[bool]")]),
        ),
    ];
    let modules: Vec<(&str, &str)> = modules.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let types = [
        at.write(
            "entity.json",
            r#"{"microsoft.graph": {"entity": {"properties": ["id"], "navigationProperties": []},
                "lace": {"properties": [], "navigationProperties": []},
                "shoe": {"properties": ["color", "size"], "navigationProperties": ["laces", "pair", "twin"]}}}"#,
        ),
        at.write("complex.json", r#"{"microsoft.graph": {}}"#),
        at.write("enum.json", r#"{"microsoft.graph": {"color": ["blue", "green", "red"]}}"#),
    ];
    let typings = "export interface Shoe extends Entity {\n    size?: number;\n    color?: NullableOption<Color>;\n}\n\
        export interface Entity {\n    id?: string;\n}\n";
    BetaOptions {
        beta_sdk: Some(wheel(at, &modules)),
        beta_types: types.to_vec(),
        beta_dts: vec![at.write("typings.d.ts", typings)],
        ..BetaOptions::default()
    }
}

#[test]
fn beta_is_derived_from_the_sdk() {
    let (out, sources) = (Scratch::new("derived"), Scratch::new("derived-source"));
    let beta = beta_sources(&sources);
    run(&Options { beta: beta.clone(), ..options(&out.0) }).unwrap();
    assert_eq!(
        facts(&out, "beta.txt"),
        [
            "/me user",
            "/shoes/{}/laces/{} DELETE",
            "/shoes/{}/pair/$ref PUT",
            "color =red|blue|green",
            "rights -",
            "security.alert -",
            "security.alert/text -",
            "shoe!fits(foot:String,tight?:String) F Boolean",
            "shoe/alert -",
            "shoe/color color",
            "shoe/colors -",
            "shoe/twin ?shoe",
        ]
    );
    let header = written(&out, "beta.txt");
    assert!(header.contains("# source: invented_sdk.whl 2026-10-23 "), "{header}");
    assert!(header.contains("# date: 2026-10-23\n") && !header.contains("derived-source"), "{header}");
    let again = Scratch::new("derived-again");
    run(&Options { beta, ..options(&again.0) }).unwrap();
    assert_eq!(written(&again, "beta.txt"), header, "the same sources make the same data");
}
