//! The message that carries a link: short enough to be copied into any messenger, and always in the language of whom it is for.

use chrono::{DateTime, Utc};

use crate::law::Language;
use crate::words::{OfficeContact, Words, shown};

/// Letters of a message at most.
pub(super) const LETTERS_MAX: usize = 300;
/// Letters of a name that a message greets with.
const NAME_MAX: usize = 30;

/// The words that carry a link. What is least needed is left out where they would be too many.
pub(super) fn message(
    (name, language): (&str, Language),
    number: &str,
    address: &str,
    until: DateTime<Utc>,
    office: &OfficeContact,
) -> String {
    let words = Words::of(language);
    let first: String = name.split_whitespace().next().unwrap_or_default().chars().take(NAME_MAX).collect();
    let until = shown::moment(until, language);
    let values = [("name", first.as_str()), ("number", number), ("address", address), ("until", until.as_str())];
    let link = words.with("link-message", &values);
    let ask = office.phone.as_deref().map(|phone| words.t1("link-message-ask", "phone", phone)).unwrap_or_default();
    let from = format!("{} {}", words.t("link-message-free"), office.name);
    let parts = [link.as_str(), ask.as_str(), from.as_str()];
    (1..=parts.len())
        .rev()
        .map(|kept| parts[..kept].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" "))
        .find(|message| message.chars().count() <= LETTERS_MAX)
        .unwrap_or(link)
}

#[cfg(test)]
mod tests {
    use super::{LETTERS_MAX, message};
    use crate::law::{Language, Text};
    use crate::words::OfficeContact;

    #[test]
    fn a_message_is_short_and_always_has_its_link() {
        let check = |to: (&str, Language), office: &str, phone: Option<&str>, says: &[&str]| {
            let contact =
                OfficeContact { name: office.to_owned(), phone: phone.map(str::to_owned), hours: Text::default() };
            let address = "https://santun.jambikota.go.id/m/AAAAbbbbCCCCddddEEEEffffGGGGhhhh";
            let until = "2026-03-05T03:00:00Z".parse().unwrap_or_default();
            let message = message(to, "JKM-2026-000123-7", address, until, &contact);
            assert!(message.chars().count() <= LETTERS_MAX, "{message}");
            for part in [address, "JKM-2026-000123-7", "5 Mar 2026"].iter().chain(says) {
                assert!(message.contains(part), "{part} in {message}");
            }
        };
        let (id, en) = (Language::Id, Language::En);
        check(("Siti Aminah", id), "Kantor Uji", Some("0741-1"), &["Siti,", "0741-1", "Gratis", "Kantor Uji"]);
        check(("Siti", id), "Kantor Uji", None, &["jangan diteruskan", "Gratis", "Kantor Uji"]);
        check(("Siti", en), "Kantor Uji", None, &["Dear Siti,", "do not forward", "Free.", "Kantor Uji"]);
        check((&"S".repeat(60), id), &"K".repeat(120), Some("0741-1"), &["0741-1", "jangan diteruskan"]);
    }
}
