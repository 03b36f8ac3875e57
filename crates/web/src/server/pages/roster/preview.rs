//! What a file of the school's people would change, as the page shows it.

use std::collections::BTreeSet;

use intake::{Extent, RosterLeft};
use jiff::civil::Date;
use maud::{Markup, html};
use records::text::Lang;
use words::{office, roster};
use workflow::roster::{BroughtBy, Choice, ClassName, Fate, Line, RosterBatch, RosterPreview, Told};
use workflow::{Field as What, Id};

use super::questions::{choices, names_a_teacher};
use super::reading::File;
use super::shape::day;
use super::shown::{Shown, hours_told, place};
use crate::server::form::{Field, Form, Kind, Mistakes, Typed, key};
use crate::server::policy::Asked;

/// From which day a list holds.
pub(super) const HOLDS: Form =
    Form { fields: &[Field::new("from", roster::import_holds, Kind::Day).hint(roster::import_holds_hint).told(What::EnrolmentDay)] };

/// The day that is proposed.
#[derive(Clone, Copy)]
pub(super) struct Holds {
    /// The day.
    pub proposed: Date,
    /// Whether it is the beginning of the year.
    pub begins: bool,
}

/// The field of the day that was proposed: where it stands as it was, another answer may propose another day.
const PROPOSED: &str = "proposed";

impl Holds {
    /// Whether somebody typed another day than the one that was proposed.
    fn by_hand(self, typed: &Typed) -> bool {
        !typed.get("from").is_empty() && typed.get("from") != typed.get(PROPOSED)
    }

    /// The day that holds: typed, else proposed.
    ///
    /// # Errors
    /// What was typed is no day.
    pub(super) fn day(self, lang: Lang, typed: &Typed) -> Result<Date, Mistakes> {
        let day = if self.by_hand(typed) { typed.day("from") } else { Some(self.proposed) };
        day.ok_or_else(|| {
            let mut wrong = Mistakes::default();
            wrong.add("from", office::field_day_wrong(lang));
            wrong
        })
    }
}

/// The grade only evening schools have.
const EVENING: u8 = 12;

/// Pupils who are said to have left: fields `left`.
pub(super) fn left(typed: &Typed) -> Vec<Id> {
    typed.0.iter().filter(|(name, _)| name == "left").filter_map(|(_, id)| Id::read(id)).collect()
}

/// How much, in words.
pub(super) fn told(lang: Lang, told: &Told) -> String {
    let number = |n: u32| n as usize;
    let all = roster::import_told(lang, number(told.added), number(told.changed), number(told.moved), number(told.same), number(told.open));
    let asked = (told.asked > 0).then(|| roster::import_told_asked(lang, number(told.asked)));
    let skipped = (told.skipped > 0).then(|| roster::import_told_skipped(lang, number(told.skipped)));
    [Some(all), asked, skipped].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The file, by its name where it is known.
pub(super) fn file_called(lang: Lang, name: &str) -> String {
    if name.is_empty() { roster::import_file(lang) } else { name.to_owned() }
}

/// A file that was taken, by its name; where that is erased, by what it brought and when.
pub(super) fn batch_called(lang: Lang, batch: &RosterBatch) -> String {
    let on = day(batch.day);
    match &batch.brought {
        _ if !batch.file_name.is_empty() => batch.file_name.clone(),
        Some(BroughtBy::Class(class)) => roster::import_file_of_class(lang, class.to_string(), on),
        Some(BroughtBy::Pupils) => roster::import_file_pupils(lang, on),
        Some(BroughtBy::Classes) => roster::import_file_classes(lang, on),
        Some(BroughtBy::Staff) => roster::import_file_staff(lang, on),
        Some(BroughtBy::Loads) => roster::import_file_loads(lang, on),
        Some(BroughtBy::Families) => roster::import_file_families(lang, on),
        Some(BroughtBy::Codes) => roster::import_file_codes(lang, on),
        Some(BroughtBy::Other) | None => roster::import_file_other(lang, on),
    }
}

/// A thing with the way to it.
pub(super) fn thing(lang: Lang, id: &Id, name: &str) -> Markup {
    let room = id.as_str().split('-').next().unwrap_or_default();
    html! {
        @match room {
            "pupil" | "class" => a href={ "/" (room) "/" (id.as_str()) } { (name) },
            "person" => a href={ "/people/" (id.as_str()) } { (name) },
            // Of a year a file writes the hours.
            "year" => a href="/procedures/hours" { (roster::import_hours_page(lang)) },
            _ => (name),
        }
    }
}

/// Lines of one fate, each with its place in the file.
type Lines<'a> = Vec<(usize, &'a Line)>;

