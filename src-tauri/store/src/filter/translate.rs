//! Each condition of a filter as predicates. What each one means: section "Filters" of the reference page.

use alertbook_core::filter::Condition;
use alertbook_core::vocabulary::{
    AlertType, CONTAINER_KIND, Dealed, ECS_KIND, HandleTime, IMAGE_KIND, Level, OperateCode, Status,
    SyncMark, Target,
};

use super::arm::{Arm, Place, Test};
use super::container::{clusters, container_arms};
use super::named::named_events;
use super::review::{reviewed, verdicts};
use crate::event::unique_key;
use crate::search::all_pieces;
use crate::sql::{Sql, all, any};

const NAME_COLUMNS: [&str; 8] = [
    "zh_name",
    "zh_event_name",
    "zh_event_name_display",
    "zh_sub_type",
    "en_name",
    "en_event_name",
    "en_event_name_display",
    "en_sub_type",
];
/// The test of a condition. Times are translated apart, because their range depends on the store.
pub(super) fn test(condition: &Condition) -> Test {
    match condition {
        Condition::Remark { needle, in_notes } => remark(needle, *in_notes),
        Condition::Search(needle) => search(needle),
        // A digest can be nothing but its prefix; absent ones do not equal it.
        Condition::Container { value, .. } if value.is_empty() => Test::any_of(Vec::new()),
        Condition::Container { field, value } => Test::any_of(container_arms(*field, value)),
        Condition::AssetKinds(kinds) => asset_kinds(kinds),
        Condition::Sync(marks) => sync_marks(marks),
        Condition::Verdicts(wanted) => verdicts(wanted),
        Condition::Events(events) => named_events(events),
        Condition::Dealed(Dealed::Yes) => handled(),
        Condition::NoneOf(conditions) => Test::none_of(conditions.iter().map(test)),
        single => Test::one(arm(single)),
    }
}

fn arm(condition: &Condition) -> Arm {
    match condition {
        Condition::Dealed(Dealed::No) => Arm::own(Place::Status, Sql::lit("status = ").bind(Status::PENDING)),
        Condition::HandledWithin(classes) => Arm::own(Place::Anything, handled_within(classes)),
        Condition::OperateTime { from, to } => Arm::own(Place::Anything, operate_time(*from, *to)),
        Condition::Name(name) => Arm::alert(equals_any(&NAME_COLUMNS, name)),
        Condition::AssetName(name) => Arm::target(equals_any(&["instance_name"], name)),
        Condition::SubTypes(values) => Arm::alert(any([
            Sql::any_of("zh_sub_type", values),
            Sql::any_of("en_sub_type", values),
        ])),
        Condition::Levels(levels) => Arm::own(Place::Level, Sql::any_of("level", &keys(levels, Level::key))),
        Condition::Types(types) => Arm::alert(Sql::any_of("type_key", &keys(types, AlertType::key))),
        Condition::Statuses(values) => Arm::own(Place::Status, Sql::any_of("status", values)),
        Condition::Target(target) => target_arm(*target),
        Condition::Uuids(values) => Arm::target(Sql::any_of("uuid", values)),
        Condition::UniqueInfo(value) => Arm::own(
            Place::Unique,
            Sql::lit("(unique_key = ")
                .bind(unique_key(value))
                .then(" AND unique_info = ")
                .bind(value.clone())
                .then(")"),
        ),
        Condition::AlarmUniqueInfo(value) => Arm::own(
            Place::Anything,
            Sql::lit("alarm_unique_info = ").bind(value.clone()),
        ),
        Condition::Id(id) => Arm::own(Place::Id, Sql::lit("id = ").bind(*id)),
        Condition::Codes(codes) => Arm::own(Place::Code, Sql::any_of("code", &keys(codes, OperateCode::key))),
        Condition::Groups(ids) => Arm::target(
            Sql::lit("uuid IN (SELECT uuid FROM asset WHERE ")
                .sql(Sql::any_of("group_id", ids))
                .then(")"),
        ),
        Condition::Clusters(ids) => clusters(ids),
        Condition::Containers(ids) => Arm::workload(all([
            Sql::lit("container_id <> ''"),
            Sql::any_of("container_id", ids),
        ])),
        Condition::Reviewed(mark) => reviewed(*mark),
        Condition::Tags(tags) => Arm::tag(Sql::any_of("tag", tags)),
        Condition::Accounts(ids) => Arm::own(Place::Account, Sql::any_of("account", ids)),
        Condition::SupportCodes(values) => Arm::own(Place::Anything, Sql::any_of("support_code", values)),
        Condition::DataSource(value) => Arm::alert(Sql::lit("data_source = ").bind(value.clone())),
        Condition::Tactics(ids) => Arm::alert(any(ids.iter().map(|id| tactic(id)))),
        Condition::LastTime { .. }
        | Condition::Remark { .. }
        | Condition::Search(_)
        | Condition::Container { .. }
        | Condition::Dealed(Dealed::Yes)
        | Condition::Sync(_)
        | Condition::Verdicts(_)
        | Condition::NoneOf(_)
        | Condition::Events(_)
        | Condition::AssetKinds(_) => Arm::own(Place::Anything, Sql::lit("1")),
    }
}

/// Two arms, because an index finds two ranges but not "unlike". The lower bound keeps out what a tally counts as absent.
fn handled() -> Test {
    let above = Sql::lit("status > ").bind(Status::PENDING);
    let below = Sql::lit("(status < ")
        .bind(Status::PENDING)
        .then(" AND status > -9223372036854775808)");
    Test::any_of(vec![
        Arm::own(Place::Status, above),
        Arm::own(Place::Status, below),
    ])
}

