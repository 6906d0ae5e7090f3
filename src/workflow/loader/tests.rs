use super::load;

const JKM: &str = include_str!("../../../workflows/jkm.yaml");

#[test]
fn the_death_procedure_loads() {
    let procedure = load("jkm.yaml", JKM).unwrap();
    assert_eq!(procedure.states.len(), 15);
    assert_eq!(procedure.start.as_str(), "reported");
    let plain: crate::workflow::Procedure = serde_saphyr::from_str(JKM).unwrap();
    assert_eq!(plain, procedure);
}
