//! Matters of a list: each with its shape, what it is about, its day, one button.

use maud::{Markup, html};
use records::text::{Lang, capital, folded};
use words::office;
use workflow::Id;
use workflow::event::MineShown;
use workflow::plan::{DueLine, DueShown, HandedToMe, MOST_AT_ONCE as MOST, Progress};

use super::plan::several::{at_once, tick};
use super::plan::shape::shape;
use super::plan::told;
use crate::server::office::Office;
use crate::server::policy::Asked;

/// As many people as are named beside the words of the plan: of a post many hold the words say who is meant.
const NAMED: usize = 2;

/// Whom the plan names, and whoever answers for it and is not named there: it may have been handed over.
pub fn owners(line: &DueLine) -> String {
    whose(&line.owners, &line.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>())
}

fn whose(owners: &str, people: &[&str]) -> String {
    let written = folded(owners);
    let unwritten = |name: &&&str| !folded(name).split(' ').next().is_some_and(|surname| written.contains(surname));
    let mut names: Vec<&str> = people.iter().filter(unwritten).copied().collect();
    if names.len() > NAMED && !owners.trim().is_empty() {
        names.clear();
    }
    Some(owners.trim()).filter(|owners| !owners.is_empty()).into_iter().chain(names).collect::<Vec<_>>().join(" · ")
}

/// Lines of one list; `main`: whether the first one has the main button of the page; None where they are only looked at.
pub fn list(lang: Lang, title: &str, lines: &[&DueLine], shown: usize, main: Option<bool>) -> Markup {
    let button = |index: usize| main.map(|main| main && index == 0);
    html! {
        @if !lines.is_empty() {
            section {
                @if !title.is_empty() { h2 { (title) } }
                ul.matters {
                    @for (index, line) in lines.iter().take(shown).enumerate() { (matter(lang, line, button(index))) }
                }
                @if lines.len() > shown {
                    details { summary { (office::and_more(lang, lines.len() - shown)) } ul.matters { @for line in lines.iter().skip(shown) { (matter(lang, line, button(1))) } } }
                }
            }
        }
    }
}

/// What was handed over to whoever looks, as soon as it is hers, however far its days are; `mine` stands on her day by itself.
pub async fn handed(office: &Office, asked: &Asked, mine: &MineShown) -> Markup {
    let lang = asked.lang;
    let stands = |id: &Id| {
        let events = [&mine.to_read, &mine.to_write, &mine.ahead];
        mine.tasks.iter().any(|(task, _)| task.id == *id) || events.into_iter().flatten().any(|line| line.event.id == *id)
    };
    let mut handed = office.see(asked.reader.clone(), HandedToMe).await.unwrap_or_default();
    handed.retain(|one| !stands(&one.thing));
    html! {
        @if !handed.is_empty() {
            section #handed {
                h2 { (office::handed_to_you(lang)) }
                ul.matters {
                    @for one in &handed {
                        @let to = page_of(&one.thing);
                        li.matter {
                            span {}
                            div.what { a href=(to) { b { (one.text) } } p.quiet { (office::handed_before(lang, told::day(one.handed.on), &one.handed.from.name)) } }
                            span.day { @if let Some(due) = one.due { (told::short(due)) } }
                            a.button.second href=(to) { (office::look_at(lang)) }
                        }
                    }
                }
            }
        }
    }
}

/// The page of something that can be handed over.
fn page_of(thing: &Id) -> String {
    let room = ["event", "procedure"].into_iter().find(|room| thing.as_str().split('-').next() == Some(room));
    let room = room.unwrap_or(if thing.as_str().starts_with("decision-") { "task" } else { "measure" });
    format!("/{room}/{thing}")
}

/// What had passed before a plan was in force: late for nobody, folded, with the way to close it together, each plan by itself.
pub fn passed(lang: Lang, due: &DueShown, acts: bool) -> Markup {
    let mut plans: Vec<(&Id, &str, Vec<&Id>)> = Vec::new();
    for line in &due.passed {
        match plans.iter_mut().find(|(plan, ..)| **plan == line.plan) {
            Some((.., times)) => times.push(&line.occurrence.id),
            None => plans.push((&line.plan, &line.plan_title, vec![&line.occurrence.id])),
        }
    }
    let go = |title: &str| if plans.len() == 1 { office::before_approval_go(lang) } else { office::before_approval_go_of(lang, title) };
    html! {
        @if !due.passed.is_empty() {
            details.aside {
                // Of all of them it is true that they passed before the approval was entered.
                summary { (capital(&office::count_passed_unentered(lang, due.passed.len().to_string()))) }
                (list(lang, "", &due.passed.iter().collect::<Vec<_>>(), 12, None))
                @if acts {
                    @for (_, title, times) in &plans { p { a.button.second href=(at_once(times.iter().copied(), "/")) { (go(title)) } } }
                    @if plans.iter().any(|(.., times)| times.len() > MOST) { p.quiet { (office::before_approval_most(lang, MOST.to_string())) } }
                }
            }
        }
    }
}

fn matter(lang: Lang, line: &DueLine, main: Option<bool>) -> Markup {
    let one = &line.occurrence;
    let to = format!("/measure/{}#{}", line.measure, one.id);
    let button = match one.progress {
        _ if main.is_none() => office::look_at(lang),
        Progress::AwaitsAcceptance | Progress::ChangedSince => office::accept(lang),
        Progress::DropAsked => office::decide(lang),
        _ => office::say_done_short(lang),
    };
    html! {
        @let several = main.is_some() && !one.progress.waits_for_another();
        li.matter .picked[several] {
            span { @if several { (tick(&office::several_tick(lang, &line.text), &one.id, "several")) " " } (shape(lang, one.progress)) }
            div.what {
                a href=(to) { b { (line.text) } }
                @let owners = owners(line);
                p.quiet { (line.block) @if !owners.is_empty() { " · " (owners) } @if !one.label.is_empty() { " · " (one.label) } }
            }
            span.day { @if one.progress == Progress::Overdue { span.late { (one.progress.told(lang)) } " " } (told::short(one.due)) }
            a.button .main[main == Some(true)] .second[main != Some(true)] href=(to) { (button) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::whose;

    #[test]
    fn whoever_the_plan_does_not_name_is_named_beside_it_unless_they_are_many() {
        assert_eq!(whose("Ким К. И.", &["Юдина Вера"]), "Ким К. И. · Юдина Вера");
        assert_eq!(whose("Ким К. И.", &["Ким Клавдия Ильинична"]), "Ким К. И.");
        assert_eq!(whose("руководители ШМО", &["Ким Клавдия", "Юдина Вера", "Ухова Алина"]), "руководители ШМО");
        assert_eq!(whose(" ", &["Ким Клавдия", "Юдина Вера", "Ухова Алина"]), "Ким Клавдия · Юдина Вера · Ухова Алина");
        assert_eq!(whose("", &[]), "");
    }
}
