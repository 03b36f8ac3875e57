//! What the words of dates mean to the grammar: by their beginnings, because Russian changes their ends.

use super::letters::{fold_word, one_slip};
use crate::plan::Every;

/// The meaning of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Number(u32),
    /// `I`, «первый», `1-я`.
    Ordinal(u32),
    /// `15.10.2026`, `15.10`.
    Date {
        day: i8,
        month: i8,
        year: Option<i16>,
    },
    /// `10.2026`.
    MonthOf {
        month: i8,
        year: i16,
    },
    Year(i16),
    /// `2026/2027`: its first year.
    Years(i16),
    Month(i8),
    Comma,
    /// A new line in the cell.
    Line,
    Dash,
    Dot,
    Open,
    Close,
    And,
    In,
    From,
    To,
    Before,
    After,
    /// «за» before a number of days.
    Ahead,
    Not,
    Later,
    Less,
    Once,
    /// «дважды».
    Twice(u32),
    Each,
    Often(Every),
    Day,
    Weekday,
    Week,
    Decade,
    MonthWord,
    Quarter,
    Period,
    HalfYear,
    YearWord,
    /// «течение», «протяжении».
    Course,
    /// «период», «время», «ход».
    Span,
    Whole,
    Study,
    Permanent,
    Begin,
    Middle,
    End,
    Half,
    Last,
    /// «итогам», «окончании».
    Outcome,
    Schedule,
    Plan,
    According,
    /// «утверждённый», «отдельный».
    Set,
    Hold,
    Procedure,
    Olympiad,
    /// «мере».
    Measure,
    Need,
    Holidays,
    Season(i8),
    /// Says nothing: «г.», «числа».
    Noise,
    Other,
}

impl Sense {
    /// A mark between words, which says nothing by itself.
    pub(super) const fn is_mark(self) -> bool {
        matches!(self, Self::Comma | Self::Dash | Self::Dot | Self::Open | Self::Close | Self::Noise)
    }

    /// Whether a date may end with it.
    pub(super) const fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Month(_)
                | Self::MonthOf { .. }
                | Self::Date { .. }
                | Self::Year(_)
                | Self::Years(_)
                | Self::YearWord
                | Self::Often(_)
                | Self::Permanent
                | Self::MonthWord
                | Self::Quarter
                | Self::Period
                | Self::HalfYear
                | Self::Week
                | Self::Need
                | Self::Holidays
                | Self::Close
        )
    }

    /// A word that only ties others together.
    pub(super) const fn is_tie(self) -> bool {
        self.is_mark()
            || matches!(self, Self::And | Self::In | Self::From | Self::To | Self::Before | Self::After | Self::Study | Self::Set)
    }
}

