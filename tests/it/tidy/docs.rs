//! Rules about what the documents say of the repository.

use std::path::Path;

use super::source::File;

/// Folders whose files a document may name in backticks.
const FOLDERS: [&str; 5] = ["docs/", "examples/", "src/", "tests/", "workflows/"];

/// Alert kinds that the program knows and the operations guide does not explain.
pub(crate) fn unexplained_alerts(files: &[File]) -> Vec<String> {
    let text = |path: &str| files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str());
    let known = text("src/workflow/checker/known.rs");
    let list = known.split_once("ALERT_KINDS").and_then(|(_, rest)| rest.split_once("];")).map_or("", |(list, _)| list);
    let table: Vec<&str> = text("docs/OPERATIONS.md").lines().filter_map(|line| line.split('|').nth(1)).collect();
    list.split('"')
        .skip(1)
        .step_by(2)
        .filter(|kind| !table.iter().any(|cell| cell.contains(&format!("`{kind}`"))))
        .map(|kind| format!("docs/OPERATIONS.md: the table of alerts lacks `{kind}`"))
        .collect()
}

/// Links of the README and the documents, and paths in backticks, that lead to no file of the repository.
pub(crate) fn dead_links(files: &[File]) -> Vec<String> {
    let exists = |path: &str| {
        let path = path.trim_end_matches('/');
        // The rules are not read themselves: they hold what they forbid. Pictures are no text.
        let drawn = Path::new(path).extension().is_some_and(|extension| extension == "png");
        let picture = drawn && Path::new(env!("CARGO_MANIFEST_DIR")).join(path).is_file();
        path == "tests/it/tidy"
            || picture
            || files.iter().any(|file| file.path == path || file.path.starts_with(&format!("{path}/")))
    };
    let documents = files.iter().filter(|file| file.path == "README.md" || file.path.starts_with("docs/"));
    let mut problems = Vec::new();
    for file in documents.filter(|file| file.has_extension("md")) {
        for (number, line) in (1..).zip(file.text.lines()) {
            let dead = named(&file.path, line).into_iter().filter(|path| !exists(path));
            problems.extend(dead.map(|path| format!("{}: there is no {path}", file.at(number))));
        }
    }
    problems
}

/// The paths from the repository's root that a line of a document names.
fn named(document: &str, line: &str) -> Vec<String> {
    let links = line.match_indices("](").filter_map(|(at, _)| line[at + 2..].split([')', '#']).next());
    let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
    let links =
        links.filter(|link| !link.is_empty() && !link.contains(':')).map(|link| match link.strip_prefix("../") {
            Some(from_root) => from_root.to_owned(),
            None if folder.is_empty() => link.to_owned(),
            None => format!("{folder}/{link}"),
        });
    let quoted = line.split('`').skip(1).step_by(2);
    let paths = quoted.filter(|word| {
        let plain = word.chars().all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter));
        plain
            && (FOLDERS.iter().any(|folder| word.starts_with(folder))
                || Path::new(word).extension().is_some_and(|found| found == "md"))
    });
    links.chain(paths.map(str::to_owned)).collect()
}

#[test]
fn alerts_that_nobody_explains_are_found() {
    let known = File::new("src/workflow/checker/known.rs", "const ALERT_KINDS: &[&str] = &[\"a_b\", \"c\"];");
    let guide = |table: &str| File::new("docs/OPERATIONS.md", table);
    let found = |table: &str| unexplained_alerts(&[known.clone(), guide(table)]).len();
    assert_eq!(found("| `a_b`, `c` | meaning | remedy |"), 0);
    assert_eq!(found("| `a_b` | see `c` | remedy |\n`c`"), 1);
    assert_eq!(found(""), 2);
}

#[test]
fn links_that_lead_nowhere_are_found() {
    let check = |path: &str, text: &str, expected: usize| {
        let files = [File::new(path, text), File::new("docs/DESIGN.md", ""), File::new("src/law/a.rs", "")];
        let found = dead_links(&files);
        assert_eq!(found.len(), expected, "{path}: {text}: {found:?}");
    };
    check("README.md", "[why](docs/DESIGN.md#a), [web](https://example.org/x), `docs/DESIGN.md`, `src/law/`", 0);
    check("README.md", "[why](DESIGN.md) and `docs/NONE.md` and `src/law/b.rs`", 3);
    check("docs/OTHER.md", "[why](DESIGN.md), [read](../README.md), `data/demo.json`", 1);
    check("src/law/a.rs", "`docs/NONE.md`", 0);
}
