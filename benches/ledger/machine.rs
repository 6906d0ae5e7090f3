//! What the figures were taken on.

use std::fs;

/// Names the machine and the profile.
pub(crate) fn print() {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ").map(|(_, name)| name));
    let profile = if cfg!(debug_assertions) { "not optimised (dev)" } else { "optimised" };
    println!("Machine: {cores} cores ({}). Build: {profile}.", model.unwrap_or("unknown"));
    print_load("at the start");
}

/// How busy the machine is, with others' work and with ours.
pub(crate) fn print_load(when: &str) {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load: Vec<&str> = load.split_whitespace().take(3).collect();
    println!("Load {when}: {}.", if load.is_empty() { "unknown".to_owned() } else { load.join(" ") });
}
