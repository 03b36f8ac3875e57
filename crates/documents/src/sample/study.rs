//! A made-up analysis with every state: worth a look, does not stand out, too little, no data; ladders A to D; two schools, two papers.

use jiff::civil::date;
use records::beside::{Lacking, Marker, Membership, SetBeside};
use records::card::{Outcome, Reading};
use records::dataset::{ClassId, KimId, SchoolId, Scope, SetKey};
use records::figure::Figure;
use records::protocol::{Materiality, Protocol};
use records::provenance::{Met, Origin, Place, Problem, Question, Recognition, Severity, Source, SourceId};
use records::study::*;
use records::text::Text;
use records::vocabulary::*;

use super::figures;

/// What others would compute of a set: one marker on, one without journal marks, an index without a second step.
fn beside(key: SetKey, n: usize) -> SetBeside {
    let marker = |value: f64, on: bool| Ok(Marker { value, threshold: 1.645, on });
    let markers = [marker(17.5, false), Err(Lacking::Journal), marker(2.25, true), marker(-0.125, false)];
    SetBeside { key, n, markers, sum: Some(1), index: Ok(Membership { first: 0.625, second: None }) }
}

/// A whole sample: what a report is made from.
pub(crate) struct Sample {
    pub study: Study,
    pub problems: Vec<Problem>,
    pub questions: Vec<Question>,
    pub recognised: Vec<Recognition>,
    pub audience: Audience,
}

impl Sample {
    pub(crate) fn material(&self, lang: records::text::Lang) -> crate::Material<'_> {
        let met = Met { problems: &self.problems, questions: &self.questions, recognised: &self.recognised };
        crate::Material::of(&self.study, met, self.audience, lang, "0.1.0")
    }
}

pub(crate) fn sample() -> Sample {
    Sample { study: study(), problems: problems(), questions: questions(), recognised: recognised(), audience: Audience::School }
}

/// Words that name nobody.
fn t(ru: &str, en: &str) -> Text {
    Text::new(ru, en).of_no_one()
}

fn study() -> Study {
    let sets = vec![
        set(0, "edu100001", "4-1", 29, Chip::Look, Ladder::B),
        set(0, "edu100001", "4-2", 21, Chip::Ordinary, Ladder::C),
        set(1, "edu100001", "5А", 9, Chip::TooLittle, Ladder::D),
        set(1, "edu100001", "5Б", 26, Chip::TooLittle, Ladder::D),
        set(0, "edu100002", "4", 24, Chip::Ordinary, Ladder::A),
    ];
    let headline = Headline {
        expected_innocent: None,
        silent: 2,
        sets: 5,
        answered: 3,
        too_few: 1,
        no_data: 1,
        look: 1,
        flagged: 0,
        expected_by_chance: Some(0.15),
        scripts: Some(109),
        pupils: Some(96),
        sentences: vec![
            Text::new(
                "Из 5 наборов результатов стоит посмотреть один: 4-1, русский язык. Средний балл выше ожидаемого на 3,1 (от 1,2 до 5,0); причина не установлена.",
                "Of 5 result sets one is worth a look: 4-1, Russian. The mean is 3.1 above expectation (1.2 to 5.0); the cause is not established.",
            ),
            t(
                "По случайности среди безупречных наборов такого же размера посмотреть стоило бы 0,15 набора.",
                "By chance alone 0.15 sets of this size would look the same.",
            ),
            t(
                "По двум наборам вывода нет: работ меньше десяти или нет нужных данных.",
                "For two sets there is no conclusion: fewer than ten scripts, or data are missing.",
            ),
        ],
    };
    Study {
        purpose: Purpose::ProcedureCheck,
        small_cell: 5,
        cards: methodology::indicators::cards(),
        as_of: Some(date(2026, 4, 28)),
        protocol: protocol(),
        registration: records::registration::Registration::default(),
        sources: sources(),
        school_names: std::collections::BTreeMap::new(),
        subjects: ["Русский язык", "Математика"].map(str::to_owned).into(),
        works: works(),
        units: vec![unit(0, &[0, 1], "edu100001"), unit(1, &[2, 3], "edu100001")],
        attainment: attainment(),
        series: vec![agreement_of_series()],
        dynamics: vec![dynamics()],
        unusable: vec![UnusableReference {
            kim: "vpr-russian-4-2025".into(),
            title: t("ВПР · Русский язык · 4 класс · 2025", "VPR · Russian · grade 4 · 2025"),
            origin: Origin { source: SourceId(1), row: 3 },
            reason: t("Доли относятся к 2025 году, работа — к 2026.", "The shares are of 2025, the work is of 2026."),
        }],
        references: vec![ReferenceUse {
            id: "scales".into(),
            title: t("Шкалы перевода баллов в отметки", "Score to mark scales"),
            version: "2026-04".into(),
            note: t(
                "Шкала перевода баллов в отметки; источник — описание КИМ, уверенность высокая.",
                "Score to mark; source: description of the paper, confidence high.",
            ),
        }],
        sets,
        tallies: Vec::new(),
        beyond: vec![Text::new("ЕГЭ, Химия: 6 результатов.", "EGE, Химия: 6 results.").telling_of([6])],
        other_units: super::unit_readings::units(),
        headline,
    }
}

