//! Where the method itself is known to err: what simulated schools where nothing was done have shown of the indicator that leads, said beside
//! every set it brings forward (decision 0048, docs/state.md).
//! covers: D6

use crate::indicators::{absence, journal, level};
use records::study::SetStudy;
use records::text::Text;
use records::vocabulary::Ladder;

/// What is known to bring ordinary sets forward by the leading indicator; None where nothing is worth a look or nothing is known. `named`: the
/// data name the teacher, whose other classes tell how strict the journal is.
pub(super) fn known(row: &SetStudy, named: bool) -> Option<Text> {
    let compared = matches!(row.ladder, Ladder::A | Ladder::B);
    let id = row.leading.filter(|_| row.look && compared)?;
    let (ru, en) = if id == absence::CARD.id {
        (
            "в классе в этот день многие болели: тогда этот показатель ошибается примерно в одном случае из десяти",
            "many of the class were ill on the day: then this indicator errs in about one case of ten",
        )
    } else if id != journal::CARD.id && id != level::CARD.id {
        return None;
    } else if named {
        (
            "журнал учителя намного строже других: это учтено, насколько видно по другим работам, но такие классы всё же попадают сюда в два–три раза чаще прочих",
            "the teacher's journal is far stricter than others: this is allowed for as far as other works tell, and yet such classes come here two to three times as often as the rest",
        )
    } else {
        (
            "журнал учителя намного строже других: кто ведёт предмет в этом классе, в данных не сказано, и по другим классам того же учителя строгость не проверить; такие классы попадают сюда примерно в три раза чаще прочих, а с сильным признаком — вчетверо",
            "the teacher's journal is far stricter than others: the data do not say who teaches the subject in this class, so that other classes of the same teacher cannot tell; such classes come here about three times as often as the rest, and with a strong sign four times",
        )
    };
    Some(Text::new(ru, en).of_no_one())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rehearsal::simulate::{Knobs, region};

    /// What other classes of a teacher could tell is said not to be known only where the data do not name the teacher.
    #[test]
    fn who_marks_is_known_or_said_not_to_be() {
        let reference = records::reference::Reference::shipped().unwrap();
        let mut dataset = region(&Knobs { schools: 2, honest: true, exams: false, ..Knobs::default() }, 3).dataset;
        let row = |dataset: &records::dataset::Dataset, lead: &'static str| {
            let mut row = super::super::plain::plainly(dataset, &reference).sets.remove(0);
            (row.ladder, row.look, row.leading) = (Ladder::B, true, Some(lead));
            let named = crate::model::hands::Teachers::of(dataset).named(dataset, row.key);
            known(&row, named).map(|text| text.ru)
        };
        let named = [row(&dataset, "journal"), row(&dataset, "absence")];
        dataset.teaching.clear();
        let nameless = [row(&dataset, "journal"), row(&dataset, "absence")];
        assert!(named[0].as_ref().is_some_and(|ru| !ru.contains("не сказано")), "{named:?}");
        assert!(nameless[0].as_ref().is_some_and(|ru| ru.contains("в данных не сказано")), "{nameless:?}");
        assert!(named[1].is_some() && named[1] == nameless[1], "who marks says nothing of who was ill");
    }
}
