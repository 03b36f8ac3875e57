//! Works of workbooks into KIM and sittings: keys made, items matched by name, the same script met twice.

use std::collections::BTreeMap;

use records::dataset::{ClassId, Kim, KimId, PersonId, SchoolId, Score, Script, Sitting};
use records::provenance::{Place, Question};
use records::text::{Text, bare_code};
use records::vocabulary::SchoolYear;

use super::Joined;
use crate::formats::vpr::{item_name, kim_key};
use crate::options::Options;
use crate::work::{ReadScript, Work, school_year};

/// Scripts of one KIM, their scores in the order of its items.
type Scripts = BTreeMap<u32, Vec<ReadScript>>;

/// Lays every work into the dataset.
pub(super) fn settle(joined: &mut Joined, questions: &mut Vec<Question>, options: &Options<'_>) {
    let mut scripts = Scripts::new();
    for work in std::mem::take(&mut joined.works) {
        if let Some(kim) = paper_of(joined, &work, questions, options) {
            let order = order_of(joined, kim, &work);
            let own = work.scripts.into_iter().map(|script| ReadScript { scores: reordered(&script.scores, &order), ..script });
            scripts.entry(kim.0).or_default().extend(own);
        }
    }
    for (kim, scripts) in scripts {
        let scripts = distinct(joined, KimId(kim), scripts, questions, options);
        lay(joined, KimId(kim), scripts);
    }
}

/// The KIM of a work: a known one with the same items, or a new one. Another paper under the same key is a question.
fn paper_of(joined: &mut Joined, work: &Work, questions: &mut Vec<Question>, options: &Options<'_>) -> Option<KimId> {
    let key = kim_key(work.kind, &work.subject, work.grade, work.calendar_year, Some(options.reference));
    let Some(known) = joined.data.kim(&key) else { return add_new(joined, key, work, questions, options) };
    if fits(joined.data.kims.get(known.0 as usize)?, work) {
        return Some(known);
    }
    let asked = format!("kim:{key}:{}", work.items.iter().map(|item| format!("{}/{}", item.name, item.max)).collect::<Vec<_>>().join("+"));
    let Some(answer) = options.answers.get(&asked) else {
        questions.push(Question {
            key: asked,
            place: work.place.clone(),
            ask: Text::new(
                format!("Задания или учебный год этой работы не те, что в другой работе с ключом {key}. Под каким ключом её вести?"),
                format!(
                    "The items or the school year of this work differ from another work under the key {key}. Which key should it have?"
                ),
            ),
            choices: Vec::new(),
            proposed: Some(format!("{key}-b")),
            until: Text::new("Работа не прочитана.", "The work is not read."),
        });
        return None;
    };
    match joined.data.kim(answer) {
        None => add_new(joined, answer.to_owned(), work, questions, options),
        Some(other) => fits(joined.data.kims.get(other.0 as usize)?, work).then_some(other),
    }
}

/// Whether the work is of the same school year and has the items of the paper, in whatever order and spelling.
fn fits(kim: &Kim, work: &Work) -> bool {
    let same = |name: &str, other: &str| name == other || (item_name(name).is_some() && item_name(name) == item_name(other));
    year_fits(kim.year, work)
        && kim.items.len() == work.items.len()
        && work.items.iter().all(|item| kim.items.iter().any(|known| same(&known.name, &item.name) && known.max == item.max))
}

/// Whether a paper of that school year may be the work: a work without a day may be of either half of its calendar year.
fn year_fits(year: SchoolYear, work: &Work) -> bool {
    let either = [SchoolYear(work.calendar_year), SchoolYear::of_spring(work.calendar_year)];
    if work.date.is_some() { school_year(work.kind, work.calendar_year, work.date, None) == Some(year) } else { either.contains(&year) }
}

/// A new KIM, once its school year is known: by its day, the calendar of such works, or the user.
fn add_new(joined: &mut Joined, key: String, work: &Work, questions: &mut Vec<Question>, options: &Options<'_>) -> Option<KimId> {
    let known = school_year(work.kind, work.calendar_year, work.date, Some(options.reference));
    let year = known.or_else(|| ask_year(&key, work, questions, options))?;
    Some(add(joined, key, work, year))
}

