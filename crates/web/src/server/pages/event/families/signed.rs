//! What families signed on paper: noted by whoever keeps the class, and the scan of the sheet, attached then or later.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Digest;
use maud::{Markup, html};
use words::{families, office};
use workflow::event::{AttachFamilySheet, FamiliesShown, FamiliesSigned, FamilyLine, FamilySheet};
use workflow::{Act, Field as Told, Id, Refusal, Rule};

use super::super::super::kept;
use super::super::super::roster::shape::refused;
use super::super::super::ticks;
use super::{all, each, found, owes, shown};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, TypedWithFiles, key};
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::shell::address::attached;

/// The forms of the page, by the buttons that send them.
const NOTE: &str = "signed";
const ATTACH: &str = "sheet";

/// The scan, where it is at hand.
const SCAN: Form = Form { fields: &[Field::new("sheet", families::sheet, Kind::File).hint(families::sheet_hint).told(Told::Scan)] };
/// The scan alone.
const SHEET: Form = Form { fields: &[Field::new("sheet", families::sheet, Kind::File).told(Told::Scan).needed()] };

/// Whether what was typed is of a form of these.
pub fn is_meant(typed: &Typed) -> bool {
    [NOTE, ATTACH].contains(&typed.get("do"))
}

/// What stands in one of the forms: what was typed where it was refused.
fn standing(form: &str, typed: &Typed, mistakes: &Mistakes) -> (bool, Typed, Mistakes) {
    if typed.get("do") == form { (true, typed.clone(), mistakes.clone()) } else { (false, Typed::default(), Mistakes::default()) }
}

/// Papers that came back, and refusals: by whoever keeps the class.
pub fn noting(asked: &Asked, of: &FamiliesShown, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let lang = asked.lang;
    let (here, ticked, mistakes) = standing(NOTE, typed, mistakes);
    let owe: Vec<&FamilyLine> = of.lines.iter().filter(|line| owes(line)).collect();
    let on = if here { typed.get("day").to_owned() } else { asked.reader.now().date().to_string() };
    html! {
        @if of.open && !owe.is_empty() {
            details.aside #signed open[here] {
                summary { (families::signed(lang)) }
                p { (families::signed_what(lang)) }
                @if !mistakes.none() { (mistakes.summary_within("signed-", SCAN, lang)) }
                form.narrow method="post" action={ "/event/" (of.event.id.as_str()) "/families/signed" } enctype="multipart/form-data" {
                    (key(&asked.form()))
                    input type="hidden" name="seen" value=(of.event.entry);
                    input type="hidden" name="digest" value=(of.event.content.digest());
                    fieldset {
                        legend { (families::signed_whom(lang)) }
                        (all(lang, &owe, &ticked))
                        (each(&owe, &ticked))
                    }
                    fieldset {
                        legend { (families::signed_how(lang)) }
                        label.option { input type="radio" name="how" value="sheet" checked[ticked.get("how") != "declined"]; (families::signed_yes(lang)) }
                        label.option { input type="radio" name="how" value="declined" checked[ticked.get("how") == "declined"]; (families::signed_no(lang)) }
                    }
                    div.field {
                        label for="signed-day" { (families::signed_day(lang)) }
                        input type="date" id="signed-day" name="day" value=(on);
                    }
                    @for field in SCAN.fields { (field.show_within("signed-", lang, &ticked, &mistakes)) }
                    button.second name="do" value=(NOTE) { (families::signed_write(lang)) }
                }
            }
        }
    }
}

/// The scan of a sheet, for those who signed it: those without one first.
pub fn attaching(asked: &Asked, of: &FamiliesShown, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let lang = asked.lang;
    let (here, ticked, mistakes) = standing(ATTACH, typed, mistakes);
    let mut signed: Vec<&FamilyLine> = of.lines.iter().filter(|line| line.signed).collect();
    signed.sort_by_key(|line| line.sheet.is_some());
    let without = signed.iter().filter(|line| line.sheet.is_none()).map(|line| &line.pupil);
    let ticked = if here { ticked } else { without.fold(ticked, |typed, pupil| typed.with("pupil", pupil.as_str())) };
    html! {
        @if !signed.is_empty() {
            details.aside #sheet open[here] {
                summary { (families::sheet_attach(lang)) }
                p { (families::sheet_what(lang)) }
                @if !mistakes.none() { (mistakes.summary_within("scan-", SHEET, lang)) }
                form.narrow method="post" action={ "/event/" (of.event.id.as_str()) "/families/sheet" } enctype="multipart/form-data" {
                    (key(&asked.form()))
                    input type="hidden" name="seen" value=(of.event.entry);
                    fieldset {
                        legend { (families::sheet_whom(lang)) }
                        (each(&signed, &ticked))
                    }
                    @for field in SHEET.fields { (field.show_within("scan-", lang, &ticked, &mistakes)) }
                    button.second name="do" value=(ATTACH) { (families::sheet_attach(lang)) }
                }
            }
        }
    }
}

/// Keeps the scan that came, sealed.
async fn scan(office: &Office, asked: &Asked, form: &mut TypedWithFiles) -> Result<Option<FamilySheet>, Refusal> {
    let kept = kept::keep(office, asked, form.take("sheet")).await?;
    Ok(kept.map(|file| FamilySheet { address: file.address, name: file.name }))
}

