//! Papers: documents people sign, edit and print. A paper is composed once from the findings as plain blocks and pressed into
//! Word (editable) and PDF (typst). The order of sections is the familiar one of a справка.

mod bound;
pub mod office;
mod paper;
#[cfg(feature = "pdf")]
mod press_pdf;
mod press_word;
mod raster;
#[cfg(test)]
pub(crate) mod sample;
mod spravka;
mod workbook;

pub(crate) use paper::Paper;
#[cfg(feature = "pdf")]
use press_pdf::pdf;
use press_word::word;
use spravka::compose;
use workbook::workbook;

use words::{help, web};

use crate::kind::{Kind, Making};

/// The report for Word.
pub(crate) const WORD: Kind = Kind {
    switch: "docx",
    file: "report.docx",
    about: help::analyze_arg_docx,
    button: web::save_docx,
    make: Some(|making| Ok(word(composed(making))?)),
};

/// The tables for Excel.
pub(crate) const WORKBOOK: Kind = Kind {
    switch: "xlsx",
    file: "tables.xlsx",
    about: help::analyze_arg_xlsx,
    button: web::save_xlsx,
    make: Some(|making| Ok(workbook(making.material)?)),
};

/// The report as PDF, where the typesetter is built in.
pub(crate) const PDF: Kind = Kind {
    switch: "pdf",
    file: "report.pdf",
    about: help::analyze_arg_pdf,
    button: web::save_pdf,
    #[cfg(feature = "pdf")]
    make: Some(|making| Ok(pdf(composed(making))?)),
    #[cfg(not(feature = "pdf"))]
    make: None,
};

