//! Every work fitted and examined by every indicator.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::describe::Describer;
use crate::indicators::level;
use crate::indicators::reach::Reach;
use crate::indicators::{self, Examined, Fitted, borrowed};
use crate::ladder::Rung;
use crate::lines::Lines;
use crate::model::covariates::{Covariates, Known};
use crate::model::hands;
use crate::model::items::ClassItem;
use crate::model::panel::Panel;
use crate::model::predicted::Predicted;
use crate::model::schools::Schools;
use crate::model::together::Together;
use crate::model::{self};
use crate::screen::{self, Drawn, Null};
use records::card::Outcome;
use records::dataset::{Dataset, ResultSet, Share};
use records::progress::Progress;
use records::protocol::Protocol;
use records::reference::Reference;
use records::study::SetReading;
use records::text::{Lang, NBSP, Phrase, Text, number, plural_ru};
use records::vocabulary::Ladder;

use super::replicas;

/// What the examination of one work gave.
#[derive(Clone, Debug, Default)]
pub(super) struct WorkResult {
    /// (index of the set, its readings, what a lift of its mean would show by).
    pub sets: Vec<(usize, Vec<SetReading>, Option<Reach>)>,
    /// How the model fitted, in words.
    pub note: Text,
}

/// Replicas know nothing of the sets that are not compared.
static NOTHING: Together = Together::NOTHING;

/// Everything the works need.
pub(super) struct Bench<'a> {
    pub dataset: &'a Dataset,
    pub reference: &'a Reference,
    pub protocol: &'a Protocol,
    pub sets: &'a [ResultSet],
    pub rungs: &'a [Rung],
    pub describer: &'a Describer<'a>,
    pub progress: &'a dyn Progress,
    /// Evidence of sets not worth a look is not kept.
    pub sparing: bool,
}

/// The works as they were fitted.
struct Works {
    panels: Vec<Panel>,
    fitted: Vec<Option<Fitted>>,
    /// What all of them tell together.
    together: Together,
}

/// Steps done, told as they are.
struct Told<'a> {
    bench: &'a Bench<'a>,
    what: Phrase,
    total: usize,
    done: AtomicU64,
}

impl<'a> Told<'a> {
    const fn of(bench: &'a Bench<'a>, what: Phrase, total: usize) -> Self {
        Self { bench, what, total, done: AtomicU64::new(0) }
    }

    /// Tells that one more step is done.
    fn one(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bench.progress.at(self.what, done, self.total as u64);
    }
}

