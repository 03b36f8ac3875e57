//! A measure added, changed, removed: what it says, field by field.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::{Markup, html};
use records::plan::words::{Context, read};
use records::vocabulary::SchoolYear;
use serde::Deserialize;
use words::office;
use workflow::people::List;
use workflow::plan::{Add, Change, Content, DropMeasure, OneShown, PlanShown, Remove, SchedulesOf};
use workflow::school::Edit;
use workflow::{Act, Field as Told, Id, LONGEST_TEXT, Refusal, Rule};

use super::found::{plan as the_plan, says_why};
use super::levels;
use super::measure::found;
use super::orders::{DROP, given};
use crate::server::form::{BY, Field, Form, Kind, Mistakes, Typed, TypedWithFiles, missing};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::mistake;
use crate::server::pages::people::stands;
use crate::server::policy::{Asked, Rights};

const REASON: Form = Form { fields: &[Field::new("reason", office::reason, Kind::Text).told(Told::Reason)] };
const EDIT: Form = Form {
    fields: &[
        Field::new("block", office::block, Kind::Line).told(Told::Block).needed(),
        Field::new("number", office::number, Kind::Line).told(Told::Number),
        Field::new("text", office::measure_text, Kind::Text).told(Told::MeasureText).needed(),
        Field::new("when", office::term, Kind::Line).hint(office::term_hint).told(Told::When).most(LONGEST_TEXT),
        Field::new("owners", office::owners, Kind::Line).told(Told::Owners).most(LONGEST_TEXT),
        Field::new("expected", office::expected, Kind::Text).told(Told::Expected),
        Field::new("asks", office::asks_acceptance, Kind::Tick).told(Told::AsksAcceptance),
        Field::new("why", office::why_changed, Kind::Line).hint(office::why_changed_hint).told(Told::Reason).most(LONGEST_TEXT),
    ],
};

/// `GET /measure/{id}/edit`.
pub async fn edit(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    if !Rights::of(&office, &asked).await.may(Change::NAME) {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    }
    match found(&office, &asked, &id).await {
        Ok(one) => edit_page(&office, &asked, &one, &Sent::NOTHING).await,
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// A form of the page that was refused: which, what was typed, what is wrong.
struct Sent<'a> {
    form: &'static str,
    typed: &'a Typed,
    mistakes: &'a Mistakes,
}

impl Sent<'_> {
    const NOTHING: Sent<'static> = Sent { form: "", typed: &Typed(Vec::new()), mistakes: &Mistakes::NONE };

    /// What stands in a form: what was typed where it is the one that was refused.
    fn of(&self, form: &str, filled: Typed) -> (Typed, &Mistakes) {
        if self.form == form { (self.typed.clone(), self.mistakes) } else { (filled, Sent::NOTHING.mistakes) }
    }
}

fn filled(asked: &Asked, content: &Content) -> Typed {
    let Content { block, number, text, owners, when, expected, asks_acceptance, .. } = content;
    let fields = [("block", block), ("number", number), ("text", text), ("owners", owners), ("when", when), ("expected", expected)];
    let typed = fields.into_iter().fold(asked.form(), |typed, (name, value)| typed.with(name, value.clone()));
    if *asks_acceptance { typed.with("asks", "yes") } else { typed }
}

/// The people of the school a measure stands with, to be ticked: it is on their pages and among what waits for them.
async fn owners(office: &Office, asked: &Asked, chosen: &[Id], was: &[Id]) -> Markup {
    let lang = asked.lang;
    let people = office.see(asked.reader.clone(), List).await.unwrap_or_default();
    html! {
        fieldset.bare.field {
            legend { (office::owner_people(lang)) }
            p.hint { (office::owner_people_hint(lang)) }
            @for person in people.iter().filter(|person| person.works_here() || chosen.contains(&person.id)) {
                label.option {
                    input type="checkbox" name="person" value=(person.id.as_str()) checked[chosen.contains(&person.id)];
                    (person.called) @if !person.works_here() { span.quiet { " · " (stands(lang, person.state)) } }
                }
            }
            @for person in was { input type="hidden" name="was-person" value=(person.as_str()); }
        }
    }
}

/// The people ticked under a name.
fn ticked(typed: &Typed, name: &str) -> Vec<Id> {
    typed.0.iter().filter(|(key, _)| key == name).filter_map(|(_, value)| Id::read(value)).collect()
}

