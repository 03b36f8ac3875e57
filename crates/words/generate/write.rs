//! Messages written as Rust.

use super::read::{Arm, Message, Piece};

/// Words of Rust that may be keys too.
const RESERVED: &[&str] = &[
    "as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "extern", "false", "fn", "for", "if", "impl", "in", "let",
    "loop", "match", "mod", "move", "mut", "pub", "ref", "return", "static", "struct", "trait", "true", "type", "unsafe", "use", "where",
    "while", "yield",
];

/// The module of one topic.
pub fn module(name: &str, pairs: &[[Message; 2]]) -> String {
    let functions: String = pairs.iter().map(|[ru, en]| function(ru, en)).collect();
    let head = format!("/// The messages of `{name}.ftl`.\npub mod {} {{\n", identifier(name));
    format!("{head}#[allow(unused_imports, reason = \"not every topic has messages with values\")]\nuse super::made::*;\n{functions}}}\n")
}

fn function(ru: &Message, en: &Message) -> String {
    let values = ru.values();
    let counts = |name: &str| ru.selects(name) || en.selects(name);
    let shown = |name: &str| ru.shows(name) || en.shows(name);
    let mut signature = String::from("lang: Lang");
    let mut first = String::new();
    for name in &values {
        let id = identifier(name);
        if counts(name) {
            signature.push_str(&format!(", {id}: usize"));
            if shown(name) {
                first.push_str(&format!("let shown_{name} = count(lang, {id});\n", name = plain(name)));
            }
        } else {
            signature.push_str(&format!(", {id}: impl Into<Value<'a>>"));
            first.push_str(&format!("let shown_{name} = {id}.into().said(lang);\n", name = plain(name)));
        }
    }
    let lifetime = if signature.contains("'a") { "<'a>" } else { "" };
    let doc = format!("```text\n{}\n```", ru.source);
    let body = match (alone(ru), alone(en)) {
        (Some(ru), Some(en)) => format!("match lang {{ Lang::Ru => {ru:?}, Lang::En => {en:?} }}.to_owned()\n"),
        _ => format!(
            "{first}let mut out = String::new();\nmatch lang {{\nLang::Ru => {{ {} }}\nLang::En => {{ {} }}\n}}\nout\n",
            said(&ru.pieces, "ru"),
            said(&en.pieces, "en")
        ),
    };
    format!("#[doc = {doc:?}]\n#[must_use]\npub fn {}{lifetime}({signature}) -> String {{\n{body}}}\n", identifier(&ru.key))
}

/// Statements that say every message of a topic that has values, with a number in every place of one.
pub fn tried(topic: &str, pairs: &[[Message; 2]]) -> String {
    let one = |[ru, en]: &[Message; 2]| {
        let values = ru.values();
        let arguments: Vec<&str> = values.iter().map(|name| if ru.selects(name) || en.selects(name) { "count" } else { "text" }).collect();
        let (module, function, key) = (identifier(topic), identifier(&ru.key), format!("{topic}.{}", ru.key));
        let call = format!("said.push(({key:?}, {module}::{function}(lang, {})));\n", arguments.join(", "));
        if values.is_empty() { String::new() } else { call }
    };
    pairs.iter().map(one).collect()
}

/// The function that says every message, for the test of their numbers; a decimal stands beside a count that needs the form of one.
pub fn trying(statements: &str) -> String {
    let head = "#[cfg(test)]\n#[expect(clippy::too_many_lines, reason = \"a line a message\")]\npub(crate) fn tried(lang: records::text::Lang) -> Vec<(&'static str, String)> {\nlet mut said = Vec::new();\n";
    let decimal = "if lang == records::text::Lang::Ru { \"1,5\" } else { \"1.5\" }";
    let numbers = format!("[(1_usize, \"1\"), (2, \"2\"), (5, \"5\"), (11, \"11\"), (21, \"21\"), (1, {decimal})]");
    format!("{head}for (count, text) in {numbers} {{\n{statements}}}\nsaid\n}}\n")
}

/// What a message without values says.
fn alone(message: &Message) -> Option<String> {
    let text = |piece: &Piece| if let Piece::Text(text) = piece { Some(text.clone()) } else { None };
    message.pieces.iter().map(text).collect()
}

/// Statements that say the pieces one after another.
fn said(pieces: &[Piece], lang: &str) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => pushed(text),
            Piece::Value(name) => format!("out.push_str(&shown_{});\n", plain(name)),
            Piece::Select { by, arms, other } => {
                let arms: String = arms.iter().map(|(arm, pieces)| format!("{} => {{ {} }}\n", when(arm), said(pieces, lang))).collect();
                let by = identifier(by);
                format!("match ({by}, form_{lang}({by})) {{\n{arms}_ => {{ {} }}\n}}\n", said(other, lang))
            }
        })
        .collect()
}

fn pushed(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => format!("out.push({only:?});\n"),
        _ => format!("out.push_str({text:?});\n"),
    }
}

fn when(arm: &Arm) -> String {
    match arm {
        Arm::Number(number) => format!("({number}, _)"),
        Arm::Form(form) => {
            let (first, rest) = form.split_at(1);
            format!("(_, Form::{}{rest})", first.to_uppercase())
        }
    }
}

fn plain(name: &str) -> String {
    name.replace('-', "_")
}

fn identifier(name: &str) -> String {
    let plain = plain(name);
    if RESERVED.contains(&plain.as_str()) { format!("r#{plain}") } else { plain }
}