/// The page.
pub(super) fn content(
    asked: &Asked,
    (at, year): (&str, &str),
    holds: Holds,
    (file, preview): (&File, &RosterPreview),
    typed: &Typed,
    wrong: Option<&Mistakes>,
) -> Markup {
    let lang = asked.lang;
    let shown = Shown { asked, file, preview, typed };
    let acts = preview.fates.iter().any(|fate| fate.acts() || fate.among().is_some()) || !preview.absent.is_empty();
    html! {
        h1 { (roster::import_title(lang)) }
        p.lead { (file_called(lang, typed.get("name"))) ". " (told(lang, &preview.told)) }
        p { (roster::import_year(lang, year)) }
        @if let Some(wrong) = wrong { (wrong.summary(HOLDS, lang)) }
        form.import method="post" action=(at) {
            (key(typed))
            input type="hidden" name="name" value=(typed.get("name"));
            @if typed.has("make") { input type="hidden" name="make" value="yes"; }
            // Enter in a field shows anew, it does not take.
            button.unseen name="do" value="again" tabindex="-1" { (roster::import_again(lang)) }
            @if file.other_school { (shown.other_school()) }
            @if acts {
                @if shown.enrols() { (shown.holds(holds, wrong)) }
                div.acting {
                    button.main name="do" value="take" { (roster::import_take(lang)) }
                    @if preview.told.asked > 0 { button.second name="do" value="without" { (shown.take_without()) } }
                    button.second name="do" value="again" { (roster::import_again(lang)) }
                }
            } @else {
                p { @if preview.told.open > 0 { (roster::import_none_fits(lang)) } @else { (roster::import_nothing(lang)) } }
                // Where classes are to be made first, that leads on.
                @let makes = !preview.missing.is_empty() && !typed.has("make");
                p { a.button .main[!makes] .second[makes] href="/classes" { (roster::classes_title(lang)) } }
            }
            (shown.answered())
            (shown.missing(!acts))
            (shown.twelfth())
            (shown.questions())
            (shown.group(&roster::import_moved(lang), |fate| matches!(fate, Fate::Moved(_)), true))
            (shown.absent())
            (shown.group(&roster::import_changed(lang), |fate| *fate == Fate::Changed, true))
            (shown.group(&roster::import_new(lang), |fate| *fate == Fate::New, preview.told.added <= 40))
            (shown.group(&roster::import_skipped(lang), |fate| *fate == Fate::Skipped, true))
            @if !preview.hours.is_empty() { p.quiet { (roster::import_hours_what(lang)) " " a href="/procedures/hours" { (roster::import_hours_page(lang)) } } }
        }
        (shown.not_taken())
    }
}

