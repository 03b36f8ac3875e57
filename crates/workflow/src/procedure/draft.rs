//! What is asked for of a procedure, and whether it can be: by itself, and against the rules of load.

use jiff::civil::Date;
use records::procedure::{Clash, LoadRule, Procedure as Pure, Seat, Slot};
use serde::Serialize;

use super::whole::Whole;
use crate::id::Id;
use crate::plan::around;
use crate::refusal::{Field, Refusal, Rule};
use crate::roster::ClassName;
use crate::texts;

/// A procedure as a form asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// Key of its kind.
    pub kind: String,
    /// Its subject; empty where the kind has none.
    pub subject: String,
    /// Its classes: of one parallel, at one time.
    pub classes: Vec<Id>,
    /// The day.
    pub day: Date,
    /// When on that day.
    pub slot: Slot,
    /// Whether measures of the plan follow it.
    pub in_plan: bool,
}

/// What is taken in spite of rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Despite {
    /// Why.
    pub reason: String,
    /// Clashes the form showed, by their keys: another one has to be shown first.
    pub shown: Vec<String>,
}

/// The id of a procedure that is not there yet.
pub(super) const NEW: &str = "new";

impl Draft {
    /// The grade of its classes; the rule that is not kept where they are not of one, or not of the year.
    pub(super) fn grade(&self, whole: &Whole) -> Result<u8, Rule> {
        let name = |id: &Id| whole.classes.iter().find(|(class, _)| class == id).map(|(_, name)| name);
        let names: Vec<&ClassName> = self.classes.iter().map(name).collect::<Option<_>>().ok_or(Rule::Wrong(Field::ProcedureClasses))?;
        let grade = names.first().ok_or(Rule::Missing(Field::ProcedureClasses))?.grade;
        let mut each = self.classes.clone();
        each.sort();
        each.dedup();
        let alike = each.len() == self.classes.len() && names.iter().all(|name| name.grade == grade);
        if alike { Ok(grade) } else { Err(Rule::Wrong(Field::ProcedureClasses)) }
    }

    /// Whether it can be one.
    pub(super) fn fits(&self, whole: &Whole) -> Result<(), Rule> {
        let kind = whole.rules.kind(&self.kind).ok_or(Rule::Wrong(Field::ProcedureKind))?;
        match kind.subject {
            true => texts::required_line(&self.subject, Field::Subject)?,
            false if self.subject.is_empty() => {}
            false => return Err(Rule::Wrong(Field::Subject)),
        }
        self.grade(whole)?;
        timed(whole, self.day, self.slot)
    }

    /// As the rules see it.
    pub(super) fn pure(&self, whole: &Whole) -> Result<Pure, Rule> {
        let seat = |class: &Id| Seat { class: class.as_str().to_owned(), room: String::new(), organiser: None };
        Ok(Pure {
            id: NEW.to_owned(),
            kind: self.kind.clone(),
            subject: self.subject.trim().to_owned(),
            grade: self.grade(whole)?,
            seats: self.classes.iter().map(seat).collect(),
            day: self.day,
            slot: self.slot,
        })
    }

    /// The same as long as nobody knows its classes.
    pub(super) fn without_classes(&self) -> Pure {
        let (id, kind, subject) = (NEW.to_owned(), self.kind.clone(), self.subject.trim().to_owned());
        Pure { id, kind, subject, grade: 0, seats: Vec::new(), day: self.day, slot: self.slot }
    }

    /// What it is called in the plan: «ДКР, Математика, 7А, 7Б».
    pub(super) fn label(&self, whole: &Whole) -> String {
        let kind = whole.rules.kind(&self.kind).map(|kind| kind.title.ru.clone());
        let classes = whole.classes.iter().filter(|(id, _)| self.classes.contains(id)).map(|(_, name)| name.to_string());
        let subject = Some(self.subject.trim().to_owned()).filter(|subject| !subject.is_empty());
        kind.into_iter().chain(subject).chain(classes).collect::<Vec<_>>().join(", ")
    }
}

/// Whether something can be held then.
pub(super) fn timed(whole: &Whole, day: Date, slot: Slot) -> Result<(), Rule> {
    let (first, last) = around(whole.year.first_day, whole.year.last_day);
    match () {
        () if day < first || last < day => Err(Rule::DayNotBetween(Field::ProcedureDay, first, last)),
        () if !slot.fits() => Err(Rule::Wrong(Field::ProcedureSlot)),
        () => Ok(()),
    }
}

/// Rules it is taken in spite of; refused where one that was found was not shown, or no reason is given.
pub(super) fn despite(found: &[Clash], despite: Option<&Despite>) -> Result<Vec<LoadRule>, Refusal> {
    let Some(despite) = despite.filter(|_| !found.is_empty()) else {
        return if found.is_empty() { Ok(Vec::new()) } else { Err(clashing(found)) };
    };
    if found.iter().any(|clash| !despite.shown.contains(&clash.key())) {
        return Err(clashing(found));
    }
    texts::required(&despite.reason, Field::Reason).map_err(Refusal::of)?;
    let mut rules: Vec<LoadRule> = found.iter().map(|clash| clash.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    Ok(rules)
}

fn clashing(found: &[Clash]) -> Refusal {
    let with = found.iter().flat_map(|clash| &clash.with).filter_map(|id| Id::read(id));
    Refusal::of(Rule::Clashing(u32::try_from(found.len()).unwrap_or(u32::MAX))).about(with)
}
