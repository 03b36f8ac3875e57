//! The fields of an event's form: what its kind asks, who takes part, the agenda, times of the plan it could show.

use maud::{Markup, html};
use records::text::Lang;
use words::{Word, events};
use workflow::Field as Told;
use workflow::event::{Attendance, BoundTime, Detail, Holds, Kind};
use workflow::people::Colleague;

use super::super::plan::told;
use super::planned::groups;
use crate::server::form::{Field, Form, Kind as Answer, Mistakes, Typed, key};

/// Questions an agenda of the form can have.
pub const MOST_QUESTIONS: usize = 40;
/// Empty lines that wait below those filled in.
const SPARE: usize = 3;

/// Every field of its own; which are shown depends on the kind.
pub const FORM: Form = Form {
    fields: &[
        Field::new("title", events::field_title, Answer::Line).told(Told::EventTitle),
        Field::new("day", events::field_day, Answer::Day).told(Told::EventDay),
        Field::new("time", events::field_time, Answer::Line).hint(events::field_time_hint).told(Told::EventTime),
        Field::new("place", events::field_place, Answer::Line).told(Told::EventPlace),
        Field::new("class", events::field_class, Answer::Line).hint(events::field_class_hint).told(Told::EventClass),
        Field::new("subject", events::field_subject, Answer::Line).hint(events::field_subject_hint).told(Told::EventSubject),
        Field::new("text", events::field_text, Answer::Text).hint(events::field_text_hint).told(Told::EventText),
        Field::new("file", events::field_file, Answer::File).told(Told::File),
        Field::new("until", events::field_until, Answer::Day).hint(events::field_until_hint).told(Told::EventUntil),
        Field::new("quiz", events::field_quiz, Answer::Text).hint(events::field_quiz_hint).told(Told::Quiz),
        Field::new("pass", events::field_pass, Answer::Line).hint(events::field_pass_hint).told(Told::PassMark),
    ],
};

/// What a form offers to choose from.
pub struct Offered<'a> {
    /// Who works here.
    pub colleagues: &'a [Colleague],
    /// Times of the plan.
    pub times: &'a [BoundTime],
}

/// All fields of a form for this kind.
pub fn show(lang: Lang, kind: &Kind, offered: &Offered<'_>, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let shown = |name: &str| match name {
        "time" | "place" => kind.is_held(),
        "text" | "file" => kind.has_text(),
        "until" => kind.has_text() || kind.expires,
        "quiz" | "pass" => kind.quiz,
        _ => true,
    };
    let of = |names: &[&str]| {
        FORM.fields
            .iter()
            .filter(|field| names.contains(&field.name) && shown(field.name))
            .map(|field| field.show(lang, typed, mistakes))
            .collect::<Vec<_>>()
    };
    let named = kind.attendance == Attendance::Named || kind.reads;
    // Whose class it is, is the first question where families are spoken to.
    let (first, folded): (&[&str], &[&str]) = if kind.families {
        (&["title", "class", "day", "time", "place"], &["subject"])
    } else {
        (&["title", "day", "time", "place"], &["class", "subject"])
    };
    html! {
        (mistakes.summary(FORM, lang))
        @for field in of(first) { (field) }
        @for field in of(&["text", "file", "until", "quiz", "pass"]) { (field) }
        @for detail in kind.details { (particular(lang, detail, typed)) }
        @if kind.agenda { (agenda(lang, typed)) }
        @if kind.agenda { (person(lang, "chair", events::part_chair, offered.colleagues, typed)) (person(lang, "secretary", events::part_secretary, offered.colleagues, typed)) }
        @if named { (people(lang, offered.colleagues, typed)) }
        (times(lang, offered.times, typed))
        details.aside open[!typed.get("class").is_empty() || !typed.get("subject").is_empty()] {
            summary { (events::whose(lang)) }
            @for field in of(folded) { (field) }
            (person(lang, "owner", events::owner, offered.colleagues, typed))
        }
        (key(typed))
    }
}

