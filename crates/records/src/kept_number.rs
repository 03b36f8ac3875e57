//! Numbers as they are kept in JSON, which has no word for "not a number" and for infinity: `"nan"`, `"inf"`, `"-inf"`; alone, in
//! intervals, in lists, beside words. Use: `#[serde(with = "crate::kept_number")]`.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Text;

pub(crate) fn serialize<T: Kept, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.kept().serialize(serializer)
}

pub(crate) fn deserialize<'de, T: Kept, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::Form::deserialize(deserializer).map(T::read)
}

/// What holds numbers, and its form on paper.
pub(crate) trait Kept {
    /// The form.
    type Form: Serialize + DeserializeOwned;

    /// As it is kept.
    fn kept(&self) -> Self::Form;
    /// As it was.
    fn read(form: Self::Form) -> Self;
}

/// A number on paper.
pub(crate) struct Number(f64);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Form {
    Number(f64),
    Word(String),
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let word = |word: &str| Form::Word(word.to_owned());
        let form = match self.0 {
            value if value.is_nan() => word("nan"),
            value if value.is_finite() => Form::Number(value),
            value => word(if value > 0.0 { "inf" } else { "-inf" }),
        };
        form.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = match Form::deserialize(deserializer)? {
            Form::Number(value) => return Ok(Self(value)),
            Form::Word(word) => word,
        };
        match word.as_str() {
            "nan" => Ok(Self(f64::NAN)),
            "inf" => Ok(Self(f64::INFINITY)),
            "-inf" => Ok(Self(f64::NEG_INFINITY)),
            other => Err(D::Error::custom(format!("«{other}» is no number; expected a number, \"nan\", \"inf\" or \"-inf\""))),
        }
    }
}

impl Kept for f64 {
    type Form = Number;

    fn kept(&self) -> Number {
        Number(*self)
    }

    fn read(form: Number) -> Self {
        form.0
    }
}

macro_rules! arrays {
    ($($length:literal),+) => { $(
        impl<T: Kept> Kept for [T; $length] {
            type Form = [T::Form; $length];

            fn kept(&self) -> Self::Form {
                self.each_ref().map(T::kept)
            }

            fn read(form: Self::Form) -> Self {
                form.map(T::read)
            }
        }
    )+ };
}

arrays!(2, 3);

impl<T: Kept> Kept for Vec<T> {
    type Form = Vec<T::Form>;

    fn kept(&self) -> Self::Form {
        self.iter().map(T::kept).collect()
    }

    fn read(form: Self::Form) -> Self {
        form.into_iter().map(T::read).collect()
    }
}

impl<T: Kept> Kept for Option<T> {
    type Form = Option<T::Form>;

    fn kept(&self) -> Self::Form {
        self.as_ref().map(T::kept)
    }

    fn read(form: Self::Form) -> Self {
        form.map(T::read)
    }
}

impl<T: Kept> Kept for (Text, T) {
    type Form = (Text, T::Form);

    fn kept(&self) -> Self::Form {
        (self.0.clone(), self.1.kept())
    }

    fn read((text, form): Self::Form) -> Self {
        (text, T::read(form))
    }
}
