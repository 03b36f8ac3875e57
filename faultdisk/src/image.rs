//! Files as they are found after the power came back.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

/// Bytes by name of file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image(pub BTreeMap<String, Vec<u8>>);

impl Image {
    /// SHA-256 of names and bytes: images that are alike to the byte have the same.
    pub fn digest(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        for (name, bytes) in &self.0 {
            for part in [name.as_bytes(), bytes] {
                hash.update((part.len() as u64).to_le_bytes());
                hash.update(part);
            }
        }
        hash.finalize().into()
    }
}
