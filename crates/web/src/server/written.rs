//! That something was written is said once, on the page that comes after it, where the page itself has no better word.

use std::cell::Cell;

use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use words::office as words_of;

use super::office::Office;
use crate::shell::session::Session;

tokio::task_local! {
    /// Whether whoever asks wrote something with this request.
    static WROTE: Cell<bool>;
}

/// An act of whoever asks was written; nothing where no request is answered.
pub(super) fn noted() {
    let _outside = WROTE.try_with(|wrote| wrote.set(true));
}

/// Answers, and says on the next page that something was written. Whoever was not signed in before learns nothing; what the request itself
/// said stays.
pub(super) async fn told(office: &Office, session: Option<&Session>, answer: impl Future<Output = Response> + Send) -> Response {
    let signed_in = |session: &&Session| office.reader(session).is_some();
    let session = session.filter(signed_in);
    let asked = async {
        let answer = answer.await;
        (answer, WROTE.with(Cell::get))
    };
    let (answer, wrote) = WROTE.scope(Cell::new(false), asked).await;
    if let (true, StatusCode::SEE_OTHER, Some(session)) = (wrote, answer.status(), session.filter(signed_in)) {
        office.says_where_silent(session, html! { (words_of::written(session.lang())) });
    }
    answer
}
