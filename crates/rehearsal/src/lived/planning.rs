//! The plan of the year: begun from the library in the last week of August, given to people, approved by an order.

use jiff::civil::date;
use records::plan::library::Library;
use records::plan::{When, calendar::Days};
use records::vocabulary::SchoolYear;
use workflow::Id;
use workflow::plan::{
    Add, Approve, Begin, Change, Content, Paper, PlanShown, Preface, SchedulesOf, SetTerms, Source, Take, Whole, library_rows,
};
use workflow::school::Edit;

use super::cast::{FOUNDER, LEAVER, School, owners};
use super::deeds::PAGE;
use super::hand::Hand;
use super::{LiveError, SCHOOL, YEAR, papers};

/// The number of the order that approves the plan.
const ORDER: &str = "112-о";

/// Makes the plan; its id.
pub(super) async fn plan(hand: &mut Hand<'_>, school: &mut School) -> Result<Id, LiveError> {
    let deputy = school.id(FOUNDER)?;
    hand.goes_to(date(2026, 8, 25), 10);
    let periods = own_terms(hand, school, &deputy).await?;
    let plan = begun(hand, school, &deputy, &periods).await?;
    hand.goes_to(date(2026, 8, 26), 9);
    give_out(hand, school, &deputy, &plan).await?;
    add_its_own(hand, school, &deputy, &plan).await?;
    hand.goes_to(date(2026, 8, 28), 12);
    approve(hand, school, &deputy, &plan).await?;
    Ok(plan)
}

/// The usual periods and holidays become the school's own.
async fn own_terms(hand: &mut Hand<'_>, school: &School, deputy: &Id) -> Result<Vec<Days>, LiveError> {
    let known = hand.sees(deputy, SchedulesOf { year: school.year.clone() }).await?;
    let same = |days: Vec<Days>| Edit { opened: days.clone(), wanted: days };
    let periods = known.terms.periods.clone();
    let terms = SetTerms { year: school.year.clone(), periods: same(known.terms.periods), holidays: same(known.terms.holidays) };
    hand.does(deputy, terms).await?;
    Ok(periods)
}

async fn begun(hand: &mut Hand<'_>, school: &School, deputy: &Id, periods: &[Days]) -> Result<Id, LiveError> {
    let library = Library::shipped().map_err(|error| LiveError::Missing(error.to_string()))?;
    let year = SchoolYear(YEAR.0.year());
    let head = school.person("head")?.name.short();
    let preface = Preface {
        title: format!("План мероприятий по объективности оценивания на {} учебный год", year.short()),
        goal: "Отметка и балл, которым верят ученик, семья и следующая ступень обучения.".into(),
        directions: [
            "Единые подходы к оцениванию и проверке работ",
            "Порядок проведения оценочных процедур",
            "Помощь учителям и ученикам по результатам",
            "Открытость для родителей",
        ]
        .map(str::to_owned)
        .into(),
        head: format!("УТВЕРЖДАЮ\nДиректор гимназии\n{head}"),
    };
    let begun = hand.does(deputy, Begin { year: school.year.clone(), preface }).await?;
    let take = Take {
        plan: begun.done.clone(),
        seen: begun.entry,
        source: Source::Library,
        digest: library.version.clone(),
        name: "Библиотека программы".into(),
        rows: library_rows(library, year, periods),
        not_taken: Vec::new(),
        reason: None,
    };
    hand.does(deputy, take).await?;
    Ok(begun.done)
}

/// Every measure gets its people, and two of them dates of the school's own.
async fn give_out(hand: &mut Hand<'_>, school: &School, deputy: &Id, plan: &Id) -> Result<(), LiveError> {
    let shown: PlanShown = hand.sees(deputy, Whole { plan: plan.clone() }).await?;
    for measure in shown.blocks.into_iter().flat_map(|block| block.measures) {
        let people = owners(&measure.content.owners).into_iter().map(|key| school.id(key)).collect::<Result<Vec<_>, _>>()?;
        let content = Edit { wanted: with_own_dates(measure.content.clone()), opened: measure.content };
        let people = Edit { opened: Vec::new(), wanted: people };
        hand.does(deputy, Change { measure: measure.id, seen: measure.entry, content, people, reason: None }).await?;
    }
    Ok(())
}

/// ВПР are in spring: what is done after them does not wait for every diagnostic work of the autumn.
fn with_own_dates(content: Content) -> Content {
    match content.library.as_deref() {
        Some("vpr-monitoring") => {
            Content { when: "май".into(), rules: vec![When::Span { from: date(2027, 5, 1), last: date(2027, 5, 31) }], ..content }
        }
        Some("recheck") => Content { when: "при необходимости".into(), rules: vec![When::AsNeeded], ..content },
        _ => content,
    }
}

/// What the library does not hold and this school wants.
async fn add_its_own(hand: &mut Hand<'_>, school: &School, deputy: &Id, plan: &Id) -> Result<(), LiveError> {
    let span = |from, last| vec![When::Span { from, last }];
    let own = [
        (
            "Неделя открытых разборов: учителя показывают коллегам, как ставили баллы по критериям",
            "16–20 ноября",
            span(date(2026, 11, 16), date(2026, 11, 20)),
            "mathematics",
        ),
        (PAGE, "октябрь–ноябрь", span(date(2026, 10, 1), date(2026, 11, 30)), LEAVER),
    ];
    for (text, when, rules, owner) in own {
        let content = Content {
            block: "Мероприятия гимназии".into(),
            number: String::new(),
            text: text.into(),
            requirement: None,
            owners: school.person(owner)?.name.short(),
            when: when.into(),
            rules,
            expected: String::new(),
            library: None,
            asks_acceptance: false,
        };
        let people = vec![school.id(owner)?];
        hand.does(deputy, Add { plan: plan.clone(), seen: 0, content, people, reason: None }).await?;
    }
    Ok(())
}

async fn approve(hand: &mut Hand<'_>, school: &School, deputy: &Id, plan: &Id) -> Result<(), LiveError> {
    let day = date(2026, 8, 28);
    let head = school.person("head")?.name.short();
    let lines = [
        format!("Приказ № {ORDER} от {}", day.strftime("%d.%m.%Y")),
        SCHOOL.to_owned(),
        "1. Утвердить план мероприятий по объективности оценивания на 2026/27 учебный год.".to_owned(),
        "2. Контроль исполнения возложить на заместителя директора по УВР.".to_owned(),
        format!("Директор {head}"),
    ];
    let scan = hand.keeps(papers::word(&lines)?).await?;
    let seen = hand.sees(deputy, Whole { plan: plan.clone() }).await?.entry;
    let paper = Paper { number: ORDER.into(), day, scan };
    hand.does(deputy, Approve { plan: plan.clone(), seen, paper: Some(paper) }).await.map(drop)
}
