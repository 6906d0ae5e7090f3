use std::collections::BTreeMap;

use serde_json::{Value, json};

/// One row of a table of cases, by the names of its columns.
pub(super) struct Row {
    cells: BTreeMap<String, String>,
}

/// The rows of a table; each has a name of its own and names its article.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| Row {
        cells: names.iter().cloned().zip(record.iter().map(str::to_owned)).collect(),
    };
    let rows: Vec<Row> = reader.records().map(|record| row(record.unwrap())).collect();
    let cases: std::collections::BTreeSet<&str> = rows.iter().map(|row| row.get("case")).collect();
    assert_eq!(cases.len(), rows.len(), "two cases have one name");
    rows
}

impl Row {
    pub(super) fn get(&self, name: &str) -> &str {
        self.cells.get(name).unwrap_or_else(|| panic!("no column {name}"))
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        Some(self.get(name)).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap())
    }

    pub(super) fn case(&self) -> &str {
        self.get("case")
    }

    pub(super) fn is_yes(&self, name: &str) -> bool {
        match self.get(name) {
            "yes" => true,
            "" | "no" => false,
            other => panic!("{}: {name} is {other}", self.case()),
        }
    }

    /// What is separated by semicolons.
    pub(super) fn list(&self, name: &str) -> Vec<&str> {
        self.get(name).split(';').map(str::trim).filter(|item| !item.is_empty()).collect()
    }

    /// The months of the membership.
    pub(super) fn membership(&self) -> Value {
        let gaps: Vec<&str> = self.get("gaps").split_whitespace().collect();
        json!({"from": self.get("from"), "paid_through": self.cells.get("paid_through").map_or("2040-12", String::as_str),
            "gaps": gaps})
    }
}
