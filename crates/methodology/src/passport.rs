//! The credibility passport of a set, its verdict chip and the words beside them (product D2, D6). Rules are reference data.
//! covers: R8, D6

use crate::indicators;
use records::card::Outcome;
use records::protocol::Protocol;
use records::reference::PassportRules;
use records::study::{SetReading, SetStudy};
use records::text::{Lang, NBSP, Text, number, percent, plural_en, plural_ru};
use records::vocabulary::{Chip, Ladder, PKind, Passport, SetStatus, Unit};

/// What is known of the procedure besides the scores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Procedure {
    /// Scripts from rooms with an observer.
    pub observed: usize,
    /// Scripts from rooms known to be without.
    pub unobserved: usize,
    /// Scripts left out, because some of their items have no points and nobody recorded their score.
    pub unscored: usize,
}

/// A set that could only show a lift of more than this share of the maximum has nothing to say about its absence.
const SAYS_NOTHING: f64 = 0.25;

/// Fills passport, reasons, chip, verdict and reason of a row that the screen has passed. `max` is the maximum score.
pub(crate) fn issue(row: &mut SetStudy, (rules, protocol): (&PassportRules, &Protocol), procedure: Procedure, max: f64) {
    let (passport, reasons) = passport(row, rules, procedure);
    row.passport = passport;
    row.passport_reasons = reasons;
    row.chip = chip(row, max);
    row.verdict = verdict(row, max, protocol);
    row.reason = reason(row, max, protocol.too_few);
    if procedure.unscored > 0 && row.status != SetStatus::Ok {
        let left_out = left_out(procedure.unscored);
        for said in [&mut row.verdict, &mut row.reason] {
            let more = Text::new(format!("{} {}", closed(&said.ru), left_out.ru), format!("{} {}", closed(&said.en), left_out.en));
            *said = more.naming_as([&*said, &left_out]);
        }
    }
}

/// A sentence with its full stop.
fn closed(said: &str) -> String {
    if said.ends_with('.') { said.to_owned() } else { format!("{said}.") }
}

/// Scripts that are not counted, in a sentence of its own.
pub(crate) fn left_out(unscored: usize) -> Text {
    let scripts = plural_ru(unscored as u64, "работа", "работы", "работ");
    let counted = plural_ru(unscored as u64, "не учтена", "не учтены", "не учтены");
    let (count, are) = (plural_en(unscored as u64, "script", "scripts"), if unscored == 1 { "is" } else { "are" });
    Text::new(
        format!("Ещё {unscored}{NBSP}{scripts} {counted}: за часть заданий балла нет, и первичный балл неизвестен."),
        format!("{unscored} more {count} {are} not counted: some items have no points, and the primary score is not known."),
    )
    .telling_of([unscored])
}

/// Share of the listed pupils who wrote.
fn coverage(row: &SetStudy) -> Option<f64> {
    let listed = row.n + row.absent?;
    (listed > 0).then(|| row.n as f64 / listed as f64)
}

fn passport(row: &SetStudy, rules: &PassportRules, procedure: Procedure) -> (Passport, Vec<Text>) {
    let mut reasons = Vec::new();
    let mut internal = false;
    if row.n < rules.reservations_n {
        internal = true;
        reasons.push(few(row.n, rules.reservations_n));
    } else if row.n < rules.fit_n {
        reasons.push(few(row.n, rules.fit_n));
    }
    match coverage(row) {
        None => reasons.push(
            Text::new("сколько учеников не писали, в данных не сказано", "the data do not say how many pupils did not write").of_no_one(),
        ),
        Some(share) if share < rules.fit_coverage => {
            internal |= share < rules.reservations_coverage;
            reasons.push(
                Text::new(
                    format!("писали {} списка", percent(share, 0, Lang::Ru)),
                    format!("{} of the list wrote", percent(share, 0, Lang::En)),
                )
                .telling_of([row.n, row.absent.unwrap_or(0)]),
            );
        }
        Some(_) => {}
    }
    if procedure.unscored > 0 {
        let share = row.n as f64 / (row.n + procedure.unscored) as f64;
        internal |= share < rules.reservations_coverage;
        reasons.push(
            Text::new(
                format!("балл известен у {} работ: у остальных за часть заданий балла нет", percent(share, 0, Lang::Ru)),
                format!("the score is known for {} of the scripts: the others have items without points", percent(share, 0, Lang::En)),
            )
            .telling_of([row.n, procedure.unscored]),
        );
    }
    if row.flagged {
        internal = true;
        reasons.push(Text::new("есть открытый признак", "there is an open signal").of_no_one());
    }
    match (procedure.observed, procedure.unobserved) {
        (0, 0) => reasons.push(Text::new("о наблюдении сведений нет", "nothing is known of observation").of_no_one()),
        (_, 0) => {}
        (0, _) => reasons.push(Text::new("писали без наблюдателя", "written without an observer").of_no_one()),
        _ => reasons.push(Text::new("наблюдатель был не во всех кабинетах", "not every room had an observer").of_no_one()),
    }
    reasons.push(Text::new("о хранении и передаче материалов сведений нет", "nothing is known of custody of the materials").of_no_one());
    match row.ladder {
        Ladder::C => {
            reasons.push(Text::new("сравнение только с опубликованными долями", "compared with published shares only").of_no_one())
        }
        Ladder::D => reasons.push(Text::new("сравнения с другими школами нет", "no comparison with other schools").of_no_one()),
        Ladder::A | Ladder::B => {}
    }
    // Custody is not recorded yet, so that "fit" cannot be reached by statistics alone, and "not fit" never is.
    (if internal { Passport::Internal } else { Passport::Reservations }, reasons)
}

