//! A school's own plan, in Word or in a workbook, into a draft: what it says as written, beside what was understood.

mod columns;
mod prose;
mod refuse;
mod rows;
mod source;
mod table;

use jiff::civil::Date;
use records::plan::draft::{Block, Footnote, Left, LeftFor, Prose, ProseKind, Row, StatedBy, StatedYear};
use records::plan::words::{self, Context};
use records::plan::{Draft, When, moved};
use records::provenance::{Place, Problem};
use records::text::Text;
use records::vocabulary::SchoolYear;

use crate::read::Refusal;
use crate::{files, limits};
use columns::Headings;
use rows::{Taken, Taker};
use source::{Piece, Source};
use table::Table;

/// The year a plan is read for.
#[derive(Clone, Copy, Debug)]
pub struct PlanFor<'a> {
    /// The year the office plans.
    pub year: SchoolYear,
    /// Its periods of study, first and last days, where they are known.
    pub periods: &'a [(Date, Date)],
}

/// Lines of a table that is taken for signatures or an approval head, not for another table.
const FEW_LINES: usize = 6;
/// Longest paragraph between tables that is a heading.
const HEADING_CHARS: usize = 250;

/// Reads a plan. Never fails half-way: what was not read is told, with what to do; a draft without rows goes with a refusal.
///
/// ```
/// use intake::{PlanFor, plan};
/// use records::vocabulary::SchoolYear;
///
/// let table = "№;Мероприятие;Срок;Ответственный\n1;Сверить отметки с работами;октябрь;Завуч\n";
/// let (draft, problems) = plan(table.as_bytes(), "план.csv", PlanFor { year: SchoolYear(2026), periods: &[] });
/// assert!(problems.is_empty());
/// assert_eq!((draft.rows[0].number.as_str(), draft.rows[0].when.text.as_str()), ("1", "октябрь"));
/// ```
#[must_use]
pub fn plan(bytes: &[u8], name: &str, wanted: PlanFor<'_>) -> (Draft, Vec<Problem>) {
    let file = files::shown(name);
    // As in `read::book`: a defect of a parser costs this file, not the program.
    let read = || draft(&file, bytes, wanted);
    let read = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or_else(|_| Err(refuse::damaged(&file)));
    read.unwrap_or_else(|refusal| (Draft::default(), vec![refuse::of_plan(&refusal, bytes)]))
}

fn draft(file: &str, bytes: &[u8], wanted: PlanFor<'_>) -> Result<(Draft, Vec<Problem>), Refusal> {
    let Source { pieces, notes, mut told } = source::read(file, bytes)?;
    let tables = pieces.iter().filter(|piece| matches!(piece, Piece::Table(_))).count();
    let mut gathered = Gathered::default();
    for piece in pieces {
        gathered.piece(file, piece)?;
    }
    let Some(headings) = gathered.headings.take() else { return Err(refuse::no_table(file, tables)) };
    let mut draft = gathered.draft(&headings);
    if draft.rows.is_empty() {
        return Err(refuse::no_measures(file));
    }
    for (place, mark) in gathered.notes {
        draft.footnotes.extend(notes.get(&mark).map(|text| Footnote { place, text: text.clone() }));
    }
    if let Some(first) = draft.footnotes.first() {
        let what = Text::new("Сноски прочитаны и хранятся при плане.", "Footnotes were read and are kept with the plan.");
        told.push(source::note("plan-footnotes", first.place.clone(), draft.footnotes.len().to_string(), what));
    }
    understand(&mut draft, file, wanted);
    Ok((draft, told))
}

/// Everything of a file, in order.
#[derive(Default)]
struct Gathered {
    before: Vec<String>,
    /// Paragraphs since the last table of the plan.
    pending: Vec<String>,
    taken: Taken,
    headings: Option<Headings>,
    /// Right edge of the last table of the plan.
    edge: u32,
    tables: usize,
    notes: Vec<(Place, String)>,
}

