//! Words of a plan's column of dates into rules. A grammar, not a list of wordings; what it cannot read is a question with its reason, and a
//! reading that a person might not share is told as such. Nothing is repaired silently.

mod bound;
mod combine;
mod days;
mod grammar;
mod lexicon;
mod points;
mod reader;
mod recurring;
#[cfg(test)]
mod tests;
mod tokens;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::When;
use super::letters;
use crate::text::Text;
use crate::vocabulary::SchoolYear;

/// What the words are read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The year of the plan: a month without a year lies in it, «август» before it.
    pub year: SchoolYear,
    /// Periods of study in order, first and last days; empty where the school has not said them yet.
    pub periods: &'a [(Date, Date)],
    /// The text of the measure: it proposes the schedule that «по графику» does not name.
    pub about: &'a str,
}

/// What was understood of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understood {
    /// The rules, in the order written.
    pub rules: Vec<When>,
    /// What a person is asked, or asked to look at.
    pub asks: Vec<Ask>,
}

impl Understood {
    /// Whether a person must answer before the measure has a date.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.asks.iter().any(|ask| ask.why.must_be_answered())
    }
}

/// Something asked about the words of a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// Why.
    pub why: Why,
    /// The words it is about, as written.
    pub words: String,
}

/// Why something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nothing is written.
    Empty,
    /// No rule was found in the words.
    NotUnderstood,
    /// There is no such day: «31 ноября».
    NoSuchDay,
    /// The end stands before the beginning.
    Reversed,
    /// The days of the school's periods are not known yet: «1 четверть».
    PeriodsUnknown,
    /// Bound to a schedule: proposed from the words, or not named at all.
    WhichSchedule,
    /// A rule was found, these words were not understood.
    InPart,
    /// Read as people usually mean it; to be looked at: «конец октября», «сентябь».
    Taken,
}

impl Why {
    /// Whether there is no date before it is answered; the others are to be looked at.
    #[must_use]
    pub const fn must_be_answered(self) -> bool {
        matches!(self, Self::Empty | Self::NotUnderstood | Self::NoSuchDay | Self::Reversed | Self::PeriodsUnknown)
    }
}

impl Ask {
    /// The question for people.
    #[must_use]
    pub fn text(&self) -> Text {
        let words = &self.words;
        match self.why {
            Why::Empty => Text::new("Срок не указан. Когда это делается?", "No date is given. When is it done?"),
            Why::NotUnderstood => Text::new(
                format!("«{words}»: срок не понят. Когда это делается?"),
                format!("“{words}”: the date was not understood. When is it done?"),
            ),
            Why::NoSuchDay => Text::new(
                format!("«{words}»: такого дня нет. Какой день имеется в виду?"),
                format!("“{words}”: there is no such day. Which day is meant?"),
            ),
            Why::Reversed => Text::new(
                format!("«{words}»: конец раньше начала. Какие дни имеются в виду?"),
                format!("“{words}”: the end stands before the beginning. Which days are meant?"),
            ),
            Why::PeriodsUnknown => Text::new(
                format!("«{words}»: дни учебных периодов ещё не заданы. Задайте их или укажите срок."),
                format!("“{words}”: the days of the periods of study are not set yet. Set them, or give the date."),
            ),
            Why::WhichSchedule => {
                Text::new(format!("«{words}»: какой график имеется в виду?"), format!("“{words}”: which schedule is meant?"))
            }
            Why::InPart => Text::new(
                format!("Слова «{words}» в сроке не поняты; остальное понято."),
                format!("The words “{words}” of the date were not understood; the rest was."),
            ),
            Why::Taken => {
                Text::new(format!("«{words}»: понято по обычаю, проверьте."), format!("“{words}”: read as usually meant, please check."))
            }
        }
    }
}

/// Reads a cell.
///
/// ```
/// use records::plan::words::{Context, Why, read};
/// use records::plan::{Every, When};
/// use records::vocabulary::SchoolYear;
///
/// let context = Context { year: SchoolYear(2026), periods: &[], about: "" };
/// assert_eq!(read("1 раз в квартал", &context).rules, [When::Each { every: Every::Quarter }]);
/// assert_eq!(read("31 ноября", &context).asks[0].why, Why::NoSuchDay);
/// ```
#[must_use]
pub fn read(written: &str, context: &Context<'_>) -> Understood {
    let tokens = tokens::of(written);
    if tokens.iter().all(|token| token.sense.is_mark()) {
        return Understood { rules: Vec::new(), asks: vec![Ask { why: Why::Empty, words: String::new() }] };
    }
    let first = grammar::parse(&tokens, context);
    // «сентябрь, октябрь 2023»: where the cell names one other year, months without a year are of that year too.
    let parsed = match first.years.as_slice() {
        [year] if *year != context.year => grammar::parse(&tokens, &Context { year: *year, ..*context }),
        _ => first,
    };
    combine::settled(parsed, written)
}

/// The year of a plan a day lies in: from the 1 August before the school year to its 31 August; of two the preferred one.
#[must_use]
pub fn plan_year(day: Date, preferred: SchoolYear) -> SchoolYear {
    let starts = |year: i16| Date::new(year, 8, 1).is_ok_and(|first| first <= day);
    let ends = |year: i16| Date::new(year, 8, 31).is_ok_and(|last| day <= last);
    if starts(preferred.0) && ends(preferred.0 + 1) {
        return preferred;
    }
    SchoolYear(if day.month() >= 8 { day.year() } else { day.year() - 1 })
}

/// School years that dates of a cell state for themselves; «август 2026» is the one before 2026/2027.
#[must_use]
pub fn stated_years(written: &str) -> Vec<SchoolYear> {
    // No real date lies in this year, so that every stated one is told by its own.
    let far = Context { year: SchoolYear(1900), periods: &[], about: "" };
    grammar::parse(&tokens::of(written), &far).years
}
