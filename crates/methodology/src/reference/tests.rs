use super::*;
use crate::words::Purpose;

fn shipped() -> Reference {
    Reference::shipped().unwrap_or_else(|error| panic!("{error}"))
}

fn cuts(scale: &Scale) -> Vec<u16> {
    scale.cuts.iter().map(|cut| cut.min_score).collect()
}

#[test]
fn shipped_data_have_no_faults() {
    assert_eq!(shipped().check(), []);
    assert_eq!(shipped().list().len(), 18);
}

#[test]
fn defaults_of_the_protocol_are_those_of_the_methodology() {
    let protocol = shipped().protocol();
    assert!((protocol.q - 0.10).abs() < 1e-15 && (protocol.look - 0.05).abs() < 1e-15);
    assert_eq!(protocol.too_few, 10);
    assert!((protocol.materiality.threshold(crate::words::Unit::Pupils, 20.0, 31.0) - 3.1).abs() < 1e-12);
    let gates = shipped().gates();
    assert_eq!((gates.histogram_informative, gates.histogram_rough, gates.group, gates.journal_gap), (50, 20, 10, 2));
}

#[test]
fn a_scale_is_found_by_any_name_of_the_subject() {
    let reference = shipped();
    for name in ["Русский язык", "русский", "РУ", "PУ", "russian"] {
        let scale = reference.scale_for(Kind::Vpr, name, 4, SchoolYear(2025), 24);
        assert_eq!(scale.map(|scale| cuts(&scale)), Some(vec![10, 16, 21]), "{name}");
    }
}

#[test]
fn a_scale_that_does_not_fit_is_refused_with_the_reason() {
    let reference = shipped();
    let why = |max, year| reference.scale_or_why(Kind::Vpr, "русский язык", 4, SchoolYear(year), max).unwrap_err().why.ru;
    assert!(why(25, 2025).contains("нет шкалы для 2025/2026 года с максимумом 25"), "{}", why(25, 2025));
    assert!(why(24, 2022).contains("2024/2025"));
    let english = reference.scale_or_why(Kind::Vpr, "английский язык", 5, SchoolYear(2024), 25).unwrap_err().why.ru;
    assert!(english.contains("класс не указан"), "{english}");
    assert!(reference.scale_or_why(Kind::Vpr, "колдовство", 5, SchoolYear(2024), 25).unwrap_err().why.ru.contains("не опознан"));
}

#[test]
fn oge_russian_caps_the_mark_by_literacy() {
    let scale = shipped().scale_for(Kind::OgeDiagnostic, "русский язык", 9, SchoolYear(2025), 37).expect("the 2026 scale");
    let mark = |score, literacy| scale.mark_with(score, |_| Some(literacy));
    assert_eq!([mark(14, 9), mark(15, 0), mark(26, 5), mark(26, 6), mark(33, 8), mark(33, 9), mark(33, 5)], [2, 3, 3, 4, 4, 5, 3]);
}

#[test]
fn oge_mathematics_needs_geometry() {
    let scale = shipped().scale_for(Kind::Oge, "математика", 9, SchoolYear(2022), 31).expect("the 2023 scale");
    assert_eq!(scale.mark_with(30, |_| Some(1)), 2);
    assert_eq!(scale.mark_with(30, |_| Some(2)), 5);
    assert!(shipped().scale_for(Kind::Oge, "математика", 9, SchoolYear(2023), 31).is_none(), "2024 was not found");
}

#[test]
fn test_scores_leave_a_printed_conflict_open() {
    let reference = shipped();
    let score = |subject: &str, primary| reference.ege_test_score(subject, SchoolYear(2024), primary);
    assert_eq!(score("русский язык", 48), Ok(94));
    assert_eq!(score("математика профильная", 14), Ok(74));
    assert_eq!(score("история", 24), Ok(62));
    assert_eq!(score("обществознание", 0), Ok(0));
    assert!(score("русский язык", 49).unwrap_err().ru.contains("97, 99"));
    assert!(score("русский язык", 51).is_err() && score("география", 10).is_err());
    assert!(reference.ege_test_score("русский язык", SchoolYear(2025), 10).is_err(), "only 2025 is known");
}

#[test]
fn test_scores_agree_with_the_stored_copy() {
    let Ok(shared) = std::env::var("OBJEKTIV_SHARED") else {
        eprintln!("skipped: OBJEKTIV_SHARED is unset");
        return;
    };
    let path = format!("{shared}/data/ru_vpr/ege2025_primary_to_test.csv");
    let text = std::fs::read_to_string(path).expect("the stored copy");
    let reference = shipped();
    let mut compared = 0;
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (primary, test): (u16, u16) = (cells[3].parse().expect("primary"), cells[4].parse().expect("test"));
        if (cells[0], primary) == ("russian", 49) {
            continue;
        }
        assert_eq!(reference.ege_test_score(cells[0], SchoolYear(2024), primary), Ok(test), "{line}");
        compared += 1;
    }
    assert_eq!(compared, 416);
}

