//! The stories of the real procedures come out as they say, and a story that says something else is caught.

use super::{Failure, run_all};
use crate::law::LawBook;
use crate::workflow::Catalogue;

fn law() -> LawBook {
    LawBook::embedded().unwrap()
}

#[test]
fn every_story_of_every_procedure_comes_out_as_it_says() {
    let (law, catalogue) = (law(), Catalogue::embedded().unwrap());
    for procedure in catalogue.procedures() {
        let stories = run_all(procedure, &law);
        assert!(!stories.is_empty(), "{} has no story", procedure.name);
        let failed: Vec<String> =
            stories.iter().filter_map(|(_, came)| came.as_ref().err()).map(Failure::to_string).collect();
        assert_eq!(failed, Vec::<String>::new(), "{}", procedure.name);
    }
}
