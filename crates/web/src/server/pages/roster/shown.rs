//! A file of lists with what it would change, and what a line of it says in words.

use records::text::Lang;
use words::roster;
use workflow::roster::{Line, Relative, RosterPreview};

use super::reading::File;
use super::shape::day;
use crate::server::form::Typed;
use crate::server::policy::Asked;

/// A file with what it would change and what was decided so far.
pub(super) struct Shown<'a> {
    pub(super) asked: &'a Asked,
    pub(super) file: &'a File,
    pub(super) preview: &'a RosterPreview,
    pub(super) typed: &'a Typed,
}

impl Shown<'_> {
    pub(super) const fn lang(&self) -> Lang {
        self.asked.lang
    }

    /// Where a line stands: the sheet and the row.
    pub(super) fn place(&self, at: usize) -> String {
        self.file.places.get(at).map(|(sheet, row)| place(self.lang(), sheet, *row)).unwrap_or_default()
    }

    /// What a line says, in words.
    pub(super) fn said(&self, line: &Line) -> String {
        let lang = self.lang();
        let pupil = |class: &workflow::roster::ClassName, who: &workflow::roster::Who| {
            let born = who.born.map(|born| roster::born_on(lang, day(born)));
            [Some(who.name.clone()), Some(class.to_string()), born].into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        match line {
            Line::Class { class, teacher } if teacher.is_empty() => roster::class_title(lang, class.to_string()),
            Line::Class { class, teacher } => format!("{}, {teacher}", roster::class_title(lang, class.to_string())),
            Line::Staff { name, post, subject, born } => {
                let born = born.map(|born| roster::born_on(lang, day(born)));
                let parts = [Some(name.clone()), Some(post.clone()), Some(subject.clone()), born];
                parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
            }
            Line::Leads { name, class, .. } => roster::leads_class(lang, name, class.to_string()),
            Line::Load { teacher, subject, class, hours } => {
                let hours = hours.map(|tenths| format!(", {}", roster::import_hours(lang, hours_told(lang, tenths)))).unwrap_or_default();
                format!("{teacher}, {subject}, {class}{hours}")
            }
            Line::Pupil { class, who, family, .. } => {
                let relative = |one: &Relative| {
                    let parts = [&one.name, &one.kin, &one.contact].into_iter().filter(|part| !part.is_empty());
                    parts.map(String::as_str).collect::<Vec<_>>().join(", ")
                };
                let family: Vec<String> = family.iter().map(relative).collect();
                if family.is_empty() { pupil(class, who) } else { format!("{} ({})", pupil(class, who), family.join("; ")) }
            }
            Line::Code { class, who, code } => format!("{}, {}", pupil(class, who), roster::code_is(lang, code)),
        }
    }
}

/// Hours as people write them: «5», «0,5».
pub(super) fn hours_told(lang: Lang, tenths: u16) -> String {
    let point = if lang == Lang::Ru { ',' } else { '.' };
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}{point}{}", tenths / 10, tenths % 10) }
}

/// A row of a sheet.
pub(super) fn place(lang: Lang, sheet: &str, row: u32) -> String {
    if sheet.is_empty() { roster::at_row(lang, row) } else { roster::at_sheet(lang, sheet, row) }
}
