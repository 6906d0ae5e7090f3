//! What is owed, what came back, and holidays, by the command line on a database that people work on.

use crate::api::case::Case;
use crate::support::app::TestApp;
use crate::support::database::{TestDatabase, on_each_database};
use serde_json::{Value, json};

use super::program::{Done, Program};

on_each_database!(
    obligations_tell_by_their_exit_code_what_is_neglected,
    a_letter_that_came_back_is_handed_in,
    holidays_are_tried_and_taken_from_a_file,
);

const FAILED: &str = include_str!("../../../src/mail/testdata/postfix-failed.eml");
const DELAYED: &str = include_str!("../../../src/mail/testdata/postfix-delayed.eml");
const OUT_OF_OFFICE: &str = include_str!("../../../src/mail/testdata/out-of-office.eml");
const ANSWER: &str = include_str!("../../../src/mail/testdata/answer.eml");

/// The letter that the samples are about.
const SAMPLE: &str = "01980000-0000-7000-8000-000000000001";

/// While the desk of the test is open, and a week later.
const NOW: &str = "2026-03-02T04:00:00Z";
const LATER: &str = "2026-03-09T04:00:00Z";

fn run(program: &Program, app: &TestApp, moment: &str, arguments: &[&str], input: &[u8]) -> Done {
    let arguments = [&["--database", app.database.url()], arguments].concat();
    program.run_at(Some(moment), &arguments, input)
}

async fn obligations_tell_by_their_exit_code_what_is_neglected(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let program = Program::new();
    let none = run(&program, &app, NOW, &["obligations"], b"");
    assert_eq!(
        (none.code, none.out.as_str()),
        (0, "nothing is owed\nnothing is over its limit without an alarm\n"),
        "{}",
        none.err
    );
    let case = Case::open(&app).await;

    let fine = run(&program, &app, NOW, &["obligations"], b"");
    assert_eq!(fine.code, 0, "{}{}", fine.out, fine.err);
    let line = format!(
        "claim {} reported: waits for caseworker, since 2026-03-02T03:00:00Z, until 2026-03-04T16:59:59Z\n",
        case.number
    );
    assert!(fine.out.starts_with("2 obligation(s), oldest first:\n") && fine.out.contains(&line), "{}", fine.out);
    assert!(fine.out.ends_with("nothing is over its limit without an alarm\n"), "{}", fine.out);
    let one = run(&program, &app, NOW, &["obligations", "--limit", "1"], b"");
    assert!(one.out.starts_with("the 1 oldest obligations, and there are more"), "{}", one.out);
    assert_eq!(run(&program, &app, NOW, &["obligations", "--limit", "0"], b"").code, 2);

    // A week in which no worker looked.
    let late = run(&program, &app, LATER, &["obligations"], b"");
    assert_eq!(late.code, 1, "{}", late.out);
    let (_, neglected) = late.out.split_once(" over the limit without an alarm: ").unwrap();
    assert!(neglected.contains(&format!("claim {} reported", case.number)), "{}", late.out);
    let json = run(&program, &app, LATER, &["obligations", "--json"], b"");
    let told: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json.code, &told["more"]), (1, &json!(false)));
    assert!(told["neglected"].as_array().unwrap().iter().any(|item| item["claim"] == json!(case.number)), "{told}");

    // Once it was looked at, everything late has its alarm.
    let swept = run(&program, &app, LATER, &["sweep"], b"");
    assert_eq!(swept.code, 0, "{}", swept.err);
    let alarmed = run(&program, &app, LATER, &["obligations"], b"");
    assert_eq!(alarmed.code, 0, "{}", alarmed.out);
    assert!(alarmed.out.contains("over its limit, alarmed"), "{}", alarmed.out);
}

