//! How wide words are, and how they are broken into lines.

/// The width of a text in pixels, estimated for the wide fonts among those that a reader may have.
pub(super) fn width(text: &str, size: i32, bold: bool) -> i32 {
    let thousandths: i32 = text.chars().map(|letter| of_letter(letter, bold)).fold(0, i32::saturating_add);
    thousandths.saturating_mul(size) / 1000
}

fn of_letter(letter: char, bold: bool) -> i32 {
    let plain = match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 330,
        ' ' | 'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 420,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1000,
        'A'..='Z' => 740,
        'a'..='z' | '0'..='9' => 630,
        '\u{20}'..='\u{24f}' => 700,
        _ => 1000,
    };
    if bold { plain * 112 / 100 } else { plain }
}

/// A text in lines of at most a width. Words that are wider are broken where the line is full.
pub(super) fn wrap(text: &str, size: i32, bold: bool, room: i32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&joined, size, bold) <= room {
            line = joined;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if width(&line, size, bold) > room && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
