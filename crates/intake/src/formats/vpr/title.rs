//! What work a table is of: the title of the table, else the name of the file as a proposal for a question.

use jiff::civil::Date;
use records::provenance::{Place, Question};
use records::reference::Reference;
use records::text::Text;
use records::vocabulary::{Kind, SchoolYear};

use crate::draft::Draft;
use crate::formats::asked;
use crate::template::Header;
use crate::work::school_year;
use crate::{cells, spelling};

/// A work as people title it: `ВПР 2026 Русский язык 4 класс`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub kind: Kind,
    pub year: i16,
    pub subject: String,
    pub grade: u8,
    pub date: Option<Date>,
}

impl Title {
    /// Reads a title; the kind is ВПР where none is named.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let written = spelling::clean(written);
        let words: Vec<&str> = written.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let date = cells::date_in(&written);
        let year_at = words.iter().position(|word| calendar_year(word).is_some());
        let year = year_at.and_then(|at| words.get(at)).and_then(|word| calendar_year(word)).or_else(|| date.map(Date::year))?;
        let (grade_at, grade) = grade_among(&words)?;
        let kind = words.first().and_then(|word| kind_of(word));
        let is_class =
            |word: &str| spelling::fold(word).trim_end_matches('.') == "класс" || spelling::fold(word).trim_end_matches('.') == "кл";
        let subject: Vec<&str> = words
            .iter()
            .enumerate()
            .filter(|(at, word)| {
                Some(*at) != year_at && *at != grade_at && (kind.is_none() || *at > 0) && !is_class(word) && cells::date_in(word).is_none()
            })
            .map(|(_, word)| *word)
            .collect();
        let subject = subject.join(" ");
        let subject = subject.trim_matches(['-', '–', '.', ' ']).to_owned();
        (!subject.is_empty()).then(|| Self { kind: kind.unwrap_or(Kind::Vpr), year, subject, grade, date })
    }

    /// School year, where the day or the calendar of such works tells it.
    pub(super) fn school_year(&self, known: Option<&Reference>) -> Option<SchoolYear> {
        school_year(self.kind, self.year, self.date, known)
    }

    /// Key of the work: `vpr-russian-4-2026`.
    pub(super) fn kim(&self, known: Option<&Reference>) -> String {
        kim_key(self.kind, &self.subject, self.grade, self.year, known)
    }

    fn written(&self) -> String {
        format!("{} {} {} {} класс", self.kind.label().ru, self.year, self.subject, self.grade)
    }
}

/// `<kind>-<subject slug>-<grade>-<calendar year>`; a subject that the reference data do not know is written in Latin letters.
pub(crate) fn kim_key(kind: Kind, subject: &str, grade: u8, year: i16, known: Option<&Reference>) -> String {
    let slug = known.and_then(|known| known.subject_slug(subject)).map_or_else(|| latin(subject), str::to_owned);
    format!("{}-{slug}-{grade}-{year}", kind.code())
}

fn calendar_year(word: &str) -> Option<i16> {
    let word = word.trim_end_matches(['г', '.']);
    word.parse().ok().filter(|year| word.len() == 4 && (2010..2100).contains(year))
}

/// The grade: a number before «класс», else the last small number.
fn grade_among(words: &[&str]) -> Option<(usize, u8)> {
    let grade = |word: &str| word.parse::<u8>().ok().filter(|grade| (1..=11).contains(grade));
    let before_class = words.windows(2).position(|pair| grade(pair[0]).is_some() && spelling::fold(pair[1]).starts_with("кл"));
    let at = before_class.or_else(|| words.iter().rposition(|word| grade(word).is_some()))?;
    words.get(at).and_then(|word| grade(word)).map(|grade| (at, grade))
}

fn kind_of(word: &str) -> Option<Kind> {
    let folded = spelling::fold(word);
    Kind::ALL.iter().copied().find(|kind| spelling::fold(kind.label().ru) == folded)
}

/// The title the rows above the header state: a title cell, or labels «Предмет», «Дата» beside one.
pub(super) fn stated<'c>(above: impl Iterator<Item = Vec<&'c crate::cells::Cell>>) -> (Option<Title>, Option<u16>) {
    let (mut title, mut subject, mut date, mut max): (Option<Title>, Option<String>, Option<Date>, Option<u16>) = (None, None, None, None);
    for row in above {
        let words: Vec<_> = row.iter().map(|cell| cells::words(cell)).collect();
        let label = words.first().map(|label| spelling::fold(label).trim_end_matches(':').to_owned()).unwrap_or_default();
        match label.as_str() {
            "предмет" => subject = words.get(1).map(|words| words.clone().into_owned()),
            "дата" => date = row.get(1).and_then(|cell| cells::date(cell)),
            "максимальный первичный балл" => {
                max = row.get(1).and_then(|cell| cells::whole(cell)).and_then(|max| u16::try_from(max).ok())
            }
            _ => {
                title = title.or_else(|| {
                    words
                        .iter()
                        .filter(|words| kind_of(words.split(' ').next().unwrap_or_default()).is_some())
                        .find_map(|words| Title::parse(words))
                })
            }
        }
    }
    if let Some(title) = &mut title {
        title.date = date.or(title.date);
        // The label is the fuller of the two where a title shortens the subject.
        title.subject = subject.filter(|subject| !subject.is_empty()).unwrap_or_else(|| title.subject.clone());
    }
    (title, max)
}

