//! Everything documents are made from, as their reader may see it.

use std::borrow::Cow;

use records::provenance::{Met, Problem, Question, Recognition};
use records::study::{Study, for_reader};
use records::text::Lang;
use records::vocabulary::Audience;

/// An analysis, what importers met, and who reads in which language. Only [`Material::of`] makes one, so that no document can see more of a
/// study than its reader.
pub struct Material<'a> {
    pub(crate) study: Cow<'a, Study>,
    pub(crate) problems: &'a [Problem],
    pub(crate) questions: &'a [Question],
    pub(crate) recognised: &'a [Recognition],
    /// What importers met, counted: all of it, whoever reads.
    pub(crate) met: Met<'a>,
    pub(crate) audience: Audience,
    pub(crate) lang: Lang,
    pub(crate) version: &'a str,
}

impl<'a> Material<'a> {
    /// The analysis as `audience` may see it. Files, places in them and what is asked about them stay in the school.
    #[must_use]
    pub fn of(study: &'a Study, met: Met<'a>, audience: Audience, lang: Lang, version: &'a str) -> Self {
        let Met { problems, questions, recognised } = met;
        let inside = audience == Audience::School;
        Self {
            study: for_reader(study, audience),
            problems: if inside { problems } else { &[] },
            questions: if inside { questions } else { &[] },
            recognised: if inside { recognised } else { &[] },
            met,
            audience,
            lang,
            version,
        }
    }

    /// Whether the documents leave the school.
    pub(crate) fn outside(&self) -> bool {
        self.audience == Audience::Outside
    }
}
