//! The repository as a list of texts, and just enough Rust reading to judge them.

use std::fs;
use std::path::Path;

/// One text file of the repository.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Its path from the repository's root, with `/`.
    pub(crate) path: String,
    /// Its content as written.
    pub(crate) text: String,
    /// For Rust: the same lines without comments and without what stands inside string literals.
    pub(crate) code: String,
}

impl File {
    /// A file from its path and content.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let code = if is_rust(path) { code_of(text) } else { String::new() };
        Self { path: path.to_owned(), text: text.to_owned(), code }
    }

    /// Whether it is Rust below `src/` that ends in the product, so no test of a module.
    pub(crate) fn is_product(&self) -> bool {
        self.path.starts_with("src/") && is_rust(&self.path) && !self.is_test()
    }

    /// Whether it holds tests.
    pub(crate) fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Whether its name ends so, without the dot.
    pub(crate) fn has_extension(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }

    /// Whether it is Rust.
    pub(crate) fn is_rust(&self) -> bool {
        is_rust(&self.path)
    }

    /// The folder or file directly below `src/` that it belongs to: `law`, `clock`.
    pub(crate) fn area(&self) -> Option<&str> {
        let below = self.path.strip_prefix("src/")?;
        Some(below.split('/').next()?.trim_end_matches(".rs"))
    }

    /// The path of its module from the crate's root: `src/law/heirs/mod.rs` is `[law, heirs]`.
    pub(crate) fn module(&self) -> Vec<&str> {
        let below = self.path.strip_prefix("src/").unwrap_or(&self.path).trim_end_matches(".rs");
        below.split('/').filter(|part| *part != "mod" && *part != "lib").collect()
    }

    /// The file's place in a message: `path:line`.
    pub(crate) fn at(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }

    /// The numbered lines of its code that hold `needle` where no identifier runs into it from the left.
    pub(crate) fn code_lines_with(&self, needle: &str) -> Vec<usize> {
        let holds = |line: &str| {
            line.match_indices(needle).any(|(at, _)| {
                !line[..at].chars().next_back().is_some_and(is_word) || !needle.chars().next().is_some_and(is_word)
            })
        };
        (1..).zip(self.code.lines()).filter(|(_, line)| holds(line)).map(|(number, _)| number).collect()
    }
}

/// Whether a character may stand inside an identifier.
pub(crate) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn is_rust(path: &str) -> bool {
    path.to_ascii_lowercase().ends_with(".rs")
}

/// Reads every text file of the repository. Build output, dependencies and an office's own data are no
/// part of it, and neither is the tidy test itself, which spells out what it forbids.
pub(crate) fn repository() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(root, root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        let skipped =
            [".git", "target", "node_modules", "data/demo", "data/files", "tests/it/tidy", "tests/it/tidy.rs"];
        if skipped.contains(&name.as_str()) || name.ends_with("/node_modules") {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            // What is no UTF-8 (a picture, a font, a database) has no lines to judge.
            files.push(File::new(&name, &text));
        }
    }
}

/// Blanks comments and the inside of string and character literals, keeping every line break.
fn code_of(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut code = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_or_comment_end(&chars, at);
        if end == at {
            code.push(chars[at]);
            at += 1;
        } else {
            let blanked = chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' });
            code.extend(blanked);
            at = end;
        }
    }
    without_inline_tests(&code)
}

/// Where the comment or literal that starts at `at` ends, or `at` if none starts there.
fn literal_or_comment_end(chars: &[char], at: usize) -> usize {
    let next = chars.get(at + 1).copied();
    let after_word = at > 0 && is_word(chars[at - 1]);
    match chars[at] {
        '/' if next == Some('/') => find(chars, at, &['\n']),
        '/' if next == Some('*') => find(chars, at + 2, &['*', '/']) + 2,
        '"' => quoted_end(chars, at),
        // A character literal; anything else after an apostrophe is a lifetime.
        '\'' if next == Some('\\') => find(chars, at + 3, &['\'']) + 1,
        '\'' if chars.get(at + 2) == Some(&'\'') => at + 3,
        'r' if !after_word || chars[at - 1] == 'b' => raw_end(chars, at),
        _ => at,
    }
    .min(chars.len())
}

fn find(chars: &[char], from: usize, needle: &[char]) -> usize {
    (from..chars.len()).find(|at| chars[*at..].starts_with(needle)).unwrap_or(chars.len())
}

fn quoted_end(chars: &[char], at: usize) -> usize {
    let mut end = at + 1;
    while end < chars.len() && chars[end] != '"' {
        end += if chars[end] == '\\' { 2 } else { 1 };
    }
    end + 1
}

fn raw_end(chars: &[char], at: usize) -> usize {
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(at + 1 + hashes) != Some(&'"') {
        return at;
    }
    let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    find(chars, at + 2 + hashes, &closing) + closing.len()
}

/// Drops a module of tests written at the end of a source file.
fn without_inline_tests(code: &str) -> String {
    let lines: Vec<&str> = code.lines().collect();
    let starts = (1..lines.len()).find(|at| {
        lines[at - 1].trim() == "#[cfg(test)]" && lines[*at].starts_with("mod ") && lines[*at].ends_with('{')
    });
    lines[..starts.unwrap_or(lines.len())].join("\n")
}

#[test]
fn comments_strings_and_inline_tests_are_no_code() {
    let check = |text: &str, expected: &str| {
        let squeezed: Vec<String> = code_of(text).split_whitespace().map(str::to_owned).collect();
        assert_eq!(squeezed.join(" "), expected, "{text}");
    };
    check("a(); // b()", "a();");
    check("a(); /* b()\n c() */ d();", "a(); d();");
    check(r#"a("b()", 'c', '\'', '"'); d::<'e>();"#, "a( , , , ); d::<'e>();");
    check("a(r#\"b\" c()\"#); d();", "a( ); d();");
    check("for r in b { r; }", "for r in b { r; }");
    check("a();\n#[cfg(test)]\nmod tests {\n b();\n}", "a(); #[cfg(test)]");
}

#[test]
fn a_needle_is_found_only_as_a_whole_word() {
    let file = File::new("src/a.rs", "MyDb::open();\nDb::open();\nx.unwrap();");
    assert_eq!(file.code_lines_with("Db::"), [2]);
    assert_eq!(file.code_lines_with(".unwrap()"), [3]);
}
