//! What waits for whoever looks.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use maud::html;
use words::office as say;

use super::frame::{Page, Room, page};
use crate::server::office::Office;
use crate::server::policy::Asked;

/// `GET /`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked) -> Response {
    let lang = asked.lang;
    let title = say::room_today(lang);
    let content = html! { h1 { (title) } };
    page(&office, &asked, &Page { room: Room::Today, title: &title, trail: &[] }, &content).await
}
