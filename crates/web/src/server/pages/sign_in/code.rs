//! The code of a phone: asked after the password, begun and ended on one's own page.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use fast_qr::{ECL, QRBuilder};
use maud::{Markup, html};
use records::text::Lang;
use words::office;
use workflow::people::{CodeKey, Me, SetCode};
use workflow::{Id, Refusal, Rule};

use super::super::enter::let_in;
use super::super::frame::{Page, Room, page_with};
use super::super::mistake;
use super::super::way::onward;
use super::{outside, right};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::halves::Way;
use crate::server::office::Office;
use crate::server::policy::Asked;

const CODE: Form = Form { fields: &[Field::new("code", office::code, Kind::Code).hint(office::code_hint)] };
const BEGIN: Form = Form {
    fields: &[
        Field::new("code", office::code, Kind::Code).hint(office::code_first_hint),
        Field::new("password", office::password, Kind::Password("current-password")),
    ],
};
const END: Form = Form { fields: &[Field::new("password", office::password, Kind::Password("current-password"))] };

/// Modules of white around a QR code (ISO/IEC 18004).
const QUIET: usize = 4;

/// The page that asks for the code, once the password was right.
pub fn asked(office: &Office, person: Id, way: Way) -> Response {
    match office.halves.keep(person, way, office.now().timestamp()) {
        Some(half) => ask(office.lang, StatusCode::OK, &half, &Mistakes::default()),
        None => super::super::bare::page(office.lang, StatusCode::SERVICE_UNAVAILABLE, &Rule::Stopped.told(office.lang)),
    }
}

fn ask(lang: Lang, status: StatusCode, half: &str, mistakes: &Mistakes) -> Response {
    let title = office::code_title(lang);
    let content = html! {
        h1 { (title) }
        form.narrow method="post" action="/sign-in/code" {
            (CODE.show(lang, &Typed::default(), mistakes))
            input type="hidden" name="half" value=(half);
            button.main { (office::sign_in_button(lang)) }
        }
        p.narrow.hint { (office::code_lost(lang)) }
        p.narrow { a href="/slip" { (office::slip_way(lang)) } }
    };
    outside(lang, status, &title, &content)
}

/// `POST /sign-in/code`.
pub async fn sign_in(State(office): State<Arc<Office>>, typed: Typed) -> Response {
    let (lang, now, half) = (office.lang, office.now().timestamp(), typed.get("half"));
    let Some((person, way)) = office.halves.tries(half, now) else { return Redirect::to("/sign-in").into_response() };
    let again = |told: String| {
        let mut mistakes = Mistakes::default();
        mistakes.add("code", told);
        ask(lang, StatusCode::UNPROCESSABLE_ENTITY, half, &mistakes)
    };
    if !office.halves.guess(&person, now) {
        return again(office::code_held(lang));
    }
    match office.store.code_fits(person.clone(), typed.get("code").to_owned(), now).await {
        Ok(true) => {
            office.halves.end(half, &person);
            let to = onward(&office, person.as_str(), &way);
            let_in(&office, person, lang, &to, true)
        }
        Ok(false) => again(office::code_wrong(lang)),
        Err(refusal) => again(refusal.rule.told(lang)),
    }
}

/// What one's page says of it.
pub fn section(asked: &Asked, on: bool, mistakes: &Mistakes) -> Markup {
    let lang = asked.lang;
    html! {
        h2 #code { (office::code_title(lang)) }
        p { (office::code_what(lang)) }
        @if on {
            p { (office::code_is_on(lang)) }
            details.aside open[!mistakes.none()] {
                summary { (office::code_end(lang)) }
                form.narrow method="post" action="/me/code/off" {
                    (END.show_within("off-", lang, &asked.form(), mistakes))
                    button.second { (office::code_end(lang)) }
                }
            }
        } @else {
            p { a.button.second href="/me/code" { (office::code_begin(lang)) } }
        }
    }
}

/// `GET /me/code`: a new key, to be read by the phone.
pub async fn begin(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let mut random = [0; CodeKey::RANDOM];
    let drawn = getrandom::fill(&mut random).ok().map(|()| CodeKey::of(random));
    match drawn.and_then(|key| office.keys.keep(asked.session.cookie(), key)) {
        Some(secret) => key_page(&office, &asked, &secret, &Mistakes::default()).await,
        None => mistake::refused(&office, &asked, &Refusal::of(Rule::Stopped)).await,
    }
}

