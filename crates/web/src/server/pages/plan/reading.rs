//! A plan's file as it would be taken: rows with what was typed over them, what is left out, the preface.

use jiff::civil::Date;
use ledger::Digest;
use records::plan::calendar::{Calendar, DaysOff, Schedules};
use records::plan::draft::{ProseKind, Row as Read};
use records::plan::library::Library;
use records::plan::likeness::Likeness;
use records::plan::words::{Context, Understood, read as understood};
use records::plan::{Draft, named_years_moved, years_moved};
use records::provenance::Problem;
use records::text::Lang;
use records::vocabulary::SchoolYear;
use serde::Deserialize;
use words::office;
use workflow::people::Me;
use workflow::plan::{Content, NotTaken, Preface, Row, SchedulesOf, SchedulesShown};
use workflow::school::{Overview, Year};
use workflow::{Refusal, Rule};

use super::library::{requirement, shipped};
use crate::server::form::Typed;
use crate::server::office::Office;
use crate::server::policy::Asked;
use crate::shell::address::encoded;

/// What goes along in the address.
#[derive(Clone, Default, Deserialize)]
pub struct Along {
    /// Name of the file.
    pub(super) name: Option<String>,
    /// The plan it is taken into; a new one where none is named.
    pub(super) plan: Option<String>,
}

/// The address of the page of a file.
pub(super) fn address_of(digest: &str, along: &Along) -> String {
    let name = encoded(along.name.as_deref().unwrap_or_default());
    let plan = along.plan.as_deref().map(|plan| format!("&plan={}", encoded(plan))).unwrap_or_default();
    format!("/plan/import/{digest}?name={name}{plan}")
}

/// Everything the page stands on.
pub(super) struct Ground {
    /// Digest of the file.
    pub(super) digest: String,
    /// What goes along.
    pub(super) along: Along,
    /// The year it is for.
    pub(super) year: Year,
    /// Terms and schedules of the year.
    pub(super) known: SchedulesShown,
    /// Its days.
    pub(super) calendar: Calendar,
    /// What was read.
    pub(super) draft: Draft,
    /// What was met in reading.
    pub(super) problems: Vec<Problem>,
    /// The library of the program.
    pub(super) library: &'static Library,
}

/// What the page of an address stands on.
///
/// # Errors
/// Not there, or not hers.
pub(super) async fn ground(office: &Office, asked: &Asked, digest: &str, along: Along) -> Result<Ground, Refusal> {
    let gone = || Refusal::of(Rule::NotThere);
    // The file is hers who keeps plans: nobody else reads it by its address.
    let me = office.see(asked.reader.clone(), Me).await?;
    if !me.roles.iter().any(|role| matches!(role, workflow::Role::Head | workflow::Role::DeputyHead)) {
        return Err(gone());
    }
    let year = me.year.ok_or_else(gone)?;
    let week = office.see(asked.reader.clone(), Overview).await?.week.value;
    let known = office.see(asked.reader.clone(), SchedulesOf { year: year.id.clone() }).await?;
    let bytes = office.store.file(digest.parse::<Digest>().map_err(|_| gone())?).await?.ok_or(Refusal::of(Rule::FileNotKept))?;
    let periods: Vec<(Date, Date)> = known.terms.periods.iter().map(|days| (days.first, days.last)).collect();
    let (school_year, name) = (SchoolYear(year.first_day.year()), along.name.clone().unwrap_or_default());
    let reading = move || intake::plan(&bytes, &name, intake::PlanFor { year: school_year, periods: &periods });
    let (draft, problems) = tokio::task::spawn_blocking(reading).await.map_err(|_| Refusal::of(Rule::Stopped))?;
    let off = DaysOff::shipped().map_err(|_| Refusal::of(Rule::Stopped))?;
    let calendar = Calendar::new(known.days, week, known.terms.clone(), &off);
    let library = shipped()?;
    Ok(Ground { digest: digest.to_owned(), along, year, known, calendar, draft, problems, library })
}

/// A row as it would be taken.
pub(super) struct Line {
    /// What the file says.
    pub(super) written: Read,
    /// What would be taken.
    pub(super) content: Content,
    /// What was asked of its date, and is still open.
    pub(super) understood: Understood,
    /// Somebody wants to leave it out.
    pub(super) skipped: bool,
}

impl Ground {
    /// The year the plan is for.
    pub(super) fn school_year(&self) -> SchoolYear {
        SchoolYear(self.year.first_day.year())
    }

    /// Schedules that are known.
    pub(super) fn schedules(&self) -> Schedules {
        self.known.known.iter().map(|(one, days, _)| (*one, days.clone())).collect()
    }

    /// Rows with what was typed over them.
    pub(super) fn lines(&self, typed: &Typed) -> Vec<Line> {
        let to = self.school_year();
        let periods: Vec<(Date, Date)> = self.known.terms.periods.iter().map(|days| (days.first, days.last)).collect();
        let mut draft = self.draft.clone();
        let mut whens: Vec<String> = draft.rows.iter().map(|row| row.when.text.clone()).collect();
        let shown = self.whens_moved(whens.clone(), &draft);
        for (index, (row, when)) in draft.rows.iter_mut().zip(&mut whens).enumerate() {
            let key = format!("when-{index}");
            let over = typed.get(&key);
            let untouched = over == when || shown.get(index).is_some_and(|shown| over == shown);
            if typed.has(&key) && !untouched {
                row.understood = understood(over, &Context { year: to, periods: &periods, about: &row.text });
                over.clone_into(when);
            }
        }
        // What was typed over a date is moved like what was written: the row above may have been copied.
        if typed.get("move") == "yes" {
            whens = self.whens_moved(whens, &draft);
            for other in draft.clone().other_years(to) {
                draft = draft.moved(other.year, to);
            }
        }
        let likeness = Likeness::of(self.library);
        let rows = draft.rows.iter().zip(whens).enumerate();
        rows.map(|(index, (row, when))| self.line(&draft, (row, when), index, typed, &likeness)).collect()
    }

