//! Determining the heirs.

use super::guardian::{guardian, is_minor};
use super::needs::{missing_proofs, need, spouses_settled};
use super::rules::{HeirLevel, HeirRules, fill};
use super::standing::{exclusion, parents};
use super::validate::{law_table_missing, validate};
use super::{
    Adoption, Determination, Excluded, ExclusionCode, GuardianBasis, Heir, HeirRequest, Need, NeedCode, Payable, Payee,
    PayeeBasis, Relation, Relative, ShareBasis, WarningCode,
};
use crate::law::{FieldError, LawBook, LawTable, Share, Text, is_document_kind};

/// Who inherits, by the order in force on the day of the event.
///
/// A record that cannot be right (an id twice, an unknown parent, a birth after the event) is a field error; all
/// are collected. What the family still owes is no error but a need.
pub fn determine(book: &LawBook, request: &HeirRequest) -> Result<Determination, Vec<FieldError>> {
    let Some(table) = book.heirs.in_force(request.event_date) else {
        return Err(vec![law_table_missing(book.heirs.law_before())]);
    };
    let rules = &table.rules;
    let errors = validate(request, rules);
    if !errors.is_empty() {
        return Err(errors);
    }
    let standing: Vec<_> = request.relatives.iter().map(|person| (person, exclusion(request, person))).collect();
    let entitled = |level: &HeirLevel| {
        let stands = |person: &Relative| level.relations.contains(&person.relation);
        standing
            .iter()
            .filter(|(person, no)| no.is_none() && stands(person))
            .map(|(person, _)| *person)
            .collect::<Vec<&Relative>>()
    };
    let levels = rules.levels.iter().map(|level| (level, entitled(level)));
    let claiming: Option<(&HeirLevel, Vec<&Relative>)> = levels.into_iter().find(|(_, people)| !people.is_empty());

    let mut answer = nothing(book, table, request);
    record_exclusions(&mut answer, rules, &standing, claiming.as_ref());
    record_warnings(&mut answer, rules, request);
    let Some((level, people)) = claiming else { return Ok(answer) };
    answer.payable = if level.rank == 6 { Payable::FuneralOnly } else { Payable::Full };
    answer.rank = Some(level.rank);
    answer.law.clone_from(&level.law);
    if level.rank > 1 {
        answer.warnings.extend(rules.warning(WarningCode::HigherRanksEmpty, "", ""));
    }
    for person in &people {
        let heir = heir(request, rules, person, people.len() == 1, &mut answer);
        answer.heirs.push(heir);
    }
    record_several(&mut answer, rules, &people);
    answer.payee = payee(rules, &people, &mut answer.warnings);
    Ok(answer)
}

fn nothing(book: &LawBook, table: &LawTable<HeirRules>, request: &HeirRequest) -> Determination {
    Determination {
        payable: Payable::Nothing,
        rank: None,
        heirs: Vec::new(),
        payee: None,
        excluded: Vec::new(),
        needs: Vec::new(),
        warnings: Vec::new(),
        law: table.law.clone(),
        law_versions: book.versions_of(&["heirs-jkk-jkm"], request.event_date),
    }
}

/// Everybody who does not inherit, in the order of the request.
fn record_exclusions(
    answer: &mut Determination,
    rules: &HeirRules,
    standing: &[(&Relative, Option<ExclusionCode>)],
    claiming: Option<&(&HeirLevel, Vec<&Relative>)>,
) {
    for (person, no) in standing {
        let inherits = claiming.is_some_and(|(_, people)| people.iter().any(|heir| heir.id == person.id));
        let code = match no {
            Some(code) => *code,
            None if inherits => continue,
            None if person.relation == Relation::FuneralPayer => ExclusionCode::FuneralInFullBenefit,
            None => ExclusionCode::LowerRank,
        };
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
        for proof in person.proofs.iter().filter(|proof| !is_document_kind(proof)) {
            warn(WarningCode::UnknownProof, proof);
        }
        if person.relation == Relation::Spouse && person.divorced && !person.proofs.contains(&rules.divorce_proof) {
            warn(WarningCode::DivorceProof, "");
        }
        if person.birth_date.is_some_and(|birth| birth > request.event_date) {
            warn(WarningCode::PosthumousChild, "");
        }
        let by_adoption = |parent: &Relative| parent.adopted == Some(Adoption::Decree);
        if person.relation == Relation::Grandchild && parents(request, person).any(by_adoption) {
            warn(WarningCode::AdoptedLine, "");
        }
        if person.relation == Relation::Other {
            warn(WarningCode::CourtDecreePossible, "");
        }
    }
}

/// One heir, with what they still owe as needs.
fn heir(request: &HeirRequest, rules: &HeirRules, person: &Relative, sole: bool, answer: &mut Determination) -> Heir {
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
    let minor = is_minor(request, rules, person);
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
        share: sole.then_some(Share::WHOLE),
        share_basis: if sole { ShareBasis::Sole } else { ShareBasis::Open },
        proofs_missing: missing.iter().filter_map(|proof| proof.any_of.first().cloned()).collect(),
        guardian_required: guardian.is_some(),
        guardian,
    }
}

/// What several of a kind have to settle among themselves.
fn record_several(answer: &mut Determination, rules: &HeirRules, people: &[&Relative]) {
    let of = |relation| people.iter().copied().filter(|person| person.relation == relation).collect::<Vec<_>>();
    let spouses = of(Relation::Spouse);
    let mut needs: Vec<Option<Need>> = Vec::new();
    if spouses.len() > 1 && !spouses_settled(rules, &spouses) {
        needs.push(need(rules, NeedCode::SeveralSpouses, None, None));
    }
    if of(Relation::FuneralPayer).len() > 1 {
        needs.push(need(rules, NeedCode::SeveralFuneralPayers, None, None));
    }
    answer.needs.extend(needs.into_iter().flatten());
}

/// Whom practice pays: the only heir, or the one surviving spouse. Nobody who is missing or not born.
fn payee(rules: &HeirRules, people: &[&Relative], warnings: &mut Vec<Text>) -> Option<Payee> {
    let can_receive = |person: &Relative| !person.missing && !person.unborn;
    if let [only] = people {
        return can_receive(only).then(|| Payee { id: only.id.clone(), basis: PayeeBasis::Sole });
    }
    let mut spouses = people.iter().filter(|person| person.relation == Relation::Spouse);
    let (Some(spouse), None) = (spouses.next(), spouses.next()) else { return None };
    if !can_receive(spouse) {
        return None;
    }
    warnings.extend(rules.warning(WarningCode::PayeePractice, &spouse.name, ""));
    Some(Payee { id: spouse.id.clone(), basis: PayeeBasis::SurvivingSpouse })
}
