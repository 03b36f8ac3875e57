//! `summary.json`: counts, levels, seeds, hashes of inputs, references used, and what was not written with the reason.

use std::collections::BTreeMap;

use jiff::civil::Date;
use records::protocol::Protocol;
use records::provenance::Severity;
use records::registration::{Declared, Registration};
use records::study::{ReferenceUse, Work};
use records::text::Text;
use records::vocabulary::{Audience, Purpose, SchoolYear};
use serde::Serialize;
use words::{both, tables};

use crate::Material;
use crate::document::{Document, DocumentsError};

#[derive(Serialize)]
struct Summary<'a> {
    program: &'static str,
    version: &'a str,
    as_of: Option<String>,
    counts: Counts,
    levels: Levels,
    seeds: BTreeMap<&'static str, u64>,
    flagged: usize,
    expected_innocent_among_flagged: Option<f64>,
    worth_a_look: usize,
    expected_worth_a_look_by_chance: Option<f64>,
    headline: Vec<Said<'a>>,
    protocol: Terms<'a>,
    registration: Standing<'a>,
    works: Vec<Paper<'a>>,
    inputs: Vec<Input<'a>>,
    references: Vec<Used<'a>>,
    unusable_references: Vec<(&'a str, Said<'a>)>,
    files: Vec<&'a str>,
    not_written: BTreeMap<&'static str, Words>,
}

/// A statement as other programs read it: its words alone.
#[derive(Serialize)]
struct Said<'a> {
    ru: &'a str,
    en: &'a str,
}

impl<'a> Said<'a> {
    fn of(text: &'a Text) -> Self {
        Self { ru: &text.ru, en: &text.en }
    }
}

/// The same, where the statement is made here.
#[derive(Serialize)]
struct Words {
    ru: String,
    en: String,
}

impl Words {
    fn of(text: Text) -> Self {
        Self { ru: text.ru, en: text.en }
    }
}

/// One paper. Its fields are a contract: a field of the study does not get here by itself.
#[derive(Serialize)]
struct Paper<'a> {
    procedure: &'a str,
    title: Said<'a>,
    kind: &'a str,
    subject: &'a str,
    grade: u8,
    year: SchoolYear,
    date: Option<Date>,
    max: u16,
    cuts: &'a [(u8, u16)],
    lowest: u8,
    scale_note: Said<'a>,
    /// Sets, schools, scripts; the last is null where it is kept from the reader.
    counts: [Option<usize>; 3],
    model_note: Said<'a>,
    regime_note: Said<'a>,
}

/// Reference data used.
#[derive(Serialize)]
struct Used<'a> {
    id: &'a str,
    version: &'a str,
    note: Said<'a>,
}

/// The protocol with what was asked for beside it.
#[derive(Serialize)]
struct Terms<'a> {
    #[serde(flatten)]
    protocol: &'a Protocol,
    purpose: Purpose,
    audience: Audience,
}

/// Whether the protocol was declared before the results were looked at (D3).
#[derive(Serialize)]
struct Standing<'a> {
    status: &'static str,
    sentence: Words,
    declared: Option<&'a Declared>,
    departures: Vec<Said<'a>>,
}

#[derive(Serialize)]
struct Counts {
    schools: usize,
    works: usize,
    sets: usize,
    answered: usize,
    too_few: usize,
    no_data: usize,
    scripts: Option<usize>,
    pupils: Option<usize>,
    refused_files: usize,
    warnings: usize,
    notes: usize,
    questions: usize,
}

#[derive(Serialize)]
struct Levels {
    q: f64,
    look: f64,
    too_few: usize,
    mde_alpha: f64,
    mde_power: f64,
}

#[derive(Serialize)]
struct Input<'a> {
    file: &'a str,
    sha256: &'a str,
    format: Option<&'a str>,
    /// Null outside the school: a file may be a class.
    records: Option<usize>,
}

pub(super) fn document(material: &Material<'_>, written: &[Document]) -> Result<Document, DocumentsError> {
    let name = "summary.json";
    let mut bytes = serde_json::to_vec_pretty(&summary(material, written))
        .map_err(|error| DocumentsError::Table { name: name.to_owned(), reason: error.to_string() })?;
    bytes.push(b'\n');
    Ok(Document { name: name.to_owned(), bytes })
}

