//! Drafts into one dataset: ids of each draft become ids of the whole, in the order of the drafts.

mod exam_sheets;
mod kims;
mod links;
mod name_codes;
mod observation;
mod participants;
mod scales;
mod school_kinds;
mod skills;
mod twice;

use std::collections::{BTreeMap, HashMap};

use records::dataset::{
    ClassId, Dataset, EntryRow, ExamRow, MarkRow, Marking, MedalRow, PersonId, PersonRow, Pool, PupilRow, School, SchoolId, Script,
    Sitting, SubjectId, TeacherId, TeachingRow,
};
use records::provenance::{Origin, Place, Problem, Question, Severity, Source, SourceId};
use records::text::Text;

use crate::draft::Draft;
use crate::draft::{ObservationRow, ScaleRow};
use crate::exam_sheet::{ExamSheet, ExamSheetRow};
use crate::options::Options;
use crate::work::Work;

/// What has been joined so far.
#[derive(Default)]
pub(crate) struct Joined {
    pub data: Dataset,
    /// Works with ids of the whole, in the order of the drafts.
    pub works: Vec<Work>,
    pub scales: Vec<ScaleRow>,
    pub observations: Vec<ObservationRow>,
    /// Protocols of examinations with ids of the whole.
    pub exam_sheets: Vec<ExamSheet>,
    pub problems: Vec<Problem>,
    school_ids: HashMap<String, SchoolId>,
}

/// From ids of a draft to ids of the whole.
struct Map {
    schools: Vec<SchoolId>,
    classes: Vec<ClassId>,
    subjects: Vec<SubjectId>,
    /// None: known by a name that got no pseudonym (a question is open).
    people: Vec<Option<PersonId>>,
    teachers: Vec<TeacherId>,
    rooms: Vec<u32>,
    sources: u32,
}

/// Where a row of a sitting was read.
fn place_of(sitting: &Sitting, row: usize, sources: &[Source]) -> Place {
    let Some(origin) = sitting.origin.get(row) else { return Place::default() };
    let source = sources.get(origin.source.0 as usize);
    Place {
        file: source.map_or_else(String::new, |source| source.file.clone()),
        sheet: source.and_then(|source| source.sheet.clone()),
        row: Some(origin.row),
        column: None,
    }
}

impl Joined {
    /// Takes a draft in. `pseudonyms` are the people it knew by name.
    pub(crate) fn take(&mut self, draft: &mut Draft<'_>, pseudonyms: &BTreeMap<PersonId, String>) {
        let map = self.map(draft, pseudonyms);
        let data = std::mem::take(&mut draft.data);
        self.data.sources.extend(data.sources);
        for mut kim in data.kims {
            kim.subject = map.subject(kim.subject);
            self.take_kim(kim, &draft.file);
        }
        for (kim, sitting) in std::mem::take(&mut draft.sittings) {
            self.take_sitting(&kim, &sitting, &map);
        }
        self.data.marks.extend(data.marks.into_iter().filter_map(|row| map.mark(row)));
        self.data.entries.extend(data.entries.into_iter().filter_map(|row| map.entry(row)));
        self.data.exams.extend(data.exams.into_iter().filter_map(|row| map.exam(row)));
        self.data.medals.extend(data.medals.into_iter().filter_map(|row| map.medal(row)));
        self.data.pupils.extend(data.pupils.into_iter().filter_map(|row| map.pupil(row)));
        self.data.people.extend(data.people.into_iter().filter_map(|row| map.person_row(row)));
        self.data.teaching.extend(data.teaching.into_iter().map(|row| map.teaching(row)));
        self.data.shares.extend(data.shares.into_iter().map(|mut share| {
            share.origin = map.origin(share.origin);
            share
        }));
        self.scales.extend(std::mem::take(&mut draft.scales).into_iter().map(|row| ScaleRow { origin: map.origin(row.origin), ..row }));
        let observed = std::mem::take(&mut draft.observations).into_iter();
        self.observations.extend(observed.map(|row| ObservationRow { origin: map.origin(row.origin), ..row }));
        self.exam_sheets.extend(std::mem::take(&mut draft.exam_sheets).into_iter().map(|sheet| map.exam_sheet(sheet)));
        self.works.extend(std::mem::take(&mut draft.works).into_iter().map(|mut work| {
            for script in &mut work.scripts {
                script.school = map.school(script.school);
                script.origin = map.origin(script.origin);
            }
            work
        }));
    }

