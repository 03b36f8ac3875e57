//! The canonical directory, clean and spoiled.

use records::dataset::{JournalMark, ScaleOrigin, Score};

use crate::support::{assemble, assemble_with, codes, file};
use intake::Input;

const KIMS: &str = "kim,kind,subject,grade,year,item,max,format,level,codifier,date\n\
    vpr-russian-4-2026,vpr,Русский язык,4,2025/2026,1,2,short,basic,1.1,2026-04-20\n\
    vpr-russian-4-2026,vpr,Русский язык,4,2025/2026,5К1,3,extended,raised,,\n";
const HEADER: &str = "school,class,room,participant,variant,status,observer,prior_mark,1,5К1\n";

fn directory(scripts: &str) -> Vec<Input> {
    vec![file("d/kims.csv", KIMS), file("d/scripts/vpr-russian-4-2026.csv", &format!("{HEADER}{scripts}"))]
}

#[test]
fn scripts_become_a_sitting() {
    let read = assemble(directory("edu1,4А,12,p1,1,present,1,4,2,X\nedu1,4А,12,p2,2,absent,,,,\nedu1,4Б,,p3,1,present,0,3,N,3\n"));
    assert_eq!(codes(&read), [] as [&str; 0]);
    let data = &read.dataset;
    let sitting = &data.sittings[0];
    assert_eq!(sitting.len(), 3);
    assert_eq!(sitting.row(0), [Score::points(2).unwrap(), Score::NOT_ATTEMPTED]);
    assert_eq!(sitting.row(1), [Score::NOT_MARKED; 2]);
    assert_eq!(sitting.row(2), [Score::NOT_TAUGHT, Score::points(3).unwrap()]);
    assert_eq!((sitting.total(0), sitting.total(1), sitting.total(2)), (Some(2), None, Some(3)));
    assert_eq!((sitting.observer[0], sitting.observer[1], sitting.prior[0]), (Some(true), None, Some(4)));
    let sets: Vec<[&str; 4]> = data.result_sets().iter().map(|set| data.written(set.key)).collect();
    assert_eq!(sets[1], ["edu1", "4Б", "Русский язык", "vpr-russian-4-2026"]);
    let source = &data.sources[sitting.origin[2].source.0 as usize];
    assert_eq!((source.file.as_str(), sitting.origin[2].row), ("d/scripts/vpr-russian-4-2026.csv", 3));
    assert_eq!(source.columns.last(), Some(&("5К1".to_owned(), 9)));
}

/// covers: R19
#[test]
fn how_a_script_was_marked_is_kept_and_written_back() {
    let header =
        "school,class,room,participant,variant,status,observer,prior_mark,date,marker,second_marker,recheck_score,rechecked_by,1,5К1\n";
    let scripts = "edu1,4А,12,p1,1,present,1,4,2026-04-21,t7,t8,4,e1,2,3\nedu1,4А,12,p2,1,present,1,4,,,,,,1,3\nedu1,4А,12,p3,1,present,1,4,,t8,,,,0,3\n";
    let teaching = "school,class,subject,teacher,year\nedu1,4А,Русский язык,t8,2025/2026\n";
    let inputs = vec![
        file("d/kims.csv", KIMS),
        file("d/teaching.csv", teaching),
        file("d/scripts/vpr-russian-4-2026.csv", &format!("{header}{scripts}")),
    ];
    let read = assemble(inputs);
    assert_eq!(codes(&read), [] as [&str; 0]);
    let data = &read.dataset;
    let sitting = &data.sittings[0];
    let first = sitting.marking(0).unwrap();
    let name = |id: Option<records::dataset::TeacherId>| id.map(|id| data.teacher_names.name(id.0));
    assert_eq!((first.date, first.recheck_score), (Some(jiff::civil::date(2026, 4, 21)), Some(4)));
    assert_eq!((name(first.marker), name(first.second_marker), name(first.rechecked_by)), (Some("t7"), Some("t8"), Some("e1")));
    assert!(sitting.marking(1).is_none(), "nothing is said of it");
    assert_eq!(sitting.marking(2).unwrap().marker, Some(data.teaching[0].teacher), "a teacher who marks is one person");
    let written = rehearsal::layouts::canonical::scripts(data, records::dataset::KimId(0)).unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), format!("{header}{scripts}"));
    let odd = assemble(vec![
        file("d/kims.csv", KIMS),
        file("d/scripts/vpr-russian-4-2026.csv", &format!("{header}edu1,4А,12,p1,1,present,1,4,,,,6,,2,3\n")),
    ]);
    assert_eq!(codes(&odd), ["value-unreadable"], "a re-check above the greatest score");
}

