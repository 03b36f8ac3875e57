//! A simulated world as written: the same bytes for the same seed, the truth beside the data and never read, and every script read back.

use std::path::Path;

use rehearsal::simulate::{Knobs, region};

use super::desk::Desk;

/// Three small schools on two works.
const SMALL: &str = "schools = 3\nmunicipalities = 1\nclass_size = 14.0\nyears = 2\nexams = false\nshare_bent = 0.5\n\
                     works = [\"vpr-russian-4\", \"vpr-mathematics-5\"]\n";

fn desk(knobs: &str) -> Desk {
    let desk = Desk::new();
    std::fs::write(desk.path("knobs.toml"), knobs).unwrap();
    desk
}

/// Every file below a folder, by path, the key among them.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(Result::unwrap) {
            match entry.file_type().unwrap().is_dir() {
                true => open.push(entry.path()),
                false => {
                    found.push((entry.path().strip_prefix(folder).unwrap().display().to_string(), std::fs::read(entry.path()).unwrap()))
                }
            }
        }
    }
    found.sort();
    found
}

/// covers: D19
#[test]
fn the_same_seed_writes_the_same_bytes_and_another_seed_others() {
    let desk = desk(SMALL);
    for (out, seed) in [("a", 5), ("b", 5), ("c", 6)] {
        let called = desk.call(&format!("simulate --knobs knobs.toml --seed {seed} --out {out} --quiet"));
        assert_eq!((called.code, called.out.as_str()), (0, ""), "{}", called.err);
    }
    let (a, b, c) = (files(&desk.path("a")), files(&desk.path("b")), files(&desk.path("c")));
    let names: Vec<&str> = a.iter().map(|file| file.0.as_str()).collect();
    assert!(names.contains(&"данные/marks.csv") && names.contains(&"truth/truth.csv") && names.contains(&"truth/knobs.toml"), "{names:?}");
    assert!(a == b && a != c);
    // The knobs kept beside the truth make the same world again.
    let again = desk.call("simulate school --knobs a/truth/knobs.toml --seed 5 --out d --quiet");
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(files(&desk.path("d")) == a);
}

#[test]
fn an_honest_world_has_nothing_in_its_truth_and_no_analysis_reads_the_truth() {
    let desk = desk(SMALL);
    for (out, honest) in [("bent", ""), ("honest", "--honest")] {
        assert_eq!(desk.call(&format!("simulate --knobs knobs.toml --out {out} {honest} --quiet")).code, 0);
    }
    let bent = |out: &str| {
        let truth = std::fs::read_to_string(desk.path(out).join("truth/truth.csv")).unwrap();
        truth.lines().skip(1).filter(|line| !line.split(',').nth(4).unwrap().is_empty()).count()
    };
    assert!(bent("bent") > 2 && bent("honest") == 0, "{} {}", bent("bent"), bent("honest"));
    let inspected = desk.call("inspect bent/truth/truth.csv bent/truth/honours.csv bent/truth/knobs.toml");
    assert_eq!(inspected.code, 3, "the truth is no table of results: {}", inspected.out);
}

#[test]
fn a_written_world_is_read_back_script_by_script() {
    let desk = desk(SMALL);
    let told = desk.call("--lang en simulate --knobs knobs.toml --seed 9 --out world");
    let dataset = region(&Knobs::from_toml(SMALL).unwrap(), 9).dataset;
    let scripts = |sitting: &records::dataset::Sitting| (0..sitting.len()).filter(|&row| sitting.total(row).is_some()).count();
    let expected: usize = dataset.sittings.iter().map(scripts).sum();
    assert!(told.out.contains(&format!("{expected} scripts")), "{}", told.out);
    let analysed = desk.call("analyze world/данные --out report --quiet");
    assert_eq!(analysed.code, 0, "{}", analysed.err);
    let summary: serde_json::Value = serde_json::from_slice(&std::fs::read(desk.path("report/summary.json")).unwrap()).unwrap();
    let read = summary.pointer("/counts/scripts").and_then(serde_json::Value::as_u64);
    assert_eq!(read, Some(expected as u64), "{summary:#}");
}

#[test]
fn one_school_is_written_as_real_programs_write_it() {
    let desk = desk("works = [\"vpr-russian-4\", \"dkr-mathematics-5\"]\nexams = false\nclass_size = 12.0\n");
    let called = desk.call("simulate school --real --knobs knobs.toml --out school");
    assert_eq!(called.code, 0, "{}", called.err);
    let names: Vec<String> = files(&desk.path("school")).into_iter().map(|file| file.0).collect();
    assert!(names.iter().any(|name| name.starts_with("школа/ВПР/Ф1")) && names.contains(&"truth/truth.csv".to_owned()), "{names:?}");
    assert!(names.iter().any(|name| name.starts_with("школа/ВПР/Аналитика/")), "what the country showed stands beside: {names:?}");
    let analysed = desk.call("analyze school/школа --out report --quiet");
    assert_eq!(analysed.code, 0, "{}", analysed.err);
}

#[test]
fn mistakes_in_knobs_are_told_with_their_place() {
    let desk = desk("schools = 3\nscools = 4\n");
    let wrong = desk.call("--lang en simulate --knobs knobs.toml --out x");
    assert!(wrong.code == 2 && wrong.err.contains("knobs.toml: line 2") && wrong.err.contains("--print-knobs"), "{}", wrong.err);
    assert_eq!(desk.call("simulate --knobs none.toml --out x").code, 3);
    let many = desk.call("--lang en simulate district --real --out x");
    assert!(many.code == 2 && many.err.contains("simulate school --real"), "{}", many.err);
    assert_eq!(desk.call("simulate --schools 0 --out x").code, 2);
    assert!(!desk.path("x").exists());
    let printed = desk.call("simulate district --print-knobs");
    assert_eq!(Knobs::from_toml(&printed.out).unwrap().schools, 20);
}
