//! Reading JSON into the types of `api`, in little code: what serde_json reads is a tree first, and one small reader walks it.
//!
//! serde_json's own reader is compiled once per type, with its parsing inlined and each struct readable in two ways;
//! that was a fifth of what shoppers download. Here a struct asks for its fields by name, one after the other, which is the
//! smaller of the two. Errors say nothing but "unreadable": the app treats them all alike.

use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, Visitor, value::StrDeserializer,
};
use serde_json::{Map, Value, map};
use std::{fmt, slice, vec};

/// The text is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// Reads a value from JSON.
///
/// # Errors
/// [`Unreadable`], whatever is wrong with it.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    let tree = serde_json::from_str(text).map_err(|_| Unreadable)?;
    T::deserialize(Node(tree))
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Unreadable {}

impl de::Error for Unreadable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// A place in the tree.
struct Node(Value);

impl Node {
    fn object<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Value::Object(fields) = self.0 else { return Err(Unreadable) };
        visitor.visit_map(Fields { left: fields.into_iter(), value: Value::Null })
    }

    /// The fields of a struct in their order. One that is missing is `None`, or its `#[serde(default)]`; without either it is an error.
    fn fields<'de, V: Visitor<'de>>(self, names: &'static [&'static str], visitor: V) -> Result<V::Value, Unreadable> {
        let Value::Object(object) = self.0 else { return Err(Unreadable) };
        visitor.visit_seq(Named { object, names: names.iter() })
    }

    fn array<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Value::Array(items) = self.0 else { return Err(Unreadable) };
        visitor.visit_seq(Items(items.into_iter()))
    }

    fn text<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Value::String(text) = self.0 else { return Err(Unreadable) };
        visitor.visit_string(text)
    }

    fn boolean<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.0.as_bool().ok_or(Unreadable)?)
    }

    fn nothing<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_unit() } else { Err(Unreadable) }
    }

    fn number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        let Value::Number(number) = self.0 else { return Err(Unreadable) };
        if let Some(number) = number.as_u64() {
            visitor.visit_u64(number)
        } else if let Some(number) = number.as_i64() {
            visitor.visit_i64(number)
        } else {
            visitor.visit_f64(number.as_f64().ok_or(Unreadable)?)
        }
    }
}

/// `deserialize_… => what`, for methods that take the visitor alone.
macro_rules! read_as {
    ($($method:ident => $what:ident),+ $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
            self.$what(visitor)
        })+
    };
}

impl<'de> Deserializer<'de> for Node {
    type Error = Unreadable;

    read_as! {
        deserialize_i8 => number, deserialize_i16 => number, deserialize_i32 => number, deserialize_i64 => number,
        deserialize_u8 => number, deserialize_u16 => number, deserialize_u32 => number, deserialize_u64 => number,
        deserialize_f32 => number, deserialize_f64 => number,
        deserialize_char => text, deserialize_str => text, deserialize_string => text, deserialize_identifier => text,
        deserialize_bytes => array, deserialize_byte_buf => array, deserialize_seq => array, deserialize_map => object,
        deserialize_bool => boolean, deserialize_unit => nothing,
    }