pub(crate) fn protocol() -> Protocol {
    Protocol {
        q: 0.10,
        look: 0.05,
        too_few: 10,
        flags: false,
        mde_alpha: 0.01,
        mde_power: 0.80,
        materiality: Materiality { points_share: 0.05, marks: 0.25, pp: 10.0, pupils: 2.0, pupils_share: 0.1, logit: 0.3 },
        seed: 20_260_428,
    }
}

fn sources() -> Vec<Source> {
    let columns = ["Код участника", "Класс", "1", "2", "3.1", "Первичный балл", "Отметка", "Отметка по журналу"];
    let source = |file: &str, sheet: &str, records| Source {
        file: file.into(),
        sha256: "7f3a9c2e5b8d4f6a1c3e5d7b9f2a4c6e8d0b1f3a5c7e9d2b4f6a8c0e1d3b5f7a".into(),
        format: "vpr-f1".into(),
        title: t("ВПР, форма Ф1 «Индивидуальные результаты»", "VPR, form F1, individual results"),
        traits: records::provenance::Traits::default(),
        sheet: Some(sheet.into()),
        columns: columns.iter().zip(3..).map(|(name, column)| ((*name).to_owned(), column)).collect(),
        records,
    };
    vec![source("Ф1_РУ4_2026.xlsx", "Индивидуальные результаты РУ4", 74), source("Ф3_РУ4_2025.xlsx", "Статистика по отметкам", 8)]
}

fn works() -> Vec<Work> {
    let work = |procedure: &str, title: Text, subject: &str, grade, max, cuts: &[(u8, u16)]| Work {
        procedure: procedure.into(),
        code: procedure.into(),
        title,
        kind: "vpr".into(),
        subject: subject.into(),
        grade,
        year: SchoolYear(2025),
        date: Some(date(2026, 4, 14)),
        max,
        cuts: cuts.to_vec(),
        lowest: 2,
        scale_note: t("Шкала из описания КИМ; уверенность высокая.", "Scale from the description of the paper; confidence high."),
        counts: [3, 2],
        scripts: Some(74),
        listed: Some(78),
        model_note: t("Модель подогнана за 14 шагов.", "The model was fitted in 14 rounds."),
        regime_note: t(
            "Результаты ВПР не используются для оценки деятельности учителей и школ (письмо от 18.04.2025 № 02-86).",
            "VPR results are not used to evaluate teachers or schools (letter of 18.04.2025 No. 02-86).",
        ),
    };
    vec![
        work(
            "vpr-russian-4-2026",
            t("ВПР · русский язык · 4 класс · 2026", "VPR · Russian · grade 4 · 2026"),
            "русский язык",
            4,
            24,
            &[(3, 10), (4, 16), (5, 21)],
        ),
        work(
            "vpr-math-5-2026",
            t("ВПР · математика · 5 класс · 2026", "VPR · mathematics · grade 5 · 2026"),
            "математика",
            5,
            18,
            &[(3, 6), (4, 10), (5, 15)],
        ),
    ]
}

