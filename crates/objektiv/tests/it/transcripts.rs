//! Calls with what they print, kept beside as text. Paths of this computer do not occur in them: the calls are made in a folder of their own.

use std::path::PathBuf;

use super::desk::Desk;

fn compare(name: &str, calls: &[&str]) {
    let desk = Desk::new();
    let told: String = calls.iter().map(|call| told(&desk, call)).collect();
    kept(name, &told);
}

/// A call with what it prints and answers.
pub fn told(desk: &Desk, call: &str) -> String {
    let called = desk.call(call);
    format!("$ objektiv {call}\n{}{}[{}]\n\n", called.out, called.err, called.code)
}

/// Compares with the transcript of that name.
pub fn kept(name: &str, told: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/transcripts").join(format!("{name}.txt"));
    if std::env::var_os("OBJEKTIV_WRITE_TRANSCRIPTS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, told).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == told, "{} differs; it now says:\n{told}", path.display());
}

#[test]
fn help() {
    compare(
        "help",
        &[
            "--help",
            "--lang en --help",
            "inspect --help",
            "analyze --help",
            "open --help",
            "demo --help",
            "simulate --help",
            "reference --help",
            "preregister --help",
            "ledger --help",
            "restore --help",
            "admin --help",
        ],
    );
}

#[test]
fn mistakes_in_a_call() {
    compare(
        "mistakes",
        &[
            "analyse данные",
            "analyze данные",
            "analyze --out отчёт",
            "analyze данные --out отчёт --audience все",
            "analyze данные --out отчёт --as-of вчера",
            "demo --sead 1",
            "analyze нет-такой-папки --out отчёт",
            "analyze данные --out данные",
            "reference show нет-такого",
            "--lang en analyze data",
        ],
    );
}

#[test]
fn inspect() {
    compare("inspect", &["inspect данные/kims.csv данные/schools.csv", "--lang en inspect данные/scales.csv"]);
}

#[test]
fn reference() {
    compare("reference", &["reference check", "--lang en reference show legal-regimes"]);
}
