//! A plan: begun, amended, approved, closed with a report.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::paper::{Paper, sign};
use super::rights::KEEPERS;
use super::state::{PlanState, PlanStep};
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::people::signers;
use crate::policy::{Place, Policy, Second};
use crate::reader::Reader;
use crate::refusal::{Conflict, Door, Field, Refusal, Rule};
use crate::school::{Edit, Standing, Year, YearState};
use crate::store::{Db, Row, Tx, params};
use crate::texts::{self, json, written};
use crate::world::World;

/// What stands above the table of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preface {
    /// Title.
    pub title: String,
    /// Goal, as written.
    pub goal: String,
    /// Directions, as written.
    pub directions: Vec<String>,
    /// The approval head, as written: «УТВЕРЖДАЮ …».
    pub head: String,
}

impl Preface {
    fn fits(&self) -> Result<(), Rule> {
        texts::required_line(&self.title, Field::PlanTitle)?;
        texts::text(&self.goal, Field::Goal)?;
        self.directions.iter().try_for_each(|direction| texts::text(direction, Field::Directions))?;
        texts::text(&self.head, Field::ApprovalHead)
    }
}

/// A plan as acts see it.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) id: Id,
    pub(super) year: Id,
    pub(super) preface: Preface,
    pub(super) state: PlanState,
    pub(super) begun_by: Id,
    pub(super) entry: Version,
}

impl Plan {
    pub(super) fn read(db: &Db<'_>, id: &Id) -> Result<Self, Refusal> {
        let found = db.one("select * from plan where id = ?", [id.as_str()], Self::of)?;
        found.ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))
    }

    pub(super) fn of(row: &Row<'_>) -> Result<Self, Refusal> {
        Ok(Self {
            id: row.id("id")?,
            year: row.id("year")?,
            preface: Preface {
                title: row.get("title")?,
                goal: row.get("goal")?,
                directions: json(row, "directions")?,
                head: row.get("head")?,
            },
            state: row.read("state", PlanState::from_code)?,
            begun_by: row.id("begun_by")?,
            entry: row.get("entry")?,
        })
    }

    /// Whether anything in it can still be decided.
    pub(super) fn open(&self) -> Result<(), Refusal> {
        if self.state == PlanState::Closed { Err(Refusal::of(Rule::PlanClosed).about([self.id.clone()])) } else { Ok(()) }
    }

    /// Whether its measures can be changed: after approval with a reason.
    pub(super) fn changeable(&self, reason: Option<&str>) -> Result<(), Refusal> {
        self.open()?;
        let fits = match (self.state, reason) {
            (PlanState::Approved, reason) => texts::required(reason.unwrap_or_default(), Field::Reason),
            (_, reason) => texts::text(reason.unwrap_or_default(), Field::Reason),
        };
        fits.map_err(|rule| Refusal::of(rule).about([self.id.clone()]))
    }

    /// The day from which on a changed rule moves occurrences: None while the plan is being written, today once it is in force.
    pub(super) fn settled(&self, today: Date) -> Option<Date> {
        (self.state != PlanState::Draft).then_some(today)
    }
}

/// Writes down why a plan in force was changed.
pub(super) fn amended(tx: &mut Tx<'_>, plan: &Plan, reason: Option<&str>) -> Result<(), Refusal> {
    if plan.state != PlanState::Approved {
        return Ok(());
    }
    let entry = tx.entry();
    let reason = reason.unwrap_or_default().trim();
    tx.change("insert into amendment (plan, reason, entry) values (?, ?, ?)", params![plan.id.as_str(), reason, entry]).map(drop)
}

/// `plan.begin`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Begin {
    /// Of which year.
    pub year: Id,
    /// What stands above its table.
    pub preface: Preface,
}

impl Act for Begin {
    const NAME: &'static str = "plan.begin";
    const SAID: Word = acts::plan_begin;
    const POLICY: Policy = KEEPERS;
    type Seen = Year;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Year, Refusal> {
        let year = Year::all(tx)?.into_iter().find(|year| year.id == self.year);
        year.ok_or_else(|| Refusal::of(Rule::NotThere).about([self.year.clone()]))
    }

    fn place(&self, seen: &Year) -> Place {
        Place::of(&seen.id)
    }

    fn check(&self, _by: &Reader, seen: &Year) -> Result<(), Refusal> {
        if seen.state == YearState::Closed {
            return Err(Refusal::of(Rule::NoSuchStep).about([seen.id.clone()]).instead(Door::School));
        }
        self.preface.fits().map_err(Refusal::of)
    }

