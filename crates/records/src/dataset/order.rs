//! One order for everything, whatever the order of files, rows and columns was: an analysis adds up and draws in this order, so that the
//! same records give the same numbers to the last bit.
//!
//! Schools, works and names stand by what is written, items by their numbers, rows by what they say; of rows that say the same the place
//! they were read at decides, and nothing but provenance tells them apart.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::{
    ClassId, Dataset, EntryRow, ExamRow, Item, MarkRow, Marking, MedalRow, PersonId, PersonRow, Pool, PupilRow, SchoolId, Score, Script,
    Share, Sitting, SubjectId, TeacherId, TeachingRow,
};

impl Dataset {
    /// The same records in an order of their own.
    #[must_use]
    pub fn in_order(mut self) -> Self {
        let ids = Ids {
            schools: put(&mut self.schools, |a, b| a.school.cmp(&b.school)),
            classes: self.class_names.put_in_order(),
            subjects: self.subject_names.put_in_order(),
            people: self.person_names.put_in_order(),
            teachers: self.teacher_names.put_in_order(),
            rooms: self.rooms.put_in_order(),
        };
        self.works(&ids);
        self.registers(&ids);
        self.shares.sort_by(by_share);
        self
    }

    /// Works by their keys, items of each by their numbers, scripts by school, class and participant.
    fn works(&mut self, ids: &Ids) {
        self.sittings.resize(self.kims.len(), Sitting::default());
        let mut works: Vec<_> = std::mem::take(&mut self.kims).into_iter().zip(std::mem::take(&mut self.sittings)).collect();
        works.sort_by(|a, b| a.0.kim.cmp(&b.0.kim));
        for (mut kim, sitting) in works {
            kim.subject = SubjectId(at(&ids.subjects, kim.subject.0));
            let items = put(&mut kim.items, |a, b| numbered(a).cmp(&numbered(b)));
            self.kims.push(kim);
            self.sittings.push(scripts(&sitting, &items, ids));
        }
    }

    fn registers(&mut self, ids: &Ids) {
        self.marks.iter_mut().for_each(|row| ids.mark(row));
        self.marks.sort_by(by_mark);
        self.entries.iter_mut().for_each(|row| ids.entry(row));
        // What a pupil got on one day stays in the order of the cell.
        self.entries.sort_by_key(|row| (row.school, row.class, row.subject, row.year, row.person, row.date));
        self.exams.iter_mut().for_each(|row| ids.exam(row));
        self.exams.sort_by_key(of_exam);
        self.medals.iter_mut().for_each(|row| (row.school, row.person) = (ids.school(row.school), ids.person(row.person)));
        self.medals.sort_by_key(of_medal);
        self.pupils.iter_mut().for_each(|row| ids.pupil(row));
        self.pupils.sort_by_key(of_pupil);
        self.teaching.iter_mut().for_each(|row| ids.teaching(row));
        self.teaching.sort_by(by_teaching);
        self.people.iter_mut().for_each(|row| ids.code(row));
        self.people.sort_by(by_code);
    }
}

impl Pool {
    /// Names in the order of their letters, those without a name last; returns the new id of every old one.
    fn put_in_order(&mut self) -> Vec<u32> {
        let moved = put(&mut self.list, |a, b| (a.is_empty(), a).cmp(&(b.is_empty(), b)));
        self.index.values_mut().for_each(|id| *id = at(&moved, *id));
        moved
    }
}

/// Sorts, keeping the order of equals; returns the new place of every old one.
fn put<T>(list: &mut Vec<T>, by: impl Fn(&T, &T) -> Ordering) -> Vec<u32> {
    let mut placed: Vec<(usize, T)> = std::mem::take(list).into_iter().enumerate().collect();
    placed.sort_by(|a, b| by(&a.1, &b.1));
    let mut moved = vec![0; placed.len()];
    for (new, (old, value)) in (0_u32..).zip(placed) {
        moved[old] = new;
        list.push(value);
    }
    moved
}

/// The new id of an old one; one that is in no list stays.
fn at(moved: &[u32], id: u32) -> u32 {
    moved.get(id as usize).copied().unwrap_or(id)
}

/// New ids of everything named, by the old ones.
struct Ids {
    schools: Vec<u32>,
    classes: Vec<u32>,
    subjects: Vec<u32>,
    people: Vec<u32>,
    teachers: Vec<u32>,
    rooms: Vec<u32>,
}

impl Ids {
    fn school(&self, id: SchoolId) -> SchoolId {
        SchoolId(at(&self.schools, id.0))
    }

    fn class(&self, id: ClassId) -> ClassId {
        ClassId(at(&self.classes, id.0))
    }

    fn subject(&self, id: SubjectId) -> SubjectId {
        SubjectId(at(&self.subjects, id.0))
    }

    fn person(&self, id: PersonId) -> PersonId {
        PersonId(at(&self.people, id.0))
    }

    fn teacher(&self, id: Option<TeacherId>) -> Option<TeacherId> {
        id.map(|id| TeacherId(at(&self.teachers, id.0)))
    }

