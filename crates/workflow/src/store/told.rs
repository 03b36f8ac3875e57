//! Why a folder cannot be opened, said to people.

use std::io::{Error, ErrorKind};
use std::path::Path;

use records::text::Lang;
use words::{objektiv, opening};

use super::error::OpenError;

impl OpenError {
    /// What happened, where, what to do.
    #[must_use]
    pub fn told(&self, lang: Lang, folder: &Path) -> String {
        let folder = folder.display().to_string();
        match self {
            Self::InUse { address } if address.is_empty() => opening::in_use_somewhere(lang, folder),
            Self::InUse { address } => opening::in_use(lang, folder, address),
            Self::NotLocal(journal) => opening::not_local(lang, folder, journal),
            Self::Share { folder, kind } => opening::share(lang, folder.display().to_string(), kind),
            Self::OldEngine(version) => opening::old_engine(lang, *version),
            Self::Later => opening::later(lang, folder),
            Self::Key(path) => opening::key(lang, path.display().to_string()),
            Self::Damaged(what) => opening::damaged(lang, folder, what),
            Self::NoRandomness => opening::no_randomness(lang),
            Self::Io { path, source } => opening::io(lang, path.display().to_string(), reason(lang, source)),
            Self::Full => opening::full(lang, folder),
            Self::Database(why) => opening::database(lang, folder, why),
        }
    }
}

/// Why the system refused, in the reader's language where it is one of the usual reasons.
pub(super) fn reason(lang: Lang, error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => objektiv::why_not_found(lang),
        ErrorKind::PermissionDenied => objektiv::why_no_right(lang),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => objektiv::why_no_room(lang),
        ErrorKind::ReadOnlyFilesystem => objektiv::why_read_only(lang),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => objektiv::why_no_folder(lang),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each says where and what to do, in both languages, and blames nobody.
    #[test]
    fn every_error_of_opening_is_told() {
        let folder = Path::new("школа");
        let io = || Error::from(ErrorKind::PermissionDenied);
        let errors = [
            OpenError::InUse { address: "http://127.0.0.1:8080".into() },
            OpenError::InUse { address: String::new() },
            OpenError::NotLocal("delete".into()),
            OpenError::Share { folder: folder.into(), kind: "cifs".into() },
            OpenError::OldEngine("3.40.0"),
            OpenError::Later,
            OpenError::Key(folder.join("ledger.key")),
            OpenError::Damaged("entry 7".into()),
            OpenError::NoRandomness,
            OpenError::Io { path: folder.into(), source: io() },
            OpenError::Full,
            OpenError::Database("malformed".into()),
        ];
        for error in errors {
            for lang in [Lang::Ru, Lang::En] {
                let told = error.told(lang, folder);
                let place = told.contains("школа") || matches!(error, OpenError::OldEngine(_) | OpenError::NoRandomness);
                assert!(place && told.matches(['.', ';']).count() > 0 && told.len() > 60, "{told}");
            }
        }
        let told = OpenError::InUse { address: "http://127.0.0.1:8080".into() }.told(Lang::Ru, folder);
        assert!(told.contains("http://127.0.0.1:8080"), "{told}");
    }
}