    fn apply(self, _seen: Year, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let (id, entry) = (tx.new_id("plan")?, tx.entry());
        let by = tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?;
        let Preface { title, goal, directions, head } = self.preface;
        let sql = "insert into plan (id, year, title, goal, directions, head, state, begun_by, report, entry)
            values (?, ?, ?, ?, ?, ?, 'draft', ?, '', ?)";
        let (year, directions) = (self.year.as_str(), written(&directions)?);
        tx.change(sql, params![id.as_str(), year, title.trim(), goal.trim(), directions, head.trim(), by.as_str(), entry])?;
        Ok(id)
    }

    fn said(done: &Id) -> Said {
        Said::of("plan", done)
    }

    fn sample(world: &World) -> Self {
        let preface = Preface {
            title: "План мероприятий по объективности".into(),
            goal: "Повысить объективность оценивания.".into(),
            directions: vec!["Работа с учителями".into()],
            head: "УТВЕРЖДАЮ\nДиректор школы".into(),
        };
        Self { year: world.year.clone(), preface }
    }
}

/// `plan.amend`: what stands above the table; after approval with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amend {
    /// Which plan.
    pub plan: Id,
    /// As it was shown.
    pub seen: Version,
    /// Title.
    pub title: Edit<String>,
    /// Goal.
    pub goal: Edit<String>,
    /// Directions.
    pub directions: Edit<Vec<String>>,
    /// Approval head.
    pub head: Edit<String>,
    /// Why, once the plan is approved.
    pub reason: Option<String>,
}

impl Amend {
    /// What stands above the table now, or what somebody else changed meanwhile.
    fn merged(&self, seen: &Plan) -> Result<Preface, Vec<Conflict>> {
        let now = &seen.preface;
        let text = |edit: &Edit<String>, value: &String, field| {
            let standing = Standing { value: value.clone(), entry: seen.entry };
            edit.against(&standing, field, String::clone).map(|new| new.unwrap_or_else(|| value.clone()))
        };
        let standing = Standing { value: now.directions.clone(), entry: seen.entry };
        let directions = self.directions.against(&standing, Field::Directions, |lines| lines.join("\n"));
        let title = text(&self.title, &now.title, Field::PlanTitle);
        let goal = text(&self.goal, &now.goal, Field::Goal);
        let head = text(&self.head, &now.head, Field::ApprovalHead);
        match (title, goal, directions, head) {
            (Ok(title), Ok(goal), Ok(directions), Ok(head)) => {
                Ok(Preface { title, goal, directions: directions.unwrap_or_else(|| now.directions.clone()), head })
            }
            (title, goal, directions, head) => Err([title.err(), goal.err(), directions.err(), head.err()].into_iter().flatten().collect()),
        }
    }
}

impl Act for Amend {
    const NAME: &'static str = "plan.amend";
    const SAID: Word = acts::plan_amend;
    const POLICY: Policy = KEEPERS;
    type Seen = Plan;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.plan.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Plan, Refusal> {
        Plan::read(tx, &self.plan)
    }

    fn place(&self, seen: &Plan) -> Place {
        Place::of(&seen.id)
    }

    fn check(&self, _by: &Reader, seen: &Plan) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([seen.id.clone()]);
        seen.open()?;
        let preface = self.merged(seen).map_err(|conflicts| refusal(Rule::ChangedMeanwhile(conflicts)).instead(Door::Again))?;
        if preface == seen.preface {
            return Err(refusal(Rule::NothingChanged));
        }
        preface.fits().map_err(refusal)?;
        seen.changeable(self.reason.as_deref())
    }

    fn apply(self, seen: Plan, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let Preface { title, goal, directions, head } = self.merged(&seen).map_err(|_| Refusal::of(Rule::NothingChanged))?;
        let entry = tx.entry();
        let sql = "update plan set title = ?2, goal = ?3, directions = ?4, head = ?5, entry = ?6 where id = ?1";
        tx.change(sql, params![seen.id.as_str(), title.trim(), goal.trim(), written(&directions)?, head.trim(), entry])?;
        amended(tx, &seen, self.reason.as_deref())?;
        Ok(seen.id)
    }

    fn said(done: &Id) -> Said {
        Said::of("plan", done)
    }

    fn sample(world: &World) -> Self {
        let same = |text: &str| Edit { opened: text.to_owned(), wanted: text.to_owned() };
        let Preface { title, goal, directions, head } = Begin::sample(world).preface;
        Self {
            plan: world.plan.draft.clone(),
            seen: 1,
            title: Edit { opened: title, wanted: "План работы".into() },
            goal: same(&goal),
            directions: Edit { opened: directions.clone(), wanted: directions },
            head: same(&head),
            reason: None,
        }
    }
}

