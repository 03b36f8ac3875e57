//! One `.ftl` text, read into messages.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;

/// One message in one language.
pub struct Message {
    /// Its key.
    pub key: String,
    /// Line of the key.
    pub line: usize,
    /// Its lines as they stand in the file.
    pub source: String,
    /// What it says.
    pub pieces: Vec<Piece>,
    /// The order its values are taken in, where another message of the same values settled it.
    pub order: Option<Vec<String>>,
}

/// A part of a message.
pub enum Piece {
    /// Characters.
    Text(String),
    /// A value put in.
    Value(String),
    /// Words chosen by a count; the first that fits, else `other`.
    Select {
        /// The count.
        by: String,
        /// Number or plural form, and what is said then.
        arms: Vec<(Arm, Vec<Piece>)>,
        /// What is said of every other count.
        other: Vec<Piece>,
    },
}

/// When words are chosen.
pub enum Arm {
    /// For this count.
    Number(u64),
    /// For counts of this plural form.
    Form(String),
}

impl Message {
    /// Names of the values: in the order that was settled, else of first appearance.
    pub fn values(&self) -> Vec<String> {
        if let Some(order) = &self.order {
            return order.clone();
        }
        let mut all = Vec::new();
        walk(&self.pieces, &mut |name, _| all.push(name.to_owned()));
        let mut seen = std::collections::BTreeSet::new();
        all.retain(|name| seen.insert(name.clone()));
        all
    }

    /// Whether the value `name` chooses words.
    pub fn selects(&self, name: &str) -> bool {
        self.any(name, true)
    }

    /// Whether the value `name` is shown.
    pub fn shows(&self, name: &str) -> bool {
        self.any(name, false)
    }

    fn any(&self, name: &str, selecting: bool) -> bool {
        let mut found = false;
        walk(&self.pieces, &mut |met, selects| found |= met == name && selects == selecting);
        found
    }
}

/// Calls `met` with every value and whether it selects there.
fn walk(pieces: &[Piece], met: &mut impl FnMut(&str, bool)) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Value(name) => met(name, false),
            Piece::Select { by, arms, other } => {
                met(by, true);
                arms.iter().for_each(|(_, pieces)| walk(pieces, met));
                walk(other, met);
            }
        }
    }
}

/// The messages of a file whose language has these plural forms; what is wrong goes to `mistakes`.
pub fn messages(file: &str, text: &str, forms: &[&str], mistakes: &mut Vec<String>) -> Vec<Message> {
    let resource = match fluent_syntax::parser::parse(text) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            mistakes.extend(errors.iter().map(|error| format!("{file}:{}: {}", line_of(text, error.pos.start), error.kind)));
            resource
        }
    };
    let mut found: Vec<Message> = Vec::new();
    for entry in &resource.body {
        let (key, read) = match entry {
            Entry::Message(message) if message.attributes.is_empty() => (message.id.name, pattern(message.value.as_ref(), forms)),
            Entry::Message(message) => (message.id.name, Err("attributes are not known here".to_owned())),
            Entry::Term(term) => (term.id.name, Err("terms are not known here".to_owned())),
            _ => continue,
        };
        let at = start(text, key);
        let line = line_of(text, at);
        if let Some(twice) = found.iter().find(|one| one.key.replace('-', "_") == key.replace('-', "_")) {
            let again = second(text, &twice.key, key).map_or(line, |at| line_of(text, at));
            mistakes.push(format!("{file}:{again}: `{key}` stands here a second time"));
            continue;
        }
        match read {
            Ok(pieces) => found.push(Message { key: key.to_owned(), line, source: lines(&text[at..]), pieces, order: None }),
            Err(what) => mistakes.push(format!("{file}:{line}: `{key}`: {what}")),
        }
    }
    found
}

fn pattern(pattern: Option<&Pattern<&str>>, forms: &[&str]) -> Result<Vec<Piece>, String> {
    let elements = &pattern.ok_or("nothing is said")?.elements;
    elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => Ok(Piece::Text((*value).to_owned())),
            PatternElement::Placeable { expression } => piece(expression, forms),
        })
        .collect()
}

fn piece(expression: &Expression<&str>, forms: &[&str]) -> Result<Piece, String> {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => Ok(Piece::Text(unescape_unicode_to_string(value).into_owned())),
        Expression::Inline(InlineExpression::VariableReference { id }) => Ok(Piece::Value(id.name.to_owned())),
        Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => select(id.name, variants, forms),
        _ => Err("only values, texts in quotation marks and words chosen by a count are known here".to_owned()),
    }
}

fn select(by: &str, variants: &[Variant<&str>], forms: &[&str]) -> Result<Piece, String> {
    let (mut arms, mut other) = (Vec::new(), Vec::new());
    for variant in variants {
        let said = pattern(Some(&variant.value), forms)?;
        match &variant.key {
            _ if variant.default => other = said,
            VariantKey::Identifier { name } if forms.contains(name) => arms.push((Arm::Form((*name).to_owned()), said)),
            VariantKey::NumberLiteral { value } if value.parse::<u64>().is_ok() => {
                arms.push((Arm::Number(value.parse().unwrap_or_default()), said));
            }
            VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name } => {
                return Err(format!("`{name}` is no whole number and no plural form of this language"));
            }
        }
    }
    Ok(Piece::Select { by: by.to_owned(), arms, other })
}

/// Where the first message `key` begins.
fn start(text: &str, key: &str) -> usize {
    starts(text, key).next().unwrap_or_default()
}

/// Where `key` stands after another key of the same function name.
fn second(text: &str, first: &str, key: &str) -> Option<usize> {
    if first == key { starts(text, key).nth(1) } else { starts(text, key).next() }
}

fn starts<'a>(text: &'a str, key: &'a str) -> impl Iterator<Item = usize> + 'a {
    let head = move |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let begins = at;
        at += line.len();
        head(line).then_some(begins)
    })
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The lines of the message a text begins with: up to the next that does not go on with it.
fn lines(text: &str) -> String {
    let goes_on = |line: &&str| line.starts_with([' ', '}']);
    let head = text.lines().next().unwrap_or_default();
    std::iter::once(head).chain(text.lines().skip(1).take_while(goes_on)).collect::<Vec<_>>().join("\n")
}
