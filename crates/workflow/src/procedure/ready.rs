//! Whether everything is ready for the procedures of some days, or what each of them lacks: computed, never stored.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use records::procedure::{Clash, LoadRule};
use records::text::folded;

use super::between::{ProcedureLine, of_year};
use super::looks::{ProcedureShown, procedures};
use super::state::ProcedureState;
use super::stored::Procedure;
use super::whole::Whole;
use crate::event::{Briefing, RoomsSeen, briefings, rooms_seen};
use crate::id::Id;
use crate::people::post::Names;
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::school::Year;
use crate::store::Db;

/// A procedure ahead.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcedureReady {
    /// Which.
    pub line: ProcedureLine,
    /// What is not there yet; nothing where all is ready.
    pub lacks: Vec<Lack>,
    /// Rules it is held in spite of, each with its number and the reason that was given.
    pub despite: Vec<(LoadRule, f64, String)>,
}

/// What a procedure lacks.
#[derive(Clone, Debug, PartialEq)]
pub enum Lack {
    /// An order on it; it was moved since the last one, or there was none.
    Order {
        /// Whether there was one.
        again: bool,
    },
    /// Somebody who organises in these classes.
    Organiser(Vec<String>),
    /// Somebody in the place of these organisers, who left or are shut out.
    Away(Vec<String>),
    /// That these rooms were seen to be ready; the event that is planned for it.
    Rooms(Vec<String>, Option<(Id, Date)>),
    /// These rooms were found not to be ready, at this event.
    NotReady(Vec<String>, Id),
    /// A briefing of so many organisers; the one that is planned.
    Briefing(usize, Option<(Id, Date)>),
    /// The word of so many organisers that they read what the briefing says.
    Unread(usize, Id),
    /// A reason why a rule is not kept, with its number.
    Reason(LoadRule, f64),
}

/// What stands in the school around its procedures.
struct Around<'a> {
    whole: &'a Whole,
    shown: &'a [ProcedureShown],
    briefings: Vec<Briefing>,
    rooms: Vec<RoomsSeen>,
    away: BTreeSet<Id>,
}

/// Procedures of the days between two, both included, by day and time.
pub(crate) fn ready(by: &Reader, db: &Db<'_>, (from, to): (Date, Date), names: &Names) -> Result<Vec<ProcedureReady>, Refusal> {
    let mut ready = Vec::new();
    for year in Year::all(db)? {
        let mut held = Procedure::of_days(db, &year.id, (from, to))?;
        held.retain(|one| one.state != ProcedureState::Cancelled);
        // A year is held against its rules only where something of it is ahead.
        if held.is_empty() {
            continue;
        }
        let mut whole = Whole::read(db, year)?;
        // No rule speaks of a procedure of another parallel on another day.
        whole.procedures.retain(|one| held.iter().any(|of| of.grade == one.grade || of.day == one.day));
        let shown = procedures(db, &whole, names)?;
        let away = db.all("select id from person where state = 'locked'", [], |row| row.id("id"))?.into_iter().collect();
        let id = &whole.year.id;
        let around = Around { briefings: briefings(db, id)?, rooms: rooms_seen(db, id)?, away, whole: &whole, shown: &shown };
        for line in of_year(by, db, &whole.year, held)? {
            let Some(one) = shown.iter().find(|one| one.id == line.id) else { continue };
            let (mut lacks, despite) = (around.lacks(one), around.despite(one));
            let unanswered = despite.iter().filter(|(.., reason)| reason.is_empty());
            lacks.extend(unanswered.map(|(rule, number, _)| Lack::Reason(*rule, *number)));
            let despite = despite.into_iter().filter(|(.., reason)| !reason.is_empty()).collect();
            ready.push(ProcedureReady { line, lacks, despite });
        }
    }
    ready.sort_by(|a, b| {
        (a.line.day, a.line.slot, &a.line.classes, &a.line.id).cmp(&(b.line.day, b.line.slot, &b.line.classes, &b.line.id))
    });
    Ok(ready)
}

