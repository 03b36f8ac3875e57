//! The last sheet: what every column of the others holds.

use records::text::Lang;
use words::{Word, papers};

use super::{Cell, Sheet};
use crate::tables::column_headed;

const HEADS: [(Word, f64); 6] = [
    (papers::legend_sheet, 20.0),
    (papers::legend_column, 22.0),
    (papers::legend_meaning, 80.0),
    (papers::legend_unit, 20.0),
    (papers::legend_range, 26.0),
    (papers::legend_empty, 44.0),
];

/// The legend of these sheets (name and heads of each) and of itself.
pub(super) fn sheet(sheets: &[(Word, Vec<Word>)], lang: Lang) -> Sheet {
    let own = (papers::sheet_legend as Word, HEADS.map(|(head, _)| head).to_vec());
    let rows = sheets.iter().chain([&own]).flat_map(|(name, heads)| heads.iter().map(|head| row(*name, *head, lang)));
    Sheet { name: papers::sheet_legend, heads: HEADS.to_vec(), rows: rows.collect() }
}

fn row(sheet: Word, head: Word, lang: Lang) -> Vec<Cell> {
    let head = head(lang);
    let cells = column_headed(&head, lang)
        .map(|column| [column.is.in_lang(lang), column.unit.in_lang(lang), column.range, column.empty.in_lang(lang)]);
    [Cell::text(sheet(lang)), Cell::text(head)].into_iter().chain(cells.unwrap_or_default().map(Cell::text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;
    use records::vocabulary::Audience;

    #[test]
    fn every_column_of_every_sheet_is_described() {
        for audience in [Audience::School, Audience::Outside] {
            let mut sample = sample();
            sample.audience = audience;
            for lang in [Lang::Ru, Lang::En] {
                let material = sample.material(lang);
                let sheets: Vec<Sheet> = match audience {
                    Audience::Outside => super::super::outside::all(&material),
                    Audience::School => super::super::sheets::ALL.iter().map(|make| make(&material)).collect(),
                };
                let heads = sheets.iter().flat_map(|sheet| sheet.heads.iter()).chain(&HEADS);
                let bare: Vec<String> = heads.map(|(head, _)| head(lang)).filter(|head| column_headed(head, lang).is_none()).collect();
                assert!(bare.is_empty(), "{bare:?}");
            }
        }
    }
}
