//! `event.plan-pupils`, `event.change-pupils`: what is arranged, about which pupils.

use std::collections::BTreeMap;

use serde::Serialize;
use words::{Word, acts};

use super::arranged::{Arranged, Listed, based, can_list, classes, is_subject, standing, told, trimmed};
use super::stored::{PupilLine, Words, typed};
use crate::act::{Act, Said, Version};
use crate::event::around::Around;
use crate::event::kind::Kind;
use crate::event::planned::Planned;
use crate::event::planning::{Plan, bind, bound_to};
use crate::event::rights::{GIVERS, PLANNERS};
use crate::event::state::EventState;
use crate::event::stored::{Event, Seat};
use crate::id::Id;
use crate::marks::Mark;
use crate::policy::{Place, Policy, authorise};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::roster::Near;
use crate::school::{Edit, Standing};
use crate::store::{Tx, params};
use crate::texts::written;
use crate::world::World;

/// `event.plan-pupils`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlanPupils {
    /// What it is.
    pub kind: String,
    /// What is arranged.
    pub arranged: Arranged,
    /// About whom.
    pub pupils: Vec<Listed>,
}

/// What has to be known to plan it.
pub struct Planning {
    around: Around,
    near: BTreeMap<Id, Near>,
    /// Whether the subject is one.
    subject: bool,
    /// What the pupils stand at.
    standing: BTreeMap<Id, Vec<Mark>>,
}

impl PlanPupils {
    fn plan(&self, near: &BTreeMap<Id, Near>) -> Plan {
        let classes = classes(near, self.pupils.iter().map(|one| &one.pupil));
        Plan { kind: self.kind.clone(), planned: trimmed(self.arranged.clone()).planned(&classes) }
    }
}

impl Act for PlanPupils {
    const NAME: &'static str = "event.plan-pupils";
    const SAID: Word = acts::event_plan_pupils;
    const POLICY: Policy = PLANNERS;
    type Seen = Planning;
    type Done = Id;

    fn kept_back(&self) -> Vec<String> {
        let noted = typed(self.pupils.iter().map(|listed| &listed.noted));
        typed([&self.arranged.words]).into_iter().chain(noted).collect()
    }

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Planning, Refusal> {
        let near = Near::all(tx, tx.today())?;
        let around = Around::read(tx, None, &self.plan(&near).planned)?;
        let standing = standing(tx, around.year(), self.arranged.subject.trim(), &self.pupils)?;
        Ok(Planning { around, near, standing, subject: is_subject(tx, self.arranged.subject.trim())? })
    }

    fn place(&self, _seen: &Planning) -> Place {
        Place { owner: Some(self.arranged.owner.clone()), ..Place::of(&Id::school()) }
    }

    fn check(&self, by: &Reader, seen: &Planning) -> Result<(), Refusal> {
        let kind = Kind::of(&self.kind).filter(|kind| kind.names_pupils()).ok_or(Refusal::of(Rule::Wrong(Field::EventKind)))?;
        can_list(by, kind, &seen.near, &self.pupils, &[])?;
        if !seen.subject {
            return Err(Refusal::of(Rule::Wrong(Field::EventSubject)));
        }
        trimmed(self.arranged.clone()).fits(kind).map_err(Refusal::of)?;
        // Nobody else is named.
        seen.around.known(|_| false).map_err(|refusal| Refusal { rule: Rule::Wrong(Field::EventOwner), ..refusal })?;
        seen.around.in_a_year().and(seen.around.fits(by, kind, &self.plan(&seen.near).planned, &[])).map_err(Refusal::of)
    }

    fn apply(self, seen: Planning, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let event = self.plan(&seen.near).apply(seen.around, tx)?;
        self.arranged.words.tidy().write(tx, &event)?;
        for Listed { pupil, noted } in self.pupils {
            let noted = based(noted, seen.standing.get(&pupil), self.arranged.subject.trim());
            PupilLine::add(tx, &event, &pupil, &noted)?;
        }
        Ok(event)
    }

    fn said(done: &Id) -> Said {
        Said::of("event", done)
    }

    fn sample(world: &World) -> Self {
        let words = Words([("form".to_owned(), "group".to_owned()), ("topic".to_owned(), "Дроби".to_owned())].into());
        let arranged = Arranged {
            subject: "Алгебра".into(),
            day: world.today,
            time: "14:30".into(),
            until: None,
            owner: world.active.clone(),
            occurrences: Vec::new(),
            words,
        };
        let pupils = vec![Listed { pupil: world.roster.pupil.clone(), noted: Default::default() }];
        Self { kind: "consultation".into(), arranged, pupils }
    }
}

/// `event.change-pupils`: what the form showed and what was typed, field by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangePupils {
    /// Which.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// What is arranged.
    pub edit: Edit<Arranged>,
}

/// An event with what stands around it.
pub struct Changing {
    event: Event,
    seats: Vec<Seat>,
    now: Arranged,
    around: Around,
    near: BTreeMap<Id, Near>,
    lines: Vec<PupilLine>,
    subject: bool,
}

