//! `santun obligations`.

use serde_json::json;

use crate::claim::Actor;
use crate::desk::{Desk, Obligation};

use super::out::{Failure, line};

/// Obligations that are read at a time.
const PAGE: i64 = 200;

/// Prints the oldest obligations with who has been told, then what is neglected; that is exit code 1.
pub(super) async fn obligations(desk: &Desk, limit: u32, as_json: bool) -> Result<(), Failure> {
    let (oldest, more) = oldest(desk, i64::from(limit)).await?;
    let neglected = desk.neglected(&Actor::system()).await?;
    if as_json {
        let answer = json!({ "obligations": oldest, "more": more, "neglected": neglected });
        line(serde_json::to_string_pretty(&answer)?);
    } else {
        print(&oldest, more, &neglected);
    }
    if neglected.is_empty() { Ok(()) } else { Err(Failure::found()) }
}

async fn oldest(desk: &Desk, limit: i64) -> Result<(Vec<Obligation>, bool), Failure> {
    let (actor, mut items, mut cursor) = (Actor::system(), Vec::new(), None::<String>);
    loop {
        let left = limit - i64::try_from(items.len()).unwrap_or(limit);
        let page = desk.obligations(&actor, left.min(PAGE), cursor.as_deref()).await?;
        items.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() || i64::try_from(items.len()).unwrap_or(limit) >= limit {
            return Ok((items, cursor.is_some()));
        }
    }
}

fn print(oldest: &[Obligation], more: bool, neglected: &[Obligation]) {
    match (oldest.len(), more) {
        (0, _) => line("nothing is owed"),
        (listed, true) => line(format!("the {listed} oldest obligations, and there are more (--limit):")),
        (listed, false) => line(format!("{listed} obligation(s), oldest first:")),
    }
    for obligation in oldest {
        line(told_of(obligation));
        for told in &obligation.told {
            line(format!("    told {} by {} at {}", told.who, told.letter, moment(told.at)));
        }
    }
    if neglected.is_empty() {
        line("nothing is over its limit without an alarm");
        return;
    }
    line(format!(
        "{} over the limit without an alarm: a worker stands still, or we have made a mistake:",
        neglected.len()
    ));
    for obligation in neglected {
        line(told_of(obligation));
    }
}

/// `claim JKM-2026-000001-4 intake: waits for caseworker, since …, until …, over its limit`.
fn told_of(obligation: &Obligation) -> String {
    let named = obligation.claim.as_ref().map_or_else(String::new, |claim| format!(" {claim}"));
    let known = [
        obligation.waits_for.as_ref().map(|who| format!("waits for {who}")),
        Some(format!("since {}", moment(obligation.since))),
        obligation.limit.map(|limit| format!("until {}", moment(limit))),
        obligation.over_limit.then(|| "over its limit".to_owned()),
        obligation.alarmed.then(|| "alarmed".to_owned()),
        obligation.error.as_ref().map(|error| format!("({error})")),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    format!("{}{named} {}: {}", obligation.kind.as_str(), obligation.what, known.join(", "))
}

fn moment(at: chrono::DateTime<chrono::Utc>) -> impl std::fmt::Display {
    at.format("%Y-%m-%dT%H:%M:%SZ")
}
