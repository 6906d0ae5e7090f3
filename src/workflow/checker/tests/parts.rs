//! Names, texts, facts, papers, states and deadlines.

use super::helper::{BASE, check_one, problems, spoil};

#[test]
fn names() {
    check_one("workflow: small", "workflow: Small", "name_malformed", "workflow:");
    check_one("  story:\n", "  the-story:\n", "name_malformed", "the-story");
    check_one("rule: four_eyes", "rule: 4_eyes", "name_malformed", "4_eyes");
    check_one("version: 1", "version: 0", "version_zero", "version");
}

#[test]
fn texts() {
    check_one("{id: \"Kecil\", en: \"Small\"}", "{id: \"Kecil\", en: \" \"}", "text_blank", "Kecil");
    check_one("id: \"Karena kerja.\"", "id: \"\"", "text_blank", "At work.");
    check_one("{id: \"Kami periksa.\", en", "{id: \"{missing}.\", en", "placeholder_out_of_place", "{missing}.\"");
    check_one("en: \"Missing {missing}.\"", "en: \"Missing.\"", "placeholder_differs", "Kurang");
    spoil(
        "{id: \"Karena kerja.\", en: \"At work.\"}",
        "{id: \"Butuh {needs}.\", en: \"Need {needs}.\"}",
        &[("placeholder_out_of_place", "Butuh"), ("placeholder_out_of_place", "Butuh")],
    );
    spoil(
        "{id: \"Karena kerja.\", en: \"At work.\"}",
        "{id: \"{jkm_sum}\", en: \"{jkm_sum}\"}",
        &[("placeholder_unknown", "{jkm_sum}"), ("placeholder_unknown", "{jkm_sum}")],
    );
    check_one("  - registered", "  - registred", "letter_unknown", "registred");
    check_one("  - registered", "  - registered\n  - registered", "letter_repeated", "registered");
    check_one("from: [heir]\n    law: office", "from: [heir]\n    law: \"\"", "law_blank", "law: \"\"");
}

#[test]
fn facts() {
    check_one("min: 0, max: 120", "min: 9, max: 1", "fact_bounds", "min: 9");
    check_one("{text: {max: 20}}", "{text: {max: 0}}", "fact_length_zero", "max: 0");
    let expected = [("fact_choice_small", "choice"), ("option_unknown", "is: \"no\"")];
    spoil(", \"no\": {id: \"Tidak\", en: \"No\"}}}", "}}", &expected);
}

#[test]
fn tables_of_answers() {
    let kind = "kind: {table: {rows: 3, columns: {code: {title: {id: \"K\", en: \"C\"}, kind: disability_code}}}}";
    let with = |from: &str, to: &str| kind.replace(from, to);
    spoil("kind: {text: {max: 20}}", kind, &[]);
    check_one("kind: {text: {max: 20}}", &with("rows: 3", "rows: 0"), "fact_table_empty", "rows: 0");
    let nested = with(
        "kind: disability_code",
        "kind: {table: {rows: 1, columns: {a: {title: {id: \"A\", en: \"A\"}, kind: money}}}}",
    );
    check_one("kind: {text: {max: 20}}", &nested, "fact_table_nested", "code:");
}

#[test]
fn what_the_benefit_is_worked_out_from() {
    let school = "start: opened\nbenefit: {scholarship: {years: story, proof: ktp, studying: seen, married: seen, work: at_work, law: office}}";
    check_one("start: opened", school, "benefit_fact_type", "years: story");
    let unknown = school.replace("work: at_work", "work: job");
    spoil("start: opened", &unknown, &[("benefit_fact_type", "years: story"), ("fact_unknown", "work: job")]);
}

#[test]
fn facts_are_asked_in_states_that_can_use_them() {
    check_one("required_in: [opened]", "required_in: [open]", "state_unknown", "required_in");
    check_one("required_in: [opened]", "required_in: [closed]", "fact_asked_at_end", "required_in");
    check_one("required_in: [opened]", "required_in: [opened, opened]", "fact_state_repeated", "required_in");
}

#[test]
fn documents() {
    let other = "  formulir_9:\n    title: {id: \"F\", en: \"F\"}\n    help: {id: \"F\", en: \"F\"}\n    per: claim\n    from: [heir]\n    law: office\ntexts:\n";
    check_one("texts:\n", other, "document_kind_unknown", "formulir_9");
    check_one(
        "    always: true",
        "    always: true\n    required_when: covered",
        "document_required_twice",
        "required_when",
    );
    spoil("    always: true", "    always: true\n    required_of: [{heir: true}]", &[]);
    check_one("per: person", "per: person\n    always: true", "document_asks_wrong_side", "always");
    check_one("    from: [heir]\n", "    from: []\n", "document_from_nobody", "from: []");
    check_one("    from: [heir]\n", "    from: [system]\n", "document_from_role", "from: [system]");
    check_one("    from: [heir]\n", "    from: [heir, heir]\n", "role_repeated", "from:");
    let cost = "    cost: {id: \"tanya dulu\", en: \"ask first\", confidence: open}\n";
    check_one(cost, "", "document_hint_missing", "rekening:");
    check_one(cost, &cost.replace("ask first", " "), "text_blank", "cost:");
    check_one("kind: name}", "kind: account_number}", "read_field_misplaced", "account_number");
}

