//! What an inspection asks to see: points, each with the requirements that show it. A data file with a version.

use std::sync::OnceLock;

use serde::Deserialize;

use super::library::Requirement;
use crate::provenance::Citation;
use crate::text::Text;

/// The list with its version.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    /// Stable id, also the file name.
    pub id: String,
    /// Version.
    pub version: String,
    /// Title.
    pub title: Text,
    /// Where it is known from.
    pub cite: Citation,
    /// The points in their order.
    #[serde(rename = "point")]
    pub points: Vec<Point>,
}

/// Something that is asked for.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Key, never reused.
    pub key: String,
    /// What is asked for.
    pub title: Text,
    /// Requirements whose measures and events show it.
    pub rows: Vec<Requirement>,
    /// Whether orders show it, and no event does.
    #[serde(default)]
    pub orders: bool,
}

/// The shipped list is damaged.
#[derive(Debug, thiserror::Error)]
#[error("inspection.toml: {0}")]
pub struct InspectionError(#[from] toml::de::Error);

impl Inspection {
    /// The list shipped with the program.
    ///
    /// # Errors
    /// Only where the shipped file is damaged; a test reads it.
    pub fn shipped() -> Result<&'static Self, InspectionError> {
        static SHIPPED: OnceLock<Inspection> = OnceLock::new();
        if let Some(shipped) = SHIPPED.get() {
            return Ok(shipped);
        }
        let parsed = toml::from_str(include_str!("../../reference-data/inspection.toml"))?;
        Ok(SHIPPED.get_or_init(|| parsed))
    }
}

impl Point {
    /// Whether a requirement shows it.
    #[must_use]
    pub fn asks(&self, row: u8) -> bool {
        self.rows.iter().any(|one| one.number() == row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_every_point_can_be_shown() {
        let inspection = Inspection::shipped().unwrap();
        let mut keys: Vec<&str> = inspection.points.iter().map(|point| point.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), inspection.points.len());
        assert!(inspection.points.iter().all(|point| !point.rows.is_empty() && point.asks(point.rows[0].number())));
        assert!(inspection.points.iter().all(|point| !point.asks(48)));
    }
}