#[test]
fn nobody_is_counted_twice() {
    let equal =
        "edu1,4А,12,p1,1,present,1,,2,X\nedu1,4А,12,p2,1,present,1,4,1,3\nedu1,4А,,p1,1,present,1,4,2,X\nedu2,4А,,p1,1,present,1,4,0,0\n";
    let read = assemble(directory(equal));
    assert_eq!(codes(&read), ["participant-repeated"]);
    assert!(read.problems[0].what.ru.contains("строка 2"), "says which row is counted: {}", read.problems[0].what.ru);
    let sitting = &read.dataset.sittings[0];
    let first = (0..3).find(|row| sitting.school[*row].0 == 0 && read.dataset.person_names.name(sitting.person[*row].0) == "p1").unwrap();
    assert_eq!(
        (sitting.len(), sitting.prior[first]),
        (3, Some(4)),
        "one script of p1 in edu1, with what both rows say; another school's p1 stays"
    );

    let different = "edu1,4А,12,p1,1,present,1,4,2,X\nedu1,4А,12,p2,1,present,1,4,1,3\nedu1,4А,12,p1,2,present,1,4,0,3\n";
    let read = assemble(directory(different));
    assert_eq!(codes(&read), ["participant-twice"]);
    assert_eq!(read.dataset.sittings[0].len(), 1, "no row is counted until it is known which is right");
    let question = read.questions.iter().find(|question| question.key.starts_with("script:")).unwrap();
    assert_eq!(question.choices, ["d/scripts/vpr-russian-4-2026.csv, 2", "d/scripts/vpr-russian-4-2026.csv, 4"]);
    assert!(!question.key.contains("p1") && !question.ask.ru.contains("p1"), "the column may hold names");
    let read = assemble_with(directory(different), &[(&question.key, &question.choices[1])]);
    assert!(codes(&read).is_empty() && !read.questions.iter().any(|question| question.key.starts_with("script:")));
    let sitting = &read.dataset.sittings[0];
    assert_eq!((sitting.len(), sitting.variant[0], sitting.total(0)), (2, Some(2), Some(3)));
}

#[test]
fn a_participant_and_the_code_of_the_same_person_are_one() {
    let people = "person,school,year,class,kim,code\nP1,edu1,2025/2026,4А,*,40001\n";
    let scripts = "edu1,4А,12,P1,1,present,1,4,2,X\nedu1,4А,12,edu1:2025/2026:40001,1,present,1,4,2,X\n";
    let mut inputs = directory(scripts);
    inputs.push(file("d/people.csv", people));
    let read = assemble(inputs);
    assert_eq!(codes(&read), ["participant-repeated"]);
    assert_eq!(read.dataset.sittings[0].len(), 1);
}

#[test]
fn the_order_of_files_and_their_dress_do_not_matter() {
    let rows = "edu1,4А,12,p1,1,present,1,4,2,3\nedu1,4А,12,p2,1,present,1,4,0,0\n";
    let plain = assemble(directory(rows));
    let mut turned = directory(rows);
    turned.reverse();
    let dressed: Vec<Input> = turned
        .into_iter()
        .map(|input| {
            let text = String::from_utf8(input.bytes).unwrap().replace(',', ";").replace('\n', "\r\n");
            Input { bytes: encoding_rs::WINDOWS_1251.encode(&text).0.into_owned(), ..input }
        })
        .collect();
    let turned = assemble(dressed);
    assert_eq!(codes(&turned), [] as [&str; 0]);
    assert_eq!(plain.dataset.sittings, turned.dataset.sittings);
    assert_eq!(plain.dataset.kims, turned.dataset.kims);
}