#[test]
fn documents_of_people() {
    check_one("{relation: [spouse]}", "{relation: [wife]}", "relation_unknown", "wife");
    check_one("{relation: [spouse]}", "{relation: []}", "relation_missing", "relation: []");
    check_one("{payee: true}]", "{payee: true}, {payee: false}]", "person_contradiction", "payee");
    let unguarded = "{needs_guardian_decree: true}, {minor: false}]";
    check_one("{payee: true}]", unguarded, "person_contradiction", "minor");
    check_one("{relation: [spouse]}", "{relation: [spouse]}, {adopted: true}", "person_contradiction", "adopted");
}

#[test]
fn required_documents_are_looked_at() {
    let unchecked = [("document_never_checked", "ktp:"), ("document_never_checked", "rekening:")];
    let removed = "check: {documents_complete: {waivers: waivers}}\n            message: {id: \"Kurang {missing}.\", en: \"Missing {missing}.\"}";
    let covered = "check: {all: [covered, {input: waivers}]}\n            message: {id: \"A\", en: \"A\"}";
    spoil(removed, covered, &unchecked);
    let around = "      skip:\n        title: {id: \"S\", en: \"S\"}\n        to: sure\n        by: [supervisor]\n        then: [compute_benefit]\n      drop:\n";
    let expected = [("document_goes_unchecked", "ktp:"), ("document_goes_unchecked", "rekening:")];
    spoil("      drop:\n", around, &expected);
}

#[test]
fn a_procedure_has_states() {
    let source = format!("{}states: {{}}\n", &BASE[..BASE.find("facts:").unwrap()]);
    let found = problems(&source);
    assert_eq!((found.len(), found[0].code, found[0].line), (1, "states_missing", 7));
}

#[test]
fn the_start_and_the_ends() {
    check_one("start: opened", "start: open", "start_unknown", "start:");
    spoil(
        "start: opened",
        "start: closed",
        &[
            ("start_is_end", "start:"),
            ("state_unreachable", "  opened:"),
            ("state_unreachable", "  sure:"),
            ("state_unreachable", "  sent:"),
            ("state_unreachable", "  settled:"),
            ("document_never_checked", "ktp:"),
            ("document_never_checked", "rekening:"),
        ],
    );
    spoil(
        "    end: true",
        "    waiting_on: caseworker",
        &[("end_missing", "states:"), ("state_without_actions", "  closed:"), ("deadline_missing", "  closed:")],
    );
}

#[test]
fn states_on_the_way() {
    let island = "  island:\n    title: {id: \"P\", en: \"I\"}\n    explain: {id: \"P\", en: \"I\"}\n    end: true\n  closed:\n    title";
    check_one("  closed:\n    title", island, "state_unreachable", "island:");
    spoil(
        "to: closed\n        by: [caseworker, system]",
        "to: settled\n        by: [caseworker, system]",
        &[("state_cannot_end", "  settled:"), ("action_without_effect", "to: settled")],
    );
    check_one("    end: true", "    end: true\n    waiting_on: heir", "end_waits", "waiting_on");
    let clock = "    end: true\n    deadline: {name: d, within: 1 months, law: office, escalate_to: supervisor}";
    check_one("    end: true", clock, "end_has_deadline", "deadline");
    let step =
        "    end: true\n    actions:\n      again: {title: {id: \"L\", en: \"A\"}, to: opened, by: [supervisor]}";
    check_one("    end: true", step, "end_has_actions", "actions:");
}

#[test]
fn states_wait_for_somebody() {
    check_one("    waiting_on: supervisor\n", "", "waits_for_nobody", "sure:");
    check_one("    waiting_on: supervisor\n", "    waiting_on: system\n", "waits_for_the_powerless", "waiting_on");
    let deadline = "    deadline: {name: second_look, within: 2 working_days, law: office, escalate_to: supervisor}\n";
    check_one(deadline, "", "deadline_missing", "sure:");
}

#[test]
fn spans() {
    check_one("within: 5 working_days", "within: five days", "span_unreadable", "within: five");
    check_one("within: 5 working_days", "within: 99999 years", "span_unreadable", "within: 99999");
    check_one("within: 2 working_days", "within: 0 working_days", "span_zero", "within: 0");
    check_one("[2 working_days]", "[2 weeks]", "span_unreadable", "remind_before");
    check_one("[2 working_days]", "[5 working_days]", "reminder_too_long", "remind_before");
    check_one("[2 working_days]", "[2 working_days, 2 working_days]", "reminder_repeated", "remind_before");
}

#[test]
fn deadlines() {
    check_one("name: second_look", "name: first_look", "deadline_name_repeated", "within: 2");
    check_one("escalate_to: caseworker", "escalate_to: insurer", "escalation_role", "insurer");
    check_one("{input: sent_on}", "{input: sent_at}", "deadline_input_unknown", "sent_at");
    check_one("kind: date\n", "kind: text\n", "deadline_input_type", "from: {input");
    check_one(
        "law: office\n      remind",
        "law: office\n      from: {input: day}\n      remind",
        "deadline_input_unknown",
        "from:",
    );
    check_one("then: close}", "then: clos}", "deadline_step_unknown", "then: clos}");
    check_one("by: [caseworker, system]", "by: [caseworker]", "deadline_step_not_system", "then: close");
    let asks = "by: [caseworker, system]\n        inputs: {why: {title: {id: \"A\", en: \"W\"}, kind: text, required: always}}";
    let expected = [("deadline_step_needs_input", "then: close"), ("input_of_system", "why")];
    spoil("by: [caseworker, system]", asks, &expected);
}
