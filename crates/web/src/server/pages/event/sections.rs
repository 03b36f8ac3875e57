//! Parts of the page of an event: what is read, who takes part, the agenda with what was decided, times of the plan it shows.

use maud::{Markup, html};
use words::{events, office};
use workflow::event::{Attendance, Decision, DecisionState, EventShown, EventState, Item, ReadHow, Seat, Taken};

use super::super::kept;
use super::super::plan::told;
use super::again::Again;
use super::record::{MOST_TASKS, record_of};
use super::{certificates, said};
use crate::server::form::{Mistakes, Typed, key, key_of, said_at};
use crate::server::policy::Asked;

/// People that are shown at once; more are folded.
const FEW: usize = 12;
/// Empty lines for tasks below those written.
const SPARE: usize = 2;

/// The kind's own fields that are filled in.
pub fn particulars(asked: &Asked, one: &EventShown) -> Markup {
    let lang = asked.lang;
    let filled: Vec<_> =
        one.kind.details.iter().filter_map(|detail| Some(((detail.name)(lang), said::value(lang, &one.event, detail)?))).collect();
    html! {
        dl.facts {
            @if !said::whose(&one.event).is_empty() { div { dt { (events::whose(lang)) } dd { (said::whose(&one.event)) } } }
            div { dt { (said::owner(one.kind)(lang)) } dd { (said::owned(lang, one)) } }
            @if let Some(until) = one.event.content.until { div { dt { @if one.kind.expires { (events::valid_until(lang)) } @else { (events::read_until(lang)) } } dd { (told::day(until)) } } }
            @if let Some((came, of)) = one.event.counted { div { dt { (events::came(lang)) } dd { (events::came_of_families(lang, came.to_string(), usize::try_from(of).unwrap_or(usize::MAX))) } } }
            @if let Some(file) = one.event.content.file.as_ref().filter(|_| one.kind.attaches) { div { dt { (events::field_file(lang)) } dd { (kept::link(lang, &format!("/event/{}", one.event.id), file)) } } }
            @for (name, value) in &filled { div { dt { (name) } dd.written { (value) } } }
        }
    }
}

/// What is read; to whoever owes it, the questions and the button.
pub fn reading(asked: &Asked, one: &EventShown, mine: Option<&Seat>) -> Markup {
    let (lang, content) = (asked.lang, &one.event.content);
    let open = matches!(one.event.state, EventState::Planned | EventState::Held);
    let read = mine.and_then(|seat| seat.read.as_ref());
    let owes =
        open && one.kind.reads && mine.is_some() && read.is_none_or(|read| read.digest != one.digest || read.how == ReadHow::Declined);
    let at = format!("/event/{}", one.event.id);
    html! {
        @if one.kind.reads || one.kind.families && !(content.text.is_empty() && content.file.is_none()) {
            section #text {
                h2 { (events::text(lang)) }
                @if !content.text.is_empty() { div.written.read { (content.text) } }
                @if let Some(file) = &content.file { p { (kept::link(lang, &at, file)) } }
                @if let Some(read) = read {
                    p.quiet {
                        (said::read(lang, read.how)) ", " (told::day(read.day))
                        @if read.digest != one.digest && read.how != ReadHow::Declined { ". " b { (events::text_changed(lang)) } }
                    }
                }
                @if owes && content.can_be_read() {
                    form.narrow method="post" action={ (at) "/acknowledge" } {
                        (key(&asked.form()))
                        input type="hidden" name="seen" value=(one.event.entry);
                        input type="hidden" name="digest" value=(one.digest);
                        @for (number, question) in content.quiz.iter().enumerate() {
                            fieldset {
                                legend { (number + 1) ". " (question.text) }
                                @for (at, option) in question.options.iter().enumerate() { label.option { input type="radio" name={ "answer-" (number) } value=(at) required; (option) } }
                            }
                        }
                        button.main { (events::acknowledge(lang)) }
                    }
                }
            }
        }
    }
}

