//! Whether the stated numbers are true: false discovery, local false discovery rate, least detectable lift, refusals.

use super::estimate::{self, Estimate};
use super::table::{Cell, Table, estimate, head, rows};
use super::{Row, Trial};
use records::figure::{Figure, Plot};
use records::text::Text;
use records::vocabulary::{Ladder, SetStatus};

/// Highest mean share of untouched sets among the flagged (promise B16).
const FALSE_AMONG_FLAGGED: f64 = 0.10;
/// Fewest regions by which that promise is judged: with fewer, one false flag alone decides.
const REGIONS: usize = 20;

/// Share of untouched sets among the flagged of a region; 0 where nothing is flagged. Sets that are neither untouched nor lifted (an attempt
/// without effect, a change in the journal alone) count on neither side (decision 0012).
pub(super) fn false_among_flagged(trial: &Trial) -> f64 {
    let flagged = trial.rows.iter().filter(|row| row.flagged && (row.bent.is_none() || row.lifted == Some(true))).count();
    trial.rows.iter().filter(|row| row.flagged && row.bent.is_none()).count() as f64 / flagged.max(1) as f64
}

/// Realised false discovery among the flagged.
pub(super) fn discovery(bent: &[&Trial]) -> Table {
    let found = estimate::mean(&bent.iter().map(|trial| false_among_flagged(trial)).collect::<Vec<f64>>());
    let stated = |trial: &&Trial| {
        let lfdr: Vec<f64> = trial.rows.iter().filter(|row| row.flagged).filter_map(|row| row.lfdr).collect();
        lfdr.iter().sum::<f64>() / lfdr.len().max(1) as f64
    };
    let stated = estimate::mean(&bent.iter().map(stated).collect::<Vec<f64>>());
    let flags = |trial: &&Trial| trial.rows.iter().filter(|row| row.flagged).count() as f64;
    let flags = estimate::mean(&bent.iter().map(flags).collect::<Vec<f64>>());
    let judged = found.filter(|share| share.n >= REGIONS);
    let holds = judged.map_or(Cell::Empty, |share| Cell::Holds(share.upper(0.95) <= FALSE_AMONG_FLAGGED));
    let words = |ru: &str, en: &str| Cell::Words(Text::new(ru, en));
    Table {
        id: "discovery",
        title: Text::new("Ложные среди сигналов", "False ones among the flagged"),
        note: Text::new(
            "Регионы, где часть наборов изменена. Доля ничем не изменённых среди отмеченных, среднее по регионам; регион без сигналов даёт ноль. \
             Обещание B16: верхняя граница не выше .10, если регионов не меньше 20.",
            "Regions where some sets are bent. Share of untouched sets among the flagged, mean over regions; a region without flags counts as \
             zero. Promise B16: upper bound at most .10, judged from 20 regions.",
        ),
        head: head(&[("what", "что", "what"), ("value", "значение", "value"), ("holds", "B16", "B16")]),
        rows: vec![
            vec![words("ложных среди сигналов", "false among the flagged"), estimate(found), holds],
            vec![words("то же по заявленной оценке (lfdr)", "the same as stated (lfdr)"), estimate(stated), Cell::Empty],
            vec![words("сигналов на регион", "flags per region"), estimate(flags), Cell::Empty],
        ],
        figure: None,
    }
}

/// Whether the stated local false discovery rate is true: over all sets, and by kind of school.
pub(super) fn false_rates(bent: &[&Trial]) -> Table {
    let kinds: [(Text, Kind); 3] = [
        (Text::new("все", "all"), |_| true),
        (Text::new("обычная школа", "ordinary school"), |row| !row.selective),
        (Text::new("с отбором", "selective"), |row| row.selective),
    ];
    let rows: Vec<Vec<Cell>> = kinds.iter().flat_map(|(name, of)| BINS.windows(2).map(|range| bin(bent, name, range, *of))).collect();
    Table {
        id: "local-fdr",
        title: Text::new("Верна ли заявленная вероятность ошибки", "Whether the stated chance of error is true"),
        note: Text::new(
            "lfdr — оценка вероятности, что набор ничем не изменён. Рядом — действительная доля таких, с ошибкой по школам.",
            "lfdr is the stated probability that nothing was done to the set; beside it the true share of such sets, with errors by school.",
        ),
        head: head(&[
            ("schools", "школы", "schools"),
            ("bin", "lfdr", "lfdr"),
            ("sets", "наборов", "sets"),
            ("stated", "заявлено", "stated"),
            ("real", "на деле", "real"),
        ]),
        figure: false_rates_figure(rows.get(..BINS.len() - 1).unwrap_or(&[])),
        rows,
    }
}

