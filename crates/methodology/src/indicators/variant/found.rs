//! What was found of one variant, in numbers and words.

use crate::indicators::calibration::{Calibrated, Raw, judge, quantile};
use crate::indicators::examined::empty_reading;
use crate::indicators::say;
use crate::lines::standard;
use records::card::Reading;
use records::figure::{Figure, Plot};
use records::protocol::Protocol;
use records::text::{Lang, NBSP, Text, number};
use records::vocabulary::Direction;

use super::two_sided;
use super::within::Difference;

/// Items drawn: those that stand out most.
const DRAWN: usize = 12;

/// Everything measured of one variant.
pub(super) struct Found {
    pub variant: u16,
    /// Greatest score of the work.
    pub max: u16,
    /// The primary score.
    pub whole: Difference,
    /// Item by item.
    pub items: Vec<(String, Difference)>,
    /// Benjamini–Hochberg over the items.
    pub q: Vec<f64>,
    /// The primary score without what is known of the pupils.
    pub unadjusted: Option<Difference>,
    /// The journal mark: how even the deal was.
    pub balance: Option<Difference>,
    /// Classes where all had one variant.
    pub alone: usize,
    /// Scripts without a variant.
    pub unknown: usize,
}

impl Found {
    pub(super) fn reading(&self, protocol: &Protocol) -> Reading {
        let raw = Raw { n: self.whole.pupils[0] + self.whole.pupils[1], school: 0, effect: self.whole.effect, error: self.whole.error };
        let freedom = self.whole.freedom();
        // Both directions are of interest: each tail gets half of the level.
        let mde = (quantile(1.0 - protocol.mde_alpha / 2.0, freedom) + quantile(protocol.mde_power, freedom)) * raw.error;
        let own = Calibrated { p: two_sided(&self.whole), mde, ..judge(raw, 0.0, 1.0, freedom, protocol) };
        let stand_out: Vec<&str> =
            self.items.iter().zip(&self.q).filter(|(_, q)| **q <= protocol.q).map(|(item, _)| item.0.as_str()).collect();
        let words = Reading {
            reference: Text::new(
                format!("другие варианты в тех же классах: классов {}, двусторонняя проверка", self.whole.classes),
                format!("the other variants in the same classes: {} classes, two-sided test", self.whole.classes),
            )
            .of_no_one(),
            explanation: self.explain(&own, &stand_out),
            figures: vec![self.figure(&own, &stand_out, protocol)],
            workings: self.workings(stand_out.len(), freedom),
            ..empty_reading()
        };
        // Of a test of both sides z has the side of the difference.
        Reading { z: standard(own.p / 2.0).copysign(own.effect), ..own.reading(raw.n, words) }
    }

    fn explain(&self, own: &Calibrated, stand_out: &[&str]) -> Text {
        let (tail_ru, tail_en) = match own.direction() {
            Direction::Up => ("вариант легче других", "the variant is easier than the others"),
            Direction::Down => ("вариант труднее других", "the variant is harder than the others"),
            Direction::None => ("в пределах случайного расклада", "within the luck of the deal"),
        };
        let items = items_that_differ(stand_out);
        let [with, without] = self.whole.pupils;
        let alone = match self.alone {
            0 => [String::new(), String::new()],
            n => [
                format!(" Классов, где все писали один вариант: {n} — они не использованы."),
                format!(" Classes where all wrote one variant: {n}; they are not used."),
            ],
        };
        let (ru, en) = (Lang::Ru, Lang::En);
        let numbers = |lang| (say::signed(own.effect, 2, lang), say::range(own.ci, 2, lang));
        let ((effect_ru, ci_ru), (effect_en, ci_en)) = (numbers(ru), numbers(en));
        let (variant, max) = (self.variant, self.max);
        Text::new(
            format!(
                "Вариант{NBSP}{variant} против других в том же классе при равных сведениях об учениках: {effect_ru} балла из {max} \
                 (95{NBSP}%: {ci_ru}; {} и {} с другими вариантами) — {tail_ru}. {}{}",
                say::scripts(with, ru),
                say::scripts(without, ru),
                items.ru,
                alone[0]
            ),
            format!(
                "Variant {variant} against the others of the same class at equal information on the pupils: {effect_en} points of {max} \
                 (95%: {ci_en}; {} and {} with other variants): {tail_en}. {}{}",
                say::scripts(with, en),
                say::scripts(without, en),
                items.en,
                alone[1]
            ),
        )
        .telling_of([with, without])
    }

