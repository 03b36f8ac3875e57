//! Which headings each list may have, and a small file of each kind to begin with. The people in it are invented and named so that nobody takes
//! them for somebody.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use records::text::Lang;
use words::{Word, office, roster, support};

use crate::server::pages::bare;
use crate::server::policy::Asked;
use crate::shell::address::attached;

/// A kind of lists.
struct Sample {
    code: &'static str,
    title: Word,
    /// What its headings may be.
    what: Word,
    rows: &'static [&'static str],
}

const SAMPLES: [Sample; 7] = [
    Sample {
        code: "staff",
        title: roster::sample_staff,
        what: roster::sample_staff_what,
        rows: &[
            "№;ФИО;Должность;Предмет;Дата рождения",
            "1;Образцова Первая Ивановна;учитель;Математика;12.03.1980",
            "2;Образцова Вторая Ивановна;педагог-психолог;;",
        ],
    },
    Sample {
        code: "classes",
        title: roster::sample_classes,
        what: roster::sample_classes_what,
        rows: &["Класс;Классный руководитель", "5А;Образцова Первая Ивановна", "5Б;"],
    },
    Sample {
        code: "pupils",
        title: roster::sample_pupils,
        what: roster::sample_pupils_what,
        rows: &[
            "Класс;ФИО ученика;Дата рождения;№ личного дела",
            "5А;Примеров Первый Петрович;05.04.2015;О-1",
            "5А;Примерова Вторая Петровна;17.11.2014;О-2",
        ],
    },
    Sample {
        code: "families",
        title: roster::sample_families,
        what: roster::sample_families_what,
        rows: &[
            "Класс;ФИО ученика;ФИО родителя;Кем приходится;Телефон;Эл. почта",
            "5А;Примеров Первый Петрович;Примерова Мария Олеговна;мать;+7 900 000-00-00;primer@example.org",
        ],
    },
    Sample {
        code: "loads",
        title: roster::sample_loads,
        what: roster::sample_loads_what,
        rows: &["Учитель;Предмет;Класс", "Образцова Первая Ивановна;Математика;5А, 5Б"],
    },
    Sample {
        code: "codes",
        title: roster::sample_codes,
        what: roster::sample_codes_what,
        rows: &["Класс;ФИО ученика;Код", "5А;Примеров Первый Петрович;40001"],
    },
    Sample {
        code: ATTENDANCE,
        title: roster::sample_attendance,
        what: roster::sample_attendance_what,
        rows: &[
            "Класс;ФИО ученика;Период;Пропущено уроков;Всего уроков;Без уважительной причины",
            "5А;Примеров Первый Петрович;1 четверть;12;240;2",
        ],
    },
];

/// The list another page takes.
const ATTENDANCE: &str = "attendance";

/// What each list may say, folded.
pub(super) fn told(lang: Lang) -> Markup {
    html! {
        details.aside {
            summary { (roster::samples(lang)) }
            p { (roster::samples_what(lang)) }
            @for sample in &SAMPLES {
                h3 { ((sample.title)(lang)) }
                p { ((sample.what)(lang)) }
                @if sample.code == ATTENDANCE { p { a href="/support/import" { (support::marks_title(lang)) } } }
                p { a href={ "/classes/import/sample/" (sample.code) } { (roster::sample_carry(lang, (sample.title)(lang))) } }
            }
        }
    }
}

/// `GET /classes/import/sample/{kind}`: a small file, as a spreadsheet opens it.
pub async fn file(asked: Asked, Path(kind): Path<String>) -> Response {
    let Some(sample) = SAMPLES.iter().find(|sample| sample.code == kind) else {
        return bare::page(asked.lang, StatusCode::NOT_FOUND, &office::nothing_here(asked.lang));
    };
    let name = attached(&format!("{}.csv", (sample.title)(Lang::Ru)));
    ([(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)], text(sample)).into_response()
}

/// With the mark by which a spreadsheet program knows the letters.
fn text(sample: &Sample) -> String {
    format!("\u{feff}{}\r\n", sample.rows.join("\r\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_read_whole() {
        for sample in &SAMPLES {
            let rows = sample.rows.len() - 1;
            let (read, left) = if sample.code == ATTENDANCE {
                let (marks, problems) =
                    intake::pupil_marks(text(sample).as_bytes(), "а.csv", &records::reference::Reference::shipped().unwrap());
                assert!(problems.is_empty());
                (marks.rows.len(), marks.left)
            } else {
                let (lists, problems) = intake::roster(text(sample).as_bytes(), "а.csv");
                assert!(problems.is_empty());
                (lists.rows.len(), lists.left)
            };
            let reasons: Vec<_> = left.iter().map(|left| left.reason.ru.as_str()).collect();
            assert!(read >= rows && left.is_empty(), "{}: {read} {reasons:?}", sample.code);
        }
    }
}