fn verdict(chip: Chip, n: usize) -> Text {
    match chip {
        Chip::Look => t(
            "Средний балл выше ожидаемого на 3,1 (от 1,2 до 5,0); на границах отметок работ больше ожидаемого. Причина не установлена.",
            "The mean is 3.1 above expectation (1.2 to 5.0); there are more scripts at the mark boundaries than expected. The cause is not established.",
        ),
        Chip::TooLittle if n < 10 => Text::new(
            format!("Работ {n}, для вывода нужно не меньше 10; описание готово."),
            format!("{n} scripts; a conclusion needs at least 10. The description is ready."),
        ),
        Chip::TooLittle => t(
            "Нет ни журнальных отметок, ни данных других школ: сравнивать не с чем.",
            "There are neither journal marks nor other schools: nothing to compare with.",
        ),
        _ => t("Отклонений, которые больше случайных, не видно.", "No departures beyond chance are seen."),
    }
}

fn set(work: usize, school: &str, class: &str, n: usize, chip: Chip, ladder: Ladder) -> SetStudy {
    let (subject, procedure) =
        if work == 0 { ("русский язык", "vpr-russian-4-2026") } else { ("математика", "vpr-math-5-2026") };
    let status = match chip {
        Chip::TooLittle if n < 10 => SetStatus::TooFew,
        Chip::TooLittle => SetStatus::NoData,
        _ => SetStatus::Ok,
    };
    let ok = status == SetStatus::Ok;
    let look = chip == Chip::Look;
    let number = |class: &str| class.bytes().fold(0_u32, |sum, byte| sum * 31 + u32::from(byte)) % 1000;
    let key = SetKey { kim: KimId(work as u32), school: SchoolId(u32::from(school == "edu100002")), class: ClassId(number(class)) };
    SetStudy {
        withheld: false,
        key,
        beside: look.then(|| beside(key, n)),
        work,
        school: school.into(),
        class: class.into(),
        subject: subject.into(),
        procedure: procedure.into(),
        title: Text::new(format!("{class} · {subject} · ВПР, апрель 2026"), format!("{class} · {subject} · VPR, April 2026")),
        n,
        absent: (work == 1).then_some(2),
        reference: t(
            "второй класс школы и доли отметок по стране, региону, муниципалитету",
            "the school's second class and shares of marks over country, region, municipality",
        ),
        ladder,
        status,
        score: ok.then_some(if look { 2.6 } else { 0.4 }),
        p_own: ok.then_some(if look { 0.0025 } else { 0.41 }),
        p_error: (ok && matches!(ladder, Ladder::A | Ladder::B)).then_some(0.12),
        p: ok.then_some(if look { 0.0025 } else { 0.41 }),
        q: ok.then_some(if look { 0.0075 } else { 0.41 }),
        lfdr: None,
        flagged: false,
        at_threshold: false,
        look,
        leading: ok.then_some("level"),
        passport: if n < 10 { Passport::Internal } else { Passport::Reservations },
        passport_reasons: vec![
            t("явка неизвестна: форма Ф1 не перечисляет отсутствовавших", "coverage unknown: form F1 lists no absent pupils"),
            t("наблюдателя не было", "no observer"),
        ],
        mde: ok.then_some(4.6),
        mde_flag: None,
        innocent: if look {
            vec![t("класс писал вариант 1, а он легче других", "the class wrote variant 1, which is easier than the others")]
        } else {
            Vec::new()
        },
        chip,
        verdict: verdict(chip, n),
        reason: verdict(chip, n),
        readings: readings(status, look, n),
        description: description(n, class),
        spans: vec![Span { first: Origin { source: SourceId(0), row: 9 }, last_row: 9 + n as u32 - 1 }],
    }
}

fn readings(status: SetStatus, look: bool, n: usize) -> Vec<SetReading> {
    let reading = |indicator, outcome| SetReading { indicator, version: "1.0", outcome, q: Some(0.03) };
    if status == SetStatus::TooFew {
        let why = Text::new(format!("Работ {n}, нужно не меньше 10."), format!("{n} scripts; at least 10 are needed."));
        return ["level", "journal", "boundary", "profile"]
            .into_iter()
            .map(|id| reading(id, Outcome::TooFew { n, need: 10, why: why.clone() }))
            .collect();
    }
    let no = |ru: &str, en: &str| Outcome::NoData { why: t(ru, en) };
    if status == SetStatus::NoData {
        return vec![
            reading("journal", no("Журнальных отметок нет.", "There are no journal marks.")),
            reading("level", no("Нет данных других школ.", "There are no data of other schools.")),
        ];
    }
    let up = if look { 3.1 } else { 0.4 };
    vec![
        reading("level", answer(n, up, [up - 1.9, up + 1.9], look, vec![figures::funnel(), figures::detectable()])),
        reading("journal", answer(n, -0.42, [-0.66, -0.18], false, vec![figures::agreement()])),
        reading(
            "boundary",
            answer(n, if look { 6.0 } else { 1.0 }, [1.4, 10.6], look, vec![if look { figures::heap() } else { figures::histogram() }]),
        ),
        reading("profile", answer(n, 0.8, [-1.0, 2.6], false, vec![figures::items(14), figures::intervals()])),
        reading("similarity", no("Ответы на задания с выбором не загружены.", "Answers to selected-response items were not loaded.")),
        reading("absence", no("Форма Ф1 не перечисляет отсутствовавших.", "Form F1 lists no absent pupils.")),
    ]
}

