//! The works of the simulated plan: items, levels, formats, cuts and the spread of marks a country would show.
//! Cuts follow the scales named in the domain notes where one was found; shares of marks other than grade 4 Russian are our own round numbers.

use records::vocabulary::{Format, Kind, Level};

/// A subject of the simulated plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Subject {
    /// Slug used in keys of KIM.
    pub slug: &'static str,
    /// Name as in workbooks.
    pub name: &'static str,
    /// Grades in which it is taught.
    pub grades: (i16, i16),
    /// Codifier positions, in our own words.
    pub positions: &'static [&'static str],
}

/// Subjects; the position in this list is their number in random streams, so new ones go to the end.
pub(crate) const SUBJECTS: &[Subject] = &[
    Subject {
        slug: "russian",
        name: "Русский язык",
        grades: (1, 11),
        positions: &[
            "1.1 Правописание слов",
            "1.2 Знаки препинания",
            "2.1 Разбор слова и предложения",
            "3.1 Понимание текста",
            "3.2 Толкование слова по тексту",
            "4.1 Составление высказывания",
        ],
    },
    Subject {
        slug: "mathematics",
        name: "Математика",
        grades: (1, 11),
        positions: &[
            "1.1 Вычисления",
            "1.2 Величины и единицы",
            "2.1 Текстовые задачи",
            "3.1 Фигуры и измерения",
            "4.1 Таблицы и диаграммы",
            "5.1 Рассуждение и обоснование",
        ],
    },
    Subject {
        slug: "world-around",
        name: "Окружающий мир",
        grades: (1, 4),
        positions: &[
            "1.1 Природа и её явления",
            "1.2 Организм человека",
            "2.1 Опыт и наблюдение",
            "3.1 Общество и правила",
            "3.2 Родной край",
        ],
    },
    Subject {
        slug: "history",
        name: "История",
        grades: (5, 11),
        positions: &["1.1 Хронология", "1.2 События и лица", "2.1 Работа с источником", "3.1 Карта", "4.1 Причины и следствия"],
    },
    Subject {
        slug: "biology",
        name: "Биология",
        grades: (5, 11),
        positions: &[
            "1.1 Признаки живого",
            "1.2 Строение организма",
            "2.1 Опыт и измерение",
            "3.1 Классификация",
            "4.1 Объяснение явлений",
        ],
    },
    Subject {
        slug: "geography",
        name: "География",
        grades: (5, 11),
        positions: &["1.1 Карта и план", "1.2 Природа материков", "2.1 Климат и погода", "3.1 Население", "4.1 Объяснение явлений"],
    },
    Subject {
        slug: "physics",
        name: "Физика",
        grades: (7, 11),
        positions: &["1.1 Измерения и погрешность", "1.2 Явления", "2.1 Графики", "3.1 Расчётная задача", "4.1 Объяснение опыта"],
    },
    Subject {
        slug: "chemistry",
        name: "Химия",
        grades: (8, 11),
        positions: &["1.1 Вещества и смеси", "1.2 Атомы и молекулы", "2.1 Формулы и валентность", "3.1 Уравнения", "4.1 Расчётная задача"],
    },
    Subject {
        slug: "english",
        name: "Английский язык",
        grades: (2, 11),
        positions: &["1.1 Аудирование", "2.1 Чтение", "3.1 Грамматика и лексика", "4.1 Письмо"],
    },
    Subject {
        slug: "social-studies",
        name: "Обществознание",
        grades: (6, 11),
        positions: &["1.1 Человек и общество", "2.1 Право", "3.1 Экономика", "4.1 Работа с диаграммой"],
    },
    Subject {
        slug: "mathematics-profile",
        name: "Математика профильная",
        grades: (11, 11),
        positions: &["1.1 Вычисления и преобразования", "1.2 Вероятность", "2.1 Функции", "3.1 Геометрия", "4.1 Доказательство"],
    },
];

