//! What a file was taken for, why, and what was understood of it.

use records::provenance::{Place, Problem, Recognition, Severity};
use records::text::{Phrase, Text};

use crate::cells;
use crate::draft::Draft;
use crate::files::Hashed;
use crate::formats::canonical::{self, KimItems, Known};
use crate::formats::{LAYOUTS, layout_titles};
use crate::grid::Book;
use crate::layout::{Layout, Recognised};
use crate::options::Options;
use crate::{headings, limits, read};

/// A file read: its draft and what is told about it.
pub(crate) struct Seen<'a> {
    pub draft: Draft<'a>,
    pub recognition: Recognition,
}

const UNKNOWN: Phrase = Phrase { ru: "таблица не опознана", en: "table not known" };
const UNREAD: Phrase = Phrase { ru: "файл не прочитан", en: "file not read" };

impl<'a> Seen<'a> {
    /// Nothing was read.
    pub(crate) fn default_for(options: &'a Options<'_>) -> Self {
        Self { draft: Draft::new("", "", &options.answers), recognition: Recognition::default() }
    }

    fn start(file: &Hashed, options: &'a Options<'_>) -> Self {
        let recognition = Recognition {
            file: file.input.name.clone(),
            sha256: file.sha256.clone(),
            bytes: file.input.bytes.len() as u64,
            ..Recognition::default()
        };
        let mut draft = Draft::new(&file.input.name, &file.sha256, &options.answers).knowing(options.reference);
        if file.copies > 0 {
            let what =
                Text::new("Этот файл добавлен не один раз: прочитан однажды.", "This file was added more than once: it was read once.");
            draft.note("file-twice", Place::file(&file.input.name), file.copies.to_string(), what);
        }
        Self { draft, recognition }
    }
}

/// Reads a table of the canonical directory.
pub(crate) fn read_canonical<'a>(file: &Hashed, known: &Known, kims: &KimItems, options: &'a Options<'_>) -> Seen<'a> {
    let mut seen = Seen::start(file, options);
    let table = known.table();
    seen.recognition.format = Some(table.id);
    seen.recognition.title = table.title.text();
    seen.recognition.why = known.why();
    canonical::read(known, &file.input.bytes, kims, &mut seen.draft);
    seen
}

/// Reads a workbook or a text table by the layout that knows it best.
pub(crate) fn read_book<'a>(file: &Hashed, options: &'a Options<'_>) -> Seen<'a> {
    let mut seen = Seen::start(file, options);
    let book = match read::book(&file.input.name, &file.sha256, &file.input.bytes) {
        Ok(book) => book,
        Err(refusal) => {
            seen.recognition.title = UNREAD.text();
            seen.recognition.why = refusal.what.clone();
            seen.draft.problem(*refusal);
            return seen;
        }
    };
    match best(&book) {
        Some((layout, recognised)) => {
            seen.recognition.format = Some(layout.id());
            seen.recognition.title = layout.title().text();
            seen.recognition.why = recognised.why;
            seen.recognition.from_description = layout.from_description();
            tell_hidden(&book, &mut seen.draft);
            layout.read(&book, &mut seen.draft);
        }
        None => unknown(&book, &mut seen),
    }
    seen
}

