//! A desk for tests: one claim, the real procedure and law, the staff, and the way through the procedure.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::claim::{
    Account, AccountId, Actor, Claim, ClaimId, ClaimNumber, Command, Effect, Event, IncomingDocument, InsuredEvent,
    OfficeId, Open, ParticipantId, Payee, PayeeBasis, PersonDetails, PersonId, Recorded, Refused, Reporter,
    ReviewVerdict, Situation, Subject, VerificationStatus, apply, consequences, decide,
};
use crate::law::heirs::Relation;
use crate::law::{LawBook, Membership, Rupiah, Segment, Sex, Share, clock};
use crate::workflow::{Catalogue, Procedure, Role};

pub(super) const EVENT_DATE: &str = "2025-11-03";
pub(super) const OFFICE: OfficeId = OfficeId(Uuid::from_u128(0xF1));
pub(super) const ELSEWHERE: OfficeId = OfficeId(Uuid::from_u128(0xF2));
pub(super) const CLAIM: ClaimId = ClaimId(Uuid::from_u128(0xC1));
pub(super) const NOBODY: PersonId = PersonId(Uuid::from_u128(0xDEAD));

pub(super) fn staff(role: Role, number: u128) -> Actor {
    Actor::staff(role, AccountId(Uuid::from_u128(number)), Some(OFFICE))
}

pub(super) fn rina() -> Actor {
    staff(Role::Caseworker, 1)
}

pub(super) fn dewi() -> Actor {
    staff(Role::Caseworker, 2)
}

pub(super) fn hasan() -> Actor {
    staff(Role::Supervisor, 3)
}

pub(super) fn tuti() -> Actor {
    staff(Role::Supervisor, 4)
}

pub(super) fn heir() -> Actor {
    Actor { role: Role::Heir, user: None, office: None, heir: Some((CLAIM, NOBODY)) }
}

pub(super) struct Desk {
    pub(super) procedure: Arc<Procedure>,
    pub(super) law: Arc<LawBook>,
    pub(super) subject: Subject,
    pub(super) claim: Claim,
    pub(super) history: Vec<Recorded>,
    pub(super) effects: Vec<Effect>,
    pub(super) under_way: bool,
    pub(super) now: DateTime<Utc>,
}

// Read once for all tests: reading and checking them takes longer than any test here.
static JKM: LazyLock<Arc<Procedure>> = LazyLock::new(|| {
    let catalogue = Catalogue::embedded().unwrap();
    Arc::clone(catalogue.newest_for("jkm", date("2026-01-01")).unwrap())
});
static LAW: LazyLock<Arc<LawBook>> = LazyLock::new(|| Arc::new(LawBook::embedded().unwrap()));

pub(super) fn jkm() -> Arc<Procedure> {
    Arc::clone(&JKM)
}

pub(super) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn at_noon(text: &str) -> DateTime<Utc> {
    clock::jakarta_moment(date(text), NaiveTime::from_hms_opt(12, 0, 0).unwrap())
}

impl Desk {
    /// Before the claim is opened, on the day after the event.
    pub(super) fn unopened() -> Self {
        Self {
            procedure: jkm(),
            law: Arc::clone(&LAW),
            subject: Subject {
                participant: ParticipantId(Uuid::from_u128(0xAA)),
                name: "Ahmad Sidqi".to_owned(),
                nik: "1571010101800001".parse().unwrap(),
                birth_date: date("1980-01-01"),
                sex: Sex::Male,
                declared_income: Rupiah(1_000_000),
                membership: Membership::without_gaps("2025-05".parse().unwrap(), "2025-11".parse().unwrap()),
                segment: Segment::Bpu,
            },
            claim: Claim::unopened(CLAIM),
            history: Vec::new(),
            effects: Vec::new(),
            under_way: false,
            now: at_noon("2025-11-04"),
        }
    }

    pub(super) fn opened() -> Self {
        let mut desk = Self::unopened();
        desk.does(&rina(), &desk.opening());
        desk
    }

    /// Opened by a participant with this membership.
    pub(super) fn with_membership(from: &str, paid_through: &str) -> Self {
        let mut desk = Self::unopened();
        desk.subject.membership = Membership::without_gaps(from.parse().unwrap(), paid_through.parse().unwrap());
        desk.does(&rina(), &desk.opening());
        desk
    }

    /// A claim of a widow (siti) and a minor child (budi), taken along the straight way into a state.
    pub(super) fn at(state: &str) -> Self {
        let mut desk = Self::opened();
        desk.go_to(state);
        desk
    }

