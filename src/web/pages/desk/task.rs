//! What is to be done on a claim, in words.

use crate::claim::Task;
use crate::words::Words;

/// One line for a list of work: what to do, and why it is stuck.
pub(super) struct TaskView {
    /// What to do.
    pub(super) does: String,
    /// Why it cannot be done yet.
    pub(super) because: Option<String>,
}

/// The task in the reader's words.
pub(super) fn task_view(task: &Task, words: Words) -> TaskView {
    let plain = |does: String| TaskView { does, because: None };
    match task {
        Task::Settle { kind, count } => {
            let kind = words.t(&format!("alert-{kind}"));
            plain(words.with("task-settle", &[("kind", &kind), ("more", &more(*count))]))
        }
        Task::Review { first, count } => {
            plain(words.with("task-review", &[("paper", first.get(words.language())), ("more", &more(*count))]))
        }
        Task::Answer { question } => plain(words.with("task-answer", &[("question", question.get(words.language()))])),
        Task::Await { missing } => plain(words.t1("task-await", "count", *missing)),
        Task::Take { title, .. } => plain(words.of_text(title)),
        Task::Stuck { title, refusal } => {
            TaskView { does: words.of_text(title), because: Some(words.of_text(&refusal.message)) }
        }
        Task::Wait(party) => {
            plain(words.with("task-wait", &[("party", &words.t(&format!("waiting-{}", party.as_str())))]))
        }
        Task::Nothing => plain(words.t("task-nothing")),
    }
}

/// How many more there are than the one that is named.
fn more(count: usize) -> String {
    if count > 1 { format!(" (+{})", count - 1) } else { String::new() }
}
