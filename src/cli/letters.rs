//! `santun letters preview`.

use std::path::Path;

use crate::app;
use crate::config::Settings;
use crate::desk::{Sample, letter_samples};
use crate::law::Language;
use crate::letters::{Composed, compose, with_link};

use super::arguments::LettersCommand;
use super::out::{Failure, line};

/// Where the samples' pages are, when the office has not said where its own are.
const EXAMPLE_URL: &str = "https://santun.example";

/// What can be done with letters.
pub(super) fn letters(settings: &Settings, command: LettersCommand) -> Result<(), Failure> {
    match command {
        LettersCommand::Preview { out } => preview(settings, &out),
    }
}

/// Writes a sample of every letter in both languages, for an office that wants to read them all before it starts.
fn preview(settings: &Settings, folder: &Path) -> Result<(), Failure> {
    let told = |error: std::io::Error| Failure::new(format!("{}: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(told)?;
    let public_url = settings.public_url.as_deref().unwrap_or(EXAMPLE_URL);
    let mut written = 0_usize;
    for sample in letter_samples(&app::office(settings), public_url) {
        for language in [Language::Id, Language::En] {
            let letter = sent(&sample, language, public_url);
            let name = format!("{}.{}", sample.name, language.code());
            std::fs::write(folder.join(format!("{name}.html")), &letter.html).map_err(told)?;
            std::fs::write(folder.join(format!("{name}.txt")), as_text(&letter)).map_err(told)?;
            written += 1;
        }
    }
    line(format_args!("{written} letters are in {}", folder.display()));
    Ok(())
}

/// A sample as it would go out, with a link that opens nothing.
fn sent(sample: &Sample, language: Language, public_url: &str) -> Composed {
    let path = if sample.letter.kind().is_for_staff() { "undangan" } else { "m" };
    let url = format!("{}/{path}/CONTOH-EXAMPLE", public_url.trim_end_matches('/'));
    with_link(&compose(&sample.letter, &sample.frame, language), &url)
}

/// Subject, text and message in one file.
fn as_text(letter: &Composed) -> String {
    format!("Subject: {}\n\n{}\n---\n\n{}\n", letter.subject, letter.text, letter.message)
}
