//! The views of a plan: the year as one picture, a board by what has to be done, a table with filters.

use jiff::Span;
use jiff::civil::Date;
use maud::{Markup, html};
use records::text::Lang;
use serde::Deserialize;
use words::office;
use workflow::plan::{BlockShown, MeasureShown, OccurrenceShown, PlanShown, Progress};

use super::numbers::Numbers;
use super::shape::{legend, said, shape};
use super::{several, told};
use crate::server::pages::listing::{Cell, Column, Sheet, order_kept};
use crate::server::policy::Asked;

/// What is asked for: a view and its filters, in the address.
#[derive(Clone, Default, Deserialize)]
pub struct Wanted {
    /// The view.
    pub view: Option<String>,
    /// Only measures that are so far.
    pub state: Option<String>,
    /// Only measures of a block.
    pub block: Option<String>,
    /// Only measures with these words.
    pub q: Option<String>,
    /// The day a month or a week is shown around.
    pub day: Option<String>,
}

/// The months of the plan: from the August before the year to its end, or to the last day anything falls due.
fn months(plan: &PlanShown) -> Vec<Date> {
    let first = Date::new(plan.days.first.year(), 8, 1).unwrap_or(plan.days.first.first_of_month());
    let due = plan.blocks.iter().flat_map(|block| &block.measures).flat_map(|measure| &measure.occurrences).map(|one| one.due);
    let last = due.chain([plan.days.last]).max().unwrap_or(plan.days.last);
    let mut months = vec![first];
    while let Some(next) = months.last().and_then(|month| month.checked_add(Span::new().months(1)).ok()).filter(|next| *next <= last) {
        months.push(next);
        if months.len() >= 18 {
            break;
        }
    }
    months
}

