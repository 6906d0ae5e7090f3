//! One letter of every kind with facts that could be true: for an office that wants to read them all before it starts,
//! and for the tests that keep their words.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::law::clock::{end_of_jakarta_day, jakarta_moment};
use crate::law::{Rupiah, Text};
use crate::words::OfficeContact;

use super::facts::{DigestItem, Letter, MoneyLine, PaperLine, Wish};
use super::frame::{Frame, LinkLine};
use super::kind::LetterKind;
use super::link::LINK_PLACEHOLDER;

/// The claim of the samples.
const NUMBER: &str = "JKM-2026-000123-7";

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
pub fn samples(office: &OfficeContact, public_url: &str) -> Vec<Sample> {
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
        sample("documents_wanted", frame(), Letter::DocumentsWanted { papers: papers(), until: Some(until) }),
        sample("document_refused", frame(), Letter::DocumentRefused { paper: returned(), until: Some(until) }),
        sample("reminder", frame(), Letter::Reminder { papers: papers(), until, days_left: 3 }),
        sample("reminder-last", frame(), Letter::Reminder { papers: vec![account()], until, days_left: 1 }),
        sample("overdue", frame(), Letter::Overdue { papers: papers(), until }),
        sample("heirs_confirm", frame(), Letter::HeirsConfirm { until: Some(end(2026, 12, 14)) }),
        Sample {
            name: "heirs_confirm-call",
            letter: Letter::HeirsConfirm { until: Some(end(2026, 12, 14)) },
            frame: Frame { link: None, officer: None, ..frame() },
        },
        sample("people_changed", frame(), Letter::PeopleChanged { wait_working_days: Some(3) }),
        sample(
            "more_wanted",
            frame(),
            Letter::MoreWanted {
                papers: vec![account()],
                reason: Some(Text::new("rekening tidak aktif", "the account is not active")),
                until: Some(end(2026, 12, 18)),
            },
        ),
    ]
}

fn money(office: &OfficeContact) -> Vec<Sample> {
    let frame = || Frame { link: Some(once(at(2026, 12, 18, 9))), ..to_family(office) };
    let part = |id: &str, en: &str, amount: i64| MoneyLine { label: Text::new(id, en), amount: Rupiah(amount) };
    vec![
        sample(
            "approved",
            frame(),
            Letter::Approved {
                amount: Rupiah(42_000_000),
                lines: vec![
                    part("Santunan kematian", "Death benefit", 20_000_000),
                    part("Santunan berkala 24 bulan, dibayar sekaligus", "Benefit of 24 months, at once", 12_000_000),
                    part("Biaya pemakaman", "Funeral costs", 10_000_000),
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
                bank: "BRI".to_owned(),
                account: "****1234".to_owned(),
                on: day(2026, 12, 16),
            },
        ),
        sample(
            "refused",
            frame(),
            Letter::Refused {
                reason: Text::new("tidak terdaftar pada 21 November 2026", "not insured on 21 November 2026"),
                article: "PP 44/2015 ps. 31".to_owned(),
                remedy: Some(Text::new("bukti iuran bulan itu", "a proof of payment for that month")),
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
        sample("digest", desk(), Letter::Digest { yours: 14, late: 1, items: listed() }),
        sample(
            "escalation",
            desk(),
            Letter::Escalation {
                number: NUMBER.to_owned(),
                days: 6,
                step: Text::new("Pemeriksaan awal", "First check"),
                cause: Text::new("kepesertaan belum dipastikan", "the membership is not settled"),
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
                person: "Siti Aminah".to_owned(),
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

fn papers() -> Vec<PaperLine> {
    let certificate = PaperLine {
        name: Text::new("Akta kematian", "Death certificate"),
        place: Some(Text::new("Dukcapil, lewat RT dan lurah", "Dukcapil, through RT and lurah")),
        cost: Some(Text::new("gratis", "free")),
        ..PaperLine::default()
    };
    vec![certificate, account()]
}

fn account() -> PaperLine {
    PaperLine {
        name: Text::new("Buku tabungan", "Bank book"),
        place: Some(Text::new("bank", "the bank")),
        cost: Some(Text::new("tanya dulu, minta tanda terima", "ask first, get a receipt")),
        how: Some(Text::new("halaman depan, nama sendiri, masih aktif", "the front page, own name, still active")),
        ..PaperLine::default()
    }
}

fn returned() -> PaperLine {
    PaperLine {
        name: Text::new("Akta kematian", "Death certificate"),
        reason: Some(Text::new("Foto buram.", "The photo is blurred.")),
        how: Some(Text::new(
            "Foto di dekat jendela, tangan bertumpu di meja.",
            "Take it near a window, with your hands resting on a table.",
        )),
        ..PaperLine::default()
    }
}

fn listed() -> Vec<DigestItem> {
    let item = |number: &str, what: Text, due: DateTime<Utc>, days_late: u32| DigestItem {
        number: number.to_owned(),
        what,
        due: Some(due),
        days_late,
    };
    vec![
        item(NUMBER, Text::new("Periksa akta kematian", "Review the death certificate"), end(2026, 11, 27), 2),
        item(
            "JKK-2026-000045-2",
            Text::new("Kirim laporan tahap I", "Send the first accident report"),
            at(2026, 12, 2, 16),
            0,
        ),
    ]
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
