//! What a file of lists asks, and what was answered: whom a row means. Rows of one name can be answered together, and each of them otherwise.

use std::collections::BTreeMap;

use maud::{Markup, html};
use records::text::{Lang, folded};
use words::roster;
use workflow::Id;
use workflow::roster::{Choice, ClassName, Fate, Line, Whom};

use super::shape::day;
use super::shown::Shown;
use crate::server::form::Typed;

/// Before the place of the first row of a name: the answer for all of its rows.
const ALL: &str = "all-";
/// How many lines are called where the page says what stays out.
const SHOWN: usize = 5;
/// Before the place of a row: the first row of its name.
const OF: &str = "of-";

/// What was decided about lines: fields `c-<line>`; a row of a name that has no answer of its own takes the one for all.
pub(super) fn choices(typed: &Typed) -> BTreeMap<usize, Choice> {
    let answer = |at: usize| {
        let own = typed.get(&format!("c-{at}"));
        if own.is_empty() { typed.get(&format!("{ALL}{}", typed.get(&format!("{OF}{at}")))) } else { own }
    };
    let choice = |(name, _): &(String, String)| {
        let at = name.strip_prefix("c-")?.parse().ok()?;
        let value = answer(at);
        let choice = match value.split_once(':') {
            Some(("same", id)) => Choice::Same(Id::read(id)?),
            Some(("line", line)) => Choice::Line(line.parse().ok()?),
            _ if value == "skip" => Choice::Skip,
            _ if value == "another" => Choice::Another,
            _ => return None,
        };
        Some((at, choice))
    };
    typed.0.iter().filter_map(choice).collect()
}

/// The name a row gives for somebody who works here.
fn teacher(line: &Line) -> Option<&str> {
    match line {
        Line::Load { teacher, .. } | Line::Class { teacher, .. } => Some(teacher),
        _ => None,
    }
}

/// What a row says of a teacher's work: the name, the subject, the class.
fn says(line: &Line) -> Option<(String, String, &ClassName)> {
    match line {
        Line::Load { teacher, subject, class, .. } => Some((folded(teacher), folded(subject), class)),
        Line::Class { teacher, class } => Some((folded(teacher), String::new(), class)),
        _ => None,
    }
}

/// That a line is somebody else than those who may be meant.
fn another(lang: Lang, line: &Line, fate: &Fate) -> String {
    match (line, fate) {
        (Line::Staff { .. }, _) => roster::import_another_person(lang),
        (_, Fate::Stranger(_)) => roster::import_stranger_new(lang),
        _ => roster::import_another(lang),
    }
}

/// Whether a line names somebody who works here: one of several of a name, where it asks.
pub(super) const fn names_a_teacher(line: &Line) -> bool {
    matches!(line, Line::Load { .. } | Line::Class { .. })
}

