//! A colleague left: shut out at once; what is open with her is handed over, all of it in one press.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use records::text::Lang;
use words::office;
use workflow::people::{Leave, State as Stands};
use workflow::plan::{HandOver, Handed, OpenThing};
use workflow::{Act, Field as Told, Id, LONGEST_TEXT};

use super::super::plan::told;
use super::{Seen, Sent, back, choice, one, step};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// Her last day of work.
pub const LEAVE: Form = Form { fields: &[Field::new("last", office::left_day, Kind::Day).told(Told::LeftDay).needed()] };
/// Why it is handed over.
pub const HAND_OVER: Form = Form {
    fields: &[Field::new("reason", office::reason, Kind::Line)
        .hint(office::hand_over_reason_hint)
        .told(Told::Reason)
        .most(LONGEST_TEXT)
        .needed()],
};

/// What is open with her, and the form that hands it over.
pub fn open(seen: &Seen<'_>, open: &[OpenThing]) -> Markup {
    let (lang, person) = (seen.asked.lang, &seen.shown.person);
    let left = person.state == Stands::Left;
    html! {
        @if person.works_here() || !open.is_empty() {
            h2 #open { (office::open_with_title(lang)) }
            @if open.is_empty() { p { (office::open_with_none(lang)) } } @else { p { (office::open_with_count(lang, open.len())) } }
            ul.plain-list.rows {
                @for one in open {
                    li {
                        span { a href=(address(one)) { (said(lang, one)) } @if !one.title.is_empty() { span.quiet { " · " (one.title) } } }
                        @if let Some(due) = one.due { span { (told::day(due)) } }
                    }
                }
            }
            @if !open.is_empty() && seen.rights.may(HandOver::NAME) {
                details.aside open[left || seen.sent.form == "hand-over"] {
                    summary { (office::hand_over(lang)) }
                    p { (office::hand_over_what(lang)) }
                    (hand_over_form(seen, open))
                }
            }
        }
    }
}

/// What it says; an event without a title of its own is called one.
fn said(lang: Lang, one: &OpenThing) -> String {
    if one.text.is_empty() { office::room_events(lang) } else { one.text.clone() }
}

/// Where a thing is seen.
fn address(one: &OpenThing) -> String {
    match one.id.as_str().split('-').next() {
        Some("measure") => format!("/measure/{}", one.id),
        Some("procedure") => format!("/procedure/{}", one.id),
        _ => format!("/event/{}", one.of),
    }
}

fn hand_over_form(seen: &Seen<'_>, open: &[OpenThing]) -> Markup {
    let (lang, typed) = (seen.asked.lang, seen.typed("hand-over", &[]));
    let colleagues = &seen.shown.colleagues;
    html! {
        form.narrow method="post" action=(seen.at("hand-over")) {
            (choice("owner", &office::hand_over_to(lang), colleagues, typed.get("owner")))
            @for one in open {
                @let name = format!("owner-{}", one.id);
                input type="hidden" name="thing" value=(one.id.as_str());
                input type="hidden" name={ "seen-" (one.id.as_str()) } value=(one.entry);
                div.field {
                    label for={ "field-" (name) } { (said(lang, one)) }
                    select id={ "field-" (name) } name=(name) {
                        option value="" { (office::hand_over_the_same(lang)) }
                        @for (person, who) in colleagues { option value=(person.as_str()) selected[person.as_str() == typed.get(&name)] { (who) } }
                    }
                }
            }
            (HAND_OVER.show_within("hand-over-", lang, &typed, &seen.mistakes("hand-over")))
            button .main[seen.shown.person.state == Stands::Left] .second[seen.shown.person.state != Stands::Left] { (office::hand_over(lang)) }
        }
    }
}

/// The form that says she left.
pub fn form(seen: &Seen<'_>) -> Markup {
    let lang = seen.asked.lang;
    let typed = seen.typed("leave", &[("last", seen.today().to_string())]);
    html! {
        @if seen.rights.may(Leave::NAME) {
            details.aside open[seen.sent.form == "leave"] {
                summary { (office::leave_title(lang)) }
                p { (office::leave_what(lang)) }
                form.narrow method="post" action=(seen.at("leave")) {
                    input type="hidden" name="seen" value=(seen.shown.person.entry);
                    (LEAVE.show_within("leave-", lang, &typed, &seen.mistakes("leave")))
                    button.second { (office::leave(lang)) }
                }
            }
        }
    }
}

/// `POST /people/{id}/leave`.
pub async fn leave(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let Some(last) = typed.day("last") else {
        let mut mistakes = Mistakes::default();
        mistakes.add("last", office::field_day_wrong(asked.lang));
        return one(&office, &asked, &id, &Sent { form: "leave", typed: &typed, mistakes: &mistakes }).await;
    };
    let done = step(&office, &asked, (&id, "leave"), &typed, |person, seen| Leave { person, seen, last }).await;
    if let (Some(person), Ok(())) = (Id::read(&id), &done) {
        office.sign_out_everywhere(&person, None);
        office.says(&asked.session, html! { (office::left_said(asked.lang)) });
    }
    back(&id, done)
}

/// `POST /people/{id}/hand-over`.
pub async fn hand_over(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let things = typed.0.iter().filter(|(name, _)| name == "thing").filter_map(|(_, value)| Id::read(value));
    let handed = |thing: Id| {
        let own = typed.get(&format!("owner-{thing}"));
        let to = Id::read(if own.is_empty() { typed.get("owner") } else { own })?;
        Some(Handed { seen: typed.get(&format!("seen-{thing}")).parse().unwrap_or_default(), thing, to })
    };
    let to: Vec<Handed> = things.filter_map(handed).collect();
    let reason = typed.get("reason").to_owned();
    let many = to.len();
    let done = step(&office, &asked, (&id, "hand-over"), &typed, |person, _| HandOver { person, to, reason }).await;
    if done.is_ok() {
        office.says(&asked.session, html! { (office::handed_over(asked.lang, many)) });
    }
    back(&id, done)
}
