//! Why a file is no plan, and what to do: said of plans, where the readers of tables speak of results.

use records::provenance::{Place, Problem, Severity};
use records::text::Text;

use crate::limits;
use crate::read::Refusal;

/// A refusal of the readers of tables with what to do about a plan.
pub(super) fn of_plan(refusal: &Problem, bytes: &[u8]) -> Problem {
    let flat = bytes.starts_with(b"%PDF")
        || [&b"\x89PNG"[..], b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*"].iter().any(|mark| bytes.starts_with(mark));
    let mend = match refusal.code {
        // Said of a plan already.
        "old-word-document" | "plan-no-table" | "plan-empty" | "plan-too-long" => return refusal.clone(),
        "file-empty" | "file-too-big" => Text::new(
            "Сохраните план заново без картинок и вложений как .docx или .xlsx и добавьте его снова.",
            "Save the plan again without pictures and attachments as .docx or .xlsx and add it again.",
        ),
        "file-protected" => Text::new(
            "Снимите пароль в Word или Excel и добавьте файл снова.",
            "Take the password off in the word processor or spreadsheet and add the file again.",
        ),
        _ if flat => Text::new(
            "Добавьте файл Word или Excel, из которого он сделан. Если его нет, скопируйте таблицу плана в новый документ Word и сохраните как .docx.",
            "Add the Word or Excel file it was made from. If there is none, copy the table of the plan into a new document and save it as .docx.",
        ),
        _ => save_again(),
    };
    Problem { mend, ..refusal.clone() }
}

fn save_again() -> Text {
    Text::new(
        "Откройте план в Word или Excel, сохраните как .docx или .xlsx и добавьте снова.",
        "Open the plan in a word processor or spreadsheet, save it as .docx or .xlsx and add it again.",
    )
}

pub(super) fn old_word(file: &str) -> Refusal {
    let what =
        Text::new("Это документ старого Word (.doc): программа читает .docx.", "This is a document of an old Word (.doc): .docx is read.");
    let mend = Text::new(
        "Откройте его в Word, выберите «Сохранить как» → «Документ Word (.docx)» и добавьте новый файл.",
        "Open it in a word processor, save it as a Word document (.docx) and add the new file.",
    );
    refused("old-word-document", file, "", what, mend)
}

pub(super) fn open_document(file: &str) -> Refusal {
    let what = Text::new("Это документ OpenDocument (.odt или .ods).", "This is an OpenDocument file (.odt or .ods).");
    refused("container-not-a-workbook", file, "", what, save_again())
}

pub(super) fn no_table(file: &str, tables: usize) -> Refusal {
    let what = if tables == 0 {
        Text::new("В файле нет таблицы, а план читается из таблицы.", "The file holds no table, and a plan is read from one.")
    } else {
        Text::new(
            "В файле нет таблицы плана: ни в одной таблице не найдены столбцы «Мероприятие» и «Срок» или «Ответственный».",
            "The file holds no table of a plan: no table has columns for the measure and its date or owner.",
        )
    };
    let mend = Text::new(
        "Нужна таблица, у которой в первой строке написано, где мероприятие, где срок, где ответственный. Если строки заголовков нет, допишите её и добавьте файл снова.",
        "A table is needed whose first row says where the measure, its date and its owner stand. If there are no headings, add them and add the file again.",
    );
    refused("plan-no-table", file, &tables.to_string(), what, mend)
}

pub(super) fn no_measures(file: &str) -> Refusal {
    let what = Text::new("Таблица плана найдена, но мероприятий в ней нет.", "The table of the plan was found, but it holds no measures.");
    let mend = Text::new(
        "Проверьте, тот ли это файл: под заголовками должны стоять мероприятия.",
        "Check that it is the right file: measures should stand below the headings.",
    );
    refused("plan-empty", file, "", what, mend)
}

pub(super) fn too_long(file: &str, rows: usize) -> Refusal {
    let what = Text::new(
        format!("В таблице строк больше, чем бывает в плане: {rows} при допустимых {}.", limits::PLAN_ROWS),
        format!("The table has more rows than a plan: {rows}, {} are allowed.", limits::PLAN_ROWS),
    );
    let mend = Text::new(
        "Похоже, это не план на год. Если всё же план, разделите его на несколько файлов по направлениям.",
        "It does not look like a yearly plan. If it is one, split it into several files by direction.",
    );
    refused("plan-too-long", file, &rows.to_string(), what, mend)
}

pub(super) fn damaged(file: &str) -> Refusal {
    let what = Text::new("Файл повреждён: прочитать его не удалось.", "The file is damaged: it could not be read.");
    refused("file-damaged", file, "", what, save_again())
}

fn refused(code: &'static str, file: &str, found: &str, what: Text, mend: Text) -> Refusal {
    Box::new(Problem { code, severity: Severity::Refused, place: Place::file(file), found: found.to_owned(), what, mend })
}
