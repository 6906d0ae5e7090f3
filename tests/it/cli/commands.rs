//! Each command once as it should be used, and as it should not.

use super::program::Program;
use crate::support::workbook::{Workbook, rows_of};

const REGISTER: &str = "nik,nama,tanggal_lahir,jenis_kelamin,rt,kelurahan,kecamatan,pekerjaan,segmen,kpj,upah,iuran_dari,iuran_sampai,no_hp,email
1571021608869058,Dedi Bambang Effendi,1986-08-16,L,031,Pakuan Baru,Jambi Selatan,buruh angkut,pekerja_rentan,25000000000,1000000,2025-05,2026-12,,
1.57102E+15,Agus Iskandar,1999-06-12,L,003,Sejinjang,Jambi Timur,seniman,pekerja_rentan,25000000001,1000000,2025-05,2026-12,,
";

#[test]
fn wrong_use_exits_with_two() {
    let program = Program::new();
    for wrong in [
        vec!["no-such-command"],
        vec!["registry", "import"],
        vec!["user", "add", "Rina", "--role", "king", "--email", "a@b"],
    ] {
        if wrong[0] == "user" {
            program.run(&["migrate"]);
        }
        let done = program.run(&wrong);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{wrong:?}: {}", done.err);
        assert!(!done.err.is_empty());
    }
}

#[test]
fn only_a_demo_plays_the_future() {
    let program = Program::new();
    program.write("days", "0");
    for office in [vec!["serve"], vec!["sweep"], vec!["migrate"], vec!["insurer-sandbox", "--port", "0"]] {
        let done = program.run(&[office.as_slice(), &["--clock-file", "days"]].concat());
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{office:?}: {}", done.err);
        assert!(done.err.contains("--clock-file"), "{}", done.err);
    }
    for file in ["nowhere", "words"] {
        program.write("words", "tomorrow");
        let done = program.run(&["demo", "--port", "0", "--data", "demo", "--clock-file", file]);
        assert_eq!(done.code, 1, "{}", done.out);
        assert!(done.err.contains("must hold a whole number of days"), "{}", done.err);
    }
    assert!(!program.folder().join("demo").exists());
}

