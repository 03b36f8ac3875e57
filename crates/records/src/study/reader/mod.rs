//! What a reader may see of a study (constraints C1, C10): decided here and nowhere else. Every type is taken apart field by field, so that
//! a new field does not compile until somebody decides; what nobody has decided about is not shown.
//!
//! Outside the school there are parallels and wider units: no class, no pupil, no file, no group of one to four (the threshold is reference
//! data and stands in the study). A set keeps what counts over many sets are made of; its readings and its description it keeps only where
//! it is the whole parallel.
//! covers: D18

mod description;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::card::{Outcome, Reading};
use crate::figure::{AgreementBar, Figure, Plot};
use crate::provenance::Source;
use crate::registration::Registration;
use crate::text::{Names, Text};
use crate::vocabulary::{Audience, Unit};

use super::{Description, Headline, SetReading, SetStudy, Study, UnitReading, UnitStudy, Whose, Work};

/// What `audience` may see of a study.
#[must_use]
pub fn for_reader(study: &Study, audience: Audience) -> Cow<'_, Study> {
    match audience {
        Audience::School => Cow::Borrowed(study),
        Audience::Outside => Cow::Owned(Outside { least: study.small_cell }.study(study)),
    }
}

/// Readers outside the school.
#[derive(Clone, Copy)]
struct Outside {
    /// Fewest pupils that may be told of.
    least: usize,
}

impl Outside {
    fn study(self, study: &Study) -> Study {
        let Study {
            as_of,
            protocol,
            purpose,
            small_cell,
            registration,
            cards,
            sources,
            works,
            sets,
            units,
            attainment: _,
            series: _,
            dynamics: _,
            unusable: _,
            references,
            tallies,
            other_units,
            headline,
        } = study;
        let alone = alone(works, sets);
        Study {
            as_of: *as_of,
            protocol: *protocol,
            purpose: *purpose,
            small_cell: *small_cell,
            registration: self.registration(registration),
            cards: cards.clone(),
            sources: sources.iter().map(|source| self.source(source)).collect(),
            works: works.iter().map(|work| self.work(work)).collect(),
            sets: sets.iter().zip(alone).map(|(set, alone)| self.set(set, alone)).collect(),
            units: units.iter().map(|unit| self.unit(unit)).collect(),
            // Of classes and single schools; what may be said of a parallel of them stands in its unit.
            attainment: Vec::new(),
            series: Vec::new(),
            dynamics: Vec::new(),
            unusable: Vec::new(),
            references: references.clone(),
            tallies: tallies.clone(),
            other_units: other_units.iter().filter_map(|reading| self.reading_of_unit(study, reading)).collect(),
            headline: self.headline(headline),
        }
    }

    /// Whether a count of pupils points at nobody; nobody at all is no group.
    const fn tells(self, count: usize) -> bool {
        count == 0 || count >= self.least
    }

    /// Whether a share of `n` pupils may be told: neither those in it nor those outside it are a small group.
    fn tells_share(self, share: f64, n: usize) -> bool {
        let count = (share * n as f64).round() as usize;
        n >= self.least && self.tells(count) && self.tells(n.saturating_sub(count))
    }

    fn hidden(self) -> Text {
        let least = self.least;
        Text::new(
            format!("Учеников меньше {least}: вне школы числа не выдаются."),
            format!("Fewer than {least} pupils: no numbers outside the school."),
        )
        .of_no_one()
    }

    fn text(self, text: &Text) -> Text {
        text.outside(self.least)
    }

    /// The same; where only a small group stands in the way, that is said.
    fn said(self, text: &Text) -> Text {
        let shown = self.text(text);
        if shown.is_empty() && matches!(text.names, Names::NoOne { .. }) { self.hidden() } else { shown }
    }

    fn texts(self, texts: &[Text]) -> Vec<Text> {
        texts.iter().map(|text| self.text(text)).filter(|text| !text.is_empty()).collect()
    }

    /// A departure that may not be told in its own words is still a departure.
    fn registration(self, registration: &Registration) -> Registration {
        let Registration { declared, departures } = registration;
        let told = |text: &Text| {
            let told = self.text(text);
            if told.is_empty() {
                Text::new("условия отличаются от объявленных", "conditions differ from those declared")
            } else {
                told
            }
        };
        Registration { declared: declared.clone(), departures: departures.iter().map(told).collect() }
    }

