//! Progress of long work on the terminal, and the time each stage took.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use records::progress::Progress;
use records::text::{Lang, Phrase};

use crate::stop;

/// A bar on stderr, only where stderr is a terminal and nobody asked for quiet.
pub struct Bar {
    bar: ProgressBar,
    lang: Lang,
    stage: Mutex<Option<&'static str>>,
}

impl Bar {
    /// A bar that waits for its first stage.
    #[must_use]
    pub fn new(lang: Lang, quiet: bool) -> Self {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        Self { bar: ProgressBar::with_draw_target(None, target), lang, stage: Mutex::new(None) }
    }

    /// Takes the bar off the screen.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }

    fn begin(&self, stage: Phrase, counted: bool) {
        let template = if counted { "{msg} {wide_bar} {pos}/{len}" } else { "{spinner} {msg}" };
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("━╸ "));
        }
        self.bar.set_message(stage.in_lang(self.lang));
    }
}

impl Progress for Bar {
    fn at(&self, stage: Phrase, done: u64, total: u64) {
        let mut known = self.stage.lock().unwrap_or_else(PoisonError::into_inner);
        if *known != Some(stage.en) {
            *known = Some(stage.en);
            self.begin(stage, total > 0);
        }
        drop(known);
        if total > 0 {
            self.bar.set_length(total);
            self.bar.set_position(done);
        } else {
            self.bar.tick();
        }
    }

    fn stopped(&self) -> bool {
        stop::asked()
    }
}

/// How long each stage of the pipeline took, in the order of the work.
#[derive(Default)]
pub struct Timings {
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Does the work of a stage and notes its time.
    pub fn of<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.stages.push((stage, start.elapsed()));
        result
    }

    /// Milliseconds by stage, as `timings.json` keeps them.
    #[must_use]
    pub fn json(&self) -> Vec<u8> {
        let rows: serde_json::Map<String, serde_json::Value> =
            self.stages.iter().map(|(stage, time)| (format!("{stage}_ms"), (time.as_secs_f64() * 1000.0).round().into())).collect();
        let mut bytes = serde_json::to_vec_pretty(&rows).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_timed_and_written_by_name() {
        let mut timings = Timings::default();
        assert_eq!(timings.of("read", || 7), 7);
        assert!(timings.of("study", || true));
        let json: serde_json::Value = serde_json::from_slice(&timings.json()).unwrap();
        assert!(json["read_ms"].is_number() && json["study_ms"].is_number());
    }
}
