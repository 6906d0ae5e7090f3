//! Of which payments a reader is told, and when of the account.

use uuid::Uuid;

use super::super::facts::told_of;
use crate::claim::{Payee, PayeeBasis, Payment, PersonId};
use crate::law::Rupiah;

const SITI: PersonId = PersonId(Uuid::from_u128(1));
const BUDI: PersonId = PersonId(Uuid::from_u128(2));
const ANI: PersonId = PersonId(Uuid::from_u128(3));
const TONO: PersonId = PersonId(Uuid::from_u128(4));

/// Siti and Ani have accounts of their own; Budi's part goes to Siti's. Tono receives nothing.
fn payees() -> Vec<Payee> {
    let payee = |person: PersonId, account_of: PersonId| Payee {
        person,
        amount: None,
        share: None,
        account_of,
        basis: PayeeBasis::Agreement,
        document: None,
    };
    vec![payee(SITI, SITI), payee(BUDI, SITI), payee(ANI, ANI)]
}

#[test]
fn nobody_reads_of_the_account_of_another() {
    let payment = |person: PersonId, amount: i64| Payment {
        person,
        amount: Rupiah(amount),
        paid_at: "2025-11-10".to_owned(),
        reference: "TRX".to_owned(),
    };
    let payments = [payment(SITI, 21), payment(BUDI, 10), payment(ANI, 11)];
    let check = |reader: Option<PersonId>, sum: i64, own_account: bool| {
        let (told, own) = told_of(&payments, &payees(), reader);
        assert_eq!((told.iter().map(|it| it.amount.0).sum::<i64>(), own), (sum, own_account), "{reader:?}");
    };
    check(Some(SITI), 31, true);
    check(Some(BUDI), 10, false);
    check(Some(ANI), 11, true);
    check(Some(TONO), 42, false);
    check(None, 42, false);
}
