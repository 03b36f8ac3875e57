//! Why something was not done: which rule, about what, what to do instead. The words are rendered where they are shown.

use std::fmt;

use jiff::ZonedDateTime;
use jiff::civil::Date;
use records::text::Lang;
use words::refusals;

use crate::id::Id;
use crate::wrong::wrong;

pub use crate::field::Field;

/// A refused act or look. Nothing was changed but the log of refusals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which rule.
    pub rule: Rule,
    /// About which objects.
    pub about: Vec<Id>,
    /// The way on.
    pub instead: Option<Door>,
}

/// Where to go instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Whoever manages people can give the right.
    People,
    /// The password once more.
    StepUp,
    /// The page anew, with what was typed.
    Again,
    /// The settings of the school.
    School,
    /// The command line of the machine.
    Console,
    /// The recovery sheet and backups.
    Recovery,
}

/// Two changes of one field: both are shown, none is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field.
    pub field: Field,
    /// As it was when the form was opened.
    pub opened: String,
    /// As it is now.
    pub now: String,
    /// As it was typed.
    pub wanted: String,
    /// The entry that made the thing what it is now.
    pub entry: u64,
    /// Whose entry it is, and when it was written: filled in where the refusal is answered.
    pub last: Option<Box<LastWritten>>,
}

/// Who wrote last, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastWritten {
    /// The name.
    pub who: String,
    /// The time of the school.
    pub at: ZonedDateTime,
}

/// The rule that was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// No role of the actor may.
    NotAllowed,
    /// There is no such thing, or not for this reader.
    NotThere,
    /// The first signer cannot be the second.
    SecondPerson,
    /// The password has to be given once more.
    StepUp,
    /// The one-time key of a form was used for something else, or by somebody else.
    KeyUsed,
    /// Somebody changed the same fields meanwhile.
    ChangedMeanwhile(Vec<Conflict>),
    /// A class that is not the reader's.
    OtherClass,
    /// The year has no such class; these it has.
    NoSuchClass(String),
    /// Something stands on the record of a pupil.
    PupilStands,
    /// Another of the same row has this number.
    NumberTaken,
    /// Everything is as it was.
    NothingChanged,
    /// A field has to be filled in.
    Missing(Field),
    /// A field holds what cannot be.
    Wrong(Field),
    /// A field holds more characters than fit.
    TooMuch(Field, u32),
    /// A field holds a character that cannot be printed, or a line break.
    Unprintable(Field),
    /// Somebody named does not work here.
    Strangers,
    /// Something is written of it already: it is not taken away.
    Stays(Field),
    /// A day has to lie between these two.
    DayNotBetween(Field, Date, Date),
    /// An effect is looked at on the day that was declared, not before.
    TooEarly(Date),
    /// A report on a time that begins on this day, still ahead, gets no number.
    TermAhead(Date),
    /// The school has been founded already.
    Founded,
    /// There is no school yet.
    NotFounded,
    /// There is such a year already.
    YearThere,
    /// There is such a class already.
    ClassThere,
    /// There is a pupil who may be the same.
    PupilThere,
    /// From this state there is no such step.
    NoSuchStep,
    /// Nobody locks, or gives rights to, herself.
    Oneself,
    /// Somebody must remain who manages people.
    LastAdministrator,
    /// Two records signed one thing, first and second: of one person that would be one signature.
    SignedByBoth,
    /// There is no such slip: used, replaced, or its time is over.
    SlipUsed,
    /// Whoever it stands with left before that day.
    OwnerLeft,
    /// Everything that is open is handed over at once: these are not named.
    NotAllHanded,
    /// The plan is closed.
    PlanClosed,
    /// Something was decided about a measure: it is dropped, not removed.
    Decided,
    /// Something stands on a batch: it is listed.
    StandsOnIt,
    /// Whoever does not keep the plan takes back her own words only.
    NotYours,
    /// Acceptance is not asked of this measure.
    NoAcceptance,
    /// The evidence is not what was shown.
    EvidenceChanged,
    /// It is no question of «when needed».
    NoQuestion,
    /// An event is held on its day, not before.
    NotYet(Date),
    /// The card of a visit waits for the word of whoever was visited, until this day.
    AwaitsWord(Date),
    /// Not everything is written that the kind of event asks for.
    Incomplete,
    /// No family can confirm by this code: mistyped, or another one took its place.
    NoSuchCode,
    /// The code is used: the family confirmed on this day.
    CodeUsed(Date),
    /// So many codes were sent within an hour that no other is sent now.
    TooManyCodes,
    /// What families were asked to read is over.
    ReadingOver,
    /// The text is not the one that was shown.
    TextChanged,
    /// The card is not the one that was shown.
    CardChanged,
    /// So many right answers are too few: so many are needed.
    TooFewRight(u32, u32),
    /// Somebody had left by that day.
    PersonLeft,
    /// A field of a row of a batch is not there, or cannot be.
    Row(u32, Box<Rule>),
    /// The clock stands before the last entry.
    ClockBehind,
    /// The clock stands after the last entry: there is nothing to confirm.
    ClockInOrder,
    /// The word is not that of the recovery sheet.
    OtherWord,
    /// There is no recovery sheet a backup could be sealed for.
    NoSheet,
    /// A backup is being made already.
    BackupRuns,
    /// Somebody stopped the work.
    Interrupted,
    /// The same results are kept already: they are named.
    KeptAlready,
    /// A file that was named is not kept.
    FileNotKept,
    /// A file that was erased.
    FileErased,
    /// So many rules of load are not kept; they have to be shown, and a reason given.
    Clashing(u32),
    /// What was typed does not fit.
    TooLong,
    /// No room on the disk; nothing was done.
    DiskFull,
    /// The disk refused; nothing was done.
    Disk,
    /// The disk refused at the last step: whether it was done is seen by repeating with the same key.
    Unsure,
    /// The store has stopped.
    Stopped,
}

