//! The schools in one line, and what may not be said of classes outside the school.

use records::figure::{Figure, Plot};
use records::text::Text;
use words::report;

use super::Page;
use crate::tables::small;

/// The schools of the report in one line; their number where they are many.
pub(super) fn line(page: &Page<'_>) -> String {
    let names = &page.schools;
    if (1..=3).contains(&names.len()) { names.join(", ") } else { report::schools(page.lang, names.len()) }
}

/// Whether a sentence speaks of a single class of the data.
pub(super) fn names_a_class(page: &Page<'_>, text: &Text) -> bool {
    crate::tables::names_a_class(&page.classes, text)
}

/// Whether a figure may leave the school: no class by name, no cell of one to four pupils.
pub(super) fn may_leave(page: &Page<'_>, figure: &Figure) -> bool {
    let unnamed = ![&figure.title, &figure.caption].into_iter().any(|text| names_a_class(page, text));
    unnamed
        && match &figure.plot {
            Plot::Histogram { observed, .. } => !observed.iter().any(|&count| small(count as usize)),
            Plot::Agreement { bars } => {
                let count = |share: f64, n: u32| (share * f64::from(n)).round() as usize;
                let safe = |n: u32, shares: [f64; 3]| !shares.iter().any(|share| small(count(*share, n)));
                bars.iter().all(|bar| bar.n.is_none_or(|n| safe(n, bar.shares)) && !names_a_class(page, &bar.label))
            }
            Plot::Curves { curves, .. } => !curves.iter().any(|curve| small(curve.n as usize)),
            _ => true,
        }
}
