//! One file of reference data: a header and entries under keys, each with its citation. A user's own file replaces entries by key.

use std::any::Any;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::provenance::Citation;
use crate::text::Text;
use crate::vocabulary::{Confidence, SchoolYear};

/// What is wrong with a file of reference data: which file, where in it, what, and how to mend it.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum ReferenceError {
    /// The text is not TOML, or an entry does not have the expected fields.
    #[error("{file}: {message}\n{}", .mend.en)]
    Unreadable {
        /// File name as the user gave it.
        file: String,
        /// Line and reason, from the parser.
        message: String,
        /// How to mend it.
        mend: Text,
    },
    /// The `id` is not that of a shipped file.
    #[error("{file}: there is no reference file with id = \"{id}\"; known: {known}")]
    UnknownFile {
        /// File name as the user gave it.
        file: String,
        /// The id found.
        id: String,
        /// The ids that exist.
        known: String,
    },
    /// An entry contradicts itself.
    #[error("{file}: entry \"{key}\": {}", .what.en)]
    BadEntry {
        /// File name.
        file: String,
        /// Key of the entry.
        key: String,
        /// What is wrong and how to mend it.
        what: Text,
    },
    /// A value the program needs is not there.
    #[error("{file}: entry \"{key}\" is missing; add it or remove your own file")]
    Missing {
        /// File id.
        file: String,
        /// Key of the entry.
        key: String,
    },
}

impl ReferenceError {
    /// The message in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Unreadable { file, message, mend } => {
                Text::new(format!("{file}: {message}\n{}", mend.ru), format!("{file}: {message}\n{}", mend.en))
            }
            Self::UnknownFile { file, id, known } => Text::new(
                format!("{file}: справочного файла с id = \"{id}\" нет; известны: {known}"),
                format!("{file}: there is no reference file with id = \"{id}\"; known: {known}"),
            ),
            Self::BadEntry { file, key, what } => {
                Text::new(format!("{file}: запись «{key}»: {}", what.ru), format!("{file}: entry \"{key}\": {}", what.en))
            }
            Self::Missing { file, key } => Text::new(
                format!("{file}: нет записи «{key}»; добавьте её или уберите свой файл"),
                format!("{file}: entry \"{key}\" is missing; add it or remove your own file"),
            ),
        }
    }
}

/// School years an entry or file holds for; an absent end is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// First school year.
    pub from: Option<SchoolYear>,
    /// Last school year.
    pub to: Option<SchoolYear>,
}

impl Years {
    /// Whether `year` lies inside.
    #[must_use]
    pub fn contain(&self, year: SchoolYear) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }

    /// Whether the two spans share a year.
    #[must_use]
    pub fn overlap(&self, other: &Self) -> bool {
        let starts_before_end = |a: &Self, b: &Self| match (a.from, b.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_before_end(self, other) && starts_before_end(other, self)
    }

    /// Whether the end does not precede the beginning.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        match (self.from, self.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        }
    }
}

impl std::fmt::Display for Years {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (Some(from), Some(to)) => write!(f, "{from} … {to}"),
            (Some(from), None) => write!(f, "{from} …"),
            (None, Some(to)) => write!(f, "… {to}"),
            (None, None) => write!(f, "…"),
        }
    }
}

/// An entry of a file of reference data.
pub trait Entry: Clone + DeserializeOwned {
    /// Key, unique in its file.
    fn key(&self) -> &str;
    /// Source and confidence.
    fn cite(&self) -> &Citation;
    /// What the entry says, in words.
    fn say(&self) -> Text;
    /// Years it holds for, where it has any.
    fn years(&self) -> Option<Years> {
        None
    }
    /// What contradicts itself in it, and how to mend it.
    ///
    /// # Errors
    /// The contradiction in words.
    fn check(&self) -> Result<(), Text> {
        Ok(())
    }
    /// The same in the file it stands in: whether the program knows the key there, and what values it may have.
    ///
    /// # Errors
    /// What is wrong with it in words.
    fn check_in(&self, file: &str) -> Result<(), Text> {
        let _any = file;
        self.check()
    }
}

/// A file of reference data with the user's own files laid over it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, bound = "E: Entry")]
pub struct File<E: Entry> {
    /// Stable id, also the file name.
    pub id: String,
    /// Version.
    pub version: String,
    /// Title.
    pub title: Text,
    /// School years the file as a whole is meant for.
    #[serde(default)]
    pub valid: Years,
    /// Entries.
    #[serde(rename = "entry")]
    pub entries: Vec<E>,
    /// Names and versions of the user's files laid over it, in order.
    #[serde(skip)]
    pub own: Vec<(String, String)>,
    /// The shipped text.
    #[serde(skip)]
    text: String,
}

/// What a user's own file looks like: the entries to replace or add; `title` may be left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound = "E: Entry")]
struct Own<E: Entry> {
    #[serde(rename = "id")]
    _id: String,
    version: String,
    #[serde(default, rename = "title")]
    _title: Option<Text>,
    #[serde(default)]
    valid: Option<Years>,
    #[serde(rename = "entry")]
    entries: Vec<E>,
}

/// A file as `objektiv reference` lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceFile {
    /// Id.
    pub id: String,
    /// Version, with the user's own files appended.
    pub version: String,
    /// Title.
    pub title: Text,
    /// Years the file is meant for.
    pub valid: Years,
    /// Entries.
    pub entries: Vec<ListedEntry>,
}

/// An entry as `objektiv reference` lists it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedEntry {
    /// Key.
    pub key: String,
    /// What it says.
    pub says: Text,
    /// Years it holds for, where it has any.
    pub years: Option<Years>,
    /// Source and confidence.
    pub cite: Citation,
}

