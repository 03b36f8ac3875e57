//! The fields of an event's form: what its kind asks, who takes part, the agenda, times of the plan it could show.

use maud::{Markup, html};
use records::text::Lang;
use words::{Word, events};
use workflow::event::{Attendance, BoundTime, Detail, Holds, Kind, Planned, Whom};
use workflow::people::Colleague;
use workflow::roster::ClassName;
use workflow::{Field as Told, Role};

use super::super::plan::told;
use super::offered::Offered;
use super::planned::groups;
use super::said;
use crate::server::form::{Field, Form, Kind as Answer, Mistakes, Typed, key, said_at};

/// Questions an agenda of the form can have.
pub const MOST_QUESTIONS: usize = 40;
/// Where a form names who takes part.
const PERSON: &str = "person";
/// Empty lines that wait below those filled in.
const SPARE: usize = 3;

/// Where the subjects of the school stand, to be proposed.
const SUBJECTS: &str = "subjects";

/// Every field of its own; which are shown depends on the kind.
pub const FORM: Form = Form {
    fields: &[
        Field::new("title", events::field_title, Answer::Line).hint(events::field_title_hint).told(Told::EventTitle),
        Field::new("day", events::field_day, Answer::Day).told(Told::EventDay).needed(),
        Field::new("time", events::field_time, Answer::Line).hint(events::field_time_hint).told(Told::EventTime),
        Field::new("place", events::field_place, Answer::Line).told(Told::EventPlace),
        Field::new("class", events::field_class, Answer::Line).hint(events::field_class_hint).told(Told::EventClass).any_length(),
        Field::new("subject", events::field_subject, Answer::Line)
            .hint(events::field_subject_hint)
            .told(Told::EventSubject)
            .proposes(SUBJECTS),
        Field::new("text", events::field_text, Answer::Text).hint(events::field_text_hint).told(Told::EventText),
        Field::new("file", events::field_file, Answer::File).told(Told::File),
        Field::new("until", events::read_until, Answer::Day).told(Told::EventUntil),
        Field::new("quiz", events::field_quiz, Answer::Text).hint(events::field_quiz_hint).told(Told::Quiz).any_length(),
        Field::new("pass", events::field_pass, Answer::Line).hint(events::field_pass_hint).told(Told::PassMark).any_length(),
        Field::new(PERSON, events::visited, Answer::Line).told(Told::Visited).any_length(),
        Field::new("owner", events::owner, Answer::Line).told(Told::EventOwner).any_length(),
    ],
};

/// The day until which it holds, where it is no day to read it by.
const HOLDS_UNTIL: Field = Field::new("until", events::valid_until, Answer::Day).told(Told::EventUntil);

/// Fields the kind asks for beside those every event has; a visit that stood without its teacher, a class meeting without its class, can stand
/// so.
pub fn asks(kind: &Kind, base: Option<&Planned>) -> &'static [&'static str] {
    let one = matches!(kind.whom, Whom::One(_)) && base.is_none_or(|base| !base.people.is_empty());
    let class = kind.of_a_class && base.is_none_or(|base| !base.content.class.is_empty());
    match (one, class) {
        (true, _) => &[PERSON],
        (_, true) => &["class"],
        _ => &[],
    }
}

