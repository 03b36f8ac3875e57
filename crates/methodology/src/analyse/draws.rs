//! Measured on simulated truth: more is drawn where flags hang on what happened to be drawn, and nowhere else.
//! covers: D4

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::plain::watched;
use super::replicas;
use crate::q::q_values;
use records::progress::Progress;
use records::reference::Reference;
use records::study::{SetStudy, Study};
use records::text::Phrase;
use records::vocabulary::Ladder;
use rehearsal::simulate::{Knobs, World, region};

/// A region of few sets where one doubling settles what is flagged.
const SCHOOLS: usize = 24;
const SEED: u64 = 12;

/// Counts what is told of further draws, and asks for a stop at the first of them where it should.
#[derive(Default)]
struct Watch {
    stops: bool,
    stopped: AtomicBool,
    drawn: AtomicU64,
    total: AtomicU64,
}

impl Progress for Watch {
    fn at(&self, stage: Phrase, _: u64, total: u64) {
        if stage.ru.starts_with("уточняем") {
            self.drawn.fetch_add(1, Ordering::Relaxed);
            self.total.store(total, Ordering::Relaxed);
            self.stopped.store(self.stops, Ordering::Relaxed);
        }
    }

    fn stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

fn run(world: &World, watch: &Watch) -> Study {
    watched(&world.dataset, &Reference::shipped().unwrap(), watch)
}

fn compared(study: &Study) -> Vec<&SetStudy> {
    study.sets.iter().filter(|row| matches!(row.ladder, Ladder::A | Ladder::B)).collect()
}

fn world(honest: bool) -> World {
    let standard = Knobs::default();
    let works = standard.works.iter().take(1).cloned().collect();
    region(&Knobs { schools: SCHOOLS, works, honest, items: Some(8), exams: false, share_bent: 0.3, ..standard }, SEED)
}

/// Flags hang on the draw, more is drawn and told, and the same bits come out on one thread and on four. What is flagged would be flagged by p
/// as it is; what p as it is would flag, is flagged or stands at the threshold and says so.
#[test]
fn more_is_drawn_where_flags_hang_on_the_draw() {
    let world = world(false);
    let on = |threads: usize| {
        let watch = Watch::default();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        (pool.install(|| run(&world, &watch)), watch)
    };
    let [(study, watch), (other, _)] = [on(1), on(4)];
    assert!(format!("{:?}", study.sets) == format!("{:?}", other.sets), "a number depends on the threads");
    let rows = compared(&study);
    let (first, most) = (replicas::rounds(rows.len()), replicas::most(rows.len()));
    let (drawn, total) = (watch.drawn.into_inner() as usize, watch.total.into_inner() as usize);
    assert!(drawn >= first && drawn <= total && total == most - first, "{drawn} of {total}, after {first}");
    let q = q_values(&rows.iter().filter_map(|row| row.p).collect::<Vec<f64>>());
    let plain: Vec<bool> = rows.iter().filter(|row| row.p.is_some()).zip(q).map(|(row, q)| row.look && q <= study.protocol.q).collect();
    for (row, plain) in rows.iter().filter(|row| row.p.is_some()).zip(plain) {
        assert!(row.p_error.is_some_and(|error| error > 0.0) && !(row.flagged && row.at_threshold));
        assert!(plain || !row.flagged, "p moved up flags more");
        assert!(!plain || row.flagged || row.at_threshold, "p moved down flags less");
        assert_eq!(row.verdict.ru.contains("у порога"), row.at_threshold, "{}", row.verdict.ru);
    }
    assert!(rows.iter().any(|row| row.flagged || row.at_threshold));
    let near = rows.iter().filter(|row| row.at_threshold).count();
    assert_eq!(study.headline.sentences.iter().any(|text| text.ru.starts_with(&format!("У порога: {near}"))), near > 0);
}

/// A stop asked for while more is drawn is heard at once.
#[test]
fn further_draws_can_be_stopped() {
    let watch = Watch { stops: true, ..Watch::default() };
    let study = run(&world(false), &watch);
    let drawn = watch.drawn.into_inner();
    assert!((1..=2).contains(&drawn) && study.sets.iter().all(|row| row.p.is_none()), "{drawn}");
}

/// Nothing is near the level where nothing is done: what was drawn at first is enough.
#[test]
fn nothing_more_is_drawn_where_nothing_is_near() {
    let watch = Watch::default();
    let study = run(&world(true), &watch);
    assert!(watch.drawn.into_inner() == 0 && study.sets.iter().all(|row| !row.flagged && !row.at_threshold));
    assert!(compared(&study).iter().filter(|row| row.p_error.is_some()).count() > 30);
}
