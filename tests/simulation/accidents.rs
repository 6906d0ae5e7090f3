//! The steps that only accidents have, and the scholarships that follow from those that end badly.

use santun::claim::Claim;
use santun::workflow::Role;
use serde_json::json;

use crate::family;
use crate::office::Office;
use crate::people::{reason, set, take};
use crate::seed::Dice;
use crate::staff;

/// The steps that only an accident has. Says whether it took one.
pub(crate) async fn step(office: &mut Office, claim: &Claim) -> bool {
    let number = claim.number.as_str();
    let today = santun::law::clock::jakarta_date(office.now()).to_string();
    let dies = Dice::of(office.seed, number).chance(60);
    match claim.state.as_str() {
        "reported" => {
            staff::settle_alerts(office, claim).await;
            let told = json!({
                "circumstance": "workplace", "activity": "Menjala ikan.", "injury": "Tenggelam.", "first_facility": "none",
            });
            set(office, number, &told).await;
            family::paper_accepted(office, claim, "formulir_3_kk_1", None).await;
            take(office, number, Role::Caseworker, "file_stage_one", json!({ "filed_on": today })).await;
        }
        "determination" if office.dice.chance(2) => {
            take(office, number, Role::Caseworker, "not_work_accident", json!({ "concluded_on": today })).await;
        }
        "not_work_accident" if office.dice.chance(20) => {
            if !take(office, number, Role::Supervisor, "close_refused", reason("Bukan karena kerja.")).await {
                take(office, number, Role::Caseworker, "reclassify", json!({})).await;
            }
        }
        "determination" if office.dice.chance(15) => {
            take(office, number, Role::Caseworker, "confirm_work_accident", json!({ "concluded_on": today })).await;
            if dies {
                set(office, number, &json!({ "medical_outcome": "died", "died_on": claim.event.date })).await;
                let stated = json!({ "stated_on": today });
                take(office, number, Role::Caseworker, "conclude_without_treatment", stated).await;
            } else if office.dice.chance(30) {
                take(office, number, Role::Caseworker, "refer_to_inspector", reason("Keluarga tidak setuju.")).await;
            } else {
                take(office, number, Role::Caseworker, "start_treatment", json!({})).await;
            }
        }
        "treatment" if office.dice.chance(2) => {
            set(office, number, &json!({ "medical_outcome": "recovered" })).await;
            take(office, number, Role::Caseworker, "conclude_treatment", json!({ "stated_on": today })).await;
        }
        "inspection" if office.dice.chance(3) => {
            take(office, number, Role::Caseworker, "confirm_work_accident", json!({ "concluded_on": today })).await;
        }
        "medical_conclusion" => {
            family::paper_accepted(office, claim, "formulir_3a_kk_2", None).await;
            if !take(office, number, Role::Caseworker, "request_documents", json!({})).await {
                take(office, number, Role::Caseworker, "nothing_to_pay", reason("Sudah dibayar langsung.")).await;
            }
        }
        _ => return false,
    }
    true
}

/// A child's scholarship, as far as it goes within a year.
pub(crate) async fn scholarship(office: &mut Office, claim: &Claim) {
    let number = claim.number.as_str();
    match claim.state.as_str() {
        "reported" if office.dice.chance(10) => {
            take(office, number, Role::Caseworker, "finish", reason("Anak sudah bekerja.")).await;
        }
        "reported" if office.dice.chance(10) => {
            take(office, number, Role::Caseworker, "withdraw", reason("Keluarga tidak memerlukannya.")).await;
        }
        "reported" if office.dice.chance(50) => {
            set(office, number, &json!({ "at_school": true, "school_name": "SD Negeri 1" })).await;
            take(office, number, Role::Caseworker, "ask_for_proof", json!({})).await;
        }
        "reported" => {
            set(office, number, &json!({ "at_school": false })).await;
            take(office, number, Role::Caseworker, "wait_for_school", json!({})).await;
        }
        _ => {}
    }
}
