//! Tables of pupils: Ф1 and the collection form.

use std::borrow::Cow;

use records::dataset::{Item, SchoolId, Score};
use records::provenance::{Place, Question, SourceId};
use records::text::{NBSP, Text, plural_ru};
use records::vocabulary::Attendance;

use super::items::{columns_of, find_class, items_of, same_items};
use super::title::{self, Title};
use super::{Table, heading, told};
use crate::blocks::tell_left;
use crate::cells::Cell;
use crate::draft::Draft;
use crate::formats::asked;
use crate::formats::canonical::score_of;
use crate::formats::marks::{self, Token};
use crate::grid::{Book, Row, Sheet};
use crate::layout::Layout;
use crate::template::{Header, Template, below};
use crate::work::{ReadScript, Work};
use crate::{cells, limits, spelling};

/// Reads every table of the book: one work, its sheets joined later by code.
pub(super) fn read(table: &Table, template: &Template, book: &Book, draft: &mut Draft<'_>) {
    let mut before: Option<(Title, Vec<(Item, u32)>)> = None;
    for (sheet, header) in template.tables(book) {
        let heading = heading::read(sheet, &header);
        let mut items = items_of(sheet, &header, heading.max, draft);
        // A later table of the sheet with the same columns goes on with the work; one with other columns is another work and says so itself.
        let same = before.take().filter(|(_, known)| header.from > 0 && heading.title.is_none() && same_items(known, &items));
        let same = same.map(|(title, known)| {
            items = known;
            title
        });
        let title = heading.title.or(same).or_else(|| title::asked(draft, &sheet.name, &header));
        if items.is_empty() {
            told::no_items(sheet, &header, draft);
            continue;
        }
        told::details(title.as_ref(), &items, draft);
        let Some(title) = title else {
            // Both are asked in one round.
            let banner = sheet.rows.iter().flat_map(|row| &row.cells).any(|(_, cell)| login_of(&cells::words(cell)).is_some());
            if header.column("school").is_none() && !banner {
                asked::school(draft);
            }
            continue;
        };
        if let Some(date) = title.date.filter(|date| date.year() != title.year) {
            told::day(date, title.year, sheet, draft);
        }
        let max: u16 = items.iter().map(|(item, _)| u16::from(item.max)).sum();
        if let Some(stated) = heading.max.filter(|stated| *stated != max) {
            told::max(stated, max, sheet, draft);
        }
        let mut header = header;
        if !find_class(template, sheet, &mut header, &items, draft) {
            continue;
        }
        told::strangers(template, sheet, &header, &items, draft);
        let columns = columns_of(&header, &items);
        let source = table.source(Some(&sheet.name), columns, draft);
        before = Some((title.clone(), items.clone()));
        let pupils = Pupils { template, sheet, header: &header, items: &items, title: &title, source };
        let scripts = pupils.read(draft);
        let place = draft.place(&sheet.name, None, None);
        let (kind, subject, grade) = (title.kind, title.subject.clone(), title.grade);
        let items = items.into_iter().map(|(item, _)| item).collect();
        draft.works.push(Work { kind, subject, grade, calendar_year: title.year, date: title.date, items, scripts, place });
    }
}

/// The table of pupils being read.
struct Pupils<'a> {
    template: &'a Template,
    sheet: &'a Sheet,
    header: &'a Header,
    items: &'a [(Item, u32)],
    title: &'a Title,
    source: SourceId,
}

/// What rows that are no scripts said or were.
#[derive(Default)]
struct Aside {
    /// School of the last banner row.
    school: Option<SchoolId>,
    /// Rows of the form prepared and not filled.
    unfilled: usize,
    /// Rows with a word instead of a code.
    left: Vec<u32>,
    /// Codes without anything beside them.
    bare_codes: usize,
    /// Scripts without a class, and the first of their rows; a form needs no class of those who were absent.
    unclassed: (usize, Option<u32>),
    /// Banner rows with the number of pupils they announce and the rows read before them.
    announced: Vec<(u32, usize, usize)>,
}

