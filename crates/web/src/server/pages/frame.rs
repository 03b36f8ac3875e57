//! What every page of the office has around its content: the rooms at the left, above them the search and who is signed in.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use records::text::Lang;
use records::vocabulary::SchoolYear;
use words::{Word, calendar, notices, office, roster, web};
use workflow::notice::COUNTED;
use workflow::people::{Me, Oneself};
use workflow::school::Year;
use workflow::{Refusal, Role, Rule};

use super::plan::told;
use super::{bare, strip};
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::shell::frame::{self, code};

/// The sheet of style of the office.
pub const LOOK: &str = "office";

/// A room of the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// What waits for whoever looks.
    Today,
    /// Plans.
    Plan,
    /// What there is on which day.
    Calendar,
    /// Procedures: the schedule.
    Procedures,
    /// Meetings, briefings, trainings, visits, readings.
    Events,
    /// Results that are kept.
    Results,
    /// Papers.
    Papers,
    /// People and their accounts.
    People,
    /// Classes and pupils.
    Classes,
    /// The school: settings, years, backups.
    School,
    /// What was done.
    Journal,
}

/// Rooms in the order of the rail; the second group stands below a line.
const ROOMS: [(Room, &str, Word, bool, &[Role]); 11] = [
    (Room::Today, "/", office::room_today, false, &Role::ALL),
    (Room::Plan, "/plan", office::room_plan, false, &READING),
    (Room::Calendar, "/calendar", calendar::title, false, &Role::ALL),
    (Room::Procedures, "/procedures", office::room_procedures, false, &PLANNING),
    (Room::Events, "/events", office::room_events, false, &Role::ALL),
    (Room::Results, "/results", office::room_results, false, &KEEPING),
    (Room::Papers, "/papers", office::room_papers, false, &READING),
    (Room::People, "/people", office::room_people, true, &MANAGING),
    (Room::Classes, "/classes", roster::classes_title, true, &CLASSES),
    (Room::School, "/school", office::room_school, true, &Role::ALL),
    (Room::Journal, "/journal", office::room_journal, true, &MANAGING),
];

const PLANNING: [Role; 7] =
    [Role::Head, Role::DeputyHead, Role::AssociationHead, Role::Teacher, Role::ClassTeacher, Role::Psychologist, Role::Auditor];
/// A plan is read whole by these alone; whoever else has a part in it finds her own under “Today”.
const READING: [Role; 3] = [Role::Head, Role::DeputyHead, Role::Auditor];
const KEEPING: [Role; 2] = [Role::Head, Role::DeputyHead];
const CLASSES: [Role; 3] = [Role::Head, Role::DeputyHead, Role::ClassTeacher];
const MANAGING: [Role; 4] = [Role::Administrator, Role::Head, Role::DeputyHead, Role::Auditor];

/// A page of a room, made for whoever asks.
pub struct Page<'a> {
    /// The room it belongs to.
    pub room: Room,
    /// Title in the browser's tab.
    pub title: &'a str,
    /// The way to it: address and name of what stands above.
    pub trail: &'a [(String, String)],
}

/// Puts the frame around `content`; somebody who may see nothing any more is signed out.
pub async fn page(office: &Office, asked: &Asked, page: &Page<'_>, content: &Markup) -> Response {
    page_with(office, asked, StatusCode::OK, page, content).await
}

/// The same with a status.
pub async fn page_with(office: &Office, asked: &Asked, status: StatusCode, page: &Page<'_>, content: &Markup) -> Response {
    match office.see(asked.reader.clone(), Me).await {
        Ok(me) => {
            let around = html! { (rail(asked.lang, &me, page.room)) (strip::strip(office, asked.lang)) (head(asked, &me, page.room)) (trail(asked.lang, &me, page.trail)) };
            let said = office.said(&asked.session);
            let printed = office::printed_on(asked.lang, told::day(asked.reader.now().date()));
            let content = html! { p.printed { (me.school) " · " (printed) } @if let Some(said) = said { p.done-word role="status" tabindex="-1" autofocus { (said) } } (content) };
            (status, frame::page_of(asked.lang, page.title, LOOK, &around, &content)).into_response()
        }
        Err(refusal) => gone(office, asked, &refusal),
    }
}

/// What somebody sees who cannot see even herself: locked, or without any role.
pub fn gone(office: &Office, asked: &Asked, refusal: &Refusal) -> Response {
    if refusal.rule == Rule::NotAllowed {
        office.sign_out(&asked.session);
        return Redirect::to("/sign-in?locked").into_response();
    }
    bare::page(asked.lang, StatusCode::SERVICE_UNAVAILABLE, &refusal.rule.told(asked.lang))
}

fn rail(lang: Lang, me: &Oneself, now: Room) -> Markup {
    html! {
        nav.rail aria-label=(office::rooms(lang)) {
            a.brand href="/" { img src="/assets/lens.svg" alt="" width="22" height="22"; span { (web::program(lang)) } }
            (rooms(lang, me, now))
        }
    }
}

