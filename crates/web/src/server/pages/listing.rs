//! Lists to be carried away as they are shown: the same rows, the same columns, for Excel.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use documents::office::Listing;
use records::text::Lang;

use crate::server::pages::bare;
use crate::shell::address::attached;

/// The list as a workbook.
pub fn answered(lang: Lang, list: &Listing) -> Response {
    match list.workbook() {
        Ok(bytes) => {
            let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned();
            let name = format!("{}.xlsx", list.title);
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, attached(&name))], bytes).into_response()
        }
        Err(error) => bare::page(lang, StatusCode::INTERNAL_SERVER_ERROR, error.text().in_lang(lang)),
    }
}