fn few(n: usize, need: usize) -> Text {
    let (ru, en) = (plural_ru(n as u64, "работа", "работы", "работ"), plural_en(n as u64, "script", "scripts"));
    Text::new(format!("{n}{NBSP}{ru} — меньше {need}"), format!("{n} {en}, fewer than {need}")).telling_of([n])
}

fn chip(row: &SetStudy, max: f64) -> Chip {
    let blind = row.mde.is_none_or(|mde| mde > SAYS_NOTHING * max);
    match (row.status, row.look) {
        (SetStatus::Ok, true) => Chip::Look,
        (SetStatus::Ok, false) if !blind => Chip::Ordinary,
        _ => Chip::TooLittle,
    }
}

/// The verdict in one or two sentences.
fn verdict(row: &SetStudy, max: f64, protocol: &Protocol) -> Text {
    let need = protocol.too_few;
    match (row.status, row.chip) {
        (SetStatus::TooFew, _) => Text::new(
            format!(
                "Данных мало — вывода нет: работ {}, нужно не меньше {need}. Описание готово; десять работ хватит для перепроверки.",
                row.n
            ),
            format!(
                "Too little data, no conclusion: {} scripts, at least {need} needed. The description is ready; a re-check needs about ten scripts.",
                row.n
            ),
        ).telling_of([row.n]),
        (SetStatus::NoData, _) => Text::new(
            "Сравнить не с чем — вывода нет. Описание готово.",
            "Nothing to compare with, no conclusion. The description is ready.",
        ).of_no_one(),
        (SetStatus::Ok, Chip::Look) => {
            let lead = leading_title(row);
            let found = leading_words(row);
            let what = if row.flagged {
                ["Набор требует проверки", "Asks for a check"]
            } else {
                ["Набор стоит посмотреть", "Worth a look"]
            };
            let near = if row.at_threshold { AT_THRESHOLD } else { ["", ""] };
            Text::new(
                format!("{}: {}. {}{} Возможные безобидные объяснения — ниже.", what[0], lead.ru, found.ru, near[0]),
                format!("{}: {}. {}{} Possible innocent explanations are below.", what[1], lead.en, found.en, near[1]),
            ).naming_as([&lead, &found])
        }
        (SetStatus::Ok, Chip::TooLittle) => {
            let could = could_see(row, max);
            Text::new(
                format!("Замечаний нет, но данных для вывода мало: {}.", could.ru),
                format!("Nothing to remark, but too little data for a conclusion: {}.", could.en),
            ).naming_as([&could])
        }
        (SetStatus::Ok, _) => unremarked(row, max, protocol.materiality.threshold(Unit::Points, max, row.n as f64)),
    }
}

/// Why nothing more is said of a set that other draws might flag (decision 0050).
const AT_THRESHOLD: [&str; 2] = [
    " Набор у порога: с поправкой на число сравнённых признак остался бы не при всяком розыгрыше повторений модели, и «требует проверки» не сказано.",
    " The set is at the threshold: corrected for the number compared the sign would not remain with every draw of the model's replicas, and \"asks for \
     a check\" is not said.",
];

/// What the stated lift does not hold for (decision 0040).
const TOGETHER: [&str; 2] = [
    " Подъём сразу в нескольких работах учителя или школы отчасти скрыл бы себя.",
    " A lift in several works of a teacher or a school at once would hide a part of itself.",
];

/// A set that does not stand out. Nothing to remark is said only where a material lift would have been seen.
fn unremarked(row: &SetStudy, max: f64, material: f64) -> Text {
    let could = could_see(row, max);
    let together = if matches!(row.ladder, Ladder::A | Ladder::B) { TOGETHER } else { ["", ""] };
    let (ru, en) = if row.mde.is_some_and(|mde| mde <= material) {
        (
            format!("Без замечаний: существенное превышение было бы видно, и его нет; {}.{}", could.ru, together[0]),
            format!("Nothing to remark: a material excess would show, and there is none; {}.{}", could.en, together[1]),
        )
    } else {
        (
            format!("Набор не выделяется среди обычных; {}, меньший мог остаться незамеченным.{}", could.ru, together[0]),
            format!("Does not stand out among ordinary ones; {}, a smaller one may have gone unnoticed.{}", could.en, together[1]),
        )
    };
    Text::new(ru, en).naming_as([&could])
}

