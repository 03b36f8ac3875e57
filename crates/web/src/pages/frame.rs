//! What every page has around it, and the pieces several pages share.

use axum::response::Html;
use maud::{DOCTYPE, Markup, html};
use records::text::Lang;
use words::web;

/// Steps on the way to the report, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Files.
    Files,
    /// What was understood.
    Understood,
    /// The study.
    Study,
    /// The report.
    Report,
}

/// A page under its title.
pub struct Page<'a> {
    /// Title in the browser's tab and the history.
    pub title: &'a str,
    /// Where on the way it stands.
    pub step: Option<Step>,
    /// Address of the analysis whose way it is: steps that are done lead back.
    pub way: Option<&'a str>,
    /// Address to come back to after a change of language; none on a page for somebody who was not let in.
    pub here: Option<&'a str>,
}

/// Puts the frame around `content`.
pub fn page(lang: Lang, page: &Page<'_>, content: &Markup) -> Html<String> {
    Html(
        html! {
            (DOCTYPE)
            html lang=(code(lang)) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (page.title) " · " (web::program(lang)) }
                    link rel="icon" href="/assets/lens.svg" type="image/svg+xml";
                    link rel="stylesheet" href="/assets/page.css";
                    script src="/assets/page.js" defer {}
                }
                body {
                    a.skip href="#main" { (web::skip(lang)) }
                    (top(lang, page.here))
                    @if let Some(step) = page.step { (steps(lang, step, page.way)) }
                    main #main .sheet tabindex="-1" { (content) }
                }
            }
        }
        .into_string(),
    )
}

fn top(lang: Lang, here: Option<&str>) -> Markup {
    let other = if lang == Lang::Ru { Lang::En } else { Lang::Ru };
    html! {
        header.top {
            a.brand href="/" { img src="/assets/lens.svg" alt="" width="26" height="26"; span { (web::program(lang)) } }
            p.local { (web::local(lang)) }
            @if let Some(here) = here {
                form method="post" action="/language" {
                    input type="hidden" name="lang" value=(code(other));
                    input type="hidden" name="back" value=(here);
                    button.plain lang=(code(other)) { (web::other_language(lang)) }
                }
                form method="post" action="/quit" { button.plain { (web::quit(lang)) } }
            }
        }
    }
}

fn steps(lang: Lang, now: Step, way: Option<&str>) -> Markup {
    let understood = way.map(|way| format!("{way}?files"));
    let all = [
        (Step::Files, web::step_files(lang), Some("/")),
        (Step::Understood, web::step_understood(lang), understood.as_deref()),
        (Step::Study, web::step_study(lang), None),
        (Step::Report, web::step_report(lang), None),
    ];
    html! {
        nav.steps aria-label=(web::steps(lang)) {
            ol {
                @for (step, name, back) in all {
                    li .done[step < now] aria-current=[(step == now).then_some("step")] {
                        @if let Some(back) = back.filter(|_| step < now) { a href=(back) { (name) } } @else { (name) }
                    }
                }
            }
        }
    }
}

/// `ru` or `en`.
#[must_use]
pub const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => "ru",
        Lang::En => "en",
    }
}

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
    web::size_mb(lang, &megabytes)
}
