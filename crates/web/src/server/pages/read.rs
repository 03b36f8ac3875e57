//! What a family reads by its code, and that it read it. Whoever holds the paper has no account, and no name stands on these pages.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use ledger::Digest;
use maud::{Markup, html};
use records::text::Lang;
use words::families;
use workflow::event::{ConfirmByCode, FamilyCode, TextShown, ToRead};
use workflow::{Refusal, Rule};

use super::plan::papers::download;
use super::roster::shape::day;
use super::sign_in::outside;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::office::Office;
use crate::server::passwords::Knock;

const CODE: Form = Form { fields: &[Field::new("code", families::code, Kind::Line).hint(families::code_hint)] };

/// `GET /read`.
pub async fn show(State(office): State<Arc<Office>>) -> Response {
    code_page(office.lang, &Typed::default(), &Mistakes::default())
}

fn code_page(lang: Lang, typed: &Typed, mistakes: &Mistakes) -> Response {
    let title = families::title(lang);
    let content = html! {
        h1 { (title) }
        p { (families::lead(lang)) }
        form.narrow method="post" action="/read" {
            (CODE.show(lang, typed, mistakes))
            button.main { (families::open(lang)) }
        }
    };
    outside(lang, mistakes.status(), &title, &content)
}

/// The code that was typed, once it is this machine's turn: every try takes as long as that of a password.
async fn typed_code(office: &Office, from: &Knock, typed: &Typed) -> Result<FamilyCode, Response> {
    let lang = office.lang;
    let wrong = |told: String| {
        let mut mistakes = Mistakes::default();
        mistakes.add("code", told);
        code_page(lang, typed, &mistakes)
    };
    let code = FamilyCode::read(typed.get("code")).ok_or_else(|| wrong(families::code_wrong(lang)))?;
    // All codes are one name: however many are tried from a machine, whoever signs in there comes before them.
    let turn = office.passwords.check(from, "", code.shown(), None).await;
    turn.map(|_| code).ok_or_else(|| wrong(families::busy(lang)))
}

/// `POST /read`.
pub async fn open(State(office): State<Arc<Office>>, from: Knock, typed: Typed) -> Response {
    match typed_code(&office, &from, &typed).await {
        Ok(code) => text_page(&office, &typed, code, &Mistakes::default()).await,
        Err(answer) => answer,
    }
}

/// What the code opens, or that it opens nothing.
async fn text_page(office: &Office, typed: &Typed, code: FamilyCode, mistakes: &Mistakes) -> Response {
    let lang = office.lang;
    let shown = match office.see(office.program(), ToRead { code: code.clone() }).await {
        Ok(shown) => shown,
        Err(refusal) => return refused(lang, typed, &refusal),
    };
    let content = match shown.read {
        Some(read) => html! {
            h1 { (families::done_title(lang)) }
            p.lead { (families::done(lang, day(read), &shown.title)) }
            p { a href="/read" { (families::other_code(lang)) } }
        },
        None => reading(lang, &shown, &code, mistakes),
    };
    outside(lang, mistakes.status(), &families::title(lang), &content)
}

/// The text with its button.
fn reading(lang: Lang, shown: &TextShown, code: &FamilyCode, mistakes: &Mistakes) -> Markup {
    let hidden = html! { input type="hidden" name="code" value=(code.shown()); };
    html! {
        p.quiet { (shown.school) }
        h1.statement { (shown.title) }
        (mistakes.summary(CODE, lang))
        @if let Some(until) = shown.until { p.quiet { (families::until(lang, day(until))) } }
        @if !shown.text.is_empty() { div.written.read { (shown.text) } }
        @if let Some(file) = shown.file.as_ref().filter(|file| !file.erased()) {
            form method="post" action="/read/file" { (hidden) button.second { (families::file(lang, &file.name)) } }
        }
        form.narrow method="post" action="/read/confirm" {
            (key(&Typed::default()))
            (hidden)
            input type="hidden" name="digest" value=(shown.digest);
            p.hint { (families::confirm_what(lang)) }
            button.main { (families::confirm(lang)) }
        }
    }
}

/// A refusal on the page of the code: at the code where it speaks of it.
fn refused(lang: Lang, typed: &Typed, refusal: &Refusal) -> Response {
    let told = refusal.rule.told(lang);
    let mut mistakes = Mistakes::default();
    if refusal.rule == Rule::NoSuchCode {
        mistakes.add("code", told);
    } else {
        mistakes.say(told);
    }
    code_page(lang, typed, &mistakes)
}

/// `POST /read/confirm`.
pub async fn confirm(State(office): State<Arc<Office>>, from: Knock, typed: Typed) -> Response {
    let code = match typed_code(&office, &from, &typed).await {
        Ok(code) => code,
        Err(answer) => return answer,
    };
    let Some(once) = typed.once() else { return text_page(&office, &typed, code, &Mistakes::default()).await };
    let act = ConfirmByCode { code: code.clone(), digest: typed.get("digest").to_owned() };
    let mistakes = match office.perform(office.program(), once, act).await {
        // The page says the day, whether it was now or before.
        Ok(_) => Mistakes::default(),
        Err(refusal) if matches!(refusal.rule, Rule::CodeUsed(_)) => Mistakes::default(),
        Err(refusal) if refusal.rule == Rule::TextChanged => Mistakes::of_the_whole(refusal.rule.told(office.lang)),
        Err(refusal) => return refused(office.lang, &typed, &refusal),
    };
    text_page(&office, &typed, code, &mistakes).await
}

/// `POST /read/file`: the code stands in the form, in no address.
pub async fn file(State(office): State<Arc<Office>>, from: Knock, typed: Typed) -> Response {
    let lang = office.lang;
    let code = match typed_code(&office, &from, &typed).await {
        Ok(code) => code,
        Err(answer) => return answer,
    };
    let found = async {
        let file = office.see(office.program(), ToRead { code }).await?.file.ok_or(Refusal::of(Rule::NotThere))?;
        let digest: Digest = file.address.parse().map_err(|_| Refusal::of(Rule::NotThere))?;
        let bytes = office.store.file(digest).await?.ok_or(Refusal::of(Rule::NotThere))?;
        Ok::<_, Refusal>(download(&file.name, bytes))
    };
    found.await.unwrap_or_else(|refusal| refused(lang, &typed, &refusal))
}
