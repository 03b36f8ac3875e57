//! Every column of every table, once: its name in the CSV, its head on the sheets of the workbook, what it holds, unit, range, and when it is empty.
//! From this list come `columns.csv` beside the tables, the legend of the workbook and docs/tables.md. Those of sheets alone stand in `on_sheets`.

use records::text::Phrase;
use words::{Word, papers};

/// A column as it is described.
pub(crate) struct Column {
    /// Name in the CSV tables; empty for a column of sheets alone.
    pub name: &'static str,
    /// Head on the sheets, where it stands on any.
    pub head: Option<Word>,
    /// What it holds.
    pub is: Phrase,
    /// Unit; empty where it has none.
    pub unit: Phrase,
    /// The values there may be; empty for any.
    pub range: &'static str,
    /// When a cell of it is empty.
    pub empty: Phrase,
}

/// The column of a CSV table with this name.
pub(crate) fn named(name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.name == name)
}

pub(super) const NO_UNIT: Phrase = Phrase { ru: "", en: "" };
pub(super) const POINTS: Phrase = Phrase { ru: "балл", en: "points" };
pub(super) const SHARE: Phrase = Phrase { ru: "доля 0–1", en: "share 0–1" };
pub(super) const MARKS: Phrase = Phrase { ru: "отметка", en: "marks" };
pub(super) const PERCENT: Phrase = Phrase { ru: "%", en: "%" };
pub(super) const PUPILS: Phrase = Phrase { ru: "ученик", en: "pupils" };
pub(super) const SCRIPTS: Phrase = Phrase { ru: "работа", en: "scripts" };
pub(super) const AS_UNIT: Phrase = Phrase { ru: "в единицах столбца unit", en: "as the column unit says" };
pub(super) const NEVER: Phrase = Phrase { ru: "никогда", en: "never" };
pub(super) const REFUSED: Phrase = Phrase { ru: "у набора без ответа", en: "for a set without an answer" };
pub(super) const UNKNOWN: Phrase = Phrase { ru: "нет сведений", en: "not known" };
pub(super) const NO_P: Phrase = Phrase { ru: "показатель не даёт p", en: "the indicator gives no p" };
pub(super) const KEPT: Phrase = Phrase {
    ru: "вне школы, если групп меньше пяти учеников",
    en: "outside the school, for groups smaller than five",
};
pub(super) const NO_KEY: Phrase =
    Phrase { ru: "у этой единицы такого ключа нет", en: "the unit has no such key" };
pub(super) const LACKING: Phrase =
    Phrase { ru: "обычный разброс не известен: см. lacking", en: "the usual spread is not known: see lacking" };
pub(super) const OTHER_SCALE: Phrase =
    Phrase { ru: "отметки другой шкалы; учеников нет", en: "marks of another scale; no pupils" };

/// Declares columns: name, head on sheets: what it holds in both languages; unit, range, when empty.
macro_rules! columns {
    ($($name:literal, $($head:ident)::+: $ru:literal / $en:literal; $unit:ident, $range:literal, $empty:tt;)+) => {
        &[$($crate::tables::columns::Column {
            name: $name,
            head: $crate::tables::columns::columns!(@head $($head)::+),
            is: Phrase { ru: $ru, en: $en },
            unit: $unit,
            range: $range,
            empty: $crate::tables::columns::columns!(@empty $empty),
        }),+]
    };
    (@head none) => { None };
    (@head $($head:ident)::+) => { Some($($head)::+) };
    (@empty ($ru:literal / $en:literal)) => { Phrase { ru: $ru, en: $en } };
    (@empty $empty:ident) => { $empty };
}
pub(super) use columns;

