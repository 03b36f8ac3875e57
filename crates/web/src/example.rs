//! The rehearsal: a gymnasium whose truth is known, written as the files a school has.

use documents::layouts::{LayoutError, demo_files};
use intake::Input;
use jiff::civil::Date;
use methodology::simulate::{World, gymnasium};

/// Seed of the example: the same gymnasium on the page and in `objektiv demo` without `--seed`.
pub const EXAMPLE_SEED: u64 = 1;

/// A gymnasium with its files.
pub struct Rehearsal {
    /// What really happened.
    pub world: World,
    /// Files of the school, named as below [`Self::FOLDER`].
    pub files: Vec<Input>,
    /// Files beside them: the truth, which no analysis reads.
    pub beside: Vec<Input>,
}

impl Rehearsal {
    /// Folder of the school's files in a written rehearsal.
    pub const FOLDER: &str = "школа";

    /// The gymnasium of a seed.
    ///
    /// # Errors
    /// A file that cannot be written.
    pub fn of(seed: u64) -> Result<Self, LayoutError> {
        let world = gymnasium(seed);
        let day = world.dataset.kims.iter().filter_map(|kim| kim.date).max().unwrap_or(Date::ZERO);
        let written = demo_files(&world, seed, day)?;
        let (mut files, mut beside) = (Vec::new(), Vec::new());
        for (name, bytes) in written {
            match name.strip_prefix(Self::FOLDER).and_then(|rest| rest.strip_prefix('/')) {
                Some(inside) => files.push(Input { name: inside.to_owned(), bytes }),
                None => beside.push(Input { name, bytes }),
            }
        }
        Ok(Self { world, files, beside })
    }
}
