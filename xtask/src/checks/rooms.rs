//! Invariants of the rooms: who may import whom, and what the pure ones never do.

use crate::tree::{File, Tree};

/// Room → rooms it may import (ARCHITECTURE.md, the map).
const ARROWS: &[(&str, &[&str])] = &[
    ("ledger", &[]),
    ("psychometrics", &[]),
    ("records", &["psychometrics"]),
    ("methodology", &["psychometrics", "records"]),
    ("intake", &["records"]),
    ("words", &["records"]),
    ("documents", &["records", "words"]),
    ("rehearsal", &["psychometrics", "records", "methodology", "intake", "documents"]),
    ("web", &["records", "words", "methodology", "intake", "documents", "rehearsal"]),
    ("objektiv", &["ledger", "records", "words", "methodology", "intake", "documents", "rehearsal", "web"]),
];

/// What the pure rooms never name, with the reason shown.
const IMPURE: &[(&str, &str)] = &[
    ("std::fs", "no I/O"),
    ("std::net", "no I/O"),
    ("std::io", "no I/O"),
    ("std::process", "no I/O"),
    ("std::env", "no environment"),
    ("SystemTime", "no clock"),
    ("Instant::now", "no clock"),
    ("Zoned::now", "no clock"),
    ("async fn", "not async"),
    ("tracing::", "never log"),
    ("log::", "never log"),
    ("println!", "never log"),
];

/// Dependencies between rooms follow the map.
pub fn arrows(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for (room, allowed) in ARROWS {
        let path = format!("crates/{room}/Cargo.toml");
        let Some(manifest) = tree.file(&path).and_then(File::text).and_then(|text| text.parse::<toml::Table>().ok()) else {
            found.push(format!("{path}: not there or not TOML"));
            continue;
        };
        let named = manifest.get("dependencies").and_then(toml::Value::as_table);
        let rooms = named.into_iter().flat_map(toml::Table::keys).filter(|name| ARROWS.iter().any(|(room, _)| room == name));
        found.extend(rooms.filter(|name| !allowed.contains(&name.as_str())).map(|name| format!("{path}: {room} may not import {name}")));
    }
    let known = |path: &str| ARROWS.iter().any(|(room, _)| path.starts_with(&format!("crates/{room}/")));
    let strangers = tree.files.iter().filter(|file| file.path.starts_with("crates/") && file.path.ends_with("/Cargo.toml"));
    found.extend(strangers.filter(|file| !known(&file.path)).map(|file| format!("{}: a room the map does not show", file.path)));
    found
}

/// `psychometrics`, `records` and `methodology` touch nothing outside themselves.
pub fn purity(tree: &Tree) -> Vec<String> {
    ["crates/psychometrics/src/", "crates/records/src/", "crates/methodology/src/"]
        .iter()
        .flat_map(|room| tree.rust(room))
        .flat_map(|file| matches(file, IMPURE))
        .collect()
}

/// Seeds go through keyed streams, transcendental functions through one module.
pub fn determinism(tree: &Tree) -> Vec<String> {
    let only_stream: &[(&str, &str)] = &[("rand_chacha", "random numbers come from psychometrics::stream")];
    let only_math: &[(&str, &str)] = &[("libm::", "transcendental functions come from psychometrics::math")];
    let elsewhere = |name: &'static str| move |file: &&File| !file.path.contains(name);
    let mut found: Vec<String> =
        tree.rust("crates/").filter(elsewhere("psychometrics/src/stream")).flat_map(|file| matches(file, only_stream)).collect();
    found.extend(tree.rust("crates/").filter(elsewhere("psychometrics/src/math")).flat_map(|file| matches(file, only_math)));
    found
}

/// Nothing panics outside tests.
pub fn panics(tree: &Tree) -> Vec<String> {
    let shortcuts: &[(&str, &str)] = &[
        (".unwrap()", "a typed error"),
        (".expect(", "a typed error"),
        ("panic!(", "a typed error"),
        ("todo!(", "finish it"),
        ("unimplemented!(", "finish it"),
        ("unreachable!(", "a typed error"),
    ];
    tree.rust("crates/").filter(|file| file.path.contains("/src/")).flat_map(|file| matches(file, shortcuts)).collect()
}

/// Lines of code (comments and tests aside) that hold one of the needles.
fn matches(file: &File, needles: &[(&str, &str)]) -> Vec<String> {
    file.code()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .flat_map(|(number, line)| {
            needles
                .iter()
                .filter(|(needle, _)| line.contains(needle))
                .map(move |(needle, reason)| format!("{}:{number}: `{needle}` ({reason})", file.path))
        })
        .collect()
}
