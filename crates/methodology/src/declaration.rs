//! A protocol as declared in advance (D3): every level, threshold and seed, the purpose, and the versions of what computes. Its canonical form is
//! one writing for one content, so that a digest of it says whether two protocols are the same; the digest is the caller's.
//! covers: D3

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::Value;

use crate::indicators;
use crate::screen::METHOD;
use records::protocol::{Materiality, Protocol, Terms};
use records::reference::Reference;
use records::text::Text;
use records::vocabulary::{Audience, Purpose};

/// Version of the form of a declared protocol.
const FORM: i64 = 2;

/// Opens every canonical protocol; a part of it, so that the digest of the file is the digest of the protocol.
const HEAD: &str = "\
# Протокол анализа, объявленный заранее. Файл не правят: другой протокол объявляют заново.
# Protocol of an analysis, declared in advance. It is not edited: another protocol is declared anew.
";

/// What is declared.
#[derive(Clone, Debug, PartialEq)]
pub struct Declaration {
    /// Levels, thresholds, seed, purpose, reader.
    pub terms: Terms,
    /// Version of the model, its null and the screen.
    pub method: String,
    /// Version of every indicator, by id.
    pub indicators: BTreeMap<String, String>,
    /// Version of every file of reference data, by id.
    pub references: BTreeMap<String, String>,
    /// SHA-256 of the user's own files of reference data, in the order they are laid over the shipped ones.
    pub own: Vec<String>,
}

/// Why a text is no declared protocol: where, what, how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {}", .what.en)]
pub struct DeclarationError {
    /// Name of the file as given.
    pub file: String,
    /// What is wrong and how to mend it.
    pub what: Text,
}

impl DeclarationError {
    /// The message in both languages.
    #[must_use]
    pub fn text(&self) -> Text {
        Text::new(format!("{}: {}", self.file, self.what.ru), format!("{}: {}", self.file, self.what.en))
    }
}

impl Declaration {
    /// What an analysis with this protocol would go by today; `own` are the digests of the user's own reference files.
    #[must_use]
    pub fn of(terms: Terms, reference: &Reference, own: Vec<String>) -> Self {
        let indicators = indicators::cards().all().map(|card| (card.id.to_owned(), card.version.to_owned())).collect();
        let references = reference.list().into_iter().map(|file| (file.id, file.version)).collect();
        Self { terms, method: METHOD.to_owned(), indicators, references, own }
    }

    /// The one writing of this content: TOML, fields in a fixed order, numbers as short as they read back exactly.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut text = format!("{HEAD}form = {FORM}\n");
        let fields = fields(&self.terms);
        for (key, value) in fields.iter().filter(|(key, _)| !key.contains('.')) {
            line(&mut text, key, value);
        }
        line(&mut text, "method", &quoted(&self.method));
        let own: Vec<String> = self.own.iter().map(|digest| quoted(digest)).collect();
        line(&mut text, "own-reference-files", &format!("[{}]", own.join(", ")));
        text.push_str("\n[materiality]\n");
        for (key, value) in fields.iter().filter_map(|(key, value)| Some((key.strip_prefix("materiality.")?, value))) {
            line(&mut text, key, value);
        }
        for (name, versions) in [("indicators", &self.indicators), ("references", &self.references)] {
            text.push_str(&format!("\n[{name}]\n"));
            for (id, version) in versions {
                line(&mut text, &quoted(id), &quoted(version));
            }
        }
        text
    }

    /// Reads a declared protocol. Blanks, comments and order may differ from the canonical form, the content may not be more or less.
    ///
    /// # Errors
    /// Names the file and the field that is unknown, missing or out of its range, and how to mend it.
    pub fn read(file: &str, text: &str) -> Result<Self, DeclarationError> {
        let refused = |what| DeclarationError { file: file.to_owned(), what };
        let table = text.parse::<toml::Table>().map_err(|error| refused(not_toml(&error)))?;
        let mut left = Fields(flat(table));
        let read = left.declaration().map_err(refused)?;
        match left.0.keys().next() {
            None => Ok(read),
            Some(unknown) => Err(refused(Text::new(
                format!(
                    "поле «{unknown}» неизвестно этой версии программы. Уберите его или объявите протокол заново: objektiv preregister"
                ),
                format!(
                    "the field \"{unknown}\" is not known to this version of the program. Take it out, or declare anew: objektiv preregister"
                ),
            ))),
        }
    }

    /// In what an analysis by `other` would differ, in words, one text for each field.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<Text> {
        let mut found: Vec<Text> = fields(&self.terms)
            .iter()
            .zip(fields(&other.terms))
            .filter(|((_, here), (_, there))| here != there)
            .map(|((key, here), (_, there))| differs(key, here, &there))
            .collect();
        if self.method != other.method {
            let (declared, here) = (&self.method, &other.method);
            found.push(Text::new(
                format!("версия методики (модель, поправки, отбор) объявлена {declared}, а здесь {here}"),
                format!("version of the method (model, corrections, screen) was declared as {declared} and is {here} here"),
            ));
        }
        found.extend(versions(&self.indicators, &other.indicators, "версия показателя", "version of the indicator"));
        found.extend(versions(&self.references, &other.references, "версия справочника", "version of the reference file"));
        if self.own != other.own {
            found.push(Text::new("свои справочные данные (--reference) другие", "your own reference data (--reference) are others"));
        }
        found
    }
}

