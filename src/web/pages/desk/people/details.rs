//! What is recorded about a person as boxes of a form, and back. Numbers that not everybody may read whole are not
//! written into the form: an empty box keeps what is recorded.

use crate::claim::{Account, Claim, Person, PersonDetails, PersonId};
use crate::law::heirs::{Adoption, Relation};
use crate::law::{FieldError, Language, Sex, Text};
use crate::words::{Words, shown};

use super::super::super::field::FieldView;
use super::super::super::form::Sent;
use super::super::super::problems::Problems;

/// The relations that somebody may have: the insured person themselves are recorded by the claim and chosen by nobody.
fn relations(old: Option<&PersonDetails>) -> impl Iterator<Item = Relation> {
    let own = old.map(|old| old.relation).filter(|relation| *relation == Relation::Participant);
    let others = Relation::ALL.into_iter().filter(move |_| own.is_none());
    own.into_iter().chain(others)
}

/// A group of boxes under a heading.
pub(super) struct Group {
    /// The heading.
    pub(super) title: String,
    /// The boxes.
    pub(super) fields: Vec<FieldView>,
}

/// A box to tick: its name, whether it is ticked where nothing is recorded, what is recorded, and how that is kept.
struct Flag {
    name: &'static str,
    /// The value that a tick stands for.
    ticked: bool,
    get: fn(&PersonDetails) -> Option<bool>,
    set: fn(&mut PersonDetails, Option<bool>),
}

/// The tick that names a child for a scholarship; no other relation has it.
const SCHOLARSHIP: &str = "scholarship";

const FLAGS: [Flag; 9] = [
    Flag { name: "dead", ticked: false, get: |it| it.alive, set: |it, value| it.alive = value },
    Flag { name: "died-after", ticked: true, get: |it| it.died_after, set: |it, value| it.died_after = value },
    Flag { name: "suspected", ticked: true, get: |it| it.suspected, set: |it, value| it.suspected = value },
    Flag { name: "missing", ticked: true, get: |it| it.missing, set: |it, value| it.missing = value },
    Flag { name: "unborn", ticked: true, get: |it| it.unborn, set: |it, value| it.unborn = value },
    Flag { name: "divorced", ticked: true, get: |it| it.divorced, set: |it, value| it.divorced = value },
    Flag { name: "step-child", ticked: true, get: |it| it.step, set: |it, value| it.step = value },
    Flag { name: SCHOLARSHIP, ticked: true, get: |it| it.scholarship, set: |it, value| it.scholarship = value },
    Flag { name: "half", ticked: false, get: |it| it.full_blood, set: |it, value| it.full_blood = value },
];

impl Flag {
    fn is_ticked(&self, details: &PersonDetails) -> bool {
        (self.get)(details) == Some(self.ticked)
    }

    /// What was not said stays unsaid, so that a form that changes nothing changes nothing.
    fn take(&self, details: &mut PersonDetails, now: bool) {
        if now != self.is_ticked(details) {
            let value = if now { self.ticked } else { !self.ticked };
            (self.set)(details, Some(value));
        }
    }
}

/// Nobody yet.
pub(super) fn nobody() -> PersonDetails {
    PersonDetails::new("", Relation::Spouse)
}

/// What the form of a recorded person holds at first.
pub(super) fn as_sent(details: &PersonDetails) -> Sent {
    let mut pairs = vec![("name", details.name.clone()), ("relation", details.relation.as_str().to_owned())];
    let date = details.birth_date.map(|date| date.format("%-d %-m %Y").to_string()).unwrap_or_default();
    pairs.extend(["birth_date.d", "birth_date.m", "birth_date.y"].into_iter().zip(date.split(' ').map(str::to_owned)));
    pairs.push(("sex", details.sex.map(|sex| sex_word(sex).to_owned()).unwrap_or_default()));
    pairs.push(("adopted", details.adopted.map(|how| adoption_word(how).to_owned()).unwrap_or_default()));
    let ticked = FLAGS.iter().filter(|flag| flag.is_ticked(details));
    pairs.extend(ticked.map(|flag| (flag.name, "true".to_owned())));
    pairs.extend(["parents", "parents-2"].into_iter().zip(details.parents.iter().map(ToString::to_string)));
    pairs.push(("guardian", details.guardian.map(|id| id.to_string()).unwrap_or_default()));
    pairs.push(("phone", details.phone.clone().unwrap_or_default()));
    pairs.push(("email", details.email.clone().unwrap_or_default()));
    pairs.push(("language", details.language.unwrap_or_default().code().to_owned()));
    if let Some(account) = &details.account {
        pairs.push(("account.bank", account.bank.clone()));
        pairs.push(("account.holder", account.holder.clone()));
    }
    Sent::new(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// A language by its own name.
pub(super) fn language_name(language: Language) -> &'static str {
    match language {
        Language::Id => "Bahasa Indonesia",
        Language::En => "English",
    }
}

fn sex_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

fn adoption_word(how: Adoption) -> &'static str {
    match how {
        Adoption::Decree => "decree",
        Adoption::WithoutDecree => "without_decree",
    }
}

