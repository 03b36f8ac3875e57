//! Lists the reference data that come with the program: id, version, what it is.

use records::reference::{Reference, ReferenceError};
use records::text::Lang;

#[expect(clippy::print_stdout, reason = "an example speaks through standard output")]
fn main() -> Result<(), ReferenceError> {
    for file in Reference::shipped()?.list() {
        println!("{:22} {:8} {}", file.id, file.version, file.title.in_lang(Lang::En));
    }
    Ok(())
}