impl Gathered {
    fn piece(&mut self, file: &str, piece: Piece) -> Result<(), Refusal> {
        match piece {
            Piece::Words(text, notes) => {
                self.notes.extend(notes.into_iter().map(|note| (Place::file(file), note)));
                if !text.is_empty() {
                    if self.headings.is_some() { self.pending.push(text) } else { self.before.push(text) }
                }
                Ok(())
            }
            Piece::Table(table) if table.lines.len() > limits::PLAN_LINES => Err(refuse::too_long(file, table.lines.len())),
            Piece::Table(table) => self.table(file, &table),
        }
    }

    fn table(&mut self, file: &str, table: &Table) -> Result<(), Refusal> {
        match Headings::find(table) {
            Some(headings) => {
                let above = table.lines.get(..headings.first_line).unwrap_or_default().iter().map(table::Line::words);
                let above: Vec<String> = above.filter(|words| !words.is_empty()).collect();
                if self.headings.is_some() {
                    self.pending.extend(above)
                } else {
                    self.before.extend(above)
                }
                let block = self.heading_of(table);
                self.take(file, table, &headings, headings.after, block, false);
                self.headings.get_or_insert(headings);
            }
            None if self.goes_on(table) => {
                let headings = self.headings.clone().unwrap_or_default();
                let block = self.heading_of(table);
                let goes_on = block.is_none();
                self.take(file, table, &headings, 0, block, goes_on);
            }
            None => self.other(file, table),
        }
        if self.taken.rows.len() > limits::PLAN_ROWS { Err(refuse::too_long(file, self.taken.rows.len())) } else { Ok(()) }
    }

    fn take(&mut self, file: &str, table: &Table, headings: &Headings, first: usize, block: Option<String>, goes_on: bool) {
        self.edge = edge(table);
        self.tables += 1;
        Taker::new(file, table, headings, &mut self.taken).take(first, block, goes_on);
    }

    /// The heading a table stands under: the paragraph before it, where it is not the first one.
    fn heading_of(&mut self, table: &Table) -> Option<String> {
        self.headings.as_ref()?;
        let heading = self.pending.pop().filter(|text| text.chars().count() <= HEADING_CHARS);
        self.before.append(&mut self.pending);
        heading.or_else(|| table.name.clone().filter(|name| !name.starts_with("таблица")))
    }

    /// Whether a table without headings goes on with the one before: as wide, and its lines hold several cells.
    fn goes_on(&self, table: &Table) -> bool {
        let several = table.lines.iter().any(|line| line.own().count() >= 2);
        self.headings.is_some() && edge(table) == self.edge && several && !table.lines.iter().any(|line| line.words().contains("___"))
    }

    /// A table that is no plan: the approval head, signatures, or something else.
    fn other(&mut self, file: &str, table: &Table) {
        let words = table.lines.iter().map(table::Line::words).filter(|words| !words.is_empty());
        if table.is_sheet || table.lines.len() > FEW_LINES {
            let place = Place { sheet: table.name.clone(), row: table.lines.first().map(|line| line.index), ..Place::file(file) };
            let text = words.take(3).collect::<Vec<_>>().join("; ").chars().take(300).collect();
            self.taken.left.push(Left { place, text, reason: LeftFor::OtherTable });
        } else if self.headings.is_some() {
            self.pending.extend(words);
        } else {
            let cells = table.lines.iter().flat_map(|line| line.own()).flat_map(|spot| spot.text.lines().map(str::to_owned));
            self.before.extend(cells.filter(|text| !text.is_empty()));
        }
    }

    fn draft(&mut self, headings: &Headings) -> Draft {
        let Taken { mut blocks, mut rows, left, after, notes } = std::mem::take(&mut self.taken);
        self.notes.extend(notes);
        let mut before = prose::kinds(std::mem::take(&mut self.before));
        self.first_heading(&mut before, &mut blocks, &mut rows);
        // Headings with nothing below them at the end are remarks.
        let kept = rows.iter().filter_map(|row| row.block).max().map_or(0, |last| last + 1);
        let remarks = blocks.split_off(kept.min(blocks.len()));
        let remarks = remarks.into_iter().map(|block| format!("{} {}", block.number, block.title).trim().to_owned());
        let after = remarks.chain(after).chain(std::mem::take(&mut self.pending));
        let after = after.map(|text| Prose { kind: ProseKind::Other, text }).collect();
        Draft { before, after, columns: headings.kept(), blocks, rows, left, ..Draft::default() }
    }