/// A work without a day, of a kind that is held in either half of the year: spring and autumn are different school years.
fn ask_year(key: &str, work: &Work, questions: &mut Vec<Question>, options: &Options<'_>) -> Option<SchoolYear> {
    let (spring, autumn) = (SchoolYear::of_spring(work.calendar_year), SchoolYear(work.calendar_year));
    let asked = format!("school-year:{key}");
    if let Some(answer) = options.answers.get(&asked).and_then(SchoolYear::parse).filter(|year| [spring, autumn].contains(year)) {
        return Some(answer);
    }
    let year = work.calendar_year;
    questions.push(Question {
        key: asked,
        place: work.place.clone(),
        ask: Text::new(
            format!("День работы не указан. В каком учебном году она написана: весной {year} года ({spring}) или осенью ({autumn})?"),
            format!("The day of the work is not stated. Which school year is it of: spring {year} ({spring}) or autumn ({autumn})?"),
        ),
        choices: vec![spring.to_string(), autumn.to_string()],
        proposed: None,
        until: Text::new("Работа не прочитана.", "The work is not read."),
    });
    None
}

fn add(joined: &mut Joined, key: String, work: &Work, year: SchoolYear) -> KimId {
    let subject = records::dataset::SubjectId(joined.data.subject_names.intern(&work.subject));
    joined.data.sittings.push(Sitting { width: work.items.len(), ..Sitting::default() });
    joined.data.kims.push(Kim {
        kim: key,
        kind: Some(work.kind),
        kind_text: work.kind.code().to_owned(),
        subject,
        grade: work.grade,
        year,
        date: work.date,
        items: work.items.clone(),
        scale: None,
    });
    KimId(u32::try_from(joined.data.kims.len() - 1).unwrap_or(u32::MAX))
}

/// Position in the work of each item of the paper; what the work knows more of (level, date) is filled in.
fn order_of(joined: &mut Joined, kim: KimId, work: &Work) -> Vec<Option<usize>> {
    let Some(kim) = joined.data.kims.get_mut(kim.0 as usize) else { return Vec::new() };
    kim.date = kim.date.or(work.date);
    let mut order = Vec::with_capacity(kim.items.len());
    for item in &mut kim.items {
        let at = work.items.iter().position(|other| other.name == item.name || item_name(&item.name).as_deref() == Some(&other.name));
        item.level = item.level.or(at.and_then(|at| work.items.get(at)).and_then(|other| other.level));
        order.push(at);
    }
    order
}

fn reordered(scores: &[Score], order: &[Option<usize>]) -> Vec<Score> {
    order.iter().map(|at| at.and_then(|at| scores.get(at)).copied().unwrap_or(Score::NOT_MARKED)).collect()
}

/// One script per school and code: equal rows are one, different ones a question.
fn distinct(
    joined: &Joined,
    kim: KimId,
    scripts: Vec<ReadScript>,
    questions: &mut Vec<Question>,
    options: &Options<'_>,
) -> Vec<ReadScript> {
    let mut by_code: BTreeMap<(SchoolId, String), Vec<ReadScript>> = BTreeMap::new();
    let mut order = Vec::new();
    for script in scripts {
        let key = (script.school, bare_code(&script.code).to_owned());
        let met = by_code.entry(key.clone()).or_default();
        if met.is_empty() {
            order.push(key);
        }
        match met.iter_mut().find(|other| same(other, &script)) {
            Some(other) => fill(other, &script),
            None => met.push(script),
        }
    }
    let written = |school: SchoolId| joined.data.schools.get(school.0 as usize).map_or("", |school| school.school.as_str());
    let kim = joined.data.kims.get(kim.0 as usize).map_or("", |kim| kim.kim.as_str());
    order
        .into_iter()
        .filter_map(|key| choose(by_code.remove(&key)?, &format!("script:{kim}:{}:{}", written(key.0), key.1), questions, options))
        .collect()
}