    pub(super) fn opening(&self) -> Command {
        Command::Open(Open {
            number: ClaimNumber::new(&self.procedure.name, 2025, 1),
            participant: self.subject.participant,
            office: OFFICE,
            event: InsuredEvent { date: date(EVENT_DATE), time: None, place: None, description: None },
            reporter: Reporter { name: "Ketua RT".to_owned(), phone: None, email: None, relation: None },
            origin: None,
            findings: Vec::new(),
        })
    }

    pub(super) fn situation(&self) -> Situation<'_> {
        Situation {
            procedure: &self.procedure,
            law: &self.law,
            calendar: &self.law.calendar,
            subject: &self.subject,
            delivery_under_way: self.under_way,
            clock_started: Some(self.claim.entered_at),
            now: self.now,
        }
    }

    /// Decides, and lets happen what was decided.
    pub(super) fn act(&mut self, actor: &Actor, command: &Command) -> Result<Vec<Event>, Refused> {
        let events = decide(&self.situation(), &self.claim, command, actor)?;
        let mut recorded = Vec::new();
        for event in &events {
            let one =
                Recorded { seq: self.claim.version + 1, at: self.now, actor: actor.reference(), event: event.clone() };
            self.claim = apply(self.claim.clone(), &one);
            recorded.push(one);
        }
        self.effects = consequences(&self.situation(), &self.claim, &recorded);
        self.history.extend(recorded);
        if events.iter().any(|event| matches!(event, Event::HandOverReceived { .. })) {
            self.under_way = false;
        }
        Ok(events)
    }

    /// Decides what must not be refused.
    pub(super) fn does(&mut self, actor: &Actor, command: &Command) -> Vec<Event> {
        let state = self.claim.state.clone();
        self.act(actor, command).unwrap_or_else(|refused| panic!("in {state}: {command:?}: {refused:?}"))
    }

    /// What comes of a command, in words: the kinds of its events, or what refuses it.
    pub(super) fn answer(&mut self, actor: &Actor, command: &Command) -> String {
        words(self.act(actor, command))
    }

    pub(super) fn days_pass(&mut self, days: i64) {
        self.now += TimeDelta::days(days);
    }

    pub(super) fn person(&self, name: &str) -> PersonId {
        self.claim.people.iter().find(|person| person.details.name == name).map_or(NOBODY, |person| person.id)
    }

    pub(super) fn accept(&mut self, kind: &str, person: Option<PersonId>) {
        self.does(&rina(), &receive(kind, person));
        let document = self.claim.documents.last().unwrap().id;
        let verdict = ReviewVerdict::Accepted;
        let review = Command::ReviewDocument { document, verdict, reason: None, note: None, read: BTreeMap::new() };
        self.does(&rina(), &review);
    }

    pub(super) fn add(&mut self, details: PersonDetails) -> PersonId {
        self.does(&rina(), &Command::AddPerson(details));
        self.claim.people.last().unwrap().id
    }

    pub(super) fn confirm(&mut self, person: PersonId) {
        self.does(&rina(), &verify(person, VerificationStatus::Confirmed));
    }

    /// The payments that add up.
    pub(super) fn payment(&self, amount: i64) -> Value {
        json!([{ "person": self.person("siti"), "amount": amount, "paid_at": "2025-11-04", "reference": "TRX-1" }])
    }

    pub(super) fn go_to(&mut self, state: &str) {
        for _ in 0..20 {
            if self.claim.state.as_str() == state {
                return;
            }
            self.onward(state);
        }
        panic!("no way to {state}");
    }

    fn onward(&mut self, goal: &str) {
        let reason = || json!({ "reason": "Ada alasannya." });
        match (self.claim.state.as_str(), goal) {
            ("documents", "withdrawn") => self.step(&rina(), "withdraw", &reason()),
            ("documents", "rejected" | "lapsed") => {
                let action = if goal == "rejected" { "reject" } else { "lapse" };
                self.step(&hasan(), action, &json!({ "reason": "Ada alasannya.", "rule": "Aturan." }));
            }
            ("approval", "disputed") => self.step(&rina(), "dispute", &reason()),
            ("handed_over", "returned") => {
                self.step(&Actor::insurer(), "returned", &json!({ "reasons": [{ "code": "blur", "text": "Buram." }] }));
            }
            ("reported", _) => self.step(&rina(), "accept", &json!({})),
            ("intake", _) => {
                let answer = BTreeMap::from([("died_at_work".into(), json!("no"))]);
                self.does(&rina(), &Command::SetFacts(answer));
                self.step(&rina(), "request_documents", &json!({}));
            }
            ("documents", _) => self.family_and_papers(),
            ("heirs", _) => self.payees(),
            ("assessment", _) => self.step(&rina(), "assess", &json!({})),
            ("approval", _) => self.step(&hasan(), "approve", &json!({})),
            ("approved", _) => {
                self.under_way = true;
                self.step(&Actor::system(), "hand_over", &json!({}));
            }
            ("handed_over", _) => {
                self.step(&Actor::insurer(), "paid", &json!({ "payments": self.payment(42_000_000) }));
            }
            ("paid", _) => self.step(&Actor::system(), "close", &json!({})),
            (state, _) => panic!("no way on from {state} to {goal}"),
        }
    }

    pub(super) fn step(&mut self, actor: &Actor, action: &str, inputs: &Value) {
        self.does(actor, &take(action, inputs));
    }

    fn family_and_papers(&mut self) {
        let siti = self.add(details("siti", Relation::Spouse, Some("1985-02-14")));
        let budi =
            self.add(PersonDetails { parents: vec![siti], ..details("budi", Relation::Child, Some("2014-06-30")) });
        for kind in ["kpj", "ktp", "kk", "akta_kematian", "surat_ahli_waris", "formulir_4"] {
            self.accept(kind, None);
        }
        self.accept("ktp", Some(siti));
        self.accept("buku_nikah", Some(siti));
        self.accept("rekening", Some(siti));
        self.accept("akta_lahir", Some(budi));
        self.step(&rina(), "documents_complete", &json!({}));
    }

    fn payees(&mut self) {
        let (siti, budi) = (self.person("siti"), self.person("budi"));
        let with_account =
            PersonDetails { account: Some(account("siti")), ..self.claim.person(siti).unwrap().details.clone() };
        self.does(&rina(), &Command::ChangePerson { person: siti, details: with_account });
        self.confirm(siti);
        self.confirm(budi);
        self.does(&rina(), &Command::SetPayees(vec![whole(siti)]));
        self.step(&rina(), "heirs_verified", &json!({}));
    }
}

