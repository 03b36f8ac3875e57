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
    About, Batches, KeepBatch, KeptPart, OneBatch, Package, Part, ResultState, WithdrawBatch, put_away, take_in, waiting,
};
use crate::world::World;

/// A batch that stands.
pub fn furnish(desk: &mut Desk, world: &World, founder: &Id) -> Id {
    let sample = KeepBatch::sample(world);
    let file = keep(desk, b"results of last spring");
    let act = KeepBatch {
        handed: Digest::of(b"an earlier package").to_string(),
        files: vec![KeptPart { part: Part::Source, address: file }],
        replaces: None,
        ..sample
    };
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
    let line = see(&desk, &by, &OneBatch { batch: world.results.clone() }).unwrap().line;
    assert_eq!(line.replaced_by, Some(later.clone()));
    // What is replaced is not replaced or taken back once more.
    let again = KeepBatch { handed: Digest::of(b"third").to_string(), about: other_version(&world), ..KeepBatch::sample(&world) };
    assert_eq!(desk.perform(&by, again.clone()).unwrap_err().rule, Rule::NoSuchStep);
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

fn other_version(world: &World) -> About {
    About { version: "2".into(), ..KeepBatch::sample(world).about }
}

#[test]
fn the_same_results_are_kept_once_and_other_ones_beside_them() {
    let (mut desk, world, founder) = Desk::furnished();
    let by = person(&founder);
    let sample = KeepBatch { replaces: None, ..KeepBatch::sample(&world) };
    let first = desk.perform(&by, sample.clone()).unwrap().done;
    let handed = |bytes: &[u8]| Digest::of(bytes).to_string();
    // Another package of the same files, answers, protocol, purpose and version.
    let refused = desk.perform(&by, KeepBatch { handed: handed(b"again"), ..sample.clone() }).unwrap_err();
    assert_eq!((refused.rule, refused.about), (Rule::KeptAlready, vec![first.clone()]));
    let other = KeepBatch { handed: handed(b"other"), about: other_version(&world), ..sample.clone() };
    desk.perform(&by, other).unwrap();
    // What was taken back may be kept again.
    desk.perform(&by, WithdrawBatch { batch: first, reason: "Ошибка".into() }).unwrap();
    desk.perform(&by, KeepBatch { handed: handed(b"once more"), ..sample.clone() }).unwrap();
    let long = Text::new("а".repeat(501), "a");
    for wrong in [
        KeepBatch { handed: handed(b"empty"), files: Vec::new(), ..sample.clone() },
        KeepBatch { handed: handed(b"long"), about: About { works: vec![long], ..other_version(&world) }, ..sample.clone() },
        KeepBatch { handed: "..".into(), about: About { purpose: "x".into(), ..other_version(&world) }, ..sample },
    ] {
        assert_eq!(desk.perform(&by, wrong).unwrap_err().rule, Rule::Wrong(Field::File));
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
    assert_eq!(wait(take_in(&store, &nobody, once(), &id, None)).unwrap_err().rule, Rule::NotAllowed);
    assert_eq!(wait(put_away(&store, &nobody, &id)).unwrap_err().rule, Rule::NotAllowed);
    // Nothing of it can be read in the folder, its names neither.
    for entry in walked(home.path()) {
        let bytes = std::fs::read(&entry).unwrap();
        let told = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
        assert!(!told("Кузнецова".as_bytes()) && !told(b"<p>report"), "{}", entry.display());
    }
    let seen = wait(waiting(&store, &by)).unwrap();
    assert_eq!(seen.len(), 2);
    wait(put_away(&store, &by, &other)).unwrap();
    let kept = wait(take_in(&store, &by, once(), &id, None)).unwrap();
    assert!(wait(waiting(&store, &by)).unwrap().is_empty());
    assert_eq!(wait(take_in(&store, &by, once(), &id, None)).unwrap(), kept, "a second press is the first one's answer");
    let shown = wait(store.see(by.clone(), OneBatch { batch: kept })).unwrap();
    let list: Vec<crate::results::Listed> =
        serde_json::from_slice(&wait(store.file(shown.list.parse().unwrap())).unwrap().unwrap()).unwrap();
    assert_eq!(list[0].name, "Кузнецова Яна.xlsx");
    let read = wait(store.file(shown.files[0].address.parse().unwrap())).unwrap();
    assert_eq!(read.as_deref(), Some(b"one".as_slice()));
    // The same results in a later package: the batch is named, the package stays to be put away.
    let mut later = package(b"one");
    later.about.counted = jiff::Timestamp::UNIX_EPOCH;
    let later = later.hand_over(home.path()).unwrap();
    let refused = wait(take_in(&store, &by, once(), &later, None)).unwrap_err();
    assert_eq!((refused.rule, refused.about), (Rule::KeptAlready, vec![shown.line.id]));
    assert_eq!(wait(waiting(&store, &by)).unwrap().len(), 1);
    assert_eq!(wait(take_in(&store, &by, once(), &other, None)).unwrap_err().rule, Rule::NotThere);
    assert_eq!(wait(take_in(&store, &by, once(), "../keys", None)).unwrap_err().rule, Rule::NotThere);
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
    let whole = home.path().join("handed").join(&id);
    std::fs::rename(&whole, whole.with_extension("new")).unwrap();
    std::fs::remove_file(whole.with_extension("new").join("2.age")).unwrap();
    assert!(wait(waiting(&store, &by)).unwrap().is_empty());
    assert_eq!(package(b"one").hand_over(home.path()).unwrap(), id);
    assert_eq!(wait(waiting(&store, &by)).unwrap().len(), 1);
    wait(take_in(&store, &by, once(), &id, None)).unwrap();
}

fn walked(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let below = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    below.flat_map(|path| if path.is_dir() { walked(&path) } else { vec![path] }).collect()
}