/// `plan.approve`: by another person than the one who began it, or by an order on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Approve {
    /// Which plan.
    pub plan: Id,
    /// As it was shown.
    pub seen: Version,
    /// The order, where it is signed on paper.
    pub paper: Option<Paper>,
}

/// What has to be known to approve.
pub struct Approving {
    plan: Plan,
    first: Vec<Id>,
    measures: u64,
}

impl Act for Approve {
    const NAME: &'static str = "plan.approve";
    const SAID: Word = acts::plan_approve;
    const POLICY: Policy = Policy { second: Second::OtherOrPaper, ..KEEPERS };
    type Seen = Approving;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.plan.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Approving, Refusal> {
        let measures =
            tx.one("select count(*) as measures from measure where plan = ?", [self.plan.as_str()], |row| row.get("measures"))?;
        let plan = Plan::read(tx, &self.plan)?;
        Ok(Approving { first: signers(tx, &plan.id, &plan.begun_by)?, plan, measures: measures.unwrap_or(0) })
    }

    fn place(&self, seen: &Approving) -> Place {
        Place { first: seen.first.clone(), on_paper: self.paper.is_some(), ..Place::of(&seen.plan.id) }
    }

    fn check(&self, by: &Reader, seen: &Approving) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([seen.plan.id.clone()]);
        stepped(&seen.plan, PlanStep::Approve)?;
        if seen.measures == 0 {
            return Err(refusal(Rule::Missing(Field::Rows)));
        }
        self.paper.as_ref().map_or(Ok(()), |paper| paper.fits(by.now().date())).map_err(refusal)
    }

    fn apply(self, seen: Approving, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        move_on(tx, &seen.plan, PlanStep::Approve)?;
        sign(tx, &seen.plan.id, PlanStep::Approve.code(), self.paper.as_ref())?;
        Ok(seen.plan.id)
    }

    fn said(done: &Id) -> Said {
        Said::of("plan", done)
    }

    fn sample(world: &World) -> Self {
        let paper = Paper { number: "112-о".into(), day: world.today, scan: world.plan.file.clone() };
        Self { plan: world.plan.draft.clone(), seen: 1, paper: Some(paper) }
    }
}

/// `plan.close`: with a report, in words or as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Close {
    /// Which plan.
    pub plan: Id,
    /// As it was shown.
    pub seen: Version,
    /// What came of it, in words.
    pub report: String,
    /// Address of the kept report.
    pub file: Option<String>,
}

impl Act for Close {
    const NAME: &'static str = "plan.close";
    const SAID: Word = acts::plan_close;
    const POLICY: Policy = KEEPERS;
    type Seen = Plan;
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.plan.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Plan, Refusal> {
        Plan::read(tx, &self.plan)
    }

    fn place(&self, seen: &Plan) -> Place {
        Place::of(&seen.id)
    }

    fn check(&self, _by: &Reader, seen: &Plan) -> Result<(), Refusal> {
        stepped(seen, PlanStep::Close)?;
        let words = match &self.file {
            None => texts::required(&self.report, Field::Report),
            Some(file) => texts::text(&self.report, Field::Report).and(texts::digest(file, Field::File).map(drop)),
        };
        words.map_err(|rule| Refusal::of(rule).about([seen.id.clone()]))
    }

    fn apply(self, seen: Plan, tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        if let Some(file) = &self.file {
            tx.name_file(&texts::digest(file, Field::File).map_err(Refusal::of)?)?;
        }
        move_on(tx, &seen, PlanStep::Close)?;
        let sql = "update plan set report = ?2, report_file = ?3 where id = ?1";
        tx.change(sql, params![seen.id.as_str(), self.report.trim(), self.file])?;
        Ok(seen.id)
    }

    fn said(done: &Id) -> Said {
        Said::of("plan", done)
    }

    fn sample(world: &World) -> Self {
        Self {
            plan: world.plan.approved.clone(), seen: 1, report: "Выполнено 40 из 42.".into(), file: Some(world.plan.file.clone())
        }
    }
}

/// Whether the step is there.
fn stepped(plan: &Plan, step: PlanStep) -> Result<(), Refusal> {
    match plan.state.after(step) {
        Some(_) => Ok(()),
        None => Err(Refusal::of(Rule::NoSuchStep).about([plan.id.clone()]).instead(Door::Again)),
    }
}

fn move_on(tx: &mut Tx<'_>, plan: &Plan, step: PlanStep) -> Result<(), Refusal> {
    let state = plan.state.after(step).ok_or(Refusal::of(Rule::NoSuchStep))?;
    let entry = tx.entry();
    tx.change("update plan set state = ?2, entry = ?3 where id = ?1", params![plan.id.as_str(), state.code(), entry]).map(drop)
}
