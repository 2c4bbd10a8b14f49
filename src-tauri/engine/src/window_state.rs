//! What the window looked like, kept so that it comes back so.
//!
//! It is no setting that anyone relies on: what cannot be read or means nothing any more is left aside, part by part, and
//! never an error. Nobody is told of a change of it, and it needs no permission, since it holds nothing but what the
//! person had on the screen.

use alertbook_core::filter::parse_export_request;
use alertbook_store::table::keep_setting_in;
use alertbook_wire::{ParameterMap, Sort, WindowState};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::engine::{Answer, Engine};
use crate::error::Error;
use crate::listing::column_of;

const KEY: &str = "window_state";

impl Engine {
    /// The window as it was left, as far as that still means something.
    pub fn get_window_state(&self) -> Answer<WindowState> {
        self.answer(|_| {
            let kept = self.shared.read(|connection| Ok(connection.setting(KEY)?))?;
            Ok(kept.map(|text| read(&text)).unwrap_or_default())
        })
    }

    /// Keeps what the window looks like.
    pub fn save_window_state(&self, state: &WindowState) -> Answer<()> {
        self.answer(|_| {
            let text = serde_json::to_string(state)
                .map_err(|_| Error::Defect("the state of the window does not become JSON"))?;
            self.shared.write(|tx| keep_setting_in(tx, KEY, &text))
        })
    }
}

fn read(text: &str) -> WindowState {
    let Ok(Value::Object(kept)) = serde_json::from_str(text) else {
        return WindowState::default();
    };
    let default = WindowState::default();
    let request = part::<ParameterMap>(&kept, "request")
        .filter(|request| parse_export_request(&request.to_raw()).is_ok());
    let zoom = part::<u32>(&kept, "zoom").filter(|zoom| WindowState::ZOOM.contains(zoom));
    WindowState {
        place: part(&kept, "place").unwrap_or(default.place),
        filters_open: part(&kept, "filtersOpen"),
        time_open: part(&kept, "timeOpen").unwrap_or(default.time_open),
        query_open: part(&kept, "queryOpen").unwrap_or(default.query_open),
        request: request.unwrap_or_default(),
        sort: part::<Sort>(&kept, "sort").filter(|sort| column_of(sort).is_some()),
        zoom: zoom.unwrap_or(default.zoom),
    }
}

fn part<T: DeserializeOwned>(kept: &Map<String, Value>, name: &str) -> Option<T> {
    kept.get(name)
        .and_then(|value| serde_json::from_value(value.clone()).ok())
}

#[cfg(test)]
mod tests {
    use alertbook_wire::{ParameterValue, Place};

    use super::*;

    #[test]
    fn what_means_nothing_any_more_is_left_aside_part_by_part() {
        for text in ["", "[]", "no JSON", "null", r#"{"place":7,"zoom":"large"}"#] {
            assert_eq!(read(text), WindowState::default(), "{text}");
        }
        let kept = r#"{"place":"attic","filtersOpen":false,"timeOpen":0,"queryOpen":true,"zoom":9000,"later":1,
            "request":{"Levels":"urgent"},"sort":{"column":"nothing","descending":true}}"#;
        let expected = WindowState {
            filters_open: Some(false),
            query_open: true,
            ..WindowState::default()
        };
        assert_eq!(read(kept), expected);
        let kept = r#"{"place":"overview","zoom":150,"request":{"Levels":"serious"},
            "sort":{"column":"level","descending":true}}"#;
        let levels = ParameterValue::Text("serious".to_owned());
        let expected = WindowState {
            place: Place::Overview,
            request: ParameterMap([("Levels".to_owned(), levels)].into()),
            sort: Some(Sort {
                column: "level".to_owned(),
                descending: true,
                grouped: false,
            }),
            zoom: 150,
            ..WindowState::default()
        };
        assert_eq!(read(kept), expected);
    }
}
