//! Section 1: why the справка is written, by which paper, who wrote the works.

use words::papers;

use super::Sheet;

/// Writes the section.
pub(super) fn write(sheet: &mut Sheet) {
    let lang = sheet.lang;
    if !sheet.outside {
        sheet.paper.pair(papers::office_order_day_blank(lang), "№ ______");
    }
    sheet.paper.heading(1, papers::opening(lang));
    sheet.paper.text(papers::opening_goal(lang));
    sheet.paper.text(papers::opening_basis(lang));
    let h = &sheet.study.headline;
    let what = papers::opening_what(lang, sheet.study.works.iter().filter(|work| work.counts[0] > 0).count(), h.sets);
    sheet.paper.text(what);
    let took_part = participation(sheet);
    sheet.paper.text(took_part);
}

/// Who should have written and who wrote; what no file says is a blank.
fn participation(sheet: &Sheet) -> String {
    let lang = sheet.lang;
    let counted = |number: usize| words::count(lang, number);
    let wrote = sheet.study.headline.scripts.map_or_else(|| "—".to_owned(), counted);
    if sheet.outside {
        return papers::opening_wrote(lang, wrote);
    }
    match Listed::of(sheet) {
        Some(Listed { listed, wrote, unknown: 0 }) => {
            papers::opening_listed(lang, counted(listed), counted(wrote), share(sheet, wrote, listed))
        }
        Some(known) => papers::opening_listed_part(
            lang,
            counted(known.listed),
            counted(known.wrote),
            share(sheet, known.wrote, known.listed),
            known.unknown,
        ),
        None => papers::opening_unlisted(lang, wrote),
    }
}

/// Share of those listed who wrote.
pub(super) fn share(sheet: &Sheet, wrote: usize, listed: usize) -> String {
    words::percent(sheet.lang, wrote as f64 / listed.max(1) as f64, 0)
}

/// What the lists of classes say over the works.
pub(super) struct Listed {
    /// On the lists of works that have one.
    pub(super) listed: usize,
    /// Who wrote those works.
    pub(super) wrote: usize,
    /// Works with scripts that nothing lists.
    pub(super) unknown: usize,
}

impl Listed {
    /// None where no work is listed.
    pub(super) fn of(sheet: &Sheet) -> Option<Self> {
        let mut found = Self { listed: 0, wrote: 0, unknown: 0 };
        for work in sheet.study.works.iter().filter(|work| work.counts[0] > 0) {
            match work.listed {
                Some(listed) => {
                    found.listed += listed;
                    found.wrote += work.scripts.unwrap_or(0);
                }
                None => found.unknown += 1,
            }
        }
        (found.listed > 0).then_some(found)
    }
}
