//! What people are called on papers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use records::text::folded;

use super::post::what_tells;
use super::renaming::Former;
use crate::id::Id;
use crate::refusal::Refusal;
use crate::store::Db;

/// What people are called on papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnPaper(BTreeMap<Id, Called>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Called {
    /// What she is called now.
    name: String,
    /// On a paper of what is ahead.
    ahead: String,
    /// What she was called before, the oldest first.
    before: Vec<Former>,
    /// The post she works in, and when it was written.
    post: Option<(String, Timestamp)>,
}

/// A person as papers of what is ahead tell her from others.
struct Known {
    id: Id,
    name: String,
    post: String,
    /// When the post was written.
    since: Option<Timestamp>,
    left: bool,
}

impl OnPaper {
    pub(crate) fn read(db: &Db<'_>) -> Result<Self, Refusal> {
        let sql = "select person.id, name, coalesce(post, '') as post, entry.at as since, person.state = 'locked' as left
            from person left join entry on entry.sequence = person.post_entry order by person.id";
        let all = db.all(sql, [], |row| {
            let since = row.get::<Option<i64>>("since")?.and_then(|at| Timestamp::from_second(at).ok());
            Ok(Known { id: row.id("id")?, name: row.get("name")?, post: row.get("post")?, since, left: row.get("left")? })
        })?;
        let mut of_a_name: BTreeMap<String, Vec<&Known>> = BTreeMap::new();
        for one in &all {
            of_a_name.entry(folded(&one.name)).or_default().push(one);
        }
        let mut before = Former::all(db)?;
        let mut called = BTreeMap::new();
        for namesakes in of_a_name.values() {
            for one in namesakes {
                let ahead = ahead(db, one, namesakes)?;
                let before = before.remove(&one.id).unwrap_or_default();
                let post = one.since.filter(|_| !one.post.is_empty()).map(|since| (one.post.clone(), since));
                called.insert(one.id.clone(), Called { name: one.name.clone(), ahead, before, post });
            }
        }
        Ok(Self(called))
    }

    /// On a paper that is settled, one with a number or of what took place on a day: the name alone, the one she had on that day, which reads the
    /// same at every download.
    #[must_use]
    pub fn settled(&self, person: &Id, day: Date) -> String {
        let name =
            |called: &Called| called.before.iter().find(|former| day <= former.until).map_or(&called.name, |former| &former.name).clone();
        self.0.get(person).map(name).unwrap_or_default()
    }

    /// The post she had at a moment; None where it was written later: which one she had before is not known.
    #[must_use]
    pub fn post(&self, person: &Id, at: Timestamp) -> Option<&str> {
        let (post, since) = self.0.get(person)?.post.as_ref()?;
        (*since <= at).then_some(post.as_str())
    }

    /// On a paper of what is still ahead: of two who work here under one name, each with her post; where that is the same with her subjects,
    /// where these are too with the number she signs in with.
    #[must_use]
    pub fn ahead(&self, person: &Id) -> String {
        self.0.get(person).map(|called| called.ahead.clone()).unwrap_or_default()
    }
}

/// What one is called among those of her name. Whoever left splits nobody's name.
fn ahead(db: &Db<'_>, one: &Known, namesakes: &[&Known]) -> Result<String, Refusal> {
    let among: Vec<&&Known> = namesakes.iter().filter(|other| other.id == one.id || !other.left).collect();
    if among.len() < 2 {
        return Ok(one.name.clone());
    }
    let different = |told: &[String]| told.iter().collect::<BTreeSet<_>>().len() == told.len();
    let posts: Vec<String> = among.iter().map(|other| other.post.clone()).collect();
    let behind = if different(&posts) {
        one.post.clone()
    } else {
        let told = among.iter().map(|other| what_tells(db, &other.id)).collect::<Result<Vec<_>, _>>()?;
        let works: Vec<String> = told.iter().map(|(work, _)| work.clone()).collect();
        let (work, number) = what_tells(db, &one.id)?;
        let number = (!different(&works)).then(|| format!("№ {number}"));
        Some(work).into_iter().chain(number).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    Ok(if behind.is_empty() { one.name.clone() } else { format!("{} ({behind})", one.name) })
}