/// The key of this session that waits for its first code.
fn new_key(office: &Office, asked: &Asked, secret: &str) -> Option<CodeKey> {
    office.keys.of(secret).filter(|(owner, _)| owner == asked.session.cookie()).map(|(_, key)| key)
}

async fn key_page(office: &Office, asked: &Asked, secret: &str, mistakes: &Mistakes) -> Response {
    let (lang, title) = (asked.lang, office::code_begin(asked.lang));
    let Some(key) = new_key(office, asked, secret) else { return Redirect::to("/me/code").into_response() };
    let me = match office.see(asked.reader.clone(), Me).await {
        Ok(me) => me,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let content = html! {
        h1 { (title) }
        ol {
            li { (office::code_step_program(lang)) }
            li { (office::code_step_read(lang)) @if let Some(qr) = qr(&key.address(&me.name), &office::code_picture(lang)) { (qr) } p { (office::code_step_type(lang)) " " b.typed-key { (key.shown()) } } }
            li { (office::code_step_code(lang)) }
        }
        form.narrow method="post" action="/me/code" {
            (BEGIN.show(lang, &asked.form(), mistakes))
            input type="hidden" name="key" value=(secret);
            button.main { (office::code_begin(lang)) }
        }
    };
    let trail = [("/me".to_owned(), office::my_page(lang))];
    page_with(office, asked, mistakes.status(), &Page { room: Room::School, title: &title, trail: &trail }, &content).await
}

/// The text as a QR code.
fn qr(text: &str, said: &str) -> Option<Markup> {
    let code = QRBuilder::new(text).ecl(ECL::L).build().ok()?;
    let dark = |row: usize| {
        code[row].iter().enumerate().filter(|(_, module)| module.value()).map(move |(column, _)| format!("M{column} {row}h1v1h-1z"))
    };
    let path: String = (0..code.size).flat_map(|row| dark(row).collect::<Vec<_>>()).collect();
    let size = code.size + 2 * QUIET;
    Some(html! { svg.qr viewBox={ "-" (QUIET) " -" (QUIET) " " (size) " " (size) } role="img" aria-label=(said) { path d=(path) {} } })
}

/// `POST /me/code`: the phone has the key, its first code says so.
pub async fn on(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let (lang, secret) = (asked.lang, typed.get("key"));
    let Some(key) = new_key(&office, &asked, secret) else { return Redirect::to("/me/code").into_response() };
    let mut mistakes = Mistakes::default();
    if key.step_of(typed.get("code"), asked.reader.now().timestamp()).is_none() {
        mistakes.add("code", office::code_wrong(lang));
    }
    let sealed = match proven(&office, &asked, &typed, &mut mistakes).await {
        Ok(()) => office.store.seal_code_key(&key),
        Err(page) => return page,
    };
    let (true, Some(sealed), Some(once)) = (mistakes.none(), sealed, typed.once()) else {
        return key_page(&office, &asked, secret, &mistakes).await;
    };
    match office.perform(asked.reader.clone().after_step_up(), once, SetCode { key: Some(sealed) }).await {
        Ok(_) => {
            // The code that was just typed is used.
            drop(office.store.code_fits(asked.person.clone(), typed.get("code").to_owned(), asked.reader.now().timestamp()).await);
            office.keys.forget(asked.session.cookie());
            office.sign_out_everywhere(&asked.person, Some(&asked.session));
            office.says(&asked.session, html! { (office::code_is_on(lang)) });
            Redirect::to("/me").into_response()
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// Whether the password is right, told at its field.
async fn proven(office: &Office, asked: &Asked, typed: &Typed, mistakes: &mut Mistakes) -> Result<(), Response> {
    match right(office, asked, typed).await {
        Ok(None) => Ok(()),
        Ok(Some(why)) => {
            mistakes.add("password", why(asked.lang));
            Ok(())
        }
        Err(refusal) => Err(mistake::refused(office, asked, &refusal).await),
    }
}

/// `POST /me/code/off`.
pub async fn off(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let mut mistakes = Mistakes::default();
    if let Err(page) = proven(&office, &asked, &typed, &mut mistakes).await {
        return page;
    }
    let (true, Some(once)) = (mistakes.none(), typed.once()) else { return super::me_with(&office, &asked, &mistakes).await };
    match office.perform(asked.reader.clone().after_step_up(), once, SetCode { key: None }).await {
        Ok(_) => {
            office.says(&asked.session, html! { (office::code_is_off(asked.lang)) });
            Redirect::to("/me").into_response()
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}
