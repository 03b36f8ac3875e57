//! A page to be tested, and files to drop on it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use intake::{Answers, Input};
use records::dataset::{KimId, SchoolId};
use records::reference::Reference;
use records::text::Lang;
use rehearsal::layouts;
use rehearsal::simulate::{Knobs, region};
use tokio::sync::mpsc::UnboundedSender;
use web::open::{Handed, Options, Server};

/// A page that serves until it is dropped.
pub struct House {
    /// Address with the secret.
    pub address: String,
    runtime: tokio::runtime::Runtime,
}

impl House {
    /// Opens a page.
    pub fn open() -> Self {
        Self::patient_for(Duration::from_secs(15))
    }

    /// Opens a page that waits for a slow client no longer than this.
    pub fn patient_for(patience: Duration) -> Self {
        Self::of(patience, Vec::new(), Answers::default(), None)
    }

    /// Opens a page on files with answers beside them.
    pub fn with(files: Vec<Input>, answers: Answers) -> Self {
        Self::of(Duration::from_secs(15), files, answers, None)
    }

    /// Opens a page that hands results to the office of a folder, as the program does.
    pub fn beside(folder: PathBuf, office: String) -> Self {
        let (keep, mut handed) = tokio::sync::mpsc::unbounded_channel::<Handed>();
        let house = Self::of(Duration::from_secs(15), Vec::new(), Answers::default(), Some(keep));
        house.runtime.spawn(async move {
            while let Some(Handed { package, answer }) = handed.recv().await {
                let laid = package.hand_over(&folder).map(|_| format!("http://{office}/results"));
                answer.send(laid.map_err(|error| error.to_string())).unwrap();
            }
        });
        house
    }

    fn of(patience: Duration, files: Vec<Input>, answers: Answers, office: Option<UnboundedSender<Handed>>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let reference = Reference::shipped().unwrap();
        let options = Options {
            port: 0,
            version: "0.0.0",
            lang: Lang::Ru,
            clock: || jiff::Timestamp::UNIX_EPOCH,
            reference,
            own: Vec::new(),
            files,
            answers,
            office,
        };
        let server = runtime.block_on(Server::bind(options)).unwrap().patient_for(patience);
        let address = server.address();
        runtime.spawn(server.run(std::future::pending()));
        Self { address, runtime }
    }

    /// `127.0.0.1:port`.
    pub fn host(&self) -> &str {
        self.address.trim_start_matches("http://").split('/').next().unwrap()
    }
}

/// Waits until `is_so`, half a minute at most.
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begin = Instant::now();
    while !is_so() {
        assert!(begin.elapsed() < Duration::from_secs(60), "waited in vain for: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A canonical directory of two classes on one work: 12 pupils each, four items.
pub fn data_folder(below: &Path) -> PathBuf {
    let folder = below.join("данные");
    std::fs::create_dir_all(folder.join("scripts")).unwrap();
    for (name, text) in canonical() {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

/// Files of [`data_folder`].
pub fn canonical() -> Vec<(&'static str, String)> {
    let items = "kim,kind,subject,grade,year,item,max,format,level\n";
    let items: String = (1..=4)
        .fold(items.to_owned(), |all, item| all + &format!("vpr-russian-5-2026,vpr,Русский язык,5,2025/2026,{item},3,short,basic\n"));
    let head = "school,class,room,participant,variant,status,observer,prior_mark,1,2,3,4\n";
    let scripts = (0..24).fold(head.to_owned(), |all, pupil| {
        let class = if pupil < 12 { "5А" } else { "5Б" };
        let points = |item: usize| (pupil * 7 + item * 5) % 4;
        let row = format!(
            "лицей-1,{class},1,{},1,present,,{},{},{},{},{}\n",
            5000 + pupil,
            3 + pupil % 3,
            points(1),
            points(2),
            points(3),
            points(4)
        );
        all + &row
    });
    vec![
        ("schools.csv", "school,kind,municipality\nлицей-1,lyceum,Город\n".to_owned()),
        ("kims.csv", items),
        ("scales.csv", "kim,mark,min_score\nvpr-russian-5-2026,3,4\nvpr-russian-5-2026,4,7\nvpr-russian-5-2026,5,10\n".to_owned()),
        ("scripts/vpr-russian-5-2026.csv", scripts),
    ]
}

/// Workbooks as a school has them, which leave things open: pupils' results (what are the classes called?) and a collection form (which work?).
pub fn workbooks(below: &Path) -> Vec<PathBuf> {
    let knobs = Knobs {
        schools: 1,
        municipalities: 1,
        years: 1,
        works: vec!["vpr-russian-4".into()],
        marks: false,
        exams: false,
        ..Knobs::honest()
    };
    let (data, day) = (region(&knobs, 3).dataset, jiff::civil::date(2026, 4, 20));
    let books = [
        ("Ф1 Индивидуальные результаты.xlsx", layouts::vpr_f1::write(&data, KimId(0), day).unwrap()),
        ("Форма сбора.xlsx", layouts::vpr_form::write(&data, KimId(0), SchoolId(0), day).unwrap()),
    ];
    let write = |(name, bytes)| {
        let path = below.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    books.into_iter().map(write).collect()
}
