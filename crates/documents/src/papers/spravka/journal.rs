//! Section 6: attainment by the journal, agreement of mark series, dynamics.

use methodology::study::AttainmentLevel;

use super::super::paper::Column;
use super::{Sheet, or_dash};

/// Most series agreements listed; all of them stand in the workbook.
const SERIES: usize = 60;

/// Writes the section.
pub fn write(sheet: &mut Sheet) {
    if sheet.study.attainment.is_empty() && sheet.study.series.is_empty() && sheet.study.dynamics.is_empty() {
        return;
    }
    let title = sheet.head("paper-journal");
    sheet.paper.page(1, title);
    attainment(sheet);
    series(sheet);
    dynamics(sheet);
}

fn attainment(sheet: &mut Sheet) {
    let columns = vec![
        Column::words(sheet.head("col-group"), 5),
        Column::words(sheet.head("col-period"), 4),
        Column::numbers(sheet.head("col-pupils"), 3),
        Column::numbers(sheet.head("col-pass"), 4),
        Column::numbers(sheet.head("col-quality"), 3),
        Column::numbers(sheet.head("col-sou"), 2),
        Column::numbers(sheet.head("col-mean"), 3),
    ];
    let wide = [AttainmentLevel::School, AttainmentLevel::Parallel, AttainmentLevel::Subject];
    let rows = sheet.study.attainment.iter().filter(|row| wide.contains(&row.level)).map(|row| {
        let group = [row.group.as_str(), row.subject.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let numbers = &row.attainment;
        vec![
            if group.is_empty() { row.school.clone() } else { group },
            format!("{}, {}", row.year, row.period),
            numbers.n.to_string(),
            or_dash(numbers.pass.map(|[_, share, _]| sheet.words.number(share * 100.0, 0))),
            or_dash(numbers.quality.map(|[_, share, _]| sheet.words.number(share * 100.0, 0))),
            or_dash(numbers.sou.map(|sou| sheet.words.number(sou * 100.0, 0))),
            or_dash(numbers.mean.map(|[_, mean, _]| sheet.words.number(mean, 2))),
        ]
    });
    let rows = rows.collect();
    let title = sheet.head("table-attainment");
    sheet.paper.table(title, columns, rows);
}

fn series(sheet: &mut Sheet) {
    let columns = vec![
        Column::words(sheet.head("col-group"), 4),
        Column::words(sheet.head("col-series"), 5),
        Column::numbers(sheet.head("col-pupils"), 3),
        Column::numbers(sheet.head("col-lowered"), 4),
        Column::numbers(sheet.head("col-confirmed"), 4),
        Column::numbers(sheet.head("col-raised"), 4),
        Column::numbers(sheet.head("col-gaps"), 3),
    ];
    let rows = sheet.study.series.iter().take(SERIES).map(|agreement| {
        let mut row = vec![
            format!("{} · {}", agreement.class, agreement.subject),
            format!("{} — {}", sheet.say(&agreement.first), sheet.say(&agreement.second)),
            agreement.comparison.n.to_string(),
        ];
        row.extend(agreement.comparison.shares.iter().map(|share| sheet.share(share)));
        row.push(agreement.comparison.gaps.to_string());
        row
    });
    let rows = rows.collect();
    let title = sheet.head("table-series");
    sheet.paper.table(title, columns, rows);
}

fn dynamics(sheet: &mut Sheet) {
    let followed: Vec<_> =
        sheet.study.dynamics.iter().filter(|followed| followed.negative || !followed.findings.is_empty()).take(12).collect();
    for dynamics in followed {
        let title = sheet.say(&dynamics.title);
        sheet.paper.heading(3, title);
        let points = dynamics.findings.iter().map(|text| sheet.say(text)).collect();
        sheet.paper.list(points);
        sheet.figure(&dynamics.figure);
    }
}
