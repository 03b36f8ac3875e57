//! Words of the command line, and the choice of language.

use records::text::Lang;
use web::words::Words;

fluent_templates::static_loader! {
    static COMMAND_LINE = {
        locales: "./locales",
        fallback_language: "ru",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// Words of this room.
#[must_use]
pub fn words(lang: Lang) -> Words {
    Words::of(&COMMAND_LINE, lang)
}

/// The language: `--lang`, else `OBJEKTIV_LANG`, else Russian. The system's own language is left aside on purpose: the same call
/// gives the same documents on every computer.
#[must_use]
pub fn chosen(arguments: &[String], environment: Option<&str>) -> Lang {
    let spaced = arguments.windows(2).rev().find(|pair| pair[0] == "--lang").map(|pair| pair[1].as_str());
    let joined = arguments.iter().rev().find_map(|argument| argument.strip_prefix("--lang="));
    spaced.or(joined).and_then(by_code).or_else(|| environment.and_then(by_code)).unwrap_or_default()
}

/// `ru` or `en`, also as a locale name (`en_GB.UTF-8`).
#[must_use]
pub fn by_code(code: &str) -> Option<Lang> {
    match code.get(..2)?.to_ascii_lowercase().as_str() {
        "ru" => Some(Lang::Ru),
        "en" => Some(Lang::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use web::words::check;

    const RU: &str = include_str!("../locales/ru/objektiv.ftl");
    const EN: &str = include_str!("../locales/en/objektiv.ftl");

    #[test]
    fn both_languages_have_the_same_words() {
        assert_eq!(check::keys(RU), check::keys(EN));
        assert_eq!(check::variables(RU), check::variables(EN));
    }

    #[test]
    fn every_word_asked_for_exists_and_none_is_idle() {
        let is_help = |key: &String| {
            ["-about", "-examples"].iter().any(|end| key.ends_with(end))
                || key.starts_with("arg-")
                || key.contains("-arg-")
                || (key.ends_with("-usage") && key != "help-usage")
        };
        let (asked, mut kept) = (check::asked_below(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), check::keys(RU));
        kept.retain(|key| !is_help(key));
        assert_eq!(asked.difference(&kept).collect::<Vec<_>>(), Vec::<&String>::new(), "asked for, but without words");
        assert_eq!(kept.difference(&asked).collect::<Vec<_>>(), Vec::<&String>::new(), "never said");
    }

    #[test]
    fn the_language_is_asked_for_or_russian() {
        let call = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(chosen(&call("demo"), None), Lang::Ru);
        assert_eq!(chosen(&call("demo"), Some("en_US.UTF-8")), Lang::En);
        assert_eq!(chosen(&call("demo --lang en"), Some("ru")), Lang::En);
        assert_eq!(chosen(&call("demo --lang=en"), None), Lang::En);
        assert_eq!(chosen(&call("demo"), Some("C")), Lang::Ru);
    }
}