/// Whether two rows say the same: what both state must agree.
fn same(a: &ReadScript, b: &ReadScript) -> bool {
    fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
        a.zip(b).is_none_or(|(a, b)| a == b)
    }
    // Of a work in two parts one sheet may give both variants, the other the first.
    let variants = a.variant.zip(b.variant).is_none_or(|(a, b)| a == b || a / 100 == b || b / 100 == a);
    let classes = a.class == b.class || a.class.is_empty() || b.class.is_empty();
    a.status == b.status && a.scores == b.scores && variants && classes && agree(a.prior, b.prior) && agree(a.mark, b.mark)
}

fn fill(known: &mut ReadScript, other: &ReadScript) {
    known.prior = known.prior.or(other.prior);
    known.mark = known.mark.or(other.mark);
    known.total = known.total.or(other.total);
    known.variant = known.variant.max(other.variant);
    if known.class.is_empty() {
        known.class.clone_from(&other.class);
    }
}

fn choose(mut rows: Vec<ReadScript>, key: &str, questions: &mut Vec<Question>, options: &Options<'_>) -> Option<ReadScript> {
    if rows.len() < 2 {
        return rows.pop();
    }
    let same_file = rows.windows(2).all(|pair| pair[0].place.file == pair[1].place.file);
    let label = |place: &Place| {
        let row = place.row.map_or(0, |row| u64::from(row) + 1);
        let sheet = place.sheet.as_deref().unwrap_or_default();
        if same_file { format!("{sheet}, {row}") } else { format!("{}, {sheet}, {row}", place.file) }
    };
    let choices: Vec<String> = rows.iter().map(|row| label(&row.place)).collect();
    let answered = options.answers.get(key).and_then(|answer| choices.iter().position(|choice| choice == answer));
    if let Some(at) = answered {
        return Some(rows.swap_remove(at));
    }
    let code = rows.first().map_or("", |row| row.code.as_str());
    questions.push(Question {
        key: key.to_owned(),
        place: rows.first().map(|row| row.place.clone()).unwrap_or_default(),
        ask: Text::new(
            format!("Код {code} записан дважды, и строки различаются. Какая строка верна (лист, строка)?"),
            format!("The code {code} stands twice, and the rows differ. Which row is right (sheet, row)?"),
        ),
        choices,
        proposed: None,
        until: Text::new("Работа с этим кодом не прочитана.", "The script with this code is not read."),
    });
    None
}

fn lay(joined: &mut Joined, kim: KimId, scripts: Vec<ReadScript>) {
    let data = &mut joined.data;
    let (Some(kim_of), Some(sitting)) = (data.kims.get(kim.0 as usize), data.sittings.get_mut(kim.0 as usize)) else { return };
    let year = kim_of.year;
    for script in scripts {
        let school = data.schools.get(script.school.0 as usize).map_or("", |school| school.school.as_str());
        let person = PersonId(data.person_names.intern(&format!("{school}:{year}:{}", script.code)));
        let class = ClassId(data.class_names.intern(&script.class));
        let row = Script::written(script.school, class, person, script.scores, script.origin);
        let (status, prior, mark, recorded_score, variant) = (script.status, script.prior, script.mark, script.total, script.variant);
        // `reordered` gives a score for every item.
        sitting.push(Script { status, prior, mark, recorded_score, variant, ..row }).ok();
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};
    use records::provenance::Place;
    use records::vocabulary::Kind;

    use super::*;

    fn work(day: Option<Date>) -> Work {
        Work {
            kind: Kind::Dkr,
            subject: "Математика".to_owned(),
            grade: 5,
            calendar_year: 2025,
            date: day,
            items: Vec::new(),
            scripts: Vec::new(),
            place: Place::default(),
        }
    }

    #[test]
    fn a_day_tells_the_school_year_and_without_one_either_fits() {
        let (spring, autumn) = (SchoolYear(2024), SchoolYear(2025));
        let fits = |day, year| year_fits(year, &work(day));
        assert!(fits(Some(date(2025, 10, 14)), autumn) && !fits(Some(date(2025, 10, 14)), spring));
        assert!(fits(Some(date(2025, 4, 14)), spring) && !fits(Some(date(2025, 4, 14)), autumn));
        assert!(fits(None, spring) && fits(None, autumn) && !fits(None, SchoolYear(2023)));
    }
}
