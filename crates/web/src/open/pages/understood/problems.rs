//! What to mend: by file, the costliest first, each with its place, what was found and the way to mend it.

use records::text::Lang;
use std::collections::BTreeMap;
use words::web;

use maud::{Markup, html};
use records::provenance::{Place, Problem, Severity};

/// Problems of one file shown before the rest folds away.
const SHOWN: usize = 5;

/// The section; nothing where there is nothing to mend.
#[must_use]
pub(super) fn section(lang: Lang, problems: &[Problem]) -> Markup {
    let mut by_file: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        by_file.entry(&problem.place.file).or_default().push(problem);
    }
    html! {
        @if !problems.is_empty() {
            section {
                h2 { (web::problems_title(lang, problems.len())) }
                p { (web::problems_what(lang)) }
                @for (file, mut list) in by_file {
                    @let () = list.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
                    h3 { (file) }
                    ul.problems { @for problem in list.iter().take(SHOWN) { (item(lang, problem)) } }
                    @if list.len() > SHOWN {
                        details {
                            summary { (web::problems_more(lang, list.len() - SHOWN)) }
                            ul.problems { @for problem in list.iter().skip(SHOWN) { (item(lang, problem)) } }
                        }
                    }
                }
            }
        }
    }
}

fn item(lang: Lang, problem: &Problem) -> Markup {
    let (sign, weight) = match problem.severity {
        Severity::Note => ("·", web::severity_note(lang)),
        Severity::Warning => ("!", web::severity_warning(lang)),
        Severity::Refused => ("×", web::severity_refused(lang)),
    };
    let spot = spot(lang, &problem.place);
    html! {
        li {
            span.mark aria-hidden="true" { (sign) }
            div {
                p { b { (weight) } @if !spot.is_empty() { " · " (spot) } }
                p { (problem.what.in_lang(lang)) @if !problem.found.is_empty() { " " (web::found(lang)) " " span.found { (problem.found) } } }
                @if !problem.mend.is_empty() { p.hint { (problem.mend.in_lang(lang)) } }
            }
        }
    }
}

/// «лист «РУ 4», ячейка F41».
#[must_use]
pub(super) fn spot(lang: Lang, place: &Place) -> String {
    let sheet = place.sheet.as_ref().map(|sheet| web::place_sheet(lang, sheet));
    let row = place.row.map(|row| web::place_row(lang, row as usize + 1));
    let cell = place.cell().map(|cell| web::place_cell(lang, &cell)).or(row);
    [sheet, cell].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
