//! Names as one meets them in Jambi: Malay, Minang, Batak, Javanese.

use crate::law::Sex;

use super::dice::Dice;

const MEN: [&str; 24] = [
    "Ahmad Fauzan",
    "Muhammad Rizki",
    "Zulfikar",
    "Amrizal",
    "Syamsuddin",
    "Hendri",
    "Roni",
    "Togar",
    "Parlindungan",
    "Datuk Nasir",
    "Azwar",
    "Yusril",
    "Bambang Sutrisno",
    "Eko Prasetyo",
    "Sabaruddin",
    "Fadli",
    "Khairul Anam",
    "Raden Hasyim",
    "Jefri",
    "Maruli",
    "Irwan",
    "Ardiansyah",
    "Nopriadi",
    "Suhardi",
];

const WOMEN: [&str; 24] = [
    "Siti Aisyah",
    "Nurhayati",
    "Rosmawati",
    "Yusnidar",
    "Farida",
    "Zubaidah",
    "Ernawati",
    "Halimah",
    "Desi Ratnasari",
    "Upik Marlina",
    "Rohani",
    "Tiurma",
    "Lasmaria",
    "Sri Wahyuni",
    "Nurjanah",
    "Asnah",
    "Eliza",
    "Fitri Handayani",
    "Mariana",
    "Rahmah",
    "Sumiati",
    "Wirdaningsih",
    "Yarmaini",
    "Nuraini",
];

const BOYS: [&str; 12] = [
    "Muhammad Fajar",
    "Rafi",
    "Dimas",
    "Alfarizi",
    "Gilang",
    "Reza",
    "Farhan",
    "Ilham",
    "Daffa",
    "Rizky",
    "Bintang",
    "Arif",
];

const GIRLS: [&str; 12] = [
    "Aisyah Putri",
    "Nabila",
    "Salsabila",
    "Kirana",
    "Zahra",
    "Cahaya",
    "Nadia",
    "Annisa",
    "Putri Ayu",
    "Intan",
    "Khadijah",
    "Melati",
];

/// Family names (marga and suku) that children take from their father.
const FAMILY_NAMES: [&str; 12] = [
    "Siregar",
    "Nasution",
    "Lubis",
    "Harahap",
    "Panjaitan",
    "Simanjuntak",
    "Situmorang",
    "Tanjung",
    "Chaniago",
    "Koto",
    "Piliang",
    "Sikumbang",
];

/// The name of somebody grown up.
pub(super) fn adult(sex: Sex, dice: &mut Dice) -> String {
    dice.pick(match sex {
        Sex::Male => &MEN,
        Sex::Female => &WOMEN,
    })
    .to_owned()
}

/// The name of a child, with the family name of the parent where that has one.
pub(super) fn child(sex: Sex, of: &str, dice: &mut Dice) -> String {
    let first = dice.pick(match sex {
        Sex::Male => &BOYS,
        Sex::Female => &GIRLS,
    });
    with_family_name(first, of)
}

/// A first name with the family name that somebody else bears, where that one bears one.
pub(super) fn with_family_name(first: &str, of: &str) -> String {
    let last = of.split_whitespace().next_back().unwrap_or_default();
    if FAMILY_NAMES.contains(&last) { format!("{first} {last}") } else { first.to_owned() }
}

/// The e-mail address of somebody, if they have one: every second name does. Nobody receives mail at `example`.
pub(super) fn email(name: &str) -> Option<String> {
    let sum: usize = name.bytes().map(usize::from).sum();
    let words: Vec<String> = name.split_whitespace().map(|word| word.to_lowercase().replace('.', "")).collect();
    sum.is_multiple_of(2).then(|| format!("{}@warga.example", words.join(".")))
}

const WORDS: [&str; 64] = [
    "angsa", "awan", "bambu", "batik", "belida", "beras", "bintang", "bulan", "cempaka", "cendana", "dayung", "delima",
    "duku", "durian", "embun", "enau", "fajar", "gading", "gambus", "gong", "hujan", "ikan", "jambu", "jati", "kapal",
    "karet", "kelapa", "kerbau", "kopi", "kuala", "ladang", "langit", "lontar", "lumbung", "madu", "mangga", "melati",
    "muara", "nanas", "nipah", "ombak", "padi", "pandan", "pantun", "perahu", "pinang", "pulau", "rakit", "rambai",
    "rotan", "rusa", "sawah", "senja", "serai", "sirih", "sungai", "tebing", "telaga", "tenun", "tikar", "timah",
    "ulin", "warung", "zamrud",
];

/// A password that can be read out and typed: four words, by real chance.
pub(super) fn password() -> String {
    let chance: [u8; 4] = rand::random();
    chance.map(|byte| WORDS[usize::from(byte) % WORDS.len()]).join("-")
}
