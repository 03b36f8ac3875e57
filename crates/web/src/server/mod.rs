//! The office: the pages a school works in. Every page names its act or look; who may is decided where the act is performed.

mod admission;
mod apart;
pub mod door;
pub mod drafts;
pub mod form;
pub mod halves;
pub mod lan;
pub mod office;
pub mod once;
pub mod pages;
pub mod passwords;
pub mod policy;
mod post;
pub mod refused;
pub mod routes;
mod sent;
mod serve_error;
pub mod shelf;
pub mod stage;
pub mod subjects;
pub mod works;
mod written;
pub mod zones;

pub use door::{Options, Server, Taken};
pub use routes::{REHEARSAL, ROUTES};
pub use serve_error::ServeError;
pub use stage::Stage;