impl Shown<'_> {
    /// Lines nobody answered for, as they are called where the page says what stays out: never a child by name.
    pub(super) fn unanswered(&self) -> Vec<String> {
        let asked = self.preview.fates.iter().enumerate().filter(|(_, fate)| fate.among().is_some());
        let called = |at: usize| match self.file.lines.get(at)? {
            Line::Class { class, .. } => Some(class.to_string()),
            Line::Pupil { class, .. } | Line::Code { class, .. } => Some(format!("{class} {}", self.place(at))),
            line => Some(self.said(line)),
        };
        asked.filter_map(|(at, _)| called(at)).collect()
    }

    /// What the button says that takes the file without answers: of a class only its class teacher is open.
    pub(super) fn take_without(&self) -> String {
        let (lang, asked) = (self.lang(), self.unanswered());
        let asks = |at: usize| self.preview.fates.get(at).is_some_and(|fate| fate.among().is_some());
        let of_classes = self.file.lines.iter().enumerate().filter(|(at, _)| asks(*at)).all(|(_, line)| matches!(line, Line::Class { .. }));
        if of_classes && asked.len() <= SHOWN {
            roster::import_take_unled(lang, asked.join(", "))
        } else {
            roster::import_take_without(lang, asked.len())
        }
    }

    /// What stays out, the first of it by name.
    pub(super) fn out(&self) -> String {
        let asked = self.unanswered();
        let more = if asked.len() > SHOWN { ", …" } else { "" };
        format!("{}{more}", asked.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", "))
    }

    /// What is asked: rows of one name in one place, with one answer for all that can have one; the others row by row.
    pub(super) fn questions(&self) -> Markup {
        let lang = self.lang();
        let asked: Vec<usize> =
            self.preview.fates.iter().enumerate().filter(|(_, fate)| fate.among().is_some()).map(|(at, _)| at).collect();
        html! {
            @if !asked.is_empty() {
                section {
                    h2 { (roster::import_questions(lang)) ": " (asked.len()) }
                    p { (roster::import_questions_what(lang)) }
                    @for rows in self.together(&asked) {
                        @match rows.as_slice() {
                            [at] => (self.question(*at, None)),
                            rows => (self.of_one_name(rows)),
                        }
                    }
                }
            }
        }
    }

    /// Rows that ask, those about one name together. A row that says the same of a class as another is asked by itself: two who share a class are
    /// two people, and one answer for both would be wrong.
    fn together(&self, asked: &[usize]) -> Vec<Vec<usize>> {
        let line = |at: &usize| self.file.lines.get(*at);
        let twice = |at: &usize| asked.iter().filter(|other| line(other).map(says) == line(at).map(says)).count() > 1;
        let mut groups: Vec<(Option<String>, Vec<usize>)> = Vec::new();
        for at in asked {
            let name = line(at).and_then(teacher).filter(|_| !twice(at)).map(folded);
            let among = |other: &usize| self.preview.fates.get(*other).and_then(Fate::among);
            let group =
                groups.iter_mut().find(|(known, rows)| name.is_some() && *known == name && rows.first().and_then(among) == among(at));
            match group {
                Some((_, rows)) => rows.push(*at),
                None => groups.push((name, vec![*at])),
            }
        }
        groups.into_iter().map(|(_, rows)| rows).collect()
    }

    /// Rows of one name: whom they mean, once for all, and each of them with an answer of its own.
    fn of_one_name(&self, rows: &[usize]) -> Markup {
        let lang = self.lang();
        let first = rows.first().copied().unwrap_or_default();
        let (line, among) = (self.file.lines.get(first), self.preview.fates.get(first).and_then(Fate::among).unwrap_or_default());
        let name = line.and_then(teacher).unwrap_or_default();
        let all = format!("{ALL}{first}");
        html! {
            fieldset {
                legend { (roster::import_of_name(lang, name, rows.len())) }
                p.hint { (roster::import_of_name_what(lang)) }
                div.field {
                    label for=(all) { (roster::import_for_all(lang)) }
                    select id=(all) name=(all) {
                        option value="" { (roster::choose(lang)) }
                        @if let Some(line) = line { @for whom in among { (self.candidate(line, whom)) } }
                    }
                }
                @for at in rows { (self.question(*at, Some(first))) }
            }
        }
    }

    /// A row that asks; `of`: the row whose answer it takes where it has none of its own.
    fn question(&self, at: usize, of: Option<usize>) -> Markup {
        let lang = self.lang();
        let Some((line, fate)) = self.file.lines.get(at).zip(self.preview.fates.get(at)) else { return html! {} };
        html! {
            div.field {
                label for={ "c-" (at) } { (self.said(line)) span.quiet { " " (self.place(at)) } }
                @if of.is_none() && names_a_teacher(line) { p.hint { (roster::import_namesakes(lang)) } }
                @if self.preview.made.contains(&at) { p.hint { (roster::import_class_alone(lang)) } }
                @if let (Fate::Stranger(_), Some(class)) = (fate, line.class()) { p.hint { (roster::import_stranger(lang, class.to_string())) } }
                @if let Some(first) = of { input type="hidden" name={ (OF) (at) } value=(first); }
                select id={ "c-" (at) } name={ "c-" (at) } {
                    option value="" { @if of.is_some() { (roster::import_as_all(lang)) } @else { (roster::choose(lang)) } }
                    @for whom in fate.among().unwrap_or_default() { (self.candidate(line, whom)) }
                    @if !matches!(line, Line::Code { .. }) && !names_a_teacher(line) { option value="another" { (another(lang, line, fate)) } }
                    option value="skip" { (roster::import_skip(lang)) }
                }
            }
        }
    }

    fn candidate(&self, line: &Line, whom: &Whom) -> Markup {
        let lang = self.lang();
        let namesake = names_a_teacher(line);
        let staff = namesake || matches!(line, Line::Staff { .. });
        let told = |name: String| if namesake { roster::import_means(lang, name) } else { roster::import_same_person(lang, name) };
        match whom {
            Whom::Known(id) if staff => {
                let name = self.preview.staff.get(id).cloned().unwrap_or_default();
                let born = self.preview.born.get(id).map(|born| roster::born_on(lang, day(*born)));
                let name = [Some(name), born].into_iter().flatten().collect::<Vec<_>>().join(", ");
                html! { option value={ "same:" (id.as_str()) } { (told(name)) } }
            }
            Whom::Line(other) if staff => {
                let said = self.file.lines.get(*other).map(|line| self.said(line)).unwrap_or_default();
                html! { option value={ "line:" (other) } { (told(format!("{said} {}", self.place(*other)))) } }
            }
            Whom::Known(id) => {
                let known = self.preview.pupils.get(id);
                let born = known.and_then(|(who, _)| who.born).map(|born| roster::born_on(lang, day(born)));
                let class = known.and_then(|(_, class)| class.as_ref()).map_or_else(|| roster::no_class(lang), ToString::to_string);
                let name = known.map(|(who, _)| who.name.clone()).unwrap_or_default();
                let said = [Some(name), Some(class), born].into_iter().flatten().collect::<Vec<_>>().join(", ");
                html! { option value={ "same:" (id.as_str()) } { (roster::import_same(lang, said)) } }
            }
            Whom::Line(line) => html! { option value={ "line:" (line) } { (roster::import_same_line(lang, self.place(*line))) } },
        }
    }
}
