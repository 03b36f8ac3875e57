//! How many pupils should have written: where the source lists absentees, its rows; else the list of the class, its
//! register of marks, or the list of its codes.

use std::collections::{BTreeMap, BTreeSet};

use records::dataset::{ClassId, Dataset, PersonId, ResultSet, SchoolId, SubjectId};
use records::study::Work;
use records::vocabulary::SchoolYear;

use super::rows;

/// Pupils by whatever names their group.
type Lists<K> = BTreeMap<K, BTreeSet<PersonId>>;

/// Fills how many pupils are on the lists of the classes of each work; a work with a class nobody lists is left as it is.
pub(super) fn fill(dataset: &Dataset, sets: &[ResultSet], works: &mut [Work]) {
    let lists = Known::of(dataset);
    for (at, work) in works.iter_mut().enumerate() {
        let of_work = sets.iter().filter(|set| set.key.kim.0 as usize == at);
        work.listed = of_work.map(|set| lists.listed(dataset, set)).sum::<Option<usize>>().filter(|listed| *listed > 0);
    }
}

/// What lists the pupils of a class; each is read alone, for one pupil may have another name in another.
struct Known {
    classes: Lists<(SchoolId, ClassId, SchoolYear)>,
    registers: Lists<(SchoolId, ClassId, SchoolYear, SubjectId)>,
    codes: Lists<(SchoolId, ClassId, SchoolYear)>,
}

impl Known {
    fn of(dataset: &Dataset) -> Self {
        let stay = dataset.pupils.iter().filter(|row| row.left_on.is_none());
        Self {
            classes: lists(stay.map(|row| ((row.school, row.class, row.year), row.person))),
            registers: lists(dataset.marks.iter().map(|row| ((row.school, row.class, row.year, row.subject), row.person))),
            codes: lists(dataset.people.iter().map(|row| ((row.school, row.class, row.year), row.person))),
        }
    }

    /// None where no file says it, or where a list is shorter than those who wrote: it is of somebody else.
    fn listed(&self, dataset: &Dataset, set: &ResultSet) -> Option<usize> {
        let kim = dataset.kims.get(set.key.kim.0 as usize)?;
        let sitting = dataset.sittings.get(set.key.kim.0 as usize)?;
        if rows::absent(dataset, sitting, set).is_some() {
            return Some(set.rows.len());
        }
        let class = (set.key.school, set.key.class, kim.year);
        let register = || self.registers.get(&(class.0, class.1, class.2, kim.subject));
        let list = self.classes.get(&class).or_else(register).or_else(|| self.codes.get(&class));
        list.map(BTreeSet::len).filter(|listed| *listed >= set.rows.len())
    }
}

fn lists<K: Ord>(rows: impl Iterator<Item = (K, PersonId)>) -> Lists<K> {
    let mut lists = Lists::new();
    for (of, person) in rows {
        lists.entry(of).or_default().insert(person);
    }
    lists
}

#[cfg(test)]
mod tests {
    use records::dataset::{Item, JournalMark, Kim, MarkRow, Period, Score, Script, Sitting};
    use records::provenance::{Origin, SourceId};
    use records::reference::Reference;
    use records::vocabulary::Kind;

    use super::super::plain;
    use super::*;

    /// Twelve scripts of 5А, and a register of `pupils` in the subject.
    fn class(pupils: u32) -> Dataset {
        let mut dataset = Dataset::default();
        let school = dataset.school("edu000001");
        let subject = SubjectId(dataset.subject_names.intern("Математика"));
        let class = ClassId(dataset.class_names.intern("5А"));
        dataset.kims.push(Kim {
            kim: "vpr-math-5-2026".into(),
            kind: Some(Kind::Vpr),
            kind_text: "vpr".into(),
            subject,
            grade: 5,
            year: SchoolYear(2025),
            date: None,
            items: vec![Item { name: "1".into(), max: 2, format: None, level: None, codifier: None }],
            scale: None,
        });
        let mut sitting = Sitting { width: 1, ..Sitting::default() };
        let origin = |row| Origin { source: SourceId(0), row };
        for row in 0..12 {
            let person = PersonId(dataset.person_names.intern(&format!("code {row}")));
            sitting.push(Script::written(school, class, person, &[Score::points(1).unwrap()], origin(row))).unwrap();
        }
        dataset.sittings.push(sitting);
        for row in 0..pupils {
            let person = PersonId(dataset.person_names.intern(&format!("pupil {row}")));
            for period in [Period::Quarter(1), Period::Quarter(2)] {
                let mark = JournalMark::Mark(4);
                let year = SchoolYear(2025);
                dataset.marks.push(MarkRow {
                    person,
                    school,
                    class,
                    subject,
                    year,
                    period,
                    mark,
                    teacher: None,
                    average: None,
                    count: None,
                    origin: origin(row),
                });
            }
        }
        dataset
    }

    #[test]
    fn who_should_have_written_is_the_register_where_absentees_are_not_listed() {
        let reference = Reference::shipped().unwrap();
        let listed = |pupils| plain::plainly(&class(pupils), &reference).works[0].listed;
        assert_eq!(listed(14), Some(14), "a pupil with two marks is one");
        assert_eq!(listed(0), None, "nobody lists the class");
        assert_eq!(listed(11), None, "a list shorter than those who wrote is of somebody else");
    }
}
