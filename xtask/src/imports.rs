//! Which file of a crate imports which: read from `use` declarations and paths, through re-exports to the file that defines the name, as far as
//! the text shows it (macros are not expanded).

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::{File, Tree};

/// Deepest chain of re-exports that is followed.
const DEEPEST: usize = 16;

/// The files of one crate as modules, by path in the crate: the root is empty, `formats/vpr/mod.rs` is `formats`, `vpr`.
pub struct Crate<'t> {
    modules: BTreeMap<Vec<String>, Module<'t>>,
}

/// One file.
struct Module<'t> {
    file: &'t File,
    tokens: Vec<String>,
    /// Names brought in by `use`: the name here, the path there; a glob has the name `*`.
    uses: Vec<(String, Vec<String>)>,
}

impl<'t> Crate<'t> {
    /// Reads the sources below `crates/<room>/src/`, tests aside.
    pub fn read(tree: &'t Tree, room: &str) -> Self {
        let folder = format!("crates/{room}/src/");
        let files = tree.files.iter().filter(|file| file.path.starts_with(&folder) && file.path.ends_with(".rs") && !file.test);
        let modules = files.map(|file| {
            let tokens = tokens(&file.code().map(|(_, line)| line).collect::<Vec<_>>().join("\n"));
            let uses = uses(&tokens);
            (module_path(file.path.trim_start_matches(&folder)), Module { file, tokens, uses })
        });
        Self { modules: modules.collect() }
    }

    /// Path of the file behind a module.
    pub fn file(&self, module: &[String]) -> &'t str {
        self.modules.get(module).map_or("", |module| module.file.path.as_str())
    }

    /// Module → modules whose names it uses.
    pub fn imports(&self) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
        self.modules.iter().map(|(path, module)| (path.clone(), self.imports_of(path, module))).collect()
    }

    fn imports_of(&self, own: &[String], module: &Module<'_>) -> BTreeSet<Vec<String>> {
        let mut found = BTreeSet::new();
        for path in paths(&module.tokens).iter().chain(module.uses.iter().map(|(_, path)| path)) {
            found.extend(self.resolve(own, path, 0));
        }
        for (_, from) in module.uses.iter().filter(|(name, _)| name == "*") {
            let Some(from) = self.resolve(own, from, 0) else { continue };
            let offered = self.modules.get(&from).map_or(&[][..], |module| &module.uses);
            let used = offered.iter().filter(|(name, _)| module.tokens.contains(name));
            found.extend(used.filter_map(|(_, path)| self.resolve(&from, path, 0)));
        }
        found.remove(own);
        found
    }

    /// The module whose file defines what `path` names, seen from `own`; None for another crate.
    fn resolve(&self, own: &[String], path: &[String], depth: usize) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let parent = own.get(..own.len().saturating_sub(1)).unwrap_or_default();
        match first.as_str() {
            _ if depth > DEEPEST => None,
            "crate" => self.walk(Vec::new(), rest, depth),
            "self" => self.walk(own.to_vec(), rest, depth),
            "super" if rest.first().is_some_and(|next| next == "super") => self.resolve(parent, rest, depth + 1),
            "super" => self.walk(parent.to_vec(), rest, depth),
            name if self.child(own, name).is_some() || self.brought(own, name).is_some() => self.walk(own.to_vec(), path, depth),
            _ => None,
        }
    }

    /// From a module down a path: into children, through names it brought in, to the last file the text shows.
    fn walk(&self, from: Vec<String>, path: &[String], depth: usize) -> Option<Vec<String>> {
        let Some((name, rest)) = path.split_first() else { return Some(from) };
        if let Some(child) = self.child(&from, name) {
            return self.walk(child, rest, depth + 1);
        }
        let Some(target) = self.brought(&from, name) else { return Some(from) };
        let whole: Vec<String> = target.iter().chain(rest).cloned().collect();
        // A name brought in from another crate is known by whoever brings it in.
        if whole.first() == Some(name) { Some(from) } else { self.resolve(&from, &whole, depth + 1).or(Some(from)) }
    }

    fn child(&self, module: &[String], name: &str) -> Option<Vec<String>> {
        let child: Vec<String> = module.iter().cloned().chain([name.to_owned()]).collect();
        self.modules.contains_key(&child).then_some(child)
    }

    /// The path behind a name a module brought in; through a glob where the module behind it has such a child or brought it in itself.
    fn brought(&self, module: &[String], name: &str) -> Option<Vec<String>> {
        let uses = &self.modules.get(module)?.uses;
        if let Some((_, path)) = uses.iter().find(|(own, _)| own == name) {
            return Some(path.clone());
        }
        uses.iter().filter(|(own, path)| own == "*" && path.first().is_some_and(|first| first != "super")).find_map(|(_, path)| {
            let from = self.child(module, path.last()?)?;
            let offers = self.modules.get(&from)?.uses.iter().any(|(own, _)| own == name) || self.child(&from, name).is_some();
            offers.then(|| path.iter().cloned().chain([name.to_owned()]).collect())
        })
    }
}

