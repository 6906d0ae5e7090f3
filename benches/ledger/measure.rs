//! The whole measurement of one database: every variant with every number of callers, in turn, several times.

use std::sync::Arc;
use std::time::Duration;

use crate::bare::Bare;
use crate::copies::{CASES, Cases};
use crate::http::Server;
use crate::model;
use crate::report;
use crate::stage::{Place, Stage};
use crate::window::{Field, Variant, Window};

/// How many call at the same time.
pub(crate) const CALLERS: [usize; 3] = [1, 8, 32];

/// How long is measured.
pub(crate) struct Plan {
    /// Turns of everything.
    pub(crate) rounds: u64,
    /// One variant with one number of callers in one turn.
    pub(crate) window: Duration,
}

/// The windows of one turn.
pub(crate) fn cells() -> u64 {
    u64::try_from(CALLERS.len() * Variant::ALL.len()).unwrap()
}

/// Measures one database and prints what was seen.
pub(crate) fn measure(place: &Place, plan: &Plan) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let most = CALLERS.into_iter().max().unwrap();
    let stage = runtime.block_on(Stage::set(place));
    let material = runtime.block_on(model::lead(&stage));
    // The first of the register is the model itself.
    let cases = (0..Variant::ALL.len()).map(|at| Cases::prepare(&stage, &material, 1 + at * CASES)).collect();
    let server = Server::start(stage.desk.clone());
    let callers = (0..most).map(|_| server.caller(&stage)).collect();
    let bare = Bare::connect(place, most);
    let sizes = material.sizes();
    let field = Arc::new(Field { stage, material, bare, callers, cases });
    let seen = runtime.block_on(turns(&field, plan));
    server.stop();
    report::print(&place.name, sizes, &seen);
}

/// The windows of each number of callers and variant, a list of turns each.
async fn turns(field: &Arc<Field>, plan: &Plan) -> Vec<[Vec<Window>; 4]> {
    let mut seen: Vec<[Vec<Window>; 4]> = CALLERS.iter().map(|_| Default::default()).collect();
    for variant in Variant::ALL {
        // Connections are opened and statements prepared before it counts.
        field.window(variant, 32, Duration::from_millis(100)).await;
    }
    for _ in 0..plan.rounds {
        for (callers, seen) in CALLERS.into_iter().zip(&mut seen) {
            for variant in Variant::ALL {
                let window = field.window(variant, callers, plan.window).await;
                seen[variant as usize].push(window);
            }
        }
    }
    seen
}
