//! Published shares: references without raw data.

use serde::Serialize;

use crate::provenance::Origin;

/// Area a published share speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Scope {
    /// «Вся выборка».
    Country,
    /// Region.
    Region,
    /// Municipality.
    Municipality,
    /// School.
    School,
}

impl Scope {
    /// Every scope, widest first.
    pub const ALL: &'static [Self] = &[Self::Country, Self::Region, Self::Municipality, Self::School];

    /// Code in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Region => "region",
            Self::Municipality => "municipality",
            Self::School => "school",
        }
    }
}

/// What a published share is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Quantity {
    /// Key 2…5: share of pupils with the mark.
    Mark,
    /// Key lowered / confirmed / raised: agreement with the journal mark.
    Journal,
    /// Key 0…max: share of pupils with the primary score.
    Score,
    /// Key = item name: share of the maximum points.
    Item,
    /// Key = codifier position or requirement: share of the maximum points.
    Planned,
    /// Key = `item|mark`: share of the maximum points among pupils with the mark.
    Group,
}

impl Quantity {
    /// Every quantity.
    pub const ALL: &'static [Self] = &[Self::Mark, Self::Journal, Self::Score, Self::Item, Self::Planned, Self::Group];

    /// Code in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Journal => "journal",
            Self::Score => "score",
            Self::Item => "item",
            Self::Planned => "planned",
            Self::Group => "group",
        }
    }
}

/// A published share, without raw data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    /// KIM it speaks of (a key of `kims.csv`, or the key the workbook implies).
    pub kim: String,
    /// Area.
    pub scope: Scope,
    /// Name of the area as read.
    pub area: String,
    /// What it is a share of.
    pub quantity: Quantity,
    /// Which value.
    pub key: String,
    /// Share in 0..=1.
    pub value: f64,
    /// Number of pupils behind it, where given.
    pub n: Option<u32>,
    /// Where it was read.
    pub origin: Origin,
}
