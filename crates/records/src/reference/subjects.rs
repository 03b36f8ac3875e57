//! Subjects and scopes by the words people use for them.

use serde::Deserialize;

use super::file::{Entry, File};
use crate::dataset::Scope;
use crate::provenance::Citation;
use crate::text::Text;

/// A subject with the ways it is written.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Slug used in keys (`vpr-russian-4-2026`).
    pub key: String,
    /// Name.
    pub title: Text,
    /// Short names of workbooks (РУ, МА); matched whole.
    pub short: Vec<String>,
    /// Other ways to write it.
    pub synonyms: Vec<String>,
    /// Codes of state examinations.
    pub exam_codes: Vec<u16>,
    /// Source.
    pub cite: Citation,
}

/// Words for an area of published shares.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeWords {
    /// Code of the scope.
    pub key: String,
    /// Name.
    pub title: Text,
    /// Words met in files.
    pub synonyms: Vec<String>,
    /// Source.
    pub cite: Citation,
}

impl Entry for Subject {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn say(&self) -> Text {
        let short = if self.short.is_empty() { String::new() } else { format!(" ({})", self.short.join(", ")) };
        Text::new(format!("{}{short}", self.title.ru), format!("{}{short}", self.title.en))
    }
}

impl Entry for ScopeWords {
    fn key(&self) -> &str {
        &self.key
    }

    fn cite(&self) -> &Citation {
        &self.cite
    }

    fn say(&self) -> Text {
        self.title.clone()
    }

    fn check(&self) -> Result<(), Text> {
        if Scope::ALL.iter().any(|scope| scope.code() == self.key) {
            return Ok(());
        }
        Err(Text::new(
            "ключ должен быть country, region, municipality или school",
            "the key must be country, region, municipality or school",
        ))
    }
}

/// The subject this text names, if exactly one.
pub(super) fn find<'a>(file: &'a File<Subject>, text: &str) -> Option<&'a Subject> {
    let wanted = fold(text);
    if wanted.is_empty() {
        return None;
    }
    let named = |subject: &&Subject| names(subject).any(|name| fold(name) == wanted);
    let mut found = file.entries.iter().filter(named);
    match (found.next(), found.next()) {
        (Some(subject), None) => Some(subject),
        _ => None,
    }
}

/// The scope this text names.
pub(super) fn scope(file: &File<ScopeWords>, text: &str) -> Option<Scope> {
    let wanted = fold(text);
    let entry = file.entries.iter().find(|entry| entry.synonyms.iter().any(|name| fold(name) == wanted))?;
    Scope::ALL.iter().copied().find(|scope| scope.code() == entry.key)
}

fn names(subject: &Subject) -> impl Iterator<Item = &str> {
    let own = [subject.key.as_str(), subject.title.ru.as_str(), subject.title.en.as_str()];
    own.into_iter().chain(subject.short.iter().map(String::as_str)).chain(subject.synonyms.iter().map(String::as_str))
}

/// Lower case, ё → е, Latin look-alikes inside Cyrillic words → Cyrillic, punctuation and runs of spaces → one space.
fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let cyrillic = lower.chars().any(|c| ('а'..='я').contains(&c) || c == 'ё');
    let plain: String = lower.chars().map(|c| if cyrillic { look_alike(c) } else { c }).map(word_char).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn word_char(c: char) -> char {
    match c {
        'ё' => 'е',
        '.' | ',' | '(' | ')' | '«' | '»' | '"' | '_' | '-' | '–' | '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    }
}

/// The Cyrillic letter a small Latin one is taken for.
pub(crate) const fn look_alike(c: char) -> char {
    match c {
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'e' => 'е',
        'h' => 'н',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        other => other,
    }
}
