// Generated from src-tauri/wire; do not edit. To renew it: UPDATE_TYPES=1 cargo test -p alertbook-wire

export type ExportSuspEventsParameter =
  | "SourceIp"
  | "Dealed"
  | "TimeStart"
  | "TimeEnd"
  | "Name"
  | "Levels"
  | "ParentEventTypes"
  | "Remark"
  | "Status"
  | "Lang"
  | "From"
  | "ClusterId"
  | "ContainerFieldName"
  | "ContainerFieldValue"
  | "TargetType"
  | "PageSize"
  | "CurrentPage"
  | "AssetsTypeList"
  | "Uuid"
  | "UniqueInfo"
  | "Id"
  | "OperateErrorCodeList"
  | "GroupId"
  | "ResourceDirectoryAccountId"
  | "sync"
  | "search"
  | "reviewed"
  | "verdict"
  | "tag"
  | "subtype"
  | "tactic"
  | "group"
  | "cluster"
  | "accounts"
  | "container"
  | "alarm"
  | "handletime"
  | "not"
  | "event";

export type ParameterValue = null | string | Array<string | null>;

export type ParameterMap = Partial<Record<ExportSuspEventsParameter, ParameterValue>>;

export type Chip = { 
/**
 * The parameters that removing this chip clears (a container key and its value go together).
 */
parameters: Array<string>, 
/**
 * The parameter's title in the person's language.
 */
title: string, 
/**
 * The value in words.
 */
words: string, 
/**
 * The member of its parameter that removing this chip takes out; without one the parameters go whole.
 */
member: string | null, };

export type RequestDescription = { 
/**
 * Every wrong parameter; empty when the request is acceptable.
 */
problems: Array<Problem>, 
/**
 * The active conditions; empty when the request selects everything or is not acceptable.
 */
chips: Array<Chip>, 
/**
 * The request as one sentence, as an export record shows it.
 */
sentence: string, 
/**
 * The same request for the command line, ready to paste.
 */
command: string, };

export type Problem = { 
/**
 * The parameter's name as given.
 */
Parameter: string, 
/**
 * What was given, shortened and with control characters made visible.
 */
Given: string, 
/**
 * What would be right, in the person's language.
 */
Allowed: string, };

export type Inexpressible = { 
/**
 * The parameter.
 */
parameter: string, 
/**
 * Its title in the person's language.
 */
title: string, 
/**
 * Why, in the person's language.
 */
reason: string, };

export type PlanLine = { 
/**
 * How many steps it stands below.
 */
depth: number, 
/**
 * In the person's language.
 */
words: string, 
/**
 * As SQLite tells it; absent for what the plan as a whole says.
 */
sqlite: string | null, };

export type QueryForms = { 
/**
 * The request as indented JSON.
 */
request: string, 
/**
 * The command of the cloud's own tool, for a POSIX shell, without what the cloud cannot express.
 */
aliyun: string, 
/**
 * The command of this program, for a POSIX shell.
 */
alertbook: string, 
/**
 * What the cloud's operation cannot express.
 */
inexpressible: Array<Inexpressible>, 
/**
 * The statement that lists the events, with `?` for every bound value.
 */
sql: string, 
/**
 * The values of its placeholders, in order.
 */
values: (number | string | null)[], 
/**
 * How the statement is carried out, step by step.
 */
plan: Array<PlanLine>, 
/**
 * The state of the store that the plan was made for.
 */
revision: number, };

export type ReadRequest = { 
/**
 * The request in its plainest form; absent when something is wrong.
 */
request: ParameterMap | null, 
/**
 * Everything that is wrong.
 */
problems: Array<Problem>, 
/**
 * Options that say how an answer is fetched or written, and nothing about which events: they were left aside.
 */
leftAside: Array<string>, };

export type SavedView = { 
/**
 * Its name; of one that comes with the program a word that never changes.
 */
name: string, 
/**
 * What people call it: the name, or the title in their language.
 */
title: string, 
/**
 * Whether it comes with the program.
 */
shipped: boolean, 
/**
 * The request.
 */
request: ParameterMap, 
/**
 * The request as one sentence.
 */
sentence: string, 
/**
 * The digit, 1 to 9, that applies it in the window.
 */
key: number | null, 
/**
 * Whether it is left out where views are offered.
 */
hidden: boolean, };

export type KeepView = { 
/**
 * Its name. One of the same name is replaced and keeps its place.
 */
name: string, 
/**
 * The request.
 */
request: ParameterMap, 
/**
 * The digit, 1 to 9, that applies it; absent for none.
 */
key: number | null, };

export type ViewChange = { 
/**
 * The digit, 1 to 9, that applies it; absent for none.
 */
key: number | null, 
/**
 * Whether it is left out where views are offered. A hidden view has no key.
 */
hidden: boolean, };

export type WireError = { 
/**
 * The API's own code where it has one (`IllegalParam`, `NoPermission`, `ServerError`), else `area.reason`.
 */
Code: string, 
/**
 * For people, in their language.
 */
Message: string, 
/**
 * The id of the request that failed.
 */
RequestId: string, 
/**
 * Every wrong parameter of an `IllegalParam`.
 */
Problems?: Array<Problem>, 
/**
 * The action that a `NoPermission` lacked.
 */
Action?: string | null, 
/**
 * The smallest policy that allows what the cloud refused, to be pasted into its console.
 */
policy?: string | null, 
/**
 * Whether the same call may succeed later without any change.
 */
retryable: boolean, };

export type EventKey = { 
/**
 * The record id.
 */
id: string, 
/**
 * `SourceAliUid`, absent when the record did not name one.
 */
account: string | null, };

export type Sort = { 
/**
 * A sortable column's name; of groups that of a column that events can be grouped by.
 */
column: string, 
/**
 * Largest first; of groups those of most events.
 */
descending: boolean, 
/**
 * Whether events that have the same in the column stand together, the newest first, and the groups go by how many
 * events they have.
 */
grouped: boolean, };

export type ListEvents = { 
/**
 * The filter.
 */
request: ParameterMap, 
/**
 * Column names, in the order of the cells wanted.
 */
columns: Array<string>, 
/**
 * Absent: the default order, newest first.
 */
sort: Sort | null, 
/**
 * The number of the first row wanted, from 0.
 */
offset: number, 
/**
 * How many rows, at most 1 000.
 */
limit: number, };

export type EventRow = { 
/**
 * Which event.
 */
key: EventKey, 
/**
 * `serious`, `suspicious`, `remind`, the word as it came when unknown, or absent.
 */
level: string | null, 
/**
 * The event status number.
 */
status: number | null, 
/**
 * Whether a person marked it as reviewed.
 */
reviewed: boolean, 
/**
 * The cells of the columns asked for, in the person's language and zone.
 */
cells: Array<string>, };

