//! Reading the value of each kind of parameter.

#![allow(
    clippy::unnecessary_wraps,
    reason = "readers stand in one table and have one shape"
)]

use super::condition::{Condition, NamedAccount, NamedEvent};
use super::given::Given;
use super::problem::Expectation;
use crate::Language;
use crate::image_reference::digest_form;
use crate::time::parse_cloud_time;
use crate::vocabulary::{
    AlertType, ContainerField, Dealed, HandleTime, Level, OperateCode, Reviewed, SUPPORT_CODES, Status,
    SyncMark, Target, Verdict, asset_kind,
};

/// What a parameter does to the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Nothing,
    Language(Language),
    Where(Condition),
    TimeStart(i64),
    TimeEnd(i64),
    OperateTimeStart(i64),
    OperateTimeEnd(i64),
    ContainerKey(ContainerField),
    ContainerValue(String),
    PageSize(u32),
    CurrentPage(u32),
    SortByLastTime(bool),
    Ascending(bool),
}

pub(super) type Read = Result<Effect, Expectation>;

fn matching(condition: Condition) -> Read {
    Ok(Effect::Where(condition))
}

fn one_of<T>(text: &str, choices: impl IntoIterator<Item = (T, String)>) -> Result<T, Expectation> {
    let mut words = Vec::new();
    for (choice, word) in choices {
        if text.eq_ignore_ascii_case(&word) {
            return Ok(choice);
        }
        words.push(word);
    }
    Err(Expectation::Words(words))
}

fn number(text: &str, min: i64, max: i64) -> Result<i64, Expectation> {
    let range = Expectation::Number { min, max };
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(range);
    }
    let digits = text.trim_start_matches('0');
    let number = if digits.is_empty() {
        Ok(0)
    } else {
        digits.parse::<i64>()
    };
    number
        .ok()
        .filter(|number| (min..=max).contains(number))
        .ok_or(range)
}

fn id(text: &str) -> Result<i64, Expectation> {
    number(text, 0, i64::MAX)
}

fn page_number(text: &str) -> Result<u32, Expectation> {
    let range = Expectation::Number {
        min: 1,
        max: i32::MAX.into(),
    };
    u32::try_from(number(text, 1, i32::MAX.into())?).map_err(|_| range)
}

pub(super) fn ignored(_: &Given) -> Read {
    Ok(Effect::Nothing)
}

pub(super) fn from(given: &Given) -> Read {
    one_of(given.text(), [(Effect::Nothing, "sas".to_owned())])
}

pub(super) fn language(given: &Given) -> Read {
    let choices = Language::ALL.map(|language| (language, language.word().to_owned()));
    one_of(given.text(), choices).map(Effect::Language)
}

pub(super) fn dealed(given: &Given) -> Read {
    let choices = Dealed::ALL.map(|dealed| (dealed, dealed.word().to_owned()));
    matching(Condition::Dealed(one_of(given.text(), choices)?))
}

fn time(given: &Given) -> Result<i64, Expectation> {
    parse_cloud_time(given.text()).ok_or(Expectation::Time)
}

pub(super) fn time_start(given: &Given) -> Read {
    time(given).map(Effect::TimeStart)
}

pub(super) fn time_end(given: &Given) -> Read {
    time(given).map(Effect::TimeEnd)
}

pub(super) fn operate_time_start(given: &Given) -> Read {
    time(given).map(Effect::OperateTimeStart)
}

pub(super) fn operate_time_end(given: &Given) -> Read {
    time(given).map(Effect::OperateTimeEnd)
}

pub(super) fn name(given: &Given) -> Read {
    matching(Condition::Name(given.text().to_owned()))
}

pub(super) fn asset_name(given: &Given) -> Read {
    matching(Condition::AssetName(given.text().to_owned()))
}

pub(super) fn sub_types(given: &Given) -> Read {
    matching(Condition::SubTypes(given.members.clone()))
}

pub(super) fn levels(given: &Given) -> Read {
    let read = |word: &String| one_of(word, Level::ALL.map(|level| (level, level.word().to_owned())));
    matching(Condition::Levels(
        given.members.iter().map(read).collect::<Result<_, _>>()?,
    ))
}

pub(super) fn alert_types(given: &Given) -> Read {
    let read = |word: &String| {
        AlertType::recognise(word).ok_or_else(|| {
            Expectation::Words(
                AlertType::all()
                    .map(|kind| [kind.title().zh, " / ", kind.title().en].concat())
                    .collect(),
            )
        })
    };
    matching(Condition::Types(
        given.members.iter().map(read).collect::<Result<_, _>>()?,
    ))
}

