//! The choice of language.

use records::text::Lang;

/// The language: `--lang`, else `OBJEKTIV_LANG`, else Russian. The system's own language is left aside on purpose: the same call
/// gives the same documents on every computer.
#[must_use]
pub fn chosen(arguments: &[String], environment: Option<&str>) -> Lang {
    let spaced = arguments.windows(2).rev().find(|pair| pair[0] == "--lang").map(|pair| pair[1].as_str());
    let joined = arguments.iter().rev().find_map(|argument| argument.strip_prefix("--lang="));
    spaced.or(joined).and_then(by_code).or_else(|| environment.and_then(by_code)).unwrap_or_default()
}

/// What `OBJEKTIV_LANG` holds where that is no language the program speaks.
#[must_use]
pub fn unknown(environment: Option<&str>) -> Option<&str> {
    environment.filter(|code| !code.is_empty() && by_code(code).is_none())
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

    #[test]
    fn the_language_is_asked_for_or_russian() {
        let call = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(chosen(&call("demo"), None), Lang::Ru);
        assert_eq!(chosen(&call("demo"), Some("en_US.UTF-8")), Lang::En);
        assert_eq!(chosen(&call("demo --lang en"), Some("ru")), Lang::En);
        assert_eq!(chosen(&call("demo --lang=en"), None), Lang::En);
        assert_eq!(chosen(&call("demo"), Some("C")), Lang::Ru);
        assert_eq!([Some("de"), Some("en_GB"), Some(""), None].map(unknown), [Some("de"), None, None, None]);
    }
}
