//! An export of the office's ledger, checked at the command line, alone and against checkpoints somebody kept.

use std::fs;

use ledger::{Act, Actor, Checkpoint, Export, Payload, SignedCheckpoint, SigningKey, Tree};

use super::desk::Desk;
use super::transcripts::{kept, told};

/// The export of a ledger of so many entries, and its signed checkpoint.
fn export(entries: u8, key: &SigningKey) -> (String, SignedCheckpoint) {
    let (mut head, mut tree) = (Checkpoint::empty(), Tree::empty());
    let mut export = Export::begin(Vec::new(), "office-57", &key.public()).unwrap();
    for number in 1..=entries {
        let payload =
            (number > 1).then(|| Payload { salt: [number; 32], content: format!("{{\"name\":\"Сотрудник {number}\"}}") });
        let mut details = serde_json::Map::new();
        details.insert("about".into(), serde_json::json!({"person": number}));
        Payload { salt: [number; 32], content: format!("{{\"name\":\"Сотрудник {number}\"}}") }.seal(&mut details);
        let at = jiff::Timestamp::from_second(1_795_000_000 + 60 * i64::from(number)).unwrap();
        let act = Act { at, actor: Actor::Person("person-7".into()), name: "person.invite".into(), subjects: Vec::new(), details };
        let (entry, record) = head.enter(act).unwrap();
        head = entry.checkpoint();
        tree.push(record.as_bytes());
        export.record(&record, payload.as_ref()).unwrap();
    }
    let signed = key.sign("office-57", tree.head(), head).unwrap();
    (String::from_utf8(export.finish(&signed).unwrap()).unwrap(), signed)
}

/// covers: B8
#[test]
fn an_export_is_checked_and_held_against_a_witness() {
    let (desk, key) = (Desk::new(), SigningKey::of(&[3; 32]));
    let (whole, _) = export(3, &key);
    let (_, second) = export(2, &key);
    let (_, fourth) = export(4, &key);
    let (_, foreign) = export(2, &SigningKey::of(&[4; 32]));
    let put = |name: &str, text: &str| fs::write(desk.path(name), text).unwrap();
    put("журнал.export", &whole);
    put("одна.txt", &second.to_string());
    put("две.txt", &format!("{second}\n{fourth}"));
    put("чужая.txt", &foreign.to_string());
    put("пустая.txt", "здесь ничего нет\n");
    let calls = [
        "ledger verify журнал.export",
        "ledger verify журнал.export --witness одна.txt",
        "--lang en ledger verify журнал.export --witness одна.txt",
        "ledger show журнал.export",
        "ledger verify журнал.export --witness две.txt",
        "ledger verify журнал.export --witness чужая.txt",
        "ledger verify журнал.export --witness пустая.txt",
        "ledger mend журнал.export",
    ];
    let mut transcript: String = calls.iter().map(|call| told(&desk, call)).collect();
    for (what, changed) in [
        ("введённое изменено", whole.replacen("Сотрудник 2", "Сотрудник 8", 1)),
        ("в записи изменена буква", whole.replacen("person.invite", "person.inviti", 1)),
        ("первая строка изменена", whole.replacen("office-57", "office-58", 1)),
        ("подписанная контрольная строка изменена", whole.replacen("\n3\n", "\n2\n", 1)),
        ("конец утрачен", whole.split("\n\n").next().unwrap().to_owned() + "\n"),
    ] {
        transcript += &format!("({what})\n\n");
        put("журнал.export", &changed);
        transcript += &told(&desk, "ledger verify журнал.export");
    }
    transcript += &told(&desk, "--lang en ledger verify журнал.export");
    put("objektiv.ledger", "");
    transcript += &told(&desk, "ledger verify objektiv.ledger --witness одна.txt");
    kept("export", &transcript);
}
