//! Judges parameters against an operation's table: names exactly as documented, values as described.

use std::collections::HashMap;

use alertbook_core::text::split_list;
use alertbook_core::time::parse_cloud_time;
use serde_json::Value;

use super::refusal::Refusal;

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Text,
    /// One of these, spelt exactly so.
    Word(&'static [&'static str]),
    /// A comma list of these.
    Words(&'static [&'static str]),
    /// A number in this range.
    Int(i64, i64),
    /// A number of 64 bits that is not negative.
    Long,
    /// A comma list of such numbers.
    Longs,
    Flag,
    /// `YYYY-MM-DD HH:mm:ss`.
    Time,
    /// A JSON array.
    Json,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Query,
    Form,
}

/// A row of an operation's table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    required: bool,
    array: bool,
    place: Place,
}

pub(crate) const fn optional(name: &'static str, kind: Kind) -> Parameter {
    Parameter {
        name,
        kind,
        required: false,
        array: false,
        place: Place::Query,
    }
}

pub(crate) const fn required(name: &'static str, kind: Kind) -> Parameter {
    Parameter {
        required: true,
        ..optional(name, kind)
    }
}

/// Elements travel as `Name.1`, `Name.2`, …
pub(crate) const fn array(name: &'static str) -> Parameter {
    Parameter {
        array: true,
        ..optional(name, Kind::Text)
    }
}

pub(crate) const fn form(name: &'static str) -> Parameter {
    Parameter {
        place: Place::Form,
        ..optional(name, Kind::Text)
    }
}

/// The parameters of a call, judged. What is blank counts as not given.
#[derive(Debug, Default)]
pub(crate) struct Given {
    values: HashMap<&'static str, Vec<String>>,
}

impl Given {
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.first().map(String::as_str)
    }

    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.text(name)?.parse().ok()
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        self.text(name)
            .is_some_and(|text| text.eq_ignore_ascii_case("true"))
    }

    pub(crate) fn list(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Time in UTC seconds.
    pub(crate) fn time(&self, name: &str) -> Option<i64> {
        parse_cloud_time(self.text(name)?)
    }

    pub(crate) fn english(&self) -> bool {
        self.text("Lang") == Some("en")
    }

    /// Number and size of the page asked for.
    pub(crate) fn page(&self) -> (usize, usize) {
        let number = |name, usual| {
            self.number(name)
                .and_then(|given| usize::try_from(given).ok())
                .unwrap_or(usual)
        };
        (number("CurrentPage", 1), number("PageSize", 20))
    }

    /// Every parameter that is given, arrays joined by commas.
    pub(crate) fn joined(&self) -> Vec<(&'static str, String)> {
        self.values
            .iter()
            .map(|(name, values)| (*name, values.join(",")))
            .collect()
    }
}

/// Judges what came in query and form.
pub(crate) fn judge(
    table: &[Parameter],
    query: &[(String, String)],
    form: &[(String, String)],
) -> Result<Given, Refusal> {
    let mut elements: HashMap<&'static str, Vec<(usize, String)>> = HashMap::new();
    let sent = query.iter().map(|pair| (Place::Query, pair));
    for (place, (name, value)) in sent.chain(form.iter().map(|pair| (Place::Form, pair))) {
        let (row, number) = row_of(table, place, name).ok_or_else(|| Refusal::parameter(name))?;
        let known = elements.entry(row.name).or_default();
        if known.iter().any(|(other, _)| *other == number) {
            return Err(Refusal::parameter(name));
        }
        known.push((number, value.clone()));
    }
    let mut given = Given::default();
    for row in table {
        let mut known = elements.remove(row.name).unwrap_or_default();
        known.sort();
        // Elements are counted from 1 without a gap.
        if row.array && (1..).zip(&known).any(|(place, (number, _))| place != *number) {
            return Err(Refusal::parameter(row.name));
        }
        let values: Vec<_> = known
            .into_iter()
            .map(|(_, value)| value.trim().to_owned())
            .filter(|value| !value.is_empty())
            .collect();
        if row.required && values.is_empty() {
            let code = format!("Missing{}", row.name);
            return Err(Refusal::new(
                400,
                &code,
                format!("{} is mandatory for this action.", row.name),
            ));
        }
        if let Some(wrong) = values.iter().find(|value| !fits(row.kind, value)) {
            return Err(Refusal::parameter(&format!("{}={wrong}", row.name)));
        }
        if !values.is_empty() {
            given.values.insert(row.name, values);
        }
    }
    Ok(given)
}

