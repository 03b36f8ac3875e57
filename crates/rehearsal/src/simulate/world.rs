//! From the lives of schools to one data set and the truth about it.

use jiff::civil::Date;

use super::calibrate::tune;
use super::exams;
use super::journal;
use super::knobs::Knobs;
use super::life::{SchoolOut, SetOut, SubjectYear, Work};
use super::school::{self, Kept};
use super::sitting::Confounder;
use super::works::{PAPERS, SUBJECTS};
use super::{Truth, World};
use records::dataset::{
    ClassId, Cut, Dataset, ExamRow, Item, JournalMark, Kim, MarkRow, MedalRow, Period, PersonId, PupilRow, Scale, ScaleOrigin, School,
    SchoolId, Script, Sitting, SubjectId, TeachingRow,
};
use records::provenance::{Origin, Source, SourceId, Traits};
use records::text::Text;
use records::vocabulary::{Attendance, Kind, SchoolYear};

/// The works of every simulated year, in the order of the papers.
pub(super) fn works(knobs: &Knobs) -> Vec<Work> {
    let years = i16::try_from(knobs.years.clamp(1, 8)).unwrap_or(1);
    let mut works = Vec::new();
    for begins in knobs.school_year - years + 1..=knobs.school_year {
        for (number, paper) in PAPERS.iter().enumerate() {
            let named = knobs.works.contains(&paper.stem());
            let examined = knobs.exams && paper.state() && begins == knobs.school_year;
            if named || examined {
                let paper = tune(paper, begins, knobs.items, knobs.spread.total(), knobs.rates.lumpy);
                works.push(Work { paper, begins, number: number as u64, scripts: named });
            }
        }
    }
    works
}

/// Subjects that have works, ascending.
pub(super) fn subjects(works: &[Work]) -> Vec<usize> {
    let mut subjects: Vec<usize> = works.iter().map(|work| work.paper.paper.taught_as()).collect();
    subjects.sort_unstable();
    subjects.dedup();
    subjects
}

/// Key of a work: `vpr-russian-4-2026`.
pub(super) fn key(work: &Work) -> String {
    format!("{}-{}", work.paper.paper.stem(), work.paper.paper.calendar_year(work.begins))
}

/// Writes everything down.
pub(super) fn assemble(knobs: &Knobs, works: &[Work], schools: Vec<SchoolOut>) -> World {
    let mut writer = Writer::new(knobs, works);
    for out in &schools {
        writer.school(knobs, works, out);
    }
    let Writer { dataset, mut truth, inflated_honours, .. } = writer;
    truth.sort_by(|a, b| written(a).cmp(&written(b)));
    World { dataset, truth, inflated_honours }
}

fn written(truth: &Truth) -> [&str; 4] {
    [&truth.school, &truth.class, &truth.subject, &truth.procedure]
}

struct Writer {
    dataset: Dataset,
    truth: Vec<Truth>,
    inflated_honours: Vec<String>,
    /// Where the scripts of each work go, if anywhere.
    kims: Vec<Option<usize>>,
    /// Source of marks, pupils and teaching.
    lists: SourceId,
    /// Whether scripts carry the journal mark.
    prior: bool,
    row: u32,
}

impl Writer {
    fn new(knobs: &Knobs, works: &[Work]) -> Self {
        let mut dataset = Dataset::default();
        let mut kims = Vec::new();
        for work in works {
            kims.push(work.scripts.then_some(dataset.kims.len()));
            if !work.scripts {
                continue;
            }
            let kim = kim(&mut dataset, work);
            dataset.sources.push(source(&format!("scripts/{}.csv", kim.kim)));
            dataset.sittings.push(Sitting { width: kim.items.len(), ..Sitting::default() });
            dataset.kims.push(kim);
        }
        let lists = SourceId(number(dataset.sources.len()));
        dataset.sources.push(source("marks.csv"));
        Self { dataset, truth: Vec::new(), inflated_honours: Vec::new(), kims, lists, prior: knobs.prior, row: 0 }
    }