pub(super) fn whole(person: PersonId) -> Payee {
    let share = Some(Share::WHOLE);
    Payee { person, amount: None, share, account_of: person, basis: PayeeBasis::Agreement, document: None }
}

pub(super) fn account(holder: &str) -> Account {
    Account { bank: "BRI".to_owned(), number: "012345678901234".to_owned(), holder: holder.to_owned() }
}

pub(super) fn details(name: &str, relation: Relation, born: Option<&str>) -> PersonDetails {
    PersonDetails { birth_date: born.map(date), ..PersonDetails::new(name, relation) }
}

pub(super) fn take(action: &str, inputs: &Value) -> Command {
    let inputs = inputs.as_object().unwrap();
    let inputs = inputs.iter().map(|(name, value)| (name.as_str().into(), value.clone())).collect();
    Command::TakeAction { action: action.into(), inputs, note: None }
}

pub(super) fn receive(kind: &str, person: Option<PersonId>) -> Command {
    Command::ReceiveDocument(IncomingDocument {
        kind: kind.into(),
        person,
        file_name: format!("{kind}.jpg"),
        media_type: "image/jpeg".to_owned(),
        size: 1_000,
        sha256: "ab".repeat(32),
        twins: Vec::new(),
    })
}

pub(super) fn verify(person: PersonId, verdict: VerificationStatus) -> Command {
    let reason = (verdict == VerificationStatus::Refused).then(|| "Bukan orangnya.".to_owned());
    Command::VerifyPerson { person, verdict, reason, note: None }
}

pub(super) fn note(text: &str) -> Command {
    Command::AddNote { text: text.to_owned(), contact: None }
}

/// The kinds of the events, or what refuses: short enough for a table.
pub(super) fn words(answer: Result<Vec<Event>, Refused>) -> String {
    let list = |words: Vec<String>| words.join(", ");
    match answer {
        Ok(events) => list(events.iter().map(|event| event.kind().to_owned()).collect()),
        Err(Refused::Rules(rules)) => {
            format!("refused: {}", list(rules.iter().map(|one| one.rule.to_string()).collect()))
        }
        Err(Refused::Invalid(errors)) => {
            format!("invalid: {}", list(errors.iter().map(|one| format!("{} {}", one.field, one.code)).collect()))
        }
        Err(Refused::NotAllowed(_)) => "role".to_owned(),
        Err(Refused::Unknown { what }) => format!("unknown {what}"),
        Err(Refused::WrongState { .. }) => "wrong_state".to_owned(),
    }
}