/// Who takes part, what is known of each.
pub fn seats(asked: &Asked, one: &EventShown) -> Markup {
    let lang = asked.lang;
    let named = one.kind.attendance == Attendance::Named;
    let certified = !one.certificates.is_empty();
    html! {
        @if !one.seats.is_empty() {
            section #seats {
                h2 { (one.kind.whom.told_of(lang, one.seats.len())) }
                details open[one.seats.len() <= FEW] {
                summary { (summary(asked, one)) }
                div.scroll tabindex="0" {
                    table.list.blocks {
                        thead { tr { th { (office::person_name(lang)) } @if one.kind.agenda { th { (events::part(lang)) } } @if named { th { (events::came(lang)) } } @if one.kind.reads { th { (events::read(lang)) } } @if certified { th.number { (events::certificate_hours(lang)) } th { (events::certificate_document(lang)) } th { (events::certificate_until(lang)) } } th { (events::own_word(lang)) } } }
                        tbody {
                            @for seat in &one.seats {
                                tr {
                                    td.wrap.called { (seat.name) @if seat.left { span.quiet { " · " (events::left(lang)) } } }
                                    @if one.kind.agenda { td data-head=(events::part(lang)) { (said::part(lang, seat.part)) } }
                                    @if named { td data-head=(events::came(lang)) { (came(asked, seat)) } }
                                    @if one.kind.reads { td.wrap data-head=(events::read(lang)) { (how_read(asked, one, seat)) } }
                                    @if certified { (certificate(asked, one, seat)) }
                                    td.wrap.written data-head=(events::own_word(lang)) { (said::words(lang, seat).join("\n")) }
                                }
                            }
                        }
                    }
                }
                }
            }
        }
    }
}

/// What somebody has of a training, where the reader may see it.
fn certificate(asked: &Asked, one: &EventShown, seat: &Seat) -> Markup {
    let hers = one.certificates.get(&seat.person).map(|hers| certificates::in_words(asked.lang, &one.event.content, hers));
    match hers {
        Some(hers) => html! {
            td.number data-head=(events::certificate_hours(asked.lang)) { (hers.hours) }
            td.wrap data-head=(events::certificate_document(asked.lang)) { (hers.document) }
            td data-head=(events::certificate_until(asked.lang)) { (hers.until) }
        },
        None => html! { td {} td {} td {} },
    }
}

