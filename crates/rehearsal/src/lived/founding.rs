//! The school is founded, its recovery sheet put into the safe, its people invited; each comes with a slip and chooses a password.

use std::collections::BTreeMap;

use jiff::civil::date;
use jiff::{SignedDuration, Span};
use workflow::people::{Claim, Give, Hash, Invite, IssueSlip, List, Lock, SetPost, Slip, Withdraw};
use workflow::recovery::{Confirm, Sheet};
use workflow::school::{Found, Overview, Periods, Week};
use workflow::{Actor, Id, Reader, Role, Scope, Store};

use super::cast::{CAST, FOUNDER, FOUNDERS_POST, Part, Person, School, names};
use super::hand::Hand;
use super::{LiveError, NOW, PASSWORD, SCHOOL, YEAR, ZONE, hand};

/// Until this day people are invited before the plan is made; who comes later comes in the course of the year.
const BEFORE_THE_PLAN: jiff::civil::Date = date(2026, 8, 24);

/// What everybody's password is checked against.
fn password() -> Result<Hash, LiveError> {
    Hash::of(PASSWORD, [7; 16]).ok_or_else(|| LiveError::Missing("пароль".to_owned()))
}

/// The school with whoever is there when its plan is begun.
pub(super) async fn found(hand: &mut Hand<'_>, seed: u64) -> Result<School, LiveError> {
    let mut school = begun(hand, seed).await?;
    let early: Vec<&Part> = CAST.iter().filter(|part| part.invited <= BEFORE_THE_PLAN).collect();
    for day in early.chunk_by(|one, other| one.invited == other.invited) {
        come(hand, &mut school, day).await?;
        if school.people.contains_key("administrator") && day.iter().any(|part| part.key == "administrator") {
            part_the_roles(hand, &school).await?;
        }
    }
    Ok(school)
}

async fn begun(hand: &mut Hand<'_>, seed: u64) -> Result<School, LiveError> {
    let mut named = names(seed).into_iter().map(|(key, name)| (key, Person { id: Id::school(), name })).collect::<BTreeMap<_, _>>();
    let founder = named.get_mut(FOUNDER).ok_or_else(|| LiveError::Missing(FOUNDER.to_owned()))?;
    let found = Found {
        person: founder.name.whole(),
        password: Some(password()?),
        school: SCHOOL.to_owned(),
        week: Week::Five,
        periods: Periods::Quarters,
        zone: ZONE.to_owned(),
        first_day: YEAR.0,
        last_day: YEAR.1,
    };
    let receipt = hand.act(Actor::Program, found).await?;
    let founded = receipt.done;
    founder.id = founded.person.clone();
    let post = SetPost { person: founded.person.clone(), seen: receipt.entry, post: FOUNDERS_POST.to_owned() };
    hand.does(&founded.person, post).await?;
    let sheet = Sheet::fresh(&hand.drawn());
    let issued = hand.does(&founded.person, sheet.issue()).await?.done;
    hand.does(&founded.person, Confirm { sheet: issued, word: sheet.word }).await?;
    Ok(School { year: founded.year, people: named, events: BTreeMap::new(), children: Vec::new() })
}

/// Those of one day are invited in the morning and come after lunch.
pub(super) async fn come(hand: &mut Hand<'_>, school: &mut School, parts: &[&Part]) -> Result<(), LiveError> {
    let Some(day) = parts.first().map(|part| part.invited) else { return Ok(()) };
    hand.goes_to(day, 10);
    let administrator = school.id("administrator")?;
    let by = if administrator == Id::school() { school.id(FOUNDER)? } else { administrator };
    let mut slips = Vec::new();
    for part in parts {
        slips.push(invite(hand, school, part, &by).await?);
    }
    hand.goes_to(day, 14);
    for (part, slip) in parts.iter().zip(slips).filter(|(part, _)| part.key != super::cast::NEWCOMER) {
        let claim = Claim { digest: slip.digest(), password: password()? };
        let claimed = hand.act(Actor::Program, claim).await?.done;
        debug_assert_eq!(school.id(part.key).ok(), Some(claimed));
    }
    Ok(())
}

async fn invite(hand: &mut Hand<'_>, school: &mut School, part: &Part, by: &Id) -> Result<Slip, LiveError> {
    let name = school.person(part.key)?.name.whole();
    let invited = hand.does(by, Invite { name }).await?;
    let person = invited.done;
    hand.does(by, SetPost { person: person.clone(), seen: invited.entry, post: part.post.to_owned() }).await?;
    for role in part.roles {
        let give = Give { person: person.clone(), role: *role, scope: Scope::School, from: part.invited, to: None };
        hand.does(by, give).await?;
    }
    let slip = Slip::of(hand.drawn());
    let until = hand.now().saturating_add(SignedDuration::from_hours(72)).timestamp();
    hand.does(by, IssueSlip { person: person.clone(), digest: slip.digest(), until }).await?;
    if let Some(known) = school.people.get_mut(part.key) {
        known.id = person;
    }
    Ok(slip)
}

/// From now on the accounts are the administrator's: the deputy head keeps the plan only.
async fn part_the_roles(hand: &mut Hand<'_>, school: &School) -> Result<(), LiveError> {
    let (administrator, founder) = (school.id("administrator")?, school.id(FOUNDER)?);
    let next = hand.now().date().saturating_add(Span::new().days(1));
    hand.goes_to(next, 11);
    let people = hand.sees(&administrator, List).await?;
    let held = people.into_iter().filter(|person| person.id == founder).flat_map(|person| person.roles);
    for held in held.filter(|held| held.role == Role::Administrator) {
        hand.does(&administrator, Withdraw { held_role: held.id }).await?;
    }
    Ok(())
}

/// Somebody leaves: shut out on the last day.
pub(super) async fn leave(hand: &mut Hand<'_>, school: &School, part: &str) -> Result<(), LiveError> {
    let (administrator, gone) = (school.id("administrator")?, school.id(part)?);
    let people = hand.sees(&administrator, List).await?;
    let seen = people.iter().find(|person| person.id == gone).map_or(0, |person| person.entry);
    hand.does(&administrator, Lock { person: gone, seen }).await.map(drop)
}

/// The people of a school that was lived through before.
pub(super) async fn met(store: &Store, seed: u64) -> Result<School, LiveError> {
    let console = Reader::new(Actor::Console, hand::moment(NOW));
    let refused = |act| move |refusal| LiveError::Refused { act, refusal: Box::new(refusal) };
    let listed = store.see(console.clone(), List).await.map_err(refused("people.see"))?;
    let years = store.see(console, Overview).await.map_err(refused("school.see"))?.years;
    let year = years.into_iter().next().ok_or_else(|| LiveError::Missing("год".to_owned()))?.id;
    let known = names(seed).into_iter().filter_map(|(key, name)| {
        let whole = name.whole();
        let id = listed.iter().find(|person| person.name == whole)?.id.clone();
        Some((key, Person { id, name }))
    });
    Ok(School { year, people: known.collect(), events: BTreeMap::new(), children: Vec::new() })
}