impl Around<'_> {
    fn lacks(&self, one: &ProcedureShown) -> Vec<Lack> {
        let order = (one.state == ProcedureState::Planned).then_some(Lack::Order { again: one.order.is_some() });
        let nobody: Vec<String> = one.seats.iter().filter(|seat| seat.organiser.is_none()).map(|seat| seat.name.clone()).collect();
        let organisers: BTreeMap<&Id, &String> =
            one.seats.iter().filter_map(|seat| seat.organiser.as_ref()).map(|(id, name)| (id, name)).collect();
        let (away, here): (Vec<_>, Vec<_>) = organisers.into_iter().partition(|(id, _)| self.away.contains(*id));
        let away: Vec<String> = away.into_iter().map(|(_, name)| name.clone()).collect();
        let here: Vec<&Id> = here.into_iter().map(|(id, _)| id).collect();
        let mut lacks: Vec<Lack> = order.into_iter().collect();
        lacks.extend((!nobody.is_empty()).then_some(Lack::Organiser(nobody)));
        lacks.extend((!away.is_empty()).then_some(Lack::Away(away)));
        lacks.extend(self.rooms(one));
        lacks.extend(self.briefed(&here, one.day));
        lacks
    }

    /// Of each room the last look that names it counts.
    fn rooms(&self, one: &ProcedureShown) -> Vec<Lack> {
        let rooms: BTreeSet<&str> = one.seats.iter().map(|seat| seat.room.trim()).filter(|room| !room.is_empty()).collect();
        let names = |seen: &&RoomsSeen, room: &str| seen.day <= one.day && speaks_of(&seen.rooms, room);
        let (mut unseen, mut lacking) = (Vec::new(), BTreeMap::<&Id, Vec<String>>::new());
        for room in rooms {
            match self.rooms.iter().rfind(|seen| seen.closed && names(seen, room)) {
                None => unseen.push(room.to_owned()),
                Some(seen) if seen.lacking => lacking.entry(&seen.event).or_default().push(room.to_owned()),
                Some(_) => {}
            }
        }
        let planned = self.rooms.iter().find(|seen| !seen.closed && unseen.iter().any(|room| names(seen, room)));
        let planned = planned.map(|seen| (seen.event.clone(), seen.day));
        let mut lacks: Vec<Lack> = (!unseen.is_empty()).then_some(Lack::Rooms(unseen, planned)).into_iter().collect();
        lacks.extend(lacking.into_iter().map(|(event, rooms)| Lack::NotReady(rooms, event.clone())));
        lacks
    }

    fn briefed(&self, organisers: &[&Id], day: Date) -> Vec<Lack> {
        let of = |person: &Id, held: bool| {
            self.briefings.iter().filter(move |one| one.held == held).filter({
                let person = person.clone();
                move |one| one.holds(&person, day)
            })
        };
        let unbriefed: Vec<&Id> = organisers.iter().copied().filter(|person| of(person, true).next().is_none()).collect();
        let planned = unbriefed.iter().find_map(|person| of(person, false).next()).map(|one| (one.event.clone(), one.day));
        let mut unread: BTreeMap<&Id, usize> = BTreeMap::new();
        for person in organisers {
            if let Some(last) = of(person, true).next_back().filter(|_| of(person, true).all(|one| one.unread.contains(*person))) {
                *unread.entry(&last.event).or_default() += 1;
            }
        }
        let mut lacks: Vec<Lack> = (!unbriefed.is_empty()).then_some(Lack::Briefing(unbriefed.len(), planned)).into_iter().collect();
        lacks.extend(unread.into_iter().map(|(event, people)| Lack::Unread(people, event.clone())));
        lacks
    }

    /// Rules that are not kept, each once, with the reason; it stands with whichever of those it is between was entered later.
    fn despite(&self, one: &ProcedureShown) -> Vec<(LoadRule, f64, String)> {
        let reason = |clash: &Clash| {
            let between = self.whole.between(clash);
            let gone = self.shown.iter().filter(|other| between.iter().any(|id| id == other.id.as_str())).flat_map(|other| &other.gone);
            gone.filter(|gone| gone.rules.contains(&clash.rule)).max_by_key(|gone| gone.entry).map(|gone| gone.reason.clone())
        };
        let mut rules: BTreeMap<LoadRule, String> = BTreeMap::new();
        for (clash, answered) in &one.clashes {
            let told = if *answered { reason(clash).unwrap_or_default() } else { String::new() };
            // Of several clashes with one rule the one nobody answered is what is lacking.
            let kept = rules.entry(clash.rule).or_insert_with(|| told.clone());
            if told.is_empty() {
                kept.clear();
            }
        }
        rules.into_iter().map(|(rule, reason)| (rule, self.whole.rules.number(rule).unwrap_or_default(), reason)).collect()
    }
}

/// Whether what is written of rooms names this one: «кабинеты 10–14, актовый зал» names «каб. 12».
fn speaks_of(written: &str, room: &str) -> bool {
    let (written, room) = (words(written), words(room));
    let says = |words: &[&str]| written.iter().any(|part| words.contains(&part.as_str()));
    let named = |word: &String| written.iter().any(|part| part == word || in_span(part, word));
    match says(&["все", "всех", "all"]) {
        // Which rooms are left out is not guessed: none is taken for one that was seen.
        _ if says(&["кроме", "except"]) => false,
        true => true,
        false => !room.is_empty() && room.iter().all(named),
    }
}

/// The words that tell one room from another; a span of numbers is one word.
fn words(text: &str) -> Vec<String> {
    let mut text = folded(text).replace(['–', '—', '‑'], "-");
    for (wide, close) in [(" -", "-"), ("- ", "-")] {
        text = text.replace(wide, close);
    }
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-').map(|word| word.trim_matches('-'));
    let general = |word: &str| {
        ["каб", "кабинет", "кабинеты", "кабинета", "кабинетов", "ауд", "room", "rooms"].contains(&word) || word.starts_with("аудитори")
    };
    words.filter(|word| !word.is_empty() && !general(word)).map(str::to_owned).collect()
}

/// Whether a number lies in a span of them.
fn in_span(span: &str, word: &str) -> bool {
    let ends = span.split_once('-').and_then(|(first, last)| Some((first.parse::<u32>().ok()?, last.parse::<u32>().ok()?)));
    ends.zip(word.parse::<u32>().ok()).is_some_and(|((first, last), number)| (first..=last).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::speaks_of;

    #[test]
    fn rooms_are_named_as_people_write_them() {
        for written in ["каб. 12", "Кабинеты 10, 11, 12", "10–14", "кабинеты 10 — 14, актовый зал", "все кабинеты", "ауд. №12"]
        {
            assert!(speaks_of(written, "Каб. 12"), "{written}");
        }
        for written in ["", "каб. 2", "каб. 112", "12а", "13–20", "все кабинеты, кроме 12-го", "все, кроме 12", "актовый зал"]
        {
            assert!(!speaks_of(written, "каб. 12"), "{written}");
        }
        assert!(speaks_of("кабинеты 10–14, актовый зал", "Актовый зал") && !speaks_of("спортивный зал", "актовый зал"));
        assert!(speaks_of("2-14", "2-14") && !speaks_of("2-14", "кабинет"));
    }
}
