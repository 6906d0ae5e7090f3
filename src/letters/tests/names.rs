use crate::letters::first_name;

#[test]
fn a_letter_greets_with_the_first_name_and_its_titles() {
    let check = |name: &str, expected: &str| assert_eq!(first_name(name), expected, "{name}");
    check("Siti Aminah", "Siti");
    check("  Sutrisno ", "Sutrisno");
    check("H. Ahmad Fauzi", "H. Ahmad");
    check("Hj Siti Aminah", "Hj Siti");
    check("Drs. H. Ahmad, M.Si", "Drs. H. Ahmad");
    check("Ahmad, S.Pd", "Ahmad");
    check("M.Yusuf", "M. Yusuf");
    check("Nur'aini Putri", "Nur'aini");
    check("M. Yusuf", "M. Yusuf");
    check("H.", "H.");
    check("", "");
    check("Siti\nBcc: x", "Siti");
    check("H. Ahmad", "H. Ahmad");
    check("https://bad.example/x?y Siti", "https");
    check("bad.example Siti", "bad. example");
    assert_eq!(first_name(&"S".repeat(90)).len(), 40);
}