export type EventPage = { 
/**
 * The number of the first row.
 */
offset: number, 
/**
 * The rows; fewer than asked for at the end.
 */
rows: Array<EventRow>, 
/**
 * The store's revision that was read; a higher one later means that the list is out of date.
 */
revision: number, };

export type CopyForm = "text" | "csv" | "json";

export type CopyEvents = { 
/**
 * Which events: at most 10 000.
 */
request: ParameterMap, 
/**
 * Column names, in order.
 */
columns: Array<string>, 
/**
 * Absent: the default order, newest first.
 */
sort: Sort | null, 
/**
 * How.
 */
form: CopyForm, };

export type CopiedEvents = { 
/**
 * The text.
 */
text: string, 
/**
 * How many events it holds.
 */
rows: number, };

export type CountEvents = { 
/**
 * The filter.
 */
request: ParameterMap, };

export type EventCount = { 
/**
 * Rows that match.
 */
count: number, 
/**
 * Rows in the store.
 */
total: number, 
/**
 * The store's revision that was read.
 */
revision: number, };

export type GroupEvents = { 
/**
 * The filter.
 */
request: ParameterMap, 
/**
 * A grouped order.
 */
sort: Sort, };

export type EventGroup = { 
/**
 * What they have, in the person's language.
 */
name: string, 
/**
 * Of groups by severity the level: `serious`, `suspicious`, `remind`.
 */
level: string | null, 
/**
 * How many there are.
 */
events: number, };

export type EventGroups = { 
/**
 * The groups.
 */
groups: Array<EventGroup>, 
/**
 * The store's revision that was read.
 */
revision: number, };

export type Field = { 
/**
 * The API's field name.
 */
name: string, 
/**
 * The label in the person's language.
 */
label: string, 
/**
 * The value as text; dates in the display zone.
 */
value: string, 
/**
 * The moment in Unix milliseconds, where the value is one.
 */
at: number | null, 
/**
 * The request that selects the events of this value; absent where no parameter can tell it.
 */
filter: ParameterMap | null, };

export type NameValue = { 
/**
 * The name as the record gives it.
 */
name: string, 
/**
 * The value as the record gives it. Attacker-controlled: text only.
 */
value: string, };

export type EventTactic = { 
/**
 * `TacticId`.
 */
id: string, 
/**
 * In Chinese; as the record has it where the id is none of the enterprise matrix. Attacker-controlled: text only.
 */
zh: string, 
/**
 * In English, likewise.
 */
en: string, 
/**
 * The request that selects the events of this tactic; absent where no parameter can tell it.
 */
filter: ParameterMap | null, };

export type AttackStep = { 
/**
 * The tactic's id.
 */
id: string, 
/**
 * In Chinese.
 */
zh: string, 
/**
 * In English.
 */
en: string, 
/**
 * Whether the event's record names it, as a tactic or as a stage.
 */
held: boolean, };

export type EventChange = { 
/**
 * The field in words, in the person's language.
 */
field: string, 
/**
 * What it said before, in words; blank for nothing. Attacker-controlled: text only.
 */
before: string, 
/**
 * What it says since, in words; blank for nothing. Attacker-controlled: text only.
 */
after: string, 
/**
 * When the sync found that out, in the display zone.
 */
when: string, 
/**
 * The same in Unix milliseconds.
 */
at: number, 
/**
 * The sync run that found it out.
 */
run: number, };

export type ReviewEvents = { 
/**
 * The events; none when `request` selects them.
 */
events: Array<EventKey>, 
/**
 * Selects the events, in place of `events`.
 */
request: ParameterMap | null, 
/**
 * How many events the request selected when the person looked. Another number refuses the step.
 */
count: number | null, 
/**
 * Whether they are reviewed from now on.
 */
reviewed: boolean | null, 
/**
 * The verdict from now on: `real`, `false-positive`, `unclear` or `none`.
 */
verdict: string | null, 
/**
 * Tags to have from now on.
 */
addTags: Array<string>, 
/**
 * Tags to have no more.
 */
removeTags: Array<string>, };

export type NewReviewNote = { 
/**
 * The events; each gets a note of its own.
 */
events: Array<EventKey>, 
/**
 * The text.
 */
text: string, };

export type ReviewStep = { 
/**
 * Its number, for undoing it; absent when everything was so already.
 */
step: number | null, 
/**
 * How many events it changed.
 */
changed: number, 
/**
 * The store's revision since; absent when nothing changed.
 */
revision: number | null, };

export type ReviewWish = { 
/**
 * Whether events were to be reviewed.
 */
reviewed: boolean | null, 
/**
 * The verdict they were to have.
 */
verdict: string | null, 
/**
 * Tags they were to have.
 */
addTags: Array<string>, 
/**
 * Tags they were to have no more.
 */
removeTags: Array<string>, 
/**
 * The note that was written.
 */
note: string | null, 
/**
 * The number of the note that was removed.
 */
removedNote: number | null, };

export type UndoneReview = { 
/**
 * Its number.
 */
step: number, 
/**
 * Who had made it.
 */
author: string, 
/**
 * When, in the display zone.
 */
made: string, 
/**
 * How many events are again as they were before.
 */
events: number, 
/**
 * The store's revision since.
 */
revision: number, 
/**
 * What it was.
 */
wish: ReviewWish, };

export type ReviewNote = { 
/**
 * Its number.
 */
id: number, 
/**
 * Who wrote it.
 */
author: string, 
/**
 * When, in the display zone.
 */
written: string, 
/**
 * The text.
 */
text: string, };

export type EventReview = { 
/**
 * Whether it was marked as reviewed.
 */
reviewed: boolean, 
/**
 * The verdict, as in [`ReviewEvents::verdict`].
 */
verdict: string, 
/**
 * Who set mark or verdict last; blank when nobody did.
 */
author: string, 
/**
 * When, in the display zone; blank when nobody did.
 */
marked: string, 
/**
 * The tags.
 */
tags: Array<string>, 
/**
 * The notes, the oldest first.
 */
notes: Array<ReviewNote>, };

export type EventDetail = { 
/**
 * Which event.
 */
key: EventKey, 
/**
 * The event's name.
 */
title: string, 
/**
 * The level, as in a row.
 */
level: string | null, 
/**
 * The level in words.
 */
levelWords: string, 
/**
 * The status in words.
 */
statusWords: string, 
/**
 * What happened, in words.
 */
description: string, 
/**
 * What happened: names, type, times, status, handling.
 */
event: Array<Field>, 
/**
 * The affected asset, with its stored row.
 */
asset: Array<Field>, 
/**
 * Container, image and Kubernetes place, with the stored container row. Empty for host events.
 */
container: Array<Field>, 
/**
 * `Details`.
 */
details: Array<NameValue>, 
/**
 * `EventNotes`: time and note.
 */
notes: Array<NameValue>, 
/**
 * `TacticItems`.
 */
tactics: Array<EventTactic>, 
/**
 * All tactics in the order of attacks, when the event is at one of them; else empty.
 */
attack: Array<AttackStep>, 
/**
 * The words of `Stages` that are no tactic's name, as they came. Attacker-controlled: text only.
 */
stages: Array<string>, 
/**
 * Every other field the record holds.
 */
other: Array<Field>, 
/**
 * What syncs found changed, newest first.
 */
history: Array<EventChange>, 
/**
 * When a sync first brought it, in the display zone; absent for what came from a file only.
 */
firstSeen: string | null, 
/**
 * When a sync found that the cloud no longer lists it, in the display zone; absent while it is listed.
 */
gone: string | null, 
/**
 * What people say about it.
 */
review: EventReview, 
/**
 * The raw record as indented JSON.
 */
raw: string, 
/**
 * The raw record in the other language, when both are held.
 */
rawOtherLanguage: string | null, };

