//! Kinds of events, one file each.

mod analysis;
mod assessment;
mod association;
mod briefing;
mod commission;
mod consultation;
mod council;
mod interview;
mod marking;
mod material;
mod meeting;
mod olympiad;
mod parent;
mod parents_class;
mod parents_school;
mod participation;
mod preparation;
mod prevention;
mod readiness;
mod reading;
mod route;
mod training;
mod visit;

use words::{Word, events};

use super::kind::{About, Attendance, Filler, Kind, OfLine, Whom};

impl Kind {
    /// Every kind, in the order of the page.
    pub const ALL: &'static [&'static Self] = &[
        &council::KIND,
        &meeting::KIND,
        &association::KIND,
        &marking::KIND,
        &analysis::KIND,
        &parents_school::KIND,
        &parents_class::KIND,
        &training::KIND,
        &reading::KIND,
        &briefing::KIND,
        &visit::KIND,
        &material::KIND,
        &olympiad::KIND,
        &participation::KIND,
        &assessment::KIND,
        &readiness::KIND,
        &commission::KIND,
        &consultation::KIND,
        &interview::KIND,
        &route::KIND,
        &parent::KIND,
        &prevention::KIND,
        &preparation::KIND,
    ];

    /// The kind of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        Self::ALL.iter().copied().find(|kind| kind.code == code)
    }

    /// Kinds that answer a requirement.
    pub fn answering(row: u8) -> impl Iterator<Item = &'static Self> {
        Self::ALL.iter().copied().filter(move |kind| kind.rows.contains(&row))
    }
}

/// A kind with nothing of its own.
const PLAIN: Kind = Kind {
    code: "",
    rows: &[],
    name: events::kind_council,
    what: events::kind_council_what,
    paper: events::paper_facts,
    filler: Filler::Office,
    of_the_school: false,
    of_a_class: false,
    of_a_subject: false,
    agenda: false,
    attendance: Attendance::None,
    whom: Whom::Several(events::participants),
    reads: false,
    families: false,
    attaches: false,
    quiz: false,
    expires: false,
    certifies: false,
    details: &[],
    about: About::Nobody,
    restricted: false,
    outcomes: &[],
    places: &[],
    of_line: OF_LINE,
    consents: false,
};

/// What fields of a pupil's line are called where a kind says nothing of its own.
const OF_LINE: OfLine = OfLine {
    reason: words::support::reason,
    result: words::support::result,
    agreed: words::support::agreed,
    informed: Some(words::support::informed),
    came: events::came,
    who_came: events::who_came,
};

/// Yes or no.
const YES_NO: &[(&str, Word)] = &[("yes", events::degree_yes), ("no", events::degree_no)];

/// How parents meet: their minutes say it.
const MEETING_FORMS: &[(&str, Word)] = &[("in-person", events::meeting_in_person), ("remote", events::meeting_remote)];

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a teacher nothing is required, whatever the kind (C12).
    /// covers: C12
    #[test]
    fn no_kind_requires_a_field_of_a_teacher() {
        for kind in Kind::ALL.iter().filter(|kind| kind.filler == Filler::Teacher) {
            assert!(kind.details.iter().all(|detail| !detail.required), "{}", kind.code);
        }
        assert!(Kind::ALL.iter().any(|kind| kind.details.iter().any(|detail| detail.required)), "the rule bites on something");
    }

    #[test]
    fn codes_and_keys_stand_once_and_rows_are_of_the_catalogue() {
        for (place, kind) in Kind::ALL.iter().enumerate() {
            assert!(Kind::ALL[..place].iter().all(|other| other.code != kind.code), "{}", kind.code);
            assert!(!kind.rows.is_empty() && kind.rows.iter().all(|row| (1..=48).contains(row)), "{}", kind.code);
            for (at, detail) in kind.details.iter().enumerate() {
                assert!(kind.details[..at].iter().all(|other| other.key != detail.key), "{} {}", kind.code, detail.key);
            }
            assert!(!kind.quiz || kind.reads, "{}: questions are about a text", kind.code);
            let plain = kind.agenda || kind.has_file() || matches!(kind.attendance, Attendance::Named | Attendance::Counted);
            assert!(!(kind.names_pupils() && plain), "{}: words about pupils stand in no plain field", kind.code);
            assert!(kind.places.is_empty() || (kind.names_pupils() && kind.outcomes.is_empty()), "{}: of one list is chosen", kind.code);
            assert!(!kind.consents || kind.names_pupils(), "{}: a family agrees for its child", kind.code);
            assert!(!kind.certifies || kind.attendance == Attendance::Named, "{}: whoever came has a document", kind.code);
            assert!(kind.outcomes.is_empty() || kind.restricted, "{}: an outcome only is for few", kind.code);
            assert!(
                kind.filler == Filler::Teacher || kind.is_held() || kind.reads || kind.details.iter().any(|detail| detail.required),
                "{}: never complete",
                kind.code
            );
        }
    }
}
