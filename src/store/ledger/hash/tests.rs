use super::{Hashed, NO_HASH, event_hash};
use uuid::Uuid;

fn first() -> Hashed<'static> {
    Hashed {
        claim: Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0001),
        seq: 1,
        at: "2026-03-01T01:02:03.456789Z".parse().unwrap(),
        kind: "claim_opened",
        actor: "user:0195",
        body: br#"{"workflow":"jkm"}"#,
    }
}

/// Computed by another program from the description alone. Stored histories depend on these: they never change.
#[test]
fn the_golden_vectors_hold() {
    let one = event_hash(&NO_HASH, &first());
    assert_eq!(hex::encode(one), "2b3f59fe88bc8a431e7a9437bc3272fde00c8d0a2e1cee7564970332f42ee795");
    let second = Hashed {
        seq: 2,
        at: "2026-03-01T01:02:03.456790Z".parse().unwrap(),
        kind: "note_added",
        actor: "system",
        body: b"",
        ..first()
    };
    let two = event_hash(&one, &second);
    assert_eq!(hex::encode(two), "b4214292cf2e06a53af18dd43a2e809e08537077a7a22f329164add60be8a0d9");
}

#[test]
fn every_field_counts() {
    let base = event_hash(&NO_HASH, &first());
    let changed = [
        event_hash(&[1; 32], &first()),
        event_hash(&NO_HASH, &Hashed { claim: Uuid::nil(), ..first() }),
        event_hash(&NO_HASH, &Hashed { seq: 2, ..first() }),
        event_hash(&NO_HASH, &Hashed { at: "2026-03-01T01:02:03.456788Z".parse().unwrap(), ..first() }),
        event_hash(&NO_HASH, &Hashed { kind: "claim_closed", ..first() }),
        event_hash(&NO_HASH, &Hashed { actor: "user:0196", ..first() }),
        event_hash(&NO_HASH, &Hashed { body: b"{}", ..first() }),
        // The same letters, cut elsewhere.
        event_hash(&NO_HASH, &Hashed { kind: "claim_openedu", actor: "ser:0195", ..first() }),
    ];
    for (index, hash) in changed.iter().enumerate() {
        assert_ne!(*hash, base, "case {index}");
    }
}
