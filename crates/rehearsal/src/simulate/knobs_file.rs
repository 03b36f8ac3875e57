//! Knobs as a file: read over a starting point, checked, and written out with a word on each.

use std::fmt::Write as _;

use super::knobs::Knobs;
use super::works::PAPERS;
use records::text::{Lang, Phrase, Text};

/// Why knobs cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum KnobsError {
    /// Not TOML, a name that is no knob, or a value of the wrong type.
    #[error("line {line}: {why}")]
    Unreadable {
        /// Line of the file, from 1; 0 where the whole is meant.
        line: usize,
        /// What the reader of TOML says.
        why: String,
    },
    /// A number outside of what makes sense.
    #[error("{knob} = {value}, expected {low} to {high}")]
    Outside {
        /// Name of the knob, with its table.
        knob: String,
        /// Value given.
        value: f64,
        /// Least sensible value.
        low: f64,
        /// Greatest.
        high: f64,
    },
    /// A work that does not exist.
    #[error("no work {work}")]
    NoSuchWork {
        /// As written.
        work: String,
    },
    /// No works, no kinds, or weights that are all 0.
    #[error("{knob} is empty")]
    Empty {
        /// Name of the knob.
        knob: &'static str,
    },
}

impl KnobsError {
    /// What happened, where, and what to do.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Unreadable { line, why } => Text::new(
                format!("строка {line}: не прочитано ({why}). Имена и вид настроек показывает objektiv simulate --print-knobs"),
                format!("line {line}: not understood ({why}). Names and form of the knobs: objektiv simulate --print-knobs"),
            ),
            Self::Outside { knob, value, low, high } => Text::new(
                format!("{knob} = {value}: нужно число от {low} до {high}"),
                format!("{knob} = {value}: a number from {low} to {high} is expected"),
            ),
            Self::NoSuchWork { work } => {
                let known = Knobs::known_works().join(", ");
                Text::new(format!("работы {work} нет; есть: {known}"), format!("there is no work {work}; there are: {known}"))
            }
            Self::Empty { knob } => Text::new(
                format!("{knob}: пусто. Назовите хотя бы одно, или уберите строку, и останется обычное"),
                format!("{knob}: empty. Name at least one, or take the line away, and the usual one stays"),
            ),
        }
    }
}

impl Knobs {
    /// Works that can be named, by stem: `vpr-russian-4`.
    #[must_use]
    pub fn known_works() -> Vec<String> {
        PAPERS.iter().map(super::works::Paper::stem).collect()
    }

    /// Reads knobs from TOML over the standard ones.
    ///
    /// # Errors
    /// As [`Self::overlaid`].
    pub fn from_toml(text: &str) -> Result<Self, KnobsError> {
        Self::default().overlaid(text)
    }

    /// These knobs with those of a TOML text in their place; whatever the text does not name stays. `[kinds]` is taken whole: kinds it
    /// does not name are not used.
    ///
    /// # Errors
    /// A text that is not TOML, a name that is no knob, a value of the wrong type or outside of what makes sense.
    pub fn overlaid(&self, text: &str) -> Result<Self, KnobsError> {
        // Read once by itself, so that the error names a line of this text.
        let _named: Self = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
        let own: toml::Table = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
        let whole = |why: String| KnobsError::Unreadable { line: 0, why };
        let mut table = toml::Table::try_from(self).map_err(|error| whole(error.to_string()))?;
        for (name, value) in own {
            match (table.get_mut(&name), value) {
                (Some(toml::Value::Table(under)), toml::Value::Table(over)) if name != "kinds" => under.extend(over),
                (_, value) => {
                    table.insert(name, value);
                }
            }
        }
        let knobs: Self = table.try_into().map_err(|error: toml::de::Error| whole(error.message().to_owned()))?;
        knobs.check().map(|()| knobs)
    }

