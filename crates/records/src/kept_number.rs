//! Numbers as they are kept in JSON, which has no word for "not a number" and for infinity: `null`, `"inf"`, `"-inf"`.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Kept {
    Number(f64),
    Word(String),
    Nothing(()),
}

pub(crate) fn serialize<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    let kept = match *value {
        value if value.is_nan() => Kept::Nothing(()),
        value if value.is_finite() => Kept::Number(value),
        value => Kept::Word(if value > 0.0 { "inf" } else { "-inf" }.to_owned()),
    };
    kept.serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    match Kept::deserialize(deserializer)? {
        Kept::Number(value) => Ok(value),
        Kept::Nothing(()) => Ok(f64::NAN),
        Kept::Word(word) => match word.as_str() {
            "inf" => Ok(f64::INFINITY),
            "-inf" => Ok(f64::NEG_INFINITY),
            other => Err(de::Error::custom(format!("«{other}» is no number; expected a number, null, \"inf\" or \"-inf\""))),
        },
    }
}

/// The same for an interval.
pub(crate) mod pair {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Number(#[serde(with = "super")] f64);

    pub(crate) fn serialize<S: Serializer>(value: &[f64; 2], serializer: S) -> Result<S::Ok, S::Error> {
        value.map(Number).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[f64; 2], D::Error> {
        Ok(<[Number; 2]>::deserialize(deserializer)?.map(|number| number.0))
    }
}
