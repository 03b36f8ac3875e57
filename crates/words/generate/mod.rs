//! From `.ftl` texts to Rust: a module per file, a function per message, the same keys and values in both languages or no build.

mod read;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use read::Message;

/// The messages of one topic: the same file in both languages.
pub struct Topic {
    /// Name of the file without ending; the module of the functions.
    pub name: String,
    /// Russian text.
    pub ru: String,
    /// English text.
    pub en: String,
}

/// The modules of all topics.
///
/// # Errors
/// Everything that is wrong, each with file and line.
pub fn rust(topics: &[Topic]) -> Result<String, Vec<String>> {
    let mut code = String::new();
    let mut tried = String::new();
    let mut mistakes = Vec::new();
    for topic in topics {
        match pairs(topic) {
            Ok(pairs) => {
                code.push_str(&write::module(&topic.name, &pairs));
                tried.push_str(&write::tried(&topic.name, &pairs));
            }
            Err(found) => mistakes.extend(found),
        }
    }
    code.push_str(&write::trying(&tried));
    if mistakes.is_empty() { Ok(code) } else { Err(mistakes) }
}

/// Each message in Russian and in English.
fn pairs(topic: &Topic) -> Result<Vec<[Message; 2]>, Vec<String>> {
    let file = |lang: &str| format!("locales/{lang}/{}.ftl", topic.name);
    let (mut mistakes, mut pairs) = (Vec::new(), Vec::new());
    let russian = read::messages(&file("ru"), &topic.ru, &["one", "few", "many"], &mut mistakes);
    let mut english = read::messages(&file("en"), &topic.en, &["one", "other"], &mut mistakes);
    let alone = |file: String, message: &Message, other: &str| format!("{file}:{}: `{}` has no {other} twin", message.line, message.key);
    for ru in russian {
        let Some(at) = english.iter().position(|en| en.key == ru.key) else {
            mistakes.push(alone(file("ru"), &ru, "English"));
            continue;
        };
        let en = english.remove(at);
        mistakes.extend(unlike(&file("en"), &ru, &en));
        pairs.push([ru, en]);
    }
    mistakes.extend(english.iter().map(|en| alone(file("en"), en, "Russian")));
    settle(&mut pairs);
    if mistakes.is_empty() { Ok(pairs) } else { Err(mistakes) }
}

/// Messages of the same values take them in one order, that of the first: two that differ in it would be called for one another's, and a number
/// printed for a day.
fn settle(pairs: &mut [[Message; 2]]) {
    let mut orders: BTreeMap<BTreeSet<String>, Vec<String>> = BTreeMap::new();
    for [ru, _] in pairs {
        let values = ru.values();
        let order = orders.entry(values.iter().cloned().collect()).or_insert(values);
        ru.order = Some(order.clone());
    }
}

/// What one language puts into a message and the other does not.
fn unlike(file: &str, ru: &Message, en: &Message) -> Option<String> {
    let names = |message: &Message| message.values().into_iter().collect::<BTreeSet<_>>();
    let (russian, english) = (names(ru), names(en));
    (russian != english).then(|| format!("{file}:{}: `{}` holds {english:?}, the Russian message {russian:?}", en.line, en.key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(ru: &str, en: &str) -> Result<String, Vec<String>> {
        rust(&[Topic { name: "topic".to_owned(), ru: ru.to_owned(), en: en.to_owned() }])
    }

    fn refused(ru: &str, en: &str) -> String {
        made(ru, en).unwrap_err().join("\n")
    }

    #[test]
    fn arguments_follow_the_russian_message_and_what_selects_is_a_count() {
        let ru = "said-so = { $what }: { $n ->\n    [0] нет\n    [one] { $n } школа\n   *[many] { $n } школ\n}\n";
        let code = made(ru, "said-so = { $n ->\n    [one] { $n } school\n   *[other] { $n } schools\n}: { $what }\n").unwrap();
        assert!(code.contains("pub fn said_so<'a>(lang: Lang, what: impl Into<Value<'a>>, n: usize) -> String"), "{code}");
        assert!(code.contains("(0, _) =>") && code.contains("(_, Form::One) =>"), "{code}");
        assert!(made("stop = Стоп\n", "stop = Stop\n").unwrap().contains("pub fn stop(lang: Lang) -> String"));
    }

    /// «приказом № 5 от 1 сентября» and «приказом от 1 сентября № 5» are called alike.
    #[test]
    fn the_same_values_are_taken_in_one_order() {
        let ru = "by = № { $number } от { $day }\nof = от { $day } № { $number }\n";
        let code = made(ru, "by = no. { $number } of { $day }\nof = of { $day }, no. { $number }\n").unwrap();
        let taken = |name: &str| {
            let signature = code.split(&format!("pub fn {name}<")).nth(1).unwrap().split('{').next().unwrap().to_owned();
            (signature.find("number:").unwrap(), signature.find("day:").unwrap())
        };
        for name in ["by", "of"] {
            let (number, day) = taken(name);
            assert!(number < day, "{name}: {code}");
        }
    }

    #[test]
    fn a_word_of_rust_is_still_a_key() {
        assert!(made("type = Вид\n", "type = Kind\n").unwrap().contains("pub fn r#type(lang: Lang)"));
    }

    #[test]
    fn what_one_language_lacks_is_named_with_its_line() {
        assert_eq!(refused("a = А\n\nb = Б\n", "a = A\n"), "locales/ru/topic.ftl:3: `b` has no English twin");
        assert_eq!(refused("a = А\n", "a = A\nb = B\n"), "locales/en/topic.ftl:2: `b` has no Russian twin");
        assert!(refused("a = { $x }\n", "# A\na = { $y }\n").starts_with("locales/en/topic.ftl:2: `a` holds {\"y\"}"));
    }

    #[test]
    fn a_key_stands_once() {
        assert_eq!(refused("a = А\nb = Б\na = В\n", "a = A\nb = B\n"), "locales/ru/topic.ftl:3: `a` stands here a second time");
        assert!(refused("a-b = А\na_b = Б\n", "a-b = A\na_b = B\n").contains(":2: `a_b` stands here a second time"), "one function");
    }

    #[test]
    fn what_the_generator_does_not_know_is_refused() {
        let unknown =
            ["-term = Т\n", "a = А\n    .title = Т\n", "a = { NUMBER($n) }\n", "a = { b }\n", "a = { -term }\n", "a = { 5 }\n", "a =\n"];
        for text in unknown {
            let found = refused(text, "");
            assert!(found.starts_with("locales/ru/topic.ftl:1: "), "{text}: {found}");
        }
        let select = |form: &str| format!("a = {{ $n ->\n    [{form}] А\n   *[many] Б\n}}\n");
        assert!(refused(&select("two"), "a = { $n }\n").contains("`two`"));
        assert!(refused(&select("0.5"), "a = { $n }\n").contains("`0.5`"));
        assert!(refused("a = А { $n\n", "a = A\n").contains("topic.ftl:1: "));
    }
}
