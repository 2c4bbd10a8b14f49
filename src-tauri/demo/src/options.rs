//! What a tenant is made from.

/// The size and colour of a generated tenant.
///
/// Two tenants made from equal options are equal byte by byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TenantOptions {
    /// Decides everything that is drawn at random.
    pub seed: u64,
    /// Number of events.
    pub events: u64,
    /// Number of assets, at least 1.
    pub assets: u32,
    /// `LastTimeStamp` of the newest event in Unix milliseconds; cut to whole seconds, as the cloud's are.
    pub newest: i64,
    /// Days that the events cover, back from the newest, at least 1.
    pub days: u32,
    /// Share of the assets that belong to the account whose answers are in English, 0 to 100. The rest is Chinese.
    pub english_percent: u32,
}

impl TenantOptions {
    /// A tenant of a believable shape for its number of events: an asset for every 150 events (20 to 5 000 of them),
    /// 90 days, one asset in six in English.
    pub fn sized(events: u64, newest: i64) -> Self {
        let assets = u32::try_from(events / 150).unwrap_or(u32::MAX).clamp(20, 5_000);
        Self {
            seed: 1,
            events,
            assets,
            newest,
            days: 90,
            english_percent: 16,
        }
    }
}
