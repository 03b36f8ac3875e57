//! Other people's files: listed, unchanged, nowhere else.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::tree::Tree;

/// `web/vendor/SHA256SUMS` names every vendored file with its sum.
pub fn sums(tree: &Tree) -> Vec<String> {
    let folder = "web/vendor/";
    let Some(list) = tree.file(&format!("{folder}SHA256SUMS")).and_then(|file| file.text()) else {
        return vec![format!("{folder}SHA256SUMS: not there")];
    };
    let listed: Vec<(&str, &str)> = list.lines().filter_map(|line| line.split_once("  ")).collect();
    let mut found = Vec::new();
    for file in tree.files.iter().filter(|file| file.path.starts_with(folder)) {
        let name = file.path.trim_start_matches(folder);
        if matches!(name, "SHA256SUMS" | "README.md") {
            continue;
        }
        match listed.iter().find(|(_, path)| *path == name) {
            None => found.push(format!("{}: not listed", file.path)),
            Some((sum, _)) if *sum != hex(&file.bytes) => found.push(format!("{}: the sum differs", file.path)),
            Some(_) => {}
        }
    }
    let gone = listed.iter().filter(|(_, path)| tree.file(&format!("{folder}{path}")).is_none());
    found.extend(gone.map(|(_, path)| format!("{folder}{path}: listed, not there")));
    found
}

/// Binary files stand under `web/vendor/` only (pictures of the documentation excepted).
pub fn binaries(tree: &Tree) -> Vec<String> {
    let allowed = |path: &str| path.starts_with("web/vendor/") || (path.starts_with("docs/") && path.ends_with(".png"));
    tree.files.iter().filter(|file| file.text().is_none() && !allowed(&file.path)).map(|file| file.path.clone()).collect()
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
