//! What every letter must keep, and the words of each.

mod kinds;
mod links;
mod names;
mod promises;
mod written;

use crate::law::Text;
use crate::words::OfficeContact;

/// The office of the tests.
pub(super) fn office() -> OfficeContact {
    OfficeContact {
        name: "Kantor Santun Kota Jambi".to_owned(),
        phone: Some("0741-123-456".to_owned()),
        hours: Text::new("Senin-Jumat 08.00-16.00 WIB", "Monday to Friday 08:00-16:00 WIB"),
    }
}