impl Bench<'_> {
    /// Works in the order of the data set, and what honest sets show in replicas of all of them; parallel over works, the same bits on any
    /// number of threads. Replicas come first: an answer is said after it was laid against them.
    pub(super) fn run(&self) -> (Vec<WorkResult>, Null) {
        let panels: Vec<Panel> = (0..self.dataset.kims.len()).into_par_iter().map(|kim| self.panel(kim)).collect();
        let first = replicas::rounds(self.compared());
        let told = Told::of(self, Phrase { ru: "сравниваем наборы", en: "comparing the sets" }, panels.len());
        let one = |(kim, (panel, covariates)): (usize, (&Panel, Option<Covariates>))| {
            let fitted = covariates.as_ref().filter(|_| !self.progress.stopped()).and_then(|covariates| self.fit(panel, covariates));
            let drawn = self.drawn(kim, panel, fitted.as_ref().zip(covariates.as_ref()), 0..first, &|| ());
            told.one();
            (fitted, drawn)
        };
        // Only replicas are fitted to covariates again: they go with the work, for every work waits for the replicas of all.
        let works = panels.par_iter().zip(self.covariates(&panels)).enumerate();
        let (fitted, drawn): (Vec<Option<Fitted>>, Vec<Vec<Drawn>>) = works.map(one).unzip();
        let together = self.together(&panels);
        self.settle(&Works { panels, fitted, together }, drawn.into_iter().flatten().collect())
    }

    /// Every work laid against the replicas; as long as flags hang on what happened to be drawn, twice as many are drawn, up to a limit.
    fn settle(&self, works: &Works, mut draws: Vec<Drawn>) -> (Vec<WorkResult>, Null) {
        let (first, most) = (replicas::rounds(self.compared()), replicas::most(self.compared()));
        let what = Phrase { ru: "уточняем, что требует проверки", en: "making sure what asks for a check" };
        let told = Told::of(self, what, (most - first) * works.fitted.iter().flatten().count());
        let shown = if first < most && self.protocol.flags { self.shown(works) } else { Vec::new() };
        let mut null = Null::of(&draws, self.protocol);
        let (mut drawn, mut covariates) = (first, None);
        while drawn < most && !self.progress.stopped() && !screen::settled(&shown, &null, self.protocol) {
            let covariates: &Vec<Option<Covariates>> = covariates.get_or_insert_with(|| self.covariates(&works.panels));
            let rounds = drawn..(2 * drawn).min(most);
            drawn = rounds.end;
            let works = works.panels.par_iter().zip(&works.fitted).zip(covariates).enumerate();
            let further: Vec<Vec<Drawn>> = works
                .map(|(kim, ((panel, fitted), covariates))| {
                    self.drawn(kim, panel, fitted.as_ref().zip(covariates.as_ref()), rounds.clone(), &|| told.one())
                })
                .collect();
            draws.extend(further.into_iter().flatten());
            null = Null::of(&draws, self.protocol);
        }
        drop((shown, draws, covariates));
        (self.laid(works, &null), null)
    }

    /// What the compared sets themselves show, before it is laid against replicas.
    fn shown(&self, works: &Works) -> Vec<Drawn> {
        let one = |(kim, (panel, fitted)): (usize, (&Panel, &Option<Fitted>))| {
            let rungs = self.rungs_of(panel);
            let work = self.examined(kim, panel, &rungs, fitted.as_ref(), &[]).filter(|_| !self.progress.stopped());
            work.map_or_else(Vec::new, |work| replicas::shown(&work))
        };
        let shown: Vec<Vec<Drawn>> = works.panels.par_iter().zip(&works.fitted).enumerate().map(one).collect();
        shown.into_iter().flatten().collect()
    }

    /// Works examined and laid against what honest sets show in replicas.
    fn laid(&self, works: &Works, null: &Null) -> Vec<WorkResult> {
        let one = |(kim, (panel, fitted)): (usize, (&Panel, &Option<Fitted>))| {
            if self.progress.stopped() {
                return WorkResult::default();
            }
            self.work(kim, panel, fitted.as_ref(), (null.lines(), &works.together))
        };
        works.panels.par_iter().zip(&works.fitted).enumerate().map(one).collect()
    }

    /// What the compared sets of a work show in these replicas; `one` is told of each.
    fn drawn(&self, kim: usize, panel: &Panel, fitted: Option<(&Fitted, &Covariates)>, rounds: Range<usize>, one: &dyn Fn()) -> Vec<Drawn> {
        let rungs = self.rungs_of(panel);
        let shown = self.examined(kim, panel, &rungs, fitted.map(|of| of.0), &[]);
        let stopped = || self.progress.stopped();
        let mut drawn = shown.zip(fitted).map_or_else(Vec::new, |(work, fitted)| replicas::drawn(&work, fitted, rounds, (one, &stopped)));
        // Replicas of several works are apart, too.
        drawn.iter_mut().for_each(|drawn| drawn.replica += kim);
        drawn
    }

    fn rungs_of(&self, panel: &Panel) -> Vec<Rung> {
        panel.sets.iter().filter_map(|set| self.rungs.get(set.index).copied()).collect()
    }

    /// The work as indicators see it, not yet laid against replicas.
    fn examined<'w>(
        &'w self,
        kim: usize,
        panel: &'w Panel,
        rungs: &'w [Rung],
        fitted: Option<&'w Fitted>,
        shares: &'w [&'w Share],
    ) -> Option<Examined<'w>> {
        let (kim, sitting) = (self.dataset.kims.get(kim)?, self.dataset.sittings.get(kim)?);
        let (dataset, protocol, reference) = (self.dataset, self.protocol, self.reference);
        let together = &NOTHING;
        Some(Examined { dataset, kim, sitting, panel, rungs, fitted, together, shares, lines: None, said: false, protocol, reference })
    }

    fn panel(&self, kim: usize) -> Panel {
        let own: Vec<(usize, &ResultSet)> = self.sets.iter().enumerate().filter(|(_, set)| set.key.kim.0 as usize == kim).collect();
        match (self.dataset.kims.get(kim), self.dataset.sittings.get(kim)) {
            (Some(paper), Some(sitting)) => Panel::of(paper, sitting, &own),
            _ => Panel::default(),
        }
    }

    /// What all works tell together, where some sets have not other schools enough.
    fn together(&self, panels: &[Panel]) -> Together {
        if self.compared() == self.rungs.len() {
            return Together::default();
        }
        let published = |(kim, panel): (usize, &Panel)| {
            let (rungs, shares) = (self.rungs_of(panel), self.shares(kim));
            let (mean, variance, _) = borrowed::level(&self.examined(kim, panel, &rungs, None, &shares)?)?;
            Some((mean, variance.sqrt()))
        };
        let published: Vec<Option<(f64, f64)>> = panels.iter().enumerate().map(published).collect();
        Together::of(self.dataset, panels, &published, self.protocol.too_few)
    }

    /// Published shares of a work that can serve as a reference.
    fn shares(&self, kim: usize) -> Vec<&Share> {
        self.describer.shares(super::kim_id(kim)).iter().copied().filter(|share| crate::ladder::serves(share)).collect()
    }

    fn work(&self, kim: usize, panel: &Panel, fitted: Option<&Fitted>, (lines, together): (&Lines, &Together)) -> WorkResult {
        let (rungs, shares) = (self.rungs_of(panel), self.shares(kim));
        let Some(work) = self.examined(kim, panel, &rungs, fitted, &shares) else { return WorkResult::default() };
        let work = Examined { lines: Some(lines), said: true, together, ..work };
        let outcomes: Vec<Vec<Outcome>> = indicators::ALL.iter().map(|indicator| indicator.examine(&work)).collect();
        let mut sets = readings(&work, outcomes);
        if self.sparing {
            sets.iter_mut().for_each(|(_, readings, _)| self.spare(readings, f64::from(work.kim.max())));
        }
        WorkResult { sets, note: note(&work, compared(&rungs)) }
    }

    /// Sets compared with other schools.
    fn compared(&self) -> usize {
        self.rungs.iter().filter(|rung| matches!(rung.ladder, Ladder::A | Ladder::B)).count()
    }

    /// Takes figures and workings away from a set that will not be worth a look: own evidence is never stronger than its best reading.
    fn spare(&self, readings: &mut [SetReading], max: f64) {
        if screen::may_be_worth_a_look(readings, self.protocol, max) {
            return;
        }
        for reading in readings {
            if let Outcome::Answered(answer) = &mut reading.outcome {
                (answer.figures, answer.workings) = (Vec::new(), Vec::new());
            }
        }
    }

    /// What is known of the sets of every work besides it, where any of them is compared.
    fn covariates(&self, panels: &[Panel]) -> Vec<Option<Covariates>> {
        let (known, schools) = (Known::of(self.dataset, panels), Schools::of(self.dataset, panels));
        let one = |(kim, panel): (usize, &Panel)| {
            let (paper, sitting) = (self.dataset.kims.get(kim)?, self.dataset.sittings.get(kim)?);
            let own = || Covariates::of(self.dataset, paper, sitting, panel, &known).with_schools(&schools.beside(kim, panel));
            compared(&self.rungs_of(panel)).then(own)
        };
        let own: Vec<Option<Covariates>> = panels.par_iter().enumerate().map(one).collect();
        let hands = hands::of(self.dataset, panels, &own);
        own.into_iter().zip(hands).map(|(own, hands)| Some(own?.with_hands(hands))).collect()
    }

    fn fit(&self, panel: &Panel, covariates: &Covariates) -> Option<Fitted> {
        let model = model::fit(panel, covariates, &|| self.progress.stopped()).ok()?;
        let predicted = Predicted::of(&model, panel);
        let class_item = ClassItem::of(&model, panel, &predicted, self.protocol.too_few);
        Some(Fitted { model, predicted, class_item })
    }
}

