//! How much a set is to be trusted, as one figure in words: the same on the first page, on the set's card and in the papers. p itself, q and
//! the rung stand behind it, for those who ask.

use records::card::Reading;
use records::study::SetStudy;
use records::text::Lang;
use words::{Counted, Word, report};

/// «Из 100 таких обычных классов так выглядели бы не больше 3»; None where nothing was compared.
pub(crate) fn of_set(set: &SetStudy, lang: Lang) -> Option<String> {
    const CLASSES: Said =
        Said { hundred: report::trust_hundred, thousand: report::trust_thousand, rare: report::trust_rare, usual: report::trust_usual };
    set.p_own.map(|p| CLASSES.of(p, lang))
}

/// The same of a unit that is no class; None where there was no test.
pub(crate) fn of_unit(answer: &Reading, lang: Lang) -> Option<String> {
    const CASES: Said = Said {
        hundred: report::trust_case_hundred,
        thousand: report::trust_case_thousand,
        rare: report::trust_case_rare,
        usual: report::trust_case_usual,
    };
    answer.p.is_finite().then(|| CASES.of(answer.p, lang))
}

/// The four sentences.
struct Said {
    hundred: Counted,
    thousand: Counted,
    rare: Word,
    usual: Word,
}

impl Said {
    /// A chance as people count it, rounded up: the p of an analysis errs on the quiet side, so "at most" holds and "about" would not.
    fn of(&self, p: f64, lang: Lang) -> String {
        // Rounding noise below a billionth does not make one class more.
        let of = |many: f64| (p * many - 1e-9).ceil().clamp(1.0, many) as usize;
        match p {
            p if p < 0.001 => (self.rare)(lang),
            p if p < 0.01 => (self.thousand)(lang, of(1_000.0)),
            _ if of(100.0) > USUAL => (self.usual)(lang),
            _ => (self.hundred)(lang, of(100.0)),
        }
    }
}

/// From so many of a hundred on, a number would only suggest a precision that is of no use.
const USUAL: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chance_is_counted_in_classes_and_never_rounded_down() {
        let mut set = crate::sample::sample().study.sets.remove(0);
        let mut said = |p, lang| {
            set.p_own = Some(p);
            of_set(&set, lang).unwrap()
        };
        for (p, words) in
            [(0.026_7, "Из 100 "), (0.026_7, "не больше 3"), (0.02, "не больше 2"), (0.004_1, "Из 1000"), (0.004_1, "не больше 5")]
        {
            assert!(said(p, Lang::Ru).contains(words), "{p}: {}", said(p, Lang::Ru));
        }
        assert!(said(8e-5, Lang::Ru).contains("меньше одного"));
        assert_eq!(said(0.73, Lang::Ru), said(0.999, Lang::Ru), "the usual has no figure");
        assert!(said(0.011, Lang::En).contains("at most 2"));
        set.p_own = None;
        assert_eq!(of_set(&set, Lang::Ru), None, "nothing was compared");
    }
}