    /// The digest says what was analysed; names of files and columns stay in the school.
    fn source(self, source: &Source) -> Source {
        let Source { file: _, sha256, format, title, sheet: _, columns: _, records, traits } = source;
        Source {
            file: String::new(),
            sha256: sha256.clone(),
            format: format.clone(),
            title: self.text(title),
            sheet: None,
            columns: Vec::new(),
            records: if self.tells(*records) { *records } else { 0 },
            traits: *traits,
        }
    }

    fn work(self, work: &Work) -> Work {
        let Work {
            procedure,
            title,
            kind,
            subject,
            grade,
            year,
            date,
            max,
            cuts,
            lowest,
            scale_note,
            counts: [sets, schools, scripts],
            model_note,
            regime_note,
        } = work;
        Work {
            procedure: procedure.clone(),
            title: self.text(title),
            kind: kind.clone(),
            subject: subject.clone(),
            grade: *grade,
            year: *year,
            date: *date,
            max: *max,
            cuts: cuts.clone(),
            lowest: *lowest,
            scale_note: self.text(scale_note),
            counts: [*sets, *schools, if self.tells(*scripts) { *scripts } else { 0 }],
            model_note: self.text(model_note),
            regime_note: self.text(regime_note),
        }
    }

    /// A set outside the school; `alone` = it is the whole of its parallel.
    fn set(self, set: &SetStudy, alone: bool) -> SetStudy {
        let SetStudy {
            key,
            work,
            school,
            class: _,
            subject,
            procedure,
            title: _,
            n,
            withheld: _,
            absent: _,
            reference,
            ladder,
            status,
            score,
            p_own,
            p,
            q,
            lfdr,
            flagged,
            look,
            leading,
            passport,
            passport_reasons,
            mde,
            innocent,
            chip,
            verdict,
            reason,
            readings,
            beside: _,
            description,
            spans: _,
        } = set;
        let whole = alone && self.tells(*n);
        let number = |value: &Option<f64>| value.filter(|_| whole);
        SetStudy {
            key: *key,
            work: *work,
            school: school.clone(),
            class: String::new(),
            subject: subject.clone(),
            procedure: procedure.clone(),
            title: Text::default(),
            n: if self.tells(*n) { *n } else { 0 },
            withheld: !self.tells(*n),
            absent: None,
            reference: self.text(reference),
            ladder: *ladder,
            status: *status,
            score: number(score),
            p_own: number(p_own),
            p: number(p),
            q: number(q),
            lfdr: number(lfdr),
            flagged: *flagged,
            look: *look,
            leading: leading.filter(|_| whole),
            passport: *passport,
            passport_reasons: if whole { self.texts(passport_reasons) } else { Vec::new() },
            // What a set of this size could show tells nothing of what it shows.
            mde: *mde,
            innocent: if whole { self.texts(innocent) } else { Vec::new() },
            chip: *chip,
            verdict: if whole { self.said(verdict) } else { Text::default() },
            reason: if whole { self.said(reason) } else { Text::default() },
            readings: if whole { readings.iter().map(|reading| self.reading_of_set(reading)).collect() } else { Vec::new() },
            beside: None,
            description: if whole { self.description(description) } else { Description::default() },
            spans: Vec::new(),
        }
    }

    fn reading_of_set(self, reading: &SetReading) -> SetReading {
        let SetReading { indicator, version, outcome, q } = reading;
        SetReading { indicator, version, outcome: self.outcome(outcome), q: *q }
    }

    fn outcome(self, outcome: &Outcome) -> Outcome {
        match outcome {
            Outcome::Answered(reading) => Outcome::Answered(Box::new(self.reading(reading))),
            Outcome::TooFew { n, need, why } => {
                Outcome::TooFew { n: if self.tells(*n) { *n } else { 0 }, need: *need, why: self.said(why) }
            }
            Outcome::NoData { why } => Outcome::NoData { why: self.said(why) },
        }
    }

    fn reading(self, reading: &Reading) -> Reading {
        let Reading { n, direction, effect, ci, mde, z, p, p_kind, reference, explanation, figures, workings: _ } = reading;
        Reading {
            n: *n,
            direction: *direction,
            effect: *effect,
            ci: *ci,
            mde: *mde,
            z: *z,
            p: *p,
            p_kind: *p_kind,
            reference: self.text(reference),
            explanation: self.said(explanation),
            figures: self.figures(figures),
            workings: Vec::new(),
        }
    }

