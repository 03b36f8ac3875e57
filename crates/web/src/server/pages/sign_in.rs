//! Signing in and out, the slip, a new password, the password once more.

pub mod code;
pub mod letters;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::Lang;
use words::{Word, office};
use workflow::people::{ChangePassword, Claim, Me, SigningIn, Slip};
use workflow::{Refusal, Rule};

use super::enter::let_in;
use super::frame::{LOOK, Page, Room, page_with};
use super::way::onward;
use super::{mistake, rehearsal};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::halves::Way;
use crate::server::office::Office;
use crate::server::passwords::Knock;
use crate::server::policy::Asked;
use crate::shell::address::{encoded, here};
use crate::shell::frame;

const SIGN_IN: Form = Form {
    fields: &[
        Field::new("name", office::sign_in_name, Kind::Line).hint(office::sign_in_name_hint),
        Field::new("password", office::password, Kind::Password("current-password")),
    ],
};

const SLIP: Form = Form {
    fields: &[
        Field::new("slip", office::slip, Kind::Line).hint(office::slip_hint),
        Field::new("password", office::new_password, Kind::Password("new-password")).hint(office::password_hint),
    ],
};

const NEW: Form = Form {
    fields: &[
        Field::new("password", office::old_password, Kind::Password("current-password")),
        Field::new("new", office::new_password, Kind::Password("new-password")).hint(office::password_hint),
    ],
};

const AGAIN: Form = Form { fields: &[Field::new("password", office::password, Kind::Password("current-password"))] };

/// Where a slip is typed: everywhere in the school, or on the computer of the office alone.
pub(super) fn step_address(office: &Office, lang: Lang) -> String {
    let address = format!("{}/slip", office.address());
    if office.lan.is_some() { office::slip_step_address(lang, address) } else { office::slip_step_here(lang, address) }
}

/// `GET /sign-in`.
pub async fn show(State(office): State<Arc<Office>>, RawQuery(raw): RawQuery, Query(given): Query<BTreeMap<String, String>>) -> Response {
    if !office.founded() {
        return Redirect::to("/start").into_response();
    }
    let mistakes = match raw.as_deref() {
        Some("locked") => Mistakes::of_the_whole(office::sign_in_locked(office.lang)),
        _ => Mistakes::default(),
    };
    let way = given.into_iter().fold(Typed::default(), |way, (name, value)| way.with(&name, value));
    if let Some(stage) = office.stage() {
        return rehearsal::ways_in(&office, stage, &by_name(office.lang, &way, &mistakes));
    }
    sign_in_page(office.lang, StatusCode::OK, &way, &mistakes)
}

/// The way in for somebody whose session ended while she was typing: what was typed is kept.
pub fn ended(office: &Office, way: &Way) -> Response {
    let typed = Typed::default().with("back", &*way.back).with("draft", &*way.draft);
    let by_name = by_name(office.lang, &typed, &Mistakes::default());
    if let Some(stage) = office.stage() {
        return rehearsal::ways_in(office, stage, &by_name);
    }
    sign_in_page(office.lang, StatusCode::UNAUTHORIZED, &typed, &Mistakes::default())
}

fn sign_in_page(lang: Lang, status: StatusCode, typed: &Typed, mistakes: &Mistakes) -> Response {
    let title = office::sign_in_title(lang);
    let content = html! {
        h1 { (title) }
        @if !typed.get("draft").is_empty() { p.lead { (office::draft_kept(lang)) } }
        (by_name(lang, typed, mistakes))
        p.narrow { a href="/slip" { (office::slip_way(lang)) } " · " a href="/read" { (office::family_way(lang)) } }
        p.narrow.hint { (office::forgotten(lang)) }
    };
    outside(lang, status, &title, &content)
}

fn by_name(lang: Lang, typed: &Typed, mistakes: &Mistakes) -> Markup {
    html! {
        form.narrow method="post" action="/sign-in" {
            (SIGN_IN.show(lang, typed, mistakes))
            @for name in ["back", "draft"] { @if !typed.get(name).is_empty() { input type="hidden" name=(name) value=(typed.get(name)); } }
            button.main { (office::sign_in_button(lang)) }
        }
    }
}

/// A page for somebody who has not come in.
pub fn outside(lang: Lang, status: StatusCode, title: &str, content: &Markup) -> Response {
    (status, frame::page_of(lang, title, LOOK, &html! {}, content)).into_response()
}

