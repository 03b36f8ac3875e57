//! A form of an event about pupils: what is arranged, and about whom. Subject and class are chosen, words are sealed.

use std::collections::BTreeMap;

use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::{Lang, capital};
use words::{events, office, support};
use workflow::event::{About, Arranged, ChangePupils, EventShown, Kind, Listed, Noted, PlanPupils, PupilsOf, Words};
use workflow::marks::ListFor;
use workflow::roster::{ClassName, Found, PickPupils};
use workflow::school::Edit;
use workflow::{Act, Field as Told, Id, Refusal, Role, Rule};

use super::super::super::frame::{Page, Room, page_with};
use super::super::super::mistake;
use super::super::super::roster::shape::refused;
use super::super::super::ticks;
use super::super::fields::{particular, person, times};
use super::super::offered::{Offered, offered};
use crate::server::form::{Field, Form, Kind as Answer, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};
use crate::server::subjects::subjects;

/// Where a rule that is not kept is said.
const FORM: Form = Form {
    fields: &[
        Field::new("subject", events::field_subject, Answer::One(subject_choices)).told(Told::EventSubject),
        Field::new("day", events::field_day, Answer::Day).told(Told::EventDay).needed(),
        Field::new("time", events::field_time, Answer::Line).hint(support::time_hint).told(Told::EventTime).any_length(),
        Field::new("until", events::valid_until, Answer::Day).told(Told::EventUntil),
        OWNER,
    ],
};

/// Chosen among those who work here, not typed.
const OWNER: Field = Field::new("owner", events::owner, Answer::Line).told(Told::EventOwner).any_length();

/// Subjects by the words of the reference data; the first chooses none.
fn subject_choices(lang: Lang) -> Vec<(String, String)> {
    let named = subjects().iter().map(|(_, title)| (capital(&title.ru), capital(title.in_lang(lang))));
    std::iter::once((String::new(), events::not_said(lang))).chain(named).collect()
}

/// Pupils who can be named: for kinds of which an outcome only is written teaching in the class is not enough.
async fn picked(office: &Office, asked: &Asked, kind: &Kind) -> Result<Vec<Found>, Refusal> {
    office.see(asked.reader.clone(), PickPupils { taught: !kind.restricted || kind.outcomes.is_empty() }).await
}

/// `GET /events/new/{kind}`.
pub async fn new(office: &Office, asked: &Asked, kind: &'static Kind, occurrence: Option<String>) -> Response {
    let mut typed = asked.form().with("owner", asked.person.as_str()).with("day", asked.reader.now().date().to_string());
    if let Some(occurrence) = occurrence {
        typed = typed.with("occurrence", occurrence);
    }
    new_page(office, asked, kind, &typed, &Mistakes::default()).await
}