export type EventRelation = "asset" | "container" | "alarm";

export type AskRelated = { 
/**
 * The one.
 */
key: EventKey, 
/**
 * What they have in common.
 */
relation: EventRelation, };

export type RelatedEvent = { 
/**
 * Which event.
 */
key: EventKey, 
/**
 * The level, as in a row.
 */
level: string | null, 
/**
 * The level in words.
 */
levelWords: string, 
/**
 * The event's name. Attacker-controlled: text only.
 */
title: string, 
/**
 * The status in words.
 */
statusWords: string, 
/**
 * When it last occurred, in the display zone; blank when unknown.
 */
when: string, 
/**
 * The same in Unix milliseconds.
 */
at: number | null, };

export type RelatedEvents = { 
/**
 * How many there are beside the one.
 */
others: number, 
/**
 * Those nearest in time, newest first: 20 at most.
 */
nearest: Array<RelatedEvent>, 
/**
 * The request that selects all of them and the one; absent where no parameter can tell it.
 */
filter: ParameterMap | null, };

export type NamedChoice = { 
/**
 * The value sent in a request.
 */
value: string, 
/**
 * What people read; equal to the value when there is no name.
 */
name: string, 
/**
 * How many events.
 */
events: number, };

export type StoreChoices = { 
/**
 * Accounts that events name.
 */
accounts: Array<NamedChoice>, 
/**
 * Asset groups.
 */
groups: Array<NamedChoice>, 
/**
 * Clusters.
 */
clusters: Array<NamedChoice>, 
/**
 * Asset types.
 */
assetTypes: Array<NamedChoice>, };

export type FacetValue = { 
/**
 * Of what: the name of a column.
 */
facet: string, 
/**
 * The value as requests name it; blank where events have none.
 */
value: string, 
/**
 * The value in words.
 */
name: string, 
/**
 * How many events.
 */
events: number, };

export type FacetValues = { 
/**
 * Its name.
 */
facet: string, 
/**
 * Those with most events, at most some hundreds.
 */
values: Array<FacetValue>, 
/**
 * How many more there are.
 */
omitted: number, };

export type FacetCounts = { 
/**
 * Each facet.
 */
facets: Array<FacetValues>, 
/**
 * The state of the store that was counted.
 */
revision: number, };

export type TimeBar = { 
/**
 * Its first second, as `TimeStart` takes it.
 */
start: string, 
/**
 * Its last second, as `TimeEnd` takes it.
 */
end: string, 
/**
 * Its beginning for people, in their zone.
 */
title: string, 
/**
 * Numbers of events by level, from the most to the least serious; the last are of other levels or none.
 */
events: [number, number, number, number], };

export type TimeHistogram = { 
/**
 * How long each bar is: `minute`, `minutes5`, `minutes15`, `hour`, `hours3`, `hours12`, `day`, `week`, `month`, `quarter` or
 * `year`.
 */
step: string, 
/**
 * Bars without gaps, the oldest first; none where no event has a time.
 */
bars: Array<TimeBar>, 
/**
 * The state of the store that was counted.
 */
revision: number, };

export type ExcludingCondition = { 
/**
 * The condition, as its chip tells it.
 */
chip: Chip, 
/**
 * How many events the rest of the request selects.
 */
events: number, };

export type EmptyExplanation = { 
/**
 * Every condition, that without which there are most events first.
 */
conditions: Array<ExcludingCondition>, 
/**
 * The state of the store that was counted.
 */
revision: number, };

export type OverviewPart = "trend" | "types" | "assets" | "handleTimes" | "handling";

export type OverviewBar = { 
/**
 * The first second of the request's events that can lie in it, as `TimeStart` takes it.
 */
start: string, 
/**
 * The last such second, as `TimeEnd` takes it.
 */
end: string, 
/**
 * Its beginning for people, in their zone.
 */
title: string, 
/**
 * Its last second for people, in their zone.
 */
until: string, 
/**
 * Numbers of events by level, from the most to the least serious; the last are of other levels or none.
 */
levels: [number, number, number, number], 
/**
 * Numbers of events that are handled, that are pending, and that tell no status.
 */
handling: [number, number, number], };

export type OverviewAsset = { 
/**
 * `Uuid`.
 */
uuid: string, 
/**
 * What most of its events call it; blank where they do not.
 */
name: string, 
/**
 * How many events.
 */
events: number, 
/**
 * How many of them are pending.
 */
pending: number, };

export type OverviewHandleTime = { 
/**
 * The word that `handletime` takes.
 */
value: string, 
/**
 * The time in words.
 */
name: string, 
/**
 * How many events.
 */
events: number, };

export type Overview = { 
/**
 * How many events the request selects.
 */
events: number, 
/**
 * How many events the store holds.
 */
total: number, 
/**
 * How long each bar is: `day`, `week`, `month`, `quarter` or `year`.
 */
step: string, 
/**
 * Bars without gaps, the oldest first; none where no event has a time.
 */
bars: Array<OverviewBar>, 
/**
 * Events that have no time and so are in no bar.
 */
untimed: number, 
/**
 * Types, those of most events first; the blank one, of events whose type is not known, comes last.
 */
types: Array<FacetValue>, 
/**
 * The assets with most events.
 */
assets: Array<OverviewAsset>, 
/**
 * How many more assets have events.
 */
otherAssets: number, 
/**
 * Events that name no asset by its `Uuid`.
 */
withoutAsset: number, 
/**
 * Handled events by the time from `LastTime` to `OperateTime`: every class, the shortest first.
 */
handleTimes: Array<OverviewHandleTime>, 
/**
 * Seconds that half of the handled events took at most, of those that took any time.
 */
median: number | null, 
/**
 * Seconds that nine of ten of them took at most.
 */
ninetieth: number | null, 
/**
 * Numbers of events that are handled, that are pending, and that tell no status.
 */
handling: [number, number, number], 
/**
 * The state of the store that was counted.
 */
revision: number, };

export type Picture = { 
/**
 * Which chart: it gives the file its first name.
 */
part: OverviewPart, 
/**
 * The bytes of a PNG file, in base64.
 */
png: string, };

