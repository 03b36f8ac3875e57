//! How letters leave the school: the server, a test letter, how sending went.
//! covers: R48

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::{Markup, html};
use records::text::Lang;
use words::{notices, office};
use workflow::mail::{Fault, MailServer, MailServerShown, MailState, Outcome, ResumeMail, Security, Server, SetMail};
use workflow::{Field as Told, Refusal, Rule};

use super::frame::{Page, Room, page_with};
use super::mistake;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::server::post;

const SERVER: Form = Form {
    fields: &[
        Field::new("host", notices::server, Kind::Line).hint(notices::server_hint).told(Told::MailServer).any_length().needed(),
        Field::new("port", notices::port, Kind::Line).hint(notices::port_hint).told(Told::MailPort).any_length().needed(),
        Field::new("security", notices::security, Kind::One(securities)),
        Field::new("name", notices::user, Kind::Line).hint(notices::user_hint),
        Field::new("secret", notices::secret, Kind::Password("off")).hint(notices::secret_hint).told(Told::MailSecret),
        Field::new("sender", notices::from, Kind::Line).told(Told::MailSender).any_length().needed(),
        Field::new("link", notices::link, Kind::Line).hint(notices::link_hint).told(Told::MailLink).any_length().needed(),
    ],
};
const TEST: Form = Form { fields: &[Field::new("to", notices::test_to, Kind::Line).hint(notices::test_hint)] };
/// Where the settings are, once the password was given.
const STEP_UP: &str = "/step-up?back=/mail";

fn securities(lang: Lang) -> Vec<(String, String)> {
    let word = |security| match security {
        Security::Tls => notices::security_tls(lang),
        Security::Starttls => notices::security_starttls(lang),
        Security::None => notices::security_none(lang),
    };
    Security::ALL.iter().map(|one| (one.code().to_owned(), word(*one))).collect()
}

/// Why a letter was not taken, in words.
fn fault(lang: Lang, fault: Fault) -> String {
    let word: words::Word = match fault {
        Fault::Reach => notices::fails_reach,
        Fault::Silent => notices::fails_silent,
        Fault::Protection => notices::fails_protection,
        Fault::Login => notices::fails_login,
        Fault::Sender => notices::fails_sender,
        Fault::Answer => notices::fails_answer,
        Fault::Never => notices::fails_never,
        Fault::Lost => notices::fails_lost,
        Fault::Address => notices::fails_address,
        Fault::Writing => notices::fails_writing,
    };
    word(lang)
}

/// What the server itself said, in whatever language it speaks: for whoever keeps it.
fn answer(lang: Lang, said: &str) -> Markup {
    html! {
        @if !said.is_empty() {
            details.quiet { summary { (notices::answer(lang)) } code { (said) } }
        }
    }
}

/// `GET /mail`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    shown(&office, &asked, None, &Mistakes::NONE, &Tested::default()).await
}

/// What came of a test letter that was not taken.
#[derive(Default)]
struct Tested {
    mistakes: Mistakes,
    answer: String,
}

