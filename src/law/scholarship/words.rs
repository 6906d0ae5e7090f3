//! What the reader is told when a scholarship is not given.

use chrono::NaiveDate;

use super::{SchoolLevel, SchoolYear};
use crate::law::{LawRefusal, Text};

fn refusal(rule: &str, law: &str, message: Text, remedy: Text) -> Box<LawRefusal> {
    Box::new(LawRefusal { rule: rule.to_owned(), message, law: law.to_owned(), remedy })
}

fn ask_insurer() -> Text {
    Text::new("mintakan penegasan kantor cabang BPJS Ketenagakerjaan", "ask the insurer's branch to confirm")
}

/// The same refusal, said of somebody or of some year.
pub(super) fn of(who: &Text, refusal: LawRefusal) -> LawRefusal {
    let message =
        Text::new(format!("{}: {}", who.id, refusal.message.id), format!("{}: {}", who.en, refusal.message.en));
    LawRefusal { message, ..refusal }
}

pub(super) fn year(year: SchoolYear) -> Text {
    Text::new(format!("tahun ajaran {year}"), format!("school year {year}"))
}

pub(super) fn table_missing(first: Option<NaiveDate>, law_before: &str) -> Box<LawRefusal> {
    let date = first.map(|date| date.format("%d-%m-%Y").to_string()).unwrap_or_default();
    refusal(
        "law_table_missing",
        law_before,
        Text::new(
            format!("beasiswa: kejadian sebelum {date} diatur oleh {law_before}, yang tidak ada dalam tabel Santun"),
            format!("scholarship: events before {date} follow {law_before}, which is not among Santun's tables"),
        ),
        Text::new(
            "periksa tanggal kejadian; bila benar, tanyakan kepada kantor cabang BPJS Ketenagakerjaan",
            "check the date of the event; if it is right, ask the insurer's branch",
        ),
    )
}

pub(super) fn not_of_outcome(law: &str) -> Box<LawRefusal> {
    refusal(
        "scholarship_not_of_outcome",
        law,
        Text::new(
            "beasiswa hanya untuk anak peserta yang meninggal atau cacat total tetap",
            "scholarships are for children of a worker who died or is totally disabled",
        ),
        Text::new("periksa akibat kecelakaan pada surat keterangan dokter", "check the outcome in the doctor's letter"),
    )
}

pub(super) fn contributions_short(paid: u32, needed: u32, law: &str) -> Box<LawRefusal> {
    refusal(
        "scholarship_contributions_short",
        law,
        Text::new(
            format!("beasiswa JKM memerlukan {needed} bulan iuran; baru {paid} bulan"),
            format!("a JKM scholarship takes {needed} months of contributions; there are {paid}"),
        ),
        Text::new(
            "bila meninggal karena kecelakaan kerja, ajukan JKK: beasiswa tanpa syarat masa iuran",
            "if a work accident was the cause, claim JKK: its scholarship needs no length of contributions",
        ),
    )
}

pub(super) fn not_born(law: &str) -> Box<LawRefusal> {
    refusal(
        "child_not_born",
        law,
        Text::new(
            "anak belum lahir pada hari kejadian atau tanggal lahirnya belum ada; peraturan tidak mengaturnya tegas",
            "the child was not born on the day of the event, or the birth date is not known; the law leaves it open",
        ),
        ask_insurer(),
    )
}

pub(super) fn not_legitimate(law: &str) -> Box<LawRefusal> {
    refusal(
        "child_not_legitimate",
        law,
        Text::new(
            "anak tiri atau anak angkat hanya berhak bila sah menurut penetapan pengadilan",
            "a stepchild or adopted child counts only by a decree of a court",
        ),
        Text::new("bawa penetapan pengadilan", "bring the decree of the court"),
    )
}