export type ExportOptions = { 
/**
 * `csv`, `xlsx`, `ndjson`, `ocsf`, `html`, `parquet` or `sqlite`; absent means `csv`.
 */
format: string | null, 
/**
 * Of `csv`: `excel` or `data`; absent means `excel`.
 */
dialect: string | null, 
/**
 * Column names, or the name of one preset, of the program's or an own one; absent means the cloud's eleven.
 */
columns: Array<string> | null, 
/**
 * The language inside the file, unless the request has `Lang`; absent means Chinese, as in the API.
 */
language: Language | null, 
/**
 * IANA name of the zone inside the file; absent means the settings' zone.
 */
zone: string | null, 
/**
 * `none`, `document` or `pseudonyms`; absent means `none`.
 */
masking: string | null, 
/**
 * Whether what was masked is written down in the data folder.
 */
legend: boolean, 
/**
 * `none` or `zip`; absent means `none`.
 */
packing: string | null, 
/**
 * Of `parquet`: `none` or `day`; absent means `none`.
 */
partitionBy: string | null, };

export type StartExport = { 
/**
 * The filter.
 */
request: ParameterMap, 
/**
 * How the file is written.
 */
options: ExportOptions, 
/**
 * The profile that tells what the options leave open, and the folder.
 */
profile: string | null, };

export type ExportEstimate = { 
/**
 * Rows that match now.
 */
rows: number, 
/**
 * About how many bytes the file will have.
 */
bytes: number, 
/**
 * Bytes that are free where it goes; absent where the system does not tell.
 */
free: number | null, 
/**
 * The folder where it goes, for showing.
 */
folder: string, };

export type ExportProfile = { 
/**
 * Its name.
 */
name: string, 
/**
 * How the file is written.
 */
options: ExportOptions, 
/**
 * The folder of its files, for showing; absent means the settings' folder.
 */
folder: string | null, };

export type SaveExportProfile = { 
/**
 * Its name. One of the same name is replaced.
 */
name: string, 
/**
 * How the file is written.
 */
options: ExportOptions, 
/**
 * Whether its files always go where exports go now.
 */
keepFolder: boolean, };

export type ColumnPreset = { 
/**
 * Its name. It can stand for its columns wherever columns are chosen.
 */
name: string, 
/**
 * Names of its columns, in order.
 */
columns: Array<string>, };

export type StartCloudExport = { 
/**
 * The account's id.
 */
account: number, 
/**
 * The filter: parameters of the API only.
 */
request: ParameterMap, };

export type ExportSuspEventsAnswer = { 
/**
 * The id of this request.
 */
RequestId: string, 
/**
 * The file's real name.
 */
FileName: string, 
/**
 * The export record.
 */
Id: number, };

export type ExportInfo = { 
/**
 * `pending`, `exporting`, `success`, `failed`; a cancelled export is `failed` here, as the API has no such word.
 */
ExportStatus: string, 
/**
 * Percent.
 */
Progress: number, 
/**
 * The file's real name.
 */
FileName: string, 
/**
 * A `file:` URL of the finished file, empty before.
 */
Link: string, 
/**
 * Number of events.
 */
TotalCount: number, 
/**
 * Column names joined by commas.
 */
Properties: string, 
/**
 * Always `suspiciousEvent`.
 */
Type: string, 
/**
 * Creation, Unix milliseconds.
 */
GmtCreate: number, 
/**
 * Last change, Unix milliseconds.
 */
GmtModified: number, 
/**
 * The export record.
 */
Id: number, 
/**
 * The id of this request.
 */
RequestId: string, };

export type ExportStatus = "pending" | "exporting" | "success" | "failed" | "cancelled";

export type ExportRecord = { 
/**
 * The record's id.
 */
id: number, 
/**
 * The file's name.
 */
fileName: string, 
/**
 * Where it stands.
 */
status: ExportStatus, 
/**
 * `csv`, `xlsx`, or `cloud` for a file that the cloud made; such a file has no columns and no dialect of ours.
 */
format: string, 
/**
 * Percent; of a file of the cloud's, as the cloud tells it.
 */
progress: number, 
/**
 * Rows written so far, or in the file.
 */
rows: number, 
/**
 * Rows that matched, once counted.
 */
matched: number | null, 
/**
 * Size of the finished file.
 */
bytes: number | null, 
/**
 * Lower-case hex SHA-256 of the finished file.
 */
sha256: string | null, 
/**
 * The filter in words, in the person's language.
 */
filter: string, 
/**
 * The request as given.
 */
request: ParameterMap, 
/**
 * Column names.
 */
columns: Array<string>, 
/**
 * `excel` or `data`; blank for a file that has no dialects.
 */
dialect: string, 
/**
 * `zh` or `en`: the language inside the file.
 */
language: string, 
/**
 * IANA name of the zone inside the file.
 */
zone: string, 
/**
 * How names and addresses are masked.
 */
masking: string, 
/**
 * `zip` for a file in an archive, else `none`.
 */
packing: string, 
/**
 * `day` for a folder with one file a day, else `none`.
 */
partitionBy: string, 
/**
 * Whether what was masked is written down in the data folder.
 */
legend: boolean, 
/**
 * When it was asked for, in the display zone.
 */
created: string, 
/**
 * The same in Unix milliseconds.
 */
createdAt: number, 
/**
 * How long it took or has taken, in milliseconds.
 */
elapsed: number, 
/**
 * Estimated milliseconds to go, while running.
 */
remaining: number | null, 
/**
 * Whether the finished file is still there.
 */
fileExists: boolean, 
/**
 * Why it failed.
 */
error: WireError | null, 
/**
 * The account that was asked for a file of the cloud's.
 */
account?: string, 
/**
 * Rows that the cloud says its file holds.
 */
cloudRows?: number, 
/**
 * Rows counted in the cloud's file, where it could be read.
 */
fileRows?: number, 
/**
 * Rows that the same request selected here when the cloud had answered.
 */
localRows?: number, 
/**
 * Where the numbers differ: from when on a sync would have to read, `YYYY-MM-DD HH:mm:ss` in GMT+8.
 */
syncFrom?: string, 
/**
 * Where the numbers differ: until when a sync would have to read.
 */
syncTo?: string, };

export type ManifestWords = { 
/**
 * Chinese.
 */
zh: string, 
/**
 * English.
 */
en: string, };

export type ManifestSql = { 
/**
 * The text.
 */
Text: string, 
/**
 * The values of its placeholders, in order.
 */
Values: (number | string | null)[], };

export type ManifestAccount = { 
/**
 * Its name here.
 */
Name: string, 
/**
 * Its number in the cloud, once it is known.
 */
CloudAccount: string | null, 
/**
 * When its last sync ended, RFC 3339 in UTC.
 */
LastSync: string | null, };

export type ManifestColumn = { 
/**
 * Its name.
 */
Name: string, 
/**
 * Its heading in the file.
 */
Heading: string, };

