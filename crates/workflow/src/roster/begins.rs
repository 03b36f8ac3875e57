//! A pupil's name written short, as journals write it: a surname with a given name, or with initials.

use records::text::folded;

/// Whether `written` is the beginning of `name` and not the whole of it: the surname as it is, behind it names as they are or by their first
/// letters, none past the end. A surname alone is the beginning of nobody: a family shares it.
pub(super) fn begins(written: &str, name: &str) -> bool {
    let (written, name) = (words(written), words(name));
    let fits = |(short, whole): (&String, &String)| short == whole || initial(short) && whole.starts_with(short.as_str());
    let surname = written.first() == name.first() && written.first().is_some_and(|surname| !initial(surname));
    surname && (2..=name.len()).contains(&written.len()) && written != name && written.iter().zip(&name).skip(1).all(fits)
}

fn initial(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

fn words(name: &str) -> Vec<String> {
    folded(&name.replace('.', " ")).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_short_name_begins_a_whole_one() {
        let name = "Зуев-Лесной Пётр Ильич";
        for (written, fits) in [
            ("Зуев-Лесной Пётр", true),
            ("зуев-лесной петр", true),
            ("Зуев-Лесной П.", true),
            ("Зуев-Лесной П. И.", true),
            ("Зуев-Лесной П.И.", true),
            ("Зуев-Лесной Пётр И.", true),
            ("Зуев-Лесной П. Ильич", true),
            ("Зуев-Лесной", false),
            ("Зуев-Лесной Пётр Ильич", false),
            ("Зуев-Лесной Пётр Олегович", false),
            ("Зуев-Лесной П. О.", false),
            ("Зуев-Лесной Петруша", false),
            ("Зуев-Лесной Пётр Ильич О.", false),
            ("Зуев Пётр", false),
            ("З. Пётр", false),
            ("Пётр Ильич", false),
            ("", false),
        ] {
            assert_eq!(begins(written, name), fits, "{written}");
        }
    }

    proptest! {
        /// Whatever people are called: a name cut short begins its own, and none that differs from it in a word.
        #[test]
        fn a_beginning_differs_in_nothing(
            name in prop::collection::vec("[а-ю]{2,5}", 2..4),
            kept in 2..4_usize,
            short in prop::collection::vec(any::<bool>(), 3),
            other in 0..3_usize,
        ) {
            let word = |(at, word): (usize, &String)| if at > 0 && short[at] { word.chars().take(1).collect() } else { word.clone() };
            let written = name.iter().take(kept).enumerate().map(word).collect::<Vec<String>>().join(" ");
            prop_assert_eq!(begins(&written, &name.join(" ")), written != name.join(" "), "{} / {:?}", written, name);
            let mut differs = name.clone();
            let at = other % kept.min(name.len());
            differs[at] = format!("я{}", differs[at]);
            prop_assert!(!begins(&written, &differs.join(" ")), "{} / {:?}", written, differs);
        }
    }
}