    /// What can be done only when all drafts are in, in the order in which one step needs the one before.
    pub(crate) fn settle(&mut self, questions: &mut Vec<Question>, options: &Options<'_>) {
        name_codes::settle(self, &options.key);
        kims::settle(self, questions, options);
        skills::settle(&mut self.data);
        participants::resolve(self, questions);
        twice::settle(self, questions, options);
        observation::settle(self);
        exam_sheets::settle(&mut self.data, &self.exam_sheets, &mut self.problems, options.reference);
        scales::settle(self, questions, options);
        links::settle(&mut self.data, questions, &mut self.problems, options);
        school_kinds::settle(&mut self.data, questions, options);
    }

    fn map(&mut self, draft: &Draft<'_>, pseudonyms: &BTreeMap<PersonId, String>) -> Map {
        let local = &draft.data;
        let data = &mut self.data;
        let people = local.person_names.iter().enumerate().map(|(id, name)| {
            let id = PersonId(u32::try_from(id).ok()?);
            let name = if draft.named.contains(&id) { pseudonyms.get(&id)? } else { name };
            Some(PersonId(data.person_names.intern(name)))
        });
        let people = people.collect();
        let all = |from: &Pool, to: &mut Pool| -> Vec<u32> { from.iter().map(|name| to.intern(name)).collect() };
        Map {
            people,
            classes: all(&local.class_names, &mut data.class_names).into_iter().map(ClassId).collect(),
            subjects: all(&local.subject_names, &mut data.subject_names).into_iter().map(SubjectId).collect(),
            teachers: all(&local.teacher_names, &mut data.teacher_names).into_iter().map(TeacherId).collect(),
            rooms: all(&local.rooms, &mut data.rooms),
            sources: u32::try_from(data.sources.len()).unwrap_or(u32::MAX),
            schools: local.schools.iter().map(|school| self.take_school(school)).collect(),
        }
    }

    /// The school of the whole; what was not known of it is filled in, what was stands.
    fn take_school(&mut self, school: &School) -> SchoolId {
        let schools = &mut self.data.schools;
        let id = *self.school_ids.entry(school.school.clone()).or_insert_with(|| {
            schools.push(School { school: school.school.clone(), ..School::default() });
            SchoolId(u32::try_from(schools.len() - 1).unwrap_or(u32::MAX))
        });
        if let Some(known) = schools.get_mut(id.0 as usize) {
            known.kind = known.kind.take().or_else(|| school.kind.clone());
            known.municipality = known.municipality.take().or_else(|| school.municipality.clone());
            known.region = known.region.take().or_else(|| school.region.clone());
            known.name = known.name.take().or_else(|| school.name.clone());
            known.locality = known.locality.take().or_else(|| school.locality.clone());
        }
        id
    }

    /// A KIM described twice is one if the descriptions agree; else the first stands and the second is told.
    fn take_kim(&mut self, kim: records::dataset::Kim, file: &str) {
        let Some(id) = self.data.kim(&kim.kim) else {
            self.data.sittings.push(Sitting { width: kim.items.len(), ..Sitting::default() });
            self.data.kims.push(kim);
            return;
        };
        if self.data.kims.get(id.0 as usize) != Some(&kim) {
            let what = Text::new(
                "Этот КИМ уже описан в другом файле, и описания различаются: действует первое.",
                "This KIM is already described in another file, and the two differ: the first stands.",
            );
            let mend = Text::new(
                "Оставьте одно описание или дайте работам разные ключи.",
                "Keep one description, or give the works different keys.",
            );
            self.problems.push(Problem {
                code: "kim-described-twice",
                severity: Severity::Warning,
                place: Place::file(file),
                found: kim.kim,
                what,
                mend,
            });
        }
    }

    fn take_sitting(&mut self, kim: &str, sitting: &Sitting, map: &Map) {
        let Some(id) = self.data.kim(kim) else { return };
        let Some(whole) = self.data.sittings.get_mut(id.0 as usize) else { return };
        for script in (0..sitting.len()).filter_map(|row| map.script(sitting.script(row)?)) {
            // Another description of the KIM stands, with other items: none of these scripts is of it.
            if whole.push(script).is_err() {
                return;
            }
        }
    }
}

