//! One letter of every kind with facts that could be true, its papers from the procedure of a death: for an office that
//! wants to read them all before it starts, and for the tests that keep their words.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::law::clock::{end_of_jakarta_day, jakarta_moment};
use crate::law::{LineCode, Rupiah, Text};
use crate::letters::{
    Changed, DigestItem, Frame, LINK_PLACEHOLDER, Letter, LetterKind, LinkLine, MoneyLine, PaidTo, PaperLine, Wish,
};
use crate::words::OfficeContact;
use crate::workflow::{Catalogue, DocumentKind, DocumentSpec, WaitingOn};

use super::digest::call_line;
use super::facts::{as_written, cause_of, label, paper_line, returned_paper, waits_for};

/// The claim of the samples.
const NUMBER: &str = "JKM-2026-000123-7";

/// Some of its papers, one of them of a person.
const SOME: [(&str, Option<&str>); 3] =
    [("akta_kematian", None), ("akta_lahir", Some("Budi")), ("rekening", Some("Siti"))];
/// One of them.
const ACCOUNT: [(&str, Option<&str>); 1] = [("rekening", Some("Siti"))];
/// All that a widow with a child is asked for.
const ALL: [(&str, Option<&str>); 10] = [
    ("akta_kematian", None),
    ("akta_lahir", Some("Budi")),
    ("buku_nikah", Some("Siti")),
    ("formulir_4", None),
    ("kk", None),
    ("kpj", None),
    ("ktp", None),
    ("ktp", Some("Siti")),
    ("rekening", Some("Siti")),
    ("surat_ahli_waris", None),
];

// What the desk and the insurer write stands in one language, whatever the letter's is.
const NOT_ACTIVE: &str = "Rekening tidak aktif";
const NOT_INSURED: &str = "Tidak terdaftar pada 21 November 2026";
const PROOF: &str = "Bukti iuran bulan itu";
const AFTER_WORK: &str = "Kejadian sesudah jam kerja, bukan di jalan pulang";
const WITNESSES: &str = "Keterangan saksi tentang pekerjaan hari itu";
/// All of it, for a test of the languages.
#[cfg(test)]
pub(super) const AS_WRITTEN: [&str; 5] = [NOT_ACTIVE, NOT_INSURED, PROOF, AFTER_WORK, WITNESSES];

/// A letter to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What it is called: the word of its kind, with what is special about it behind a hyphen.
    pub name: &'static str,
    /// Its facts.
    pub letter: Letter,
    /// Its frame.
    pub frame: Frame,
}

/// Letters of every kind from an office whose pages are at `public_url`. Where a letter has a one-time link, the
/// placeholder stands in it.
pub fn letter_samples(office: &OfficeContact, public_url: &str) -> Vec<Sample> {
    let mut all = family(office);
    all.extend(money(office));
    all.extend(access(office));
    all.extend(staff(office, public_url));
    all
}

fn family(office: &OfficeContact) -> Vec<Sample> {
    let frame = || to_family(office);
    let until = end(2026, 12, 11);
    vec![
        sample("registered", frame(), Letter::Registered { wish: Wish::Condolence, call_by: Some(end(2026, 12, 7)) }),
        Sample {
            name: "registered-accident",
            letter: Letter::Registered { wish: Wish::Recovery, call_by: Some(at(2026, 12, 5, 14)) },
            frame: Frame { first_name: "H. Ahmad".to_owned(), number: Some("JKK-2026-000045-2".to_owned()), ..frame() },
        },
        sample("documents_wanted", frame(), Letter::DocumentsWanted { papers: papers(&SOME), until: Some(until) }),
        Sample {
            name: "documents_wanted-call",
            letter: Letter::DocumentsWanted { papers: papers(&ALL), until: Some(until) },
            frame: Frame { link: None, ..frame() },
        },
        sample("document_refused", frame(), Letter::DocumentRefused { paper: returned(), until: Some(until) }),
        sample("reminder", frame(), Letter::Reminder { papers: papers(&SOME), until, days_left: 3 }),
        sample("reminder-last", frame(), Letter::Reminder { papers: papers(&ACCOUNT), until, days_left: 1 }),
        sample("overdue", frame(), Letter::Overdue { papers: papers(&SOME), until }),
        sample("heirs_confirm", frame(), Letter::HeirsConfirm { until: Some(end(2026, 12, 14)) }),
        Sample {
            name: "heirs_confirm-call",
            letter: Letter::HeirsConfirm { until: Some(end(2026, 12, 14)) },
            frame: Frame { link: None, officer: None, ..frame() },
        },
        sample("people_changed", frame(), Letter::PeopleChanged { what: Changed::People }),
        Sample {
            name: "people_changed-contact",
            letter: Letter::PeopleChanged { what: Changed::Contact },
            frame: Frame { link: None, ..frame() },
        },
        sample(
            "more_wanted",
            frame(),
            Letter::MoreWanted {
                papers: papers(&ACCOUNT),
                reason: Some(as_written(NOT_ACTIVE)),
                until: Some(end(2026, 12, 18)),
            },
        ),
    ]
}