fn answer(n: usize, effect: f64, ci: [f64; 2], sure: bool, figures: Vec<Figure>) -> Outcome {
    Outcome::Answered(Box::new(Reading {
        n,
        direction: if effect > 0.0 { Direction::Up } else { Direction::Down },
        effect,
        ci,
        mde: 2.4,
        z: effect / ((ci[1] - ci[0]) / 3.92),
        p: if sure { 0.0025 } else { 0.34 },
        p_kind: PKind::Model,
        reference: t("модель по 62 наборам 11 школ", "model from 62 sets of 11 schools"),
        explanation: if sure {
            t(
                "Отклонение вверх больше случайного; причина не установлена.",
                "The upward departure is beyond chance; the cause is not established.",
            )
        } else {
            t("Отклонение в пределах случайного.", "The departure is within chance.")
        },
        figures,
        workings: vec![
            (t("среднее набора, баллов", "mean of the set, points"), 16.42),
            (t("ожидание, баллов", "expectation, points"), 13.31),
        ],
    }))
}

fn individual(n: usize, class: &str) -> Vec<Individual> {
    (0..n)
        .map(|i| Individual {
            participant: format!("40{:02}", i + 1),
            class: class.into(),
            score: 4 + (i as u16 * 7) % 20,
            max: 24,
            mark: Some(2 + (i % 4) as u8),
            journal: Some(if i == 3 { 3 } else { 3 + (i % 3) as u8 }),
            levels: [Some(0.7), Some(0.45), None],
            origin: Origin { source: SourceId(0), row: 9 + i as u32 },
        })
        .collect()
}

pub(crate) fn attained(n: usize) -> Attainment {
    Attainment {
        n,
        counts: vec![(2, 4), (3, n - 18), (4, 10), (5, 4)],
        not_attested: 0,
        released: 1,
        pass: Some([0.69, 0.86, 0.95]),
        quality: Some([0.31, 0.48, 0.66]),
        sou: Some(0.538),
        mean: Some([3.1, 3.52, 3.9]),
        other_scale: false,
    }
}

