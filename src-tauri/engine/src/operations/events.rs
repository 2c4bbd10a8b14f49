//! `DescribeSuspEvents`.

use alertbook_core::column::Column;
use alertbook_core::filter::{DescribeRequest, Expectation, RawRequest, parse_describe_request};
use alertbook_store::EventOrder;
use alertbook_wire::SuspEventsAnswer;

use super::record_json;
use crate::engine::{Answer, Engine};
use crate::error::{Error, Result};
use crate::given::given;
use crate::policy::Action;

/// The cloud answers no more rows on one page.
const LARGEST_PAGE: u32 = 100;

impl Engine {
    /// One page of the events that a request selects, as raw records.
    pub fn describe_susp_events(&self, request: &RawRequest) -> Answer<SuspEventsAnswer> {
        self.answer(|asked| {
            let permit = self
                .shared
                .permit(Action::DescribeSuspEvents, asked, &given(request))?;
            let accepted = accept(request)?;
            permit.record_read(&self.shared);
            let (page, language) = (accepted.page, accepted.language.unwrap_or_default());
            self.shared.snapshot(|snapshot| {
                let rows = snapshot.list_event_rows(
                    &accepted.filter,
                    order_of(&accepted),
                    page.offset(),
                    Some(page.size.into()),
                )?;
                let record = |row: &i64| {
                    let stored = snapshot.stored_record(*row)?;
                    match stored.other_raw {
                        Some(other) if stored.language != language => record_json(other),
                        _ => record_json(stored.raw),
                    }
                };
                Ok(SuspEventsAnswer {
                    count: rows.len() as u64,
                    current_page: page.number,
                    page_size: page.size,
                    total_count: snapshot.count_events(&accepted.filter)?,
                    request_id: asked.request_id.clone(),
                    susp_events: rows.iter().map(record).collect::<Result<_>>()?,
                })
            })
        })
    }
}

fn accept(request: &RawRequest) -> Result<DescribeRequest> {
    let accepted = parse_describe_request(request).map_err(Error::IllegalParam)?;
    if accepted.page.size > LARGEST_PAGE {
        let expected = Expectation::Number {
            min: 1,
            max: LARGEST_PAGE.into(),
        };
        return Err(Error::illegal(
            "PageSize",
            &accepted.page.size.to_string(),
            expected,
        ));
    }
    Ok(accepted)
}

fn order_of(request: &DescribeRequest) -> EventOrder {
    request.sort.map_or(EventOrder::Newest, |sort| EventOrder::By {
        column: if sort.by_last_time {
            Column::LastTime
        } else {
            Column::OperateTime
        },
        descending: !sort.ascending,
        language: request.language.unwrap_or_default(),
    })
}
