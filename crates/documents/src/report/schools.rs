//! Schools in words, and what may not be said of classes outside the school.

use methodology::figure::{Figure, Plot};
use methodology::text::Text;

use maud::{Markup, html};
use methodology::study::SetStudy;
use methodology::words::{Chip, SetStatus};

use super::Page;
use super::parts::table;
use crate::tables::small;

/// Schools listed in the overview; for more there are the tables.
const MOST_SCHOOLS: usize = 300;

/// The schools of the report in one line; their number where they are many.
pub(super) fn line(page: &Page<'_>) -> String {
    let names = &page.schools;
    if (1..=3).contains(&names.len()) { names.join(", ") } else { page.w.with("report-schools", [("n", names.len().into())]) }
}

/// Schools in the order of their names with the counts of their sets; never a ranking.
pub(super) fn overview(page: &Page<'_>) -> Markup {
    let keys = ["column-school", "count-sets", "count-answered", "count-look", "count-silent"];
    let head = keys.map(|key| page.w.t(key));
    let row = |school: &&str| {
        let sets: Vec<&SetStudy> = page.study.sets.iter().filter(|set| set.school == **school).collect();
        let answered = sets.iter().filter(|set| set.status == SetStatus::Ok).count();
        let look = sets.iter().filter(|set| set.look).count();
        let silent = sets.iter().filter(|set| set.chip == Chip::TooLittle).count();
        vec![(*school).to_owned(), sets.len().to_string(), answered.to_string(), look.to_string(), silent.to_string()]
    };
    html! {
        @if (2..=MOST_SCHOOLS).contains(&page.schools.len()) {
            details.numbers {
                summary { (page.w.t("report-by-school")) }
                (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &page.schools.iter().map(row).collect::<Vec<_>>(), page.w))
            }
        }
    }
}

/// Whether a sentence speaks of a single class of the data.
pub(super) fn names_a_class(page: &Page<'_>, text: &Text) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '-';
    let known = |token: &str| token.len() > 1 && page.classes.binary_search(&token).is_ok();
    let named = |sentence: &str| sentence.split(|c| !word(c)).any(known);
    named(&text.ru) || named(&text.en)
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
