//! What a reader may see of a study (constraints C1, C10): decided here and nowhere else. Every type is taken apart field by field, so that
//! a new field does not compile until somebody decides; what nobody has decided about is not shown.
//!
//! Outside the school there are parallels and wider units: no class, no pupil, no file, nothing that somebody wrote as a subject or a key,
//! no group of one to four (the threshold is reference data and stands in the study), also not by subtraction (`study/complement.rs`). Readings
//! are of a class, so none leaves, also not of a class that is its whole parallel; of such a set its description stays, as a parallel's.
//! covers: D18

mod description;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::card::{Outcome, Reading};
use crate::figure::{AgreementBar, Figure, Plot};
use crate::provenance::Source;
use crate::registration::Registration;
use crate::text::{Names, Text};
use crate::vocabulary::{Audience, Unit};

use super::{Description, Headline, SetStudy, Study, UnitReading, UnitStudy, Whose, Work};

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
            subjects,
            school_names,
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
            beyond: _,
            headline,
        } = study;
        let names = Written { subjects, works };
        let places = places(works, sets);
        let mut shown = Study {
            as_of: *as_of,
            protocol: *protocol,
            purpose: *purpose,
            small_cell: *small_cell,
            registration: self.registration(registration),
            cards: cards.clone(),
            sources: sources.iter().map(|source| self.source(source)).collect(),
            subjects: subjects.clone(),
            school_names: school_names.clone(),
            works: works.iter().map(|work| self.work(work, &names)).collect(),
            sets: sets.iter().zip(places).map(|(set, place)| self.set(set, place, &names)).collect(),
            units: units.iter().map(|unit| self.unit(unit)).collect(),
            // Of classes and single schools; what may be said of a parallel of them stands in its unit.
            attainment: Vec::new(),
            series: Vec::new(),
            dynamics: Vec::new(),
            unusable: Vec::new(),
            references: references.clone(),
            tallies: tallies.clone(),
            other_units: other_units.iter().filter_map(|reading| self.reading_of_unit(study, reading, &names)).collect(),
            // Sentences on single examinations of single schools, which no rule of small groups has looked through together with the sets.
            beyond: Vec::new(),
            headline: self.headline(headline),
        };
        super::complement::withhold(&mut shown, sets, self.least);
        shown
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
            format!("Часть чисел — о группах меньше {least} учеников: вне школы они не выдаются."),
            format!("Some of the numbers are of groups smaller than {least} pupils: they stay in the school."),
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

    fn work(self, work: &Work, names: &Written<'_>) -> Work {
        let Work {
            procedure: _,
            code,
            title,
            kind: _,
            subject,
            grade,
            year,
            date,
            max,
            cuts,
            lowest,
            scale_note,
            counts,
            scripts,
            // Those who did not write would be found by subtraction, and they are few.
            listed: _,
            model_note,
            regime_note,
        } = work;
        Work {
            procedure: code.clone(),
            code: code.clone(),
            title: self.text(title),
            kind: String::new(),
            subject: names.subject(subject),
            grade: *grade,
            year: *year,
            date: *date,
            max: *max,
            cuts: cuts.clone(),
            lowest: *lowest,
            scale_note: self.text(scale_note),
            counts: *counts,
            scripts: scripts.filter(|scripts| self.tells(*scripts)),
            listed: None,
            model_note: self.text(model_note),
            regime_note: self.text(regime_note),
        }
    }

    /// A set outside the school.
    fn set(self, set: &SetStudy, place: Place, names: &Written<'_>) -> SetStudy {
        let SetStudy {
            key,
            work,
            school,
            class: _,
            subject,
            procedure: _,
            title: _,
            n,
            withheld: _,
            absent: _,
            reference,
            ladder,
            status,
            score: _,
            p_own: _,
            p_error: _,
            p: _,
            q: _,
            lfdr: _,
            flagged,
            at_threshold: _,
            look,
            leading: _,
            passport,
            passport_reasons: _,
            mde,
            mde_flag,
            innocent: _,
            chip,
            verdict: _,
            reason: _,
            readings: _,
            beside: _,
            description,
            spans: _,
        } = set;
        let withheld = place == Place::Stray || !self.tells(*n);
        SetStudy {
            key: *key,
            work: *work,
            school: school.clone(),
            class: String::new(),
            subject: names.subject(subject),
            procedure: names.procedure(*work),
            title: Text::default(),
            n: if withheld { 0 } else { *n },
            withheld,
            absent: None,
            reference: self.text(reference),
            ladder: *ladder,
            status: *status,
            score: None,
            p_own: None,
            p_error: None,
            p: None,
            q: None,
            lfdr: None,
            flagged: *flagged,
            at_threshold: false,
            look: *look,
            leading: None,
            passport: *passport,
            passport_reasons: Vec::new(),
            // What a set of this size could show tells nothing of what it shows.
            mde: *mde,
            mde_flag: *mde_flag,
            innocent: Vec::new(),
            chip: *chip,
            verdict: Text::default(),
            reason: Text::default(),
            readings: Vec::new(),
            beside: None,
            description: if place == Place::Whole { self.description(description) } else { Description::default() },
            spans: Vec::new(),
        }
    }

    fn outcome(self, outcome: &Outcome) -> Outcome {
        match outcome {
            Outcome::Answered(reading) => Outcome::Answered(Box::new(self.reading(reading))),
            Outcome::TooFew { n, why, .. } if !self.tells(*n) => Outcome::NoData { why: self.said(why) },
            Outcome::TooFew { n, need, why } => Outcome::TooFew { n: *n, need: *need, why: self.said(why) },
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
            figures: self.figures(figures, &[]),
            workings: Vec::new(),
        }
    }

    /// None of a class; no numbers of a small group.
    fn reading_of_unit(self, study: &Study, reading: &UnitReading, names: &Written<'_>) -> Option<UnitReading> {
        let UnitReading { indicator, version, of, title, outcome, q, spans: _ } = reading;
        let of_a_class = matches!(of, Whose::Register { .. } | Whose::Link { class: Some(_), .. });
        let small = self.tells_of_few(study, reading);
        let outcome = if small { Outcome::NoData { why: self.hidden() } } else { self.outcome(outcome) };
        (!of_a_class).then(|| UnitReading {
            indicator,
            version,
            of: names.whose(of),
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
            scripts: scripts.filter(|scripts| self.tells(*scripts)),
            pupils: pupils.filter(|pupils| self.tells(*pupils)),
            silent: *silent,
            sentences: self.texts(sentences),
        }
    }

    /// Figures whose words and whose numbers both may leave; of items `hidden` nothing is drawn.
    fn figures(self, figures: &[Figure], hidden: &[String]) -> Vec<Figure> {
        let shown = |Figure { title, caption, plot }: &Figure| {
            let (title, caption) = (self.text(title), self.text(caption));
            let leaves = words(plot).into_iter().all(|text| text.names.may_leave(self.least));
            let plot = self.plot(plot, hidden).filter(|_| leaves)?;
            (!title.is_empty() && !caption.is_empty()).then_some(Figure { title, caption, plot })
        };
        figures.iter().filter_map(shown).collect()
    }

    fn plot(self, plot: &Plot, hidden: &[String]) -> Option<Plot> {
        let leaves = match plot {
            Plot::Histogram { observed, .. } => observed.iter().all(|count| self.tells(*count as usize)),
            Plot::Agreement { bars } => bars.iter().all(|bar| self.tells_bar(bar)),
            Plot::Curves { items, curves } => {
                let curves = self.curves(items, curves, hidden);
                return (!curves.is_empty()).then(|| Plot::Curves { items: items.clone(), curves });
            }
            Plot::Items { items, reference } => {
                let items = items.iter().filter(|item| !hidden.contains(&item.name)).cloned().collect();
                return Some(Plot::Items { items, reference: reference.clone() });
            }
            Plot::Funnel { .. } | Plot::Detectable { .. } | Plot::Series { .. } | Plot::Intervals { .. } => true,
        };
        leaves.then(|| plot.clone())
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

/// Where a set stands in the parallel of its school.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The parallel has this class alone.
    Whole,
    /// One of several classes that wrote the work: what is said of them is said together.
    Part,
    /// The only one that wrote the work, of a parallel with more classes: whatever is said of it is said of a class.
    Stray,
}

/// The place of every set. How many classes a parallel has is counted over all works: a work with a key for each variant is no way round.
fn places(works: &[Work], sets: &[SetStudy]) -> Vec<Place> {
    let grade = |set: &SetStudy| works.get(set.work).map(|work| (work.year, work.grade));
    let mut classes: BTreeMap<_, BTreeSet<&str>> = BTreeMap::new();
    let mut wrote: BTreeMap<_, usize> = BTreeMap::new();
    for set in sets {
        classes.entry((&set.school, grade(set))).or_default().insert(&set.class);
        *wrote.entry((&set.school, set.work)).or_default() += 1;
    }
    let place = |set: &SetStudy| {
        let alone = classes.get(&(&set.school, grade(set))).is_some_and(|classes| classes.len() == 1);
        match wrote.get(&(&set.school, set.work)) {
            Some(1) if alone => Place::Whole,
            Some(1) | None => Place::Stray,
            Some(_) => Place::Part,
        }
    };
    sets.iter().map(place).collect()
}

/// What stands in the study as somebody wrote it, by the names it has outside.
struct Written<'a> {
    subjects: &'a BTreeSet<String>,
    works: &'a [Work],
}

impl Written<'_> {
    /// The subject, where reference data know it.
    fn subject(&self, written: &str) -> String {
        self.subjects.get(written).cloned().unwrap_or_else(|| "предмет не из справочника".to_owned())
    }

    fn procedure(&self, work: usize) -> String {
        self.works.get(work).map_or_else(String::new, |work| work.code.clone())
    }

    /// A measure by its code: the key of a work is what somebody wrote.
    fn measure(&self, code: &str) -> String {
        self.works.iter().find(|work| work.procedure == code).map_or_else(|| code.to_owned(), |work| work.code.clone())
    }

    fn whose(&self, of: &Whose) -> Whose {
        match of {
            Whose::Link { school, class: _, subject, year, from, to } => Whose::Link {
                school: school.clone(),
                class: None,
                subject: self.subject(subject),
                year: *year,
                from: self.measure(from),
                to: self.measure(to),
            },
            Whose::Variant { procedure, variant } => Whose::Variant { procedure: self.measure(procedure), variant: variant.clone() },
            Whose::School { .. } | Whose::Area { .. } | Whose::Register { .. } => of.clone(),
        }
    }
}