impl Refusal {
    /// By this rule.
    #[must_use]
    pub const fn of(rule: Rule) -> Self {
        Self { rule, about: Vec::new(), instead: None }
    }

    /// About these.
    #[must_use]
    pub fn about(mut self, ids: impl IntoIterator<Item = Id>) -> Self {
        self.about.extend(ids);
        self
    }

    /// With a way on.
    #[must_use]
    pub const fn instead(mut self, door: Door) -> Self {
        self.instead = Some(door);
        self
    }
}

impl Rule {
    /// Code of the rule, for the log.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed => "not-allowed",
            Self::NotThere => "not-there",
            Self::SecondPerson => "second-person",
            Self::StepUp => "step-up",
            Self::KeyUsed => "key-used",
            Self::ChangedMeanwhile(_) => "changed-meanwhile",
            Self::NoSuchClass(_) => "no-such-class",
            Self::OtherClass => "other-class",
            Self::PupilStands => "pupil-stands",
            Self::NumberTaken => "number-taken",
            Self::NothingChanged => "nothing-changed",
            Self::Missing(_) => "missing",
            Self::Wrong(_) => "wrong",
            Self::TooMuch(..) => "too-much",
            Self::Unprintable(_) => "unprintable",
            Self::Strangers => "strangers",
            Self::Stays(_) => "stays",
            Self::DayNotBetween(..) => "day-not-between",
            Self::TooEarly(_) => "too-early",
            Self::TermAhead(_) => "term-ahead",
            Self::Founded => "founded",
            Self::NotFounded => "not-founded",
            Self::YearThere => "year-there",
            Self::ClassThere => "class-there",
            Self::PupilThere => "pupil-there",
            Self::NoSuchStep => "no-such-step",
            Self::Oneself => "oneself",
            Self::LastAdministrator => "last-administrator",
            Self::SignedByBoth => "signed-by-both",
            Self::SlipUsed => "slip-used",
            Self::OwnerLeft => "owner-left",
            Self::NotAllHanded => "not-all-handed",
            Self::PlanClosed => "plan-closed",
            Self::Decided => "decided",
            Self::StandsOnIt => "stands-on-it",
            Self::NotYours => "not-yours",
            Self::NoAcceptance => "no-acceptance",
            Self::EvidenceChanged => "evidence-changed",
            Self::NoQuestion => "no-question",
            Self::NotYet(_) => "not-yet",
            Self::AwaitsWord(_) => "awaits-word",
            Self::Incomplete => "incomplete",
            Self::NoSuchCode => "no-such-code",
            Self::CodeUsed(_) => "code-used",
            Self::TooManyCodes => "too-many-codes",
            Self::ReadingOver => "reading-over",
            Self::TextChanged => "text-changed",
            Self::CardChanged => "card-changed",
            Self::TooFewRight(..) => "too-few-right",
            Self::PersonLeft => "person-left",
            Self::Row(..) => "row",
            Self::ClockBehind => "clock-behind",
            Self::ClockInOrder => "clock-in-order",
            Self::OtherWord => "other-word",
            Self::NoSheet => "no-sheet",
            Self::BackupRuns => "backup-runs",
            Self::Interrupted => "interrupted",
            Self::KeptAlready => "kept-already",
            Self::FileNotKept => "file-not-kept",
            Self::FileErased => "file-erased",
            Self::Clashing(_) => "clashing",
            Self::TooLong => "too-long",
            Self::DiskFull => "disk-full",
            Self::Disk => "disk",
            Self::Unsure => "unsure",
            Self::Stopped => "stopped",
        }
    }

    /// Whether the machine refused and not a rule of the school: such refusals are not the reader's and stand in no log.
    #[must_use]
    pub const fn is_of_the_machine(&self) -> bool {
        matches!(self, Self::DiskFull | Self::Disk | Self::Unsure | Self::Stopped)
    }

    /// What is said of it: what happened, and what to do.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        match self {
            Self::NotAllowed => refusals::not_allowed(lang),
            Self::NotThere => refusals::not_there(lang),
            Self::SecondPerson => refusals::second_person(lang),
            Self::StepUp => refusals::step_up(lang),
            Self::KeyUsed => refusals::key_used(lang),
            Self::ChangedMeanwhile(conflicts) => changed(lang, conflicts),
            Self::NoSuchClass(classes) => refusals::no_such_class(lang, classes),
            Self::OtherClass => refusals::other_class(lang),
            Self::PupilStands => refusals::pupil_stands(lang),
            Self::NumberTaken => refusals::number_taken(lang),
            Self::NothingChanged => refusals::nothing_changed(lang),
            Self::Missing(Field::MailSecret) => refusals::missing_mail_secret(lang),
            Self::Missing(field) => refusals::missing(lang, field.told(lang)),
            Self::Wrong(field) => wrong(*field, lang),
            Self::TooMuch(field, most) => refusals::too_much(lang, field.told(lang), *most as usize),
            Self::Unprintable(field) => refusals::unprintable(lang, field.told(lang)),
            Self::Strangers => refusals::strangers(lang),
            Self::Stays(Field::Agenda) => refusals::stays_question(lang),
            Self::Stays(_) => refusals::stays_person(lang),
            Self::DayNotBetween(field, first, last) => {
                let written = |day: &Date| day.strftime("%d.%m.%Y").to_string();
                refusals::day_not_between(lang, field.told(lang), written(first), written(last))
            }
            Self::TooEarly(day) => refusals::too_early(lang, day.strftime("%d.%m.%Y").to_string()),
            Self::TermAhead(day) => refusals::term_ahead(lang, day.strftime("%d.%m.%Y").to_string()),
            Self::Founded => refusals::founded(lang),
            Self::NotFounded => refusals::not_founded(lang),
            Self::YearThere => refusals::year_there(lang),
            Self::ClassThere => refusals::class_there(lang),
            Self::PupilThere => refusals::pupil_there(lang),
            Self::NoSuchStep => refusals::no_such_step(lang),
            Self::Oneself => refusals::oneself(lang),
            Self::LastAdministrator => refusals::last_administrator(lang),
            Self::SignedByBoth => refusals::signed_by_both(lang),
            Self::SlipUsed => refusals::slip_used(lang),
            Self::OwnerLeft => refusals::owner_left(lang),
            Self::NotAllHanded => refusals::not_all_handed(lang),
            Self::PlanClosed => refusals::plan_closed(lang),
            Self::Decided => refusals::decided(lang),
            Self::StandsOnIt => refusals::stands_on_it(lang),
            Self::NotYours => refusals::not_yours(lang),
            Self::NoAcceptance => refusals::no_acceptance(lang),
            Self::EvidenceChanged => refusals::evidence_changed(lang),
            Self::NoQuestion => refusals::no_question(lang),
            Self::AwaitsWord(day) => refusals::awaits_word(lang, day.strftime("%d.%m.%Y").to_string()),
            Self::NotYet(day) => refusals::not_yet(lang, day.strftime("%d.%m.%Y").to_string()),
            Self::Incomplete => refusals::incomplete(lang),
            Self::NoSuchCode => refusals::no_such_code(lang),
            Self::CodeUsed(day) => refusals::code_used(lang, day.strftime("%d.%m.%Y").to_string()),
            Self::TooManyCodes => refusals::too_many_codes(lang),
            Self::ReadingOver => refusals::reading_over(lang),
            Self::TextChanged => refusals::text_changed(lang),
            Self::CardChanged => refusals::card_changed(lang),
            Self::TooFewRight(right, needed) => refusals::too_few_right(lang, *right as usize, *needed as usize),
            Self::PersonLeft => refusals::person_left(lang),
            Self::Row(number, rule) => refusals::row(lang, number.to_string(), rule.told(lang)),
            Self::ClockBehind => refusals::clock_behind(lang),
            Self::ClockInOrder => refusals::clock_in_order(lang),
            Self::OtherWord => refusals::other_word(lang),
            Self::NoSheet => refusals::no_sheet(lang),
            Self::BackupRuns => refusals::backup_runs(lang),
            Self::Interrupted => refusals::interrupted(lang),
            Self::KeptAlready => refusals::kept_already(lang),
            Self::FileNotKept => refusals::file_not_kept(lang),
            Self::FileErased => refusals::file_erased(lang),
            Self::Clashing(rules) => refusals::clashing(lang, *rules as usize),
            Self::TooLong => refusals::too_long(lang),
            Self::DiskFull => refusals::disk_full(lang),
            Self::Disk => refusals::disk(lang),
            Self::Unsure => refusals::unsure(lang),
            Self::Stopped => refusals::stopped(lang),
        }
    }
}

