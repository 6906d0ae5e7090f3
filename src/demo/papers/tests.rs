//! Papers are what they say they are, and no two are alike.

use super::*;

#[test]
fn papers_have_their_type_and_bytes_of_their_own() {
    let check = |serial: u32, extension: &str, media_type: &str| {
        let of = |who: &str| paper("ktp", serial, &["KTP".to_owned(), who.to_owned()]);
        let ((name, bytes), (_, others)) = (of("Siti"), of("Budi"));
        assert_eq!(name, format!("ktp.{extension}"));
        assert_eq!(infer::get(&bytes).map(|kind| kind.mime_type()), Some(media_type));
        assert_ne!(bytes, others);
        assert_eq!(bytes, of("Siti").1);
    };
    check(0, "jpg", "image/jpeg");
    check(1, "png", "image/png");
    check(2, "pdf", "application/pdf");
    check(3, "pdf", "application/pdf");
}

#[test]
fn the_check_sum_is_that_of_png() {
    // The check value of the algorithm's definition, and the chunk that ends every PNG.
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    assert_eq!(crc32(b"IEND"), 0xae42_6082);
}