pub(super) fn remark(given: &Given) -> Read {
    matching(Condition::Remark {
        needle: given.text().to_owned(),
        in_notes: true,
    })
}

pub(super) fn remark_without_notes(given: &Given) -> Read {
    matching(Condition::Remark {
        needle: given.text().to_owned(),
        in_notes: false,
    })
}

pub(super) fn search(given: &Given) -> Read {
    matching(Condition::Search(given.text().to_owned()))
}

pub(super) fn statuses(given: &Given) -> Read {
    let allowed = || {
        let values =
            std::iter::once(Status::ALL_STATUSES).chain(Status::ALL.iter().map(|status| status.value));
        Expectation::Words(values.map(|value| value.to_string()).collect())
    };
    let read = |word: &String| {
        let value = id(word).map_err(|_| allowed())?;
        let known = value == Status::ALL_STATUSES || Status::from_value(value).is_some();
        known.then_some(value).ok_or_else(allowed)
    };
    let values = given.members.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if values.contains(&Status::ALL_STATUSES) {
        Ok(Effect::Nothing)
    } else {
        matching(Condition::Statuses(values))
    }
}

pub(super) fn cluster(given: &Given) -> Read {
    matching(Condition::Container {
        field: ContainerField::ClusterId,
        value: given.text().to_owned(),
    })
}

pub(super) fn clusters(given: &Given) -> Read {
    matching(Condition::Clusters(given.members.clone()))
}

pub(super) fn containers(given: &Given) -> Read {
    matching(Condition::Containers(given.members.clone()))
}

pub(super) fn container_key(given: &Given) -> Read {
    let choices = ContainerField::ALL.map(|field| (field, field.word().to_owned()));
    one_of(given.text(), choices).map(Effect::ContainerKey)
}

pub(super) fn container_value(given: &Given) -> Read {
    Ok(Effect::ContainerValue(given.text().to_owned()))
}

/// The value in the form its key compares in.
pub(super) fn container_condition(field: ContainerField, value: &str) -> Condition {
    let value = if field == ContainerField::ImageDigest {
        digest_form(value)
    } else {
        value.to_owned()
    };
    Condition::Container { field, value }
}

pub(super) fn export_target(given: &Given) -> Read {
    target(given, Target::EXPORT)
}

pub(super) fn describe_target(given: &Given) -> Read {
    target(given, Target::DESCRIBE)
}

fn target(given: &Given, choices: [Target; 3]) -> Read {
    matching(Condition::Target(one_of(
        given.text(),
        choices.map(|target| (target, target.word().to_owned())),
    )?))
}

pub(super) fn page_size(given: &Given) -> Read {
    page_number(given.text()).map(Effect::PageSize)
}

/// The listing operation gives at most 100 rows a page.
pub(super) fn listing_page_size(given: &Given) -> Read {
    let range = Expectation::Number { min: 1, max: 100 };
    let size = number(given.text(), 1, 100)?;
    u32::try_from(size).map(Effect::PageSize).map_err(|_| range)
}

pub(super) fn current_page(given: &Given) -> Read {
    page_number(given.text()).map(Effect::CurrentPage)
}

pub(super) fn asset_kinds(given: &Given) -> Read {
    matching(Condition::AssetKinds(
        given.members.iter().map(|word| asset_kind(word)).collect(),
    ))
}

pub(super) fn uuids(given: &Given) -> Read {
    matching(Condition::Uuids(given.members.clone()))
}

pub(super) fn unique_info(given: &Given) -> Read {
    matching(Condition::UniqueInfo(given.text().to_owned()))
}

pub(super) fn alarm_unique_info(given: &Given) -> Read {
    matching(Condition::AlarmUniqueInfo(given.text().to_owned()))
}

pub(super) fn event_id(given: &Given) -> Read {
    matching(Condition::Id(id(given.text())?))
}

pub(super) fn codes(given: &Given) -> Read {
    let read = |word: &String| {
        OperateCode::recognise(word)
            .ok_or_else(|| Expectation::Words(OperateCode::all().map(OperateCode::word).collect()))
    };
    matching(Condition::Codes(
        given.members.iter().map(read).collect::<Result<_, _>>()?,
    ))
}

pub(super) fn group(given: &Given) -> Read {
    matching(Condition::Groups(vec![id(given.text())?]))
}

