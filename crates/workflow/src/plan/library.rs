//! Measures of the library as rows of a plan.

use jiff::civil::Date;
use records::plan::calendar::Days;
use records::plan::library::{Library, Measure};
use records::plan::words::{Context, read as understood};
use records::vocabulary::SchoolYear;

use super::content::Content;
use super::matching::Row;

/// Every measure of the library as a row of the plan of a year with these periods.
#[must_use]
pub fn library_rows(library: &Library, year: SchoolYear, periods: &[Days]) -> Vec<Row> {
    let periods: Vec<(Date, Date)> = periods.iter().map(|days| (days.first, days.last)).collect();
    let row = |measure: &Measure| {
        let context = Context { year, periods: &periods, about: &measure.text };
        let content = Content {
            block: library.block_title(measure).to_owned(),
            number: String::new(),
            text: measure.text.clone(),
            requirement: measure.requirements.first().map(|requirement| requirement.number()),
            owners: measure.who.clone(),
            when: measure.when.clone(),
            rules: understood(&measure.when, &context).rules,
            expected: measure.expected.clone(),
            library: Some(measure.key.clone()),
            asks_acceptance: measure.accept,
        };
        Row { origin: measure.key.clone(), content }
    };
    library.measures.iter().map(row).collect()
}
