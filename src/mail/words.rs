//! What servers say, fit to be kept.

/// The letters of a server's words that are kept.
const LETTERS_MAX: usize = 300;

/// What stands around an address in a sentence.
const AROUND: [char; 12] = ['<', '>', '(', ')', '[', ']', '"', '\'', ',', ';', ':', '`'];

/// A server's words on one line, at most 300 letters, with every e-mail address taken out: whose letter it was is
/// known without them, and the words are shown and logged.
pub fn without_addresses(words: &str) -> String {
    let is_gap = |letter: char| letter.is_whitespace() || letter.is_control();
    let kept: Vec<String> = words.split(is_gap).filter(|word| !word.is_empty()).map(masked).collect();
    let line = kept.join(" ");
    if line.chars().count() <= LETTERS_MAX {
        return line;
    }
    line.chars().take(LETTERS_MAX - 1).chain(['…']).collect()
}

/// A word with what is an address in it replaced.
fn masked(word: &str) -> String {
    let pieces = word.split_inclusive(AROUND).map(|piece| {
        let end = piece.chars().next_back().filter(|last| AROUND.contains(last));
        let bare = end.map_or(piece, |last| piece.strip_suffix(last).unwrap_or(piece));
        if !bare.contains('@') {
            return piece.to_owned();
        }
        end.map_or_else(|| "…@…".to_owned(), |last| format!("…@…{last}"))
    });
    pieces.collect()
}