/// All fields of a form for this kind.
/// The card is unfolded once the event was held, and not asked of whoever does not see it.
pub fn show(lang: Lang, (kind, card): (&Kind, Card), offered: &Offered, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let shown = |name: &str| match name {
        "time" | "place" => kind.is_held(),
        "text" => kind.has_text(),
        "file" => kind.has_file(),
        "until" => kind.has_text() || kind.expires,
        "quiz" | "pass" => kind.quiz,
        _ => true,
    };
    let of = |names: &[&str]| {
        FORM.fields
            .iter()
            .filter(|field| names.contains(&field.name) && shown(field.name))
            .map(|field| match field.name {
                "class" if !offered.classes.is_empty() => class((lang, kind), &offered.classes, typed, mistakes),
                "until" if kind.expires => HOLDS_UNTIL.show(lang, typed, mistakes),
                _ => field.show(lang, typed, mistakes),
            })
            .collect::<Vec<_>>()
    };
    let named = kind.attendance == Attendance::Named || kind.reads;
    let one = matches!(kind.whom, Whom::One(_));
    // Whose class it is, is the first question where families are spoken to.
    let (first, folded): (&[&str], &[&str]) = if kind.families {
        (&["title", "class", "day", "time", "place"], &["subject"])
    } else if kind.of_a_subject {
        (&["title", "subject", "day", "time", "place"], &["class"])
    } else {
        (&["title", "day", "time", "place"], &["class", "subject"])
    };
    html! {
        (mistakes.summary(FORM, lang))
        datalist id=(SUBJECTS) { @for subject in &offered.subjects { option value=(subject) {} } }
        @for field in of(first) { (field) }
        // Whose lesson is visited, is one of the first questions.
        @if named && one { (people(lang, kind.whom, &offered.colleagues, typed, mistakes)) }
        @for field in of(&["text", "file", "until", "quiz", "pass"]) { (field) }
        @for detail in kind.details.iter().filter(|detail| !detail.after) { (particular(lang, detail, typed)) }
        @if kind.has_card() && card != Card::Hidden { (of_card(lang, kind, card, typed)) }
        @if kind.agenda { (agenda(lang, typed, mistakes)) }
        @if kind.agenda { (person(lang, "chair", events::part_chair, &offered.colleagues, typed, mistakes)) (person(lang, "secretary", events::part_secretary, &offered.colleagues, typed, mistakes)) }
        @if named && !one { (people(lang, kind.whom, &offered.colleagues, typed, mistakes)) }
        (times(lang, &offered.times, typed))
        details.aside open[!typed.get("class").is_empty() || !typed.get("subject").is_empty() || mistakes.at_field("owner")] {
            summary { (events::whose(lang)) }
            @for field in of(folded) { (field) }
            (person(lang, "owner", said::owner(kind), &offered.colleagues, typed, mistakes))
        }
        (key(typed))
    }
}

/// How a form shows the card of a kind that has one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// It is kept back from whoever looks.
    Hidden,
    /// It is written later.
    Later,
    /// It is written now.
    Now,
}

