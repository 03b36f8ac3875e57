//! The page of an event about pupils: what is arranged, a line a pupil, what came of it.

use axum::response::Response;
use jiff::Span;
use maud::{Markup, html};
use records::reference::Reference;
use records::text::Lang;
use words::{events, office, support};
use workflow::Role;
use workflow::event::{About, EventShown, EventState, LineShown, PupilsOf, PupilsShown, Stood};
use workflow::marks::period;
use workflow::roster::{Found, PickPupils};

use super::super::super::frame::{Page, Room, page_with};
use super::super::super::plan::told;
use super::super::super::roster::shape::refused;
use super::super::again::{Again, REASON};
use super::super::next::{aside, next};
use super::super::{papers, said, sections};
use super::form::pick;
use crate::server::form::{Typed, key, key_of};
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// The page, with what was typed into a form of it that was refused.
pub async fn shown(office: &Office, asked: &Asked, one: &EventShown, again: &Again) -> Response {
    let (lang, id) = (asked.lang, one.event.id.as_str());
    let pupils = match office.see(asked.reader.clone(), PupilsOf { event: one.event.id.clone() }).await {
        Ok(pupils) => pupils,
        Err(refusal) => return refused(office, asked, &format!("/event/{id}"), &refusal).await,
    };
    let open = one.leads && matches!(one.event.state, EventState::Planned | EventState::Held);
    let more = match open && (one.kind.about == About::Pupils || pupils.lines.is_empty()) {
        true => {
            let taught = !one.kind.restricted || one.kind.outcomes.is_empty();
            let mut more = office.see(asked.reader.clone(), PickPupils { taught }).await.unwrap_or_default();
            more.retain(|found| pupils.lines.iter().all(|line| line.pupil != found.pupil));
            more
        }
        false => Vec::new(),
    };
    let rights = Rights::of(office, asked).await;
    let roster = [Role::Head, Role::DeputyHead].into_iter().any(|role| rights.is(role));
    let view = View { asked, one, pupils: &pupils, open, roster, again };
    let content = html! {
        div.over {
            div {
                h1.statement { ((one.kind.name)(lang)) }
                p.lead { (one.event.content.title) " · " (said::when_and_where(&one.event)) " · " (said::chip(lang, one.kind, one.event.state)) }
                @if !one.event.reason.is_empty() { p.written { (one.event.reason) } }
            }
            @if open { div.doing { a.button.second href={ "/event/" (id) "/edit" } { (office::change(lang)) } } }
        }
        (again.mistakes.summary(REASON, lang))
        (next(asked, one, &|main| view.attendance(main)))
        (view.facts())
        (view.lines())
        (view.more(&more))
        (sections::shows(asked, one))
        (papers::links(asked, one))
        @if one.leads { (aside(asked, one, again)) @if open { p.quiet { (support::no_names(lang)) } } }
    };
    let trail = [("/events".to_owned(), events::title(lang))];
    let title = (one.kind.name)(lang);
    page_with(office, asked, again.mistakes.status(), &Page { room: Room::Events, title: &title, trail: &trail }, &content).await
}

struct View<'a> {
    asked: &'a Asked,
    one: &'a EventShown,
    pupils: &'a PupilsShown,
    /// Whether it is hers to write, and open.
    open: bool,
    /// Whether every pupil's own page is open to her.
    roster: bool,
    again: &'a Again,
}

