//! B9: proofs over many entries, and how long a whole verification takes. `OBJEKTIV_ENTRIES=1000000` by hand; figures are printed with `--nocapture`.

use std::collections::HashMap;
use std::time::Instant;

use ledger::{Checkpoint, Export, Held, Node, Proof, SigningKey, Tree, TreeHead, verify_export};

use super::desk::act;

/// covers: B9
#[test]
fn proofs_are_short_and_a_whole_export_verifies() {
    let count = std::env::var("OBJEKTIV_ENTRIES").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000_u64);
    let (mut head, mut tree, mut nodes, mut earlier) = (Checkpoint::empty(), Tree::empty(), HashMap::new(), Vec::<TreeHead>::new());
    let mut records = Vec::new();
    let key = SigningKey::of(&[7; 32]);
    let mut export = Export::begin(Vec::new(), "school-57", &key.public()).unwrap();
    for number in 1..=count {
        let (entry, record) = head.enter(act(number)).unwrap();
        head = entry.checkpoint();
        nodes.extend(tree.push(record.as_bytes()));
        export.record(&record, None).unwrap();
        if number % (count / 1000) == 0 {
            records.push((number - 1, record));
            earlier.push(tree.head());
        }
    }
    let bytes = export.finish(&key.sign("school-57", tree.head(), head).unwrap()).unwrap();
    let read = |node: Node| nodes.get(&node).copied().ok_or(node);
    let (mut longest, mut longest_growth) = (0, 0);
    for ((place, record), old) in records.iter().zip(&earlier) {
        let proof = Proof::of_record(*place, count, read).unwrap().unwrap();
        assert_eq!(proof.shows_record(record.as_bytes(), *place, tree.head()), Ok(()));
        longest = longest.max(proof.hashes().len());
        let growth = Proof::of_growth(old.size, count, read).unwrap().unwrap();
        assert_eq!(growth.shows_growth(*old, tree.head()), Ok(()));
        longest_growth = longest_growth.max(growth.hashes().len());
    }
    let bound = usize::try_from(count.next_power_of_two().ilog2()).unwrap();
    assert!(longest <= bound, "{longest} of {bound}");
    let mut took: Vec<f64> =
        (0..3).map(|_| seconds(|| assert_eq!(verify_export(&bytes[..], &Held::default(), |_| ()).unwrap().damage, None))).collect();
    took.sort_by(f64::total_cmp);
    println!(
        "{count} entries, {} MB: inclusion at most {longest} hashes, growth {longest_growth}; verified in {:.1} s (median of 3)",
        bytes.len() / 1_000_000,
        took[1]
    );
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}
