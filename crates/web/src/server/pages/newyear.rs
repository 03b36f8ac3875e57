//! `/years/…/next`: from one school year to the next. Lists to confirm, with the reason of everything that does not simply go on and a
//! choice beside it; one button; the way back while nothing stands on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::Lang;
use records::vocabulary::SchoolYear;
use words::{newyear, office};
use workflow::newyear::{
    Carries, Carry, CarryBack, CarryLine, Choice, ClassUp, Fate, LoadUp, MeasureAgain, NextYear, NextYearShown, PlanAgain, PupilUp, Why,
};
use workflow::roster::ClassName;
use workflow::school::{Overview, Year};
use workflow::{Field as Told, Id, Refusal, Rule};

use super::frame::{Page, Room, page_with, year_name};
use super::roster::shape::{day, perform, refused};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::Asked;

const DAYS: Form = Form {
    fields: &[
        Field::new("first", office::year_first, Kind::Day).told(Told::YearDays).needed(),
        Field::new("last", office::year_last, Kind::Day).needed(),
    ],
};

/// The grade after which it is asked who goes on, and the one after which pupils leave.
const BASIC: u8 = 9;
const WHOLE: u8 = 11;

/// Things that stand on a carrying and are named one by one.
const NAMED: usize = 12;

/// `GET /years/{id}/next`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    shown(&office, &asked, &id, &asked.form(), &Mistakes::NONE).await
}

/// What was decided otherwise than proposed.
fn choices(typed: &Typed) -> BTreeMap<Id, Choice> {
    let of = |name: &str, value: &str| {
        let choice = match value.split_once(':') {
            Some(("to", class)) => Choice::To(ClassName::read(class)?),
            _ => match value {
                "yes" => Choice::Yes,
                "no" => Choice::No,
                "leaves" => Choice::Leaves,
                _ => return None,
            },
        };
        Some((Id::read(name.strip_prefix("c-")?)?, choice))
    };
    let mut choices: BTreeMap<Id, Choice> = BTreeMap::new();
    // What was offered and is not ticked was decided against.
    for (_, id) in typed.0.iter().filter(|(name, _)| name == "offered") {
        choices.extend(Id::read(id).map(|id| (id, Choice::No)));
    }
    choices.extend(typed.0.iter().filter_map(|(name, value)| of(name, value)));
    choices
}

async fn looked(office: &Office, asked: &Asked, id: &str, typed: &Typed) -> Result<(NextYearShown, Vec<CarryLine>, Vec<Year>), Refusal> {
    let year = Id::read(id).ok_or(Refusal { rule: Rule::NotThere, about: Vec::new(), instead: None })?;
    let shown = office.see(asked.reader.clone(), NextYear { year, choices: choices(typed) }).await?;
    let mut carries = office.see(asked.reader.clone(), Carries).await?;
    carries.retain(|line| line.from == shown.from.id);
    let years = office.see(asked.reader.clone(), Overview).await?.years;
    Ok((shown, carries, years))
}

