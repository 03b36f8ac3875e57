//! The keys of a folder, readable by its owner only where the system knows owners.

use std::path::{Path, PathBuf};

use ledger::{Digest, SigningKey};

use super::db::Random;
use super::disk::{Rights, put};
use super::error::OpenError;

/// The key that signs checkpoints, and the one that files with names of children are addressed under.
pub(super) struct Keys {
    pub ledger: SigningKey,
    pub names: [u8; 32],
}

impl Keys {
    /// The keys of a folder; they are made for a new one only: a ledger without its key is told.
    pub(super) fn of(folder: &Path, new: bool, random: &mut Random) -> Result<Self, OpenError> {
        let mut key = |name: &str| of(&folder.join("keys").join(name), new, random);
        Ok(Self { ledger: SigningKey::of(&key("ledger.key")?), names: key("names.key")? })
    }

    /// Whose ledger it is, where it leaves the folder: a word made of the key, no name.
    pub(super) fn origin(&self) -> String {
        let key: String = self.ledger.public().to_string().chars().take(16).collect();
        format!("office-{key}")
    }
}

fn of(path: &Path, new: bool, random: &mut Random) -> Result<[u8; 32], OpenError> {
    let damaged = || OpenError::Key(PathBuf::from(path));
    match std::fs::read_to_string(path) {
        Ok(text) => text.trim().parse::<Digest>().map(|key| *key.as_bytes()).map_err(|_| damaged()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && new => {
            let mut key = [0; 32];
            if !random(&mut key) {
                return Err(OpenError::NoRandomness);
            }
            put(path, format!("{}\n", Digest::from_bytes(key)).as_bytes(), Rights::OwnerOnly).map_err(OpenError::at(path))?;
            Ok(key)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(damaged()),
        Err(error) => Err(OpenError::at(path)(error)),
    }
}
