//! Why the office could not be opened.

use workflow::{OpenError, Refusal};

use crate::shell::serve::WebError;

/// Why the office could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address.
    #[error(transparent)]
    Web(#[from] WebError),
    /// The folder.
    #[error(transparent)]
    Folder(#[from] OpenError),
    /// The disk.
    #[error(transparent)]
    Disk(#[from] Refusal),
    /// What lies in the folder as the certificate is none.
    #[error("keys/lan.pem")]
    Certificate,
}
