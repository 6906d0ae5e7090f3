//! Runs the real program in a folder of its own.

use std::path::Path;
use std::process::{Command, Output};

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
        let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_santun"))
            .args(arguments)
            .current_dir(self.folder())
            .env_remove("SANTUN_DATABASE_URL")
            .output()
            .unwrap();
        Done {
            code: status.code().unwrap(),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }
}