fn of_card(lang: Lang, kind: &Kind, card: Card, typed: &Typed) -> Markup {
    let fields = html! { @for detail in kind.details.iter().filter(|detail| detail.after) { (particular(lang, detail, typed)) } };
    let filled = kind.details.iter().any(|detail| detail.after && !typed.get(&format!("detail-{}", detail.key)).is_empty());
    html! {
        @if card == Card::Now { (fields) } @else { details.aside open[filled] { summary { (events::card_later(lang)) } (fields) } }
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

fn agenda(lang: Lang, typed: &Typed, mistakes: &Mistakes) -> Markup {
    let written = |at: &usize| ["item", "speaker"].iter().any(|name| !typed.get(&format!("{name}-{at}")).is_empty());
    let filled = (0..MOST_QUESTIONS).filter(written).max().map_or(0, |last| last + 1);
    html! {
        fieldset.agenda {
            legend { (events::agenda(lang)) }
            p.hint { (events::agenda_hint(lang)) }
            @for at in 0..(filled + SPARE).min(MOST_QUESTIONS) {
                @let (item, speaker, id) = (format!("item-{at}"), format!("speaker-{at}"), format!("item-id-{at}"));
                @let wrong = mistakes.at_field(&item);
                div.row {
                    div.field .wrong[wrong] {
                        label for={ "field-" (item) } { (events::question(lang, (at + 1).to_string())) }
                        input type="text" id={ "field-" (item) } name=(item) value=(typed.get(&item)) aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then(|| format!("fault-{item}"))];
                        (said_at(&item, mistakes))
                    }
                    div.field { label for={ "field-" (speaker) } { (events::speaker(lang)) } input type="text" id={ "field-" (speaker) } name=(speaker) value=(typed.get(&speaker)); }
                    input type="hidden" name=(id) value=(typed.get(&id));
                }
            }
        }
    }
}

/// One of the people.
pub fn person(lang: Lang, name: &str, label: Word, colleagues: &[Colleague], typed: &Typed, mistakes: &Mistakes) -> Markup {
    let none = (name != "owner").then(|| events::nobody(lang));
    // Whoever keeps accounts or only reads answers for nothing: she would not see it.
    let can = |one: &&Colleague| name != "owner" || one.id.as_str() == typed.get(name) || answers(one);
    let among: Vec<(String, String)> = colleagues.iter().filter(can).map(|one| (one.id.as_str().to_owned(), one.name.clone())).collect();
    // Whoever left keeps her place until somebody else is chosen.
    let now = typed.get(name);
    let left =
        (workflow::Id::read(now).is_some() && among.iter().all(|(id, _)| id != now)).then(|| (now.to_owned(), events::left_here(lang)));
    one_of((name, label(lang)), none, among.into_iter().chain(left), now, mistakes)
}

/// Whether somebody can answer for an event: an administrator and an auditor see none of theirs.
fn answers(one: &Colleague) -> bool {
    one.roles.is_empty() || one.roles.iter().any(|role| !matches!(role, Role::Administrator | Role::Auditor))
}

/// A class of the year; one that was written before stays until another is chosen.
fn class((lang, kind): (Lang, &Kind), classes: &[ClassName], typed: &Typed, mistakes: &Mistakes) -> Markup {
    let (now, among) = (typed.get("class"), classes.iter().map(ToString::to_string).collect::<Vec<_>>());
    let read = ClassName::read(now).map(|name| name.to_string()).filter(|name| among.contains(name));
    let now = read.as_deref().unwrap_or(now);
    let before = (!now.is_empty() && among.iter().all(|one| one != now)).then(|| now.to_owned());
    let none = if kind.of_a_class { events::class_choose(lang) } else { events::class_none(lang) };
    let pairs = among.into_iter().chain(before).map(|name| (name.clone(), name));
    one_of(("class", events::field_class(lang)), Some(none), pairs, now, mistakes)
}

/// A choice among things of the school, with what is wrong with it.
pub(in crate::server::pages) fn one_of(
    (name, label): (&str, String),
    none: Option<String>,
    among: impl Iterator<Item = (String, String)>,
    now: &str,
    mistakes: &Mistakes,
) -> Markup {
    let wrong = mistakes.of(name);
    let fault = wrong.map(|_| format!("fault-{name}"));
    html! {
        div.field .wrong[wrong.is_some()] {
            label for={ "field-" (name) } { (label) }
            select id={ "field-" (name) } name=(name) aria-describedby=[fault.as_deref()] aria-invalid=[wrong.map(|_| "true")] {
                @if let Some(none) = none { option value="" { (none) } }
                @for (value, words) in among { option value=(value) selected[value == now] { (words) } }
            }
            @if let (Some(wrong), Some(fault)) = (wrong, &fault) { p.said id=(fault) { (wrong) } }
        }
    }
}

fn people(lang: Lang, whom: Whom, colleagues: &[Colleague], typed: &Typed, mistakes: &Mistakes) -> Markup {
    // Several who were named before are shown as they are.
    let number = typed.0.iter().filter(|(key, _)| key == PERSON).count();
    if let Whom::One(label) = whom
        && number < 2
    {
        return person(lang, PERSON, label, colleagues, typed, mistakes);
    }
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
            legend { (whom.told_of(lang, number)) }
            @for (code, members) in groups(colleagues) {
                label.option { input type="checkbox" name="group" value=(code) checked[ticked("group", code)]; (group(code)) span.quiet { " " (members.len()) } }
            }
            @if let Some(names) = without_role(lang, colleagues) { p.hint { (events::groups_leave(lang, names)) } }
            details open[chosen > 0] {
                summary { (events::by_name(lang)) }
                div.ticks { @for one in colleagues { label.option { input type="checkbox" name="person" value=(one.id.as_str()) checked[ticked("person", one.id.as_str())]; (one.name) } } }
            }
        }
    }
}

/// So many of those a list leaves out are named.
const NAMED: usize = 12;

/// Whoever works here and has no role: «all teachers» leaves them out, and it is said.
fn without_role(lang: Lang, colleagues: &[Colleague]) -> Option<String> {
    let left: Vec<&str> = colleagues.iter().filter(|one| one.roles.is_empty()).map(|one| one.name.as_str()).collect();
    let more = (left.len() > NAMED).then(|| events::groups_more(lang, (left.len() - NAMED).to_string()));
    let named = left.iter().take(NAMED).map(|name| (*name).to_owned()).collect::<Vec<_>>().join(", ");
    (!left.is_empty()).then(|| [Some(named), more].into_iter().flatten().collect::<Vec<_>>().join(" "))
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
