//! Families read something and confirm by a code: once, the text as it stands, nobody's name in the journal.

use jiff::Span;

use super::desk::{Desk, dump, morning, once, person, program};
use super::plans::see;
use crate::act::Act;
use crate::erasure::{AskErasure, ConfirmErasure, Ground};
use crate::event::{
    Cancel, Change, Close, ConfirmByCode, Content, Families, FamiliesOf, FamiliesShown, FamiliesSigned, FamilyCode, FamilyHow, GiveCodes,
    OneEvent, Plan, Planned, Reopen, ToRead, sample_notice,
};
use crate::id::Id;
use crate::people::Give;
use crate::reader::{Actor, Reader};
use crate::refusal::{Field, Refusal, Rule};
use crate::role::{Role, Scope};
use crate::roster::{MergePupils, SetClassTeacher};
use crate::school::Edit;
use crate::world::World;

struct School {
    desk: Desk,
    world: World,
    deputy: Reader,
    event: Id,
    code: FamilyCode,
}

fn school() -> School {
    let (desk, world, founder) = Desk::furnished();
    let (event, code) = (world.event.to_families.clone(), world.event.family_code.clone());
    School { desk, world, deputy: person(&founder).after_step_up(), event, code }
}

fn rule<T>(answer: Result<T, Refusal>) -> Rule {
    answer.map(drop).unwrap_err().rule
}

fn code(seed: u8) -> FamilyCode {
    FamilyCode::of([seed; FamilyCode::RANDOM])
}

impl School {
    fn digest(&self) -> String {
        see(&self.desk, &self.deputy, &OneEvent { event: self.event.clone() }).unwrap().digest
    }

    fn counted(&self, by: &Reader) -> Option<Families> {
        see(&self.desk, by, &OneEvent { event: self.event.clone() }).unwrap().families
    }

    fn families(&self) -> FamiliesShown {
        see(&self.desk, &self.deputy, &FamiliesOf { event: self.event.clone() }).unwrap()
    }

    fn confirms(&mut self, code: &FamilyCode, digest: &str) -> Result<(), Refusal> {
        self.desk.perform(&program(), ConfirmByCode { code: code.clone(), digest: digest.to_owned() }).map(drop)
    }

    fn gives(&mut self, pupil: &Id, code: FamilyCode) -> Result<(), Refusal> {
        let give = GiveCodes { event: self.event.clone(), seen: 1, codes: [(pupil.clone(), code)].into() };
        self.desk.perform(&self.deputy.clone(), give).map(drop)
    }

    fn says(&mut self, text: &str) {
        let opened = see(&self.desk, &self.deputy, &OneEvent { event: self.event.clone() }).unwrap().planned;
        let content = Content { text: text.into(), ..opened.content.clone() };
        let edit = Edit { wanted: Planned { content, ..opened.clone() }, opened };
        self.desk.perform(&self.deputy.clone(), Change { event: self.event.clone(), seen: 1, edit }).unwrap();
    }

    fn line(&self, pupil: &Id) -> crate::event::FamilyLine {
        self.families().lines.into_iter().find(|line| line.pupil == *pupil).unwrap()
    }
}

/// A code opens the text, confirms once, and says the day when it comes again; a wrong one opens nothing.
/// covers: R39
#[test]
fn a_family_confirms_once_by_its_code() {
    let mut school = school();
    let (good, digest, pupil) = (school.code.clone(), school.digest(), school.world.roster.pupil.clone());
    let shown = see(&school.desk, &program(), &ToRead { code: good.clone() }).unwrap();
    assert_eq!((shown.title.as_str(), shown.read, shown.digest.as_str()), ("Сроки и места итоговых работ", None, digest.as_str()));
    assert_eq!(rule(see(&school.desk, &program(), &ToRead { code: code(3) })), Rule::NoSuchCode);
    assert_eq!(rule(school.confirms(&code(3), &digest)), Rule::NoSuchCode);
    assert_eq!(rule(school.confirms(&good, "another text")), Rule::TextChanged);
    let act = || ConfirmByCode { code: good.clone(), digest: digest.clone() };
    let (key, by) = (once(), program());
    let first = school.desk.writer.perform(&by, &key, act()).unwrap();
    assert_eq!(first.done.pupil, pupil);
    // The same form sent twice is one confirmation; another code under its key is another form.
    assert!(school.desk.writer.perform(&by, &key, act()).unwrap().again);
    let other = ConfirmByCode { code: code(3), digest: digest.clone() };
    assert_eq!(rule(school.desk.writer.perform(&by, &key, other)), Rule::KeyUsed);
    // A day later the code says when it was.
    let later = Reader::new(Actor::Program, morning().checked_add(Span::new().days(1)).unwrap());
    let today = school.world.today;
    assert_eq!(rule(school.desk.perform(&later, act())), Rule::CodeUsed(today));
    assert_eq!(see(&school.desk, &later, &ToRead { code: good }).unwrap().read, Some(today));
    let line = school.line(&pupil);
    assert_eq!((line.read, line.before, line.who.name.is_empty()), (Some((today, FamilyHow::Code)), None, false));
    assert_eq!(rule(school.gives(&pupil, code(4))), Rule::Wrong(Field::Participants), "who confirmed needs no other code");
}

