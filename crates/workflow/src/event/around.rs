//! What stands around an event that is planned: its year, its class, who is named, and whether it fits there.

use jiff::civil::Date;

use super::kind::{Kind, Whom};
use super::planned::{Asked, Planned};
use super::state::Part;
use crate::id::Id;
use crate::plan::{Bound, around, bound};
use crate::policy::{Place, authorise};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::roster::{Class, ClassName, OF_A_CLASS};
use crate::school::Year;
use crate::store::Db;
use crate::texts;

/// People an event can have.
const MOST_SEATS: usize = 500;
/// Questions an agenda can have.
const MOST_ITEMS: usize = 40;
/// Times of the plan an event can show.
const MOST_OCCURRENCES: usize = 50;

/// What has to be known to plan an event.
pub struct Around {
    pub(super) year: Option<Id>,
    days: (Date, Date),
    /// Those named who are not people of the school, or have left.
    strangers: Vec<Id>,
    /// Times of the plan that are named.
    bound: Vec<Bound>,
    /// Classes of the year.
    classes: Vec<ClassName>,
    /// Where the class it is of stands, for rights; None where it is of none that is there.
    class: Option<Place>,
}

/// The year an event on a day belongs to: a day in August belongs to the one it prepares.
pub(super) fn year_on(years: &[Year], day: Date) -> Option<&Year> {
    let holds = |each: &&Year| {
        let (first, last) = around(each.first_day, each.last_day);
        first <= day && day <= last
    };
    years.iter().find(holds).or_else(|| years.first())
}

impl Around {
    pub(super) fn read(db: &Db<'_>, year: Option<&Id>, planned: &Planned) -> Result<Self, Refusal> {
        let years = Year::all(db)?;
        let year = match year {
            Some(year) => years.iter().find(|each| each.id == *year),
            None => year_on(&years, planned.day),
        };
        let days = year.map_or((planned.day, planned.day), |year| (year.first_day, year.last_day));
        let named = planned.people.keys().chain(std::iter::once(&planned.owner));
        let mut strangers = Vec::new();
        for person in named {
            let sql = "select id from person where id = ? and state <> 'locked'";
            let there = db.one(sql, [person.as_str()], |row| row.id("id"))?;
            strangers.extend(there.is_none().then(|| person.clone()));
        }
        let classes = year.map_or(Ok(Vec::new()), |year| ClassName::of_year(db, &year.id))?;
        let class = year.map_or(Ok(None), |year| Class::written(db, &year.id, &planned.content.class))?.map(|class| class.place());
        Ok(Self { class, year: year.map(|year| year.id.clone()), days, strangers, bound: bound(db, &planned.occurrences)?, classes })
    }

    /// Whether it can be planned so by whoever asks.
    pub(super) fn fits(&self, by: &Reader, kind: &Kind, planned: &Planned, bound: &[Id]) -> Result<(), Rule> {
        planned.content.fits(kind)?;
        let (first, last) = around(self.days.0, self.days.1);
        let chairs = |part: Part| planned.people.values().filter(|held| **held == part).count();
        let lines = |asked: &Asked| {
            texts::required(&asked.question, Field::Agenda)?;
            texts::text(&asked.question, Field::Agenda)?;
            texts::line(&asked.speaker, Field::Speaker)
        };
        planned.agenda.iter().try_for_each(lines)?;
        match () {
            () if planned.day < first || last < planned.day => Err(Rule::DayNotBetween(Field::EventDay, first, last)),
            () if planned.people.len() > MOST_SEATS || chairs(Part::Chair) > 1 || chairs(Part::Secretary) > 1 => {
                Err(Rule::Wrong(Field::Participants))
            }
            () if planned.agenda.len() > MOST_ITEMS || (!kind.agenda && !planned.agenda.is_empty()) => Err(Rule::Wrong(Field::Agenda)),
            () if planned.occurrences.len() > MOST_OCCURRENCES
                || self.bound.iter().any(|one| !bound.contains(one.occurrence()) && !one.is_within_reach_of(by)) =>
            {
                Err(Rule::Wrong(Field::Occurrences))
            }
            () => Ok(()),
        }
    }

    /// Whether it says whose it is, where the kind asks for one person.
    pub(super) fn names_whom(kind: &Kind, planned: &Planned) -> Result<(), Rule> {
        let lacks = matches!(kind.whom, Whom::One(_)) && planned.people.is_empty();
        if lacks { Err(Rule::Missing(Field::Visited)) } else { Ok(()) }
    }

    /// Whether it says which class it is of, where the kind is of one, and whether that one is the reader's.
    pub(super) fn names_class(&self, by: &Reader, kind: &Kind, planned: &Planned) -> Result<(), Rule> {
        match &self.class {
            _ if !kind.of_a_class => Ok(()),
            _ if planned.content.class.trim().is_empty() => Err(Rule::Missing(Field::EventClass)),
            Some(class) if authorise(&OF_A_CLASS, by, class).is_err() => Err(Rule::OtherClass),
            _ => Ok(()),
        }
    }

    /// Whether a class is one of the year, or stands there from before. Where the year has no classes yet, any can be written.
    pub(super) fn has_class(&self, class: &str, stands: &str) -> Result<(), Rule> {
        let named = || ClassName::read(class).is_some_and(|name| self.classes.contains(&name));
        if class.trim().is_empty() || class == stands || self.classes.is_empty() || named() {
            return Ok(());
        }
        Err(Rule::NoSuchClass(self.classes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")))
    }

    /// The year it belongs to.
    pub(super) fn year(&self) -> Option<&Id> {
        self.year.as_ref()
    }

    /// Whether there is a year it belongs to.
    pub(super) fn in_a_year(&self) -> Result<(), Rule> {
        self.year.as_ref().map(drop).ok_or(Rule::NotThere)
    }

    /// Everybody named works here, or is `there` already: who left keeps her place.
    pub(super) fn known(&self, there: impl Fn(&Id) -> bool) -> Result<(), Refusal> {
        let strangers: Vec<Id> = self.strangers.iter().filter(|person| !there(person)).cloned().collect();
        if strangers.is_empty() { Ok(()) } else { Err(Refusal::of(Rule::Strangers).about(strangers)) }
    }
}
