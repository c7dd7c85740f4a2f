//! How many plain questions are answered.

use graph_action_catalog::{Catalog, Method};

use super::index::Index;
use super::question::Question;
use super::{best, path};

const QUESTIONS: &str = include_str!("../../tests/search/questions.txt");
const HELD_OUT: &str = include_str!("../../tests/search/held-out.txt");

/// The addresses of an item of a drive.
const ITEM: [&str; 8] = [
    "/me/drive/items/{id}",
    "/me/drive/root:/{path}:",
    "/drives/{id}/items/{id}",
    "/drives/{id}/root:/{path}:",
    "/users/{id}/drive/items/{id}",
    "/groups/{id}/drive/items/{id}",
    "/sites/{id}/drive/items/{id}",
    "/me/drive/items/{id}:/{path}:",
];

/// A question and the operations that answer it.
fn parse(text: &str) -> Vec<(&str, Vec<(Method, String)>)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (question, answers) = line.split_once(": ").unwrap();
            (question, answers.split(" | ").flat_map(answer).collect())
        })
        .collect()
}

fn answer(text: &str) -> Vec<(Method, String)> {
    let (method, path) = text.split_once(' ').unwrap();
    let paths: Vec<String> = match (path.strip_prefix('~'), path.strip_prefix("[item]")) {
        (Some(rest), _) => vec![format!("/me{rest}"), format!("/users/{{id}}{rest}")],
        (_, Some(rest)) => ITEM.iter().map(|item| format!("{item}{rest}")).collect(),
        _ => vec![path.to_owned()],
    };
    paths.iter().map(|path| (method.parse().unwrap(), key(path))).collect()
}

fn key(path: &str) -> String {
    path::parse(path).unwrap().listing_key().trim_end_matches(':').to_ascii_lowercase()
}

/// How many questions have a right answer first, and among the first five, in percent.
fn measure(text: &str) -> (usize, usize) {
    let catalog = Catalog::embedded();
    let index = Index::new(&catalog);
    let questions = parse(text);
    let (mut first, mut five) = (0, 0);
    for (question, answers) in &questions {
        let read = Question::read(&catalog, &index, question);
        let found = best(&catalog, &index, &read, 5);
        let place = found.iter().position(|found| answers.contains(&(found.method, key(&found.path))));
        first += usize::from(place == Some(0));
        five += usize::from(place.is_some());
        if place != Some(0) {
            let shown: Vec<String> = found.iter().map(|found| format!("{} {}", found.method, found.path)).collect();
            println!("{question}: {place:?}\n    {}", shown.join("\n    "));
        }
    }
    (100 * first / questions.len(), 100 * five / questions.len())
}

#[test]
fn plain_questions_are_answered() {
    let (first, five) = measure(QUESTIONS);
    println!("first {first} %, among five {five} %");
    assert!(first >= 75 && five >= 90, "first {first} %, among five {five} %");
}

#[test]
fn questions_that_the_search_was_not_tuned_on_are_answered() {
    let (first, five) = measure(HELD_OUT);
    println!("first {first} %, among five {five} %");
    assert!(first >= 75 && five >= 90, "first {first} %, among five {five} %");
}
