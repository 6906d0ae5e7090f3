//! What a change writes to people: letters, calls that stand for them, and the links in them.

use diesel::prelude::*;

use super::change::{Change, NewCall, NewLetter};
use super::error::{AppendError, Setback};
use crate::store::columns::{At, Id};
use crate::store::schema::{call_tasks, letters};
use crate::store::{Db, StoreError, queries};

/// Passes on the calls that wait, keeps the letters, the calls and the links, and notes how the calls went that the change
/// reports.
pub(super) fn letters(db: &mut Db, change: &Change) -> Result<(), Setback> {
    if let Some(to) = &change.calls_pass_to {
        let open =
            call_tasks::table.filter(call_tasks::claim_id.eq(Id(change.claim))).filter(call_tasks::done_at.is_null());
        let whose = (call_tasks::office_id.eq(Id(to.office)), call_tasks::account_id.eq(to.account.map(Id)));
        diesel::update(open).set(whose).execute(db)?;
    }
    for letter in &change.letters {
        write_letter(db, letter, Some(change.claim))?;
    }
    for call in &change.calls {
        add_call(db, change, call)?;
    }
    for link in &change.links {
        queries::add_link_beside(db, link)?;
    }
    for made in &change.calls_made {
        let open = call_tasks::table
            .filter(call_tasks::id.eq(Id(made.id)))
            .filter(call_tasks::claim_id.eq(Id(change.claim)))
            .filter(call_tasks::done_at.is_null());
        let went = (
            call_tasks::done_at.eq(made.ends.then_some(At(change.row.updated_at))),
            call_tasks::done_by.eq(made.by.filter(|_| made.ends).map(Id)),
            call_tasks::outcome.eq(Some(&made.outcome)),
            call_tasks::phone.eq(made.phone.as_deref()),
        );
        if diesel::update(open).set(went).execute(db)? == 0 {
            return Err(AppendError::CallEnded(made.id).into());
        }
    }
    Ok(())
}

/// Keeps a letter; its id must be free.
pub(crate) fn write_letter(db: &mut Db, letter: &NewLetter, claim: Option<uuid::Uuid>) -> Result<(), StoreError> {
    diesel::insert_into(letters::table)
        .values((
            letters::id.eq(Id(letter.id)),
            letters::claim_id.eq(claim.map(Id)),
            letters::kind.eq(&letter.kind),
            letters::language.eq(&letter.language),
            letters::person_id.eq(letter.person_id.map(Id)),
            letters::account_id.eq(letter.account_id.map(Id)),
            letters::name.eq(&letter.name),
            letters::address.eq(letter.address.as_deref()),
            letters::channel.eq(&letter.channel),
            letters::subject.eq(&letter.subject),
            letters::body.eq(&letter.body),
            letters::html.eq(&letter.html),
            letters::message.eq(&letter.message),
            letters::cause_seq.eq(letter.cause_seq),
            letters::created_at.eq(At(letter.created_at)),
        ))
        .execute(db)?;
    Ok(())
}

fn add_call(db: &mut Db, change: &Change, call: &NewCall) -> Result<(), Setback> {
    diesel::insert_into(call_tasks::table)
        .values((
            call_tasks::id.eq(Id(call.id)),
            call_tasks::letter_id.eq(Id(call.letter)),
            call_tasks::claim_id.eq(Id(change.claim)),
            call_tasks::office_id.eq(Id(call.office)),
            call_tasks::account_id.eq(call.account.map(Id)),
            call_tasks::name.eq(&call.name),
            call_tasks::phone.eq(call.phone.as_deref()),
            call_tasks::reason.eq(&call.reason),
            call_tasks::created_at.eq(At(change.row.updated_at)),
            call_tasks::due_at.eq(At(call.due_at)),
            call_tasks::outcome.eq(call.tried.as_deref()),
        ))
        .execute(db)?;
    Ok(())
}
