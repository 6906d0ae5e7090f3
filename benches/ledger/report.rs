//! The table, ready to be pasted into a page.

use crate::measure::CALLERS;
use crate::window::{Variant, Window};

/// Prints what was seen on one database: for each number of callers the windows of each variant.
pub(crate) fn print(name: &str, (body, snapshot): (usize, usize), seen: &[[Vec<Window>; 4]]) {
    println!();
    println!("### {name}");
    println!();
    println!("Event body {body} bytes, snapshot {snapshot} bytes.");
    println!();
    println!("| Callers | Through | per second | ratio to bare | lowest and highest | p50, ms | p99, ms |");
    println!("| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
    for (callers, windows) in CALLERS.into_iter().zip(seen) {
        for variant in Variant::ALL {
            println!("| {callers} | {} | {} |", variant.name(), figures(&windows[0], &windows[variant as usize]));
        }
    }
}

fn figures(bare: &[Window], own: &[Window]) -> String {
    // Windows of the same turn lie close together in time, so each is held against its own turn's bare SQL.
    let pairs = own.iter().zip(bare);
    let ratios: Vec<u64> = pairs.map(|(own, bare)| own.per_kilosecond * 100 / bare.per_kilosecond.max(1)).collect();
    let low = ratios.iter().min().copied().unwrap_or(0);
    let high = ratios.iter().max().copied().unwrap_or(0);
    format!(
        "{} | {} | {}-{} | {} | {}",
        median(own.iter().map(|window| window.per_kilosecond)) / 1_000,
        hundredths(median(ratios)),
        hundredths(low),
        hundredths(high),
        hundredths(median(own.iter().map(|window| window.half)) / 10),
        hundredths(median(own.iter().map(|window| window.most)) / 10),
    )
}

fn median(values: impl IntoIterator<Item = u64>) -> u64 {
    let mut values: Vec<u64> = values.into_iter().collect();
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}

/// A number of hundredths, as it is read.
fn hundredths(value: u64) -> String {
    format!("{}.{:02}", value / 100, value % 100)
}
