//! Every address of the local page, in one table. A route stands under the guard because the table is the only way in.

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use axum::{Router, extract::State};
use words::web;

use crate::pages::{mistake, report, settings, start, understood, work};
use crate::state::Shared;
use crate::{assets, guard};

/// One address.
pub struct Route {
    /// The way it is asked: GET shows, POST changes.
    pub method: &'static str,
    /// The address.
    pub path: &'static str,
    /// What it does.
    pub what: &'static str,
    handler: fn() -> MethodRouter<Arc<Shared>>,
}

macro_rules! routes {
    ($($method:literal $path:literal $what:literal => $door:ident($handler:path)),+ $(,)?) => {
        &[$(Route { method: $method, path: $path, what: $what, handler: || $door($handler) }),+]
    };
}

/// All addresses.
pub const ROUTES: &[Route] = routes![
    "GET"  "/enter/{secret}" "lets the browser in" => get(guard::enter),
    "GET"  "/assets/{name}" "style, script, fonts" => get(assets::asset),
    "GET"  "/" "start: drop files, analyses of this run" => get(start::show),
    "POST" "/analyses" "takes files, begins an analysis" => post(start::begin),
    "POST" "/example" "begins an analysis of the rehearsal gymnasium" => post(start::example),
    "GET"  "/analyses/{id}" "what was understood, or the work in progress" => get(understood::show),
    "POST" "/analyses/{id}/files" "adds files" => post(understood::add),
    "POST" "/analyses/{id}/remove" "takes a file out" => post(understood::remove),
    "POST" "/analyses/{id}/answers" "answers questions" => post(understood::answer),
    "POST" "/analyses/{id}/read" "reads the files again after a stop" => post(understood::read),
    "POST" "/analyses/{id}/study" "begins the study" => post(understood::study),
    "POST" "/analyses/{id}/forget" "forgets the analysis" => post(understood::forget),
    "GET"  "/analyses/{id}/status" "what the work is at (JSON)" => get(work::status),
    "POST" "/analyses/{id}/stop" "stops the work" => post(work::stop),
    "GET"  "/analyses/{id}/report" "the report with its buttons" => get(report::show),
    "GET"  "/analyses/{id}/page" "the report itself" => get(report::page),
    "GET"  "/analyses/{id}/save/{name}" "a file of the output folder" => get(report::save),
    "POST" "/language" "changes the language" => post(settings::language),
    "POST" "/quit" "closes the program" => post(settings::quit),
];

/// The page as a service.
pub fn router(shared: Arc<Shared>) -> Router {
    let routes = ROUTES.iter().fold(Router::new(), |router, route| router.route(route.path, (route.handler)()));
    routes
        .fallback(nowhere)
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(Arc::clone(&shared), guard::guard))
        .with_state(shared)
}

async fn nowhere(State(shared): State<Arc<Shared>>) -> Response {
    mistake::page(&shared, StatusCode::NOT_FOUND, &web::mistake_nowhere(shared.lang()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_once() {
        let mut paths: Vec<_> = ROUTES.iter().map(|route| (route.path, route.method)).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), ROUTES.len());
    }
}
