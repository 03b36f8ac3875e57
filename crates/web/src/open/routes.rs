//! Every address of the local page, in one table.

use super::memory::Memory;
use super::pages::{enter, keep, leave, report, settings, start, understood, work};
use super::policy::May::{Anybody, Owner, Visitor};
use crate::shell::assets;
use crate::shell::route::Limit::{Files, Form, Nothing};
use crate::shell::route::{Route, routes};

/// All addresses.
pub const ROUTES: &[Route<Memory>] = routes![
    GET  "/enter/{link}" (Anybody, Nothing) "lets the browser in, once" => enter::enter,
    GET  "/assets/{name}" (Anybody, Nothing) "style, script, fonts" => assets::asset,
    GET  "/" (Visitor, Nothing) "start: drop files, analyses of this run" => start::show,
    POST "/analyses" (Visitor, Files) "takes files, begins an analysis" => start::begin,
    POST "/example" (Visitor, Nothing) "begins an analysis of the rehearsal gymnasium" => start::example,
    GET  "/analyses/{id}" (Owner, Nothing) "what was understood, or the work in progress" => understood::show,
    POST "/analyses/{id}/files" (Owner, Files) "adds files" => understood::add,
    POST "/analyses/{id}/remove" (Owner, Form) "takes a file out" => understood::remove,
    POST "/analyses/{id}/answers" (Owner, Form) "answers questions" => understood::answer,
    GET  "/analyses/{id}/answers.csv" (Owner, Nothing) "the answers as a file" => leave::answers,
    POST "/analyses/{id}/read" (Owner, Nothing) "reads the files again after a stop" => understood::read,
    POST "/analyses/{id}/study" (Owner, Form) "begins the study" => understood::study,
    POST "/analyses/{id}/forget" (Owner, Form) "forgets the analysis, answers not kept asked about" => leave::forget,
    GET  "/analyses/{id}/status" (Owner, Nothing) "what the work is at (JSON)" => work::status,
    POST "/analyses/{id}/stop" (Owner, Nothing) "stops the work" => work::stop,
    GET  "/analyses/{id}/report" (Owner, Nothing) "the report with its buttons" => report::show,
    GET  "/analyses/{id}/page" (Owner, Nothing) "the report itself" => report::page,
    GET  "/analyses/{id}/save/{name}" (Owner, Nothing) "a file of the output folder" => report::save,
    POST "/analyses/{id}/keep" (Owner, Nothing) "hands the results to the office" => keep::keep,
    POST "/language" (Visitor, Form) "changes the language" => settings::language,
    POST "/quit" (Visitor, Form) "closes the program, answers not kept asked about" => leave::quit,
];

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

    /// Whatever names an analysis is its owner's; whatever changes anything needs somebody who was let in.
    #[test]
    fn policies_fit_their_addresses() {
        for route in ROUTES {
            assert_eq!(route.path.contains("{id}"), route.policy == Owner, "{}", route.path);
            assert!(route.method == "GET" || route.policy != Anybody, "{}", route.path);
        }
    }
}