#[test]
fn a_subject_is_found_whatever_its_spelling() {
    let reference = shipped();
    let slug = |text: &str| reference.subject_slug(text).map(str::to_owned);
    assert_eq!(slug("  Окружающий  мир ").as_deref(), Some("world-around"));
    assert_eq!(slug("Математика (углубленная)").as_deref(), Some("mathematics-advanced"));
    assert_eq!(slug("АН").as_deref(), Some("english"));
    assert_eq!(slug("MA").as_deref(), None, "Latin letters alone are another word");
    assert_eq!(slug(""), None);
    assert_eq!(reference.subject_by_exam_code(22).map(|subject| subject.key.as_str()), Some("mathematics-basic"));
}

#[test]
fn every_name_of_a_subject_names_one_subject() {
    let reference = shipped();
    for subject in &reference.subjects.entries {
        for name in subject.synonyms.iter().chain(&subject.short).chain([&subject.key, &subject.title.ru, &subject.title.en]) {
            assert_eq!(reference.subject_slug(name), Some(subject.key.as_str()), "{name}");
        }
    }
}

#[test]
fn scopes_are_read_from_the_words_of_exports() {
    assert_eq!(shipped().scope("Вся выборка"), Some(Scope::Country));
    assert_eq!(shipped().scope("ОО"), Some(Scope::School));
    assert_eq!(shipped().scope("класс"), None);
}

#[test]
fn vpr_may_not_evaluate_teachers_or_schools() {
    let reference = shipped();
    let vpr = reference.regime(Kind::Vpr).expect("a regime");
    assert_eq!(vpr.allows(Purpose::ProcedureCheck), Ok(()));
    assert!(vpr.allows(Purpose::EvaluateTeacher).unwrap_err().ru.contains("02-86"));
    assert!(Kind::ALL.iter().all(|kind| reference.regime(*kind).is_some()));
}

#[test]
fn an_own_file_replaces_entries_one_by_one() {
    let mut reference = shipped();
    let own = "id = \"protocol\"\nversion = \"7\"\n[[entry]]\nkey = \"too-few\"\nvalue = 12\ntitle = { ru = \"а\", en = \"a\" }\n\
               cite = { source = \"Приказ школы № 5\", confidence = \"high\" }\n";
    reference.overlay("school.toml", own).expect("a good file");
    assert_eq!(reference.protocol().too_few, 12);
    assert!((reference.protocol().q - 0.10).abs() < 1e-15, "other entries stay");
    assert_eq!(reference.list()[0].version, "2026.1 + school.toml (7)");
    assert_eq!(reference.check(), []);
}

#[test]
fn an_own_scale_fills_a_gap() {
    let mut reference = shipped();
    let own = "id = \"scales-vpr\"\nversion = \"1\"\n[[entry]]\nkey = \"mine\"\nkind = \"vpr\"\nsubject = \"history\"\ngrade = 8\nmax = 20\n\
               years = { from = \"2025/2026\" }\ncuts = [6, 10, 15]\ncite = { source = \"демоверсия\", confidence = \"high\" }\n";
    reference.overlay("mine.toml", own).expect("a good file");
    assert_eq!(reference.scale_for(Kind::Vpr, "история", 8, SchoolYear(2026), 20).map(|scale| cuts(&scale)), Some(vec![6, 10, 15]));
    let rival = own.replace("mine", "rival");
    reference.overlay("rival.toml", &rival).expect("well-formed");
    assert!(reference.scale_for(Kind::Vpr, "история", 8, SchoolYear(2026), 20).is_none(), "two fit");
    assert_eq!(reference.check().len(), 1);
}

#[test]
fn errors_name_the_file_the_place_and_the_mending() {
    let mut reference = shipped();
    let mut said = |text: &str| reference.overlay("my.toml", text).unwrap_err().text().ru;
    assert!(said("id = \"scales\"\nversion = \"1\"\n").contains("известны: protocol, gates"));
    let typo = said("id = \"gates\"\nversion = \"1\"\n[[entry]]\nkey = \"group\"\nvaleu = 5\n");
    assert!(typo.starts_with("my.toml: TOML parse error at line 3") || typo.contains("line"), "{typo}");
    assert!(typo.contains("objektiv reference"));
    let torn = said("id = \"gates\n");
    assert!(torn.contains("line 1"), "{torn}");
    let scale = said(
        "id = \"scales-vpr\"\nversion = \"1\"\n[[entry]]\nkey = \"k\"\nkind = \"vpr\"\nsubject = \"history\"\ngrade = 8\nmax = 20\nyears = {}\n\
         cuts = [10, 6, 15]\ncite = { source = \"я\", confidence = \"low\" }\n",
    );
    assert!(scale.contains("запись «k»") && scale.contains("границы должны расти"), "{scale}");
    let nameless = said(
        "id = \"gates\"\nversion = \"1\"\n[[entry]]\nkey = \"group\"\nvalue = 5\ntitle = { ru = \"\", en = \"\" }\ncite = { source = \" \", confidence = \"low\" }\n",
    );
    assert!(nameless.contains("нет источника"), "{nameless}");
    assert_eq!(reference.gates().group, 10, "nothing changed");
}
