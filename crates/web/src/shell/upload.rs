//! Files from the browser: a stream of parts, counted while it comes, refused as soon as a limit is passed.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use intake::{Input, limits};
use records::text::Lang;
use words::web;

/// Bytes of all files of one upload together: they are kept in memory.
pub const UPLOAD_BYTES: u64 = 512 << 20;

/// Bytes of what is typed in a form whose files are not wanted.
const TYPED_BYTES: u64 = 1 << 20;

/// Fields of a form that comes with files.
const FIELDS: usize = 20_000;

/// Bytes of a refused upload that are still read, so that the refusal is seen.
const DRAINED: u64 = 4 << 30;

/// Why an upload was not taken.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// The stream broke off or was not a form.
    #[error("the upload broke off: {0}")]
    Broken(#[from] MultipartError),
    /// A file is too big.
    #[error("{0}: too big")]
    FileTooBig(String),
    /// All files together are too big.
    #[error("too big")]
    TooBig,
    /// Too many files.
    #[error("too many files")]
    TooMany,
}

impl UploadError {
    /// How the refusal is answered.
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::Broken(_) => StatusCode::BAD_REQUEST,
            Self::FileTooBig(_) | Self::TooBig | Self::TooMany => StatusCode::PAYLOAD_TOO_LARGE,
        }
    }

    /// The refusal in words.
    pub fn told(&self, lang: Lang) -> String {
        let megabytes = |bytes: u64| usize::try_from(bytes >> 20).unwrap_or(usize::MAX);
        match self {
            Self::Broken(_) => web::upload_broken(lang),
            Self::FileTooBig(name) => web::upload_file_too_big(lang, name, megabytes(limits::FILE_BYTES)),
            Self::TooBig => web::upload_too_big(lang, megabytes(UPLOAD_BYTES)),
            Self::TooMany => web::upload_too_many(lang, limits::FILES),
        }
    }
}

/// Takes the files of a form in; hidden files and parts without a name are left out.
///
/// # Errors
/// The stream broke, or a limit was passed; nothing of the upload is kept then.
pub async fn receive(mut form: Multipart) -> Result<Vec<Input>, UploadError> {
    let files = taken(&mut form).await;
    if files.is_err() {
        drain(&mut form).await;
    }
    files
}

async fn taken(form: &mut Multipart) -> Result<Vec<Input>, UploadError> {
    let mut files: Vec<Input> = Vec::new();
    let mut room = UPLOAD_BYTES;
    while let Some(field) = form.next_field().await? {
        let Some(name) = field.file_name().and_then(tidy_name) else { continue };
        let bytes = content(field, &name, &mut room).await?;
        files.push(Input { name, bytes });
        if files.len() > limits::FILES {
            return Err(UploadError::TooMany);
        }
    }
    Ok(files)
}

/// A form with files: what was typed as pairs, and the files under the name of their field. An empty file field brings none.
///
/// # Errors
/// As [`receive`].
pub async fn receive_form(mut form: Multipart) -> Result<(Vec<(String, String)>, Vec<(String, Input)>), UploadError> {
    let taken = taken_form(&mut form).await;
    if taken.is_err() {
        drain(&mut form).await;
    }
    taken
}

async fn taken_form(form: &mut Multipart) -> Result<(Vec<(String, String)>, Vec<(String, Input)>), UploadError> {
    let (mut pairs, mut files): (Vec<_>, Vec<(String, Input)>) = (Vec::new(), Vec::new());
    let mut room = UPLOAD_BYTES;
    while let Some(field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(tidy_name) {
            Some(Some(file)) => {
                let bytes = content(field, &file, &mut room).await?;
                files.push((name, Input { name: file, bytes }));
            }
            Some(None) => drop(content(field, &name, &mut room).await?),
            None => {
                let text = content(field, &name, &mut room).await?;
                pairs.push((name, String::from_utf8_lossy(&text).into_owned()));
            }
        }
        if files.len() > limits::FILES || pairs.len() > FIELDS {
            return Err(UploadError::TooMany);
        }
    }
    Ok((pairs, files))
}

/// What was typed in a form with files, and the fields that brought one: its bytes are read and forgotten. None where the stream broke off
/// or the typed part is longer than a form may be.
pub async fn typed_of(mut form: Multipart) -> Option<(Vec<(String, String)>, Vec<String>)> {
    let (mut pairs, mut files, mut room) = (Vec::new(), Vec::new(), TYPED_BYTES);
    while let Some(mut field) = form.next_field().await.ok()? {
        let name = field.name()?.to_owned();
        if field.file_name().is_some() {
            if field.file_name().is_some_and(|name| !name.is_empty()) {
                files.push(name);
            }
            // A file that breaks off, or does not end, takes nothing of what was typed before it along.
            let mut rest = UPLOAD_BYTES;
            loop {
                match field.chunk().await {
                    Ok(Some(chunk)) if chunk.len() as u64 <= rest => rest -= chunk.len() as u64,
                    Ok(None) => break,
                    Ok(Some(_)) | Err(_) => return Some((pairs, files)),
                }
            }
        } else {
            let text = content(field, &name, &mut room).await.ok()?;
            pairs.push((name, String::from_utf8_lossy(&text).into_owned()));
        }
        if pairs.len() + files.len() > FIELDS {
            return None;
        }
    }
    Some((pairs, files))
}

/// Reads on and forgets: a browser that is still sending when the answer comes shows none.
async fn drain(form: &mut Multipart) {
    let mut rest = DRAINED;
    while let Ok(Some(mut field)) = form.next_field().await {
        while let Ok(Some(chunk)) = field.chunk().await {
            match rest.checked_sub(chunk.len() as u64) {
                Some(less) => rest = less,
                None => return,
            }
        }
    }
}

async fn content(mut field: Field<'_>, name: &str, room: &mut u64) -> Result<Vec<u8>, UploadError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await? {
        let more = chunk.len() as u64;
        *room = room.checked_sub(more).ok_or(UploadError::TooBig)?;
        if bytes.len() as u64 + more > limits::FILE_BYTES {
            return Err(UploadError::FileTooBig(name.to_owned()));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The path as the browser gave it, `/`-separated, without a root or steps upwards; None for hidden files and temporary copies.
fn tidy_name(given: &str) -> Option<String> {
    let parts: Vec<String> = given
        .split(['/', '\\'])
        .map(|part| part.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned())
        .filter(|part| !part.is_empty() && part != "." && part != ".." && !part.ends_with(':'))
        .collect();
    let hidden = parts.iter().any(|part| part.starts_with('.') || part.starts_with("~$"));
    (!hidden && !parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_relative_paths() {
        for (given, kept) in [
            ("ВПР РУ4.xlsx", Some("ВПР РУ4.xlsx")),
            ("данные/ВПР/РУ4.xlsx", Some("данные/ВПР/РУ4.xlsx")),
            ("C:\\data\\a.xls", Some("data/a.xls")),
            ("../../etc/passwd", Some("etc/passwd")),
            ("/root.csv", Some("root.csv")),
            ("data/.DS_Store", None),
            ("~$РУ4.xlsx", None),
            ("", None),
        ] {
            assert_eq!(tidy_name(given).as_deref(), kept, "{given}");
        }
    }
}
