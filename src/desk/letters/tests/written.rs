//! The words of every letter, to be read by people.

use super::office;
use crate::desk::letter_samples;
use crate::law::Language;
use crate::letters::compose;

#[test]
fn every_letter_reads_as_it_stands_here() {
    for sample in letter_samples(&office(), "https://santun.example") {
        let both = [Language::Id, Language::En].map(|language| compose(&sample.letter, &sample.frame, language));
        let written = both.iter().map(|letter| {
            let (subject, text, message) = (&letter.subject, &letter.text, &letter.message);
            format!("Subject: {subject}\n\n{text}\nMessage ({} letters):\n{message}\n", message.chars().count())
        });
        insta::assert_snapshot!(sample.name, written.collect::<Vec<_>>().join("\n----------\n\n"));
        let pages = both.iter().map(|letter| letter.html.as_str());
        insta::assert_snapshot!(format!("{}_html", sample.name), pages.collect::<Vec<_>>().join("\n"));
    }
}
