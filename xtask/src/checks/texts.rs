//! Texts: both languages, calm words, nothing of one machine, sources beside numbers.

use std::collections::BTreeSet;

use crate::tree::{File, Tree};

/// Words that accuse (C8). Written in parts of stems so that every form is met; compared in lower case.
const ACCUSING: &[&str] =
    &["нарушител", "виновн", "подозрительн", "списыван", "жульнич", "мошенн", "cheat", "fraud", "culprit", "suspicious"];

/// Where the texts for people live.
const SPOKEN: &[&str] = &[
    "crates/methodology/src/indicators/",
    "crates/methodology/src/describe/",
    "crates/methodology/src/screen",
    "crates/records/src/",
    "crates/rehearsal/src/",
    "crates/documents/src/",
    "crates/ledger/src/",
    "crates/web/src/",
    "crates/objektiv/src/",
];

/// Every `.ftl` key stands in both languages.
pub fn locales(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.contains("/locales/ru/") && file.path.ends_with(".ftl")) {
        let twin = file.path.replace("/locales/ru/", "/locales/en/");
        let Some(other) = tree.file(&twin) else {
            found.push(format!("{twin}: not there"));
            continue;
        };
        let (russian, english) = (keys(file), keys(other));
        found.extend(russian.difference(&english).map(|key| format!("{twin}: `{key}` missing")));
        found.extend(english.difference(&russian).map(|key| format!("{}: `{key}` missing", file.path)));
    }
    found
}

fn keys(file: &File) -> BTreeSet<String> {
    let text = file.text().unwrap_or_default();
    let starts = |line: &str| line.starts_with(|c: char| c.is_ascii_alphabetic());
    text.lines().filter(|line| starts(line)).filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned()).collect()
}

/// No text accuses.
pub fn tone(tree: &Tree) -> Vec<String> {
    let spoken = |file: &&File| {
        file.path.ends_with(".ftl") || (file.path.ends_with(".rs") && SPOKEN.iter().any(|folder| file.path.starts_with(folder)))
    };
    tree.files
        .iter()
        .filter(spoken)
        .flat_map(|file| {
            file.code().filter(|(_, line)| !line.trim_start().starts_with("//")).flat_map(move |(number, line)| {
                let lower = line.to_lowercase();
                ACCUSING.iter().filter(move |word| lower.contains(*word)).map(move |word| format!("{}:{number}: «{word}…»", file.path))
            })
        })
        .collect()
}

/// No paths of one machine.
pub fn machine(tree: &Tree) -> Vec<String> {
    let needles = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/"), concat!("C:", "\\Users")];
    tree.files
        .iter()
        .filter(|file| file.path != "Cargo.lock" && !file.path.starts_with(".ci/"))
        .flat_map(|file| {
            let lines = file.text().unwrap_or_default().lines().enumerate();
            lines
                .filter(|(_, line)| needles.iter().any(|needle| line.contains(needle)))
                .map(|(index, _)| format!("{}:{}", file.path, index + 1))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Reference data: the file has id and version, every citation a source and a confidence.
pub fn citations(tree: &Tree) -> Vec<String> {
    let files = tree.files.iter().filter(|file| file.path.contains("/reference-data/") && file.path.ends_with(".toml"));
    let mut found = Vec::new();
    for file in files {
        match file.text().unwrap_or_default().parse::<toml::Table>() {
            Err(error) => found.push(format!("{}: {error}", file.path)),
            Ok(table) => {
                found.extend(
                    ["id", "version"].iter().filter(|key| !table.contains_key(**key)).map(|key| format!("{}: no `{key}`", file.path)),
                );
                let text = file.text().unwrap_or_default();
                let (sources, trusts) = (text.matches("source =").count(), text.matches("confidence =").count());
                if sources == 0 || sources != trusts {
                    found.push(format!("{}: {sources} sources, {trusts} confidences", file.path));
                }
            }
        }
    }
    found
}
