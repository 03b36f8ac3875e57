//! Word: the same blocks with Word's own headings, so that a deputy head can edit the справка and build a table of contents.

use std::cell::Cell;

use docx_rs::{
    AlignmentType, BreakType, Docx, Footer, HeightRule, LineSpacing, LineSpacingType, NumPages, PageMargin, PageNum, PageOrientationType,
    Paragraph, Pic, Run, RunFonts, Style, StyleType, Tab, TabValueType, Table as WordTable, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use records::text::Lang;

use super::paper::{Block, Mark, Paper, Table};
use super::raster::picture;
use crate::press_error::PressError;

/// Width of the text on A4 between the margins, in twentieths of a point: where the sheet stands, and where it lies.
const TEXT_WIDTH: [usize; 2] = [9_460, 14_390];

/// The letter of school papers; every office has it.
const FONT: &str = "Times New Roman";

/// English metric units per SVG unit (a CSS pixel).
const EMU: f32 = 9_525.0;

/// Widest picture: 165 mm in English metric units.
const PICTURE_WIDTH: f32 = 5_940_000.0;

/// Widest picture of two side by side: 80 mm.
const PAIR_WIDTH: f32 = 2_880_000.0;

/// Width of a drawing for a camera with what stands beside it, in twentieths of a point.
const KEY_WIDTH: usize = 1_700;

/// Half a line that is cut along.
const DASHES: &str = "– – – – – – – – – – – – – – –";

/// Letter of tables, in half-points.
const TABLE_SIZE: usize = 19;

/// How many letters of a table go where one of PT Sans, by which widths are reckoned, goes.
const NARROWER: f64 = 1.08;

/// Presses a paper into an editable Word document.
///
/// # Errors
/// When a drawing cannot be drawn or the container cannot be written.
pub(super) fn word(paper: &Paper) -> Result<Vec<u8>, PressError> {
    let (paper, numbers) = (&paper.bound(), Numbers::of(paper));
    let mut document = titled(frame(paper, &numbers), paper, &numbers);
    let mut blocks = paper.blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        let beside = blocks.next_if(|next| narrow(block) && narrow(next));
        document = match beside {
            Some(beside) => add_pair(document, block, beside, &numbers)?,
            None => add(document, block, Below::of(blocks.peek().copied()), &numbers)?,
        };
    }
    if let Some(Mark { svg, text }) = &paper.mark {
        let image = image(svg, text, &numbers, PICTURE_WIDTH)?;
        document = document.add_paragraph(numbers.paragraph().keep_next(true).add_run(Run::new().add_image(image)));
        document = document.add_paragraph(numbers.quiet(text));
    }
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut parts = document.build();
    parts.document = heads_repeated(parts.document);
    parts.pack(&mut bytes).map_err(|error| PressError::Word(error.to_string()))?;
    Ok(bytes.into_inner())
}

/// The head of a table again on every page it goes on: the library has no word for it. Only tables of text have rows that may not be split.
fn heads_repeated(document: Vec<u8>) -> Vec<u8> {
    const HEAD: &str = "<w:trPr><w:cantSplit />";
    let Ok(text) = std::str::from_utf8(&document) else { return document };
    let mut tables = text.split("<w:tbl>");
    let mut out = tables.next().unwrap_or_default().to_owned();
    for table in tables {
        out.push_str("<w:tbl>");
        out.push_str(&table.replacen(HEAD, &format!("{HEAD}<w:tblHeader />"), 1));
    }
    out.into_bytes()
}

/// Title and what stands around it.
fn titled(document: Docx, paper: &Paper, numbers: &Numbers) -> Docx {
    let title = numbers.paragraph().style("Title").line_spacing(space(0, 120)).add_run(Run::new().add_text(&paper.title));
    let Some(letterhead) = &paper.letterhead else {
        return document.add_paragraph(title).add_paragraph(numbers.quiet(&paper.subtitle));
    };
    let center = |paragraph: Paragraph| paragraph.align(AlignmentType::Center);
    let document = spoken(document, letterhead, numbers, false).add_paragraph(center(title));
    if paper.subtitle.is_empty() { document } else { document.add_paragraph(center(numbers.quiet(&paper.subtitle))) }
}

/// Who speaks, above a title, and where from.
fn spoken(document: Docx, letterhead: &str, numbers: &Numbers, page: bool) -> Docx {
    let (name, address) = letterhead.split_once('\n').unwrap_or((letterhead, ""));
    let line = || numbers.paragraph().align(AlignmentType::Center);
    let below = if address.is_empty() { 360 } else { 20 };
    let name = line().line_spacing(space(0, below)).page_break_before(page).add_run(Run::new().bold().add_text(name));
    let document = document.add_paragraph(name);
    if address.is_empty() {
        return document;
    }
    document.add_paragraph(line().line_spacing(space(0, 360)).add_run(Run::new().size(20).add_text(address)))
}

