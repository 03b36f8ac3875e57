//! Events about pupils: the form, the page, the steps. Each page that shows a name asks for the password once more.
//! covers: R27, R28, R29, R45

pub mod form;
pub mod page;
pub mod paper;
pub mod steps;
