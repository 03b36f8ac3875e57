//! Works and scripts into KIM and sittings: keys made, the same script met twice, scales.

use methodology::provenance::{Place, Problem, Question, Severity};
use methodology::text::Text;

use crate::Options;
use crate::formats::canonical::lay_scales;
use crate::join::Joined;

/// Settles everything that needs all files.
pub(crate) fn settle(joined: &mut Joined, questions: &mut Vec<Question>, options: &Options<'_>) {
    let _ = (&questions, options);
    given_scales(joined);
}

/// Scales of `scales.csv`.
fn given_scales(joined: &mut Joined) {
    let mut problems = Vec::new();
    for kim in &mut joined.data.kims {
        match lay_scales(&joined.scales, kim) {
            Ok(scale) => kim.scale = scale.or(kim.scale.take()),
            Err(why) => {
                let row = joined.scales.iter().find(|row| row.kim == kim.kim);
                let source = row.and_then(|row| joined.data.sources.get(row.origin.source.0 as usize));
                let place = Place { row: row.map(|row| row.origin.row), ..Place::file(source.map_or("", |source| source.file.as_str())) };
                let what = Text::new(format!("Шкала не принята: {}.", why.ru), format!("The scale was not taken: {}.", why.en));
                let mend = Text::new("Исправьте строки этого КИМ в scales.csv.", "Mend the rows of this KIM in scales.csv.");
                problems.push(Problem { code: "scale-odd", severity: Severity::Warning, place, found: kim.kim.clone(), what, mend });
            }
        }
    }
    joined.problems.append(&mut problems);
}