pub(super) fn groups(given: &Given) -> Read {
    matching(Condition::Groups(ids(given)?))
}

fn ids(given: &Given) -> Result<Vec<i64>, Expectation> {
    given.members.iter().map(|word| id(word)).collect()
}

pub(super) fn account(given: &Given) -> Read {
    matching(Condition::Accounts(vec![id(given.text())?]))
}

pub(super) fn accounts(given: &Given) -> Read {
    matching(Condition::Accounts(ids(given)?))
}

pub(super) fn all_accounts(given: &Given) -> Read {
    one_of(
        given.text(),
        ["0", "1"].map(|word| (Effect::Nothing, word.to_owned())),
    )
}

pub(super) fn support_codes(given: &Given) -> Read {
    let choices = SUPPORT_CODES.map(|(word, _)| word);
    let read = |word: &String| one_of(word, choices.map(|choice| (choice.to_owned(), choice.to_owned())));
    matching(Condition::SupportCodes(
        given.members.iter().map(read).collect::<Result<_, _>>()?,
    ))
}

pub(super) fn data_source(given: &Given) -> Read {
    matching(Condition::DataSource(given.text().to_owned()))
}

pub(super) fn tactic(given: &Given) -> Read {
    matching(Condition::Tactics(vec![given.text().to_owned()]))
}

pub(super) fn tactics(given: &Given) -> Read {
    matching(Condition::Tactics(given.members.clone()))
}

pub(super) fn sync_marks(given: &Given) -> Read {
    let read = |word: &String| one_of(word, SyncMark::ALL.map(|mark| (mark, mark.word().to_owned())));
    matching(Condition::Sync(
        given.members.iter().map(read).collect::<Result<_, _>>()?,
    ))
}

pub(super) fn handle_times(given: &Given) -> Read {
    let read = |word: &String| {
        one_of(
            word,
            HandleTime::ALL.map(|class| (class, class.word().to_owned())),
        )
    };
    matching(Condition::HandledWithin(
        given.members.iter().map(read).collect::<Result<_, _>>()?,
    ))
}

pub(super) fn reviewed(given: &Given) -> Read {
    let choices = Reviewed::ALL.map(|mark| (mark, mark.word().to_owned()));
    matching(Condition::Reviewed(one_of(given.text(), choices)?))
}

pub(super) fn verdicts(given: &Given) -> Read {
    let read = |word: &String| {
        one_of(
            word,
            Verdict::ALL.map(|verdict| (verdict, verdict.word().to_owned())),
        )
    };
    matching(Condition::Verdicts(
        given.members.iter().map(read).collect::<Result<_, _>>()?,
    ))
}

pub(super) fn tags(given: &Given) -> Read {
    matching(Condition::Tags(given.members.clone()))
}

/// The most single events that one request may name.
pub(super) const MOST_EVENTS: usize = 10_000;

pub(super) fn events(given: &Given) -> Read {
    if given.members.len() > MOST_EVENTS {
        return Err(Expectation::Fewer(MOST_EVENTS));
    }
    let read = |word: &String| named_event(word).ok_or(Expectation::NamedEvents);
    matching(Condition::Events(
        given.members.iter().map(read).collect::<Result<_, _>>()?,
    ))
}

fn named_event(word: &str) -> Option<NamedEvent> {
    let number = |text: &str| id(text.trim()).ok();
    Some(match word.split_once('/') {
        None => NamedEvent {
            id: number(word)?,
            account: NamedAccount::Any,
        },
        Some((account, word)) => NamedEvent {
            id: number(word)?,
            account: if account.trim().is_empty() {
                NamedAccount::None
            } else {
                NamedAccount::One(number(account)?)
            },
        },
    })
}

/// The stored records do not tell strict mode, so the word is judged and changes nothing.
pub(super) fn strict_mode(given: &Given) -> Read {
    one_of(
        given.text(),
        ["Y", "N"].map(|word| (Effect::Nothing, word.to_owned())),
    )
}

pub(super) fn sort_column(given: &Given) -> Read {
    let choices = [(false, "operateTime".to_owned()), (true, "lastTime".to_owned())];
    one_of(given.text(), choices).map(Effect::SortByLastTime)
}

pub(super) fn sort_type(given: &Given) -> Read {
    one_of(
        given.text(),
        [(false, "desc".to_owned()), (true, "asc".to_owned())],
    )
    .map(Effect::Ascending)
}
