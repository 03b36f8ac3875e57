//! Files that are no tables this program reads, named for what they are, with what to do with them.

use records::provenance::Place;
use records::text::Text;

use super::refuse::{self, Refusal};

/// A kind of file, known by how it begins.
struct Kind {
    /// One of these stands at the very beginning; empty: anything may.
    begins: &'static [&'static [u8]],
    /// One of these stands among the first bytes (small letters); empty: nothing need.
    holds: &'static [&'static str],
    ru: &'static str,
    en: &'static str,
    advice: Advice,
}

#[derive(Clone, Copy)]
enum Advice {
    /// Save it as a workbook.
    SaveAgain,
    /// It holds no table to save: take the table it was made from.
    TakeTable,
    /// Unpack it.
    Unpack,
}

/// How much of a file is looked at.
const START: usize = 8 << 10;

const KINDS: [Kind; 9] = [
    Kind {
        begins: &[],
        holds: &["urn:schemas-microsoft-com:office:spreadsheet", "progid=\"excel.sheet\""],
        ru: "Это таблица XML 2003 (XML Spreadsheet), хотя файл назван как книга Excel: такие программа не читает.",
        en: "This is an XML Spreadsheet 2003, though it is named like an Excel workbook: such files are not read.",
        advice: Advice::SaveAgain,
    },
    Kind {
        begins: &[b"MIME-Version", b"From: <Saved"],
        holds: &["multipart/related", "text/html"],
        ru: "Это веб-архив (MHTML), хотя файл назван как книга Excel.",
        en: "This is a web archive (MHTML), though it may be named like an Excel workbook.",
        advice: Advice::SaveAgain,
    },
    Kind {
        begins: &[],
        holds: &["<frameset", "<frame "],
        ru: "Это веб-страница из рамок: сама таблица лежит в соседней папке, в этом файле её нет.",
        en: "This is a web page of frames: the table itself lies in the folder beside it, not in this file.",
        advice: Advice::SaveAgain,
    },
    Kind {
        begins: &[b"%PDF"],
        holds: &[],
        ru: "Это PDF: таблицу из него программа не читает.",
        en: "This is a PDF: tables are not read from it.",
        advice: Advice::TakeTable,
    },
    Kind {
        begins: &[b"{\\rtf"],
        holds: &[],
        ru: "Это текст Word (RTF), а не таблица.",
        en: "This is a word-processor text (RTF), not a table.",
        advice: Advice::TakeTable,
    },
    Kind {
        begins: &[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"BM"],
        holds: &[],
        ru: "Это изображение, а не таблица.",
        en: "This is a picture, not a table.",
        advice: Advice::TakeTable,
    },
    Kind {
        begins: &[b"II*\0", b"MM\0*"],
        holds: &[],
        ru: "Это изображение (скан), а не таблица.",
        en: "This is a picture (a scan), not a table.",
        advice: Advice::TakeTable,
    },
    Kind {
        begins: &[b"Rar!", b"7z\xBC\xAF\x27\x1C", b"\x1F\x8B"],
        holds: &[],
        ru: "Это архив, а не таблица.",
        en: "This is an archive, not a table.",
        advice: Advice::Unpack,
    },
    Kind {
        begins: &[b"MZ", b"\x7FELF"],
        holds: &[],
        ru: "Это программа, а не таблица.",
        en: "This is a program, not a table.",
        advice: Advice::TakeTable,
    },
];

/// Why the file is refused, where its kind has a name.
pub(super) fn named(file: &str, bytes: &[u8], start: Option<&str>) -> Option<Refusal> {
    let bytes = bytes.get(..START.min(bytes.len())).unwrap_or_default();
    let start = start.map(|text| text.chars().take(START).collect::<String>().to_lowercase()).unwrap_or_default();
    let trimmed = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let fits = |kind: &&Kind| {
        // Two letters may begin a text as well.
        let text = |mark: &[u8]| mark.len() <= 2 && !start.is_empty();
        let begins = kind.begins.is_empty() || kind.begins.iter().any(|mark| trimmed.starts_with(mark) && !text(mark));
        begins && (kind.holds.is_empty() || kind.holds.iter().any(|mark| start.contains(mark)))
    };
    let kind = KINDS.iter().find(fits)?;
    Some(refuse::refusal("container-not-a-workbook", Place::file(file), "", Text::new(kind.ru, kind.en), advice(kind.advice)))
}

fn advice(advice: Advice) -> Text {
    match advice {
        Advice::SaveAgain => refuse::save_again(),
        Advice::TakeTable => take_table(),
        Advice::Unpack => Text::new("Распакуйте его и добавьте сами файлы.", "Unpack it and add the files themselves."),
    }
}

/// What to do with a document.
pub(super) fn take_table() -> Text {
    Text::new(
        "Добавьте таблицу, по которой он сделан, в виде .xlsx, .xls или .csv; если она есть только здесь, скопируйте её в Excel. Остальные документы оставьте в стороне.",
        "Add the table it was made from as .xlsx, .xls or .csv; if it is only here, copy it into a spreadsheet. Leave other documents aside.",
    )
}

#[cfg(test)]
mod tests {

    #[test]
    fn what_a_file_is_is_said_with_what_to_do() {
        let xml = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Table/></Workbook>";
        let cases: [(&[u8], &str); 6] = [
            (xml.as_bytes(), "XML 2003"),
            (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
            ("<html><head><title>Журнал</title></head><frameset rows=\"*,39\"><frame src=\"a.htm\"></frameset></html>".as_bytes(), "рамок"),
            (b"%PDF-1.7", "PDF"),
            (b"{\\rtf1\\ansi", "RTF"),
            (b"Rar!\x1a\x07", "архив"),
        ];
        for (bytes, name) in cases {
            let problem = crate::read::book("a.xls", "", bytes).unwrap_err();
            assert!(problem.what.ru.contains(name) && problem.mend.ru.len() > 20, "{problem:?}");
            assert_eq!(problem.code, "container-not-a-workbook");
        }
        for table in ["BMW;5\nMZ;4", "<html><table><tr><td>1</td></tr></table></html>", "MIME-Version;тема"] {
            assert!(crate::read::book("a.csv", "", table.as_bytes()).is_ok(), "{table}");
        }
    }
}
