//! Papers of a plan that were given a number: the register of a year, and what was printed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::rights::{KEEPERS, READERS};
use super::yearly::Plan;
use crate::act::{Act, Look, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::store::{Db, Row, Tx, params};
use crate::texts;
use crate::world::World;

/// `paper.issue`: gives a paper its number. The number stands on the paper, so it is asked for before and refused where another paper took it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IssuePaper {
    /// Of which plan.
    pub plan: Id,
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
pub struct Issued {
    /// Id.
    pub paper: Id,
    /// Its number in the year.
    pub number: u32,
}

/// What has to be known to issue one.
pub struct Issuing {
    plan: Plan,
    next: u32,
}

/// The next number of the one register of a year: papers of plans and of the schedule of procedures.
pub(crate) fn next(db: &Db<'_>, year: &Id) -> Result<u32, Refusal> {
    let sql = "select coalesce(max(number), 0) + 1 as next from (select number from issued_paper where year = ?1
        union all select number from issued_procedure_paper where year = ?1)";
    db.one(sql, [year.as_str()], |row| row.get("next")).map(|next| next.unwrap_or(1))
}

impl Act for IssuePaper {
    const NAME: &'static str = "paper.issue";
    const SAID: Word = acts::paper_issue;
    const POLICY: Policy = KEEPERS;
    type Seen = Issuing;
    type Done = Issued;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Issuing, Refusal> {
        let plan = Plan::read(tx, &self.plan)?;
        Ok(Issuing { next: next(tx, &plan.year)?, plan })
    }

    fn place(&self, seen: &Issuing) -> Place {
        Place::of(&seen.plan.id)
    }

    fn check(&self, _by: &Reader, seen: &Issuing) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([seen.plan.id.clone()]);
        if self.number != seen.next {
            return Err(refusal(Rule::Wrong(Field::PaperNumber)).instead(Door::Again));
        }
        let named = texts::required(&self.title, Field::PlanTitle).and(texts::line(&self.kind, Field::PlanTitle));
        let kept =
            [Some(&self.word), self.pdf.as_ref()].into_iter().flatten().try_for_each(|file| texts::digest(file, Field::File).map(drop));
        named.and(kept).map_err(refusal)
    }

    fn apply(self, seen: Issuing, tx: &mut Tx<'_>) -> Result<Issued, Refusal> {
        for file in [Some(&self.word), self.pdf.as_ref()].into_iter().flatten() {
            tx.name_file(&texts::digest(file, Field::File).map_err(Refusal::of)?)?;
        }
        let (paper, entry, day) = (tx.new_id("paper")?, tx.entry(), tx.today());
        let Self { number, kind, title, word, pdf, .. } = self;
        let sql =
            "insert into issued_paper (id, year, number, plan, kind, title, day, word, pdf, entry) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let (plan, year) = (seen.plan.id.as_str(), seen.plan.year.as_str());
        tx.change(sql, params![paper.as_str(), year, number, plan, kind, title.trim(), day.to_string(), word, pdf, entry])?;
        Ok(Issued { paper, number })
    }

    fn said(done: &Issued) -> Said {
        Said::of("paper", &done.paper).number("number", i64::from(done.number))
    }

    fn sample(world: &World) -> Self {
        Self {
            plan: world.plan.approved.clone(),
            number: 1,
            kind: "report".into(),
            title: "Отчёт о выполнении плана".into(),
            word: world.plan.file.clone(),
            pdf: Some(world.plan.file.clone()),
        }
    }
}

/// `papers.see`: the register of a plan's papers.
#[derive(Clone, Debug)]
pub struct Papers {
    /// Of which plan.
    pub plan: Id,
}

/// A paper of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperLine {
    /// Id.
    pub id: Id,
    /// Its number in the year.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// The day it was issued.
    pub day: Date,
    /// Address of the Word file.
    pub word: String,
    /// Address of the PDF.
    pub pdf: Option<String>,
}

impl PaperLine {
    pub(crate) fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id("id")?,
            number: row.get("number")?,
            title: row.get("title")?,
            day: row.day("day")?,
            word: row.get("word")?,
            pdf: row.get("pdf")?,
        })
    }
}

/// A paper of the year that is not of this plan: of another one, or of the schedule of procedures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPaper {
    /// The paper.
    pub paper: PaperLine,
    /// The plan it is of; None for a paper of the schedule.
    pub plan: Option<Id>,
}

/// The register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PapersShown {
    /// The number the next paper of the year gets.
    pub next: u32,
    /// The papers, newest first.
    pub papers: Vec<PaperLine>,
    /// Other papers of the year: they took the other numbers.
    pub others: Vec<OtherPaper>,
}

impl Look for Papers {
    const NAME: &'static str = "papers.see";
    const POLICY: Policy = READERS;
    type Shown = PapersShown;

    fn see(&self, _by: &Reader, db: &Db<'_>) -> Result<PapersShown, Refusal> {
        let plan = Plan::read(db, &self.plan)?;
        let papers = db.all("select * from issued_paper where plan = ? order by number desc", [plan.id.as_str()], PaperLine::of)?;
        let sql = "select id, number, plan, title, day, word, pdf from issued_paper where year = ?1 and plan <> ?2
            union all select id, number, null, title, day, word, pdf from issued_procedure_paper where year = ?1 order by number desc";
        let others = db.all(sql, [plan.year.as_str(), plan.id.as_str()], |row| {
            let of = row.get::<Option<String>>("plan")?.and_then(|id| Id::read(&id));
            Ok(OtherPaper { paper: PaperLine::of(row)?, plan: of })
        })?;
        Ok(PapersShown { next: next(db, &plan.year)?, papers, others })
    }
}
