//! The analysis an address names.

use std::sync::Arc;

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use words::web;

use crate::analysis::Analysis;
use crate::pages::mistake;
use crate::state::Shared;

/// Taken from the address; one that is not there is answered by a page that says so.
pub struct Named(pub Arc<Analysis>);

impl FromRequestParts<Arc<Shared>> for Named {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, shared: &Arc<Shared>) -> Result<Self, Response> {
        let params = RawPathParams::from_request_parts(parts, shared).await.ok();
        let id = params.iter().flat_map(|params| params.iter()).find(|(name, _)| *name == "id").and_then(|(_, value)| value.parse().ok());
        let found = id.and_then(|id| shared.analysis(id));
        found.map(Self).ok_or_else(|| mistake::page(shared, StatusCode::NOT_FOUND, &web::mistake_forgotten(shared.lang())))
    }
}