/// The languages that letters are written in.
const LANGUAGES: [Language; 2] = [Language::Id, Language::En];

/// What a form says about a person, on top of what is recorded, and what cannot be read of it. Whether it may be so is
/// the core's to say.
pub(super) fn read(sent: &Sent, old: &PersonDetails) -> (PersonDetails, Problems) {
    let mut problems = Problems::default();
    let mut wrong = |field: &str, code: &str, id: &str, en: &str| {
        problems.fields.push(FieldError::new(field, code, Text::new(id, en)));
    };
    let text = |name: &str| sent.filled(name).map(str::to_owned);
    let person = |name: &str| sent.filled(name).and_then(|id| id.parse().ok()).map(PersonId);
    let mut new = old.clone();
    new.name = text("name").unwrap_or_default();
    let relation = relations(Some(old)).find(|relation| sent.filled("relation") == Some(relation.as_str()));
    match relation {
        Some(relation) => new.relation = relation,
        None => wrong("relation", "required", "Pilih hubungannya.", "Choose the relation."),
    }
    match sent.date("birth_date") {
        Ok(date) => new.birth_date = date,
        Err(_) => wrong(
            "birth_date",
            "wrong_value",
            "Isi tanggal, bulan dan tahun dengan angka, misalnya 4 12 1980.",
            "Give day, month and year in digits, as 4 12 1980.",
        ),
    }
    new.sex = [Sex::Male, Sex::Female].into_iter().find(|sex| sent.filled("sex") == Some(sex_word(*sex)));
    let ways = [Adoption::Decree, Adoption::WithoutDecree];
    new.adopted = ways.into_iter().find(|how| sent.filled("adopted") == Some(adoption_word(*how)));
    for flag in &FLAGS {
        flag.take(&mut new, sent.filled(flag.name).is_some());
    }
    let behind: Vec<PersonId> = old.parents.iter().skip(2).copied().collect();
    new.parents = person("parents").into_iter().chain(person("parents-2")).chain(behind).collect();
    new.guardian = person("guardian");
    (new.phone, new.email) = (text("phone"), text("email"));
    if new.email.as_ref().is_some_and(|email| !email.contains('@') || email.contains(char::is_whitespace)) {
        wrong(
            "email",
            "wrong_value",
            "Alamat e-mail memakai tanda @, tanpa spasi.",
            "An e-mail address has an @ and no spaces.",
        );
    }
    let language = LANGUAGES.into_iter().find(|language| sent.filled("language") == Some(language.code()));
    // What was not said stays unsaid.
    new.language = language.filter(|language| *language != old.language.unwrap_or_default()).or(old.language);
    new.nik = if sent.filled("nik-gone").is_some() { None } else { sent.filled("nik").map(digits).or(new.nik) };
    new.account = account(sent, old);
    (new, problems)
}

/// A NIK as people write it, in groups.
fn digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '.' && *c != '-').collect()
}

/// The account: its number is kept when nothing is typed, unless bank and holder were emptied too.
fn account(sent: &Sent, old: &PersonDetails) -> Option<Account> {
    let get = |name: &str| sent.filled(name).map(str::to_owned);
    let (bank, number, holder) = (get("account.bank"), get("account.number"), get("account.holder"));
    if bank.is_none() && number.is_none() && holder.is_none() {
        return None;
    }
    let number = number.or_else(|| old.account.as_ref().map(|account| account.number.clone()));
    Some(Account {
        bank: bank.unwrap_or_default(),
        number: number.unwrap_or_default(),
        holder: holder.unwrap_or_default(),
    })
}

/// The names of all boxes, for the list of what is wrong.
pub(super) const BOXES: [&str; 24] = [
    "name",
    "relation",
    "nik",
    "nik-gone",
    "birth_date",
    "sex",
    "dead",
    "died-after",
    "suspected",
    "missing",
    "unborn",
    "divorced",
    "step-child",
    SCHOLARSHIP,
    "half",
    "adopted",
    "parents",
    "parents-2",
    "guardian",
    "phone",
    "email",
    "language",
    "account.bank",
    "account.number",
];

/// What cannot be read together with what the core says of the rest, so that everything wrong is told at once.
pub(super) fn together(unread: Problems, by_core: Problems) -> Problems {
    let mut all = unread;
    let new = by_core.fields.into_iter().filter(|error| all.fields.iter().all(|known| known.field != error.field));
    let new: Vec<FieldError> = new.collect();
    all.fields.extend(new);
    all
}

