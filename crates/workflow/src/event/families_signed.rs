//! `event.families-signed`: families signed on paper, and the paper came back; or one declined to. Whoever keeps the class writes it down, and
//! attaches the scan where there is one.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use words::{Word, acts};

use super::families::{FamilyHow, Reading};
use super::samples;
use super::sheets::FamilySheet;
use crate::act::{Act, Said, Version};
use crate::id::Id;
use crate::policy::{Place, Policy};
use crate::reader::Reader;
use crate::refusal::{Door, Field, Refusal, Rule};
use crate::roster::OF_A_CLASS;
use crate::store::{Tx, params};
use crate::world::World;

/// `event.families-signed`. The papers stay with the class teacher: what is kept here is who said so, and when, and a scan if she attaches one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FamiliesSigned {
    /// What they read.
    pub event: Id,
    /// As it was shown.
    pub seen: Version,
    /// Digest of the text that stands on the paper.
    pub digest: String,
    /// The families, by their pupils.
    pub pupils: BTreeSet<Id>,
    /// The day on the paper.
    pub day: Date,
    /// Whether they declined to sign.
    pub declined: bool,
    /// The scan of the sheet, where it is at hand; of one that was not signed there is none.
    pub sheet: Option<FamilySheet>,
}

/// Families whose answer was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WroteFamilies {
    /// The event.
    pub event: Id,
    /// How many.
    pub families: u32,
    /// What they answered.
    pub how: FamilyHow,
}

/// An event families read.
pub struct Seen(Reading);

impl Act for FamiliesSigned {
    const NAME: &'static str = "event.families-signed";
    const SAID: Word = acts::event_families_signed;
    const POLICY: Policy = Policy { step_up: true, ..OF_A_CLASS };
    type Seen = Seen;
    type Done = WroteFamilies;

    fn kept_back(&self) -> Vec<String> {
        self.sheet.iter().map(|sheet| sheet.name.clone()).collect()
    }

    fn about(&self) -> Vec<(Id, Version)> {
        vec![(self.event.clone(), self.seen)]
    }

    fn read(&self, tx: &Tx<'_>) -> Result<Seen, Refusal> {
        Reading::read(tx, &self.event, tx.today()).map(Seen)
    }

    fn place(&self, Seen(reading): &Seen) -> Place {
        reading.place()
    }

    fn check(&self, by: &Reader, Seen(reading): &Seen) -> Result<(), Refusal> {
        let refusal = |rule| Refusal::of(rule).about([reading.event.id.clone()]).instead(Door::Again);
        // What a family confirmed itself stays as it did.
        let owes = |pupil: &Id| reading.pupils.contains(pupil) && reading.day(pupil).is_none();
        self.sheet.as_ref().map_or(Ok(()), FamilySheet::fits).map_err(refusal)?;
        match () {
            () if !reading.open => Err(refusal(Rule::NoSuchStep)),
            () if !reading.has_text() => Err(refusal(Rule::Missing(Field::EventText))),
            () if reading.digest != self.digest => Err(refusal(Rule::TextChanged)),
            () if self.pupils.is_empty() => Err(refusal(Rule::NothingChanged)),
            () if !self.pupils.iter().all(owes) => Err(refusal(Rule::Wrong(Field::Participants))),
            () if self.declined && self.sheet.is_some() => Err(refusal(Rule::Wrong(Field::Scan))),
            () if self.day > by.now().date() || self.day < reading.since => Err(refusal(Rule::Wrong(Field::PaperDay))),
            () => Ok(()),
        }
    }

    fn apply(self, Seen(reading): Seen, tx: &mut Tx<'_>) -> Result<WroteFamilies, Refusal> {
        let entry = tx.entry();
        let how = if self.declined { FamilyHow::Declined } else { FamilyHow::Sheet };
        let (event, day) = (reading.event.id.as_str(), self.day.to_string());
        let (sheet, name) = self.sheet.as_ref().map(|sheet| sheet.keep(tx)).transpose()?.unzip();
        for pupil in &self.pupils {
            if let Some(row) = reading.rows_of(pupil).next() {
                let sql = "update family_code set read_day = ?2, read_digest = ?3, read_how = ?4, sheet = ?5, sheet_name = ?6, entry = ?7 where id = ?1";
                tx.change(sql, params![row.id.as_str(), day, self.digest, how.code(), sheet, name, entry])?;
            } else {
                let id = tx.new_id("family")?;
                let sql = "insert into family_code (id, event, pupil, read_day, read_digest, read_how, sheet, sheet_name, entry)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
                tx.change(sql, params![id.as_str(), event, pupil.as_str(), day, self.digest, how.code(), sheet, name, entry])?;
            }
        }
        let families = u32::try_from(self.pupils.len()).unwrap_or(u32::MAX);
        Ok(WroteFamilies { event: reading.event.id, families, how })
    }

    fn said(done: &WroteFamilies) -> Said {
        let mut said = Said::of("event", &done.event).number("families", i64::from(done.families));
        said.codes.push(("how", done.how.code()));
        said
    }

    fn sample(world: &World) -> Self {
        Self {
            event: world.event.to_families.clone(),
            seen: 1,
            digest: samples::notice(world).content.digest().to_string(),
            pupils: [world.roster.pupil.clone()].into(),
            day: world.today,
            declined: false,
            sheet: Some(FamilySheet { address: world.plan.file.clone(), name: "лист 7А.pdf".into() }),
        }
    }
}