fn description(n: usize, class: &str) -> Description {
    let origin = Origin { source: SourceId(1), row: 5 };
    let shares = |keys: &[(&str, f64)], scope, area: &str| PublishedShares {
        scope,
        area: area.into(),
        n: Some(14_120),
        shares: keys.iter().map(|(key, share)| ((*key).to_owned(), *share)).collect(),
        origin,
    };
    let marks = [("2", 0.06), ("3", 0.35), ("4", 0.42), ("5", 0.17)];
    let journal = [("lowered", 0.25), ("confirmed", 0.66), ("raised", 0.09)];
    if n < 19 {
        return Description {
            n,
            individual: individual(n, class),
            gates: vec![Text::new(
                format!("Гистограмма информативна от 50 работ: здесь {n}."),
                format!("A histogram informs from 50 scripts: here {n}."),
            )],
            ..Description::default()
        };
    }
    Description {
        withheld: Vec::new(),
        n,
        individual: individual(n, class),
        marks: Some(MarkStatistics {
            attainment: attained(n),
            references: vec![shares(&marks, Scope::Country, "Вся выборка"), shares(&marks, Scope::Region, "Энская область")],
        }),
        journal: Some(JournalComparison {
            n,
            counts: [13, n - 14, 1],
            shares: [[0.28, 0.45, 0.62], [0.34, 0.52, 0.69], [0.01, 0.03, 0.17]],
            gaps: Some(1),
            gap_participants: vec!["4004".into()],
            gap_marks: vec![(5, 3)],
            gap_origins: vec![records::provenance::Origin { source: records::provenance::SourceId(0), row: 12 }],
            shift: Some([-0.66, -0.42, -0.18]),
            table: vec![(3, 2, 4), (3, 3, 6), (4, 3, 7), (4, 4, 8), (5, 4, 2), (5, 5, 2)],
            references: vec![shares(&journal, Scope::Region, "Энская область")],
        }),
        scores: Some(ScoreDistribution {
            histogram: vec![0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 4, 5, 5, 0, 2, 1, 1, 3, 0, 0, 0, 2],
            mean: [12.3, 14.1, 15.9],
            sd: Some(4.8),
            quartiles: [12.0, 14.0, 17.0],
            gate: HistogramGate::Rough,
            heap: Some(Heap { p: 0.008, scripts: 11, expected: 5.9, cuts: vec![(4, 16, 6, 2.5), (3, 11, 3, 2.1)] }),
        }),
        items: (0..12).map(item).collect(),
        planned: vec![PlannedResult {
            codifier: "2.1".into(),
            items: vec!["3".into(), "4".into()],
            n,
            mastery: [0.55, 0.67, 0.79],
            gate: MasteryGate::Sufficient,
        }],
        groups: Some(Groups {
            curves: match figures::curves().plot {
                records::figure::Plot::Curves { curves, .. } => curves,
                _ => vec![],
            },
            items: (0..12).map(|i| format!("{}.{}", 1 + i / 2, 1 + i % 2)).collect(),
            gate: 10,
            crossings: vec![Crossing { item: "3.2".into(), weaker: 3, stronger: 4, difference: 0.06 }],
        }),
        reliability: Some(Reliability { alpha: [0.71, 0.81, 0.89], omega: Some(0.83), sem: 2.1 }),
        gates: vec![Text::new(
            format!("Гистограмма информативна от 50 работ: здесь {n}, чтение приблизительное."),
            format!("A histogram informs from 50 scripts: here {n}, a rough reading."),
        )],
        findings: vec![
            t("Задание 7 выполнено ниже достаточного уровня: 41 %.", "Item 7 is below the sufficient level: 41%."),
            t("Отметка за работу ниже журнальной у 13 учеников.", "The mark for the work is below the journal for 13 pupils."),
        ],
        figures: vec![figures::histogram(), figures::agreement(), figures::items(14), figures::curves()],
    }
}

fn item(i: usize) -> ItemStatistics {
    let share = 0.92 - 0.05 * i as f64;
    ItemStatistics {
        withheld: false,
        item: format!("{}.{}", 1 + i / 2, 1 + i % 2),
        max: 1 + (i % 3) as u8,
        level: Some(if i < 8 { Level::Basic } else { Level::Raised }),
        codifier: Some(format!("{}.{}", 1 + i / 4, 1 + i % 4)),
        n: 29,
        counts: vec![9, 20],
        not_attempted: Some(i / 3),
        not_taught: Some(usize::from(i == 5)),
        facility: Some([share - 0.15, share, (share + 0.12).min(1.0)]),
        item_rest: Some(0.2 + 0.03 * i as f64),
        discrimination: Some(0.3),
        gate: if share < 0.57 { MasteryGate::Insufficient } else { MasteryGate::Sufficient },
        references: vec![(Scope::Region, "Энская область".into(), share - 0.04)],
    }
}

fn unit(work: usize, sets: &[usize], school: &str) -> UnitStudy {
    UnitStudy {
        scope: UnitScope::Parallel,
        work,
        name: school.into(),
        title: if work == 0 {
            t("4 классы · русский язык · ВПР", "Grade 4 · Russian · VPR")
        } else {
            t("5 классы · математика · ВПР", "Grade 5 · mathematics · VPR")
        },
        description: description(50, ""),
        sets: sets.to_vec(),
    }
}