fn summary<'a>(material: &'a Material<'_>, written: &'a [Document]) -> Summary<'a> {
    let study = &*material.study;
    let protocol = &study.protocol;
    Summary {
        program: "objektiv",
        version: material.version,
        as_of: study.as_of.map(|day| day.to_string()),
        counts: counts(material),
        levels: Levels {
            q: protocol.q,
            look: protocol.look,
            too_few: protocol.too_few,
            mde_alpha: protocol.mde_alpha,
            mde_power: protocol.mde_power,
        },
        seeds: BTreeMap::from([("protocol", protocol.seed)]),
        flagged: study.headline.flagged,
        expected_innocent_among_flagged: study.headline.expected_innocent,
        worth_a_look: study.headline.look,
        expected_worth_a_look_by_chance: study.headline.expected_by_chance,
        headline: study.headline.sentences.iter().map(Said::of).collect(),
        protocol: Terms { protocol, purpose: study.purpose, audience: material.audience },
        registration: standing(&study.registration),
        works: study.works.iter().map(paper).collect(),
        inputs: inputs(material),
        references: study.references.iter().map(used).collect(),
        unusable_references: study.unusable.iter().map(|reference| (reference.kim.as_str(), Said::of(&reference.reason))).collect(),
        files: written.iter().map(|document| document.name.as_str()).collect(),
        not_written: not_written(material),
    }
}

fn paper(work: &Work) -> Paper<'_> {
    Paper {
        procedure: &work.procedure,
        title: Said::of(&work.title),
        kind: &work.kind,
        subject: &work.subject,
        grade: work.grade,
        year: work.year,
        date: work.date,
        max: work.max,
        cuts: &work.cuts,
        lowest: work.lowest,
        scale_note: Said::of(&work.scale_note),
        counts: [Some(work.counts[0]), Some(work.counts[1]), work.scripts],
        model_note: Said::of(&work.model_note),
        regime_note: Said::of(&work.regime_note),
    }
}

fn used(reference: &ReferenceUse) -> Used<'_> {
    Used { id: &reference.id, version: &reference.version, note: Said::of(&reference.note) }
}

fn standing(registration: &Registration) -> Standing<'_> {
    Standing {
        status: registration.code(),
        sentence: Words::of(registration.sentence()),
        declared: registration.declared.as_ref(),
        departures: registration.departures.iter().map(Said::of).collect(),
    }
}

fn counts(material: &Material<'_>) -> Counts {
    let headline = &material.study.headline;
    let mut schools: Vec<&str> = material.study.sets.iter().map(|set| set.school.as_str()).collect();
    schools.sort_unstable();
    schools.dedup();
    let severe = |severity| material.met.problems.iter().filter(|problem| problem.severity == severity).count();
    Counts {
        schools: schools.len(),
        works: material.study.works.len(),
        sets: headline.sets,
        answered: headline.answered,
        too_few: headline.too_few,
        no_data: headline.no_data,
        scripts: headline.scripts,
        pupils: headline.pupils,
        refused_files: severe(Severity::Refused),
        warnings: severe(Severity::Warning),
        notes: severe(Severity::Note),
        questions: material.met.questions.len(),
    }
}

/// Files as recognised; without them, the sheets that records were read from. Outside the school the hashes stay and the names, which
/// often tell a class or a person, do not.
fn inputs<'a>(material: &'a Material<'_>) -> Vec<Input<'a>> {
    if !material.met.recognised.is_empty() {
        let input = |file: &'a records::provenance::Recognition| Input {
            file: named(material, &file.file),
            sha256: &file.sha256,
            format: file.format,
            records: counted(material, file.records),
        };
        return material.met.recognised.iter().map(input).collect();
    }
    let source = |source: &'a records::provenance::Source| Input {
        file: named(material, &source.file),
        sha256: &source.sha256,
        format: Some(&source.format),
        records: counted(material, source.records),
    };
    material.study.sources.iter().map(source).collect()
}

fn named<'a>(material: &Material<'_>, file: &'a str) -> &'a str {
    if material.outside() { "" } else { file }
}

fn counted(material: &Material<'_>, records: usize) -> Option<usize> {
    (!material.outside()).then_some(records)
}

fn not_written(material: &Material<'_>) -> BTreeMap<&'static str, Words> {
    let mut reasons = BTreeMap::from([
        ("markers.csv", Words::of(both(tables::not_written_markers))),
        ("pairs.csv", Words::of(both(tables::not_written_pairs))),
    ]);
    let teachers = if material.outside() { tables::not_written_outside } else { tables::not_written_teachers };
    reasons.insert("teachers.csv", Words::of(both(teachers)));
    if material.outside() {
        reasons.insert("pupils.csv", Words::of(both(tables::not_written_outside)));
    }
    reasons
}
