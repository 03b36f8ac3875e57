//! The diary becomes acts: each line is looked up in the plan as it stands and performed by whoever it names.

use jiff::civil::Date;
use records::plan::When;
use records::plan::calendar::ScheduleDay;
use workflow::Id;
use workflow::plan::{
    Accept, Add, AgreeToDrop, Attach, Change, Content, DropOccurrence, Evidence, KeptFile, MeasureShown, NotNeeded, OccurrenceShown,
    PutOff, SayDone, SetSchedule, Shown as AsShown, Whole, Withdraw,
};
use workflow::school::Edit;

use super::cast::{CAST, FOUNDER, School};
use super::deeds::{Deed, Extra, Line, Shown, Time};
use super::hand::Hand;
use super::story::lines;
use super::{LiveError, NOW, SCHOOL, founding, meetings, papers, pupils};

/// Lives through the diary.
pub(super) async fn live(hand: &mut Hand<'_>, school: &mut School, (plan, seed): (&Id, u64)) -> Result<(), LiveError> {
    for line in lines() {
        let (day, hour) = line.on;
        hand.goes_to(day, hour);
        perform(hand, school, (plan, seed), line).await?;
    }
    hand.goes_to(NOW.date(), NOW.hour());
    Ok(())
}

async fn perform(
    hand: &mut Hand<'_>,
    school: &mut School,
    (plan, seed): (&Id, u64),
    Line { on: (day, _), by, deed }: Line,
) -> Result<(), LiveError> {
    let who = school.id(by)?;
    let measures = standing(hand, school, plan).await?;
    let one = |time: Time| found(&measures, time);
    match deed {
        Deed::Schedule(schedule, days) => {
            let wanted = days.into_iter().map(|(on, label)| ScheduleDay::typed(on, label)).collect();
            let days = Edit { opened: Vec::new(), wanted };
            hand.does(&who, SetSchedule { year: school.year.clone(), schedule, days }).await?;
        }
        Deed::Done(times, shown) => {
            let occurrences = times.into_iter().map(|time| one(time).map(as_shown)).collect::<Result<_, _>>()?;
            let evidence = evidence(hand, shown, day).await?;
            hand.does(&who, SayDone { occurrences, evidence }).await?;
        }
        Deed::Attach(time, shown) => {
            let OccurrenceShown { id: occurrence, entry: seen, .. } = one(time)?;
            let evidence = evidence(hand, shown, day).await?;
            hand.does(&who, Attach { occurrence, seen, evidence }).await?;
        }
        Deed::Accept(time) => {
            let OccurrenceShown { id: occurrence, entry: seen, digest, .. } = one(time)?;
            hand.does(&who, Accept { occurrence, seen, digest }).await?;
        }
        Deed::PutOff(time, to, reason) => {
            hand.does(&who, PutOff { occurrences: vec![as_shown(one(time)?)], to, reason: reason.into() }).await?;
        }
        Deed::AskToDrop(time, reason) => {
            let OccurrenceShown { id: occurrence, entry: seen, .. } = one(time)?;
            hand.does(&who, DropOccurrence { occurrence, seen, reason: reason.into(), paper: None }).await?;
        }
        Deed::AgreeToDrop(time) => {
            let OccurrenceShown { id: occurrence, entry: seen, .. } = one(time)?;
            hand.does(&who, AgreeToDrop { occurrence, seen }).await?;
        }
        Deed::NotNeeded(time, note) => {
            let OccurrenceShown { id: occurrence, entry: seen, .. } = one(time)?;
            hand.does(&who, NotNeeded { occurrence, seen, note: note.into(), this_year: false }).await?;
        }
        Deed::Withdraw(time, reason) => {
            let OccurrenceShown { id: occurrence, entry: seen, .. } = one(time)?;
            hand.does(&who, Withdraw { occurrence, seen, reason: reason.into() }).await?;
        }
        Deed::Add(extra) => add(hand, school, plan, &who, extra).await?,
        Deed::HandOver(text, to, reason) => {
            let measure = of(&measures, text)?;
            hand_over(hand, school, &who, measure, to, reason).await?;
        }
        Deed::Come(part) => {
            let parts: Vec<_> = CAST.iter().filter(|each| each.key == part).collect();
            founding::come(hand, school, &parts).await?;
        }
        Deed::Meeting(meeting, shows) => {
            let shows = shows.into_iter().map(|time| one(time).map(|one| one.id)).collect::<Result<_, _>>()?;
            meetings::happen(hand, school, &who, day, meeting, shows).await?;
        }
        Deed::Procedures => pupils::scheduled(hand, school, &who, day).await?,
        Deed::Seats => pupils::seated(hand, school, &who).await?,
        Deed::Marks => pupils::marked(hand, school, &who, seed).await?,
        Deed::Help => pupils::helped(hand, school).await?,
        Deed::Helped => pupils::consulted(hand, school).await?,
        Deed::Leave(part) => founding::leave(hand, school, part).await?,
    }
    Ok(())
}