impl Shown<'_> {
    fn of(&self, fits: impl Fn(&Fate) -> bool) -> Lines<'_> {
        let lines = self.file.lines.iter().enumerate().zip(&self.preview.fates);
        lines.filter(|(_, fate)| fits(fate)).map(|(line, _)| line).collect()
    }

    /// Answers that were given: a line that asks no longer stands among the others, and is taken as it was answered.
    fn answered(&self) -> Markup {
        let given = choices(self.typed).into_iter().filter_map(|(at, choice)| {
            let value = match choice {
                Choice::Skip => return None,
                Choice::Another => "another".to_owned(),
                Choice::Same(id) => format!("same:{}", id.as_str()),
                Choice::Line(line) => format!("line:{line}"),
            };
            self.preview.fates.get(at).is_some_and(|fate| fate.among().is_none()).then_some((at, value))
        });
        html! { @for (at, value) in given { input type="hidden" name={ "c-" (at) } value=(value); } }
    }

    /// Whether the file puts anybody into a class.
    fn enrols(&self) -> bool {
        let lines = self.file.lines.iter().zip(&self.preview.fates);
        lines.filter(|(line, _)| matches!(line, Line::Pupil { .. })).any(|(_, fate)| fate.acts() || fate.among().is_some())
    }

    /// From which day the list holds: what was typed, else what is proposed, with the reason.
    fn holds(&self, holds: Holds, wrong: Option<&Mistakes>) -> Markup {
        let lang = self.lang();
        let typed = if holds.by_hand(self.typed) { self.typed.clone() } else { Typed::default().with("from", holds.proposed.to_string()) };
        html! {
            div.narrow {
                input type="hidden" name=(PROPOSED) value=(holds.proposed);
                @for field in HOLDS.fields { (field.show(lang, &typed, wrong.unwrap_or(&Mistakes::NONE))) }
                p.hint { @if holds.begins { (roster::import_holds_first(lang)) } @else { (roster::import_holds_today(lang)) } }
            }
        }
    }

    fn other_school(&self) -> Markup {
        let lang = self.lang();
        html! {
            div.fault {
                p { (roster::import_other_school(lang, self.file.school.as_deref().unwrap_or_default())) }
                label.option for="ours" { input type="checkbox" id="ours" name="ours" value="yes" checked[self.typed.has("ours")]; (roster::import_ours(lang)) }
            }
        }
    }

    fn missing(&self, main: bool) -> Markup {
        let lang = self.lang();
        let names: Vec<String> = self.preview.missing.iter().map(ToString::to_string).collect();
        html! {
            @if !names.is_empty() {
                section {
                    h2 { (roster::import_missing(lang)) }
                    p { (names.join(", ")) }
                    @if self.typed.has("make") { p.quiet { (roster::import_will_make(lang)) } }
                    @else { p { (roster::import_missing_what(lang)) } button .main[main] .second[!main] name="do" value="make" { (roster::import_make(lang)) } }
                }
            }
        }
    }

    /// Classes of a grade only evening schools have, told as long as they are not there.
    fn twelfth(&self) -> Markup {
        let lang = self.lang();
        let lines = self.file.lines.iter().zip(&self.preview.fates).filter(|(_, fate)| !matches!(fate, Fate::Same | Fate::Skipped));
        let classes: BTreeSet<String> =
            lines.filter_map(|(line, _)| line.class()).filter(|class| class.grade == EVENING).map(ToString::to_string).collect();
        html! {
            @if !classes.is_empty() {
                p.fault { (roster::import_twelfth(lang, classes.into_iter().collect::<Vec<_>>().join(", "))) }
            }
        }
    }

    /// Whom somebody chose among namesakes for a line that is taken; empty where nobody had to.
    fn chosen(&self, at: usize, line: &Line) -> String {
        match choices(self.typed).get(&at).filter(|_| names_a_teacher(line)) {
            Some(Choice::Same(id)) => self.preview.staff.get(id).cloned().unwrap_or_default(),
            Some(Choice::Line(other)) => self.file.lines.get(*other).map(|line| self.said(line)).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// Lines of one fate, each of which can be left out.
    fn group(&self, title: &str, fits: impl Fn(&Fate) -> bool, open: bool) -> Markup {
        let (lang, lines) = (self.lang(), self.of(fits));
        let from = |at: usize| match self.preview.fates.get(at) {
            Some(Fate::Moved(from)) => Some(roster::import_from(lang, from.to_string())),
            _ => None,
        };
        html! {
            @if !lines.is_empty() {
                details open[open] {
                    summary { (title) ": " (lines.len()) }
                    ul.plain-list.rows {
                        @for (at, line) in lines {
                            li {
                                @let chosen = self.chosen(at, line);
                                span {
                                    (self.said(line)) @if let Some(from) = from(at) { " " span.quiet { (from) } }
                                    @if !chosen.is_empty() { " " span.quiet { (roster::import_means(lang, chosen)) } }
                                    @if let Some(was) = self.preview.was.get(&at) { " " span.quiet { (roster::import_post_was(lang, was)) } }
                                    @if let Some(Some(was)) = self.preview.hours.get(&at) { " " span.quiet { (roster::import_post_was(lang, roster::import_hours(lang, hours_told(lang, *was)))) } }
                                }
                                label.option for={ "c-" (at) } {
                                    input type="checkbox" id={ "c-" (at) } name={ "c-" (at) } value="skip" checked[self.preview.fates.get(at) == Some(&Fate::Skipped)];
                                    (roster::import_skip(lang))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn absent(&self) -> Markup {
        let lang = self.lang();
        let (left, unsure) = (left(self.typed), self.preview.unsure);
        html! {
            @if !self.preview.absent.is_empty() || unsure > 0 {
                section {
                    h2 { (roster::import_absent(lang)) }
                    @if !self.preview.absent.is_empty() { p { (roster::import_absent_what(lang)) } }
                    @if unsure > 0 { p.quiet { (roster::import_unsure(lang, unsure, (self.preview.told.open + self.preview.told.skipped).to_string())) } }
                    ul.plain-list.rows {
                        @for id in &self.preview.absent {
                            @let known = self.preview.pupils.get(id);
                            li {
                                span { @if let Some((who, class)) = known { (who.name) " " @if let Some(class) = class { span.quiet { (class) } } } }
                                label.option for=(id.as_str()) {
                                    input type="checkbox" id=(id.as_str()) name="left" value=(id.as_str()) checked[left.contains(id)];
                                    (roster::import_left(lang))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// What is not taken, with its reason.
    fn not_taken(&self) -> Markup {
        let lang = self.lang();
        let made = |at: usize| self.preview.made.contains(&at);
        let why = |at: usize, fate: &Fate| match fate {
            Fate::NoStaff if made(at) => Some(roster::why_no_staff_class(lang)),
            Fate::Waits => Some(roster::why_waits(lang)),
            Fate::NoClass => Some(roster::why_no_class(lang)),
            Fate::NoStaff => Some(roster::why_no_staff(lang)),
            Fate::CodeTaken => Some(roster::why_code_taken(lang)),
            Fate::ClassTwice => Some(roster::why_class_twice(lang)),
            Fate::Wrong(rule) => Some(rule.told(lang)),
            Fate::New | Fate::Same | Fate::Changed | Fate::Moved(_) | Fate::Asked(_) | Fate::Stranger(_) | Fate::Skipped => None,
        };
        let lines = self.file.lines.iter().enumerate().zip(&self.preview.fates);
        let lines: Vec<_> = lines.filter_map(|((at, line), fate)| Some((at, line, why(at, fate)?))).collect();
        let (parts, rows): (Vec<_>, Vec<_>) = self.file.left.iter().partition(|left| left.extent == Extent::Part);
        let each = |(class, tenths): &(ClassName, u16)| format!("{class}: {}", hours_told(lang, *tenths));
        let differ = self.preview.differ.iter().filter_map(|(at, said)| {
            let Some(Line::Load { subject, class, .. }) = self.file.lines.get(*at) else { return None };
            Some((format!("{subject}, {}", class.grade), said.iter().map(each).collect::<Vec<_>>().join("; ")))
        });
        let differ: Vec<(String, String)> = differ.collect();
        let left = |left: &RosterLeft| html! { li { span.written { (left.words) } " — " span.quiet { (left.reason.in_lang(lang)) " " (place(lang, &left.sheet, left.row)) } } };
        html! {
            @if !lines.is_empty() || !rows.is_empty() {
                section {
                    // As many as the count above says.
                    h2 { (office::import_left(lang)) ": " (lines.len() + rows.len()) }
                    ul {
                        @for (at, line, why) in &lines { li { (self.said(line)) " — " span.quiet { (why) " " (self.place(*at)) } } }
                        @for row in rows { (left(row)) }
                    }
                }
            }
            @if !parts.is_empty() || !differ.is_empty() {
                section {
                    h2 { (roster::import_parts(lang)) }
                    ul {
                        @for (what, hours) in &differ { li { span.written { (what) } " — " span.quiet { (roster::why_hours_differ(lang, hours)) } } }
                        @for part in parts { (left(part)) } }
                }
            }
        }
    }
}