/// The older paper is good no longer, and of a code only its hash is kept.
#[test]
fn a_new_code_takes_the_place_of_the_old_one() {
    let mut school = school();
    let (old, digest, pupil) = (school.code.clone(), school.digest(), school.world.roster.pupil.clone());
    school.gives(&pupil, code(4)).unwrap();
    assert_eq!(rule(school.confirms(&old, &digest)), Rule::NoSuchCode);
    let dump = dump(school.desk.connection());
    for code in [&old, &code(4)] {
        let shown = code.shown();
        assert!(!dump.contains(&shown) && !dump.contains(&shown.replace('-', "")), "no code is kept");
    }
    school.confirms(&code(4), &digest).unwrap();
    let stranger = school.world.active.clone();
    assert_eq!(rule(school.gives(&stranger, code(5))), Rule::Wrong(Field::Participants));
    let nobody = GiveCodes { event: school.event.clone(), seen: 1, codes: Default::default() };
    assert_eq!(rule(school.desk.perform(&school.deputy.clone(), nobody)), Rule::NothingChanged);
}

/// What was confirmed is the text of that day; the same paper confirms the new one too.
/// covers: R25
#[test]
fn another_text_is_confirmed_anew() {
    let mut school = school();
    let (good, first, pupil) = (school.code.clone(), school.digest(), school.world.roster.pupil.clone());
    school.confirms(&good, &first).unwrap();
    assert_eq!(school.counted(&school.deputy).unwrap().read, 1);
    school.says("Работы перенесены на ноябрь.");
    let (line, today) = (school.line(&pupil), school.world.today);
    assert_eq!((school.counted(&school.deputy).unwrap().read, line.read, line.before), (0, None, Some(today)));
    assert_eq!(rule(school.confirms(&good, &first)), Rule::TextChanged);
    // A code given for the new text leaves the day of the old one beside it.
    school.gives(&pupil, code(4)).unwrap();
    assert_eq!(school.line(&pupil).before, Some(today));
    let now = school.digest();
    school.confirms(&code(4), &now).unwrap();
    assert_eq!(school.line(&pupil).read, Some((today, FamilyHow::Code)));
}

/// What is over cannot be confirmed; who confirmed before still reads that she did. A notice to families alone is closed without a reader.
#[test]
fn what_is_over_is_not_confirmed() {
    let mut school = school();
    let (good, digest, by) = (school.code.clone(), school.digest(), school.deputy.clone());
    let event = school.event.clone();
    let cancel = Cancel { event: event.clone(), seen: 1, reason: "Перенесено".into() };
    school.desk.perform(&by, cancel).unwrap();
    assert_eq!(rule(school.confirms(&good, &digest)), Rule::ReadingOver);
    assert_eq!(rule(see(&school.desk, &program(), &ToRead { code: good.clone() })), Rule::ReadingOver);
    let pupil = school.world.roster.pupil.clone();
    assert_eq!(rule(school.gives(&pupil, code(4))), Rule::NoSuchStep);
    school.desk.perform(&by, Reopen { event: event.clone(), seen: 1, reason: "Снова".into() }).unwrap();
    school.confirms(&good, &digest).unwrap();
    let until = school.world.today.checked_add(Span::new().days(7)).unwrap();
    let alone = Planned { people: Default::default(), ..sample_notice(&school.world) };
    let alone = Planned { content: Content { until: Some(until), ..alone.content.clone() }, ..alone };
    let digest = alone.content.digest().to_string();
    let alone = school.desk.perform(&by, Plan { kind: "reading".into(), planned: alone }).unwrap().done;
    let close = |event: &Id| Close { event: event.clone(), seen: 1, words: "Прочитано".into() };
    assert_eq!(rule(school.desk.perform(&by, close(&alone))), Rule::Incomplete);
    let give = GiveCodes { event: alone.clone(), seen: 1, codes: [(pupil, code(6))].into() };
    school.desk.perform(&by, give).unwrap();
    school.desk.perform(&by, close(&alone)).unwrap();
    // The paper says until when: closing does not shorten it.
    let on = |day: jiff::civil::Date| Reader::new(Actor::Program, day.at(9, 0, 0, 0).in_tz("Europe/Moscow").unwrap());
    let act = || ConfirmByCode { code: code(6), digest: digest.clone() };
    assert_eq!(rule(school.desk.perform(&on(until.tomorrow().unwrap()), act())), Rule::ReadingOver);
    assert_eq!(rule(see(&school.desk, &on(until.tomorrow().unwrap()), &ToRead { code: code(6) })), Rule::ReadingOver);
    school.desk.perform(&on(until), act()).unwrap();
}

