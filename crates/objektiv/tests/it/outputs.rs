//! What analyses leave behind.

use std::time::{Duration, Instant};

use super::desk::Desk;

#[test]
fn an_analysis_writes_everything_and_says_where_to_begin() {
    let desk = Desk::new();
    let called = desk.call("analyze данные --out отчёт --docx --xlsx");
    assert_eq!(called.code, 0, "{}", called.err);
    let names = desk.names("отчёт");
    for name in [
        "screen.csv",
        "signals.csv",
        "schools.csv",
        "items.csv",
        "units.csv",
        "questions.csv",
        "columns.csv",
        "summary.json",
        "report.html",
        "report.docx",
        "tables.xlsx",
        "timings.json",
    ] {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
    assert!(called.out.contains("report.html"), "{}", called.out);
    assert!(desk.path("данные/.objektiv-key").exists());
    let beside = desk.names("");
    assert_eq!(beside, ["данные", "отчёт"], "nothing half-done stays beside");
}

/// Promise B25: the same input gives the same bytes, whatever the threads, the locale and the output folder.
#[test]
fn the_same_files_give_the_same_bytes() {
    let desk = Desk::new();
    desk.call("analyze данные --out один --docx --xlsx --threads 1");
    let mut other = desk.command("analyze данные --out два --docx --xlsx --threads 3");
    assert!(other.env("LANG", "ru_RU.CP1251").env("TZ", "Asia/Vladivostok").output().unwrap().status.success());
    for ((name, one), (_, two)) in desk.bytes("один").into_iter().zip(desk.bytes("два")) {
        assert!(one == two, "{name} differs");
    }
    assert_ne!(desk.bytes("один").len(), 0);
    desk.call("analyze данные --out три --as-of 2020-01-01");
    let summary = |folder: &str| std::fs::read_to_string(desk.path(folder).join("summary.json")).unwrap();
    assert_ne!(summary("один"), summary("три"), "the control: another date is seen");
}

/// covers: C1
#[test]
fn vpr_results_are_not_for_evaluating_people() {
    let desk = Desk::new();
    for purpose in ["evaluate-teacher", "evaluate-school"] {
        let called = desk.call(&format!("analyze данные --out отчёт --purpose {purpose}"));
        assert_eq!(called.code, 2);
        assert!(called.err.contains("ВПР") && called.err.contains("02-86"), "the reason with its source: {}", called.err);
        assert!(!desk.path("отчёт").exists());
    }
    assert_eq!(desk.call("analyze данные --out отчёт --purpose self-analysis").code, 0, "the control: an allowed purpose");
}

#[test]
fn strict_asks_for_attention_and_goes_on() {
    let desk = Desk::new();
    std::fs::write(desk.path("данные/письмо.txt"), "Добрый день!").unwrap();
    assert_eq!(desk.call("analyze данные --out один").code, 0);
    let strict = desk.call("analyze данные --out два --strict");
    assert_eq!(strict.code, 1);
    assert!(strict.out.contains("письмо.txt"), "{}", strict.out);
    assert!(desk.path("два/report.html").exists(), "everything that could be read was analysed");
}

#[test]
fn outside_the_school_there_are_no_classes() {
    let desk = Desk::new();
    desk.call("analyze данные --out внутри");
    desk.call("analyze данные --out вне --audience outside");
    let classes = |folder: &str| {
        let text = std::fs::read_to_string(desk.path(folder).join("screen.csv")).unwrap();
        text.lines().skip(1).filter_map(|line| line.split(',').nth(1).map(str::to_owned)).collect::<Vec<_>>()
    };
    assert!(classes("внутри").iter().any(|class| class.chars().any(char::is_alphabetic)), "the control: inside there are");
    assert!(classes("вне").iter().all(|class| !class.chars().any(char::is_alphabetic)), "{:?}", classes("вне"));
}

/// A Russian Excel opens the twins by a double click, and what is read back takes them too.
#[test]
fn tables_stand_once_more_for_a_russian_excel_where_asked() {
    let desk = Desk::new();
    desk.call("analyze данные --out просто");
    assert!(!desk.path("просто/excel").exists(), "only where asked");
    assert_eq!(desk.call("analyze данные --out отчёт --csv-ru").code, 0);
    let text = |name: &str| std::fs::read_to_string(desk.path("отчёт").join(name)).unwrap();
    let (plain, twin) = (text("screen.csv"), text("excel/screen.csv"));
    assert!(plain.starts_with("\u{feff}school,class,") && twin.starts_with("\u{feff}school;class;"), "{twin}");
    assert_eq!(plain.lines().count(), twin.lines().count());
    assert_eq!(desk.call("analyze данные --out снова --answers отчёт/excel/questions.csv").code, 0);
}

/// What the passport says it knows nothing of can be told beside the data.
#[test]
fn observation_told_beside_the_data_reaches_the_passport() {
    let desk = Desk::new();
    let unknown = |folder: &str| {
        let page = std::fs::read_to_string(desk.path(folder).join("report.html")).unwrap();
        page.matches("о наблюдении сведений нет").count()
    };
    let scripts = desk.path("данные/scripts").join(&desk.names("данные/scripts")[0]);
    let written = std::fs::read_to_string(&scripts).unwrap();
    let at = written.lines().next().unwrap().split(',').position(|head| head == "observer").unwrap();
    let silent = |(row, line): (usize, &str)| {
        let cell = |(column, cell)| if row > 0 && column == at { "" } else { cell };
        line.split(',').enumerate().map(cell).collect::<Vec<_>>().join(",") + "\n"
    };
    std::fs::write(&scripts, written.lines().enumerate().map(silent).collect::<String>()).unwrap();
    desk.call("analyze данные --out до");
    let screen = std::fs::read_to_string(desk.path("до/screen.csv")).unwrap();
    let keys = screen.lines().skip(1).filter_map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        Some(format!("{},{},{},1\n", cells.first()?, cells.get(1)?, cells.get(3)?))
    });
    let told: String = std::iter::once("school,class,procedure,observed\n".to_owned()).chain(keys).collect();
    std::fs::write(desk.path("данные/observation.csv"), told).unwrap();
    let called = desk.call("analyze данные --out после");
    assert_eq!(called.code, 0, "{}", called.err);
    assert!(unknown("до") > 0 && unknown("после") == 0, "{} and {}", unknown("до"), unknown("после"));
}