/// One paper, as a row of the table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paper {
    /// Kind of procedure.
    pub kind: Kind,
    /// Number in [`SUBJECTS`].
    pub subject: usize,
    /// Grade.
    pub grade: u8,
    /// Least score for marks 3, 4, 5.
    pub cuts: [u16; 3],
    /// Percent of marks 2, 3, 4, 5 the country would show.
    pub shares: [f64; 4],
    /// Month and day.
    pub day: (i8, i8),
    /// Items: `name:max`, level letter б/п/в, `*` = marked by judgement.
    items: &'static str,
}

/// One item of a paper.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PaperItem {
    pub name: String,
    pub max: u8,
    pub level: Level,
    pub format: Format,
}

const RUSSIAN: usize = 0;
/// Mathematics, which is also what prepares for the profile examination.
const MATH: usize = 1;
/// Mathematics of the profile examination.
const PROFILE: usize = 10;

/// Every paper, in the order of the plan.
#[rustfmt::skip]
pub(crate) const PAPERS: &[Paper] = &[
    Paper { kind: Kind::Vpr, subject: RUSSIAN, grade: 4, cuts: [10, 16, 21], shares: [5.1, 32.9, 44.3, 17.7], day: (4, 20),
        items: "1:2б* 2:1б 3:2б 4:3б 5:2б 6:1б 7:1б* 8:2б* 9.1:1п 9.2:2п* 10.1:1п 10.2:2п 11:1б 12.1:2б 12.2:1б" },
    Paper { kind: Kind::Vpr, subject: MATH, grade: 4, cuts: [6, 10, 15], shares: [4.0, 22.0, 45.0, 29.0], day: (4, 22),
        items: "1:1б 2:1б 3:2б* 4:1б 5.1:1б 5.2:1б* 6.1:1б 6.2:1б 7:1б 8:2п* 9.1:1п 9.2:1п 10:2б 11:2п* 12:2п*" },
    Paper { kind: Kind::Vpr, subject: 2, grade: 4, cuts: [8, 18, 27], shares: [2.0, 21.0, 54.0, 23.0], day: (4, 27),
        items: "1:2б 2:2б 3.1:2б 3.2:1б 3.3:3п 4:2б 5:1б 6.1:1б 6.2:1п 6.3:2п* 7.1:1б 7.2:2б* 8К1:1б* 8К2:1б* 8К3:1п* 9.1:1б* 9.2:1б* 9.3:1п* 10.1:2б 10.2К1:1б* 10.2К2:1п* 10.2К3:2п*" },
    Paper { kind: Kind::Vpr, subject: RUSSIAN, grade: 5, cuts: [18, 29, 39], shares: [10.0, 37.0, 37.0, 16.0], day: (4, 21),
        items: "1К1:4б* 1К2:3б* 1К3:2б* 2К1:3б* 2К2:3б* 2К3:3п* 2К4:3п* 3:2б 4.1:3б 4.2:2п 5.1:2б 5.2:2п* 6.1:2б 6.2:1п* 7.1:2б 7.2:1п* 8:2п* 9:2п* 10:1б 11:1б 12:1б" },
    Paper { kind: Kind::Vpr, subject: MATH, grade: 5, cuts: [7, 11, 15], shares: [12.0, 34.0, 34.0, 20.0], day: (4, 23),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:2б* 7:1б 8:1б 9:2б* 10:2п* 11.1:1б 11.2:1б 12.1:1б 12.2:1п* 13:1п 14:2в*" },
    Paper { kind: Kind::Vpr, subject: 3, grade: 5, cuts: [4, 8, 12], shares: [8.0, 38.0, 38.0, 16.0], day: (4, 28),
        items: "1:2б 2:1б 3:3п* 4:1б 5:3п* 6:2б* 7:3п*" },
    Paper { kind: Kind::Vpr, subject: RUSSIAN, grade: 6, cuts: [25, 35, 45], shares: [12.0, 40.0, 35.0, 13.0], day: (4, 20),
        items: "1К1:4б* 1К2:3б* 1К3:2б* 2К1:3б* 2К2:3б* 2К3:3п* 2К4:3п* 3.1:1б 3.2:1п* 4:2б 5:2б 6:2б 7.1:1б 7.2:2п* 8.1:2б 8.2:1п* 9:2п* 10:3п* 11:2п* 12.1:1б 12.2:2п* 13.1:1б 13.2:1п 14.1:2б* 14.2:2п*" },
    Paper { kind: Kind::Vpr, subject: MATH, grade: 6, cuts: [6, 10, 14], shares: [12.0, 44.0, 34.0, 10.0], day: (4, 24),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:1б 7:1б 8:1б 9:2б* 10:1п 11:2п* 12:1п* 13:2в*" },
    Paper { kind: Kind::Vpr, subject: 5, grade: 6, cuts: [10, 22, 31], shares: [4.0, 44.0, 42.0, 10.0], day: (4, 29),
        items: "1.1:1б 1.2:2б 2.1К1:1б 2.1К2:1б 2.2:1п 3.1:1б 3.2:1б 3.3:2п* 4.1:1б 4.2:1б 4.3:2п* 5.1:2б 5.2:2п 6.1:1б 6.2К1:2п* 6.2К2:1п* 7:2б 8.1:2б 8.2:2п* 9К1:1б* 9К2:2п* 9К3:2п* 10.1:1б 10.2К1:1б* 10.2К2:2п*" },
    Paper { kind: Kind::Vpr, subject: RUSSIAN, grade: 7, cuts: [22, 32, 42], shares: [13.0, 45.0, 33.0, 9.0], day: (4, 22),
        items: "1К1:4б* 1К2:3б* 1К3:2б* 2К1:3б* 2К2:3б* 2К3:3п* 2К4:3п* 3.1:1б 3.2:1п* 4.1:1б 4.2:1п* 5:1б 6:2п 7.1:1б 7.2:1п* 8.1:2б 8.2:1п* 9:2п* 10:1б 11.1:2п* 11.2:2п* 12:2б 13.1:1б 13.2:1п 14:3п*" },
    Paper { kind: Kind::Vpr, subject: MATH, grade: 7, cuts: [7, 12, 16], shares: [9.0, 46.0, 34.0, 11.0], day: (4, 27),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:1б 7:1б 8:1б 9:1б 10:1п* 11:1б 12:2п* 13:1б 14:2п* 15:1п 16:2в*" },
    Paper { kind: Kind::Vpr, subject: 6, grade: 7, cuts: [5, 8, 11], shares: [19.0, 35.0, 27.0, 19.0], day: (4, 30),
        items: "1:1б 2:2б* 3:1б 4:1б 5:1б 6:1б 7:2п* 8:1п 9:2п 10:3в* 11:3в*" },
    Paper { kind: Kind::Vpr, subject: RUSSIAN, grade: 8, cuts: [26, 32, 45], shares: [14.0, 27.0, 48.0, 11.0], day: (4, 23),
        items: "1К1:4б* 1К2:3б* 1К3:2б* 2К1:3б* 2К2:3б* 2К3:3п* 3:4п* 4:3п* 5:2б 6:2п* 7:2б 8:2п* 9:2п* 10:2б 11:3п 12:1б 13:2б 14:3п* 15:3п* 16:1б 17:1б" },
    Paper { kind: Kind::Vpr, subject: MATH, grade: 8, cuts: [8, 15, 21], shares: [10.0, 55.0, 29.0, 6.0], day: (4, 28),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:2б* 7:1б 8:2б 9:1б 10:1б 11:1б 12:1б 13:1б 14:1б 15:2п* 16:2п* 17:1п* 18:2п* 19:2в*" },
    Paper { kind: Kind::Vpr, subject: 7, grade: 8, cuts: [10, 19, 28], shares: [5.0, 30.0, 40.0, 25.0], day: (5, 4),
        items: "1.1:1б 1.2:3б 2.1:1б 2.2:1б* 3.1:3б 3.2:2п* 4.1:2б 4.2:2б 4.3:1п 4.4:2п 5.1:1б 5.2:1п 6.1:3п 6.2:2п 6.3:1п 6.4:1п* 6.5:1п* 7.1:2п* 7.2:1п* 7.3:2п* 8:2б 9:1б" },
    Paper { kind: Kind::Vpr, subject: RUSSIAN, grade: 10, cuts: [12, 19, 26], shares: [6.0, 38.0, 41.0, 15.0], day: (4, 21),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:1б 7:1б 8:1б 9:1б 10:1п 11:2п 12К1:2б* 12К2:3п* 12К3:2п* 12К4:2п* 12К5:3п* 12К6:3п* 12К7:3п*" },
    Paper { kind: Kind::Vpr, subject: MATH, grade: 10, cuts: [7, 12, 17], shares: [8.0, 44.0, 36.0, 12.0], day: (4, 24),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:1б 7:1б 8:1б 9:1б 10:1п 11:1п 12:1п 13:2п* 14:2п* 15:2п* 16:2в* 17:2в*" },
    Paper { kind: Kind::Dkr, subject: MATH, grade: 5, cuts: [6, 10, 14], shares: [11.0, 35.0, 36.0, 18.0], day: (10, 14),
        items: "1:1б 2:1б 3:1б 4:1б 5:2б* 6:1б 7:2б* 8:1п 9:2п* 10:2п* 11К1:2в* 11К2:2в*" },
    Paper { kind: Kind::Dkr, subject: RUSSIAN, grade: 7, cuts: [8, 13, 18], shares: [12.0, 40.0, 36.0, 12.0], day: (10, 21),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:2б 7:1п 8:2п 9К1:3п* 9К2:2п* 9К3:3п* 9К4:2в* 10:2п*" },
    Paper { kind: Kind::Dkr, subject: MATH, grade: 8, cuts: [7, 12, 16], shares: [13.0, 46.0, 32.0, 9.0], day: (11, 18),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:1б 7:1б 8:1б 9:1п 10:1п 11:2п* 12:2п* 13:3в* 14:3в*" },
    Paper { kind: Kind::Dkr, subject: RUSSIAN, grade: 10, cuts: [9, 14, 19], shares: [7.0, 38.0, 40.0, 15.0], day: (12, 9),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:1б 7:1п 8:1п 9К1:1б* 9К2:3п* 9К3:2п* 9К4:2п* 9К5:3п* 9К6:3п*" },
    Paper { kind: Kind::Oge, subject: RUSSIAN, grade: 9, cuts: [15, 26, 33], shares: [4.0, 33.0, 40.0, 23.0], day: (6, 9),
        items: "1К1:2б* 1К2:3б* 1К3:2б* 2:1б 3:1б 4:1б 5:1б 6:1б 7:1б 8:1б 9:1п 10:1п 11:1б 12:1п 13К1:2п* 13К2:3п* 13К3:2п* 13К4:2п* ГК1:3п* ГК2:3п* ГК3:2б* ГК4:2б*" },
    Paper { kind: Kind::Oge, subject: MATH, grade: 9, cuts: [8, 15, 22], shares: [8.0, 46.0, 38.0, 8.0], day: (6, 3),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:1б 7:1б 8:1б 9:1б 10:1б 11:1б 12:1б 13:1б 14:1б 15:1б 16:1б 17:1б 18:1б 19:1б 20:2п* 21:2п* 22:2в* 23:2п* 24:2в* 25:2в*" },
    Paper { kind: Kind::Ege, subject: RUSSIAN, grade: 11, cuts: [17, 33, 42], shares: [3.0, 40.0, 38.0, 19.0], day: (6, 4),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:1б 7:1б 8:2п 9:1б 10:1б 11:1б 12:1п 13:1б 14:1б 15:1б 16:1п 17:1п 18:1б 19:1п 20:1п 21:1п 22:2п 23:1б 24:1б 25:1п 26:1п 27К1:1б* 27К2:3п* 27К3:2п* 27К4:1б* 27К5:2п* 27К6:1б* 27К7:3п* 27К8:3п* 27К9:3п* 27К10:3п*" },
    Paper { kind: Kind::Ege, subject: PROFILE, grade: 11, cuts: [5, 10, 16], shares: [6.0, 34.0, 40.0, 20.0], day: (6, 8),
        items: "1:1б 2:1б 3:1б 4:1б 5:1б 6:1б 7:1б 8:1п 9:1п 10:1п 11:1п 12:1п 13:2п* 14:3в* 15:2п* 16:2п* 17:3в* 18:4в* 19:4в*" },
];

impl Paper {
    /// Key without the year: `vpr-russian-4`.
    pub(crate) fn stem(&self) -> String {
        format!("{}-{}-{}", self.kind.code(), SUBJECTS[self.subject].slug, self.grade)
    }

    /// Whether it is written in spring.
    pub(crate) const fn spring(&self) -> bool {
        self.day.0 < 8
    }

    /// Subject whose lessons prepare for it.
    pub(crate) const fn taught_as(&self) -> usize {
        if self.subject == PROFILE { MATH } else { self.subject }
    }

    /// Whether it is a state examination: written elsewhere, marked elsewhere.
    pub(crate) fn state(&self) -> bool {
        matches!(self.kind, Kind::Oge | Kind::Ege)
    }

    /// Whether only part of the class takes it.
    pub(crate) const fn by_choice(&self) -> bool {
        self.subject == PROFILE
    }

    /// Calendar year of the work in the school year that begins in `begins`.
    pub(crate) const fn calendar_year(&self, begins: i16) -> i16 {
        if self.spring() { begins + 1 } else { begins }
    }

    /// Items, in order.
    pub(crate) fn items(&self) -> Vec<PaperItem> {
        self.items.split(' ').filter_map(read_item).collect()
    }
}

/// `9.2:2п*` → item.
fn read_item(text: &str) -> Option<PaperItem> {
    let (name, rest) = text.split_once(':')?;
    let max: u8 = rest.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
    let level = match rest.chars().find(|c| !c.is_ascii_digit())? {
        'б' => Level::Basic,
        'п' => Level::Raised,
        _ => Level::High,
    };
    let format = if rest.ends_with('*') { Format::Extended } else { Format::Short };
    Some(PaperItem { name: name.to_owned(), max, level, format })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maxima_are_those_of_the_scales() {
        let max = |stem: &str| {
            PAPERS.iter().find(|paper| paper.stem() == stem).map(|paper| paper.items().iter().map(|item| u16::from(item.max)).sum::<u16>())
        };
        let known = [
            ("vpr-russian-4", 24),
            ("vpr-mathematics-4", 20),
            ("vpr-world-around-4", 32),
            ("vpr-russian-5", 45),
            ("vpr-mathematics-5", 20),
            ("vpr-history-5", 15),
            ("vpr-russian-6", 51),
            ("vpr-mathematics-6", 16),
            ("vpr-geography-6", 37),
            ("vpr-russian-7", 47),
            ("vpr-mathematics-7", 19),
            ("vpr-physics-7", 18),
            ("vpr-russian-8", 51),
            ("vpr-mathematics-8", 25),
            ("vpr-chemistry-8", 36),
            ("oge-russian-9", 37),
            ("oge-mathematics-9", 31),
            ("ege-russian-11", 50),
            ("ege-mathematics-profile-11", 32),
        ];
        for (stem, expected) in known {
            assert_eq!(max(stem), Some(expected), "{stem}");
        }
    }

    #[test]
    fn every_paper_reads_whole_and_its_cuts_fit() {
        for paper in PAPERS {
            let items = paper.items();
            assert_eq!(items.len(), paper.items.split(' ').count(), "{}", paper.stem());
            let max: u16 = items.iter().map(|item| u16::from(item.max)).sum();
            assert!(paper.cuts.is_sorted() && paper.cuts[2] < max, "{}", paper.stem());
            assert!((paper.shares.iter().sum::<f64>() - 100.0).abs() < 0.2, "{}", paper.stem());
            assert!(items.iter().any(|item| item.format == Format::Short) && items.iter().any(|item| item.format == Format::Extended));
        }
    }
}
