//! What one call asks: an operation and its parameters.

/// An operation of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Lists alert events.
    DescribeSuspEvents,
    /// Tells one event.
    DescribeSuspEventDetail,
    /// Lists asset groups.
    DescribeAllGroups,
    /// Lists servers and cloud products.
    DescribeCloudCenterInstances,
    /// Lists clusters, among other groupings of containers.
    DescribeGroupedContainerInstances,
    /// Lists containers.
    DescribeContainerInstances,
    /// Lists the member accounts of a directory.
    DescribeMonitorAccounts,
    /// Asks the cloud to write an export file; the only operation that starts something.
    ExportSuspEvents,
    /// Tells how far an export is.
    DescribeSuspEventExportInfo,
    /// Tells whose key it is (STS).
    GetCallerIdentity,
    /// Takes a role for a while (STS).
    AssumeRole,
}

impl Operation {
    /// Security Center's operations, in the order in which a sync may need them.
    pub const SECURITY_CENTER: [Self; 9] = [
        Self::DescribeAllGroups,
        Self::DescribeCloudCenterInstances,
        Self::DescribeGroupedContainerInstances,
        Self::DescribeContainerInstances,
        Self::DescribeSuspEvents,
        Self::DescribeSuspEventDetail,
        Self::DescribeMonitorAccounts,
        Self::ExportSuspEvents,
        Self::DescribeSuspEventExportInfo,
    ];

    /// The API's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DescribeSuspEvents => "DescribeSuspEvents",
            Self::DescribeSuspEventDetail => "DescribeSuspEventDetail",
            Self::DescribeAllGroups => "DescribeAllGroups",
            Self::DescribeCloudCenterInstances => "DescribeCloudCenterInstances",
            Self::DescribeGroupedContainerInstances => "DescribeGroupedContainerInstances",
            Self::DescribeContainerInstances => "DescribeContainerInstances",
            Self::DescribeMonitorAccounts => "DescribeMonitorAccounts",
            Self::ExportSuspEvents => "ExportSuspEvents",
            Self::DescribeSuspEventExportInfo => "DescribeSuspEventExportInfo",
            Self::GetCallerIdentity => "GetCallerIdentity",
            Self::AssumeRole => "AssumeRole",
        }
    }

    /// Whether it is asked of STS, not of Security Center.
    pub const fn is_sts(self) -> bool {
        matches!(self, Self::GetCallerIdentity | Self::AssumeRole)
    }

    /// The version of the API it belongs to.
    pub const fn version(self) -> &'static str {
        if self.is_sts() { "2015-04-01" } else { "2018-12-03" }
    }

    /// Whether it starts something, so that a second try may start it twice.
    pub const fn starts_something(self) -> bool {
        matches!(self, Self::ExportSuspEvents)
    }

    /// The RAM permission it needs; none for telling whose key it is.
    pub fn ram_action(self) -> Option<String> {
        match self {
            Self::GetCallerIdentity => None,
            Self::AssumeRole => Some("sts:AssumeRole".to_owned()),
            _ => Some(format!("yundun-sas:{}", self.name())),
        }
    }
}

impl std::fmt::Display for Operation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.name())
    }
}

/// Whose records are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The caller's own account.
    #[default]
    Own,
    /// Every account of the directory.
    AllMembers,
    /// One member account.
    Member(i64),
}

/// One call's parameters. Made by the types beside this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is asked.
    pub operation: Operation,
    /// Parameters in the address.
    pub query: Vec<(String, String)>,
    /// Parameters in the body.
    pub form: Vec<(String, String)>,
}

/// Whoever has a request may make the same call again.
impl From<&Self> for Request {
    fn from(request: &Self) -> Self {
        request.clone()
    }
}

impl Request {
    /// A call without parameters.
    pub const fn new(operation: Operation) -> Self {
        Self {
            operation,
            query: Vec::new(),
            form: Vec::new(),
        }
    }

    /// With a parameter in the address.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "numbers and texts are given alike")]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.query.push((name.to_owned(), value.to_string()));
        self
    }

    /// With a parameter in the address, where there is a value for it.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With one parameter for each member: `Name.1`, `Name.2`, …
    #[must_use]
    pub fn with_each<T: ToString>(self, name: &str, values: impl IntoIterator<Item = T>) -> Self {
        (1..).zip(values).fold(self, |request, (number, value)| {
            request.with(&format!("{name}.{number}"), value)
        })
    }

    /// With a parameter in the body, where there is a value for it.
    #[must_use]
    pub fn with_form(mut self, name: &str, value: Option<impl ToString>) -> Self {
        if let Some(value) = value {
            self.form.push((name.to_owned(), value.to_string()));
        }
        self
    }

    /// With the member account of a scope that names one.
    #[must_use]
    pub fn with_member(self, scope: Scope) -> Self {
        match scope {
            Scope::Member(account) => self.with("ResourceDirectoryAccountId", account),
            Scope::Own | Scope::AllMembers => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_are_numbered_from_one() {
        let request = Request::new(Operation::DescribeSuspEvents).with_each("AssetsTypeList", ["ECS", "SLB"]);
        let names: Vec<_> = request.query.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["AssetsTypeList.1", "AssetsTypeList.2"]);
    }

    #[test]
    fn only_the_export_starts_something() {
        let starting = Operation::SECURITY_CENTER
            .into_iter()
            .filter(|one| one.starts_something());
        assert_eq!(starting.collect::<Vec<_>>(), [Operation::ExportSuspEvents]);
        let others = Operation::SECURITY_CENTER
            .into_iter()
            .filter(|one| !one.name().starts_with("Describe"));
        assert_eq!(others.collect::<Vec<_>>(), [Operation::ExportSuspEvents]);
    }
}
