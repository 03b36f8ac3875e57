use records::dataset::Dataset;
use records::progress::Silent;
use records::reference::Reference;
use records::study::{Part, Study, for_reader};
use records::vocabulary::Audience;
use rehearsal::harness::analysed;
use rehearsal::simulate::{Knobs, gymnasium, region};

/// The study of a data set whose classes are written as only this test writes them.
fn study(mut dataset: Dataset) -> Study {
    let classes = (0..dataset.class_names.len()).map(|at| dataset.class_names.name(at as u32).to_owned()).collect::<Vec<_>>();
    let mut renamed = records::dataset::Pool::default();
    for (at, class) in classes.iter().enumerate() {
        let letters: String = class.chars().filter(|c| c.is_alphabetic()).collect();
        let grade: String = class.chars().filter(char::is_ascii_digit).collect();
        // «5 Ъа», «8 «ъа»»: forms that a list of words does not know.
        renamed.intern(&if at % 2 == 0 { format!("{grade} Ъ{letters}") } else { format!("{grade} «ъ{}»", letters.to_lowercase()) });
    }
    dataset.class_names = renamed;
    for source in &mut dataset.sources {
        source.file = format!("Ъ-{}", source.file);
    }
    let reference = Reference::shipped().unwrap();
    analysed(&dataset, &reference, &reference.protocol(), &Silent).unwrap()
}

/// Constraint C1: in all that a reader outside is given no class, no pupil and no file stands anywhere, whatever they are called: looked for
/// in the whole of it, not in a document.
/// covers: C1, D18
#[test]
fn no_class_no_pupil_no_file_leaves() {
    for dataset in [gymnasium(3).dataset, region(&Knobs { schools: 8, ..Knobs::default() }, 2).dataset] {
        let people: Vec<String> =
            (0..dataset.person_names.len()).map(|at| format!("\"{}\"", dataset.person_names.name(at as u32))).collect();
        let whole = study(dataset);
        let inside = format!("{:?}", for_reader(&whole, Audience::School));
        assert!(inside.contains('Ъ') && inside.contains('ъ'), "the test would notice");
        let outside = for_reader(&whole, Audience::Outside);
        let said = format!("{outside:?}");
        for sign in [" Ъ", " «ъ", "Ъ-"] {
            let at = said.find(sign).map(|at| said[..at].chars().rev().take(200).collect::<Vec<_>>().into_iter().rev().collect::<String>());
            assert_eq!(at, None, "{sign}");
        }
        for person in people.iter().step_by(7) {
            assert!(!said.contains(person.as_str()), "{person}");
        }
        assert!(!outside.works.is_empty() && outside.works.iter().all(|work| !work.title.is_empty()), "works keep their names");
        assert!(outside.headline.sentences.len() >= 2, "there is still something to say");
        assert!(outside.units.iter().any(|unit| !unit.description.figures.is_empty()), "and to show");
    }
}

/// Constraint C10: a group of one to four pupils has no number: neither as a set, nor in a description, nor in a sentence.
/// covers: C10, D18
#[test]
fn small_groups_have_no_numbers() {
    let whole = study(region(&Knobs { schools: 30, ..Knobs::default() }, 4).dataset);
    let outside = for_reader(&whole, Audience::Outside);
    let least = whole.small_cell;
    assert_eq!(least, 5, "reference data");
    let small = |count: usize| count > 0 && count < least;
    assert!(whole.sets.iter().any(|set| small(set.n)) || whole.units.iter().any(|unit| unit.description.marks.is_some()));
    for (set, shown) in whole.sets.iter().zip(&outside.sets) {
        assert_eq!(shown.withheld, small(set.n));
        assert!(!small(shown.n) && (!shown.withheld || (shown.readings.is_empty() && shown.description.n == 0)));
    }
    let mut withheld = 0;
    for (unit, shown) in whole.units.iter().zip(&outside.units) {
        let told = &shown.description;
        withheld += told.withheld.len();
        let marks = unit.description.marks.as_ref().map(|marks| marks.attainment.counts.iter().any(|(_, count)| small(*count)));
        assert_eq!(told.withheld.contains(&Part::Marks) || told.withheld.contains(&Part::Whole), marks == Some(true), "{}", unit.title.ru);
        assert!(
            told.items.iter().all(|item| !small(item.n) && !item.not_attempted.is_some_and(small) && !item.not_taught.is_some_and(small))
        );
        assert!(told.individual.is_empty());
    }
    assert!(withheld > 0, "the region has small cells to hide");
}
