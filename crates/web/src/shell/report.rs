//! A report as a page: one file with its style and script inside, which are named by digest, so that nothing else inline can run.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use sha2::{Digest, Sha256};

/// Answers with a report that was just written.
pub fn shown(bytes: &[u8]) -> Response {
    let html = String::from_utf8_lossy(bytes).into_owned();
    answered(&policy(&html), html)
}

/// Answers with a report that was kept: nobody vouches for it any more, so nothing in it runs, and it is of no origin.
pub fn kept(bytes: &[u8]) -> Response {
    let html = String::from_utf8_lossy(bytes).into_owned();
    let style = digests(&html, "style");
    let policy = format!(
        "default-src 'none'; style-src {style}; img-src data:; font-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"
    );
    answered(&policy, html)
}

fn answered(policy: &str, html: String) -> Response {
    let policy = HeaderValue::from_str(policy).unwrap_or(HeaderValue::from_static("default-src 'none'; sandbox"));
    ([(header::CONTENT_SECURITY_POLICY, policy)], Html(html)).into_response()
}

fn policy(html: &str) -> String {
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; font-src data:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
        digests(html, "style"),
        digests(html, "script")
    )
}

/// What stands inline in elements of this name, by digest.
fn digests(html: &str, tag: &str) -> String {
    let all: Vec<String> = inline(html, tag).map(|text| format!("'sha256-{}'", base64(&Sha256::digest(text)))).collect();
    if all.is_empty() { "'none'".to_owned() } else { all.join(" ") }
}

/// Contents of all inline elements of one name.
fn inline<'a>(html: &'a str, tag: &str) -> impl Iterator<Item = &'a str> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let parts: Vec<&str> = html.split(open.as_str()).skip(1).collect();
    parts.into_iter().filter_map(move |part| {
        let rest =
            part.strip_prefix('>').or_else(|| part.starts_with(' ').then(|| part.split_once('>').map(|(_, rest)| rest)).flatten())?;
        rest.split_once(close.as_str()).map(|(content, _)| content)
    })
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0_u32, |group, index| group << 8 | u32::from(chunk.get(index).copied().unwrap_or(0)));
        for index in 0..4 {
            let six = (group >> (18 - 6 * index)) as usize & 63;
            text.push(if index <= chunk.len() { char::from(ALPHABET[six]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_in_rfc_4648() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn the_policy_names_what_is_inline_and_nothing_else() {
        let html = "<style>a{}</style><styled>no</styled><script>1</script><style media=\"print\">b{}</style>";
        let found: Vec<&str> = inline(html, "style").collect();
        assert_eq!(found, ["a{}", "b{}"]);
        let policy = policy("<p>plain</p>");
        assert!(policy.contains("style-src 'none'; script-src 'none'"), "{policy}");
    }
}
