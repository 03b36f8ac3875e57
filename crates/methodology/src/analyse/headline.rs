//! The first page: what a head of school reads in a minute.

use std::collections::BTreeMap;

use crate::screen::{Null, Tails};
use records::dataset::Dataset;
use records::protocol::Protocol;
use records::study::{Headline, SetStudy, Work};
use records::text::{Lang, NBSP, Text, number, plural_en, plural_ru};
use records::vocabulary::{Chip, Ladder, SetStatus};

/// Counts over the rows, and the sentences.
pub(super) fn headline(
    dataset: &Dataset,
    protocol: &Protocol,
    (null, widen, tails): (&Null, f64, Tails),
    works: &[Work],
    rows: &[SetStudy],
) -> Headline {
    let count = |status: SetStatus| rows.iter().filter(|row| row.status == status).count();
    let max = |row: &SetStudy| works.get(row.work).map_or(1.0, |work| f64::from(work.max));
    let by_chance = crate::screen::by_chance(rows, protocol, null, widen, max);
    let mut headline = Headline {
        sets: rows.len(),
        answered: count(SetStatus::Ok),
        too_few: count(SetStatus::TooFew),
        no_data: count(SetStatus::NoData),
        look: rows.iter().filter(|row| row.look).count(),
        flagged: rows.iter().filter(|row| row.flagged).count(),
        expected_by_chance: (count(SetStatus::Ok) > 0).then_some(by_chance),
        expected_innocent: crate::screen::expected_innocent(rows, tails),
        scripts: Some(rows.iter().map(|row| row.n).sum()),
        pupils: Some(pupils(dataset)),
        silent: rows.iter().filter(|row| row.chip == Chip::TooLittle).count(),
        sentences: Vec::new(),
    };
    headline.sentences = if rows.is_empty() {
        super::beyond::without_sets(dataset)
    } else {
        sentences(&headline, (protocol, tails), &super::titles::schools(dataset), rows)
    };
    headline
}

/// Distinct pupils with a row in any work.
fn pupils(dataset: &Dataset) -> usize {
    let mut seen = vec![false; dataset.person_names.len()];
    for person in dataset.sittings.iter().flat_map(|sitting| &sitting.person) {
        if let Some(seen) = seen.get_mut(person.0 as usize) {
            *seen = true;
        }
    }
    seen.iter().filter(|seen| **seen).count()
}

/// Most important first.
fn sentences(
    headline: &Headline,
    (protocol, tails): (&Protocol, Tails),
    schools: &BTreeMap<String, String>,
    rows: &[SetStudy],
) -> Vec<Text> {
    let blind = rows.iter().filter(|row| row.status == SetStatus::Ok && row.chip == Chip::TooLittle).count();
    let mut all = vec![looks(headline, blind)];
    all.extend(if tails.withdrawn() { Some(withdrawn(tails)) } else { flagged((protocol, tails), rows) });
    all.extend(at_threshold(rows));
    // Those that ask for a check before those worth a look; within either in the order of the rows, never by strength: that would be a rating.
    let chosen = |flagged: bool| rows.iter().filter(move |row| row.look && row.flagged == flagged);
    all.extend(chosen(true).chain(chosen(false)).take(5).map(|row| named(schools, row)));
    all.extend(ordinary(rows));
    all.extend(silent(headline, blind, protocol));
    all.extend(alone(rows));
    all.push(
        Text::new(
            "Признак — повод проверить процедуру, а не вывод о людях: причину устанавливают перепроверка и разговор.",
            "A sign is a reason to check the procedure, not a finding about people: the cause is established by a re-check and a talk.",
        )
        .of_no_one(),
    );
    all
}

fn sets_ru(n: usize) -> String {
    format!("{n}{NBSP}{}", plural_ru(n as u64, "набор", "набора", "наборов"))
}

/// «Для 2 наборов», «для 21 набора».
fn of_sets_ru(n: usize) -> String {
    format!("{n}{NBSP}{}", plural_ru(n as u64, "набора", "наборов", "наборов"))
}