/// The core's words for a box: it knows the account as one thing.
pub(super) fn renamed(mut problems: Problems) -> Problems {
    for error in &mut problems.fields {
        if error.field == "account" {
            "account.bank".clone_into(&mut error.field);
        }
    }
    problems
}

/// The boxes, with what was typed.
pub(super) fn groups(
    claim: &Claim,
    own: Option<&Person>,
    sent: &Sent,
    problems: &Problems,
    words: Words,
) -> Vec<Group> {
    let group = |title: &str, fields: Vec<FieldView>| Group {
        title: words.t(title),
        fields: fields.into_iter().map(|field| field.told(problems, words)).collect(),
    };
    vec![
        group("person-group-who", who(own, sent, words)),
        group("person-group-state", state(sent, words)),
        group("person-group-family", family(claim, own, sent, words)),
        group("person-group-contact", contact(sent, words)),
        group("person-group-account", account_boxes(own, sent, words)),
    ]
}

fn who(own: Option<&Person>, sent: &Sent, words: Words) -> Vec<FieldView> {
    let get = |name: &str| sent.get(name).unwrap_or_default();
    let choose = (String::new(), words.t("person-choose"));
    let relations = relations(own.map(|person| &person.details))
        .map(|one| (one.as_str().to_owned(), words.t(&format!("relation-{}", one.as_str()))));
    let recorded = own.and_then(|person| person.details.nik.as_ref());
    let nik = FieldView::digits("nik", words.t("person-nik"), get("nik")).at_most(24);
    let nik = match recorded {
        Some(known) => nik.help(words.t1("person-recorded-keep", "recorded", shown::masked_nik(known))),
        None => nik.help(words.t("person-nik-help")),
    };
    let gone =
        recorded.map(|_| FieldView::tick("nik-gone", words.t("person-nik-gone"), sent.filled("nik-gone").is_some()));
    let sexes =
        [("male", "person-male"), ("female", "person-female")].map(|(value, key)| (value.to_owned(), words.t(key)));
    let relation = FieldView::select(
        "relation",
        words.t("person-relation"),
        std::iter::once(choose).chain(relations),
        get("relation"),
    );
    let mut fields = vec![
        FieldView::line("name", words.t("person-name"), get("name")).help(words.t("person-name-help")).required(),
        relation.required(),
        nik,
    ];
    fields.extend(gone);
    fields.push(FieldView::date("birth_date", words.t("person-birth-date"), sent));
    fields.push(FieldView::choice("sex", words.t("person-sex"), sexes, get("sex")));
    fields
}

fn state(sent: &Sent, words: Words) -> Vec<FieldView> {
    let tick = |flag: &Flag| {
        FieldView::tick(flag.name, words.t(&format!("person-flag-{}", flag.name)), sent.filled(flag.name).is_some())
    };
    let ways =
        [("", "person-by-birth"), ("decree", "person-adopted-decree"), ("without_decree", "person-adopted-without")]
            .map(|(value, key)| (value.to_owned(), words.t(key)));
    let adopted =
        FieldView::select("adopted", words.t("person-adopted"), ways, sent.get("adopted").unwrap_or_default());
    let child = matches!(sent.filled("relation"), None | Some("child"));
    let asked = |flag: &&Flag| flag.name != SCHOLARSHIP || child || sent.filled(SCHOLARSHIP).is_some();
    FLAGS.iter().filter(asked).map(tick).chain([adopted.required()]).collect()
}

fn family(claim: &Claim, own: Option<&Person>, sent: &Sent, words: Words) -> Vec<FieldView> {
    let others = || {
        let others = claim.people.iter().filter(|one| own.is_none_or(|own| own.id != one.id));
        let others = others.map(|one| (one.id.to_string(), one.details.name.clone()));
        std::iter::once((String::new(), words.t("person-nobody"))).chain(others)
    };
    let select = |name: &str, key: &str| {
        FieldView::select(name, words.t(key), others(), sent.get(name).unwrap_or_default()).required()
    };
    vec![
        select("parents", "person-parent-1").help(words.t("person-parents-help")),
        select("parents-2", "person-parent-2"),
        select("guardian", "person-guardian").help(words.t("person-guardian-help")),
    ]
}

fn contact(sent: &Sent, words: Words) -> Vec<FieldView> {
    let get = |name: &str| sent.get(name).unwrap_or_default();
    let languages = LANGUAGES.map(|language| (language.code().to_owned(), language_name(language).to_owned()));
    let chosen = sent.filled("language").unwrap_or(Language::default().code());
    vec![
        FieldView::line("phone", words.t("person-phone"), get("phone")).typed("tel", "tel", "off").at_most(40),
        FieldView::line("email", words.t("person-email"), get("email")).typed("email", "email", "off"),
        FieldView::choice("language", words.t("person-language"), languages, chosen)
            .help(words.t("person-language-help"))
            .required(),
    ]
}

