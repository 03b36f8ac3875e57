//! Papers with numbers: one after another in a year, each number once, kept as they were.

use super::desk::{Desk, person};
use super::plans::see;
use crate::act::Act;
use crate::plan::{IssuePaper, Papers};
use crate::procedure::IssueProcedurePaper;
use crate::refusal::{Field, Rule};

#[test]
fn a_number_is_given_once_and_the_next_is_the_years() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let sample = IssuePaper::sample(&world);
    let shown = |desk: &Desk| see(desk, &by, &Papers { plan: sample.plan.clone() }).unwrap();
    assert_eq!((shown(&desk).next, shown(&desk).papers.len()), (1, 0));
    assert_eq!(desk.perform(&by, sample.clone()).unwrap().done.number, 1);
    let twice = desk.perform(&by, sample.clone()).unwrap_err();
    assert_eq!(twice.rule, Rule::Wrong(Field::PaperNumber), "two people issued at once: the second asks for the next number");
    // Another plan of the same year goes on in the same register.
    let draft = IssuePaper { plan: world.plan.draft.clone(), number: 2, ..sample.clone() };
    assert_eq!(desk.perform(&by, draft).unwrap().done.number, 2);
    assert_eq!((shown(&desk).next, shown(&desk).papers.len()), (3, 1));
    // The register of the year names every paper that took a number, of whichever plan or procedure.
    let paper = IssueProcedurePaper { number: 3, procedure: None, kind: "site".into(), ..IssueProcedurePaper::sample(&world) };
    desk.perform(&by, paper).unwrap();
    let others: Vec<_> = shown(&desk).others.into_iter().map(|other| (other.paper.number, other.plan)).collect();
    assert_eq!(others, [(3, None), (2, Some(world.plan.draft.clone()))]);
    for (wrong, rule) in [
        (IssuePaper { number: 4, title: " ".into(), ..sample.clone() }, Rule::Missing(Field::PlanTitle)),
        (IssuePaper { number: 4, word: "никакой".into(), ..sample.clone() }, Rule::Wrong(Field::File)),
        (IssuePaper { number: 5, ..sample.clone() }, Rule::Wrong(Field::PaperNumber)),
    ] {
        assert_eq!(desk.perform(&by, wrong).unwrap_err().rule, rule);
    }
    assert_eq!(shown(&desk).next, 4, "what was refused took no number");
}
