//! The wire format is a contract: these are its golden messages.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::*;
use crate::law::{Program, Rupiah};

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn secret() -> Secret {
    Secret::parse("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD").unwrap()
}

#[test]
fn a_signature_is_the_one_of_the_specification() {
    let body = r#"{"email":"test@example.com","username":"test_user"}"#;
    let now = DateTime::from_timestamp(1_649_367_553, 0).unwrap();
    let signed = secret().sign("msg_27UH4WbU6Z5A5EzD8u03UvzRbpk", now, body);
    assert_eq!(signed.signature, "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=");
    assert_eq!(signed.timestamp, "1649367553");
}

#[test]
fn a_message_is_believed_only_as_it_was_signed() {
    let now = moment("2026-03-02T02:00:00Z");
    let body = r#"{"type":"claim.paid"}"#;
    let signed = secret().sign("a1", now, body);
    let check =
        |change: &dyn Fn(&mut SignedHeaders), body: &str, minutes: i64, expected: Result<(), SignatureError>| {
            let mut headers = signed.clone();
            change(&mut headers);
            let then = now + TimeDelta::seconds(minutes);
            assert_eq!(secret().verify(&headers, body.as_bytes(), then), expected, "{headers:?} {body} {minutes}");
        };
    let same = |_: &mut SignedHeaders| {};
    check(&same, body, 0, Ok(()));
    check(&same, body, 300, Ok(()));
    check(&same, body, -300, Ok(()));
    check(&same, body, 301, Err(SignatureError::Stale));
    check(&same, body, -301, Err(SignatureError::Stale));
    check(&same, "{}", 0, Err(SignatureError::Wrong));
    check(&|headers| headers.id = "a2".into(), body, 0, Err(SignatureError::Wrong));
    check(&|headers| headers.timestamp = "1".into(), body, 0, Err(SignatureError::Wrong));
    check(&|headers| headers.timestamp = "soon".into(), body, 0, Err(SignatureError::Timestamp));
    check(&|headers| headers.timestamp = i64::MIN.to_string(), body, 0, Err(SignatureError::Wrong));
    check(&|headers| headers.signature = format!("v1,AAAA {} v2,x", headers.signature), body, 0, Ok(()));
    check(&|headers| headers.signature.truncate(20), body, 0, Err(SignatureError::Wrong));
    check(&|headers| headers.signature = headers.signature.replace("v1,", "v2,"), body, 0, Err(SignatureError::Wrong));
    let other = Secret::from_key(&[7; 32]).unwrap();
    assert_eq!(other.verify(&signed, body.as_bytes(), now), Err(SignatureError::Wrong));
    assert_eq!(secret().verify(&signed, &[0xFF], now), Err(SignatureError::Wrong));
}

#[test]
fn a_well_signed_message_from_another_age_is_stale() {
    let long_ago = DateTime::from_timestamp(0, 0).unwrap();
    let signed = secret().sign("a1", long_ago, "{}");
    assert_eq!(secret().verify(&signed, b"{}", moment("2026-03-02T02:00:00Z")), Err(SignatureError::Stale));
}

#[test]
fn headers_are_read_by_name() {
    let signed = secret().sign("a1", moment("2026-03-02T02:00:00Z"), "{}");
    let pairs = signed.pairs();
    let lookup = |without: &'static str| {
        move |name: &'static str| pairs.iter().find(|(key, _)| *key == name && name != without).map(|(_, value)| *value)
    };
    assert_eq!(SignedHeaders::read(lookup("")), Ok(signed.clone()));
    for name in [HEADER_ID, HEADER_TIMESTAMP, HEADER_SIGNATURE] {
        assert_eq!(SignedHeaders::read(lookup(name)), Err(SignatureError::Missing(name)));
    }
    assert_eq!(SignedHeaders::read(|_| Some(" ")), Err(SignatureError::Missing(HEADER_ID)));
}

