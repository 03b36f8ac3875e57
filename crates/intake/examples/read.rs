//! Two files in, records, problems and questions out: `cargo run -p intake --example read`.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use intake::{Answers, Input, Key, Options, assemble};
use records::progress::Silent;
use records::reference::{Reference, ReferenceError};

/// Two tables of the exchange directory; the second row has an item above its maximum.
const KIMS: &str = "\
kim,kind,subject,grade,year,item,max,format,level
work-1,school,Математика,5,2025/2026,1,1,short,basic
work-1,school,Математика,5,2025/2026,2,2,extended,raised
";
const SCRIPTS: &str = "\
school,class,room,participant,variant,status,observer,prior_mark,1,2
lyceum-1,5А,,n1,1,present,,4,1,2
lyceum-1,5А,,n2,2,present,,5,1,3
";
/// A summary of marks as a school's programme saves it: HTML named `.xls`. It states neither its school nor the period.
const SUMMARY: &str = "\
<table><tr><td>Сводная ведомость, 5А класс, 2025/2026 учебный год</td></tr>
<tr><td>ФИО</td><td>Математика</td></tr>
<tr><td>Зимина Анна Львовна</td><td>5</td></tr></table>
";

/// What was read, line by line.
pub fn told() -> Result<Vec<String>, ReferenceError> {
    let file = |name: &str, text: &str| Input { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let files = vec![file("kims.csv", KIMS), file("scripts/work-1.csv", SCRIPTS), file("итоги.xls", SUMMARY)];
    let reference = Reference::shipped()?;
    let options = Options { reference: &reference, answers: Answers::default(), key: Key::derive(1), progress: &Silent };
    let read = assemble(files, &options);
    let mut told = Vec::new();
    for file in &read.recognised {
        told.push(format!("{}: {}, {} records", file.file, file.title.en, file.records));
    }
    for (kim, sitting) in read.dataset.kims.iter().zip(&read.dataset.sittings) {
        told.push(format!("{}: {} script, {} points", kim.kim, sitting.len(), sitting.total(0).unwrap_or_default()));
    }
    for problem in &read.problems {
        told.push(format!("{}, {}: {}", problem.place.file, problem.place.cell().unwrap_or_default(), problem.what.en));
    }
    told.extend(read.questions.iter().map(|question| format!("{}: {}", question.place.file, question.ask.en)));
    Ok(told)
}

pub fn main() -> Result<(), ReferenceError> {
    println!("{}", told()?.join("\n"));
    Ok(())
}
