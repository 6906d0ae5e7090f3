//! Words that a workflow file may use but does not define: they belong to the program.

use std::borrow::Borrow;

/// Kinds of papers that the desk can file.
pub(super) const DOCUMENT_KINDS: &[&str] = &[
    "kpj",
    "ktp",
    "kk",
    "akta_kematian",
    "surat_kematian",
    "surat_ahli_waris",
    "penetapan_ahli_waris",
    "buku_nikah",
    "akta_cerai",
    "akta_lahir",
    "penetapan_adopsi",
    "perwalian",
    "surat_kuasa",
    "rekening",
    "formulir_4",
    "wasiat",
    "bukti_pemakaman",
    "surat_kerja",
    "sk_wali_kota",
    "tanda_terima",
    "surat_penanggung",
    "lainnya",
    // Of work accidents.
    "formulir_3_kk_1",
    "formulir_3a_kk_2",
    "formulir_3b_kk_3",
    "formulir_3_pak_1",
    "formulir_3a_pak_2",
    "formulir_3b_pak_3",
    "kronologis",
    "ktp_saksi",
    "laporan_polisi",
    "visum",
    "surat_jasa_raharja",
    "bukti_kerja",
    "kuitansi_pengobatan",
    "kuitansi_angkutan",
    "surat_istirahat",
    "resume_medis",
    "surat_rujukan",
    "kuitansi_alat",
    "penetapan_pengawas",
    // Of scholarships.
    "formulir_beasiswa",
    "surat_sekolah",
    "kartu_pelajar",
    "rapor",
];

/// Refusals before any rule of a step is asked.
pub(super) const REFUSALS: &[&str] = &["role", "invalid", "wrong_state"];

/// Relations of the heir order.
pub(super) const RELATIONS: &[&str] = &[
    "participant",
    "spouse",
    "child",
    "parent",
    "grandparent",
    "grandchild",
    "sibling",
    "parent_in_law",
    "testamentary",
    "funeral_payer",
    "other",
];

/// Keys of the letters to families.
pub(super) const LETTERS: &[&str] = &[
    "registered",
    "documents_wanted",
    "document_refused",
    "reminder",
    "overdue",
    "heirs_confirm",
    "people_changed",
    "approved",
    "handed_over",
    "more_wanted",
    "paid",
    "refused",
    "login_link",
    "code",
];

/// Kinds of findings that an automatic check may raise.
pub(super) const ALERT_KINDS: &[&str] = &[
    "account_changed",
    "account_differs",
    "account_holder_differs",
    "amount_differs",
    "birth_date_differs",
    "call_overdue",
    "calendar_missing",
    "coverage_in_doubt",
    "earlier_claim",
    "event_date_differs",
    "fact_changed_late",
    "follow_up_not_open",
    "hand_over_crossed",
    "hand_over_dead",
    "insurer_answer_unexpected",
    "mail_dead",
    "money_not_arrived",
    "name_differs",
    "newer_version",
    "nik_differs",
    "overdue",
    "paid_alternative",
    "paper_changed_late",
    "possible_twin",
    "scholarship_choice",
    "twin_document",
];

/// Procedures that the program will know, and that a file may already open.
pub(super) const PLANNED_PROCEDURES: &[&str] = &["jkm", "jkk", "beasiswa"];

/// Placeholders of a message that may stand in any refusal.
pub(super) const PLACEHOLDERS: &[&str] = &["difference_total", "jkk_total", "jkm_total", "missing", "needs", "why"];

/// People who act in scenarios, beside the names of roles.
pub(super) const STAFF: &[&str] = &["rina", "dewi", "hasan", "tuti"];

/// Whether a list of words holds a word.
pub(super) fn knows(words: &[&str], word: &str) -> bool {
    words.contains(&word)
}

/// The nearest word of a list, when it is near enough to be what was meant: `; did you mean `ktp`?`, or nothing.
pub(super) fn perhaps<'a, W: Borrow<str> + ?Sized + 'a>(words: impl IntoIterator<Item = &'a W>, word: &str) -> String {
    words
        .into_iter()
        .map(Borrow::borrow)
        .map(|known| (strsim::osa_distance(known, word), known))
        .min()
        .filter(|(distance, known)| *distance <= 1 + known.len() / 4)
        .map_or_else(String::new, |(_, known)| format!("; did you mean `{known}`?"))
}