async fn shown(office: &Office, asked: &Asked, typed: Option<&Typed>, mistakes: &Mistakes, test: &Tested) -> Response {
    let lang = asked.lang;
    let mail = match office.see(asked.reader.clone(), MailServer).await {
        Ok(mail) => mail,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let filled = filled(office, asked, &mail);
    let title = notices::mail_title(lang);
    let content = html! {
        h1 { (title) }
        p.lead { (notices::mail_lead(lang)) }
        @if office.stage().is_some() { p { (notices::mail_rehearsal(lang)) } }
        @if mail.server.is_none() { p { (notices::is_off(lang)) } }
        @if mail.paused {
            p { (notices::paused(lang)) }
            @if asked.reader.stepped_up() {
                form method="post" action="/mail/resume" { (key(&asked.form())) button.second { (notices::resume(lang)) } }
            }
        }
        @if asked.reader.stepped_up() {
            form.narrow method="post" action="/mail" {
                (SERVER.show(lang, typed.unwrap_or(&filled), mistakes))
                button.main { (notices::save(lang)) }
            }
            @if mail.server.is_some() {
                h2 { (notices::test(lang)) }
                form.narrow method="post" action="/mail/test" {
                    (TEST.show_within("test-", lang, &asked.form(), &test.mistakes))
                    (answer(lang, &test.answer))
                    button.second { (notices::test(lang)) }
                }
                form method="post" action="/mail/off" { (key(&asked.form())) button.plain { (notices::off(lang)) } }
            }
        } @else {
            p { a.button.main href=(STEP_UP) { (office::step_up_title(lang)) } }
        }
        (state(asked, &mail.state))
        @if mail.server.is_some() && !mail.paused { (super::notices::next(office, asked).await) }
    };
    let status = if mistakes.none() { test.mistakes.status() } else { mistakes.status() };
    let trail = [("/school".to_owned(), office::room_school(lang))];
    page_with(office, asked, status, &Page { room: Room::School, title: &title, trail: &trail }, &content).await
}

fn filled(office: &Office, asked: &Asked, mail: &MailServerShown) -> Typed {
    let form = asked.form();
    match &mail.server {
        None => form.with("port", "465").with("link", office.address()),
        Some(server) => form
            .with("host", &server.host)
            .with("port", server.port.to_string())
            .with("security", server.security.code())
            .with("name", &server.name)
            .with("sender", &server.sender)
            .with("link", &server.link),
    }
}

fn state(asked: &Asked, state: &MailState) -> Markup {
    let lang = asked.lang;
    let when = |at: Timestamp| asked.moment(at);
    html! {
        h2 { (notices::state_title(lang)) }
        @if state.sent.is_none() && state.failed.is_none() { p { (notices::state_nothing(lang)) } }
        @if let Some(at) = state.sent { p { (notices::state_sent(lang, when(at))) } }
        @if let Some((at, why, said)) = &state.failed {
            p { (notices::state_failed(lang, when(*at), fault(lang, *why))) }
            (answer(lang, said))
        }
        ul.plain-list {
            @if state.waiting > 0 { li { (notices::state_waiting(lang, state.waiting)) } }
            @if state.given_up > 0 { li { (notices::state_given_up(lang, state.given_up)) } }
            @if state.unsure > 0 { li { (notices::state_unsure(lang, state.unsure)) } }
        }
    }
}

/// `POST /mail`.
pub async fn set(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let Some(once) = typed.once() else { return Redirect::to("/mail").into_response() };
    let secret = typed.secret("secret");
    let server = Server {
        host: typed.get("host").to_owned(),
        port: typed.get("port").parse().unwrap_or(0),
        security: Security::from_code(typed.get("security")).unwrap_or(Security::Tls),
        name: typed.get("name").to_owned(),
        sender: typed.get("sender").to_owned(),
        link: typed.get("link").to_owned(),
    };
    let sealed = if secret.is_empty() { None } else { office.store.seal_secret(&secret) };
    done(&office, &asked, &typed, office.perform(asked.reader.clone(), once, SetMail { server: Some(server), secret: sealed }).await).await
}

/// `POST /mail/off`.
pub async fn off(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let Some(once) = typed.once() else { return Redirect::to("/mail").into_response() };
    done(&office, &asked, &typed, office.perform(asked.reader.clone(), once, SetMail { server: None, secret: None }).await).await
}

/// `POST /mail/resume`.
pub async fn resume(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let Some(once) = typed.once() else { return Redirect::to("/mail").into_response() };
    done(&office, &asked, &typed, office.perform(asked.reader.clone(), once, ResumeMail).await).await
}

async fn done<D>(office: &Office, asked: &Asked, typed: &Typed, done: Result<D, Refusal>) -> Response {
    match done {
        Ok(_) => Redirect::to("/mail").into_response(),
        Err(refusal) if refusal.rule == Rule::StepUp => Redirect::to(STEP_UP).into_response(),
        Err(refusal) if refusal.rule == Rule::NotAllowed => mistake::refused(office, asked, &refusal).await,
        // The buttons of the page send no fields.
        Err(refusal) => {
            let form = if typed.has("host") { SERVER } else { Form::NONE };
            let mistakes = Mistakes::refused(form, asked.lang, &refusal, typed);
            shown(office, asked, Some(typed).filter(|typed| typed.has("host")), &mistakes, &Tested::default()).await
        }
    }
}

/// `POST /mail/test`: says what the server answered.
pub async fn test(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let (lang, to) = (asked.lang, typed.get("to").to_owned());
    let outcome = if office.stage().is_some() { Ok(None) } else { post::test(&office, asked.reader.clone(), lang, &to).await };
    let mut tested = Tested::default();
    let why = match outcome {
        Ok(Some(Outcome::Sent)) => {
            office.says(&asked.session, html! { (notices::test_sent(lang, &to)) });
            return Redirect::to("/mail").into_response();
        }
        Ok(Some(Outcome::Refused(why, said))) => {
            tested.answer = said;
            notices::test_failed(lang, fault(lang, why))
        }
        Ok(Some(Outcome::Unsure(said))) => {
            tested.answer = said;
            notices::test_failed(lang, fault(lang, Fault::Lost))
        }
        Ok(None) if office.stage().is_some() => notices::mail_rehearsal(lang),
        Ok(None) => notices::is_off(lang),
        Err(refusal) if refusal.rule == Rule::StepUp => return Redirect::to(STEP_UP).into_response(),
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    tested.mistakes.add("to", why);
    shown(&office, &asked, None, &Mistakes::NONE, &tested).await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each kind of failure has words of its own, in the reader's language, without what a server or the system said.
    #[test]
    fn every_failure_is_said_in_words_of_its_own() {
        let said: std::collections::BTreeSet<String> = Fault::ALL.iter().map(|one| fault(Lang::Ru, *one)).collect();
        assert_eq!(said.len(), Fault::ALL.len());
        assert!(said.iter().all(|text| !text.contains(|letter: char| letter.is_ascii_alphabetic())), "{said:?}");
        assert!(answer(Lang::Ru, "").into_string().is_empty());
        let folded = answer(Lang::Ru, "550 no <such> mailbox").into_string();
        assert!(folded.contains("<summary>Ответ сервера</summary>") && folded.contains("550 no &lt;such&gt; mailbox"), "{folded}");
    }
}
