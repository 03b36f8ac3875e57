//! The schools in one line.

use words::report;

use super::Page;

/// The schools of the report in one line; their number where they are many.
pub(super) fn line(page: &Page<'_>) -> String {
    let names = &page.schools;
    if (1..=3).contains(&names.len()) {
        names.iter().map(|key| page.study.school(key)).collect::<Vec<_>>().join(", ")
    } else {
        report::schools(page.lang, names.len())
    }
}
