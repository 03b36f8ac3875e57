//! Every file: what it was taken for and why, and its first rows as understood.

use intake::Assembly;
use maud::{Markup, html};
use records::provenance::Recognition;
use records::text::Lang;
use words::web;

use crate::shell::parts;

/// With no more files than this every one is shown open.
const OPEN: usize = 2;
/// More recognised files than this fold into one line.
const LISTED: usize = 12;

/// The section.
#[must_use]
pub(super) fn section(lang: Lang, base: &str, assembly: &Assembly) -> Markup {
    let open = assembly.recognised.len() <= OPEN;
    let shown = |file: &Recognition| {
        let told = assembly.problems.iter().any(|problem| problem.place.file == file.file && problem.what == file.why);
        card(lang, base, file, open, told)
    };
    let (known, unknown): (Vec<_>, Vec<_>) = assembly.recognised.iter().partition(|file| file.format.is_some());
    html! {
        section {
            h2 { (web::files_title(lang, assembly.recognised.len())) }
            @for file in unknown { (shown(file)) }
            @if known.len() > LISTED {
                details.file.all {
                    summary { span.mark aria-hidden="true" { "✓" } span.name { (web::files_known(lang, known.len())) } }
                    div.inside { @for file in known { (shown(file)) } }
                }
            } @else {
                @for file in known { (shown(file)) }
            }
        }
    }
}

/// `told`: the reason stands among the remarks already.
fn card(lang: Lang, base: &str, file: &Recognition, open: bool, told: bool) -> Markup {
    let known = file.format.is_some();
    html! {
        details.file .unknown[!known] open[open || !known] {
            summary {
                span.mark aria-hidden="true" { @if known { "✓" } @else { "?" } }
                span.name { (file.file) }
                span.quiet { (file.title.in_lang(lang)) @if known { ", " (web::records(lang, file.records)) } }
            }
            div.inside {
                @if known {
                    p { (web::known_by(lang, file.why.in_lang(lang))) }
                } @else if !told {
                    p { (file.why.in_lang(lang)) }
                }
                @if file.from_description { p.hint { (web::from_description(lang)) } }
                (details(lang, file))
                (preview(lang, file))
                form.aside method="post" action=(format!("{base}/remove")) {
                    input type="hidden" name="name" value=(file.file);
                    button.plain aria-label=(web::remove_file(lang, &file.file)) { (web::remove(lang)) }
                    span.quiet { (parts::size(lang, file.bytes)) }
                }
            }
        }
    }
}

fn details(lang: Lang, file: &Recognition) -> Markup {
    html! {
        @if !file.details.is_empty() {
            dl.facts { @for (name, value) in &file.details { div { dt { (name.in_lang(lang)) } dd { (value) } } } }
        }
    }
}

/// First rows as understood, header first.
fn preview(lang: Lang, file: &Recognition) -> Markup {
    let Some((head, rows)) = file.preview.split_first() else { return html! {} };
    let numeric: Vec<bool> = (0..head.len()).map(|column| is_numeric(rows, column)).collect();
    html! {
        p.hint { @if file.format.is_some() { (web::preview(lang)) } @else { (web::preview_raw(lang)) } }
        div.scroll tabindex="0" role="region" aria-label=(web::preview_of(lang, &file.file)) {
            table {
                thead { tr { @for (column, name) in head.iter().enumerate() { th scope="col" .number[numeric[column]] { (name) } } } }
                tbody {
                    @for row in rows {
                        tr { @for (column, cell) in row.iter().enumerate() { td .number[numeric.get(column) == Some(&true)] { (cell) } } }
                    }
                }
            }
        }
    }
}

fn is_numeric(rows: &[Vec<String>], column: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
    cells.peek().is_some() && cells.all(|cell| matches!(cell, "X" | "N" | "—") || cell.replace(',', ".").parse::<f64>().is_ok())
}