/// A field of the kind.
pub(super) fn particular(lang: Lang, detail: &Detail, typed: &Typed) -> Markup {
    let (name, id) = (format!("detail-{}", detail.key), format!("field-detail-{}", detail.key));
    let value = typed.get(&name);
    html! {
        div.field {
            label for=(id) { ((detail.name)(lang)) }
            @match detail.holds {
                Holds::Line => input type="text" id=(id) name=(name) value=(value);,
                Holds::Number => input type="number" min="0" id=(id) name=(name) value=(value);,
                Holds::Text => textarea id=(id) name=(name) rows="3" { (value) },
                Holds::Choice(of) => select id=(id) name=(name) { option value="" { (events::not_said(lang)) } @for (code, word) in of { option value=(code) selected[*code == value] { (word(lang)) } } },
            }
        }
    }
}

fn agenda(lang: Lang, typed: &Typed) -> Markup {
    let filled = (0..MOST_QUESTIONS).filter(|at| !typed.get(&format!("item-{at}")).is_empty()).max().map_or(0, |last| last + 1);
    html! {
        fieldset.agenda {
            legend { (events::agenda(lang)) }
            p.hint { (events::agenda_hint(lang)) }
            @for at in 0..(filled + SPARE).min(MOST_QUESTIONS) {
                @let (item, speaker, id) = (format!("item-{at}"), format!("speaker-{at}"), format!("item-id-{at}"));
                div.row {
                    div.field { label for={ "field-" (item) } { (events::question(lang, (at + 1).to_string())) } input type="text" id={ "field-" (item) } name=(item) value=(typed.get(&item)); }
                    div.field { label for={ "field-" (speaker) } { (events::speaker(lang)) } input type="text" id={ "field-" (speaker) } name=(speaker) value=(typed.get(&speaker)); }
                    input type="hidden" name=(id) value=(typed.get(&id));
                }
            }
        }
    }
}

/// One of the people.
pub(super) fn person(lang: Lang, name: &str, label: Word, colleagues: &[Colleague], typed: &Typed) -> Markup {
    html! {
        div.field {
            label for={ "field-" (name) } { (label(lang)) }
            select id={ "field-" (name) } name=(name) {
                @if name != "owner" { option value="" { (events::nobody(lang)) } }
                @for one in colleagues { option value=(one.id.as_str()) selected[typed.get(name) == one.id.as_str()] { (one.name) } }
                // Whoever left keeps her place until somebody else is chosen.
                @let now = typed.get(name);
                @if workflow::Id::read(now).is_some() && colleagues.iter().all(|one| one.id.as_str() != now) { option value=(now) selected { (events::left_here(lang)) } }
            }
        }
    }
}

fn people(lang: Lang, colleagues: &[Colleague], typed: &Typed) -> Markup {
    let ticked = |name: &str, value: &str| typed.0.iter().any(|(key, held)| key == name && held == value);
    let chosen = colleagues.iter().filter(|one| ticked("person", one.id.as_str())).count();
    let group = |code: &str| match code {
        "teachers" => events::group_teachers(lang),
        "class-teachers" => events::group_class_teachers(lang),
        "association-heads" => events::group_association_heads(lang),
        _ => events::group_heads(lang),
    };
    let left = typed.0.iter().filter(|(key, held)| key == "person" && colleagues.iter().all(|one| one.id.as_str() != held));
    html! {
        @for (_, held) in left { input type="hidden" name="person" value=(held); }
        fieldset {
            legend { (events::participants(lang)) }
            @for (code, members) in groups(colleagues) {
                label.option { input type="checkbox" name="group" value=(code) checked[ticked("group", code)]; (group(code)) span.quiet { " " (members.len()) } }
            }
            details open[chosen > 0] {
                summary { (events::by_name(lang)) }
                div.ticks { @for one in colleagues { label.option { input type="checkbox" name="person" value=(one.id.as_str()) checked[ticked("person", one.id.as_str())]; (one.name) } } }
            }
        }
    }
}

/// Times of the plan it could show: those ticked are said done when it is closed.
pub(super) fn times(lang: Lang, times: &[BoundTime], typed: &Typed) -> Markup {
    let ticked = |id: &str| typed.0.iter().any(|(key, held)| key == "occurrence" && held == id);
    html! {
        @if !times.is_empty() {
            fieldset {
                legend { (events::shows(lang)) }
                p.hint { (events::shows_hint(lang)) }
                @for time in times { label.option { input type="checkbox" name="occurrence" value=(time.id.as_str()) checked[ticked(time.id.as_str())]; (time.text) span.quiet { " " (told::short(time.due)) } } }
            }
        }
    }
}