/// Numbers paragraphs and pictures of one document. The library counts over the whole process, which would make the bytes
/// of a document depend on what was written before it.
struct Numbers {
    last: Cell<u32>,
    /// How wide the text is.
    width: usize,
}

impl Numbers {
    fn of(paper: &Paper) -> Self {
        Self { last: Cell::new(0), width: TEXT_WIDTH[usize::from(paper.landscape)] }
    }

    fn next(&self) -> u32 {
        self.last.set(self.last.get() + 1);
        self.last.get()
    }

    fn paragraph(&self) -> Paragraph {
        Paragraph::new().id(format!("{:08x}", self.next()))
    }

    /// One of several points, close to the others.
    fn point(&self, text: &str) -> Paragraph {
        self.plain(text).line_spacing(space(0, 40))
    }

    fn plain(&self, text: &str) -> Paragraph {
        let run = text.split('\n').enumerate().fold(Run::new(), |run, (index, line)| {
            let run = if index > 0 { run.add_break(BreakType::TextWrapping) } else { run };
            run.add_text(line)
        });
        self.paragraph().line_spacing(space(0, 100)).add_run(run)
    }

    /// What stands between a table and the next line.
    fn gap(&self) -> Paragraph {
        self.paragraph().line_spacing(space(0, 0).line_rule(LineSpacingType::Exact).line(120))
    }

    fn quiet(&self, text: &str) -> Paragraph {
        self.paragraph().line_spacing(space(0, 120)).add_run(Run::new().size(20).color("606060").add_text(text))
    }

    fn title(&self, text: &str) -> Paragraph {
        self.paragraph().keep_next(true).line_spacing(space(160, 60)).add_run(Run::new().bold().add_text(text))
    }
}

/// Styles, margins, foot, dates.
fn frame(paper: &Paper, numbers: &Numbers) -> Docx {
    let font = || RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let heading = |id: &str, name: &str, size: usize, level: usize| {
        Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").next("Normal").size(size).bold().fonts(font()).outline_lvl(level)
    };
    let stamp = format!("{}T12:00:00Z", paper.date);
    let (page, of) = if paper.lang == Lang::Ru { ("страница", " из ") } else { ("page", " of ") };
    // Small by its style: the numbers Word counts have no run of their own to be made small.
    let foot = numbers.paragraph().style("Footer");
    let foot = if paper.numbered {
        foot.add_run(Run::new().add_text(format!("{} · {page} ", paper.footer)))
            .add_page_num(PageNum::new())
            .add_run(Run::new().add_text(of))
            .add_num_pages(NumPages::new())
    } else {
        foot.add_run(Run::new().add_text(&paper.footer))
    };
    let (wide, high) = if paper.landscape { (16_838, 11_906) } else { (11_906, 16_838) };
    let lies = if paper.landscape { PageOrientationType::Landscape } else { PageOrientationType::Portrait };
    Docx::new()
        .default_fonts(font())
        .default_size(24)
        .add_style(Style::new("Title", StyleType::Paragraph).name("Title").size(30).bold().fonts(font()))
        .add_style(Style::new("Footer", StyleType::Paragraph).name("footer").based_on("Normal").size(15).color("606060").fonts(font()))
        .add_style(Style::new("Lead", StyleType::Paragraph).name("Lead").based_on("Normal").size(25).fonts(font()))
        .add_style(heading("Heading1", "heading 1", 30, 0).color("1F4E79"))
        .add_style(heading("Heading2", "heading 2", 25, 1))
        .add_style(heading("Heading3", "heading 3", 22, 2))
        .page_size(wide, high)
        .page_orient(lies)
        .page_margin(PageMargin { top: 1_020, bottom: 1_134, left: 1_417, right: 1_020, header: 600, footer: 600, gutter: 0 })
        .footer(Footer::new().add_paragraph(foot))
        .created_at(&stamp)
        .updated_at(&stamp)
}

/// What stands below a block, where the block stays with it.
#[derive(Clone, Copy)]
struct Below {
    /// A table: words above it stay with it.
    table: bool,
    /// A line to be signed: it stands on no page alone.
    signed: bool,
}

impl Below {
    const fn of(next: Option<&Block>) -> Self {
        Self { table: matches!(next, Some(Block::Table(_))), signed: matches!(next, Some(Block::Pair { .. })) }
    }

