//! Growing by one file: sizes, visible lists, one test binary.

use crate::tree::{File, Tree};

/// Lines of code of a file, tests aside, above which it has to be parted.
const LONGEST: usize = 500;

/// Files stay readable.
pub fn sizes(tree: &Tree) -> Vec<String> {
    let long = |file: &&File| file.code().count() > LONGEST;
    tree.files
        .iter()
        .filter(|file| (file.path.ends_with(".rs") || file.path.ends_with(".js") || file.path.ends_with(".css")) && long(file))
        .map(|file| format!("{}: {} lines without tests, at most {LONGEST}", file.path, file.code().count()))
        .collect()
}

/// `crates/*/tests/` holds `it/` only: every further binary links everything again.
pub fn test_binaries(tree: &Tree) -> Vec<String> {
    tree.rust("crates/")
        .filter(|file| file.path.split('/').nth(2) == Some("tests") && file.path.split('/').nth(3) != Some("it"))
        .map(|file| format!("{}: belongs into tests/it/", file.path))
        .collect()
}

/// Every indicator file has a card and tests and stands in the registry.
pub fn indicators(tree: &Tree) -> Vec<String> {
    let folder = "crates/methodology/src/indicators/";
    let list = |name: &str| tree.file(&format!("{folder}{name}")).and_then(File::text);
    let (Some(sets), Some(units)) = (list("mod.rs"), list("other_units.rs")) else {
        return vec![format!("{folder}: mod.rs or other_units.rs is not there")];
    };
    let mut found = Vec::new();
    for file in tree.rust(folder).filter(|file| file.text().is_some_and(|text| text.contains(": Card = Card {"))) {
        let stem = file.path.trim_start_matches(folder).trim_end_matches(".rs").trim_end_matches("/mod");
        let text = file.text().unwrap_or_default();
        if !text.contains("#[cfg(test)]") {
            found.push(format!("{}: no tests", file.path));
        }
        let listed = [sets, units].iter().any(|list| list.contains(&format!("{stem}::")));
        if !sets.contains(&format!("mod {stem};")) || !listed {
            found.push(format!("{}: not in the visible list of {folder}mod.rs or other_units.rs", file.path));
        }
        if !text.contains(&format!("id: \"{}\"", stem.replace('_', "-"))) {
            found.push(format!("{}: the card's id is not the file's name", file.path));
        }
    }
    found
}

/// Layouts of `intake` and commands of the program are named in their lists.
pub fn lists(tree: &Tree) -> Vec<String> {
    let mut found = Vec::new();
    for (folder, skip) in [("crates/intake/src/formats/", "mod"), ("crates/objektiv/src/commands/", "mod")] {
        let list = tree.file(&format!("{folder}mod.rs")).and_then(File::text).unwrap_or_default();
        for file in tree.rust(folder) {
            let stem = file.path.trim_start_matches(folder).trim_end_matches(".rs");
            let top = stem.split('/').next().unwrap_or(stem);
            if top != skip && !list.contains(&format!("mod {top};")) {
                found.push(format!("{}: not in the visible list of {folder}mod.rs", file.path));
            }
        }
    }
    found
}
