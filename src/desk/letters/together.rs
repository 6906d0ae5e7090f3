//! Which calls are one: those to the same person about the same claim.

use crate::claim::PersonId;

/// Whom a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Called<'a> {
    /// The claim's number.
    pub(super) claim: &'a str,
    /// The person of the claim that they are; none for who reported the event.
    pub(super) person: Option<PersonId>,
    /// Their name.
    pub(super) name: &'a str,
    /// Their telephone when the call was asked for, or last tried.
    pub(super) phone: Option<&'a str>,
}

impl Called<'_> {
    /// Whether it is the very person, or who reported the event both times.
    fn is(&self, other: &Called<'_>) -> bool {
        let one = self.claim == other.claim && self.person == other.person;
        one && (self.person.is_some() || self.is_called_alike(other))
    }

    fn is_called_alike(&self, other: &Called<'_>) -> bool {
        (self.claim, self.name, self.phone) == (other.claim, other.name, other.phone)
    }
}

/// Calls of which each group is made in one, in the order of the first of each.
///
/// Heirs may share a name and a telephone, so that a recorded person is known by who they are. Who reported the event is
/// not recorded: their calls go with those to the one person of that name and telephone, and stand alone where two could
/// be meant.
pub(super) fn together<T>(calls: &[T], whom: impl Fn(&T) -> Called<'_>) -> Vec<Vec<&T>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let called = |at: usize| calls.get(at).map(&whom);
    let recorded = |at: &usize| called(*at).is_some_and(|it| it.person.is_some());
    let (people, reporters): (Vec<usize>, Vec<usize>) = (0..calls.len()).partition(recorded);
    for at in people.into_iter().chain(reporters) {
        let Some(own) = called(at) else { continue };
        let any = |group: &[usize], same: &dyn Fn(&Called<'_>) -> bool| {
            group.iter().any(|other| called(*other).is_some_and(|other| same(&other)))
        };
        let known = groups.iter().position(|group| any(group, &|other| own.is(other)));
        let place = known.or_else(|| {
            let alike = |group: &[usize]| any(group, &|other| own.is_called_alike(other));
            let found = groups.iter().enumerate().filter(|(_, group)| own.person.is_none() && alike(group));
            let places: Vec<usize> = found.map(|(place, _)| place).collect();
            if let [only] = places[..] { Some(only) } else { None }
        });
        match place.and_then(|place| groups.get_mut(place)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    groups.iter().map(|group| group.iter().filter_map(|at| calls.get(*at)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Called, together};
    use crate::claim::PersonId;

    /// A call: its place, its person (0: who reported), their name and telephone.
    type Numbered = (usize, (u128, &'static str, &'static str));

    fn called((_, (person, name, phone)): &Numbered) -> Called<'_> {
        let person = (*person > 0).then(|| PersonId(Uuid::from_u128(*person)));
        Called { claim: "JKM-2026-000001-1", person, name, phone: Some(phone) }
    }

    fn check(calls: &[(u128, &'static str, &'static str)], expected: &[&[usize]]) {
        let numbered: Vec<Numbered> = calls.iter().copied().enumerate().collect();
        let groups = together(&numbered, called);
        let places: Vec<Vec<usize>> = groups.iter().map(|group| group.iter().map(|(at, _)| *at).collect()).collect();
        assert_eq!(places, expected, "{calls:?}");
    }

    #[test]
    fn a_person_is_known_by_who_they_are_and_a_reporter_by_name_and_telephone() {
        check(&[(1, "Siti", "0812"), (1, "Siti A.", "0813")], &[&[0, 1]]);
        check(&[(1, "Siti", "0812"), (2, "Siti", "0812"), (1, "Siti", "0812")], &[&[0, 2], &[1]]);
        check(&[(0, "Siti", "0812"), (1, "Siti", "0812"), (0, "Siti", "0812")], &[&[0, 1, 2]]);
        check(&[(0, "Siti", "0899"), (1, "Siti", "0812"), (0, "Siti", "0899")], &[&[0, 2], &[1]]);
        // Two could be meant.
        check(
            &[(0, "Siti", "0812"), (1, "Siti", "0812"), (2, "Siti", "0812"), (0, "Siti", "0812")],
            &[&[0, 3], &[1], &[2]],
        );
        check(&[], &[]);
    }
}
