//! What a file is, by the end of its name; a file within a page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The media type.
pub fn of(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("json") => "application/json",
        Some("pdf") => "application/pdf",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

/// The address of a file that is nowhere but in the page: what must not be given out twice.
pub fn within(name: &str, bytes: &[u8]) -> String {
    format!("data:{};base64,{}", of(name), STANDARD.encode(bytes))
}
