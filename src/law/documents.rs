//! The kinds of documents a claim knows.

/// Every kind of document, by the names the interface fixes. Proofs of relation and the documents of a workflow
/// come from this list.
pub const DOCUMENT_KINDS: [&str; 22] = [
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
];

/// Whether a name is one of [`DOCUMENT_KINDS`].
pub fn is_document_kind(name: &str) -> bool {
    DOCUMENT_KINDS.contains(&name)
}