/// The year: measures down, months across, a shape an occurrence.
pub fn year(lang: Lang, plan: &PlanShown, today: Date) -> Markup {
    let months = months(plan);
    let now = |month: Date| (month.year(), month.month()) == (today.year(), today.month());
    html! {
        (legend(lang))
        div.scroll tabindex="0" {
            table.year {
                thead {
                    tr {
                        th scope="col" { (office::measure(lang)) }
                        @for month in &months { th.month .now[now(*month)] scope="col" { (told::month_short(lang, *month)) } }
                    }
                }
                @for block in &plan.blocks {
                    tbody {
                        tr.block { th scope="rowgroup" colspan=(months.len() + 1) { (block.title) } }
                        @for measure in &block.measures {
                            tr {
                                th.measure scope="row" { (name(measure)) @if measure.occurrences.is_empty() { " " span.aside-state { (said(lang, measure.progress)) } } }
                                @for month in &months { td.month .now[now(*month)] { (of_month(lang, measure, *month)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The measure, as a link to it.
fn name(measure: &MeasureShown) -> Markup {
    let number = &measure.content.number;
    html! { a href={ "/measure/" (measure.id.as_str()) } { @if !number.is_empty() { (number.trim_end_matches('.')) ". " } (measure.content.text) } }
}

fn of_month(lang: Lang, measure: &MeasureShown, month: Date) -> Markup {
    let here = |one: &&OccurrenceShown| (one.due.year(), one.due.month()) == (month.year(), month.month());
    html! {
        @for one in measure.occurrences.iter().filter(here) {
            a.dot href={ "/measure/" (measure.id.as_str()) "#" (one.id.as_str()) } title=(format!("{} · {}", told::day(one.due), one.progress.told(lang))) {
                (shape(lang, one.progress))
            }
        }
    }
}

/// An occurrence with its measure.
type Card<'a> = (&'a BlockShown, &'a MeasureShown, &'a OccurrenceShown);

/// The board: what has to be done, under way, ahead, done.
pub fn board(lang: Lang, plan: &PlanShown) -> Markup {
    let all = || {
        plan.blocks.iter().flat_map(|block| {
            block.measures.iter().flat_map(move |measure| measure.occurrences.iter().map(move |one| (block, measure, one)))
        })
    };
    let columns: [(String, &[Progress]); 4] = [
        (
            office::board_now(lang),
            &[
                Progress::Overdue,
                Progress::Passed,
                Progress::PassedUnentered,
                Progress::PassedDraft,
                Progress::DueSoon,
                Progress::ChangedSince,
                Progress::DropAsked,
                Progress::AwaitsAcceptance,
            ],
        ),
        (office::board_under_way(lang), &[Progress::UnderWay]),
        (office::board_ahead(lang), &[Progress::Planned]),
        (office::board_done(lang), &[Progress::Done, Progress::Accepted, Progress::NotNeeded, Progress::Dropped]),
    ];
    html! {
        div.board {
            @for (title, progress) in &columns {
                @let mut cards: Vec<Card<'_>> = all().filter(|(.., one)| progress.contains(&one.progress)).collect();
                @let count = { cards.sort_by_key(|(.., one)| one.due); cards.len() };
                section.column aria-label=(title) {
                    h2 { (title) " " span.quiet { (count) } }
                    @if cards.is_empty() { p.quiet { (office::nothing_here(lang)) } }
                    @for (block, measure, one) in cards.iter().take(60) {
                        article.card {
                            p { (shape(lang, one.progress)) " " (name(measure)) }
                            p.quiet { (told::day(one.due)) @if !measure.content.owners.is_empty() { " · " (measure.content.owners) } }
                            p.quiet { (block.title) }
                        }
                    }
                    @if count > 60 { p.quiet { (office::and_more(lang, count - 60)) } }
                }
            }
        }
    }
}

/// A measure with its block.
type Line<'a> = (&'a BlockShown, &'a MeasureShown);

/// The measures the filters of the address let through.
fn filtered<'a>(plan: &'a PlanShown, wanted: &Wanted) -> Vec<Line<'a>> {
    let [state, block_asked, words] = filters(wanted);
    let fits = |block: &BlockShown, measure: &MeasureShown| {
        let text = format!("{} {} {}", measure.content.text, measure.content.owners, measure.content.number).to_lowercase();
        (state.is_empty() || measure.progress.code() == state)
            && (block_asked.is_empty() || block.title.to_lowercase() == block_asked)
            && (words.is_empty() || text.contains(&words))
    };
    let all = plan.blocks.iter().flat_map(|block| block.measures.iter().map(move |measure| (block, measure)));
    all.filter(|(block, measure)| fits(block, measure)).collect()
}

/// State, block and words that are asked for, folded.
fn filters(wanted: &Wanted) -> [String; 3] {
    [&wanted.state, &wanted.block, &wanted.q].map(|value| value.as_deref().unwrap_or_default().trim().to_lowercase())
}

/// The measures that are asked for; with `ticks` open times can be chosen for something done to several at once.
pub fn sheet(lang: Lang, plan: &PlanShown, wanted: &Wanted, ticks: bool) -> Sheet {
    // Counted over the whole plan, as its papers count them.
    let numbers = Numbers::of(plan);
    let row = |(block, measure): &Line<'_>| {
        let text = measure.content.text.clone();
        let link = html! { a href={ "/measure/" (measure.id.as_str()) } { (text) } @if !block.title.is_empty() { br; span.quiet { (block.title) } } };
        let next = next(measure);
        let tick = || html! { @if let Some(next) = next { (several::tick(&office::several_tick(lang, &measure.content.text), &next.id, "several")) } };
        let cells = [
            Cell::of(numbers.measure(&measure.id)),
            Cell::shown(link, [text, block.title.clone()]),
            Cell::of(measure.content.when.clone()),
            Cell::of(next.map(|one| told::day(one.due)).unwrap_or_default()),
            Cell::of(measure.content.owners.clone()),
            Cell::shown(said(lang, measure.progress), [measure.progress.told(lang)]),
        ];
        ticks.then(|| Cell::pressed(tick())).into_iter().chain(cells).collect()
    };
    let columns = [
        Column::short(office::number(lang), 8),
        Column::of(office::measure(lang), 60).beside(office::block(lang), 28).called(),
        Column::of(office::term(lang), 24),
        Column::short(office::next_head(lang), 14),
        Column::of(office::owners(lang), 28),
        Column::short(office::state(lang), 16),
    ];
    let columns = ticks.then(|| Column::pressed(office::several_pick(lang))).into_iter().chain(columns).collect();
    let rows = filtered(plan, wanted).iter().map(row).collect();
    Sheet::of(plan.preface.title.clone(), format!("/plan/{}", plan.id), columns, rows).narrowed_by_its_page()
}

/// The table, filtered as the address says.
pub fn table(asked: &Asked, plan: &PlanShown, wanted: &Wanted, ticks: bool) -> Markup {
    let lang = asked.lang;
    let ticks = ticks && filtered(plan, wanted).iter().any(|(_, measure)| next(measure).is_some());
    let sheet = sheet(lang, plan, wanted, ticks);
    html! {
        (asking(asked, plan, wanted))
        p.quiet { (office::measures_count(lang, sheet.len())) }
        @if ticks { (several::ticked(asked, "several")) }
        @if sheet.is_empty() { p { (office::nothing_here(lang)) } } @else { (sheet.show(asked)) }
    }
}

fn asking(asked: &Asked, plan: &PlanShown, wanted: &Wanted) -> Markup {
    let lang = asked.lang;
    let [state, block_asked, _] = filters(wanted);
    html! {
        form.filters method="get" action={ "/plan/" (plan.id.as_str()) } {
            input type="hidden" name="view" value="table";
            (order_kept(asked))
            div.field { label for="f-q" { (office::filter_words(lang)) } input type="search" id="f-q" name="q" value=(wanted.q.as_deref().unwrap_or_default()); }
            div.field {
                label for="f-block" { (office::block(lang)) }
                select id="f-block" name="block" {
                    option value="" { (office::any(lang)) }
                    @for block in &plan.blocks { option value=(block.title) selected[block.title.to_lowercase() == block_asked] { (block.title) } }
                }
            }
            div.field {
                label for="f-state" { (office::state(lang)) }
                select id="f-state" name="state" {
                    option value="" { (office::any(lang)) }
                    @for progress in Progress::ALL { option value=(progress.code()) selected[progress.code() == state] { (progress.told(lang)) } }
                }
            }
            button.second { (office::filter(lang)) }
        }
    }
}

/// What is to be done next.
fn next(measure: &MeasureShown) -> Option<&OccurrenceShown> {
    measure
        .occurrences
        .iter()
        .filter(|one| !one.progress.closed() && !one.progress.waits_for_another())
        .min_by_key(|one| (one.due, &one.id))
}
