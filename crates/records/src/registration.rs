//! Whether an analysis follows a protocol declared before the results were looked at (D3), in words for every output.

use jiff::civil::Date;
use serde::Serialize;

use crate::text::Text;

/// A protocol found in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Declared {
    /// SHA-256 of the canonical protocol.
    pub digest: String,
    /// Number of the entry in the ledger.
    pub sequence: u64,
    /// Protocols the ledger holds, this one and others: who declared many can choose among them afterwards.
    pub declarations: usize,
    /// When it was entered, by the clock of whoever entered it: RFC 3339, UTC.
    pub entered: String,
    /// The day of the latest work in the data, where it is before the entry: results may have been seen by then.
    pub after_work_of: Option<Date>,
}

/// How an analysis stands to a protocol declared in advance. The usual one follows none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registration {
    /// The protocol in the ledger, where one was named and found there.
    pub declared: Option<Declared>,
    /// What keeps the analysis from following it, in words; empty where nothing does.
    pub departures: Vec<Text>,
}

impl Registration {
    /// The same, with the day of the latest work in the data: one written before the protocol was entered is told.
    #[must_use]
    pub fn over_works_until(mut self, last: Option<Date>) -> Self {
        if let Some(declared) = &mut self.declared {
            let entered: Option<Date> = declared.entered.get(..10).and_then(|day| day.parse().ok());
            declared.after_work_of = last.filter(|work| entered.is_some_and(|entered| *work < entered));
        }
        self
    }

    /// Declared in advance and followed.
    #[must_use]
    pub const fn is_confirmatory(&self) -> bool {
        self.declared.is_some() && self.departures.is_empty()
    }

    /// `declared` or `exploratory`, for machines.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        if self.is_confirmatory() { "declared" } else { "exploratory" }
    }

    /// The statement for the report.
    #[must_use]
    pub fn sentence(&self) -> Text {
        match &self.declared {
            Some(declared) if self.departures.is_empty() => declared.followed(),
            None if self.departures.is_empty() => EXPLORATORY.text(),
            _ => self.departed(),
        }
    }

    fn departed(&self) -> Text {
        let said = |lang| self.departures.iter().map(|text| text.in_lang(lang)).collect::<Vec<_>>().join("; ");
        let (ru, en) = (said(crate::text::Lang::Ru), said(crate::text::Lang::En));
        let held = self.declared.as_ref().map_or_else(Text::default, |declared| {
            let all = declared.declarations;
            Text::new(
                format!(" Всего протоколов в журнале объявлено: {all}."),
                format!(" The ledger holds {} in all.", plural_en_count(all)),
            )
        });
        Text::new(
            format!("Разведочный анализ (без заранее объявленного протокола): {ru}.{}", held.ru),
            format!("Exploratory analysis (no protocol declared in advance): {en}.{}", held.en),
        )
    }
}

const EXPLORATORY: crate::text::Phrase = crate::text::Phrase {
    ru: "Разведочный анализ (без заранее объявленного протокола): он подсказывает, на что посмотреть; найденное лучше подтвердить на новых результатах.",
    en: "Exploratory analysis (no protocol declared in advance): it suggests where to look; what it finds is best confirmed on new results.",
};

impl Declared {
    fn followed(&self) -> Text {
        let digest: String = self.digest.chars().take(12).collect();
        let (day, sequence) = (self.entered.get(..10).unwrap_or(&self.entered), self.sequence);
        let russian = russian_day(day);
        let later = self.after_work_of.map_or_else(Text::default, |work| {
            Text::new(
                format!(
                    " Последняя работа в данных писалась раньше, {}: видели ли её результаты до объявления, по датам не узнать.",
                    work.strftime("%d.%m.%Y")
                ),
                format!(
                    " The latest work in the data was written before that, {work}: whether its results had been seen, dates cannot tell."
                ),
            )
        });
        Text::new(
            format!(
                "Анализ по заранее объявленному протоколу {digest}… от {russian} (запись {sequence} в журнале событий; всего протоколов в нём \
                 объявлено: {}).{}",
                self.declarations, later.ru
            ),
            format!(
                "Analysis by a protocol declared in advance: {digest}…, {day} (entry {sequence} of the ledger, which holds {} in all).{}",
                plural_en_count(self.declarations),
                later.en
            ),
        )
    }
}

fn plural_en_count(declarations: usize) -> String {
    format!("{declarations} {}", crate::text::plural_en(declarations as u64, "declared protocol", "declared protocols"))
}

/// `23.11.2026` of `2026-11-23`.
fn russian_day(day: &str) -> String {
    day.split('-').rev().collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_standing_has_its_words() {
        let declared =
            Declared { digest: "ab".repeat(32), sequence: 3, declarations: 2, entered: "2026-11-23T10:00:00Z".into(), after_work_of: None };
        let followed = Registration { declared: Some(declared.clone()), departures: Vec::new() };
        assert_eq!(
            followed.sentence().ru,
            "Анализ по заранее объявленному протоколу abababababab… от 23.11.2026 (запись 3 в журнале событий; всего протоколов в нём объявлено: 2)."
        );
        let departed = Registration { declared: Some(declared), departures: vec![Text::new("цель другая", "another purpose")] };
        assert!(
            departed.sentence().ru.ends_with("(без заранее объявленного протокола): цель другая. Всего протоколов в журнале объявлено: 2.")
        );
        let work = |day| Some(jiff::civil::date(2026, 11, day));
        let dated = |day| followed.clone().over_works_until(work(day)).sentence().ru;
        assert!(dated(22).ends_with("раньше, 22.11.2026: видели ли её результаты до объявления, по датам не узнать."), "{}", dated(22));
        assert_eq!(dated(23), followed.sentence().ru);
        let none = Registration::default();
        assert!(none.sentence().en.starts_with("Exploratory analysis"));
        assert_eq!([followed.code(), departed.code(), none.code()], ["declared", "exploratory", "exploratory"]);
    }
}
