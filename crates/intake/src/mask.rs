//! Files and sheets named after a pupil (a journal saved per pupil): the name leaves with no record, so it leaves neither with the file's name.

use records::provenance::{Place, Severity};
use records::text::Text;

use crate::draft::Draft;
use crate::keys::Key;
use crate::names::{self, SealedName};
use records::provenance::Problem;

/// Replaces the pupil's name in the names of the draft's file and sheets, everywhere they are spoken of, and says so.
pub(crate) fn hide_names(draft: &mut Draft<'_>, key: &Key) {
    let known: Vec<SealedName> = draft.sealed.values().map(|who| who.name.clone()).collect();
    let masked = |text: &str| names::mask(known.iter(), text, key);
    let mut spoken: Vec<(String, String)> = Vec::new();
    let sheets = draft
        .data
        .sources
        .iter()
        .filter_map(|source| source.sheet.clone())
        .chain(draft.sealed.values().filter_map(|who| who.place.sheet.clone()));
    for name in std::iter::once(draft.file.clone()).chain(sheets) {
        if let Some(hidden) = masked(&name)
            && !spoken.iter().any(|(from, _)| *from == name)
        {
            spoken.push((name, hidden));
        }
    }
    if spoken.is_empty() {
        return;
    }
    let renamed = spoken.iter().any(|(from, _)| *from == draft.file);
    every_text(draft, &|text| {
        for (from, to) in &spoken {
            if text.contains(from.as_str()) {
                *text = text.replace(from.as_str(), to);
            }
        }
    });
    let place = Place::file(draft.file.clone());
    let what = if renamed {
        Text::new(
            "В имени файла есть имя ученика; в отчётах оно скрыто.",
            "The file is named after a pupil; the name is hidden in reports.",
        )
    } else {
        Text::new("В имени листа есть имя ученика; в отчётах оно скрыто.", "A sheet is named after a pupil; the name is hidden in reports.")
    };
    let mend = Text::new("Называйте файлы и листы по классу и периоду.", "Name files and sheets after class and period.");
    draft.problem(Problem { code: "file-named-after-a-pupil", severity: Severity::Note, place, found: String::new(), what, mend });
}

/// Calls `change` on every text of the draft that speaks of a file or a sheet.
fn every_text(draft: &mut Draft<'_>, change: &dyn Fn(&mut String)) {
    let place = |place: &mut Place| {
        change(&mut place.file);
        place.sheet.iter_mut().for_each(change);
    };
    let both = |text: &mut Text| {
        change(&mut text.ru);
        change(&mut text.en);
    };
    change(&mut draft.file);
    for source in &mut draft.data.sources {
        change(&mut source.file);
        source.sheet.iter_mut().for_each(change);
    }
    for problem in &mut draft.problems {
        place(&mut problem.place);
        change(&mut problem.found);
        both(&mut problem.what);
        both(&mut problem.mend);
    }
    for question in draft.questions.iter_mut().chain(&mut draft.answered) {
        place(&mut question.place);
        change(&mut question.key);
        both(&mut question.ask);
        both(&mut question.until);
        question.proposed.iter_mut().chain(&mut question.choices).for_each(change);
    }
    draft.sealed.values_mut().for_each(|who| place(&mut who.place));
    for work in &mut draft.works {
        place(&mut work.place);
        work.scripts.iter_mut().for_each(|script| place(&mut script.place));
    }
    draft.exam_sheets.iter_mut().flat_map(|sheet| &mut sheet.rows).for_each(|row| place(&mut row.place));
    draft.details.iter_mut().for_each(|(title, value)| {
        both(title);
        change(value);
    });
    draft.preview.iter_mut().flatten().for_each(change);
}
