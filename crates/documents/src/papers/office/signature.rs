//! The line somebody signs: her post, room for the hand, her name where the program knows it.

use super::super::paper::Paper;

/// A line to be signed; where nobody is known the name is written by hand.
pub(super) fn signature(paper: &mut Paper, post: &str, name: &str) {
    let name = if name.is_empty() { "______________________".to_owned() } else { initials(name) };
    paper.pair(post, format!("______________________ / {name}"));
}

/// Endings of patronymics; «оглы» and «кызы» stand behind one.
const PATRONYMICS: [&str; 3] = ["ич", "вна", "чна"];
const SON_OR_DAUGHTER: [&str; 4] = ["оглы", "оглу", "кызы", "гызы"];

/// «А. В. Смирнова» of «Смирнова Анна Викторовна»: a name as it stands behind a signature. A name whose surname cannot be told stays whole.
pub(super) fn initials(name: &str) -> String {
    // What tells her from a namesake stays.
    if let Some((bare, behind)) = name.split_once(" (") {
        return format!("{} ({behind}", initials(bare));
    }
    let words: Vec<&str> = name.split_whitespace().filter(|word| !SON_OR_DAUGHTER.contains(&word.to_lowercase().as_str())).collect();
    let patronymic = |word: &str| PATRONYMICS.iter().any(|ending| word.to_lowercase().ends_with(ending));
    let short =
        |words: &[&str]| words.iter().filter_map(|word| word.chars().next()).map(|letter| format!("{letter}. ")).collect::<String>();
    match words.as_slice() {
        [surname, first, second] if patronymic(second) => format!("{}{surname}", short(&[first, second])),
        [first, second, surname] if patronymic(second) => format!("{}{surname}", short(&[first, second])),
        [surname, rest @ ..] if !surname.contains('.') && !rest.is_empty() && rest.iter().all(|word| word.ends_with('.')) => {
            let letters: Vec<&str> = rest.iter().flat_map(|word| word.split('.')).filter(|letter| !letter.is_empty()).collect();
            format!("{}{surname}", short(&letters))
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn a_name_behind_a_signature_has_initials() {
        for (name, signed) in [
            ("Смирнова Анна Викторовна", "А. В. Смирнова"),
            ("Пётр Сергеевич Ёлкин", "П. С. Ёлкин"),
            ("Ёжикова М. П.", "М. П. Ёжикова"),
            ("Ёжикова М.П.", "М. П. Ёжикова"),
            ("Петрович Анна Ильинична", "А. И. Петрович"),
            ("Лукич Фома Кузьмич", "Ф. К. Лукич"),
            ("Алиев Рашид Ахмед оглы", "Алиев Рашид Ахмед оглы"),
            ("Алиев Рашид Ахмедович", "Р. А. Алиев"),
            ("А. В. Смирнова", "А. В. Смирнова"),
            ("Ким Анна", "Ким Анна"),
            ("Анна", "Анна"),
            ("Рысина Мария Сергеевна (учитель)", "М. С. Рысина (учитель)"),
        ] {
            assert_eq!(initials(name), signed);
        }
    }
}
