//! «Сохранить в кабинет»: a finished analysis as a package for the office of the school, with everything it was counted from.

use documents::DocumentsError;
use methodology::declaration::Declaration;
use records::protocol::Terms;
use records::text::{Lang, Text};
use tokio::sync::oneshot;
use workflow::results::{About, Package, Part};

use super::analysis::{ANSWERS, Ground};
use super::outputs::{Counted, Counting, Finished};

/// Name of what was gone by.
pub(crate) const PROTOCOL: &str = "protocol.toml";
/// Name of the findings.
const FINDINGS: &str = "findings.json";

/// A package on its way to the office; the answer is the address to go on at, or why it was not taken.
pub struct Handed {
    /// What is handed over.
    pub package: Package,
    /// Where to answer.
    pub answer: oneshot::Sender<Result<String, String>>,
}

/// The package; its papers are in this language.
///
/// # Errors
/// What `documents` could not write.
pub(super) fn package(ground: &Ground, counted: Counted, finished: &Finished, lang: Lang) -> Result<Package, DocumentsError> {
    let papers = finished.to_keep(lang)?;
    let Counted { files, questions } = counted;
    let (study, Counting { answers, settings, at }) = (&finished.study, &finished.counted);
    let terms = Terms { protocol: study.protocol, purpose: settings.purpose, audience: settings.audience };
    let own = ground.own.iter().map(|file| ledger::Digest::of(&file.bytes).to_string()).collect();
    let protocol = Declaration::of(terms, &ground.reference, own).canonical();
    let findings = serde_json::to_vec(&study.findings())
        .map_err(|error| DocumentsError::Table { name: FINDINGS.to_owned(), reason: error.to_string() })?;
    let mut schools: Vec<String> = study.sets.iter().map(|set| set.school.clone()).collect();
    schools.sort();
    schools.dedup();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let about = About {
        counted: *at,
        version: ground.version.to_owned(),
        purpose: settings.purpose.code().to_owned(),
        schools,
        works: study.works.iter().map(|work| Text::new(work.title.ru.clone(), work.title.en.clone())).collect(),
        sets: count(study.headline.sets),
        looks: count(study.headline.look),
        questions: count(questions),
    };
    let mut all: Vec<(Part, String, Vec<u8>)> = files.into_iter().map(|file| (Part::Source, file.name, file.bytes)).collect();
    // The reader's own reference data are part of what was gone by.
    all.extend(ground.own.iter().map(|file| (Part::Protocol, file.name.clone(), file.bytes.clone())));
    all.push((Part::Answers, ANSWERS.to_owned(), answers.to_csv().into_bytes()));
    all.push((Part::Protocol, PROTOCOL.to_owned(), protocol.into_bytes()));
    all.push((Part::Findings, FINDINGS.to_owned(), findings));
    all.extend(papers.into_iter().map(|paper| (Part::Paper, paper.name, paper.bytes)));
    Ok(Package { about, files: all })
}
