//! Events of the office: the list, one whole with what can be done now, its form, tasks, papers.
//! covers: R2, R4, R10, R11, R12, R13, R15, R18, R21, R22, R24, R25, R26, R27, R28, R29, R31, R33, R35, R36, R38, R39, R45, R47

pub mod again;
pub mod briefings;
pub mod certificates;
pub mod certifying;
pub mod edit;
pub mod families;
pub mod fields;
pub mod list;
pub mod measure;
pub mod mine;
pub mod next;
pub mod offered;
pub mod one;
pub mod papers;
pub mod planned;
pub mod pupils;
pub mod quiz;
pub mod record;
pub mod register_links;
pub mod registers;
pub mod said;
pub mod sections;
pub mod steps;
pub mod tasks;
