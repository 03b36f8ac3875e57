//! What may not come off, few lines: each is a question to the database of its own, none reads more than the year.

use jiff::civil::Date;

use crate::event::texts_due;
use crate::id::Id;
use crate::people::post::{Names, name_among};
use crate::refusal::Refusal;
use crate::roster::ClassName;
use crate::school::Year;
use crate::store::{Db, params};
use crate::texts;

/// Days after which a backup is old.
const WEEK: i32 = 7;

/// Something that may not come off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Risk {
    /// A plan nobody approved, with its title.
    Draft(Id, String),
    /// Measures that fall due and that nobody answers for, each with what it says.
    Nobody(Vec<(Id, String)>),
    /// Organisers who left or are shut out: the procedure, its day, the name.
    Away(Vec<(Id, Date, String)>),
    /// Classes without a class teacher.
    ClassTeacher(Vec<(Id, ClassName)>),
    /// A text fewer than half of its readers confirmed.
    Unread {
        /// What is read.
        event: Id,
        /// Its title.
        title: String,
        /// The last day to read it.
        until: Date,
        /// How many confirmed it.
        read: usize,
        /// Of how many.
        of: usize,
    },
    /// The recovery sheet is not confirmed, or there is none.
    Sheet {
        /// Whether one was issued.
        issued: bool,
    },
    /// No backup of this week; the day of the last one.
    Backup(Option<Date>),
}

/// All of them.
pub(super) fn all(db: &Db<'_>, (from, to): (Date, Date), names: &Names) -> Result<Vec<Risk>, Refusal> {
    let mut risks = drafts(db, to)?;
    risks.extend(nobody(db, (from, to))?);
    if let Some(year) = Year::at_work(db, from)? {
        risks.extend(away(db, &year.id, from, names)?);
        risks.extend(class_teachers(db, &year.id)?);
        let few = texts_due(db, &year.id, (from, to))?.into_iter().filter(|text| text.read * 2 < text.of);
        risks.extend(few.map(|text| Risk::Unread {
            event: text.event,
            title: text.title,
            until: text.until,
            read: text.read,
            of: text.of,
        }));
    }
    risks.extend(safe(db, from)?);
    Ok(risks)
}

/// Plans of years that have begun, or do within these days: one that is prepared in spring waits for nobody yet.
fn drafts(db: &Db<'_>, to: Date) -> Result<Vec<Risk>, Refusal> {
    let sql = "select plan.id, title from plan join school_year on school_year.id = plan.year
        where plan.state = 'draft' and first_day <= ? order by plan.id";
    db.all(sql, [to.to_string()], |row| Ok(Risk::Draft(row.id("id")?, row.get("title")?)))
}

/// Measures that name nobody, and those whose owners have all left.
fn nobody(db: &Db<'_>, (from, to): (Date, Date)) -> Result<Option<Risk>, Refusal> {
    let sql = "select measure.id, measure.text, min(coalesce(put_off_to, due_day)) as due from plan
        join measure on measure.plan = plan.id join occurrence on occurrence.measure = measure.id
        where plan.state <> 'closed' and measure.state = 'kept' and occurrence.state = 'open' and coalesce(put_off_to, due_day) between ? and ?
        and not exists (select 1 from measure_owner join person on person.id = person where measure = measure.id and person.state <> 'locked')
        and (trim(owners) = '' or exists (select 1 from measure_owner where measure = measure.id))
        group by measure.id order by due, measure.id";
    let found = db.all(sql, [from.to_string(), to.to_string()], |row| Ok((row.id("id")?, row.get("text")?)))?;
    Ok((!found.is_empty()).then_some(Risk::Nobody(found)))
}

fn away(db: &Db<'_>, year: &Id, from: Date, names: &Names) -> Result<Option<Risk>, Refusal> {
    let sql = "select distinct procedure.id, day, organiser from procedure join procedure_class on procedure = procedure.id
        join person on person.id = organiser
        where year = ? and day >= ? and procedure.state <> 'cancelled' and person.state = 'locked' order by day, procedure.id, organiser";
    let found = db.all(sql, [year.as_str(), &from.to_string()], |row| {
        Ok((row.id("id")?, row.day("day")?, name_among(names, &row.id("organiser")?)))
    })?;
    Ok((!found.is_empty()).then_some(Risk::Away(found)))
}

fn class_teachers(db: &Db<'_>, year: &Id) -> Result<Option<Risk>, Refusal> {
    let sql = "select school_class.id, grade, letter from school_class left join person on person.id = teacher
        where year = ? and (teacher is null or person.state = 'locked')";
    let mut found =
        db.all(sql, [year.as_str()], |row| Ok((row.id("id")?, ClassName { grade: row.get("grade")?, letter: row.get("letter")? })))?;
    found.sort_by(|(_, a), (_, b)| a.cmp(b));
    Ok((!found.is_empty()).then_some(Risk::ClassTeacher(found)))
}

/// Without a sheet there are no backups; without its word none of them counts.
fn safe(db: &Db<'_>, today: Date) -> Result<Vec<Risk>, Refusal> {
    let sheet = "select confirmed is not null as confirmed from recovery_sheet order by confirmed is null limit 1";
    let Some(confirmed) = db.one(sheet, [], |row| row.get::<bool>("confirmed"))? else { return Ok(vec![Risk::Sheet { issued: false }]) };
    let last = db.one("select max(day) as day from backup", params![], |row| texts::day(row, "day"))?.flatten();
    let old = last.is_none_or(|day| (today - day).get_days() > WEEK);
    let sheet = (!confirmed).then_some(Risk::Sheet { issued: true });
    Ok(sheet.into_iter().chain(old.then_some(Risk::Backup(last))).collect())
}
