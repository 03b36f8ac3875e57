//! Plans of the levels above laid beside the school's own: what answers each of their measures, what nothing answers.
//! covers: R15

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use documents::office::{Letterhead, LevelPlan, LevelRow, Levels as Paper};
use maud::{Markup, html};
use records::plan::draft::ProseKind;
use records::plan::library::Library;
use records::plan::likeness::{Alike, Likeness};
use records::text::Lang;
use serde::Deserialize;
use words::{Word, office};
use workflow::levels::{Answer, Answered, Level, Levels, RemoveUpper, TakeUpper, UpperMeasure, UpperPlan, UpperRow};
use workflow::plan::{Add, MeasureShown, PlanShown, PlanState};
use workflow::{Act, Field as Told, Id, LONGEST_TEXT, Refusal, Rule};

use super::found::plan;
use super::import::kept;
use super::library::shipped;
use super::reading::{Along, Ground, ground, one_line, tidy};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, TypedWithFiles, key};
use crate::server::office::Office;
use crate::server::pages::frame::{Page, Room, page, page_with};
use crate::server::pages::mistake;
use crate::server::policy::{Asked, Rights};
use crate::shell::address::encoded;

const UPLOAD: Form = Form {
    fields: &[Field::new("level", office::level, Kind::One(levels)), Field::new("file", office::plan_file, Kind::File).told(Told::File)],
};
const REASON: Form =
    Form { fields: &[Field::new("reason", office::levels_not_ours_why, Kind::Line).told(Told::Reason).most(LONGEST_TEXT)] };

/// What the page is asked for.
#[derive(Default, Deserialize)]
pub struct Wanted {
    /// The measure whose answer is being changed.
    change: Option<String>,
}

/// What goes along while a file is looked at.
#[derive(Deserialize)]
pub struct Reading {
    name: String,
    level: String,
}

/// How a measure above stands.
enum Standing<'a> {
    /// These of the school's plan answer it; None: one of another plan.
    By(Vec<(&'a Id, Option<&'a MeasureShown>)>),
    /// It is not the school's to do.
    NotOurs(&'a str),
    /// This one is like it; nobody said so yet.
    Like(&'a MeasureShown),
    /// Nothing answers it.
    Nothing,
}

fn levels(lang: Lang) -> Vec<(String, String)> {
    Level::ALL.iter().rev().map(|level| (level.code().to_owned(), level_name(lang, *level))).collect()
}

fn level_name(lang: Lang, level: Level) -> String {
    let word: Word = match level {
        Level::Federal => office::level_federal,
        Level::Region => office::level_region,
        Level::Municipality => office::level_municipality,
    };
    word(lang)
}

/// Every measure above with how it stands.
fn standings<'a>(ours: &'a [&'a MeasureShown], alike: &Alike, above: &'a UpperPlan) -> Vec<(&'a UpperMeasure, Standing<'a>)> {
    let of = |upper: &'a UpperMeasure| match &upper.answered {
        Answered::By(ids) => Standing::By(ids.iter().map(|id| (id, ours.iter().copied().find(|one| one.id == *id))).collect()),
        Answered::NotOurs(reason) => Standing::NotOurs(reason),
        Answered::Open => {
            let same = |one: &&&MeasureShown| upper.library.is_some() && one.content.library == upper.library;
            let like = || alike.nearest(&upper.block, &upper.text).and_then(|near| ours.get(near.index));
            ours.iter().find(same).or_else(like).map_or(Standing::Nothing, |one| Standing::Like(one))
        }
    };
    above.measures.iter().map(|upper| (upper, of(upper))).collect()
}

fn ours(plan: &PlanShown) -> Vec<&MeasureShown> {
    plan.blocks.iter().flat_map(|block| &block.measures).collect()
}

fn alike(ours: &[&MeasureShown]) -> Alike {
    Alike::of(ours.iter().map(|one| one.content.text.as_str()))
}

