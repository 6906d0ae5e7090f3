//! A QR code as one path of an SVG picture, so that it prints sharp at any size.

use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};

/// White modules around the code. Readers need four to find it (ISO/IEC 18004).
const QUIET: usize = 4;

/// A QR code, to be drawn in a picture of `side` by `side` modules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Qr {
    /// Modules of one side, with the white ones around.
    pub(in super::super) side: usize,
    /// The dark modules, as the `d` of a path.
    pub(in super::super) path: String,
}

/// The code of an address. A quarter of it may be smudged or folded and it still reads. None: the address is too long
/// for any code.
pub(super) fn qr(address: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(address, EcLevel::Q).ok()?;
    let (width, modules) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in modules.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row[x..].iter().take_while(|module| **module == Color::Dark).count();
            if run > 0 {
                // Writing to a string cannot fail.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Some(Qr { side: width + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use qrcode::{EcLevel, QrCode};

    use super::{QUIET, qr};

    /// The modules that a path paints, by column and row.
    fn painted(path: &str) -> Vec<(usize, usize)> {
        let number = |text: &str| text.parse::<usize>().unwrap_or(usize::MAX);
        let mut modules = Vec::new();
        for run in path.split('M').skip(1) {
            let (place, length) = run.split_once('h').unwrap_or_default();
            let (x, y) = place.split_once(' ').unwrap_or_default();
            let length = number(length.split('v').next().unwrap_or_default());
            modules.extend((0..length).map(|step| (number(x) + step, number(y))));
        }
        modules.sort_unstable();
        modules
    }

    #[test]
    fn the_path_paints_the_dark_modules_and_leaves_the_quiet_zone() {
        let address = "https://santun.jambikota.go.id/m/AAAAbbbbCCCCddddEEEEffffGGGGhhhh";
        let code = QrCode::with_error_correction_level(address, EcLevel::Q).ok();
        let dark = code.iter().flat_map(|code| {
            let width = code.width();
            let all = (0..width).flat_map(move |x| (0..width).map(move |y| (x, y)));
            all.filter(|at| code[*at] == qrcode::Color::Dark).map(|(x, y)| (x + QUIET, y + QUIET))
        });
        let dark: Vec<_> = dark.collect();
        assert!(dark.len() > 100);
        let drawn = qr(address).unwrap_or(super::Qr { side: 0, path: String::new() });
        assert_eq!(painted(&drawn.path), dark);
        assert!(dark.iter().all(|(x, y)| x.max(y) + QUIET < drawn.side && *x.min(y) >= QUIET));
    }

    #[test]
    fn an_address_that_no_code_holds_has_none() {
        assert_eq!(qr(&"x".repeat(4000)), None);
    }
}
