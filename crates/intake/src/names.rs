//! Names of people while they are in `intake`: sealed, compared, turned into keyed pseudonyms, forgotten (`formats.md` §3, invariant 7).

use records::provenance::Place;
use records::vocabulary::SchoolYear;
use zeroize::Zeroizing;

use crate::keys::{Key, hex};

/// Hexadecimal digits kept of the code of a person: 20 digits = 80 bits. Among a million people the odds that any two codes coincide are
/// n²/2 ÷ 2⁸⁰ ≈ 4·10⁻¹³; among the 18 million pupils of a country 1.3·10⁻¹⁰.
pub(crate) const PERSON_DIGITS: usize = 20;

/// A person's name in its normal form. It cannot be printed, serialised, or compared outside this crate, and its memory is overwritten on drop.
///
/// The promise ends where safe code ends: the bytes of the file that the caller holds and the cells read from it are not overwritten.
#[derive(Clone)]
pub(crate) struct SealedName(Zeroizing<String>);

/// A name with what is known of the pupil where it was read: enough to tell homonyms apart and to ask without naming anybody.
#[derive(Clone, Debug)]
pub(crate) struct Sealed {
    /// The name.
    pub name: SealedName,
    /// School key as read.
    pub school: String,
    /// Class as read (`5А`); None where only the grade is known.
    pub class: Option<String>,
    /// Grade in `year`, 1–11.
    pub grade: u8,
    /// School year of the table.
    pub year: SchoolYear,
    /// File, sheet and row.
    pub place: Place,
    /// Whether a pupil has one row only in such a table, so that a second row of the same name is a question.
    pub once: bool,
}

impl Sealed {
    /// First year of the school year − grade: the same for a pupil who goes up every year.
    pub(crate) fn cohort(&self) -> i16 {
        self.year.0 - i16::from(self.grade)
    }
}

/// How two different normal forms resemble each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nearness {
    /// The same words in another order (first name and patronymic swapped).
    Swapped,
    /// One gives initials where the other gives words.
    Initials,
    /// One lacks a word of the other (no patronymic, an earlier surname in brackets).
    Shorter,
    /// One or two letters differ, are missing, or are swapped.
    Letters(u8),
}

impl SealedName {
    /// Reads a name from one to three cells: «Фамилия Имя Отчество», or surname, first name, patronymic.
    ///
    /// None where the cells hold no name: nothing but blanks, a digit, a sign that no name has. The text is not repeated anywhere.
    #[must_use]
    pub(crate) fn read(cells: &[impl AsRef<str>]) -> Option<Self> {
        let mut words: Vec<Zeroizing<String>> = Vec::new();
        for cell in cells {
            words.extend(words_of(cell.as_ref())?);
        }
        let cyrillic = words.iter().any(|word| word.chars().any(is_cyrillic));
        let mut text = Zeroizing::new(String::with_capacity(words.iter().map(|word| word.len() + 2).sum::<usize>() * 2));
        for word in &words {
            if !text.is_empty() {
                text.push(' ');
            }
            let to_cyrillic = cyrillic && word.chars().all(|c| !c.is_ascii_alphabetic() || look_alike(c).is_some());
            text.extend(
                word.chars().map(|c| if to_cyrillic { look_alike(c).unwrap_or(c) } else { c }).flat_map(char::to_lowercase).map(plain_yo),
            );
        }
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        (letters >= 2).then_some(Self(text))
    }

    /// Whether the two are written the same after normalisation.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }

