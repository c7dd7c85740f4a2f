//! Names as Rust and as Graph write them.

/// `saveToSentItems` is `save_to_sent_items` to Rust.
pub(crate) fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for c in name.trim().chars() {
        if c.is_uppercase() && !snake.is_empty() && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake
}

/// `save_to_sent_items` is `saveToSentItems` to Graph.
pub(crate) fn camel_case(name: &str) -> String {
    let mut words = name.split('_').filter(|word| !word.is_empty());
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut chars = word.chars();
        camel.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(chars.as_str());
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::{camel_case, snake_case};

    #[test]
    fn names_go_there_and_back() {
        for (rust, graph) in [("save_to_sent_items", "saveToSentItems"), ("id", "id"), ("a_b", "aB")] {
            assert_eq!(camel_case(rust), graph);
            assert_eq!(snake_case(graph), rust);
        }
        assert_eq!(camel_case("_message_"), "message");
    }
}