    /// Whether a world can be made of these numbers.
    ///
    /// # Errors
    /// The first knob that makes no sense.
    pub fn check(&self) -> Result<(), KnobsError> {
        let known = Self::known_works();
        if let Some(work) = self.works.iter().find(|work| !known.contains(work)) {
            return Err(KnobsError::NoSuchWork { work: work.clone() });
        }
        if self.works.is_empty() {
            return Err(KnobsError::Empty { knob: "works" });
        }
        if !self.honest && (self.kinds.values().sum::<f64>() <= 0.0 || self.strengths.iter().sum::<f64>() <= 0.0) {
            return Err(KnobsError::Empty { knob: "kinds, strengths" });
        }
        let within = |(knob, value, low, high): (String, f64, f64, f64)| {
            if (low..=high).contains(&value) { Ok(()) } else { Err(KnobsError::Outside { knob, value, low, high }) }
        };
        self.bounds().into_iter().try_for_each(within)
    }

    /// Every number with its least and greatest sensible value.
    fn bounds(&self) -> Vec<(String, f64, f64, f64)> {
        let count = |n: usize| n as f64;
        let mut bounds = vec![
            ("schools".to_owned(), count(self.schools), 1.0, 5000.0),
            ("municipalities".to_owned(), count(self.municipalities), 1.0, 500.0),
            ("classes_per_parallel".to_owned(), self.classes_per_parallel, 0.5, 8.0),
            ("class_size".to_owned(), self.class_size, 2.0, 36.0),
            ("school_year".to_owned(), f64::from(self.school_year), 2000.0, 2100.0),
            ("years".to_owned(), count(self.years), 1.0, 8.0),
            ("items".to_owned(), count(self.items.unwrap_or(2)), 2.0, 60.0),
            ("harder_variant".to_owned(), self.harder_variant, -3.0, 3.0),
            ("absent_habit".to_owned(), self.absent_habit, 0.0, 2.0),
            ("selective_intake".to_owned(), self.selective_intake, 0.0, 3.0),
            ("strict_selective".to_owned(), self.strict_selective, -2.0, 2.0),
            ("items_by_kind".to_owned(), self.items_by_kind, -2.0, 2.0),
            ("kind_commission".to_owned(), self.kind_commission, -2.0, 2.0),
        ];
        let share = |name: String, value: f64| (name, value, 0.0, 1.0);
        for (name, value) in [
            ("share_bent", self.share_bent),
            ("persistence", self.persistence),
            ("whole_school", self.whole_school),
            ("leaks", self.leaks),
            ("journal_too", self.journal_too),
            ("observed", self.observed),
            ("deterrence", self.deterrence),
        ] {
            bounds.push(share(name.to_owned(), value));
        }
        bounds.extend(self.absent.iter().map(|&value| share("absent".to_owned(), value)));
        bounds.extend(self.strengths.iter().map(|&value| ("strengths".to_owned(), value, 0.0, 1e6)));
        bounds.extend(self.kinds.iter().map(|(kind, &value)| (format!("kinds.{}", kind.code()), value, 0.0, 1e6)));
        bounds.extend(numbers(&self.rates).into_iter().map(|(name, value)| share(format!("rates.{name}"), value)));
        bounds.extend(numbers(&self.spread).into_iter().map(|(name, value)| (format!("spread.{name}"), value, 0.0, 5.0)));
        bounds
    }

    /// The knobs as TOML with a word on each; reads back to the same knobs.
    #[must_use]
    pub fn commented(&self, lang: Lang) -> String {
        let table = toml::Table::try_from(self).unwrap_or_default();
        let mut text = format!("# {}\n", HEAD.in_lang(lang));
        let mut section = "";
        for (name, says) in DOCUMENTED {
            let (inside, key) = name.split_once('.').unwrap_or(("", name));
            if inside != section {
                section = inside;
                let _written = write!(text, "\n[{inside}]");
            }
            let value = if inside.is_empty() { table.get(key) } else { table.get(inside).and_then(|inner| inner.get(key)) };
            // What is not set stays a comment.
            let line = value.map_or_else(|| format!("# {key} = …"), |value| format!("{key} = {value}"));
            let _written = write!(text, "\n# {}\n{line}\n", says.in_lang(lang));
        }
        text
    }
}

