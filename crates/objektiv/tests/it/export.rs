//! An export of the office's ledger, checked at the command line, alone and against checkpoints somebody kept.

use std::fs;

use ledger::{Act, Actor, Checkpoint, Export, Payload, SignedCheckpoint, SigningKey, Tree};

use super::desk::Desk;
use super::transcripts::{kept, told};

/// A ledger that grows.
struct Growing {
    head: Checkpoint,
    tree: Tree,
    records: Vec<(String, Option<Payload>)>,
}

impl Growing {
    /// With so many entries.
    fn of(entries: u8) -> Self {
        let mut ledger = Self { head: Checkpoint::empty(), tree: Tree::empty(), records: Vec::new() };
        for number in 1..=entries {
            let payload = || Payload { salt: [number; 32], content: format!("{{\"name\":\"Сотрудник {number}\"}}") };
            let mut details = serde_json::Map::new();
            details.insert("about".into(), serde_json::json!({"person": number}));
            payload().seal(&mut details);
            ledger.enter("person.invite", details, (number > 1).then(payload));
        }
        ledger
    }

    fn enter(&mut self, name: &str, details: serde_json::Map<String, serde_json::Value>, payload: Option<Payload>) {
        let number = i64::try_from(self.records.len()).unwrap() + 1;
        let at = jiff::Timestamp::from_second(1_795_000_000 + 60 * number).unwrap();
        let act = Act { at, actor: Actor::Person("person-7".into()), name: name.into(), subjects: Vec::new(), details };
        let (entry, record) = self.head.enter(act).unwrap();
        self.head = entry.checkpoint();
        self.tree.push(record.as_bytes());
        self.records.push((record, payload));
    }

    /// Its export, and its signed checkpoint.
    fn export(&self, origin: &str, key: &SigningKey) -> (String, SignedCheckpoint) {
        let mut export = Export::begin(Vec::new(), origin, &key.public()).unwrap();
        self.records.iter().for_each(|(record, payload)| export.record(record, payload.as_ref()).unwrap());
        let signed = key.sign(origin, self.tree.head(), self.head).unwrap();
        (String::from_utf8(export.finish(&signed).unwrap()).unwrap(), signed)
    }
}

/// The export of a ledger of so many entries, and its signed checkpoint.
fn export(entries: u8, key: &SigningKey) -> (String, SignedCheckpoint) {
    Growing::of(entries).export("office-57", key)
}

/// The export of a ledger restored from a backup of three entries, and a checkpoint issued after that backup.
fn restored(key: &SigningKey) -> (String, SignedCheckpoint) {
    let mut ledger = Growing::of(3);
    let said = serde_json::json!({"before": "office-57", "origin": "office-23456789", "last": 3});
    ledger.enter(ledger::RESTORED, serde_json::Map::from_iter([("said".to_owned(), said)]), None);
    (ledger.export("office-23456789", key).0, export(5, key).1)
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
    let (restored, late) = restored(&key);
    put("восстановлен.export", &restored);
    put("поздняя.txt", &format!("{second}\n{late}"));
    let calls = [
        "ledger verify журнал.export",
        "ledger verify журнал.export --witness одна.txt",
        "--lang en ledger verify журнал.export --witness одна.txt",
        "ledger show журнал.export",
        "ledger verify журнал.export --witness две.txt",
        "ledger verify журнал.export --witness чужая.txt",
        "ledger verify журнал.export --witness пустая.txt",
        "ledger mend журнал.export",
        "ledger verify восстановлен.export --witness поздняя.txt",
        "--lang en ledger verify восстановлен.export --witness поздняя.txt",
        "ledger verify восстановлен.export --witness чужая.txt",
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
