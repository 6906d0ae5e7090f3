//! The columns of the register and how a header names them.

use super::RegisterError;

/// A column of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its name in messages and in the register's own header.
    pub(super) name: &'static str,
    /// Other names that offices give it, in the form of `plain`.
    also: &'static [&'static str],
    /// Whether a file without it is refused.
    required: bool,
}

const fn required(name: &'static str, also: &'static [&'static str]) -> Column {
    Column { name, also, required: true }
}

const fn optional(name: &'static str, also: &'static [&'static str]) -> Column {
    Column { name, also, required: false }
}

pub(super) const NIK: Column = required("nik", &["no_nik", "nomor_nik", "no_ktp"]);
pub(super) const NAME: Column = required("nama", &["nama_lengkap", "nama_peserta"]);
pub(super) const BIRTH_DATE: Column = required("tanggal_lahir", &["tgl_lahir"]);
pub(super) const SEX: Column = required("jenis_kelamin", &["jk", "l_p", "kelamin"]);
pub(super) const RT: Column = optional("rt", &["no_rt"]);
pub(super) const KELURAHAN: Column = optional("kelurahan", &["kel", "desa", "kelurahan_desa"]);
pub(super) const KECAMATAN: Column = optional("kecamatan", &["kec"]);
pub(super) const OCCUPATION: Column = optional("pekerjaan", &["profesi"]);
pub(super) const SEGMENT: Column = required("segmen", &["segmen_peserta"]);
pub(super) const KPJ: Column = optional("kpj", &["no_kpj", "nomor_kpj", "no_peserta"]);
pub(super) const INCOME: Column = required("upah", &["penghasilan", "dasar_upah"]);
pub(super) const INCOME_FROM: Column = optional("upah_mulai", &["upah_berlaku"]);
pub(super) const PAID_FROM: Column = required("iuran_dari", &["iuran_mulai"]);
pub(super) const PAID_THROUGH: Column = required("iuran_sampai", &["iuran_sampai_dengan"]);
pub(super) const GAPS: Column = optional("bulan_kosong", &["iuran_kosong", "gap"]);
pub(super) const PHONE: Column = optional("no_hp", &["hp", "nomor_hp", "no_telp", "telepon"]);
pub(super) const EMAIL: Column = optional("email", &["e_mail", "surel"]);

/// In the order of the register's own header.
pub(super) const ALL: [Column; 17] = [
    NIK,
    NAME,
    BIRTH_DATE,
    SEX,
    RT,
    KELURAHAN,
    KECAMATAN,
    OCCUPATION,
    SEGMENT,
    KPJ,
    INCOME,
    INCOME_FROM,
    PAID_FROM,
    PAID_THROUGH,
    GAPS,
    PHONE,
    EMAIL,
];

/// Where each column stands in a file.
#[derive(Debug)]
pub(super) struct Header {
    places: [Option<usize>; ALL.len()],
    /// How many cells a row has.
    pub(super) width: usize,
    /// Cells that mean no column of the register; they are left out.
    pub(super) unknown: Vec<String>,
}

impl Header {
    /// Reads a header. Order, case, spaces and punctuation do not matter.
    pub(super) fn read(cells: &[String]) -> Result<Self, RegisterError> {
        let mut places: [Option<usize>; ALL.len()] = [None; ALL.len()];
        let mut unknown = Vec::new();
        for (place, cell) in cells.iter().enumerate() {
            let name = plain(cell);
            match meaning(&name) {
                Some(index) => {
                    if let Some(first) = places[index] {
                        let found = [first, place].map(|place| cells[place].trim().to_owned());
                        return Err(RegisterError::DoubleColumn { column: ALL[index].name, found });
                    }
                    places[index] = Some(place);
                }
                // A spreadsheet ends its rows with the delimiter: an unnamed column is nothing to warn about.
                None if name.is_empty() => {}
                None => unknown.push(cell.trim().to_owned()),
            }
        }
        let absent = ALL.iter().zip(&places).filter(|(column, place)| column.required && place.is_none());
        let missing: Vec<&str> = absent.map(|(column, _)| column.name).collect();
        if missing.is_empty() {
            return Ok(Self { places, width: cells.len(), unknown });
        }
        // A file that is no table at all has a first line of any length.
        let found = cells.iter().take(30).map(|cell| cell.trim().chars().take(40).collect()).collect();
        Err(RegisterError::MissingColumns { missing, found })
    }

    /// Where a column stands.
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        ALL.iter().position(|each| *each == column).and_then(|index| self.places[index])
    }

    /// Whether a row of so few cells ends before a column that every row needs.
    pub(super) fn lacks_required(&self, cells: usize) -> bool {
        let places = ALL.iter().zip(&self.places).filter(|(column, _)| column.required);
        places.filter_map(|(_, place)| *place).any(|place| place >= cells)
    }

    /// The cell of a column, empty if the file does not have it.
    pub(super) fn cell<'a>(&self, cells: &'a [String], column: Column) -> &'a str {
        self.place(column).and_then(|place| cells.get(place)).map_or("", String::as_str)
    }
}

/// The index of the column that a name in plain form means.
fn meaning(name: &str) -> Option<usize> {
    ALL.iter().position(|column| column.name == name || column.also.contains(&name))
}

/// How many cells name a column of the register.
pub(super) fn named(cells: &[String]) -> usize {
    cells.iter().filter(|cell| meaning(&plain(cell)).is_some()).count()
}

/// The columns that every file needs.
pub(super) fn required_names() -> Vec<&'static str> {
    ALL.iter().filter(|column| column.required).map(|column| column.name).collect()
}

/// A header's cell or a group's name in one form: lower case, words joined by `_`.
pub(super) fn plain(cell: &str) -> String {
    let words = cell.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}
