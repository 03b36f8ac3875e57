//! A form that comes: what was typed is taken where whoever sends it is the person the form was given to.

use std::sync::Arc;

use axum::Form as Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::response::{IntoResponse, Response};

use super::drafts::{Address, Draft};
use super::form::{BY, Typed, TypedWithFiles};
use super::office::Office;
use super::pages::draft;
use super::policy::Asked;
use crate::shell::upload::receive_form;

impl FromRequest<Arc<Office>> for Typed {
    type Rejection = Response;

    async fn from_request(request: Request, office: &Arc<Office>) -> Result<Self, Response> {
        let sender = Sender::of(&request);
        let Body(pairs) = Body::<Vec<(String, String)>>::from_request(request, office).await.map_err(IntoResponse::into_response)?;
        sender.own(office, Self(pairs), Vec::new()).await
    }
}

/// Who sends a form, to which address.
struct Sender {
    asked: Option<Asked>,
    at: Address,
}

impl Sender {
    fn of(request: &Request) -> Self {
        Self { asked: request.extensions().get().cloned(), at: Address::of(request) }
    }

    /// What was typed, where whoever sends it is the person the form was given to; another one is told so, and what was typed is kept.
    async fn own(self, office: &Office, typed: Typed, files: Vec<String>) -> Result<Typed, Response> {
        match self.asked {
            Some(asked) if typed.has(BY) && typed.get(BY) != asked.person.as_str() => {
                Err(draft::another_person(office, &asked, Draft { at: self.at, typed, files }).await)
            }
            _ => Ok(typed),
        }
    }
}

impl FromRequest<Arc<Office>> for TypedWithFiles {
    type Rejection = Response;

    async fn from_request(request: Request, office: &Arc<Office>) -> Result<Self, Response> {
        let sender = Sender::of(&request);
        let form = Multipart::from_request(request, office).await.map_err(IntoResponse::into_response)?;
        let (pairs, files) = receive_form(form).await.map_err(|error| (error.status(), error.to_string()).into_response())?;
        let fields = files.iter().map(|(field, _)| field.clone()).collect();
        let mut typed = sender.own(office, Typed(pairs), fields).await?;
        // That a file was chosen is part of what was filled in.
        let chosen = files.iter().filter(|(_, file)| !file.bytes.is_empty());
        typed.0.extend(chosen.map(|(field, file)| (field.clone(), file.name.clone())));
        Ok(Self { typed, files })
    }
}
