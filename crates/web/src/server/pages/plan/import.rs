//! The school's own plan taken in: as written, as understood, what it corresponds to; nothing happens before «Принять».
//! covers: R48, D7

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use intake::Input;
use maud::{Markup, html};
use records::plan::calendar::{awaited, occurrences};
use records::plan::draft::ProseKind;
use records::plan::library::Measure;
use records::plan::likeness::gaps;
use records::text::Lang;
use words::office;
use workflow::plan::{Begin, Fate, Preview, PreviewShown, Source, Take, rows_fit};
use workflow::{Id, Refusal, Upload};

use super::found::plan;
use super::reading::{Along, Ground, Line, address_of, ground, not_taken, preface_of, tidy};
use super::told;
use crate::server::form::{Typed, TypedWithFiles, following, key};
use crate::server::office::Office;
use crate::server::once::once;
use crate::server::pages::frame::{Page, Room, page_with};
use crate::server::pages::mistake;
use crate::server::policy::Asked;

/// `POST /plan/upload`: keeps the file and shows what was understood.
pub async fn upload(State(office): State<Arc<Office>>, asked: Asked, Query(along): Query<Along>, mut form: TypedWithFiles) -> Response {
    let Some(file) = form.take("file") else {
        return told_so(&office, &asked, &office::file_missing(asked.lang)).await;
    };
    match kept(&office, &asked, file).await {
        Ok((name, address)) => Redirect::to(&address_of(&address, &Along { name: Some(name), plan: along.plan })).into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// Keeps a file of a plan; its name without folders, and its address.
pub(super) async fn kept(office: &Office, asked: &Asked, file: Input) -> Result<(String, String), Refusal> {
    let name = file.name.rsplit('/').next().unwrap_or(&file.name).to_owned();
    let address = office.store.keep(Upload { bytes: file.bytes, names: false, at: asked.reader.now().timestamp() }).await?;
    Ok((name, address.to_string()))
}

async fn told_so(office: &Office, asked: &Asked, what: &str) -> Response {
    let title = office::import_none(asked.lang);
    let content = html! { h1 { (title) } p.lead data-what="" { (what) } p { a href="/plan" { (office::to_the_plans(asked.lang)) } } };
    page_with(office, asked, StatusCode::UNPROCESSABLE_ENTITY, &Page { room: Room::Plan, title: &title, trail: &[] }, &content).await
}

/// `GET /plan/import/{digest}`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(digest): Path<String>, Query(along): Query<Along>) -> Response {
    match ground(&office, &asked, &digest, along).await {
        Ok(ground) => {
            let typed = asked.form().with("move", "yes");
            shown(&office, &asked, &ground, &typed, None).await
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn preview(office: &Office, asked: &Asked, ground: &Ground, lines: &[Line]) -> Option<PreviewShown> {
    let plan = Id::read(ground.along.plan.as_deref()?)?;
    office.see(asked.reader.clone(), Preview { plan, source: Source::File, rows: ground.rows(lines) }).await.ok()
}

async fn shown(office: &Office, asked: &Asked, ground: &Ground, typed: &Typed, wrong: Option<&str>) -> Response {
    let lang = asked.lang;
    if ground.draft.rows.is_empty() {
        let what: Vec<String> = ground.problems.iter().map(|problem| problem.what.in_lang(lang).to_owned()).collect();
        return told_so(office, asked, &what.join(" ")).await;
    }
    let lines = ground.lines(typed);
    let preview = preview(office, asked, ground, &lines).await;
    let open = lines.iter().filter(|line| line.understood.is_open() && !line.skipped).count();
    let title = office::import_title(lang);
    let others = ground.draft.other_years(ground.school_year());
    let content = html! {
        h1 { (title) }
        p.lead { (summary(lang, ground, &lines, open)) }
        @if let Some(wrong) = wrong { div.fault role="alert" { p { (wrong) } } }
        form.import method="post" action=(address_of(&ground.digest, &ground.along)) {
            (key(typed))
            input type="hidden" name="shown-move" value=(typed.get("move"));
            // Enter in a field presses the first button: it reads anew, it does not take.
            button.unseen name="do" value="again" tabindex="-1" { (office::import_again(lang)) }
            div.acting {
                button.main name="do" value="take" { (office::import_take(lang)) }
                button.second name="do" value="again" { (office::import_again(lang)) }
                @if open > 0 { a.button.second href="#question-1" { (office::import_questions(lang, open)) } }
                @if !others.is_empty() {
                    label.option for="move" {
                        input type="checkbox" id="move" name="move" value="yes" checked[typed.get("move") == "yes"];
                        (office::import_move(lang, ground.school_year().short()))
                    }
                }
            }
            (preface(lang, ground))
            (table(lang, ground, &lines, preview.as_ref()))
        }
        (left(lang, ground))
        (lacking(lang, ground, &lines))
    };
    let trail = match ground.along.plan.as_deref() {
        Some(id) => plan(office, asked, id).await.map(|plan| vec![(format!("/plan/{id}"), plan.preface.title)]).unwrap_or_default(),
        None => vec![("/plan".to_owned(), office::room_plan(lang))],
    };
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(office, asked, status, &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

fn summary(lang: Lang, ground: &Ground, lines: &[Line], open: usize) -> String {
    let name = ground.along.name.as_deref().unwrap_or_default();
    let blocks = office::blocks_count(lang, ground.draft.blocks.len());
    let measures = office::measures_count(lang, ground.draft.rows.len());
    let questions = if open == 0 { office::import_no_questions(lang) } else { office::import_open(lang, open) };
    let waiting = lines.iter().filter(|line| !line.skipped && !awaited(&line.content.rules, &ground.schedules()).is_empty()).count();
    let summary = office::import_summary(lang, name, blocks, measures, questions);
    if waiting == 0 { summary } else { format!("{summary} {}", office::import_waiting(lang, waiting)) }
}

fn preface(lang: Lang, ground: &Ground) -> Markup {
    let prose = |kind| ground.draft.prose(kind).collect::<Vec<_>>().join("\n");
    let parts = [
        (office::approval_head(lang), prose(ProseKind::Head)),
        (office::plan_title(lang), prose(ProseKind::Title)),
        (office::goal(lang), prose(ProseKind::Goal)),
        (office::directions(lang), prose(ProseKind::Direction)),
    ];
    html! {
        details {
            summary { (office::import_preface(lang)) }
            dl { @for (name, text) in parts.iter().filter(|(_, text)| !text.is_empty()) { dt { (name) } dd.written { (text) } } }
        }
    }
}

fn table(lang: Lang, ground: &Ground, lines: &[Line], preview: Option<&PreviewShown>) -> Markup {
    let mut question = 0;
    let mut taken = lines.iter().enumerate().scan(0, |place, (index, line)| {
        let at = *place;
        *place += usize::from(!line.skipped);
        Some((index, line, (!line.skipped).then_some(at)))
    });
    let mut block = String::new();
    html! {
        div.scroll tabindex="0" {
            table.three {
                thead { tr { th scope="col" { (office::as_written(lang)) } th scope="col" { (office::as_understood(lang)) } th scope="col" { (office::corresponds(lang)) } } }
                tbody {
                    @for (index, line, place) in taken.by_ref() {
                        @if line.content.block != block {
                            tr.block { th colspan="3" scope="rowgroup" { ({ block.clone_from(&line.content.block); block.as_str() }) } }
                        }
                        @let asks = line.understood.is_open() && !line.skipped;
                        @let number = { question += usize::from(asks); question };
                        @let fate = preview.zip(place).and_then(|(preview, place)| preview.fates.get(place));
                        tr .open[asks] .skipped[line.skipped] id=[asks.then(|| format!("question-{number}"))] {
                            td { (as_written(line)) }
                            td { (as_understood(lang, ground, line, index, fate, near(lines, index))) }
                            td { (corresponding(ground, line)) }
                        }
                    }
                }
            }
        }
    }
}

fn as_written(line: &Line) -> Markup {
    let row = &line.written;
    let quiet =
        [row.when.text.as_str(), row.owners.text.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ");
    html! { p { @if !row.number.is_empty() { (row.number.trim_end_matches('.')) ". " } (row.text) } p.quiet { (quiet) } }
}

/// The nearest row above that has a date.
fn near(lines: &[Line], index: usize) -> Option<&Line> {
    lines.get(..index)?.iter().rev().find(|line| !line.understood.is_open())
}

/// Answers of one click: what stands in the row before, and what fits most measures without a date.
fn choices(near: Option<&Line>) -> Vec<String> {
    let near = near.map(|line| line.content.when.clone()).filter(|when| !when.is_empty());
    // The words of a plan are Russian whatever the language of the page.
    let usual = office::all_year(Lang::Ru);
    near.into_iter().filter(|when| *when != usual).chain([usual.clone()]).collect()
}

fn as_understood(lang: Lang, ground: &Ground, line: &Line, index: usize, fate: Option<&Fate>, near: Option<&Line>) -> Markup {
    let times = occurrences(&line.content.rules, &ground.calendar, &ground.schedules());
    let days: Vec<String> = times.iter().filter(|one| !one.asks).take(5).map(|one| told::short(one.due)).collect();
    let open = line.understood.is_open();
    let field = |name: &str, label: String, value: &str| {
        let key = format!("{name}-{index}");
        html! { div.field { label for=(key) { (label) } input type="text" id=(key) name=(key) value=(value); } }
    };
    html! {
        @if !line.content.rules.is_empty() { p { b { (told::rules(lang, &line.content.rules)) } } }
        @if times.len() > 1 && !days.is_empty() { p.quiet { (days.join(" · ")) @if times.len() > days.len() { " …" } } }
        @for ask in &line.understood.asks { p .ask[ask.why.must_be_answered()] .quiet[!ask.why.must_be_answered()] { (ask.text().in_lang(lang)) } }
        @if line.written.owners.from_above && !line.content.owners.is_empty() { p.quiet { (office::owner_from_above(lang, &line.content.owners)) } }
        @if line.content.text != tidy(&line.written.text) && line.content.text == ground.named_moved(index, &tidy(&line.written.text)) { p.quiet { (office::import_years_moved(lang)) " " span.written { (line.content.text) } } }
        @if let Some(fate) = fate { p.quiet { (fate_told(lang, fate)) } }
        @if open {
            (field("when", office::term(lang), &line.content.when))
            p.choices { @for choice in choices(near) { button.second .small name="set" value=(format!("{index}|{choice}")) { (choice) } } }
        }
        details {
            summary { (office::change(lang)) }
            @if !open { (field("when", office::term(lang), &line.content.when)) }
            (field("text", office::measure_text(lang), &line.content.text))
            (field("owners", office::owners(lang), &line.content.owners))
            (field("block", office::block(lang), &line.content.block))
            label.option for=(format!("skip-{index}")) {
                input type="checkbox" id=(format!("skip-{index}")) name=(format!("skip-{index}")) value="yes" checked[line.skipped];
                (office::import_skip(lang))
            }
        }
    }
}

fn fate_told(lang: Lang, fate: &Fate) -> String {
    match fate {
        Fate::New => office::fate_new(lang),
        Fate::Same(_) => office::fate_same(lang),
        Fate::Changed(_, _, conflicts) if conflicts.is_empty() => office::fate_changed(lang),
        Fate::Changed(..) => office::fate_conflict(lang),
        Fate::Removed(_) => office::fate_removed(lang),
    }
}

fn corresponding(ground: &Ground, line: &Line) -> Markup {
    html! {
        @if let Some(measure) = line.content.library.as_deref().and_then(|key| ground.library.get(key)) {
            p { (measure.text) }
            @if !measure.expected.is_empty() { p.quiet { (measure.expected) } }
        }
    }
}

fn left(lang: Lang, ground: &Ground) -> Markup {
    html! {
        @if !ground.draft.left.is_empty() {
            h2 { (office::import_left(lang)) }
            ul { @for left in &ground.draft.left { li { span.written { (left.text) } " — " span.quiet { (left.reason.text().in_lang(lang)) } } } }
        }
        @if !ground.problems.is_empty() {
            h2 { (office::import_notes(lang)) }
            ul { @for problem in &ground.problems { li { (problem.what.in_lang(lang)) } } }
        }
    }
}

/// What the library has and the plan has not.
fn lacking(lang: Lang, ground: &Ground, lines: &[Line]) -> Markup {
    let covered = lines.iter().filter(|line| !line.skipped).filter_map(|line| line.content.library.as_deref());
    let gaps = gaps(ground.library, covered);
    let mut missing: Vec<&Measure> = gaps.iter().filter_map(|gap| ground.library.get(gap.measures.first()?)).collect();
    missing.dedup_by_key(|measure| measure.key.clone());
    html! {
        @if !missing.is_empty() {
            h2 { (office::gaps_title(lang)) }
            p { (office::gaps_what(lang)) }
            ul { @for measure in missing { li { (measure.text) } } }
        }
    }
}

/// `POST /plan/import/{digest}`: understood anew, or taken.
pub async fn act(
    State(office): State<Arc<Office>>,
    asked: Asked,
    Path(digest): Path<String>,
    Query(along): Query<Along>,
    typed: Typed,
) -> Response {
    let ground = match ground(&office, &asked, &digest, along).await {
        Ok(ground) => ground,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let set = typed.get("set").split_once('|').map(|(index, when)| (format!("when-{index}"), when.to_owned()));
    let typed = match set {
        Some((key, when)) => typed.without("set").without(&key).with(&key, when),
        None => typed,
    };
    if typed.get("do") != "take" {
        return shown(&office, &asked, &ground, &typed, None).await;
    }
    // What was typed over a date and is not understood is said, not taken for no date.
    let lines = ground.lines(&typed);
    let typed_over = |line: &&Line| !line.content.when.trim().is_empty() && line.content.when != line.written.when.text;
    if let Some(line) = lines.iter().filter(|line| line.understood.is_open() && !line.skipped).find(typed_over) {
        let wrong = office::import_not_understood(asked.lang, &line.content.when, &line.content.text);
        return shown(&office, &asked, &ground, &typed, Some(&wrong)).await;
    }
    match take(&office, &asked, &ground, &typed).await {
        Ok(plan) => Redirect::to(&format!("/plan/{plan}")).into_response(),
        Err(refusal) => shown(&office, &asked, &ground, &typed, Some(&refusal.rule.told(asked.lang))).await,
    }
}

async fn take(office: &Office, asked: &Asked, ground: &Ground, typed: &Typed) -> Result<Id, Refusal> {
    let first = typed.once().map_or_else(once, Ok)?;
    let lines = ground.lines(typed);
    let (rows, not_taken) = (ground.rows(&lines), not_taken(ground, &lines));
    // Before a plan is begun: what cannot be taken leaves no empty plan behind.
    rows_fit(&rows, &not_taken).map_err(Refusal::of)?;
    let (plan, seen) = match ground.along.plan.as_deref().and_then(Id::read) {
        Some(id) => {
            let seen = office.see(asked.reader.clone(), workflow::plan::Whole { plan: id.clone() }).await?.entry;
            (id, seen)
        }
        None => {
            let begin = Begin { year: ground.year.id.clone(), preface: preface_of(asked.lang, ground, typed) };
            let begun = office.perform(asked.reader.clone(), first.clone(), begin).await?;
            (begun.done, begun.entry)
        }
    };
    let act = Take {
        plan: plan.clone(),
        seen,
        source: Source::File,
        digest: ground.digest.clone(),
        name: ground.along.name.clone().filter(|name| !name.is_empty()).unwrap_or_else(|| office::plan_file(asked.lang)),
        rows,
        not_taken,
        reason: Some(typed.get("why").to_owned()).filter(|why| !why.is_empty()),
    };
    office.perform(asked.reader.clone(), following(&first, "take"), act).await?;
    Ok(plan)
}