export type ManifestRule = { 
/**
 * Its name.
 */
Name: string, 
/**
 * What it does.
 */
Words: ManifestWords, };

export type ManifestFile = { 
/**
 * Its path in the folder, with slashes.
 */
Path: string, 
/**
 * Its size.
 */
Bytes: number, 
/**
 * Its SHA-256, lower-case hex.
 */
Sha256: string, };

export type ManifestBlocks = { 
/**
 * Bytes of a block; the last may be shorter.
 */
Bytes: number, 
/**
 * CRC-32 of each, eight hex digits.
 */
Crc32: Array<string>, };

export type ExportManifest = { 
/**
 * The version of this shape.
 */
ManifestVersion: number, 
/**
 * The program's version.
 */
ProgramVersion: string, 
/**
 * The version of the store's schema.
 */
SchemaVersion: number, 
/**
 * The request's own id.
 */
RequestId: string, 
/**
 * When it was asked for, RFC 3339 in UTC.
 */
Created: string, 
/**
 * The request as it was given.
 */
Request: ParameterMap, 
/**
 * The same in words.
 */
Filter: ManifestWords, 
/**
 * The same as SQL.
 */
Sql: ManifestSql, 
/**
 * The state of the store that was read: a number that every change of events raises.
 */
Snapshot: number, 
/**
 * The accounts that the store is filled from.
 */
Accounts: Array<ManifestAccount>, 
/**
 * Rows that the request selects, counted apart from writing them.
 */
RowsMatched: number, 
/**
 * Rows in the file.
 */
RowsWritten: number, 
/**
 * The file's name.
 */
FileName: string, 
/**
 * Its format.
 */
Format: string, 
/**
 * Its dialect; blank where the format has none.
 */
Dialect: string, 
/**
 * Its columns, in order.
 */
Columns: Array<ManifestColumn>, 
/**
 * The language of its words.
 */
Language: string, 
/**
 * The zone of its times.
 */
Zone: string, 
/**
 * What was done so that no cell runs as a formula.
 */
Guard: ManifestRule, 
/**
 * What was done so that names and addresses stay unknown.
 */
Masking: ManifestRule, 
/**
 * `zip` for a file in an archive, else `none`.
 */
Packing: string, 
/**
 * `day` for a folder with one file a day, else `none`.
 */
PartitionBy: string, 
/**
 * The file's size; of a folder, that of all of its files.
 */
Bytes: number, 
/**
 * Its SHA-256, lower-case hex; of a folder, that of the list of its files as `sha256sum` prints it.
 */
Sha256: string, 
/**
 * The files of a folder, by their paths.
 */
Files: Array<ManifestFile>, 
/**
 * Checksums of its blocks, which tell where a changed file was changed.
 */
Blocks: ManifestBlocks, };

export type Subject = "file" | "manifest";

export type Difference = { 
/**
 * Where.
 */
Subject: Subject, 
/**
 * Which of its properties, as the manifest names it; `Content` for bytes.
 */
Property: string, 
/**
 * What it should be.
 */
Expected: string, 
/**
 * What it is; blank where it is not there. Of a file's `Content`, the ranges of changed bytes, counted from 0.
 */
Found: string, };

export type Verification = { 
/**
 * The record.
 */
Id: number, 
/**
 * The file's name.
 */
FileName: string, 
/**
 * Whether file, manifest and record agree.
 */
Sound: boolean, 
/**
 * Whether there is a manifest to check, by the record.
 */
HasManifest: boolean, 
/**
 * The file's size as found.
 */
Bytes: number, 
/**
 * Its SHA-256 as found.
 */
Sha256: string, 
/**
 * Where they do not agree.
 */
Differences: Array<Difference>, };

export type ImportStatus = "running" | "finished" | "cancelled" | "failed";

export type Reject = { 
/**
 * The file, and inside an archive its entry. For showing only.
 */
file: string, 
/**
 * Where in the file: line and byte of the record's start.
 */
position: string, 
/**
 * Why, and what would be right.
 */
reason: string, };

export type ImportRun = { 
/**
 * The run's id.
 */
id: number, 
/**
 * Where it stands.
 */
status: ImportStatus, 
/**
 * What was given, for showing.
 */
sources: Array<string>, 
/**
 * When it started, in the display zone.
 */
started: string, 
/**
 * The same in Unix milliseconds.
 */
startedAt: number, 
/**
 * Milliseconds so far or in total.
 */
elapsed: number, 
/**
 * Bytes read.
 */
bytes: number, 
/**
 * Bytes in all, when known.
 */
bytesTotal: number | null, 
/**
 * Records per second.
 */
rate: number, 
/**
 * Estimated milliseconds to go, while running.
 */
remaining: number | null, 
/**
 * Records that were new.
 */
inserted: number, 
/**
 * Records that replaced an older state.
 */
updated: number, 
/**
 * Records that changed nothing: the same, or older than what is stored.
 */
unchanged: number, 
/**
 * Records kept aside.
 */
rejected: number, 
/**
 * The first rejects (at most 100); all of them are in the rejects file.
 */
rejects: Array<Reject>, 
/**
 * Why it failed.
 */
error: WireError | null, };

export type FetchLanguage = "zh" | "en" | "both";

export type KeyPlace = { "kind": "profile", 
/**
 * The profile.
 */
name: string, } | { "kind": "environment" } | { "kind": "keychain" } | { "kind": "session" };

export type CloudAccount = { 
/**
 * The account's id here.
 */
id: number, 
/**
 * What people call it.
 */
name: string, 
/**
 * Where its key is.
 */
key: KeyPlace, 
/**
 * The key was typed for one run of the program, which has ended: it has to be given again.
 */
keyMissing: boolean, 
/**
 * `mainland`, `international`, or an address.
 */
site: string, 
/**
 * `own`, `all`, or a member's account number.
 */
members: string, 
/**
 * In which language events are fetched.
 */
language: FetchLanguage, 
/**
 * A sync every so many minutes while the program is open: 5, 15 or 60; 0 for none.
 */
everyMinutes: number, 
/**
 * Calls a second; 0 without a limit.
 */
rate: number, 
/**
 * Everything is read again after so many days.
 */
fullDays: number, 
/**
 * The account's number in the cloud, once it was told. Text, because it has 64 bits.
 */
cloudAccount: string | null, 
/**
 * Its last run that ended in whatever way.
 */
lastRun: SyncRun | null, 
/**
 * When it was last read to the end, Unix milliseconds.
 */
syncedAt: number | null, 
/**
 * When the schedule syncs it next, Unix milliseconds.
 */
nextAt: number | null, };

export type KeyProfile = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its mode as the file has it: `AK`, `StsToken`, `RamRoleArn`, or one that is not supported.
 */
mode: string, 
/**
 * Whether the CLI uses it when none is named.
 */
current: boolean, 
/**
 * Why it cannot be used and what to do instead, in the person's language; absent when it can.
 */
unusable: string | null, };

