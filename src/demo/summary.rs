//! What is printed when the demo has started.

use std::fmt::Write as _;
use std::path::Path;

use crate::claim::Actor;
use crate::desk::{Desk, WorkList};

use super::credentials::{Credentials, FILE};
use super::error::DemoError;

/// States of which one claim is named, with what there is to see.
const SHOWN: [(&str, &str); 11] = [
    ("reported", "just reported"),
    ("intake", "first check: insured, and not at work?"),
    ("documents", "waits for the family's papers"),
    ("heirs", "who inherits"),
    ("approval", "a second person looks at it"),
    ("approved", "the delivery failed: look at the outbox and try again"),
    ("returned", "the insurer wants more"),
    ("disputed", "somebody objects"),
    ("closed", "the whole story"),
    ("treatment", "a work accident: an instalment is paid, the treatment goes on"),
    ("proof_of_study", "a scholarship waits for the school's letter"),
];

/// The address, the log-ins, the tokens, what to try first, and claims worth a look, as they are in the database now.
///
/// # Errors
/// When the work list cannot be read.
pub async fn summary(desk: &Desk, credentials: &Credentials, data: &Path) -> Result<String, DemoError> {
    let file = data.join(FILE);
    let file = file.display();
    let mut text = format!("Santun's demo office answers at {}\n\nLog in as\n", credentials.url);
    let width = |of: fn(&super::User) -> &str| credentials.users.iter().map(|user| of(user).len()).max().unwrap_or(0);
    let (role, email, password) = (width(|user| &user.role), width(|user| &user.email), width(|user| &user.password));
    for user in &credentials.users {
        let office = user.office.as_deref().unwrap_or("all offices");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {:role$}  {:email$}  {:password$}  {office}", user.role, user.email, user.password);
    }
    let tokens = &credentials.tokens;
    let named = [
        ("caseworker", &tokens.caseworker),
        ("supervisor", &tokens.supervisor),
        ("admin", &tokens.admin),
        ("auditor", &tokens.auditor),
    ];
    text.push_str("\nTokens for the API (Authorization: Bearer TOKEN)\n");
    for (role, token) in named {
        let _ = writeln!(text, "  {role:10}  {token}");
    }
    let _ = writeln!(text, "All of this is in {file}. The stand-in insurer answers at {}.", credentials.insurer_url);
    text.push_str("\nClaims to look at\n");
    for (state, what) in SHOWN {
        let wanted = WorkList { state: Some(state.to_owned()), limit: 1, ..WorkList::default() };
        let found = desk.work_list(&Actor::system(), &wanted).await?;
        for claim in found.items {
            let _ = writeln!(text, "  {:21}  {state:14}  {what}", claim.number);
        }
    }
    let _ = write!(
        text,
        "\nTry\n  TOKEN=$(jq -r .tokens.caseworker {file})\n  curl -H \"Authorization: Bearer $TOKEN\" \
         '{url}/api/v1/claims?overdue=true'\n  curl -H \"Authorization: Bearer $TOKEN\" \
         '{url}/api/v1/alerts?open=true'\n  SANTUN_CREDENTIALS={file} examples/death-claim.sh\n",
        url = credentials.url,
    );
    Ok(text)
}