    fn mark(&self, row: &mut MarkRow) {
        (row.person, row.school, row.class) = (self.person(row.person), self.school(row.school), self.class(row.class));
        (row.subject, row.teacher) = (self.subject(row.subject), self.teacher(row.teacher));
    }

    fn entry(&self, row: &mut EntryRow) {
        (row.person, row.school) = (self.person(row.person), self.school(row.school));
        (row.class, row.subject) = (self.class(row.class), self.subject(row.subject));
    }

    fn exam(&self, row: &mut ExamRow) {
        (row.person, row.school, row.subject) = (self.person(row.person), self.school(row.school), self.subject(row.subject));
    }

    fn pupil(&self, row: &mut PupilRow) {
        (row.person, row.school, row.class) = (self.person(row.person), self.school(row.school), self.class(row.class));
    }

    fn teaching(&self, row: &mut TeachingRow) {
        (row.school, row.class, row.subject) = (self.school(row.school), self.class(row.class), self.subject(row.subject));
        row.teacher = TeacherId(at(&self.teachers, row.teacher.0));
    }

    fn code(&self, row: &mut PersonRow) {
        (row.person, row.school, row.class) = (self.person(row.person), self.school(row.school), self.class(row.class));
    }

    fn marking(&self, marking: Marking) -> Marking {
        let [marker, second_marker, rechecked_by] =
            [marking.marker, marking.second_marker, marking.rechecked_by].map(|teacher| self.teacher(teacher));
        Marking { marker, second_marker, rechecked_by, ..marking }
    }
}

/// The scripts of a work with new ids, items moved, in their order.
fn scripts(sitting: &Sitting, items: &[u32], ids: &Ids) -> Sitting {
    let script = |row: usize| {
        let script = sitting.script(row)?;
        let mut scores = vec![Score::NOT_MARKED; sitting.width];
        for (&score, &item) in script.scores.iter().zip(items) {
            *scores.get_mut(item as usize)? = score;
        }
        Some(Script {
            school: ids.school(script.school),
            class: ids.class(script.class),
            person: ids.person(script.person),
            room: script.room.map(|room| at(&ids.rooms, room)),
            marking: script.marking.map(|marking| ids.marking(marking)),
            scores: Cow::Owned(scores),
            ..script
        })
    };
    let mut scripts: Vec<Script<'_>> = (0..sitting.len()).filter_map(script).collect();
    scripts.sort_by(by_script);
    let mut out = Sitting { width: sitting.width, ..Sitting::default() };
    scripts.into_iter().for_each(|script| out.take(script));
    out
}

fn by_script(a: &Script<'_>, b: &Script<'_>) -> Ordering {
    let who = |of: &Script<'_>| (of.school, of.class, of.person, of.status, of.variant, of.prior, of.mark, of.recorded_score);
    let how = |of: &Script<'_>| (of.room, of.observer, of.marking.as_ref().map(by_whom), of.origin);
    who(a).cmp(&who(b)).then_with(|| a.scores.cmp(&b.scores)).then_with(|| how(a).cmp(&how(b)))
}

/// A marking without its row.
fn by_whom(of: &Marking) -> impl Ord + use<> {
    (of.date, of.marker, of.second_marker, of.recheck_score, of.rechecked_by)
}

fn by_mark(a: &MarkRow, b: &MarkRow) -> Ordering {
    let of = |row: &MarkRow| (row.school, row.class, row.subject, row.year, row.person, row.period, row.mark, row.teacher, row.count);
    // A journal that gives no average is told from every one that does.
    let average = |row: &MarkRow| row.average.unwrap_or(f64::NEG_INFINITY);
    of(a).cmp(&of(b)).then_with(|| average(a).total_cmp(&average(b))).then_with(|| a.origin.cmp(&b.origin))
}

fn of_exam(row: &ExamRow) -> impl Ord + use<> {
    (row.school, row.exam, row.subject, row.year, row.person, row.date, row.primary, row.score, row.mark, row.origin)
}

fn of_medal(row: &MedalRow) -> impl Ord + use<> {
    (row.school, row.year, row.person, row.degree, row.candidate, row.awarded, row.origin)
}

fn of_pupil(row: &PupilRow) -> impl Ord + use<> {
    (row.school, row.year, row.grade, row.class, row.person, row.sex, row.joined_on, row.left_on, row.origin)
}

fn by_teaching(a: &TeachingRow, b: &TeachingRow) -> Ordering {
    let of = |row: &TeachingRow| (row.school, row.class, row.subject, row.teacher, row.year);
    of(a).cmp(&of(b)).then_with(|| (&a.group, a.origin).cmp(&(&b.group, b.origin)))
}

fn by_code(a: &PersonRow, b: &PersonRow) -> Ordering {
    let of = |row: &PersonRow| (row.school, row.year, row.class, row.person);
    of(a).cmp(&of(b)).then_with(|| (&a.kim, &a.code, a.origin).cmp(&(&b.kim, &b.code, b.origin)))
}

