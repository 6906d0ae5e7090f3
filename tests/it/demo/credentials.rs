//! `credentials.json`: its shape, its rights, and reading it back.

use santun::demo::{Credentials, DemoError, Tokens, User};
use serde_json::{Value, json};

fn sample() -> Credentials {
    let user = |role: &str, office: Option<&str>| User {
        role: role.to_owned(),
        email: format!("{role}@santun.example"),
        password: "satu-dua-tiga-empat".to_owned(),
        office: office.map(str::to_owned),
    };
    Credentials {
        url: "http://127.0.0.1:8080".to_owned(),
        users: vec![user("caseworker", Some("Kota Jambi")), user("auditor", None)],
        tokens: Tokens {
            caseworker: "a".to_owned(),
            supervisor: "b".to_owned(),
            admin: "c".to_owned(),
            auditor: "d".to_owned(),
        },
        insurer_secret: "whsec_x".to_owned(),
        insurer_url: "http://127.0.0.1:8081".to_owned(),
    }
}

#[test]
fn written_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Credentials::read(folder.path()).unwrap(), None);
    sample().write(folder.path()).unwrap();
    // A second writing replaces the first.
    let moved = Credentials { url: "http://127.0.0.1:9".to_owned(), ..sample() };
    moved.write(folder.path()).unwrap();
    assert_eq!(Credentials::read(folder.path()).unwrap(), Some(moved));
    let file = folder.path().join("credentials.json");
    let written: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(
        written["users"][1],
        json!({"role": "auditor", "email": "auditor@santun.example", "password": "satu-dua-tiga-empat", "office": null})
    );
    assert_eq!(written["tokens"], json!({"caseworker": "a", "supervisor": "b", "admin": "c", "auditor": "d"}));
    assert_eq!(written["insurer_secret"], "whsec_x");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_broken_file_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("credentials.json"), "{").unwrap();
    let error = Credentials::read(folder.path()).unwrap_err();
    assert!(matches!(error, DemoError::Credentials(..)), "{error}");
    assert!(error.to_string().contains("--fresh"), "{error}");
}
