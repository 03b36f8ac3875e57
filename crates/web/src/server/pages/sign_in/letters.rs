//! Where somebody wants letters with her notices, and the code that shows the address is hers.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::Lang;
use words::notices;
use workflow::mail::{ConfirmAddress, MyMail, SetAddress, Wish};
use workflow::people::Slip;
use workflow::{Field as Told, Refusal};

use crate::server::form::{Field, Form, Kind, Mistakes, Typed};
use crate::server::office::Office;
use crate::server::policy::Asked;

const ADDRESS: Form = Form {
    fields: &[
        Field::new("address", notices::mine_address, Kind::Line).told(Told::MailAddress).any_length(),
        Field::new("wish", notices::mine_wish, Kind::One(wishes)),
    ],
};
const CODE: Form = Form { fields: &[Field::new("code", notices::mine_code, Kind::Line).told(Told::MailCode).any_length().needed()] };

fn wishes(lang: Lang) -> Vec<(String, String)> {
    let word = |wish| match wish {
        Wish::Daily => notices::wish_daily(lang),
        Wish::AtOnce => notices::wish_at_once(lang),
        Wish::Never => notices::wish_none(lang),
    };
    Wish::ALL.iter().map(|one| (one.code().to_owned(), word(*one))).collect()
}

/// What one's own page says of letters.
pub async fn section(office: &Office, asked: &Asked, typed: Option<&Typed>, mistakes: &Mistakes) -> Markup {
    let lang = asked.lang;
    let mail = office.see(asked.reader.clone(), MyMail).await.unwrap_or_default();
    let wish = mail.wish.unwrap_or(Wish::Daily);
    let filled = asked.form().with("address", &mail.address).with("wish", wish.code());
    // Two forms: what is wrong stands at the one that was sent.
    let of_code = typed.is_some_and(|typed| typed.has("code"));
    let typed = typed.filter(|_| !of_code).unwrap_or(&filled);
    let (at_code, at_address) = if of_code { (mistakes, &Mistakes::NONE) } else { (&Mistakes::NONE, mistakes) };
    html! {
        h2 #letters { (notices::mine_title(lang)) }
        @if mail.sends || !mail.address.is_empty() {
            p { (notices::mine_lead(lang)) }
            @if mail.confirmed { p { (notices::mine_confirmed(lang, &mail.address)) } }
            @if !mail.address.is_empty() && !mail.confirmed {
                p { (notices::mine_sent(lang, &mail.address)) }
                form.narrow method="post" action="/me/letters/code" {
                    (CODE.show_within("letter-", lang, &asked.form(), at_code))
                    button.second { (notices::mine_confirm(lang)) }
                }
            }
            form.narrow method="post" action="/me/letters" {
                (ADDRESS.show_within("mail-", lang, typed, at_address))
                button.second { (notices::mine_save(lang)) }
            }
        } @else {
            p { (notices::mine_off(lang)) }
        }
    }
}

/// `POST /me/letters`.
pub async fn address(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let mut random = [0; 10];
    let (Some(once), Ok(())) = (typed.once(), getrandom::fill(&mut random)) else { return Redirect::to("/me#letters").into_response() };
    let slip = Slip::of(random);
    let act = SetAddress {
        address: typed.get("address").to_owned(),
        wish: Wish::from_code(typed.get("wish")).unwrap_or(Wish::Daily),
        lang: if asked.lang == Lang::En { "en" } else { "ru" },
        digest: slip.digest(),
        code: office.store.seal_secret(&slip.shown()),
    };
    mine(&office, &asked, &typed, ADDRESS, office.perform(asked.reader.clone(), once, act).await.map(drop)).await
}

/// `POST /me/letters/code`.
pub async fn confirm(State(office): State<Arc<Office>>, asked: Asked, typed: Typed) -> Response {
    let Some(once) = typed.once() else { return Redirect::to("/me#letters").into_response() };
    // What cannot be a code is refused like a wrong one.
    let digest = Slip::read(typed.get("code")).map(|slip| slip.digest()).unwrap_or_default();
    mine(&office, &asked, &typed, CODE, office.perform(asked.reader.clone(), once, ConfirmAddress { digest }).await.map(drop)).await
}

async fn mine(office: &Office, asked: &Asked, typed: &Typed, form: Form, done: Result<(), Refusal>) -> Response {
    match done {
        Ok(()) => Redirect::to("/me#letters").into_response(),
        Err(refusal) => {
            let mistakes = Mistakes::refused(form, asked.lang, &refusal, typed);
            super::me_with_letters(office, asked, typed, &mistakes).await
        }
    }
}
