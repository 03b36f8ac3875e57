//! Analyses a simulated gymnasium and prints the sentences of the first page, in English.

use methodology::analyse::study;
use methodology::permit::Permit;
use records::progress::Silent;
use records::reference::Reference;
use records::registration::Registration;
use records::vocabulary::Purpose;

#[expect(clippy::print_stdout, reason = "an example speaks through standard output")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let school = rehearsal::simulate::gymnasium(1).dataset;
    let reference = Reference::shipped()?;
    let permit = Permit::ask(&school, &reference, Purpose::ProcedureCheck)?;
    let study = study(&permit, &reference, &reference.protocol(), &Registration::default(), None, &Silent);
    for sentence in &study.headline.sentences {
        println!("{}", sentence.en);
    }
    Ok(())
}
