//! `objektiv preregister`: the protocol of an analysis to come, written to a file and entered in the ledger (D3).

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use ::ledger::{Act, Actor, Digest, Entry, Ledger, LedgerError};
use clap::Args;
use jiff::Timestamp;
use methodology::declaration::Declaration;
use methodology::permit::allowed_for_all;
use records::protocol::Terms;
use records::vocabulary::{Audience, Purpose};
use serde_json::json;
use words::{help, objektiv};

use super::coded;
use crate::desk::Desk;
use crate::failure::{Ending, Failure};
use crate::help::Help;
use crate::named;
use crate::pipeline::{self, VERSION};
use crate::protocol::{self, Wishes};

/// Arguments.
#[derive(Args)]
pub struct Arguments {
    #[arg(long, short, default_value = "protocol.toml")]
    out: PathBuf,
    #[arg(long)]
    ledger: Option<PathBuf>,
    #[arg(long, value_parser = coded(Purpose::ALL.iter().map(|value| value.code()), Purpose::from_code))]
    purpose: Option<Purpose>,
    #[arg(long, value_parser = coded(Audience::ALL.iter().map(|value| value.code()), Audience::from_code))]
    audience: Option<Audience>,
    #[arg(long)]
    reference: Vec<PathBuf>,
    #[arg(long)]
    seed: Option<u64>,
}

/// What `--help` says.
pub const HELP: Help = Help {
    about: help::preregister_about,
    usage: help::preregister_usage,
    examples: help::preregister_examples,
    arguments: &[
        ("out", help::preregister_arg_out, Some(help::preregister_arg_out_value)),
        ("ledger", help::preregister_arg_ledger, Some(help::preregister_arg_ledger_value)),
        ("purpose", help::preregister_arg_purpose, Some(help::preregister_arg_purpose_value)),
        ("audience", help::preregister_arg_audience, Some(help::preregister_arg_audience_value)),
        ("reference", help::preregister_arg_reference, Some(help::preregister_arg_reference_value)),
        ("seed", help::preregister_arg_seed, Some(help::preregister_arg_seed_value)),
    ],
};

/// Writes the protocol, enters it, says what to do next.
///
/// # Errors
/// Reference data that cannot be read; a file of that name with other content; a ledger that is damaged, in use or cannot be written.
pub fn run(arguments: &Arguments, desk: &Desk) -> Result<Ending, Failure> {
    let reference = pipeline::reference(&arguments.reference, desk)?;
    let wishes = Wishes { purpose: arguments.purpose, audience: arguments.audience, seed: arguments.seed };
    let declaration = protocol::declaration(wishes.over(Terms::usual(reference.protocol())), &reference, &arguments.reference, desk)?;
    // Nobody knows yet what the results will be of: only what every regime allows can be declared.
    allowed_for_all(&reference, declaration.terms.purpose).map_err(|refused| pipeline::not_allowed(&refused, desk))?;
    // A user's own reference data may hold a level that is none; better told now than when the results are there.
    let text = declaration.canonical();
    Declaration::read("protocol", &text).map_err(|error| Failure::Input(error.text().in_lang(desk.lang).to_owned()))?;
    let (digest, file) = (protocol::digest(&declaration), protocol::ledger_of(&arguments.out, arguments.ledger.as_ref()));
    // Looked up before the ledger is held: some systems let nobody read a held file.
    let earlier = protocol::entered(&file, digest, desk)?.entry;
    let fresh = kept(&arguments.out, &text, desk)?;
    let entry = match earlier {
        Some(entry) => {
            desk.console.paragraph(&objektiv::preregister_earlier(desk.lang), 0);
            entry
        }
        None => entered(&file, act(arguments, &declaration, digest)).map_err(|error| {
            if fresh {
                // What was not entered is not left behind as if it were.
                let _removed = std::fs::remove_file(&arguments.out);
            }
            protocol::failure(&error, desk)
        })?,
    };
    tell(arguments, &file, digest, &entry, desk);
    Ok(Ending::Done)
}

fn entered(ledger: &Path, act: Act) -> Result<Entry, LedgerError> {
    Ledger::open(ledger)?.append(act)
}

fn act(arguments: &Arguments, declaration: &Declaration, digest: Digest) -> Act {
    let name = arguments.out.file_name().unwrap_or_default().to_string_lossy();
    let said = [("file", name.as_ref()), ("program", VERSION), ("purpose", declaration.terms.purpose.code())];
    let details = said.into_iter().map(|(key, value)| (key.to_owned(), json!(value))).collect();
    Act { at: Timestamp::now(), actor: Actor::Console, name: protocol::ACT.to_owned(), subjects: vec![digest], details }
}

/// Writes the protocol; a file with the same content stays, one with another is not written over. Whether it was written now.
fn kept(path: &Path, text: &str, desk: &Desk) -> Result<bool, Failure> {
    if path.exists() {
        let same = named::bytes(path, desk.lang)? == text.as_bytes();
        let name = path.display().to_string();
        let refused = || Failure::Usage(objektiv::preregister_exists(desk.lang, &name));
        return if same { Ok(false) } else { Err(refused()) };
    }
    let written = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    written().map_err(|error| Failure::writing(desk.lang, path, &error))?;
    Ok(true)
}

fn tell(arguments: &Arguments, ledger: &Path, digest: Digest, entry: &Entry, desk: &Desk) {
    let (console, lang) = (&desk.console, desk.lang);
    let (out, ledger, at) = (arguments.out.display().to_string(), ledger.display().to_string(), entry.at.to_string());
    let sequence = entry.sequence.to_string();
    console.heading(&objektiv::preregister_title(lang));
    console.paragraph(&objektiv::preregister_file(lang, &out), 0);
    console.line(&format!("  {digest}"));
    console.paragraph(&objektiv::preregister_entered(lang, sequence, at, &ledger), 0);
    console.line(&format!("  {}", entry.checkpoint()));
    console.gap();
    console.paragraph(&objektiv::preregister_next(lang), 0);
    let own: String = arguments.reference.iter().map(|path| format!(" --reference {}", path.display())).collect();
    console.line(&objektiv::preregister_call(lang, out, ledger, own));
}
