//! What of events waits for whoever looks: on her day.

use jiff::civil::Date;
use maud::{Markup, html};
use words::events;
use workflow::event::{EventLine, Kind, MineShown, MyEvents};

use super::super::plan::told;
use super::certificates;
use crate::server::office::Office;
use crate::server::policy::Asked;

/// What waits; nothing where she may see no events.
pub async fn of(office: &Office, asked: &Asked) -> MineShown {
    office.see(asked.reader.clone(), MyEvents).await.unwrap_or_default()
}

/// How many matters it is.
pub const fn count(mine: &MineShown) -> usize {
    mine.to_read.len() + mine.tasks.len() + mine.to_write.len()
}

/// Whether the first thing that waits for her stands here: the main button of the page is its own.
pub const fn leads(mine: &MineShown) -> bool {
    !mine.to_read.is_empty() || !mine.tasks.is_empty()
}

/// How many of her tasks are overdue.
pub fn overdue(mine: &MineShown, today: Date) -> usize {
    mine.tasks.iter().filter(|(task, _)| task.due < today).count()
}

/// The sections of her day; `main`: whether the first of them has the main button of the page.
pub fn sections(asked: &Asked, mine: &MineShown, main: bool) -> Markup {
    let lang = asked.lang;
    let today = asked.reader.now().date();
    let first = mine.to_read.first().filter(|_| main).map(|one| one.event.id.clone());
    let of_tasks = main && mine.to_read.is_empty();
    let line =
        |one: &EventLine, to: &str, button: String| matter(asked, one, to, button, to == "#text" && first.as_ref() == Some(&one.event.id));
    html! {
        @if !mine.to_read.is_empty() {
            section { h2 { (events::mine_to_read(lang)) } ul.matters { @for one in &mine.to_read { (line(one, "#text", events::read_short(lang))) } } }
        }
        @if !mine.tasks.is_empty() {
            section {
                h2 { (events::mine_tasks(lang)) }
                ul.matters {
                    @for (at, (task, title)) in mine.tasks.iter().enumerate() {
                        @let main = of_tasks && at == 0;
                        li.matter {
                            span {}
                            div.what { a href={ "/task/" (task.id.as_str()) } { b { (task.text) } } p.quiet { (title) } }
                            span.day { @if task.due < today { span.late { (events::late(lang)) } " " } (told::short(task.due)) }
                            a.button .main[main] .second[!main] href={ "/task/" (task.id.as_str()) } { (words::office::say_done_short(lang)) }
                        }
                    }
                }
            }
        }
        @if !mine.to_write.is_empty() {
            section { h2 { (events::mine_to_write(lang)) } ul.matters { @for one in &mine.to_write { (line(one, "", events::write_short(lang))) } } }
        }
        @if !mine.to_comment.is_empty() {
            section { h2 { (events::mine_to_comment(lang)) } ul.matters { @for one in &mine.to_comment { (line(one, "#word", events::comment_short(lang))) } } }
        }
    }
}

/// What takes place today, with her: the first thing of the day.
pub fn today(asked: &Asked, mine: &MineShown) -> Markup {
    let (lang, today) = (asked.lang, asked.reader.now().date());
    let now: Vec<&EventLine> = mine.ahead.iter().filter(|line| line.event.day == today).collect();
    html! {
        @if !now.is_empty() {
            section {
                h2 { (words::office::room_today(lang)) }
                ul.matters { @for one in now { (matter(asked, one, "", words::office::look_at(lang), false)) } }
            }
        }
    }
}

/// Documents of trainings that run out, and what takes place soon, with her: it waits for nothing yet.
pub fn ahead(asked: &Asked, mine: &MineShown) -> Markup {
    let lang = asked.lang;
    let today = asked.reader.now().date();
    let ahead: Vec<&EventLine> = mine.ahead.iter().filter(|line| line.event.day != today).collect();
    html! {
        (certificates::expiring(asked, mine))
        @if !ahead.is_empty() {
            section {
                h2 { (events::mine_ahead(lang)) }
                ul.matters { @for one in ahead { (matter(asked, one, "", words::office::look_at(lang), false)) } }
            }
        }
    }
}

/// What it is, when on its day, and where: a title may name the class and the subject alone.
fn what(asked: &Asked, one: &EventLine) -> String {
    let lang = asked.lang;
    let kind = Kind::of(one.event.kind).map(|kind| (kind.name)(lang)).filter(|kind| !one.event.content.title.contains(kind.as_str()));
    let parts = [kind.unwrap_or_default(), one.event.content.time.clone(), one.event.content.place.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn matter(asked: &Asked, one: &EventLine, to: &str, button: String, main: bool) -> Markup {
    // The day it is to be read by; where it says until when it holds, its own day.
    let by = one.event.content.until.filter(|_| to == "#text" && Kind::of(one.event.kind).is_some_and(|kind| !kind.expires));
    html! {
        li.matter {
            span {}
            div.what { a href={ "/event/" (one.event.id.as_str()) (to) } { b { (one.event.content.title) } } p.quiet { (what(asked, one)) } }
            span.day { (told::short(by.unwrap_or(one.event.day))) }
            a.button .main[main] .second[!main] href={ "/event/" (one.event.id.as_str()) (to) } { (button) }
        }
    }
}
