//! `DescribeSuspEventExportInfo`.

use alertbook_core::filter::RawRequest;
use alertbook_store::table::{ExportRow, ExportState};
use alertbook_wire::ExportInfo;

use super::parameters::Parameters;
use crate::engine::{Answer, Asked, Engine};
use crate::error::{Error, Result};
use crate::export_record::{percent, unsigned};
use crate::exports::{row_of, whole_file};
use crate::given::given;
use crate::policy::Action;

impl Engine {
    /// How an export stands, in the API's own shape.
    pub fn describe_susp_event_export_info(&self, request: &RawRequest) -> Answer<ExportInfo> {
        self.answer(|asked| {
            let action = Action::DescribeSuspEventExportInfo;
            let permit = self.shared.permit(action, asked, &given(request))?;
            let mut parameters = Parameters::gather(request, &["ExportId", "Lang", "SourceIp", "From"]);
            parameters.word("Lang", &["zh", "en"]);
            parameters.word("From", &["sas"]);
            parameters.require("ExportId");
            let id = parameters.number("ExportId", 0, i64::MAX).unwrap_or_default();
            parameters.judged()?;
            permit.record_read(&self.shared);
            info(&row_of(&self.shared, id)?, asked)
        })
    }
}

fn info(row: &ExportRow, asked: &Asked) -> Result<ExportInfo> {
    let status = match row.state {
        ExportState::Pending => "pending",
        ExportState::Exporting => "exporting",
        ExportState::Success => "success",
        // The API has no word for a cancelled export.
        ExportState::Failed | ExportState::Cancelled => "failed",
    };
    Ok(ExportInfo {
        export_status: status.to_owned(),
        progress: percent(row),
        file_name: row.asked.file_name.clone(),
        link: link(row)?,
        total_count: unsigned(row.matched.unwrap_or_default()),
        properties: row.asked.columns.clone(),
        kind: "suspiciousEvent".to_owned(),
        gmt_create: row.asked.created,
        gmt_modified: row.modified,
        id: row.id,
        request_id: asked.request_id.clone(),
    })
}

/// A `file:` URL of the finished file; empty while there is none, and when it is gone.
fn link(row: &ExportRow) -> Result<String> {
    match whole_file(row) {
        Ok(file) => {
            let url = url::Url::from_file_path(file)
                .map_err(|()| Error::Defect("a record's folder is not absolute"))?;
            Ok(url.into())
        }
        Err(Error::ExportNotFinished(_) | Error::ExportFileMissing(_)) => Ok(String::new()),
        Err(error) => Err(error),
    }
}