async fn shown(office: &Office, asked: &Asked, id: &str, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let (shown, carries, years) = match looked(office, asked, id, typed).await {
        Ok(looked) => looked,
        Err(refusal) => return refused(office, asked, &format!("/years/{id}/next"), &refusal).await,
    };
    let next = SchoolYear(shown.from.first_day.year() + 1).short();
    let title = newyear::title(lang, &next);
    let content = html! {
        h1 { (title) }
        p.lead { (newyear::lead(lang, year_name(&shown.from), &next)) }
        @if !mistakes.none() { (mistakes.summary(DAYS, lang)) }
        form.import method="post" action={ "/years/" (shown.from.id.as_str()) "/next" } {
            (key(typed))
            input type="hidden" name="seen" value=(shown.from.entry);
            button.unseen name="do" value="again" tabindex="-1" { (newyear::again(lang)) }
            p { @if shown.changes { (summary(lang, &shown)) } @else { (newyear::nothing(lang)) } }
            div.acting {
                @if shown.changes { button.main name="do" value="take" { (newyear::carry(lang)) } }
                button.second name="do" value="again" { (newyear::again(lang)) }
            }
            @if shown.to.is_none() { (days(lang, &shown, typed, mistakes)) }
            (classes(lang, &shown))
            (pupils(lang, &shown, &choices(typed)))
            (loads(lang, &shown.proposal.loads))
            (plans(lang, &shown.proposal.plans))
        }
        @if !carries.is_empty() { (carried(asked, &carries, &years)) }
    };
    let trail = [("/school".to_owned(), office::room_school(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::School, title: &title, trail: &trail }, &content).await
}

fn summary(lang: Lang, shown: &NextYearShown) -> String {
    let proposal = &shown.proposal;
    let pupils = |fits: fn(&PupilUp) -> bool| proposal.pupils.iter().filter(|pupil| fits(pupil)).count();
    let measures = proposal.plans.iter().flat_map(|plan| &plan.measures).filter(|measure| measure.goes).count();
    let children = [proposal.classes.iter().filter(|class| class.made).count(), pupils(|pupil| matches!(pupil.fate, Fate::Into(_)))];
    let work = [proposal.loads.iter().filter(|load| load.goes).count(), measures];
    newyear::summary(
        lang,
        goes(lang, children, work),
        pupils(|pupil| pupil.fate == Fate::Leaves).to_string(),
        pupils(|pupil| pupil.fate == Fate::Stays && pupil.why != Some(Why::Gone)).to_string(),
    )
}

/// «11 классов, 240 учеников, 60 строк нагрузки, 40 мероприятий».
fn goes(lang: Lang, [classes, pupils]: [usize; 2], [loads, measures]: [usize; 2]) -> String {
    format!("{}, {}", newyear::goes_children(lang, classes, pupils), newyear::goes_work(lang, loads, measures))
}

fn days(lang: Lang, shown: &NextYearShown, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let proposed = Typed::default().with("first", shown.days.0.to_string()).with("last", shown.days.1.to_string());
    let typed = if typed.has("first") { typed } else { &proposed };
    html! {
        h2 { (newyear::days(lang)) }
        div.narrow { @for field in DAYS.fields { (field.show(lang, typed, mistakes)) } }
    }
}

/// A reason in words.
fn reason(lang: Lang, why: Why) -> String {
    let word = match why {
        Why::Graduates => newyear::why_graduates,
        Why::Ninth => newyear::why_ninth,
        Why::NoClass => newyear::why_no_class,
        Why::Gone => newyear::why_gone,
        Why::Leaves => newyear::why_leaves,
        Why::Repeats => newyear::why_repeats,
        Why::Other => newyear::why_other,
        Why::Later => newyear::why_later,
        Why::Primary => newyear::why_primary,
        Why::NotTaught => newyear::why_not_taught,
        Why::Unknown => newyear::why_unknown,
        Why::TeacherLeft => newyear::why_teacher_left,
        Why::NoSuchDay => newyear::why_no_such_day,
        Why::NotWanted => newyear::why_not_wanted,
        Why::Dropped => return newyear::why_dropped(lang, ""),
    };
    word(lang)
}

fn classes(lang: Lang, shown: &NextYearShown) -> Markup {
    let proposal = &shown.proposal;
    html! {
        h2 { (newyear::classes(lang)) }
        @if proposal.classes.is_empty() { p { (newyear::classes_none(lang)) } } @else {
            div.scroll tabindex="0" {
                table.list.blocks {
                    thead { tr { th scope="col" { (words::roster::class_name(lang)) } th scope="col" { (newyear::class_becomes(lang)) } th.number scope="col" { (words::roster::pupils(lang)) } th scope="col" { (words::roster::class_teacher(lang)) } } }
                    tbody {
                        @for class in &proposal.classes {
                            tr {
                                td.called { a href={ "/class/" (class.class.as_str()) } { (class.name) } }
                                td.wrap data-head=(newyear::class_becomes(lang)) { (becomes(lang, class)) }
                                td.number data-head=(words::roster::pupils(lang)) { (class.pupils) }
                                td.wrap data-head=(words::roster::class_teacher(lang)) { (teacher(lang, shown, class)) }
                            }
                        }
                    }
                }
            }
            p.quiet { (newyear::first_grades(lang)) }
        }
        @if !shown.there.is_empty() {
            @if let Some(to) = &shown.to { p { (newyear::next_classes(lang, year_name(to))) ": " @for (name, id) in &shown.there { a href={ "/class/" (id.as_str()) } { (name) } " " } } }
        }
    }
}

/// What a class becomes: a choice, but for the last grade there can be and for a class whose next one is there.
fn becomes(lang: Lang, class: &ClassUp) -> Markup {
    let up = ClassName { grade: class.name.grade + 1, letter: class.name.letter.clone() };
    // What was chosen stays to be seen, and to be sent with the next press of a button, also where the class above is there already.
    let asked = [BASIC, WHOLE].contains(&class.name.grade);
    let there = class.above.is_some() && !class.made;
    let chosen = match (&class.above, class.why) {
        (_, Some(Why::Ninth | Why::Graduates)) => "",
        (Some(_), _) => "yes",
        (None, Some(Why::Leaves)) => "leaves",
        (None, _) => "no",
    };
    html! {
        @if class.why == Some(Why::Graduates) && !asked { (newyear::class_graduates(lang)) }
        @else if there && !asked { (up) " " span.quiet { (newyear::class_there(lang)) } }
        @else {
            select name={ "c-" (class.class.as_str()) } aria-label=(newyear::class_choice(lang, class.name.to_string())) {
                @if class.name.grade == BASIC { option value="" selected[chosen.is_empty()] { (newyear::class_ask(lang)) } }
                @if class.name.grade == WHOLE { option value="" selected[chosen.is_empty()] { (newyear::class_graduates(lang)) } }
                option value="yes" selected[chosen == "yes"] { (newyear::class_yes(lang, up.to_string())) }
                @if class.name.grade != BASIC { option value="no" selected[chosen == "no"] { (newyear::class_no(lang)) } }
                @if class.name.grade != WHOLE { option value="leaves" selected[chosen == "leaves"] { (newyear::class_leaves(lang)) } }
            }
        }
    }
}

fn teacher(lang: Lang, shown: &NextYearShown, class: &ClassUp) -> Markup {
    let name = |id: &Option<Id>| id.as_ref().and_then(|id| shown.teachers.get(id)).cloned().unwrap_or_default();
    html! {
        @match class.teacher_why {
            Some(why) => span.quiet { (newyear::class_teacher_stays(lang, name(&class.had), reason(lang, why))) },
            None => (name(&class.teacher)),
        }
    }
}

/// A pupil beside the class of the old year, as it is shown.
struct One<'a> {
    pupil: &'a PupilUp,
    class: &'a ClassUp,
    name: &'a str,
    /// What was decided of the pupil alone.
    own: Option<&'a Choice>,
}

