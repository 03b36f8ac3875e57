//! Which examination a protocol is of, and what its code says of the subject.

use std::collections::BTreeSet;

use records::provenance::{Place, Question};
use records::reference::caution;
use records::text::Text;
use records::vocabulary::Kind;

use super::title::Title;
use crate::draft::Draft;
use crate::formats::asked;
use crate::spelling;

/// Subject of the reference data whose «Балл» is a mark in ЕГЭ as well.
const BASIC_MATHEMATICS: &str = "mathematics-basic";

/// Whether «Балл» is a mark in ЕГЭ as well.
pub(super) fn is_basic_mathematics(title: &Title, draft: &Draft<'_>) -> bool {
    let by_code = draft.reference().and_then(|reference| reference.subject_by_exam_code(title.code?));
    by_code.is_some_and(|subject| subject.key == BASIC_MATHEMATICS) || spelling::fold(&title.subject).contains("базов")
}

/// Tells where the code of the exam usually means another subject than the title names; the title stands.
pub(super) fn compare_code(title: &Title, place: Place, draft: &mut Draft<'_>) {
    let Some(reference) = draft.reference() else { return };
    let Some(code) = title.code else { return };
    let (Some(named), Some(coded)) = (reference.subject(&title.subject), reference.subject_by_exam_code(code)) else { return };
    if same_subject(&named.key, &coded.key) {
        return;
    }
    let caution = caution(&coded.cite);
    let what = Text::new(
        format!(
            "Код экзамена {} обычно значит «{}», в заголовке другой предмет; взят предмет из заголовка. {}",
            code, coded.title.ru, caution.ru
        ),
        format!("Exam code {} usually means “{}”, the title names another subject; the title stands. {}", code, coded.title.en, caution.en),
    );
    draft.note("gia-code-and-subject", place, code.to_string(), what);
}

/// Slugs of one subject: equal, or one names the other more closely (`mathematics`, `mathematics-profile`).
pub(crate) fn same_subject(a: &str, b: &str) -> bool {
    let closer = |short: &str, long: &str| long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    closer(a, b) || closer(b, a)
}

/// Which examination it is: grade and code say ОГЭ, ЕГЭ or ГВЭ; outside the dates of the examinations a rehearsal has the same layout, so it is asked.
pub(super) fn exam_of(title: &Title, grades: &BTreeSet<u8>, (place, table): (Place, &str), draft: &mut Draft<'_>) -> Option<Kind> {
    let (ninth, older) = (grades.contains(&9), grades.iter().any(|grade| *grade >= 10));
    let real: &[Kind] = match (title.says_gve || has_gve_code(title, draft), ninth, older) {
        (true, _, _) => &[Kind::Gve],
        (false, true, false) => &[Kind::Oge],
        (false, false, true) => &[Kind::Ege],
        _ => &[Kind::Oge, Kind::Ege, Kind::Gve],
    };
    let in_season = draft.reference().is_some_and(|reference| reference.in_exam_season(title.date));
    let known = real.len() == 1 && (title.rehearsal || in_season);
    if let (true, Some(&kind)) = (known, real.first()) {
        return Some(if title.rehearsal { rehearsal_of(kind) } else { kind });
    }
    let kinds: Vec<Kind> = real.iter().flat_map(|kind| [*kind, rehearsal_of(*kind)]).collect();
    let choices: Vec<String> = kinds.iter().map(|kind| kind.label().ru.to_owned()).collect();
    let question = Question {
        key: asked::key("exam", draft, table),
        place,
        ask: Text::new(
            format!("Протокол «{}» от {}: это экзамен или репетиция в его форме?", title.subject, title.date),
            format!("Protocol “{}” of {}: the examination, or a rehearsal in its form?", title.subject, title.date),
        ),
        choices: choices.clone(),
        proposed: None,
        until: Text::new("Протокол не прочитан.", "The protocol stays unread."),
    };
    let answer = draft.ask(question)?;
    choices.iter().position(|choice| *choice == answer).and_then(|at| kinds.get(at).copied())
}

/// Whether the code is one of ГВЭ; the title decides as well.
fn has_gve_code(title: &Title, draft: &Draft<'_>) -> bool {
    let from = draft.reference().and_then(|reference| reference.setting("exams", "gve-codes-from"));
    from.zip(title.code).is_some_and(|(from, code)| f64::from(code) >= from.value)
}

const fn rehearsal_of(kind: Kind) -> Kind {
    match kind {
        Kind::Oge => Kind::OgeDiagnostic,
        Kind::Gve => Kind::GveDiagnostic,
        Kind::Ege => Kind::EgeDiagnostic,
        other => other,
    }
}
