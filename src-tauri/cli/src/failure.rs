//! How a command fails: the API's error object, and the exit status that goes with it.

use std::process::ExitCode;

use alertbook_core::Language;
use alertbook_core::filter::Problem;
use alertbook_engine::{Code, Error, new_request_id};
use alertbook_wire::WireError;

/// A failed command.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: WireError,
}

impl From<WireError> for Failure {
    fn from(error: WireError) -> Self {
        Self { error }
    }
}

impl Failure {
    /// Wrong parameters that the command line itself finds.
    pub(crate) fn illegal(problems: Vec<Problem>, language: Language) -> Self {
        Error::IllegalParam(problems)
            .to_wire(language, &new_request_id())
            .into()
    }

    /// 2 when the request is wrong, 3 when it is not permitted, 1 for anything else.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match Code::from_word(&self.error.code) {
            Some(Code::IllegalParam) => ExitCode::from(2),
            Some(Code::NoPermission | Code::CloudNoPermission) => ExitCode::from(3),
            _ => ExitCode::FAILURE,
        }
    }
}
