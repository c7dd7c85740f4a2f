//! The page of compile errors in the documentation is made from the fixtures, so it shows what the compiler says.
//! `BLESS=1 cargo test -p graph-action-tests --test gallery` writes it anew.

use std::fs;
use std::path::Path;

/// The commonest mistakes, each with its heading.
const SHOWN: [(&str, &str); 36] = [
    ("A typo in a segment", "catalog/typo"),
    ("Singular for plural", "catalog/singular"),
    ("snake_case", "catalog/snake_case"),
    ("A missing key", "catalog/key_missing"),
    ("A key where none belongs", "catalog/key_where_none_belongs"),
    ("A placeholder without its angles", "catalog/placeholder_forgotten"),
    ("`{id}` for `<id>`", "path/braces"),
    ("A path pasted from the documentation", "root/me"),
    ("An address of the service", "catalog/of_the_service"),
    ("The wrong HTTP method", "catalog/wrong_verb"),
    ("An operation that Microsoft does not list", "catalog/unlisted"),
    ("No permission said", "catalog/missing_scope"),
    ("The wrong permission", "catalog/wrong_permission"),
    ("A misspelled permission", "catalog/misspelled_permission"),
    ("More permission than needed, a warning that is denied here", "catalog/broad_permission_warned"),
    ("`/me` by an application that signs in by itself", "catalog/me_by_an_application"),
    ("A missing parameter of an action", "catalog/missing_parameter"),
    ("A misspelled parameter", "catalog/misspelled_parameter"),
    ("A body on an action that takes parameters", "catalog/body_of_an_action"),
    ("A typo in `$select`", "catalog/select"),
    ("Operators of another language, and a string without quotes", "query/operator"),
    ("A typo below a property", "query/property"),
    ("A query option without its `$`", "query/without_dollar"),
    ("A number that is none", "query/number"),
    ("An argument of a `$filter` that may be absent", "query/optional_part"),
    ("A query option that is required", "query/required_option"),
    ("An advanced query of directory objects", "query/advanced"),
    ("A page of one thing", "result/page_of_one"),
    ("An `Option` for an option that is required", "query/optional_required_option"),
    ("Several mistakes in an entity", "entity/several"),
    ("An entity of another type than the answer", "entity/answer_of_another_type"),
    ("A member that an enumeration does not have", "entity/unknown_member"),
    ("A function called with another argument", "catalog/function_argument"),
    ("An address of beta", "beta/path_of_beta"),
    ("Not in the national cloud", "catalog/national_cloud"),
    ("A deprecated operation, a warning that is denied here", "catalog/deprecated_operation"),
];

#[test]
fn the_gallery_shows_what_the_compiler_says() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut gallery = "# Compile errors\n\n\
        What the compiler says to the commonest mistakes. This page is made from the test fixtures; it cannot drift.\n"
        .to_owned();
    for (heading, fixture) in SHOWN {
        let file = here.join("tests/ui").join(fixture);
        let source = fs::read_to_string(file.with_extension("rs")).unwrap();
        let message = fs::read_to_string(file.with_extension("stderr")).unwrap();
        let items: Vec<&str> = source
            .lines()
            .skip_while(|line| !line.starts_with("#[graph_") && !line.starts_with("trait"))
            .take_while(|line| !line.starts_with("fn main"))
            .collect();
        let message = message.replace(&format!("tests/ui/{fixture}.rs"), "src/mail.rs");
        gallery.push_str(&format!(
            "\n## {heading}\n\n```rust\n{}\n```\n\n```text\n{message}```\n",
            items.join("\n").trim_end()
        ));
    }
    let page = here.join("../docs/compile-errors.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(page, gallery).unwrap();
    } else {
        assert_eq!(fs::read_to_string(page).unwrap(), gallery, "BLESS=1 writes it anew");
    }
}
