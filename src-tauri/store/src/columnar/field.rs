//! Which columns there are.

/// A narrow column of events. Its number is part of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Field {
    /// The account, or -1.
    Account = 0,
    /// The level's key.
    Level = 1,
    /// The status.
    Status = 2,
    /// The result code's key.
    Code = 3,
    /// `alert_id`; a row without it is no event.
    Alert = 4,
    /// `target_id`.
    Target = 5,
    /// `workload_id`.
    Workload = 6,
    /// `LastTime` in seconds.
    LastTime = 7,
    /// What the default order goes by: `LastTimeStamp` in milliseconds.
    SortTs = 8,
    /// The event's id.
    Id = 9,
}

impl Field {
    /// All of them, in the order of [`Self::SELECT`].
    pub(super) const ALL: [Self; 10] = [
        Self::Account,
        Self::Level,
        Self::Status,
        Self::Code,
        Self::Alert,
        Self::Target,
        Self::Workload,
        Self::LastTime,
        Self::SortTs,
        Self::Id,
    ];

    /// The columns of rows between two numbers.
    pub(super) const SELECT: &'static str = "
        SELECT event_row, account, level, status, code, alert_id, target_id, workload_id, last_time, sort_ts, id
        FROM event WHERE event_row BETWEEN ?1 AND ?2";

    /// Its place among all.
    pub(super) const fn place(self) -> usize {
        self as usize
    }

    /// Where a block of it is kept.
    pub(super) const fn rowid(self, block: i64) -> i64 {
        (self as i64) << BLOCK_BITS | block
    }
}

/// Bits of a block's number in the number of its row.
const BLOCK_BITS: u32 = 48;

/// The block of a row of the table.
pub(super) const fn block_of(rowid: i64) -> i64 {
    rowid & ((1 << BLOCK_BITS) - 1)
}

/// Some of the columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u16);

impl FieldSet {
    /// Those named.
    pub const fn of(fields: &[Field]) -> Self {
        let mut set = Self(0);
        let mut rest = fields;
        while let [field, others @ ..] = rest {
            set.0 |= 1 << *field as u16;
            rest = others;
        }
        set
    }

    /// Those of either.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are not among others.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether a column is among them.
    pub const fn has(self, field: Field) -> bool {
        self.0 & 1 << field as u16 != 0
    }

    /// Whether any of some columns is among them.
    pub const fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One after the other.
    pub(crate) fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL.into_iter().filter(move |field| self.has(*field))
    }
}