async fn edit_page(office: &Office, asked: &Asked, one: &OneShown, sent: &Sent<'_>) -> Response {
    let (lang, id) = (asked.lang, one.measure.id.as_str());
    let (typed, mistakes) = sent.of("edit", filled(asked, &one.measure.content));
    let now = filled(asked, &one.measure.content).without(BY).0;
    let now: Vec<(&str, String)> = now.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let own: Vec<Id> = one.measure.people.iter().map(|owner| owner.id.clone()).collect();
    let sent_here = typed.has("was-text");
    let chosen = if sent_here { ticked(&typed, "person") } else { own.clone() };
    let was = if sent_here && !mistakes.meanwhile(Told::OwnerPeople) { ticked(&typed, "was-person") } else { own };
    // The people go along beside their ticks.
    let opened = typed.clone().without("was-person");
    let title = office::measure_change(lang);
    let content = html! {
        h1 { (title) }
        form.narrow method="post" action={ "/measure/" (id) "/edit" } {
            (EDIT.show(lang, &typed, mistakes))
            (owners(office, asked, &chosen, &was).await)
            (EDIT.opened(&now, Some(&opened), mistakes))
            input type="hidden" name="seen" value=(one.measure.entry);
            button.main { (office::save(lang)) }
        }
        @let (typed, wrong) = sent.of("remove", asked.form());
        details.aside open[!wrong.none()] {
            summary { (office::measure_remove(lang)) }
            p { (office::measure_remove_what(lang)) }
            form.narrow method="post" action={ "/measure/" (id) "/remove" } {
                input type="hidden" name="seen" value=(one.measure.entry);
                (REASON.show_within("remove-", lang, &typed, wrong))
                button.second { (office::measure_remove(lang)) }
            }
        }
        @let (typed, wrong) = sent.of("drop", asked.form());
        details.aside open[!wrong.none()] {
            summary { (office::measure_drop(lang)) }
            p { (office::measure_drop_what(lang)) }
            form.narrow method="post" action={ "/measure/" (id) "/drop" } enctype="multipart/form-data" {
                input type="hidden" name="seen" value=(one.measure.entry);
                (DROP.show_within("drop-", lang, &typed, wrong))
                button.second { (office::measure_drop(lang)) }
            }
        }
    };
    let trail = [(format!("/plan/{}", one.plan), one.plan_title.clone()), (format!("/measure/{id}"), one.measure.content.text.clone())];
    page_with(office, asked, sent.mistakes.status(), &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

/// What the fields say; what no field asks stays as in `base`; a date that is not understood is told.
async fn content(office: &Office, asked: &Asked, year: &Id, typed: &Typed, base: Option<&Content>) -> Result<Content, String> {
    let get = |name: &str| typed.get(name).to_owned();
    let when = get("when");
    let rules = match base.filter(|base| base.when == when) {
        Some(base) => base.rules.clone(),
        None => understood(office, asked, year, &when, &get("text")).await?,
    };
    Ok(Content {
        block: get("block"),
        number: get("number"),
        text: get("text"),
        owners: get("owners"),
        expected: get("expected"),
        asks_acceptance: get("asks") == "yes",
        when,
        rules,
        requirement: base.and_then(|base| base.requirement),
        library: base.and_then(|base| base.library.clone()),
    })
}

/// The rules of a date as written; where something must be answered, the question.
async fn understood(office: &Office, asked: &Asked, year: &Id, when: &str, about: &str) -> Result<Vec<records::plan::When>, String> {
    let known =
        office.see(asked.reader.clone(), SchedulesOf { year: year.clone() }).await.map_err(|refusal| refusal.rule.told(asked.lang))?;
    let periods: Vec<(Date, Date)> = known.terms.periods.iter().map(|days| (days.first, days.last)).collect();
    let context = Context { year: SchoolYear(known.days.first.year()), periods: &periods, about };
    let read = read(when, &context);
    match read.asks.iter().find(|ask| ask.why.must_be_answered()) {
        Some(ask) => Err(ask.text().in_lang(asked.lang).to_owned()),
        None => Ok(read.rules),
    }
}

/// `POST /measure/{id}/edit`.
pub async fn change(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let base = one.measure.content.clone();
    let mut mistakes = Mistakes::default();
    let wanted = content(&office, &asked, &one.plan_year, &typed, Some(&base)).await.map_err(|told| mistakes.add("when", told));
    let why = says_why(one.plan_state);
    let (Ok(wanted), Some(once)) = (wanted, typed.once()) else {
        let mistakes = mistakes.rest_with(EDIT, asked.lang, &typed, why);
        return edit_page(&office, &asked, &one, &Sent { form: "edit", typed: &typed, mistakes: &mistakes }).await;
    };
    let opened = Content {
        block: typed.get("was-block").to_owned(),
        number: typed.get("was-number").to_owned(),
        text: typed.get("was-text").to_owned(),
        owners: typed.get("was-owners").to_owned(),
        expected: typed.get("was-expected").to_owned(),
        asks_acceptance: typed.get("was-asks") == "yes",
        when: typed.get("was-when").to_owned(),
        ..base
    };
    let people = Edit { opened: ticked(&typed, "was-person"), wanted: ticked(&typed, "person") };
    let act = Change {
        measure: one.measure.id.clone(),
        seen: typed.get("seen").parse().unwrap_or_default(),
        content: Edit { opened, wanted },
        people,
        reason: Some(typed.get("why").to_owned()).filter(|why| !why.is_empty()),
    };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => Redirect::to(&format!("/measure/{id}")).into_response(),
        Err(refusal) => {
            let mistakes = Mistakes::refused(EDIT, asked.lang, &refusal, &typed).rest_with(EDIT, asked.lang, &typed, why);
            edit_page(&office, &asked, &one, &Sent { form: "edit", typed: &typed, mistakes: &mistakes }).await
        }
    }
}

/// `POST /measure/{id}/remove`.
pub async fn remove(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let reason = Some(typed.get("reason").to_owned()).filter(|reason| !reason.is_empty());
    let act = Remove { measure: one.measure.id.clone(), seen: typed.get("seen").parse().unwrap_or_default(), reason };
    let Some(once) = typed.once() else { return Redirect::to(&format!("/measure/{id}")).into_response() };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => Redirect::to(&format!("/plan/{}", one.plan)).into_response(),
        Err(refusal) => {
            let why = says_why(one.plan_state);
            let mistakes = Mistakes::refused(REASON, asked.lang, &refusal, &typed).rest_with(REASON, asked.lang, &typed, why);
            edit_page(&office, &asked, &one, &Sent { form: "remove", typed: &typed, mistakes: &mistakes }).await
        }
    }
}