fn sets_en(n: usize) -> String {
    format!("{n} {}", plural_en(n as u64, "set", "sets"))
}

/// `blind` sets were compared and could have shown a large lift only.
fn looks(headline: &Headline, blind: usize) -> Text {
    let of = (sets_ru(headline.answered), sets_en(headline.answered));
    let chance = headline.expected_by_chance.unwrap_or(0.0);
    let say = |lang| number(chance, 1, lang);
    match (headline.answered, headline.look) {
        (0, _) => Text::new(
            format!("Прочитано {} результатов, сравнить их пока не с чем: готовы описание и анализ заданий.", sets_ru(headline.sets)),
            format!(
                "{} of results were read; there is nothing to compare them with yet: description and item analysis are ready.",
                sets_en(headline.sets)
            ),
        )
        .of_no_one(),
        (answered, 0) if blind < answered => Text::new(
            format!("Из сравнимых ({}) ни один не выделяется: превышения не больше, чем бывают у обычных классов.", of.0),
            format!("Of the comparable ({}) none stands out: no excess is larger than ordinary classes show.", of.1),
        )
        .of_no_one(),
        (_, 0) => Text::new(
            format!("Из сравнимых ({}) ни один не выделяется, но заметить такие данные могли бы только большой подъём: вывода нет.", of.0),
            format!("Of the comparable ({}) none stands out, but such data could show a large lift only: no conclusion.", of.1),
        )
        .of_no_one(),
        (_, look) => Text::new(
            format!(
                "Стоит посмотреть: {} из {}. У обычных классов такого же числа и размера случайно вышло бы около {}.",
                sets_ru(look),
                headline.answered,
                say(Lang::Ru)
            ),
            format!(
                "Worth a look: {} of {}. As many ordinary classes would give about {} by chance.",
                sets_en(look),
                headline.answered,
                say(Lang::En)
            ),
        )
        .of_no_one(),
    }
}

/// How many signs remain after correction for the number of sets compared with other schools; None where nothing can be flagged.
fn flagged((protocol, tails): (&Protocol, Tails), rows: &[SetStudy]) -> Option<Text> {
    let compared = rows.iter().filter(|row| row.q.is_some() && matches!(row.ladder, Ladder::A | Ladder::B)).count();
    let looks = rows.iter().filter(|row| row.look && matches!(row.ladder, Ladder::A | Ladder::B)).count();
    let flagged: Vec<&SetStudy> = rows.iter().filter(|row| row.flagged).collect();
    let ordinary = crate::screen::expected_innocent(rows, tails).unwrap_or(flagged.len() as f64);
    let bound = flagged.iter().any(|row| row.ladder == Ladder::B);
    let (about_ru, about_en) =
        if bound { ("ожидается не больше", "at most") } else { ("ожидается около", "about") };
    (protocol.flags && looks > 0).then(|| match flagged.len() {
        0 => Text::new(
            format!("С поправкой на число сравнённых наборов ({compared}) ни один признак не выделяется: поодиночке такие бывают и у обычных классов."),
            format!("Corrected for the number of sets compared ({compared}), no sign stands out: one by one ordinary classes show such too."),
        ).of_no_one(),
        n => Text::new(
            format!(
                "Требуют проверки: {} — их признак остаётся и с поправкой на число сравнённых ({compared}); обычных среди них {about_ru} {}, \
                 если модель верна. Настолько же ниже обычного, где подозревать некого, стоит наборов: {}.",
                sets_ru(n),
                number(ordinary, 1, Lang::Ru),
                tails.below
            ),
            format!(
                "{} for a check: the sign remains after correction for the number compared ({compared}); {about_en} {} of them are expected to be ordinary, \
                 if the model is right. Sets as far below the usual, where nobody is to be suspected: {}.",
                if n == 1 { "1 set asks".to_owned() } else { format!("{} ask", sets_en(n)) },
                number(ordinary, 1, Lang::En),
                tails.below
            ),
        ).of_no_one(),
    })
}