fn money(office: &OfficeContact) -> Vec<Sample> {
    let frame = || Frame { link: Some(once(at(2026, 12, 18, 9))), ..to_family(office) };
    let part = |code: LineCode, amount: i64| MoneyLine { label: label(code), amount: Rupiah(amount) };
    vec![
        sample(
            "approved",
            frame(),
            Letter::Approved {
                amount: Rupiah(42_000_000),
                lines: vec![
                    part(LineCode::DeathLumpSum, 20_000_000),
                    part(LineCode::Periodic, 12_000_000),
                    part(LineCode::Funeral, 10_000_000),
                ],
            },
        ),
        sample(
            "handed_over",
            frame(),
            Letter::HandedOver { since: at(2026, 12, 14, 9), pay_by: Some(end(2026, 12, 17)) },
        ),
        sample(
            "paid",
            frame(),
            Letter::Paid {
                amount: Rupiah(42_000_000),
                to: Some(PaidTo { bank: "BRI".to_owned(), account: "****1234".to_owned() }),
                on: day(2026, 12, 16),
            },
        ),
        sample("paid-others", frame(), Letter::Paid { amount: Rupiah(42_000_000), to: None, on: day(2026, 12, 16) }),
        Sample {
            name: "not_work_accident",
            letter: Letter::NotWorkAccident {
                reason: Some(as_written(AFTER_WORK)),
                remedy: Some(as_written(WITNESSES)),
                died: false,
            },
            frame: Frame { first_name: "H. Ahmad".to_owned(), number: Some("JKK-2026-000045-2".to_owned()), ..frame() },
        },
        sample(
            "refused",
            frame(),
            Letter::Refused {
                reason: as_written(NOT_INSURED),
                article: Some("PP 44/2015 ps. 31".to_owned()),
                remedy: Some(as_written(PROOF)),
            },
        ),
    ]
}

fn access(office: &OfficeContact) -> Vec<Sample> {
    let frame = to_family(office);
    let soon = Some(once(at(2026, 12, 1, 10)));
    vec![
        sample("login_link", Frame { link: soon, ..frame.clone() }, Letter::LoginLink { minutes: 30 }),
        sample("code", Frame { link: None, ..frame }, Letter::Code { code: "427915".to_owned(), minutes: 10 }),
    ]
}

