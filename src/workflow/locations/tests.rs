use super::Locations;

const SOURCE: &str = "\
start: a
states:
  a: &a
    by: [x, y]
    to: b
  b: *a
list:
  - one
  - to: two
    {}
";

fn check(source: &str, path: &str, line: usize, column: usize) {
    let found = Locations::of("f.yaml", source).find(path);
    assert_eq!((found.line, found.column), (line, column), "{path}");
}

#[test]
fn words_stand_at_their_value_and_sections_at_their_key() {
    check(SOURCE, "start", 1, 8);
    check(SOURCE, "states", 2, 1);
    check(SOURCE, "states/a", 3, 3);
    check(SOURCE, "states/a/by/1", 4, 13);
    check(SOURCE, "states/a/to", 5, 9);
    check(SOURCE, "list/0", 8, 5);
    check(SOURCE, "list/1/to", 9, 9);
}

#[test]
fn an_alias_stands_where_it_is_and_its_parts_where_they_were_written() {
    check(SOURCE, "states/b", 6, 6);
    check(SOURCE, "states/b/to", 5, 9);
}

#[test]
fn a_part_that_is_not_there_is_found_at_the_section_around_it() {
    check(SOURCE, "states/a/deadline/within", 3, 3);
    check(SOURCE, "nothing", 1, 1);
}

#[test]
fn whatever_is_no_yaml_has_no_position_and_does_no_harm() {
    check("", "states", 0, 0);
    check("a: 1\nb: [1, 2", "a", 1, 4);
    check("? [x]\n: y\nb: 1\n", "b", 3, 4);
}

#[test]
fn paths_stay_right_after_nested_lists_and_maps() {
    check("a:\n  - [1, [2, 3]]\n  - {b: {c: 1}, d: 2}\ne: 5\n", "a/1/d", 3, 20);
    check("a:\n  - [1, [2, 3]]\n  - {b: {c: 1}, d: 2}\ne: 5\n", "a/0/1/1", 2, 13);
    check("a:\n  - [1, [2, 3]]\n  - {b: {c: 1}, d: 2}\ne: 5\n", "e", 4, 4);
}
