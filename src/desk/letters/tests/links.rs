use super::office;
use crate::desk::letter_samples;
use crate::law::Language;
use crate::letters::{
    Composed, Frame, LINK_PLACEHOLDER, LinkLine, compose, message_by_hand, with_end, with_link, without_link,
};

const URL: &str = "https://santun.example/m/AAAA?a=1&b='2'";

/// A letter with a one-time link.
fn kept() -> Composed {
    let all = letter_samples(&office(), "https://santun.example");
    let sample = all.iter().find(|sample| sample.name == "documents_wanted").unwrap();
    compose(&sample.letter, &sample.frame, Language::Id)
}

fn everything(letter: &Composed) -> String {
    format!("{}\n{}\n{}\n{}", letter.subject, letter.text, letter.html, letter.message)
}

#[test]
fn the_link_comes_into_every_part_and_is_escaped_in_html() {
    let kept = kept();
    assert_eq!(kept.html.matches(LINK_PLACEHOLDER).count(), 3);
    let sent = with_link(&kept, URL);
    assert!(!everything(&sent).contains(LINK_PLACEHOLDER));
    assert!(sent.text.contains(URL) && sent.message.contains(URL), "{}", sent.message);
    let escaped = "https://santun.example/m/AAAA?a=1&amp;b=&#39;2&#39;";
    assert_eq!(sent.html.matches(escaped).count(), 3);
    assert!(sent.html.contains(&format!("href=\"{escaped}\"")) && !sent.html.contains(URL));
}

#[test]
fn a_link_that_is_good_for_longer_says_so_as_if_it_had_been_written_so() {
    let mut told = 0;
    for sample in letter_samples(&office(), "https://santun.example") {
        let Some(LinkLine { url, until: Some(until) }) = sample.frame.link.clone() else { continue };
        let later = until + chrono::TimeDelta::days(5);
        let frame = Frame { link: Some(LinkLine { url, until: Some(later) }), ..sample.frame.clone() };
        for language in [Language::Id, Language::En] {
            let written = compose(&sample.letter, &sample.frame, language);
            let expected = compose(&sample.letter, &frame, language);
            assert_ne!(written, expected, "{}", sample.name);
            assert_eq!(with_end(&written, language, until, later), expected, "{}", sample.name);
        }
        told += 1;
    }
    assert!(told > 5, "{told} letters with a link");
}

#[test]
fn who_reads_it_for_the_family_sees_no_link_and_no_button() {
    let english = {
        let all = letter_samples(&office(), "https://santun.example");
        let sample = all.iter().find(|sample| sample.name == "registered").unwrap();
        compose(&sample.letter, &sample.frame, Language::En)
    };
    let check = |letter: &Composed, language: Language, says: &str| {
        let shown = without_link(letter, language);
        assert!(!everything(&shown).contains(LINK_PLACEHOLDER));
        for part in [&shown.text, &shown.html, &shown.message] {
            assert!(part.contains(says), "{part}");
        }
        assert!(!shown.html.contains("href=\"(") && !shown.html.contains("href=\"%"), "{}", shown.html);
    };
    check(&kept(), Language::Id, "(tautan pribadi)");
    check(&english, Language::En, "(personal link)");
}

#[test]
fn a_message_by_hand_says_everything_but_the_link() {
    let all = letter_samples(&office(), "https://santun.example");
    for sample in &all {
        for language in [Language::Id, Language::En] {
            let message = compose(&sample.letter, &sample.frame, language).message;
            let said = message_by_hand(&message, language);
            assert!(!said.contains(LINK_PLACEHOLDER) && !said.contains("  "), "{said}");
            let parts: Vec<&str> = message.split(LINK_PLACEHOLDER).collect();
            match parts.as_slice() {
                [whole] => assert_eq!(said, *whole),
                [before, after] => {
                    let (lead, _) = before.trim_end().rsplit_once(' ').unwrap();
                    assert!(said.starts_with(lead), "{said}");
                    let (_, rest) = after.split_once(if after.starts_with(" (") { ")." } else { "." }).unwrap();
                    assert_eq!(said, format!("{lead}{rest}"));
                }
                _ => panic!("more than one link in {message}"),
            }
        }
    }
}