/// What the set could have shown.
fn could_see(row: &SetStudy, max: f64) -> Text {
    row.mde.map_or_else(
        || {
            if row.readings.iter().any(conditional) {
                return Text::new(
                    "вид школы не указан, других работ этих учеников нет, поэтому подъём среднего балла здесь не отличить от отбора учеников",
                    "the kind of the school is not stated and no other work of these pupils is known, so that a lift of the mean cannot be told \
                     from selective intake here",
                )
                .of_no_one();
            }
            if row.readings.iter().any(judged) {
                return Text::new(
                    "подъём среднего балла на этой работе не был бы заметен: до максимума не хватает места",
                    "a lift of the mean would not show on this paper: there is not room enough below its maximum",
                )
                .of_no_one();
            }
            Text::new("какое расхождение было бы заметно, оценить не по чему", "what could have been noticed cannot be estimated")
                .of_no_one()
        },
        |mde| {
            let say = |lang| (number(mde, 1, lang), number(max, 0, lang));
            let (ru, en) = (say(Lang::Ru), say(Lang::En));
            let check = row.mde_flag.map_or([String::new(), String::new()], |mde| {
                [format!(" (потребовал бы проверки — от {})", number(mde, 1, Lang::Ru)), format!(" (would ask for a check from {})", number(mde, 1, Lang::En))]
            });
            Text::new(
                format!("заметен был бы подъём среднего одного этого набора от {} балла из {}{}", ru.0, ru.1, check[0]),
                format!("a lift of the mean of this set alone would show from {} points of {}{}", en.0, en.1, check[1]),
            )
            .of_no_one()
        },
    )
}

/// Whether a reading holds only for a school that does not select its pupils.
fn conditional(reading: &SetReading) -> bool {
    matches!(&reading.outcome, Outcome::Answered(answer) if answer.p_kind == PKind::Conditional)
}

/// Whether `level` judged the set, so that a lift which would not show is one that the paper has no room for.
fn judged(reading: &SetReading) -> bool {
    reading.indicator == indicators::level::CARD.id && matches!(reading.outcome, Outcome::Answered(_))
}

fn leading_title(row: &SetStudy) -> Text {
    row.leading.and_then(indicators::card).map_or_else(Text::default, |card| {
        let lower = |text: &str| text.chars().take(1).flat_map(char::to_lowercase).chain(text.chars().skip(1)).collect::<String>();
        Text::new(lower(card.title.ru), lower(card.title.en)).of_no_one()
    })
}

fn leading_words(row: &SetStudy) -> Text {
    let reading = row.readings.iter().find(|reading| Some(reading.indicator) == row.leading);
    match reading.map(|reading| &reading.outcome) {
        Some(Outcome::Answered(answer)) => answer.explanation.clone(),
        _ => Text::default(),
    }
}

/// Why the row is as it is, for the tables.
fn reason(row: &SetStudy, max: f64, need: usize) -> Text {
    match row.status {
        SetStatus::TooFew => Text::new(
            format!("работ {}, для вывода нужно не меньше {need}", row.n),
            format!("{} scripts, a conclusion needs at least {need}", row.n),
        )
        .telling_of([row.n]),
        SetStatus::NoData => row
            .readings
            .iter()
            .find_map(refusal)
            .unwrap_or_else(|| Text::new("нет данных для вывода", "no data for a conclusion").of_no_one()),
        SetStatus::Ok if row.look => leading_words(row),
        SetStatus::Ok => could_see(row, max),
    }
}

fn refusal(reading: &records::study::SetReading) -> Option<Text> {
    match &reading.outcome {
        Outcome::NoData { why } | Outcome::TooFew { why, .. } => Some(why.clone()),
        Outcome::Answered(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A set that other draws might flag says so beside what is worth a look about it; one that is not near does not, nor one that is flagged.
    #[test]
    fn a_set_at_the_threshold_has_its_sentence() {
        let world = rehearsal::simulate::region(&rehearsal::simulate::Knobs { schools: 2, ..Default::default() }, 3);
        let reference = records::reference::Reference::shipped().unwrap();
        let mut row = crate::analyse::plain::plainly(&world.dataset, &reference).sets.remove(0);
        (row.status, row.look) = (SetStatus::Ok, true);
        let mut said = |flagged: bool, at_threshold: bool| {
            (row.flagged, row.at_threshold) = (flagged, at_threshold);
            issue(&mut row, (&reference.passports(), &reference.protocol()), Procedure::default(), 20.0);
            row.verdict.clone()
        };
        let (near, plain, flagged) = (said(false, true), said(false, false), said(true, false));
        assert!(near.ru.starts_with("Набор стоит посмотреть") && near.ru.contains("Набор у порога"), "{}", near.ru);
        assert!(near.en.starts_with("Worth a look") && near.en.contains("at the threshold"), "{}", near.en);
        assert!(!plain.ru.contains("порога") && !flagged.ru.contains("порога") && !flagged.en.contains("threshold"));
    }
}