impl<'a> One<'a> {
    fn of(shown: &'a NextYearShown, pupil: &'a PupilUp, choices: &'a BTreeMap<Id, Choice>) -> Option<Self> {
        let class = shown.proposal.classes.iter().find(|class| class.class == pupil.class)?;
        let name = shown.names.get(&pupil.pupil).map_or("", |who| who.name.as_str());
        Some(Self { pupil, class, name, own: choices.get(&pupil.pupil) })
    }

    /// Whether the pupil stands on a line of its own: does not simply go on, or something was decided.
    fn apart(&self) -> bool {
        self.pupil.why.is_some() || self.own.is_some()
    }
}

fn pupils(lang: Lang, shown: &NextYearShown, choices: &BTreeMap<Id, Choice>) -> Markup {
    let proposal = &shown.proposal;
    let all: Vec<One<'_>> = proposal.pupils.iter().filter_map(|pupil| One::of(shown, pupil, choices)).collect();
    let left_out = |class: &ClassUp| all.iter().filter(|one| one.class.class == class.class && one.apart()).collect::<Vec<_>>();
    let out: Vec<(&ClassUp, Vec<&One<'_>>)> =
        proposal.classes.iter().map(|class| (class, left_out(class))).filter(|(_, out)| !out.is_empty()).collect();
    html! {
        h2 { (newyear::pupils(lang)) }
        @if out.is_empty() { p { (newyear::pupils_none(lang)) } }
        @for (class, out) in &out {
            h3 { (newyear::class_choice(lang, class.name.to_string())) }
            div.scroll tabindex="0" {
                table.list.blocks {
                    thead { tr { th scope="col" { (newyear::pupil(lang)) } th scope="col" { (newyear::reason(lang)) } th scope="col" { (newyear::decision(lang)) } } }
                    tbody { @for one in out { tr { (line(lang, shown, one)) } } }
                }
            }
        }
        @for class in proposal.classes.iter().filter(|class| proposal.targets.contains(&class.name)) {
            @let going: Vec<&One<'_>> = all.iter().filter(|one| one.class.class == class.class && !one.apart()).collect();
            @if !going.is_empty() { (repeating(lang, class, &going)) }
        }
    }
}

fn line(lang: Lang, shown: &NextYearShown, one: &One<'_>) -> Markup {
    let One { pupil, class, name, own } = one;
    let gone = pupil.why == Some(Why::Gone);
    let near = |target: &&ClassName| target.grade == class.name.grade || target.grade == class.name.grade + 1;
    html! {
        td.wrap.called { a href={ "/pupil/" (pupil.pupil.as_str()) } { (name) } }
        td.wrap data-head=(newyear::reason(lang)) { @if let Some(why) = pupil.why { (reason(lang, why)) } @if let Some(last) = pupil.last.filter(|_| gone) { " " (newyear::gone_on(lang, day(last))) } }
        td {
            @if !gone {
                select name={ "c-" (pupil.pupil.as_str()) } aria-label={ (newyear::decision(lang)) ": " (name) } {
                    option value="" selected[own.is_none()] { (newyear::with_class(lang)) }
                    @for target in shown.proposal.targets.iter().filter(near) {
                        option value={ "to:" (target) } selected[*own == Some(&Choice::To(target.clone()))] { (newyear::into(lang, target.to_string())) }
                    }
                    option value="leaves" selected[*own == Some(&Choice::Leaves)] { (newyear::leaves(lang)) }
                    option value="no" selected[*own == Some(&Choice::No)] { (newyear::later(lang)) }
                }
            }
        }
    }
}

/// Who of a class stays another year, where there is a class of the name to stay in.
fn repeating(lang: Lang, class: &ClassUp, going: &[&One<'_>]) -> Markup {
    html! {
        details.aside {
            summary { (newyear::repeats_title(lang, class.name.to_string())) }
            p.hint { (newyear::repeats_what(lang)) }
            ul.plain-list {
                @for one in going {
                    li { label.option { input type="checkbox" name={ "c-" (one.pupil.pupil.as_str()) } value={ "to:" (class.name) }; (one.name) } }
                }
            }
        }
    }
}

/// A line that can be ticked: that it was offered goes along.
fn ticked(id: &Id, goes: bool, words: &Markup) -> Markup {
    html! {
        input type="hidden" name="offered" value=(id.as_str());
        label.option { input type="checkbox" name={ "c-" (id.as_str()) } value="yes" checked[goes]; (words) }
    }
}

fn loads(lang: Lang, loads: &[LoadUp]) -> Markup {
    let said = |load: &LoadUp| {
        let (class, teacher) = (load.class.to_string(), &load.teacher.1);
        match &load.above {
            Some(above) => newyear::load(lang, &load.subject, class, above.to_string(), teacher),
            None => newyear::load_nowhere(lang, &load.subject, class, teacher),
        }
    };
    let (go, stay): (Vec<&LoadUp>, Vec<&LoadUp>) = loads.iter().partition(|load| load.goes && load.why.is_none());
    html! {
        h2 { (newyear::loads(lang)) }
        @if loads.is_empty() { p { (newyear::loads_none(lang)) } }
        @if !go.is_empty() {
            details.aside {
                summary { (newyear::loads_go(lang, go.len())) }
                ul.plain-list { @for load in &go { li { (ticked(&load.load, true, &html! { (said(load)) })) } } }
            }
        }
        @if !stay.is_empty() {
            h3 { (newyear::loads_ask(lang)) }
            ul.plain-list {
                @for load in &stay {
                    @let words = html! { (said(load)) " " @if let Some(why) = load.why { span.quiet { (reason(lang, why)) } } };
                    li { @if load.asked { (ticked(&load.load, load.goes, &words)) } @else { (words) } }
                }
            }
        }
    }
}

fn plans(lang: Lang, plans: &[PlanAgain]) -> Markup {
    html! {
        h2 { (newyear::measures(lang)) }
        @if plans.is_empty() { p { (newyear::measures_none(lang)) } } @else { p.hint { (newyear::measures_what(lang)) } }
        @for plan in plans {
            details.aside {
                summary { (newyear::plan(lang, &plan.title, plan.measures.iter().filter(|measure| measure.goes).count())) }
                @if plan.beside { p.hint { (newyear::plan_beside(lang)) } }
                (measures(lang, &plan.measures))
            }
        }
    }
}

/// Measures of a plan under the headings of their blocks.
fn measures(lang: Lang, measures: &[MeasureAgain]) -> Markup {
    html! {
        @for of_block in measures.chunk_by(|one, next| one.block == next.block) {
            @if let Some(first) = of_block.first() { h3 { (first.block) } }
            @for measure in of_block { (again(lang, measure)) }
        }
    }
}

fn again(lang: Lang, measure: &MeasureAgain) -> Markup {
    let words = html! {
        (measure.text) " " span.quiet { (measure.when) }
        @match measure.why {
            Some(Why::Dropped) => { " " span.quiet { (newyear::why_dropped(lang, &measure.reason)) } },
            Some(why) => { " " span.quiet { (reason(lang, why)) } },
            None => {},
        }
    };
    html! { div { (ticked(&measure.measure, measure.goes, &words)) } }
}

/// What was carried, with the way back, or with what stands on it.
fn carried(asked: &Asked, carries: &[CarryLine], years: &[Year]) -> Markup {
    let lang = asked.lang;
    let named = |id: &Id| years.iter().find(|year| year.id == *id).map(year_name).unwrap_or_default();
    html! {
        section {
            h2 { (newyear::carried_title(lang)) }
            @for line in carries {
                p { b { (newyear::carried_line(lang, named(&line.from), named(&line.to), day(line.day), &line.by)) } }
                p { (told(lang, line)) }
                @if line.on_it.is_empty() {
                    form method="post" action={ "/carry/" (line.id.as_str()) "/back" } {
                        (key(&asked.form()))
                        input type="hidden" name="seen" value=(line.entry);
                        input type="hidden" name="year" value=(line.from.as_str());
                        button.second { (newyear::carry_back(lang)) }
                    }
                } @else {
                    p { (newyear::stands(lang)) }
                    ul { @for (table, id, name) in line.on_it.iter().take(NAMED) { li { (thing(lang, table, id, name)) } } }
                    @if line.on_it.len() > NAMED { p { (newyear::stands_more(lang, (line.on_it.len() - NAMED).to_string())) } }
                }
            }
        }
    }
}

fn told(lang: Lang, line: &CarryLine) -> String {
    let told = &line.told;
    let number = |n: u32| n as usize;
    let what = goes(lang, [number(told.classes), number(told.pupils)], [number(told.loads), number(told.measures)]);
    newyear::done(lang, what, told.leave.to_string(), told.stay.to_string())
}

/// What stands on a carrying, with the way to it.
fn thing(lang: Lang, table: &str, id: &Id, name: &str) -> Markup {
    let room = match table {
        "event" | "seat" | "own_word" | "decision" | "agenda_item" | "event_occurrence" | "mark_batch" => newyear::room_events(lang),
        "school_class" | "teaching_load" | "pupil" | "enrolment" | "roster_batch" => newyear::room_roster(lang),
        "result_batch" => newyear::room_results(lang),
        "school_year" | "year_carry" | "year_terms" => newyear::room_school(lang),
        _ => newyear::room_plan(lang),
    };
    let there = ["pupil", "class", "plan", "measure", "event"].into_iter().find(|kind| id.as_str().starts_with(&format!("{kind}-")));
    let said = if name.is_empty() { newyear::stands_other(lang, room) } else { name.to_owned() };
    html! { @match there { Some(kind) => a href={ "/" (kind) "/" (id.as_str()) } { (said) }, None => (said) } }
}

/// `POST /years/{id}/next`: shown anew, or carried.
pub async fn act(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    if typed.get("do") != "take" {
        return shown(&office, &asked, &id, &typed, &Mistakes::NONE).await;
    }
    let (shown_now, ..) = match looked(&office, &asked, &id, &typed).await {
        Ok(looked) => looked,
        Err(refusal) => return refused(&office, &asked, &format!("/years/{id}/next"), &refusal).await,
    };
    let days = if typed.has("first") { typed.day("first").zip(typed.day("last")) } else { Some(shown_now.days) };
    let Some((first_day, last_day)) = days else {
        let mut mistakes = Mistakes::default();
        let first = if typed.day("first").is_none() { "first" } else { "last" };
        mistakes.add(first, office::field_day_wrong(asked.lang));
        return shown(&office, &asked, &id, &typed, &mistakes.rest(DAYS, asked.lang, &typed)).await;
    };
    let seen = typed.get("seen").parse().unwrap_or_default();
    let act = Carry { year: shown_now.from.id, seen, first_day, last_day, choices: choices(&typed) };
    match perform(&office, &asked, &typed, Some(act)).await {
        Ok(_) => Redirect::to(&format!("/years/{id}/next")).into_response(),
        Err(refusal) => {
            // Where the next year is open already its days are not asked.
            let form = if typed.has("first") { DAYS } else { Form::NONE };
            shown(&office, &asked, &id, &typed, &Mistakes::refused(form, asked.lang, &refusal, &typed)).await
        }
    }
}

/// `POST /carry/{id}/back`.
pub async fn back(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let seen = typed.get("seen").parse().unwrap_or_default();
    let year = Id::read(typed.get("year")).map(|year| format!("/years/{year}/next"));
    match perform(&office, &asked, &typed, Id::read(&id).map(|carry| CarryBack { carry, seen })).await {
        Ok(_) => Redirect::to(year.as_deref().unwrap_or("/school")).into_response(),
        Err(refusal) => refused(&office, &asked, year.as_deref().unwrap_or("/school"), &refusal).await,
    }
}