fn keys<T: Copy>(words: &[T], key: impl Fn(T) -> i64) -> Vec<i64> {
    words.iter().map(|word| key(*word)).collect()
}

fn equals_any(columns: &[&'static str], value: &str) -> Sql {
    any(columns
        .iter()
        .map(|column| Sql::lit(column).then(" = ").bind(value.to_owned())))
}

/// `instr` has no wildcards and no limit of length. What it looks through folds ASCII only: just what is asked for.
fn contains(folded: &'static str, needle: &str) -> Sql {
    Sql::lit("instr(")
        .then(folded)
        .then(", ")
        .bind(needle.to_ascii_lowercase())
        .then(") > 0")
}

fn remark(needle: &str, in_notes: bool) -> Test {
    let mut arms = vec![
        Arm::alert(contains("search", needle)),
        Arm::target(contains("search", needle)),
    ];
    if in_notes {
        let found = all([Sql::lit("notes <> ''"), contains("lower(notes)", needle)]);
        arms.push(Arm::notes(found));
    }
    Test::any_of(arms)
}

fn search(needle: &str) -> Test {
    let contains = |text| contains(text, needle);
    let texts = any([
        contains("lower(details)"),
        contains("lower(notes)"),
        Sql::lit("description_id IN (SELECT description_id FROM description WHERE ")
            .sql(contains("lower(body)"))
            .then(")"),
    ]);
    let asset = ["search", "lower(instance_id)", "lower(uuid)"].map(contains);
    Test::any_of(vec![
        Arm::alert(contains("search")),
        Arm::target(any(asset)),
        Arm::own_note(contains("lower(body)")),
        match all_pieces(needle) {
            Some(blocks) => Arm::texts(blocks, texts),
            None => Arm::own(Place::Anything, texts),
        },
    ])
}

fn asset_kinds(kinds: &[String]) -> Test {
    let known = Sql::lit("uuid IN (SELECT uuid FROM asset WHERE kind <> '' AND ")
        .sql(Sql::any_of("kind", kinds))
        .then(")");
    let mut target = vec![known];
    if kinds.iter().any(|kind| kind == ECS_KIND) {
        target.push(Sql::lit(
            "(instance_id GLOB 'i-*' AND NOT EXISTS (SELECT 1 FROM asset WHERE asset.uuid = target.uuid))",
        ));
    }
    let mut arms = vec![Arm::target(any(target))];
    let container = kinds
        .iter()
        .any(|kind| kind == CONTAINER_KIND)
        .then(|| Sql::lit("container_id <> ''"));
    let image = kinds
        .iter()
        .any(|kind| kind == IMAGE_KIND)
        .then(|| Sql::lit("(container_id = '' AND image_uuid <> '')"));
    let workload: Vec<Sql> = container.into_iter().chain(image).collect();
    if !workload.is_empty() {
        arms.push(Arm::workload(any(workload)));
    }
    Test::any_of(arms)
}

fn target_arm(target: Target) -> Arm {
    match target {
        Target::Asset => Arm::target(Sql::lit("uuid <> ''")),
        Target::ImageRepository => Arm::workload(Sql::lit("(image_uuid <> '' OR image_name <> '')")),
        Target::Cluster => Arm::workload(Sql::lit("(k8s_cluster_id <> '' OR cluster_id <> '')")),
        Target::Container => Arm::workload(Sql::lit("container_id <> ''")),
        Target::Image => Arm::workload(Sql::lit("image_uuid <> ''")),
    }
}

/// An arm for each mark, because each has an index of its own.
fn sync_marks(marks: &[SyncMark]) -> Test {
    let arm = |mark: &SyncMark| Arm::sighting(Sql::lit(sync_mark(*mark)));
    Test::any_of(marks.iter().map(arm).collect())
}

const fn sync_mark(mark: SyncMark) -> &'static str {
    match mark {
        SyncMark::New => "first_run IN (SELECT run_id FROM sync_run WHERE is_latest = 1)",
        SyncMark::Changed => {
            "(changed_run IS NOT NULL AND changed_run IN (SELECT run_id FROM sync_run WHERE is_latest = 1))"
        }
        SyncMark::Gone => "gone_run IS NOT NULL",
    }
}

fn tactic(id: &str) -> Sql {
    let framed = [",", id, ","].concat();
    Sql::lit("instr(',' || tactics || ',', ")
        .bind(framed)
        .then(") > 0")
}

/// Milliseconds of `OperateTime` count, so that no division rounds across the edge of a class.
fn handled_within(classes: &[HandleTime]) -> Sql {
    const TOOK: &str = "operate_ts - last_time * 1000";
    let class = |class: &HandleTime| match class.span() {
        None => Sql::lit("(operate_ts IS NULL OR last_time IS NULL)"),
        Some((from, to)) => all([
            from.map(|from| Sql::lit(TOOK).then(" >= ").bind(from)),
            to.map(|to| Sql::lit(TOOK).then(" < ").bind(to)),
        ]
        .into_iter()
        .flatten()),
    };
    all([
        Sql::lit("status <> ").bind(Status::PENDING),
        any(classes.iter().map(class)),
    ])
}

/// `OperateTime` is compared at second precision, like every time of the API.
fn operate_time(from: Option<i64>, to: Option<i64>) -> Sql {
    let from = from.map(|from| Sql::lit("operate_ts >= ").bind(from.saturating_mul(1000)));
    let to = to.map(|to| Sql::lit("operate_ts <= ").bind(to.saturating_mul(1000).saturating_add(999)));
    all(from.into_iter().chain(to))
}