/// `POST /measure/{id}/drop`: dropped by the second person, or by an order on paper.
pub async fn drop_measure(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, mut form: TypedWithFiles) -> Response {
    let one = match found(&office, &asked, &id).await {
        Ok(one) => one,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let given = match given(&office, &asked, DROP, &mut form).await {
        Ok(given) => given,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let typed = form.typed;
    let paper = match given {
        Ok(paper) => paper,
        Err(mistakes) => return edit_page(&office, &asked, &one, &Sent { form: "drop", typed: &typed, mistakes: &mistakes }).await,
    };
    let act = DropMeasure {
        measure: one.measure.id.clone(),
        seen: typed.get("seen").parse().unwrap_or_default(),
        reason: typed.get("reason").to_owned(),
        paper,
    };
    let Some(once) = typed.once() else { return Redirect::to(&format!("/measure/{id}")).into_response() };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => Redirect::to(&format!("/measure/{id}")).into_response(),
        Err(refusal) => {
            let mistakes = Mistakes::refused(DROP, asked.lang, &refusal, &typed);
            edit_page(&office, &asked, &one, &Sent { form: "drop", typed: &typed, mistakes: &mistakes }).await
        }
    }
}

/// What a new measure is made of.
#[derive(Deserialize)]
pub struct From {
    /// The measure of a plan above it answers.
    above: Option<String>,
}

/// `GET /plan/{id}/measures/new`.
pub async fn new(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, Query(from): Query<From>) -> Response {
    if !Rights::of(&office, &asked).await.may(Add::NAME) {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    }
    match the_plan(&office, &asked, &id).await {
        Ok(plan) => {
            let filled = match &from.above {
                Some(above) => levels::above(&office, &asked, &plan, above).await,
                None => None,
            };
            new_page(&office, &asked, &plan, &filled.unwrap_or_else(|| asked.form()), &Mistakes::default()).await
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn new_page(office: &Office, asked: &Asked, plan: &PlanShown, typed: &Typed, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let title = office::measure_add(lang);
    let content = html! {
        h1 { (title) }
        form.narrow method="post" action={ "/plan/" (plan.id.as_str()) "/measures/new" } {
            (EDIT.show(lang, typed, mistakes))
            (owners(office, asked, &ticked(typed, "person"), &[]).await)
            input type="hidden" name="seen" value=(plan.entry);
            button.main { (office::measure_add(lang)) }
        }
    };
    let trail = [(format!("/plan/{}", plan.id), plan.preface.title.clone())];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

/// `POST /plan/{id}/measures/new`.
pub async fn add(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let plan = match the_plan(&office, &asked, &id).await {
        Ok(plan) => plan,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let (mut mistakes, why) = (Mistakes::default(), says_why(plan.state));
    for name in ["block", "text"] {
        if typed.get(name).is_empty() {
            mistakes.add(name, missing(asked.lang));
        }
    }
    let wanted = content(&office, &asked, &plan.year, &typed, None).await.map_err(|told| mistakes.add("when", told));
    let (Ok(content), true, Some(once)) = (wanted, mistakes.none(), typed.once()) else {
        return new_page(&office, &asked, &plan, &typed, &mistakes.rest_with(EDIT, asked.lang, &typed, why)).await;
    };
    let reason = Some(typed.get("why").to_owned()).filter(|why| !why.is_empty());
    let act = Add { plan: plan.id.clone(), seen: plan.entry, content, people: ticked(&typed, "person"), reason };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(receipt) => Redirect::to(&format!("/measure/{}", receipt.done[0])).into_response(),
        Err(refusal) => {
            let mistakes = Mistakes::refused(EDIT, asked.lang, &refusal, &typed).rest_with(EDIT, asked.lang, &typed, why);
            new_page(&office, &asked, &plan, &typed, &mistakes).await
        }
    }
}
