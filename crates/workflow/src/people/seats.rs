//! Two seats of one person in one event: one stays, and says what both said. So does what she has of a training.

use serde_json::Value;

use super::links::{Image, Link, gone, image, image_of, write};
use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::Tx;

/// How somebody read the text, and how she answered its questions: of one seat, never half of each.
const READ: [&str; 7] = ["read_how", "read_day", "read_digest", "read_sheet", "read_sheet_name", "read_note", "score"];
/// Parts in an event, the first before the others.
const PARTS: [&str; 3] = ["chair", "secretary", "member"];

/// Joins the seats both records have in one event.
pub(super) fn join(tx: &mut Tx<'_>, into: &Id, merged: &Id) -> Result<Vec<Link>, Refusal> {
    let key = ["event".to_owned(), "person".to_owned()];
    let sql = format!(
        "select {} as image from seat where person = ?1 and event in (select event from seat where person = ?2)",
        image_of(tx, "seat")?
    );
    let sql = format!("{sql} order by event");
    let (stays, goes) = (tx.all(&sql, [into.as_str(), merged.as_str()], image)?, tx.all(&sql, [merged.as_str(), into.as_str()], image)?);
    let mut links = Vec::new();
    for (before, other) in stays.into_iter().zip(goes) {
        let after = joined(&before, &other);
        if after != before {
            write(tx, "seat", &key, &after)?;
            links.push(Link::Joined { table: "seat".to_owned(), before, after });
        }
        links.push(gone(tx, "seat", &key, other)?);
    }
    links.extend(join_certificates(tx, into, merged)?);
    Ok(links)
}

/// Joins what both records have of one training: what the one that stays leaves open is taken from the other.
fn join_certificates(tx: &mut Tx<'_>, into: &Id, merged: &Id) -> Result<Vec<Link>, Refusal> {
    let key = ["event".to_owned(), "person".to_owned()];
    let sql = format!(
        "select {} as image from certificate where person = ?1 and event in (select event from certificate where person = ?2) order by event",
        image_of(tx, "certificate")?
    );
    let (stays, goes) = (tx.all(&sql, [into.as_str(), merged.as_str()], image)?, tx.all(&sql, [merged.as_str(), into.as_str()], image)?);
    let mut links = Vec::new();
    for (before, other) in stays.into_iter().zip(goes) {
        let after = filled(&before, &other);
        if after != before {
            write(tx, "certificate", &key, &after)?;
            links.push(Link::Joined { table: "certificate".to_owned(), before, after });
        }
        links.push(gone(tx, "certificate", &key, other)?);
    }
    Ok(links)
}

/// One row, with what it leaves open from the other.
fn filled(stays: &Image, goes: &Image) -> Image {
    let open = |value: &Value| value.is_null() || value.as_str() == Some("");
    let part = |(field, value): (&String, &Value)| {
        (field.clone(), if open(value) { goes.get(field).cloned().unwrap_or_default() } else { value.clone() })
    };
    stays.iter().map(part).collect()
}

/// What both say together. Where they contradict each other the record that stays is believed.
fn joined(stays: &Image, goes: &Image) -> Image {
    let mut seat = stays.clone();
    let of = |image: &Image, field: &str| image.get(field).cloned().unwrap_or_default();
    let mut set = |field: &str, value: Value| seat.insert(field.to_owned(), value);
    let rank = |image: &Image| PARTS.iter().position(|part| of(image, "part") == *part).unwrap_or(PARTS.len());
    if rank(goes) < rank(stays) {
        set("part", of(goes, "part"));
    }
    // Whoever came under one of her names came.
    let came = |image: &Image| of(image, "came").as_i64();
    if came(goes) > came(stays) {
        set("came", of(goes, "came"));
    }
    if of(stays, "read_how").is_null() && !of(goes, "read_how").is_null() {
        READ.iter().for_each(|field| drop(set(field, of(goes, field))));
    }
    let (own, other) = (of(stays, "note"), of(goes, "note"));
    match (own.as_str().unwrap_or_default(), other.as_str().unwrap_or_default()) {
        ("", _) => drop(set("note", other)),
        (_, "") => {}
        (one, two) if one == two => {}
        (one, two) => drop(set("note", Value::from(format!("{one}\n{two}")))),
    }
    seat
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn seat(part: &str, came: Value, read: Value, note: &str) -> Image {
        let day = if read.is_null() { Value::Null } else { json!("2026-09-01") };
        let seat = json!({"event": "event-1", "person": "person-1", "part": part, "came": came, "read_how": read, "read_day": day, "read_digest": day,
            "read_sheet": null, "read_sheet_name": "", "read_note": "", "score": null, "note": note, "entry": 7});
        seat.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn one_seat_says_what_two_said() {
        let null = || Value::Null;
        let one = joined(&seat("member", json!(0), null(), ""), &seat("secretary", json!(1), json!("sheet"), "Согласна"));
        assert_eq!(one, seat("secretary", json!(1), json!("sheet"), "Согласна"));
        // The record that stays is believed where both say something.
        let both = joined(&seat("chair", json!(1), json!("screen"), "Первое"), &seat("member", json!(0), json!("declined"), "Второе"));
        assert_eq!(both, seat("chair", json!(1), json!("screen"), "Первое\nВторое"));
        let nothing = seat("member", null(), null(), "Слово");
        assert_eq!(joined(&nothing, &seat("member", null(), null(), "Слово")), nothing);
        assert_eq!(joined(&nothing, &seat("member", json!(0), null(), ""))["came"], json!(0));
    }
}
