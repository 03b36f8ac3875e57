//! The shipped files, in the order of `objektiv reference`: a new one is its line here, and its version and content in `contents`.

use super::{
    AnyFile, CalendarEntry, File, MedalRule, Minimum, PrintedScale, ProcedureKind, ReferenceError, Regime, ScopeWords, Setting, Subject,
    TestScores, VarianceComponent,
};

/// A field, the type of its entries, and the file it is read from.
macro_rules! files {
    ($($field:ident: $entry:ty = $name:literal),+ $(,)?) => {
        /// Every file of reference data.
        #[derive(Clone, Debug)]
        pub(super) struct Files { $(pub(super) $field: File<$entry>),+ }

        impl Files {
            /// The files shipped with the program.
            pub(super) fn shipped() -> Result<Self, ReferenceError> {
                Ok(Self { $($field: File::parse(
                    concat!($name, ".toml"),
                    include_str!(concat!("../../reference-data/", $name, ".toml")),
                )?),+ })
            }

            /// All of them.
            pub(super) fn all(&self) -> Vec<&dyn AnyFile> {
                vec![$(&self.$field),+]
            }

            /// All of them, to lay a user's own file over one.
            pub(super) fn all_mut(&mut self) -> Vec<&mut dyn AnyFile> {
                vec![$(&mut self.$field),+]
            }
        }
    };
}

files! {
    protocol: Setting = "protocol",
    gates: Setting = "gates",
    sou: Setting = "sou",
    passports: Setting = "passports",
    scales_vpr: PrintedScale = "scales-vpr",
    scales_oge: PrintedScale = "scales-oge",
    scales_gve: PrintedScale = "scales-gve",
    scales_ege: TestScores = "scales-ege",
    minimums: Minimum = "minimums",
    is9: Setting = "is9",
    is11: Setting = "is11",
    medals: MedalRule = "medals",
    load_rules: Setting = "load-rules",
    exams: Setting = "exams",
    pupil_lists: Setting = "pupil-lists",
    calendars: CalendarEntry = "calendars",
    variance: VarianceComponent = "variance-components",
    regimes: Regime = "legal-regimes",
    subjects: Subject = "subjects",
    scopes: ScopeWords = "scopes",
    procedure_kinds: ProcedureKind = "procedure-kinds",
}