/// Whether a set is of a kind of school.
type Kind = fn(&Row) -> bool;

/// Ends of the bins of the stated rate.
const BINS: [f64; 7] = [0.0, 0.1, 0.2, 0.35, 0.5, 0.8, 1.01];

fn bin(bent: &[&Trial], name: &Text, range: &[f64], of: Kind) -> Vec<Cell> {
    let (low, high) = (range[0], range[1]);
    let rate = |row: &Row| row.lfdr.filter(|lfdr| of(row) && *lfdr >= low && *lfdr < high);
    let inside: Vec<(u64, bool, f64)> = rows(bent).filter_map(|(cluster, row)| Some((cluster, row.bent.is_none(), rate(row)?))).collect();
    let stated = estimate::mean(&inside.iter().map(|one| one.2).collect::<Vec<f64>>());
    let real = estimate::share(&inside.iter().map(|one| (one.0, one.1)).collect::<Vec<(u64, bool)>>());
    let bounds = format!("{low:.2}–{:.2}", high.min(1.0));
    vec![Cell::Words(name.clone()), Cell::Code(bounds), Cell::Count(inside.len()), estimate(stated), estimate(real)]
}

/// Stated against real, bin by bin: the lines lie on each other where the statement is true.
fn false_rates_figure(rows: &[Vec<Cell>]) -> Option<Figure> {
    type Point = (Text, [f64; 3], [f64; 3]);
    let percent = |found: &Estimate| {
        let [low, value, high] = found.interval().map(|x| (100.0 * x).clamp(0.0, 100.0));
        [value, low, high]
    };
    let point = |row: &Vec<Cell>| -> Option<Point> {
        match row.as_slice() {
            [_, Cell::Code(bin), _, Cell::Estimate(stated), Cell::Estimate(real)] => {
                Some((Text::same(bin.clone()), [100.0 * stated.value; 3], percent(real)))
            }
            _ => None,
        }
    };
    let points: Vec<Point> = rows.iter().filter_map(point).collect();
    let line = |ru: &str, en: &str, of: fn(&Point) -> [f64; 3]| (Text::new(ru, en), points.iter().map(|point| Some(of(point))).collect());
    (points.len() > 1).then(|| Figure {
        title: Text::new("Заявленная вероятность ошибки и действительная", "The stated chance of error and the real one"),
        caption: Text::new(
            "По горизонтали — заявленная lfdr по промежуткам. Сплошная линия с кружками — действительная доля неизменённых наборов с 95 %              интервалом, пунктир с квадратами — заявленная в среднем. Круг выше квадрата: ошибались чаще, чем сказано.",
            "Horizontal: the stated lfdr by bins. Solid line with circles: real share of untouched sets with its 95 % interval; dashed with              squares: mean of what was stated. A circle above its square: wrong more often than said.",
        ),
        plot: Plot::Series {
            labels: points.iter().map(|point| point.0.clone()).collect(),
            lines: vec![line("на деле", "real", |point| point.2), line("заявлено", "stated", |point| point.1)],
            axis: Text::new("неизменённых, %", "untouched, %"),
        },
    })
}