#[test]
fn what_does_not_fit_is_left_out_and_told() {
    let read = assemble(directory(
        "edu1,4А,12,p1,1,present,1,4,3,0\n\
         edu1,4А,12,p2,1,here,1,4,1,0\n\
         edu1,4А,12,,1,present,1,4,1,0\n\
         edu1,4А,12,p4,1,absent,1,4,1,0\n\
         edu1,4А,12,p5,1,present,1,101,1,0\n\
         edu1,4А,12,p6,1,present,1,,1,\n",
    ));
    assert_eq!(read.dataset.sittings[0].len(), 1, "only p6 is left, with an unmarked item");
    let cells: Vec<(Option<String>, &str)> = read.problems.iter().map(|problem| (problem.place.cell(), problem.found.as_str())).collect();
    let cell = |name: &str| Some(name.to_owned());
    let expected = [(cell("I2"), "3"), (cell("F3"), "here"), (cell("D4"), ""), (cell("F5"), "absent"), (cell("H6"), "101"), (None, "")];
    assert_eq!(cells, expected);
}

#[test]
fn columns_are_found_by_name_and_unknown_ones_are_told() {
    let scripts = "status,participant,class,school,prior_mark,observer,variant,room,5К1,extra,1\npresent,p1,4А,edu1,,,,,3,?,2\n";
    let read = assemble(vec![file("kims.csv", KIMS), file("scripts/vpr-russian-4-2026.csv", scripts)]);
    assert_eq!(codes(&read), ["column-unknown"]);
    assert_eq!(read.problems[0].found, "extra");
    assert_eq!(read.dataset.sittings[0].total(0), Some(5));
}

#[test]
fn scripts_without_their_kim_or_an_item_are_refused() {
    let other =
        assemble(vec![file("kims.csv", KIMS), file("scripts/vpr-russian-4-2025.csv", &format!("{HEADER}edu1,4А,,p1,,present,,,1,1\n"))]);
    assert_eq!(codes(&other), ["kim-unknown"]);
    let short = "school,class,room,participant,variant,status,observer,prior_mark,1\nedu1,4А,,p1,,present,,,1\n";
    let short = assemble(vec![file("kims.csv", KIMS), file("scripts/vpr-russian-4-2026.csv", short)]);
    assert_eq!(codes(&short), ["item-column-missing"]);
    assert!(short.dataset.sittings[0].is_empty());
}

#[test]
fn scales_with_a_condition() {
    let scales = "kim,mark,min_score,condition\nvpr-russian-4-2026,3,2,\nvpr-russian-4-2026,4,4,\"cap 3 if sum(5К1) < 1\"\n";
    let mut files = directory("");
    files.push(file("d/scales.csv", scales));
    let read = assemble(files);
    assert_eq!(codes(&read), [] as [&str; 0]);
    let scale = read.dataset.kims[0].scale.clone().unwrap();
    assert!(matches!(scale.origin, ScaleOrigin::File(_)));
    assert_eq!((scale.lowest, scale.mark(1), scale.mark(3), scale.mark(5)), (2, 2, 3, 4));
    assert_eq!(scale.mark_with(4, |_| Some(0)), 3);
    let falling =
        assemble(vec![file("kims.csv", KIMS), file("scales.csv", "kim,mark,min_score\nvpr-russian-4-2026,3,4\nvpr-russian-4-2026,4,2\n")]);
    assert_eq!(codes(&falling), ["scale-odd"]);
}

#[test]
fn codes_become_persons_across_subjects_and_years() {
    let people =
        "person,school,year,class,kim,code\nP17,edu1,2025/2026,4А,*,40001\nP18,edu1,2025/2026,4А,*,40002\nP19,edu1,2025/2026,4А,*,40002\n";
    let mut files = directory(
        "edu1,4А,,edu1:2025/2026:40001,,present,,,1,1\nedu1,4А,,40002,,present,,,1,1\nedu1,4А,,edu1:2025/2026:7,,present,,,1,1\n",
    );
    files.push(file("d/people.csv", people));
    let read = assemble(files);
    let names: Vec<&str> = read.dataset.sittings[0].person.iter().map(|person| read.dataset.person_names.name(person.0)).collect();
    assert_eq!(names, ["40002", "P17", "edu1:2025/2026:7"]);
    assert_eq!(read.questions[0].key, "code:edu1:2025/2026:40002");
}