/// The row of a parameter as it was sent, with the number of an array's element.
fn row_of<'a>(table: &'a [Parameter], place: Place, name: &str) -> Option<(&'a Parameter, usize)> {
    let (stem, number) = match name.rsplit_once('.') {
        Some((stem, digits)) if !digits.starts_with(['0', '+']) => (stem, digits.parse().ok()?),
        _ => (name, 0),
    };
    table
        .iter()
        .find(|row| row.name == stem && row.place == place && row.array == (number > 0))
        .map(|row| (row, number))
}

fn fits(kind: Kind, value: &str) -> bool {
    let digits = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<i64>().is_ok()
    };
    match kind {
        Kind::Text => true,
        Kind::Word(words) => words.contains(&value),
        Kind::Words(words) => split_list(value).all(|word| words.contains(&word)),
        Kind::Int(least, most) => {
            digits(value) && value.parse().is_ok_and(|number| (least..=most).contains(&number))
        }
        Kind::Long => digits(value),
        Kind::Longs => value.split(',').all(digits),
        Kind::Flag => ["true", "false", "True", "False"].contains(&value),
        Kind::Time => parse_cloud_time(value).is_some(),
        Kind::Json => matches!(serde_json::from_str(value), Ok(Value::Array(_))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[Parameter] = &[
        optional("PageSize", Kind::Int(1, 100)),
        optional("Levels", Kind::Words(&["serious", "remind"])),
        optional("TimeStart", Kind::Time),
        optional("Id", Kind::Long),
        required("From", Kind::Word(&["sas"])),
        array("Codes"),
        form("TacticId"),
    ];

    fn code(query: &[(&str, &str)]) -> String {
        let own = |pairs: &[(&str, &str)]| {
            pairs
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect::<Vec<_>>()
        };
        let query = [&[("From", "sas")], query].concat();
        judge(TABLE, &own(&query), &[]).map_or_else(|refusal| refusal.code, |_| "OK".to_owned())
    }

    #[test]
    fn documented_values_are_taken() {
        for pair in [
            ("PageSize", "100"),
            ("PageSize", ""),
            ("Levels", "serious, remind"),
            ("TimeStart", "2022-07-05 13:50:38"),
            ("Id", "9007199254740993"),
            ("Codes.1", "a,b"),
        ] {
            assert_eq!(code(&[pair]), "OK", "{pair:?}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for pair in [
            ("PageSize", "101"),
            ("PageSize", "0"),
            ("PageSize", "1.5"),
            ("pageSize", "10"),
            ("pagesize", "10"),
            ("Levels", "Serious"),
            ("Levels", "serious,high"),
            ("TimeStart", "2022-07-05"),
            ("TimeStart", "2022-02-30 00:00:00"),
            ("Id", "-1"),
            ("Id", "9223372036854775808"),
            ("Codes", "a"),
            ("Codes.0", "a"),
            ("Codes.2", "a"),
            ("Codes.01", "a"),
            ("TacticId", "TA0001"),
            ("Action", "x"),
            ("PageSize.1", "1"),
        ] {
            assert_eq!(code(&[pair]), "IllegalParam", "{pair:?}");
        }
        assert_eq!(code(&[("Id", "1"), ("Id", "2")]), "IllegalParam");
        assert_eq!(judge(TABLE, &[], &[]).unwrap_err().code, "MissingFrom");
    }
}
