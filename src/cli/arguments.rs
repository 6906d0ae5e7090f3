//! What may be typed.

#![expect(
    clippy::doc_markdown,
    rustdoc::bare_urls,
    reason = "these comments are the program's help, shown as they stand"
)]

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::{Parser, Subcommand};

use crate::law::Language;
use crate::mail::EmailAddress;
use crate::sandbox::Plan;

/// A claims desk for work-accident (JKK) and death (JKM) insurance.
#[derive(Debug, Parser)]
#[command(name = "santun", version, propagate_version = true)]
pub(super) struct Arguments {
    /// The database, instead of SANTUN_DATABASE_URL: sqlite://PATH or postgres://…
    #[arg(long, global = true, value_name = "URL")]
    pub(super) database: Option<String>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Show a working, populated office on an embedded database, with log-ins and tokens
    Demo {
        /// Start over
        #[arg(long)]
        fresh: bool,
        /// The port to listen on
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// The folder of its database, papers and credentials
        #[arg(long, default_value = "data/demo", value_name = "DIR")]
        data: PathBuf,
        /// Play the future: the clock is ahead by the whole days in this file, which may grow while the demo runs
        #[arg(long, value_name = "FILE")]
        clock_file: Option<PathBuf>,
    },
    /// Run the service
    Serve {
        /// The address to listen on, instead of SANTUN_BIND
        #[arg(long, value_name = "ADDRESS")]
        bind: Option<String>,
    },
    /// Bring the database up to date
    Migrate,
    /// Check, draw and explain procedures, or describe their format
    Workflow {
        #[command(subcommand)]
        command: WorkflowCommand,
    },
    /// Import the register of participants
    Registry {
        #[command(subcommand)]
        command: RegistryCommand,
    },
    /// Add, invite, list and disable users
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Add, list and revoke tokens
    Token {
        #[command(subcommand)]
        command: TokenCommand,
    },
    /// Fire due deadlines and deliver what is owed once, then exit
    Sweep {
        /// As if it were this moment (RFC 3339)
        #[arg(long, value_name = "MOMENT")]
        at: Option<DateTime<Utc>>,
    },
    /// Verify that nothing was changed behind the desk's back
    Audit {
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// List what was accepted and has not ended, then what is over its limit without an alarm; exit 1 if anything is
    Obligations {
        /// How many of the oldest are listed
        #[arg(long, default_value_t = 20, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show the holidays and hours of offices, or take a year's holidays from a file
    Calendar {
        #[command(subcommand)]
        command: CalendarCommand,
    },
    /// Try out the way of letters, or hand in what came back
    Mail {
        #[command(subcommand)]
        command: MailCommand,
    },
    /// Estimate a benefit: JSON in, JSON out
    Benefit {
        /// The request; - for standard input
        file: PathBuf,
    },
    /// Read the letters before they are sent
    Letters {
        #[command(subcommand)]
        command: LettersCommand,
    },
    /// Determine the heirs: JSON in, JSON out
    Heirs {
        /// The request; - for standard input
        file: PathBuf,
    },
    /// Run a stand-in insurer that verifies, acknowledges and answers
    InsurerSandbox {
        /// The port to listen on
        #[arg(long)]
        port: u16,
        /// Where answers are posted to: a desk's /api/v1/insurer/answers
        #[arg(long, value_name = "URL")]
        answer_url: Option<String>,
        /// What it does with a hand-over
        #[arg(long, default_value = "pay")]
        plan: Plan,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum WorkflowCommand {
    /// Check definitions and run their scenarios; every problem as FILE:LINE:COLUMN: what
    Check {
        /// Also take out every condition, one at a time, and tell those whose loss no scenario notices
        #[arg(long)]
        mutate: bool,
        /// Files or folders; the built-in ones when none is given
        paths: Vec<PathBuf>,
    },
    /// Draw a procedure as SVG
    Diagram {
        /// A built-in procedure, such as jkm, or a file that ends in .yaml
        name: String,
        /// The language of the picture: id or en
        #[arg(long, default_value = "id", value_parser = language)]
        lang: Language,
        /// Where to write it, instead of standard output
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Explain a procedure in words, as Markdown
    Explain {
        /// A built-in procedure, such as jkm, or a file that ends in .yaml; all built-in ones when none is given
        name: Option<String>,
        /// The language: id or en
        #[arg(long, default_value = "id", value_parser = language)]
        lang: Language,
    },
    /// Print the JSON Schema of a workflow file, for editors
    Schema,
}

#[derive(Debug, Subcommand)]
pub(super) enum LettersCommand {
    /// Write a sample of every letter in both languages, as HTML and text
    Preview {
        /// The folder; it is made when it does not exist
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum RegistryCommand {
    /// Import a CSV or XLSX file
    Import {
        /// The file
        file: PathBuf,
        /// The office that the participants belong to
        #[arg(long, value_name = "NAME")]
        office: Option<String>,
        /// Look only; write nothing
        #[arg(long)]
        dry_run: bool,
        /// One refused row refuses the whole file
        #[arg(long)]
        strict: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Add a user
    Add {
        /// The user's name
        name: String,
        /// caseworker, supervisor, admin or auditor
        #[arg(long)]
        role: String,
        /// The user's e-mail address
        #[arg(long)]
        email: String,
        /// The user's office; without one all offices, which a caseworker may not have
        #[arg(long, value_name = "NAME")]
        office: Option<String>,
    },
    /// Print a new one-time link by which a user chooses a password
    Invite {
        /// The user's e-mail address
        email: String,
    },
    /// Put a user's e-mail address right; invitations to the old one stop at once
    Address {
        /// The address as it is
        email: String,
        /// The address as it should be
        new: String,
    },
    /// Close a user's account; their tokens and sessions stop at once
    Disable {
        /// The user's e-mail address
        email: String,
    },
    /// List all users
    List,
}

#[derive(Debug, Subcommand)]
pub(super) enum TokenCommand {
    /// Add a token; it is printed once
    Add {
        /// The e-mail address of the user that it acts as
        #[arg(long, value_name = "EMAIL", required_unless_present_any = ["insurer", "mail_server"])]
        #[arg(conflicts_with_all = ["insurer", "mail_server"])]
        user: Option<String>,
        /// A token of the insurer's machine, without a person
        #[arg(long)]
        insurer: bool,
        /// A token of the mail server, without a person: it hands in what came back, and can do nothing else
        #[arg(long, conflicts_with = "insurer")]
        mail_server: bool,
        /// What it is for
        #[arg(long)]
        name: String,
    },
    /// Refuse a user's token from now on
    Revoke {
        /// The user's e-mail address
        #[arg(long, value_name = "EMAIL")]
        user: String,
        /// What the token is called
        #[arg(long)]
        name: String,
    },
    /// List a user's tokens: when each was made and last used
    List {
        /// The user's e-mail address
        #[arg(long, value_name = "EMAIL")]
        user: String,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Verify every chain of events and every claim against the fold of its history
    Verify {
        /// Only this claim
        #[arg(long, value_name = "NUMBER")]
        claim: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum MailCommand {
    /// Send one test letter by SANTUN_MAIL and say whether it was taken
    Test {
        /// Whom it goes to
        #[arg(long, value_name = "ADDRESS")]
        to: EmailAddress,
    },
    /// Hand in a message that came to the address letters come from; only a letter of ours that failed changes anything
    Bounce {
        /// The message as it came; - for standard input, as a mail server pipes it
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum CalendarCommand {
    /// Show hours, known years and what is missing; with a year its days too
    Show {
        /// Only this office
        #[arg(long, value_name = "NAME")]
        office: Option<String>,
        /// The days of this year
        #[arg(long, value_name = "YEAR")]
        year: Option<i32>,
    },
    /// Take the days of a year from a CSV of date,name,kind (libur_nasional, cuti_bersama or hari_kerja), and say which
    /// open deadlines move
    Import {
        /// The file: all days of the year that differ from the built-in calendar
        file: PathBuf,
        /// The year, which is complete with them
        #[arg(long, value_name = "YEAR")]
        year: i32,
        /// Only for this office; without one for all
        #[arg(long, value_name = "NAME")]
        office: Option<String>,
        /// Look only; write nothing
        #[arg(long)]
        dry_run: bool,
    },
}

fn language(word: &str) -> Result<Language, String> {
    match word {
        "id" => Ok(Language::Id),
        "en" => Ok(Language::En),
        _ => Err("id or en".to_owned()),
    }
}