    /// For what says what it is by its content: the parts of tagged enums.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(_) => self.number(visitor),
            Value::String(_) => self.text(visitor),
            Value::Array(_) => self.array(visitor),
            Value::Object(_) => self.object(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.array(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.array(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.fields(names, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        let (name, content) = match self.0 {
            Value::String(name) => (name, Value::Null),
            Value::Object(fields) => only_field(fields)?,
            _ => return Err(Unreadable),
        };
        visitor.visit_enum(Variant { name, content })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }
}

/// `{"variant": content}`
fn only_field(fields: Map<String, Value>) -> Result<(String, Value), Unreadable> {
    let mut fields = fields.into_iter();
    match (fields.next(), fields.next()) {
        (Some(field), None) => Ok(field),
        _ => Err(Unreadable),
    }
}

struct Fields {
    left: map::IntoIter,
    value: Value,
}

impl<'de> de::MapAccess<'de> for Fields {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unreadable> {
        let Some((key, value)) = self.left.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(Node(Value::String(key))).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Unreadable> {
        seed.deserialize(Node(self.value.take()))
    }
}

struct Named {
    object: Map<String, Value>,
    names: slice::Iter<'static, &'static str>,
}

impl Named {
    fn next(&mut self) -> Option<Value> {
        self.names.next().and_then(|name| self.object.remove(*name))
    }
}

impl<'de> de::SeqAccess<'de> for Named {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        match self.next() {
            Some(value) => seed.deserialize(Node(value)).map(Some),
            // As derived code has it: what may be missing is nothing, or its default, which only that code knows.
            None => Ok(seed.deserialize(Node(Value::Null)).ok()),
        }
    }
}

struct Items(vec::IntoIter<Value>);

impl<'de> de::SeqAccess<'de> for Items {
    type Error = Unreadable;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Unreadable> {
        self.0.next().map(|item| seed.deserialize(Node(item))).transpose()
    }
}

struct Variant {
    name: String,
    content: Value,
}

impl<'de> de::EnumAccess<'de> for Variant {
    type Error = Unreadable;
    type Variant = Node;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Node), Unreadable> {
        let name: StrDeserializer<'_, Unreadable> = self.name.as_str().into_deserializer();
        Ok((seed.deserialize(name)?, Node(self.content)))
    }
}

impl<'de> de::VariantAccess<'de> for Node {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Unreadable> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.array(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        names: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.fields(names, visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Deserialize, Serialize};
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Whole {
        name: String,
        price: i64,
        share: f64,
        sold: bool,
        left: Option<u32>,
        #[serde(default)]
        tags: Vec<Tag>,
        by_language: BTreeMap<Tag, String>,
        way: Way,
        kind: Kind,
        pair: (u8, u8),
    }

    #[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(try_from = "String", into = "String")]
    struct Tag(String);

    impl TryFrom<String> for Tag {
        type Error = &'static str;
        fn try_from(text: String) -> Result<Self, Self::Error> {
            if text.is_empty() { Err("empty") } else { Ok(Self(text)) }
        }
    }

    impl From<Tag> for String {
        fn from(tag: Tag) -> Self {
            tag.0
        }
    }

    impl Clone for Tag {
        fn clone(&self) -> Self {
            Self(self.0.clone())
        }
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(tag = "by", rename_all = "snake_case")]
    enum Way {
        Ship,
        PickUp { store: Tag, slot: Option<u64> },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Plain,
        Named(Tag),
        Sized { millilitres: i32 },
    }

    fn whole(way: Way, kind: Kind, left: Option<u32>) -> Whole {
        let tag = |text: &str| Tag(text.into());
        let by_language = BTreeMap::from([(tag("de"), "Lippen \"rot\" ✓".to_owned()), (tag("en"), String::new())]);
        let tags = vec![tag("new"), tag("vegan")];
        Whole {
            name: "Velvet".into(),
            price: -1999,
            share: 0.25,
            sold: true,
            left,
            tags,
            by_language,
            way,
            kind,
            pair: (1, 2),
        }
    }

    #[test]
    fn everything_written_is_read_again() {
        let pick_up = Way::PickUp { store: Tag("mitte".into()), slot: Some(u64::MAX) };
        for whole in [
            whole(Way::Ship, Kind::Plain, None),
            whole(pick_up, Kind::Named(Tag("gift".into())), Some(3)),
            whole(Way::Ship, Kind::Sized { millilitres: 50 }, Some(0)),
        ] {
            let text = serde_json::to_string(&whole).expect("plain data is written");
            assert_eq!(read::<Whole>(&text), Ok(whole));
        }
    }

    #[test]
    fn what_may_be_missing_is_nothing_or_its_default() {
        let text = r#"{"name":"Velvet","price":1,"share":0.5,"sold":true,"by_language":{},"way":{"by":"ship"},"kind":"plain","pair":[1,2]}"#;
        let whole: Whole = read(text).expect("only `left` and `tags` are missing");
        assert_eq!((whole.left, whole.tags.len(), whole.kind, whole.pair), (None, 0, Kind::Plain, (1, 2)));
        assert!(read::<Whole>(&text.replace("\"price\":1,", "")).is_err());
        let picked = read::<Way>(r#"{"by":"pick_up","store":"mitte"}"#);
        assert_eq!(picked, Ok(Way::PickUp { store: Tag("mitte".into()), slot: None }));
    }

    #[test]
    fn unknown_fields_are_passed_over() {
        assert_eq!(
            read::<Kind>(r#"{"sized":{"millilitres":5,"new":[{"a":null}]}}"#),
            Ok(Kind::Sized { millilitres: 5 })
        );
    }

    #[test]
    fn what_does_not_fit_is_unreadable() {
        for text in
            ["", "{", "[]", "\"other\"", "{\"named\":\"\"}", "{\"sized\":{}}", "{\"plain\":1,\"named\":\"x\"}", "7"]
        {
            assert_eq!(read::<Kind>(text), Err(Unreadable), "{text}");
        }
        assert_eq!(read::<u8>("300"), Err(Unreadable));
    }
}
