//! The sheet of one result set: what is seen → how sure → what innocent causes give the same → what would clear it → next step.
//! covers: D6, D15, D16

use maud::{Markup, html};
use records::beside::{CAUTION, CLASS_INDEX, MARKERS, SetBeside};
use records::card::Outcome;
use records::figure::{Figure, Plot};
use records::study::SetStudy;
use records::text::{Lang, Text};
use records::vocabulary::Chip;
use words::{both, report};

use super::parts::{chip, figures, shape, table};
use super::{MOST_FULL, Page, causes, description, evidence, origin};

/// Up to this many sets in all, their cards stand open.
const MOST_OPEN: usize = 3;

/// Figures that stand open; the others are folded.
const FOREMOST: usize = 2;

/// How much of a set is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    Sheet,
    Full,
    Compact,
}

/// The sheet of a set worth a look.
pub(super) fn sheet(page: &Page<'_>, index: usize, set: &SetStudy) -> Markup {
    html! {
        section.sheet id={ "set-" (index) } {
            h2 { (page.title(set)) }
            (body(page, index, set, Detail::Sheet))
        }
    }
}

/// The other sets, folded; of many schools only those worth a look, with a word on where all the others stand.
pub(super) fn others(page: &Page<'_>) -> Markup {
    let rest = page.study.sets.len() - page.sheets.len();
    let detail = if page.many() && page.study.sets.len() > MOST_FULL { Detail::Compact } else { Detail::Full };
    html! {
        section.sheet #sets {
            h2 { (report::other_sets(page.lang)) }
            @if rest == 0 { p { (report::other_none(page.lang)) } }
            @if page.many() { p { (report::other_tables(page.lang, rest - page.cards.len())) } }
            @if page.many() && !page.cards.is_empty() { h3 { (report::other_look(page.lang, page.cards.len())) } }
            @for (index, set) in &page.cards { (card(page, *index, set, if !page.many() && (set.look || set.flagged) { Detail::Sheet } else { detail })) }
            (rows(page))
        }
    }
}

/// The title of a set, leading to its sheet or card where it has one.
pub(super) fn link(page: &Page<'_>, index: usize, set: &SetStudy) -> Markup {
    html! { @if page.shown.contains(&index) { a href={ "#set-" (index) } { (page.title(set)) } } @else { (page.title(set)) } }
}

/// All other sets as rows of one table: what is said of each, what it could have shown, what it is fit for, where it was read.
fn rows(page: &Page<'_>) -> Markup {
    let head = [report::column_set, report::column_scripts, report::column_reading, report::column_passport, report::from_where];
    html! {
        @if !page.rows.is_empty() {
            details.card.opens #rest {
                summary { b { (report::other_rows(page.lang, page.rows.len())) } }
                div.scroll tabindex="0" role="group" aria-label=(report::other_sets(page.lang)) {
                    table.evidence {
                        thead { tr { @for name in head { th.t scope="col" { (name(page.lang)) } } } }
                        tbody { @for (index, set) in &page.rows { (row(page, *index, set)) } }
                    }
                }
            }
        }
    }
}

fn row(page: &Page<'_>, index: usize, set: &SetStudy) -> Markup {
    html! {
        tr id={ "set-" (index) } {
            th.long scope="row" { (shape(set.chip)) (page.title(set)) }
            td data-label=(report::column_scripts(page.lang)) { (words::count(page.lang, set.n)) }
            td.words { (page.say(&set.reason)) }
            td.t data-label=(report::column_passport(page.lang)) { (set.passport.label().in_lang(page.lang)) }
            td.words { span.note { (origin::short(page, set)) } }
        }
    }
}

fn card(page: &Page<'_>, index: usize, set: &SetStudy, detail: Detail) -> Markup {
    html! {
        details.card.set id={ "set-" (index) } open[page.study.sets.len() <= MOST_OPEN] {
            summary { (shape(set.chip)) b { (page.title(set)) } " " span.said { (page.say(&set.verdict)) } }
            (body(page, index, set, detail))
        }
    }
}

fn body(page: &Page<'_>, index: usize, set: &SetStudy, detail: Detail) -> Markup {
    let from = format!("set-{index}-from");
    let own = detectable(page, set);
    let drawn = drawn(set, detail, own.as_ref());
    let brief = detail == Detail::Compact;
    html! {
        p.meta { (meta(page, set)) }
        p.verdict { (chip(set.chip, page.lang)) " " (page.say(&set.verdict)) }
        @if set.chip == Chip::TooLittle { p { (report::set_too_little_next(page.lang)) } }
        (figures(page, drawn.iter().take(FOREMOST).copied(), &from))
        @if drawn.len() > FOREMOST {
            details.numbers.more { summary { (report::set_more_figures(page.lang)) } (figures(page, drawn.iter().skip(FOREMOST).copied(), &from)) }
        }
        (evidence::sureness(page, set))
        @if !brief { (causes::section(page, set)) }
        (passport(page, set))
        (evidence::table(page, set))
        @if let Some(own) = &set.beside { (beside(page, own)) }
        @if !brief { (description::folded(page, &set.description, &drawn, &from)) }
        (origin::section(page, set, &from))
        p.legal { (report::sign_not_conclusion(page.lang)) " " @if let Some(work) = page.study.works.get(set.work) { (page.say(&work.regime_note)) } }
    }
}