pub(super) fn too_old(age: u32, law: &str) -> Box<LawRefusal> {
    refusal(
        "child_too_old",
        law,
        Text::new(format!("anak sudah berusia {age} tahun"), format!("the child has reached the age of {age}")),
        Text::new("periksa tanggal lahir pada akta kelahiran", "check the birth date in the birth certificate"),
    )
}

pub(super) fn married(law: &str) -> Box<LawRefusal> {
    refusal(
        "child_married",
        law,
        Text::new("anak sudah menikah", "the child is married"),
        Text::new(
            "periksa status perkawinan; beasiswa berakhir dengan pernikahan",
            "check the marital status; marriage ends the scholarship",
        ),
    )
}

pub(super) fn works(has_exceptions: bool, law: &str) -> Box<LawRefusal> {
    let remedy = if has_exceptions {
        Text::new(
            "tetap berhak bila masih sekolah dan magang, terdaftar BPU, atau terdaftar PU paling lama 6 bulan berturut-turut",
            "still due if the child studies and is an intern, is registered as BPU, or as PU for at most 6 months in a row",
        )
    } else {
        Text::new("periksa apakah anak bekerja", "check whether the child works")
    };
    refusal("child_works", law, Text::new("anak sudah bekerja", "the child works"), remedy)
}

pub(super) fn not_studying(law: &str) -> Box<LawRefusal> {
    refusal(
        "child_not_studying",
        law,
        Text::new("anak tidak sedang sekolah atau kuliah", "the child does not study"),
        Text::new(
            "bawa surat keterangan aktif dari sekolah atau kampus",
            "bring the letter of active study of the school",
        ),
    )
}

pub(super) fn two_children(names: &Text, most: usize, law: &str) -> Box<LawRefusal> {
    refusal(
        "scholarship_children_over",
        law,
        Text::new(
            format!("beasiswa untuk paling banyak {most} anak; dihitung yang terbesar, tanpa {}", names.id),
            format!("scholarships are for {most} children at most; the highest are counted, without {}", names.en),
        ),
        Text::new(
            "keluarga memilih anak yang menerima; pilihan itu dicatat pada pengajuan",
            "the family chooses the children who receive it; the application records the choice",
        ),
    )
}

pub(super) fn before_event(law: &str) -> Box<LawRefusal> {
    refusal(
        "year_before_event",
        law,
        Text::new("tahun ajaran sebelum kejadian", "the school year lies before the event"),
        Text::new("ajukan mulai tahun ajaran kejadian", "claim from the school year of the event on"),
    )
}

pub(super) fn in_future(law: &str) -> Box<LawRefusal> {
    refusal(
        "year_in_future",
        law,
        Text::new("tahun ajaran belum mulai pada hari pengajuan", "the school year had not begun on the application"),
        Text::new("ajukan lagi setelah tahun ajaran mulai", "apply again when the school year has begun"),
    )
}

pub(super) fn too_late(years: u32, law: &str) -> Box<LawRefusal> {
    refusal(
        "year_too_late",
        law,
        Text::new(
            format!("tahun ajaran mulai lebih dari {years} tahun sebelum pengajuan"),
            format!("the school year began more than {years} years before the application"),
        ),
        ask_insurer(),
    )
}

pub(super) fn already_paid(law: &str) -> Box<LawRefusal> {
    refusal(
        "year_already_paid",
        law,
        Text::new("tahun ajaran ini sudah dibayar", "this school year was paid already"),
        Text::new("periksa catatan pembayaran", "check the record of payments"),
    )
}

pub(super) fn level_used(level: SchoolLevel, years: u32, law: &str) -> Box<LawRefusal> {
    let name = level.words();
    refusal(
        "level_years_used",
        law,
        Text::new(
            format!("{years} tahun untuk jenjang {} sudah dibayar semua", name.id),
            format!("all {years} years of {} were paid", name.en),
        ),
        Text::new(
            "ajukan lagi bila anak naik ke jenjang berikutnya",
            "apply again when the child enters the next level",
        ),
    )
}