    /// Dates as written, moved with their meaning: a plan for this year does not print the year it was copied from.
    fn whens_moved(&self, mut whens: Vec<String>, draft: &Draft) -> Vec<String> {
        let to = self.school_year();
        for other in draft.other_years(to) {
            for row in other.rows {
                if let Some(when) = whens.get_mut(row) {
                    *when = years_moved(when, to.0 - other.year.0);
                }
            }
        }
        whens
    }

    /// A name with the years of the plan it was copied from moved to this one: that of the row's own dates, else of the most rows.
    pub(super) fn named_moved(&self, index: usize, text: &str) -> String {
        let to = self.school_year();
        let others = self.draft.other_years(to);
        match others.iter().find(|other| other.rows.contains(&index)).or_else(|| others.iter().max_by_key(|other| other.rows.len())) {
            Some(other) => named_years_moved(text, other.year, to.0 - other.year.0),
            None => text.to_owned(),
        }
    }

    fn line(&self, draft: &Draft, (row, when): (&Read, String), index: usize, typed: &Typed, likeness: &Likeness<'_>) -> Line {
        let over = |name: &str, written: &str| {
            let key = format!("{name}-{index}");
            if typed.has(&key) { typed.get(&key).to_owned() } else { written.to_owned() }
        };
        let understood = row.understood.clone();
        let block = draft.block_of(row).map(|block| format!("{} {}", block.number, block.title)).unwrap_or_default();
        // A table without rows of blocks is one block.
        let block = Some(one_line(&block)).filter(|block| !block.is_empty()).unwrap_or_else(|| office::block_untitled(Lang::Ru));
        let (written_text, moved_text) = (tidy(&row.text), self.named_moved(index, &tidy(&row.text)));
        let text = match typed.get(&format!("text-{index}")) {
            // Typed over, or the year as it was written chosen where the moved one was shown.
            over if typed.has(&format!("text-{index}"))
                && over != moved_text
                && (over != written_text || typed.get("shown-move") == "yes") =>
            {
                over.to_owned()
            }
            _ if typed.get("move") == "yes" => moved_text,
            _ => written_text,
        };
        let title = draft.block_of(row).map_or("", |block| block.title.as_str());
        let measure = likeness.find(title, &row.text).and_then(|found| self.library.get(&found.key));
        let content = Content {
            block: over("block", &block),
            number: one_line(&row.number),
            text,
            requirement: measure.and_then(requirement),
            owners: over("owners", &row.owners.text),
            when,
            rules: understood.rules.clone(),
            expected: row.expected.clone(),
            library: measure.map(|measure| measure.key.clone()),
            asks_acceptance: measure.is_some_and(|measure| measure.accept),
        };
        Line { written: row.clone(), content, understood, skipped: typed.get(&format!("skip-{index}")) == "yes" }
    }

    /// Rows to be taken.
    pub(super) fn rows(&self, lines: &[Line]) -> Vec<Row> {
        let origin = |content: &Content| format!("{}|{}", content.block, content.number).chars().take(200).collect();
        lines.iter().filter(|line| !line.skipped).map(|line| Row { origin: origin(&line.content), content: line.content.clone() }).collect()
    }
}

/// The goal without the word that stands above it anyway.
fn without_word(goal: &str) -> &str {
    match goal.split_once(':') {
        Some((word, rest)) if matches!(word.trim().to_lowercase().as_str(), "цель" | "цели" | "цель плана") => {
            rest.trim_start()
        }
        _ => goal,
    }
}

/// Lines with one space between their words.
pub(super) fn tidy(text: &str) -> String {
    text.lines().map(one_line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// A text with one space between its words.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is left out, and why.
pub(super) fn not_taken(ground: &Ground, lines: &[Line]) -> Vec<NotTaken> {
    let left = ground.draft.left.iter();
    let left = left.map(|left| NotTaken { written: left.text.clone(), reason: left.reason.text().in_lang(Lang::Ru).to_owned() });
    let skipped = lines.iter().filter(|line| line.skipped);
    let skipped = skipped.map(|line| NotTaken { written: line.written.text.clone(), reason: office::left_out_by_hand(Lang::Ru) });
    left.chain(skipped).collect()
}

/// What stands above the table. Moved to another year, the title moves along, and the approval of that year is not taken.
pub(super) fn preface_of(lang: Lang, ground: &Ground, typed: &Typed) -> Preface {
    let to = ground.school_year();
    let other = ground.draft.other_years(to).first().map(|other| other.year).filter(|_| typed.get("move") == "yes");
    let prose = |kind| ground.draft.prose(kind).collect::<Vec<_>>();
    // A title over several lines; a second one below it is another wording of the same.
    let begins = |line: &&str| line.to_lowercase().trim_start().starts_with("план");
    let lines = prose(ProseKind::Title);
    let own = lines.iter().skip(1).position(begins).map_or(lines.len(), |again| again + 1);
    let title: String = lines.iter().take(own).copied().collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.is_empty() { office::plan_untitled(lang, to.short()) } else { title };
    Preface {
        title: other.map_or_else(|| title.clone(), |other| years_moved(&title, to.0 - other.0)),
        goal: tidy(without_word(&prose(ProseKind::Goal).join("\n"))),
        directions: prose(ProseKind::Direction).into_iter().map(tidy).collect(),
        head: if other.is_some() { String::new() } else { prose(ProseKind::Head).join("\n") },
    }
}
