//! From the arguments to the command.

use std::process::ExitCode;

use clap::Parser as _;

use crate::app::{self, Database};
use crate::config::Settings;
use crate::desk::Desk;

use super::arguments::{Arguments, Command, MailCommand};
use super::out::{Failure, line};
use super::{
    audit, calculators, calendar, demo, letters, logs, mail, obligations, register, sandbox, serve, users, workflows,
};

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; clap prints each where it belongs.
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match command(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn command(arguments: Arguments) -> Result<(), Failure> {
    let mut settings = Settings::read()?;
    if let Some(database) = arguments.database {
        settings.database_url = database;
    }
    install_crypto();
    match arguments.command {
        Command::Workflow { command } => workflows::workflow(command),
        Command::Benefit { file } => calculators::benefit(&file),
        Command::Heirs { file } => calculators::heirs(&file),
        Command::Letters { command } => letters::letters(&settings, command),
        other => runtime()?.block_on(running(other, settings)),
    }
}

async fn running(command: Command, settings: Settings) -> Result<(), Failure> {
    match command {
        Command::Serve { bind } => serve::serve(settings, bind).await,
        Command::Migrate => {
            app::open(&settings, Database::Prepare)?;
            line("the database is up to date");
            Ok(())
        }
        Command::Registry { command } => register::registry(&app::open(&settings, Database::Prepare)?, command).await,
        Command::User { command } => users::user(&ready(&settings)?, command).await,
        Command::Token { command } => users::token(&ready(&settings)?, command).await,
        Command::Audit { command } => audit::audit(&ready(&settings)?, command).await,
        Command::Sweep { at } => serve::sweep(settings, at).await,
        Command::InsurerSandbox { port, answer_url, plan } => {
            logs::start(settings.log_json);
            sandbox::run(&settings, port, answer_url, plan).await
        }
        Command::Obligations { limit, json } => obligations::obligations(&ready(&settings)?, limit, json).await,
        Command::Calendar { command } => calendar::calendar(&ready(&settings)?, command).await,
        Command::Mail { command: MailCommand::Test { to } } => mail::test(&settings, to).await,
        Command::Mail { command: MailCommand::Bounce { file } } => mail::bounce(&settings, &file).await,
        Command::Demo { fresh, port, data, clock_file } => {
            let clock = demo::clock(&settings, clock_file)?;
            Box::pin(demo::demo(settings, clock, fresh, port, &data)).await
        }
        Command::Workflow { .. } | Command::Benefit { .. } | Command::Heirs { .. } | Command::Letters { .. } => Ok(()),
    }
}

fn ready(settings: &Settings) -> Result<Desk, Failure> {
    Ok(app::open(settings, Database::MustBeReady)?)
}

fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?)
}

/// TLS everywhere uses one implementation; a second installation in one process keeps the first.
fn install_crypto() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
