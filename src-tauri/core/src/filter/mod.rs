//! From a request to a filter that cannot be wrong, or to everything that is wrong with the request.
//!
//! One table, [`FilterSpec`], holds every parameter of an operation: how it is read, what it means, what people are
//! told about it. Parser, command line, window, reference page and the sentence of an export record all come from it.

mod arguments;
mod assemble;
mod condition;
mod excluded;
mod file_expectation;
mod given;
mod problem;
mod raw;
mod read;
mod shell;
mod shell_words;
mod spec;
mod words;

pub use arguments::{Arguments, take_apart};
pub use assemble::{
    DescribeRequest, ExportRequest, OperateSort, Page, ParsedRequest, parse_describe_request,
    parse_export_request,
};
pub use condition::{Condition, EventFilter, NamedAccount, NamedEvent};
pub use file_expectation::FileExpectation;
pub use given::COMMON_NAMES;
pub use problem::{Expectation, MAX_VALUE_BYTES, Problem};
pub use raw::{Oddity, RawRequest, RawValue};
pub use shell::{aliyun_command, shell_command};
pub use shell_words::shell_words;
pub use spec::{Control, DESCRIBE_SUSP_EVENTS, EXPORT_SUSP_EVENTS, FilterSpec, WordChoice};
pub use words::{Names, NoNames, Part, sentence};
