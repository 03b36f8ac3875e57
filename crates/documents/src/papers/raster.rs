//! Drawings as pictures, for Word: SVG is drawn with the embedded PT Sans, never with fonts of the machine, so the bytes are the same everywhere.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use crate::press_error::PressError;

/// PT Sans as vendored: regular, bold, italic.
pub(super) const FONTS: [&[u8]; 3] = [
    include_bytes!("../../../../web/vendor/fonts/PTSans_400Regular.ttf"),
    include_bytes!("../../../../web/vendor/fonts/PTSans_700Bold.ttf"),
    include_bytes!("../../../../web/vendor/fonts/PTSans_400Regular_Italic.ttf"),
];

/// Pixels per SVG unit: 2.5 gives about 240 dpi at half the width of A4.
const SCALE: f32 = 2.5;

static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    for font in FONTS {
        database.load_font_data(font.to_vec());
    }
    database.set_sans_serif_family("PT Sans");
    Arc::new(database)
});

/// A drawn picture.
pub(super) struct Picture {
    /// PNG bytes.
    pub png: Vec<u8>,
    /// Width in SVG units.
    pub width: f32,
    /// Height in SVG units.
    pub height: f32,
}

/// Draws an SVG.
///
/// # Errors
/// When the SVG is not well formed or has no size; `title` names the figure in the message.
pub(super) fn picture(svg: &str, title: &str) -> Result<Picture, PressError> {
    let error = |reason: String| PressError::Figure { figure: title.to_owned(), reason };
    let options = Options { fontdb: Arc::clone(&DATABASE), font_family: "PT Sans".to_owned(), ..Options::default() };
    let tree = Tree::from_str(&printable(svg), &options).map_err(|problem| error(problem.to_string()))?;
    let size = tree.size();
    let (width, height) = (size.width() * SCALE, size.height() * SCALE);
    let mut pixmap = Pixmap::new(width.ceil() as u32, height.ceil() as u32).ok_or_else(|| error("нулевой размер".to_owned()))?;
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixmap.as_mut());
    let png = pixmap.encode_png().map_err(|problem| error(problem.to_string()))?;
    Ok(Picture { png, width: size.width(), height: size.height() })
}

/// PT Sans, the only letter of papers and their drawings, has no arrows: «I четверть → IV четверть» is set with a dash.
pub(super) fn printable(text: &str) -> String {
    text.replace(['←', '→', '↔'], "—")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SVG: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40" width="100" height="40"><rect width="50" height="40"/><text x="55" y="20" font-family="PT Sans" font-size="10">Ёж</text></svg>"#;

    #[test]
    fn a_drawing_becomes_a_picture_with_letters() {
        let picture = picture(SVG, "проба").unwrap();
        assert!((picture.width - 100.0).abs() < f32::EPSILON);
        let without = SVG.replace("Ёж", "");
        assert_ne!(picture.png, super::picture(&without, "проба").unwrap().png, "the letters are drawn");
    }

    /// A letter that PT Sans does not have is drawn as an empty box: as one of those nobody has.
    #[test]
    fn every_letter_of_every_drawing_is_in_the_font() {
        let drawn = |c: char| picture(&SVG.replace("Ёж", &c.to_string()), "буква").unwrap().png;
        let boxed = drawn('\u{e000}');
        let missing = |text: &str| -> String {
            let letters: std::collections::BTreeSet<char> =
                printable(text).chars().filter(|c| c.is_alphanumeric() || !c.is_ascii()).collect();
            letters.into_iter().filter(|c| drawn(*c) == boxed).collect()
        };
        assert_eq!(missing("⊠ Ё"), "⊠", "the test can fail");
        for lang in [records::text::Lang::Ru, records::text::Lang::En] {
            let all: String = crate::sample::figures::all().iter().map(|figure| crate::charts::svg(figure, lang)).collect();
            assert_eq!(missing(&all), "");
        }
    }

    #[test]
    fn a_spoiled_drawing_is_named() {
        assert!(picture("<svg", "проба").err().unwrap().to_string().contains("проба"));
    }
}
