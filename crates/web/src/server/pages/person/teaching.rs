//! Classes and lessons of a person: to whom they go where she leaves; and what of it is with nobody since somebody left.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::Lang;
use words::{office, roster};
use workflow::people::State as Stands;
use workflow::roster::{ClassName, GiveLoad, Lacking, LackingShown, RemoveLoad, SetClassTeacher, Taught, TeachingOf, TeachingShown};
use workflow::{Act, Id, Once, Refusal, Rule};

use super::super::mistake;
use super::{Seen, Sent, one};
use crate::server::form::{Form, Mistakes, Typed, following, key};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// What she leads and teaches, and the form that gives it to others.
pub fn section(seen: &Seen<'_>, taught: &TeachingShown) -> Markup {
    let (lang, left) = (seen.asked.lang, seen.shown.person.state == Stands::Left);
    let gives = seen.rights.may(SetClassTeacher::NAME) && !taught.staff.is_empty();
    html! {
        @if !taught.is_empty() {
            h2 #teaching { (office::teaching_title(lang)) }
            ul.plain-list {
                @for (id, name, _) in &taught.classes { li { a href={ "/class/" (id.as_str()) } { (office::teaching_class(lang, name.to_string())) } } }
                @for one in &taught.loads { li { (office::teaching_load(lang, one.name.to_string(), &one.subject)) } }
            }
            @if gives {
                details.aside open[left || seen.sent.form == "teaching"] {
                    summary { (office::teaching_give(lang)) }
                    (form(seen, taught, left))
                }
            } @else if left { p { (office::teaching_elsewhere(lang)) } }
        }
    }
}

fn form(seen: &Seen<'_>, taught: &TeachingShown, left: bool) -> Markup {
    let (lang, typed) = (seen.asked.lang, seen.typed("teaching", &[]));
    let choice = |name: String, label: String| {
        html! {
            div.field {
                label for={ "field-" (name) } { (label) }
                select id={ "field-" (name) } name=(name) {
                    option value="" { (office::teaching_stays(lang)) }
                    @for (id, who) in &taught.staff { option value=(id.as_str()) selected[id.as_str() == typed.get(&name)] { (who) } }
                }
            }
        }
    };
    html! {
        p { @if left { (office::teaching_left(lang)) } @else { (office::teaching_ahead(lang)) } }
        form.narrow method="post" action=(seen.at("teaching")) {
            (seen.mistakes("teaching").summary(Form::NONE, lang))
            @for (id, name, entry) in &taught.classes {
                input type="hidden" name={ "seen-" (id.as_str()) } value=(entry);
                (choice(format!("to-{id}"), office::teaching_class(lang, name.to_string())))
            }
            @for one in &taught.loads { (choice(format!("to-{}", one.load), office::teaching_load(lang, one.name.to_string(), &one.subject))) }
            (key(&typed))
            button .main[left] .second[!left] { (office::teaching_give(lang)) }
        }
    }
}

/// `POST /people/{id}/teaching`: each class and each lesson by its own act; what was given stays given where a later one is refused.
pub async fn give(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let (Some(person), Some(once)) = (Id::read(&id), typed.once()) else {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    };
    let taught = match office.see(asked.reader.clone(), TeachingOf { person }).await {
        Ok(taught) => taught,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let chosen = typed.0.iter().filter(|(name, value)| name.starts_with("to-") && Id::read(value).is_some()).count();
    let given = if chosen == 0 { Err(office::teaching_none(asked.lang)) } else { all(&office, &asked, &taught, &typed, &once).await };
    match given {
        Ok(()) => {
            office.says(&asked.session, html! { (office::teaching_given(asked.lang, chosen.to_string())) });
            Redirect::to(&format!("/people/{id}#teaching")).into_response()
        }
        Err(told) => one(&office, &asked, &id, &Sent { form: "teaching", typed: &typed, mistakes: &Mistakes::of_the_whole(told) }).await,
    }
}

/// Gives everything that was chosen and is still hers; what was given by the same form before is not.
async fn all(office: &Office, asked: &Asked, taught: &TeachingShown, typed: &Typed, once: &Once) -> Result<(), String> {
    let to = |thing: &Id| Id::read(typed.get(&format!("to-{thing}")));
    for (class, name, _) in &taught.classes {
        let Some(teacher) = to(class) else { continue };
        let seen = typed.get(&format!("seen-{class}")).parse().unwrap_or_default();
        let act = SetClassTeacher { class: class.clone(), seen, teacher: Some(teacher) };
        let done = office.perform(asked.reader.clone(), following(once, class.as_str()), act).await;
        done.map_err(|refusal| format!("{name}: {}", refusal.rule.told(asked.lang)))?;
    }
    for load in &taught.loads {
        let Some(teacher) = to(&load.load) else { continue };
        hand(office, asked, load, teacher, once).await.map_err(|refusal| {
            format!("{}: {}", office::teaching_load(asked.lang, load.name.to_string(), &load.subject), refusal.rule.told(asked.lang))
        })?;
    }
    Ok(())
}

/// First the other has it, then she has it no more: refused in between, nobody's lessons are lost.
async fn hand(office: &Office, asked: &Asked, load: &Taught, teacher: Id, once: &Once) -> Result<(), Refusal> {
    let give = GiveLoad { class: load.class.clone(), subject: load.subject.clone(), teacher };
    match office.perform(asked.reader.clone(), following(once, &format!("give-{}", load.load)), give).await {
        Ok(_) => {}
        // She teaches it there already.
        Err(refusal) if refusal.rule == Rule::NothingChanged => {}
        Err(refusal) => return Err(refusal),
    }
    let remove = RemoveLoad { load: load.load.clone() };
    office.perform(asked.reader.clone(), following(once, &format!("end-{}", load.load)), remove).await.map(drop)
}

/// Classes and lessons of those who left, for whoever gives them to others.
pub async fn lacking(office: &Office, asked: &Asked, rights: &Rights) -> LackingShown {
    if rights.may(SetClassTeacher::NAME) {
        office.see(asked.reader.clone(), Lacking).await.unwrap_or_default()
    } else {
        LackingShown::default()
    }
}

/// A line each, with the way to where it is given to somebody.
pub fn lacks(lang: Lang, lacks: &LackingShown) -> Markup {
    let names = |all: &[ClassName]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let classes = lacks.classes.iter().map(|(_, name, who)| (office::lacking_class(lang, name.to_string()), who));
    let loads = lacks.loads.iter().map(|one| (office::lacking_load(lang, names(&one.classes), &one.subject), &one.teacher));
    let lines: Vec<(String, &(Id, String))> = classes.chain(loads).collect();
    html! {
        @if !lines.is_empty() {
            section #lacking {
                h2 { (office::lacking_title(lang)) }
                ul.matters {
                    @for (what, (who, name)) in &lines {
                        @let to = format!("/people/{who}#teaching");
                        li.matter {
                            span {}
                            div.what { a href=(to) { b { (what) } } p.quiet { (roster::teacher_gone(lang, name)) } }
                            span.day {}
                            a.button.second href=(to) { (office::lacking_go(lang)) }
                        }
                    }
                }
            }
        }
    }
}