impl Pupils<'_> {
    fn read(&self, draft: &mut Draft<'_>) -> Vec<ReadScript> {
        let mut scripts: Vec<ReadScript> = Vec::new();
        let mut aside = Aside::default();
        // Above a later table of the sheet stands the banner of its school.
        let later = self.sheet.rows.iter().filter(|row| self.header.from > 0 && (self.header.from..self.header.row).contains(&row.index));
        for row in later {
            self.banner(row, 0, &mut aside, draft);
        }
        for row in below(self.sheet, self.header) {
            if self.banner(row, scripts.len(), &mut aside, draft) || self.is_total(row) || self.is_heading(row) {
                continue;
            }
            if self.is_stranger(row) {
                aside.left.push(row.index);
                continue;
            }
            match self.emptiness(row) {
                Some(Empty::Template) => aside.unfilled += 1,
                Some(Empty::CodeOnly) => aside.bare_codes += 1,
                None => scripts.extend(self.script(row, &mut aside, draft)),
            }
            let unclassed =
                |script: &&ReadScript| script.origin.row == row.index && script.class.is_empty() && script.status == Attendance::Present;
            if let Some(script) = scripts.last().filter(unclassed) {
                aside.unclassed = (aside.unclassed.0 + 1, aside.unclassed.1.or(Some(script.origin.row)));
            }
        }
        self.tell_aside(&aside, scripts.len(), draft);
        self.show(&scripts, draft);
        scripts
    }

    fn place(&self, draft: &Draft<'_>, row: &Row, column: Option<u32>) -> Place {
        draft.place(&self.sheet.name, Some(row.index), column)
    }

    fn cell<'r>(&self, row: &'r Row, role: &str) -> Option<&'r Cell> {
        row.get(self.header.column(role)?)
    }

    /// What a column says of a row, also by a cell merged down over its rows; a code and a mark are never of two pupils.
    fn said<'r>(&'r self, row: &'r Row, role: &str) -> Cow<'r, str> {
        let column = self.header.column(role);
        let shared = matches!(role, "school" | "school_name" | "municipality" | "class");
        let cell = if shared { column.and_then(|column| self.sheet.over(row, column)) } else { self.cell(row, role) };
        cell.filter(|cell| !self.template.is_token("missing", cell)).map(cells::words).unwrap_or_default()
    }

    /// `<name> (eduNNNNNN) | Кол-во участников: N` in the first column.
    fn banner(&self, row: &Row, read: usize, aside: &mut Aside, draft: &mut Draft<'_>) -> bool {
        let [(_, cell @ Cell::Text(_))] = row.cells.as_slice() else { return false };
        let words = cells::words(cell);
        let announced = words
            .rsplit_once(':')
            .and_then(|(label, count)| spelling::fold(label).contains("кол-во участников").then(|| spelling::whole(count)).flatten());
        let login = login_of(&words);
        if announced.is_none() && login.is_none() {
            return false;
        }
        if let Some(count) = announced.and_then(|count| usize::try_from(count).ok()) {
            aside.announced.push((row.index, count, read));
        }
        if let Some(login) = login {
            aside.school = Some(self.school_named(&login, words.split('|').next().unwrap_or_default(), "", draft));
        }
        true
    }

    fn school_named(&self, login: &str, name: &str, municipality: &str, draft: &mut Draft<'_>) -> SchoolId {
        let id = draft.school(login);
        let name = name.split("(edu").next().unwrap_or(name).trim().to_owned();
        if let Some(school) = draft.data.schools.get_mut(id.0 as usize) {
            if school.name.is_none() && !name.is_empty() {
                school.name = Some(name);
            }
            if school.municipality.is_none() && !municipality.is_empty() {
                school.municipality = Some(municipality.to_owned());
            }
        }
        id
    }

    fn is_total(&self, row: &Row) -> bool {
        let first = row.cells.first().map(|(_, cell)| cells::heading(cell)).unwrap_or_default();
        let code = self.said(row, "code");
        let total = |words: &str| ["итог", "всего", "средн"].iter().any(|word| words.starts_with(word));
        total(&spelling::fold(&code)) || (code.is_empty() && total(first))
    }

    /// The heading repeated on a new page of the print.
    fn is_heading(&self, row: &Row) -> bool {
        self.sheet.row(self.header.row).is_some_and(|head| head.cells == row.cells)
    }

    /// A word where every code has digits: a footer, or a line of another table.
    fn is_stranger(&self, row: &Row) -> bool {
        let code = self.said(row, "code");
        !code.is_empty() && !code.chars().any(|c| c.is_ascii_digit())
    }

    /// A row without code, variant and items is prepared, not filled; numbers under an empty header or a formula of the total change nothing.
    fn emptiness(&self, row: &Row) -> Option<Empty> {
        let holds = |columns: &[u32]| columns.iter().any(|column| row.get(*column).is_some());
        let items: Vec<u32> = self.items.iter().map(|(_, column)| *column).collect();
        if holds(&items) || holds(self.header.columns("variant")) {
            return None;
        }
        if holds(self.header.columns("code")) { Some(Empty::CodeOnly) } else { Some(Empty::Template) }
    }

    fn script(&self, row: &Row, aside: &mut Aside, draft: &mut Draft<'_>) -> Option<ReadScript> {
        let code = spelling::without_decimals(&self.said(row, "code")).to_owned();
        if code.is_empty() {
            let what = Text::new(
                "В строке есть баллы, но нет кода участника: она не прочитана.",
                "The row has points but no participant code: it was left out.",
            );
            let mend = Text::new("Впишите код участника.", "Write the participant code.");
            draft.warn("code-missing", self.place(draft, row, self.header.column("code")), "", what, mend);
            return None;
        }
        let school = self.school(row, aside, draft)?;
        let status = if self.absent(row) { Attendance::Absent } else { Attendance::Present };
        if status == Attendance::Absent {
            self.tell_points_of_absent(row, draft);
        }
        let scores = self.scores(row, status, draft)?;
        let total = self.cell(row, "total").and_then(cells::whole).and_then(|total| u16::try_from(total).ok());
        let origin = draft.origin(self.source, row.index);
        let script = ReadScript {
            school,
            class: self.class(row, school, draft),
            code,
            status,
            variant: self.variant(row, draft),
            prior: self.mark(row, "prior", draft),
            mark: self.mark(row, "mark", draft),
            total: total.filter(|_| status == Attendance::Present),
            scores,
            origin,
            place: self.place(draft, row, None),
        };
        self.check_total(&script, row, draft);
        Some(script)
    }

    fn absent(&self, row: &Row) -> bool {
        let items = self.items.iter().map(|(_, column)| column);
        let mut looked = self.header.columns("variant").iter().chain(items).filter_map(|column| row.get(*column));
        looked.any(|cell| self.template.is_token("absent", cell))
    }

    /// Points beside a word of absence (one part of a work was written, say): not used, and told.
    fn tell_points_of_absent(&self, row: &Row, draft: &mut Draft<'_>) {
        let points = |column: &u32| row.get(*column).and_then(cells::whole).is_some_and(|points| points > 0);
        let Some((_, column)) = self.items.iter().find(|(_, column)| points(column)) else { return };
        let what = Text::new(
            "В строке и отметка об отсутствии, и баллы: участник записан отсутствовавшим, баллы не учтены.",
            "The row has a word of absence and points: the participant is taken for absent, the points are not used.",
        );
        let mend = Text::new("Уберите отметку об отсутствии, если работа написана.", "Remove the word of absence if the work was written.");
        draft.warn("points-of-absent", self.place(draft, row, Some(*column)), row.words(*column), what, mend);
    }

    fn school(&self, row: &Row, aside: &mut Aside, draft: &mut Draft<'_>) -> Option<SchoolId> {
        let (key, name) = (self.said(row, "school"), self.said(row, "school_name"));
        if let Some(login) = login_of(&key).or_else(|| login_of(&name)).or_else(|| (!key.is_empty()).then(|| key.clone().into_owned())) {
            return Some(self.school_named(&login, &name, &self.said(row, "municipality"), draft));
        }
        if aside.school.is_none() {
            let asked = asked::school(draft)?;
            aside.school = Some(draft.school(&asked));
        }
        aside.school
    }

    /// The class as written, or the ordinal kept as `<grade>-<ordinal>` unless the user named it.
    fn class(&self, row: &Row, school: SchoolId, draft: &mut Draft<'_>) -> String {
        let written = spelling::without_decimals(&self.said(row, "class")).to_owned();
        if written.is_empty() || !written.bytes().all(|b| b.is_ascii_digit()) {
            return written;
        }
        let kept = format!("{}-{written}", self.title.grade);
        let school = draft.data.schools.get(school.0 as usize).map_or_else(String::new, |school| school.school.clone());
        let year = self.title.school_year(draft.reference()).map_or_else(|| self.title.year.to_string(), |year| year.to_string());
        let question = Question {
            key: format!("class:{school}:{year}:{kept}"),
            place: self.place(draft, row, self.header.column("class")),
            ask: Text::new(
                format!(
                    "Как называется класс с порядковым номером {written} среди {}-х классов (школа {school}, {year})?",
                    self.title.grade
                ),
                format!("What is the name of class number {written} of grade {} (school {school}, {year})?", self.title.grade),
            ),
            choices: Vec::new(),
            proposed: Some(draft.class_named_before(&school, &kept).unwrap_or(&kept).to_owned()),
            until: Text::new(format!("Ничего не ждёт: класс записан как {kept}."), format!("Nothing waits: the class is written {kept}.")),
        };
        draft.ask(question).unwrap_or(kept)
    }

    /// Variant; of a work in two parts both, as `part 1 × 100 + part 2`, where they differ.
    fn variant(&self, row: &Row, draft: &mut Draft<'_>) -> Option<u16> {
        let mut parts = Vec::new();
        for column in self.header.columns("variant") {
            let Some(cell) =
                row.get(*column).filter(|cell| !self.template.is_token("missing", cell) && !self.template.is_token("absent", cell))
            else {
                continue;
            };
            match cells::whole(cell).and_then(|variant| u16::try_from(variant).ok()).filter(|variant| *variant < 600) {
                Some(variant) => parts.push(variant),
                None => self.bad(row, *column, cell, &Text::new("номер варианта", "a number of a variant"), draft),
            }
        }
        match parts.as_slice() {
            [first, second, ..] if first != second => Some(first * 100 + second),
            [first, ..] => Some(*first),
            [] => None,
        }
    }

    fn mark(&self, row: &Row, role: &str, draft: &mut Draft<'_>) -> Option<u8> {
        let column = self.header.column(role)?;
        let cell =
            row.get(column).filter(|cell| !["missing", "not_attempted", "absent"].iter().any(|kind| self.template.is_token(kind, cell)))?;
        let mark = cells::whole(cell).and_then(|mark| u8::try_from(mark).ok()).filter(|mark| (1..=5).contains(mark));
        if mark.is_none() && matches!(marks::token(&cells::folded(cell)), Some(Token::Word(_) | Token::Absence)) {
            let what = Text::new("Отметка словом: сравнивать не с чем.", "A word for a mark: there is nothing to compare with.");
            draft.note("mark-in-words", self.place(draft, row, Some(column)), cells::words(cell), what);
        } else if mark.is_none() {
            self.bad(row, column, cell, &Text::new("отметка 1–5 или пусто", "a mark 1–5 or nothing"), draft);
        }
        mark
    }

    /// A cell that is passed over: the row stays.
    fn bad(&self, row: &Row, column: u32, cell: &Cell, expected: &Text, draft: &mut Draft<'_>) {
        let what = Text::new(
            format!("Значение не прочитано, ожидалось: {}.", expected.ru),
            format!("The value was not read, expected: {}.", expected.en),
        );
        let mend = Text::new("Исправьте ячейку.", "Mend the cell.");
        draft.warn("value-unreadable", self.place(draft, row, Some(column)), cells::words(cell), what, mend);
    }

    fn scores(&self, row: &Row, status: Attendance, draft: &mut Draft<'_>) -> Option<Vec<Score>> {
        if status == Attendance::Absent {
            return Some(vec![Score::NOT_MARKED; self.items.len()]);
        }
        let mut scores = Vec::with_capacity(self.items.len());
        for (item, column) in self.items {
            scores.push(self.score(row, item, *column, draft)?);
        }
        let unmarked = scores.iter().filter(|score| **score == Score::NOT_MARKED).count();
        if unmarked > 0 {
            self.tell_unmarked(row, unmarked, draft);
        }
        Some(scores)
    }

    fn score(&self, row: &Row, item: &Item, column: u32, draft: &mut Draft<'_>) -> Option<Score> {
        let Some(cell) = row.get(column).filter(|cell| !self.template.is_token("missing", cell)) else { return Some(Score::NOT_MARKED) };
        if self.template.is_token("not_attempted", cell) {
            return Some(Score::NOT_ATTEMPTED);
        }
        let score = score_of(cells::words(cell).as_bytes(), item.max);
        if score.is_none() {
            let what = Text::new(
                format!("Задание {}: балл вне 0–{}; строка не прочитана.", item.name, item.max),
                format!("Item {}: points outside 0–{}; the row was left out.", item.name, item.max),
            );
            let mend =
                Text::new("Исправьте балл, для невыполненного поставьте X.", "Mend the points; write X where the item was not attempted.");
            draft.warn("score-out-of-range", self.place(draft, row, Some(column)), cells::words(cell), what, mend);
        }
        score
    }

    fn tell_unmarked(&self, row: &Row, count: usize, draft: &mut Draft<'_>) {
        let what = Text::new(
            format!("Заданий без балла: {count}. Пусто — это не 0: они остались непроверенными."),
            format!("Items without points: {count}. Empty is not 0: they stay unmarked."),
        );
        let mend = Text::new("Впишите балл или X.", "Write the points or X.");
        draft.warn("score-missing", self.place(draft, row, None), "", what, mend);
    }

    fn check_total(&self, script: &ReadScript, row: &Row, draft: &mut Draft<'_>) {
        let values: Vec<u16> = script.scores.iter().filter_map(|score| score.value()).map(u16::from).collect();
        let sum: u16 = values.iter().sum();
        let Some(total) = script.total.filter(|total| *total != sum && !values.is_empty()) else { return };
        let what = if values.len() < script.scores.len() {
            Text::new(
                format!("Первичный балл {total}, а сумма по заданиям {sum}, и не у всех есть балл: оставлен первичный балл."),
                format!("The primary score is {total}, the items add up to {sum}, and not all have points: the primary score stays."),
            )
        } else {
            Text::new(
                format!("Первичный балл {total}, а сумма по заданиям {sum}: взята сумма."),
                format!("The primary score is {total}, the items add up to {sum}: the sum was taken."),
            )
        };
        let mend = Text::new("Сверьте баллы этой работы.", "Check the points of this script.");
        draft.warn("total-differs", self.place(draft, row, self.header.column("total")), total.to_string(), what, mend);
    }

    fn tell_aside(&self, aside: &Aside, read: usize, draft: &mut Draft<'_>) {
        let left: Vec<&Row> = aside.left.iter().filter_map(|row| self.sheet.row(*row)).filter(|row| row.cells.len() > 1).collect();
        tell_left(self.sheet, &left, draft);
        for (at, (row, count, before)) in aside.announced.iter().enumerate() {
            let until = aside.announced.get(at + 1).map_or(read, |next| next.2);
            let rows = until - before;
            if rows != *count {
                let what = Text::new(
                    format!("Заголовок обещает участников: {count}, строк прочитано: {rows}. Прочитанное оставлено."),
                    format!("The banner announces {count} participants, {rows} rows were read. What was read stays."),
                );
                let mend = Text::new("Проверьте, вся ли выгрузка в файле.", "Check that the export is whole.");
                draft.warn("count-differs", draft.place(&self.sheet.name, Some(*row), Some(0)), count.to_string(), what, mend);
            }
        }
        if aside.unclassed.0 > 0 {
            let n = aside.unclassed.0;
            let what = Text::new(
                format!("Класс не указан, работ: {n}. Они учтены вместе, как класс без названия."),
                format!("The class is not stated in {n} script(s). They are counted together, as a class without a name."),
            );
            let mend = Text::new("Впишите класс в каждую строку.", "Write the class in every row.");
            let place = draft.place(&self.sheet.name, aside.unclassed.1, self.header.column("class"));
            draft.warn("class-missing", place, n.to_string(), what, mend);
        }
        let mut tell = |code, n: usize, ru: &str, en: &str| {
            if n > 0 {
                let rows = plural_ru(n as u64, "строка", "строки", "строк");
                draft.note(
                    code,
                    draft.place(&self.sheet.name, None, None),
                    n.to_string(),
                    Text::new(format!("{n}{NBSP}{rows}: {ru}"), format!("{n} row(s): {en}")),
                );
            }
        };
        tell("rows-unfilled", aside.unfilled, "заготовка формы, не заполнено.", "prepared by the form, not filled.");
        tell(
            "codes-unused",
            aside.bare_codes,
            "код участника без варианта и баллов, не прочитано.",
            "a code without variant and points, left out.",
        );
    }

    /// First rows for `inspect`.
    fn show(&self, scripts: &[ReadScript], draft: &mut Draft<'_>) {
        if !draft.preview.is_empty() {
            return;
        }
        let fixed = ["код", "класс", "вариант", "балл", "отметка", "по журналу"].map(str::to_owned);
        draft.preview.push(fixed.into_iter().chain(self.items.iter().map(|(item, _)| item.name.clone())).collect());
        let number = |value: Option<u16>| value.map_or_else(String::new, |value| value.to_string());
        for script in scripts.iter().take(limits::PREVIEW_ROWS) {
            let scores = script.scores.iter().map(|score| match *score {
                Score::NOT_ATTEMPTED => "X".to_owned(),
                score => number(score.value().map(u16::from)),
            });
            let fixed = [
                script.code.clone(),
                script.class.clone(),
                number(script.variant),
                number(script.total),
                number(script.mark.map(u16::from)),
                number(script.prior.map(u16::from)),
            ];
            draft.preview.push(fixed.into_iter().chain(scores).collect());
        }
    }
}

/// Rows that are no scripts.
enum Empty {
    Template,
    CodeOnly,
}

/// `eduNNNNNN` in a text.
fn login_of(words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    let at = lower.find("edu")?;
    let digits: String = lower.get(at + 3..)?.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() >= 4).then(|| format!("edu{digits}"))
}
