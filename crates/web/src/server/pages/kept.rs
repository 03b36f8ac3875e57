//! Files that are kept, where they are named: a link, or that the file was erased.

use intake::Input;
use maud::{Markup, html};
use records::text::Lang;
use words::erasure;
use workflow::plan::KeptFile;
use workflow::{Refusal, Upload};

use crate::server::office::Office;
use crate::server::policy::Asked;

/// What a file is called; that it was erased, where it was.
pub fn name(lang: Lang, file: &KeptFile) -> String {
    if file.erased() { erasure::file_gone(lang) } else { file.name.clone() }
}

/// A link to a file of a page; words alone where it was erased.
pub fn link(lang: Lang, page: &str, file: &KeptFile) -> Markup {
    html! {
        @if file.erased() { span.quiet { "(" (erasure::file_gone(lang)) ")" } } @else { a href={ (page) "/file/" (file.address) } { (file.name) } }
    }
}

/// Keeps a file that came, sealed: a sheet may hold names of children.
pub async fn keep(office: &Office, asked: &Asked, file: Option<Input>) -> Result<Option<KeptFile>, Refusal> {
    let Some(Input { name, bytes }) = file else { return Ok(None) };
    let address = office.store.keep(Upload { bytes, names: true, at: asked.reader.now().timestamp() }).await?;
    let name = name.rsplit('/').next().unwrap_or(&name).to_owned();
    Ok(Some(KeptFile { address: address.to_string(), name }))
}
