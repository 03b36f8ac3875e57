//! A made-up analysis that has every plot and every state: what documents are looked at and tested with until, and beside, real ones.

pub(crate) mod figures;
pub(crate) mod rehearsal;
mod study;
mod unit_readings;

pub(crate) use study::sample;

/// What a reader inside the school gets of a study whose files gave no trouble.
pub(crate) fn inside(study: &records::study::Study, lang: records::text::Lang) -> crate::Material<'_> {
    crate::Material::of(study, records::provenance::Met::default(), records::vocabulary::Audience::School, lang, "0.1.0")
}

/// Writes what a test made to the directory named by `OBJEKTIV_DUMP`, for looking at it; nothing happens without it.
pub(crate) fn keep(name: &str, bytes: &[u8]) {
    if let Ok(directory) = std::env::var("OBJEKTIV_DUMP") {
        std::fs::create_dir_all(&directory).unwrap();
        std::fs::write(std::path::Path::new(&directory).join(name), bytes).unwrap();
    }
}
