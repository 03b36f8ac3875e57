//! A protocol declared in advance, from `preregister` to what a report says about it, and the ledger it is entered in.

use std::fs;

use serde_json::Value;

use super::desk::Desk;
use super::transcripts::{kept, told};

/// Digests and times differ from run to run: their places are kept, their digits are not.
fn masked(text: &str) -> String {
    let mut masked = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run: String = rest.chars().take_while(|c| c.is_ascii_digit() || ('a'..='f').contains(c)).collect();
        let time: String = rest.chars().take_while(|c| c.is_ascii_digit() || "-:TZ".contains(*c)).collect();
        if run.len() >= 12 {
            masked += &"x".repeat(run.len());
            rest = &rest[run.len()..];
        } else if time.len() == 20 && time.ends_with('Z') {
            masked += "гггг-мм-ддTчч:мм:ссZ";
            rest = &rest[time.len()..];
        } else {
            masked.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    masked
}

/// covers: D3
#[test]
fn declaring_and_keeping_the_ledger() {
    let desk = Desk::new();
    let mut transcript: String = [
        "preregister",
        "preregister",
        "preregister --seed 2",
        "--lang en preregister --seed 2 --out second.toml",
        "ledger verify objektiv.ledger",
        "ledger show objektiv.ledger",
        "--lang en ledger show objektiv.ledger",
    ]
    .iter()
    .map(|call| told(&desk, call))
    .collect();
    let path = desk.path("objektiv.ledger");
    let whole = fs::read_to_string(&path).unwrap();
    let first = whole.split(' ').next().unwrap();
    transcript += &told(&desk, &format!("ledger verify objektiv.ledger --held 1:{first}"));
    transcript += &told(&desk, &format!("ledger verify objektiv.ledger --held 2:{first}"));
    transcript += &told(&desk, &format!("ledger verify objektiv.ledger --held 3:{first}"));

    transcript += "(последняя строка не дописана)\n\n";
    fs::write(&path, format!("{whole}0123456789abcdef")).unwrap();
    for call in ["ledger verify objektiv.ledger", "preregister --seed 3 --out third.toml", "ledger mend objektiv.ledger"] {
        transcript += &told(&desk, call);
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), whole);
    assert_eq!(fs::read_to_string(desk.path("objektiv.ledger.torn-3")).unwrap(), "0123456789abcdef");
    assert!(!desk.path("third.toml").exists(), "what was not entered was left behind");

    transcript += "(в первой записи изменена буква)\n\n";
    fs::write(&path, whole.replacen("preregister", "preregistes", 1)).unwrap();
    for call in ["ledger verify objektiv.ledger", "--lang en ledger verify objektiv.ledger", "ledger mend objektiv.ledger"] {
        transcript += &told(&desk, call);
    }
    transcript += &told(&desk, "ledger verify нет-такого.ledger");
    transcript += &told(&desk, "ledger verify objektiv.ledger --held 12");
    kept("protocol", &masked(&transcript));
}

/// What no analysis may be used for cannot be declared either, and nothing of it is entered.
/// covers: C1
#[test]
fn a_refused_purpose_is_not_declared() {
    let desk = Desk::new();
    for purpose in ["evaluate-teacher", "evaluate-school"] {
        let refused = desk.call(&format!("preregister --purpose {purpose}"));
        assert_ne!(refused.code, 0, "{purpose}");
    }
    assert!(!desk.path("objektiv.ledger").exists());
    assert_eq!(desk.call("preregister --purpose self-analysis").code, 0, "the control");
}

/// A ledger of form 1, from before an entry said who acted: it is read, gone on with, and what it does not say is not made up.
#[test]
fn an_entry_says_who_acted_or_that_it_is_not_stated() {
    let desk = Desk::new();
    let genesis = ledger::Checkpoint::empty().hash;
    let body = format!(
        r#"{{"act":"preregister","at":"2026-11-23T10:00:00Z","details":{{}},"previous":"{genesis}","sequence":1,"subjects":[],"version":1}}"#
    );
    let hash = ledger::Digest::of(format!("objektiv/ledger/entry/1\0{body}").as_bytes());
    fs::write(desk.path("objektiv.ledger"), format!("{hash} {body}\n")).unwrap();
    assert_eq!(desk.call("preregister").code, 0);
    let home = desk.path("objektiv.ledger");
    for actor in [ledger::Actor::Program, ledger::Actor::Person("p-17".into())] {
        let act = ledger::Act {
            at: jiff::Timestamp::UNIX_EPOCH,
            actor,
            name: "try".into(),
            subjects: Vec::new(),
            details: serde_json::Map::new(),
        };
        ledger::Ledger::open(&home).unwrap().append(act).unwrap();
    }
    let said = |call: &str, by: &str| -> Vec<String> {
        let called = desk.call(call);
        assert_eq!(called.code, 0, "{}", called.out);
        called.out.lines().filter_map(|line| line.trim().strip_prefix(by)).map(str::to_owned).collect()
    };
    let russian = ["не указано", "командная строка этого компьютера", "программа", "пользователь p-17"];
    assert_eq!(said("ledger show objektiv.ledger", "кто: "), russian);
    let english = ["not stated", "command line of this computer", "the program", "person p-17"];
    assert_eq!(said("--lang en ledger show objektiv.ledger", "by: "), english);
}

