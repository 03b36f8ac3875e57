//! The world moved, one knob at a time: whether the verdicts hold where the world is not the standard one.

use super::estimate::{self, Estimate};
use super::found::{area, recall};
use super::stated::false_among_flagged;
use super::table::{Cell, Table, binomial_error, estimate, head, rows};
use super::{Row, Trial};
use crate::simulate::Knobs;
use records::text::Text;
use records::vocabulary::SetStatus;

/// The worlds: as given, then each knob moved.
#[must_use]
pub fn moved(base: &Knobs) -> Vec<(Text, Knobs)> {
    let world = |ru: &str, en: &str, change: &dyn Fn(&mut Knobs)| {
        let mut knobs = base.clone();
        change(&mut knobs);
        (Text::new(ru, en), knobs)
    };
    vec![
        world("как есть", "as it is", &|_| ()),
        world("8 заданий", "8 items", &|knobs| knobs.items = Some(8)),
        world("40 заданий", "40 items", &|knobs| knobs.items = Some(40)),
        world("12 учеников в классе", "12 pupils in a class", &|knobs| knobs.class_size = 12.0),
        world("35 учеников в классе", "35 pupils in a class", &|knobs| knobs.class_size = 35.0),
        world("изменены 2 % наборов", "2 % of sets bent", &|knobs| knobs.share_bent = 0.02),
        world("изменены 30 % наборов", "30 % of sets bent", &|knobs| knobs.share_bent = 0.30),
        world("без отметок журнала в работах", "no journal marks with the scripts", &|knobs| knobs.prior = false),
        world("слабые отсутствуют по-разному", "classes differ in the absence of the weak", &|knobs| {
            knobs.absent_habit = 0.7
        }),
        world("15 % школ без отметок и связей", "15 % of schools without marks and links", &|knobs| {
            (knobs.rates.unmarked, knobs.rates.unlinked) = (0.15, 0.15);
        }),
        world("15 % школ без отметок", "15 % of schools without marks", &|knobs| knobs.rates.unmarked = 0.15),
        world(
            "отбор со строгими журналами, вид школ неизвестен",
            "selective schools with strict journals, kinds unknown",
            &|knobs| {
                (knobs.strict_selective, knobs.kind_known) = (0.55, false);
            },
        ),
        world("то же, одна работа", "the same, one work", &|knobs| {
            (knobs.strict_selective, knobs.kind_known) = (0.55, false);
            knobs.works.truncate(1);
        }),
        world("то же, одна работа, вид школ известен", "the same, one work, kinds known", &|knobs| {
            knobs.strict_selective = 0.55;
            knobs.works.truncate(1);
        }),
        world(
            "7 школ по 6 классов, без отметок, школы различаются сильно",
            "7 schools of 6 classes, no marks, schools differ much",
            &|knobs| {
                (knobs.schools, knobs.municipalities, knobs.classes_per_parallel, knobs.rates.rural) = (7, 1, 6.0, 0.0);
                (knobs.spread.school, knobs.spread.class, knobs.spread.teacher, knobs.spread.occasion) = (0.7, 0.1, 0.0, 0.0);
                (knobs.rates.tracked, knobs.prior, knobs.marks) = (0.0, false, false);
                knobs.works.truncate(1);
            },
        ),
        world("часть заданий легче для школ с отбором", "some items easier for selective schools", &|knobs| knobs.items_by_kind = 0.4),
        world("учителя и темы с тяжёлыми хвостами", "teachers and topics with heavy tails", &|knobs| {
            knobs.heavy_tails = true
        }),
        world(
            "отметки самых слабых не сданы в 15 % школ",
            "marks of the weakest left out in 15 % of schools",
            &|knobs| {
                knobs.rates.weak_unmarked = 0.15;
            },
        ),
        world("болели целыми школами, 5 %", "whole schools ill, 5 %", &|knobs| knobs.rates.school_ill = 0.05),
        world("одна комиссия мягче", "one commission kinder", &|knobs| knobs.kind_commission = 0.4),
        world("одна огромная школа", "one huge school", &|knobs| knobs.huge_school = true),
        world("15 % учителей проверяют неточно", "15 % of teachers mark vaguely", &|knobs| {
            knobs.rates.vague_marker = 0.15
        }),
        world("подняты и отметки журнала", "journal marks raised as well", &|knobs| knobs.journal_too = 1.0),
    ]
}