/// Asks what work the file (or a later table of its sheet) is of, with a proposal from its name.
pub(super) fn asked(draft: &mut Draft<'_>, sheet: &str, header: &Header) -> Option<Title> {
    let later = if header.from > 0 { format!("{sheet}#{}", header.row + 1) } else { String::new() };
    let proposed = proposed(&draft.file, draft.reference()).or_else(|| proposed(sheet, draft.reference()));
    let question = Question {
        key: asked::key("work", draft, &later),
        place: if later.is_empty() { Place::file(draft.file.clone()) } else { draft.place(sheet, Some(header.row), None) },
        ask: Text::new(
            "Какая это работа? Форма не называет её. Напишите, например: ВПР 2026 Русский язык 4 класс.",
            "Which work is it? The form does not say. Write, say: ВПР 2026 Русский язык 4 класс.",
        ),
        choices: Vec::new(),
        proposed: proposed.map(|title| title.written()),
        until: Text::new("Файл не прочитан.", "The file is not read."),
    };
    draft.ask_for(question, Title::parse)
}

/// What the name of a file seems to say: `Forma_sbora_AN8_2026.xlsx`. A proposal only.
fn proposed(name: &str, known: Option<&Reference>) -> Option<Title> {
    let stem = name.rsplit('/').next().unwrap_or(name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let pieces = pieces(stem);
    let year = pieces.iter().find_map(|piece| calendar_year(piece))?;
    let (subject, after) = (0..pieces.len()).find_map(|at| {
        (1..=3).rev().find_map(|length| {
            let words = pieces.get(at..at + length)?.join(" ");
            subject_named(&words, known?).map(|subject| (subject, at + length))
        })
    })?;
    let grade = |piece: &String| piece.parse::<u8>().ok().filter(|grade| (1..=11).contains(grade));
    let grade = pieces.get(after).and_then(grade).or_else(|| pieces.iter().find_map(grade))?;
    let kind = pieces.iter().find_map(|piece| kind_of(piece)).unwrap_or(Kind::Vpr);
    Some(Title { kind, year, subject, grade, date: None })
}

/// The name of the subject these words seem to mean, also where short names are written in Latin letters (`AN8`).
fn subject_named(words: &str, known: &Reference) -> Option<String> {
    const CYRILLIC: [(char, char); 16] = [
        ('a', 'а'),
        ('b', 'б'),
        ('e', 'е'),
        ('f', 'ф'),
        ('g', 'г'),
        ('h', 'х'),
        ('i', 'и'),
        ('k', 'к'),
        ('l', 'л'),
        ('m', 'м'),
        ('n', 'н'),
        ('o', 'о'),
        ('r', 'р'),
        ('s', 'с'),
        ('t', 'т'),
        ('u', 'у'),
    ];
    let cyrillic = |c: char| CYRILLIC.iter().find(|(latin, _)| *latin == c).map_or(c, |(_, cyrillic)| *cyrillic);
    let written: String = words.to_lowercase().chars().map(cyrillic).collect();
    let title = &known.subject(words).or_else(|| known.subject(&written))?.title.ru;
    let mut letters = title.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

/// Words and numbers of a name, apart.
fn pieces(stem: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in stem.chars() {
        let same = (c.is_alphabetic() && last.is_alphabetic()) || (c.is_ascii_digit() && last.is_ascii_digit());
        match pieces.last_mut() {
            Some(piece) if same => piece.push(c),
            _ if c.is_alphanumeric() => pieces.push(c.to_string()),
            _ => {}
        }
        last = c;
    }
    pieces
}

/// Russian letters in Latin, for keys only.
fn latin(words: &str) -> String {
    let mut out = String::new();
    for c in spelling::clean(words).to_lowercase().chars() {
        let piece = match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'ё' | 'э' => "e",
            'ж' => "zh",
            'з' => "z",
            'и' | 'й' => "i",
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => "kh",
            'ц' => "ts",
            'ч' => "ch",
            'ш' => "sh",
            'щ' => "shch",
            'ы' => "y",
            'ю' => "yu",
            'я' => "ya",
            'ъ' | 'ь' => "",
            other if other.is_ascii_alphanumeric() => {
                out.push(other);
                continue;
            }
            _ => "-",
        };
        if piece != "-" || !(out.is_empty() || out.ends_with('-')) {
            out.push_str(piece);
        }
    }
    out.trim_end_matches('-').to_owned()
}