impl Map {
    fn school(&self, id: SchoolId) -> SchoolId {
        self.schools.get(id.0 as usize).copied().unwrap_or(id)
    }

    fn class(&self, id: ClassId) -> ClassId {
        self.classes.get(id.0 as usize).copied().unwrap_or(id)
    }

    fn subject(&self, id: SubjectId) -> SubjectId {
        self.subjects.get(id.0 as usize).copied().unwrap_or(id)
    }

    fn person(&self, id: PersonId) -> Option<PersonId> {
        self.people.get(id.0 as usize).copied().flatten()
    }

    fn teacher(&self, id: TeacherId) -> TeacherId {
        self.teachers.get(id.0 as usize).copied().unwrap_or(id)
    }

    const fn origin(&self, origin: Origin) -> Origin {
        Origin { source: SourceId(origin.source.0.saturating_add(self.sources)), row: origin.row }
    }

    /// None for a person without a pseudonym.
    fn script<'s>(&self, script: Script<'s>) -> Option<Script<'s>> {
        Some(Script {
            school: self.school(script.school),
            class: self.class(script.class),
            person: self.person(script.person)?,
            room: script.room.and_then(|room| self.rooms.get(room as usize).copied()),
            origin: self.origin(script.origin),
            marking: script.marking.map(|marking| self.marking(marking)),
            ..script
        })
    }

    fn marking(&self, marking: Marking) -> Marking {
        let of = |id: Option<TeacherId>| id.map(|id| self.teacher(id));
        Marking { marker: of(marking.marker), second_marker: of(marking.second_marker), rechecked_by: of(marking.rechecked_by), ..marking }
    }

    fn mark(&self, row: MarkRow) -> Option<MarkRow> {
        Some(MarkRow {
            person: self.person(row.person)?,
            school: self.school(row.school),
            class: self.class(row.class),
            subject: self.subject(row.subject),
            teacher: row.teacher.map(|teacher| self.teacher(teacher)),
            origin: self.origin(row.origin),
            ..row
        })
    }

    fn entry(&self, row: EntryRow) -> Option<EntryRow> {
        let (person, school, class) = (self.person(row.person)?, self.school(row.school), self.class(row.class));
        Some(EntryRow { person, school, class, subject: self.subject(row.subject), origin: self.origin(row.origin), ..row })
    }

    fn exam(&self, row: ExamRow) -> Option<ExamRow> {
        let (person, school, subject) = (self.person(row.person)?, self.school(row.school), self.subject(row.subject));
        Some(ExamRow { person, school, subject, origin: self.origin(row.origin), ..row })
    }

    fn medal(&self, row: MedalRow) -> Option<MedalRow> {
        Some(MedalRow { person: self.person(row.person)?, school: self.school(row.school), origin: self.origin(row.origin), ..row })
    }

    fn pupil(&self, row: PupilRow) -> Option<PupilRow> {
        let (person, school, class) = (self.person(row.person)?, self.school(row.school), self.class(row.class));
        Some(PupilRow { person, school, class, origin: self.origin(row.origin), ..row })
    }

    fn person_row(&self, row: PersonRow) -> Option<PersonRow> {
        let (person, school, class) = (self.person(row.person)?, self.school(row.school), self.class(row.class));
        Some(PersonRow { person, school, class, origin: self.origin(row.origin), ..row })
    }

    /// Rows of people without a pseudonym are left out.
    fn exam_sheet(&self, mut sheet: ExamSheet) -> ExamSheet {
        sheet.rows = std::mem::take(&mut sheet.rows)
            .into_iter()
            .filter_map(|row| {
                Some(ExamSheetRow {
                    person: self.person(row.person)?,
                    school: self.school(row.school),
                    origin: self.origin(row.origin),
                    ..row
                })
            })
            .collect();
        sheet
    }

    fn teaching(&self, row: TeachingRow) -> TeachingRow {
        TeachingRow {
            school: self.school(row.school),
            class: self.class(row.class),
            subject: self.subject(row.subject),
            teacher: self.teacher(row.teacher),
            origin: self.origin(row.origin),
            ..row
        }
    }
}
