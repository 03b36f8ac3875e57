//! Plans of the levels above: taken, answered, taken away.

use super::desk::{Desk, person};
use super::plans::see;
use crate::act::Act;
use crate::id::Id;
use crate::levels::{Answer, Answered, Level, Levels, RemoveUpper, TakeUpper, UpperRow};
use crate::plan::Remove;
use crate::refusal::{Field, Rule};
use crate::world::World;

/// A plan of a municipality, and a measure of it.
pub fn furnish(desk: &mut Desk, world: &World, founder: &Id) -> (Id, Id) {
    let take = TakeUpper { level: Level::Municipality, ..TakeUpper::sample(world) };
    let upper = desk.perform(&person(founder), take).unwrap().done;
    let shown = see(desk, &person(founder), &Levels { year: world.year.clone() }).unwrap();
    (upper, shown[0].measures[1].id.clone())
}

#[test]
fn every_measure_above_is_answered_open_or_not_the_schools() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let shown = |desk: &Desk| see(desk, &by, &Levels { year: world.year.clone() }).unwrap();
    let answered = |desk: &Desk| shown(desk).last().unwrap().measures[1].answered.clone();
    desk.perform(&by, TakeUpper::sample(&world)).unwrap();
    assert_eq!(shown(&desk).iter().map(|plan| plan.level).collect::<Vec<_>>(), [Level::Region, Level::Municipality], "the highest first");
    assert_eq!(answered(&desk), Answered::Open);
    let sample = Answer::sample(&world);
    desk.perform(&by, sample.clone()).unwrap();
    assert_eq!(answered(&desk), Answered::By(vec![world.plan.measure.clone()]));
    desk.perform(&by, Answer { measures: Vec::new(), reason: "Делает управление".into(), ..sample.clone() }).unwrap();
    assert_eq!(answered(&desk), Answered::NotOurs("Делает управление".into()));
    // Both at once says nothing; a measure of nobody answers nothing; the same one twice is one too many.
    for (wrong, rule) in [
        (Answer { reason: "и то и то".into(), ..sample.clone() }, Rule::Wrong(Field::Reason)),
        (Answer { measures: vec![world.plan.measure.clone(); 2], ..sample.clone() }, Rule::Wrong(Field::Reason)),
        (Answer { measures: vec![Id::read("measure-22222222").unwrap()], ..sample.clone() }, Rule::NotThere),
        (Answer { upper: world.upper.clone(), ..sample.clone() }, Rule::NotThere),
    ] {
        assert_eq!(desk.perform(&by, wrong).unwrap_err().rule, rule);
    }
    desk.perform(&by, Answer { measures: Vec::new(), reason: " ".into(), ..sample.clone() }).unwrap();
    assert_eq!(answered(&desk), Answered::Open, "open again");
    // A measure that is removed from the school's plan answers nothing any more.
    let idle = Answer { measures: vec![world.plan.idle.clone()], ..sample.clone() };
    desk.perform(&by, idle).unwrap();
    let remove = Remove { measure: world.plan.idle.clone(), ..Remove::sample(&world) };
    desk.perform(&by, remove).unwrap();
    assert_eq!(answered(&desk), Answered::Open);
    desk.perform(&by, RemoveUpper { plan: world.upper.clone() }).unwrap();
    assert_eq!(shown(&desk).len(), 1);
    assert_eq!(desk.perform(&by, sample).unwrap_err().rule, Rule::NotThere, "it went with its plan");
}

#[test]
fn a_plan_above_without_rows_or_with_a_spoiled_one_is_not_taken() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let sample = TakeUpper::sample(&world);
    let row = |text: &str| UpperRow { text: text.into(), ..sample.rows[0].clone() };
    for (wrong, rule) in [
        (TakeUpper { rows: Vec::new(), ..sample.clone() }, Rule::Wrong(Field::Rows)),
        (TakeUpper { rows: vec![row("Семинар"); 1_001], ..sample.clone() }, Rule::Wrong(Field::Rows)),
        (TakeUpper { rows: vec![row("Семинар"), row(" ")], ..sample.clone() }, Rule::Row(2, Box::new(Rule::Missing(Field::MeasureText)))),
        (TakeUpper { title: String::new(), ..sample.clone() }, Rule::Missing(Field::PlanTitle)),
        (TakeUpper { file: "ab".repeat(32), ..sample.clone() }, Rule::FileNotKept),
        (TakeUpper { year: world.upper.clone(), ..sample.clone() }, Rule::NotThere),
    ] {
        assert_eq!(desk.perform(&by, wrong).unwrap_err().rule, rule);
    }
}
