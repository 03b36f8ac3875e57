//! Whether everything is ready for the procedures of the next two weeks, and what may not come off: lines with the way to each.
//! covers: D11

use maud::{Markup, html};
use records::text::{Lang, capital};
use words::{office, ready};
use workflow::procedure::{Lack, ProcedureReady};
use workflow::ready::{Ready, ReadyShown, Risk};
use workflow::roster::LackingShown;
use workflow::{Id, Look};

use super::plan::told;
use super::procedure::told as procedure;
use crate::server::office::Office;
use crate::server::policy::{Asked, Rights};

/// Procedures that stand open; the others are one press away.
const SHOWN: usize = 8;
/// Things a line names one by one.
const NAMED: usize = 6;

/// What is ahead, for whoever may ask.
pub async fn of(office: &Office, asked: &Asked, rights: &Rights) -> Option<ReadyShown> {
    if !rights.may(Ready::NAME) {
        return None;
    }
    office.see(asked.reader.clone(), Ready).await.ok()
}

/// The same without what stands elsewhere on the page with its own button: classes of those who left, and, where she signs them, drafts of plans.
pub fn not_twice(shown: Option<ReadyShown>, lacks: &LackingShown, signs: bool) -> Option<ReadyShown> {
    let told = |class: &Id| lacks.classes.iter().any(|(id, ..)| id == class);
    let mut shown = shown?;
    shown.risks.retain_mut(|risk| match risk {
        Risk::ClassTeacher(classes) => {
            classes.retain(|(class, _)| !told(class));
            !classes.is_empty()
        }
        Risk::Draft(..) => !signs,
        _ => true,
    });
    Some(shown)
}

/// Both sections; one sentence where nothing is lacking.
pub fn sections(lang: Lang, shown: &ReadyShown) -> Markup {
    html! {
        @if shown.all_ready() && shown.risks.is_empty() {
            section { h2 { (ready::both(lang)) } p { @if shown.procedures.is_empty() { (ready::calm_none(lang)) } @else { (ready::calm(lang)) } } }
        } @else {
            section { h2 { (ready::title(lang)) } (procedures(lang, shown)) }
            @if !shown.risks.is_empty() { section { h2 { (ready::risks(lang)) } (risks(lang, &shown.risks)) } }
        }
    }
}

/// The same in one line that opens; nothing where nothing is lacking.
pub fn folded(lang: Lang, shown: &ReadyShown) -> Markup {
    let all = shown.procedures.len();
    html! {
        @if !shown.all_ready() || !shown.risks.is_empty() {
            details.aside {
                summary {
                    (ready::both(lang))
                    @if all > 0 { " · " (ready::fold_ready(lang, shown.ready().to_string(), all.to_string())) }
                    @if !shown.risks.is_empty() { " · " (ready::fold_risks(lang, shown.risks.len())) }
                }
                (procedures(lang, shown))
                (risks(lang, &shown.risks))
            }
        }
    }
}

fn procedures(lang: Lang, shown: &ReadyShown) -> Markup {
    let all = &shown.procedures;
    html! {
        @if all.is_empty() { p { (ready::none(lang)) } }
        @else if shown.all_ready() { p { (ready::all(lang)) " " a href="/procedures" { (words::procedures::title(lang)) } } }
        @else {
            p { (ready::some(lang, shown.ready().to_string(), all.len().to_string())) }
            ul.matters { @for one in all.iter().take(SHOWN) { (line(lang, one)) } }
            @if all.len() > SHOWN {
                details { summary { (office::and_more(lang, all.len() - SHOWN)) } ul.matters { @for one in all.iter().skip(SHOWN) { (line(lang, one)) } } }
            }
        }
    }
}

fn line(lang: Lang, one: &ProcedureReady) -> Markup {
    let to = format!("/procedure/{}", one.line.id);
    html! {
        li.matter {
            span {}
            div.what {
                a href=(to) { b { (procedure::line(lang, &one.line)) } }
                @if one.lacks.is_empty() { p.quiet { (ready::is_ready(lang)) } }
                @else { ul.lacks { @for lack in &one.lacks { li { (lacking(lang, lack)) } } } }
                @for (rule, number, reason) in &one.despite {
                    p.quiet { (ready::despite(lang, procedure::broken_at(lang, *rule, *number), reason)) }
                }
            }
            span.day { (told::short(one.line.day)) }
            a.button.second href=(to) { (office::look_at(lang)) }
        }
    }
}

fn lacking(lang: Lang, lack: &Lack) -> Markup {
    let (said, event) = match lack {
        Lack::Order { again: false } => (ready::lacks_order(lang), None),
        Lack::Order { again: true } => (ready::lacks_order_again(lang), None),
        Lack::Organiser(classes) => (ready::lacks_organiser(lang, classes.join(", ")), None),
        Lack::Away(names) => (ready::lacks_away(lang, names.join(", ")), None),
        Lack::Rooms(rooms, planned) => {
            let planned = planned.as_ref().map(|(event, day)| (event, ready::rooms_on(lang, told::day(*day))));
            (ready::lacks_rooms(lang, rooms.join(", ")), planned)
        }
        Lack::NotReady(rooms, event) => (ready::lacks_not_ready(lang, rooms.join(", ")), Some((event, String::new()))),
        Lack::Briefing(people, planned) => {
            let planned = planned.as_ref().map(|(event, day)| (event, ready::briefing_on(lang, told::day(*day))));
            (ready::lacks_briefing(lang, *people), planned)
        }
        Lack::Unread(people, event) => (ready::lacks_unread(lang, *people), Some((event, String::new()))),
        Lack::Reason(rule, number) => (ready::lacks_reason(lang, procedure::broken_at(lang, *rule, *number)), None),
    };
    let said = capital(&said);
    html! {
        @match event {
            // The event is where it is mended; where it has no words of its own, what is said leads there.
            Some((event, words)) if words.is_empty() => a href={ "/event/" (event) } { (said) },
            Some((event, words)) => { (said) "; " a href={ "/event/" (event) } { (words) } },
            None => (said),
        }
    }
}