    /// Some fixed order for sorting; it follows the letters, so positions in a sorted list must not leave the crate.
    pub(crate) fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.0.as_str().cmp(other.0.as_str())
    }

    /// The name with more letters first, then the order of letters: the form that stands for a person written in two ways.
    pub(crate) fn fuller(&self, other: &Self) -> std::cmp::Ordering {
        other.0.chars().count().cmp(&self.0.chars().count()).then_with(|| self.order(other))
    }

    /// How the two resemble each other; None where they are the same or far apart.
    pub(crate) fn near(&self, other: &Self) -> Option<Nearness> {
        if self.same_as(other) {
            return None;
        }
        let surname = |name: &'_ str| name.split(' ').next().unwrap_or_default().len();
        let (a, b) = (self.0.as_str(), other.0.as_str());
        if a.get(..surname(a)) == b.get(..surname(b)) {
            let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
            if initials_of(&a, &b) || initials_of(&b, &a) {
                return Some(Nearness::Initials);
            }
            if lacks_a_word(&a, &b) || lacks_a_word(&b, &a) {
                return Some(Nearness::Shorter);
            }
        }
        if a.len() == b.len() && sorted_words(a) == sorted_words(b) {
            return Some(Nearness::Swapped);
        }
        // One letter changed alters the set of letters by two at most: most pairs are told apart here, without allocating.
        let letters = (letter_set(a) ^ letter_set(b)).count_ones();
        if letters > 4 { None } else { letters_apart(a, b).map(Nearness::Letters) }
    }

    /// The pseudonym: `p` and the first [`PERSON_DIGITS`] hexadecimal digits of HMAC-SHA256 over the name, the cohort (first year of the
    /// school year − grade) and, for homonyms, what tells them apart. The `p` keeps spreadsheets from reading it as a number.
    pub(crate) fn person(&self, key: &Key, cohort: i16, apart: &str) -> String {
        let code = key.seal(&[b"person", self.0.as_bytes(), &cohort.to_le_bytes(), apart.as_bytes()]);
        let mut text = String::with_capacity(PERSON_DIGITS + 1);
        text.push('p');
        hex(&mut text, &code[..PERSON_DIGITS / 2]);
        text
    }

    /// Whether a one-word name is one of the words (three letters at least: initials and short words hide nothing).
    fn has_word(&self, word: &Self) -> bool {
        word.0.chars().count() >= 3 && self.0.split([' ', '-']).any(|mine| mine == word.0.as_str())
    }
}

impl std::fmt::Debug for SealedName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("‹name›")
    }
}

/// `text` (the name of a file or a sheet) with the words of `names` replaced by `‹имя …›`; None where it holds none of them.
/// The keyed tag tells masked texts apart.
pub(crate) fn mask<'a>(names: impl Iterator<Item = &'a SealedName> + Clone, text: &str, key: &Key) -> Option<String> {
    let mut masked = String::with_capacity(text.len());
    let mut hidden = false;
    for (is_word, piece) in pieces(text) {
        let name = is_word.then(|| SealedName::read(&[piece])).flatten().filter(|word| names.clone().any(|name| name.has_word(word)));
        if name.is_none() {
            masked.push_str(piece);
        } else if hidden {
            masked.push_str("‹…›");
        } else {
            masked.push_str("‹имя ");
            hex(&mut masked, &key.seal(&[b"file", text.as_bytes()])[..3]);
            masked.push('›');
            hidden = true;
        }
    }
    hidden.then_some(masked)
}

/// Words of a cell, hyphens tidied, apostrophes and invisible signs dropped; None where a digit or another foreign sign stands in it.
fn words_of(cell: &str) -> Option<Vec<Zeroizing<String>>> {
    let mut words: Vec<Zeroizing<String>> = Vec::new();
    // Room is reserved once: a string that grows would leave copies of itself behind.
    let mut word = Zeroizing::new(String::with_capacity(cell.len() * 2));
    let mut joining = false;
    for c in cell.chars() {
        match c {
            _ if is_hyphen(c) => joining = true,
            '\'' | '’' | 'ʼ' | '`' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{308}' | '\u{301}' => {}
            '\u{306}' => restore_short_i(&mut word),
            _ if c.is_whitespace() || matches!(c, '.' | ',' | '(' | ')') => {
                if !joining {
                    finish(&mut word, &mut words);
                }
            }
            _ if c.is_alphabetic() => {
                if joining {
                    reopen(&mut word, &mut words);
                }
                joining = false;
                word.push(c);
            }
            _ => return None,
        }
    }
    finish(&mut word, &mut words);
    Some(words)
}

/// Ends the word under way, if any.
fn finish(word: &mut Zeroizing<String>, words: &mut Vec<Zeroizing<String>>) {
    if !word.is_empty() {
        let room = word.capacity();
        words.push(std::mem::replace(word, Zeroizing::new(String::with_capacity(room))));
    }
}

/// A hyphen joins to the word before it, blanks around it notwithstanding; before any word it means nothing.
fn reopen(word: &mut Zeroizing<String>, words: &mut Vec<Zeroizing<String>>) {
    if word.is_empty()
        && let Some(last) = words.pop()
    {
        *word = last;
    }
    if !word.is_empty() {
        word.push('-');
    }
}