fn unreadable(text: &str, error: &toml::de::Error) -> KnobsError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    KnobsError::Unreadable { line: before.matches('\n').count() + 1, why: error.message().replace('\n', " ") }
}

/// Fields of a flat struct of numbers.
fn numbers(value: &impl serde::Serialize) -> Vec<(String, f64)> {
    let table = toml::Table::try_from(value).unwrap_or_default();
    table.into_iter().filter_map(|(name, value)| Some((name, value.as_float()?))).collect()
}

const HEAD: Phrase = Phrase {
    ru: "Настройки смоделированного мира. Каждую строку можно изменить или убрать: без неё остаётся обычное значение.",
    en: "Knobs of the simulated world. Every line can be changed or taken away: without it the usual value stays.",
};

macro_rules! documented {
    ($($name:literal: $ru:literal / $en:literal),+ $(,)?) => { &[$(($name, Phrase { ru: $ru, en: $en })),+] };
}

/// Every knob with its word, in the order of the file: first those outside of tables.
const DOCUMENTED: &[(&str, Phrase)] = documented![
    "honest": "ничего не изменено, что бы ни стояло ниже" / "nothing is changed, whatever stands below",
    "schools": "школ" / "schools",
    "municipalities": "муниципалитетов" / "municipalities",
    "classes_per_parallel": "классов в параллели, в среднем" / "classes in a parallel, on average",
    "class_size": "учеников в классе, в среднем" / "pupils in a class, on average",
    "school_year": "последний учебный год: календарный год, в котором он начался" / "the last school year: the calendar year it begins in",
    "years": "сколько учебных лет; ученики те же" / "how many school years; the pupils are the same",
    "works": "работы: вид-предмет-класс" / "works: kind-subject-grade",
    "items": "заданий в каждой работе; без строки как в самих работах" / "items of every work; without the line as the papers have them",
    "share_bent": "доля изменённых наборов (класс × работа)" / "share of changed sets (class × work)",
    "strengths": "веса слабых, средних и сильных изменений" / "weights of mild, middling and strong changes",
    "persistence": "какая часть изменённых у учителей, у которых так из раза в раз" / "part of the changed sets with teachers who do the same again and again",
    "whole_school": "какая часть изменённых целыми школами" / "part of the changed sets that belong to whole schools",
    "leaks": "муниципалитет × работа: задания стали известны заранее, ими воспользовалась половина школ" / "municipality × work: items became known, half of the schools there made use of it",
    "journal_too": "как часто у изменённого набора подняты и отметки журнала" / "how often the journal marks of a changed set are raised as well",
    "selective_intake": "насколько сильнее ученики школ с отбором, логиты" / "by how much the pupils of schools with selective intake are abler, logits",
    "strict_selective": "насколько журнал школ с отбором учеников строже, логиты" / "by how much the journals of schools with selective intake are stricter, logits",
    "items_by_kind": "насколько треть заданий легче для учеников школ с отбором, логиты" / "by how much a third of the items are easier for the pupils of schools with selective intake, logits",
    "kind_commission": "насколько мягче комиссия первого муниципалитета проверяет развёрнутые ответы, логиты" / "by how much the commission of the first municipality marks items of judgement more kindly, logits",
    "heavy_tails": "учителя и темы различаются с тяжёлыми хвостами (t Стьюдента с тремя степенями свободы)" / "teachers and topics differ with heavy tails (Student's t of three degrees of freedom)",
    "huge_school": "первая школа очень велика: восемь классов в каждой параллели" / "the first school is huge: eight classes in every parallel",
    "observed": "доля школ с наблюдателями, по жребию" / "share of schools with observers, drawn",
    "deterrence": "какая часть изменений при наблюдателе не происходит" / "share of changes that do not happen where an observer is",
    "harder_variant": "насколько второй вариант труднее первого в каждом задании, логиты; меньше нуля — легче" / "by how much the second variant is harder on every item, logits; below zero: easier",
    "absent_habit": "насколько классы различаются в отсутствии слабых учеников (отметки 2 и 3): стандартное отклонение логарифма шансов" / "by how much classes differ in the absence of weak pupils (marks 2 and 3): standard deviation of the log-odds",
    "absent": "доля честно отсутствующих с отметкой журнала 2, 3, 4, 5" / "share honestly absent with journal mark 2, 3, 4, 5",
    "every_quarter": "отметки всех четвертей, а не только третьей" / "marks of all quarters, not of the third only",
    "kind_known": "записан ли вид школы (гимназия, лицей)" / "whether the kind of a school (gymnasium, lyceum) is written down",
    "prior": "стоит ли в работах отметка по журналу" / "whether scripts carry the journal mark",
    "marks": "писать ли отметки за периоды" / "whether period marks are written",
    "exams": "писать ли экзамены и медали" / "whether examinations and honours are written",
    "kinds.hints": "вес: помощь с трудными заданиями во время работы" / "weight: help with the hardest items during the work",
    "kinds.copying": "вес: ответы взяты у соседа" / "weight: answers taken from a neighbour",
    "kinds.correction": "вес: ответы исправлены после работы" / "weight: answers put right after the work",
    "kinds.boundary": "вес: работы подняты через границу отметки" / "weight: scripts lifted over a mark boundary",
    "kinds.leniency": "вес: мягкая проверка развёрнутых ответов" / "weight: kinder points on items marked by judgement",
    "kinds.fitting": "вес: баллы подогнаны под отметку журнала" / "weight: points fitted to the journal mark",
    "kinds.absence": "вес: слабые ученики не пришли" / "weight: weak pupils stayed away",
    "kinds.leak": "вес: часть заданий известна заранее" / "weight: some items known beforehand",
    "kinds.journal": "вес: подняты отметки журнала, работа не тронута" / "weight: journal marks raised, the work untouched",
    "spread.municipality": "разброс муниципалитетов (стандартное отклонение, логиты; так же и ниже)" / "spread of municipalities (standard deviation in logits, as below)",
    "spread.school": "школ" / "of schools",
    "spread.class": "классов школы" / "of the classes of a school",
    "spread.teacher": "учителей" / "of teachers",
    "spread.occasion": "класс × предмет × год: как учили в этом году" / "class × subject × year: how it was taught this year",
    "spread.pupil": "учеников" / "of pupils",
    "spread.subject": "ученик × предмет" / "pupil × subject",
    "spread.year": "ученик × предмет × год" / "pupil × subject × year",
    "spread.class_item": "класс × задание: общее обучение" / "class × item: common teaching",
    "spread.teacher_item": "учитель × задание: на чём учитель всегда останавливается" / "teacher × item: what this teacher always dwells on",
    "spread.journal": "случайность отметки журнала" / "noise of a journal mark",
    "spread.strictness": "строгость учителей в журнале" / "strictness of teachers in the journal",
    "spread.growth": "собственный рост ученика за год" / "a pupil's own growth per year",
    "rates.selective": "доля школ с отбором" / "share of schools with selective intake",
    "rates.rural": "малых сельских школ" / "of small country schools",
    "rates.tracked": "школ, где классы собраны по силе" / "of schools that sort classes by ability",
    "rates.struggling": "учеников, которым намного труднее" / "of pupils for whom schooling is much harder",
    "rates.gifted": "учеников, которые далеко впереди" / "of pupils far ahead",
    "rates.split": "классов, которые учат двумя группами" / "of classes taught in two groups",
    "rates.outlier_teacher": "учителей намного строже или мягче других в журнале" / "of teachers far stricter or kinder in the journal",
    "rates.change": "наборов с настоящим ростом (и столько же с настоящим спадом)" / "of sets with real growth (as many with real loss)",
    "rates.hard_variant": "наборов, где все писали более трудный вариант" / "of sets where all wrote the harder variant",
    "rates.untaught": "наборов с непройденными темами" / "of sets with topics not taught",
    "rates.epidemic": "наборов, где в этот день многие болели" / "of sets where many were ill on the day",
    "rates.school_ill": "школа × работа: болела вся школа" / "school × work: the whole school was ill",
    "rates.emphasis": "наборов, где часть заданий отрабатывали всем классом" / "of sets where some items were practised by the whole class",
    "rates.lumpy": "заданий на несколько баллов, где ставят всё или ничего" / "of items of several points that come as nothing or everything",
    "rates.unmarked": "школ, не сдавших отметки журнала" / "of schools that handed in no journal marks",
    "rates.unlinked": "школ, чьих учеников нельзя проследить от работы к работе (жребий тот же: меньшая доля внутри большей)" / "of schools whose pupils cannot be followed from work to work (the same draw: the smaller share lies within the larger)",
    "rates.weak_unmarked": "школ, в чьих работах нет отметок журнала самых слабых учеников (2 и 3)" / "of schools whose scripts carry no journal mark of the weakest pupils (2 and 3)",
    "rates.vague_marker": "учителей, чьи баллы за развёрнутые ответы зависят от работы вдвое слабее" / "of teachers whose points on items of judgement depend on the script half as much",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knobs_are_read_from_toml_over_the_standard_scenario() {
        let knobs =
            Knobs::from_toml("schools = 20\nstrengths = [0.0, 0.0, 1.0]\n[kinds]\nboundary = 1.0\n[spread]\nschool = 0.1\n").unwrap();
        assert_eq!((knobs.schools, knobs.kinds.len(), knobs.class_size), (20, 1, 23.0));
        assert!((knobs.spread.school - 0.1).abs() < 1e-12 && (knobs.spread.class - 0.22).abs() < 1e-12);
        let start = Knobs { schools: 1, ..Knobs::honest() };
        let over = start.overlaid("class_size = 12.0").unwrap();
        assert_eq!((over.schools, over.honest, over.class_size), (1, true, 12.0), "what the file does not name stays");
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_its_place() {
        let refused = |text: &str| Knobs::from_toml(text).unwrap_err();
        assert!(matches!(refused("honest = true\nscools = 20"), KnobsError::Unreadable { line: 2, .. }));
        assert!(matches!(refused("schools = \"many\""), KnobsError::Unreadable { line: 1, .. }));
        assert!(matches!(refused("share_bent = 8.0"), KnobsError::Outside { .. }));
        assert!(matches!(refused("[rates]\nrural = 1.5"), KnobsError::Outside { knob, .. } if knob == "rates.rural"));
        assert_eq!(refused("works = [\"vpr-latin-4\"]"), KnobsError::NoSuchWork { work: "vpr-latin-4".into() });
        assert!(refused("works = [\"vpr-latin-4\"]").text().en.contains("vpr-russian-4"));
        assert_eq!(refused("works = []"), KnobsError::Empty { knob: "works" });
    }

    #[test]
    fn the_commented_file_names_every_knob_and_reads_back_to_the_same() {
        for lang in [Lang::Ru, Lang::En] {
            assert_eq!(Knobs::from_toml(&Knobs::default().commented(lang)), Ok(Knobs::default()));
            let moved = Knobs { items: Some(12), schools: 3, ..Knobs::default() };
            assert_eq!(Knobs::from_toml(&moved.commented(lang)), Ok(moved));
        }
        let mut named: Vec<&str> = DOCUMENTED.iter().map(|entry| entry.0).filter(|name| *name != "items").collect();
        let mut kept: Vec<String> = Vec::new();
        for (name, value) in toml::Table::try_from(Knobs::default()).unwrap() {
            match value {
                toml::Value::Table(inner) => kept.extend(inner.keys().map(|key| format!("{name}.{key}"))),
                _ => kept.push(name),
            }
        }
        named.sort_unstable();
        kept.sort_unstable();
        assert_eq!(named, kept);
    }
}