    const fn any(self) -> bool {
        self.table || self.signed
    }
}

fn add(document: Docx, block: &Block, below: Below, numbers: &Numbers) -> Result<Docx, PressError> {
    // The last of several points stays with the line below them.
    let stays = |at: usize, of: &[String]| below.signed && at + 1 == of.len();
    Ok(match block {
        Block::Heading { level, text, page } => {
            let run = Run::new().add_text(text);
            let style = format!("Heading{}", level.clamp(&1, &3));
            document.add_paragraph(
                numbers.paragraph().style(&style).keep_next(true).page_break_before(*page).line_spacing(space(220, 100)).add_run(run),
            )
        }
        Block::Opening { letterhead, title } => {
            let title = numbers.paragraph().style("Title").line_spacing(space(0, 120)).add_run(Run::new().add_text(title));
            spoken(document, letterhead, numbers, true).add_paragraph(title.align(AlignmentType::Center))
        }
        Block::Key { word, text, alt, svg } => add_key(document, numbers, (word, text), alt.as_deref().map(|alt| (alt, svg.as_str())))?,
        Block::Cut { text } => {
            let line = format!("{DASHES}  {text}  {DASHES}");
            let run = Run::new().size(18).color("606060").add_text(line);
            document.add_paragraph(numbers.paragraph().align(AlignmentType::Center).line_spacing(space(300, 200)).add_run(run))
        }
        Block::Lead { text } => document.add_paragraph(numbers.plain(text).style("Lead")),
        Block::Text { text } => document.add_paragraph(numbers.plain(text).keep_next(below.any())),
        Block::Note { text } => document.add_paragraph(numbers.quiet(text).keep_next(below.any())),
        Block::List { points } => points.iter().enumerate().fold(document, |document, (index, point)| {
            let paragraph =
                numbers.point(&format!("•\u{a0}{point}")).indent(Some(360), Some(docx_rs::SpecialIndentType::Hanging(200)), None, None);
            document.add_paragraph(paragraph.keep_next(stays(index, points)))
        }),
        Block::Steps { points } => points.iter().enumerate().fold(document, |document, (index, point)| {
            let text = format!("{}.\u{a0}{point}", index + 1);
            let paragraph = numbers.point(&text).indent(Some(360), Some(docx_rs::SpecialIndentType::Hanging(360)), None, None);
            document.add_paragraph(paragraph.keep_next(stays(index, points)))
        }),
        Block::Right { text } => document.add_paragraph(numbers.plain(text).indent(Some(5_200), None, None, None)),
        Block::Pair { left, right } => {
            let line = numbers.paragraph().add_tab(Tab::new().val(TabValueType::Right).pos(numbers.width));
            let line = line.line_spacing(space(120, 120)).keep_next(below.signed);
            document.add_paragraph(line.add_run(Run::new().add_text(left).add_tab().add_text(right)))
        }
        Block::Table(table) => add_table(document, table, below, numbers),
        Block::Figure { title, svg, caption, .. } => add_figure(document, numbers, (title, svg, caption))?,
    })
}

/// A drawing for a camera at the left, the word at its right.
fn add_key(document: Docx, numbers: &Numbers, (word, text): (&str, &str), drawing: Option<(&str, &str)>) -> Result<Docx, PressError> {
    let words = || {
        let large = Run::new().size(40).bold().add_text(word);
        [numbers.quiet(text).keep_next(true), numbers.paragraph().line_spacing(space(0, 120)).add_run(large)]
    };
    let Some((alt, svg)) = drawing else { return Ok(words().into_iter().fold(document, Docx::add_paragraph)) };
    let image = numbers.paragraph().add_run(Run::new().add_image(image(svg, alt, numbers, PICTURE_WIDTH)?));
    let widths = [KEY_WIDTH, numbers.width - KEY_WIDTH];
    let cell = |at: usize| TableCell::new().width(widths[at], WidthType::Dxa).vertical_align(VAlignType::Center);
    let row = TableRow::new(vec![cell(0).add_paragraph(image), words().into_iter().fold(cell(1), TableCell::add_paragraph)]);
    let table = WordTable::without_borders(vec![row.cant_split()]).set_grid(widths.into()).width(numbers.width, WidthType::Dxa);
    Ok(document.add_table(table.layout(TableLayoutType::Fixed).margins(edges())).add_paragraph(numbers.gap()))
}

fn add_figure(document: Docx, numbers: &Numbers, figure: (&str, &str, &str)) -> Result<Docx, PressError> {
    Ok(figure_lines(numbers, figure, PICTURE_WIDTH)?.into_iter().fold(document, Docx::add_paragraph))
}