    fn origin(&mut self) -> Origin {
        self.row += 1;
        Origin { source: self.lists, row: self.row }
    }

    fn school(&mut self, knobs: &Knobs, works: &[Work], out: &SchoolOut) {
        let id = SchoolId(number(self.dataset.schools.len()));
        self.dataset.schools.push(School {
            school: out.school.key.clone(),
            kind: knobs.kind_known.then(|| out.school.kind.to_owned()),
            municipality: Some(municipality(out.school.municipality)),
            region: Some(REGION.to_owned()),
            // The name of a gymnasium is its kind.
            name: knobs.kind_known.then(|| school_name(&out.school)),
            ..School::default()
        });
        let kept = school::kept(knobs, out.seed, out.school.index);
        let people: Vec<Vec<PersonId>> = (0..out.school.classes.len()).map(|class| self.people(out, class, None)).collect();
        self.pupils(knobs, out, id, &people);
        for set in &out.sets {
            if let Some(kim) = self.kims[set.work] {
                let apart = (!kept.links).then(|| self.people(out, set.class, Some(kim)));
                self.set(kim, &works[set.work], out, id, kept, set, apart.as_ref().unwrap_or(&people[set.class]));
            }
        }
        if knobs.exams {
            let results = exams::results(knobs, out, works);
            self.exams(knobs, id, &results, &people);
            self.honours(out, id, &results, &people, knobs.school_year);
        }
        for year in &out.subjects {
            self.teaching(out, id, year);
            if knobs.marks && kept.marks {
                self.marks(knobs, out, id, year, &people[year.class]);
            }
        }
    }

    /// Codes of the pupils of a class; `only` = codes that hold in this one work.
    fn people(&mut self, out: &SchoolOut, class: usize, only: Option<usize>) -> Vec<PersonId> {
        let class = &out.school.classes[class];
        let work = only.map_or(String::new(), |kim| format!("-work{}", kim + 1));
        let name = |pupil: usize| format!("{}-{}-{}-{:02}{work}", out.school.key, class.cohort, class.letter + 1, pupil + 1);
        (0..class.pupils.len()).map(|pupil| PersonId(self.dataset.person_names.intern(&name(pupil)))).collect()
    }

    fn pupils(&mut self, knobs: &Knobs, out: &SchoolOut, school: SchoolId, people: &[Vec<PersonId>]) {
        let first = knobs.school_year - i16::try_from(knobs.years.clamp(1, 8)).unwrap_or(1) + 1;
        for begins in first..=knobs.school_year {
            for (class, people) in out.school.classes.iter().zip(people) {
                let Some(grade) = u8::try_from(class.grade(begins)).ok().filter(|grade| (4..=11).contains(grade)) else { continue };
                let name = ClassId(self.dataset.class_names.intern(&class.name(begins)));
                for (pupil, &person) in class.pupils.iter().zip(people) {
                    let origin = self.origin();
                    let sex = Some(if pupil.boy { 'м' } else { 'ж' });
                    let row = PupilRow {
                        person,
                        school,
                        class: name,
                        year: SchoolYear(begins),
                        grade,
                        sex,
                        joined_on: None,
                        left_on: None,
                        origin,
                    };
                    self.dataset.pupils.push(row);
                }
            }
        }
    }

    fn exams(&mut self, knobs: &Knobs, school: SchoolId, results: &exams::Results, people: &[Vec<PersonId>]) {
        for exam in &results.exams {
            let row = ExamRow {
                person: people[exam.class][exam.pupil],
                school,
                exam: exam.kind,
                subject: SubjectId(self.dataset.subject_names.intern(exam.subject)),
                year: SchoolYear(knobs.school_year),
                date: None,
                primary: exam.primary,
                score: exam.score,
                mark: exam.mark,
                origin: self.origin(),
            };
            self.dataset.exams.push(row);
        }
    }

