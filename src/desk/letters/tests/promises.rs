//! What holds of every letter.

use std::collections::BTreeSet;
use std::path::Path;

use super::super::samples::AS_WRITTEN;
use super::office;
use crate::desk::{Sample, letter_samples};
use crate::law::Language;
use crate::letters::{Composed, compose, with_link};

const BOTH: [Language; 2] = [Language::Id, Language::En];
/// As long as real ones are.
const URL: &str = "https://santun.jambikota.go.id/m/AAAAbbbbCCCCddddEEEEffffGGGGhhhhIIIIjjjjKKK";
/// Letters of a whole message.
const MESSAGE_MAX: usize = 600;

fn each(mut check: impl FnMut(&Sample, Language, &Composed)) {
    for sample in letter_samples(&office(), "https://santun.example") {
        for language in BOTH {
            let composed = with_link(&compose(&sample.letter, &sample.frame, language), URL);
            check(&sample, language, &composed);
        }
    }
}

/// The parts that people read, without the style of the HTML.
fn read(letter: &Composed) -> String {
    let html = letter.html.split_once("<body").map_or("", |(_, body)| body);
    let mut said = String::new();
    let mut inside = true;
    for character in html.chars() {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => said.push(other),
            _ => said.push(' '),
        }
    }
    format!("{}\n{}\n{}\n{said}", letter.subject, letter.text, letter.message)
}

fn words_of(text: &str) -> BTreeSet<String> {
    let parts = text.split(|letter: char| !letter.is_alphabetic());
    parts.filter(|word| word.len() > 1).map(str::to_lowercase).collect()
}

#[test]
fn nothing_is_left_to_be_filled_in() {
    each(|sample, language, letter| {
        let said = read(letter);
        // A word of the language, unlike `None,` or `None)` of a value that nobody wrote out.
        let (text, said) = (letter.text.replace("None yet?", ""), said.replace("None yet?", ""));
        for wrong in ["{", "}", "None", "Some(", "letter-", "letter ", "%%", "!", "  \n", " ,", " .", ".."] {
            let plain = wrong == "letter " && language == Language::En;
            assert!(plain || !text.contains(wrong), "{wrong:?} in {}: {text}", sample.name);
            let spaced = [" ,", " .", "  \n"].contains(&wrong);
            assert!(plain || spaced || !said.contains(wrong), "{wrong:?} in {}: {said}", sample.name);
        }
        for part in [&letter.subject, &letter.text, &letter.html, &letter.message] {
            assert!(!part.trim().is_empty(), "{} is not whole", sample.name);
        }
        assert!(!letter.text.contains("\n\n\n"), "{}", letter.text);
    });
}

#[test]
fn a_family_always_knows_its_number_whom_to_ask_and_that_it_is_free() {
    each(|sample, language, letter| {
        if sample.letter.kind().is_for_staff() {
            return;
        }
        let number = sample.frame.number.as_deref().unwrap_or("no number");
        let (free, hours) = match language {
            Language::Id => ("gratis", "Senin-Jumat 08.00-16.00 WIB"),
            Language::En => ("free", "Monday to Friday 08:00-16:00 WIB"),
        };
        for part in [&letter.text, &letter.html, &letter.message] {
            for wanted in [number, "0741-123-456", hours] {
                assert!(part.contains(wanted), "{wanted} in {}: {part}", sample.name);
            }
            assert!(part.to_lowercase().contains(free), "{free} in {}: {part}", sample.name);
        }
    });
}

#[test]
fn the_words_are_calm() {
    each(|sample, language, letter| {
        let words = words_of(&read(letter));
        let forbidden = ["tewas", "korban", "mati", "dokumen", "unggah", "jt"];
        let found: Vec<_> = forbidden.iter().filter(|word| words.contains(**word)).collect();
        assert!(found.is_empty(), "{found:?} in {}", sample.name);
        let first = sample.name == "registered";
        let condolence = match language {
            Language::Id => "berduka",
            Language::En => "condolences",
        };
        assert_eq!(words.contains(condolence), first, "{}", sample.name);
    });
}

#[test]
fn a_message_is_short() {
    each(|sample, _, letter| {
        // A family without a link is told each paper by name, however many there are.
        if sample.name == "documents_wanted-call" {
            return;
        }
        let length = letter.message.chars().count();
        assert!(length <= MESSAGE_MAX, "{}: {length}: {}", sample.name, letter.message);
        assert!(!letter.message.contains(['<', '>', '\n']), "{}", letter.message);
    });
}

/// The words of a file of words, without keys and blanks.
fn sheet(language: Language) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts").join(language.code()).join("letters.ftl");
    let text = std::fs::read_to_string(path).unwrap();
    let said = text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let value = line.split_once('=').filter(|_| line.starts_with("letter-")).map_or(line, |(_, value)| value);
        let value = value.trim_start().trim_start_matches("[one]").trim_start_matches("*[other]");
        let mut open = false;
        value
            .chars()
            .filter(|c| {
                open = (open || *c == '{') && *c != '}';
                !open
            })
            .collect::<String>()
    });
    words_of(&said.collect::<Vec<_>>().join("\n"))
}

#[test]
fn no_letter_mixes_the_languages() {
    let (id, en) = (sheet(Language::Id), sheet(Language::En));
    assert!(id.len() > 100 && en.len() > 100, "the words were not found");
    each(|sample, language, letter| {
        let foreign = match language {
            Language::Id => en.difference(&id).cloned().collect::<BTreeSet<_>>(),
            Language::En => id.difference(&en).cloned().collect(),
        };
        // What people and the mail server wrote, and what the office and its people are called, is the same in both.
        let mut said = read(letter);
        let known = ["535 5.7.8 authentication failed", "Ibu Rina", URL, "https://santun.example/desk"];
        for own in known.into_iter().chain(AS_WRITTEN).chain([office().name.as_str()]) {
            said = said.replace(own, " ");
        }
        let mixed: Vec<_> = words_of(&said).intersection(&foreign).cloned().collect();
        assert!(mixed.is_empty(), "{mixed:?} in {} {language:?}: {said}", sample.name);
    });
}