#[test]
fn every_other_table() {
    let read = assemble(vec![
        file("schools.csv", "school,kind,municipality,name\nedu1,gymnasium,Н-ский,Гимназия № 1\n"),
        file("pupils.csv", "participant,year,school,class,grade,sex,joined_on,left_on\np1,2025/2026,edu1,4А,4,ж,2025-09-01,\n"),
        file(
            "marks.csv",
            "participant,school,class,subject,year,period,mark,teacher,average,count\n\
             p1,edu1,4А,Русский язык,2025/2026,q1,4,t1,\"4,25\",8\np2,edu1,4А,Русский язык,2025/2026,year,н/а,t1,,\np3,edu1,4А,Физ-ра,2025/2026,q2,осв.,,,\n",
        ),
        file("teaching.csv", "school,class,subject,teacher,year\nedu1,4А,Русский язык,t1,2025/2026\n"),
        file("exams.csv", "participant,school,exam,subject,year,primary,score,mark\np9,edu1,ege,Русский язык,2025/2026,40,78,\n"),
        file("medals.csv", "participant,school,year,degree,candidate,awarded\np9,edu1,2025/2026,1,1,0\n"),
        file("shares.csv", "kim,scope,quantity,key,value,n\nk,region,mark,2,0.1344,30216\nk,region,mark,3,44.15,\n"),
        file("journal.csv", "participant,class,subject,teacher,date,entered_at,kind,weight,mark\n"),
    ]);
    assert_eq!(codes(&read), ["table-not-used", "value-unreadable"]);
    let data = &read.dataset;
    assert_eq!((data.schools[0].name.as_deref(), data.pupils[0].sex), (Some("Гимназия № 1"), Some('ж')));
    let marks: Vec<JournalMark> = data.marks.iter().map(|row| row.mark).collect();
    assert_eq!(marks, [JournalMark::Mark(4), JournalMark::NotAttested, JournalMark::Released]);
    assert_eq!((data.marks[0].average, data.marks[0].count), (Some(4.25), Some(8)));
    assert_eq!((data.exams[0].score, data.medals[0].awarded, data.shares[0].n), (Some(78), Some(false), Some(30216)));
    assert_eq!(data.teaching.len(), 1);
    assert!(read.recognised.iter().all(|file| file.format.is_some_and(|format| format.starts_with("canonical-"))));
}

#[test]
fn the_same_file_twice_is_read_once() {
    let mut files = directory("edu1,4А,,p1,,present,,,1,1\n");
    files.push(file("copy/kims.csv", KIMS));
    files.push(file("copy/~$kims.csv", KIMS));
    let read = assemble(files);
    assert_eq!(codes(&read), ["file-twice", "file-skipped"]);
    assert_eq!(read.dataset.kims.len(), 1);
}

/// What the program says it knows nothing of can be told: `observation.csv`, also as a Russian Excel saves it.
#[test]
fn observation_is_put_on_the_scripts_that_do_not_say_it() {
    let scripts =
        "edu1,4А,,p1,1,present,,4,2,X\nedu1,4А,,p2,1,present,0,4,2,X\nedu1,4Б,,p3,1,present,,3,N,3\nedu1,4В,,p4,1,present,,3,N,3\n";
    let with = |table: &str| {
        let mut inputs = directory(scripts);
        inputs.push(file("d/observation.csv", table));
        assemble(inputs)
    };
    let work = "vpr-russian-4-2026";
    let read = with(&format!("\u{feff}school;class;procedure;observed\r\nedu1;4а;{work};1\r\nedu1;4Б;{work};нет\r\n"));
    assert_eq!(codes(&read), [] as [&str; 0]);
    assert_eq!(read.dataset.sittings[0].observer, [Some(true), Some(false), Some(false), None], "a script's own word stands");
    let wrong = format!(
        "school,class,procedure,observed\nedu1,4А,vpr-russian-4,1\nedu1,4Г,{work},1\nedu1,4Б,{work},может быть\nedu1,4Б,{work},1\nedu1,4Б,{work},0\n"
    );
    let read = with(&wrong);
    assert_eq!(codes(&read), ["observation-unfit", "observation-unfit", "value-unreadable", "observation-unfit"]);
    let told: Vec<(Option<u32>, &str)> = read.problems.iter().map(|problem| (problem.place.row, problem.mend.ru.as_str())).collect();
    assert!(told.iter().any(|(row, mend)| *row == Some(1) && mend.contains(work)), "which keys there are: {told:?}");
    assert!(told.iter().any(|(row, mend)| *row == Some(2) && mend.contains("screen.csv")), "{told:?}");
    assert_eq!(read.dataset.sittings[0].observer[2], Some(true), "of two that differ the first stands");
}

