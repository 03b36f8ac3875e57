//! Results that are kept: handed over whole, taken in once, replaced and taken back.

use ledger::Digest;
use records::text::Text;

use super::desk::{Desk, once, person, program};
use super::folder::{founded, wait};
use super::plans::{keep, see};
use crate::act::Act;
use crate::id::Id;
use crate::refusal::{Field, Rule};
use crate::results::{
    About, Batches, KeepBatch, OneBatch, Package, Part, ResultState, WithdrawBatch, file, kept as kept_told, put_away, take_in, waiting,
};
use crate::world::World;

/// A batch that stands.
pub fn furnish(desk: &mut Desk, world: &World, founder: &Id) -> Id {
    let sample = KeepBatch::sample(world);
    let package = keep(desk, b"results of last spring");
    let act = KeepBatch { sources: Digest::of(b"earlier sources").to_string(), package, replaces: None, ..sample };
    desk.perform(&person(founder), act).unwrap().done
}

#[test]
fn one_batch_stands_in_place_of_another_until_it_is_taken_back() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let states = |desk: &Desk| -> Vec<(Id, ResultState)> {
        see(desk, &by, &Batches).unwrap().into_iter().map(|batch| (batch.id, batch.state)).collect()
    };
    assert_eq!(states(&desk), [(world.results.clone(), ResultState::Kept)]);
    let later = desk.perform(&by, KeepBatch::sample(&world)).unwrap().done;
    assert!(states(&desk).contains(&(world.results.clone(), ResultState::Replaced)));
    let line = see(&desk, &by, &OneBatch { batch: world.results.clone() }).unwrap();
    assert_eq!(line.replaced_by, Some(later.clone()));
    // What is replaced is not replaced or taken back once more.
    let package = keep(&mut desk, b"third");
    let again = KeepBatch { package, sources: Digest::of(b"third").to_string(), ..KeepBatch::sample(&world) };
    assert_eq!(desk.perform(&by, again).unwrap_err().rule, Rule::NoSuchStep);
    let back = WithdrawBatch { batch: world.results.clone(), reason: "нет".into() };
    assert_eq!(desk.perform(&by, back.clone()).unwrap_err().rule, Rule::NoSuchStep);
    let silent = WithdrawBatch { batch: later.clone(), reason: " ".into() };
    assert_eq!(desk.perform(&by, silent).unwrap_err().rule, Rule::Missing(Field::Reason));
    desk.perform(&by, WithdrawBatch { batch: later.clone(), reason: "Работа другого года".into() }).unwrap();
    let mut now = states(&desk);
    now.sort();
    let mut expected = vec![(world.results.clone(), ResultState::Kept), (later, ResultState::Withdrawn)];
    expected.sort();
    assert_eq!(now, expected, "the earlier one stands again");
}

#[test]
fn the_same_results_are_kept_once_and_other_ones_beside_them() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let sample = KeepBatch { replaces: None, ..KeepBatch::sample(&world) };
    let first = desk.perform(&by, sample.clone()).unwrap().done;
    let [again, other, once_more] = [b"again".as_slice(), b"other", b"once more"].map(|bytes| keep(&mut desk, bytes));
    // Another package of the same files, answers, protocol, purpose and version.
    let refused = desk.perform(&by, KeepBatch { package: again.clone(), ..sample.clone() }).unwrap_err();
    assert_eq!((refused.rule, refused.about), (Rule::KeptAlready, vec![first.clone()]));
    let beside = KeepBatch { package: other, sources: Digest::of(b"other").to_string(), ..sample.clone() };
    desk.perform(&by, beside).unwrap();
    // What was taken back may be kept again.
    desk.perform(&by, WithdrawBatch { batch: first, reason: "Ошибка".into() }).unwrap();
    desk.perform(&by, KeepBatch { package: once_more, ..sample.clone() }).unwrap();
    let new = KeepBatch { package: again, sources: Digest::of(b"new").to_string(), ..sample };
    let long = Text::new("а".repeat(501), "a");
    for (wrong, rule) in [
        (KeepBatch { sources: "..".into(), ..new.clone() }, Rule::Wrong(Field::File)),
        (KeepBatch { package: "..".into(), ..new.clone() }, Rule::Wrong(Field::File)),
        (KeepBatch { about: About { works: vec![long], ..new.about.clone() }, ..new.clone() }, Rule::Wrong(Field::File)),
        (KeepBatch { package: Digest::of(b"never kept").to_string(), ..new }, Rule::FileNotKept),
    ] {
        assert_eq!(desk.perform(&by, wrong).unwrap_err().rule, rule);
    }
}