    /// The work and the items that stand out most, with their intervals.
    fn figure(&self, own: &Calibrated, stand_out: &[&str], protocol: &Protocol) -> Figure {
        let mut order: Vec<usize> = (0..self.items.len()).collect();
        let size = |at: usize| self.items.get(at).map_or(0.0, |(_, found)| (found.effect / found.error).abs());
        order.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
        order.truncate(DRAWN);
        order.sort_unstable();
        let named = |name: &str| match stand_out.contains(&name) {
            true => Text::new(format!("задание{NBSP}{name} — отличается"), format!("item {name}: differs")),
            false => Text::new(format!("задание{NBSP}{name}"), format!("item {name}")),
        };
        let whole = (Text::new("вся работа", "the whole work"), [own.ci[0], own.effect, own.ci[1]]);
        let items = order.iter().filter_map(|&at| self.items.get(at)).map(|(name, found)| (named(name), interval(found)));
        let (ru, en) = (number(protocol.q, 2, Lang::Ru), number(protocol.q, 2, Lang::En));
        Figure {
            title: items_that_differ(stand_out),
            caption: Text::new(
                format!(
                    "Разница с другими вариантами внутри класса, баллы, с 95 % интервалом; правее нуля — легче. Показаны вся работа и не больше \
                     {DRAWN} заданий, которые выделяются сильнее всего; «отличается» — порог Бенджамини–Хохберга {ru} по {} заданиям.",
                    self.items.len()
                ),
                format!(
                    "Difference from the other variants within the class, points, with its 95% interval; right of zero: easier. Shown: the whole \
                     work and at most {DRAWN} items that stand out most; \"differs\" by Benjamini–Hochberg at {en} over {} items.",
                    self.items.len()
                ),
            ),
            plot: Plot::Intervals {
                rows: std::iter::once(whole).chain(items).collect(),
                axis: Text::new("разница с другими вариантами, баллы", "difference from the other variants, points"),
                zero: 0.0,
            },
        }
    }

    fn workings(&self, stand_out: usize, freedom: f64) -> Vec<(Text, f64)> {
        let [with, without] = self.whole.pupils;
        let mut workings = vec![
            (Text::new("работ с этим вариантом", "scripts with this variant"), with as f64),
            (Text::new("работ с другими вариантами", "scripts with other variants"), without as f64),
            (Text::new("классов с разными вариантами", "classes with different variants"), self.whole.classes as f64),
            (Text::new("классов с одним вариантом, не использованы", "classes with one variant, not used"), self.alone as f64),
            (Text::new("работ без варианта, не использованы", "scripts without a variant, not used"), self.unknown as f64),
            (Text::new("стандартная ошибка (по классам)", "standard error (by classes)"), self.whole.error),
            (Text::new("степени свободы", "degrees of freedom"), freedom),
            (Text::new("заданий, которые отличаются", "items that differ"), stand_out as f64),
        ];
        if let Some(found) = self.unadjusted {
            workings.push((
                Text::new("разница без сведений об учениках, баллы", "difference without information on pupils, points"),
                found.effect,
            ));
        }
        if let Some(found) = self.balance {
            workings.push((
                Text::new("разница отметок журнала между вариантами", "difference of journal marks between variants"),
                found.effect,
            ));
            workings.push((Text::new("её z: ровно ли розданы варианты", "its z: whether the deal was even"), found.effect / found.error));
        }
        workings
    }
}

/// Low, estimate, high.
fn interval(found: &Difference) -> [f64; 3] {
    let half = quantile(0.975, found.freedom()) * found.error;
    [found.effect - half, found.effect, found.effect + half]
}

fn items_that_differ(names: &[&str]) -> Text {
    if names.is_empty() {
        return Text::new("Отдельные задания не выделяются.", "No single item stands out.");
    }
    let (shown, more) = (names.iter().take(6).copied().collect::<Vec<&str>>().join(", "), names.len().saturating_sub(6));
    let more = if more > 0 { [format!(" и ещё {more}"), format!(" and {more} more")] } else { [String::new(), String::new()] };
    Text::new(format!("Отличаются задания: {shown}{}.", more[0]), format!("Items that differ: {shown}{}.", more[1]))
}