/// The evidence drawn: the leading indicator first, one figure of each other, what could be seen at all among the foremost; where nothing
/// answered, the first figures of the description.
fn drawn<'a>(set: &'a SetStudy, detail: Detail, own: Option<&'a Figure>) -> Vec<&'a Figure> {
    let mut found: Vec<&Figure> = Vec::new();
    let mut add = |figure| {
        if !found.contains(&figure) {
            found.push(figure);
        }
    };
    let answers = |leading: bool| {
        set.readings.iter().filter(move |reading| (Some(reading.indicator) == set.leading) == leading).filter_map(|reading| match &reading
            .outcome
        {
            Outcome::Answered(answer) => Some(&**answer),
            _ => None,
        })
    };
    answers(true).flat_map(|answer| &answer.figures).for_each(&mut add);
    answers(false).filter_map(|answer| answer.figures.first()).for_each(&mut add);
    set.description.figures.iter().take(2).for_each(&mut add);
    let blunt = |figure: &&Figure| matches!(figure.plot, Plot::Detectable { .. });
    let told = answers(false).flat_map(|answer| &answer.figures).find(blunt);
    if !found.iter().any(blunt)
        && let Some(figure) = told.or(own)
    {
        found.insert(found.len().min(FOREMOST - 1), figure);
    }
    if detail == Detail::Compact {
        found.truncate(2);
    }
    found
}

/// What the set could show at all (D2), where no indicator draws it.
fn detectable(page: &Page<'_>, set: &SetStudy) -> Option<Figure> {
    let (mde, max) = (set.mde?, page.study.works.get(set.work)?.max);
    let power = page.study.protocol.mde_power;
    let caption = |lang| report::figure_detectable_how(lang, words::percent(lang, power, 0));
    Some(Figure {
        title: both(|lang| report::figure_detectable(lang, set.n)),
        caption: Text::new(caption(Lang::Ru), caption(Lang::En)),
        plot: Plot::Detectable {
            mde,
            max: f64::from(max),
            observed: None,
            axis: both(|lang| report::figure_detectable_axis(lang, usize::from(max))),
        },
    })
}

fn meta(page: &Page<'_>, set: &SetStudy) -> String {
    let lang = page.lang;
    let mut parts = vec![page.study.school(&set.school).to_owned()];
    parts.push(match set.absent {
        Some(absent) => report::set_scripts_of(lang, set.n, set.n + absent),
        None => report::set_scripts(lang, set.n),
    });
    if let Some(work) = page.study.works.get(set.work) {
        parts.push(report::set_maximum(lang, usize::from(work.max)));
    }
    if !set.reference.is_empty() {
        parts.push(report::set_compared(lang, page.say(&set.reference)));
    }
    parts.join(" · ")
}

/// What others compute of the set, folded: it takes no part in the verdict.
fn beside(page: &Page<'_>, own: &SetBeside) -> Markup {
    let lang = page.lang;
    let markers = MARKERS.iter().zip(&own.markers).map(|(legend, marker)| {
        let (value, on) = match marker {
            Ok(marker) => {
                (words::number(page.lang, marker.value, 2), (if marker.on { report::beside_on } else { report::beside_off })(page.lang))
            }
            Err(lacking) => ("–".to_owned(), lacking.text().in_lang(lang).to_owned()),
        };
        vec![format!("{} · {}", legend.id, legend.title.in_lang(lang)), value, on]
    });
    let index = match &own.index {
        Ok(index) => (words::number(page.lang, index.first, 2), String::new()),
        Err(lacking) => ("–".to_owned(), lacking.text().in_lang(lang).to_owned()),
    };
    let last = vec![format!("{} · {}", CLASS_INDEX.id, CLASS_INDEX.title.in_lang(lang)), index.0, index.1];
    let (name, value, state) = (report::beside_what(page.lang), report::beside_value(page.lang), report::beside_state(page.lang));
    html! {
        details.numbers {
            summary { (report::beside_title(page.lang)) }
            p.note { (CAUTION.in_lang(lang)) }
            (table(&[&name, &value, &state], &markers.chain([last]).collect::<Vec<Vec<String>>>(), page.lang))
        }
    }
}

fn passport(page: &Page<'_>, set: &SetStudy) -> Markup {
    let reasons: Vec<&str> = set.passport_reasons.iter().map(|reason| page.say(reason)).collect();
    html! {
        p.passport {
            b { (report::set_passport(page.lang)) ": " (set.passport.label().in_lang(page.lang)) }
            @if !reasons.is_empty() { " — " (reasons.join("; ")) }
        }
    }
}