    fn honours(&mut self, out: &SchoolOut, school: SchoolId, results: &exams::Results, people: &[Vec<PersonId>], begins: i16) {
        if results.inflated {
            self.inflated_honours.push(out.school.key.clone());
        }
        for honour in &results.honours {
            let (person, origin) = (people[honour.class][honour.pupil], self.origin());
            let (candidate, awarded) = (Some(true), Some(honour.awarded));
            self.dataset.medals.push(MedalRow {
                person,
                school,
                year: SchoolYear(begins),
                degree: honour.degree,
                candidate,
                awarded,
                origin,
            });
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the coordinates of one cell of the plan; a struct would only rename them")]
    fn set(&mut self, kim: usize, work: &Work, out: &SchoolOut, school: SchoolId, kept: Kept, set: &SetOut, people: &[PersonId]) {
        let state = work.paper.paper.state();
        let class = &out.school.classes[set.class];
        let name = class.name(work.begins);
        let class_id = ClassId(self.dataset.class_names.intern(&name));
        let rooms: Vec<u32> = [0, 1].map(|half| self.dataset.rooms.intern(&room(class.grade(work.begins), class.letter, half))).to_vec();
        let sitting = &mut self.dataset.sittings[kim];
        let scripts = &set.scripts;
        for (pupil, &person) in people.iter().enumerate() {
            let there = scripts.present[pupil];
            // Protocols of state examinations list those who sat them, and know nothing of the journal.
            if state && !there {
                continue;
            }
            let total = scripts.total(pupil);
            let script = Script {
                school,
                class: class_id,
                person,
                status: if there { Attendance::Present } else { Attendance::Absent },
                prior: (!state && self.prior && kept.marks).then_some(scripts.prior[pupil]).filter(|mark| kept.weak_marks || *mark > 3),
                mark: (there && work.paper.paper.kind != Kind::Ege).then(|| work.paper.mark(total)),
                recorded_score: there.then_some(total),
                variant: there.then_some(scripts.variant[pupil]),
                room: rooms.get(usize::from(scripts.room[pupil])).copied(),
                observer: (!state).then_some(scripts.observer),
                scores: scripts.row(pupil).into(),
                origin: Origin { source: SourceId(number(kim)), row: number(sitting.len() + 1) },
                marking: None,
            };
            // The script has a score for every item of its paper.
            sitting.push(script).ok();
        }
        let subject = SUBJECTS[work.paper.paper.subject].name.to_owned();
        let truth = Truth {
            school: out.school.key.clone(),
            class: name,
            subject,
            procedure: key(work),
            bent: set.bent,
            confounders: with_gaps(set.confounders.clone(), kept),
        };
        self.truth.push(truth);
    }

    fn teaching(&mut self, out: &SchoolOut, school: SchoolId, year: &SubjectYear) {
        let class = &out.school.classes[year.class];
        let row = TeachingRow {
            school,
            class: ClassId(self.dataset.class_names.intern(&class.name(year.begins))),
            subject: SubjectId(self.dataset.subject_names.intern(SUBJECTS[year.subject].name)),
            teacher: records::dataset::TeacherId(self.dataset.teacher_names.intern(&year.teacher.name)),
            year: SchoolYear(year.begins),
            group: None,
            origin: self.origin(),
        };
        self.dataset.teaching.push(row);
    }

    fn marks(&mut self, knobs: &Knobs, out: &SchoolOut, school: SchoolId, year: &SubjectYear, people: &[PersonId]) {
        let class = ClassId(self.dataset.class_names.intern(&out.school.classes[year.class].name(year.begins)));
        let subject = SubjectId(self.dataset.subject_names.intern(SUBJECTS[year.subject].name));
        let teacher = self.dataset.teacher_names.find(&year.teacher.name).map(records::dataset::TeacherId);
        for (pupil, &person) in people.iter().enumerate() {
            let quarters: Vec<u8> = year.quarters.iter().map(|quarter| quarter[pupil].mark).collect();
            let periods = year.quarters.iter().enumerate().filter(|(quarter, _)| knobs.every_quarter || *quarter == 2);
            let mut rows: Vec<(Period, u8, Option<f64>, Option<u16>)> = periods
                .map(|(quarter, marks)| {
                    let mark = marks[pupil];
                    (Period::Quarter(quarter as u8 + 1), mark.mark, Some(f64::from(mark.average) / 100.0), Some(mark.count))
                })
                .collect();
            if knobs.every_quarter {
                let mark = year.interim[pupil];
                rows.push((Period::Interim, mark.mark, None, None));
            }
            rows.push((Period::Year, journal::of_year(&quarters), None, None));
            for (period, mark, average, count) in rows {
                let origin = self.origin();
                let mark = JournalMark::Mark(mark);
                let year = SchoolYear(year.begins);
                self.dataset.marks.push(MarkRow { person, school, class, subject, year, period, mark, teacher, average, count, origin });
            }
        }
    }
}

/// Causes of a set with what its school did not hand in.
fn with_gaps(mut causes: Vec<Confounder>, kept: Kept) -> Vec<Confounder> {
    causes.extend((!kept.marks).then_some(Confounder::NoMarks));
    causes.extend((!kept.links).then_some(Confounder::NoLinks));
    causes.extend((!kept.weak_marks).then_some(Confounder::WeakUnmarked));
    causes
}

/// Name of the simulated region.
pub(super) const REGION: &str = "Учебный край";

/// Official name, with a running number.
fn school_name(school: &school::School) -> String {
    let number = school.index % 1000 + 1;
    match school.kind {
        "gymnasium" => format!("МАОУ «Гимназия № {number}»"),
        "lyceum" => format!("МАОУ «Лицей № {number}»"),
        _ => format!("МБОУ «СОШ № {number}»"),
    }
}

/// Name of a municipality by number.
pub(super) fn municipality(number: usize) -> String {
    format!("{}-й муниципальный район", number + 1)
}

fn room(grade: i16, letter: usize, half: usize) -> String {
    format!("{}{:02}", grade, letter * 2 + half + 1)
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

pub(super) fn source(file: &str) -> Source {
    Source {
        file: file.to_owned(),
        sha256: String::new(),
        format: "simulated".into(),
        title: Text::new("смоделированные данные", "simulated data"),
        traits: Traits::default(),
        sheet: None,
        columns: Vec::new(),
        records: 0,
    }
}

fn kim(dataset: &mut Dataset, work: &Work) -> Kim {
    let paper = work.paper.paper;
    let positions = SUBJECTS[paper.subject].positions;
    let count = work.paper.items.len().max(1);
    let item = |(index, tuned): (usize, &super::calibrate::Tuned)| Item {
        name: tuned.item.name.clone(),
        max: tuned.item.max,
        format: Some(tuned.item.format),
        level: Some(tuned.item.level),
        codifier: positions.get(index * positions.len() / count).map(|&position| position.to_owned()),
    };
    let cut = |(index, &min_score): (usize, &u16)| Cut { mark: index as u8 + 3, min_score, condition: None };
    let origin = ScaleOrigin::File(Origin { source: SourceId(number(dataset.sources.len())), row: 0 });
    Kim {
        kim: key(work),
        kind: Some(paper.kind),
        kind_text: paper.kind.code().to_owned(),
        subject: SubjectId(dataset.subject_names.intern(SUBJECTS[paper.subject].name)),
        grade: paper.grade,
        year: SchoolYear(work.begins),
        date: Date::new(paper.calendar_year(work.begins), paper.day.0, paper.day.1).ok(),
        items: work.paper.items.iter().enumerate().map(item).collect(),
        // The unified examination has test scores, not marks.
        scale: (paper.kind != Kind::Ege).then(|| Scale { lowest: 2, cuts: work.paper.cuts.iter().enumerate().map(cut).collect(), origin }),
    }
}