fn by_share(a: &Share, b: &Share) -> Ordering {
    let of = (&a.kim, a.scope, &a.area, a.quantity, &a.key).cmp(&(&b.kim, b.scope, &b.area, b.quantity, &b.key));
    of.then_with(|| a.value.total_cmp(&b.value)).then_with(|| (a.n, a.origin).cmp(&(b.n, b.origin)))
}

/// Numbers of an item's name with what follows each: 9.1 before 10, К1 after every number.
fn numbered(item: &Item) -> Vec<(u32, &str)> {
    let mut out = Vec::new();
    let mut rest = item.name.as_str();
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = rest.split_at(digits);
        let words = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (word, next) = after.split_at(words);
        out.push((number.parse().unwrap_or(u32::MAX), word));
        rest = next;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{Kim, SetKey};
    use crate::provenance::{Origin, SourceId};
    use crate::vocabulary::SchoolYear;

    #[test]
    fn items_stand_by_their_numbers() {
        let item = |name: &str| Item { name: name.into(), max: 1, format: None, level: None, codifier: None };
        let mut items = ["К2", "10", "9.1", "5К1", "5", "К10", "9.10", "9.2"].map(item).to_vec();
        let moved = put(&mut items, |a, b| numbered(a).cmp(&numbered(b)));
        assert_eq!(items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["5", "5К1", "9.1", "9.2", "9.10", "10", "К2", "К10"]);
        assert_eq!(moved, [6, 5, 2, 1, 0, 7, 4, 3]);
    }

    /// Two works of two schools, read in one order and in another: scripts, works and items shuffled, names met in another order.
    fn read(backwards: bool) -> Dataset {
        let mut data = Dataset::default();
        let turned = |mut list: Vec<u8>| {
            if backwards {
                list.reverse();
            }
            list
        };
        for work in turned(vec![1, 2]) {
            let subject = SubjectId(data.subject_names.intern(if work == 1 { "Физика" } else { "Химия" }));
            let item = |item: u8| Item { name: format!("{item}"), max: 9, format: None, level: None, codifier: None };
            let items: Vec<Item> = turned(vec![1, 2, 10]).into_iter().map(item).collect();
            let mut sitting = Sitting { width: 3, ..Sitting::default() };
            for pupil in turned((0..6).collect()) {
                let school = data.school(if pupil < 3 { "s1" } else { "s2" });
                let class = ClassId(data.class_names.intern("5А"));
                let person = PersonId(data.person_names.intern(&format!("p{}", pupil / 2)));
                let scores: Vec<Score> = turned(vec![1, 2, 3]).iter().filter_map(|item| Score::points(item + pupil % 2)).collect();
                let origin = Origin { source: SourceId(0), row: sitting.len() as u32 };
                sitting.push(Script { prior: Some(4), ..Script::written(school, class, person, scores, origin) }).unwrap();
            }
            let kim = format!("work-{work}");
            let year = SchoolYear(2025);
            data.kims.push(Kim { kim, kind: None, kind_text: String::new(), subject, grade: 5, year, date: None, items, scale: None });
            data.sittings.push(sitting);
        }
        data
    }

    #[test]
    fn the_same_records_read_in_another_order_are_the_same_data() {
        let told = |data: Dataset| {
            let mut data = data.in_order();
            data.sittings.iter_mut().flat_map(|sitting| &mut sitting.origin).for_each(|origin| origin.row = 0);
            data
        };
        assert_ne!(read(false).sittings, read(true).sittings);
        let [one, other] = [told(read(false)), told(read(true))];
        assert_eq!((&one.schools, &one.kims, &one.sittings), (&other.schools, &other.kims, &other.sittings));
        assert_eq!(one.person_names.iter().collect::<Vec<_>>(), ["p0", "p1", "p2"]);
        assert_eq!(other.person_names.find("p2"), Some(2));
        let key = SetKey { kim: crate::dataset::KimId(1), school: SchoolId(0), class: ClassId(0) };
        assert_eq!(one.written(key), ["s1", "5А", "Химия", "work-2"]);
        assert_eq!(one.sittings[0].row(0).iter().filter_map(|score| score.value()).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn what_a_pupil_got_on_one_day_stays_in_the_order_of_the_cell() {
        let mut data = Dataset::default();
        let person = |data: &mut Dataset, name: &str| PersonId(data.person_names.intern(name));
        let (late, early) = (person(&mut data, "b"), person(&mut data, "a"));
        let entry = |person, mark| EntryRow {
            person,
            school: SchoolId(0),
            class: ClassId(0),
            subject: SubjectId(0),
            year: SchoolYear(2025),
            date: None,
            mark: Some(crate::dataset::JournalMark::Mark(mark)),
            weight: 1,
            origin: Origin { source: SourceId(0), row: 0 },
        };
        data.entries = vec![entry(late, 5), entry(late, 2), entry(early, 3)];
        let marks: Vec<_> = data.in_order().entries.iter().map(|row| (row.person.0, row.mark)).collect();
        assert_eq!(marks.iter().map(|mark| mark.0).collect::<Vec<_>>(), [0, 1, 1]);
        assert_eq!(marks[1].1, Some(crate::dataset::JournalMark::Mark(5)), "as written, not by the mark");
    }
}