async fn new_page(office: &Office, asked: &Asked, kind: &'static Kind, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let rights = Rights::of(office, asked).await;
    if !rights.may(PlanPupils::NAME) {
        return mistake::refused(office, asked, &Refusal::of(Rule::NotAllowed)).await;
    }
    let at = match typed.get("occurrence") {
        "" => format!("/events/new/{}", kind.code),
        occurrence => format!("/events/new/{}?occurrence={occurrence}", kind.code),
    };
    let (pupils, offered) = match (picked(office, asked, kind).await, offered(office, asked, kind, typed, &[]).await) {
        (Ok(pupils), Ok(offered)) => (pupils, offered),
        (Err(refusal), _) | (_, Err(refusal)) => return refused(office, asked, &at, &refusal).await,
    };
    let title = (kind.name)(lang);
    let content = html! {
        h1 { (title) }
        p.lead { ((kind.what)(lang)) }
        @if let Some(list) = list_for(kind) { p { a href={ "/support?list=" (list.code()) } { (support::by_results(lang)) } } }
        form.narrow method="post" action={ "/events/new/" (kind.code) } enctype="multipart/form-data" {
            (mistakes.summary(FORM, lang))
            (pick(lang, kind, &pupils, typed))
            (fields(lang, kind, typed, mistakes))
            (around(lang, gives(&rights), &offered, typed, mistakes))
            (key(typed))
            @if pupils.is_empty() { p { (support::nobody_yours(lang)) } } @else { button.main { (events::plan(lang)) } }
        }
    };
    let trail = [("/events".to_owned(), events::title(lang)), ("/events/new".to_owned(), events::choose(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

/// The list the pupils of a kind are proposed in.
fn list_for(kind: &Kind) -> Option<ListFor> {
    match kind.code {
        "consultation" | "interview" => Some(ListFor::Help),
        "route" | "participation" => Some(ListFor::Able),
        _ => None,
    }
}

/// Pupils to choose from, a class folded each; where the kind is about one, one.
pub fn pick(lang: Lang, kind: &Kind, pupils: &[Found], typed: &Typed) -> Markup {
    let mut classes: BTreeMap<_, Vec<&Found>> = BTreeMap::new();
    for one in pupils {
        classes.entry(one.class.as_ref().map(|(_, name)| name.clone())).or_default().push(one);
    }
    let single = kind.about == About::Pupil;
    let few = classes.len() == 1;
    html! {
        fieldset {
            legend { @if single { (support::which_pupil(lang)) } @else { (support::which_pupils(lang)) } }
            @for (class, pupils) in &classes {
                @let named = ticks::every(pupils.iter().map(|one| &one.pupil));
                @let ticked = |one: &Found| ticks::stands(typed, "pupil", &one.pupil, &named);
                details open[few || pupils.iter().any(|one| ticked(one)) || ticks::are_ticked(typed, &named)] {
                    summary { @match class { Some(name) => (name), None => (words::roster::no_class(lang)) } }
                    @if !single && pupils.len() > 1 { (ticks::all("pupil", &whole(lang, class.as_ref(), pupils.len()), pupils.iter().map(|one| &one.pupil), typed)) }
                    div.ticks {
                        @for one in pupils {
                            label.option {
                                input type=(if single { "radio" } else { "checkbox" }) name="pupil" value=(one.pupil.as_str()) checked[ticked(one)];
                                (one.who.name)
                            }
                        }
                    }
                }
            }
        }
        @for (name, value) in typed.0.iter().filter(|(name, _)| name.starts_with("reason-")) { input type="hidden" name=(name) value=(value); }
    }
}

/// The tick of a class says which: whoever hears the page hears it alone.
fn whole(lang: Lang, class: Option<&ClassName>, pupils: usize) -> String {
    let pupils = pupils.to_string();
    class.map_or_else(|| office::tick_no_class(lang, &pupils), |class| office::tick_class(lang, class.to_string(), &pupils))
}

fn fields(lang: Lang, kind: &Kind, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let shown = |name: &str| match name {
        "until" => kind.expires,
        "time" => kind.is_held(),
        "subject" => kind.outcomes.is_empty(),
        "owner" => false,
        _ => true,
    };
    html! {
        @for field in FORM.fields.iter().filter(|field| shown(field.name)) { (field.show(lang, typed, mistakes)) }
        @for detail in kind.details { (particular(lang, detail, typed)) }
    }
}

/// Whoever answers for it sees every line: only who sees them all anyway chooses somebody else.
fn around(lang: Lang, gives: bool, offered: &Offered, typed: &Typed, mistakes: &Mistakes) -> Markup {
    html! {
        (times(lang, &offered.times, typed))
        @if gives {
            details.aside open[mistakes.at_field("owner")] { summary { (events::owner(lang)) } (person(lang, "owner", events::owner, &offered.colleagues, typed, mistakes)) }
        } @else {
            input type="hidden" name="owner" value=(typed.get("owner"));
        }
    }
}

pub fn gives(rights: &Rights) -> bool {
    rights.is(Role::Head) || rights.is(Role::DeputyHead)
}

/// What was typed.
fn read(lang: Lang, kind: &Kind, typed: &Typed) -> Result<Arranged, Mistakes> {
    let mut mistakes = Mistakes::default();
    let (day, until) = (typed.day("day"), typed.day("until"));
    if day.is_none() {
        mistakes.add("day", office::field_day_wrong(lang));
    }
    if until.is_none() && !typed.get("until").is_empty() {
        mistakes.add("until", office::field_day_wrong(lang));
    }
    let owner = Id::read(typed.get("owner"));
    if owner.is_none() {
        mistakes.add("owner", Rule::Missing(Told::EventOwner).told(lang));
    }
    let detail = |key: &str| (key.to_owned(), typed.get(&format!("detail-{key}")).to_owned());
    let words = kind.details.iter().map(|one| detail(one.key)).filter(|(_, value)| !value.is_empty()).collect();
    let (subject, time) = (typed.get("subject").to_owned(), typed.get("time").to_owned());
    let mut occurrences: Vec<Id> = typed.0.iter().filter(|(name, _)| name == "occurrence").filter_map(|(_, id)| Id::read(id)).collect();
    occurrences.sort();
    occurrences.dedup();
    match (mistakes.none(), day, owner) {
        (true, Some(day), Some(owner)) => Ok(Arranged { subject, day, time, until, owner, occurrences, words: Words(words) }),
        _ => Err(mistakes.rest(FORM, lang, typed)),
    }
}

/// Whom the form names, each with the reason it came with.
pub fn listed(typed: &Typed) -> Vec<Listed> {
    let listed = |pupil: Id| {
        let reason = typed.get(&format!("reason-{pupil}")).to_owned();
        Listed { noted: Noted { reason, ..Noted::default() }, pupil }
    };
    ticks::taken(typed, "pupil").into_iter().map(listed).collect()
}

/// `POST /events/new/{kind}`.
pub async fn plan(office: &Office, asked: &Asked, kind: &'static Kind, typed: Typed) -> Response {
    let (arranged, once) = match (read(asked.lang, kind, &typed), typed.once()) {
        (Ok(arranged), Some(once)) => (arranged, once),
        (Err(mut mistakes), _) => {
            if listed(&typed).is_empty() {
                mistakes.say(Rule::Wrong(Told::Pupils).told(asked.lang));
            }
            return new_page(office, asked, kind, &typed, &mistakes).await;
        }
        (_, None) => return new_page(office, asked, kind, &typed, &Mistakes::default()).await,
    };
    match office.perform(asked.reader.clone(), once, PlanPupils { kind: kind.code.to_owned(), arranged, pupils: listed(&typed) }).await {
        Ok(receipt) => Redirect::to(&format!("/event/{}", receipt.done)).into_response(),
        Err(refusal) => new_page(office, asked, kind, &typed, &Mistakes::refused(FORM, asked.lang, &refusal, &typed)).await,
    }
}

fn filled(form: Typed, arranged: &Arranged) -> Typed {
    let mut typed = form
        .with("subject", &arranged.subject)
        .with("day", arranged.day.to_string())
        .with("time", &arranged.time)
        .with("until", arranged.until.map(|day| day.to_string()).unwrap_or_default())
        .with("owner", arranged.owner.as_str());
    typed.0.extend(arranged.words.0.iter().map(|(key, value)| (format!("detail-{key}"), value.clone())));
    arranged.occurrences.iter().fold(typed, |typed, id| typed.with("occurrence", id.as_str()))
}

/// `GET /event/{id}/edit`.
pub async fn edit(office: &Office, asked: &Asked, one: &EventShown) -> Response {
    edit_page(office, asked, one, None, &Mistakes::default()).await
}

async fn edit_page(office: &Office, asked: &Asked, one: &EventShown, typed: Option<&Typed>, mistakes: &Mistakes) -> Response {
    let (lang, id) = (asked.lang, one.event.id.as_str());
    let at = format!("/event/{id}/edit");
    let now = match office.see(asked.reader.clone(), PupilsOf { event: one.event.id.clone() }).await {
        Ok(shown) => shown.arranged,
        Err(refusal) => return refused(office, asked, &at, &refusal).await,
    };
    let filled = typed.cloned().unwrap_or_else(|| was(filled(asked.form(), &now), &now));
    let offered = match offered(office, asked, one.kind, &filled, &one.occurrences).await {
        Ok(offered) => offered,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let (title, rights) = (events::change(lang), Rights::of(office, asked).await);
    let content = html! {
        h1 { (title) }
        form.narrow method="post" action=(at) enctype="multipart/form-data" {
            (mistakes.summary(FORM, lang))
            (fields(lang, one.kind, &filled, mistakes))
            (around(lang, gives(&rights), &offered, &filled, mistakes))
            @for (name, value) in filled.0.iter().filter(|(name, _)| name.starts_with("was")) { input type="hidden" name=(name) value=(value); }
            (key(&filled))
            input type="hidden" name="seen" value=(one.event.entry);
            button.main { (office::save(lang)) }
        }
    };
    let trail = [("/events".to_owned(), events::title(lang)), (format!("/event/{id}"), one.event.content.title.clone())];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

/// The form with what it was opened with: a conflict is only where somebody else wrote meanwhile.
fn was(typed: Typed, now: &Arranged) -> Typed {
    let typed = typed.with("was", serde_json::to_string(now).unwrap_or_default());
    now.words.0.iter().fold(typed, |typed, (key, value)| typed.with(&format!("was-{key}"), value))
}

/// `POST /event/{id}/edit`.
pub async fn change(office: &Office, asked: &Asked, one: &EventShown, typed: Typed) -> Response {
    let back = format!("/event/{}", one.event.id);
    let (Ok(mut opened), Some(once)) = (serde_json::from_str::<Arranged>(typed.get("was")), typed.once()) else {
        return edit(office, asked, one).await;
    };
    let before = typed.0.iter().filter_map(|(name, value)| Some((name.strip_prefix("was-")?.to_owned(), value.clone())));
    opened.words = Words(before.collect());
    let wanted = match read(asked.lang, one.kind, &typed) {
        Ok(wanted) => wanted,
        Err(mistakes) => return edit_page(office, asked, one, Some(&typed), &mistakes).await,
    };
    let seen = typed.get("seen").parse().unwrap_or_default();
    match office
        .perform(asked.reader.clone(), once, ChangePupils { event: one.event.id.clone(), seen, edit: Edit { opened, wanted } })
        .await
    {
        Ok(_) => Redirect::to(&back).into_response(),
        Err(refusal) if refusal.rule == Rule::NothingChanged => Redirect::to(&back).into_response(),
        Err(refusal) => edit_page(office, asked, one, Some(&typed), &Mistakes::refused(FORM, asked.lang, &refusal, &typed)).await,
    }
}