fn changed(lang: Lang, conflicts: &[Conflict]) -> String {
    // What no person reads is not shown: of people and of rows it is said that somebody else changed them.
    let read = |text: &String| {
        !text.starts_with(['{', '[', '"']) && !text.contains("person-") && !["null", "true", "false"].contains(&text.as_str())
    };
    let each = conflicts.iter().map(|conflict| {
        if ![&conflict.opened, &conflict.now, &conflict.wanted].into_iter().all(read) {
            return refusals::conflict_of_rows(lang, conflict.field.told(lang));
        }
        let [opened, now, wanted] = [&conflict.opened, &conflict.now, &conflict.wanted].map(|text| legible(lang, text));
        refusals::conflict(lang, conflict.field.told(lang), opened, now, wanted)
    });
    let last = conflicts.iter().max_by_key(|conflict| conflict.entry).and_then(|conflict| conflict.last.as_ref());
    let last = last.map(|last| refusals::conflict_last(lang, last.at.strftime("%d.%m.%Y, %H:%M").to_string(), &last.who));
    std::iter::once(refusals::changed_meanwhile(lang)).chain(each).chain(last).collect::<Vec<_>>().join(" ")
}

/// What stands between the words of a choice in both languages.
const CHOSEN: char = '\u{1f}';

/// A choice as a conflict bears it: whoever reads it later may read another language.
pub(crate) fn chosen(word: words::Word) -> String {
    format!("{}{CHOSEN}{}", word(Lang::Ru), word(Lang::En))
}