/// A paper that came back signed is written down by whoever keeps the class; so is that a family declined, which a code can still take back. What a
/// family confirmed itself stays as it did.
/// covers: R39
#[test]
fn a_signature_on_paper_and_a_refusal_are_written_down() {
    let mut school = school();
    let (by, pupil, today) = (school.deputy.clone(), school.world.roster.pupil.clone(), school.world.today);
    let digest = school.digest();
    let act = |school: &School, declined| FamiliesSigned {
        event: school.event.clone(),
        digest: school.digest(),
        declined,
        sheet: None,
        ..FamiliesSigned::sample(&school.world)
    };
    let signed = act(&school, true);
    school.desk.perform(&by, signed).unwrap();
    assert_eq!(school.line(&pupil).read, Some((today, FamilyHow::Declined)));
    let counted = school.counted(&by).unwrap();
    assert_eq!((counted.read, counted.declined), (0, 1));
    // The same text on a paper that came back after all; then nothing more is written of it.
    let signed = act(&school, false);
    school.desk.perform(&by, signed.clone()).unwrap();
    assert_eq!(school.line(&pupil).read, Some((today, FamilyHow::Sheet)));
    assert_eq!(rule(school.desk.perform(&by, signed)), Rule::Wrong(Field::Participants));
    let good = school.code.clone();
    assert_eq!(rule(school.confirms(&good, &digest)), Rule::CodeUsed(today));
    let counted = school.counted(&by).unwrap();
    assert_eq!((counted.read, counted.declined), (1, 0));
    // Another text is another paper; a day to come is on none; nobody is nobody.
    school.says("Работы перенесены на ноябрь.");
    let of_before = FamiliesSigned { digest, ..act(&school, false) };
    assert_eq!(rule(school.desk.perform(&by, of_before)), Rule::TextChanged);
    let tomorrow = FamiliesSigned { day: today.tomorrow().unwrap(), ..act(&school, false) };
    assert_eq!(rule(school.desk.perform(&by, tomorrow)), Rule::Wrong(Field::PaperDay));
    let before = FamiliesSigned { day: jiff::civil::date(1999, 1, 1), ..act(&school, false) };
    assert_eq!(rule(school.desk.perform(&by, before)), Rule::Wrong(Field::PaperDay), "nobody signs what is not there yet");
    let nobody = FamiliesSigned { pupils: Default::default(), ..act(&school, false) };
    assert_eq!(rule(school.desk.perform(&by, nobody)), Rule::NothingChanged);
    // A family that declined confirms by its code: then it confirmed.
    let declined = act(&school, true);
    school.desk.perform(&by, declined).unwrap();
    let now = school.digest();
    school.confirms(&good, &now).unwrap();
    assert_eq!(school.line(&pupil).read, Some((today, FamilyHow::Code)));
    let late = act(&school, true);
    assert_eq!(rule(school.desk.perform(&by, late)), Rule::Wrong(Field::Participants));
}

/// A notice that was made counts; a paper that was signed without one does not.
#[test]
fn only_notices_that_were_made_are_counted() {
    let mut school = school();
    let (by, digest, pupil) = (school.deputy.clone(), school.digest(), school.world.roster.pupil.clone());
    let other = school.families().lines.into_iter().find(|line| line.pupil != pupil && !line.given).unwrap().pupil;
    let signed = FamiliesSigned { event: school.event.clone(), digest, pupils: [other].into(), ..FamiliesSigned::sample(&school.world) };
    school.desk.perform(&by, signed).unwrap();
    let counted = school.counted(&by).unwrap();
    assert_eq!((counted.read, counted.given), (1, 1), "the code of the other family");
    let (good, digest) = (school.code.clone(), school.digest());
    school.confirms(&good, &digest).unwrap();
    let counted = school.counted(&by).unwrap();
    assert_eq!((counted.read, counted.given), (2, 1));
}