fn composed<'a>(making: &'a Making<'_>) -> &'a Paper {
    making.paper.get_or_init(|| compose(making.material))
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use records::text::Lang;

    use super::*;

    fn part(docx: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn word_keeps_headings_tables_and_pictures() {
        let bytes = word(&sample::paper()).unwrap();
        let body = part(&bytes, "word/document.xml");
        assert!(body.contains(r#"w:val="Heading1""#));
        assert!(body.contains("«ёлочки»"));
        assert!(body.contains("<w:tbl>"));
        assert!(body.contains("<w:drawing>"));
        assert!(body.contains("&lt;&amp;&gt;"), "text is escaped");
    }

    /// In Word the last rows of a table, and every line to be signed but the last, stay with what is below them.
    #[test]
    fn in_word_a_signature_stays_with_the_last_rows() {
        let kept = |signed: bool| {
            let mut paper = sample::paper();
            paper.blocks.clear();
            let columns = vec![super::paper::Column::words("№", 5), super::paper::Column::words("Имя", 50)];
            paper.table("", columns, (1..=5).map(|at| vec![at.to_string(), String::new()]).collect());
            if signed {
                paper.pair("Директор", "подпись");
                paper.pair("Секретарь", "подпись");
            }
            part(&word(&paper).unwrap(), "word/document.xml").matches("<w:keepNext />").count()
        };
        // Two cells of two rows, the gap, the first line to be signed.
        assert_eq!(kept(true), kept(false) + 6);
    }

    /// covers: R48
    #[test]
    fn a_number_is_held_together_in_word() {
        let mut paper = sample::paper();
        paper.text("приказ № 112-о, п. 3");
        let body = part(&word(&paper).unwrap(), "word/document.xml");
        assert!(body.contains("приказ №\u{a0}112-о, п.\u{a0}3"), "{body}");
    }

    #[test]
    fn a_spoiled_drawing_refuses_the_paper_with_its_name() {
        let mut paper = sample::paper();
        paper.blocks.push(super::paper::Block::Figure {
            title: "Распределение".into(),
            svg: "<svg".into(),
            wide: false,
            caption: String::new(),
        });
        assert!(word(&paper).unwrap_err().to_string().contains("Распределение"));
    }

    #[test]
    fn the_same_paper_gives_the_same_bytes() {
        let first = word(&sample::paper()).unwrap();
        // The containers keep times to two seconds: a clock inside them would show.
        std::thread::sleep(std::time::Duration::from_millis(2100));
        assert!(first == word(&sample::paper()).unwrap(), "the bytes differ");
    }

    #[cfg(feature = "pdf")]
    #[test]
    fn pdf_is_pressed_and_repeats_byte_for_byte() {
        let first = pdf(&sample::paper()).unwrap();
        assert!(first.starts_with(b"%PDF-"));
        assert!(first == pdf(&sample::paper()).unwrap(), "the bytes differ");
        let mut other = sample::paper();
        other.text("ещё абзац");
        assert!(first != pdf(&other).unwrap());
    }

    #[test]
    fn a_whole_study_is_pressed_into_every_format() {
        let sample = crate::sample::sample();
        let material = sample.material(records::text::Lang::Ru);
        let wanted = crate::KINDS;
        let made = crate::outputs(&material, wanted).unwrap();
        for document in &made {
            crate::sample::keep(&document.name, &document.bytes);
        }
        let names: Vec<&str> = made.iter().map(|document| document.name.as_str()).collect();
        assert!(names.contains(&"report.docx") && names.contains(&"tables.xlsx"), "{names:?}");
        assert_eq!(names.contains(&"report.pdf"), cfg!(feature = "pdf"));
    }

    /// Constraints C1 and C10: Word, PDF and Excel that leave the school hold no class, no pupil, no place in a file.
    /// covers: C1, C10
    #[test]
    fn outside_the_school_no_document_names_a_class() {
        let mut sample = crate::sample::sample();
        sample.audience = records::vocabulary::Audience::Outside;
        for lang in [Lang::Ru, Lang::En] {
            let material = sample.material(lang);
            let paper = serde_json::to_string(&compose(&material)).unwrap();
            assert!(paper.contains(sample.study.units[0].title.in_lang(lang)), "{paper}");
            let made = crate::outputs(&material, &[&WORD, &WORKBOOK]).unwrap();
            let book = &made.iter().find(|document| document.name == "tables.xlsx").unwrap().bytes;
            crate::sample::keep(&format!("outside-{lang:?}.xlsx"), book);
            let book = part(book, "xl/sharedStrings.xml");
            for hidden in ["4-1", "4-2", "5А", "5Б", "4004", "Ф1_РУ4_2026.xlsx"] {
                assert!(!paper.contains(hidden), "paper: {hidden}");
                // The key of a procedure may hold the name of a class by chance: whole cells and words count.
                assert!(!book.contains(&format!(">{hidden}<")) && !book.contains(&format!(" {hidden}")), "book: {hidden}");
            }
        }
    }

    #[test]
    fn what_went_wrong_is_said_in_one_language() {
        let error = crate::DocumentsError::from(crate::press_error::PressError::Typeset("x".to_owned())).text();
        assert!(error.ru.contains("PDF") && !error.ru.contains("developers") && !error.en.contains("разработчик"));
    }

    /// Declared before or exploratory: the workbook says which, to every reader.
    #[test]
    fn the_workbook_says_how_the_analysis_stands_to_a_protocol() {
        let mut sample = crate::sample::sample();
        let declared = records::registration::Declared {
            digest: "ab".repeat(32),
            sequence: 3,
            entered: "2026-11-23T10:00:00Z".into(),
            declarations: 1,
            after_work_of: None,
        };
        for audience in [records::vocabulary::Audience::School, records::vocabulary::Audience::Outside] {
            sample.audience = audience;
            for declared in [None, Some(declared.clone())] {
                sample.study.registration.declared = declared;
                for lang in [Lang::Ru, Lang::En] {
                    let book = part(&workbook(&sample.material(lang)).unwrap(), "xl/sharedStrings.xml");
                    let sentence = sample.study.registration.sentence();
                    assert!(book.contains(sentence.in_lang(lang)), "{audience:?}: {sentence:?}");
                }
            }
        }
    }

    #[test]
    fn the_workbook_has_text_and_no_formulas() {
        let mut sample = crate::sample::sample();
        for set in &mut sample.study.sets {
            set.school = "=HYPERLINK(\"http://example.invalid\")".to_owned();
        }
        let bytes = workbook(&sample.material(records::text::Lang::Ru)).unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let names: Vec<String> =
            archive.file_names().flatten().map(|name| name.to_string()).filter(|name| name.starts_with("xl/worksheets/sheet")).collect();
        assert!(names.len() > 3, "{names:?}");
        for name in names {
            let mut text = String::new();
            archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
            assert!(!text.contains("<f>"), "{name}");
        }
    }
}
