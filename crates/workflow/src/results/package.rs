//! What a report hands over: what was counted, and everything it was counted from. It is one file, a tar: first what is told of it, then its files
//! under their ordinals. Names of files may hold names of people, so they stand inside.

use std::io::{self, Read};
use std::path::Path;

use jiff::Timestamp;
use ledger::Digest;
use records::text::Text;
use serde::{Deserialize, Serialize};
use tar::{Archive, Builder, Header};

use crate::coded::coded;
use crate::store::{OpenError, lay};

/// Most papers an analysis may speak of.
const WORKS: usize = 20_000;
/// Version of what a package tells of itself.
const FORM: u32 = 1;
/// Most bytes of it.
const LONGEST: u64 = 64 << 20;
/// The entry that tells of the others.
const TOLD: &str = "told.json";

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

/// What is told of a package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Version of this form.
    pub form: u32,
    /// What was counted.
    pub about: About,
    /// Its files.
    pub files: Vec<Listed>,
    /// What they come from: files, answers, what was gone by, purpose, version. Two packages of one such digest say the same.
    pub sources: String,
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
    /// Lays it into a school's folder, to be taken in there; whole or not at all. Handed over twice it is one package. Its address.
    ///
    /// # Errors
    /// [`OpenError`]: the folder is no school's, or the disk refused.
    pub fn hand_over(&self, folder: &Path) -> Result<Digest, OpenError> {
        let bytes = self.written().map_err(OpenError::at(folder))?;
        lay(folder, &bytes)
    }

    fn written(&self) -> io::Result<Vec<u8>> {
        let listed = |(part, name, bytes): &(Part, String, Vec<u8>)| Listed { part: *part, name: name.clone(), size: bytes.len() as u64 };
        let told = Told {
            form: FORM,
            about: self.about.clone(),
            files: self.files.iter().map(listed).collect(),
            sources: self.sources().to_string(),
        };
        let mut archive = Builder::new(Vec::new());
        append(&mut archive, TOLD, &serde_json::to_vec(&told)?)?;
        for (ordinal, (_, _, bytes)) in self.files.iter().enumerate() {
            append(&mut archive, &ordinal.to_string(), bytes)?;
        }
        archive.into_inner()
    }

    fn sources(&self) -> Digest {
        let from = self.files.iter().filter(|(part, ..)| matches!(part, Part::Source | Part::Answers | Part::Protocol));
        // A name is read too: that of a file of scripts says of which work they are.
        let line =
            |part: Part, name: &str, bytes: &[u8]| format!("{} {} {}\n", part.code(), Digest::of(name.as_bytes()), Digest::of(bytes));
        let mut lines: Vec<String> = from.map(|(part, name, bytes)| line(*part, name, bytes)).collect();
        lines.sort();
        Digest::of(format!("{}\n{}\n{}", self.about.version, self.about.purpose, lines.concat()).as_bytes())
    }
}

fn append(archive: &mut Builder<Vec<u8>>, name: &str, bytes: &[u8]) -> io::Result<()> {
    let mut header = Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o600);
    archive.append_data(&mut header, name, bytes)
}

/// What a package tells of itself, read from its beginning.
///
/// # Errors
/// The bytes are no package.
pub(super) fn told(package: &mut dyn Read) -> io::Result<Told> {
    let mut archive = Archive::new(package);
    let first = archive.entries()?.next().ok_or(io::ErrorKind::UnexpectedEof)??;
    let told: Told = serde_json::from_reader(first.take(LONGEST))?;
    if told.form == FORM { Ok(told) } else { Err(io::ErrorKind::Unsupported.into()) }
}

/// A file of a package by its place in the list; None where there is none.
///
/// # Errors
/// The bytes are no package.
pub fn file(package: &[u8], ordinal: usize) -> io::Result<Option<Vec<u8>>> {
    let mut archive = Archive::new(package);
    let Some(entry) = archive.entries()?.nth(ordinal.saturating_add(1)) else { return Ok(None) };
    let mut bytes = Vec::new();
    entry?.read_to_end(&mut bytes)?;
    Ok(Some(bytes))
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