/// `formats/vpr/mod.rs` → `formats`, `vpr`; `lib.rs` and `main.rs` are the root.
fn module_path(file: &str) -> Vec<String> {
    let mut parts: Vec<String> = file.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// Words, `::` and single signs of a source; comments, strings and characters left out.
fn tokens(source: &str) -> Vec<String> {
    let chars: Vec<char> = source.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    let is_word = |c: &char| c.is_alphanumeric() || *c == '_';
    while let Some(&c) = chars.get(at) {
        let next = chars.get(at + 1);
        if c == '/' && next == Some(&'/') {
            at += chars.iter().skip(at).take_while(|c| **c != '\n').count();
        } else if c == '"' {
            at = after_string(&chars, at + 1);
        } else if c == '\'' && (next == Some(&'\\') || chars.get(at + 2) == Some(&'\'')) {
            let escaped = next == Some(&'\\');
            at += if escaped { 4 + chars.iter().skip(at + 3).take_while(|c| **c != '\'').count() } else { 3 };
        } else if is_word(&c) {
            let word: String = chars.iter().skip(at).take_while(|c| is_word(c)).collect();
            at += word.chars().count();
            found.push(word);
        } else {
            let double = c == ':' && next == Some(&':');
            if !c.is_whitespace() {
                found.push(if double { "::".to_owned() } else { c.to_string() });
            }
            at += if double { 2 } else { 1 };
        }
    }
    found
}

fn after_string(chars: &[char], mut at: usize) -> usize {
    while let Some(c) = chars.get(at) {
        match c {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    at
}

/// Every `use` declaration as names and paths.
fn uses(tokens: &[String]) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for (at, _) in tokens.iter().enumerate().filter(|(_, token)| *token == "use") {
        branches(tokens, at + 1, &[], &mut found);
    }
    found
}

/// One branch of a use tree, from `at` to the `,`, `}` or `;` that ends it; returns where that stands.
fn branches(tokens: &[String], mut at: usize, above: &[String], found: &mut Vec<(String, Vec<String>)>) -> usize {
    let (mut path, mut name) = (above.to_vec(), None);
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "," | "}" | ";" => break,
            "::" => {}
            "{" => loop {
                at = branches(tokens, at + 1, &path, found);
                if tokens.get(at).is_none_or(|token| token != ",") {
                    return at + 1;
                }
            },
            "*" => name = Some("*".to_owned()),
            "as" => {
                at += 1;
                name = tokens.get(at).cloned();
            }
            // `use a::{self}` names `a`.
            "self" if !path.is_empty() => {}
            word => path.push(word.to_owned()),
        }
        at += 1;
    }
    if path.len() > above.len() || name.is_some() || (!path.is_empty() && tokens.get(at - 1).is_some_and(|token| token == "self")) {
        found.push((name.or_else(|| path.last().cloned()).unwrap_or_default(), path));
    }
    at
}

/// Every path of at least two words.
fn paths(tokens: &[String]) -> Vec<Vec<String>> {
    let is_word = |token: &String| token.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let follows = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| before == "::" || before == ".");
        if !is_word(token) || follows {
            continue;
        }
        let mut path = vec![token.clone()];
        let mut next = at + 1;
        while let (Some(colons), Some(word)) = (tokens.get(next), tokens.get(next + 1)) {
            if colons != "::" || !is_word(word) {
                break;
            }
            path.push(word.clone());
            next += 2;
        }
        // Before a group the path stands for nothing by itself: its branches are read by `uses`.
        let group = tokens.get(next).is_some_and(|colons| colons == "::") && tokens.get(next + 1).is_some_and(|brace| brace == "{");
        if path.len() > 1 && !group {
            found.push(path);
        }
    }
    found
}