/// Tables as a Russian Excel saves them: `;`, comma in numbers, a mark of UTF-8.
#[test]
fn tables_with_semicolon_and_comma_are_read() {
    let shares = "\u{feff}kim;scope;quantity;key;value;n\r\nvpr-russian-4-2026;region;mark;2;0,25;100\r\n";
    let mut inputs = directory("edu1,4А,12,p1,1,present,1,4,2,X\n");
    inputs.push(file("d/shares.csv", shares));
    let read = assemble(inputs);
    assert_eq!(codes(&read), [] as [&str; 0]);
    assert!((read.dataset.shares[0].value - 0.25).abs() < 1e-12);
    let answers = "\u{feff}key;file;answer\r\nscope:край;a.xlsx;region\r\n";
    let answers = intake::Answers::parse("questions.csv", answers.as_bytes()).unwrap();
    assert_eq!(answers.get("scope:край"), Some("region"));
}

/// A journal up to 100 beside a work marked 2–5: the scripts stay, the marks that cannot be compared are set aside with their number and a place.
#[test]
fn journal_marks_of_another_scale_never_drop_a_script_and_are_told() {
    let scales = "kim,mark,min_score\nvpr-russian-4-2026,3,2\nvpr-russian-4-2026,4,3\nvpr-russian-4-2026,5,5\n";
    let read_with = |scales: &str, scripts: &str| {
        let mut inputs = directory(scripts);
        inputs.push(file("d/scales.csv", scales));
        assemble(inputs)
    };
    let scripts = "edu1,4А,12,p1,1,present,1,87,2,X\nedu1,4А,12,p2,1,present,1,64,1,3\nedu2,4А,12,p3,1,present,1,4,2,3\n";
    let read = read_with(scales, scripts);
    assert_eq!(codes(&read), ["prior-scale"]);
    assert!(read.problems[0].what.ru.contains(": 2."), "{}", read.problems[0].what.ru);
    assert_eq!((read.problems[0].place.row, read.problems[0].found.as_str()), (Some(1), "87"));
    assert_eq!(read.dataset.sittings[0].prior, [None, None, Some(4)], "another school's journal stands");
    // One scale of ten for both: nothing is set aside.
    let ten = "kim,mark,min_score\nvpr-russian-4-2026,4,1\nvpr-russian-4-2026,7,3\nvpr-russian-4-2026,10,5\n";
    let read = read_with(ten, "edu1,4А,12,p1,1,present,1,9,2,X\nedu1,4А,12,p2,1,present,1,4,1,3\n");
    assert!(codes(&read).is_empty() && read.dataset.sittings[0].prior == [Some(9), Some(4)]);
    // A work of ten beside a journal of five.
    let read = read_with(ten, "edu1,4А,12,p1,1,present,1,5,2,X\nedu1,4А,12,p2,1,present,1,4,1,3\n");
    assert_eq!((codes(&read), &read.dataset.sittings[0].prior), (vec!["prior-scale"], &vec![None, None]));
    // Beyond every scale: the row is refused with its place.
    let read = read_with(scales, "edu1,4А,12,p1,1,present,1,101,2,X\n");
    assert_eq!(codes(&read), ["value-unreadable"]);
}

/// Columns of codes that hold names: every row stays, the same person in every file, and no name in anything that leaves.
/// covers: C4
#[test]
fn names_in_participant_become_codes_and_are_told() {
    let scripts = "edu1,4А,12,Петров Пётр Ильич,1,present,1,4,2,X\nedu1,4А,12,p2,1,present,1,4,1,3\n";
    let mut inputs = directory(scripts);
    let marks = "participant,school,class,subject,year,period,mark,teacher\nПетров Пётр Ильич,edu1,4А,Русский язык,2025/2026,q4,5,\n";
    inputs.push(file("d/marks.csv", marks));
    let read = assemble(inputs);
    assert_eq!(codes(&read), ["names-in-participant"]);
    assert!(read.problems[0].what.ru.contains(": 1."), "{}", read.problems[0].what.ru);
    let data = &read.dataset;
    assert!(!format!("{data:?}{:?}", read.problems).contains("Петров"));
    let pupil = data.marks[0].person;
    assert!(data.sittings[0].person.contains(&pupil), "one code in both files");
    assert!(data.person_names.iter().any(|name| name == "p2"), "the control: a code stays a code");
}
