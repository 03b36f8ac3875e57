//! Makes a Rust function of every message in `locales/`: what is missing or unlike in one language does not build.

mod generate;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=generate");
    let made = topics(Path::new("locales")).map_err(|error| vec![error]).and_then(|topics| generate::rust(&topics));
    let target = std::env::var("OUT_DIR").unwrap_or_default();
    match made.and_then(|code| std::fs::write(Path::new(&target).join("words.rs"), code).map_err(|error| vec![error.to_string()])) {
        Ok(()) => ExitCode::SUCCESS,
        Err(mistakes) => {
            for mistake in mistakes {
                println!("cargo::error={mistake}");
            }
            ExitCode::FAILURE
        }
    }
}

/// The files of both languages, in order of name.
fn topics(folder: &Path) -> Result<Vec<generate::Topic>, String> {
    let names = |lang: &str| -> Result<Vec<String>, String> {
        let below = folder.join(lang);
        let listing = std::fs::read_dir(&below).map_err(|error| format!("{}: {error}", below.display()))?;
        let names = listing.flatten().filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".ftl").map(str::to_owned));
        Ok(names.collect())
    };
    let mut all = [names("ru")?, names("en")?].concat();
    all.sort();
    all.dedup();
    let read = |lang: &str, name: &str| {
        let path = folder.join(lang).join(format!("{name}.ftl"));
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    all.into_iter().map(|name| Ok(generate::Topic { ru: read("ru", &name)?, en: read("en", &name)?, name })).collect()
}
