//! Files as they are found after the power came back.

use std::collections::BTreeMap;

/// Bytes by name of file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image(pub BTreeMap<String, Vec<u8>>);