/// Whole words.
const EXACT: &[(&str, Sense)] = &[
    ("янв", Sense::Month(1)),
    ("фев", Sense::Month(2)),
    ("мар", Sense::Month(3)),
    ("апр", Sense::Month(4)),
    ("май", Sense::Month(5)),
    ("мая", Sense::Month(5)),
    ("мае", Sense::Month(5)),
    ("маю", Sense::Month(5)),
    ("авг", Sense::Month(8)),
    ("сен", Sense::Month(9)),
    ("окт", Sense::Month(10)),
    ("ноя", Sense::Month(11)),
    ("дек", Sense::Month(12)),
    ("и", Sense::And),
    ("или", Sense::And),
    ("также", Sense::Noise),
    ("а", Sense::Noise),
    ("в", Sense::In),
    ("во", Sense::In),
    ("на", Sense::In),
    ("при", Sense::In),
    ("с", Sense::From),
    ("со", Sense::From),
    ("по", Sense::To),
    ("до", Sense::Before),
    ("к", Sense::Before),
    ("ко", Sense::Before),
    ("после", Sense::After),
    ("перед", Sense::After),
    ("накануне", Sense::After),
    ("за", Sense::Ahead),
    ("не", Sense::Not),
    ("позднее", Sense::Later),
    ("позже", Sense::Later),
    ("чем", Sense::Noise),
    ("реже", Sense::Less),
    ("менее", Sense::Less),
    ("меньше", Sense::Less),
    ("раз", Sense::Once),
    ("раза", Sense::Once),
    ("разу", Sense::Once),
    ("разов", Sense::Once),
    ("дважды", Sense::Twice(2)),
    ("трижды", Sense::Twice(3)),
    ("однократно", Sense::Twice(1)),
    ("однажды", Sense::Twice(1)),
    ("один", Sense::Number(1)),
    ("одного", Sense::Number(1)),
    ("одну", Sense::Number(1)),
    ("два", Sense::Number(2)),
    ("две", Sense::Number(2)),
    ("двух", Sense::Number(2)),
    ("три", Sense::Number(3)),
    ("трех", Sense::Number(3)),
    ("четыре", Sense::Number(4)),
    ("четырех", Sense::Number(4)),
    ("i", Sense::Ordinal(1)),
    ("ii", Sense::Ordinal(2)),
    ("iii", Sense::Ordinal(3)),
    ("iv", Sense::Ordinal(4)),
    ("і", Sense::Ordinal(1)),
    ("іі", Sense::Ordinal(2)),
    ("ііі", Sense::Ordinal(3)),
    ("п", Sense::Ordinal(2)),
    ("ш", Sense::Ordinal(3)),
    ("день", Sense::Day),
    ("дня", Sense::Day),
    ("дней", Sense::Day),
    ("дни", Sense::Day),
    ("год", Sense::YearWord),
    ("года", Sense::YearWord),
    ("году", Sense::YearWord),
    ("годы", Sense::YearWord),
    ("годом", Sense::YearWord),
    ("ход", Sense::Span),
    ("ходе", Sense::Span),
    ("хода", Sense::Span),
    ("время", Sense::Span),
    ("времени", Sense::Span),
    ("период", Sense::Span),
    ("периода", Sense::Span),
    ("периоды", Sense::Span),
    ("периоде", Sense::Span),
    ("процессе", Sense::Span),
    ("этапе", Sense::Span),
    ("весь", Sense::Whole),
    ("всего", Sense::Whole),
    ("всю", Sense::Whole),
    ("всей", Sense::Whole),
    ("всем", Sense::Whole),
    ("план", Sense::Plan),
    ("плана", Sense::Plan),
    ("плану", Sense::Plan),
    ("планом", Sense::Plan),
    ("планам", Sense::Plan),
    ("планами", Sense::Plan),
    ("планов", Sense::Plan),
    ("мере", Sense::Measure),
    ("факту", Sense::Need),
    ("г", Sense::Noise),
    ("гг", Sense::Noise),
    ("уч", Sense::Study),
    ("теч", Sense::Course),
    ("числа", Sense::Noise),
    ("число", Sense::Noise),
    ("примерно", Sense::Noise),
    ("ориентировочно", Sense::Noise),
];

/// Beginnings of words; the first that fits counts.
const STEMS: &[(&str, Sense)] = &[
    ("янв", Sense::Month(1)),
    ("февр", Sense::Month(2)),
    ("март", Sense::Month(3)),
    ("апрел", Sense::Month(4)),
    ("июн", Sense::Month(6)),
    ("июл", Sense::Month(7)),
    ("авгус", Sense::Month(8)),
    ("сент", Sense::Month(9)),
    ("октяб", Sense::Month(10)),
    ("нояб", Sense::Month(11)),
    ("декаб", Sense::Month(12)),
    ("четверть", Sense::Period),
    ("четверти", Sense::Period),
    ("четвертей", Sense::Period),
    ("четвертя", Sense::Period),
    ("триместр", Sense::Period),
    ("полугод", Sense::HalfYear),
    ("квартал", Sense::Quarter),
    ("перв", Sense::Ordinal(1)),
    ("втор", Sense::Ordinal(2)),
    ("трет", Sense::Ordinal(3)),
    ("четверт", Sense::Ordinal(4)),
    ("ежемесячн", Sense::Often(Every::Month)),
    ("ежеквартальн", Sense::Often(Every::Quarter)),
    ("поквартальн", Sense::Often(Every::Quarter)),
    ("ежечетвертн", Sense::Often(Every::Period)),
    ("почетвертн", Sense::Often(Every::Period)),
    ("еженедельн", Sense::Often(Every::Week)),
    ("ежегодн", Sense::Often(Every::Times(1))),
    ("ежедневн", Sense::Permanent),
    ("кажд", Sense::Each),
    ("недел", Sense::Week),
    ("декад", Sense::Decade),
    ("месяц", Sense::MonthWord),
    ("понедельник", Sense::Weekday),
    ("вторник", Sense::Weekday),
    ("сред", Sense::Weekday),
    ("четверг", Sense::Weekday),
    ("пятниц", Sense::Weekday),
    ("суббот", Sense::Weekday),
    ("течени", Sense::Course),
    ("протяжени", Sense::Course),
    ("постоян", Sense::Permanent),
    ("систематич", Sense::Permanent),
    ("регулярн", Sense::Permanent),
    ("круглогод", Sense::Permanent),
    ("непрерывн", Sense::Permanent),
    ("периодическ", Sense::Permanent),
    ("учебн", Sense::Study),
    ("календарн", Sense::Study),
    ("рабоч", Sense::Study),
    ("текущ", Sense::Study),
    ("начал", Sense::Begin),
    ("начин", Sense::Noise),
    ("середин", Sense::Middle),
    ("конец", Sense::End),
    ("конц", Sense::End),
    ("половин", Sense::Half),
    ("последн", Sense::Last),
    ("окончани", Sense::Outcome),
    ("завершени", Sense::Outcome),
    ("итог", Sense::Outcome),
    ("результат", Sense::Outcome),
    ("график", Sense::Schedule),
    ("расписани", Sense::Schedule),
    ("циклограмм", Sense::Schedule),
    ("срок", Sense::Schedule),
    ("согласно", Sense::According),
    ("соответстви", Sense::According),
    ("отдельн", Sense::Set),
    ("утвержд", Sense::Set),
    ("установлен", Sense::Set),
    ("индивидуальн", Sense::Set),
    ("проведен", Sense::Hold),
    ("получен", Sense::Hold),
    ("выполнен", Sense::Hold),
    ("впр", Sense::Procedure),
    ("дкр", Sense::Procedure),
    ("огэ", Sense::Procedure),
    ("егэ", Sense::Procedure),
    ("гвэ", Sense::Procedure),
    ("гиа", Sense::Procedure),
    ("экзамен", Sense::Procedure),
    ("процедур", Sense::Procedure),
    ("собеседовани", Sense::Procedure),
    ("сочинени", Sense::Procedure),
    ("диагностич", Sense::Procedure),
    ("диагностик", Sense::Procedure),
    ("проверочн", Sense::Procedure),
    ("работ", Sense::Procedure),
    ("олимпиад", Sense::Olympiad),
    ("всош", Sense::Olympiad),
    ("вош", Sense::Olympiad),
    ("необходимост", Sense::Need),
    ("потребност", Sense::Need),
    ("надобност", Sense::Need),
    ("запрос", Sense::Need),
    ("обращени", Sense::Need),
    ("требовани", Sense::Need),
    ("публикац", Sense::Need),
    ("поступлени", Sense::Need),
    ("появлени", Sense::Need),
    ("возникновени", Sense::Need),
    ("выявлени", Sense::Need),
    ("выход", Sense::Need),
    ("наличи", Sense::Need),
    ("каникул", Sense::Holidays),
    ("осенн", Sense::Season(0)),
    ("зимн", Sense::Season(1)),
    ("весенн", Sense::Season(2)),
    ("летн", Sense::Season(3)),
];