export type EnvironmentKey = { 
/**
 * The key's id, which is no secret; absent when the environment holds none.
 */
accessKeyId: string | null, 
/**
 * Whether it is a temporary one.
 */
temporary: boolean, };

export type KeychainState = { 
/**
 * Why there is none to use, in the person's language; absent when there is one.
 */
unusable: string | null, };

export type KeySources = { 
/**
 * The aliyun CLI's profiles, in its order.
 */
profiles: Array<KeyProfile>, 
/**
 * Where the aliyun CLI keeps them, for showing.
 */
profilesFile: string, 
/**
 * Why that file cannot be read; absent also when there is none.
 */
profilesError: WireError | null, 
/**
 * The environment.
 */
environment: EnvironmentKey, 
/**
 * The keychain.
 */
keychain: KeychainState, };

export type NewKey = { "kind": "profile", 
/**
 * The profile.
 */
name: string, } | { "kind": "environment" } | { "kind": "keychain", 
/**
 * The key's id.
 */
accessKeyId: string, 
/**
 * Its secret.
 */
secret: string, } | { "kind": "session", 
/**
 * The key's id.
 */
accessKeyId: string, 
/**
 * Its secret.
 */
secret: string, 
/**
 * The security token of a temporary key.
 */
token: string | null, };

export type NewCloudAccount = { 
/**
 * What people call it; blank for a name made of the key's place.
 */
name: string, 
/**
 * Its key.
 */
key: NewKey, 
/**
 * As in [`CloudAccount::site`].
 */
site: string, 
/**
 * As in [`CloudAccount::members`].
 */
members: string, 
/**
 * As in [`CloudAccount::language`].
 */
language: FetchLanguage, 
/**
 * As in [`CloudAccount::every_minutes`].
 */
everyMinutes: number, };

export type OperationTest = { 
/**
 * The API's name.
 */
operation: string, 
/**
 * Why it did not answer; absent when it did.
 */
error: WireError | null, };

export type AccountTest = { 
/**
 * The account's number in the cloud, where that was told.
 */
cloudAccount: string | null, 
/**
 * Every operation that a sync calls, in the order of the calls.
 */
operations: Array<OperationTest>, 
/**
 * Whether a sync can begin: everything that it cannot do without answers.
 */
usable: boolean, 
/**
 * The smallest policy that allows all of them.
 */
policy: string, 
/**
 * By how many seconds this machine's clock is behind the cloud's, when that is worth telling.
 */
clockDifferenceSeconds: number | null, };

export type AccountChange = { 
/**
 * What people call it.
 */
name: string, 
/**
 * Another key; absent to stay with the one it has.
 */
key: NewKey | null, 
/**
 * As in [`CloudAccount::members`].
 */
members: string, 
/**
 * As in [`CloudAccount::language`].
 */
language: FetchLanguage, 
/**
 * As in [`CloudAccount::every_minutes`].
 */
everyMinutes: number, 
/**
 * As in [`CloudAccount::rate`].
 */
rate: number, 
/**
 * As in [`CloudAccount::full_days`].
 */
fullDays: number, };

export type SyncStatus = "running" | "waiting" | "finished" | "cancelled" | "failed" | "replaced";

export type SyncExtent = "due" | "everything" | { "range": { 
/**
 * Not before.
 */
from: string, 
/**
 * Not after; without it, up to now.
 */
to: string | null, } };

export type SyncKind = "full" | "recent" | "range";

export type SyncStage = "inventory" | "events" | "missing";

export type SyncWaitReason = "server" | "limit" | "throttled" | "retry" | "network";

export type SyncWait = { 
/**
 * For what.
 */
reason: SyncWaitReason, 
/**
 * Until when, as the time of day in the display zone, where that is known.
 */
until: string | null, };

export type SyncRange = { 
/**
 * Its beginning; absent for the first event there is.
 */
from: string | null, 
/**
 * Its end; absent for now.
 */
to: string | null, };

export type UnexplainedRange = { 
/**
 * Which.
 */
range: SyncRange, 
/**
 * How many events the cloud says there are.
 */
total: number, 
/**
 * How many different ones it listed.
 */
listed: number, };

export type SyncRun = { 
/**
 * The run's id.
 */
id: number, 
/**
 * The account's id here.
 */
account: number, 
/**
 * What people call the account; of a removed one what they called it.
 */
accountName: string, 
/**
 * Where it stands.
 */
status: SyncStatus, 
/**
 * How much it reads.
 */
kind: SyncKind, 
/**
 * What it reads now; absent when it has ended.
 */
stage: SyncStage | null, 
/**
 * The range that it reads now, in the stage of events.
 */
window: SyncRange | null, 
/**
 * What it waits for now.
 */
wait: SyncWait | null, 
/**
 * Pages that were stored.
 */
pages: number, 
/**
 * Events that were listed, repetitions included.
 */
listed: number, 
/**
 * How many there are to list, by the cloud's count, when that is known.
 */
expected: number | null, 
/**
 * Events that were new.
 */
inserted: number, 
/**
 * Those of them whose level is `serious`.
 */
insertedSerious: number, 
/**
 * Events that the store held and that changed.
 */
changed: number, 
/**
 * Events that the cloud no longer lists.
 */
gone: number, 
/**
 * Events that were gone and are listed again.
 */
returned: number, 
/**
 * Records kept aside.
 */
rejected: number, 
/**
 * Groups, assets, clusters and containers that were new or changed.
 */
inventory: number, 
/**
 * Events a second.
 */
rate: number, 
/**
 * Estimated milliseconds to go, while running.
 */
remaining: number | null, 
/**
 * Calls to the cloud, repetitions included.
 */
calls: number, 
/**
 * Calls that were tried again.
 */
retries: number, 
/**
 * Ranges whose count could not be explained.
 */
unexplained: Array<UnexplainedRange>, 
/**
 * By how many seconds this machine's clock is behind the cloud's, when that is worth telling.
 */
clockDifferenceSeconds: number | null, 
/**
 * Why it failed, or why it waits for the network.
 */
error: WireError | null, 
/**
 * When it started, in the display zone.
 */
started: string, 
/**
 * The same in Unix milliseconds.
 */
startedAt: number, 
/**
 * When it ended, in the display zone.
 */
finished: string | null, 
/**
 * When it ended, Unix milliseconds.
 */
finishedAt: number | null, 
/**
 * Milliseconds of work so far or in total.
 */
elapsed: number, };

export type AuditEntry = { 
/**
 * Its number; a later one is greater.
 */
id: number, 
/**
 * When, in the display zone.
 */
asked: string, 
/**
 * The user of the operating system.
 */
who: string, 
/**
 * `cli` or `window`.
 */
door: string, 
/**
 * The action, such as `yundun-sas:ExportSuspEvents`.
 */
action: string, 
/**
 * Whether it was permitted.
 */
allowed: boolean, 
/**
 * The id of the request.
 */
requestId: string, 
/**
 * The request as JSON: parameters only, no alert content.
 */
request: string, };