/// How many other draws of the replicas might flag.
fn at_threshold(rows: &[SetStudy]) -> Option<Text> {
    let near = rows.iter().filter(|row| row.at_threshold).count();
    (near > 0).then(|| {
        Text::new(
            format!(
                "У порога: {}. С поправкой на число сравнённых признак остался бы там не при всяком розыгрыше повторений модели, поэтому \
                 проверки они не требуют.",
                sets_ru(near)
            ),
            format!(
                "At the threshold: {}. Corrected for the number compared the sign would not remain there with every draw of the model's \
                 replicas, so that no check is asked for.",
                sets_en(near)
            ),
        )
        .of_no_one()
    })
}

/// Why nothing asks for a check though q says so: the lower tail is as heavy.
fn withdrawn(tails: Tails) -> Text {
    let Tails { above, below } = tails;
    Text::new(
        format!(
            "Проверки не требует ни один набор: с поправкой на число сравнённых выделились бы {above}, но настолько же ниже обычного стоит \
             наборов {below}, а занижать результат некому. Разброс обычных наборов в этих данных шире, чем его описывает модель."
        ),
        format!(
            "No set asks for a check: corrected for the number compared {above} would stand out, but {below} stand as far below the usual, \
             where nobody gains. Ordinary sets differ more in these data than the model says."
        ),
    )
    .of_no_one()
}

/// One set worth a look.
fn named(schools: &BTreeMap<String, String>, row: &SetStudy) -> Text {
    let called = schools.get(&row.school).unwrap_or(&row.school);
    let school = if called.is_empty() { String::new() } else { format!("{called}, ") };
    Text::new(format!("{school}{}: {}", row.title.ru, row.reason.ru), format!("{school}{}: {}", row.title.en, row.reason.en)).of_persons()
}

/// A set that does not stand out is not cleared: what is smaller than it could have shown may have gone unnoticed.
fn ordinary(rows: &[SetStudy]) -> Option<Text> {
    let ordinary = rows.iter().filter(|row| row.chip == Chip::Ordinary).count();
    let (ru, en) = (sets_ru(ordinary), sets_en(ordinary));
    (ordinary > 0).then(|| {
        Text::new(
            format!("Среди обычных не выделяются: {ru}. Подъём меньше того, что указан у набора, мог остаться незамеченным."),
            format!("Not standing out among ordinary ones: {en}. A lift smaller than the one stated with a set may have gone unnoticed."),
        )
        .of_no_one()
    })
}

/// What the sets without a conclusion are made of: the same count as beside the headline, part by part.
fn silent(headline: &Headline, blind: usize, protocol: &Protocol) -> Option<Text> {
    let need = protocol.too_few;
    let parts = [
        (
            blind,
            "сравнены, но показали бы только большое отклонение".to_owned(),
            "compared, but would show a large departure only".to_owned(),
        ),
        (headline.too_few, format!("работ меньше {need}"), format!("fewer than {need} scripts")),
        (headline.no_data, "не хватает данных".to_owned(), "data missing".to_owned()),
    ];
    let met = || parts.iter().filter(|(count, ..)| *count > 0);
    let ru: Vec<String> = met().map(|(count, ru, _)| format!("{ru} — {count}")).collect();
    let en: Vec<String> = met().map(|(count, _, en)| format!("{en}: {count}")).collect();
    (headline.silent > 0).then(|| {
        Text::new(
            format!("Без вывода {}: {}.", sets_ru(headline.silent), ru.join(", ")),
            format!("No conclusion for {} ({}).", sets_en(headline.silent), en.join(", ")),
        )
        .of_no_one()
    })
}

/// What a school alone can do to learn more.
fn alone(rows: &[SetStudy]) -> Option<Text> {
    let alone = rows.iter().filter(|row| row.ladder == Ladder::D).count();
    (alone > 0).then(|| {
        Text::new(
            format!("Для {} нет сравнения с другими школами: добавьте файлы «Статистика по отметкам», «Сравнение отметок с отметками по журналу» или «Выполнение заданий» по региону.", of_sets_ru(alone)),
            format!("{} have no comparison with other schools: add the region's files of marks, of agreement with the journal or of item results.", sets_en(alone)),
        ).of_no_one()
    })
}