fn attainment() -> Vec<AttainmentRow> {
    let row = |level, group: &str, subject: &str, period: &str| AttainmentRow {
        spans: vec![Span { first: Origin { source: SourceId(0), row: 9 }, last_row: 37 }],
        school: "edu100001".into(),
        level,
        group: group.into(),
        subject: subject.into(),
        year: SchoolYear(2025),
        period: period.into(),
        attainment: attained(29),
    };
    vec![
        row(AttainmentLevel::School, "", "", "q3"),
        row(AttainmentLevel::School, "", "", "q4"),
        row(AttainmentLevel::Parallel, "4", "", "q3"),
        row(AttainmentLevel::ParallelSubject, "4", "русский язык", "q3"),
        row(AttainmentLevel::Subject, "", "русский язык", "q3"),
        row(AttainmentLevel::Class, "4-1", "", "q3"),
        row(AttainmentLevel::ClassSubject, "4-1", "русский язык", "q3"),
        row(AttainmentLevel::ClassSubject, "4-1", "русский язык", "vpr-russian-4-2026"),
    ]
}

fn agreement_of_series() -> SeriesAgreement {
    let journal = description(29, "4-1").journal;
    SeriesAgreement {
        school: "edu100001".into(),
        class: "4-1".into(),
        subject: "русский язык".into(),
        year: SchoolYear(2025),
        first: t("отметка за 4 четверть", "mark of quarter 4"),
        second: t("промежуточная аттестация", "interim attestation"),
        comparison: journal.unwrap(),
        explanation: t("Отметки совпали у 15 из 29; ниже за аттестацию — у 13.", "15 of 29 agree; 13 are lower at the attestation."),
        figure: figures::agreement(),
    }
}

fn dynamics() -> Dynamics {
    Dynamics {
        school: "edu100001".into(),
        title: t("Средняя отметка по русскому языку, 4-1", "Mean mark in Russian, 4-1"),
        findings: vec![t("Заметных изменений нет.", "No notable changes.")],
        negative: false,
        figure: figures::series(),
    }
}

fn problems() -> Vec<Problem> {
    let place =
        Place {
            file: "Ф1_РУ4_2026.xlsx".into(), sheet: Some("Индивидуальные результаты РУ4".into()), row: Some(40), column: Some(5)
        };
    let problem = |code, severity, found: &str| Problem {
        code,
        severity,
        place: place.clone(),
        found: found.into(),
        what: t(
            "Файл прочитан до строки 41: в ячейке F41 «Х5», ожидалось число от 0 до 2.",
            "The file was read up to row 41: cell F41 holds “Х5”, a number from 0 to 2 was expected.",
        ),
        mend: t("Исправьте ячейку F41 и загрузите файл ещё раз.", "Mend cell F41 and load the file again."),
    };
    vec![
        problem("score-out-of-range", Severity::Warning, "Х5"),
        problem("count-differs", Severity::Note, "30"),
        problem("unknown-layout", Severity::Refused, "=cmd|' /C calc'!A0"),
    ]
}

fn questions() -> Vec<Question> {
    vec![Question {
        key: "kim-date/vpr-math-5-2026".into(),
        place: Place::file("Ф1_МА5_2026.xlsx"),
        ask: t("Когда писали работу по математике в 5 классах?", "When was the mathematics work of grade 5 written?"),
        choices: vec!["2026-04-14".into(), "2026-04-16".into()],
        proposed: Some("2026-04-14".into()),
        until: t("дата в документах останется пустой", "the date stays empty in documents"),
    }]
}

fn recognised() -> Vec<Recognition> {
    vec![
        Recognition {
            file: "Ф1_РУ4_2026.xlsx".into(),
            sha256: "7f3a9c2e5b8d4f6a1c3e5d7b9f2a4c6e8d0b1f3a5c7e9d2b4f6a8c0e1d3b5f7a".into(),
            bytes: 48_211,
            format: Some("vpr-f1"),
            title: t("ВПР, форма Ф1 «Индивидуальные результаты»", "VPR, form F1, individual results"),
            why: t(
                "Лист «Индивидуальные результаты», столбцы «Код участника» и «Первичный балл».",
                "Sheet of individual results with code and primary score.",
            ),
            details: vec![(t("Предмет", "Subject"), "русский язык".into()), (t("Класс", "Grade"), "4".into())],
            preview: vec![],
            records: 74,
            from_description: false,
        },
        Recognition {
            file: "заметки.txt".into(),
            sha256: "00".repeat(32),
            bytes: 120,
            format: None,
            title: t("Неизвестная таблица", "Unknown table"),
            why: t("Ожидалась таблица результатов.", "A table of results was expected."),
            ..Recognition::default()
        },
    ]
}