impl Changing {
    /// What stands now with what was changed in the form, or what somebody else changed meanwhile.
    fn merged(&self, edit: &Edit<Arranged>) -> Result<Arranged, Refusal> {
        let (now, entry, mut conflicts) = (&self.now, self.event.entry, Vec::<Conflict>::new());
        let (opened, wanted, mut new) = (trimmed(edit.opened.clone()), trimmed(edit.wanted.clone()), now.clone());
        macro_rules! take {
            ($($field:expr => $path:ident as $told:expr),+ $(,)?) => {$(
                let one = Edit { opened: opened.$path.clone(), wanted: wanted.$path.clone() };
                match one.against(&Standing { value: now.$path.clone(), entry }, $field, $told) {
                    Ok(Some(value)) => new.$path = value,
                    Ok(None) => {}
                    Err(conflict) => conflicts.push(conflict),
                }
            )+};
        }
        take!(
            Field::EventSubject => subject as String::clone, Field::EventDay => day as ToString::to_string, Field::EventTime => time as String::clone,
            Field::EventUntil => until as |day| day.map(|day| day.to_string()).unwrap_or_default(),
            Field::EventOwner => owner as ToString::to_string, Field::Occurrences => occurrences as |ids| ids.len().to_string(),
        );
        for key in opened.words.0.keys().chain(wanted.words.0.keys()) {
            let of = |words: &Words| words.0.get(key).cloned().unwrap_or_default();
            let one = Edit { opened: of(&opened.words), wanted: of(&wanted.words) };
            match one.against(&Standing { value: of(&now.words), entry }, Field::Details, |text| told(text)) {
                Ok(Some(value)) => drop(new.words.0.insert(key.clone(), value)),
                Ok(None) => {}
                Err(conflict) => conflicts.push(conflict),
            }
        }
        let refused = || self.refusal(Rule::ChangedMeanwhile(conflicts.clone())).instead(Door::Again);
        if conflicts.is_empty() { Ok(trimmed(new)) } else { Err(refused()) }
    }

    /// The event it becomes; the title stays where no class is known any more.
    fn planned(&self, arranged: &Arranged) -> Planned {
        let mut planned = arranged.planned(&classes(&self.near, self.lines.iter().map(|line| &line.pupil)));
        if planned.content.title.is_empty() {
            planned.content.title.clone_from(&self.event.content.title);
        }
        planned
    }

    fn refusal(&self, rule: Rule) -> Refusal {
        Refusal::of(rule).about([self.event.id.clone()])
    }
}

impl Act for ChangePupils {
    const NAME: &'static str = "event.change-pupils";
    const SAID: Word = acts::event_change_pupils;
    const POLICY: Policy = PLANNERS;
    type Seen = Changing;
    type Done = Id;

    fn kept_back(&self) -> Vec<String> {
        typed([&self.edit.wanted.words])
    }

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Changing, Refusal> {
        let event = Event::read(tx, &self.event)?;
        if !event.kind()?.names_pupils() {
            return Err(Refusal::of(Rule::NotThere).about([self.event.clone()]));
        }
        let (near, lines) = (Near::all(tx, tx.today())?, PupilLine::all(tx, &event.id)?);
        let planned = self.edit.wanted.planned(&classes(&near, lines.iter().map(|line| &line.pupil)));
        let around = Around::read(tx, Some(&event.year), &planned)?;
        let now = Arranged::of(&event, Words::read(tx, &event.id)?, bound_to(tx, &event.id)?);
        let subject = is_subject(tx, self.edit.wanted.subject.trim())?;
        Ok(Changing { seats: Seat::all(tx, &event.id)?, event, now, around, near, lines, subject })
    }

    fn place(&self, seen: &Changing) -> Place {
        seen.event.place(&seen.seats)
    }

    fn check(&self, by: &Reader, seen: &Changing) -> Result<(), Refusal> {
        if !matches!(seen.event.state, EventState::Planned | EventState::Held) {
            return Err(seen.refusal(Rule::NoSuchStep).instead(Door::Again));
        }
        let (merged, kind) = (seen.merged(&self.edit)?, seen.event.kind()?);
        if merged == seen.now {
            return Err(seen.refusal(Rule::NothingChanged));
        }
        if !seen.subject {
            return Err(seen.refusal(Rule::Wrong(Field::EventSubject)));
        }
        let stays = |person: &Id| *person == seen.event.owner;
        seen.around.known(stays).map_err(|refusal| Refusal { rule: Rule::Wrong(Field::EventOwner), ..refusal })?;
        // Whoever answers for it sees every line: only whoever sees them all anyway gives it to somebody else.
        if merged.owner != seen.event.owner && authorise(&GIVERS, by, &Place::of(&seen.event.id)).is_err() {
            return Err(seen.refusal(Rule::Wrong(Field::EventOwner)));
        }
        let planned = seen.planned(&merged);
        merged.fits(kind).and(seen.around.fits(by, kind, &planned, &seen.now.occurrences)).map_err(|rule| seen.refusal(rule))
    }

    fn apply(self, seen: Changing, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let new = seen.merged(&self.edit)?;
        let (id, entry) = (seen.event.id.clone(), tx.entry());
        let content = seen.planned(&new).content;
        let sql = "update event set content = ?2, owner = ?3, day = ?4, entry = ?5 where id = ?1";
        tx.change(sql, params![id.as_str(), written(&content)?, new.owner.as_str(), new.day.to_string(), entry])?;
        if new.words != seen.now.words {
            new.words.write(tx, &id)?;
        }
        if new.occurrences != seen.now.occurrences {
            tx.change("delete from event_occurrence where event = ?", [id.as_str()])?;
            bind(tx, &id, &new.occurrences)?;
        }
        Ok(id)
    }

    fn said(done: &Id) -> Said {
        Said::of("event", done)
    }

    fn sample(world: &World) -> Self {
        let opened = Arranged { owner: world.founder.clone(), ..PlanPupils::sample(world).arranged };
        Self {
            event: world.event.about.clone(),
            seen: 1,
            edit: Edit { wanted: Arranged { time: "15:00".into(), ..opened.clone() }, opened },
        }
    }
}