/// How many take part, how many came, how many read it.
fn summary(asked: &Asked, one: &EventShown) -> String {
    let lang = asked.lang;
    let came = one.seats.iter().filter(|seat| seat.came == Some(true)).count();
    let read =
        one.seats.iter().filter(|seat| seat.read.as_ref().is_some_and(|read| read.digest == one.digest && read.how != ReadHow::Declined));
    let known = one.seats.iter().any(|seat| seat.came.is_some());
    let all = one.seats.len();
    let parts = [
        Some(events::seats_of(lang, all)),
        known.then(|| format!("{}: {}", events::came(lang), events::came_of(lang, came.to_string(), all))),
        one.kind.reads.then(|| events::read_of(lang, read.count().to_string(), all)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn came(asked: &Asked, seat: &Seat) -> String {
    match seat.came {
        None => "—".to_owned(),
        Some(true) => events::was_there(asked.lang),
        Some(false) => events::was_not_there(asked.lang),
    }
}

fn how_read(asked: &Asked, one: &EventShown, seat: &Seat) -> Markup {
    let lang = asked.lang;
    let Some(read) = &seat.read else { return html! { (events::not_read(lang)) } };
    let old = read.digest != one.digest && read.how != ReadHow::Declined;
    // Whoever reads all events is told of a sheet and not given it: it holds the signatures of all.
    let sheet = read.sheet.as_ref().filter(|_| one.leads || seat.person == asked.person);
    html! {
        (said::read(lang, read.how)) " " (told::day(read.day)) @if !read.note.is_empty() { ": " (read.note) }
        @if let Some(score) = read.score { " · " (events::right_of(lang, score.to_string(), one.event.content.quiz.len())) }
        @if let Some(sheet) = sheet { " · " (kept::link(lang, &format!("/event/{}", one.event.id), sheet)) }
        @if old { " · " (events::old_text(lang)) }
    }
}

/// The agenda: what was heard and decided; while the event is held, its forms for whoever leads.
pub fn agenda(asked: &Asked, one: &EventShown, again: &Again) -> Markup {
    let lang = asked.lang;
    let writes = one.leads && one.event.state == EventState::Held;
    html! {
        @if !one.items.is_empty() {
            section #agenda {
                h2 { @if one.event.state == EventState::Planned { (events::agenda(lang)) } @else { (events::minutes(lang)) @if let Some(number) = one.event.number { " № " (number) } } }
                @if writes {
                    (numbering(asked, one, again))
                    // One form of all questions: whichever button is pressed, nothing that was typed is lost.
                    form method="post" action={ "/event/" (one.event.id.as_str()) "/minutes" } {
                        (key(&asked.form()))
                        @for (number, item) in (1..).zip(&one.items) { (question(asked, one, number, item, Some(again))) }
                    }
                } @else {
                    @for (number, item) in (1..).zip(&one.items) { (question(asked, one, number, item, None)) }
                }
            }
        }
    }
}

/// Another number of the minutes: a school may have begun its row on paper.
fn numbering(asked: &Asked, one: &EventShown, again: &Again) -> Markup {
    let (lang, typed) = (asked.lang, again.of("number"));
    let number = typed.map_or_else(|| one.event.number.map(|number| number.to_string()), |typed| Some(typed.get("number").to_owned()));
    html! {
        details.aside open[typed.is_some()] {
            summary { (events::number_change(lang)) }
            form.narrow method="post" action={ "/event/" (one.event.id.as_str()) "/number" } {
                (key(&asked.form()))
                input type="hidden" name="seen" value=(one.event.entry);
                div.field { label for="field-number" { (events::number(lang)) } p.hint id="hint-number" { (events::number_hint(lang)) } input type="number" min="1" max="999" id="field-number" name="number" value=[number] aria-describedby="hint-number"; }
                button.second { (office::save(lang)) }
            }
        }
    }
}

fn question(asked: &Asked, one: &EventShown, number: usize, item: &Item, writes: Option<&Again>) -> Markup {
    let lang = asked.lang;
    let title = if item.earlier { events::earlier(lang) } else { item.question.clone() };
    let tasks: Vec<&Decision> = one.decisions.iter().filter(|decision| decision.item == item.id).collect();
    html! {
        article.time id=(item.id.as_str()) {
            h3 { (number) ". " (title) }
            @if !item.speaker.is_empty() { p.quiet { (item.speaker) } }
            @if item.earlier { ul.plain-list.rows { @for decision in &one.earlier { li.wrap { (task(asked, one, decision)) } } } }
            @if !item.heard.is_empty() { p { b { (events::heard(lang)) ": " } span.written { (item.heard) } } }
            @if !item.decided.is_empty() { p { b { (events::decided(lang)) ": " } span.written { (item.decided) } @if let Some(how) = item.how { span.quiet { " (" (said::taken(lang, how)) ")" } } } }
            @if !tasks.is_empty() { ul.plain-list.rows { @for decision in tasks.iter().copied() { li.wrap { (task(asked, one, decision)) } } } }
            @if let Some(again) = writes { (minute_form(asked, one, item, &tasks, again)) }
        }
    }
}

/// A task in a line: what, who, until when, how it stands.
pub fn task(asked: &Asked, one: &EventShown, decision: &Decision) -> Markup {
    let lang = asked.lang;
    let who = decision.person.as_ref().and_then(|person| one.names.get(person)).unwrap_or(&decision.post);
    html! {
        a href={ "/task/" (decision.id.as_str()) } { (decision.text) }
        span.quiet { " " (who) ", " (events::until(lang, told::day(decision.due))) " · " (said::decision(lang, decision.state)) @if !decision.words.is_empty() { ": " (decision.words) } }
    }
}

/// What is written of a question: heard, decided, tasks. What was typed and refused stands in it again.
fn minute_form(asked: &Asked, one: &EventShown, item: &Item, tasks: &[&Decision], again: &Again) -> Markup {
    let (lang, id) = (asked.lang, item.id.as_str());
    let open: Vec<&Decision> = tasks.iter().copied().filter(|decision| decision.state == DecisionState::Open).collect();
    let scope = format!("{id}.");
    let refused = again.of("minutes").map(|typed| typed.within(&scope)).filter(|typed| typed.has("was"));
    let opened = written(asked, item, &open);
    let mistakes = again.mistakes_of("minutes");
    let changed = refused.as_ref().is_some_and(|typed| ["heard", "decided", "how"].iter().any(|name| typed.get(name) != opened.get(name)));
    let typed = refused.unwrap_or(opened);
    let written = |at: &usize| ["task", "who", "post", "due"].iter().any(|name| !typed.get(&format!("{name}-{at}")).is_empty());
    let rows = (0..MOST_TASKS).filter(written).max().map_or(0, |last| last + 1);
    let row = Row { asked, one, mistakes, scope: &scope };
    html! {
        details.aside open[changed || mistakes.any_within(&scope) || rows > open.len() || (!item.is_written() && tasks.is_empty())] {
            summary { (events::write(lang)) }
            div.narrow {
                @let once = key_of(&typed);
                input type="hidden" name={ (scope) "once" } value=(once);
                input type="hidden" name={ (scope) "seen" } value=(typed.get("seen"));
                input type="hidden" name={ (scope) "was" } value=(typed.get("was"));
                (row.field("heard", events::heard(lang), |id, name| html! { textarea id=(id) name=(name) rows="3" { (typed.get("heard")) } }))
                (row.field("decided", events::decided(lang), |id, name| html! { textarea id=(id) name=(name) rows="3" { (typed.get("decided")) } }))
                div.field {
                    label for={ "field-" (scope) "how" } { (events::how(lang)) }
                    select id={ "field-" (scope) "how" } name={ (scope) "how" } { option value="" { (events::not_said(lang)) } @for how in Taken::ALL { option value=(how.code()) selected[typed.get("how") == how.code()] { (said::taken(lang, *how)) } } }
                }
                fieldset.agenda {
                    legend { (events::tasks(lang)) }
                    p.hint { (events::tasks_hint(lang)) }
                    @for at in 0..(rows + SPARE).min(MOST_TASKS) { (row.task(at, &typed)) }
                }
                // Its own words: those of the fold above would fold away what was typed.
                button.second { (office::save(lang)) }
            }
        }
    }
}

/// The form as it is opened: what is written, and tasks that are open.
fn written(asked: &Asked, item: &Item, open: &[&Decision]) -> Typed {
    let was = serde_json::to_string(&record_of(item, open)).unwrap_or_default();
    let typed =
        asked.form().with("seen", item.entry.to_string()).with("was", was).with("heard", &item.heard).with("decided", &item.decided);
    let mut typed = typed.with("how", item.how.map(Taken::code).unwrap_or_default());
    for (at, task) in open.iter().enumerate() {
        let person = task.person.as_ref().map(workflow::Id::as_str).unwrap_or_default();
        let pairs =
            [("task-id", task.id.as_str()), ("task", &task.text), ("who", person), ("post", &task.post), ("due", &task.due.to_string())];
        typed.0.extend(pairs.map(|(name, value)| (format!("{name}-{at}"), value.to_owned())));
    }
    typed
}

/// Fields of the form of a question, each with what is wrong with it.
struct Row<'a> {
    asked: &'a Asked,
    one: &'a EventShown,
    mistakes: &'a Mistakes,
    scope: &'a str,
}

impl Row<'_> {
    fn field(&self, name: &str, label: String, input: impl FnOnce(&str, &str) -> Markup) -> Markup {
        let name = format!("{}{name}", self.scope);
        let id = format!("field-{name}");
        html! {
            div.field .wrong[self.mistakes.at_field(&name)] { label for=(id) { (label) } (input(&id, &name)) (said_at(&name, self.mistakes)) }
        }
    }

    /// A row of a task.
    fn task(&self, at: usize, typed: &Typed) -> Markup {
        let (lang, one) = (self.asked.lang, self.one);
        let get = |name: &str| typed.get(&format!("{name}-{at}")).to_owned();
        let who = get("who");
        // Whoever left is offered no more, and stays where a task names her.
        let left = one.names.iter().filter(|(id, _)| id.as_str() == who && one.here.iter().all(|(here, _)| here != *id));
        let named: Vec<_> = one.here.iter().map(|(id, name)| (id, name)).chain(left).collect();
        let people = |id: &str, name: &str| {
            html! {
                select id=(id) name=(name) { option value="" { (events::as_written(lang)) } @for (id, who_is) in &named { option value=(id.as_str()) selected[who == id.as_str()] { (who_is) } } }
            }
        };
        let line =
            |kind: &'static str, value: String| move |id: &str, name: &str| html! { input type=(kind) id=(id) name=(name) value=(value); };
        let of = |name: &str| format!("{name}-{at}");
        html! {
            div.row {
                input type="hidden" name={ (self.scope) "task-id-" (at) } value=(get("task-id"));
                (self.field(&of("task"), events::task(lang), line("text", get("task"))))
                (self.field(&of("who"), events::who(lang), people))
                (self.field(&of("post"), events::post(lang), line("text", get("post"))))
                (self.field(&of("due"), events::task_due(lang), line("date", get("due"))))
            }
        }
    }
}

/// Times of the plan it shows.
pub fn shows(asked: &Asked, one: &EventShown) -> Markup {
    let lang = asked.lang;
    html! {
        @if !one.occurrences.is_empty() {
            section {
                h2 { (events::shows(lang)) }
                ul.plain-list.rows { @for time in &one.occurrences { li.wrap { @if time.seen { a href={ "/measure/" (time.measure.as_str()) "#" (time.id.as_str()) } { (time.text) } } @else { (time.text) } span.quiet { " " (told::day(time.due)) @if !time.open { " · " (events::shown_already(lang)) } } } } }
            }
        }
    }
}