export type ListAudit = { 
/**
 * Words that an entry holds, all of them, ASCII case ignored; blank for any.
 */
search: string, 
/**
 * Not before, `YYYY-MM-DD HH:mm:ss` in GMT+8.
 */
since: string | null, 
/**
 * Not after.
 */
until: string | null, 
/**
 * Only entries older than this one: the last that is shown already.
 */
before: number | null, 
/**
 * How many; absent for all.
 */
limit: number | null, };

export type AuditPage = { 
/**
 * The entries.
 */
entries: Array<AuditEntry>, 
/**
 * How many there are in all, whichever were shown already.
 */
total: number, };

export type SavedList = { "list": "exports", 
/**
 * Those shown, in their order.
 */
ids: number[], } | { "list": "profiles" } | { "list": "imports", 
/**
 * Those shown, in their order.
 */
ids: number[], } | { "list": "importRejects", 
/**
 * The import.
 */
id: number, } | { "list": "syncs", 
/**
 * Those shown, in their order.
 */
ids: number[], } | { "list": "syncRejects", 
/**
 * The sync.
 */
id: number, } | { "list": "accounts" } | { "list": "audit", 
/**
 * Which entries.
 */
query: ListAudit, } | { "list": "overview", 
/**
 * Which chart.
 */
part: OverviewPart, 
/**
 * The request.
 */
request: ParameterMap, } | { "list": "facets", 
/**
 * The request.
 */
request: ParameterMap, };

export type Word = { 
/**
 * The value sent in a request.
 */
value: string, 
/**
 * In Chinese.
 */
zh: string, 
/**
 * In English.
 */
en: string, };

export type ParameterControl = "word" | "words" | "wordList" | "assetTypes" | "time" | "text" | "texts" | "number" | "group" | "cluster";

export type ParameterSpec = { 
/**
 * The API's name.
 */
name: string, 
/**
 * How it is set.
 */
control: ParameterControl, 
/**
 * The closed vocabulary, empty when free.
 */
words: Array<Word>, 
/**
 * Title in Chinese.
 */
titleZh: string, 
/**
 * Title in English.
 */
titleEn: string, 
/**
 * Explanation in Chinese.
 */
docZh: string, 
/**
 * Explanation in English.
 */
docEn: string, 
/**
 * A value that is accepted.
 */
example: string, };

export type ColumnKind = "text" | "number" | "time" | "level";

export type ColumnSpec = { 
/**
 * The name used in `--columns` and in requests.
 */
name: string, 
/**
 * Heading in Chinese, without the zone.
 */
headingZh: string, 
/**
 * Heading in English, without the zone.
 */
headingEn: string, 
/**
 * What it tells, in Chinese.
 */
docZh: string, 
/**
 * What it tells, in English.
 */
docEn: string, 
/**
 * What it holds.
 */
kind: ColumnKind, 
/**
 * Whether it is one of the cloud's eleven.
 */
exportedByDefault: boolean, 
/**
 * Whether the grid can be sorted by it.
 */
sortable: boolean, 
/**
 * Whether events can be grouped by it.
 */
groupable: boolean, };

export type FormatSpec = { 
/**
 * The name used in `--format` and in requests.
 */
name: string, 
/**
 * Whether a dialect means anything to it.
 */
hasDialects: boolean, 
/**
 * Whether columns are chosen for it; otherwise it always holds everything.
 */
hasColumns: boolean, 
/**
 * Whether a mask can be laid over it.
 */
canMask: boolean, 
/**
 * Whether it can be a folder with one file a day.
 */
canPartition: boolean, };

export type PresetSpec = { 
/**
 * The name used in `--columns` and in requests.
 */
name: string, 
/**
 * Title in Chinese.
 */
titleZh: string, 
/**
 * Title in English.
 */
titleEn: string, 
/**
 * Names of its columns, in order.
 */
columns: Array<string>, };

export type Catalog = { 
/**
 * The 24 parameters in the order of the API, then our own.
 */
parameters: Array<ParameterSpec>, 
/**
 * Every column.
 */
columns: Array<ColumnSpec>, 
/**
 * Formats of files, the default first.
 */
formats: Array<FormatSpec>, 
/**
 * Sets of columns with a name, the default first.
 */
presets: Array<PresetSpec>, 
/**
 * Levels, highest first.
 */
levels: Array<Word>, 
/**
 * Event statuses.
 */
statuses: Array<Word>, 
/**
 * IANA names of the zones that can be chosen, the cloud's own first.
 */
zones: Array<string>, };

export type Language = "zh" | "en";

export type LanguageChoice = "system" | "zh" | "en";

export type Theme = "system" | "light" | "dark" | "contrast";

export type Settings = { 
/**
 * Language of the program.
 */
language: LanguageChoice, 
/**
 * Theme.
 */
theme: Theme, 
/**
 * IANA zone for screen and file.
 */
zone: string, 
/**
 * Rows of 28 px instead of 34 px.
 */
compact: boolean, 
/**
 * The grid's columns, in order; empty means the default.
 */
columns: Array<string>, 
/**
 * The widths of columns that were resized, `name` to px.
 */
columnWidths: { [key in string]: number }, 
/**
 * How many of the grid's columns, from the first, stay in view while it is scrolled sideways.
 */
pinnedColumns: number, 
/**
 * The width of the open event in px, once its edge was moved.
 */
detailWidth: number | null, 
/**
 * How one-click exports are written; for the columns, `grid` means those of the grid.
 */
export: ExportOptions, 
/**
 * The profile that one-click exports follow, while nothing of it was changed; blank for none.
 */
exportProfile: string, 
/**
 * Whether the system notifies of new serious events while nobody looks at the window.
 */
notify: boolean, 
/**
 * The name that reviews carry; blank for that of the system's user.
 */
reviewer: string, 
/**
 * No call to the cloud is made at all.
 */
offline: boolean, 
/**
 * The proxy for calls to the cloud, as `http://host:port`; blank for the one that the environment names.
 */
proxy: string, 
/**
 * A file of further root certificates, for showing; blank for none. Its own command sets it with the system's file
 * picker; saving settings can only blank it.
 */
caFile: string, 
/**
 * How much the log tells.
 */
logLevel: LogLevel, };

export type Place = "events" | "overview" | "exports" | "sources" | "settings";

export type WindowState = { 
/**
 * The place.
 */
place: Place, 
/**
 * Whether the filters stand beside the list; none while nobody opened or closed them.
 */
filtersOpen: boolean | null, 
/**
 * Whether the histogram stands above the list.
 */
timeOpen: boolean, 
/**
 * Whether the query stands beside the list.
 */
queryOpen: boolean, 
/**
 * The filters.
 */
request: ParameterMap, 
/**
 * The order of the list; none for the default.
 */
sort: Sort | null, 
/**
 * How large everything is drawn, in per cent.
 */
zoom: number, };