/// `POST /event/{id}/families/signed`: papers that came back.
pub async fn note(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, mut form: TypedWithFiles) -> Response {
    let lang = asked.lang;
    if ticks::doubtful(&form.typed, "pupil") {
        return shown(&office, &asked, &id, &form.typed, &Mistakes::of_the_whole(office::tick_doubtful(lang)), None).await;
    }
    let declined = form.typed.get("how") == "declined";
    // A sheet beside a refusal is not kept: nobody signed it.
    let sheet = if declined { Ok(None) } else { scan(&office, &asked, &mut form).await };
    let (typed, sheet) = match sheet {
        Ok(sheet) => (form.typed, sheet),
        Err(refusal) => return refused(&office, &asked, &format!("/event/{id}/families"), &refusal).await,
    };
    let (pupils, came) = (ticks::taken(&typed, "pupil"), sheet.is_some());
    let Some(day) = typed.day("day") else {
        let mut mistakes = Mistakes::of_the_whole(office::field_day_wrong(lang));
        if pupils.is_empty() {
            mistakes.say(families::nobody_chosen(lang));
        }
        if came {
            mistakes.say(families::sheet_again(lang));
        }
        return shown(&office, &asked, &id, &typed, &mistakes, None).await;
    };
    let act = Id::read(&id).map(|event| FamiliesSigned {
        event,
        seen: typed.get("seen").parse().unwrap_or_default(),
        digest: typed.get("digest").to_owned(),
        pupils: pupils.into_iter().collect(),
        day,
        declined,
        sheet,
    });
    done(&office, &asked, &id, &typed, (act, came)).await
}

/// `POST /event/{id}/families/sheet`: the scan of a sheet that was noted before.
pub async fn attach(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, mut form: TypedWithFiles) -> Response {
    let sheet = match scan(&office, &asked, &mut form).await {
        Ok(sheet) => sheet,
        Err(refusal) => return refused(&office, &asked, &format!("/event/{id}/families"), &refusal).await,
    };
    let typed = form.typed;
    let Some(sheet) = sheet else {
        let mut mistakes = Mistakes::default();
        mistakes.add("sheet", office::file_missing(asked.lang));
        return shown(&office, &asked, &id, &typed, &mistakes, None).await;
    };
    let act = Id::read(&id).map(|event| AttachFamilySheet {
        event,
        seen: typed.get("seen").parse().unwrap_or_default(),
        pupils: ticks::taken(&typed, "pupil").into_iter().collect(),
        sheet,
    });
    done(&office, &asked, &id, &typed, (act, true)).await
}

/// Performs it and goes back to the list; refused, the page with what was typed, and where a scan came with it, that it is chosen again.
async fn done<A: Act>(office: &Office, asked: &Asked, id: &str, typed: &Typed, (act, came): (Option<A>, bool)) -> Response {
    let lang = asked.lang;
    let done = match (act, typed.once()) {
        (Some(act), Some(once)) => office.perform(asked.reader.clone(), once, act).await.map(drop),
        _ => Err(Refusal::of(Rule::NotThere)),
    };
    let Err(refusal) = done else { return Redirect::to(&format!("/event/{id}/families")).into_response() };
    let told = match refusal.rule {
        Rule::NothingChanged => families::nobody_chosen(lang),
        Rule::Wrong(Told::Participants) | Rule::ChangedMeanwhile(_) => families::changed_meanwhile(lang),
        rule @ (Rule::Wrong(_) | Rule::TextChanged | Rule::FileErased | Rule::TooMuch(..) | Rule::Unprintable(_)) => rule.told(lang),
        _ => return refused(office, asked, &format!("/event/{id}/families"), &refusal).await,
    };
    let mut mistakes = Mistakes::of_the_whole(told);
    if came {
        // A page gives no file back to the field it was chosen in.
        mistakes.say(families::sheet_again(lang));
    }
    shown(office, asked, id, typed, &mistakes, None).await
}

/// `GET /event/{id}/families/file/{address}`: the scan of a sheet, for whoever sees the families of the class.
pub async fn file(State(office): State<Arc<Office>>, asked: Asked, Path((id, address)): Path<(String, String)>) -> Response {
    let at = format!("/event/{id}/families");
    let kept = match found(&office, &asked, &id).await {
        Ok(of) => of.lines.into_iter().filter_map(|line| line.sheet).find(|sheet| sheet.address == address && !sheet.erased()),
        Err(refusal) => return refused(&office, &asked, &at, &refusal).await,
    };
    let digest = kept.and_then(|file| Some((file.address.parse::<Digest>().ok()?, file.name)));
    let Some((digest, name)) = digest else { return refused(&office, &asked, &at, &Refusal::of(Rule::NotThere)).await };
    match office.store.file(digest).await {
        Ok(Some(bytes)) => {
            let heads = [(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, attached(&name))];
            (heads, bytes).into_response()
        }
        Ok(None) => refused(&office, &asked, &at, &Refusal::of(Rule::NotThere)).await,
        Err(refusal) => refused(&office, &asked, &at, &refusal).await,
    }
}
