//! The school: what it is called and how it works, its years.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use words::{erasure, newyear, notices, office};
use workflow::erasure::ErasureDue;
use workflow::journal::Journal;
use workflow::mail::MailServer;
use workflow::newyear::NextYear;
use workflow::notice::SetTimes;
use workflow::people::List;
use workflow::recovery::Backups;
use workflow::school::{Change, Close, ConfirmClock, Edit, Open, Overview, Periods, School, Week, Year, YearState};
use workflow::{Act, Field as Told, Id, Look};

use super::frame::{Page, Room, page_with, year_name};
use super::mistake;
use super::start::{periods, weeks, zones};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

const SETTINGS: Form = Form {
    fields: &[
        Field::new("name", office::school_name, Kind::Line).hint(office::school_name_hint).told(Told::SchoolName).any_length().needed(),
        Field::new("place", office::school_place, Kind::Line).hint(office::school_place_hint).told(Told::SchoolPlace).any_length(),
        Field::new("address", office::school_address, Kind::Line).hint(office::school_address_hint).told(Told::SchoolAddress).any_length(),
        Field::new("week", office::week, Kind::One(weeks)).told(Told::Week),
        Field::new("periods", office::periods, Kind::One(periods)).told(Told::Periods),
        Field::new("zone", office::zone, Kind::One(zones)).told(Told::Zone),
    ],
};

const YEAR: Form = Form {
    fields: &[
        Field::new("first", office::year_first, Kind::Day).told(Told::YearDays).needed(),
        Field::new("last", office::year_last, Kind::Day).needed(),
    ],
};

/// `GET /school`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    shown(&office, &asked, &Sent::Nothing, &Mistakes::default()).await
}

/// Which form of the page was sent, with what was typed.
enum Sent<'a> {
    Nothing,
    Settings(&'a Typed),
    Year(&'a Typed),
}

impl<'a> Sent<'a> {
    const fn settings(&self) -> Option<&'a Typed> {
        if let Sent::Settings(typed) = self { Some(typed) } else { None }
    }
}