/// «и» with a combining breve is «й».
fn restore_short_i(word: &mut Zeroizing<String>) {
    match word.pop() {
        Some('и') => word.push('й'),
        Some('И') => word.push('Й'),
        Some(other) => word.push(other),
        None => {}
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '_')
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

fn plain_yo(c: char) -> char {
    match c {
        'ё' | 'ë' => 'е',
        other => other,
    }
}

/// The Cyrillic letter that a Latin letter is mistaken for.
pub(crate) fn look_alike(c: char) -> Option<char> {
    const PAIRS: [(char, char); 24] = [
        ('A', 'А'),
        ('B', 'В'),
        ('C', 'С'),
        ('E', 'Е'),
        ('H', 'Н'),
        ('K', 'К'),
        ('M', 'М'),
        ('O', 'О'),
        ('P', 'Р'),
        ('T', 'Т'),
        ('X', 'Х'),
        ('Y', 'У'),
        ('a', 'а'),
        ('c', 'с'),
        ('e', 'е'),
        ('k', 'к'),
        ('m', 'м'),
        ('o', 'о'),
        ('p', 'р'),
        ('t', 'т'),
        ('x', 'х'),
        ('y', 'у'),
        ('Ë', 'Ё'),
        ('ë', 'ё'),
    ];
    PAIRS.iter().find(|(latin, _)| *latin == c).map(|(_, cyrillic)| *cyrillic)
}

/// Whether `short` is `long` with at least one word after the surname cut to its first letter (a missing last word allowed).
fn initials_of(short: &[&str], long: &[&str]) -> bool {
    let ([surname, short_rest @ ..], [full_surname, long_rest @ ..]) = (short, long) else { return false };
    let fits = |(short, long): (&&str, &&str)| short == long || (short.chars().count() == 1 && long.starts_with(*short));
    surname == full_surname
        && !short_rest.is_empty()
        && short_rest.len() <= long_rest.len()
        && short_rest.iter().any(|word| word.chars().count() == 1)
        && short_rest.iter().zip(long_rest).all(fits)
}

/// Whether `short` has two words at least, begins with the surname of `long`, and its words stand in `long` in the same order.
fn lacks_a_word(short: &[&str], long: &[&str]) -> bool {
    let mut rest = long.iter();
    short.len() >= 2
        && short.len() < long.len()
        && short.first() == long.first()
        && short.iter().all(|word| rest.any(|other| other == word))
}

fn sorted_words(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split(' ').collect();
    words.sort_unstable();
    words
}

/// Letters of a name as bits.
fn letter_set(name: &str) -> u64 {
    name.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 64))
}

/// Letters changed, missing, added or swapped with a neighbour (optimal string alignment): Some(1) or Some(2), else None.
/// Two are allowed only in a name of ten letters or more.
fn letters_apart(a: &str, b: &str) -> Option<u8> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let allowed = if a.len().min(b.len()) >= 10 { 2 } else { 1 };
    if a.len().abs_diff(b.len()) > allowed {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + change);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().min().is_some_and(|least| *least > allowed) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    let distance = *last.last()?;
    (1..=allowed).contains(&distance).then(|| u8::try_from(distance).unwrap_or(u8::MAX))
}

