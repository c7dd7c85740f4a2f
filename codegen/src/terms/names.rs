//! Names as Rust and as Graph write them.

/// A name of Graph as an argument of Rust: `saveToSentItems`, `driveItem-id` and `isDLPEnabled` as
/// `save_to_sent_items`, `drive_item_id` and `is_dlp_enabled`. A name that begins with a digit gets a `_` before it.
#[must_use]
pub fn snake_case(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut snake = String::new();
    for (place, &letter) in letters.iter().enumerate() {
        if !letter.is_alphanumeric() {
            if !snake.is_empty() && !snake.ends_with('_') {
                snake.push('_');
            }
            continue;
        }
        let before = place.checked_sub(1).map(|before| letters[before]);
        let starts_word = letter.is_uppercase()
            && (before.is_some_and(|before| before.is_lowercase() || before.is_ascii_digit())
                || (before.is_some_and(char::is_uppercase)
                    && letters.get(place + 1).is_some_and(|c| c.is_lowercase())));
        if starts_word && !snake.ends_with('_') {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    let snake = snake.trim_end_matches('_');
    if snake.starts_with(|first: char| first.is_ascii_digit()) { format!("_{snake}") } else { snake.to_owned() }
}

/// An argument of Rust as a name of Graph: `save_to_sent_items` as `saveToSentItems`.
#[must_use]
pub fn camel_case(name: &str) -> String {
    let mut words = name.split('_').filter(|word| !word.is_empty());
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut chars = word.chars();
        camel.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(chars.as_str());
    }
    camel
}

/// A name of Graph as a type of Rust: `security.alert` and `mail_folder` as `SecurityAlert` and `MailFolder`. A name
/// that begins with a digit gets a `_` before it.
#[must_use]
pub fn pascal_case(name: &str) -> String {
    let mut pascal = String::new();
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        let mut letters = word.chars();
        pascal.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        pascal.push_str(letters.as_str());
    }
    if pascal.starts_with(|first: char| first.is_ascii_digit()) { format!("_{pascal}") } else { pascal }
}

#[cfg(test)]
mod tests {
    use super::{camel_case, pascal_case, snake_case};

    #[test]
    fn names_go_there_and_back() {
        for (rust, graph) in [("save_to_sent_items", "saveToSentItems"), ("id", "id"), ("a_b", "aB")] {
            assert_eq!(camel_case(rust), graph);
            assert_eq!(snake_case(graph), rust);
        }
        assert_eq!(camel_case("_message_"), "message");
        assert_eq!(pascal_case("security.alert"), "SecurityAlert");
        assert_eq!(pascal_case("iosVppApp"), "IosVppApp");
    }

    #[test]
    fn words_of_graph_are_told_apart() {
        for (name, expected) in [
            ("SaveToSentItems", "save_to_sent_items"),
            ("driveItem-id", "drive_item_id"),
            ("isDLPEnabled", "is_dlp_enabled"),
            ("userID", "user_id"),
            ("ipv4Address", "ipv4_address"),
            ("extensionAttribute15", "extension_attribute15"),
            ("", ""),
            ("2faState", "_2fa_state"),
            ("participants_v2", "participants_v2"),
        ] {
            assert_eq!(snake_case(name), expected, "{name}");
        }
    }
}
