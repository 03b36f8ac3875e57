//! What was read, what the program would not guess, what it met on the way, what it was compared with.
//! covers: D3

use maud::{Markup, html};
use records::provenance::{Place, Problem, Severity};
use records::vocabulary::Unit;
use words::{Word, report};

use super::parts::{as_of, table};
use super::{Page, origin};

/// Records beside the result sets that stand open.
const MOST_OPEN: usize = 4;

/// Problems shown; a spoiled file can have thousands of the same kind.
const MOST: usize = 200;

pub(super) fn sheet(page: &Page<'_>) -> Markup {
    html! {
        section.sheet #data {
            h2 { (report::data(page.lang)) }
            @if !page.outside { (files(page)) (beyond(page)) (questions(page)) (problems(page)) }
            (references(page))
            (protocol(page))
        }
    }
}

fn files(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    let head = [report::column_file, report::column_recognised, report::column_records, report::column_digest].map(|key| key(lang));
    let rows: Vec<Vec<String>> = page
        .m
        .recognised
        .iter()
        .map(|file| {
            let mut title = page.say(&file.title).to_owned();
            if file.from_description {
                title.push_str(&format!(" ({})", report::data_from_description(lang)));
            }
            vec![file.file.clone(), title, words::count(lang, file.records), file.sha256.chars().take(12).collect()]
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            h3 { (report::data_files(lang, rows.len())) }
            details.numbers open[rows.len() <= 12] { summary { (report::as_table(lang)) } (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, lang)) }
        }
    }
}

/// Records beside the result sets.
fn beyond(page: &Page<'_>) -> Markup {
    let said: Vec<&str> = page.study.beyond.iter().map(|text| page.say(text)).collect();
    html! {
        @if !said.is_empty() {
            h3 #beyond { (report::data_beyond(page.lang)) }
            details.numbers open[said.len() <= MOST_OPEN] { summary { (report::rows(page.lang, said.len())) } ul { @for sentence in said { li { (sentence) } } } }
        }
    }
}

fn questions(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    html! {
        h3 #questions { (report::data_questions(lang)) }
        @if page.m.questions.is_empty() { p { (report::data_questions_none(lang)) } } @else {
            p.note { (report::data_questions_how(lang)) }
            details.numbers.opens open[page.m.questions.len() <= 12] {
                summary { (report::rows(lang, page.m.questions.len())) }
                ol {
                    @for question in page.m.questions.iter().take(MOST) {
                        li {
                            (page.say(&question.ask))
                            @if let Some(proposed) = &question.proposed { " " (report::data_proposed(lang, proposed.as_str())) }
                            br; span.note { (place(page, &question.place)) ". " (report::data_until(lang, page.say(&question.until).trim_end_matches('.'))) }
                        }
                    }
                }
            }
            (cut(page, page.m.questions.len()))
        }
    }
}

const SEVERITIES: [(Severity, Word); 3] =
    [(Severity::Refused, report::severity_refused), (Severity::Warning, report::severity_warning), (Severity::Note, report::severity_note)];

fn problems(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    html! {
        h3 #problems { (report::data_problems(lang)) }
        @if page.m.problems.is_empty() { p { (report::data_problems_none(lang)) } }
        @for (severity, name) in SEVERITIES {
            @let list: Vec<&Problem> = page.m.problems.iter().filter(|problem| problem.severity == severity).collect();
            @if !list.is_empty() {
                details.numbers open[severity == Severity::Refused || list.len() <= 5] {
                    summary { (name(lang)) ": " (list.len()) }
                    ul { @for problem in list.iter().take(MOST) { li { (page.say(&problem.what)) " " (page.say(&problem.mend)) br; span.note { (place(page, &problem.place)) } } } }
                    (cut(page, list.len()))
                }
            }
        }
    }
}

fn cut(page: &Page<'_>, all: usize) -> Markup {
    html! { @if all > MOST { p.note { (report::data_cut(page.lang, MOST, all)) } } }
}

fn place(page: &Page<'_>, place: &Place) -> String {
    let mut parts = vec![place.file.clone()];
    if let Some(sheet) = &place.sheet {
        parts.push(report::from_sheet_only(page.lang, sheet.as_str()));
    }
    match (place.cell(), place.row) {
        (Some(cell), _) => parts.push(report::from_cell(page.lang, cell)),
        (None, Some(row)) => parts.push(report::from_row(page.lang, (u64::from(row) + 1).to_string())),
        (None, None) => {}
    }
    parts.join(", ")
}

fn references(page: &Page<'_>) -> Markup {
    let lang = page.lang;
    html! {
        @if !page.study.references.is_empty() {
            h3 { (report::data_references(lang)) }
            details.numbers { summary { (report::rows(lang, page.study.references.len())) } ul { @for used in &page.study.references { li { b { (page.say(&used.title)) ", " (used.version) } " — " (page.say(&used.note)) } } } }
        }
        @if !page.study.unusable.is_empty() && !page.outside {
            h3 #unusable { (report::data_unusable(lang)) }
            details.numbers open[page.study.unusable.len() <= 8] {
                summary { (report::rows(lang, page.study.unusable.len())) }
                ul {
                    @for reference in page.study.unusable.iter().take(MOST) {
                        li { (page.say(&reference.title)) " — " (page.say(&reference.reason)) " " span.note { (origin::place(page, reference.origin)) } }
                    }
                }
                (cut(page, page.study.unusable.len()))
            }
        }
    }
}

/// Levels fixed before the results were looked at.
fn protocol(page: &Page<'_>) -> Markup {
    let (lang, p) = (page.lang, &page.study.protocol);
    let measured = |value, digits, unit| format!("{}\u{a0}{}", words::number(lang, value, digits), words::unit(lang, unit, value, digits));
    let rows: Vec<Vec<String>> = [
        (report::protocol_purpose(lang), page.study.purpose.label().in_lang(lang).to_owned()),
        (report::protocol_audience(lang), page.m.audience.label().in_lang(lang).to_owned()),
        (report::protocol_look(lang), words::number(lang, p.look, 2)),
        (report::protocol_q(lang), words::number(lang, p.q, 2)),
        (report::protocol_too_few(lang), p.too_few.to_string()),
        (
            report::protocol_materiality(lang),
            report::protocol_materiality_value(
                lang,
                words::percent(lang, p.materiality.points_share, 0),
                measured(p.materiality.marks, 2, Unit::Marks),
                measured(p.materiality.pp, 0, Unit::Pp),
                measured(p.materiality.pupils, 0, Unit::Pupils),
                measured(p.materiality.logit, 1, Unit::Logit),
            ),
        ),
        (
            report::protocol_mde(lang),
            report::protocol_mde_value(lang, words::number(lang, p.mde_alpha, 2), words::percent(lang, p.mde_power, 0)),
        ),
        (report::protocol_seed(lang), p.seed.to_string()),
        (report::protocol_date(lang), as_of(page)),
    ]
    .into_iter()
    .map(|(name, value)| vec![name, value])
    .collect();
    let head = [report::column_level_of_protocol(lang), report::column_value(lang)];
    html! {
        h3 { (report::data_protocol(lang)) }
        p { (page.say(&page.study.registration.sentence())) }
        p.note { (report::data_protocol_how(lang)) }
        details.numbers { summary { (report::as_table(lang)) } (table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows, lang)) }
    }
}
