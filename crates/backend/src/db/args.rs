//! The values bound to a statement: integers, text and bytes, the only column types this shop uses.

use sqlx::{Arguments as _, postgres::PgArguments, sqlite::SqliteArguments};

/// One bound value. Null keeps its type, because PostgreSQL asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// BIGINT: numbers, flags (0 and 1), times in milliseconds.
    Int(Option<i64>),
    /// TEXT.
    Text(Option<String>),
    /// BYTEA.
    Bytes(Option<Vec<u8>>),
}

/// The bound values of one statement, in the order of `$1, $2, …`.
pub type Args = Vec<Arg>;

/// Binds values: `args![sku.as_str(), quantity, now]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::db::Arg::from($value)),*] };
}

macro_rules! arg_from {
    ($variant:ident: $($type:ty => $convert:expr),* $(,)?) => {$(
        impl From<$type> for Arg {
            fn from(value: $type) -> Self {
                Self::$variant(Some($convert(value)))
            }
        }
        impl From<Option<$type>> for Arg {
            fn from(value: Option<$type>) -> Self {
                Self::$variant(value.map($convert))
            }
        }
    )*};
}

arg_from!(Int:
    i64 => std::convert::identity,
    i32 => i64::from,
    u32 => i64::from,
    u16 => i64::from,
    u8 => i64::from,
    bool => i64::from,
    jiff::Timestamp => |at: jiff::Timestamp| at.as_millisecond(),
);
arg_from!(Text: &str => str::to_owned, String => std::convert::identity, &String => String::clone);
arg_from!(Bytes: &[u8] => <[u8]>::to_vec, Vec<u8> => std::convert::identity, &Vec<u8> => Vec::clone, [u8; 32] => |it: [u8; 32]| it.to_vec());

pub(super) fn for_sqlite(args: Args) -> Result<SqliteArguments, sqlx::Error> {
    let mut bound = SqliteArguments::default();
    for arg in args {
        match arg {
            Arg::Int(value) => bound.add(value),
            Arg::Text(value) => bound.add(value),
            Arg::Bytes(value) => bound.add(value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(bound)
}

pub(super) fn for_postgres(args: Args) -> Result<PgArguments, sqlx::Error> {
    let mut bound = PgArguments::default();
    for arg in args {
        match arg {
            Arg::Int(value) => bound.add(value),
            Arg::Text(value) => bound.add(value),
            Arg::Bytes(value) => bound.add(value),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(bound)
}
