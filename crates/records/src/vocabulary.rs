//! Words of the field as types (`GLOSSARY.md` gives the Russian terms). Enumerations with a stable code in files and a label for people.

use serde::{Deserialize, Serialize};

use crate::text::Phrase;

/// Declares an enumeration with its code in files and its label for people.
macro_rules! coded {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $code:literal, $ru:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $code)] $variant,)+ }

        impl $name {
            /// Every value, in the order of the files.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code used in files.
            #[must_use]
            pub const fn code(self) -> &'static str { match self { $(Self::$variant => $code),+ } }

            /// The words shown to people.
            #[must_use]
            pub const fn label(self) -> Phrase { match self { $(Self::$variant => Phrase { ru: $ru, en: $en }),+ } }

            /// The value with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> { Self::ALL.iter().copied().find(|v| v.code() == code) }
        }
    };
}

coded! {
    /// Kind of assessment procedure. Diagnostic forms and works of the school's own share the engine.
    Kind {
        /// All-Russian verification work.
        Vpr = "vpr", "ВПР", "VPR (national verification work)";
        /// Regional or municipal diagnostic work.
        Dkr = "dkr", "ДКР", "DKR (diagnostic work)";
        /// Final essay, grade 11.
        Is11 = "is11", "ИС(И)-11", "IS-11 (final essay)";
        /// Final interview, grade 9.
        Is9 = "is9", "ИС-9", "IS-9 (final interview)";
        /// State examination after grade 9.
        Oge = "oge", "ОГЭ", "OGE (grade 9 examination)";
        /// State final examination, alternative form.
        Gve = "gve", "ГВЭ", "GVE (state final examination)";
        /// Unified state examination after grade 11.
        Ege = "ege", "ЕГЭ", "EGE (unified state examination)";
        /// Rehearsal in the form of ОГЭ.
        OgeDiagnostic = "oge-diagnostic", "диагностический ОГЭ", "diagnostic OGE";
        /// Rehearsal in the form of ГВЭ.
        GveDiagnostic = "gve-diagnostic", "диагностический ГВЭ", "diagnostic GVE";
        /// Rehearsal in the form of ЕГЭ.
        EgeDiagnostic = "ege-diagnostic", "диагностический ЕГЭ", "diagnostic EGE";
        /// A work of the school's own.
        School = "school", "школьная работа", "school work";
    }
}

coded! {
    /// Answer format of an item: what decides the score.
    Format {
        /// One right answer.
        Short = "short", "краткий ответ", "short answer";
        /// Marked by judgement against criteria.
        Extended = "extended", "развёрнутый ответ", "extended answer";
    }
}

coded! {
    /// Declared level of difficulty of an item.
    Level {
        /// Базовый.
        Basic = "basic", "базовый", "basic";
        /// Повышенный.
        Raised = "raised", "повышенный", "raised";
        /// Высокий.
        High = "high", "высокий", "high";
    }
}

coded! {
    /// Rung of the ladder of references (`methods.md` §0.3): how much is known to compare with.
    Ladder {
        /// At least 200 reference sets from at least 20 other schools.
        A = "A", "A: регион", "A: region";
        /// 30–199 reference sets from at least 5 other schools.
        B = "B", "B: несколько школ", "B: several schools";
        /// Published shares or item percentages only.
        C = "C", "C: опубликованные доли", "C: published shares";
        /// Nothing outside the school.
        D = "D", "D: только эта школа", "D: this school only";
    }
}

coded! {
    /// Whether a result set or a reading has an answer.
    SetStatus {
        /// Answered.
        Ok = "ok", "есть ответ", "answered";
        /// Fewer scripts than the protocol asks for.
        TooFew = "too-few", "данных мало", "too few";
        /// What the question needs is not in the data.
        NoData = "no-data", "нет данных", "no data";
    }
}

coded! {
    /// Direction of a departure.
    Direction {
        /// Above what is expected; the only direction that means inflation where a test is one-sided.
        Up = "up", "выше ожидаемого", "above expectation";
        /// Below.
        Down = "down", "ниже ожидаемого", "below expectation";
        /// No direction can be named.
        None = "none", "без направления", "no direction";
    }
}

coded! {
    /// Unit in which an effect is told.
    Unit {
        /// Primary points.
        Points = "points", "балла", "points";
        /// Marks.
        Marks = "marks", "отметки", "marks";
        /// Percentage points.
        Pp = "pp", "п.п.", "pp";
        /// Number of pupils.
        Pupils = "pupils", "учеников", "pupils";
        /// Log-odds.
        Logit = "logit", "логита", "logit";
    }
}

coded! {
    /// Where a p-value comes from.
    PKind {
        /// Exact or mid-p of a discrete distribution.
        Exact = "exact", "точное", "exact";
        /// From the fitted model.
        Model = "model", "по модели", "model";
        /// Keyed permutation.
        Permutation = "permutation", "перестановочное", "permutation";
        /// The variance is borrowed from reference data.
        Borrowed = "borrowed", "заимствованное", "borrowed";
        /// Right for a school that does not select its pupils, which is not known of this one.
        Conditional = "conditional", "если школа не отбирает учеников", "if the school does not select its pupils";
    }
}

