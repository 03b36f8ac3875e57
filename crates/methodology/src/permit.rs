//! Leave to analyse data for a purpose (constraint C1): asked once, before any number is computed, and impossible to forget, because an
//! analysis takes its data from the permit.

use records::dataset::Dataset;
use records::reference::Reference;
use records::text::Text;
use records::vocabulary::{Kind, Purpose};

/// Leave to analyse these data for this purpose. [`Permit::ask`] alone makes one.
#[derive(Clone, Copy, Debug)]
pub struct Permit<'a> {
    dataset: &'a Dataset,
    purpose: Purpose,
}

/// Why results may not be used so.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {}", .purpose.code(), .reason.en)]
pub struct Refused {
    /// What was asked for.
    pub purpose: Purpose,
    /// The reason given by the regime.
    pub reason: Text,
}

impl<'a> Permit<'a> {
    /// Asks the regime of every kind of procedure in the data.
    ///
    /// # Errors
    /// The first regime that does not allow the purpose.
    pub fn ask(dataset: &'a Dataset, reference: &Reference, purpose: Purpose) -> Result<Self, Refused> {
        first_refusal(&kinds(dataset), reference, purpose).map_or(Ok(Self { dataset, purpose }), Err)
    }

    /// The data.
    #[must_use]
    pub const fn dataset(&self) -> &'a Dataset {
        self.dataset
    }

    /// What for.
    #[must_use]
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }
}

/// Whether the purpose is allowed whatever the data turn out to be: what can be said before they are read.
///
/// # Errors
/// The first regime that does not allow it.
pub fn allowed_for_all(reference: &Reference, purpose: Purpose) -> Result<(), Refused> {
    first_refusal(Kind::ALL, reference, purpose).map_or(Ok(()), Err)
}

fn first_refusal(kinds: &[Kind], reference: &Reference, purpose: Purpose) -> Option<Refused> {
    let reason = |kind: &Kind| match reference.regime(*kind) {
        Some(regime) => regime.allows(purpose).err(),
        None => Some(Text::new("правила использования этих результатов не известны", "the rules for these results are not known")),
    };
    kinds.iter().find_map(reason).map(|reason| Refused { purpose, reason })
}

/// Kinds of procedure in the data, once each, in the order of the vocabulary. A work of unknown kind may be of any, and so may what published
/// shares and honours are made of, and data of which nothing is known yet; journal marks are the school's own work.
fn kinds(dataset: &Dataset) -> Vec<Kind> {
    let open = dataset.kims.iter().any(|kim| kim.kind.is_none()) || !dataset.shares.is_empty() || !dataset.medals.is_empty();
    let works = dataset.kims.iter().filter_map(|kim| kim.kind);
    let exams = dataset.exams.iter().map(|row| row.exam);
    let journal = (!dataset.marks.is_empty() || !dataset.entries.is_empty()).then_some(Kind::School);
    let met: Vec<Kind> = works.chain(exams).chain(journal).collect();
    Kind::ALL.iter().copied().filter(|kind| open || met.is_empty() || met.contains(kind)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use records::dataset::{Kim, SubjectId};
    use records::vocabulary::SchoolYear;

    fn work(kind: Option<Kind>) -> Kim {
        let (kim, kind_text) = ("w".into(), String::new());
        Kim { kim, kind, kind_text, subject: SubjectId(0), grade: 5, year: SchoolYear(2025), date: None, items: Vec::new(), scale: None }
    }

    /// C1: procedure checks are allowed, evaluation is not: by ВПР, by a work nobody knows the kind of, by examinations and journals too.
    #[test]
    fn evaluation_is_refused_whatever_the_data_are() {
        let reference = Reference::shipped().unwrap();
        let vpr = Dataset { kims: vec![work(Some(Kind::Vpr))], ..Dataset::default() };
        let unknown = Dataset { kims: vec![work(None)], ..Dataset::default() };
        let world = rehearsal::simulate::gymnasium(3).dataset;
        let exams = Dataset { kims: Vec::new(), sittings: Vec::new(), marks: Vec::new(), ..world.clone() };
        let journal = Dataset { kims: Vec::new(), sittings: Vec::new(), exams: Vec::new(), ..world.clone() };
        let only = |keep: fn(Dataset, &mut Dataset)| {
            let mut part = Dataset::default();
            keep(world.clone(), &mut part);
            part
        };
        let shares = only(|world, part| part.shares = world.shares);
        let medals = only(|world, part| part.medals = world.medals);
        let pupils = only(|world, part| (part.pupils, part.teaching) = (world.pupils, world.teaching));
        assert!(!exams.exams.is_empty() && !journal.marks.is_empty() && !shares.shares.is_empty() && !medals.medals.is_empty());
        assert!(!pupils.pupils.is_empty());
        for data in [&vpr, &unknown, &exams, &journal, &shares, &medals, &pupils, &Dataset::default()] {
            assert!(Permit::ask(data, &reference, Purpose::ProcedureCheck).is_ok());
            for purpose in [Purpose::EvaluateTeacher, Purpose::EvaluateSchool] {
                let refused = Permit::ask(data, &reference, purpose).unwrap_err();
                assert_eq!(refused.purpose, purpose);
                assert!(!refused.reason.is_empty());
            }
        }
        assert!(Permit::ask(&vpr, &reference, Purpose::EvaluateSchool).unwrap_err().reason.ru.contains("ВПР"));
    }

    /// Before the data are read a purpose is allowed only where no regime could refuse it.
    #[test]
    fn before_reading_only_what_every_regime_allows_is_allowed() {
        let reference = Reference::shipped().unwrap();
        for purpose in Purpose::ALL {
            let everywhere = Kind::ALL.iter().filter_map(|kind| reference.regime(*kind)).all(|regime| regime.allows(*purpose).is_ok());
            assert_eq!(allowed_for_all(&reference, *purpose).is_ok(), everywhere);
        }
        assert!(allowed_for_all(&reference, Purpose::EvaluateTeacher).is_err());
    }
}