fn package(source: &[u8]) -> Package {
    let about = super::desk::world();
    Package {
        about: KeepBatch::sample(&about).about,
        files: vec![
            (Part::Source, "Кузнецова Яна.xlsx".into(), source.to_vec()),
            (Part::Answers, "answers.csv".into(), b"key,answer\n".to_vec()),
            (Part::Paper, "report.html".into(), b"<p>report</p>".to_vec()),
        ],
    }
}

/// covers: B17
#[test]
fn what_is_handed_over_waits_sealed_and_is_taken_in_once() {
    let (home, store, founder) = founded();
    let by = person(&founder);
    let nobody = program();
    assert!(wait(waiting(&store, &by)).unwrap().is_empty());
    let id = package(b"one").hand_over(home.path()).unwrap();
    assert_eq!(package(b"one").hand_over(home.path()).unwrap(), id, "handed over twice it is one package");
    let other = package(b"two").hand_over(home.path()).unwrap();
    assert_eq!(wait(waiting(&store, &nobody)).unwrap_err().rule, Rule::NotAllowed);
    assert_eq!(wait(take_in(&store, &nobody, once(), id, None)).unwrap_err().rule, Rule::NotAllowed);
    assert_eq!(wait(put_away(&store, &nobody, id)).unwrap_err().rule, Rule::NotAllowed);
    // Nothing of it can be read in the folder, its names neither.
    for entry in walked(home.path()) {
        let bytes = std::fs::read(&entry).unwrap();
        let told = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(!told("Кузнецова".as_bytes()) && !told(b"<p>report"), "{}", entry.display());
    }
    let seen = wait(waiting(&store, &by)).unwrap();
    assert_eq!(seen.len(), 2);
    wait(put_away(&store, &by, other)).unwrap();
    let kept = wait(take_in(&store, &by, once(), id, None)).unwrap();
    assert!(wait(waiting(&store, &by)).unwrap().is_empty());
    assert_eq!(wait(take_in(&store, &by, once(), id, None)).unwrap(), kept, "a second press is the first one's answer");
    let line = wait(store.see(by.clone(), OneBatch { batch: kept })).unwrap();
    let bytes = wait(store.file(line.package)).unwrap().unwrap();
    assert_eq!(wait(kept_told(&store, &line)).unwrap().files[0].name, "Кузнецова Яна.xlsx");
    assert_eq!(file(&bytes, 0).unwrap().as_deref(), Some(b"one".as_slice()));
    assert_eq!(file(&bytes, 3).unwrap(), None);
    // The same results in a later package: the batch is named, the package stays to be put away.
    let mut later = package(b"one");
    later.about.counted = jiff::Timestamp::UNIX_EPOCH;
    let later = later.hand_over(home.path()).unwrap();
    let refused = wait(take_in(&store, &by, once(), later, None)).unwrap_err();
    assert_eq!((refused.rule, refused.about), (Rule::KeptAlready, vec![line.id]));
    assert_eq!(wait(waiting(&store, &by)).unwrap().len(), 1);
    assert_eq!(wait(take_in(&store, &by, once(), other, None)).unwrap_err().rule, Rule::NotThere);
}