/// The measures of the plan as they stand.
async fn standing(hand: &Hand<'_>, school: &School, plan: &Id) -> Result<Vec<MeasureShown>, LiveError> {
    let whole = hand.sees(&school.id(FOUNDER)?, Whole { plan: plan.clone() }).await?;
    Ok(whole.blocks.into_iter().flat_map(|block| block.measures).collect())
}

/// A measure by its key in the library, or by its text.
fn of<'m>(measures: &'m [MeasureShown], key: &str) -> Result<&'m MeasureShown, LiveError> {
    let named = |measure: &&MeasureShown| measure.content.library.as_deref() == Some(key) || measure.content.text == key;
    measures.iter().find(named).ok_or_else(|| LiveError::Missing(key.to_owned()))
}

fn found(measures: &[MeasureShown], (key, due): Time) -> Result<OccurrenceShown, LiveError> {
    let one = of(measures, key)?.occurrences.iter().find(|one| one.due == due);
    one.cloned().ok_or_else(|| LiveError::Missing(format!("{key} {due}")))
}

fn as_shown(one: OccurrenceShown) -> AsShown {
    AsShown { id: one.id, due: one.due, seen: one.entry }
}

/// Words and, where it has a name, a Word file that says them.
async fn evidence(hand: &Hand<'_>, Shown { words, file }: Shown, day: Date) -> Result<Evidence, LiveError> {
    let file = match file {
        None => None,
        Some(title) => {
            let dated = format!("{}, {}", SCHOOL, day.strftime("%d.%m.%Y"));
            let address = hand.keeps(papers::word(&[title.clone(), dated, words.clone()])?).await?;
            Some(KeptFile { address, name: format!("{title}.docx") })
        }
    };
    Ok(Evidence { words, from: day, to: day, file })
}

async fn add(hand: &mut Hand<'_>, school: &School, plan: &Id, by: &Id, extra: Extra) -> Result<(), LiveError> {
    let Extra { block, text, when, last, owner, reason } = extra;
    let content = Content {
        block: block.into(),
        number: String::new(),
        text: text.into(),
        requirement: None,
        owners: school.person(owner)?.name.short(),
        when: when.into(),
        rules: vec![When::Until { last }],
        expected: "протокол объединения".into(),
        library: None,
        asks_acceptance: false,
    };
    let seen = hand.sees(by, Whole { plan: plan.clone() }).await?.entry;
    let add = Add { plan: plan.clone(), seen, content, people: vec![school.id(owner)?], reason: Some(reason.into()) };
    hand.does(by, add).await.map(drop)
}

async fn hand_over(hand: &mut Hand<'_>, school: &School, by: &Id, measure: &MeasureShown, to: &str, reason: &str) -> Result<(), LiveError> {
    let owner = school.person(to)?;
    let wanted = Content { owners: owner.name.short(), ..measure.content.clone() };
    let people = measure.people.iter().map(|person| person.id.clone()).collect();
    let change = Change {
        measure: measure.id.clone(),
        seen: measure.entry,
        content: Edit { opened: measure.content.clone(), wanted },
        people: Edit { opened: people, wanted: vec![owner.id.clone()] },
        reason: Some(reason.into()),
    };
    hand.does(by, change).await.map(drop)
}
