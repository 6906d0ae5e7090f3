//! Amounts as offices write them: `1.000.000`, `1,000,000`, `Rp1.000.000,00`, `Rp 1.000.000,-`.

use crate::law::{Rupiah, Text};

/// An amount above zero in whole rupiah. Points and commas are told apart by what stands after them: three
/// digits make a group, one or two are sen and must be zero.
pub(super) fn amount(cell: &str) -> Result<Rupiah, Text> {
    if cell.is_empty() {
        return Err(Text::new("jumlah belum diisi", "the amount is missing"));
    }
    let compact: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let lower = compact.to_ascii_lowercase();
    let bare = ["rp.", "rp", "idr"].iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower);
    let bare = [",-", ".-", ",--"].iter().find_map(|suffix| bare.strip_suffix(suffix)).unwrap_or(bare);
    if bare.contains('e') && bare.bytes().all(|byte| byte.is_ascii_digit() || b".,+-e".contains(&byte)) {
        return Err(Text::new(
            format!("lembar kerja mengubah jumlah menjadi {cell}; ubah format kolom menjadi angka biasa"),
            format!("a spreadsheet turned the amount into {cell}; format the column as a plain number"),
        ));
    }
    let whole = whole_part(bare).ok_or_else(|| no_amount(cell))?;
    match whole.parse::<i64>() {
        Ok(0) => Err(Text::new("jumlah tidak boleh nol", "the amount must not be zero")),
        Ok(rupiah) => Ok(Rupiah(rupiah)),
        Err(_) => Err(no_amount(cell)),
    }
}

fn no_amount(cell: &str) -> Text {
    Text::new(
        format!("\"{cell}\" bukan jumlah rupiah bulat; tulis misalnya 1000000 atau 1.000.000"),
        format!("\"{cell}\" is not an amount in whole rupiah; write 1000000 or 1.000.000"),
    )
}

/// The digits before the sen, without grouping. `None` when the groups or the sen do not fit.
fn whole_part(bare: &str) -> Option<String> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_sen = |part: &str| part == "0" || part == "00";
    let whole = match bare.rsplit_once(['.', ',']) {
        Some((whole, sen)) if sen.len() < 3 => whole_before_sen(whole, sen, bare, is_sen)?,
        _ => bare,
    };
    let Some(group) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return digits(whole).then(|| whole.to_owned());
    };
    let mut groups = whole.split(group);
    let first = groups.next().filter(|first| digits(first) && first.len() <= 3)?;
    let rest: Vec<&str> = groups.collect();
    let fits = ['.', ','].contains(&group) && rest.iter().all(|part| digits(part) && part.len() == 3);
    fits.then(|| format!("{first}{}", rest.concat()))
}

/// What stands before the sen, if they are zero and their sign is not the one that groups thousands.
fn whole_before_sen<'a>(whole: &'a str, sen: &str, bare: &str, is_sen: impl Fn(&str) -> bool) -> Option<&'a str> {
    let sign = bare[whole.len()..].chars().next()?;
    (is_sen(sen) && !whole.contains(sign)).then_some(whole)
}
