//! Words of description: counted nouns, shares with intervals, names of periods, in both languages.

use records::dataset::Period;
use records::text::{Lang, NBSP, Text, number, percent, plural_en, plural_ru};

/// A noun in the forms that counting needs.
#[derive(Clone, Copy)]
pub(super) struct Noun {
    ru: [&'static str; 3],
    en: [&'static str; 2],
}

pub(super) const SCRIPTS: Noun = Noun { ru: ["работа", "работы", "работ"], en: ["script", "scripts"] };
pub(super) const PUPILS: Noun = Noun { ru: ["ученик", "ученика", "учеников"], en: ["pupil", "pupils"] };
/// «у 21 ученика», «у 5 учеников».
pub(super) const OF_PUPILS: Noun = Noun { ru: ["ученика", "учеников", "учеников"], en: ["pupil", "pupils"] };

impl Noun {
    /// «21 работа», "21 scripts" with a no-break space.
    pub(super) fn count(self, n: usize, lang: Lang) -> String {
        let wide = n as u64;
        match lang {
            Lang::Ru => format!("{n}{NBSP}{}", plural_ru(wide, self.ru[0], self.ru[1], self.ru[2])),
            Lang::En => format!("{n}{NBSP}{}", plural_en(wide, self.en[0], self.en[1])),
        }
    }
}

/// «48 % (от 31 до 66 %)».
pub(super) fn share(share: [f64; 3], lang: Lang) -> String {
    let [low, middle, high] = share;
    let (low, high) = (number(low * 100.0, 0, lang), percent(high, 0, lang));
    match lang {
        Lang::Ru => format!("{} (от {low} до {high})", percent(middle, 0, lang)),
        Lang::En => format!("{} ({low} to {high})", percent(middle, 0, lang)),
    }
}

/// «15,2 (от 13,9 до 16,5)».
pub(super) fn estimate(value: [f64; 3], digits: usize, lang: Lang) -> String {
    let [low, middle, high] = value.map(|v| number(v, digits, lang));
    match lang {
        Lang::Ru => format!("{middle} (от {low} до {high})"),
        Lang::En => format!("{middle} ({low} to {high})"),
    }
}

/// A change in percentage points with its sign: «+12 п.п. (от −3 до 27)».
pub(super) fn points_of_percent(change: [f64; 3], lang: Lang) -> String {
    let [low, middle, high] = change.map(|v| v * 100.0);
    let (low, middle, high) = (number(low, 0, lang), number(middle, 0, lang), number(high, 0, lang));
    // A change that rounds to nothing has no direction.
    let plus = if middle == "0" || middle.starts_with('\u{2212}') { "" } else { "+" };
    match lang {
        Lang::Ru => format!("{plus}{middle}{NBSP}п.п. (от {low} до {high})"),
        Lang::En => format!("{plus}{middle}{NBSP}pp ({low} to {high})"),
    }
}

/// The first few names, then how many more: «3, 5, 9.1 и ещё 2».
pub(super) fn some(names: &[String], most: usize, lang: Lang) -> String {
    let shown = names.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    match (names.len().saturating_sub(most), lang) {
        (0, _) => shown,
        (more, Lang::Ru) => format!("{shown} и ещё {more}"),
        (more, Lang::En) => format!("{shown} and {more} more"),
    }
}

/// Both languages from one rule.
pub(super) fn both(say: impl Fn(Lang) -> String) -> Text {
    Text::new(say(Lang::Ru), say(Lang::En))
}

/// Name of a period.
pub(super) fn period(period: Period) -> Text {
    match period {
        Period::Quarter(n) => Text::new(format!("{n}{NBSP}четверть"), format!("quarter{NBSP}{n}")),
        Period::Trimester(n) => Text::new(format!("{n}{NBSP}триместр"), format!("trimester{NBSP}{n}")),
        Period::Half(n) => Text::new(format!("{n}{NBSP}полугодие"), format!("half-year{NBSP}{n}")),
        Period::Interim => Text::new("промежуточная аттестация", "interim attestation"),
        Period::Year => Text::new("годовая отметка", "mark of the year"),
        Period::Final => Text::new("итоговая отметка", "final mark"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_and_measured() {
        assert_eq!(SCRIPTS.count(21, Lang::Ru), "21\u{a0}работа");
        assert_eq!(OF_PUPILS.count(21, Lang::Ru), "21\u{a0}ученика");
        assert_eq!(OF_PUPILS.count(12, Lang::Ru), "12\u{a0}учеников");
        assert_eq!(SCRIPTS.count(1, Lang::En), "1\u{a0}script");
        assert_eq!(share([0.31, 0.484, 0.66], Lang::Ru), "48\u{a0}% (от 31 до 66\u{a0}%)");
        assert_eq!(points_of_percent([-0.03, 0.12, 0.27], Lang::Ru), "+12\u{a0}п.п. (от \u{2212}3 до 27)");
        assert_eq!(points_of_percent([-0.01, 0.002, 0.02], Lang::Ru), "0\u{a0}п.п. (от \u{2212}1 до 2)");
        assert_eq!(some(&["1".into(), "2".into(), "3".into()], 2, Lang::Ru), "1, 2 и ещё 1");
    }
}
