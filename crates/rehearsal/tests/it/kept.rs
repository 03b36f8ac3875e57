use std::collections::BTreeSet;

use records::progress::Silent;
use records::reference::Reference;
use records::study::Finding;
use rehearsal::harness::analysed;
use rehearsal::simulate::{Knobs, gymnasium, region};

/// Every finding of a school and of a region is read back as it was kept, figures included, each under a key of its own.
#[test]
fn findings_are_kept_and_read_back() {
    let reference = Reference::shipped().unwrap();
    let region = region(&Knobs { schools: 6, ..Knobs::default() }, 11).dataset;
    for dataset in [gymnasium(5).dataset, region] {
        let findings = analysed(&dataset, &reference, &reference.protocol(), &Silent).unwrap().findings();
        assert!(findings.len() > 300, "{}", findings.len());
        let keys: BTreeSet<_> = findings.iter().map(|finding| &finding.key).collect();
        assert_eq!(keys.len(), findings.len(), "a key names one finding");
        for finding in &findings {
            let kept = serde_json::to_string(finding).unwrap();
            let read: Finding = serde_json::from_str(&kept).unwrap_or_else(|error| panic!("{:?}: {error}", finding.key));
            assert_eq!(format!("{read:?}"), format!("{finding:?}"));
        }
    }
}

/// Next year the same school, class and paper have the same key, whatever else was read beside them and in which order.
#[test]
fn a_key_does_not_depend_on_what_else_was_read() {
    let reference = Reference::shipped().unwrap();
    let whole = gymnasium(5).dataset;
    let mut part = whole.clone();
    let last = part.kims.len() - 1;
    part.kims.swap(0, last);
    part.sittings.swap(0, last);
    part.marks.clear();
    let keys = |dataset| -> BTreeSet<_> {
        let study = analysed(dataset, &reference, &reference.protocol(), &Silent).unwrap();
        study.findings().into_iter().map(|finding| finding.key).collect()
    };
    assert_eq!(keys(&whole), keys(&part));
}