/// `POST /sign-in`.
pub async fn sign_in(State(office): State<Arc<Office>>, from: Knock, typed: Typed) -> Response {
    let lang = office.lang;
    let wrong = |text: String| sign_in_page(lang, StatusCode::UNPROCESSABLE_ENTITY, &typed, &Mistakes::of_the_whole(text));
    let name = typed.get("name").to_owned();
    let account = match office.see(office.program(), SigningIn { name: name.clone() }).await {
        Ok(account) => account,
        Err(refusal) => return wrong(refusal.rule.told(lang)),
    };
    let asks_code = account.as_ref().is_some_and(|account| account.asks_code);
    let (person, known) = account.map(|account| (account.person, account.password)).unzip();
    match office.passwords.check(&from, &name.to_lowercase(), typed.secret("password"), known).await {
        Some(true) => person.map_or_else(
            || wrong(office::sign_in_wrong(lang)),
            |person| {
                let way = Way { back: typed.get("back").to_owned(), draft: typed.get("draft").to_owned() };
                if asks_code {
                    return code::asked(&office, person, way);
                }
                let to = onward(&office, person.as_str(), &way);
                let_in(&office, person, lang, &to, false)
            },
        ),
        Some(false) => wrong(office::sign_in_wrong(lang)),
        None => wrong(office::sign_in_busy(lang)),
    }
}

