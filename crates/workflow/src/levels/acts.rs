//! `levels.take`, `levels.answer`, `levels.remove`.

use serde::{Deserialize, Serialize};
use words::{Word, acts};

use crate::act::{Act, Said, Version};
use crate::coded::coded;
use crate::id::Id;
use crate::plan::KEEPERS;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Field, Refusal, Rule};
use crate::store::{Db, Tx, params};
use crate::texts;
use crate::world::World;

/// Most measures of one plan.
const ROWS: usize = 1_000;

coded! {
    /// A level above the school, the highest first.
    Level {
        /// The country.
        Federal = "federal",
        /// A region.
        Region = "region",
        /// A municipality.
        Municipality = "municipality",
    }
}

/// A measure of a plan above, as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpperRow {
    /// Its block.
    pub block: String,
    /// Its number.
    pub number: String,
    /// What it says.
    pub text: String,
    /// When, as written.
    pub term: String,
    /// Key of the measure of the library it corresponds to.
    pub library: Option<String>,
}

/// `levels.take`: a plan of a level above is laid beside the school's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TakeUpper {
    /// Of which year.
    pub year: Id,
    /// Which level.
    pub level: Level,
    /// Its title.
    pub title: String,
    /// Address of its file.
    pub file: String,
    /// Name of its file.
    pub file_name: String,
    /// Its measures.
    pub rows: Vec<UpperRow>,
}

impl UpperRow {
    fn fits(&self) -> Result<(), Rule> {
        let library = self.library.as_deref().unwrap_or_default();
        texts::required(&self.text, Field::MeasureText)?;
        texts::line(&self.block, Field::Block)?;
        texts::line(&self.number, Field::Number)?;
        texts::text(&self.term, Field::When)?;
        texts::line(library, Field::Library)
    }
}

impl Act for TakeUpper {
    const NAME: &'static str = "levels.take";
    const SAID: Word = acts::levels_take;
    const POLICY: Policy = KEEPERS;
    type Seen = ();
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<(), Refusal> {
        there(tx, "select id from school_year where id = ?", &self.year)
    }

    fn place(&self, (): &()) -> Place {
        Place::of(&self.year)
    }

    fn check(&self, _by: &Reader, (): &()) -> Result<(), Refusal> {
        if self.rows.is_empty() || self.rows.len() > ROWS {
            return Err(Refusal::of(Rule::Wrong(Field::Rows)));
        }
        let row = |(number, row): (u32, &UpperRow)| row.fits().map_err(|rule| Rule::Row(number, Box::new(rule)));
        let rows = (1..).zip(&self.rows).try_for_each(row);
        let named = texts::required(&self.title, Field::PlanTitle).and(texts::required(&self.file_name, Field::File));
        named.and(rows).and(texts::digest(&self.file, Field::File).map(drop)).map_err(Refusal::of)
    }

    fn apply(self, (): (), tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        tx.name_file(&texts::digest(&self.file, Field::File).map_err(Refusal::of)?)?;
        let (plan, entry, day) = (tx.new_id("upper")?, tx.entry(), tx.today().to_string());
        let sql = "insert into upper_plan (id, year, level, title, file, file_name, day, entry) values (?, ?, ?, ?, ?, ?, ?, ?)";
        let Self { year, level, title, file, file_name, rows } = self;
        tx.change(sql, params![plan.as_str(), year.as_str(), level.code(), title.trim(), file, file_name.trim(), day, entry])?;
        for (ordinal, row) in (1_u32..).zip(rows) {
            let id = tx.new_id("above")?;
            let sql = "insert into upper_measure (id, plan, ordinal, block, number, text, term, library) values (?, ?, ?, ?, ?, ?, ?, ?)";
            let UpperRow { block, number, text, term, library } = row;
            tx.change(sql, params![id.as_str(), plan.as_str(), ordinal, block, number, text.trim(), term, library])?;
        }
        Ok(plan)
    }

    fn said(done: &Id) -> Said {
        Said::of("upper", done)
    }

