//! Plans of a year for the harnesses: one being written, one in force with something of every kind.

use jiff::civil::Date;
use ledger::Digest;
use records::plan::When;
use records::plan::calendar::Terms;

use super::desk::{Desk, person};
use crate::act::{Act, Look};
use crate::id::Id;
use crate::people::rights;
use crate::plan::sample_content;
use crate::plan::{Add, Approve, Begin, Content, DeclareEffect, DropOccurrence, Kept, Preface, Row, SayDone, Shown, Take, digest_of};
use crate::policy::{admit, authorise};
use crate::reader::Reader;
use crate::refusal::Refusal;
use crate::world::{PlanWorld, World};

/// Plans before there are any.
pub fn nothing() -> PlanWorld {
    let nobody = || Id::read("nobody").unwrap();
    PlanWorld {
        draft: nobody(),
        batch: nobody(),
        approved: nobody(),
        measure: nobody(),
        effect: 0,
        idle: nobody(),
        hers: Vec::new(),
        open: nobody(),
        due: Date::constant(2026, 12, 30),
        done: nobody(),
        evidence: nobody(),
        digest: String::new(),
        drop_asked: nobody(),
        question: nobody(),
        file: Digest::of(b"scan").to_string(),
        terms: Terms { periods: Vec::new(), holidays: Vec::new() },
    }
}

/// A file is kept, as the store does it.
pub fn keep(desk: &mut Desk, bytes: &[u8]) -> String {
    let address = Digest::of(bytes).to_string();
    let sql = "insert into kept_file (address, at) values (?, 0) on conflict do nothing";
    desk.writer.aside(|tx| tx.execute(sql, [&address])).unwrap();
    address
}

/// A plan with the preface of the sample, under another title.
pub fn begin(desk: &mut Desk, world: &World, by: &Id, title: &str) -> Id {
    let sample = Begin::sample(world);
    let begin = Begin { preface: Preface { title: title.into(), ..sample.preface }, ..sample };
    desk.perform(&person(by), begin).unwrap().done
}

/// A measure of the sample with other rules.
pub fn add(desk: &mut Desk, world: &World, by: &Id, plan: &Id, rules: Vec<When>) -> Id {
    let content = Content { rules, ..sample_content() };
    let add = Add { plan: plan.clone(), content, ..Add::sample(world) };
    desk.perform(&person(by), add).unwrap().done[0].clone()
}

/// Occurrences of a measure, the earliest first.
pub fn occurrences(desk: &Desk, measure: &Id) -> Vec<Shown> {
    let sql = "select id, coalesce(put_off_to, due_day), entry from occurrence where measure = ? order by due_day";
    let mut statement = desk.connection().prepare(sql).unwrap();
    let shown = statement.query_map([measure.as_str()], |row| {
        let (id, due): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(Shown { id: Id::read(&id).unwrap(), due: due.parse().unwrap(), seen: row.get(2)? })
    });
    shown.unwrap().map(Result::unwrap).collect()
}

/// Evidence of an occurrence.
pub fn evidence(desk: &Desk, occurrence: &Id) -> Vec<Kept> {
    let db = super::super::db::Db::over(desk.connection());
    Kept::of_occurrence(&db, occurrence).unwrap()
}

/// Both plans, by acts.
pub fn furnish(desk: &mut Desk, world: &World, founder: &Id) -> PlanWorld {
    let mut plan = PlanWorld { file: keep(desk, b"scan"), ..nothing() };
    plan.terms = usual();
    plan.draft = begin(desk, world, founder, "План мероприятий по объективности");
    let mut here = World { plan: plan.clone(), ..world.clone() };
    let take = Take::sample(&here);
    let first =
        Take { rows: vec![Row { origin: "9.1".into(), content: Content { text: "Педсовет".into(), ..sample_content() } }], ..take };
    plan.batch = desk.perform(&person(founder), first).unwrap().done.batch;
    plan.approved = begin(desk, world, founder, "ВШК");
    here.plan = plan.clone();
    plan.measure = add(desk, &here, founder, &plan.approved, sample_content().rules);
    plan.idle = add(desk, &here, founder, &plan.approved, vec![When::AllYear]);
    let asked = add(desk, &here, founder, &plan.approved, vec![When::AsNeeded]);
    plan.question = occurrences(desk, &asked)[2].id.clone();
    let all = occurrences(desk, &plan.measure);
    (plan.open, plan.due) = (all[1].id.clone(), all[1].due);
    (plan.done, plan.drop_asked) = (all[0].id.clone(), all[2].id.clone());
    here.plan = plan.clone();
    let approve = Approve { plan: plan.approved.clone(), ..Approve::sample(&here) };
    desk.perform(&person(founder), approve).unwrap();
    let teacher = person(&world.active);
    let done = SayDone { occurrences: vec![all[0].clone()], ..SayDone::sample(&here) };
    desk.perform(&teacher, done).unwrap();
    let drop = DropOccurrence { occurrence: plan.drop_asked.clone(), ..DropOccurrence::sample(&here) };
    desk.perform(&teacher, drop).unwrap();
    let declare = DeclareEffect { measure: plan.measure.clone(), ..DeclareEffect::sample(&here) };
    plan.effect = desk.perform(&person(founder), declare).unwrap().entry;
    let evidence = evidence(desk, &plan.done);
    (plan.evidence, plan.digest) = (evidence[0].id.clone(), digest_of(&evidence).to_string());
    plan
}

/// Usual periods and holidays of the year of the samples.
fn usual() -> Terms {
    use records::plan::calendar::{Days, DaysOff, Periods};
    let year = Days { first: Date::constant(2026, 9, 1), last: Date::constant(2027, 5, 31) };
    Terms::usual(year, Periods::Quarters, &DaysOff::shipped().unwrap())
}

/// What a look shows this reader, as the store asks it.
pub fn see<L: Look>(desk: &Desk, by: &Reader, look: &L) -> Result<L::Shown, Refusal> {
    let names = super::desk::names();
    let db = super::super::db::Db::over(desk.connection()).knowing(names.as_ref());
    let by = rights(&db, by.clone())?;
    admit(&L::POLICY, &by)?;
    authorise(&L::POLICY, &by, &look.place())?;
    look.see(&by, &db)
}