/// `POST /sign-out`.
pub async fn sign_out(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Redirect {
    office.sign_out(&asked.session);
    let draft = typed.get("draft");
    Redirect::to(&if draft.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?draft={}", encoded(draft)) })
}

/// `GET /slip`.
pub async fn slip(State(office): State<Arc<Office>>) -> Response {
    slip_page(office.lang, StatusCode::OK, &Typed::default(), &Mistakes::default())
}

fn slip_page(lang: Lang, status: StatusCode, typed: &Typed, mistakes: &Mistakes) -> Response {
    let title = office::slip_title(lang);
    let content = html! {
        h1 { (title) }
        form.narrow method="post" action="/slip" {
            (SLIP.show(lang, typed, mistakes))
            button.main { (office::slip_button(lang)) }
        }
    };
    outside(lang, status, &title, &content)
}

/// `POST /slip`.
pub async fn claim(State(office): State<Arc<Office>>, from: Knock, typed: Typed) -> Response {
    let lang = office.lang;
    let again = |mistakes: &Mistakes| slip_page(lang, StatusCode::UNPROCESSABLE_ENTITY, &typed, mistakes);
    let mut mistakes = Mistakes::default();
    let slip = Slip::read(typed.get("slip"));
    if slip.is_none() {
        mistakes.add("slip", office::slip_wrong(lang));
    }
    let password = office.passwords.hash(&from, typed.secret("password")).await;
    if let Err(told) = &password {
        mistakes.add("password", told(lang));
    }
    let (Some(slip), Ok(password), Some(once)) = (slip, password, typed.once()) else { return again(&mistakes) };
    match office.perform(office.program(), once, Claim { digest: slip.digest(), password }).await {
        Ok(receipt) => {
            office.sign_out_everywhere(&receipt.done, None);
            let_in(&office, receipt.done, lang, "/", false)
        }
        Err(refusal) if refusal.rule == Rule::SlipUsed => {
            mistakes.add("slip", refusal.rule.told(lang));
            again(&mistakes)
        }
        Err(refusal) => again(&Mistakes::of_the_whole(refusal.rule.told(lang))),
    }
}

/// `GET /me`: a new password for oneself.
pub async fn me(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    me_page(&office, &asked, &asked.form(), &Mistakes::default()).await
}

/// One's page with a mistake in the form that ends the code.
pub async fn me_with(office: &Office, asked: &Asked, code: &Mistakes) -> Response {
    me_of(office, asked, &asked.form(), &Mistakes::default(), code, None).await
}

/// One's page with a mistake in a form of letters.
pub async fn me_with_letters(office: &Office, asked: &Asked, typed: &Typed, mistakes: &Mistakes) -> Response {
    me_of(office, asked, &asked.form(), &Mistakes::default(), &Mistakes::default(), Some((typed, mistakes))).await
}

async fn me_page(office: &Office, asked: &Asked, typed: &Typed, mistakes: &Mistakes) -> Response {
    me_of(office, asked, typed, mistakes, &Mistakes::default(), None).await
}

async fn me_of(
    office: &Office,
    asked: &Asked,
    typed: &Typed,
    mistakes: &Mistakes,
    code: &Mistakes,
    own: Option<(&Typed, &Mistakes)>,
) -> Response {
    let (lang, title) = (asked.lang, office::my_page(asked.lang));
    let me = match office.see(asked.reader.clone(), Me).await {
        Ok(me) => me,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let content = html! {
        h1 { (title) }
        h2 { (office::password_title(lang)) }
        form.narrow method="post" action="/me" {
            (NEW.show(lang, typed, mistakes))
            button.main { (office::change_password(lang)) }
        }
        (code::section(asked, me.asks_code, code))
        (letters::section(office, asked, own.map(|(typed, _)| typed), own.map_or(&Mistakes::NONE, |(_, mistakes)| mistakes)).await)
    };
    let wrong = [Some(code), own.map(|(_, mistakes)| mistakes)].into_iter().flatten().find(|mistakes| !mistakes.none());
    let status = wrong.unwrap_or(mistakes).status();
    page_with(office, asked, status, &Page { room: Room::School, title: &title, trail: &[] }, &content).await
}

/// `POST /me`.
pub async fn change_password(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let lang = asked.lang;
    let mut mistakes = Mistakes::default();
    match right(&office, &asked, &typed).await {
        Ok(None) => {}
        Ok(Some(why)) => mistakes.add("password", why(lang)),
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    }
    let password = office.passwords.hash(&asked.from, typed.secret("new")).await;
    if let Err(told) = &password {
        mistakes.add("new", told(lang));
    }
    let (true, Ok(password), Some(once)) = (mistakes.none(), password, typed.once()) else {
        return me_page(&office, &asked, &typed, &mistakes).await;
    };
    match office.perform(asked.reader.clone().after_step_up(), once, ChangePassword { password }).await {
        Ok(_) => {
            office.sign_out_everywhere(&asked.person, Some(&asked.session));
            Redirect::to("/").into_response()
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `GET /step-up`: the password once more, and back.
pub async fn again(State(office): State<Arc<Office>>, asked: Asked, RawQuery(query): RawQuery) -> Response {
    let back = query.as_deref().and_then(|query| query.strip_prefix("back=")).filter(|back| here(back)).unwrap_or("/");
    again_page(&office, &asked, &asked.form().with("back", back), &Mistakes::default()).await
}

async fn again_page(office: &Office, asked: &Asked, typed: &Typed, mistakes: &Mistakes) -> Response {
    let (lang, title) = (asked.lang, office::step_up_title(asked.lang));
    let content = html! {
        h1 { (title) }
        p { (office::step_up_why(lang)) }
        form.narrow method="post" action="/step-up" {
            (AGAIN.show(lang, typed, mistakes))
            input type="hidden" name="back" value=(typed.get("back"));
            button.main { (office::step_up_button(lang)) }
        }
    };
    page_with(office, asked, mistakes.status(), &Page { room: Room::School, title: &title, trail: &[] }, &content).await
}

/// `POST /step-up`.
pub async fn step_up(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    match right(&office, &asked, &typed).await {
        Ok(None) => {
            office.step_up(&asked.session);
            let back = typed.get("back");
            Redirect::to(if here(back) { back } else { "/" }).into_response()
        }
        Ok(Some(why)) => {
            let mut mistakes = Mistakes::default();
            mistakes.add("password", why(asked.lang));
            again_page(&office, &asked, &typed, &mistakes).await
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// Whether the password typed is that of whoever asks; if not, what to tell: it is another, or too many wait just now.
pub async fn right(office: &Office, asked: &Asked, typed: &Typed) -> Result<Option<Word>, Refusal> {
    let me = office.see(asked.reader.clone(), Me).await?;
    let account = office.see(office.program(), SigningIn { name: me.sign_in.clone() }).await?;
    let known = account.filter(|account| account.person == asked.person).map(|account| account.password);
    Ok(match office.passwords.check(&asked.from, &me.sign_in, typed.secret("password"), known).await {
        Some(true) => None,
        Some(false) => Some(office::password_wrong),
        None => Some(office::sign_in_busy),
    })
}