async fn a_letter_that_came_back_is_handed_in(database: TestDatabase) {
    let app = TestApp::with_mail(database).await;
    let mut report = crate::api::case::report();
    report["reporter"]["email"] = json!("siti@warga.example");
    let case = Case::reported(&app, &report).await;
    let letter = app.caseworker().get(&case.path("/letters")).await.expect(200)["items"][0]["id"].clone();
    let letter = letter.as_str().unwrap();
    let program = Program::new();
    let hand_in = |message: &str| {
        let done = run(&program, &app, NOW, &["mail", "bounce", "-"], message.as_bytes());
        assert_eq!(done.code, 0, "{}{}", done.out, done.err);
        assert_eq!(done.out.lines().count(), 1, "{}", done.out);
        done.out
    };
    let of_ours = |message: &str| message.replace(SAMPLE, letter);
    assert!(hand_in(&of_ours(OUT_OF_OFFICE)).starts_with("an automatic answer: "));
    assert!(hand_in(&of_ours(DELAYED)).starts_with("a server still tries"));
    assert!(hand_in(&of_ours(ANSWER)).starts_with("no delivery report"));
    assert!(hand_in(FAILED).starts_with("a report about no letter of this desk"));
    assert!(hand_in(&"x".repeat(3_000_000)).starts_with("no delivery report"), "a long message is read to its end");
    assert_eq!(case.claim().await["alerts"], json!([]));

    program.write("bounce.eml", &of_ours(FAILED));
    let taken = run(&program, &app, NOW, &["mail", "bounce", "bounce.eml"], b"");
    assert_eq!(
        taken.out,
        format!("letter {letter} did not arrive: an alarm says so to who works on it\n"),
        "{}",
        taken.err
    );
    assert_eq!(taken.code, 0);
    assert_eq!(case.claim().await["alerts"][0]["kind"], "mail_dead");
    assert!(hand_in(&of_ours(FAILED)).contains("which was known"));
    assert_eq!(case.claim().await["alerts"].as_array().unwrap().len(), 1);

    assert_eq!(run(&program, &app, NOW, &["mail", "bounce", "missing.eml"], b"").code, 2);
    let nowhere = program.run(&["--database", "sqlite://nowhere.db", "mail", "bounce", "bounce.eml"]);
    assert_eq!(nowhere.code, 1, "the mail server tries again");
    let token = run(&program, &app, NOW, &["token", "add", "--mail-server", "--name", "mx"], b"");
    assert!(token.out.starts_with("santun_"), "{}", token.err);
    let both = ["token", "add", "--mail-server", "--insurer", "--name", "mx"];
    assert_eq!(run(&program, &app, NOW, &both, b"").code, 2);
    assert_eq!(run(&program, &app, NOW, &["token", "add", "--name", "mx"], b"").code, 2);
}

async fn holidays_are_tried_and_taken_from_a_file(database: TestDatabase) {
    let app = TestApp::new(database).await;
    let case = Case::open(&app).await;
    let program = Program::new();
    let calendar = |arguments: &[&str]| run(&program, &app, NOW, &[&["calendar"], arguments].concat(), b"");
    let shown = calendar(&["show", "--office", "Jambi", "--year", "2026"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(
        shown.out.starts_with("Jambi: 08:00-16:00 Asia/Jakarta, joint leave is a holiday\n  holidays known: "),
        "{}",
        shown.out
    );
    assert!(shown.out.contains("  2026-05-01\tholiday\t") && !shown.out.contains("Muaro"), "{}", shown.out);
    let all = calendar(&["show"]);
    assert!(all.out.contains("Muaro: ") && !all.out.contains("2026-05-01"), "{}", all.out);
    let unknown = calendar(&["show", "--office", "Jmabi"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("there is no office Jmabi; there are: Jambi, Muaro"), "{}", unknown.err);

    program.write("wrong.csv", "date,name,kind\n2025-03-03,Banjir,libur_nasional\n2026-03-03,Banjir,libur\n");
    let wrong = calendar(&["import", "wrong.csv", "--year", "2026"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
    let lines: Vec<&str> = wrong.err.lines().collect();
    assert_eq!(lines.len(), 2, "{}", wrong.err);
    assert_eq!(lines[0], "wrong.csv:2: 2025-03-03 is not a day of 2026");
    assert!(lines[1].starts_with("wrong.csv:3: `libur` is no kind"), "{}", wrong.err);

    program.write("flood.csv", "\u{feff}date,name,kind\n2026-03-03,Banjir,libur_nasional\n");
    let import = ["import", "flood.csv", "--year", "2026", "--office", "Jambi"];
    let tried = calendar(&[&import[..], &["--dry-run"]].concat());
    assert_eq!(tried.code, 0, "{}", tried.err);
    let told = "1 open deadline moves, 0 become overdue";
    let moved = format!("  {}: 2026-03-04T16:59:59Z -> 2026-03-05T16:59:59Z\n", case.number);
    assert_eq!(tried.out, format!("{told} (dry run: nothing was written)\n{moved}"));
    assert_eq!(case.claim().await["deadlines"][0]["due_at"], "2026-03-04T16:59:59.999999Z");
    let done = calendar(&import);
    assert_eq!((done.code, done.out), (0, format!("{told}\n{moved}")), "{}", done.err);
    assert_eq!(case.claim().await["deadlines"][0]["due_at"], "2026-03-05T16:59:59.999999Z");
    assert_eq!(calendar(&import).out, "0 open deadlines move, 0 become overdue\n");
    assert_eq!(calendar(&["import", "flood.csv", "--year", "2026", "--office", "Jmabi"]).code, 2);
    assert_eq!(calendar(&["import", "missing.csv", "--year", "2026"]).code, 1);
    assert_eq!(calendar(&["import", "flood.csv"]).code, 2);
}
