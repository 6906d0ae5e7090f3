//! Opening a claim from a report. The same death reported twice is one claim, and the second report a note on it.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::claim::{
    self, Actor, Claim, ClaimId, ClaimNumber, Command, Contact, InsuredEvent, Link, Open, Origin, Reporter, Severity,
};
use crate::law::Month;
use crate::law::clock::jakarta_date;
use crate::store::ledger::{AppendError, NO_DEADLINE};
use crate::store::queries::{self, Incomes, Office, Participant, StoredClaim};
use crate::store::{Db, StoreError};
use crate::workflow::{Procedure, ProcedureName, UniquePer};

use super::super::answers::{Answered, Effected, IdempotencyKey};
use super::super::context::Desk;
use super::super::deadlines::OfficeCalendar;
use super::super::error::DeskError;
use super::super::insured;
use super::change::{Extra, Render, Wish};
use super::commit;
use super::decision::Decided;
use super::load::{Loaded, Wanted};

/// How many rounds of tries a repeated report gets: a family is not sent away because many report the same death at once.
const NOTE_ROUNDS: u32 = 10;

/// A report of an insured event, by staff or for somebody who called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The procedure.
    pub workflow: ProcedureName,
    /// The participant's NIK, sixteen digits.
    pub nik: String,
    /// What happened.
    pub event: InsuredEvent,
    /// Who says so.
    pub reporter: Reporter,
}

/// What is known about a participant before a claim is opened.
struct Ground {
    participant: Participant,
    incomes: Incomes,
    office: Office,
    earlier: Vec<StoredClaim>,
    twins: Vec<(String, String)>,
}

impl Desk {
    /// Opens a claim.
    ///
    /// # Errors
    /// [`DeskError::ParticipantUnknown`], [`DeskError::ClaimExists`] (the report was kept there as a note), or what
    /// is wrong with the report.
    #[tracing::instrument(skip_all, fields(workflow = %report.workflow))]
    pub async fn open_claim(
        &self,
        actor: &Actor,
        report: &Report,
        key: Option<IdempotencyKey>,
        render: &Render<'_>,
    ) -> Result<Answered, DeskError> {
        if let Some(answered) = self.replay(key.as_ref()).await? {
            return Ok(answered);
        }
        let ground = self.ground(actor, &report.nik).await?.ok_or(DeskError::ParticipantUnknown)?;
        let opening = Opening { id: ClaimId(self.new_id()), report, origin: None };
        self.open_on(actor, &ground, &opening, key, render).await
    }

    /// Opens a claim that another one asked for; found again when it is open already.
    pub(in super::super) async fn open_follow_up(&self, link: &Link, origin: &Loaded) -> Result<(), DeskError> {
        let system = Actor::system();
        let procedure = self.procedure_on(&link.workflow, self.now())?;
        let from = Origin {
            benefit: self.procedure_of(&origin.claim)?.benefit.clone(),
            claim: origin.claim.clone(),
            beneficiary: link.person,
        };
        let report = Report {
            workflow: link.workflow.clone(),
            nik: origin.participant.nik.clone(),
            event: from.event_for(procedure),
            reporter: origin.claim.reporter.clone(),
        };
        let ground = self.ground(&system, &report.nik).await?.ok_or(DeskError::ParticipantUnknown)?;
        let opening = Opening { id: link.claim, report: &report, origin: Some(Box::new(from)) };
        self.open_on(&system, &ground, &opening, None, &super::super::hand_over::silent).await.map(|_| ())
    }

