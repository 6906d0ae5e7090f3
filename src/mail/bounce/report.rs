//! The fields of a delivery report (RFC 3464).

use crate::mail::words::without_addresses;

/// What became of a letter, where that is bad news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    /// Given up, or not yet.
    pub(super) action: Action,
    /// Three numbers.
    pub(super) status: String,
    /// The server's words.
    pub(super) why: String,
}

/// Given up, or not yet. Reports of success say nothing of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Failed,
    Delayed,
}

impl Outcome {
    /// The first recipient that failed, or else the first that waits. Our letters have one recipient; a server that
    /// passed one on to several may report on each.
    pub(super) fn read(report: &str) -> Option<Self> {
        let recipients: Vec<Self> = groups(report).iter().filter_map(|group| Self::of(group)).collect();
        let failed = recipients.iter().find(|outcome| outcome.action == Action::Failed);
        failed.or(recipients.first()).cloned()
    }

    fn of(group: &[(String, String)]) -> Option<Self> {
        let field = |name: &str| group.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str());
        let word = field("action")?.split([' ', '(', ';']).next().unwrap_or_default().to_ascii_lowercase();
        let (action, usual) = match word.as_str() {
            "failed" => (Action::Failed, "5.0.0"),
            "delayed" => (Action::Delayed, "4.0.0"),
            _ => return None,
        };
        let status = field("status").and_then(status).unwrap_or(usual).to_owned();
        // `smtp; 550 5.1.1 …`: the kind of words is of no use to a reader.
        let why = field("diagnostic-code").map(|value| value.split_once(';').map_or(value, |(_, words)| words));
        Some(Self { action, status, why: without_addresses(why.unwrap_or_default()) })
    }
}

/// `5.1.1`, with what may stand behind it left out.
fn status(value: &str) -> Option<&str> {
    let code = value.split([' ', '(', '\t']).find(|word| !word.is_empty())?;
    let mut numbers = code.split('.');
    let number = |text: Option<&str>, digits: usize| {
        text.is_some_and(|text| (1..=digits).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let fits = number(numbers.next(), 1) && number(numbers.next(), 3) && number(numbers.next(), 3);
    (fits && numbers.next().is_none()).then_some(code)
}

/// The groups of fields between blank lines, names in small letters, values unfolded.
fn groups(report: &str) -> Vec<Vec<(String, String)>> {
    let mut groups = vec![Vec::new()];
    for line in report.lines() {
        if line.trim().is_empty() {
            groups.push(Vec::new());
            continue;
        }
        let Some(group) = groups.last_mut() else { continue };
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = group.last_mut() {
                let value: &mut String = value;
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            group.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    groups
}
