//! `/procedure/{id}/observers`: who of the families may observe, and who may not by which rule. Names are opened: the password once more.
//! covers: R37

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;
use records::reference::ObserverRule;
use records::text::Lang;
use words::procedures;
use workflow::procedure::{Observer, Observers, ObserversShown};
use workflow::{Id, Refusal, Rule};

use super::super::frame::{Page, Room, page};
use super::super::listing::{Cell, Column, Sheet};
use super::super::roster::shape::refused;
use super::asked::found;
use super::told;
use crate::server::office::Office;
use crate::server::policy::Asked;

/// `GET /procedure/{id}/observers`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    let lang = asked.lang;
    let here = address(&id);
    let both = async { Ok::<_, Refusal>((read(&office, &asked, &id).await?, found(&office, &asked, &id).await?)) };
    let (shown, (one, schedule)) = match both.await {
        Ok(both) => both,
        Err(refusal) => return refused(&office, &asked, &here, &refusal).await,
    };
    let title = procedures::observers_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (told::whole(lang, &schedule, &one)) }
        p { (procedures::observers_lead(lang)) }
        @if shown.accredited { p { (procedures::observers_accredited(lang)) } }
        p { @if shown.may.is_empty() { (procedures::observers_none(lang)) } @else { (procedures::observers_may(lang, shown.may.len())) "." } @if !shown.may_not.is_empty() { " " (procedures::observers_may_not(lang)) ": " (shown.may_not.len()) "." } }
        (sheet(lang, here, &shown).show(&asked))
        p.hint { (procedures::observers_caution(lang)) }
    };
    let trail = [("/procedures".to_owned(), procedures::title(lang)), (format!("/procedure/{id}"), told::what(lang, &schedule, &one))];
    page(&office, &asked, &Page { room: Room::Procedures, title: &title, trail: &trail }, &content).await
}

fn address(id: &str) -> String {
    format!("/procedure/{id}/observers")
}

async fn read(office: &Office, asked: &Asked, id: &str) -> Result<ObserversShown, Refusal> {
    let procedure = Id::read(id).ok_or(Refusal::of(Rule::NotThere))?;
    office.see(asked.reader.clone(), Observers { procedure }).await
}

/// Who may, then who may not, each with what speaks for it.
fn sheet(lang: Lang, page: String, shown: &ObserversShown) -> Sheet {
    let can = |one: &Observer| {
        let apart = one.apart.then(|| procedures::observer_apart(lang));
        [Some(procedures::observer_can(lang)), apart].into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    let row = |one: &Observer, stands: String| {
        let classes = one.children.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        vec![Cell::of(one.name.clone()), Cell::of(stands), Cell::of(classes), Cell::of(one.contact.clone())]
    };
    let may_not = shown.may_not.iter().map(|(one, rule)| row(one, format!("{}: {}", procedures::observer_cannot(lang), why(lang, *rule))));
    let rows = shown.may.iter().map(|one| row(one, can(one))).chain(may_not).collect();
    let columns = vec![
        Column::of(procedures::observer(lang), 40),
        Column::of(procedures::observer_stands(lang), 50),
        Column::of(procedures::observer_classes(lang), 16),
        Column::of(procedures::observer_contact(lang), 30),
    ];
    Sheet::of(procedures::observers_title(lang), page, columns, rows)
}

/// `GET /procedure/{id}/observers/list`: the list as it is shown, for Excel.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    let here = address(&id);
    match read(&office, &asked, &id).await {
        Ok(shown) => sheet(asked.lang, here, &shown).answered(&asked),
        Err(refusal) => refused(&office, &asked, &here, &refusal).await,
    }
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
