//! Files that are kept, where they are named: a link, or that the file was erased.

use maud::{Markup, html};
use records::text::Lang;
use words::erasure;
use workflow::plan::KeptFile;

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
