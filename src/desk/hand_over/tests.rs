//! What the message to the insurer says of the payees.

use serde_json::{Value, json};
use uuid::Uuid;

use super::payees;
use crate::claim::{Claim, ClaimId, Payee, PayeeBasis, PersonId, Refused};
use crate::law::{Rupiah, Share};

fn claim_of(amounts: &[i64]) -> Claim {
    let mut claim = Claim::unopened(ClaimId(Uuid::from_u128(1)));
    let person = PersonId(Uuid::from_u128(2));
    claim.payees = amounts
        .iter()
        .map(|amount| Payee {
            person,
            amount: Some(Rupiah(*amount)),
            share: None::<Share>,
            account_of: person,
            basis: PayeeBasis::Agreement,
            document: None,
        })
        .collect();
    claim
}

#[test]
fn payees_that_do_not_add_up_are_refused_and_not_left_out() {
    // Nothing was assessed here, so only nothing adds up.
    assert_eq!(payees(&claim_of(&[])).unwrap(), Vec::<Value>::new());
    assert_eq!(payees(&claim_of(&[0])).unwrap()[0]["amount"], json!(0));
    for amounts in [[1, 1], [i64::MAX, 1]] {
        let refused = payees(&claim_of(&amounts)).unwrap_err();
        let Refused::Rules(rules) = refused else { panic!("{refused:?}") };
        assert_eq!(rules[0].rule.as_str(), "payees_sum");
    }
}