/// Families of a class an event was of before are not shown to the teacher of the one it is of now.
/// covers: C4
#[test]
fn another_class_does_not_see_who_answered_in_the_first() {
    let mut school = school();
    let (good, digest, pupil) = (school.code.clone(), school.digest(), school.world.roster.pupil.clone());
    school.confirms(&good, &digest).unwrap();
    let opened = see(&school.desk, &school.deputy, &OneEvent { event: school.event.clone() }).unwrap().planned;
    let content = Content { class: "7Б".into(), ..opened.content.clone() };
    let edit = Edit { wanted: Planned { content, ..opened.clone() }, opened };
    school.desk.perform(&school.deputy.clone(), Change { event: school.event.clone(), seen: 1, edit }).unwrap();
    assert!(school.families().lines.iter().all(|line| line.pupil != pupil));
}

/// The class teacher of the class gives codes and sees names; another teacher, who has a place in the event, sees neither.
#[test]
fn names_are_for_whoever_keeps_the_class() {
    let mut school = school();
    let teacher = person(&school.world.active).after_step_up();
    let asked = FamiliesOf { event: school.event.clone() };
    let give = |school: &School| GiveCodes { event: school.event.clone(), ..GiveCodes::sample(&school.world) };
    assert_eq!(rule(see(&school.desk, &teacher, &asked)), Rule::NotAllowed);
    assert_eq!(rule(see(&school.desk, &person(school.deputy.person().unwrap()), &asked)), Rule::StepUp);
    // She answers for the event: counts, no names.
    let counted = school.counted(&teacher).unwrap();
    assert!(counted.all >= 1 && counted.given == 1 && counted.read == 0 && !counted.named, "{counted:?}");
    let of = |class: &str| Scope::Class(class.into());
    let other =
        Give { person: school.world.active.clone(), role: Role::ClassTeacher, scope: of("7Б"), from: school.world.today, to: None };
    school.desk.perform(&school.deputy.clone(), other).unwrap();
    assert_eq!(rule(see(&school.desk, &teacher, &asked)), Rule::NotThere);
    let act = give(&school);
    assert_eq!(rule(school.desk.perform(&teacher, act)), Rule::NotThere);
    let set = SetClassTeacher { class: school.world.roster.class.clone(), seen: 1, teacher: teacher.person().cloned() };
    school.desk.perform(&school.deputy.clone(), set).unwrap();
    assert!(school.counted(&teacher).unwrap().named && see(&school.desk, &teacher, &asked).is_ok());
    let act = give(&school);
    school.desk.perform(&teacher, act).unwrap();
}

/// With the pupil go the code and the confirmation; a merged record brings them along.
#[test]
fn a_code_goes_with_the_pupil() {
    let mut school = school();
    let (digest, by) = (school.digest(), school.deputy.clone());
    let [into, merged] = school.world.roster.twice.clone();
    let (good, pupil) = (school.code.clone(), school.world.roster.pupil.clone());
    let count = |school: &School, pupil: &Id| {
        let sql = "select count(*) from family_code where pupil = ?";
        school.desk.connection().query_row(sql, [pupil.as_str()], |row| row.get::<_, u32>(0)).unwrap()
    };
    school.gives(&into.0, code(4)).unwrap();
    school.gives(&merged.0, code(5)).unwrap();
    school.desk.perform(&by, MergePupils { into: into.0.clone(), merged: merged.0.clone(), seen: [into.1, merged.1] }).unwrap();
    assert_eq!((count(&school, &into.0), count(&school, &merged.0)), (2, 0));
    school.confirms(&code(5), &digest).unwrap();
    assert_eq!(school.line(&into.0).read, Some((school.world.today, FamilyHow::Code)), "two papers of one family: one is enough");
    school.confirms(&good, &digest).unwrap();
    let give = Give { person: school.world.active.clone(), role: Role::Head, scope: Scope::School, from: school.world.today, to: None };
    school.desk.perform(&by, give).unwrap();
    school.desk.perform(&by, AskErasure { thing: pupil.clone(), ground: Ground::Request, reason: "Заявление".into() }).unwrap();
    let second = person(&school.world.active).after_step_up();
    school.desk.perform(&second, ConfirmErasure { thing: pupil.clone() }).unwrap();
    assert_eq!(count(&school, &pupil), 0);
    assert_eq!(rule(school.confirms(&good, &digest)), Rule::NoSuchCode);
}