coded! {
    /// Credibility passport of a result set (product D6).
    Passport {
        /// Fit for use.
        Fit = "fit", "пригоден", "fit";
        /// Fit with reservations.
        Reservations = "fit-with-reservations", "пригоден с оговорками", "fit with reservations";
        /// For use inside the school only.
        Internal = "internal-use-only", "для внутреннего использования", "internal use only";
        /// Not fit: over-marking shown by re-check, or custody broken. Never by statistics alone.
        NotFit = "not-fit", "непригоден", "not fit";
    }
}

coded! {
    /// The verdict chip: shape and words, never colour alone.
    Chip {
        /// ◇ too little data, no conclusion.
        TooLittle = "too-little", "данных мало — вывода нет", "too little data, no conclusion";
        /// ○ compared, and like the usual ones.
        Ordinary = "ordinary", "не выделяется", "does not stand out";
        /// ◆ worth a look.
        Look = "look", "стоит посмотреть", "worth a look";
        /// ■ confirmed by re-check.
        Confirmed = "confirmed", "подтверждено перепроверкой", "confirmed by re-check";
    }
}

coded! {
    /// Purpose of an analysis (legal regime C1).
    Purpose {
        /// Check of the procedure.
        ProcedureCheck = "procedure-check", "проверка процедуры", "procedure check";
        /// Improvement of teaching.
        TeachingImprovement = "teaching-improvement", "улучшение преподавания", "teaching improvement";
        /// Support of a teacher.
        SupportTeacher = "support-teacher", "поддержка учителя", "support of a teacher";
        /// Support of a pupil.
        SupportPupil = "support-pupil", "поддержка ученика", "support of a pupil";
        /// Self-analysis of the school.
        SelfAnalysis = "self-analysis", "самоанализ школы", "self-analysis of the school";
        /// Development programme of a region.
        RegionDevelopment = "region-development", "программа развития региона", "development programme of a region";
        /// Evaluation of a teacher.
        EvaluateTeacher = "evaluate-teacher", "оценка работы учителя", "evaluation of a teacher";
        /// Evaluation of a school.
        EvaluateSchool = "evaluate-school", "оценка работы школы", "evaluation of a school";
    }
}

coded! {
    /// Who will read the outputs.
    Audience {
        /// A working file for those who already hold class data.
        School = "school", "внутри школы", "inside the school";
        /// Outside the school: no class, small cells suppressed.
        Outside = "outside", "вне школы", "outside the school";
    }
}

coded! {
    /// Whether a pupil sat the work.
    Attendance {
        /// Sat it.
        Present = "present", "писал", "present";
        /// Did not.
        Absent = "absent", "отсутствовал", "absent";
    }
}

coded! {
    /// Confidence in a piece of reference data, as in the source notes.
    Confidence {
        /// Seen in the named source and cross-checked.
        High = "high", "высокая", "high";
        /// Seen once or from a secondary source.
        Med = "med", "средняя", "medium";
        /// Remembered, not verified.
        Low = "low", "низкая, не проверено", "low, unverified";
    }
}

/// School year 1 Sep – 31 Aug, kept as the calendar year it begins in; written `2025/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear(pub i16);

impl SchoolYear {
    /// Reads `2025/2026`, `2025-2026`, `2025/26`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (first, second) = text.trim().split_once(['/', '-', '–'])?;
        let first: i16 = first.trim().parse().ok()?;
        let second = second.trim();
        let next: i16 = second.parse().ok()?;
        let expected = first.checked_add(1)?;
        let full = if second.len() == 2 { expected / 100 * 100 + next } else { next };
        ((1900..2200).contains(&first) && full == expected).then_some(Self(first))
    }

    /// As people write it: «2026/27».
    #[must_use]
    pub fn short(self) -> String {
        format!("{}/{:02}", self.0, (self.0 + 1) % 100)
    }

    /// The year a spring procedure of calendar year `year` belongs to.
    #[must_use]
    pub const fn of_spring(year: i16) -> Self {
        Self(year - 1)
    }
}

impl std::fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.0, self.0 + 1)
    }
}

impl Serialize for SchoolYear {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SchoolYear {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("«{text}» is not a school year; expected e.g. \"2025/2026\"")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn school_years_in_the_forms_people_write() {
        assert_eq!(SchoolYear::parse("2025/2026"), Some(SchoolYear(2025)));
        assert_eq!(SchoolYear::parse("2025-26"), Some(SchoolYear(2025)));
        assert_eq!(SchoolYear::parse("1999/00"), Some(SchoolYear(1999)));
        assert_eq!(SchoolYear::parse("2025/2027"), None);
        assert_eq!(SchoolYear(2025).to_string(), "2025/2026");
    }

    #[test]
    fn codes_are_unique_and_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_code(kind.code()), Some(*kind));
        }
    }
}
