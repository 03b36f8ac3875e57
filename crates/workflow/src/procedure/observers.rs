//! `procedure.observers`: who of the families may observe a procedure, computed from families and classes; each refusal names its rule.
//! covers: R37

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use records::reference::ObserverRule;
use records::text::folded;

use super::state::ProcedureState;
use super::stored::Procedure;
use super::whole::Whole;
use crate::act::Look;
use crate::id::Id;
use crate::plan;
use crate::policy::{Place, Policy, Purpose};
use crate::reader::Reader;
use crate::refusal::{Refusal, Rule};
use crate::roster::{ClassName, ONE_RELATIVES, Relative};
use crate::store::{Db, params};

/// `procedure.observers`: the password once more, and it is noted: names of families are opened.
#[derive(Clone, Debug)]
pub struct Observers {
    /// Of which procedure.
    pub procedure: Id,
}

/// Who may observe, and who may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObserversShown {
    /// Those who may: those whose children take no part in procedures of the kind first.
    pub may: Vec<Observer>,
    /// Those who may not, each with the rule.
    pub may_not: Vec<(Observer, ObserverRule)>,
    /// Whether only the accredited may: the program does not know who is.
    pub accredited: bool,
}

/// Somebody of a family.
#[derive(Clone, PartialEq, Eq)]
pub struct Observer {
    /// Name.
    pub name: String,
    /// How she can be reached.
    pub contact: String,
    /// Classes of her children.
    pub children: Vec<ClassName>,
    /// Whether none of her children's parallels takes part in procedures of the kind.
    pub apart: bool,
}

/// Never the name: what is printed may end in a log.
impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer(…)")
    }
}

impl Look for Observers {
    const NAME: &'static str = "procedure.observers";
    const POLICY: Policy = Policy { step_up: true, purpose: Purpose::Pupils, ..plan::KEEPERS };
    type Shown = ObserversShown;

    fn place(&self) -> Place {
        Place::of(&self.procedure)
    }

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<ObserversShown, Refusal> {
        let one = Procedure::find(db, &self.procedure)?;
        let whole = Whole::of(db, &one.year)?;
        let rules = whole.rules.kind(&one.kind).map(|kind| kind.observers.clone()).ok_or(Refusal::of(Rule::NotThere))?;
        let staff: Vec<BTreeSet<String>> =
            db.all("select name from person", [], |row| row.get::<String>("name"))?.iter().map(|name| words(name)).collect();
        let held = whole.procedures.iter().filter(|other| other.kind == one.kind && other.state != ProcedureState::Cancelled);
        let taking_part: BTreeSet<u8> = held.map(|other| other.grade).chain([one.grade]).collect();
        let mut shown = ObserversShown { may: Vec::new(), may_not: Vec::new(), accredited: rules.contains(&ObserverRule::Accredited) };
        for family in families(db, &whole, &one)? {
            let Family { name, contacts, children } = family;
            let refused = rules.iter().copied().find(|rule| match rule {
                ObserverRule::NotStaff => staff.iter().any(|one| may_be_one(one, &words(&name))),
                ObserverRule::NoChildInClass | ObserverRule::NoRelativeInProcedure => {
                    children.keys().any(|class| one.seats.iter().any(|seat| seat.class == *class))
                }
                ObserverRule::NoChildInParallel => children.values().any(|class| class.grade == one.grade),
                ObserverRule::Accredited | ObserverRule::NotTakingPartFirst => false,
            });
            let apart = children.values().all(|class| !taking_part.contains(&class.grade));
            let mut classes: Vec<ClassName> = children.into_values().collect();
            classes.sort();
            let observer = Observer { name, contact: contacts.into_iter().collect::<Vec<_>>().join("; "), children: classes, apart };
            match refused {
                Some(rule) => shown.may_not.push((observer, rule)),
                None => shown.may.push(observer),
            }
        }
        let first = rules.contains(&ObserverRule::NotTakingPartFirst);
        shown.may.sort_by_cached_key(|one| (first && !one.apart, folded(&one.name)));
        shown.may_not.sort_by_cached_key(|(one, _)| folded(&one.name));
        Ok(shown)
    }
}

fn words(name: &str) -> BTreeSet<String> {
    folded(name).split(' ').map(str::to_owned).collect()
}

/// Whether two names may be one person's: in any order, a patronymic in one of them alone.
fn may_be_one(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    one == other || (few.len() >= 2 && few.is_subset(many))
}

/// Somebody with all children known of her.
struct Family {
    name: String,
    contacts: BTreeSet<String>,
    children: BTreeMap<Id, ClassName>,
}

/// Everybody of the families of pupils who are in a class on the day. People of one name are taken for one: rather one asked too few than an aunt
/// in the room.
fn families(db: &Db<'_>, whole: &Whole, one: &Procedure) -> Result<Vec<Family>, Refusal> {
    let sql = format!(
        "{ONE_RELATIVES} select coalesce(written.names, relative.names) as names, enrolment.class
        from relative join pupil on pupil.id = relative.pupil left join person on person.relative = relative.id
        left join relative_merge as written on written.id = person.one join enrolment on enrolment.pupil = pupil.id join school_class on school_class.id = enrolment.class
        where school_class.year = ?1 and pupil.merged_into is null and from_day <= ?2 and (to_day is null or to_day >= ?2) order by relative.entry, relative.id"
    );
    let rows =
        db.all(&sql, params![whole.year.id.as_str(), one.day.to_string()], |row| Ok((row.get::<Vec<u8>>("names")?, row.id("class")?)))?;
    let (sealed, classes): (Vec<Vec<u8>>, Vec<Id>) = rows.into_iter().unzip();
    let relatives: Vec<Relative> = db.open_many(&sealed)?;
    let names: BTreeMap<&Id, &ClassName> = whole.classes.iter().map(|(id, name)| (id, name)).collect();
    let mut families: BTreeMap<String, Family> = BTreeMap::new();
    for (relative, class) in relatives.into_iter().zip(classes) {
        let family = families.entry(folded(&relative.name)).or_insert_with(|| Family {
            name: relative.name.clone(),
            contacts: BTreeSet::new(),
            children: BTreeMap::new(),
        });
        family.contacts.extend(Some(relative.contact).filter(|contact| !contact.is_empty()));
        if let Some(name) = names.get(&class) {
            family.children.insert(class, (*name).clone());
        }
    }
    Ok(families.into_values().collect())
}