    async fn open_on(
        &self,
        actor: &Actor,
        ground: &Ground,
        opening: &Opening<'_>,
        key: Option<IdempotencyKey>,
        render: &Render<'_>,
    ) -> Result<Answered, DeskError> {
        let now = self.now();
        let report = opening.report;
        let procedure = self.procedure_on(&report.workflow, now)?;
        let year = Month::of(jakarta_date(now)).year();
        let calendar = self.office_calendar(ground.office.id).await?;
        let loaded = unopened_ground(ground, calendar, report, Claim::unopened(opening.id))?;
        // What cannot be opened takes no number and leaves no note: the first decision is only a question.
        let unnumbered = ClaimNumber::new(&procedure.name, year, 0);
        self.decide_opening(&loaded, procedure, actor, opening, ground, &unnumbered)?;
        if let Some(holder) = self.holder(procedure, ground, opening).await? {
            // The holder may be what this very request, sent twice at once, has just opened.
            if let Some(answered) = self.replay(key.as_ref()).await? {
                return Ok(answered);
            }
            return Err(self.keep_as_note(actor, &holder, report).await?);
        }
        let serial = self.store().next_number(procedure.name.as_str(), year).await?;
        let number = ClaimNumber::new(&procedure.name, year, serial);
        let decided = self.decide_opening(&loaded, procedure, actor, opening, ground, &number)?;
        let answer = self.answer_to(&loaded, &decided, actor, render)?;
        self.carry_files(opening, &decided).await?;
        let written = Box::pin(self.write_letters(&loaded, &decided)).await?;
        let mut change = self.as_change(&loaded, &decided, &answer, key.as_ref(), &Extra::default())?;
        written.add_to(&mut change);
        match self.store().append(change).await {
            Ok(_) => Ok(Answered { answer, replayed: false, effected: Effected::Noted }),
            Err(AppendError::KeyTaken) => self.replay(key.as_ref()).await?.ok_or(DeskError::Busy),
            Err(AppendError::ActiveKeyTaken { claim }) => {
                // The twin may have been this very request, sent twice at once with one key.
                if let Some(answered) = self.replay(key.as_ref()).await? {
                    return Ok(answered);
                }
                let holder = self.store().read(move |db| queries::claim_by_id(db, claim)).await?;
                let holder = holder.ok_or(DeskError::Busy)?;
                Err(self.keep_as_note(actor, &holder, report).await?)
            }
            Err(other) => Err(DeskError::from_append(other)),
        }
    }

    /// The version of a procedure that a claim reported now is opened under.
    fn procedure_on(&self, workflow: &ProcedureName, now: DateTime<Utc>) -> Result<&Arc<Procedure>, DeskError> {
        let newest = self.catalogue().newest_for(workflow.as_str(), jakarta_date(now));
        newest.ok_or(DeskError::NotFound("workflow"))
    }

    /// The papers that are taken over are kept for the new claim before any event speaks of them.
    async fn carry_files(&self, opening: &Opening<'_>, decided: &Decided) -> Result<(), DeskError> {
        let Some(origin) = &opening.origin else { return Ok(()) };
        for document in &decided.after.documents {
            self.files().carry(origin.claim.id, opening.id, &document.sha256).await?;
        }
        Ok(())
    }

    fn decide_opening(
        &self,
        loaded: &Loaded,
        procedure: &Procedure,
        actor: &Actor,
        opening: &Opening<'_>,
        ground: &Ground,
        number: &ClaimNumber,
    ) -> Result<Decided, DeskError> {
        let situation = claim::Situation {
            procedure,
            law: self.law(),
            calendar: &loaded.calendar.calendar,
            subject: &loaded.subject,
            delivery_under_way: false,
            clock_started: None,
            now: self.now(),
        };
        let command = Command::Open(Open {
            number: number.clone(),
            participant: loaded.subject.participant,
            office: claim::OfficeId(ground.office.id),
            event: opening.report.event.clone(),
            reporter: opening.report.reporter.clone(),
            origin: opening.origin.clone(),
            findings: findings(ground, procedure),
        });
        Ok(Decided::on(&situation, &loaded.claim, &command, actor)?)
    }

    async fn ground(&self, actor: &Actor, nik: &str) -> Result<Option<Ground>, DeskError> {
        let nik = nik.to_owned();
        let ground = self.store().read(move |db| read_ground(db, &nik)).await?;
        let visible = |ground: &Ground| actor.sees(ClaimId(uuid::Uuid::nil()), claim::OfficeId(ground.office.id));
        Ok(ground.filter(visible))
    }

    async fn holder(
        &self,
        procedure: &Procedure,
        ground: &Ground,
        opening: &Opening<'_>,
    ) -> Result<Option<StoredClaim>, DeskError> {
        let mut probe = Claim::unopened(ClaimId(uuid::Uuid::nil()));
        probe.workflow = procedure.name.clone();
        probe.participant = claim::ParticipantId(ground.participant.id);
        probe.event = opening.report.event.clone();
        probe.beneficiary = opening.origin.as_ref().and_then(|origin| origin.beneficiary);
        let key = commit::active_key(procedure, &probe);
        Ok(self.store().read(move |db| queries::claim_by_active_key(db, &key)).await?)
    }

    /// A repeat of a report is kept as a note on the claim that exists, once. The claim may have gone to an office
    /// whose claims the reporter does not see: then the note is the system's, and names who reported.
    async fn keep_as_note(&self, actor: &Actor, holder: &StoredClaim, report: &Report) -> Result<DeskError, DeskError> {
        let text = note_of(report);
        let contact = Contact { channel: "report".to_owned(), with: report.reporter.name.clone() };
        let kept = match self.note_once(actor, holder.id, &text, &contact).await {
            Err(DeskError::NotFound("claim")) => self.note_once(&Actor::system(), holder.id, &text, &contact).await,
            other => other,
        };
        kept.map(|()| DeskError::ClaimExists(holder.row.number.clone()))
    }