/// An answer without a test is none: where all scores are equal there is no spread to judge by.
fn tested(outcome: Outcome) -> Outcome {
    match &outcome {
        Outcome::Answered(answer) if !(answer.p.is_finite() && answer.effect.is_finite() && answer.mde > 0.0) => Outcome::NoData {
            why: Text::new("результаты не различаются, судить не по чему", "results do not differ: there is nothing to judge by")
                .of_no_one(),
        },
        _ => outcome,
    }
}

/// Whether any set is compared with other schools.
fn compared(rungs: &[Rung]) -> bool {
    rungs.iter().any(|rung| matches!(rung.ladder, Ladder::A | Ladder::B))
}

/// Readings set by set, with what a lift of the mean would show by.
fn readings(work: &Examined<'_>, outcomes: Vec<Vec<Outcome>>) -> Vec<(usize, Vec<SetReading>, Option<Reach>)> {
    let mut columns: Vec<_> = outcomes.into_iter().map(Vec::into_iter).collect();
    let row = |(set, reach): (&crate::model::panel::PanelSet, Option<Reach>)| {
        let cards = indicators::ALL.iter().map(|indicator| indicator.card());
        let readings: Vec<SetReading> = cards
            .zip(&mut columns)
            .filter_map(|(card, column)| {
                Some(SetReading { indicator: card.id, version: card.version, outcome: tested(column.next()?), q: None })
            })
            .collect();
        (set.index, readings, reach)
    };
    work.panel.sets.iter().zip(level::reaches(work)).map(row).collect()
}

