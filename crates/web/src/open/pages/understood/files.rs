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
/// More waiting files than this fold into one line.
const FEW: usize = 3;
/// What stands in a row for words that may be names: a file of such words alone has nothing to show.
const HIDDEN: &str = "…";

/// The section.
#[must_use]
pub(super) fn section(lang: Lang, base: &str, assembly: &Assembly) -> Markup {
    let open = assembly.recognised.len() <= OPEN;
    let waits = |file: &Recognition| assembly.waiting.contains(&file.file);
    let shown = |file: &Recognition| {
        let told = assembly.problems.iter().any(|problem| problem.place.file == file.file && problem.what == file.why);
        card(lang, base, file, (open, told, waits(file)))
    };
    let (known, unknown): (Vec<_>, Vec<_>) = assembly.recognised.iter().partition(|file| file.format.is_some());
    let (waiting, known): (Vec<_>, Vec<_>) = known.into_iter().partition(|file| waits(file));
    html! {
        section {
            h2 { (web::files_title(lang, assembly.recognised.len())) }
            @for file in unknown { (shown(file)) }
            (folded(&waiting, (FEW, "?", web::files_waiting), lang, &shown))
            (folded(&known, (LISTED, "✓", web::files_read), lang, &shown))
        }
    }
}

/// Files one by one, or, where they are many, folded into one line.
fn folded(
    files: &[&Recognition],
    (most, sign, title): (usize, &str, fn(Lang, usize) -> String),
    lang: Lang,
    shown: &dyn Fn(&Recognition) -> Markup,
) -> Markup {
    html! {
        @if files.len() > most {
            details.file.all {
                summary { span.mark aria-hidden="true" { (sign) } span.name { (title(lang, files.len())) } }
                div.inside { @for file in files { (shown(file)) } }
            }
        } @else {
            @for file in files { (shown(file)) }
        }
    }
}

/// `told`: the reason stands among the remarks already; `waits`: nothing is read of it before a question is answered.
fn card(lang: Lang, base: &str, file: &Recognition, (open, told, waits): (bool, bool, bool)) -> Markup {
    let known = file.format.is_some();
    let records = if waits { web::file_waits(lang) } else { web::records(lang, file.records) };
    html! {
        details.file .unknown[!known || waits] open[open || !known] {
            summary {
                span.mark aria-hidden="true" { @if known && !waits { "✓" } @else { "?" } }
                span.name { (file.file) }
                span.quiet { (file.title.in_lang(lang)) @if known { ", " (records) } }
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
    let said = |row: &Vec<String>| row.iter().any(|cell| cell != HIDDEN);
    let Some((head, rows)) = file.preview.split_first().filter(|_| file.preview.iter().any(said)) else { return html! {} };
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
