//! The first start: one page, everything but two names and a password already filled in.
//! covers: R48

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::html;
use records::text::Lang;
use words::office;
use workflow::Field as Told;
use workflow::school::{Found, Periods, Week};

use super::frame::LOOK;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key, missing};
use crate::server::office::Office;
use crate::server::passwords::Knock;
use crate::server::zones::ZONES;
use crate::shell::frame;
use crate::shell::guard;
use crate::shell::session::Visitor;

/// What has to be typed.
const NAMES: Form = Form {
    fields: &[
        Field::new("school", office::school_name, Kind::Line).hint(office::school_name_hint).told(Told::SchoolName).any_length().needed(),
        Field::new("person", office::your_name, Kind::Line).hint(office::your_name_hint).told(Told::PersonName).any_length().needed(),
        Field::new("password", office::password, Kind::Password("new-password")).hint(office::password_hint),
    ],
};

/// What is filled in and can be changed.
const REST: Form = Form {
    fields: &[
        Field::new("first", office::year_first, Kind::Day).told(Told::YearDays).needed(),
        Field::new("last", office::year_last, Kind::Day).needed(),
        Field::new("week", office::week, Kind::One(weeks)).told(Told::Week),
        Field::new("periods", office::periods, Kind::One(periods)).told(Told::Periods),
        Field::new("zone", office::zone, Kind::One(zones)).told(Told::Zone),
    ],
};

/// Choices of the working week.
pub fn weeks(lang: Lang) -> Vec<(String, String)> {
    vec![(Week::Five.code().into(), office::week_five(lang)), (Week::Six.code().into(), office::week_six(lang))]
}

/// Choices of the periods.
pub fn periods(lang: Lang) -> Vec<(String, String)> {
    [
        (Periods::Quarters, office::periods_quarters(lang)),
        (Periods::Trimesters, office::periods_trimesters(lang)),
        (Periods::HalfYears, office::periods_half_years(lang)),
    ]
    .map(|(periods, words)| (periods.code().to_owned(), words))
    .into()
}

/// Choices of the time zone.
pub fn zones(lang: Lang) -> Vec<(String, String)> {
    let name = |(zone, ahead, ru, en): (&str, i32, &str, &str)| {
        let city = if lang == Lang::Ru { ru } else { en };
        (zone.to_owned(), if ahead == 0 { city.to_owned() } else { office::zone_ahead(lang, city, format!("{ahead:+}")) })
    };
    ZONES.map(name).into()
}

/// `GET /start`.
pub async fn show(Visitor(session): Visitor, State(office): State<Arc<Office>>) -> Response {
    let today = office.now().date();
    // From June on the year to come is prepared.
    let year = today.year() - i16::from(today.month() < 6);
    let typed = Typed::default()
        .with("first", Date::constant(year, 9, 1).to_string())
        .with("last", Date::constant(year + 1, 5, 31).to_string())
        .with("zone", "Europe/Moscow");
    page(session.lang(), StatusCode::OK, &typed, &Mistakes::default())
}

fn page(lang: Lang, status: StatusCode, typed: &Typed, mistakes: &Mistakes) -> Response {
    let title = office::start_title(lang);
    let open = REST.fields.iter().any(|field| mistakes.at_field(field.name));
    let content = html! {
        h1 { (title) }
        p.lead { (office::start_lead(lang)) }
        form.narrow method="post" action="/start" {
            (mistakes.summary(BOTH, lang))
            @for field in NAMES.fields { (field.show(lang, typed, mistakes)) }
            (key(typed))
            details open[open] {
                summary { (office::start_rest(lang)) }
                @for field in REST.fields { (field.show(lang, typed, mistakes)) }
            }
            p.hint { (office::start_role(lang)) }
            button.main { (office::start_button(lang)) }
        }
        section.narrow {
            h2 { (office::restore_title(lang)) }
            p { (office::restore_at_start(lang)) }
        }
    };
    (status, frame::page_of(lang, &title, LOOK, &html! {}, &content)).into_response()
}

/// `POST /start`.
pub async fn found(Visitor(session): Visitor, State(office): State<Arc<Office>>, from: Knock, typed: Typed) -> Response {
    let lang = session.lang();
    let again = |mistakes: &Mistakes| page(lang, StatusCode::UNPROCESSABLE_ENTITY, &typed, mistakes);
    let mut mistakes = Mistakes::default();
    for (name, empty) in [("school", typed.get("school").is_empty()), ("person", typed.get("person").is_empty())] {
        if empty {
            mistakes.add(name, missing(lang));
        }
    }
    let password = office.passwords.hash(&from, typed.secret("password")).await;
    if let Err(told) = &password {
        mistakes.add("password", told(lang));
    }
    let (Some(first_day), Some(last_day)) = (typed.day("first"), typed.day("last")) else {
        let first = if typed.day("first").is_none() { "first" } else { "last" };
        mistakes.add(first, office::field_day_wrong(lang));
        return again(&mistakes.rest(BOTH, lang, &typed));
    };
    let (true, Some(once)) = (mistakes.none(), typed.once()) else { return again(&mistakes.rest(BOTH, lang, &typed)) };
    let found = Found {
        person: typed.get("person").to_owned(),
        password: password.ok(),
        school: typed.get("school").to_owned(),
        week: Week::from_code(typed.get("week")).unwrap_or(Week::Five),
        periods: Periods::from_code(typed.get("periods")).unwrap_or(Periods::Quarters),
        zone: typed.get("zone").to_owned(),
        first_day,
        last_day,
    };
    let zone = found.zone.clone();
    match office.perform(office.program(), once, found).await {
        Ok(receipt) => {
            office.begins(&zone);
            match office.sign_in(receipt.done.person, lang) {
                Ok(session) => ([(header::SET_COOKIE, guard::cookie(&*office, &session))], Redirect::to("/recovery/new")).into_response(),
                Err(_) => Redirect::to("/sign-in").into_response(),
            }
        }
        Err(refusal) => again(&Mistakes::refused(BOTH, lang, &refusal, &typed)),
    }
}

/// Both halves, to find the field a refusal speaks of.
const BOTH: Form = Form { fields: &ALL };
const ALL: [Field; 8] =
    [NAMES.fields[0], NAMES.fields[1], NAMES.fields[2], REST.fields[0], REST.fields[1], REST.fields[2], REST.fields[3], REST.fields[4]];
