//! The examples in the README show what the command prints.

mod common;

use common::run;

const README: &str = include_str!("../README.md");

#[test]
fn the_examples_are_true() {
    let mut examples = 0;
    for block in README.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let (command, expected) = block.split_once('\n').unwrap();
        let (input, command) = match command.strip_prefix("$ printf '").and_then(|rest| rest.split_once("' | ")) {
            Some((input, command)) => (input.replace("\\t", "\t").replace("\\n", "\n"), command),
            None => (String::new(), command.strip_prefix("$ ").unwrap()),
        };
        let arguments = words(command.strip_prefix("graph-action ").unwrap());
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let ran = run(&arguments, input.as_bytes());
        assert_eq!(format!("{}{}", ran.out, ran.err), expected, "{command}");
        examples += 1;
    }
    assert!(examples >= 5, "{examples}");
}

/// Splits a line into words and words in single quotes, as a shell does.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, text) in line.split('\'').enumerate() {
        if place % 2 == 1 {
            words.push(text.to_owned());
        } else {
            words.extend(text.split_whitespace().map(str::to_owned));
        }
    }
    words
}
