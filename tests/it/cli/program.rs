//! Runs the real program in a folder of its own.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder with nothing in it, and the program to run there.
pub(super) struct Program {
    folder: TempDir,
}

/// What the program did.
pub(super) struct Done {
    pub(super) code: i32,
    pub(super) out: String,
    pub(super) err: String,
}

impl Program {
    pub(super) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder().join(name), text).unwrap();
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Done {
        self.run_at(None, arguments, b"")
    }

    /// Runs it as if it were this moment, with something on its standard input.
    pub(super) fn run_at(&self, moment: Option<&str>, arguments: &[&str], input: &[u8]) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_santun"));
        command.args(arguments).current_dir(self.folder()).env_remove("SANTUN_DATABASE_URL");
        if let Some(moment) = moment {
            command.env("SANTUN_CLOCK", moment);
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that reads nothing may be gone by now.
        let _ = child.stdin.take().unwrap().write_all(input);
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        Done {
            code: status.code().unwrap(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }
}
