//! «Сетевой Город», «Отчёт об успеваемости и посещаемости ученика»: an `.xls` that is really HTML.
//! Written from the description of the layout, no real file was at hand.

use records::dataset::{Dataset, MarkRow, Period, PersonId, SubjectId};
use records::vocabulary::SchoolYear;

use super::journal_page::{current_marks, subjects, token};
use super::{LayoutError, Names};

/// Lessons of one month of a quarter: month, name, days on which marks were given.
type Month = (&'static str, &'static [u8]);

/// Writes the report of one pupil for one quarter.
///
/// # Errors
/// The pupil has no marks in that quarter.
pub fn write(data: &Dataset, person: PersonId, year: SchoolYear, quarter: u8, names: &Names) -> Result<Vec<u8>, LayoutError> {
    let of_quarter = |row: &&MarkRow| row.person == person && row.year == year && row.period == Period::Quarter(quarter);
    let marks: Vec<&MarkRow> = data.marks.iter().filter(of_quarter).collect();
    let Some(first) = marks.first() else { return Err(LayoutError::Missing("отметки ученика / marks of the pupil")) };
    let (from, to, months) = calendar(year, quarter);
    let class = data.class_names.name(first.class.0);
    let mut html = String::from("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body>\n");
    html += "<h2>Отчёт об успеваемости и посещаемости ученика</h2>\n<table>\n";
    html +=
        &format!("<tr><td>Учебный год: {year}</td></tr>\n<tr><td>Класс: {class}</td></tr>\n<tr><td>Период: с {from} по {to}</td></tr>\n");
    html += &format!("<tr><td>Ученик: {}</td></tr>\n</table>\n<table border=\"1\">\n", escaped(&names.whole(person)));
    html += &head(&months, quarter);
    for subject in subjects(&marks) {
        if let Some(row) = marks.iter().find(|row| row.subject == subject) {
            html += &subject_row(data, subject, row, &months);
        }
    }
    html += "</table>\n</body></html>\n";
    Ok(html.into_bytes())
}

fn head(months: &[Month], quarter: u8) -> String {
    let mut html = String::from("<tr><th rowspan=\"2\">Предмет</th>");
    for (name, days) in months {
        html += &format!("<th colspan=\"{}\">{name}</th>", days.len());
    }
    html += &format!(
        "<th rowspan=\"2\">Средн. оценка {quarter} четверть</th><th rowspan=\"2\">Итог. оценка {quarter} четверть</th></tr>\n<tr>"
    );
    for day in months.iter().flat_map(|(_, days)| *days) {
        html += &format!("<th>{day}</th>");
    }
    html + "</tr>\n"
}

fn subject_row(data: &Dataset, subject: SubjectId, row: &MarkRow, months: &[Month]) -> String {
    let days: usize = months.iter().map(|(_, days)| days.len()).sum();
    let marks = row.average.map(|average| current_marks(average, row.count.unwrap_or(1))).unwrap_or_default();
    let mut html = format!("<tr><td>{}</td>", escaped(data.subject_names.name(subject.0)));
    for day in 0..days {
        let cell: Vec<String> =
            marks.iter().enumerate().filter(|(index, _)| index % days.max(1) == day).map(|(_, mark)| mark.to_string()).collect();
        html += &format!("<td>{}</td>", if cell.is_empty() { "&nbsp;".to_owned() } else { cell.join(" ") });
    }
    let average = row.average.map(|average| format!("{average:.2}").replace('.', ",")).unwrap_or_default();
    html + &format!("<td>{average}</td><td>{}</td></tr>\n", token(row.mark))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// First and last day of a quarter and its lessons; an ordinary Russian school year.
fn calendar(year: SchoolYear, quarter: u8) -> (String, String, Vec<Month>) {
    let (autumn, spring) = (year.0, year.0 + 1);
    match quarter {
        1 => (
            format!("01.09.{autumn}"),
            format!("26.10.{autumn}"),
            vec![("Сентябрь", &[3, 8, 10, 15, 17, 22, 24, 29]), ("Октябрь", &[1, 6, 8, 13, 15, 20, 22])],
        ),
        2 => (
            format!("05.11.{autumn}"),
            format!("29.12.{autumn}"),
            vec![("Ноябрь", &[5, 10, 12, 17, 19, 24, 26]), ("Декабрь", &[1, 3, 8, 10, 15, 17, 22, 24])],
        ),
        3 => (
            format!("09.01.{spring}"),
            format!("22.03.{spring}"),
            vec![("Январь", &[12, 14, 19, 21, 26, 28]), ("Февраль", &[2, 4, 9, 11, 16, 18, 25]), ("Март", &[2, 4, 11, 16, 18])],
        ),
        _ => (
            format!("31.03.{spring}"),
            format!("26.05.{spring}"),
            vec![("Апрель", &[1, 6, 8, 13, 15, 20, 22, 27, 29]), ("Май", &[4, 6, 13, 18, 20, 25])],
        ),
    }
}
