//! Determining the heirs.

use super::guardian::{guardian, is_minor};
use super::needs::{missing_proofs, need, need_of, spouses_settled};
use super::payee::payee;
use super::people::person_standing;
use super::rules::{HeirLevel, HeirRules, LevelPays, fill};
use super::shares::{Division, by_law, division};
use super::standing::{exclusion, parents};
use super::validate::{DECEASED, law_table_missing, validate};
use super::{
    Adoption, Determination, Excluded, ExclusionCode, GuardianBasis, Heir, HeirRequest, NeedCode, Payable, Relation,
    Relative, Requirement, ShareBasis, WarningCode,
};
use crate::law::{FieldError, LawBook, LawTable, Text, is_document_kind};

/// Who inherits, by the scheme's order in force on the day of the event.
///
/// A record that cannot be right (an id twice, an unknown parent, a birth after the event, an agreement that leaves an
/// heir out) is a field error; all are collected. What the family still owes is no error but a need.
pub fn determine(book: &LawBook, request: &HeirRequest) -> Result<Determination, Vec<FieldError>> {
    let versions = book.heirs.get(request.scheme.table());
    let Some(table) = versions.and_then(|versions| versions.in_force(request.event_date)) else {
        return Err(vec![law_table_missing(versions.map_or("", |versions| versions.law_before()))]);
    };
    let rules = &table.rules;
    let errors = validate(request, rules);
    if !errors.is_empty() {
        return Err(errors);
    }
    let judged = judge(rules, request);
    let heirs: Vec<&Relative> =
        judged.people.iter().filter(|(_, no)| no.is_none()).map(|(person, _)| *person).collect();
    let division = division(request, judged.level, &heirs)?;

    let mut answer = nothing(book, table, request);
    record_exclusions(&mut answer, rules, &judged);
    record_warnings(&mut answer, rules, request);
    if request.deceased.missing {
        let name = &request.deceased.name;
        answer.needs.extend(need_of(rules, NeedCode::MissingPerson, Some((DECEASED, name)), None));
    }
    if let Some(level) = judged.level {
        answer.payable = match level.pays {
            LevelPays::Full => Payable::Full,
            LevelPays::FuneralOnly => Payable::FuneralOnly,
        };
        answer.rank = Some(level.rank);
        answer.law.clone_from(&level.law);
        if level.rank > 1 {
            answer.warnings.extend(rules.warning(WarningCode::HigherRanksEmpty, "", ""));
        }
        for (place, person) in heirs.iter().enumerate() {
            let heir = heir(request, rules, person, (place, &division), &mut answer);
            answer.heirs.push(heir);
        }
        record_several(&mut answer, rules, &heirs, &division);
        record_agreement(&mut answer, rules, level, (&heirs, &division));
        answer.payee = payee(rules, &heirs, &division, &mut answer.warnings);
    } else {
        answer.warnings.extend(rules.warning(WarningCode::NobodyEntitled, "", ""));
    }
    let standing = |(person, no): &(&Relative, _)| person_standing(rules, request, &answer, person, *no);
    answer.people = judged.people.iter().filter_map(standing).collect();
    Ok(answer)
}

/// Everybody in the order of the request, with the reason not to inherit, and the level that inherits.
struct Judged<'a> {
    level: Option<&'a HeirLevel>,
    people: Vec<(&'a Relative, Option<ExclusionCode>)>,
}

fn judge<'a>(rules: &'a HeirRules, request: &'a HeirRequest) -> Judged<'a> {
    let able: Vec<_> = request.relatives.iter().map(|person| (person, exclusion(rules, request, person))).collect();
    let stands = |level: &HeirLevel, person: &Relative| level.relations.contains(&person.relation);
    let level = rules.levels.iter().find(|level| able.iter().any(|(person, no)| no.is_none() && stands(level, person)));
    let reason = |(person, no): (&'a Relative, Option<ExclusionCode>)| {
        let inherits = level.is_some_and(|level| stands(level, person));
        let behind = match person.relation {
            Relation::FuneralPayer => ExclusionCode::FuneralInFullBenefit,
            _ => ExclusionCode::LowerRank,
        };
        (person, no.or_else(|| (!inherits).then_some(behind)))
    };
    Judged { level, people: able.into_iter().map(reason).collect() }
}

fn nothing(book: &LawBook, table: &LawTable<HeirRules>, request: &HeirRequest) -> Determination {
    Determination {
        payable: Payable::Nothing,
        rank: None,
        heirs: Vec::new(),
        payee: None,
        excluded: Vec::new(),
        people: Vec::new(),
        needs: Vec::new(),
        warnings: Vec::new(),
        law: table.law.clone(),
        law_versions: book.versions_of(&[request.scheme.table()], request.event_date),
    }
}

/// Everybody who does not inherit, in the order of the request.
fn record_exclusions(answer: &mut Determination, rules: &HeirRules, judged: &Judged<'_>) {
    for (person, code) in judged.people.iter().filter_map(|(person, no)| no.map(|code| (person, code))) {
        if let Some(rule) = rules.exclusions.get(&code) {
            let because = fill(&rule.because, &person.name, "");
            answer.excluded.push(Excluded { id: person.id.clone(), because, law: rule.law.clone() });
        }
    }
}

