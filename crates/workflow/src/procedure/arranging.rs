//! `procedure.arrange`: in which room each class writes, and who organises there.

use records::procedure::{Clash, LoadRule, Procedure as Pure, Seat};
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::draft::{Despite, despite};
use super::rights::KEEPERS;
use super::state::ProcedureStep;
use super::stored::{Placed, Procedure, take_despite};
use super::whole::Whole;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::school::{Edit, Standing};
use crate::store::{Tx, params};
use crate::texts;
use crate::world::World;

/// A class in its room.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Seated {
    /// Which class.
    pub class: Id,
    /// Its room; empty where it is not known.
    pub room: String,
    /// Who organises there.
    pub organiser: Option<Id>,
}

/// `procedure.arrange`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arrange {
    /// Which.
    pub procedure: Id,
    /// As it was shown.
    pub seen: Version,
    /// Its classes, each in its room.
    pub seats: Edit<Vec<Seated>>,
    /// Why in spite of rules, where some are not kept.
    pub despite: Option<Despite>,
}

/// A procedure, the schedule it stands in, and those named who do not work here.
pub struct Arranging {
    procedure: Procedure,
    whole: Whole,
    strangers: Vec<Id>,
}

fn seated(placed: &Placed) -> Seated {
    Seated { class: placed.class.clone(), room: placed.room.clone(), organiser: placed.organiser.clone() }
}

impl Arrange {
    fn against(&self, seen: &Arranging) -> Result<Option<Vec<Seated>>, Conflict> {
        let sorted = |seats: &[Seated]| {
            let mut seats: Vec<Seated> = seats.iter().map(|one| Seated { room: one.room.trim().to_owned(), ..one.clone() }).collect();
            seats.sort();
            seats
        };
        let value = sorted(&seen.procedure.seats.iter().map(seated).collect::<Vec<_>>());
        let edit = Edit { opened: sorted(&self.seats.opened), wanted: sorted(&self.seats.wanted) };
        let told = |seats: &Vec<Seated>| seats.iter().map(|one| one.room.clone()).collect::<Vec<_>>().join("; ");
        edit.against(&Standing { value, entry: seen.procedure.entry }, Field::Room, told)
    }

    fn rules(&self, seen: &Arranging, seats: &[Seated]) -> Result<Vec<LoadRule>, Refusal> {
        // What did not agree before was answered then.
        let standing: Vec<Seated> = seen.procedure.seats.iter().map(seated).collect();
        let before = clashes(&seen.whole, &seen.procedure, &standing);
        let mut found = clashes(&seen.whole, &seen.procedure, seats);
        found.retain(|clash| !before.contains(clash));
        despite(&found, self.despite.as_ref())
    }
}

/// What of rooms and organisers would not agree with the rules. What its day does not keep was answered when it was put there.
pub(super) fn clashes(whole: &Whole, procedure: &Procedure, seats: &[Seated]) -> Vec<Clash> {
    let seat = |one: &Seated| Seat {
        class: one.class.as_str().to_owned(),
        room: one.room.clone(),
        organiser: one.organiser.as_ref().map(|who| who.as_str().to_owned()),
    };
    let mut found = whole.clashes_of(Pure { seats: seats.iter().map(seat).collect(), ..procedure.pure() });
    found.retain(|clash| matches!(clash.rule, LoadRule::TeacherOnce | LoadRule::RoomOnce | LoadRule::Apart));
    found
}

impl Act for Arrange {
    const NAME: &'static str = "procedure.arrange";
    const SAID: Word = acts::procedure_arrange;
    const POLICY: Policy = KEEPERS;
    type Seen = Arranging;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.procedure.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Arranging, Refusal> {
        let procedure = Procedure::find(tx, &self.procedure)?;
        let before: Vec<&Id> = procedure.seats.iter().filter_map(|placed| placed.organiser.as_ref()).collect();
        let named = self.seats.wanted.iter().filter_map(|seat| seat.organiser.as_ref()).filter(|person| !before.contains(person));
        let mut strangers = Vec::new();
        for person in named {
            let there = tx.one("select id from person where id = ? and state <> 'locked'", [person.as_str()], |row| row.id("id"))?;
            strangers.extend(there.is_none().then(|| person.clone()));
        }
        Ok(Arranging { whole: Whole::of(tx, &procedure.year)?, procedure, strangers })
    }

    fn place(&self, seen: &Arranging) -> Place {
        Place::of(&seen.procedure.id)
    }

    fn check(&self, _by: &Reader, seen: &Arranging) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.procedure.clone()]);
        seen.whole.open()?;
        seen.procedure.steps(ProcedureStep::Arrange)?;
        let seats = self.against(seen).map_err(|conflict| refusal(Rule::ChangedMeanwhile(vec![conflict])).instead(Door::Again))?;
        let seats = seats.ok_or_else(|| refusal(Rule::NothingChanged))?;
        let classes = |seats: &[Seated]| seats.iter().map(|seat| seat.class.clone()).collect::<Vec<_>>();
        let mut standing: Vec<Id> = seen.procedure.seats.iter().map(|placed| placed.class.clone()).collect();
        standing.sort();
        match () {
            () if classes(&seats) != standing => return Err(refusal(Rule::Wrong(Field::ProcedureClasses))),
            () if !seen.strangers.is_empty() => return Err(Refusal::of(Rule::Wrong(Field::Organiser)).about(seen.strangers.clone())),
            () => seats.iter().try_for_each(|seat| texts::line(&seat.room, Field::Room)).map_err(refusal)?,
        }
        self.rules(seen, &seats).map(drop)
    }

    fn apply(self, seen: Arranging, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let seats = self.against(&seen).ok().flatten().ok_or(Refusal::of(Rule::NothingChanged))?;
        let (rules, entry) = (self.rules(&seen, &seats)?, tx.entry());
        let id = &seen.procedure.id;
        for Seated { class, room, organiser } in &seats {
            let sql = "update procedure_class set room = ?3, organiser = ?4 where procedure = ?1 and class = ?2";
            tx.change(sql, params![id.as_str(), class.as_str(), room, organiser.as_ref().map(Id::as_str)])?;
        }
        tx.change("update procedure set entry = ?2 where id = ?1", params![id.as_str(), entry])?;
        take_despite(tx, id, &rules, self.despite.as_ref().map_or("", |despite| &despite.reason))?;
        Ok(seen.procedure.id)
    }

    fn said(done: &Id) -> Said {
        Said::of("procedure", done)
    }

    fn sample(world: &World) -> Self {
        let opened = Seated { class: world.roster.class.clone(), room: String::new(), organiser: None };
        let wanted = Seated { room: "Кабинет 12".into(), organiser: Some(world.founder.clone()), ..opened.clone() };
        Self {
            procedure: world.procedure.planned.clone(),
            seen: 1,
            seats: Edit { opened: vec![opened], wanted: vec![wanted] },
            despite: None,
        }
    }
}
