//! The pages, one file each: what it shows and what its forms do.

pub mod enter;
pub mod frame;
pub mod keep;
pub mod leave;
pub mod mistake;
pub mod report;
pub mod settings;
pub mod start;
pub mod understood;
pub mod work;
