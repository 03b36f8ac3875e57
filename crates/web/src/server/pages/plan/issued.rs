//! Papers of a plan that were issued, carried away as a table.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use words::{events, office};
use workflow::plan::{PaperLine, Papers};
use workflow::{Id, Refusal, Rule};

use super::told;
use crate::server::office::Office;
use crate::server::pages::listing::{Cell, Column, Sheet};
use crate::server::pages::mistake;
use crate::server::policy::Asked;

/// `GET /plan/{id}/papers/list`.
pub async fn carried(State(office): State<Arc<Office>>, asked: Asked, Path(id): Path<String>) -> Response {
    let read = async {
        let plan = Id::read(&id).ok_or(Refusal::of(Rule::NotThere))?;
        office.see(asked.reader.clone(), Papers { plan }).await
    };
    match read.await {
        Ok(register) => {
            // As they stand on the page: those of other plans and of procedures too, the newest first.
            let mut all: Vec<&PaperLine> = register.papers.iter().chain(register.others.iter().map(|other| &other.paper)).collect();
            all.sort_by_key(|paper| std::cmp::Reverse(paper.number));
            sheet(&asked, format!("/plan/{id}/papers"), all.into_iter()).answered(&asked)
        }
        Err(refusal) => mistake::refused(&office, &asked, &refusal).await,
    }
}

/// A register of papers: number, title, day, in which forms each is kept.
pub fn sheet<'p>(asked: &Asked, page: String, papers: impl Iterator<Item = &'p PaperLine>) -> Sheet {
    let lang = asked.lang;
    let row = |paper: &PaperLine| {
        let forms = if paper.pdf.is_some() { "Word, PDF" } else { "Word" };
        vec![Cell::of(paper.number.to_string()), Cell::of(paper.title.clone()), Cell::of(told::day(paper.day)), Cell::of(forms)]
    };
    let columns = vec![
        Column::number("№".to_owned(), 8),
        Column::of(office::paper_one(lang), 60),
        Column::short(events::day(lang), 12),
        Column::short(office::paper_files(lang), 14),
    ];
    Sheet::of(office::papers_register(lang), page, columns, papers.map(row).collect())
}