/// Answered, not the school's, like, nothing.
fn counts(standings: &[(&UpperMeasure, Standing<'_>)]) -> [usize; 4] {
    let count = |which: fn(&Standing<'_>) -> bool| standings.iter().filter(|(_, standing)| which(standing)).count();
    [
        count(|one| matches!(one, Standing::By(_))),
        count(|one| matches!(one, Standing::NotOurs(_))),
        count(|one| matches!(one, Standing::Like(_))),
        count(|one| matches!(one, Standing::Nothing)),
    ]
}

/// «Мероприятий 12: отвечает план школы 5, не дело школы 2, похоже и ждёт вашего слова 3, ничто не отвечает 2.»
fn summary(lang: Lang, [by, not_ours, like, nothing]: [usize; 4]) -> String {
    let parts = [
        (by, office::levels_by(lang, by.to_string())),
        (not_ours, office::levels_not_ours(lang, not_ours.to_string())),
        (like, office::levels_like(lang, like.to_string())),
        (nothing, office::levels_nothing(lang, nothing.to_string())),
    ];
    let said: Vec<String> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said).collect();
    office::levels_summary(lang, office::measures_count(lang, by + not_ours + like + nothing), said.join(", "))
}

/// The four shares as one bar: full, dotted, hatched, empty; black on white.
fn bar(counts: [usize; 4], id: &str, said: &str) -> Markup {
    let all = counts.iter().sum::<usize>().max(1);
    let parts = counts.iter().scan(0, |at, count| {
        let from = *at;
        *at += count;
        Some((from, count))
    });
    let fills = ["currentColor".to_owned(), format!("url(#{id}-dots)"), format!("url(#{id}-lines)"), "none".to_owned()];
    html! {
        svg.levels role="img" aria-label=(said) viewBox="0 0 600 18" width="600" height="18" {
            defs {
                pattern id={ (id) "-dots" } width="6" height="6" patternUnits="userSpaceOnUse" { circle cx="3" cy="3" r="1" fill="currentColor" {} }
                pattern id={ (id) "-lines" } width="6" height="6" patternUnits="userSpaceOnUse" { path d="M0 6L6 0" stroke="currentColor" stroke-width="1.2" {} }
            }
            @for ((from, count), fill) in parts.zip(&fills) {
                @if *count > 0 { rect x=(600 * from / all) y="1" width=((600 * count / all).max(1)) height="16" fill=(fill) stroke="currentColor" {} }
            }
        }
    }
}

/// `GET /plan/{id}/levels`.
pub async fn show(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, Query(wanted): Query<Wanted>) -> Response {
    shown(&office, &asked, &id, &wanted, (&asked.form(), &Mistakes::default())).await
}

async fn shown(office: &Office, asked: &Asked, id: &str, wanted: &Wanted, (typed, mistakes): (&Typed, &Mistakes)) -> Response {
    let lang = asked.lang;
    let both = async {
        let plan = plan(office, asked, id).await?;
        let above = office.see(asked.reader.clone(), Levels { year: plan.year.clone() }).await?;
        Ok::<_, Refusal>((plan, above))
    };
    let (plan, above) = match both.await {
        Ok(both) => both,
        Err(refusal) => return mistake::refused(office, asked, &refusal).await,
    };
    let rights = Rights::of(office, asked).await;
    let (ours, at) = (ours(&plan), format!("/plan/{id}"));
    let alike = alike(&ours);
    let title = office::levels_title(lang);
    let scene = Scene {
        asked,
        at: &at,
        ours: &ours,
        wanted,
        may: rights.may(Answer::NAME),
        adds: rights.may(Add::NAME) && plan.state != PlanState::Closed,
    };
    let content = html! {
        h1 { (title) }
        p.lead { (office::levels_what(lang)) }
        @if !above.is_empty() { p { a href={ (at) "/papers/levels?form=docx" } { (office::levels_paper(lang)) } } }
        @for upper in &above { (scene.one(upper, &standings(&ours, &alike, upper))) }
        @if rights.may(TakeUpper::NAME) {
            section {
                h2 { (office::levels_add(lang)) }
                form.narrow method="post" action={ (at) "/levels/upload" } enctype="multipart/form-data" {
                    (UPLOAD.show(lang, typed, mistakes))
                    button .main[above.is_empty()] .second[!above.is_empty()] { (office::plan_read(lang)) }
                }
            }
        }
    };
    let trail = [(at.clone(), plan.preface.title.clone())];
    page_with(office, asked, mistakes.status(), &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

/// What every line of the page is written with.
struct Scene<'a> {
    asked: &'a Asked,
    at: &'a str,
    ours: &'a [&'a MeasureShown],
    wanted: &'a Wanted,
    may: bool,
    adds: bool,
}

impl Scene<'_> {
    fn one(&self, upper: &UpperPlan, standings: &[(&UpperMeasure, Standing<'_>)]) -> Markup {
        let lang = self.asked.lang;
        let counts = counts(standings);
        let said = summary(lang, counts);
        html! {
            section id=(upper.id.as_str()) {
                h2 { (level_name(lang, upper.level)) }
                p { b { (upper.title) } span.quiet { " · " (upper.file_name) } }
                (bar(counts, upper.id.as_str(), &said))
                p { (said) }
                ul.plain-list.above { @for (measure, standing) in standings { (self.line(measure, standing)) } }
                @if self.may {
                    details {
                        summary { (office::levels_remove(lang)) }
                        p { (office::levels_remove_what(lang)) }
                        form method="post" action={ (self.at) "/levels/" (upper.id.as_str()) "/remove" } {
                            (key(&self.asked.form())) button.second { (office::levels_remove(lang)) }
                        }
                    }
                }
            }
        }
    }

    fn line(&self, upper: &UpperMeasure, standing: &Standing<'_>) -> Markup {
        let (lang, id) = (self.asked.lang, upper.id.as_str());
        let changing = self.may && self.wanted.change.as_deref() == Some(id);
        html! {
            li id=(id) {
                div.what {
                    b { @if !upper.number.is_empty() { (upper.number.trim_end_matches('.')) ". " } (upper.text) }
                    p.quiet { (upper.block) @if !upper.term.is_empty() { " · " (upper.term) } }
                }
                div.answer {
                    @match standing {
                        Standing::By(all) => {
                            p { (office::levels_answered(lang)) }
                            ul { @for (id, one) in all { li { a href={ "/measure/" (id.as_str()) } { @if let Some(one) = one { (one.content.text) } @else { (office::levels_other_plan(lang)) } } } } }
                        }
                        Standing::NotOurs(reason) => p { (office::levels_is_not_ours(lang)) ": " (reason) },
                        Standing::Like(one) => p { (office::levels_is_like(lang)) " " a href={ "/measure/" (one.id.as_str()) } { (one.content.text) } },
                        Standing::Nothing => p { (office::levels_is_nothing(lang)) },
                    }
                    @if self.may && !changing {
                        div.acting {
                            @if let Standing::Like(one) = standing {
                                form method="post" action={ "/above/" (id) "/answer" } {
                                    (key(&self.asked.form())) input type="hidden" name="back" value=(self.at); input type="hidden" name="measure" value=(one.id.as_str());
                                    button.second.small { (office::levels_right(lang)) }
                                }
                            }
                            @if self.adds && matches!(standing, Standing::Nothing) { a.button.second.small href={ (self.at) "/measures/new?above=" (id) } { (office::levels_to_plan(lang)) } }
                            a href={ (self.at) "/levels?change=" (id) "#" (id) } { (office::levels_otherwise(lang)) }
                        }
                    }
                    @if changing { (self.changing(upper)) }
                }
            }
        }
    }

    fn changing(&self, upper: &UpperMeasure) -> Markup {
        let (lang, id) = (self.asked.lang, upper.id.as_str());
        let (chosen, reason): (&[Id], &str) = match &upper.answered {
            Answered::By(ids) => (ids, ""),
            Answered::NotOurs(reason) => (&[], reason),
            Answered::Open => (&[], ""),
        };
        let typed = self.asked.form().with("reason", reason);
        html! {
            form.narrow method="post" action={ "/above/" (id) "/answer" } {
                input type="hidden" name="back" value=(self.at);
                div.field {
                    label for="measure" { (office::levels_which(lang)) }
                    select id="measure" name="measure" {
                        option value="" { (office::levels_none(lang)) }
                        @for one in self.ours { option value=(one.id.as_str()) selected[chosen.contains(&one.id)] { (one.content.text.chars().take(90).collect::<String>()) } }
                    }
                }
                (REASON.show(lang, &typed, &Mistakes::default()))
                button.second { (office::save(lang)) }
            }
        }
    }
}

/// `POST /plan/{id}/levels/upload`.
pub async fn upload(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, mut form: TypedWithFiles) -> Response {
    let level = form.typed.get("level").to_owned();
    let Some(file) = form.take("file") else {
        let mut mistakes = Mistakes::default();
        mistakes.add("file", office::file_missing(asked.lang));
        return shown(&office, &asked, &id, &Wanted::default(), (&form.typed, &mistakes)).await;
    };
    match kept(&office, &asked, file).await {
        Ok((name, address)) => {
            let to = format!("/plan/{id}/levels/read/{address}?name={}&level={}", encoded(&name), encoded(&level));
            Redirect::to(&to).into_response()
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

async fn stood(office: &Office, asked: &Asked, id: &str, digest: &str, reading: &Reading) -> Result<(PlanShown, Ground, Level), Refusal> {
    let plan = plan(office, asked, id).await?;
    let level = Level::from_code(&reading.level).ok_or(Refusal::of(Rule::NotThere))?;
    let ground = ground(office, asked, digest, Along { name: Some(reading.name.clone()), plan: None }).await?;
    Ok((plan, ground, level))
}

fn title_of(ground: &Ground, name: &str) -> String {
    let title = ground.draft.prose(ProseKind::Title).collect::<Vec<_>>().join(" ");
    if title.trim().is_empty() { name.to_owned() } else { one_line(&title) }
}

fn rows(draft: &records::plan::Draft, library: &Library) -> Vec<UpperRow> {
    let likeness = Likeness::of(library);
    let line = |text: &str| one_line(text).chars().take(500).collect::<String>();
    let row = |row: &records::plan::draft::Row| {
        let block = draft.block_of(row).map(|block| line(&format!("{} {}", block.number, block.title))).unwrap_or_default();
        let library = likeness.find(&block, &row.text).map(|found| found.key);
        UpperRow { number: line(&row.number), text: tidy(&row.text), term: tidy(&row.when.text), block, library }
    };
    draft.rows.iter().map(row).collect()
}

/// `GET /plan/{id}/levels/read/{digest}`: what was read, before it is laid beside.
pub async fn read(
    State(office): State<Arc<Office>>,
    asked: Asked,
    Path((id, digest)): Path<(String, String)>,
    Query(reading): Query<Reading>,
) -> Response {
    let (lang, found) = (asked.lang, stood(&office, &asked, &id, &digest, &reading).await);
    let (plan, ground, level) = match found {
        Ok(found) => found,
        Err(refusal) => return mistake::refused(&office, &asked, &refusal).await,
    };
    let rows = rows(&ground.draft, ground.library);
    let title = office::levels_read(lang);
    let content = html! {
        h1 { (title) }
        @if rows.is_empty() {
            @for problem in &ground.problems { p.lead data-what="" { (problem.what.in_lang(lang)) } }
        } @else {
            p.lead { (level_name(lang, level)) ". " (office::levels_read_what(lang, office::measures_count(lang, rows.len()))) }
            form method="post" action={ "/plan/" (id) "/levels/read/" (digest) "?name=" (encoded(&reading.name)) "&level=" (level.code()) } {
                (key(&asked.form()))
                div.field { label for="title" { (office::plan_title(lang)) } input type="text" id="title" name="title" value=(title_of(&ground, &reading.name)); }
                button.main { (office::levels_take(lang)) }
                ul.plain-list.rows.read {
                    @for (index, row) in rows.iter().enumerate() {
                        li {
                            label.option for=(format!("row-{index}")) { input type="checkbox" id=(format!("row-{index}")) name="row" value=(index) checked; (row.text) }
                            span.quiet { (row.block) @if !row.term.is_empty() { " · " (row.term) } }
                        }
                    }
                }
            }
        }
    };
    let trail = [(format!("/plan/{id}"), plan.preface.title.clone()), (format!("/plan/{id}/levels"), office::levels_title(lang))];
    page(&office, &asked, &Page { room: Room::Plan, title: &title, trail: &trail }, &content).await
}

/// `POST /plan/{id}/levels/read/{digest}`.
pub async fn take(
    State(office): State<Arc<Office>>,
    asked: Asked,
    Path((id, digest)): Path<(String, String)>,
    Query(reading): Query<Reading>,
    typed: Typed,
) -> Response {
    let taken = async {
        let (plan, ground, level) = stood(&office, &asked, &id, &digest, &reading).await?;
        let wanted: Vec<usize> = typed.0.iter().filter(|(name, _)| name == "row").filter_map(|(_, index)| index.parse().ok()).collect();
        let rows = rows(&ground.draft, ground.library).into_iter().enumerate();
        let rows = rows.filter(|(index, _)| wanted.contains(index)).map(|(_, row)| row).collect();
        let once = typed.once().ok_or(Refusal::of(Rule::NotThere))?;
        let (title, file_name) = (typed.get("title").to_owned(), reading.name.clone());
        let act = TakeUpper { year: plan.year, level, title, file: digest.clone(), file_name, rows };
        office.perform(asked.reader.clone(), once, act).await
    };
    match taken.await {
        Ok(receipt) => Redirect::to(&format!("/plan/{id}/levels#{}", receipt.done)).into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `POST /above/{id}/answer`.
pub async fn answer(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>, typed: Typed) -> Response {
    let gone = Refusal::of(Rule::NotThere);
    let back = typed.get("back").to_owned();
    let (Some(upper), Some(once), Some(plan)) = (Id::read(&id), typed.once(), back.strip_prefix("/plan/").and_then(Id::read)) else {
        return mistake::refused(&office, &asked, &gone).await;
    };
    let measures = Some(typed.get("measure")).filter(|measure| !measure.is_empty());
    let measures: Vec<Id> = measures.into_iter().filter_map(Id::read).collect();
    // A measure was chosen: what was typed beside it speaks of none.
    let reason = if measures.is_empty() { typed.get("reason").to_owned() } else { String::new() };
    match office.perform(asked.reader.clone(), once, Answer { upper, measures, reason }).await {
        Ok(_) => Redirect::to(&format!("/plan/{plan}/levels#{id}")).into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// `POST /plan/{id}/levels/{upper}/remove`.
pub async fn remove(State(office): State<Arc<Office>>, asked: Asked, Path((id, upper)): Path<(String, String)>, typed: Typed) -> Response {
    let (Some(plan), Some(once)) = (Id::read(&upper), typed.once()) else {
        return mistake::refused(&office, &asked, &Refusal::of(Rule::NotThere)).await;
    };
    match office.perform(asked.reader.clone(), once, RemoveUpper { plan }).await {
        Ok(_) => Redirect::to(&format!("/plan/{id}/levels")).into_response(),
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// A measure above as a form of a new measure of the school is filled in with it.
pub async fn above(office: &Office, asked: &Asked, plan: &PlanShown, id: &str) -> Option<Typed> {
    let above = office.see(asked.reader.clone(), Levels { year: plan.year.clone() }).await.ok()?;
    let upper = above.into_iter().flat_map(|plan| plan.measures).find(|measure| measure.id.as_str() == id)?;
    let library = shipped().ok()?;
    let measure = upper.library.as_deref().and_then(|key| library.get(key));
    let block = measure.map_or_else(String::new, |measure| library.block_title(measure).to_owned());
    Some(asked.form().with("text", upper.text).with("when", upper.term).with("block", block))
}

/// The paper on the levels.
pub async fn paper(office: &Office, asked: &Asked, plan: &PlanShown, letterhead: Letterhead) -> Result<Paper, Refusal> {
    let lang = asked.lang;
    let above = office.see(asked.reader.clone(), Levels { year: plan.year.clone() }).await?;
    let ours = ours(plan);
    let alike = alike(&ours);
    let answered = |standing: &Standing<'_>| match standing {
        Standing::By(all) => all
            .iter()
            .map(|(_, one)| one.map_or_else(|| office::levels_other_plan(lang), |one| one.content.text.clone()))
            .collect::<Vec<_>>()
            .join("\n"),
        Standing::NotOurs(reason) => format!("{}: {reason}", office::levels_is_not_ours(lang)),
        // Nobody said so yet: the paper says what was found, and that it is to be looked at.
        Standing::Like(one) => office::levels_to_look_at(lang, one.content.text.as_str()),
        Standing::Nothing => office::levels_is_nothing(lang),
    };
    let of = |upper: &UpperPlan| {
        let standings = standings(&ours, &alike, upper);
        let row = |(measure, standing): &(&UpperMeasure, Standing<'_>)| LevelRow {
            number: measure.number.clone(),
            text: measure.text.clone(),
            term: measure.term.clone(),
            answer: answered(standing),
        };
        LevelPlan {
            title: format!("{}: {}", level_name(lang, upper.level), upper.title),
            summary: summary(lang, counts(&standings)),
            rows: standings.iter().map(row).collect(),
        }
    };
    Ok(Paper { letterhead, plan: plan.preface.title.clone(), above: above.iter().map(of).collect() })
}
