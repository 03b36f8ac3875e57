//! Pages that say what went wrong.

use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use words::{office, web};
use workflow::people::List;
use workflow::{Door, Look, Refusal, Rule};

use super::frame::{Page, Room, page_with};
use crate::server::form::key;
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// A refusal that belongs to no form, with the way on.
pub async fn refused(office: &Office, asked: &Asked, refusal: &Refusal) -> Response {
    let lang = asked.lang;
    let status = match refusal.rule {
        Rule::NotThere | Rule::NotAllowed => StatusCode::NOT_FOUND,
        Rule::DiskFull | Rule::Disk | Rule::Unsure | Rule::Stopped => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::CONFLICT,
    };
    // What somebody may not see is answered like what is not there.
    let rule = if refusal.rule == Rule::NotAllowed { &Rule::NotThere } else { &refusal.rule };
    // Whoever may not enter a room is not sent there.
    let rights = Rights::of(office, asked).await;
    let door = refusal.instead.filter(|door| *door != Door::People || rights.may(List::NAME));
    let content = html! {
        h1 { (web::mistake_title(lang)) }
        p.lead data-what="" { (rule.told(lang)) }
        @if refusal.rule == Rule::ClockBehind { (clock(asked)) }
        @match door {
            Some(Door::People) => p { a href="/people" { (office::room_people(lang)) } },
            Some(Door::School) => p { a href="/school" { (office::room_school(lang)) } },
            Some(Door::StepUp) => p { a href="/step-up" { (office::step_up_title(lang)) } },
            Some(Door::Recovery) => p { a href="/recovery/new" { (office::sheet_title(lang)) } },
            Some(Door::Again | Door::Console) | None => p { a href="/" { (office::to_the_start(lang)) } },
        }
    };
    let title = web::mistake_title(lang);
    page_with(office, asked, status, &Page { room: Room::Today, title: &title, trail: &[] }, &content).await
}

/// The button that says the clock is right.
pub fn clock(asked: &Asked) -> maud::Markup {
    html! {
        p { (office::clock_now(asked.lang, words_of_time(asked))) }
        form method="post" action="/clock" { (key(&asked.form())) button { (office::clock_right(asked.lang)) } }
    }
}

fn words_of_time(asked: &Asked) -> String {
    asked.reader.now().strftime("%d.%m.%Y %H:%M").to_string()
}
