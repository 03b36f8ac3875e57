//! The demo folder: a simulated school written in the layouts its people would have, and the truth beside it.

use std::collections::BTreeSet;

use crate::simulate::World;
use jiff::civil::Date;
use records::dataset::{ClassId, Dataset, ExamRow, Kim, KimId, MarkRow, Period, Quantity, SchoolId, Share};
use records::vocabulary::{Kind, SchoolYear};

use super::{
    LayoutError, Names, canonical, canonical::Participants, codes_list, eljur_biff, gia_protocol, netcity_html, summary_sheet, vpr_f1,
    vpr_form, vpr_shares,
};

/// Folder of the files to analyse; the truth lies beside it, so that an analysis never reads it.
const FOLDER: &str = "школа";

/// Path and bytes of one file.
type File = (String, Vec<u8>);

/// Every file of the demo: `школа/…` is to be analysed, `truth/truth.csv` says what is bent. `day` is set as the time of writing inside the
/// documents. Same world, seed and day, same bytes.
///
/// # Errors
/// A file cannot be written.
pub fn demo_files(world: &World, seed: u64, day: Date) -> Result<Vec<File>, LayoutError> {
    let data = &world.dataset;
    let names = Names::invent(data, seed);
    let mut files = Vec::new();
    for (index, kim) in (0_u32..).zip(&data.kims) {
        works(data, KimId(index), kim, &names, day, &mut files)?;
    }
    for (index, _) in (0_u32..).zip(&data.schools) {
        journals(data, SchoolId(index), &names, day, &mut files)?;
        codes(data, SchoolId(index), &names, day, &mut files)?;
    }
    for (name, table) in [
        ("kims.csv", canonical::kims(data)?),
        ("scales.csv", canonical::scales(data)?),
        ("schools.csv", canonical::schools(data)?),
        ("teaching.csv", canonical::teaching(data)?),
        ("shares.csv", canonical::shares(data, |share| !in_reports(data, share))?),
        ("medals.csv", canonical::medals(data, Participants::ByCode)?),
        ("marks.csv", canonical::marks(data, Participants::ByCode, |row| with_average(data, row))?),
        ("exams.csv", canonical::exams(data, Participants::ByCode, |exam| !in_protocol(data, exam))?),
    ] {
        files.extend(table.map(|bytes| (format!("канонические/{name}"), bytes)));
    }
    let mut files: Vec<File> = files.into_iter().map(|(path, bytes)| (format!("{FOLDER}/{path}"), bytes)).collect();
    files.push(("truth/truth.csv".into(), truth(world)?));
    files.sort();
    Ok(files)
}

/// Whether ФИС ОКО reports the share.
fn in_reports(data: &Dataset, share: &Share) -> bool {
    data.kims.iter().any(|kim| kim.kim == share.kim && kim.kind == Some(Kind::Vpr))
}

/// Whether the mark is of the third quarter of the last year and has an average: the summary sheets know marks only.
fn with_average(data: &Dataset, row: &MarkRow) -> bool {
    let last = data.marks.iter().map(|row| row.year).max();
    row.period == Period::Quarter(3) && row.average.is_some() && Some(row.year) == last
}

/// Whether the result stands in a protocol with answers.
fn in_protocol(data: &Dataset, exam: &ExamRow) -> bool {
    data.kims.iter().any(|kim| kim.kind == Some(exam.exam) && kim.subject == exam.subject && kim.year == exam.year)
}

/// «Русский язык 4 класс 2026».
fn title(data: &Dataset, kim: &Kim) -> String {
    let year = kim.date.map_or(kim.year.0 + 1, Date::year);
    format!("{} {} класс {year}", data.subject_names.name(kim.subject.0), kim.grade)
}