/// Columns of the CSV tables.
pub(crate) const COLUMNS: &[Column] = columns! {
    "school", papers::col_school: "школа, как записана в данных" / "school as written in the data";
        NO_UNIT, "", NEVER;
    "class", papers::col_class: "класс, как записан; вне школы — параллель" / "class as written; outside the school the parallel";
        NO_UNIT, "", NEVER;
    "subject", papers::col_subject: "предмет, как записан" / "subject as written";
        NO_UNIT, "", NEVER;
    "procedure", none: "работа: ключ kim из kims.csv (на листах — её название)" / "work: the kim of kims.csv (its title on sheets)";
        NO_UNIT, "", NEVER;
    "participant", papers::col_code: "код ученика; имён в таблицах нет" / "code of the pupil; there are no names in the tables";
        NO_UNIT, "", NEVER;
    "item", papers::col_item: "номер задания или критерий, как в работе" / "item or criterion as in the work";
        NO_UNIT, "", NEVER;
    "n", none: "работ с известным баллом (учеников, если строка о них); отсутствовавшие и работы, балл которых неизвестен, не входят" / "scripts with a known score (pupils, where the row is of them); the absent and scripts of unknown score are not in it";
        SCRIPTS, "≥ 0", ("нет сведений; вне школы — если меньше пяти" / "not known; outside the school where fewer than five");
    "reference", none: "с чем сравнивают, словами" / "what it is compared with, in words";
        NO_UNIT, "", ("сравнивать не с чем" / "there is nothing to compare with");
    "ladder", papers::col_ladder: "ступень сравнения: A — регион, B — несколько школ, C — опубликованные доли, D — только эта школа" / "rung of comparison: A region, B several schools, C published shares, D this school alone";
        NO_UNIT, "A, B, C, D", NEVER;
    "status", none: "есть ли ответ: ok, too-few (работ меньше порога too-few протокола), no-data" / "whether there is an answer: ok, too-few (fewer scripts than too-few of the protocol), no-data";
        NO_UNIT, "ok, too-few, no-data", NEVER;
    "score", none: "−log10 p: больше — сильнее свидетельство, что результат выше показанного учениками" / "−log10 p: larger is stronger evidence that the result is above what the pupils showed";
        NO_UNIT, "≥ 0", REFUSED;
    "p_own", none: "односторонняя вероятность такого превышения у обычного класса по свидетельству самого набора: наименьшее p показателей с поправкой на их число (Шидак); на ступенях A и B — против повторений, где те же классы разыграны по модели и никто ничего не менял, с запасом в полтора раза" / "one-sided chance of such an excess in an ordinary class by the set's own evidence: the smallest p of its indicators, corrected for their number (Šidák); on rungs A and B against replicas, where the same classes are drawn from the model and nobody changed anything, with a margin of one and a half";
        NO_UNIT, "0–1", REFUSED;
    "p", none: "в screen.csv — вероятность по всему свидетельству набора (равна p_own); в остальных таблицах — вероятность отклонения одного показателя; бывает ли такое само собой, отвечает p_kind" / "in screen.csv the chance by all evidence of the set (equal to p_own); elsewhere that of one indicator's departure; how it was found says p_kind";
        NO_UNIT, "0–1", ("у набора без ответа; показатель не даёт p" / "for a set without an answer; the indicator gives no p");
    "q", none: "поправка Бенджамини — Хохберга на число сравнений: в screen.csv — по наборам, сравнённым с другими школами (ступени A и B вместе; p с запасом в полторы его ошибки от числа повторений), и отдельно по остальным (C и D); в остальных таблицах — по строкам одного показателя" / "Benjamini–Hochberg over the comparisons: in screen.csv over the sets compared with other schools (rungs A and B together; p moved up by one and a half of its errors by the number of replicas), and apart from them over the others (C and D); in other tables over the rows of one indicator";
        NO_UNIT, "0–1", ("нет p" / "there is no p");
    "lfdr", none: "доля обычных наборов среди имеющих такую силу признака, по расчёту; только осведомляет" / "share of ordinary sets among those of this strength, as computed; informs only";
        NO_UNIT, "0–1", ("ступени C и D; отметка выключена" / "rungs C and D; flags are off");
    "flagged", none: "1 — требует проверки: q, размер и собственное свидетельство все за пределами протокола; в signals.csv — у старшего показателя" / "1: asks for a check: q, size and own evidence all beyond the protocol; in signals.csv on the leading indicator";
        NO_UNIT, "0, 1", NEVER;
    "at_threshold", none: "1 — у порога: не отмечен, и был бы, окажись p его и остальных наборов меньше на полторы их ошибки от числа повторений" / "1: at the threshold: not flagged, and would be if p of the set and of the others came out smaller by one and a half of their errors by the number of replicas";
        NO_UNIT, "0, 1", NEVER;
    "leading_indicator", none: "показатель с наименьшим p" / "indicator with the smallest p";
        NO_UNIT, "", REFUSED;
    "passport", none: "паспорт достоверности: fit, fit-with-reservations, internal-use-only, not-fit" / "credibility passport: fit, fit-with-reservations, internal-use-only, not-fit";
        NO_UNIT, "fit, fit-with-reservations, internal-use-only, not-fit", NEVER;
    "mde", papers::col_mde: "наименьшее отклонение, которое показатель заметил бы с вероятностью mde-power протокола; в screen.csv — подъём среднего балла, при котором набор стоило бы посмотреть" / "least departure that the indicator would notice with chance mde-power of the protocol; in screen.csv the lift of the mean score by which the set would be worth a look";
        AS_UNIT, "> 0", ("у набора без ответа; на работе нет места для подъёма" / "for a set without an answer; the paper has no room for a lift");
    "mde_flag", none: "подъём среднего балла, при котором набор потребовал бы проверки, с той же вероятностью" / "lift of the mean score by which the set would ask for a check, with the same chance";
        POINTS, "> 0", ("ничего не отмечается; на работе нет места для подъёма" / "nothing is flagged; the paper has no room for a lift");
    "reason_ru", none: "почему строка такая, по-русски" / "why the row is as it is, in Russian";
        NO_UNIT, "", NEVER;
    "reason_en", none: "почему строка такая, по-английски" / "why the row is as it is, in English";
        NO_UNIT, "", NEVER;
    "indicator", none: "показатель (id) или величина описания: mean, pass, quality, lowered, confirmed, raised, facility, gap" / "indicator (id) or figure of the description: mean, pass, quality, lowered, confirmed, raised, facility, gap";
        NO_UNIT, "", NEVER;
    "version", none: "версия показателя" / "version of the indicator";
        NO_UNIT, "", NEVER;
    "direction", none: "направление отклонения" / "direction of the departure";
        NO_UNIT, "up, down, none", REFUSED;
    "effect", papers::col_effect: "размер отклонения или величина описания" / "size of the departure, or the figure of the description";
        AS_UNIT, "", ("нет ответа" / "no answer");
    "unit", none: "единица effect, ci и mde" / "unit of effect, ci and mde";
        NO_UNIT, "points, marks, pp, pupils, logit", NEVER;
    "ci_low", papers::col_low: "нижняя граница 95 % интервала" / "lower bound of the 95% interval";
        AS_UNIT, "", ("нет ответа" / "no answer");
    "ci_high", papers::col_high: "верхняя граница 95 % интервала" / "upper bound of the 95% interval";
        AS_UNIT, "", ("нет ответа" / "no answer");
    "z", none: "отклонение в стандартных ошибках после центрирования по другим школам" / "departure in standard errors, centred on other schools";
        NO_UNIT, "", NO_P;
    "p_kind", none: "откуда p: exact — точное, model — по модели, permutation — перестановочное, borrowed — разброс заимствован, conditional — если школа не отбирает учеников" / "where p comes from: exact, model, permutation, borrowed (the spread is borrowed), conditional (if the school does not select its pupils)";
        NO_UNIT, "exact, model, permutation, borrowed, conditional", ("нет p" / "there is no p");
    "explanation_ru", none: "что видно и насколько уверенно, по-русски" / "what is seen and how surely, in Russian";
        NO_UNIT, "", NEVER;
    "explanation_en", none: "что видно и насколько уверенно, по-английски" / "what is seen and how surely, in English";
        NO_UNIT, "", NEVER;
    "unit_kind", none: "о чём строка: school, municipality, all, register, link, variant" / "what the row is of: school, municipality, all, register, link, variant";
        NO_UNIT, "school, municipality, all, register, link, variant", NEVER;
    "area", none: "муниципалитет или территория" / "municipality or area";
        NO_UNIT, "", NO_KEY;
    "year", papers::col_year: "учебный год" / "school year";
        NO_UNIT, "ГГГГ/ГГГГ · YYYY/YYYY", NO_KEY;
    "period", papers::col_period: "четверть, триместр, полугодие, год или работа" / "quarter, trimester, half-year, year or work";
        NO_UNIT, "q1–q4, t1–t3, h1, h2, year, interim, final", NO_KEY;
    "from", none: "прежнее измерение ученика" / "the pupil's earlier measure";
        NO_UNIT, "", NO_KEY;
    "to", none: "следующее измерение ученика" / "the pupil's later measure";
        NO_UNIT, "", NO_KEY;
    "variant", none: "вариант работы" / "variant of the work";
        NO_UNIT, "", NO_KEY;
    "m1", none: "маркер 1: средняя доля баллов" / "marker 1: mean share of points";
        SHARE, "0–1", LACKING;
    "m1_on", none: "1 — маркер 1 выше порога" / "1: marker 1 is above its threshold";
        NO_UNIT, "0, 1", LACKING;
    "m2", none: "маркер 2: доля повысивших отметку журнала" / "marker 2: share of those above their journal mark";
        SHARE, "0–1", LACKING;
    "m2_on", none: "1 — маркер 2 выше порога" / "1: marker 2 is above its threshold";
        NO_UNIT, "0, 1", LACKING;
    "m3", none: "маркер 3: работы у границ отметок, над ними против под ними" / "marker 3: scripts at the boundaries of marks, above against below";
        NO_UNIT, "", LACKING;
    "m3_on", none: "1 — маркер 3 выше порога" / "1: marker 3 is above its threshold";
        NO_UNIT, "0, 1", LACKING;
    "m4", none: "маркер 4: наклон профиля заданий" / "marker 4: slope of the item profile";
        NO_UNIT, "", LACKING;
    "m4_on", none: "1 — маркер 4 ниже порога" / "1: marker 4 is below its threshold";
        NO_UNIT, "0, 1", LACKING;
    "markers", none: "сколько маркеров сработало" / "number of markers on";
        NO_UNIT, "0–4", LACKING;
    "class_index", none: "индекс класса INVALSI, первая поправка" / "INVALSI class index, first correction";
        SHARE, "0–1", LACKING;
    "class_index_second", none: "индекс класса INVALSI, вторая поправка" / "INVALSI class index, second correction";
        SHARE, "0–1", LACKING;
    "lacking_ru", none: "чего не хватило, по-русски" / "what was lacking, in Russian";
        NO_UNIT, "", ("всё посчитано" / "everything was computed");
    "lacking_en", none: "чего не хватило, по-английски" / "what was lacking, in English";
        NO_UNIT, "", ("всё посчитано" / "everything was computed");
    "key", none: "ключ вопроса: по нему ответ находят" / "key of the question: the answer is found by it";
        NO_UNIT, "", NEVER;
    "file", papers::col_file: "файл" / "file";
        NO_UNIT, "", UNKNOWN;
    "sheet", papers::col_sheet: "лист" / "sheet";
        NO_UNIT, "", ("у файла нет листов" / "the file has no sheets");
    "row", papers::col_row: "строка, с единицы" / "row, from one";
        NO_UNIT, "≥ 1", ("вопрос не о строке; место работы неизвестно" / "the question is not of a row; the place of the script is not known");
    "column", none: "в questions.csv — столбец файла буквами; в columns.csv — столбец таблицы" / "in questions.csv the column of the file in letters; in columns.csv the column of the table";
        NO_UNIT, "", ("вопрос не о столбце; строка о таблице целиком" / "the question is not of a column; the row is of the whole table");
    "question_ru", none: "вопрос по-русски" / "the question in Russian";
        NO_UNIT, "", NEVER;
    "question_en", none: "вопрос по-английски" / "the question in English";
        NO_UNIT, "", NEVER;
    "choices", none: "возможные ответы через |" / "possible answers, parted by |";
        NO_UNIT, "", ("ответ пишут словами" / "the answer is written in words");
    "proposed", none: "предложенный ответ" / "proposed answer";
        NO_UNIT, "", ("предложить нечего" / "nothing to propose");
    "until_ru", none: "чего не будет, пока ответа нет, по-русски" / "what is lacking until then, in Russian";
        NO_UNIT, "", NEVER;
    "until_en", none: "чего не будет, пока ответа нет, по-английски" / "what is lacking until then, in English";
        NO_UNIT, "", NEVER;
    "answer", none: "место для ответа" / "place for the answer";
        NO_UNIT, "", ("всегда: его заполняете вы" / "always: you fill it in");
    "table", none: "таблица, о столбце которой строка" / "table whose column the row is of";
        NO_UNIT, "", NEVER;
    "meaning_ru", none: "что в столбце, по-русски" / "what the column holds, in Russian";
        NO_UNIT, "", NEVER;
    "meaning_en", none: "что в столбце, по-английски" / "what the column holds, in English";
        NO_UNIT, "", NEVER;
    "unit_ru", none: "единица по-русски" / "unit in Russian";
        NO_UNIT, "", ("единицы нет" / "no unit");
    "unit_en", none: "единица по-английски" / "unit in English";
        NO_UNIT, "", ("единицы нет" / "no unit");
    "range", none: "какие бывают значения" / "the values there may be";
        NO_UNIT, "", ("любые" / "any");
    "empty_ru", none: "когда клетка пуста, по-русски" / "when the cell is empty, in Russian";
        NO_UNIT, "", NEVER;
    "empty_en", none: "когда клетка пуста, по-английски" / "when the cell is empty, in English";
        NO_UNIT, "", NEVER;
};
