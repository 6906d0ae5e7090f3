//! What holds of the words of a letter, whatever its facts are.

use crate::law::{Language, Text};
use crate::letters::{Frame, Letter, LetterKind, PaidTo, PaperLine, compose};
use crate::words::OfficeContact;

const BOTH: [Language; 2] = [Language::Id, Language::En];

#[test]
fn a_message_leaves_out_where_and_cost_and_never_a_paper() {
    let paper = |n: usize| PaperLine {
        name: Text::new(format!("Surat nomor {n} dari sekolah"), format!("Letter {n} of the school")),
        place: Some(Text::new("sekolah", "the school")),
        ..PaperLine::default()
    };
    let check = |count: usize, says: &[&str], leaves_out: &[&str]| {
        let letter = Letter::DocumentsWanted { papers: (1..=count).map(paper).collect(), until: None };
        let message = compose(&letter, &Frame::default(), Language::Id).message;
        assert!(says.iter().all(|part| message.contains(part)), "{message}");
        assert!(!leaves_out.iter().any(|part| message.contains(part)), "{message}");
    };
    check(2, &["Surat nomor 2 dari sekolah (sekolah)"], &[]);
    check(8, &["Surat nomor 8 dari sekolah."], &["(sekolah)"]);
    check(30, &["Surat nomor 1 dari sekolah;", "Surat nomor 30 dari sekolah."], &["(sekolah)", "halaman klaim"]);
}

#[test]
fn what_people_wrote_stays_words() {
    let hostile = "<b>Budi</b>\r\nBcc: a@b.example \"x\" & {evil}";
    let text = || Text::new(hostile, hostile);
    let frame = Frame {
        first_name: hostile.to_owned(),
        number: Some(hostile.to_owned()),
        officer: Some(hostile.to_owned()),
        office: OfficeContact { name: hostile.to_owned(), phone: None, hours: text() },
        link: None,
    };
    let paper = PaperLine {
        name: text(),
        of: Some(hostile.to_owned()),
        place: Some(text()),
        cost: Some(text()),
        reason: Some(text()),
        how: Some(text()),
    };
    let letters = [
        Letter::DocumentRefused { paper: paper.clone(), until: None },
        Letter::MoreWanted { papers: vec![paper], reason: Some(text()), until: None },
        Letter::Refused { reason: text(), article: Some(hostile.to_owned()), remedy: Some(text()) },
        Letter::Code { code: hostile.to_owned(), minutes: 1 },
        Letter::Undelivered { number: hostile.to_owned(), person: hostile.to_owned(), letter: LetterKind::Paid },
    ];
    for letter in letters {
        for language in BOTH {
            let composed = compose(&letter, &frame, language);
            assert!(!composed.subject.contains(['\r', '\n']), "{:?}", composed.subject);
            assert!(!composed.html.contains("<b>"), "{}", composed.html);
            assert!(composed.html.contains("Budi"), "{}", composed.html);
            let forged = composed.text.lines().chain(composed.html.lines()).any(|line| line.starts_with("Bcc:"));
            assert!(!forged && !composed.message.contains('\n'), "{}", composed.text);
        }
    }
}

#[test]
fn only_the_end_of_an_account_is_written() {
    let on = chrono::NaiveDate::from_ymd_opt(2026, 12, 16).unwrap();
    let amount = crate::law::Rupiah(1);
    let to = PaidTo { bank: "BRI".to_owned(), account: "0098765431234".to_owned() };
    let composed = compose(&Letter::Paid { amount, to: Some(to), on }, &Frame::default(), Language::Id);
    assert!(composed.text.contains("BRI ****1234"), "{}", composed.text);
    let all = format!("{}{}{}", composed.text, composed.html, composed.message);
    assert!(!all.contains("5431234"), "{all}");
}

#[test]
fn a_name_stands_in_the_body_and_never_in_a_subject() {
    let paper = PaperLine {
        name: Text::new("Akta kelahiran", "Birth certificate"),
        of: Some("Budi".to_owned()),
        ..PaperLine::default()
    };
    let letters = [
        Letter::DocumentRefused { paper: paper.clone(), until: None },
        Letter::MoreWanted { papers: vec![paper.clone()], reason: None, until: None },
        Letter::DocumentsWanted { papers: vec![paper], until: None },
    ];
    for letter in letters {
        let composed = compose(&letter, &Frame::default(), Language::Id);
        assert!(!composed.subject.contains("Budi"), "{}", composed.subject);
        assert!(composed.text.contains("Akta kelahiran (Budi)"), "{}", composed.text);
        assert!(composed.message.contains("Akta kelahiran (Budi)"), "{}", composed.message);
    }
}

#[test]
fn a_refusal_without_an_article_names_none() {
    let says = |article: Option<&str>| {
        let reason = Text::new("bukan peserta", "not a member");
        let letter = Letter::Refused { reason, article: article.map(str::to_owned), remedy: None };
        compose(&letter, &Frame::default(), Language::Id).text
    };
    assert!(says(Some("PP 44/2015 ps. 5")).contains("Dasarnya: PP 44/2015 ps. 5."));
    assert!(!says(None).contains("Dasarnya") && !says(Some("  ")).contains("Dasarnya"));
}
