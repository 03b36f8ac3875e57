//! Orders that stood for the second person: where they are shown, and their scans; how a form that may bring one is read.
//! covers: R48

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use ledger::Digest;
use maud::{Markup, html};
use records::text::Lang;
use words::{erasure, office};
use workflow::plan::{OrderShown, Ordered, Orders, Paper};
use workflow::{Field as Told, Id, Look, Refusal, Rule};

use super::told;
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, TypedWithFiles, missing};
use crate::server::office::Office;
use crate::server::pages::kept::keep;
use crate::server::pages::mistake;
use crate::server::policy::{Asked, Rights};
use crate::shell::address::attached;

/// A measure is dropped by another person than whoever began the plan, or by an order on paper.
pub const DROP: Form = Form {
    fields: &[
        Field::new("reason", office::reason, Kind::Text).told(Told::Reason).needed(),
        Field::new("number", office::order_number, Kind::Line).hint(office::measure_drop_paper).told(Told::PaperNumber),
        Field::new("day", office::order_day, Kind::Day).told(Told::PaperDay),
        Field::new("scan", office::order_scan, Kind::File).told(Told::Scan),
    ],
};
/// One time of it is dropped by two, or by an order on paper.
pub const DROP_TIME: Form = Form {
    fields: &[
        Field::new("reason", office::reason, Kind::Text).told(Told::Reason).needed(),
        Field::new("number", office::order_number, Kind::Line).hint(office::drop_occurrence_paper).told(Told::PaperNumber),
        Field::new("day", office::order_day, Kind::Day).told(Told::PaperDay),
        Field::new("scan", office::order_scan, Kind::File).told(Told::Scan),
    ],
};

/// The paper of a form that was sent, None where no part of one was given; or what lacks of it.
pub async fn given(
    office: &Office,
    asked: &Asked,
    form: Form,
    sent: &mut TypedWithFiles,
) -> Result<Result<Option<Paper>, Mistakes>, Refusal> {
    let scan = keep(office, asked, sent.take("scan")).await?;
    let typed = &sent.typed;
    // Whoever gives a part of a paper means one: what lacks of it is asked for, and nothing is dropped as without any.
    let meant = scan.is_some() || typed.has("order") || ["number", "day"].iter().any(|name| !typed.get(name).is_empty());
    Ok(if meant { whole(asked.lang, form, typed, scan.map(|scan| scan.address)).map(Some) } else { Ok(None) })
}

fn whole(lang: Lang, form: Form, typed: &Typed, scan: Option<String>) -> Result<Paper, Mistakes> {
    let number = typed.get("number").to_owned();
    match (typed.day("day"), &scan) {
        (Some(day), Some(scan)) if !number.is_empty() => Ok(Paper { number, day, scan: scan.clone() }),
        (day, _) => {
            let mut mistakes = Mistakes::default();
            if day.is_none() {
                mistakes.add("day", office::field_day_wrong(lang));
            }
            if number.is_empty() {
                mistakes.add("number", missing(lang));
            }
            if scan.is_none() {
                mistakes.add("scan", office::file_missing(lang));
            }
            Err(mistakes.rest(form, lang, typed))
        }
    }
}

/// The orders of a plan, for whoever sees plans whole; of others none.
pub async fn of(office: &Office, asked: &Asked, rights: &Rights, plan: &Id) -> Vec<OrderShown> {
    if !rights.may(Orders::NAME) {
        return Vec::new();
    }
    office.see(asked.reader.clone(), Orders { plan: plan.clone() }).await.unwrap_or_default()
}

/// «Приказ № 7 от 31.08.2026, внесён 01.09.2026: Иванова Анна Петровна · скан».
pub fn line(lang: Lang, plan: &Id, order: &OrderShown) -> Markup {
    let OrderShown { paper, erased, by, entered, .. } = order;
    html! {
        (named(lang, paper)) ", " (office::order_entered(lang, told::day(*entered))) @if !by.is_empty() { ": " (by) } " · "
        @if *erased { span.quiet { (erasure::file_gone(lang)) } } @else { a href={ "/plan/" (plan.as_str()) "/order/" (paper.scan) } { (office::order_open(lang)) } }
    }
}

/// What an order is called: on a page, and as a file.
pub fn named(lang: Lang, paper: &Paper) -> String {
    office::order_named(lang, &paper.number, told::day(paper.day))
}

