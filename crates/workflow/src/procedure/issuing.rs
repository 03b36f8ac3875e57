//! `procedure.issue-paper`: a paper of the schedule gets its number, in the one register of the year with papers of plans.

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::rights::KEEPERS;
use super::state::ProcedureState;
use super::stored::Procedure;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::plan::{PaperLine, next_number};
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::school::Year;
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

/// `procedure.issue-paper`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssueProcedurePaper {
    /// Of which year.
    pub year: Id,
    /// Of which procedure; None for a paper of the whole schedule.
    pub procedure: Option<Id>,
    /// The number: the next one of the year.
    pub number: u32,
    /// What kind of paper, as its address says.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Address of the kept Word file.
    pub word: String,
    /// Address of the kept PDF, where PDF is built in.
    pub pdf: Option<String>,
}

/// A paper that was issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedPaper {
    /// Id.
    pub paper: Id,
    /// Its number in the year.
    pub number: u32,
}

/// What kind an order is.
pub const ORDER: &str = "order";

/// Whether it was ordered by a paper that names no other procedure of the year: that paper is its order, and one order has one number.
fn has_its_own_order(db: &Db<'_>, of: &Procedure) -> Result<bool, Refusal> {
    let Some((number, day)) = of.order.as_ref().filter(|_| of.state == ProcedureState::Ordered) else { return Ok(false) };
    let sql = "select count(*) as named from procedure where year = ? and order_number = ? and order_day = ?";
    let named = db.one(sql, params![of.year.as_str(), number, day.to_string()], |row| row.get::<u32>("named"))?;
    Ok(named == Some(1))
}

impl IssueProcedurePaper {
    fn files(&self) -> impl Iterator<Item = &String> {
        [Some(&self.word), self.pdf.as_ref()].into_iter().flatten()
    }
}

impl Act for IssueProcedurePaper {
    const NAME: &'static str = "procedure.issue-paper";
    const SAID: Word = acts::procedure_issue_paper;
    const POLICY: Policy = KEEPERS;
    /// The number the next paper gets.
    type Seen = u32;
    type Done = IssuedPaper;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<u32, Refusal> {
        let missing = |id: &Id| Refusal::of(Rule::NotThere).about([id.clone()]);
        let year = Year::all(tx)?.into_iter().find(|each| each.id == self.year).ok_or_else(|| missing(&self.year))?;
        match &self.procedure {
            None => {}
            Some(id) => {
                let procedure = Procedure::find(tx, id)?;
                if procedure.year != year.id {
                    return Err(missing(id));
                }
                // It may have been cancelled while somebody read its page.
                if procedure.state == ProcedureState::Cancelled || (self.kind == ORDER && has_its_own_order(tx, &procedure)?) {
                    return Err(Refusal::of(Rule::NoSuchStep).about([id.clone()]).instead(Door::Again));
                }
            }
        }
        next_number(tx, &year.id)
    }

    fn place(&self, _seen: &u32) -> Place {
        Place::of(&self.year)
    }

    fn check(&self, _by: &Reader, next: &u32) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([self.year.clone()]);
        if self.number != *next {
            return Err(refusal(Rule::Wrong(Field::PaperNumber)).instead(Door::Again));
        }
        let named = texts::required(&self.title, Field::PlanTitle).and(texts::line(&self.kind, Field::PlanTitle));
        named.and(self.files().try_for_each(|file| texts::digest(file, Field::File).map(drop))).map_err(refusal)
    }

    fn apply(self, _next: u32, tx: &mut Tx<'_>) -> Result<IssuedPaper, Refusal> {
        for file in self.files() {
            tx.name_file(&texts::digest(file, Field::File).map_err(Refusal::of)?)?;
        }
        let (paper, entry, day) = (tx.new_id("paper")?, tx.entry(), tx.today());
        let Self { year, procedure, number, kind, title, word, pdf } = self;
        let sql = "insert into issued_procedure_paper (id, year, number, procedure, kind, title, day, word, pdf, entry)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let procedure = procedure.as_ref().map(Id::as_str);
        let with = params![paper.as_str(), year.as_str(), number, procedure, kind, title.trim(), day.to_string(), word, pdf, entry];
        tx.change(sql, with)?;
        Ok(IssuedPaper { paper, number })
    }

    fn said(done: &IssuedPaper) -> Said {
        Said::of("paper", &done.paper).number("number", i64::from(done.number))
    }

    fn sample(world: &World) -> Self {
        Self {
            year: world.year.clone(),
            procedure: Some(world.procedure.planned.clone()),
            number: 1,
            kind: ORDER.into(),
            title: "Приказ о проведении".into(),
            word: world.plan.file.clone(),
            pdf: Some(world.plan.file.clone()),
        }
    }
}

/// Papers of a year's schedule that were issued, the newest first, each with the procedure it is of.
pub(super) fn issued(db: &Db<'_>, year: &Id) -> Result<Vec<(PaperLine, Option<Id>)>, Refusal> {
    db.all("select * from issued_procedure_paper where year = ? order by number desc", [year.as_str()], |row| {
        let of = row.get::<Option<String>>("procedure")?.and_then(|id| Id::read(&id));
        Ok((PaperLine::of(row)?, of))
    })
}

/// The year a paper was issued in.
pub(super) fn year_of(db: &Db<'_>, paper: &Id) -> Result<Option<Id>, Refusal> {
    db.one("select year from issued_procedure_paper where id = ?", [paper.as_str()], |row| row.id("year"))
}