/// The values a form was opened with go along: a conflict is only on the same field.
fn opened(school: &School) -> [(&'static str, String); 6] {
    [
        ("name", school.name.value.clone()),
        ("place", school.place.value.clone()),
        ("address", school.address.value.clone()),
        ("week", school.week.value.code().to_owned()),
        ("periods", school.periods.value.code().to_owned()),
        ("zone", school.zone.value.clone()),
    ]
}

async fn shown(office: &Office, asked: &Asked, sent: &Sent<'_>, mistakes: &Mistakes) -> Response {
    let lang = asked.lang;
    let school = match office.see(asked.reader.clone(), Overview).await {
        Ok(school) => school,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let now = opened(&school);
    let filled = now.iter().fold(asked.form(), |typed, (name, value)| typed.with(name, value.clone()));
    // What is wrong stands at the form that was sent; of a button, above them.
    let (typed, at_settings) = match sent {
        Sent::Settings(typed) => (*typed, mistakes),
        Sent::Nothing => (&filled, mistakes),
        Sent::Year(_) => (&filled, &Mistakes::NONE),
    };
    let entries = [&school.name, &school.place, &school.address, &school.zone].map(|field| field.entry);
    let seen = entries.into_iter().chain([school.week.entry, school.periods.entry]).max().unwrap_or_default();
    let title = office::room_school(lang);
    let rights = Rights::of(office, asked).await;
    let content = html! {
        h1 { (school.name.value) }
        p.lead { (office::school_lead(lang)) }
        ul.plain-list.rows.ways-on {
            @if rights.may(Backups::NAME) { li { a href="/backups" { (office::backups_title(lang)) } span.quiet { (office::backups_what(lang)) } } }
            @if rights.may(List::NAME) { li { a href="/people" { (office::room_people(lang)) } span.quiet { (office::people_what(lang)) } } }
            @if rights.may(MailServer::NAME) { li { a href="/mail" { (notices::mail_title(lang)) } span.quiet { (notices::mail_what(lang)) } } }
            @if rights.may(SetTimes::NAME) { li { a href="/notices/times" { (notices::times_title(lang)) } span.quiet { (notices::times_what(lang)) } } }
            @if rights.may(ErasureDue::NAME) { li { a href="/data" { (erasure::title(lang)) } span.quiet { (erasure::what(lang)) } } }
            @if rights.may(Journal::NAME) { li { a href="/journal" { (office::room_journal(lang)) } span.quiet { (office::journal_what(lang)) } } }
        }
        @if let (true, Some(lan)) = (rights.may(Backups::NAME), &office.lan) {
            h2 { (office::lan_title(lang)) }
            p { (office::lan_address(lang, office.address())) }
            p { (office::lan_fingerprint(lang)) }
            pre.checkpoint tabindex="0" { (lan.fingerprint) }
        }
        @if rights.may(Change::NAME) {
            h2 { (office::settings_title(lang)) }
            form.narrow method="post" action="/school" {
                (SETTINGS.show(lang, typed, at_settings))
                (SETTINGS.opened(&now, sent.settings(), mistakes))
                input type="hidden" name="seen" value=(seen);
                button.main { (office::save(lang)) }
            }
        }
        h2 { (office::years_title(lang)) }
        ul.plain-list.rows { @for year in &school.years { li { (line(asked, year, rights.may(Close::NAME), rights.may(NextYear::NAME))) } } }
        @if rights.may(Open::NAME) {
            @let (year, wrong) = match sent { Sent::Year(typed) => ((*typed).clone(), mistakes), _ => (next(asked, &school), &Mistakes::NONE) };
            details.aside open[!wrong.none()] {
                summary { (office::year_new(lang)) }
                form.narrow method="post" action="/years" {
                    (YEAR.show(lang, &year, wrong))
                    button.second { (office::year_open(lang)) }
                }
            }
        }
        h2 { (office::clock_title(lang)) }
        p { (office::clock_now(lang, asked.reader.now().strftime("%d.%m.%Y %H:%M").to_string())) }
    };
    page_with(office, asked, mistakes.status(), &Page { room: Room::School, title: &title, trail: &[] }, &content).await
}

fn line(asked: &Asked, year: &Year, closes: bool, carries: bool) -> Markup {
    let lang = asked.lang;
    let days = format!("{} – {}", year.first_day.strftime("%d.%m.%Y"), year.last_day.strftime("%d.%m.%Y"));
    html! {
        b { (year_name(year)) }
        span.quiet { (days) }
        @match year.state {
            YearState::Closed => span { (office::year_closed(lang)) },
            YearState::Opened => @if closes {
                form method="post" action={ "/years/" (year.id.as_str()) "/close" } {
                    (key(&asked.form())) input type="hidden" name="seen" value=(year.entry);
                    button.plain { (office::year_close(lang)) }
                }
            }
        }
        @if carries { a href={ "/years/" (year.id.as_str()) "/next" } { (newyear::way_on(lang)) } }
    }
}

/// The year after the latest, filled in.
fn next(asked: &Asked, school: &School) -> Typed {
    let after = |day: jiff::civil::Date| day.checked_add(jiff::Span::new().years(1)).unwrap_or(day).to_string();
    match school.years.first() {
        Some(year) => asked.form().with("first", after(year.first_day)).with("last", after(year.last_day)),
        None => asked.form(),
    }
}

/// `POST /school`.
pub async fn change(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let edit = |name: &str, was: &str| Edit { opened: typed.get(was).to_owned(), wanted: typed.get(name).to_owned() };
    let week = |name: &str| Week::from_code(typed.get(name)).unwrap_or(Week::Five);
    let parted = |name: &str| Periods::from_code(typed.get(name)).unwrap_or(Periods::Quarters);
    let act = Change {
        seen: typed.get("seen").parse().unwrap_or_default(),
        name: edit("name", "was-name"),
        place: edit("place", "was-place"),
        address: edit("address", "was-address"),
        week: Edit { opened: week("was-week"), wanted: week("week") },
        periods: Edit { opened: parted("was-periods"), wanted: parted("periods") },
        zone: edit("zone", "was-zone"),
    };
    let zone = act.zone.wanted.clone();
    let Some(once) = typed.once() else { return Redirect::to("/school").into_response() };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => {
            office.begins(&zone);
            Redirect::to("/school").into_response()
        }
        Err(refusal) => {
            let mistakes = Mistakes::refused(SETTINGS, asked.lang, &refusal, &typed);
            shown(&office, &asked, &Sent::Settings(&typed), &mistakes).await
        }
    }
}

/// `POST /years`.
pub async fn open(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let (first, last) = (typed.day("first"), typed.day("last"));
    let mut mistakes = Mistakes::default();
    for (name, day) in [("first", first), ("last", last)] {
        if day.is_none() {
            mistakes.add(name, office::field_day_wrong(asked.lang));
        }
    }
    let (Some(first_day), Some(last_day), Some(once)) = (first, last, typed.once()) else {
        return shown(&office, &asked, &Sent::Year(&typed), &mistakes).await;
    };
    match office.perform(asked.reader.clone(), once, Open { first_day, last_day }).await {
        Ok(_) => Redirect::to("/school").into_response(),
        Err(refusal) => shown(&office, &asked, &Sent::Year(&typed), &Mistakes::refused(YEAR, asked.lang, &refusal, &typed)).await,
    }
}

/// `POST /years/{id}/close`.
pub async fn close(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let (Some(year), Some(once)) = (Id::read(&id), typed.once()) else { return Redirect::to("/school").into_response() };
    let act = Close { year, seen: typed.get("seen").parse().unwrap_or_default() };
    match office.perform(asked.reader.clone(), once, act).await {
        Ok(_) => Redirect::to("/school").into_response(),
        Err(refusal) => shown(&office, &asked, &Sent::Nothing, &Mistakes::of_the_whole(refusal.rule.told(asked.lang))).await,
    }
}

/// `POST /clock`: the clock that stands before the last entry is right.
pub async fn clock(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let Some(once) = typed.once() else { return Redirect::to("/school").into_response() };
    match office.perform(asked.reader.clone(), once, ConfirmClock {}).await {
        Ok(_) => Redirect::to("/").into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// What changes the language of one's pages.
pub async fn language(asked: Asked, typed: Typed) -> Redirect {
    let lang = if typed.get("lang") == "en" { records::text::Lang::En } else { records::text::Lang::Ru };
    asked.session.speak(lang);
    let back = typed.get("back");
    Redirect::to(if crate::shell::address::here(back) { back } else { "/" })
}
