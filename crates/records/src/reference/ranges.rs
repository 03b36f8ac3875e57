//! What the plain numbers may be: the keys the program reads and the range of each. A key nobody reads would change nothing, and a level of 2 would
//! flag everything; both are refused with their place.

use crate::text::Text;

/// Ranges of one file: key, least and greatest value.
type Ranges = &'static [(&'static str, f64, f64)];

const SHARE: (f64, f64) = (0.0, 1.0);
const PERCENT: (f64, f64) = (0.0, 100.0);
const SCRIPTS: (f64, f64) = (1.0, 100_000.0);
const YES_NO: (f64, f64) = (0.0, 1.0);
/// Whole numbers are exact in a double up to here.
const WHOLE: f64 = 9_007_199_254_740_992.0;

/// Fewer scripts than this are a small cell (C10): no conclusion may rest on them.
const FEWEST_SCRIPTS: f64 = 5.0;

const PROTOCOL: Ranges = &[
    ("q", SHARE.0, 0.5),
    ("look", SHARE.0, 0.5),
    ("too-few", FEWEST_SCRIPTS, SCRIPTS.1),
    ("mde-alpha", 0.000_1, 0.5),
    ("mde-power", 0.5, 0.999),
    ("materiality-points-share", SHARE.0, SHARE.1),
    ("materiality-marks", 0.0, 100.0),
    ("materiality-pp", PERCENT.0, PERCENT.1),
    ("materiality-pupils", 0.0, SCRIPTS.1),
    ("materiality-pupils-share", SHARE.0, SHARE.1),
    ("materiality-logit", 0.0, 10.0),
    ("seed", 0.0, WHOLE),
    ("flags", YES_NO.0, YES_NO.1),
];

const GATES: Ranges = &[
    ("histogram-informative", SCRIPTS.0, SCRIPTS.1),
    ("histogram-rough", SCRIPTS.0, SCRIPTS.1),
    ("group", SCRIPTS.0, SCRIPTS.1),
    ("basic-sufficient", SHARE.0, SHARE.1),
    ("basic-insufficient", SHARE.0, SHARE.1),
    ("raised-sufficient", SHARE.0, SHARE.1),
    ("raised-insufficient", SHARE.0, SHARE.1),
    ("journal-gap", 1.0, 100.0),
    ("twos-growth", SHARE.0, SHARE.1),
];

const SOU: Ranges = &[
    ("weight-not-attested", PERCENT.0, PERCENT.1),
    ("level-optimal", PERCENT.0, PERCENT.1),
    ("level-admissible", PERCENT.0, PERCENT.1),
    ("highest-mark", 1.0, 100.0),
    ("pass-from", 1.0, 100.0),
    ("good-from", 1.0, 100.0),
];

const PASSPORTS: Ranges = &[
    ("fit-n", SCRIPTS.0, SCRIPTS.1),
    ("fit-coverage", SHARE.0, SHARE.1),
    ("reservations-n", SCRIPTS.0, SCRIPTS.1),
    ("reservations-coverage", SHARE.0, SHARE.1),
    ("small-cell-outside", 2.0, 1000.0),
    ("small-cell-group", 2.0, 1000.0),
];

const IS9: Ranges = &[("max", 1.0, 1000.0), ("pass", 0.0, 1000.0)];

const IS11: Ranges =
    &[("essay-words", 0.0, 10_000.0), ("exposition-words", 0.0, 10_000.0), ("criteria", 1.0, 100.0), ("required-of-3-5", 0.0, 100.0)];

const LOAD_RULES: Ranges = &[
    ("weeks-between", 0.0, 52.0),
    ("share-of-hours", SHARE.0, SHARE.1),
    ("works-per-day", 0.0, 10.0),
    ("not-first-or-last-lesson", YES_NO.0, YES_NO.1),
    ("procedure-minutes", 0.0, 600.0),
    ("single-lesson", 0.0, 10.0),
    ("lesson-minutes", 1.0, 240.0),
    ("lessons-day", YES_NO.0, YES_NO.1),
    ("working-day", YES_NO.0, YES_NO.1),
    ("one-time", YES_NO.0, YES_NO.1),
    ("teacher-once", YES_NO.0, YES_NO.1),
    ("room-once", YES_NO.0, YES_NO.1),
    ("organiser-apart", YES_NO.0, YES_NO.1),
];

const EXAMS: Ranges = &[("gve-codes-from", 0.0, 10_000.0)];

const PUPIL_LISTS: Ranges = &[
    ("low-mark", 1.0, 5.0),
    ("missed-share", SHARE.0, SHARE.1),
    ("missed-lessons", 1.0, 1000.0),
    ("high-mark", 1.0, 5.0),
    ("high-periods", 1.0, 4.0),
    ("strong-share", SHARE.0, SHARE.1),
    ("olympiad-consent-days", 0.0, 60.0),
];

/// Files of plain numbers with their ranges.
const FILES: &[(&str, Ranges)] = &[
    ("protocol", PROTOCOL),
    ("gates", GATES),
    ("sou", SOU),
    ("passports", PASSPORTS),
    ("is9", IS9),
    ("is11", IS11),
    ("load-rules", LOAD_RULES),
    ("exams", EXAMS),
    ("pupil-lists", PUPIL_LISTS),
];

/// Whether a value may stand under a key of a file.
pub(super) fn allow(file: &str, key: &str, value: f64) -> Result<(), Text> {
    let Some((_, ranges)) = FILES.iter().find(|(id, _)| *id == file) else { return Ok(()) };
    let range = ranges.iter().find(|(known, ..)| *known == key).map(|(_, least, greatest)| (*least, *greatest));
    let Some((least, greatest)) = range.or_else(|| weight(file, key)) else {
        let known: Vec<&str> = ranges.iter().map(|(key, ..)| *key).collect();
        let known = known.join(", ");
        return Err(Text::new(
            format!("такого ключа программа не знает, запись ничего бы не изменила; известны: {known}"),
            format!("the program knows no such key, the entry would change nothing; known: {known}"),
        ));
    };
    if (least..=greatest).contains(&value) {
        return Ok(());
    }
    Err(Text::new(
        format!("значение {value} вне пределов: от {least} до {greatest}").replace('.', ","),
        format!("the value {value} is out of range: {least} to {greatest}"),
    ))
}

/// A scale of marks has as many weights as marks.
fn weight(file: &str, key: &str) -> Option<(f64, f64)> {
    let mark = key.strip_prefix("weight-").filter(|_| file == "sou")?;
    mark.parse::<u8>().ok().filter(|mark| (1..=100).contains(mark)).map(|_| PERCENT)
}
