//! One change of one claim: load, decide, commit; again when another was faster and the caller did not insist.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::claim::{self, Actor, Claim, Command, Contact, Effect, Event, OfficeId, Recorded, Refused};
use crate::law::Text;
use crate::store::ledger::{Access, AppendError, DeadDelivery, FiredRung, InboundAnswer, MadeCall, NewFile};
use crate::store::queries;

use super::super::answers::{Answer, Answered, Effected, IdempotencyKey};
use super::super::context::Desk;
use super::super::error::DeskError;
use super::super::family_links::FamilyLinkState;
use super::super::letters::Written;
use super::decision::Decided;
use super::load::{Loaded, Wanted};

/// How often a lost race is decided again for a caller who named no version.
const TRIES: u32 = 4;

/// The wish to change a claim.
pub struct Wish<'a> {
    /// Which claim: its number, as typed.
    pub claim: &'a str,
    /// Who wishes.
    pub actor: &'a Actor,
    /// The version the caller looked at (`If-Match`).
    pub expected: Option<i64>,
    /// Whether an older version counts as the newest when only the system has quietly spoken since: pages say so, whose
    /// forms would grow stale under the hands of whoever fills them in; the interface for machines never does.
    pub lenient: bool,
    /// The command, made from the claim as it is at each try.
    pub command: &'a (dyn Fn(&Claim) -> Result<Command, DeskError> + Send + Sync),
    /// The key by which a repeat is known.
    pub key: Option<IdempotencyKey>,
    /// What is committed together with it.
    pub extra: Extra,
}

/// What is committed together with a change, beside what the core decides.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// The file that was received; its id is filled in from the event.
    pub file: Option<NewFile>,
    /// The delivery that this change records as delivered.
    pub delivered: Option<uuid::Uuid>,
    /// The delivery that this change gives up.
    pub dead: Option<DeadDelivery>,
    /// The deadline that fires by this change.
    pub fired: Option<uuid::Uuid>,
    /// The rungs that fire by this change.
    pub rungs: Vec<FiredRung>,
    /// The calls that this change reports as made.
    pub calls_made: Vec<MadeCall>,
    /// Letters beside those that follow from the decision.
    pub(in super::super) letters: Written,
    /// The insurer's call-back behind this change; its result is what to say of it where no step is taken.
    pub inbound: Option<InboundAnswer>,
    /// Who is let in by this change; of a link that is made, claim and end are filled in from the event.
    pub access: Option<Access>,
}

/// A change that is about to be committed, or was.
pub struct Changed<'a> {
    /// The claim before.
    pub before: &'a Claim,
    /// The claim after.
    pub after: &'a Claim,
    /// What happened.
    pub events: &'a [Recorded],
    /// The claim as it is shown after.
    pub view: serde_json::Value,
}

/// An event that the caller had not seen, as a stale version is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeNote {
    /// Its place.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name of the account behind it, for pages; machines have the identity.
    #[serde(skip)]
    pub name: Option<String>,
}

/// How the answer to a change is made.
pub type Render<'a> = dyn Fn(&Changed<'_>) -> Result<Answer, DeskError> + Send + Sync + 'a;

impl Desk {
    /// Carries a wish out, or says why not. Nothing is answered before it is durable.
    pub async fn change(&self, wish: &Wish<'_>, render: &Render<'_>) -> Result<Answered, DeskError> {
        let wanted = Wanted::Number(wish.claim.to_owned());
        self.change_wanted(&wanted, wish, render).await
    }

    /// [`Desk::change`] for a claim that is known otherwise than by its number.
    #[tracing::instrument(skip_all, fields(claim = tracing::field::Empty))]
    pub(in super::super) async fn change_wanted(
        &self,
        wanted: &Wanted,
        wish: &Wish<'_>,
        render: &Render<'_>,
    ) -> Result<Answered, DeskError> {
        for _ in 0..TRIES {
            let loaded = self.load(wanted, wish.actor).await?;
            // Not what was asked for: anything may stand in a path, a NIK too.
            tracing::Span::current().record("claim", tracing::field::display(loaded.claim.id));
            // Rights are checked before a replay: loading has done it.
            if let Some(answered) = self.replay(wish.key.as_ref()).await? {
                return Ok(answered);
            }
            if let Some(expected) = wish.expected
                && expected != loaded.claim.version
                && !(wish.lenient && self.only_quiet_since(&loaded.claim, expected).await?)
            {
                return Err(self.stale(&loaded, expected).await?);
            }
            match Box::pin(self.attempt(&loaded, wish, render)).await? {
                Attempt::Done(answer, effected) => return Ok(Answered { answer, replayed: false, effected }),
                // Who is lenient looks once more at who has won.
                Attempt::LostRace if wish.expected.is_some() && !wish.lenient => {
                    // The winner may have been this very request, sent twice at once.
                    if let Some(answered) = self.replay(wish.key.as_ref()).await? {
                        return Ok(answered);
                    }
                    let now = self.load(wanted, wish.actor).await?;
                    return Err(self.stale(&now, loaded.claim.version).await?);
                }
                Attempt::LostRace | Attempt::TwinAnswered => {}
            }
        }
        Err(DeskError::Busy)
    }