/// One row of [`moved_table`]: what the trials of one world give.
#[must_use]
pub fn moved_row(name: &Text, trials: &[Trial]) -> Vec<Cell> {
    let (honest, bent): (Vec<&Trial>, Vec<&Trial>) = trials.iter().partition(|trial| trial.honest);
    let below: Vec<(u64, bool)> = rows(&honest).filter_map(|(cluster, row)| Some((cluster, row.p_own? < 0.01))).collect();
    let any = honest.iter().filter(|trial| trial.rows.iter().any(|row| row.flagged)).count();
    let any = Estimate { value: any as f64 / honest.len().max(1) as f64, error: binomial_error(any, honest.len()), n: honest.len() };
    let false_share = estimate::mean(&bent.iter().map(|trial| false_among_flagged(trial)).collect::<Vec<f64>>());
    let flags = estimate::mean(&bent.iter().map(|trial| trial.rows.iter().filter(|row| row.flagged).count() as f64).collect::<Vec<f64>>());
    let scores = |lifted: bool| -> Vec<(usize, f64)> {
        let of = |row: &Row| Some((row.work, row.score.filter(|_| row.status == SetStatus::Ok && row.lifted == Some(lifted))?));
        rows(&bent).filter_map(|(_, row)| of(row)).collect()
    };
    let (quiet, lifted) = (scores(false), scores(true));
    let seen = |of: &dyn Fn() -> Option<Estimate>| estimate(if lifted.is_empty() { None } else { of() });
    vec![
        Cell::Words(name.clone()),
        Cell::Count(honest.len()),
        Cell::Count(bent.len()),
        estimate(estimate::share(&below)),
        estimate(Some(any).filter(|any| any.n > 0)),
        estimate(false_share),
        estimate(flags),
        seen(&|| area(&quiet, &lifted)),
        seen(&|| recall(&quiet, &lifted, 0.05)),
        seen(&|| recall(&quiet, &lifted, 0.01)),
    ]
}

/// One row a world, in the order of [`moved`].
#[must_use]
pub fn moved_table(rows: Vec<Vec<Cell>>) -> Table {
    Table {
        id: "moved",
        title: Text::new("Если мир другой", "Where the world is another"),
        note: Text::new(
            "По строке на мир: сдвинута одна настройка. p < .01 — собственное p в регионах без изменений; «сигнал» — доля таких регионов хотя бы \
             с одним; «ложных» — доля неизменённых среди отмеченных, среднее по регионам с изменениями; площадь и полнота — по оценке набора.",
            "One row a world: one knob is moved. p < .01 is the own p in untouched regions; \"any flag\" is the share of such regions with at \
             least one; \"false\" is the share of untouched sets among the flagged, mean over regions with bending; AUC and recall by the score.",
        ),
        head: head(&[
            ("world", "мир", "world"),
            ("honest", "без изменений", "untouched"),
            ("bent", "с изменениями", "with bending"),
            ("below_01", "p < .01", "p < .01"),
            ("any_flag", "сигнал", "any flag"),
            ("false_flags", "ложных", "false"),
            ("flags", "сигналов на регион", "flags per region"),
            ("auc", "площадь", "AUC"),
            ("recall_05", "полнота при 5 %", "recall at 5 %"),
            ("recall_01", "полнота при 1 %", "recall at 1 %"),
        ]),
        rows,
        figure: None,
    }
}