/// The files of one work, by kind of procedure.
fn works(data: &Dataset, id: KimId, kim: &Kim, names: &Names, day: Date, files: &mut Vec<File>) -> Result<(), LayoutError> {
    let title = title(data, kim);
    match kim.kind {
        Some(Kind::Vpr) => {
            files.push((format!("ВПР/Ф1 Индивидуальные результаты {title}.xlsx"), vpr_f1::write(data, id, day)?));
            for &quantity in Quantity::ALL {
                let known = data.shares.iter().any(|share| share.kim == kim.kim && share.quantity == quantity);
                if known {
                    let name = vpr_shares::report_name(quantity);
                    files.push((format!("ВПР/Аналитика/{name} {title}.xlsx"), vpr_shares::write(data, id, quantity, day)?));
                }
            }
        }
        Some(Kind::Oge | Kind::Ege | Kind::Gve) => {
            let exam = kim.kind.map_or("", |kind| kind.label().ru);
            files.push((format!("ГИА/{exam} {title}.xlsx"), gia_protocol::write(data, id, names, day)?));
        }
        _ => {
            for (index, school) in (0_u32..).zip(&data.schools) {
                let bytes = vpr_form::write(data, id, SchoolId(index), day)?;
                files.push((format!("ДКР/Форма сбора ДКР {title} {}.xlsx", school.school), bytes));
            }
        }
    }
    Ok(())
}

/// Summary sheets of all classes and years; one page of «ЭлЖур»; reports of three pupils from «Сетевой Город».
fn journals(data: &Dataset, school: SchoolId, names: &Names, day: Date, files: &mut Vec<File>) -> Result<(), LayoutError> {
    let of_school = || data.marks.iter().filter(|row| row.school == school);
    let classes: BTreeSet<(SchoolYear, ClassId)> = of_school().map(|row| (row.year, row.class)).collect();
    for &(year, class) in &classes {
        let path = format!("Журнал/{}-{}/Сводная ведомость {}.xlsx", year.0, year.0 + 1, data.class_names.name(class.0));
        files.push((path, summary_sheet::write(data, school, class, year, names, day)?));
    }
    let Some(last) = of_school().filter(|row| row.period == Period::Quarter(3)).max_by_key(|row| row.year) else { return Ok(()) };
    let page = eljur_biff::write(data, (school, last.class), last.subject, (last.year, 3), names)?;
    files.push((
        format!("Журнал/ЭлЖур {} {} 3 четверть.xls", data.class_names.name(last.class.0), data.subject_names.name(last.subject.0)),
        page,
    ));
    let pupils: BTreeSet<_> = of_school().filter(|row| row.class == last.class && row.year == last.year).map(|row| row.person).collect();
    for (number, person) in (1..=3).zip(pupils) {
        let bytes = netcity_html::write(data, person, last.year, 3, names)?;
        files.push((format!("Журнал/Сетевой Город 3 четверть, отчёт {number}.xls"), bytes));
    }
    Ok(())
}

fn codes(data: &Dataset, school: SchoolId, names: &Names, day: Date, files: &mut Vec<File>) -> Result<(), LayoutError> {
    let years: BTreeSet<SchoolYear> = data.people.iter().filter(|entry| entry.school == school).map(|entry| entry.year).collect();
    for year in years {
        let key = data.schools.get(school.0 as usize).map_or("", |school| school.school.as_str());
        let path = format!("коды/{}-{}/Список кодов {key}.xlsx", year.0, year.0 + 1);
        files.push((path, codes_list::write(data, school, year, names, day)?));
    }
    Ok(())
}

/// One row per result set: what was done to it, and which innocent causes were at work.
///
/// # Errors
/// The table cannot be written.
pub fn truth(world: &World) -> Result<Vec<u8>, LayoutError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["school", "class", "subject", "procedure", "bent", "strength", "share", "lift", "confounders"])?;
    for row in &world.truth {
        let number =
            |of: fn(&crate::simulate::Bending) -> f64| row.bent.as_ref().map(|bent| format!("{:.3}", of(bent))).unwrap_or_default();
        let confounders: Vec<&str> = row.confounders.iter().map(|confounder| confounder.code()).collect();
        writer.write_record([
            row.school.as_str(),
            &row.class,
            &row.subject,
            &row.procedure,
            row.bent.map_or("", |bent| bent.kind.code()),
            &number(|bent| bent.strength),
            &number(|bent| bent.share),
            &number(|bent| bent.lift),
            &confounders.join(" "),
        ])?;
    }
    writer.into_inner().map_err(|error| LayoutError::Compound(error.into_error()))
}