fn risks(lang: Lang, risks: &[Risk]) -> Markup {
    html! { @if !risks.is_empty() { ul.plain-list.rows { @for risk in risks { li { span { (at_risk(lang, risk)) } } } } } }
}

fn at_risk(lang: Lang, risk: &Risk) -> Markup {
    let backups = |said: String| html! { (said) ": " a href="/backups" { (office::backups_title(lang)) } };
    match risk {
        Risk::Draft(plan, title) => html! { (ready::risk_draft(lang)) ": " (links(lang, &[(at("plan", plan), title.clone())])) },
        Risk::Nobody(measures) => {
            let all: Vec<_> = measures.iter().map(|(id, text)| (at("measure", id), text.clone())).collect();
            html! { (ready::risk_nobody(lang, all.len())) ": " (links(lang, &all)) }
        }
        Risk::Away(all) => {
            let all: Vec<_> =
                all.iter().map(|(id, day, name)| (at("procedure", id), ready::risk_away_one(lang, name, told::day(*day)))).collect();
            html! { (ready::risk_away(lang)) ": " (links(lang, &all)) }
        }
        Risk::ClassTeacher(classes) => {
            let all: Vec<_> = classes.iter().map(|(id, name)| (at("class", id), name.to_string())).collect();
            html! { (ready::risk_class_teacher(lang, all.len())) ": " (links(lang, &all)) }
        }
        Risk::Unread { event, title, until, read, of } => {
            let said = ready::risk_unread(lang, told::day(*until), read.to_string(), of.to_string());
            html! { (said) ": " (links(lang, &[(at("event", event), title.clone())])) }
        }
        Risk::Sheet { issued: true } => backups(ready::risk_sheet(lang)),
        Risk::Sheet { issued: false } => backups(ready::risk_no_sheet(lang)),
        Risk::Backup(Some(day)) => backups(ready::risk_backup(lang, told::day(*day))),
        Risk::Backup(None) => backups(ready::risk_no_backup(lang)),
    }
}

fn at(what: &str, id: &Id) -> String {
    format!("/{what}/{id}")
}

/// Links one after another, the first ones named.
fn links(lang: Lang, all: &[(String, String)]) -> Markup {
    html! {
        @for (place, (to, said)) in all.iter().take(NAMED).enumerate() { @if place > 0 { "; " } a href=(to) { (said) } }
        @if all.len() > NAMED { " " (office::and_more(lang, all.len() - NAMED)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(markup: &Markup) -> String {
        markup.0.split('<').map(|part| part.split_once('>').map_or(part, |(_, after)| after)).collect()
    }

    #[test]
    fn where_nothing_is_lacking_one_sentence_says_so() {
        let calm = sections(Lang::Ru, &ReadyShown::default());
        assert_eq!(text(&calm), "Готовность и рискиПроцедур в ближайшие две недели нет, рисков тоже нет.");
        assert_eq!(text(&folded(Lang::Ru, &ReadyShown::default())), "");
    }

    #[test]
    fn what_stands_elsewhere_on_the_page_is_no_risk_besides() {
        let class = |at: u8| Id::read(&format!("class-2222222{at}")).unwrap();
        let name = |at: u8| workflow::roster::ClassName { grade: 7, letter: format!("{at}") };
        let person = Id::read("person-22222222").unwrap();
        let lacks = LackingShown { classes: vec![(class(2), name(2), (person, "Ким К.".into()))], ..LackingShown::default() };
        let draft = || Risk::Draft(Id::read("plan-22222222").unwrap(), "План".into());
        let shown = |classes: &[u8]| {
            let classes = classes.iter().map(|at| (class(*at), name(*at))).collect();
            Some(ReadyShown { risks: vec![Risk::ClassTeacher(classes), draft()], ..ReadyShown::default() })
        };
        assert_eq!(not_twice(shown(&[2]), &lacks, true).unwrap().risks, []);
        assert_eq!(not_twice(shown(&[2, 3]), &lacks, true).unwrap().risks, [Risk::ClassTeacher(vec![(class(3), name(3))])]);
        assert_eq!(not_twice(shown(&[3]), &LackingShown::default(), false), shown(&[3]));
        assert_eq!(not_twice(None, &lacks, true), None);
    }

    #[test]
    fn a_risk_is_said_with_the_way_to_it() {
        let class =
            |at: u8| (Id::read(&format!("class-2222222{at}")).unwrap(), workflow::roster::ClassName { grade: 7, letter: format!("{at}") });
        let risks = vec![Risk::ClassTeacher((2..9).map(class).collect()), Risk::Backup(None)];
        let shown = ReadyShown { risks, ..ReadyShown::default() };
        let page = sections(Lang::Ru, &shown);
        let said = text(&page);
        assert!(said.contains("Процедур в ближайшие две недели нет.") && !said.contains("рисков"), "{said}");
        assert!(said.contains("В 7 классах нет классного руководителя: 7-2; 7-3; 7-4; 7-5; 7-6; 7-7 и ещё 1"), "{said}");
        assert!(page.0.contains("href=\"/class/class-22222222\"") && page.0.contains("href=\"/backups\""), "{}", page.0);
        assert!(text(&folded(Lang::Ru, &shown)).starts_with("Готовность и риски · 2 риска"));
    }
}