fn account_boxes(own: Option<&Person>, sent: &Sent, words: Words) -> Vec<FieldView> {
    let get = |name: &str| sent.get(name).unwrap_or_default();
    let number =
        FieldView::digits("account.number", words.t("person-account-number"), get("account.number")).at_most(40);
    let recorded = own.and_then(|person| person.details.account.as_ref());
    let number = match recorded {
        Some(account) => {
            let masked = shown::masked_account(&account.number);
            number.help(words.t1("person-recorded-keep", "recorded", masked))
        }
        None => number,
    };
    vec![
        FieldView::line("account.bank", words.t("person-account-bank"), get("account.bank")).at_most(60),
        number,
        FieldView::line("account.holder", words.t("person-account-holder"), get("account.holder"))
            .help(words.t("person-account-holder-help")),
    ]
}

#[cfg(test)]
mod tests {
    use super::{as_sent, nobody, read};
    use crate::claim::{Account, PersonDetails};
    use crate::law::{Language, Sex};
    use crate::web::pages::form::Sent;
    use crate::web::pages::problems::Problems;

    fn recorded() -> PersonDetails {
        let account = Account { bank: "BRI".to_owned(), number: "0123456789".to_owned(), holder: "Siti".to_owned() };
        PersonDetails {
            name: "Siti".to_owned(),
            nik: Some("1571024103880001".to_owned()),
            birth_date: chrono::NaiveDate::from_ymd_opt(1988, 3, 1),
            sex: Some(Sex::Female),
            alive: Some(true),
            account: Some(account),
            ..nobody()
        }
    }

    fn with(sent: &Sent, name: &str, value: &str) -> Sent {
        let others = sent.pairs().iter().filter(|(known, _)| known != name).cloned();
        Sent::new(others.chain([(name.to_owned(), value.to_owned())]).collect())
    }

    #[test]
    fn a_form_that_changes_nothing_changes_nothing() {
        let old = recorded();
        assert_eq!(read(&as_sent(&old), &old), (old, Problems::default()));
    }

    #[test]
    fn hidden_numbers_are_kept_changed_or_taken_away() {
        let (old, sent) = (recorded(), as_sent(&recorded()));
        assert!(sent.pairs().iter().all(|(_, value)| value != "0123456789" && value != "1571024103880001"));
        let nik = |sent: &Sent| read(sent, &old).0.nik;
        assert_eq!(nik(&with(&sent, "nik", "1571 0241 0388 0002")).as_deref(), Some("1571024103880002"));
        assert_eq!(nik(&with(&sent, "nik-gone", "true")), None);
        let number = |sent: &Sent| read(sent, &old).0.account.map(|account| account.number);
        assert_eq!(number(&with(&sent, "account.bank", "BNI")).as_deref(), Some("0123456789"));
        assert_eq!(number(&with(&sent, "account.number", "77")).as_deref(), Some("77"));
        let emptied = with(&with(&sent, "account.bank", ""), "account.holder", "");
        assert_eq!(number(&emptied), None);
    }

    #[test]
    fn the_language_of_letters_is_chosen_and_else_kept() {
        let old = recorded();
        let chosen = |language: &str, old: &PersonDetails| read(&with(&as_sent(old), "language", language), old).0;
        let english = chosen("en", &old);
        assert_eq!(english.language, Some(Language::En));
        assert_eq!(read(&as_sent(&english), &english).0, english);
        assert_eq!(chosen("", &english), english, "a form without the box keeps it");
        assert_eq!(chosen("id", &english).language, Some(Language::Id));
        assert_eq!(chosen("id", &old).language, None, "Indonesian needs no saying");
    }

    #[test]
    fn the_insured_person_stays_who_they_are_and_nobody_becomes_them() {
        use crate::law::heirs::Relation::{Participant, Spouse};
        let own = PersonDetails { relation: Participant, ..recorded() };
        assert_eq!(read(&as_sent(&own), &own), (own.clone(), Problems::default()));
        let other = PersonDetails { relation: Spouse, ..recorded() };
        for (sent, old) in [(&own, &other), (&other, &own)] {
            let (new, problems) = read(&as_sent(sent), old);
            assert_eq!((new.relation, problems.fields[0].field.as_str()), (old.relation, "relation"));
        }
    }

    #[test]
    fn ticks_say_what_is_said_and_nothing_else() {
        let old = recorded();
        let (dead, _) = read(&with(&as_sent(&old), "dead", "true"), &old);
        assert_eq!((dead.alive, dead.missing), (Some(false), None));
        let (since, _) = read(&with(&as_sent(&old), "died-after", "true"), &old);
        assert_eq!((since.alive, since.died_after, since.suspected), (Some(true), Some(true), None));
        assert_eq!(read(&as_sent(&since), &since).0, since);
    }
}