/// A value as people read it: nothing in words, a day with its month in the middle.
fn legible(lang: Lang, text: &str) -> String {
    let text = text.split_once(CHOSEN).map_or(text, |(russian, english)| if lang == Lang::Ru { russian } else { english });
    match text.parse::<Date>() {
        Ok(day) => day.strftime("%d.%m.%Y").to_string(),
        Err(_) if text.is_empty() => words::events::not_said(lang),
        Err(_) => text.to_owned(),
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.rule.code())
    }
}

impl std::error::Error for Refusal {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conflict_shows_both_and_who_wrote_last() {
        let conflict = Conflict {
            field: Field::SchoolName,
            opened: "Лицей 1".into(),
            now: "Лицей № 1".into(),
            wanted: "Лицей №1".into(),
            entry: 1040,
            last: Some(Box::new(LastWritten { who: "Ким К. О.".into(), at: "2026-10-12T09:05[Europe/Moscow]".parse().unwrap() })),
        };
        let told = Rule::ChangedMeanwhile(vec![conflict]).told(Lang::Ru);
        for part in ["Лицей 1", "Лицей № 1", "Лицей №1", "12.10.2026, 09:05", "Ким К. О."] {
            assert!(told.contains(part), "{told}");
        }
    }

    /// What stood empty is said in words, and a day as people write it.
    #[test]
    fn a_conflict_is_read_by_people() {
        let texts = |field, opened: &str, now: &str, wanted: &str| Conflict {
            field,
            opened: opened.into(),
            now: now.into(),
            wanted: wanted.into(),
            entry: 7,
            last: None,
        };
        let place = texts(Field::EventPlace, "", "каб. 12", "актовый зал");
        let day = texts(Field::EventDay, "2026-10-12", "2026-10-13", "2026-10-14");
        let told = Rule::ChangedMeanwhile(vec![place, day]).told(Lang::Ru);
        for part in ["было «не указано», теперь «каб. 12»", "было «12.10.2026», теперь «13.10.2026»", "у вас «14.10.2026»"]
        {
            assert!(told.contains(part), "{told}");
        }
        assert!(!told.contains("«»") && !told.contains("2026-"), "{told}");
    }

    /// A choice is told by its words in the language of whoever reads, never by its code.
    #[test]
    fn a_conflict_of_choices_is_told_by_their_words() {
        let [opened, now, wanted] = [words::support::place_part, words::support::place_winner, words::support::place_prize].map(chosen);
        let conflict = Conflict { field: Field::Outcome, opened, now, wanted, entry: 7, last: None };
        let rule = Rule::ChangedMeanwhile(vec![conflict]);
        assert!(rule.told(Lang::Ru).contains("«победитель»") && !rule.told(Lang::Ru).contains("winner"), "{}", rule.told(Lang::Ru));
        assert!(rule.told(Lang::En).contains("winner") && !rule.told(Lang::En).contains("победитель"));
    }
}