#[test]
fn an_output_that_cannot_be_written_leaves_the_earlier_one() {
    let desk = Desk::new();
    std::fs::write(desk.path("занято"), "чужой файл").unwrap();
    let called = desk.call("analyze данные --out занято");
    assert_eq!(called.code, 4, "{}", called.err);
    assert_eq!(std::fs::read_to_string(desk.path("занято")).unwrap(), "чужой файл");
    assert_eq!(desk.names(""), ["данные", "занято"]);
}

#[test]
fn documents_of_an_earlier_time_are_not_taken_for_new_ones() {
    let desk = Desk::new();
    assert!(!desk.call("analyze данные --out отчёт --docx").out.contains("report.docx"));
    let later = desk.call("analyze данные --out отчёт");
    assert!(later.out.contains("report.docx") && desk.path("отчёт/report.docx").exists(), "{}", later.out);
}

#[test]
fn inspect_as_json_is_for_programs() {
    let desk = Desk::new();
    let called = desk.call("inspect данные --json");
    let told: serde_json::Value = serde_json::from_str(&called.out).unwrap();
    let files: Vec<&str> = told["recognised"].as_array().unwrap().iter().map(|file| file["file"].as_str().unwrap()).collect();
    assert!(files.contains(&"kims.csv"), "{files:?}");
    assert!(told["problems"].is_array() && told["questions"].is_array());
    assert!(!desk.path("данные/.objektiv-key").exists(), "looking leaves nothing behind");
}

/// The page opens, shows its address and closes; a taken port is told of.
#[test]
fn the_local_page_says_its_address_and_a_taken_port() {
    let desk = Desk::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let refused = desk.call(&format!("open --no-browser --port {port}"));
    assert_eq!(refused.code, 4);
    assert!(refused.err.contains("--port"), "{}", refused.err);
}

#[cfg(unix)]
#[test]
fn a_stop_writes_nothing_and_says_so() {
    let desk = Desk::new();
    let mut child =
        desk.command("demo --out репетиция").stderr(std::process::Stdio::piped()).stdout(std::process::Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(700));
    assert!(std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let begin = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        assert!(begin.elapsed() < Duration::from_secs(120), "the program does not stop");
        std::thread::sleep(Duration::from_millis(50));
    };
    assert_eq!(status.code(), Some(130));
    assert_eq!(desk.names(""), ["данные"], "nothing was written: {}", desk.home().display());
}

/// The help of `analyze` names every file it writes, in both languages.
#[test]
fn the_help_names_every_file() {
    let desk = Desk::new();
    assert_eq!(desk.call("analyze данные --out отчёт --docx --xlsx").code, 0);
    let names = desk.names("отчёт");
    assert!(names.len() > 10, "{names:?}");
    for lang in ["ru", "en"] {
        let mut help = desk.command("analyze --help");
        let told = help.env("OBJEKTIV_LANG", lang).output().unwrap().stdout;
        let told = String::from_utf8(told).unwrap();
        let missing: Vec<&String> = names.iter().filter(|name| !told.contains(name.as_str())).collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
    }
}

/// What `reference show ID --toml` prints is a file to begin with: laid over as it is it changes nothing; a level out of range is refused at its line.
/// covers: C13
#[test]
fn own_reference_data_begin_with_the_shipped_file() {
    let desk = Desk::new();
    let shown = desk.call("reference show protocol --toml");
    assert_eq!(shown.code, 0, "{}", shown.err);
    std::fs::write(desk.path("мой.toml"), &shown.out).unwrap();
    assert_eq!(desk.call("reference check --file мой.toml").code, 0);
    std::fs::write(desk.path("мой.toml"), shown.out.replacen("value = 0.10", "value = 2", 1)).unwrap();
    let refused = desk.call("analyze данные --out отчёт --reference мой.toml");
    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("мой.toml:") && refused.err.contains("«q»"), "{}", refused.err);
    assert!(!desk.path("отчёт").exists());
}
