//! Refusals: what happened, where, how to mend it.

use records::provenance::{Place, Problem, Severity};
use records::text::Text;

/// Why a file was not read.
pub(crate) type Refusal = Box<Problem>;

/// A refusal from its parts.
pub(crate) fn refusal(code: &'static str, place: Place, found: impl Into<String>, what: Text, mend: Text) -> Refusal {
    Box::new(Problem { code, severity: Severity::Refused, place, found: found.into(), what, mend })
}

pub(crate) fn save_again() -> Text {
    Text::new(
        "Откройте файл в табличном редакторе, сохраните как «Книга Excel (.xlsx)» и добавьте снова.",
        "Open the file in a spreadsheet program, save it as an Excel workbook (.xlsx) and add it again.",
    )
}

pub(crate) fn empty(place: Place) -> Refusal {
    let what = Text::new(
        format!("Файл пуст или больше предела ({} МБ): он не прочитан.", crate::limits::FILE_BYTES >> 20),
        format!("The file is empty or above the limit ({} MB): it was not read.", crate::limits::FILE_BYTES >> 20),
    );
    let mend = Text::new("Выгрузите его ещё раз или разделите на части.", "Export it again, or split it.");
    refusal("file-empty", place, "", what, mend)
}

pub(crate) fn too_big(place: Place, size: u64, limit: u64) -> Refusal {
    let what = Text::new(
        format!("Файл больше предела: {} МБ при допустимых {} МБ.", size >> 20, limit >> 20),
        format!("The file is above the limit: {} MB, {} MB are allowed.", size >> 20, limit >> 20),
    );
    let mend = Text::new("Разделите таблицу на части или сохраните её как CSV.", "Split the table into parts or save it as CSV.");
    refusal("file-too-big", place, size.to_string(), what, mend)
}

pub(crate) fn unknown_bytes(place: Place) -> Refusal {
    let what = Text::new(
        "Это не таблица: содержимое файла не похоже ни на Excel, ни на HTML, ни на CSV.",
        "This is not a table: the content is neither Excel nor HTML nor CSV.",
    );
    let mend = Text::new("Добавьте таблицу в виде .xlsx, .xls или .csv.", "Add the table as .xlsx, .xls or .csv.");
    refusal("not-a-table", place, "", what, mend)
}

pub(crate) fn damaged(place: Place, found: impl Into<String>) -> Refusal {
    let what = Text::new("Файл повреждён: прочитать его как таблицу не удалось.", "The file is damaged: it could not be read as a table.");
    refusal("file-damaged", place, found, what, save_again())
}

pub(crate) fn protected(place: Place) -> Refusal {
    let what = Text::new("Файл защищён паролем.", "The file is protected by a password.");
    let mend = Text::new("Снимите пароль в табличном редакторе и добавьте файл снова.", "Take the password off and add the file again.");
    refusal("file-protected", place, "", what, mend)
}

pub(crate) fn other_container(place: Place, found: &str, what: Text) -> Refusal {
    refusal("container-not-a-workbook", place, found, what, save_again())
}

/// A container or sheet that asks for more than a table of results can need.
pub(crate) fn beyond(code: &'static str, place: Place, found: impl Into<String>, what: Text) -> Refusal {
    refusal(code, place, found, what, save_again())
}

pub(crate) fn far_cell(place: Place, found: impl Into<String>) -> Refusal {
    let what = Text::new(
        "Ячейка с данными стоит слишком далеко от таблицы: похоже на случайную запись.",
        "A cell with data stands too far from the table: it looks like a stray entry.",
    );
    let mend = Text::new("Удалите эту ячейку и сохраните файл.", "Delete this cell and save the file.");
    refusal("cell-too-far", place, found, what, mend)
}

pub(crate) fn too_much_text(place: Place) -> Refusal {
    let what =
        Text::new("Текста в книге больше, чем бывает в таблице результатов.", "The workbook holds more text than a table of results can.");
    beyond("text-too-long", place, "", what)
}

pub(crate) fn too_many_cells(place: Place, found: u64) -> Refusal {
    let what = Text::new(
        format!("Ячеек больше предела ({}).", crate::limits::CELLS),
        format!("There are more cells than the limit ({}).", crate::limits::CELLS),
    );
    let mend = Text::new(
        "Удалите пустые оформленные строки и столбцы за пределами таблицы или сохраните её как CSV.",
        "Delete the empty formatted rows and columns beyond the table, or save it as CSV.",
    );
    refusal("too-many-cells", place, found.to_string(), what, mend)
}
