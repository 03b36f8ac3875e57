//! Files import each other downwards: a circle closes over a parent and its children at most.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports::Crate;
use crate::tree::Tree;

type Path = Vec<String>;
type Imports = BTreeMap<Path, BTreeSet<Path>>;

/// No circle of imports is larger than a parent and its children.
pub fn circles(tree: &Tree) -> Vec<String> {
    let said = |room| circles_of(tree, room).into_iter().map(move |files| say(room, &files));
    rooms(tree).into_iter().flat_map(said).collect()
}

fn say(room: &str, files: &[&str]) -> String {
    format!("crates/{room}/src: {} files in a circle: {}", files.len(), files.join(", "))
}

fn rooms(tree: &Tree) -> BTreeSet<&str> {
    tree.rust("crates/").filter_map(|file| file.path.split('/').nth(1)).collect()
}

/// Circles of a room that are too large, as files below `src/`.
fn circles_of<'t>(tree: &'t Tree, room: &str) -> Vec<Vec<&'t str>> {
    let house = Crate::read(tree, room);
    let name = |module: &Path| house.file(module).split_once("/src/").map_or("", |(_, file)| file);
    too_large(&house.imports()).iter().map(|circle| circle.iter().map(name).collect()).collect()
}

/// Circles over more than a parent and its children, and of children without their parent.
fn too_large(imports: &Imports) -> Vec<BTreeSet<Path>> {
    let split = |circle: BTreeSet<Path>| match parent(&circle) {
        None => vec![circle],
        Some(parent) => {
            let children = circle.iter().filter(|module| **module != parent);
            too_large(
                &children
                    .map(|child| {
                        (
                            child.clone(),
                            imports.get(child).into_iter().flatten().filter(|to| **to != parent && circle.contains(*to)).cloned().collect(),
                        )
                    })
                    .collect(),
            )
        }
    };
    components(imports).into_iter().flat_map(split).collect()
}

/// The module of a circle that is the parent of all its others.
fn parent(circle: &BTreeSet<Path>) -> Option<Path> {
    let above = |parent: &Path, module: &Path| module.split_last().is_some_and(|(_, above)| above == parent);
    circle.iter().find(|parent| circle.iter().all(|module| module == *parent || above(parent, module))).cloned()
}

/// Sets of more than one module, each of which reaches each other.
fn components(imports: &Imports) -> Vec<BTreeSet<Path>> {
    let reached: BTreeMap<&Path, BTreeSet<&Path>> = imports.keys().map(|from| (from, reach(from, imports))).collect();
    let mut placed: BTreeSet<&Path> = BTreeSet::new();
    let mut found = Vec::new();
    for (from, to) in &reached {
        let mutual = to.iter().filter(|other| reached.get(**other).is_some_and(|back| back.contains(*from)));
        let circle: BTreeSet<&Path> = mutual.copied().collect();
        if circle.len() > 1 && placed.insert(from) {
            found.push(circle.iter().map(|module| (*module).clone()).collect());
            placed.extend(circle);
        }
    }
    found
}

/// Everything a module imports, directly or not.
fn reach<'i>(from: &'i Path, imports: &'i Imports) -> BTreeSet<&'i Path> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(module) = open.pop() {
        let next = imports.get(module).into_iter().flatten().filter(|next| reached.insert(*next)).collect::<Vec<_>>();
        open.extend(next);
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::File;
    use std::path::PathBuf;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let file =
            |(path, text): &(&str, &str)| File { path: format!("crates/room/src/{path}"), test: false, bytes: text.as_bytes().to_vec() };
        Tree { root: PathBuf::new(), files: files.iter().map(file).collect() }
    }

    fn circle(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        circles_of(&tree(files), "room").into_iter().map(|circle| circle.into_iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn two_files_that_import_each_other_are_a_circle() {
        let files =
            [("lib.rs", "mod a;\nmod b;\n"), ("a.rs", "use crate::b::B;\npub struct A;\n"), ("b.rs", "pub fn b() { super::a::A; }\n")];
        assert_eq!(circle(&files), [["a.rs", "b.rs"]]);
        let one_way = [files[0], files[1], ("b.rs", "// crate::a::A\npub const B: &str = \"crate::a::A\";\n")];
        assert!(circle(&one_way).is_empty(), "comments and strings import nothing");
    }

    #[test]
    fn a_circle_through_a_re_export_is_seen() {
        let face = "mod a;\nmod b;\npub use a::{A, self};\npub use b::{Inner as B};\n";
        let files = [("lib.rs", face), ("a.rs", "use crate::B;\n"), ("b.rs", "use std::fmt;\nuse crate::{A};\n")];
        assert_eq!(circle(&files), [["a.rs", "b.rs"]]);
        let glob = [("lib.rs", face), ("a.rs", "use crate::*;\nfn f(b: B) {}\n"), ("b.rs", "use super::A;\n")];
        assert_eq!(circle(&glob), [["a.rs", "b.rs"]]);
        let unused = [glob[0], ("a.rs", "use crate::*;\nfn f() {}\n"), glob[2]];
        assert!(circle(&unused).is_empty());
    }

    #[test]
    fn a_group_from_a_face_imports_what_stands_behind_it() {
        let face = "mod a;\nmod b;\npub use a::A;\npub use b::B;\n";
        let files =
            |a, b| [("lib.rs", "mod f;\nmod g;\n"), ("f/mod.rs", face), ("f/a.rs", a), ("f/b.rs", b), ("g.rs", "use crate::f::{A};\n")];
        let imports = "use crate::g::G;\n";
        assert!(circle(&files("", imports)).is_empty(), "g stands on a only, not on the face and all behind it");
        assert_eq!(circle(&files(imports, "")), [["f/a.rs", "g.rs"]]);
    }

    #[test]
    fn a_path_through_an_imported_module_is_followed() {
        let files = [
            ("lib.rs", "mod a;\nmod f;\n"),
            ("f/mod.rs", "mod deep;\npub use deep::made;\n"),
            ("f/deep.rs", "use crate::a::A;\n"),
            ("a.rs", "use crate::f;\nfn a() { f::made(); }\n"),
        ];
        assert_eq!(circle(&files), [["a.rs", "f/mod.rs", "f/deep.rs"]]);
    }

    #[test]
    fn a_parent_and_its_children_may_speak_with_each_other() {
        let family = [
            ("lib.rs", "mod p;\n"),
            ("p/mod.rs", "mod a;\nmod b;\nuse a::A;\nuse b::B;\n"),
            ("p/a.rs", "use super::P;\n"),
            ("p/b.rs", "use super::P;\n"),
        ];
        assert!(circle(&family).is_empty());
        let siblings = [family[0], family[1], ("p/a.rs", "use super::b::B;\n"), ("p/b.rs", "use super::{P, a};\n")];
        assert_eq!(circle(&siblings), [["p/a.rs", "p/b.rs"]], "without their parent they may not");
        let niece = [family[0], family[1], family[2], ("p/b.rs", "use crate::q::Q;\n"), ("q.rs", "use crate::p::P;\n")];
        assert_eq!(circle(&niece), [["p/mod.rs", "p/a.rs", "p/b.rs", "q.rs"]]);
    }

    #[test]
    fn a_circle_is_told_with_its_room_and_files() {
        let files = [("a.rs", "use crate::b::B;\n"), ("b.rs", "use crate::a::A;\n")];
        assert_eq!(circles(&tree(&files)), ["crates/room/src: 2 files in a circle: a.rs, b.rs"]);
        assert!(circles(&tree(&files[..1])).is_empty());
    }
}
