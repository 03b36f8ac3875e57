//! What a report hands over: what was counted, and everything it was counted from.

use std::path::Path;

use jiff::Timestamp;
use ledger::Digest;
use records::text::Text;
use serde::{Deserialize, Serialize};

use crate::coded::coded;
use crate::store::{OpenError, lay};

/// Most papers an analysis may speak of.
const WORKS: usize = 20_000;

/// What was counted. No word of it names a pupil: it stands in the database as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// When it was counted.
    pub counted: Timestamp,
    /// By which version of the program.
    pub version: String,
    /// What for: the code of the purpose.
    pub purpose: String,
    /// Schools, as written.
    pub schools: Vec<String>,
    /// Titles of the works.
    pub works: Vec<Text>,
    /// Result sets.
    pub sets: u32,
    /// Of them worth a look.
    pub looks: u32,
    /// Questions left open.
    pub questions: u32,
}

coded! {
    /// What a file of a package is.
    Part {
        /// A file the results were read from.
        Source = "source",
        /// The answers to questions.
        Answers = "answers",
        /// What was gone by: levels, purpose, versions.
        Protocol = "protocol",
        /// The findings, to be read back by a program.
        Findings = "findings",
        /// What was written for people.
        Paper = "paper",
    }
}

/// A file of a package, told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// What it is.
    pub part: Part,
    /// Its name, which may hold names of people.
    pub name: String,
    /// Its bytes.
    pub size: u64,
}

/// A package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// What was counted.
    pub about: About,
    /// Its files: what each is, its name, its bytes.
    pub files: Vec<(Part, String, Vec<u8>)>,
}

/// What is told of a package while it waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Told {
    pub about: About,
    pub files: Vec<Listed>,
}

impl About {
    /// Whether it can be what a program wrote.
    pub(super) fn fits(&self) -> bool {
        let short = |text: &str| text.chars().count() <= 500 && !text.chars().any(char::is_control);
        let titles = self.works.iter().all(|title| short(&title.ru) && short(&title.en));
        let written = [&self.version, &self.purpose].into_iter().chain(&self.schools).all(|text| short(text));
        self.works.len() <= WORKS && self.schools.len() <= WORKS && titles && written && !self.purpose.is_empty()
    }
}

impl Package {
    /// Lays it into a school's folder, to be taken in there; whole or not at all. Handed over twice it is one package. Its id.
    ///
    /// # Errors
    /// [`OpenError`]: the folder is no school's, or the disk refused.
    pub fn hand_over(&self, folder: &Path) -> Result<String, OpenError> {
        let files = self.files.iter().map(|(part, name, bytes)| Listed { part: *part, name: name.clone(), size: bytes.len() as u64 });
        let told = Told { about: self.about.clone(), files: files.collect() };
        let bytes: Vec<&[u8]> = self.files.iter().map(|(_, _, bytes)| bytes.as_slice()).collect();
        lay(folder, &told, &bytes)
    }
}

/// What results come from: the files, the answers, what was gone by, what for, the version. Two packages of one such digest say the same.
pub(super) fn sources(about: &About, parts: impl Iterator<Item = (Part, Digest)>) -> Digest {
    let mut lines: Vec<String> = parts
        .filter(|(part, _)| matches!(part, Part::Source | Part::Answers | Part::Protocol))
        .map(|(part, address)| format!("{} {address}\n", part.code()))
        .collect();
    lines.sort();
    Digest::of(format!("{}\n{}\n{}", about.version, about.purpose, lines.concat()).as_bytes())
}

/// What a sample says.
pub(super) fn sample(counted: Timestamp) -> About {
    About {
        counted,
        version: "1".into(),
        purpose: "procedure-check".into(),
        schools: vec!["Школа № 1".into()],
        works: vec![Text::new("ВПР · математика · 5 класс · 2026", "VPR · mathematics · grade 5 · 2026")],
        sets: 2,
        looks: 0,
        questions: 0,
    }
}