    fn sample(world: &World) -> Self {
        let row = |text: &str| UpperRow {
            block: "Подготовка".into(),
            number: "1".into(),
            text: text.into(),
            term: "сентябрь".into(),
            library: None,
        };
        Self {
            year: world.year.clone(),
            level: Level::Region,
            title: "План региона по объективности".into(),
            file: world.plan.file.clone(),
            file_name: "план региона.docx".into(),
            rows: vec![row("Провести семинар о критериях"), row("Назначить наблюдателей")],
        }
    }
}

fn there(db: &Db<'_>, sql: &str, id: &Id) -> Result<(), Refusal> {
    let found = db.one(sql, [id.as_str()], |row| row.id("id"))?;
    found.map(drop).ok_or_else(|| Refusal::of(Rule::NotThere).about([id.clone()]))
}

/// `levels.answer`: what of the school's plan answers a measure above; none with a reason: it is not the school's to do; none without: open again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The measure above.
    pub upper: Id,
    /// Measures of the school that answer it.
    pub measures: Vec<Id>,
    /// Why none does.
    pub reason: String,
}

impl Act for Answer {
    const NAME: &'static str = "levels.answer";
    const SAID: Word = acts::levels_answer;
    const POLICY: Policy = KEEPERS;
    type Seen = ();
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<(), Refusal> {
        there(tx, "select id from upper_measure where id = ?", &self.upper)?;
        self.measures.iter().try_for_each(|measure| there(tx, "select id from measure where id = ?", measure))
    }

    fn place(&self, (): &()) -> Place {
        Place::of(&self.upper)
    }

    fn check(&self, _by: &Reader, (): &()) -> Result<(), Refusal> {
        let both = !self.measures.is_empty() && !self.reason.trim().is_empty();
        let repeated = (1..self.measures.len()).any(|at| self.measures[..at].contains(&self.measures[at]));
        if both || repeated || self.measures.len() > ROWS {
            return Err(Refusal::of(Rule::Wrong(Field::Reason)).about([self.upper.clone()]));
        }
        texts::text(&self.reason, Field::Reason).map_err(|rule| Refusal::of(rule).about([self.upper.clone()]))
    }

    fn apply(self, (): (), tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        let upper = self.upper.as_str();
        tx.change("delete from upper_answer where upper = ?", [upper])?;
        if !self.measures.is_empty() || !self.reason.trim().is_empty() {
            let (entry, by) = (tx.entry(), tx.by().cloned().ok_or(Refusal::of(Rule::NotAllowed))?);
            let sql = "insert into upper_answer (upper, reason, by_person, entry) values (?, ?, ?, ?)";
            tx.change(sql, params![upper, self.reason.trim(), by.as_str(), entry])?;
        }
        for measure in &self.measures {
            tx.change("insert into upper_answer_measure (upper, measure) values (?, ?)", [upper, measure.as_str()])?;
        }
        Ok(self.upper)
    }

    fn said(done: &Id) -> Said {
        Said::of("above", done)
    }

    fn sample(world: &World) -> Self {
        Self { upper: world.above.clone(), measures: vec![world.plan.measure.clone()], reason: String::new() }
    }
}

/// `levels.remove`: a plan of a level above is taken away with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemoveUpper {
    /// Which.
    pub plan: Id,
}

impl Act for RemoveUpper {
    const NAME: &'static str = "levels.remove";
    const SAID: Word = acts::levels_remove;
    const POLICY: Policy = KEEPERS;
    type Seen = ();
    type Done = Id;

    fn about(&self) -> Vec<(Id, Version)> {
        Vec::new()
    }

    fn read(&self, tx: &Tx<'_>) -> Result<(), Refusal> {
        there(tx, "select id from upper_plan where id = ?", &self.plan)
    }

    fn place(&self, (): &()) -> Place {
        Place::of(&self.plan)
    }

    fn check(&self, _by: &Reader, (): &()) -> Result<(), Refusal> {
        Ok(())
    }

    fn apply(self, (): (), tx: &mut Tx<'_>) -> Result<Id, Refusal> {
        tx.change("delete from upper_plan where id = ?", [self.plan.as_str()])?;
        Ok(self.plan)
    }

    fn said(done: &Id) -> Said {
        Said::of("upper", done)
    }

    fn sample(world: &World) -> Self {
        Self { plan: world.upper.clone() }
    }
}
