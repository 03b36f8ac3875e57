//! What was read, what the program would not guess, what it met on the way, what it was compared with.

use maud::{Markup, html};
use records::provenance::{Place, Problem, Severity};

use super::parts::{date, table};
use super::{Page, origin};

/// Problems shown; a spoiled file can have thousands of the same kind.
const MOST: usize = 200;

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        section.sheet #data {
            h2 { (page.w.t("report-data")) }
            @if !page.outside { (files(page)) (questions(page)) (problems(page)) }
            (references(page))
            (protocol(page))
        }
    }
}

fn files(page: &Page<'_>) -> Markup {
    let w = page.w;
    let head = ["column-file", "column-recognised", "column-records", "column-digest"].map(|key| w.t(key));
    let rows: Vec<Vec<String>> = page
        .m
        .recognised
        .iter()
        .map(|file| {
            let mut title = page.w_text(&file.title).to_owned();
            if file.from_description {
                title.push_str(&format!(" ({})", w.t("data-from-description")));
            }
            vec![file.file.clone(), title, w.count(file.records), file.sha256.chars().take(12).collect()]
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            h3 { (w.with("data-files", [("n", rows.len().into())])) }
            details.numbers open[rows.len() <= 12] { summary { (w.t("report-as-table")) } (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, w)) }
        }
    }
}

fn questions(page: &Page<'_>) -> Markup {
    let w = page.w;
    html! {
        h3 #questions { (w.t("data-questions")) }
        @if page.m.questions.is_empty() { p { (w.t("data-questions-none")) } } @else {
            p.note { (w.t("data-questions-how")) }
            details.numbers.opens open[page.m.questions.len() <= 12] {
                summary { (w.with("report-rows", [("n", page.m.questions.len().into())])) }
                ol {
                    @for question in page.m.questions.iter().take(MOST) {
                        li {
                            (page.w_text(&question.ask))
                            @if let Some(proposed) = &question.proposed { " " (w.with("data-proposed", [("answer", proposed.as_str().into())])) }
                            br; span.note { (place(page, &question.place)) ". " (w.with("data-until", [("what", page.w_text(&question.until).trim_end_matches('.').into())])) }
                        }
                    }
                }
            }
            (cut(page, page.m.questions.len()))
        }
    }
}

fn problems(page: &Page<'_>) -> Markup {
    let w = page.w;
    html! {
        h3 #problems { (w.t("data-problems")) }
        @if page.m.problems.is_empty() { p { (w.t("data-problems-none")) } }
        @for (severity, name) in [(Severity::Refused, "severity-refused"), (Severity::Warning, "severity-warning"), (Severity::Note, "severity-note")] {
            @let list: Vec<&Problem> = page.m.problems.iter().filter(|problem| problem.severity == severity).collect();
            @if !list.is_empty() {
                details.numbers open[severity == Severity::Refused || list.len() <= 5] {
                    summary { (w.t(name)) ": " (list.len()) }
                    ul { @for problem in list.iter().take(MOST) { li { (page.w_text(&problem.what)) " " (page.w_text(&problem.mend)) br; span.note { (place(page, &problem.place)) } } } }
                    (cut(page, list.len()))
                }
            }
        }
    }
}

fn cut(page: &Page<'_>, all: usize) -> Markup {
    html! { @if all > MOST { p.note { (page.w.with("data-cut", [("shown", MOST.into()), ("all", all.into())])) } } }
}

fn place(page: &Page<'_>, place: &Place) -> String {
    let mut parts = vec![place.file.clone()];
    if let Some(sheet) = &place.sheet {
        parts.push(page.w.with("from-sheet-only", [("sheet", sheet.as_str().into())]));
    }
    match (place.cell(), place.row) {
        (Some(cell), _) => parts.push(page.w.with("from-cell", [("cell", cell.into())])),
        (None, Some(row)) => parts.push(page.w.with("from-row", [("row", (u64::from(row) + 1).to_string().into())])),
        (None, None) => {}
    }
    parts.join(", ")
}

fn references(page: &Page<'_>) -> Markup {
    let w = page.w;
    html! {
        @if !page.study.references.is_empty() {
            h3 { (w.t("data-references")) }
            ul { @for used in &page.study.references { li { b { (used.id) " " (used.version) } " — " (page.w_text(&used.note)) } } }
        }
        @if !page.study.unusable.is_empty() && !page.outside {
            h3 { (w.t("data-unusable")) }
            details.numbers open[page.study.unusable.len() <= 8] {
                summary { (w.with("report-rows", [("n", page.study.unusable.len().into())])) }
                ul {
                    @for reference in page.study.unusable.iter().take(MOST) {
                        li { (reference.kim) " — " (page.w_text(&reference.reason)) " " span.note { (origin::place(page, reference.origin)) } }
                    }
                }
                (cut(page, page.study.unusable.len()))
            }
        }
    }
}

/// Levels fixed before the results were looked at.
fn protocol(page: &Page<'_>) -> Markup {
    let (w, p) = (page.w, &page.study.protocol);
    let rows: Vec<Vec<String>> = [
        ("protocol-purpose", p.purpose.label().in_lang(w.lang).to_owned()),
        ("protocol-audience", p.audience.label().in_lang(w.lang).to_owned()),
        ("protocol-look", w.number(p.look, 2)),
        ("protocol-q", w.number(p.q, 2)),
        ("protocol-too-few", p.too_few.to_string()),
        (
            "protocol-materiality",
            w.with(
                "protocol-materiality-value",
                [
                    ("points", w.percent(p.materiality.points_share, 0).into()),
                    ("marks", w.number(p.materiality.marks, 2).into()),
                    ("pp", w.number(p.materiality.pp, 0).into()),
                    ("pupils", w.number(p.materiality.pupils, 0).into()),
                    ("logit", w.number(p.materiality.logit, 1).into()),
                ],
            ),
        ),
        (
            "protocol-mde",
            w.with("protocol-mde-value", [("alpha", w.number(p.mde_alpha, 2).into()), ("power", w.percent(p.mde_power, 0).into())]),
        ),
        ("protocol-seed", p.seed.to_string()),
        ("protocol-date", date(page.study.as_of, w)),
    ]
    .into_iter()
    .map(|(key, value)| vec![w.t(key), value])
    .collect();
    let head = [w.t("column-level-of-protocol"), w.t("column-value")];
    html! {
        h3 { (w.t("data-protocol")) }
        p { (page.w_text(&page.study.registration.sentence())) }
        p.note { (w.t("data-protocol-how")) }
        (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, w))
    }
}