/// A figure that needs half the width.
const fn narrow(block: &Block) -> bool {
    matches!(block, Block::Figure { wide: false, .. })
}

/// Two figures side by side.
fn add_pair(document: Docx, left: &Block, right: &Block, numbers: &Numbers) -> Result<Docx, PressError> {
    let cell = |block: &Block| {
        let lines = match block {
            Block::Figure { title, svg, caption, .. } => figure_lines(numbers, (title, svg, caption), PAIR_WIDTH)?.into(),
            _ => Vec::new(),
        };
        let cell = TableCell::new().width(numbers.width / 2, WidthType::Dxa);
        Ok::<_, PressError>(lines.into_iter().fold(cell, TableCell::add_paragraph))
    };
    let row = TableRow::new(vec![cell(left)?, cell(right)?]);
    let pair = WordTable::without_borders(vec![row]).set_grid(vec![numbers.width / 2; 2]).width(numbers.width, WidthType::Dxa);
    Ok(document.add_table(pair.layout(TableLayoutType::Fixed).margins(edges())).add_paragraph(numbers.gap()))
}

/// Statement, drawing, how to read it.
fn figure_lines(numbers: &Numbers, (title, svg, caption): (&str, &str, &str), widest: f32) -> Result<[Paragraph; 3], PressError> {
    let image = image(svg, title, numbers, widest)?;
    Ok([numbers.title(title), numbers.paragraph().keep_next(true).add_run(Run::new().add_image(image)), numbers.quiet(caption)])
}

fn image(svg: &str, title: &str, numbers: &Numbers, widest: f32) -> Result<Pic, PressError> {
    let drawn = picture(svg, title)?;
    let wide = f32::min(drawn.width * EMU, widest);
    let high = wide * drawn.height / drawn.width;
    Ok(Pic::new(&drawn.png).id(format!("rIdImage{}", numbers.next())).size(wide as u32, high as u32))
}

/// Rows of a table that stay with the line to be signed below it.
const LAST_ROWS: usize = 2;

fn add_table(document: Docx, table: &Table, below: Below, numbers: &Numbers) -> Docx {
    let ems = NARROWER * numbers.width as f64 / 10.0 / TABLE_SIZE as f64;
    let widths: Vec<usize> = table.widths(ems).into_iter().map(|width| (width * numbers.width as f64) as usize).collect();
    let cell = |text: &str, index: usize, (head, stays): (bool, bool)| {
        let numeric = table.columns.get(index).is_some_and(|column| column.numeric);
        let run = if head { Run::new().size(17).bold() } else { Run::new().size(TABLE_SIZE) }.add_text(text);
        let paragraph = numbers
            .paragraph()
            .align(if numeric { AlignmentType::Right } else { AlignmentType::Left })
            .line_spacing(space(10, 10))
            // A head alone at the foot of a page says nothing.
            .keep_next(head || stays)
            .add_run(run);
        TableCell::new().width(widths.get(index).copied().unwrap_or(0), WidthType::Dxa).add_paragraph(paragraph)
    };
    let head = TableRow::new(table.columns.iter().enumerate().map(|(index, column)| cell(&column.head, index, (true, false))).collect())
        .cant_split();
    let stays = |at: usize| below.signed && at + LAST_ROWS >= table.rows.len();
    let cells = |at: usize, row: &[String]| row.iter().enumerate().map(|(index, text)| cell(text, index, (false, stays(at)))).collect();
    let rows = table
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| TableRow::new(cells(at, row)).cant_split())
        .map(|row| if table.signed { row.row_height(460.0).height_rule(HeightRule::AtLeast) } else { row });
    let thin = |position| TableBorder::new(position).size(4).color("A0A0A0");
    let borders = TableBorders::with_empty()
        .set(thin(TableBorderPosition::Top))
        .set(thin(TableBorderPosition::Bottom))
        .set(thin(TableBorderPosition::InsideH));
    let all = std::iter::once(head).chain(rows).collect();
    let titled = if table.title.is_empty() { document } else { document.add_paragraph(numbers.title(&table.title)) };
    let made = WordTable::new(all).set_grid(widths.clone()).width(numbers.width, WidthType::Dxa).set_borders(borders);
    titled.add_table(made.layout(TableLayoutType::Fixed).margins(edges())).add_paragraph(numbers.gap().keep_next(below.signed))
}

/// Room at the edges of a cell: narrow columns of numbers need theirs for the numbers.
fn edges() -> TableCellMargins {
    TableCellMargins::new().margin(0, 70, 0, 70)
}

fn space(before: u32, after: u32) -> LineSpacing {
    LineSpacing::new().before(before).after(after)
}
