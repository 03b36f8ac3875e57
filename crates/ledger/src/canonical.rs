//! Canonical JSON: one writing for one content, RFC 8785 with whole numbers only.
//!
//! No blanks, keys in the order of their UTF-16 units, the escapes of RFC 8785 §3.2.2.2. Numbers are whole and within ±(2⁵³ − 1), where every
//! reader of JSON agrees on them; anything finer is written as a string by whoever makes the entry.

use serde_json::{Map, Value};

/// Objects and lists inside each other, at most.
const DEEPEST: usize = 16;

/// Largest whole number every reader of JSON holds exactly: 2⁵³ − 1.
const LARGEST: u64 = (1 << 53) - 1;

/// Why a value has no canonical form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Uncanonical {
    /// A number with a fraction, or too large to be held exactly everywhere.
    #[error("the number {0} is not whole or beyond 2^53; write it as a string")]
    Number(String),
    /// Lists in lists without end.
    #[error("more than {DEEPEST} lists and objects inside each other")]
    Deep,
}

/// The canonical form of a value.
///
/// # Errors
/// [`Uncanonical`]: a number that is not whole or too large; nesting too deep.
pub(crate) fn canonical(value: &Value) -> Result<String, Uncanonical> {
    let mut text = String::new();
    write(&mut text, value, DEEPEST)?;
    Ok(text)
}

fn write(text: &mut String, value: &Value, depth: usize) -> Result<(), Uncanonical> {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::String(string) => quote(text, string),
        Value::Number(number) => {
            let exact = number.as_i64().is_some_and(|whole| whole.unsigned_abs() <= LARGEST);
            if !exact {
                return Err(Uncanonical::Number(number.to_string()));
            }
            text.push_str(&number.to_string());
        }
        Value::Array(list) => {
            let depth = depth.checked_sub(1).ok_or(Uncanonical::Deep)?;
            text.push('[');
            for (place, item) in list.iter().enumerate() {
                separate(text, place);
                write(text, item, depth)?;
            }
            text.push(']');
        }
        Value::Object(object) => members(text, object, depth.checked_sub(1).ok_or(Uncanonical::Deep)?)?,
    }
    Ok(())
}

fn members(text: &mut String, object: &Map<String, Value>, depth: usize) -> Result<(), Uncanonical> {
    let mut sorted: Vec<(&String, &Value)> = object.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    text.push('{');
    for (place, (key, value)) in sorted.into_iter().enumerate() {
        separate(text, place);
        quote(text, key);
        text.push(':');
        write(text, value, depth)?;
    }
    text.push('}');
    Ok(())
}

fn separate(text: &mut String, place: usize) {
    if place > 0 {
        text.push(',');
    }
}

fn quote(text: &mut String, string: &str) {
    text.push('"');
    for char in string.chars() {
        match char {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            '\0'..='\u{1f}' => text.push_str(&format!("\\u{:04x}", u32::from(char))),
            _ => text.push(char),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The order of keys is the example of RFC 8785 §3.2.3.
    #[test]
    fn keys_are_ordered_as_the_standard_orders_them() {
        let value = json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7});
        let expected = "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}";
        assert_eq!(canonical(&value).unwrap(), expected);
    }

    #[test]
    fn escapes_are_the_standard_ones() {
        assert_eq!(canonical(&json!("\u{f}\n\"\\/я€")).unwrap(), "\"\\u000f\\n\\\"\\\\/я€\"");
        assert_eq!(canonical(&json!([null, true, false, -1, {}])).unwrap(), "[null,true,false,-1,{}]");
    }

    #[test]
    fn numbers_readers_may_disagree_on_are_refused() {
        for number in [json!(0.5), json!(1e300), json!(1_u64 << 53), json!(u64::MAX)] {
            assert!(matches!(canonical(&number), Err(Uncanonical::Number(_))), "{number}");
        }
        assert_eq!(canonical(&json!((1_i64 << 53) - 1)).unwrap(), "9007199254740991");
    }

    #[test]
    fn depth_has_an_end() {
        let nested = |levels: usize| (0..levels).fold(json!(1), |inner, _| json!([inner]));
        assert!(canonical(&nested(DEEPEST)).is_ok());
        assert_eq!(canonical(&nested(DEEPEST + 1)), Err(Uncanonical::Deep));
    }
}
