//! What the reader is told about coverage.

use chrono::NaiveDate;

use super::check::{ConditionCode, CoverageCondition};
use super::rules::{ArrearsRule, JkmMembershipRule};
use crate::law::{Confidence, Month, Text};

pub(super) fn arrears_due(unpaid: u32, rule: &ArrearsRule) -> CoverageCondition {
    CoverageCondition {
        code: ConditionCode::ArrearsDue,
        months: Some(unpaid),
        message: Text::new(
            format!("iuran {unpaid} bulan belum dibayar; masih dalam masa tenggang {} bulan", rule.grace_months),
            format!(
                "{unpaid} month(s) of contributions are unpaid, still inside the {} months of grace",
                rule.grace_months
            ),
        ),
        remedy: Text::new(
            "lunasi tunggakan dan minta kepesertaan diaktifkan kembali sebelum klaim diajukan",
            "pay the arrears and have the membership made active again before the claim is handed over",
        ),
        law: rule.law.clone(),
        confidence: rule.confidence,
    }
}

pub(super) fn employer_arrears(unpaid: u32, rule: &ArrearsRule) -> CoverageCondition {
    CoverageCondition {
        code: ConditionCode::ConfirmWithInsurer,
        months: Some(unpaid),
        message: Text::new(
            "peserta penerima upah: tunggakan menjadi tanggung jawab pemberi kerja; aturan ini perlu dipastikan",
            "wage earner: the employer answers for the arrears; this rule has to be confirmed",
        ),
        remedy: Text::new(
            "tanyakan kepada kantor cabang BPJS Ketenagakerjaan apakah manfaat tetap dibayar",
            "ask the insurer's branch whether the benefit is still paid",
        ),
        law: rule.law.clone(),
        confidence: Confidence::Low,
    }
}

pub(super) fn grace_over(unpaid: u32, paid_through: Month, rule: &ArrearsRule) -> CoverageCondition {
    let last = paid_through.words();
    CoverageCondition {
        code: ConditionCode::GraceOver,
        months: Some(unpaid),
        message: Text::new(
            format!(
                "iuran terakhir untuk {}; {unpaid} bulan belum dibayar, melebihi masa tenggang {} bulan",
                last.id, rule.grace_months
            ),
            format!(
                "the last contribution was for {}; {unpaid} months are unpaid, more \
                    than the {} months of grace",
                last.en, rule.grace_months
            ),
        ),
        remedy: Text::new(
            "cari bukti bayar untuk bulan setelah itu; tanpa bukti, kepesertaan sudah tidak aktif pada hari kejadian",
            "look for proof of payment of later months; without it the membership was no longer \
                active on the day of the event",
        ),
        law: rule.law.clone(),
        confidence: rule.confidence,
    }
}

pub(super) fn before_membership(from: Month, law: &str) -> CoverageCondition {
    let from = from.words();
    CoverageCondition {
        code: ConditionCode::BeforeMembership,
        months: None,
        message: Text::new(
            format!("kejadian terjadi sebelum iuran pertama ({}); perlindungan mulai dengan iuran pertama", from.id),
            format!(
                "the event came before the first contribution ({}); coverage begins with the first contribution",
                from.en
            ),
        ),
        remedy: Text::new(
            "periksa tanggal kejadian dan bulan iuran pertama; tunjukkan bukti bayar bila data keliru",
            "check the date of the event and the month of the first contribution; show proof of \
                payment if the data is wrong",
        ),
        law: law.to_owned(),
        confidence: Confidence::High,
    }
}

pub(super) fn never_paid(law: &str) -> CoverageCondition {
    CoverageCondition {
        code: ConditionCode::NeverPaid,
        months: Some(0),
        message: Text::new(
            "belum ada iuran yang dibayar; perlindungan mulai dengan iuran pertama",
            "no contribution was ever paid; coverage begins with the first contribution",
        ),
        remedy: Text::new("tunjukkan bukti bayar iuran bila ada", "show proof of payment if there is any"),
        law: law.to_owned(),
        confidence: Confidence::High,
    }
}

pub(super) fn law_table_missing(first: Option<NaiveDate>, law_before: &str) -> CoverageCondition {
    let date = first.map(|date| date.format("%d-%m-%Y").to_string()).unwrap_or_default();
    CoverageCondition {
        code: ConditionCode::LawTableMissing,
        months: None,
        message: Text::new(
            format!("kejadian sebelum {date} diatur oleh {law_before}, yang tidak ada dalam tabel Santun"),
            format!("events before {date} follow {law_before}, which is not among Santun's tables"),
        ),
        remedy: Text::new(
            "periksa tanggal kejadian; bila benar, tanyakan kepada kantor cabang BPJS Ketenagakerjaan",
            "check the date of the event; if it is right, ask the insurer's branch",
        ),
        law: law_before.to_owned(),
        confidence: Confidence::High,
    }
}

pub(super) fn membership_short(paid: u32, rule: &JkmMembershipRule) -> CoverageCondition {
    CoverageCondition {
        code: ConditionCode::MembershipShort,
        months: Some(paid),
        message: Text::new(
            format!(
                "baru {paid} bulan iuran sampai bulan meninggal; manfaat JKM penuh mulai {} bulan",
                rule.full_from_months
            ),
            format!(
                "only {paid} month(s) were paid up to the month of death; the full JKM benefit takes {}",
                rule.full_from_months
            ),
        ),
        remedy: Text::new(
            "keluarga menerima biaya pemakaman; bila meninggal karena kerja, ajukan JKK yang tidak \
                mengenal masa tunggu",
            "the family receives the funeral cost; if work was the cause, claim JKK, which has no waiting period",
        ),
        law: rule.law.clone(),
        confidence: rule.confidence,
    }
}

pub(super) fn membership_open(paid: u32, rule: &JkmMembershipRule) -> CoverageCondition {
    CoverageCondition {
        code: ConditionCode::ConfirmWithInsurer,
        months: Some(paid),
        message: Text::new(
            format!(
                "tepat {paid} bulan iuran: peraturan tidak menjelaskan apakah manfaat JKM penuh; \
                    dihitung jumlah yang lebih kecil"
            ),
            format!(
                "exactly {paid} months were paid: the rule does not say whether JKM is full; the \
                    lower amount is counted"
            ),
        ),
        remedy: Text::new(
            "minta penegasan tertulis dari kantor cabang BPJS Ketenagakerjaan",
            "ask the insurer's branch to confirm in writing",
        ),
        law: rule.law.clone(),
        confidence: Confidence::Open,
    }
}
