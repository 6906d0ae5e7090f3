//! The steps of the death procedure, as they were agreed: a change here is a change for every office.

use crate::workflow::{InputName, Procedure, RequiredWhen, load};

/// From the states, the step, to the state, by the roles, with what must be filled in (`*`: only by hand).
const STEPS: &[(&str, &str, &str, &str, &str)] = &[
    ("reported", "accept", "intake", "caseworker", ""),
    ("intake", "request_documents", "documents", "caseworker", ""),
    ("documents", "documents_complete", "heirs", "caseworker", ""),
    ("heirs", "heirs_verified", "assessment", "caseworker", ""),
    ("assessment", "assess", "approval", "caseworker", ""),
    ("approval", "approve", "approved", "supervisor", ""),
    ("approved", "hand_over", "handed_over", "system caseworker", "channel* document* receipt_number* received_on*"),
    ("handed_over", "acknowledged", "handed_over", "insurer caseworker", "document*"),
    ("handed_over", "returned", "returned", "insurer caseworker", "document* reasons*"),
    ("handed_over", "refused", "rejected", "insurer caseworker", "document* reasons*"),
    ("handed_over", "paid", "paid", "insurer caseworker", "document* payments"),
    ("returned", "resubmit", "approved", "supervisor", ""),
    ("paid", "open_scholarship", "paid", "caseworker", "child"),
    ("paid rejected withdrawn lapsed", "close", "closed", "caseworker system", ""),
    ("rejected withdrawn lapsed", "reopen", "intake", "supervisor", "reason"),
    ("heirs", "send_back", "documents", "supervisor caseworker", "reason"),
    ("assessment", "send_back", "heirs", "supervisor", "reason"),
    ("approval approved returned", "send_back", "assessment", "supervisor", "reason"),
    (
        "documents heirs assessment approval approved handed_over returned",
        "dispute",
        "disputed",
        "caseworker heir",
        "reason",
    ),
    ("disputed", "resolve_dispute", "heirs", "supervisor", "reason"),
    ("reported intake documents heirs assessment approval", "withdraw", "withdrawn", "caseworker heir", "reason"),
    ("reported intake documents heirs assessment approval", "reject", "rejected", "supervisor", "reason rule"),
    ("reported intake documents heirs assessment approval", "lapse", "lapsed", "supervisor", "reason rule"),
    ("reported intake", "reclassify", "closed", "caseworker", ""),
];

fn jkm() -> Procedure {
    load("jkm.yaml", include_str!("../../../../workflows/jkm.yaml")).unwrap()
}

#[test]
fn the_steps_are_those_of_the_table() {
    let mut expected: Vec<String> = STEPS
        .iter()
        .flat_map(|(from, name, to, by, asks)| {
            from.split(' ').map(move |from| format!("{from} -{name}-> {to} by {by} asks {asks}"))
        })
        .collect();
    expected.sort();
    let mut found = Vec::new();
    for (from, state) in &jkm().states {
        for (name, action) in &state.actions {
            let by: Vec<_> = action.by.iter().map(|role| role.as_str()).collect();
            let asks: Vec<String> = action
                .inputs
                .iter()
                .filter_map(|(name, input)| match input.required {
                    RequiredWhen::Never => None,
                    RequiredWhen::Always => Some(name.to_string()),
                    RequiredWhen::ByHand => Some(format!("{name}*")),
                })
                .collect();
            found.push(format!("{from} -{name}-> {} by {} asks {}", action.to, by.join(" "), asks.join(" ")));
        }
    }
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn only_closed_is_an_end_and_what_closes_by_itself_says_so() {
    for (name, state) in &jkm().states {
        assert_eq!(state.end, name.as_str() == "closed", "{name}");
        let closes = state.deadline.as_ref().is_some_and(|deadline| deadline.then.is_some());
        assert_eq!(closes, ["paid", "rejected", "withdrawn", "lapsed"].contains(&name.as_str()), "{name}");
    }
}

#[test]
fn overrides_are_for_supervisors() {
    let procedure = jkm();
    let action = procedure.action(&"intake".into(), &"request_documents".into()).unwrap();
    for name in ["jkm_knowingly", "coverage_override"] {
        let input = &action.inputs[&InputName::from(name)];
        assert!(input.by.iter().all(|role| role.as_str() == "supervisor") && !input.by.is_empty(), "{name}");
    }
}