/// What an order did, in words.
pub fn did(lang: Lang, order: &OrderShown) -> String {
    match &order.what {
        Ordered::Approved => office::order_approved(lang),
        Ordered::Measure { text, .. } => office::order_dropped(lang, text),
        Ordered::Time { text, due, .. } => office::order_dropped_time(lang, text, told::day(*due)),
    }
}

/// All orders of a plan, with what each did.
pub fn list(lang: Lang, plan: &Id, orders: &[OrderShown]) -> Markup {
    html! {
        @if !orders.is_empty() {
            h2 { (office::orders_title(lang)) }
            ul {
                @for order in orders {
                    li {
                        @match &order.what {
                            Ordered::Approved => (did(lang, order)),
                            Ordered::Measure { measure, .. } => a href={ "/measure/" (measure.as_str()) } { (did(lang, order)) },
                            Ordered::Time { measure, occurrence, .. } => a href={ "/measure/" (measure.as_str()) "#" (occurrence.as_str()) } { (did(lang, order)) },
                        }
                        ". " (line(lang, plan, order))
                    }
                }
            }
        }
    }
}

/// How a scan ends as a file: its name is not kept, its first bytes say what it is.
pub fn ending(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => ".pdf",
        [0xFF, 0xD8, 0xFF, ..] => ".jpg",
        [0x89, b'P', b'N', b'G', ..] => ".png",
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => ".tif",
        [_, _, _, _, b'f', b't', b'y', b'p', b'h', b'e', ..] => ".heic",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => ".webp",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => ".doc",
        [b'{', b'\\', b'r', b't', b'f', ..] => ".rtf",
        [b'P', b'K', 3, 4, ..] => packed(bytes),
        _ => "",
    }
}

/// What an archive of parts is, by the names of its parts, which stand in it as they are.
fn packed(bytes: &[u8]) -> &'static str {
    let holds = |name: &str| bytes.windows(name.len()).any(|part| part == name.as_bytes());
    let known = [("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"), ("application/vnd.oasis.opendocument.text", ".odt")];
    known.into_iter().find(|(name, _)| holds(name)).map_or(".zip", |(_, ending)| ending)
}

/// `GET /plan/{id}/order/{address}`: the scan of an order of this plan.
pub async fn scan(State(office): State<Arc<Office>>, asked: Asked, Path((id, address)): Path<(String, String)>) -> Response {
    match scanned(&office, &asked, &id, &address).await {
        Ok((name, bytes)) => {
            ([(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, attached(&name))], bytes)
                .into_response()
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn scanned(office: &Office, asked: &Asked, id: &str, address: &str) -> Result<(String, Vec<u8>), Refusal> {
    let gone = || Refusal::of(Rule::NotThere);
    let orders = office.see(asked.reader.clone(), Orders { plan: Id::read(id).ok_or_else(gone)? }).await?;
    let order = orders.into_iter().find(|order| order.paper.scan == address && !order.erased).ok_or_else(gone)?;
    let digest: Digest = address.parse().map_err(|_| gone())?;
    let bytes = office.store.file(digest).await?.ok_or_else(gone)?;
    Ok((format!("{}{}", named(asked.lang, &order.paper), ending(&bytes)), bytes))
}

#[cfg(test)]
mod tests {
    use super::ending;

    #[test]
    fn a_scan_ends_as_what_it_is() {
        let files: [(&[u8], &str); 11] = [
            (b"%PDF-1.7", ".pdf"),
            (&[0xFF, 0xD8, 0xFF, 0xE0], ".jpg"),
            (b"\x89PNG\r\n", ".png"),
            (b"MM\0*rest", ".tif"),
            (b"\0\0\0\x18ftypheic", ".heic"),
            (b"RIFF1234WEBPVP8", ".webp"),
            (b"\xD0\xCF\x11\xE0 rest", ".doc"),
            (b"PK\x03\x04 [Content_Types].xml PK word/document.xml", ".docx"),
            (b"PK\x03\x04 xl/workbook.xml", ".xlsx"),
            (b"PK\x03\x04 scan.jpg", ".zip"),
            (b"", ""),
        ];
        for (bytes, told) in files {
            assert_eq!(ending(bytes), told);
        }
    }
}
