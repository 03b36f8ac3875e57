//! What a line may not end between: the sign of a number and the number, «п.» and what it counts, initials and the surname.

use super::paper::{Block, Mark, Paper, Table};

/// Words a number goes with: «п. 3», «ст. 28».
const BEFORE: [&str; 10] = ["п.", "пп.", "ст.", "ч.", "гл.", "стр.", "каб.", "No.", "art.", "p."];

/// Words that go with the number before them: «2026 г.», «10 %».
const AFTER: [&str; 3] = ["г.", "гг.", "%"];

/// The blank no line ends at.
const BLANK: char = '\u{a0}';

/// Marks a word may stand within.
const MARKS: [char; 9] = ['«', '»', '(', ')', '„', '“', ',', ';', ':'];

/// A text whose numbers and names stay in one line.
pub(super) fn bound(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut before = "";
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            whole.push(if together(last_line(before), first_line(word)) { BLANK } else { ' ' });
        }
        whole.push_str(word);
        before = word;
    }
    whole
}

fn last_line(word: &str) -> &str {
    word.rsplit('\n').next().unwrap_or(word)
}

fn first_line(word: &str) -> &str {
    word.split('\n').next().unwrap_or(word)
}

/// Whether two words stand in one line.
fn together(left: &str, right: &str) -> bool {
    let (left, right) = (left.trim_start_matches(MARKS), right.trim_end_matches(MARKS));
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let counts = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let ends = |word: &str| word.ends_with(|c: char| c.is_ascii_digit());
    match () {
        () if left == "№" => true,
        () if BEFORE.contains(&left) => counts(right),
        () if AFTER.contains(&right) => ends(left),
        () if initials(left) => initials(right) || surname(right),
        () => surname(left) && initials(right),
    }
}

/// «А.», «А.В.».
fn initials(word: &str) -> bool {
    let letters = word.strip_suffix('.').map(|letters| letters.split('.'));
    letters.is_some_and(|mut parts| {
        parts.all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
    })
}

/// «Смирнова», «Римский-Корсаков».
fn surname(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && letters.all(|c| c.is_alphabetic() || c == '-')
}

impl Paper {
    /// The same paper, its numbers and names held together.
    pub(super) fn bound(&self) -> Self {
        let mut paper = self.clone();
        let texts = [&mut paper.title, &mut paper.subtitle, &mut paper.footer];
        let head = paper.letterhead.as_mut();
        texts.into_iter().chain(head).for_each(hold);
        if let Some(Mark { text, .. }) = &mut paper.mark {
            hold(text);
        }
        paper.blocks.iter_mut().for_each(Block::hold);
        paper
    }
}

fn hold(text: &mut String) {
    *text = bound(text);
}

impl Block {
    fn hold(&mut self) {
        match self {
            Self::Heading { text, .. }
            | Self::Cut { text }
            | Self::Lead { text }
            | Self::Text { text }
            | Self::Note { text }
            | Self::Right { text } => hold(text),
            Self::Opening { letterhead: one, title: other } | Self::Pair { left: one, right: other } => {
                [one, other].into_iter().for_each(hold)
            }
            // A code is typed as it stands.
            Self::Key { text, .. } => hold(text),
            Self::List { points } | Self::Steps { points } => points.iter_mut().for_each(hold),
            Self::Table(Table { title, columns, rows, .. }) => {
                hold(title);
                columns.iter_mut().for_each(|column| hold(&mut column.head));
                rows.iter_mut().flatten().for_each(hold);
            }
            Self::Figure { title, caption, .. } => [title, caption].into_iter().for_each(hold),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_name_stay_in_one_line() {
        for (written, printed) in [
            ("приказом от 31.08.2026 № 112-о", "приказом от 31.08.2026 №_112-о"),
            ("Гимназия № 2", "Гимназия №_2"),
            ("см. п. 3 (ст. 28)", "см. п._3 (ст._28)"),
            ("п. о сроках", "п. о сроках"),
            ("октябрь 2026 г., 10 % часов", "октябрь 2026_г., 10_% часов"),
            ("Ответственная: Ёжикова М. П., учитель", "Ответственная: Ёжикова_М._П., учитель"),
            ("А. В. Смирнова", "А._В._Смирнова"),
            ("(А.В. Смирнова)", "(А.В._Смирнова)"),
            ("утверждено\n№ 5\nА. Смирнова", "утверждено\n№_5\nА._Смирнова"),
            ("Смирнова Анна Викторовна", "Смирнова Анна Викторовна"),
            ("класс 7А. Решили так", "класс 7А. Решили так"),
            ("№", "№"),
            ("", ""),
        ] {
            assert_eq!(bound(written), printed.replace('_', "\u{a0}"), "{written}");
        }
    }

    #[test]
    fn every_text_of_a_paper_is_held() {
        let mut paper = super::super::sample::paper();
        let text = "№ 5".to_owned();
        paper.letterhead = Some(text.clone());
        paper.lead(text.clone());
        paper.list(vec![text.clone()]);
        paper.steps(vec![text.clone()]);
        paper.right(text.clone());
        paper.pair(text.clone(), text.clone());
        paper.note(text.clone());
        paper.table(text.clone(), vec![super::super::paper::Column::words(text.clone(), 1)], vec![vec![text]]);
        let held = serde_json::to_string(&paper.bound()).unwrap();
        assert!(!held.contains("№ 5") && held.matches("№\u{a0}5").count() == 11, "{held}");
    }
}
