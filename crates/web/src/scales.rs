//! The reference data as `intake` asks for scales.

use intake::options::Scales;
use methodology::dataset::Scale;
use methodology::reference::Reference;
use methodology::words::{Kind, SchoolYear};

/// Scales of the reference data.
pub struct Shipped<'a>(pub &'a Reference);

impl Scales for Shipped<'_> {
    fn scale_for(&self, kind: Kind, subject: &str, grade: u8, year: SchoolYear, max: u16) -> Option<Scale> {
        self.0.scale_for(kind, subject, grade, year, max)
    }
}