export type PolicyPlace = "machine" | "dataFolder" | "given";

export type SetBy = { 
/**
 * Where it stands.
 */
place: PolicyPlace, 
/**
 * Its path, for showing.
 */
path: string, };

export type ManagedSetting = { 
/**
 * What it is set to, as the policy writes it.
 */
value: string, 
/**
 * By whom.
 */
by: SetBy, };

export type ForbiddenFormat = { 
/**
 * A format's name; `cloud` for the file that the cloud makes.
 */
name: string, 
/**
 * It is not named by itself: masking is demanded, and it cannot be masked.
 */
cannotMask: boolean, 
/**
 * By whom.
 */
by: SetBy, };

export type ManagedSettings = { 
/**
 * Forms in which events cannot leave.
 */
forbiddenFormats: Array<ForbiddenFormat>, 
/**
 * The way every export is masked: `document` or `pseudonyms`.
 */
masking: ManagedSetting | null, 
/**
 * The folder of exports.
 */
exportsFolder: ManagedSetting | null, 
/**
 * The proxy for calls to the cloud.
 */
proxy: ManagedSetting | null, 
/**
 * The file of further root certificates.
 */
caFile: ManagedSetting | null, 
/**
 * Offline mode: `true` or `false`.
 */
offline: ManagedSetting | null, 
/**
 * Looking for a newer version: `forbidden` or `ask`.
 */
update: ManagedSetting | null, };

export type PolicyFile = { 
/**
 * Which one.
 */
file: SetBy, 
/**
 * Whether it exists.
 */
present: boolean, 
/**
 * Why it cannot be used; everything is denied then.
 */
error: string | null, };

export type GuidePage = "index" | "installing" | "first-sync" | "importing" | "reviewing" | "filtering" | "exporting" | "weekly-export" | "auditor" | "handing-over" | "backups" | "data-folder" | "policy" | "command-line" | "filters" | "columns" | "keyboard" | "troubleshooting" | "security" | "privacy" | "when-something-breaks";

export type OpenGuide = { 
/**
 * The language of the window that asks: the guide opens where settings cannot be read.
 */
language: Language, 
/**
 * Its theme.
 */
theme: Theme, 
/**
 * The page.
 */
page: GuidePage, 
/**
 * A place on it: a code of an error, or the name of a filter.
 */
anchor: string | null, };

export type PolicyInfo = { 
/**
 * Whether a policy file is in force.
 */
present: boolean, 
/**
 * Why a file cannot be used; everything is denied then.
 */
error: string | null, 
/**
 * The operations that are denied.
 */
denied: Array<string>, 
/**
 * The places where policies are looked for, the one that wins first.
 */
files: Array<PolicyFile>, 
/**
 * What is set.
 */
managed: ManagedSettings, };

export type AppInfo = { 
/**
 * The program's version.
 */
version: string, 
/**
 * The data folder, for showing.
 */
dataFolder: string, 
/**
 * The exports folder, for showing.
 */
exportsFolder: string, 
/**
 * Whether a person chose that folder; if not, it is the data folder's own.
 */
exportsFolderChosen: boolean, 
/**
 * Size of the database file.
 */
databaseBytes: number, 
/**
 * Version of SQLite.
 */
sqlite: string, 
/**
 * The language that `System` means here.
 */
systemLanguage: Language, 
/**
 * The policy in force.
 */
policy: PolicyInfo, 
/**
 * The page of releases in the web, where this build knows one.
 */
releases: string | null, };

export type Notice = { "type": "eventsChanged", 
/**
 * The store's revision.
 */
revision: number, } | { "type": "exportChanged", 
/**
 * The record.
 */
id: number, } | { "type": "exportProgress", 
/**
 * The record as it stands.
 */
record: ExportRecord, } | { "type": "importChanged", 
/**
 * The run.
 */
id: number, } | { "type": "importProgress", 
/**
 * The run as it stands.
 */
run: ImportRun, } | { "type": "accountsChanged" } | { "type": "syncChanged", 
/**
 * The run.
 */
id: number, } | { "type": "syncProgress", 
/**
 * The run as it stands.
 */
run: SyncRun, } | { "type": "showNewSerious" } | { "type": "settingsChanged" } | { "type": "dropHover", 
/**
 * Whether they are over it now.
 */
over: boolean, } | { "type": "copyProgress", 
/**
 * Bytes copied.
 */
done: number, 
/**
 * Bytes to copy.
 */
total: number, } | { "type": "overflow" };

export type DataFolderPlace = "argument" | "portable" | "variable" | "moved" | "platform";

export type DataFolderInfo = { 
/**
 * Where it is, for showing.
 */
path: string, 
/**
 * What decided that.
 */
place: DataFolderPlace, 
/**
 * What gives the place at each start, so that it cannot be moved.
 */
fixedBy: string | null, 
/**
 * The platform's own folder, where the data were moved away from it and a store still stands there.
 */
leftCopy: string | null, 
/**
 * Its file system, as the system calls it.
 */
fileSystem: string | null, 
/**
 * Bytes that are free there.
 */
freeBytes: number | null, };

export type DataMovePlan = { 
/**
 * Where the data stand.
 */
from: string, 
/**
 * Where they would stand.
 */
to: string, 
/**
 * Bytes to copy.
 */
bytes: number, 
/**
 * Bytes that are free there.
 */
freeBytes: number, };

export type DataMoved = { 
/**
 * Where the data stand now.
 */
to: string, 
/**
 * What is left in the old place and could not be removed.
 */
stays: Array<string>, };

export type BackupAnswer = { 
/**
 * The file.
 */
File: string, 
/**
 * Its size.
 */
Bytes: number, 
/**
 * Events in it.
 */
Events: number, 
/**
 * The id of the request.
 */
RequestId: string, };

export type RestoreAnswer = { 
/**
 * Events in it.
 */
Events: number, 
/**
 * Where the store of before is kept; none where there was none.
 */
Kept: string | null, 
/**
 * The id of the request.
 */
RequestId: string, };

export type RestorePlan = { 
/**
 * The backup, for showing.
 */
file: string, 
/**
 * Events in it.
 */
events: number, };

export type CheckState = "good" | "warning" | "bad" | "skipped";

export type CheckName = { 
/**
 * Its id, for running it.
 */
id: string, 
/**
 * What it looks at.
 */
title: string, };

export type Check = { 
/**
 * Its id, stable for ever.
 */
id: string, 
/**
 * What it looked at.
 */
title: string, 
/**
 * How it ended.
 */
state: CheckState, 
/**
 * What was found.
 */
text: string, 
/**
 * What can be done about it.
 */
advice: string | null, };

export type CrashReport = { 
/**
 * Its file's name.
 */
name: string, 
/**
 * Where it is, for showing.
 */
path: string, 
/**
 * What it says.
 */
text: string, };

export type LogLevel = "error" | "warn" | "info" | "debug";
