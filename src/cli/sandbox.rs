//! `santun insurer-sandbox`.

use std::sync::Arc;

use crate::app;
use crate::config::Settings;
use crate::ids::RandomIds;
use crate::sandbox::{self, Plan, SandboxConfig};

use super::out::{Failure, line};

/// Runs the stand-in insurer until it is stopped.
pub(super) async fn run(settings: &Settings, port: u16, answer_url: Option<String>, plan: Plan) -> Result<(), Failure> {
    let secret = app::insurer_secret(settings)?
        .ok_or_else(|| Failure::usage("set SANTUN_INSURER_SECRET to the secret shared with the desk (whsec_…)"))?;
    let config = SandboxConfig { bind: format!("127.0.0.1:{port}"), secret, answer_url, plan };
    let bound = sandbox::bind(config, app::clock(settings), Arc::new(RandomIds)).map_err(Failure::new)?;
    line(format!("insurer sandbox on http://{} (plan: {plan})", bound.address));
    bound.run().await.map_err(Failure::new)
}