/// Every field with its canonical value. A new field of [`Terms`] or [`Protocol`] does not compile until it stands here.
fn fields(terms: &Terms) -> Vec<(&'static str, String)> {
    let Terms { protocol, purpose, audience } = *terms;
    let Protocol { q, look, too_few, mde_alpha, mde_power, materiality, flags, seed } = protocol;
    let Materiality { points_share, marks, pp, pupils, pupils_share, logit } = materiality;
    vec![
        ("purpose", quoted(purpose.code())),
        ("audience", quoted(audience.code())),
        ("q", exact(q)),
        ("look", exact(look)),
        ("too-few", too_few.to_string()),
        ("mde-alpha", exact(mde_alpha)),
        ("mde-power", exact(mde_power)),
        ("flags", flags.to_string()),
        // A seed may be larger than a whole number of TOML.
        ("seed", quoted(&seed.to_string())),
        ("materiality.points-share", exact(points_share)),
        ("materiality.marks", exact(marks)),
        ("materiality.pp", exact(pp)),
        ("materiality.pupils", exact(pupils)),
        ("materiality.pupils-share", exact(pupils_share)),
        ("materiality.logit", exact(logit)),
    ]
}

/// The fewest digits that read back as the same number, always with a point.
fn exact(value: f64) -> String {
    format!("{value:?}")
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

fn line(text: &mut String, key: &str, value: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{key} = {value}");
}

fn differs(key: &str, here: &str, there: &str) -> Text {
    Text::new(format!("«{key}» объявлено {here}, а здесь {there}"), format!("\"{key}\" was declared as {here} and is {there} here"))
}

fn versions(declared: &BTreeMap<String, String>, used: &BTreeMap<String, String>, ru: &str, en: &str) -> Vec<Text> {
    let mut ids: Vec<&String> = declared.keys().chain(used.keys()).collect();
    ids.sort_unstable();
    ids.dedup();
    let differing = ids.into_iter().filter(|id| declared.get(*id) != used.get(*id));
    let version = |versions: &BTreeMap<String, String>, id: &str| versions.get(id).cloned().unwrap_or_else(|| "–".to_owned());
    let told = |id: &String| {
        let (before, now) = (version(declared, id), version(used, id));
        Text::new(format!("{ru} {id} объявлена {before}, а здесь {now}"), format!("{en} {id} was declared as {before} and is {now} here"))
    };
    differing.map(told).collect()
}

fn not_toml(error: &toml::de::Error) -> Text {
    let reason = error.message();
    Text::new(
        format!("это не протокол: текст не читается как TOML ({reason}). Верните файл из копии или объявите протокол заново"),
        format!("this is no protocol: the text is not TOML ({reason}). Bring the file back from a copy, or declare anew"),
    )
}

/// Fields by dotted name, each table one level deep.
fn flat(table: toml::Table) -> BTreeMap<String, Value> {
    let mut fields = BTreeMap::new();
    for (key, value) in table {
        match value {
            Value::Table(inner) => fields.extend(inner.into_iter().map(|(name, value)| (format!("{key}.{name}"), value))),
            other => drop(fields.insert(key, other)),
        }
    }
    fields
}

/// Fields not read yet.
struct Fields(BTreeMap<String, Value>);

impl Fields {
    fn declaration(&mut self) -> Result<Declaration, Text> {
        let form = self.whole("form")?;
        if form != FORM {
            return Err(wrong("form", "2", "2"));
        }
        Ok(Declaration {
            terms: self.terms()?,
            method: self.coded("method", |text| Some(text.to_owned()))?,
            own: self.own()?,
            indicators: self.versions("indicators.")?,
            references: self.versions("references.")?,
        })
    }

    fn terms(&mut self) -> Result<Terms, Text> {
        Ok(Terms {
            purpose: self.coded("purpose", Purpose::from_code)?,
            audience: self.coded("audience", Audience::from_code)?,
            protocol: self.protocol()?,
        })
    }

    fn protocol(&mut self) -> Result<Protocol, Text> {
        Ok(Protocol {
            q: self.share("q")?,
            look: self.share("look")?,
            too_few: usize::try_from(self.whole("too-few")?)
                .map_err(|_| wrong("too-few", "целое число не меньше нуля", "a whole number not below zero"))?,
            mde_alpha: self.share("mde-alpha")?,
            mde_power: self.share("mde-power")?,
            flags: self.yes_or_no("flags")?,
            seed: self.coded("seed", |text| text.parse().ok())?,
            materiality: Materiality {
                points_share: self.share("materiality.points-share")?,
                marks: self.number("materiality.marks")?,
                pp: self.number("materiality.pp")?,
                pupils: self.number("materiality.pupils")?,
                pupils_share: self.share("materiality.pupils-share")?,
                logit: self.number("materiality.logit")?,
            },
        })
    }

    fn take(&mut self, key: &str) -> Result<Value, Text> {
        self.0.remove(key).ok_or_else(|| {
            Text::new(
                format!("нет поля «{key}». Верните файл из копии или объявите протокол заново: objektiv preregister"),
                format!("the field \"{key}\" is missing. Bring the file back from a copy, or declare anew: objektiv preregister"),
            )
        })
    }

    fn number(&mut self, key: &str) -> Result<f64, Text> {
        let number = self.take(key)?.as_float().filter(|number| number.is_finite() && *number >= 0.0);
        number.ok_or_else(|| wrong(key, "число с точкой, не меньше нуля", "a number with a point, not below zero"))
    }

    fn share(&mut self, key: &str) -> Result<f64, Text> {
        let share = self.number(key)?;
        if share <= 1.0 { Ok(share) } else { Err(wrong(key, "доля от 0.0 до 1.0", "a share from 0.0 to 1.0")) }
    }

    fn whole(&mut self, key: &str) -> Result<i64, Text> {
        self.take(key)?.as_integer().ok_or_else(|| wrong(key, "целое число", "a whole number"))
    }

    fn yes_or_no(&mut self, key: &str) -> Result<bool, Text> {
        self.take(key)?.as_bool().ok_or_else(|| wrong(key, "true или false", "true or false"))
    }

    fn coded<T>(&mut self, key: &str, from: impl Fn(&str) -> Option<T>) -> Result<T, Text> {
        let value = self.take(key)?;
        value
            .as_str()
            .and_then(from)
            .ok_or_else(|| wrong(key, "одно из слов, которые пишет objektiv preregister", "a word objektiv preregister writes"))
    }

    fn own(&mut self) -> Result<Vec<String>, Text> {
        let value = self.take("own-reference-files")?;
        let digests = value.as_array().map(|list| list.iter().map(|item| item.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>());
        digests.flatten().ok_or_else(|| wrong("own-reference-files", "список строк", "a list of strings"))
    }

    /// All that is left under a table: its names are ids.
    fn versions(&mut self, table: &str) -> Result<BTreeMap<String, String>, Text> {
        let keys: Vec<String> = self.0.keys().filter(|key| key.starts_with(table)).cloned().collect();
        if keys.is_empty() {
            return Err(self.take(table.trim_end_matches('.')).err().unwrap_or_else(|| wrong(table, "таблица", "a table")));
        }
        let read = |key: String| {
            let version = self.take(&key)?.as_str().map(str::to_owned).ok_or_else(|| wrong(&key, "строка", "a string"))?;
            Ok((key.trim_start_matches(table).to_owned(), version))
        };
        keys.into_iter().map(read).collect()
    }
}

fn wrong(key: &str, ru: &str, en: &str) -> Text {
    Text::new(
        format!("поле «{key}»: нужно {ru}. Исправьте его или объявите протокол заново: objektiv preregister"),
        format!("the field \"{key}\": {en} is needed. Mend it, or declare anew: objektiv preregister"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared() -> Declaration {
        let reference = Reference::shipped().unwrap();
        Declaration::of(Terms::usual(Protocol { seed: u64::MAX, ..reference.protocol() }), &reference, vec!["ab".repeat(32)])
    }

    #[test]
    fn the_canonical_form_reads_back_and_is_one() {
        let declared = declared();
        let text = declared.canonical();
        let read = Declaration::read("protocol.toml", &text).unwrap();
        assert_eq!(read, declared);
        assert_eq!(read.canonical(), text);
        assert!(declared.differences(&read).is_empty());
        let spaced = text.replace(" = ", "   =   ").replace("[materiality]", "# сноска\n[materiality]");
        assert_eq!(Declaration::read("protocol.toml", &spaced).unwrap().canonical(), text);
    }

    #[test]
    fn every_field_is_there_and_every_level() {
        let text = declared().canonical();
        for line in [
            "q = 0.1\n",
            "look = 0.05\n",
            "too-few = 10\n",
            "flags = ",
            "method = \"",
            "seed = \"18446744073709551615\"\n",
            "points-share = 0.05\n",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        for card in indicators::cards().all() {
            assert!(text.contains(&format!("\"{}\" = \"{}\"\n", card.id, card.version)), "{}", card.id);
        }
        assert!(text.contains("\"scales-vpr\" = "));
    }

    /// Each line taken out, and a line too many in each table: refused, with the field named and a way to mend it.
    #[test]
    fn more_or_less_than_the_fields_is_refused() {
        let text = declared().canonical();
        let values: Vec<&str> = text.lines().filter(|line| line.contains(" = ") && !line.starts_with('#')).collect();
        let required = values.iter().filter(|line| !line.starts_with('"'));
        for line in required {
            let error = Declaration::read("protocol.toml", &text.replacen(&format!("{line}\n"), "", 1)).unwrap_err().text();
            let field = line.split(" = ").next().unwrap();
            assert!(
                error.ru.starts_with("protocol.toml: ") && error.ru.contains(field) && error.ru.contains("preregister"),
                "{}",
                error.ru
            );
        }
        for (place, name) in [("form = 2", "alpha"), ("[materiality]", "weight")] {
            let more = text.replace(place, &format!("{place}\n{name} = 1"));
            let error = Declaration::read("protocol.toml", &more).unwrap_err().text();
            assert!(error.en.contains(name) && error.en.contains("not known"), "{}", error.en);
        }
        let more = format!("{text}\n[extra]\na = 1\n");
        assert!(Declaration::read("p", &more).unwrap_err().text().ru.contains("extra.a"));
        assert!(Declaration::read("p", "q = ").unwrap_err().text().ru.contains("TOML"));
        assert!(Declaration::read("p", "").is_err());
    }

    #[test]
    fn values_out_of_range_are_refused() {
        let text = declared().canonical();
        let wrong = [("q = 0.1", "q = 1.5"), ("q = 0.1", "q = nan"), ("q = 0.1", "q = \"0.1\""), ("too-few = 10", "too-few = -1")];
        let more = [("form = 2", "form = 1"), ("\"procedure-check\"", "\"what\""), ("\"18446744073709551615\"", "\"-1\"")];
        for (from, to) in wrong.into_iter().chain(more) {
            assert!(text.contains(from), "{from}");
            assert!(Declaration::read("p", &text.replacen(from, to, 1)).is_err(), "{to}");
        }
    }

    #[test]
    fn differences_are_named_one_by_one() {
        let (declared, mut other) = (declared(), declared());
        other.terms.protocol.look = 0.1;
        other.terms.protocol.materiality.marks = 0.5;
        other.indicators.insert("level".into(), "99".into());
        other.references.remove("medals");
        other.own.clear();
        other.method = "0".into();
        let told: Vec<String> = declared.differences(&other).into_iter().map(|text| text.ru).collect();
        assert_eq!(told[0], "«look» объявлено 0.05, а здесь 0.1");
        assert!(told[1].contains("materiality.marks") && told[2].contains("методики"), "{told:?}");
        assert!(told[3].contains("level") && told[4].contains("medals"), "{told:?}");
        assert_eq!(told.len(), 6);
    }
}