#[test]
fn a_missing_database_is_said_and_not_made() {
    let program = Program::new();
    let done = program.run(&["--database", "sqlite://nowhere.db", "audit", "verify"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("run santun migrate"), "{}", done.err);
    assert!(!program.folder().join("nowhere.db").exists());
}

#[test]
fn every_letter_can_be_read_before_one_is_sent() {
    let program = Program::new();
    let done = program.run(&["letters", "preview", "--out", "to/read"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", done.out);
    let read = |name: &str| std::fs::read_to_string(program.folder().join("to/read").join(name)).unwrap_or_default();
    let written = std::fs::read_dir(program.folder().join("to/read")).unwrap().count();
    assert!(written >= 2 * 2 * 21 && done.out.contains(&(written / 2).to_string()), "{written}: {}", done.out);
    assert!(read("refused.id.txt").starts_with("Subject: Klaim tidak dapat dibayar\n"), "{}", read("refused.id.txt"));
    assert!(read("refused.en.html").contains("<html lang=\"en\">"));
    assert!(read("refused.id.html").contains("https://santun.example/m/CONTOH-EXAMPLE"));
    assert_eq!(program.run(&["letters", "preview"]).code, 2);
    program.write("taken", "a file");
    let failed = program.run(&["letters", "preview", "--out", "taken"]);
    assert!(failed.code == 1 && failed.err.contains("taken"), "{}", failed.err);
}

#[test]
fn an_unknown_scheme_is_an_error() {
    let done = Program::new().run(&["--database", "mysql://somewhere/santun", "migrate"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("mysql"), "{}", done.err);
}

#[test]
fn the_built_in_procedures_are_as_told() {
    let done = Program::new().run(&["workflow", "check"]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    for name in ["beasiswa", "jkk", "jkm"] {
        assert!(done.out.contains(&format!("{name} version 1")), "{}", done.out);
    }
}

#[test]
fn what_the_stories_of_a_file_leave_untold_is_told_with_its_place() {
    let program = Program::new();
    let good = include_str!("../../../workflows/jkm.yaml");
    program.write("good.yaml", good);
    let done = program.run(&["workflow", "check", "--mutate", "good.yaml"]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let told: Vec<&str> = done.out.lines().collect();
    assert!(told.len() == 2 && told[0].ends_with(" refusals met") && told[1].ends_with(" caught"), "{}", done.out);
    let story = "  - title: A claim that may be a twin waits until somebody has looked";
    let (before, after) = good.split_once(story).unwrap();
    let rest = after.split_once("\n  - title: ").unwrap().1;
    // The anchor in that story is used by later ones.
    let rest = rest.replace("*settled", "{do: settle_alerts}");
    program.write("untold.yaml", &format!("{before}  - title: {rest}"));
    let done = program.run(&["workflow", "check", "--mutate", "untold.yaml"]);
    assert_eq!(done.code, 1, "{}", done.out);
    let line = good.lines().position(|line| line.contains("rule: twin_settled")).unwrap() + 1;
    let places: Vec<&str> = done.out.lines().filter(|line| line.starts_with("untold.yaml:")).collect();
    let untold = format!("untold.yaml:{line}:13: no scenario is refused `accept` in `reported` by `twin_settled`");
    let untested = "without this condition no scenario fails: `twin_settled` of `accept` in `reported`";
    assert_eq!(places, [untold, format!("untold.yaml:{line}:13: {untested}")], "{}", done.out);
    assert_eq!(done.out.lines().count(), 4, "{}", done.out);
}

#[test]
fn procedures_are_explained() {
    let program = Program::new();
    let one = program.run(&["workflow", "explain", "jkm"]);
    assert_eq!(one.code, 0, "{}", one.err);
    assert!(one.out.starts_with("# Santunan kematian (JKM)\n") && !one.out.contains(".svg"), "{}", one.out);
    let all = program.run(&["workflow", "explain", "--lang", "en"]);
    assert_eq!((all.code, all.out.as_str()), (0, include_str!("../../../docs/PROCEDURES.md")), "{}", all.err);
    let draft = include_str!("../../../workflows/jkm.yaml").replacen("start: reported", "start: nowhere", 1);
    program.write("draft.yaml", &draft);
    assert_eq!(program.run(&["workflow", "explain", "draft.yaml"]).code, 0);
    assert_eq!(program.run(&["workflow", "explain", "jkn"]).code, 1);
}

#[test]
fn procedures_are_drawn() {
    let program = Program::new();
    let shipped = program.run(&["workflow", "diagram", "jkm"]);
    assert_eq!(shipped.code, 0, "{}", shipped.err);
    assert!(shipped.out.starts_with("<svg ") && shipped.out.ends_with("</svg>\n"), "{}", shipped.out);
    assert!(shipped.out.contains("Ahli waris") && shipped.out.contains("3 hari kerja"));
    // A draft is drawn as it is, also with faults that the checker would tell.
    let source = include_str!("../../../workflows/jkm.yaml").replacen("start: reported", "start: nowhere", 1);
    program.write("draft.yaml", &source);
    let draft = program.run(&["workflow", "diagram", "draft.yaml", "--lang", "en", "--out", "draft.svg"]);
    assert_eq!((draft.code, draft.out.as_str()), (0, ""), "{}", draft.err);
    let written = std::fs::read_to_string(program.folder().join("draft.svg")).unwrap();
    assert!(written.contains("With the insurer"), "{written}");
    let unknown = program.run(&["workflow", "diagram", "jkn"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (1, ""));
    assert!(unknown.err.contains("no procedure `jkn`") && unknown.err.contains("jkm"), "{}", unknown.err);
    program.write("broken.yaml", "workflow: [");
    let broken = program.run(&["workflow", "diagram", "broken.yaml"]);
    assert_eq!(broken.code, 1);
    assert!(broken.err.starts_with("broken.yaml:1:"), "{}", broken.err);
    assert_eq!(program.run(&["workflow", "diagram", "missing.yaml"]).code, 1);
    assert_eq!(program.run(&["workflow", "diagram", "jkm", "--lang", "fr"]).code, 2);
}

#[test]
fn every_problem_of_a_workflow_file_is_told_with_its_place() {
    let program = Program::new();
    let good = include_str!("../../../workflows/jkm.yaml");
    program.write(
        "bad.yaml",
        &good.replacen("start: reported", "start: nowhere", 1).replacen("to: intake", "to: intak", 1),
    );
    let done = program.run(&["workflow", "check", "bad.yaml"]);
    assert_eq!(done.code, 1);
    let places = done.out.lines().filter(|line| line.starts_with("bad.yaml:"));
    assert!(places.count() >= 2, "{}", done.out);
}

#[test]
fn a_register_is_imported_and_what_is_refused_is_told() {
    let program = Program::new();
    program.write("register.csv", REGISTER);
    let trial = program.run(&["registry", "import", "register.csv", "--office", "Jambi", "--dry-run"]);
    assert!(trial.out.contains("1 added") && trial.out.contains("nothing was written"), "{}", trial.out);
    let strict = program.run(&["registry", "import", "register.csv", "--office", "Jambi", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(strict.out.contains("nothing was written"), "{}", strict.out);
    let done = program.run(&["registry", "import", "register.csv", "--office", "Jambi"]);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("register.csv:3: nik: "), "{}", done.err);
    assert!(done.out.contains("1 added, 0 changed, 0 unchanged, 1 refused"), "{}", done.out);
    let again = program.run(&["registry", "import", "register.csv", "--office", "Jambi"]);
    assert!(again.out.contains("0 added, 0 changed, 1 unchanged, 1 refused"), "{}", again.out);
    std::fs::write(program.folder().join("register.xlsx"), Workbook::of(rows_of(REGISTER)).bytes()).unwrap();
    let sheet = program.run(&["registry", "import", "register.xlsx", "--office", "Jambi"]);
    assert_eq!((sheet.code, sheet.out), (1, again.out));
    assert_eq!(sheet.err, again.err.replace("register.csv", "register.xlsx"));
}

#[test]
fn users_and_tokens_are_added_and_the_audit_finds_nothing() {
    let program = Program::new();
    assert_eq!(program.run(&["migrate"]).code, 0);
    let add = ["user", "add", "Rina", "--role", "caseworker", "--email", "rina@kota.example", "--office", "Jambi"];
    assert_eq!(program.run(&add).code, 0);
    let twice = program.run(&add);
    assert_eq!(twice.code, 1);
    assert!(twice.err.contains("has an account already"), "{}", twice.err);
    let token = program.run(&["token", "add", "--user", "rina@kota.example", "--name", "skrip"]);
    assert!(token.out.starts_with("santun_"), "{}", token.out);
    let nobody = program.run(&["token", "add", "--user", "nobody@kota.example", "--name", "skrip"]);
    assert_eq!(nobody.code, 1);
    let audit = program.run(&["audit", "verify"]);
    assert_eq!((audit.code, audit.out.as_str()), (0, "0 claims, 0 events: all as written\n"));
    let sweep = program.run(&["sweep", "--at", "2031-01-01T00:00:00Z"]);
    assert_eq!(sweep.code, 0, "{}", sweep.err);
}

#[test]
fn an_office_is_not_made_by_a_typing_error() {
    let program = Program::new();
    assert_eq!(program.run(&["migrate"]).code, 0);
    let add = |email: &str, office: &str| {
        program.run(&["user", "add", "Rina", "--role", "caseworker", "--email", email, "--office", office])
    };
    assert_eq!(add("rina@kota.example", "Jambi").code, 0, "the first office is made with its first user");
    let wrong = add("budi@kota.example", "Jmabi");
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("office: ") && wrong.err.contains("Jambi"), "{}", wrong.err);
    assert_eq!(add("budi@kota.example", "Jambi").code, 0);
    // An import may open an office, and says so.
    program.write("register.csv", REGISTER);
    let trial = program.run(&["registry", "import", "register.csv", "--office", "Muaro", "--dry-run"]);
    assert!(trial.out.starts_with("new office Muaro\n"), "{}", trial.out);
    assert_eq!(add("ani@kota.example", "Muaro").code, 2, "a dry run makes none");
    let done = program.run(&["registry", "import", "register.csv", "--office", "Muaro"]);
    assert!(done.out.starts_with("new office Muaro\n"), "{}", done.out);
    let again = program.run(&["registry", "import", "register.csv", "--office", "Muaro"]);
    assert!(!again.out.contains("new office"), "{}", again.out);
    assert_eq!(add("ani@kota.example", "Muaro").code, 0);
}

#[test]
fn users_are_listed_and_disabled_and_their_tokens_listed_and_revoked() {
    let program = Program::new();
    assert_eq!(program.run(&["migrate"]).code, 0);
    let email = "rina@kota.example";
    program.run(&["user", "add", "Rina", "--role", "caseworker", "--email", email, "--office", "Jambi"]);
    program.run(&["user", "add", "Hasan", "--role", "auditor", "--email", "hasan@kota.example"]);
    let line = |state: &str| format!("{email}\tRina\tcaseworker\tJambi\t{state}\n");
    let hasan = "hasan@kota.example\tHasan\tauditor\tall offices\tactive\n";
    assert_eq!(program.run(&["user", "list"]).out, format!("{hasan}{}", line("active")));

    for name in ["skrip", "telepon"] {
        assert_eq!(program.run(&["token", "add", "--user", email, "--name", name]).code, 0);
    }
    let revoke = ["token", "revoke", "--user", email, "--name", "skrip"];
    assert_eq!(program.run(&revoke).code, 0);
    let again = program.run(&revoke);
    assert_eq!(again.code, 1);
    assert!(again.err.contains("no token \"skrip\""), "{}", again.err);
    let list = program.run(&["token", "list", "--user", email]).out;
    let lines: Vec<&str> = list.lines().collect();
    assert!(lines[0].starts_with("skrip\tmade 2") && lines[0].contains("\trevoked 2"), "{list}");
    assert!(lines[1].starts_with("telepon\tmade 2") && lines[1].ends_with("\tnever used"), "{list}");

    assert_eq!(program.run(&["user", "disable", email]).code, 0);
    assert_eq!(program.run(&["user", "list"]).out, format!("{hasan}{}", line("disabled")));
    for unknown in [["user", "disable", "x@y.example"].as_slice(), &["token", "list", "--user", "x@y.example"]] {
        let done = program.run(unknown);
        assert_eq!(done.code, 1, "{unknown:?}");
        assert!(done.err.contains("nobody has the address x@y.example"), "{}", done.err);
    }
}

#[test]
fn a_new_user_and_one_who_lost_the_password_get_a_one_time_link() {
    let program = Program::new();
    assert_eq!(program.run(&["migrate"]).code, 0);
    let email = "rina@kota.example";
    let added = program.run(&["user", "add", "Rina", "--role", "admin", "--email", email]);
    let lines: Vec<&str> = added.out.lines().collect();
    assert_eq!((lines.len(), lines[0]), (2, "added admin rina@kota.example"), "{}", added.out);
    let invited = program.run(&["user", "invite", email]);
    assert_eq!(invited.code, 0, "{}", invited.err);
    assert_eq!(program.run(&["user", "disable", email]).code, 0);
    let links = [lines[1], invited.out.trim_end()].map(|line| {
        assert!(line.starts_with("one-time link to choose a password, good until 2"), "{line}");
        let (_, token) = line.split_once("Z: http://127.0.0.1:8080/undangan/").unwrap();
        assert_eq!(token.len(), 32, "{line}");
        token.to_owned()
    });
    assert_ne!(links[0], links[1]);
    let disabled = program.run(&["user", "invite", email]);
    assert_eq!((disabled.code, disabled.out.as_str()), (2, ""));
    assert!(disabled.err.contains("email: This account is disabled."), "{}", disabled.err);
    let nobody = program.run(&["user", "invite", "nobody@kota.example"]);
    assert_eq!(nobody.code, 1);
    assert!(nobody.err.contains("nobody has the address nobody@kota.example"), "{}", nobody.err);
}

#[test]
fn the_calculators_answer_in_json() {
    let program = Program::new();
    program.write(
        "benefit.json",
        r#"{"program":"jkm","outcome":"death","segment":"bpu","event_date":"2025-08-20","monthly_wage":1000000,
           "membership":{"from":"2025-05","paid_through":"2026-12"}}"#,
    );
    let done = program.run(&["benefit", "benefit.json"]);
    let answer: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(answer["total"], 42_000_000);
    program.write(
        "heirs.json",
        r#"{"program":"jkm","event_date":"2025-08-20","deceased":{"name":"Yusuf"},
           "relatives":[{"id":"w","name":"Siti","relation":"spouse","proofs":["buku_nikah"]},
                        {"id":"p","name":"Ahmad","relation":"parent"}]}"#,
    );
    let done = program.run(&["heirs", "heirs.json"]);
    let answer: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((&answer["heirs"][0]["id"], &answer["rank"]), (&"w".into(), &1.into()));
    program.write("broken.json", "{");
    let broken = program.run(&["benefit", "broken.json"]);
    assert_eq!(broken.code, 1);
    assert!(broken.err.contains("broken.json"), "{}", broken.err);
}