/// The layout with the highest confidence; of equals the first of the list.
fn best(book: &Book) -> Option<(&'static dyn Layout, Recognised)> {
    let mut found: Option<(&'static dyn Layout, Recognised)> = None;
    for layout in LAYOUTS {
        if let Some(recognised) = layout.recognise(book)
            && found.as_ref().is_none_or(|(_, best)| recognised.confidence > best.confidence)
        {
            found = Some((*layout, recognised));
        }
    }
    found
}

/// Tables that schools have and this program does not read, known by a word of theirs.
fn known_stranger(book: &Book) -> Option<Text> {
    let head = || book.sheets.iter().flat_map(|sheet| sheet.rows.iter().take(30)).flat_map(|row| &row.cells);
    let says = |stem: &str| head().any(|(_, cell)| cells::heading(cell).contains(stem));
    says("апелляц").then(|| {
        Text::new(
            "Это сведения об апелляциях: программа их не читает. Пересмотренные баллы берутся из протокола экзамена, выданного после апелляций.",
            "These are records of appeals: they are not read. Revised scores come from the protocol issued after the appeals.",
        )
    })
}

fn unknown(book: &Book, seen: &mut Seen<'_>) {
    let titles = |pick: fn(&Phrase) -> &'static str| layout_titles().map(|title| pick(&title)).collect::<Vec<_>>().join("; ");
    let what = known_stranger(book).unwrap_or_else(|| {
        Text::new(
            "Таблица не опознана: заголовки не похожи ни на одну из известных таблиц. Файл не использован.",
            "The table is not known: its headers are like none of the known tables. The file was not used.",
        )
    });
    let mend = Text::new(
        format!("Известные таблицы: {}; каталог CSV. Если это другая таблица, оставьте файл в стороне.", titles(|title| title.ru)),
        format!("Known tables: {}; the CSV directory. If it is another table, leave the file aside.", titles(|title| title.en)),
    );
    seen.recognition.title = UNKNOWN.text();
    seen.recognition.why = what.clone();
    seen.draft.preview = first_rows(book);
    // Cells of an unknown table may hold names: the first rows are shown only where they are headers.
    let place = Place::file(book.file.clone());
    seen.draft.problem(Problem { code: "table-unknown", severity: Severity::Refused, place, found: String::new(), what, mend });
}

/// Rows of the first sheet that look like headers: words only, before the first row with a number. Of their words only those are shown that
/// stand over columns of school tables: any other may be somebody's name.
fn first_rows(book: &Book) -> Vec<Vec<String>> {
    let Some(sheet) = book.sheets.iter().find(|sheet| !sheet.rows.is_empty()) else { return Vec::new() };
    let words_only = |row: &&crate::grid::Row| row.cells.iter().all(|(_, cell)| cells::decimal(cell).is_none());
    let rows = sheet.rows.iter().take(limits::PREVIEW_ROWS).take_while(words_only).take(4);
    rows.map(|row| row.cells.iter().map(|(_, cell)| headings::headings_only(&cells::words(cell))).collect()).collect()
}

fn tell_hidden(book: &Book, draft: &mut Draft<'_>) {
    for sheet in &book.sheets {
        if sheet.hidden && !sheet.rows.is_empty() {
            let what =
                Text::new("Лист скрыт: он просмотрен вместе с остальными.", "The sheet is hidden: it was looked at with the others.");
            draft.note("sheet-hidden", draft.place(&sheet.name, None, None), "", what);
        }
        let hidden: Vec<u32> = sheet.rows.iter().filter(|row| row.hidden).map(|row| row.index).collect();
        if let Some(first) = hidden.first() {
            let what = Text::new(
                format!("На листе скрыты строки ({}): они прочитаны вместе с остальными.", hidden.len()),
                format!("Rows of the sheet are hidden ({}): they were read with the others.", hidden.len()),
            );
            draft.note("rows-hidden", draft.place(&sheet.name, Some(*first), None), hidden.len().to_string(), what);
        }
    }
}

/// Takes over what the reading left in the draft.
pub(crate) fn tell(draft: &mut Draft<'_>, recognition: &mut Recognition) {
    recognition.file.clone_from(&draft.file);
    recognition.records = draft.data.sources.iter().map(|source| source.records).sum();
    recognition.details = std::mem::take(&mut draft.details);
    recognition.preview = std::mem::take(&mut draft.preview);
    recognition.preview.truncate(limits::PREVIEW_ROWS + 1);
}

#[cfg(test)]
mod tests {
    #[test]
    fn appeals_are_named() {
        let book = |page| crate::formats::sample::book(crate::grid::BookKind::Xlsx, &[("Лист1", page)]);
        assert!(super::known_stranger(&book("Результаты апелляций\nФамилия | Балл до | Балл после")).is_some());
        assert!(super::known_stranger(&book("Класс | Телефон")).is_none());
    }
}
