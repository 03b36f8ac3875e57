//! Record of the erasure of personal data: what kind of thing went, on what ground, who asked, who confirmed, the entry of the journal. Nobody who
//! was erased is named.

use words::papers;

use super::super::paper::Column;
use super::signature::signature;
use super::{Letterhead, Sheet, begun};

/// A record of what was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasureRecord {
    /// What every paper has.
    pub letterhead: Letterhead,
    /// What was erased, the oldest first.
    pub rows: Vec<ErasedRow>,
}

/// Something that was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErasedRow {
    /// What kind of thing.
    pub kind: String,
    /// On what ground.
    pub ground: String,
    /// Who asked for it, and the day.
    pub asked: (String, String),
    /// Who confirmed it, and the day.
    pub by: (String, String),
    /// Number of the entry in the journal.
    pub entry: u64,
}

impl ErasureRecord {
    /// The paper.
    #[must_use]
    pub fn compose(&self) -> Sheet {
        let lang = self.letterhead.lang;
        let mut paper = begun(&self.letterhead, &papers::office_erased_title(lang), String::new());
        paper.lead(papers::office_erased_lead(lang, self.rows.len()));
        paper.text(papers::office_erased_how(lang));
        let columns = vec![
            Column::words(papers::office_number(lang), 5),
            Column::words(papers::office_erased_kind(lang), 18),
            Column::words(papers::office_erased_ground(lang), 22),
            Column::words(papers::office_erased_asked(lang), 26),
            Column::words(papers::office_erased_by(lang), 26),
            Column::numbers(papers::office_erased_entry(lang), 10),
        ];
        let who = |(name, day): &(String, String)| format!("{name}\n{day}");
        let row = |(number, row): (usize, &ErasedRow)| {
            vec![number.to_string(), row.kind.clone(), row.ground.clone(), who(&row.asked), who(&row.by), format!("№ {}", row.entry)]
        };
        paper.table("", columns, (1..).zip(&self.rows).map(row).collect());
        paper.text(papers::office_erased_no_names(lang));
        signature(&mut paper, &papers::office_erased_signs_asked(lang), self.one(|row| &row.asked.0));
        signature(&mut paper, &papers::office_erased_signs_by(lang), self.one(|row| &row.by.0));
        Sheet(paper)
    }

    /// Whoever it is in every row; where there are several, each writes her name.
    fn one(&self, of: impl Fn(&ErasedRow) -> &String) -> &str {
        let mut names = self.rows.iter().map(of);
        let first = names.next().map_or("", String::as_str);
        if names.all(|name| name == first) { first } else { "" }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;

    /// covers: B18
    #[test]
    fn two_sign_what_was_erased_and_nobody_erased_is_named() {
        let record = sample::erased();
        let text = serde_json::to_string(&record.compose().0).unwrap();
        for part in ["Запросил(а)", "/ М. П. Ёжикова", "Подтвердил(а)", "/ А. В. Смирнова", "№ 57", "12.10.2026", "отзыв согласия"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(record.compose().0.mark.is_some(), "the checkpoint of the journal is on it");
        let mut several = record;
        several.rows[0].asked.0 = "Уткин Олег Ильич".into();
        let text = serde_json::to_string(&several.compose().0).unwrap();
        assert!(
            text.contains("/ ______________________") && text.contains("/ А. В. Смирнова"),
            "of two who asked neither is printed: {text}"
        );
    }
}
