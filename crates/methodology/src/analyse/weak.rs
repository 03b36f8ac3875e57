//! Where the method itself is known to err: what simulated schools where nothing was done have shown of the indicator that leads, said beside
//! every set it brings forward (decision 0048, docs/state.md).
//! covers: D6

use crate::indicators::{absence, journal, level};
use records::study::SetStudy;
use records::text::Text;
use records::vocabulary::Ladder;

/// What is known to bring ordinary sets forward by the leading indicator; None where nothing is worth a look or nothing is known.
pub(super) fn known(row: &SetStudy) -> Option<Text> {
    let compared = matches!(row.ladder, Ladder::A | Ladder::B);
    let (ru, en) = match row.leading.filter(|_| row.look && compared)? {
        id if id == journal::CARD.id || id == level::CARD.id => (
            "журнал учителя намного строже других: это учтено, насколько видно по другим работам, но такие классы всё же попадают сюда в два–три раза чаще прочих",
            "the teacher's journal is far stricter than others: this is allowed for as far as other works tell, and yet such classes come here two to three times as often as the rest",
        ),
        id if id == absence::CARD.id => (
            "в классе в этот день многие болели: тогда этот показатель ошибается примерно в одном случае из десяти",
            "many of the class were ill on the day: then this indicator errs in about one case of ten",
        ),
        _ => return None,
    };
    Some(Text::new(ru, en).of_no_one())
}