/// The digest is that of the file: anybody can compare it without the program.
#[test]
fn the_file_has_the_digest_that_is_entered() {
    let desk = Desk::new();
    assert_eq!(desk.call("preregister").code, 0);
    let digest = ledger::Digest::of(&fs::read(desk.path("protocol.toml")).unwrap()).to_string();
    assert!(fs::read_to_string(desk.path("objektiv.ledger")).unwrap().contains(&format!("\"subjects\":[\"{digest}\"]")));
}

/// How the analysis with these switches stands, from summary.json, after checking that the report says the same.
fn standing(desk: &Desk, switches: &str) -> (String, String) {
    let called = desk.call(&format!("analyze данные --out отчёт {switches}"));
    assert_eq!(called.code, 0, "{}", called.err);
    let summary: Value = serde_json::from_slice(&fs::read(desk.path("отчёт/summary.json")).unwrap()).unwrap();
    let registration = &summary["registration"];
    let sentence = registration["sentence"]["ru"].as_str().unwrap().to_owned();
    let shown = sentence.replace('"', "&quot;");
    assert_eq!(fs::read_to_string(desk.path("отчёт/report.html")).unwrap().matches(&shown).count(), 2, "{shown}");
    (registration["status"].as_str().unwrap().to_owned(), sentence)
}

/// covers: D3
#[test]
fn an_analysis_says_whether_it_follows_a_declared_protocol() {
    let desk = Desk::new();
    fs::write(
        desk.path("own.toml"),
        "id = \"protocol\"\nversion = \"own\"\n\n[[entry]]\nkey = \"look\"\nvalue = 0.01\ntitle = { ru = \"свой\", en = \"own\" }\ncite = { source = \"педсовет\", confidence = \"high\" }\n",
    )
    .unwrap();
    let declared = desk.call("preregister --reference own.toml --seed 9");
    assert!(declared.code == 0 && declared.out.contains("--ledger objektiv.ledger --reference own.toml"), "{}", declared.out);
    let exploratory = |switches: &str, why: &str| {
        let (status, sentence) = standing(&desk, switches);
        assert_eq!(status, "exploratory", "{switches}: {sentence}");
        assert!(sentence.starts_with("Разведочный анализ (без заранее объявленного протокола)") && sentence.contains(why), "{sentence}");
    };
    exploratory("", "на что посмотреть");
    let followed = "--reference own.toml --protocol protocol.toml";
    let (status, sentence) = standing(&desk, followed);
    assert!(status == "declared" && sentence.starts_with("Анализ по заранее объявленному протоколу"), "{sentence}");
    let summary: Value = serde_json::from_slice(&fs::read(desk.path("отчёт/summary.json")).unwrap()).unwrap();
    assert_eq!((&summary["protocol"]["look"], &summary["protocol"]["seed"]), (&Value::from(0.01), &Value::from(9)));
    assert_eq!(summary["registration"]["declared"]["sequence"], 1);
    let (status, _) = standing(&desk, &format!("{followed} --purpose procedure-check --seed 9"));
    assert_eq!(status, "declared", "the same said twice is no departure");

    exploratory(&format!("{followed} --seed 10"), "«seed» объявлено");
    exploratory(&format!("{followed} --purpose self-analysis"), "«purpose» объявлено");
    exploratory("--protocol protocol.toml", "справочные данные (--reference) другие");
    exploratory(&format!("{followed} --ledger другой.ledger"), "журнала другой.ledger нет");

    let protocol = fs::read_to_string(desk.path("protocol.toml")).unwrap();
    fs::write(desk.path("protocol.toml"), protocol.replace("look = 0.01", "look = 0.2")).unwrap();
    exploratory(followed, "такого протокола нет");
    fs::write(desk.path("protocol.toml"), &protocol).unwrap();
    let path = desk.path("objektiv.ledger");
    let whole = fs::read_to_string(&path).unwrap();
    fs::write(&path, whole.replace("\"sequence\":1", "\"sequence\":2")).unwrap();
    exploratory(followed, "не соответствует своему хешу");
}

#[test]
fn a_file_that_is_no_protocol_is_refused_with_the_field() {
    let desk = Desk::new();
    assert_eq!(desk.call("preregister").code, 0);
    let protocol = fs::read_to_string(desk.path("protocol.toml")).unwrap();
    for (changed, field) in
        [(protocol.replace("look = ", "lok = "), "look"), (protocol.replace("[materiality]", "[materiality]\nx = 1"), "x")]
    {
        fs::write(desk.path("protocol.toml"), changed).unwrap();
        let called = desk.call("analyze данные --out отчёт --protocol protocol.toml");
        assert_eq!(called.code, 3);
        assert!(
            called.err.starts_with("protocol.toml: ") && called.err.contains(field) && called.err.contains("preregister"),
            "{}",
            called.err
        );
        assert!(!desk.path("отчёт").exists());
    }
}
