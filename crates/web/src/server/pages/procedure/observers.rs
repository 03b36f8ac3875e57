//! `/procedure/{id}/observers`: who of the families may observe, and who may not by which rule. Names are opened: the password once more.
//! covers: R37

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use records::reference::ObserverRule;
use records::text::Lang;
use words::procedures;
use workflow::procedure::{Observer, Observers, ObserversShown};
use workflow::{Id, Refusal, Rule};

use super::super::frame::{Page, Room, page};
use super::super::roster::shape::refused;
use super::asked::found;
use super::told;
use crate::server::office::Office;
use crate::server::policy::Asked;

/// `GET /procedure/{id}/observers`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    let lang = asked.lang;
    let here = format!("/procedure/{id}/observers");
    let read = async {
        let procedure = Id::read(&id).ok_or(Refusal::of(Rule::NotThere))?;
        let shown = office.see(asked.reader.clone(), Observers { procedure }).await?;
        Ok::<_, Refusal>((shown, found(&office, &asked, &id).await?))
    };
    let (shown, (one, schedule)) = match read.await {
        Ok(read) => read,
        Err(refusal) => return refused(&office, &asked, &here, &refusal).await,
    };
    let title = procedures::observers_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (told::whole(lang, &schedule, &one)) }
        p { (procedures::observers_lead(lang)) }
        @if shown.accredited { p { (procedures::observers_accredited(lang)) } }
        (lists(lang, &shown))
        p.hint { (procedures::observers_caution(lang)) }
    };
    let trail = [("/procedures".to_owned(), procedures::title(lang)), (format!("/procedure/{id}"), told::what(lang, &schedule, &one))];
    page(&office, &asked, &Page { room: Room::Procedures, title: &title, trail: &trail }, &content).await
}

fn lists(lang: Lang, shown: &ObserversShown) -> Markup {
    html! {
        @if shown.may.is_empty() { p { (procedures::observers_none(lang)) } } @else {
            h2 { (procedures::observers_may(lang, shown.may.len())) }
            ul.plain-list.rows {
                @for one in &shown.may {
                    li.wrap { span { (one.name) br; span.quiet { (children(lang, one)) @if one.apart { " · " (procedures::observer_apart(lang)) } @if !one.contact.is_empty() { " · " (one.contact) } } } }
                }
            }
        }
        @if !shown.may_not.is_empty() {
            details {
                summary { (procedures::observers_may_not(lang)) " (" (shown.may_not.len()) ")" }
                ul.plain-list.rows {
                    @for (one, rule) in &shown.may_not { li.wrap { span { (one.name) br; span.quiet { (why(lang, *rule)) " · " (children(lang, one)) } } } }
                }
            }
        }
    }
}

fn children(lang: Lang, one: &Observer) -> String {
    procedures::observer_children(lang, one.children.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

fn why(lang: Lang, rule: ObserverRule) -> String {
    match rule {
        ObserverRule::NotStaff => procedures::observer_not_staff(lang),
        ObserverRule::NoChildInClass => procedures::observer_child_in_class(lang),
        ObserverRule::NoChildInParallel => procedures::observer_child_in_parallel(lang),
        ObserverRule::NoRelativeInProcedure => procedures::observer_relative(lang),
        ObserverRule::Accredited => procedures::observers_accredited(lang),
        ObserverRule::NotTakingPartFirst => procedures::observer_apart(lang),
    }
}