/// Whether what a set is said to be able to show is shown.
pub(super) fn detectable(bent: &[&Trial]) -> Table {
    const ENDS: [f64; 7] = [0.0, 0.25, 0.5, 0.75, 1.0, 1.5, f64::INFINITY];
    let bin = |range: &[f64]| {
        let within = |row: &Row, mde: Option<f64>| lift_of(row, mde).is_some_and(|ratio| ratio >= range[0] && ratio < range[1]);
        let share = |mde: fn(&Row) -> Option<f64>, seen: fn(&Row) -> bool| -> Vec<(u64, bool)> {
            rows(bent).filter(|(_, row)| within(row, mde(row))).map(|(cluster, row)| (cluster, seen(row))).collect()
        };
        let (looks, flags) = (share(|row| row.mde, |row| row.look), share(|row| row.mde_flag, |row| row.flagged));
        let name = if range[1].is_finite() { format!("{:.2}–{:.2}", range[0], range[1]) } else { format!("> {:.2}", range[0]) };
        vec![
            Cell::Code(name),
            Cell::Count(looks.len()),
            estimate(estimate::share(&looks)),
            Cell::Count(flags.len()),
            estimate(estimate::share(&flags)),
        ]
    };
    let rows: Vec<Vec<Cell>> = ENDS.windows(2).map(bin).collect();
    Table {
        id: "detectable",
        title: Text::new("Верен ли наименьший заметный подъём", "Whether the least detectable lift is true"),
        note: Text::new(
            "Действительный подъём среднего в долях заявленного: того, при котором набор стоило бы посмотреть, и доля таких, что стоит посмотреть; \
             того, при котором он потребовал бы проверки, и доля сигналов. При доле 1 обещано около 80 %.",
            "True lift of the mean as a share of the stated one: of the lift that would be worth a look, and the share that is; of the lift that \
             would be flagged, and the share that is. At 1 about 80 % are promised.",
        ),
        head: head(&[
            ("ratio", "подъём / заметный", "lift / detectable"),
            ("sets", "наборов", "sets"),
            ("found", "стоит посмотреть", "worth a look"),
            ("flag_sets", "наборов", "sets"),
            ("flagged", "сигнал", "flagged"),
        ]),
        figure: detectable_figure(&rows),
        rows,
    }
}

/// What was really lifted, as a share of what would be seen.
fn lift_of(row: &Row, mde: Option<f64>) -> Option<f64> {
    Some(row.bent.filter(|_| row.lifted == Some(true))?.lift / mde.filter(|mde| *mde > 0.0)?)
}

fn detectable_figure(rows: &[Vec<Cell>]) -> Option<Figure> {
    let point = |row: &Vec<Cell>| match row.as_slice() {
        [Cell::Code(name), _, Cell::Estimate(share), ..] => {
            let [low, value, high] = share.interval().map(|x| (100.0 * x).clamp(0.0, 100.0));
            Some((Text::same(name.clone()), [value, low, high]))
        }
        _ => None,
    };
    let points: Vec<(Text, [f64; 3])> = rows.iter().filter_map(point).collect();
    let name = Text::new("найдено", "found");
    (points.len() > 1).then(|| Figure {
        title: Text::new("Чем больше подъём, тем чаще он найден", "The larger the lift, the more often it is found"),
        caption: Text::new(
            "По горизонтали — подъём в долях наименьшего заметного.",
            "Horizontal: lift as a share of the least detectable one.",
        ),
        plot: Plot::Series {
            labels: points.iter().map(|point| point.0.clone()).collect(),
            lines: vec![(name, points.iter().map(|point| Some(point.1)).collect())],
            axis: Text::new("наборов, %", "sets, %"),
        },
    })
}

/// How often there is no answer, beside every other figure.
pub(super) fn refused(honest: &[&Trial], bent: &[&Trial]) -> Table {
    let group = |name: Text, trials: &[&Trial]| {
        let share = |of: fn(&Row) -> bool| {
            estimate(estimate::share(&rows(trials).map(|(cluster, row)| (cluster, of(row))).collect::<Vec<(u64, bool)>>()))
        };
        vec![
            Cell::Words(name),
            Cell::Count(trials.len()),
            Cell::Count(rows(trials).count()),
            share(|row| row.status == SetStatus::TooFew),
            share(|row| row.status == SetStatus::NoData),
            share(|row| matches!(row.ladder, Ladder::A)),
            share(|row| matches!(row.ladder, Ladder::B)),
        ]
    };
    Table {
        id: "refused",
        title: Text::new("Без ответа", "Without an answer"),
        note: Text::new(
            "Доля наборов без вывода и по ступеням сравнения.",
            "Share of sets without a conclusion, and by rung of reference.",
        ),
        head: head(&[
            ("regions", "регионы", "regions"),
            ("count", "сколько", "how many"),
            ("sets", "наборов", "sets"),
            ("too_few", "мало работ", "too few"),
            ("no_data", "нет данных", "no data"),
            ("rung_a", "ступень A", "rung A"),
            ("rung_b", "ступень B", "rung B"),
        ]),
        rows: vec![group(Text::new("без изменений", "untouched"), honest), group(Text::new("с изменениями", "with bending"), bent)],
        figure: None,
    }
}