impl ReferenceFile {
    /// Entries with low confidence: they say so where they are used.
    #[must_use]
    pub fn unverified(&self) -> usize {
        self.entries.iter().filter(|entry| entry.cite.confidence == Confidence::Low).count()
    }
}

/// Any file of reference data, whatever its entries are.
pub trait AnyFile: Any {
    /// Id.
    fn id(&self) -> &str;
    /// The file as listed.
    fn listed(&self) -> ReferenceFile;
    /// The text of the shipped file.
    fn text(&self) -> &str;
    /// Lays a user's file over it, entry by entry.
    ///
    /// # Errors
    /// Where the text cannot be read or an entry contradicts itself.
    fn overlay(&mut self, name: &str, text: &str) -> Result<(), ReferenceError>;
    /// Everything wrong with it: key of the entry and what.
    fn faults(&self) -> Vec<(String, Text)>;
}

impl<E: Entry> File<E> {
    /// Reads a shipped file.
    ///
    /// # Errors
    /// Where the text is not such a file.
    pub fn parse(name: &str, text: &str) -> Result<Self, ReferenceError> {
        let file: Self = toml::from_str(text).map_err(|error| unreadable(name, &error))?;
        first_fault(&file.id, name, text, &file.entries)?;
        Ok(Self { text: text.to_owned(), ..file })
    }

    /// The entry with this key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&E> {
        self.entries.iter().find(|entry| entry.key() == key)
    }

    /// Version with the user's own files appended: `2026.1 + school.toml (7)`.
    #[must_use]
    pub fn full_version(&self) -> String {
        self.own.iter().fold(self.version.clone(), |all, (name, version)| format!("{all} + {name} ({version})"))
    }
}

impl<E: Entry + 'static> AnyFile for File<E> {
    fn id(&self) -> &str {
        &self.id
    }

    fn listed(&self) -> ReferenceFile {
        let listed =
            |entry: &E| ListedEntry { key: entry.key().to_owned(), says: entry.say(), years: entry.years(), cite: entry.cite().clone() };
        ReferenceFile {
            id: self.id.clone(),
            version: self.full_version(),
            title: self.title.clone(),
            valid: self.valid,
            entries: self.entries.iter().map(listed).collect(),
        }
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn overlay(&mut self, name: &str, text: &str) -> Result<(), ReferenceError> {
        let own: Own<E> = toml::from_str(text).map_err(|error| unreadable(name, &error))?;
        first_fault(&self.id, name, text, &own.entries)?;
        for entry in own.entries {
            match self.entries.iter_mut().find(|known| known.key() == entry.key()) {
                Some(known) => *known = entry,
                None => self.entries.push(entry),
            }
        }
        self.valid = own.valid.unwrap_or(self.valid);
        self.own.push((name.to_owned(), own.version));
        Ok(())
    }

    fn faults(&self) -> Vec<(String, Text)> {
        let mut faults = Vec::new();
        if !self.valid.is_ordered() {
            faults.push((self.id.clone(), reversed_years()));
        }
        for (index, entry) in self.entries.iter().enumerate() {
            faults.extend(fault(&self.id, entry).map(|what| (entry.key().to_owned(), what)));
            if self.entries.iter().take(index).any(|earlier| earlier.key() == entry.key()) {
                faults.push((entry.key().to_owned(), Text::new("ключ повторяется в файле", "the key occurs twice in the file")));
            }
        }
        faults
    }
}

fn first_fault<E: Entry>(id: &str, name: &str, text: &str, entries: &[E]) -> Result<(), ReferenceError> {
    let bad = entries.iter().find_map(|entry| fault(id, entry).map(|what| (entry.key(), what)));
    bad.map_or(Ok(()), |(key, what)| {
        let file = line_of(text, key).map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"));
        Err(ReferenceError::BadEntry { file, key: key.to_owned(), what })
    })
}

/// The line that names the key of an entry.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let named = |line: &str| {
        let (name, value) = line.split_once('=')?;
        (name.trim() == "key" && value.contains(&format!("\"{key}\""))).then_some(())
    };
    text.lines().position(|line| named(line).is_some()).map(|line| line + 1)
}

fn fault<E: Entry>(id: &str, entry: &E) -> Option<Text> {
    if entry.cite().source.trim().is_empty() {
        return Some(Text::new("нет источника: заполните cite.source", "no source: fill in cite.source"));
    }
    if entry.years().is_some_and(|years| !years.is_ordered()) {
        return Some(reversed_years());
    }
    entry.check_in(id).err()
}

fn reversed_years() -> Text {
    Text::new("последний учебный год раньше первого", "the last school year precedes the first")
}

fn unreadable(name: &str, error: &toml::de::Error) -> ReferenceError {
    let mend = Text::new(
        "Исправьте указанное место; файл, с которого можно начать: objektiv reference show ИМЯ --toml.",
        "Mend the place shown; a file to begin with: objektiv reference show NAME --toml.",
    );
    ReferenceError::Unreadable { file: name.to_owned(), message: error.to_string().trim_end().to_owned(), mend }
}

/// The id a user's file names itself by.
///
/// # Errors
/// Where the text is not TOML or has no id.
pub(super) fn id_of(name: &str, text: &str) -> Result<String, ReferenceError> {
    #[derive(Deserialize)]
    struct Header {
        id: String,
    }
    toml::from_str::<Header>(text).map(|header| header.id).map_err(|error| unreadable(name, &error))
}