fn staff(office: &OfficeContact, public_url: &str) -> Vec<Sample> {
    let frame = Frame { office: office.clone(), first_name: "Rina".to_owned(), ..Frame::default() };
    let desk = || Frame {
        link: Some(LinkLine { url: format!("{}/desk", public_url.trim_end_matches('/')), until: None }),
        ..frame.clone()
    };
    let invited = Frame { link: Some(once(at(2026, 12, 4, 9))), ..frame.clone() };
    vec![
        sample("digest", desk(), Letter::Digest { yours: 14, late: 2, items: listed(), more: true }),
        sample(
            "escalation",
            desk(),
            Letter::Escalation {
                number: NUMBER.to_owned(),
                days: 6,
                step: Text::new("Pemeriksaan awal", "First check"),
                cause: cause_of(Some(WaitingOn::Caseworker), 0),
                officer: Some("Rina".to_owned()),
            },
        ),
        sample(
            "insurer_overdue",
            desk(),
            Letter::InsurerOverdue {
                number: NUMBER.to_owned(),
                days: 2,
                percent_per_day: 1,
                penalty: Rupiah(840_000),
                at_risk: Rupiah(42_000_000),
            },
        ),
        sample(
            "undelivered",
            desk(),
            Letter::Undelivered {
                number: NUMBER.to_owned(),
                person: "Siti".to_owned(),
                letter: LetterKind::DocumentsWanted,
            },
        ),
        sample("invitation", invited, Letter::Invitation { hours: 72 }),
        sample("calendar_missing", desk(), Letter::CalendarMissing { year: 2027 }),
        sample(
            "mail_trouble",
            desk(),
            Letter::MailTrouble {
                answer: "535 5.7.8 authentication failed".to_owned(),
                since: at(2026, 12, 1, 9),
                waiting: 7,
            },
        ),
    ]
}

fn sample(name: &'static str, frame: Frame, letter: Letter) -> Sample {
    Sample { name, letter, frame }
}

fn to_family(office: &OfficeContact) -> Frame {
    Frame {
        office: office.clone(),
        first_name: "Siti".to_owned(),
        number: Some(NUMBER.to_owned()),
        link: Some(once(at(2026, 12, 7, 9))),
        officer: Some("Ibu Rina".to_owned()),
    }
}

/// A one-time link, as it is kept.
fn once(until: DateTime<Utc>) -> LinkLine {
    LinkLine { url: LINK_PLACEHOLDER.to_owned(), until: Some(until) }
}

/// Papers as letters list them, each with the first name of whom it is of.
fn papers(wanted: &[(&str, Option<&str>)]) -> Vec<PaperLine> {
    let line = |(kind, of): &(&str, Option<&str>)| {
        let of = of.map(str::to_owned);
        Some(PaperLine { of, ..of_procedure(kind, paper_line)? })
    };
    wanted.iter().filter_map(line).collect()
}

/// A paper of the newest procedure of a death inside the program.
fn of_procedure(kind: &str, as_line: impl FnOnce(&DocumentSpec) -> PaperLine) -> Option<PaperLine> {
    let catalogue = Catalogue::shipped().ok()?;
    let procedure = catalogue.newest_for("jkm", day(2026, 11, 29))?;
    procedure.documents.get(&DocumentKind::from(kind)).map(as_line)
}

fn returned() -> PaperLine {
    of_procedure("akta_kematian", |spec| returned_paper(spec, Some("blur"), None)).unwrap_or_default()
}

fn listed() -> Vec<DigestItem> {
    let item = |number: &str, what: Text, due: Option<DateTime<Utc>>, days_late: u32| DigestItem {
        number: number.to_owned(),
        what,
        due,
        days_late,
        stands_still: due.is_none(),
    };
    let waits = |id: &str, en: &str, party: WaitingOn| {
        let waits = waits_for(party.as_str());
        Text::new(format!("{id}: {}", waits.id), format!("{en}: {}", waits.en))
    };
    let review = Text::new("Periksa Akta kematian", "Review Death certificate");
    let insurer = waits("Di BPJS Ketenagakerjaan", "With the insurer", WaitingOn::Insurer);
    let court = waits("Ada keberatan", "Objection", WaitingOn::Court);
    let mut listed: Vec<DigestItem> = call_line(3).into_iter().collect();
    listed.push(item("JKK-2026-000045-2", insurer, Some(end(2026, 11, 25)), 4));
    listed.push(item(NUMBER, review, Some(end(2026, 11, 27)), 2));
    listed.push(item("JKM-2026-000098-4", court, None, 0));
    listed
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The end of a day in Jakarta.
fn end(year: i32, month: u32, of: u32) -> DateTime<Utc> {
    end_of_jakarta_day(day(year, month, of))
}

/// An hour of a day in Jakarta.
fn at(year: i32, month: u32, of: u32, hour: u32) -> DateTime<Utc> {
    jakarta_moment(day(year, month, of), NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default())
}