#[test]
fn secrets_are_long_and_hide_themselves() {
    let check = |text: &str, expected: SecretError| assert_eq!(Secret::parse(text), Err(expected), "{text}");
    check("", SecretError::Prefix);
    check("C2FVsBQIhrscChlQIMV+b5sSYspob7oD", SecretError::Prefix);
    check("whsec_not base64", SecretError::Base64);
    check("whsec_", SecretError::Length(0));
    check("whsec_c2hvcnQ=", SecretError::Length(5));
    assert_eq!(Secret::from_key(&[0; 65]), Err(SecretError::Length(65)));
    assert_eq!(secret().reveal(), "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    assert_eq!(format!("{:?}", secret()), "Secret(..)");
}

fn hand_over() -> HandOver {
    let attachment = Attachment { kind: "ktp".into(), sha256: "ab".repeat(32), url: "https://desk/d/1".into() };
    HandOver::new(
        moment("2026-03-02T02:00:00.5Z"),
        HandOverData {
            claim_number: "JKM-2026-0001".into(),
            hand_over: 1,
            program: Program::Jkm,
            participant: json!({"name": "Dedi"}),
            event: json!({"date": "2026-02-01"}),
            benefit: json!({"total": 42_000_000}),
            payees: vec![json!({"person": "p1", "amount": 42_000_000})],
            documents: vec![attachment],
            dossier: None,
        },
    )
}

#[test]
fn a_hand_over_has_its_shape() {
    let expected = json!({
        "type": "claim.handed_over",
        "timestamp": "2026-03-02T02:00:00.500000Z",
        "data": {
            "claim_number": "JKM-2026-0001",
            "hand_over": 1,
            "program": "jkm",
            "participant": {"name": "Dedi"},
            "event": {"date": "2026-02-01"},
            "benefit": {"total": 42_000_000},
            "payees": [{"person": "p1", "amount": 42_000_000}],
            "documents": [{"kind": "ktp", "sha256": "ab".repeat(32), "url": "https://desk/d/1"}],
            "dossier": null,
        },
    });
    let body = hand_over().body().unwrap();
    assert_eq!(serde_json::from_str::<serde_json::Value>(&body).unwrap(), expected);
    assert_eq!(serde_json::from_str::<HandOver>(&body).unwrap(), hand_over());
    let other = body.replace("claim.handed_over", "claim.paid");
    assert!(serde_json::from_str::<HandOver>(&other).is_err());
}

#[test]
fn a_hand_over_that_is_too_large_is_not_sent() {
    let mut large = hand_over();
    large.data.event = json!({"description": "x".repeat(HAND_OVER_BYTES_MAX)});
    assert!(matches!(large.body(), Err(HandOverError::TooLarge(size)) if size > HAND_OVER_BYTES_MAX));
}

#[test]
fn answers_have_their_shape() {
    let data = |reasons: Vec<Reason>, payments: Vec<Payment>| AnswerData {
        claim_number: "JKM-2026-0001".into(),
        hand_over: 2,
        reasons,
        payments,
    };
    let check = |kind: AnswerKind, data: AnswerData, name: &str, rest: &serde_json::Value| {
        let answer = InsurerAnswer { kind, timestamp: moment("2026-03-02T02:00:00Z"), data };
        let mut expected = json!({"type": name, "timestamp": "2026-03-02T02:00:00.000000Z", "data": rest});
        expected["data"]["claim_number"] = json!("JKM-2026-0001");
        expected["data"]["hand_over"] = json!(2);
        assert_eq!(serde_json::to_value(&answer).unwrap(), expected);
        assert_eq!(serde_json::from_value::<InsurerAnswer>(expected).unwrap(), answer);
        assert_eq!(answer.problems(), []);
    };
    let reason = Reason { code: "unreadable".into(), text: "KTP tidak terbaca".into() };
    let reasons = json!({"reasons": [{"code": "unreadable", "text": "KTP tidak terbaca"}]});
    let payment = Payment {
        person: "p1".into(),
        amount: Rupiah(42_000_000),
        paid_at: moment("2026-03-02T01:00:00Z"),
        reference: "R1".into(),
    };
    let payments = json!({"payments": [
        {"person": "p1", "amount": 42_000_000, "paid_at": "2026-03-02T01:00:00.000000Z", "reference": "R1"},
    ]});
    check(AnswerKind::Acknowledged, data(vec![], vec![]), "claim.acknowledged", &json!({}));
    check(AnswerKind::Returned, data(vec![reason.clone()], vec![]), "claim.returned", &reasons);
    check(AnswerKind::Refused, data(vec![reason], vec![]), "claim.refused", &reasons);
    check(AnswerKind::Paid, data(vec![], vec![payment]), "claim.paid", &payments);
}

#[test]
fn answers_that_say_too_little_are_told_everything_at_once() {
    let check = |kind: &str, data: &serde_json::Value, expected: &[&str]| {
        let answer = json!({"type": kind, "timestamp": "2026-03-02T02:00:00Z", "data": data, "new_field": 1});
        let answer: InsurerAnswer = serde_json::from_value(answer).unwrap();
        let fields: Vec<String> = answer.problems().into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, expected, "{kind} {data}");
    };
    check(
        "claim.acknowledged",
        &json!({"claim_number": " ", "hand_over": 0}),
        &["data.claim_number", "data.hand_over"],
    );
    check("claim.returned", &json!({"claim_number": "1", "hand_over": 1}), &["data.reasons"]);
    check("claim.refused", &json!({"claim_number": "1", "hand_over": 1}), &["data.reasons"]);
    check("claim.paid", &json!({"claim_number": "1", "hand_over": 1}), &["data.payments"]);
    let payment = json!({"person": "p", "amount": 0, "paid_at": "2026-03-02T02:00:00Z", "reference": ""});
    let data = json!({"claim_number": "1", "hand_over": 1, "payments": [payment]});
    check("claim.paid", &data, &["data.payments[0].amount"]);
}