impl View<'_> {
    fn facts(&self) -> Markup {
        let (lang, arranged) = (self.asked.lang, &self.pupils.arranged);
        let filled = self
            .one
            .kind
            .details
            .iter()
            .filter_map(|detail| Some(((detail.name)(lang), said::in_words(lang, detail, arranged.words.0.get(detail.key)?))));
        html! {
            dl.facts {
                div { dt { (events::owner(lang)) } dd { (said::owned(lang, self.one)) } }
                @if let Some(until) = arranged.until { div { dt { (events::valid_until(lang)) } dd { (told::day(until)) } } }
                @for (name, value) in filled { div { dt { (name) } dd.written { (value) } } }
            }
            @if self.one.kind.restricted { p.quiet { (support::restricted(lang)) } }
        }
    }

    /// Which of the pupils came.
    fn attendance(&self, main: bool) -> Markup {
        let lang = self.asked.lang;
        let typed = self.again.of("hold");
        let stands = self.pupils.lines.iter().filter_map(|line| Some((line.id.clone(), line.came?))).collect();
        let stood = serde_json::to_string(&Stood { came: stands, counted: None }).unwrap_or_default();
        let ticked = |line: &LineShown| {
            let was = |typed: &Typed| typed.0.iter().any(|(key, value)| key == "person" && value == line.id.as_str());
            typed.map_or(line.came.unwrap_or(!self.one.kind.consents || line.noted.informed), was)
        };
        html! {
            form.narrow method="post" action={ "/event/" (self.one.event.id.as_str()) "/hold" } {
                (key(&self.asked.form()))
                input type="hidden" name="seen" value=(self.one.event.entry);
                input type="hidden" name="stood" value=(stood);
                fieldset {
                    legend { ((self.one.kind.of_line.who_came)(lang)) }
                    div.ticks {
                        @for line in &self.pupils.lines {
                            label.option {
                                input type="hidden" name="line" value=(line.id.as_str());
                                input type="checkbox" name="person" value=(line.id.as_str()) checked[ticked(line)];
                                (line.who.name)
                                // What somebody else wrote while the form was open.
                                @if let Some(came) = line.came.filter(|came| typed.is_some() && ticked(line) != *came) { span.quiet { " " @if came { (events::stands_came(lang)) } @else { (events::stands_absent(lang)) } } }
                            }
                        }
                    }
                }
                button .main[main] .second[!main] { (events::hold(lang)) }
            }
        }
    }

    fn lines(&self) -> Markup {
        let lang = self.asked.lang;
        // One form of all pupils: whichever button is pressed, nothing that was typed is lost.
        let lines = html! { @for line in &self.pupils.lines { (self.line(line)) } };
        html! {
            section #pupils {
                h2 { (support::pupils_of(lang, self.pupils.lines.len())) }
                (self.outcome())
                (self.consents())
                @if self.open && !self.pupils.lines.is_empty() {
                    form method="post" action={ "/event/" (self.one.event.id.as_str()) "/written" } { (key(&self.asked.form())) (lines) }
                } @else { (lines) }
            }
        }
    }

    fn line(&self, line: &LineShown) -> Markup {
        let lang = self.asked.lang;
        let (held, only) = (self.one.kind.is_held(), !self.one.kind.outcomes.is_empty());
        html! {
            article #(line.id.as_str()) {
                h3 {
                    @if self.roster { a href={ "/pupil/" (line.pupil.as_str()) } { (line.who.name) } } @else { (line.who.name) }
                    @if let Some((_, class)) = &line.class { " " span.quiet { (class) } }
                }
                dl.facts {
                    @if !line.noted.reason.is_empty() { div { dt { ((self.one.kind.of_line.reason)(lang)) } dd.written { (line.noted.reason) } } }
                    @if held { div { dt { ((self.one.kind.of_line.came)(lang)) } dd { (came(lang, line.came)) } } }
                    // Whether a family agreed stays told, before and after: what nobody noted is no consent.
                    @if self.one.kind.consents { div { dt { (support::consent(lang)) } dd { (said::consent(lang, &line.noted)) } } }
                    @if !line.noted.result.is_empty() { div { dt { ((self.one.kind.of_line.result)(lang)) } dd.written { (said::result(lang, self.one.kind, &line.noted)) } } }
                    @if !line.noted.agreed.is_empty() { div { dt { ((self.one.kind.of_line.agreed)(lang)) } dd.written { (line.noted.agreed) } } }
                    @if let (Some(was), Some(next)) = (&line.noted.basis, &line.next) { div { dt { (support::next(lang)) } dd { (support::was_now(lang, was.mark.to_string(), period(lang, &was.period), next.mark.to_string(), period(lang, &next.period))) } } }
                    @if let Some(told) = self.one.kind.of_line.informed.filter(|_| !only && !self.one.kind.consents && line.noted.informed) { div { dt { (told(lang)) } dd { (events::degree_yes(lang)) } } }
                }
                @if self.open { (self.form(line)) }
            }
        }
    }

    /// Whose families have not agreed, where they do so some days before: while there is time, and calmly of those who took part without it.
    fn consents(&self) -> Markup {
        let (lang, event) = (self.asked.lang, &self.one.event);
        if !self.one.kind.consents || event.state == EventState::Cancelled {
            return html! {};
        }
        if event.state != EventState::Planned {
            return html! {
                @if let Some(told) = said::without_consent(lang, self.one.kind, &self.pupils.lines) {
                    p { (told) @if self.open { " " (support::consent_add(lang)) } }
                }
            };
        }
        let without = self.pupils.lines.iter().filter(|line| !line.noted.informed).count();
        let days = Reference::shipped().ok().and_then(|reference| Some(reference.setting("pupil-lists", "olympiad-consent-days")?.value));
        let last = days.and_then(|days| event.day.checked_sub(Span::new().days(days.round() as i64)).ok());
        html! {
            @if let Some(last) = last.filter(|_| without > 0) {
                p { (support::consent_lacks(lang, told::day(last), without)) @if last < self.asked.reader.now().date() { " " (support::consent_late(lang)) } }
            }
        }
    }

    /// What the next marks say of all of them together.
    fn outcome(&self) -> Markup {
        let lang = self.asked.lang;
        let pairs = || self.pupils.lines.iter().filter_map(|line| Some((line.noted.basis.as_ref()?.mark, line.next.as_ref()?.mark)));
        let count = |fits: fn(&(u8, u8)) -> bool| pairs().filter(fits).count().to_string();
        let (known, stood) = (pairs().count(), self.pupils.lines.iter().filter(|line| line.noted.basis.is_some()).count());
        html! {
            @if known > 0 {
                p { (support::outcome_of(lang, known, stood.to_string())) " " (support::outcome_counts(lang, count(|(was, now)| now > was), count(|(was, now)| now == was), count(|(was, now)| now < was))) }
                p.quiet { (support::outcome_calm(lang)) }
            }
        }
    }

    /// What is written of a pupil.
    fn form(&self, line: &LineShown) -> Markup {
        let lang = self.asked.lang;
        let (only, id, called) = (!self.one.kind.outcomes.is_empty(), line.id.as_str(), self.one.kind.of_line);
        let chosen = if only { self.one.kind.outcomes } else { self.one.kind.places };
        let scope = format!("{id}.");
        let refused = self.again.of("written").map(|typed| typed.within(&scope)).filter(|typed| typed.has("seen"));
        let typed = refused.as_ref();
        let get = |name: &str, now: &str| typed.map_or_else(|| now.to_owned(), |typed| typed.get(name).to_owned());
        let informed = typed.map_or(line.noted.informed, |typed| typed.has("informed"));
        let noted = [("reason", &line.noted.reason), ("result", &line.noted.result), ("agreed", &line.noted.agreed)];
        let changed = typed.is_some() && (informed != line.noted.informed || noted.iter().any(|(name, now)| get(name, now) != **now));
        let open = changed || (line.noted.result.is_empty() && self.one.event.state == EventState::Held && line.came != Some(false));
        let text = |name: &str, label: String, now: &str| {
            html! { div.field { label for={ (name) "-" (id) } { (label) } textarea id={ (name) "-" (id) } name={ (scope) (name) } rows="2" { (get(name, now)) } } }
        };
        html! {
            details.aside open[open] {
                summary { (support::write(lang)) }
                div.narrow {
                    input type="hidden" name={ (scope) "once" } value=(key_of(typed.unwrap_or(&self.asked.form())));
                    input type="hidden" name={ (scope) "seen" } value=(get("seen", &line.entry.to_string()));
                    @for (name, now) in noted { input type="hidden" name={ (scope) "was-" (name) } value=(get(&format!("was-{name}"), now)); }
                    input type="hidden" name={ (scope) "was-informed" } value=(get("was-informed", &line.noted.informed.to_string()));
                    @if !only { (text("reason", (called.reason)(lang), &line.noted.reason)) }
                    @if chosen.is_empty() { (text("result", (called.result)(lang), &line.noted.result)) }
                    @else {
                        div.field {
                            label for={ "result-" (id) } { ((called.result)(lang)) }
                            select id={ "result-" (id) } name={ (scope) "result" } {
                                option value="" { (events::not_said(lang)) }
                                @for (code, word) in chosen { option value=(code) selected[get("result", &line.noted.result) == *code] { (word(lang)) } }
                            }
                        }
                    }
                    @if !only {
                        (text("agreed", (called.agreed)(lang), &line.noted.agreed))
                        @match called.informed {
                            Some(told) => label.option { input type="checkbox" name={ (scope) "informed" } value="yes" checked[informed]; (told(lang)) },
                            // What was noted before stays as it is.
                            None => @if informed { input type="hidden" name={ (scope) "informed" } value="yes"; },
                        }
                    }
                    p.buttons {
                        button.second { (office::save(lang)) }
                        @if line.came.is_none() && line.noted.result.is_empty() {
                            button.plain formaction={ "/event/" (self.one.event.id.as_str()) "/pupils/" (id) "/strike" } { (support::strike(lang)) }
                        }
                    }
                }
            }
        }
    }

    /// Others who can be listed.
    fn more(&self, more: &[Found]) -> Markup {
        let lang = self.asked.lang;
        html! {
            @if self.open && !more.is_empty() {
                details.aside open[self.again.of("pupils").is_some()] {
                    summary { (support::add(lang)) }
                    form.narrow method="post" action={ "/event/" (self.one.event.id.as_str()) "/pupils" } {
                        (key(&self.asked.form()))
                        (pick(lang, self.one.kind, more, self.again.of("pupils").unwrap_or(&Typed::default())))
                        button.second { (support::add(lang)) }
                    }
                }
            }
        }
    }
}

fn came(lang: Lang, came: Option<bool>) -> String {
    match came {
        None => "—".to_owned(),
        Some(true) => events::was_there(lang),
        Some(false) => events::was_not_there(lang),
    }
}
