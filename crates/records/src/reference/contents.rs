//! A version of a reference file stands for its content: a declared protocol names versions, and must not be followed with other numbers.

use super::Reference;

/// Version and FNV-1a of every shipped file.
const CONTENTS: &[(&str, &str, u64)] = &[
    ("protocol", "2026.2", 0x345c2510c71b948f),
    ("gates", "2026.1", 0xa946a9c1c75a341f),
    ("sou", "2026.2", 0xa1593334964fa477),
    ("passports", "2026.1", 0x5cc10c4bab236aad),
    ("scales-vpr", "2026.1", 0x463e110947f7e04d),
    ("scales-oge", "2026.1", 0xa7c744769c27497b),
    ("scales-gve", "2026.1", 0x34622862ceb614d4),
    ("scales-ege", "2026.1", 0xc1c8014d32a232c3),
    ("minimums", "2026.1", 0x4a3eff5abe63ff88),
    ("is9", "2026.1", 0xb9c9ca1721833b00),
    ("is11", "2026.1", 0x0ed38a06f628bc06),
    ("medals", "2026.1", 0xe8f8116680d12d32),
    ("load-rules", "2026.3", 0xd0304c4aced52994),
    ("exams", "2026.1", 0x6d29d4babd526279),
    ("pupil-lists", "2026.2", 0x2069efb2f47f1ebe),
    ("calendars", "2026.1", 0xdf90c0929cf49a7c),
    ("variance-components", "2026.1", 0x80d79ef622f309b7),
    ("legal-regimes", "2026.1", 0xec6166eb000cc89f),
    ("subjects", "2026.1", 0x6f9f8b07b1fe0dea),
    ("scopes", "2026.1", 0x59023d023d7e4c9f),
    ("procedure-kinds", "2026.1", 0x13f282a1f72a7068),
];

fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[test]
fn a_changed_file_has_a_new_version() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("reference-data");
    let now: Vec<(String, String, u64)> = Reference::shipped()
        .unwrap()
        .list()
        .into_iter()
        .map(|file| {
            // Without the line of the version and carriage returns: the numbers and the words.
            let text = std::fs::read_to_string(folder.join(format!("{}.toml", file.id))).unwrap();
            let lines: String = text.lines().filter(|line| !line.starts_with("version =")).collect();
            (file.id, file.version, fnv(&lines))
        })
        .collect();
    let told: String = now.iter().map(|(id, version, content)| format!("    (\"{id}\", \"{version}\", {content:#018x}),\n")).collect();
    let same = now.iter().map(|(id, version, content)| (id.as_str(), version.as_str(), *content)).eq(CONTENTS.iter().copied());
    assert!(same, "a reference file changed: give it a new version and put these lines here\n{told}");
}