    /// Where every table has its heading as a paragraph, that of the first is the last paragraph before it.
    fn first_heading(&self, before: &mut Vec<Prose>, blocks: &mut Vec<Block>, rows: &mut [Row]) {
        let bare = rows.first().is_some_and(|row| row.block.is_none());
        let heading = before
            .last()
            .is_some_and(|prose| !matches!(prose.kind, ProseKind::Head | ProseKind::Goal) && prose.text.chars().count() <= HEADING_CHARS);
        let several_titles = before.iter().filter(|prose| prose.kind == ProseKind::Title).count() > 1;
        let is_title = before.last().is_some_and(|prose| prose.kind == ProseKind::Title);
        if self.tables < 2 || blocks.is_empty() || !bare || !heading || (is_title && !several_titles) {
            return;
        }
        let (Some(prose), Some(place)) = (before.pop(), rows.first().map(|row| row.place.clone())) else { return };
        for row in rows.iter_mut() {
            row.block = Some(row.block.map_or(0, |block| block + 1));
        }
        blocks.insert(0, Block { place, number: String::new(), title: prose.text });
    }
}

fn edge(table: &Table) -> u32 {
    table.lines.iter().flat_map(|line| &line.spots).map(|spot| spot.column.saturating_add(spot.span)).max().unwrap_or(0)
}

/// Finds the year of the plan and reads the dates of its rows.
fn understand(draft: &mut Draft, file: &str, wanted: PlanFor<'_>) {
    draft.year = stated_year(draft, file);
    let year = draft.year.map_or(wanted.year, |stated| stated.year);
    draft.read_for = Some(year);
    // The periods of the year wanted stand in for those of the year read: moved on, the dates come out the same.
    let shifted = |(from, last): &(Date, Date)| match moved(&When::Span { from: *from, last: *last }, year.0.saturating_sub(wanted.year.0))?
    {
        When::Span { from, last } => Some((from, last)),
        _ => None,
    };
    let periods: Vec<(Date, Date)> = wanted.periods.iter().filter_map(shifted).collect();
    for row in &mut draft.rows {
        row.understood = words::read(&row.when.text, &Context { year, periods: &periods, about: &row.text });
    }
}

fn stated_year(draft: &Draft, file: &str) -> Option<StatedYear> {
    let one = |years: Vec<SchoolYear>, by| match years.as_slice() {
        [year] => Some(StatedYear { year: *year, by }),
        _ => None,
    };
    let title: Vec<&str> = draft.prose(ProseKind::Title).collect();
    let all: Vec<&str> = draft.before.iter().map(|prose| prose.text.as_str()).collect();
    one(prose::years(&title.join(" ")), StatedBy::Title)
        .or_else(|| one(prose::years(&all.join(" ")), StatedBy::Title))
        .or_else(|| one(prose::years(file), StatedBy::FileName))
        .or_else(|| most_dated(draft))
}

/// The year most dates with a year of their own lie in; none where two are equally frequent.
fn most_dated(draft: &Draft) -> Option<StatedYear> {
    let mut counts: Vec<(usize, SchoolYear)> = Vec::new();
    for year in draft.rows.iter().flat_map(|row| words::stated_years(&row.when.text)) {
        match counts.iter_mut().find(|(_, known)| *known == year) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, year)),
        }
    }
    counts.sort();
    match counts.as_slice() {
        [.., (second, _), (first, _)] if first == second => None,
        [.., (_, year)] => Some(StatedYear { year: *year, by: StatedBy::Dates }),
        [] => None,
    }
}
