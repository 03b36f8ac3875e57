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
    ("workflow", &["ledger", "records", "words", "methodology", "intake", "documents"]),
    ("rehearsal", &["psychometrics", "records", "methodology", "intake", "documents", "ledger", "workflow"]),
    ("web", &["workflow", "ledger", "records", "words", "methodology", "intake", "documents", "rehearsal"]),
    ("objektiv", &["ledger", "workflow", "records", "words", "methodology", "intake", "documents", "rehearsal", "web"]),
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

/// The database has one door: no file outside the store of `workflow` names its types, no other room depends on it; the test disk under it is in no
/// product. `unsafe` stands in one reviewed file.
pub fn door(tree: &Tree) -> Vec<String> {
    let at_home =
        |path: &str| path.starts_with("crates/workflow/src/store/") || path.starts_with("faultdisk/") || path.starts_with("xtask/");
    let names = |file: &&File| {
        file.text().is_some_and(|text| text.lines().any(|line| !line.trim_start().starts_with("//") && line.contains("rusqlite")))
    };
    let strangers = tree.files.iter().filter(|file| file.path.ends_with(".rs") && !at_home(&file.path)).filter(names);
    let mut found: Vec<String> =
        strangers.map(|file| format!("{}: names the database; ask crates/workflow/src/store", file.path)).collect();
    let manifests = tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    for (file, manifest) in manifests.filter_map(|file| Some((file, file.text()?.parse::<toml::Table>().ok()?))) {
        let needs = |name: &str| manifest.get("dependencies").and_then(toml::Value::as_table).is_some_and(|table| table.contains_key(name));
        let allowed = ["crates/workflow/", "faultdisk/"].iter().any(|home| file.path.starts_with(home));
        if needs("rusqlite") && !allowed {
            found.push(format!("{}: depends on the database", file.path));
        }
        if needs("faultdisk") {
            found.push(format!("{}: the disk of tests is for tests", file.path));
        }
    }
    let unsafe_places = tree.files.iter().filter(|file| file.path.ends_with(".rs") && file.path != "faultdisk/src/vfs.rs");
    found.extend(unsafe_places.flat_map(|file| {
        matches(file, &[(concat!("unsafe", " {"), "one reviewed file"), (concat!("unsafe", " fn"), "one reviewed file")])
    }));
    found
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn found(path: &str, text: &str) -> usize {
        let file = File { path: path.to_owned(), test: false, bytes: text.as_bytes().to_vec() };
        door(&Tree { root: PathBuf::new(), files: vec![file] }).len()
    }

    #[test]
    fn the_database_is_named_at_home_only() {
        let names = "use rusqlite::Connection;\n";
        assert_eq!(found("crates/workflow/src/store/db.rs", names), 0);
        assert_eq!(found("crates/workflow/src/school/year.rs", names), 1);
        assert_eq!(found("crates/web/src/lib.rs", names), 1);
        assert_eq!(found("crates/web/src/lib.rs", "// rusqlite is elsewhere\n"), 0);
        let manifest = "[dependencies]\nrusqlite.workspace = true\n";
        assert_eq!((found("crates/workflow/Cargo.toml", manifest), found("crates/web/Cargo.toml", manifest)), (0, 1));
        assert_eq!(found("crates/workflow/Cargo.toml", "[dependencies]\nfaultdisk.workspace = true\n"), 1);
        assert_eq!(found("crates/web/src/lib.rs", concat!("unsafe", " { f() }\n")), 1);
        assert_eq!(found("faultdisk/src/vfs.rs", concat!("unsafe", " { f() }\n")), 0);
    }
}