/// A folder that is no school's takes nothing; what was begun when the machine stopped is not shown.
#[test]
fn a_package_is_whole_or_not_there() {
    let nowhere = tempfile::tempdir().unwrap();
    assert!(package(b"one").hand_over(nowhere.path()).is_err());
    assert_eq!(std::fs::read_dir(nowhere.path()).unwrap().count(), 0, "nothing was begun");
    let (home, store, founder) = founded();
    let by = person(&founder);
    let id = package(b"one").hand_over(home.path()).unwrap();
    let whole = home.path().join("handed").join(id.to_string()).with_extension("age");
    std::fs::rename(&whole, whole.with_extension("new")).unwrap();
    assert!(wait(waiting(&store, &by)).unwrap().is_empty());
    assert_eq!(package(b"one").hand_over(home.path()).unwrap(), id);
    assert_eq!(wait(waiting(&store, &by)).unwrap().len(), 1);
    wait(take_in(&store, &by, once(), id, None)).unwrap();
}

/// Pressed by two at once, withdrawn by mistake and handed over again, one that cannot be opened beside it.
#[test]
fn a_package_is_never_lost_on_its_way() {
    let (home, store, founder) = founded();
    let by = person(&founder);
    let address = package(b"one").hand_over(home.path()).unwrap();
    let spoiled = home.path().join("handed").join(Digest::of(b"spoiled").to_string()).with_extension("age");
    std::fs::write(&spoiled, b"age-encryption.org/v1\n-> none\n").unwrap();
    let seen = wait(waiting(&store, &by)).unwrap();
    assert_eq!(seen.iter().map(|package| package.told.is_some()).collect::<Vec<_>>(), [true, false], "a sound one is not hidden");
    assert!(wait(take_in(&store, &by, once(), Digest::of(b"spoiled"), None)).is_err());
    let both = async {
        let one = take_in(&store, &by, once(), address, None);
        let other = take_in(&store, &by, once(), address, None);
        tokio::join!(one, other)
    };
    let (one, other) = wait(both);
    assert_eq!(one.unwrap(), other.unwrap(), "two presses are one batch");
    let batch = wait(store.see(by.clone(), Batches)).unwrap().remove(0);
    assert!(wait(store.file(batch.package)).unwrap().is_some());
    // Handed over once more: it is kept already, and does not wait.
    assert_eq!(package(b"one").hand_over(home.path()).unwrap(), address);
    assert_eq!(wait(waiting(&store, &by)).unwrap().len(), 1);
    assert!(!home.path().join("handed").join(address.to_string()).with_extension("age").exists());
    let back = WithdrawBatch { batch: batch.id.clone(), reason: "Ошибка".into() };
    wait(store.perform(by.clone(), once(), back)).unwrap();
    package(b"one").hand_over(home.path()).unwrap();
    assert_eq!(wait(waiting(&store, &by)).unwrap().len(), 2, "what was withdrawn can be handed over again");
    assert_ne!(wait(take_in(&store, &by, once(), address, None)).unwrap(), batch.id);
    wait(put_away(&store, &by, Digest::of(b"spoiled"))).unwrap();
    assert!(wait(waiting(&store, &by)).unwrap().is_empty());
}

/// The name of a file of scripts says of which work they are: two files with their names swapped are other results.
#[test]
fn the_same_bytes_under_other_names_are_other_results() {
    let (home, store, founder) = founded();
    let by = person(&founder);
    let named = |first: &str, second: &str| {
        let mut package = package(b"one");
        package.files.push((Part::Source, second.into(), b"two".to_vec()));
        package.files[0].1 = first.into();
        package.hand_over(home.path()).unwrap()
    };
    let (one, other) = (named("a.csv", "b.csv"), named("b.csv", "a.csv"));
    wait(take_in(&store, &by, once(), one, None)).unwrap();
    wait(take_in(&store, &by, once(), other, None)).unwrap();
    assert_eq!(wait(store.see(by, Batches)).unwrap().len(), 2);
}

pub fn walked(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let below = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    below.flat_map(|path| if path.is_dir() { walked(&path) } else { vec![path] }).collect()
}
