//! Lanes: upright lines beside the column of the way, and where they leave its boxes.

use super::picture::Rect;

/// Lines that leave to the right keep to these heights, those that arrive beside the way lie between them, so that two
/// different ones never lie on each other.
pub(super) const GRID: i32 = 12;

/// The height of one of some lines at the side of a box.
pub(super) fn pin(rect: Rect, at: usize, count: usize) -> i32 {
    let (at, count) = (as_pixels(at), as_pixels(count));
    (rect.y + rect.height * (at + 1) / (count + 1)) / GRID * GRID
}

/// How high a box is at least for some lines at its side.
pub(super) fn room_for_pins(count: usize) -> i32 {
    (as_pixels(count) + 1) * (GRID + 4)
}

/// A count among pixels.
pub(super) fn as_pixels(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / 1024)
}

/// A lane for each stretch `(from, to)`, so that stretches in one lane do not touch: short ones come first, which
/// puts them nearest to the boxes. Also how many lanes there are.
pub(super) fn assign(stretches: &[(i32, i32)]) -> (Vec<usize>, usize) {
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by_key(|one| (stretches[*one].1 - stretches[*one].0, stretches[*one].0, *one));
    let mut lanes: Vec<Vec<(i32, i32)>> = Vec::new();
    let mut lane_of = vec![0; stretches.len()];
    for one in order {
        let (from, to) = stretches[one];
        let is_free = |lane: &Vec<(i32, i32)>| lane.iter().all(|(start, end)| to < *start || *end < from);
        let lane = lanes.iter().position(is_free).unwrap_or(lanes.len());
        if lane == lanes.len() {
            lanes.push(Vec::new());
        }
        lanes[lane].push((from, to));
        lane_of[one] = lane;
    }
    (lane_of, lanes.len())
}

/// Lines that start at some heights and arrive at others, over one lane each.
pub(super) struct Net {
    /// Where they leave the boxes of the way.
    pub(super) starts: Vec<i32>,
    /// Where they arrive beside the way.
    pub(super) arrives: Vec<i32>,
}

impl Net {
    /// The ends of its lane.
    pub(super) fn stretch(&self) -> (i32, i32) {
        let all = || self.starts.iter().chain(&self.arrives).copied();
        (all().min().unwrap_or_default(), all().max().unwrap_or_default())
    }
}

/// An order of lanes from the boxes outward with few crossings: neighbours change places while that helps.
pub(super) fn order(nets: &[Net]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..nets.len()).collect();
    for _ in 0..nets.len() {
        let mut better = false;
        for at in 1..order.len() {
            let (inner, outer) = (&nets[order[at - 1]], &nets[order[at]]);
            if crossings(outer, inner) < crossings(inner, outer) {
                order.swap(at - 1, at);
                better = true;
            }
        }
        if !better {
            break;
        }
    }
    order
}

fn crossings(inner: &Net, outer: &Net) -> usize {
    let over = |heights: &[i32], net: &Net| {
        let (top, bottom) = net.stretch();
        heights.iter().filter(|y| (top..=bottom).contains(y)).count()
    };
    over(&outer.starts, inner) + over(&inner.arrives, outer)
}