/// The rooms whoever looks has.
fn rooms(lang: Lang, me: &Oneself, now: Room) -> Markup {
    let mine = |roles: &[Role]| me.roles.iter().any(|role| roles.contains(role));
    let shown = |below: bool| ROOMS.into_iter().filter(move |room| room.3 == below).filter(|room| mine(room.4));
    html! {
        @for below in [false, true] {
            ul .below[below] {
                @for (room, address, name, ..) in shown(below) {
                    li .told[room == Room::Today && me.unseen > 0] {
                        a href=(address) aria-current=[(room == now).then_some("page")] { (name(lang)) }
                        @if room == Room::Today && me.unseen > 0 {
                            @let (shown, told) = unseen(lang, me.unseen);
                            a.count href="/notices" title=(told) aria-label=(told) { (shown) }
                        }
                    }
                }
            }
        }
    }
}

/// How many notices are new, as a number beside a word and in words; beyond so many it is said that they are more.
fn unseen(lang: Lang, new: usize) -> (String, String) {
    if new < COUNTED {
        (new.to_string(), notices::unseen(lang, new))
    } else {
        (format!("{}+", COUNTED - 1), notices::unseen_many(lang, (COUNTED - 1).to_string()))
    }
}

/// On a phone the rooms are a list that is opened; the open one is its title.
fn rooms_of_a_phone(lang: Lang, me: &Oneself, now: Room) -> Markup {
    let name = ROOMS.into_iter().find(|room| room.0 == now).map(|room| (room.2)(lang)).unwrap_or_default();
    html! {
        nav.rooms aria-label=(office::rooms(lang)) {
            details.menu {
                summary {
                    img src="/assets/lens.svg" alt="" width="20" height="20";
                    span { (name) }
                    @if me.unseen > 0 {
                        @let (shown, told) = unseen(lang, me.unseen);
                        span.count title=(told) { (shown) }
                    }
                }
                div { (rooms(lang, me, now)) }
            }
        }
    }
}

fn head(asked: &Asked, me: &Oneself, now: Room) -> Markup {
    let lang = asked.lang;
    let other = if lang == Lang::Ru { Lang::En } else { Lang::Ru };
    html! {
        header.head {
            (rooms_of_a_phone(lang, me, now))
            form.search role="search" action="/search" method="get" {
                label.unseen for="search" { (office::search(lang)) }
                input type="search" id="search" name="q" placeholder=(office::search_hint(lang));
            }
            details.menu.who {
                summary { span.where { (me.school) } @if let Some(year) = &me.year { span.year { (year_name(year)) } } span.name { (me.name) } }
                ul {
                    li.quiet { (roles(lang, &me.roles)) }
                    @for (_, name) in &me.stands_for { li.quiet { (office::you_stand_in(lang, name)) } }
                    li { a href="/notices" { (notices::title(lang)) } }
                    li { a href="/me" { (office::my_page(lang)) } }
                    li {
                        form method="post" action="/language" {
                            input type="hidden" name="lang" value=(code(other));
                            input type="hidden" name="back" value=(asked.here);
                            button.plain lang=(code(other)) { (web::other_language(lang)) }
                        }
                    }
                    li { form method="post" action="/sign-out" { button.plain { (office::sign_out(lang)) } } }
                }
            }
        }
    }
}

/// Whether somebody reaches the room an address is in: whoever sees a measure does not see its plan.
pub fn reaches(roles: &[Role], address: &str) -> bool {
    let room = ROOMS.iter().find(|room| room.1 != "/" && address.starts_with(room.1));
    room.is_none_or(|room| room.4.iter().any(|role| roles.contains(role)))
}

fn trail(lang: Lang, me: &Oneself, above: &[(String, String)]) -> Markup {
    html! {
        @if !above.is_empty() {
            // What is open stands below it as a title: the sign stands between two that are above it, never at the end.
            nav.trail aria-label=(office::trail(lang)) { @for (at, (address, name)) in above.iter().enumerate() { @if at > 0 { " › " } @if reaches(&me.roles, address) { a href=(address) { (name) } } @else { (name) } } }
        }
    }
}

/// «2026/27».
pub fn year_name(year: &Year) -> String {
    SchoolYear(year.first_day.year()).short()
}

/// Roles in words.
pub fn roles(lang: Lang, roles: &[Role]) -> String {
    // A class teacher of two classes is one.
    let once = roles.iter().enumerate().filter(|(at, role)| !roles[..*at].contains(role)).map(|(_, role)| *role);
    once.map(|role| role_name(lang, role)).collect::<Vec<_>>().join(", ")
}

/// A role in words.
pub fn role_name(lang: Lang, role: Role) -> String {
    let word: Word = match role {
        Role::Administrator => office::role_administrator,
        Role::Head => office::role_head,
        Role::DeputyHead => office::role_deputy_head,
        Role::AssociationHead => office::role_association_head,
        Role::Teacher => office::role_teacher,
        Role::ClassTeacher => office::role_class_teacher,
        Role::Psychologist => office::role_psychologist,
        Role::Auditor => office::role_auditor,
    };
    word(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_new_notices_than_are_counted_are_said_to_be_more() {
        assert_eq!(unseen(Lang::Ru, 2), ("2".into(), "2 новых извещения".into()));
        assert_eq!(unseen(Lang::Ru, COUNTED), ("9+".into(), "новых извещений больше 9".into()));
    }
}
