//! What to mend: by file, the costliest first, each with its place, what was found and the way to mend it.

use std::collections::BTreeMap;

use maud::{Markup, html};
use records::provenance::{Place, Problem, Severity};

use crate::words::{Words, key};

/// Problems of one file shown before the rest folds away.
const SHOWN: usize = 5;

/// The section; nothing where there is nothing to mend.
#[must_use]
pub fn section(words: &Words, problems: &[Problem]) -> Markup {
    let mut by_file: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for problem in problems {
        by_file.entry(&problem.place.file).or_default().push(problem);
    }
    html! {
        @if !problems.is_empty() {
            section {
                h2 { (words.count("problems-title", problems.len())) }
                p { (words.say("problems-what")) }
                @for (file, mut list) in by_file {
                    @let () = list.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
                    h3 { (file) }
                    ul.problems { @for problem in list.iter().take(SHOWN) { (item(words, problem)) } }
                    @if list.len() > SHOWN {
                        details {
                            summary { (words.count("problems-more", list.len() - SHOWN)) }
                            ul.problems { @for problem in list.iter().skip(SHOWN) { (item(words, problem)) } }
                        }
                    }
                }
            }
        }
    }
}

fn item(words: &Words, problem: &Problem) -> Markup {
    let (sign, weight) = match problem.severity {
        Severity::Note => ("·", words.say(key("severity-note"))),
        Severity::Warning => ("!", words.say(key("severity-warning"))),
        Severity::Refused => ("×", words.say(key("severity-refused"))),
    };
    let spot = spot(words, &problem.place);
    html! {
        li {
            span.mark aria-hidden="true" { (sign) }
            div {
                p { b { (weight) } @if !spot.is_empty() { " · " (spot) } }
                p { (problem.what.in_lang(words.lang)) @if !problem.found.is_empty() { " " (words.say("found")) " " span.found { (problem.found) } } }
                @if !problem.mend.is_empty() { p.hint { (problem.mend.in_lang(words.lang)) } }
            }
        }
    }
}

/// «лист «РУ 4», ячейка F41».
#[must_use]
pub fn spot(words: &Words, place: &Place) -> String {
    let sheet = place.sheet.as_ref().map(|sheet| words.with("place-sheet", &[("sheet", sheet.into())]));
    let row = place.row.map(|row| words.count("place-row", row as usize + 1));
    let cell = place.cell().map(|cell| words.with("place-cell", &[("cell", (&cell).into())])).or(row);
    [sheet, cell].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
