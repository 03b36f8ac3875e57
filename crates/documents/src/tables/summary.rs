//! `summary.json`: counts, levels, seeds, hashes of inputs, references used, and what was not written with the reason.

use std::collections::BTreeMap;

use records::protocol::Protocol;
use records::provenance::Severity;
use records::registration::{Declared, Registration};
use records::study::{ReferenceUse, Study, Work};
use records::text::Text;
use serde::Serialize;
use words::{both, tables};

use super::audience::{classes, names_a_class, outside};
use crate::outputs::{Document, DocumentsError, Material};

#[derive(Serialize)]
struct Summary<'a> {
    program: &'static str,
    version: &'a str,
    as_of: String,
    counts: Counts,
    levels: Levels,
    seeds: BTreeMap<&'static str, u64>,
    flagged: usize,
    expected_innocent_among_flagged: Option<f64>,
    worth_a_look: usize,
    expected_worth_a_look_by_chance: Option<f64>,
    headline: Vec<&'a Text>,
    protocol: &'a Protocol,
    registration: Standing<'a>,
    works: &'a [Work],
    inputs: Vec<Input<'a>>,
    references: &'a [ReferenceUse],
    unusable_references: Vec<(&'a str, &'a Text)>,
    files: Vec<&'a str>,
    not_written: BTreeMap<&'static str, Text>,
}

/// Whether the protocol was declared before the results were looked at (D3).
#[derive(Serialize)]
struct Standing<'a> {
    status: &'static str,
    sentence: Text,
    declared: Option<&'a Declared>,
    departures: &'a [Text],
}

#[derive(Serialize)]
struct Counts {
    schools: usize,
    works: usize,
    sets: usize,
    answered: usize,
    too_few: usize,
    no_data: usize,
    scripts: usize,
    pupils: usize,
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
    records: usize,
}

pub(super) fn document(material: &Material<'_>, written: &[Document]) -> Result<Document, DocumentsError> {
    let name = "summary.json";
    let mut bytes = serde_json::to_vec_pretty(&summary(material, written))
        .map_err(|error| DocumentsError::Table { name: name.to_owned(), reason: error.to_string() })?;
    bytes.push(b'\n');
    Ok(Document { name: name.to_owned(), bytes })
}

fn summary<'a>(material: &Material<'a>, written: &'a [Document]) -> Summary<'a> {
    let study = material.study;
    let protocol = &study.protocol;
    Summary {
        program: "objektiv",
        version: material.version,
        as_of: study.as_of.to_string(),
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
        headline: headline(study),
        protocol,
        registration: standing(&study.registration),
        works: &study.works,
        inputs: inputs(material),
        references: &study.references,
        unusable_references: study.unusable.iter().map(|reference| (reference.kim.as_str(), &reference.reason)).collect(),
        files: written.iter().map(|document| document.name.as_str()).collect(),
        not_written: not_written(material),
    }
}

/// Sentences of the first page; outside the school those that name no class.
fn headline(study: &Study) -> Vec<&Text> {
    let classes = classes(study);
    let hidden = |text: &&Text| outside(study) && names_a_class(&classes, text);
    study.headline.sentences.iter().filter(|text| !hidden(text)).collect()
}

fn standing(registration: &Registration) -> Standing<'_> {
    Standing {
        status: registration.code(),
        sentence: registration.sentence(),
        declared: registration.declared.as_ref(),
        departures: &registration.departures,
    }
}

fn counts(material: &Material<'_>) -> Counts {
    let headline = &material.study.headline;
    let mut schools: Vec<&str> = material.study.sets.iter().map(|set| set.school.as_str()).collect();
    schools.sort_unstable();
    schools.dedup();
    let severe = |severity| material.problems.iter().filter(|problem| problem.severity == severity).count();
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
        questions: material.questions.len(),
    }
}

/// Files as recognised; without them, the sheets that records were read from. Outside the school the hashes stay and the names, which
/// often tell a class or a person, do not.
fn inputs<'a>(material: &Material<'a>) -> Vec<Input<'a>> {
    if !material.recognised.is_empty() {
        let input = |file: &'a records::provenance::Recognition| Input {
            file: named(material, &file.file),
            sha256: &file.sha256,
            format: file.format,
            records: file.records,
        };
        return material.recognised.iter().map(input).collect();
    }
    let source = |source: &'a records::provenance::Source| Input {
        file: named(material, &source.file),
        sha256: &source.sha256,
        format: Some(&source.format),
        records: source.records,
    };
    material.study.sources.iter().map(source).collect()
}

fn named<'a>(material: &Material<'a>, file: &'a str) -> &'a str {
    if outside(material.study) { "" } else { file }
}

fn not_written(material: &Material<'_>) -> BTreeMap<&'static str, Text> {
    let mut reasons = BTreeMap::from([("markers.csv", both(tables::not_written_markers)), ("pairs.csv", both(tables::not_written_pairs))]);
    let teachers = if outside(material.study) { tables::not_written_outside } else { tables::not_written_teachers };
    reasons.insert("teachers.csv", both(teachers));
    if outside(material.study) {
        reasons.insert("pupils.csv", both(tables::not_written_outside));
    }
    reasons
}