/// Warnings about records, whether they inherit or not.
fn record_warnings(answer: &mut Determination, rules: &HeirRules, request: &HeirRequest) {
    for person in &request.relatives {
        let mut warn = |code, proof: &str| answer.warnings.extend(rules.warning(code, &person.name, proof));
        let lacks = |code| rules.exclusion_proof(code).is_some_and(|proof| !person.proofs.contains(proof));
        for proof in person.proofs.iter().filter(|proof| !is_document_kind(proof)) {
            warn(WarningCode::UnknownProof, proof);
        }
        if person.relation == Relation::Spouse && person.divorced && lacks(ExclusionCode::Divorced) {
            warn(WarningCode::DivorceProof, "");
        }
        if person.birth_date.is_some_and(|birth| birth > request.event_date) {
            warn(WarningCode::PosthumousChild, "");
        }
        let by_adoption = |parent: &Relative| parent.adopted == Some(Adoption::Decree);
        if person.relation == Relation::Grandchild && parents(request, person).any(by_adoption) {
            warn(WarningCode::AdoptedLine, "");
        }
        match rules.level_of(person.relation).and_then(|level| level.requires) {
            Some(Requirement::Will) if person.alive && lacks(ExclusionCode::NoWill) => {
                warn(WarningCode::WillUnproven, "");
            }
            Some(Requirement::Decree) => warn(WarningCode::CourtDecreePossible, ""),
            Some(Requirement::Will) | None => {}
        }
    }
}

/// One heir, with what they still owe as needs.
fn heir(
    request: &HeirRequest,
    rules: &HeirRules,
    person: &Relative,
    (place, division): (usize, &Division),
    answer: &mut Determination,
) -> Heir {
    let mut add = |code, proof: Option<&Text>| answer.needs.extend(need(rules, code, Some(person), proof));
    let missing = missing_proofs(rules, person);
    if person.unborn {
        // Its proof can only come with the birth.
        add(NeedCode::WaitForBirth, None);
    } else {
        for proof in &missing {
            add(NeedCode::ProofMissing, Some(&proof.ask));
        }
    }
    if person.missing {
        add(NeedCode::MissingPerson, None);
    }
    if person.suspected {
        add(NeedCode::WaitForPolice, None);
    }
    // Nobody acts for the dead; who stands in their place has to be shown.
    let minor = if person.died_after { Some(false) } else { is_minor(request, rules, person) };
    if person.died_after && !person.proofs.contains(&rules.heir_decree) {
        add(NeedCode::HeirDiedAfter, None);
    }
    if minor.is_none() {
        add(NeedCode::BirthDateMissing, None);
    }
    let guardian = (minor == Some(true)).then(|| guardian(request, rules, person, &mut answer.warnings));
    let decree = guardian.as_ref().is_some_and(|guardian| guardian.basis == GuardianBasis::DecreeNeeded);
    if decree && !person.proofs.contains(&rules.guardian_proof) {
        answer.needs.extend(need(rules, NeedCode::GuardianDecree, Some(person), None));
    }
    Heir {
        id: person.id.clone(),
        share: division.part(place),
        share_basis: division.basis,
        proofs_missing: missing.iter().filter_map(|proof| proof.any_of.first().cloned()).collect(),
        guardian_required: guardian.is_some(),
        guardian,
    }
}

/// What several of a kind have to settle among themselves, unless they or a court divided already.
fn record_several(answer: &mut Determination, rules: &HeirRules, heirs: &[&Relative], division: &Division) {
    if matches!(division.basis, ShareBasis::Agreement | ShareBasis::Decree) {
        return;
    }
    let of = |relation| heirs.iter().copied().filter(|person| person.relation == relation).collect::<Vec<_>>();
    let spouses = of(Relation::Spouse);
    let by_law = division.basis == ShareBasis::Law;
    if spouses.len() > 1 && !by_law && !spouses_settled(rules, &spouses) {
        answer.needs.extend(need(rules, NeedCode::SeveralSpouses, None, None));
    }
    if of(Relation::FuneralPayer).len() > 1 && !by_law {
        answer.needs.extend(need(rules, NeedCode::SeveralFuneralPayers, None, None));
    }
}

/// What to look at in an agreement: a minor's part, and a split other than the law's.
fn record_agreement(
    answer: &mut Determination,
    rules: &HeirRules,
    level: &HeirLevel,
    (heirs, division): (&[&Relative], &Division),
) {
    if division.basis != ShareBasis::Agreement {
        return;
    }
    for (person, heir) in heirs.iter().zip(&answer.heirs) {
        if heir.guardian_required {
            answer.warnings.extend(rules.warning(WarningCode::AgreementOfMinor, &person.name, ""));
        }
    }
    if by_law(level, heirs).is_some_and(|law| Some(law) != division.parts) {
        answer.warnings.extend(rules.warning(WarningCode::AgreementBesideLaw, "", ""));
    }
}