/// A text as words (letters) and what stands between them.
fn pieces(text: &str) -> Vec<(bool, &str)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut kind = None;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphabetic();
        if kind.is_some_and(|kind| kind != is_word) {
            pieces.push((!is_word, &text[start..at]));
            start = at;
        }
        kind = Some(is_word);
    }
    if let Some(kind) = kind {
        pieces.push((kind, &text[start..]));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> SealedName {
        SealedName::read(&[text]).unwrap()
    }

    fn near(a: &str, b: &str) -> Option<Nearness> {
        let forward = name(a).near(&name(b));
        assert_eq!(forward, name(b).near(&name(a)), "nearness has no direction");
        forward
    }

    #[test]
    fn one_person_written_in_many_ways() {
        let plain = name("Семёнова-Ким Алёна Юрьевна");
        for text in [
            "  СЕМЕНОВА-КИМ   алена ЮРЬЕВНА ",
            "Семенова\u{a0}-\u{a0}Ким\u{202f}Алена Юрьевна",
            "Семенова–Ким Алёна Юрьевна",
            "Cеменовa-Kим Aленa Юpьевнa",
            "Семе\u{308}нова-Ким Але\u{308}на Юрьевна",
            "Семе\u{ad}нова-Ким Алена\u{200b} Юрьевна",
        ] {
            assert!(plain.same_as(&name(text)), "{text}");
        }
        assert!(plain.same_as(&SealedName::read(&["Семёнова-Ким", "Алена ", "Юрьевна"]).unwrap()), "three columns are one name");
        assert!(name("Найденов Андрей").same_as(&name("Наи\u{306}денов Андреи\u{306}")), "a decomposed й");
        assert!(!name("Хан Кум Тор").same_as(&name("XAH KYM TOP")), "a name all in Latin stays Latin: nothing says it is Cyrillic");
        assert!(name("ХАН Ольга").same_as(&name("XAH Ольга")), "a word typed in Latin inside a Cyrillic name");
        assert!(!name("Smith Ольга").same_as(&name("Сmith Ольга")), "a word that has no Cyrillic reading stays as written");
    }

    #[test]
    fn what_is_no_name_is_not_read() {
        for text in ["", "   ", "12", "Класс 5", "А", "ivan@mail", "Иванов 2", "+", "—", "Всего: 12"] {
            assert!(SealedName::read(&[text]).is_none(), "{text}");
        }
        assert!(SealedName::read(&["", "", ""]).is_none());
        assert!(SealedName::read(&["О'Нил", "Шон"]).is_some());
    }

    #[test]
    fn near_misses() {
        use Nearness::{Initials, Letters, Shorter, Swapped};
        for (a, b, expected) in [
            ("Петров Пётр Ильич", "Петров Ильич Пётр", Some(Swapped)),
            ("Петров Пётр Ильич", "Петров П. И.", Some(Initials)),
            ("Петров Пётр Ильич", "Петров П.И.", Some(Initials)),
            ("Петров Пётр Ильич", "Петров П.", Some(Initials)),
            ("Петров Пётр Ильич", "Петров Пётр И.", Some(Initials)),
            ("Петров Пётр Ильич", "Петров А. И.", None),
            ("Петров Пётр Ильич", "Петров Пётр", Some(Shorter)),
            ("Петрова Анна Ильинична", "Петрова (Зимина) Анна Ильинична", Some(Shorter)),
            ("Петров Пётр Ильич", "Петров Пётр Илич", Some(Letters(1))),
            ("Петров Пётр Ильич", "Перов Петр Илич", Some(Letters(2))),
            ("Петров Пётр Ильич", "Пертов Пётр Ильич", Some(Letters(1))),
            ("Петров Пётр Ильич", "Петров Павел Ильич", None),
            ("Салтыков Щедрин Иван", "Салтыков-Щедрин Иван", Some(Letters(1))),
            ("Ким Ия", "Ким Юя", Some(Letters(1))),
            ("Ким Ия", "Ким Юэ", None),
            ("Петров Пётр Ильич", "Петров Петр Ильич", None),
        ] {
            assert_eq!(near(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn a_pseudonym_depends_on_name_cohort_and_key_alone() {
        let key = Key::derive(1);
        let person = name("Петров Пётр Ильич").person(&key, 2015, "");
        assert_eq!(person, name("ПЕТРОВ  ПЕТР ИЛЬИЧ").person(&key, 2015, ""));
        assert_eq!(person.len(), PERSON_DIGITS + 1);
        assert!(person.starts_with('p'));
        assert_ne!(person, name("Петров Пётр Ильич").person(&key, 2016, ""));
        assert_ne!(person, name("Петров Пётр Ильич").person(&key, 2015, "5А"));
        assert_ne!(person, name("Петров Пётр Ильич").person(&Key::derive(2), 2015, ""));
    }

    #[test]
    fn a_name_is_never_printed() {
        let sealed = name("Петров Пётр Ильич");
        assert_eq!(format!("{sealed:?} {:?}", vec![Some(&sealed)]), "‹name› [Some(‹name›)]");
    }

    #[test]
    fn a_file_named_after_a_pupil_is_masked() {
        let names = [name("Петров Пётр Ильич"), name("Ким Ия")];
        let hide = |text: &str| mask(names.iter(), text, &Key::derive(1));
        let masked = hide("отчёты/Петров Петр_7А.xls").unwrap();
        assert!(masked.starts_with("отчёты/‹имя ") && masked.ends_with("› ‹…›_7А.xls"), "{masked}");
        assert_ne!(masked, hide("отчёты/Петров Петр_7Б.xls").unwrap());
        assert_ne!(hide("ПЕТРОВ.xls"), hide("ПЕТРОВ.xlsx"), "two files stay two files");
        assert_eq!(hide("журнал 7А.xls"), None);
        assert_eq!(hide("Ия.xls"), None, "two letters hide nothing");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_left_alone(text in "\\PC{0,40}", other in "\\PC{0,40}") {
            if let (Some(a), Some(b)) = (SealedName::read(&[&text]), SealedName::read(&[&other])) {
                proptest::prop_assert_eq!(a.near(&b), b.near(&a));
                proptest::prop_assert!(a.near(&a.clone()).is_none());
                let masked = mask([&a].into_iter(), &text, &Key::derive(1));
                proptest::prop_assert!(masked.is_none_or(|masked| mask([&a].into_iter(), &masked, &Key::derive(1)).is_none()));
            }
        }

        #[test]
        fn reading_is_idempotent(text in "[А-Яа-яA-Za-zёЁ .\u{a0}-]{2,40}") {
            if let Some(once) = SealedName::read(&[&text]) {
                let again = SealedName::read(&[&once.0]).unwrap();
                proptest::prop_assert!(once.same_as(&again));
            }
        }
    }
}
