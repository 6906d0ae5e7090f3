use super::{Location, without_password};
use std::path::PathBuf;

#[test]
fn the_scheme_picks_the_backend() {
    let check = |url: &str, expected: Option<Location>| assert_eq!(Location::parse(url).ok(), expected, "{url}");
    check("sqlite://data/santun.db", Some(Location::File(PathBuf::from("data/santun.db"))));
    check("sqlite:///var/lib/santun.db", Some(Location::File(PathBuf::from("/var/lib/santun.db"))));
    check("postgres://desk@db/santun", Some(Location::Server("postgres://desk@db/santun".into())));
    check("postgresql:///santun", Some(Location::Server("postgresql:///santun".into())));
    for wrong in ["", "santun.db", "sqlite:santun.db", "sqlite://", "sqlite://:memory:", "mysql://x", "Postgres://x"] {
        check(wrong, None);
    }
}

#[test]
fn a_password_is_never_shown() {
    let check = |url: &str, secret: &str| {
        let shown = format!("{:?}", Location::parse(url).unwrap());
        assert!(!shown.contains(secret), "{shown}");
        let message = without_password(&format!("invalid port number: \"{secret}\""), url);
        assert_eq!(message, "invalid port number: \"***\"");
    };
    check("postgres://desk:hush-hush@db/santun", "hush-hush");
    check("postgres://desk:a@hidden@db/santun", "hidden");
    check("postgres://desk:a:hidden@db/santun", "hidden");
    check("postgres://desk@db/santun?sslmode=require&password=hidden", "hidden");
}