/// Words in full: a slip of one letter in one of them is understood, and told.
const FORMS: &[&str] = &[
    "январь",
    "января",
    "январе",
    "февраль",
    "февраля",
    "феврале",
    "марта",
    "апрель",
    "апреля",
    "апреле",
    "август",
    "августа",
    "августе",
    "сентябрь",
    "сентября",
    "сентябре",
    "октябрь",
    "октября",
    "октябре",
    "ноябрь",
    "ноября",
    "ноябре",
    "декабрь",
    "декабря",
    "декабре",
    "ежемесячно",
    "ежеквартально",
    "еженедельно",
    "постоянно",
    "систематически",
    "течение",
    "течении",
    "протяжении",
    "графику",
    "четверть",
    "четверти",
    "квартал",
    "полугодие",
    "полугодия",
    "полугодии",
    "проведения",
    "проведении",
    "необходимости",
    "согласно",
    "учебного",
];

/// First halves of words written without the space between.
const GLUED: &[&str] = &[
    "в",
    "во",
    "по",
    "с",
    "до",
    "при",
    "к",
    "время",
    "вовремя",
    "течение",
    "течении",
    "период",
    "мере",
    "плану",
    "графику",
    "согласно",
    "итогам",
    "после",
    "не",
    "раз",
];

/// A word's meaning.
pub(super) fn sense(word: &str) -> Option<Sense> {
    known(&fold_word(word))
}

/// The meaning of a word one letter away from a known one.
pub(super) fn slipped(word: &str) -> Option<Sense> {
    let folded = fold_word(word);
    let near = || FORMS.iter().filter(|form| one_slip(form, &folded)).find_map(|form| known(form));
    (folded.chars().count() >= 5).then(near).flatten()
}

/// A word that is two without the space between: the meanings of both.
pub(super) fn glued(word: &str) -> Option<[(Sense, String); 2]> {
    let folded = fold_word(word);
    GLUED.iter().find_map(|first| {
        let rest = folded.strip_prefix(first).filter(|rest| rest.chars().count() >= 3)?;
        Some([(known(first)?, (*first).to_owned()), (known(rest)?, rest.to_owned())])
    })
}

fn known(folded: &str) -> Option<Sense> {
    let exact = EXACT.iter().find(|(word, _)| *word == folded);
    let by_stem = || STEMS.iter().find(|(stem, _)| folded.starts_with(stem));
    exact.or_else(by_stem).map(|(_, sense)| *sense)
}