/// How the model fitted, in words; empty where none was asked for.
fn note(work: &Examined<'_>, compared: bool) -> Text {
    let Some(fitted) = work.fitted else {
        return if compared {
            Text::new("баллов по заданиям нет: модель не построена", "no item scores: no model was fitted").of_no_one()
        } else {
            Text::default()
        };
    };
    let how = fitted.model.convergence;
    let state = |still: bool| {
        if still {
            ["сошлись", "converged"]
        } else {
            ["остановлены до сходимости", "stopped before convergence"]
        }
    };
    let (curves, levels) = (state(how.curves), state(how.levels));
    let (ru, en) = (number(how.move_last, 4, Lang::Ru), number(how.move_last, 4, Lang::En));
    let (pupils, sets) = (work.panel.len(), work.panel.sets.len());
    let rounds = |n: usize| format!("{n}{NBSP}{}", plural_ru(n as u64, "шаг", "шага", "шагов"));
    Text::new(
        format!(
            "Модель по работам: {pupils}, наборам: {sets}. Кривые заданий {} за {}; уровни классов {} за {}, последний сдвиг {ru}.",
            curves[0],
            rounds(how.curve_rounds),
            levels[0],
            rounds(how.level_rounds)
        ),
        format!(
            "Model over {pupils} scripts of {sets} sets. Item curves {} after {} rounds; class levels {} after {} rounds, last move {en}.",
            curves[1], how.curve_rounds, levels[1], how.level_rounds
        ),
    )
    .telling_of([pupils])
}
