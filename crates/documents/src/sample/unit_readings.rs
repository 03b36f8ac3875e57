//! Made-up readings of units that are not result sets: every kind, with and without a test.

use records::card::{Outcome, Reading};
use records::dataset::Period;
use records::provenance::{Origin, SourceId};
use records::study::{Span, UnitReading, UnitScope, Whose};
use records::text::Text;
use records::vocabulary::{Direction, PKind, SchoolYear};

use super::figures;

pub(super) fn units() -> Vec<UnitReading> {
    let school = || "edu100001".to_owned();
    let year = SchoolYear(2025);
    let honours = |of, n, effect, p| one("medalists", of, answer(n, effect, p));
    vec![
        honours(Whose::School { school: school(), year: SchoolYear(2024) }, 8, 25.0, f64::NAN),
        honours(Whose::School { school: school(), year }, 15, 40.0, 0.012),
        honours(Whose::Area { scope: UnitScope::All, name: String::new(), year }, 50, 20.0, f64::NAN),
        one(
            "rounding",
            Whose::Register {
                school: school(), class: "5А".into(), subject: "русский язык".into(), year, period: Period::Quarter(3)
            },
            answer(27, 0.22, 0.004),
        ),
        one(
            "confirmation",
            Whose::Link {
                school: school(),
                class: Some("5Б".into()),
                subject: "русский язык".into(),
                year,
                from: "q4".into(),
                to: "oge".into(),
            },
            Outcome::NoData {
                why: Text::new("нет результатов более поздней процедуры", "no results of the later procedure")
            },
        ),
        one("variant", Whose::Variant { procedure: "vpr-russian-5-2026".into(), variant: "2".into() }, answer(24, 1.2, 0.3)),
    ]
}

fn one(indicator: &'static str, of: Whose, outcome: Outcome) -> UnitReading {
    let class = match &of {
        Whose::Register { class, .. } => class.clone(),
        Whose::Link { class, .. } => class.clone().unwrap_or_default(),
        Whose::School { year, .. } | Whose::Area { year, .. } => year.to_string(),
        Whose::Variant { variant, .. } => variant.clone(),
    };
    let title = Text::new(format!("Единица {indicator} · {class}"), format!("Unit {indicator} · {class}"));
    let of_a_class = matches!(of, Whose::Register { .. } | Whose::Link { class: Some(_), .. });
    let title = if of_a_class { title.of_persons() } else { title.of_no_one() };
    let spans = vec![Span { first: Origin { source: SourceId(1), row: 8 }, last_row: 36 }];
    UnitReading { indicator, version: "1", of, title, outcome, q: None, spans }
}

fn answer(n: usize, effect: f64, p: f64) -> Outcome {
    let direction = if p <= 0.05 { Direction::Up } else { Direction::None };
    Outcome::Answered(Box::new(Reading {
        n,
        direction,
        effect,
        ci: [effect * 0.5, effect * 1.5],
        mde: if p.is_finite() { effect * 1.1 } else { f64::NAN },
        z: if p.is_finite() { 1.5 } else { f64::NAN },
        p,
        p_kind: if p.is_finite() { PKind::Model } else { PKind::Borrowed },
        reference: Text::new("другие единицы", "other units"),
        explanation: Text::new(format!("Видно отклонение у {n}."), format!("A departure among {n}.")).telling_of([n]),
        figures: vec![figures::intervals()],
        workings: vec![(Text::new("доля", "share"), 0.25)],
    }))
}
