//! Files of the page that are not pages: one sheet of style, one script, the fonts. All of them are inside the program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Name, kind and content of every file.
const ASSETS: [(&str, &str, &[u8]); 8] = [
    ("page.css", "text/css; charset=utf-8", include_bytes!("../../assets/page.css")),
    ("office.css", "text/css; charset=utf-8", include_bytes!("../../assets/office.css")),
    ("page.js", "text/javascript; charset=utf-8", include_bytes!("../../assets/page.js")),
    ("lens.svg", "image/svg+xml", include_bytes!("../../assets/lens.svg")),
    ("cyrillic-400.woff2", "font/woff2", include_bytes!("../../../../web/vendor/fonts/pt-sans-cyrillic-400-normal.woff2")),
    ("cyrillic-700.woff2", "font/woff2", include_bytes!("../../../../web/vendor/fonts/pt-sans-cyrillic-700-normal.woff2")),
    ("latin-400.woff2", "font/woff2", include_bytes!("../../../../web/vendor/fonts/pt-sans-latin-400-normal.woff2")),
    ("latin-700.woff2", "font/woff2", include_bytes!("../../../../web/vendor/fonts/pt-sans-latin-700-normal.woff2")),
];

/// `GET /assets/{name}`.
pub async fn asset(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|(known, _, _)| *known == name) {
        Some((_, kind, bytes)) => {
            ([(header::CONTENT_TYPE, *kind), (header::CACHE_CONTROL, "private, max-age=3600")], *bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
