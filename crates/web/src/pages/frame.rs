//! What every page has around it, and the pieces several pages share.

use axum::response::Html;
use maud::{DOCTYPE, Markup, html};
use records::text::Lang;

use crate::words::Words;

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
pub fn page(words: &Words, page: &Page<'_>, content: &Markup) -> Html<String> {
    Html(
        html! {
            (DOCTYPE)
            html lang=(code(words.lang)) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (page.title) " · " (words.say("program")) }
                    link rel="icon" href="/assets/lens.svg" type="image/svg+xml";
                    link rel="stylesheet" href="/assets/page.css";
                    script src="/assets/page.js" defer {}
                }
                body {
                    a.skip href="#main" { (words.say("skip")) }
                    (top(words, page.here))
                    @if let Some(step) = page.step { (steps(words, step, page.way)) }
                    main #main .sheet tabindex="-1" { (content) }
                }
            }
        }
        .into_string(),
    )
}

fn top(words: &Words, here: Option<&str>) -> Markup {
    let other = if words.lang == Lang::Ru { Lang::En } else { Lang::Ru };
    html! {
        header.top {
            a.brand href="/" { img src="/assets/lens.svg" alt="" width="26" height="26"; span { (words.say("program")) } }
            p.local { (words.say("local")) }
            @if let Some(here) = here {
                form method="post" action="/language" {
                    input type="hidden" name="lang" value=(code(other));
                    input type="hidden" name="back" value=(here);
                    button.plain lang=(code(other)) { (words.say("other-language")) }
                }
                form method="post" action="/quit" { button.plain { (words.say("quit")) } }
            }
        }
    }
}

fn steps(words: &Words, now: Step, way: Option<&str>) -> Markup {
    let understood = way.map(|way| format!("{way}?files"));
    let all = [
        (Step::Files, words.say("step-files"), Some("/")),
        (Step::Understood, words.say("step-understood"), understood.as_deref()),
        (Step::Study, words.say("step-study"), None),
        (Step::Report, words.say("step-report"), None),
    ];
    html! {
        nav.steps aria-label=(words.say("steps")) {
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
pub fn drop_area(words: &Words, action: &str, large: bool) -> Markup {
    html! {
        form.drop .large[large] method="post" action=(action) enctype="multipart/form-data" data-drop="" {
            @if large { p.lead { (words.say("drop-here")) } }
            div.choices {
                span.choice {
                    input #drop-files type="file" name="file" multiple;
                    label for="drop-files" .button { (words.say("choose-files")) }
                }
                span.choice {
                    input #drop-folder type="file" name="file" webkitdirectory multiple;
                    label for="drop-folder" .button .second { (words.say("choose-folder")) }
                }
                button.without-script { (words.say("read-files")) }
            }
            div.sending hidden data-sending="" {
                p { (words.say("sending")) }
                progress max="100" value="0" aria-label=(words.say("sending")) {}
            }
            p.fault role="alert" hidden data-fault="" data-broken=(words.say("upload-broken")) {}
        }
    }
}

/// A size as people say it.
#[must_use]
pub fn size(words: &Words, bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1024 {
        return words.with("size-kb", &[("n", (kilobytes as usize).into())]);
    }
    #[expect(clippy::cast_precision_loss, reason = "a size told to one decimal")]
    let megabytes = records::text::number(kilobytes as f64 / 1024.0, 1, words.lang);
    words.with("size-mb", &[("n", (&megabytes).into())])
}