    /// None of a class; no numbers of a small group.
    fn reading_of_unit(self, study: &Study, reading: &UnitReading) -> Option<UnitReading> {
        let UnitReading { indicator, version, of, title, outcome, q, spans: _ } = reading;
        let of_a_class = matches!(of, Whose::Register { .. } | Whose::Link { class: Some(_), .. });
        let small = self.tells_of_few(study, reading);
        let outcome = if small { Outcome::NoData { why: self.hidden() } } else { self.outcome(outcome) };
        (!of_a_class).then(|| UnitReading {
            indicator,
            version,
            of: of.clone(),
            title: self.text(title),
            outcome,
            q: q.filter(|_| !small),
            spans: Vec::new(),
        })
    }

    /// Whether a reading would show a small group; shares count both sides.
    fn tells_of_few(self, study: &Study, reading: &UnitReading) -> bool {
        let share = study.cards.find(reading.indicator).is_some_and(|card| card.unit == Unit::Pp);
        match &reading.outcome {
            Outcome::Answered(answer) => answer.n < self.least || (share && !self.tells_share(answer.effect / 100.0, answer.n)),
            Outcome::TooFew { .. } => true,
            Outcome::NoData { .. } => false,
        }
    }

    fn unit(self, unit: &UnitStudy) -> UnitStudy {
        let UnitStudy { scope, work, name, title, description, sets } = unit;
        UnitStudy {
            scope: *scope,
            work: *work,
            name: name.clone(),
            title: self.text(title),
            description: self.description(description),
            sets: sets.clone(),
        }
    }

    fn headline(self, headline: &Headline) -> Headline {
        let Headline {
            sets,
            answered,
            too_few,
            no_data,
            look,
            flagged,
            expected_by_chance,
            expected_innocent,
            scripts,
            pupils,
            silent,
            sentences,
        } = headline;
        Headline {
            sets: *sets,
            answered: *answered,
            too_few: *too_few,
            no_data: *no_data,
            look: *look,
            flagged: *flagged,
            expected_by_chance: *expected_by_chance,
            expected_innocent: *expected_innocent,
            scripts: *scripts,
            pupils: *pupils,
            silent: *silent,
            sentences: self.texts(sentences),
        }
    }

    /// Figures whose words and whose numbers both may leave.
    fn figures(self, figures: &[Figure]) -> Vec<Figure> {
        let leaves = |figure: &&Figure| {
            let Figure { title, caption, plot } = figure;
            [title, caption].into_iter().chain(words(plot)).all(|text| text.names.may_leave(self.least)) && self.tells_plot(plot)
        };
        figures.iter().filter(leaves).cloned().collect()
    }

    fn tells_plot(self, plot: &Plot) -> bool {
        match plot {
            Plot::Histogram { observed, .. } => observed.iter().all(|count| self.tells(*count as usize)),
            Plot::Agreement { bars } => bars.iter().all(|bar| self.tells_bar(bar)),
            Plot::Curves { curves, .. } => curves.iter().all(|curve| self.tells(curve.n as usize)),
            Plot::Items { .. } | Plot::Funnel { .. } | Plot::Detectable { .. } | Plot::Series { .. } | Plot::Intervals { .. } => true,
        }
    }

    fn tells_bar(self, bar: &AgreementBar) -> bool {
        bar.n.is_none_or(|n| bar.shares.iter().all(|share| self.tells((share * f64::from(n)).round() as usize)))
    }
}

/// Words inside a plot.
fn words(plot: &Plot) -> Vec<&Text> {
    match plot {
        Plot::Histogram { .. } | Plot::Curves { .. } => Vec::new(),
        Plot::Agreement { bars } => bars.iter().map(|bar| &bar.label).collect(),
        Plot::Items { reference, .. } => vec![reference],
        Plot::Funnel { axis, .. } | Plot::Detectable { axis, .. } => vec![axis],
        Plot::Series { labels, lines, axis } => labels.iter().chain(lines.iter().map(|(name, _)| name)).chain([axis]).collect(),
        Plot::Intervals { rows, axis, .. } => rows.iter().map(|(name, _)| name).chain([axis]).collect(),
    }
}

/// For every set, whether it is the only one of its school, parallel and procedure.
fn alone(works: &[Work], sets: &[SetStudy]) -> Vec<bool> {
    let key = |set: &SetStudy| (set.school.clone(), works.get(set.work).map_or(0, |work| work.grade), set.procedure.clone());
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for set in sets {
        *counts.entry(key(set)).or_default() += 1;
    }
    sets.iter().map(|set| counts.get(&key(set)) == Some(&1)).collect()
}
