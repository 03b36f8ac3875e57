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

/// Where a list is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::server::pages) enum Taken {
    /// `/classes/import`: who there is.
    Lists,
    /// `/support/import`: what is known of pupils.
    Marks,
}

impl Taken {
    const fn address(self) -> &'static str {
        match self {
            Self::Lists => "/classes/import",
            Self::Marks => "/support/import",
        }
    }
}

/// A kind of lists.
struct Sample {
    code: &'static str,
    taken: Taken,
    title: Word,
    /// What its headings may be.
    what: Word,
    rows: &'static [&'static str],
}

const SAMPLES: [Sample; 10] = [
    Sample {
        code: "staff",
        taken: Taken::Lists,
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
        taken: Taken::Lists,
        title: roster::sample_classes,
        what: roster::sample_classes_what,
        rows: &["Класс;Классный руководитель", "5А;Образцова Первая Ивановна", "5Б;"],
    },
    Sample {
        code: "pupils",
        taken: Taken::Lists,
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
        taken: Taken::Lists,
        title: roster::sample_families,
        what: roster::sample_families_what,
        rows: &[
            "Класс;ФИО ученика;ФИО родителя;Кем приходится;Телефон;Эл. почта",
            "5А;Примеров Первый Петрович;Примерова Мария Олеговна;мать;+7 900 000-00-00;primer@example.org",
        ],
    },
    Sample {
        code: "loads",
        taken: Taken::Lists,
        title: roster::sample_loads,
        what: roster::sample_loads_what,
        rows: &[
            "Учитель;Предмет;Класс;Часов в неделю",
            "Образцова Первая Ивановна;Математика;5А;5",
            "Образцова Первая Ивановна;Математика;5Б;5",
        ],
    },
    Sample {
        code: "codes",
        taken: Taken::Lists,
        title: roster::sample_codes,
        what: roster::sample_codes_what,
        rows: &["Класс;ФИО ученика;Код", "5А;Примеров Первый Петрович;40001"],
    },
    Sample {
        code: "marks",
        taken: Taken::Marks,
        title: support::sample_marks,
        what: support::sample_marks_what,
        rows: &["Класс;ФИО ученика;Предмет;Период;Отметка", "5А;Примеров Первый Петрович;Математика;1 четверть;3"],
    },
    Sample {
        code: "points",
        taken: Taken::Marks,
        title: support::sample_points,
        what: support::sample_points_what,
        rows: &[
            "Класс;ФИО ученика;Предмет;Работа;Баллы;Минимум;Максимум;Отметка",
            "5А;Примеров Первый Петрович;Математика;Контрольная работа 12 ноября;7;6;20;3",
        ],
    },
    Sample {
        code: "coded",
        taken: Taken::Marks,
        title: support::sample_coded,
        what: support::sample_coded_what,
        rows: &[
            "Код;Класс;Предмет;Работа;Учебный год;Баллы;Минимум;Максимум;Отметка",
            "40001;5А;Математика;ВПР (апрель);2026/2027;7;6;20;3",
        ],
    },
    Sample {
        code: "attendance",
        taken: Taken::Marks,
        title: roster::sample_attendance,
        what: roster::sample_attendance_what,
        rows: &[
            "Класс;ФИО ученика;Период;Пропущено уроков;Всего уроков;Без уважительной причины",
            "5А;Примеров Первый Петрович;1 четверть;12;240;2",
        ],
    },
];

/// What each list of a page may say, folded.
pub(in crate::server::pages) fn told(lang: Lang, here: Taken) -> Markup {
    html! {
        details.aside {
            summary { (roster::samples(lang)) }
            p { (roster::samples_what(lang)) }
            @for sample in SAMPLES.iter().filter(|sample| sample.taken == here) {
                h3 { ((sample.title)(lang)) }
                p { ((sample.what)(lang)) }
                p { a href={ (here.address()) "/sample/" (sample.code) } { (roster::sample_carry(lang, (sample.title)(lang))) } }
            }
            @if here == Taken::Lists { p { (support::samples_elsewhere(lang)) " " a href=(Taken::Marks.address()) { (support::marks_title(lang)) } } }
        }
    }
}

/// `GET /classes/import/sample/{kind}`: a small file, as a spreadsheet opens it.
pub async fn file(asked: Asked, Path(kind): Path<String>) -> Response {
    carried(&asked, Taken::Lists, &kind)
}

/// `GET /support/import/sample/{kind}`.
pub async fn marks(asked: Asked, Path(kind): Path<String>) -> Response {
    carried(&asked, Taken::Marks, &kind)
}

fn carried(asked: &Asked, here: Taken, kind: &str) -> Response {
    let Some(sample) = SAMPLES.iter().find(|sample| sample.taken == here && sample.code == kind) else {
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
            let (read, left) = if sample.taken == Taken::Marks {
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
