//! Texts: every word is said somewhere, calm words, nothing of one machine, sources beside numbers.

use std::collections::BTreeSet;

use crate::tree::{File, Tree};

/// Words that accuse (C8). Stems, so that every form is met; compared in lower case.
const ACCUSING: &[&str] = &[
    "нарушител",
    "виновн",
    "виновен",
    "подозрительн",
    "списыван",
    "завысил",
    "жульнич",
    "мошенн",
    "обман",
    "подтасов",
    "cheat",
    "fraud",
    "culprit",
    "suspicious",
];

/// Files whose texts are not looked at, each with its reason.
const ASIDE: &[(&str, &str)] = &[("xtask/src/checks/texts.rs", "the list of stems itself")];

/// Every message of `words` is said somewhere outside tests: as `topic::message`.
pub fn idle(tree: &Tree) -> Vec<String> {
    let code: Vec<String> = tree
        .rust("crates/")
        .filter(|file| file.path.contains("/src/"))
        .map(|file| file.code().map(|(_, line)| line).filter(|line| !is_comment(line)).collect::<Vec<_>>().join("\n"))
        .collect();
    let topics = tree.files.iter().filter_map(|file| Some((topic(file)?, file)));
    topics
        .flat_map(|(topic, file)| {
            let said: BTreeSet<&str> = code.iter().flat_map(|text| named(text, topic)).collect();
            let idle = move |key: &String| !said.contains(key.replace('-', "_").as_str());
            keys(file).into_iter().filter(idle).map(|key| format!("{}: nobody says `{key}`", file.path)).collect::<Vec<_>>()
        })
        .collect()
}

/// The topic of a file of Russian messages; the English ones have the same keys or do not build.
fn topic(file: &File) -> Option<&str> {
    file.path.strip_prefix("crates/words/locales/ru/")?.strip_suffix(".ftl")
}

/// The functions of a module a text names.
fn named<'a>(text: &'a str, module: &str) -> Vec<&'a str> {
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(&format!("{module}::"))
        .filter(|(at, _)| !text[..*at].ends_with(letter))
        .map(|(at, path)| text[at + path.len()..].trim_start_matches("r#"))
        .map(|rest| &rest[..rest.find(|c| !letter(c)).unwrap_or(rest.len())])
        .collect()
}

fn keys(file: &File) -> BTreeSet<String> {
    let text = file.text().unwrap_or_default();
    let starts = |line: &str| line.starts_with(|c: char| c.is_ascii_alphabetic());
    text.lines().filter(|line| starts(line)).filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned()).collect()
}

/// No text accuses: not one line of code, message, reference data, template, page or typeset paper.
pub fn tone(tree: &Tree) -> Vec<String> {
    let aside = |file: &File| ASIDE.iter().any(|(path, _)| file.path == *path);
    let looked_at = tree.files.iter().filter(|file| spoken(&file.path) && !aside(file));
    let gone = ASIDE.iter().filter(|(path, _)| tree.file(path).is_none()).map(|(path, _)| format!("{path}: set aside, but not there"));
    looked_at.flat_map(accusing).chain(gone).collect()
}

/// Whether a file holds texts for people.
fn spoken(path: &str) -> bool {
    let code = path.ends_with(".rs") && (path.starts_with("xtask/src/") || path.starts_with("crates/") && path.contains("/src/"));
    let data = path.ends_with(".toml") && (path.contains("/reference-data/") || path.contains("/templates/"));
    code || data || [".ftl", ".typ", ".js"].iter().any(|ending| path.ends_with(ending))
}

fn accusing(file: &File) -> Vec<String> {
    file.code()
        .filter(|(_, line)| !(file.path.ends_with(".rs") && is_comment(line)))
        .flat_map(|(number, line)| {
            let lower = line.to_lowercase();
            let met = ACCUSING.iter().filter(move |stem| lower.contains(*stem));
            met.map(move |stem| format!("{}:{number}: «{stem}…»", file.path))
        })
        .collect()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
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