    async fn attempt(&self, loaded: &Loaded, wish: &Wish<'_>, render: &Render<'_>) -> Result<Attempt, DeskError> {
        let now = self.now();
        let situation = self.situation(loaded, now)?;
        let command = (wish.command)(&loaded.claim)?;
        let decided = Decided::on(&situation, &loaded.claim, &command, wish.actor)?;
        let loaded = &*self.at_office(loaded, decided.after.office).await?;
        let answer = self.answer_to(loaded, &decided, wish.actor, render)?;
        if decided.recorded.is_empty() {
            return Ok(Attempt::Done(answer, Effected::Nothing));
        }
        let effected = if moved(&decided.recorded) { Effected::Moved } else { Effected::Noted };
        let written = self.write_letters(loaded, &decided).await?;
        let mut change = self.as_change(loaded, &decided, &answer, wish.key.as_ref(), &wish.extra)?;
        written.add_to(&mut change);
        change.calls_pass_to = self.calls_pass_to(&loaded.claim, &decided.after).await?;
        match self.store().append(change).await {
            Ok(_) => Ok(Attempt::Done(answer, effected)),
            Err(AppendError::VersionConflict { .. } | AppendError::AlertEnded(_) | AppendError::DeadlineEnded(_)) => {
                Ok(Attempt::LostRace)
            }
            Err(AppendError::KeyTaken) => Ok(Attempt::TwinAnswered),
            Err(AppendError::RungFired | AppendError::CallEnded(_)) => Err(DeskError::AlreadyDone),
            Err(AppendError::InboundTaken) => Err(DeskError::InboundTaken),
            Err(AppendError::LinkEnded(_)) => Err(DeskError::LinkGone(FamilyLinkState::Used)),
            Err(AppendError::DeliveryUnderWay(_) | AppendError::DeliveryEnded(_)) => Err(under_way().into()),
            Err(AppendError::ActiveKeyTaken { claim }) => Err(self.exists(claim, loaded).await?),
            Err(other) => Err(DeskError::from_append(other)),
        }
    }

    /// The error that names the claim in the way. That claim is told too, by the system: it may be at an office
    /// whose claims the caller does not see, and somebody there has to know that another one was to go on.
    async fn exists(&self, holder: uuid::Uuid, loaded: &Loaded) -> Result<DeskError, DeskError> {
        let found = self.store().read(move |db| queries::claim_by_id(db, holder)).await?;
        let Some(found) = found else { return Ok(DeskError::Busy) };
        let number = &loaded.claim.number;
        let text = format!("Klaim {number} hendak dilanjutkan, padahal klaim ini sudah ada untuk peristiwa yang sama.");
        let contact = Contact { channel: "claim".to_owned(), with: number.to_string() };
        self.note_once(&Actor::system(), holder, &text, &contact).await?;
        Ok(DeskError::ClaimExists(found.row.number))
    }

    async fn stale(&self, loaded: &Loaded, expected: i64) -> Result<DeskError, DeskError> {
        let (claim, current) = (loaded.claim.id.0, loaded.claim.version);
        let since = expected.clamp(0, current);
        let events = self.store().read(move |db| queries::events_of(db, claim, since, 200)).await?;
        let actors: BTreeSet<_> = events.iter().filter_map(|event| account_of(&event.actor)).collect();
        let actors: Vec<_> = actors.into_iter().collect();
        let names = self.store().read(move |db| queries::account_names(db, &actors)).await?;
        let names: BTreeMap<_, _> = names.into_iter().collect();
        let changes = events
            .into_iter()
            .map(|event| ChangeNote {
                name: account_of(&event.actor).and_then(|id| names.get(&id).cloned()),
                seq: event.seq,
                at: event.at,
                actor: event.actor,
                kind: event.kind,
            })
            .collect();
        Ok(DeskError::Stale { current, changes })
    }

    /// The loaded claim with the office that it is at after a decision, which is what the answer shows.
    async fn at_office<'a>(&self, loaded: &'a Loaded, office: OfficeId) -> Result<Cow<'a, Loaded>, DeskError> {
        if loaded.office.id == office.0 {
            return Ok(Cow::Borrowed(loaded));
        }
        let found = self.store().read(move |db| queries::office_by_id(db, office.0)).await?;
        let office = found.ok_or(DeskError::NotFound("office"))?;
        Ok(Cow::Owned(Loaded { office, ..loaded.clone() }))
    }
}

/// The account behind an actor of the history.
fn account_of(actor: &str) -> Option<uuid::Uuid> {
    actor.split_once(':')?.1.parse().ok()
}

enum Attempt {
    Done(Answer, Effected),
    LostRace,
    TwinAnswered,
}

fn under_way() -> Refused {
    Refused::rule(
        "delivery_under_way",
        Text::new("Berkas sedang dikirim ke penanggung.", "The file is being delivered to the insurer right now."),
        "office",
        Text::new("Tunggu sebentar, lalu lihat lagi.", "Wait a moment, then look again."),
    )
}

impl Changed<'_> {
    /// Whether a step was taken: a command may also only have raised an alert.
    pub fn moved(&self) -> bool {
        moved(self.events)
    }
}

/// Whether a step was taken by these events.
pub(super) fn moved(events: &[Recorded]) -> bool {
    events.iter().any(|recorded| matches!(recorded.event, Event::ActionTaken(_)))
}

/// The clock that a change starts, if it starts one.
pub(super) fn started_clock(effects: &[Effect]) -> Option<&claim::Clock> {
    effects.iter().find_map(|effect| match effect {
        Effect::StartClock(clock) => Some(clock),
        _ => None,
    })
}
