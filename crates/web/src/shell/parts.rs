//! The pieces pages are made of.

use maud::{Markup, html};
use records::text::Lang;
use words::web;

/// A form with one button.
#[must_use]
pub fn button(action: &str, class: &str, text: &str) -> Markup {
    html! { form method="post" action=(action) { button class=(class) { (text) } } }
}

/// The place to drop files on; it works as a plain form too.
#[must_use]
pub fn drop_area(lang: Lang, action: &str, large: bool) -> Markup {
    html! {
        form.drop .large[large] method="post" action=(action) enctype="multipart/form-data" data-drop="" {
            @if large { p.lead { (web::drop_here(lang)) } }
            div.choices {
                span.choice {
                    input #drop-files type="file" name="file" multiple;
                    label for="drop-files" .button { (web::choose_files(lang)) }
                }
                span.choice {
                    input #drop-folder type="file" name="file" webkitdirectory multiple;
                    label for="drop-folder" .button .second { (web::choose_folder(lang)) }
                }
                button.without-script { (web::read_files(lang)) }
            }
            div.sending hidden data-sending="" {
                p { (web::sending(lang)) }
                progress max="100" value="0" aria-label=(web::sending(lang)) {}
            }
            p.fault role="alert" hidden data-fault="" data-broken=(web::upload_broken(lang)) {}
        }
    }
}

/// A size as people say it.
#[must_use]
pub fn size(lang: Lang, bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1024 {
        return web::size_kb(lang, kilobytes as usize);
    }
    #[expect(clippy::cast_precision_loss, reason = "a size told to one decimal")]
    let megabytes = records::text::number(kilobytes as f64 / 1024.0, 1, lang);
    if kilobytes >= 1024 * 1024 {
        #[expect(clippy::cast_precision_loss, reason = "a size told to one decimal")]
        return web::size_gb(lang, records::text::number(kilobytes as f64 / f64::from(1 << 20), 1, lang));
    }
    web::size_mb(lang, &megabytes)
}
