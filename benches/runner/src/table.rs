//! Tables in Markdown.

/// Prints a table. The first column is text, the others are numbers.
pub fn print(head: &[&str], rows: &[Vec<String>]) {
    println!("| {} |", head.join(" | "));
    println!("|---{}|", "|---:".repeat(head.len() - 1));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
    println!();
}

/// A number in groups of three digits, and its ratio to that of the first client.
pub fn ratio(number: u64, first: u64) -> String {
    if number == first || first == 0 {
        return grouped(number);
    }
    format!("{} ({:.2}×)", grouped(number), number as f64 / first as f64)
}

pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