    /// Writes a note unless the claim has one of the same words.
    pub(super) async fn note_once(
        &self,
        actor: &Actor,
        claim: uuid::Uuid,
        text: &str,
        contact: &Contact,
    ) -> Result<(), DeskError> {
        let command = |claim: &Claim| {
            if claim.notes.iter().any(|note| note.text == text) {
                return Err(DeskError::ClaimExists(claim.number.to_string()));
            }
            Ok(Command::AddNote { text: text.to_owned(), contact: Some(contact.clone()) })
        };
        let wish = Wish {
            claim: "",
            actor,
            expected: None,
            lenient: false,
            command: &command,
            key: None,
            extra: Extra::default(),
        };
        let wanted = Wanted::Id(claim);
        for _ in 0..NOTE_ROUNDS {
            // Boxed, for a change may itself end in a note on another claim.
            match Box::pin(self.change_wanted(&wanted, &wish, &super::super::hand_over::silent)).await {
                Ok(_) | Err(DeskError::ClaimExists(_)) => return Ok(()),
                Err(DeskError::Busy) => {}
                Err(other) => return Err(other),
            }
        }
        Err(DeskError::Busy)
    }
}

struct Opening<'a> {
    id: ClaimId,
    report: &'a Report,
    origin: Option<Box<Origin>>,
}

fn unopened_ground(
    ground: &Ground,
    calendar: Arc<OfficeCalendar>,
    report: &Report,
    claim: Claim,
) -> Result<Loaded, DeskError> {
    let (participant, incomes, day) = (&ground.participant, &ground.incomes, report.event.date);
    Ok(Loaded {
        next_deadline: NO_DEADLINE,
        income: insured::income_on(participant, incomes, day)?.clone(),
        subject: insured::subject(participant, incomes, day)?,
        participant: ground.participant.clone(),
        office: ground.office.clone(),
        calendar,
        calendar_stamp: None,
        deadlines: Vec::new(),
        delivery_under_way: false,
        claim,
    })
}

fn note_of(report: &Report) -> String {
    let Report { event, reporter, .. } = report;
    let mut lines = vec![format!("Laporan lagi untuk peristiwa yang sama: {}.", event.date)];
    lines.extend(event.place.as_ref().map(|place| format!("Tempat: {place}.")));
    lines.extend(event.description.clone());
    lines.push(format!("Pelapor: {}", reporter.name));
    lines.extend(reporter.relation.as_ref().map(|relation| format!("({relation})")));
    lines.extend(reporter.phone.clone());
    lines.extend(reporter.email.clone());
    lines.join(" ")
}

fn read_ground(db: &mut Db, nik: &str) -> Result<Option<Ground>, StoreError> {
    let Some(participant) = queries::participant_by_nik(db, nik)? else { return Ok(None) };
    let Some(office) = queries::office_by_id(db, participant.office_id)? else { return Ok(None) };
    let incomes = queries::incomes_of_one(db, participant.id)?;
    let earlier = queries::claims_of_participant(db, participant.id)?;
    let twins = queries::claims_of_namesakes(db, &participant.search_name, &participant.birth_date, participant.id)?;
    Ok(Some(Ground { participant, incomes, office, earlier, twins }))
}

/// What is found at opening: an earlier claim that ended without payment, and claims for somebody else of the same
/// name and birth date, who may be the same person under another NIK.
fn findings(ground: &Ground, procedure: &Procedure) -> Vec<(String, Severity, serde_json::Value)> {
    let mut found = Vec::new();
    // A brother's scholarship is no earlier claim, and no twin.
    if procedure.unique_per == UniquePer::Beneficiary {
        return found;
    }
    let same = |workflow: &str| workflow == procedure.name.as_str();
    let earlier: Vec<_> = ground.earlier.iter().filter(|claim| same(&claim.row.workflow)).collect();
    if !earlier.is_empty() {
        let claims: Vec<_> = earlier.iter().map(|claim| claim.row.number.clone()).collect();
        found.push(("earlier_claim".to_owned(), Severity::Warning, json!({ "claims": claims })));
    }
    let twins: Vec<_> = ground.twins.iter().filter(|(workflow, _)| same(workflow)).map(|(_, number)| number).collect();
    if !twins.is_empty() {
        found.push(("possible_twin".to_owned(), Severity::Blocking, json!({ "claims": twins })));
    }
    found
}
