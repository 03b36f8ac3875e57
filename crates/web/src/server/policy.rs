//! Who may ask for an address of the office. A route names its act or look; the roles are asked where the act is performed, in the
//! transaction it is performed in.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use jiff::Timestamp;
use records::text::Lang;
use workflow::people::Me;
use workflow::{Id, Reader, Role};

use super::form::{BY, Typed};
use super::office::Office;
use super::passwords::Knock;
use crate::shell::session::Session;

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// Anybody who reaches the machine: the way in, and the files of the program itself.
    Anybody,
    /// Whoever came by the link of the program's window, as long as there is no school.
    Newcomer,
    /// Whoever signed in; it is about herself.
    Signed,
    /// Whoever signed in and holds a role that may do this act or see this look.
    Ask(&'static str),
}

/// Who asks, already signed in.
#[derive(Clone)]
pub struct Asked {
    /// Her browser.
    pub session: Arc<Session>,
    /// Who.
    pub person: Id,
    /// With which rights, when.
    pub reader: Reader,
    /// From which machine.
    pub from: Knock,
    /// In which language.
    pub lang: Lang,
    /// The address to come back to.
    pub here: String,
}

impl Asked {
    /// A form that is given to whoever asks: it is hers, whoever sits down at her browser later.
    pub fn form(&self) -> Typed {
        Typed::default().with(BY, self.person.as_str())
    }

    /// A moment by the clock of the school.
    pub fn moment(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.reader.now().time_zone().clone()).strftime("%d.%m.%Y %H:%M").to_string()
    }
}

/// What somebody's roles name: which buttons a page shows her.
#[derive(Default)]
pub struct Rights {
    roles: Vec<Role>,
    stands_for: Vec<Id>,
}

impl Rights {
    /// Those of whoever asks; none where she may not even see herself.
    pub async fn of(office: &Office, asked: &Asked) -> Self {
        let me = office.see(asked.reader.clone(), Me).await;
        let rights = me.map(|me| Self { roles: me.roles, stands_for: me.stands_for.into_iter().map(|(id, _)| id).collect() });
        rights.unwrap_or_default()
    }

    /// Whether she holds this role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Whether she stands in for this person today.
    pub fn stands_for(&self, person: &Id) -> bool {
        self.stands_for.contains(person)
    }

    /// Whether one of her roles is named by this act.
    pub fn may(&self, act: &str) -> bool {
        self.roles.iter().any(|role| workflow::names(act, *role))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::FORBIDDEN)
    }
}
