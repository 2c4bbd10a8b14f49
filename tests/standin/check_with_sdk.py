"""Drives the stand-in with the vendor's own client: what that client sends is accepted, what it reads is right.

Usage: check_with_sdk.py PROGRAM [EVENTS]. PROGRAM is `alertbook-cloud-standin`.
"""

import csv
import io
import sys
import urllib.error
import urllib.request
import zipfile

from alibabacloud_sas20181203 import models
from alibabacloud_sas20181203.client import Client
from alibabacloud_sts20150401 import models as sts_models
from alibabacloud_sts20150401.client import Client as StsClient
from alibabacloud_tea_openapi.exceptions import AlibabaCloudException
from alibabacloud_tea_openapi.utils_models import Config, OpenApiRequest, Params
from darabonba.runtime import RuntimeOptions

from stand_in import StandIn

RUNTIME = RuntimeOptions(autoretry=False)
PAGE = 100
READING = {
    "DescribeSuspEvents",
    "DescribeSuspEventDetail",
    "DescribeAllGroups",
    "DescribeCloudCenterInstances",
    "DescribeGroupedContainerInstances",
    "DescribeContainerInstances",
    "DescribeMonitorAccounts",
    "ExportSuspEvents",
    "DescribeSuspEventExportInfo",
    "GetCallerIdentity",
    "AssumeRole",
}
checks = 0


def expect(found, wanted, what):
    """Ends the run when the two differ."""
    global checks
    checks += 1
    if found != wanted:
        print(f"{what}:\n  found  {shown(found, wanted)}\n  wanted {shown(wanted, found)}", file=sys.stderr)
        sys.exit(1)


def shown(value, other):
    """What differs, short enough to read."""
    if isinstance(value, dict) and isinstance(other, dict):
        value = {key: inner for key, inner in value.items() if key not in other or other[key] != inner}
    if isinstance(value, list) and isinstance(other, list):
        value = [inner for inner in value if inner not in other] or f"{len(value)} in another order"
    return str(value)[:2000]


def refusal(call):
    """The error that a call ends in."""
    try:
        call()
    except AlibabaCloudException as error:
        return error
    return None


def expect_refusal(call, code, status, what):
    error = refusal(call)
    expect((error and error.code, error and error.status_code), (code, status), what)
    return error


def config(stand_in, key_id=None, secret=None, token=None):
    return Config(
        access_key_id=key_id or stand_in.about["keyId"],
        access_key_secret=secret or stand_in.about["secret"],
        security_token=token,
        endpoint=stand_in.host,
        protocol="http",
    )


def plain(value):
    """A record without nulls and empty lists: the client's models cannot tell them from what is absent."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if inner not in (None, [])}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def ids(rows):
    return sorted(row["Id"] for row in rows)


def number(record, field):
    return record.get(field) or 0


def text(record, field):
    return (record.get(field) or "").strip()


class Reader:
    """Lists through the client, page by page to the end."""

    def __init__(self, stand_in):
        self.client = Client(config(stand_in))

    def pages(self, call, make, rows_of):
        rows = []
        for page in range(1, 10_000):
            body = call(make(page), RUNTIME).body.to_map()
            got = rows_of(body)
            rows += got
            if len(got) < PAGE:
                return rows, body

    def events(self, **filters):
        def make(page):
            return models.DescribeSuspEventsRequest(
                current_page=str(page), page_size=str(PAGE), from_="sas", **filters
            )

        rows, body = self.pages(
            self.client.describe_susp_events_with_options, make, lambda body: body.get("SuspEvents", [])
        )
        expect(body["TotalCount"], len(rows), f"TotalCount with {filters}")
        return rows

    def assets_by_token(self, **filters):
        rows, token = [], None
        while True:
            request = models.DescribeCloudCenterInstancesRequest(
                page_size=PAGE, use_next_token=True, next_token=token, **filters
            )
            body = self.client.describe_cloud_center_instances_with_options(request, RUNTIME).body.to_map()
            expect("TotalCount" in body["PageInfo"], False, "the token way has no TotalCount")
            rows += body.get("Instances", [])
            token = body["PageInfo"].get("NextToken")
            if not token:
                return rows

    def assets_by_page(self, **filters):
        def make(page):
            return models.DescribeCloudCenterInstancesRequest(page_size=PAGE, current_page=page, **filters)

        return self.pages(
            self.client.describe_cloud_center_instances_with_options, make, lambda body: body.get("Instances", [])
        )[0]


def check_events(stand_in, reader, truth):
    own = int(stand_in.about["account"])
    events = truth["event"]
    by_id = lambda rows: {row["Id"]: plain(row) for row in rows}
    for language, place in (("zh", 1), ("en", 2)):
        wanted = {event[place]["Id"]: plain(event[place]) for event in events}
        mine = {event[place]["Id"]: plain(event[place]) for event in events if event[0] == own}
        expect(by_id(reader.events(lang=language)), mine, f"own events in {language}")
        everything = reader.events(lang=language, multi_account_action_type=1)
        expect(by_id(everything), wanted, f"events of all accounts in {language}")
        expect(len(everything), len(wanted), "no event twice")
    expect(any(key > 2**53 for key in wanted), True, "ids beyond the doubles")
    expect(any(text(row, "LastTime") != (row.get("LastTime") or "") for row in wanted.values()), True, "stray blanks")
    for member in map(int, stand_in.about["members"]):
        of_member = ids([event[1] for event in events if event[0] == member])
        expect(bool(of_member), True, "members have events")
        expect(ids(reader.events(resource_directory_account_id=member)), of_member, "one member")
        expect(
            ids(reader.events(multi_account_action_type=1, source_ali_uids=[member])), of_member, "SourceAliUids"
        )


def check_filters(reader, truth):
    everything = [event[1] for event in truth["event"]]
    assets = {asset[1]["Uuid"]: asset[1] for asset in truth["asset"]}
    some = sorted(everything, key=lambda row: row["LastTimeStamp"])
    timed = [row for row in some if text(row, "LastTime")]
    start, end = text(timed[len(timed) // 4], "LastTime"), text(timed[len(timed) // 2], "LastTime")
    stamp = {text(row, "LastTime"): row["LastTimeStamp"] for row in timed}
    handled = sorted(number(row, "OperateTime") for row in everything if number(row, "OperateTime"))
    handled_from, handled_to = handled[len(handled) // 3], handled[len(handled) // 2]
    named = next(row for row in some if text(row, "InstanceName") and text(row, "Uuid") in assets)
    group = assets[text(named, "Uuid")]["GroupId"]
    cluster = next(text(row, "K8sClusterId") for row in some if text(row, "K8sClusterId"))
    types = {"网站后门", "异常登录"}
    tactic = lambda row: [item["TacticId"] for item in row.get("TacticItems") or []]
    searched = lambda row: " ".join(
        text(row, field) + " "
        for field in ("Name", "AlarmEventName", "AlarmEventNameDisplay", "InstanceName", "InternetIp", "IntranetIp")
    )
    cases = [
        (dict(dealed="N"), lambda row: row["EventStatus"] == 1),
        (dict(dealed="Y"), lambda row: row["EventStatus"] != 1),
        (
            dict(time_start=start, time_end=end),
            lambda row: stamp[start] <= row["LastTimeStamp"] < stamp[end] + 1000,
        ),
        (
            dict(dealed="Y", operate_time_start=moment(handled_from), operate_time_end=moment(handled_to)),
            lambda row: row["EventStatus"] != 1 and handled_from <= number(row, "OperateTime") < handled_to + 1000,
        ),
        (dict(id=named["Id"]), lambda row: row["Id"] == named["Id"]),
        (dict(levels="serious,remind"), lambda row: text(row, "Level") in ("serious", "remind")),
        (dict(status="2,8"), lambda row: row["EventStatus"] in (2, 8)),
        (dict(status="0"), lambda row: True),
        (dict(name=text(named, "InstanceName")), lambda row: text(row, "InstanceName") == text(named, "InstanceName")),
        (dict(remark="10."), lambda row: "10." in searched(row)),
        (dict(parent_event_types="网站后门,异常登录"), lambda row: text(row, "AlarmEventType") in types),
        (
            dict(uuids=f"{text(named, 'Uuid')},{next(iter(assets))}"),
            lambda row: text(row, "Uuid") in (text(named, "Uuid"), next(iter(assets))),
        ),
        (dict(group_id=group), lambda row: assets.get(text(row, "Uuid"), {}).get("GroupId") == group),
        (
            dict(container_field_name="namespace", container_field_value="kube-system"),
            lambda row: text(row, "K8sNamespace") == "kube-system",
        ),
        (dict(target_type="containerId"), lambda row: bool(text(row, "ContainerId"))),
        (
            dict(operate_error_code_list=["ignore.Success", "block_ip.Success"]),
            lambda row: text(row, "OperateErrorCode").replace(" ", "") in ("ignore.Success", "block_ip.Success"),
        ),
        (
            dict(support_operate_code_list=["AI.real_attack", "AI.false_positive"]),
            lambda row: text(row, "SupportOperateCode") in ("AI.real_attack", "AI.false_positive"),
        ),
        (dict(source="aegis_login_log"), lambda row: text(row, "DataSource") == "aegis_login_log"),
        (dict(tactic_id="TA0001"), lambda row: "TA0001" in tactic(row)),
        (dict(unique_info=text(named, "UniqueInfo")), lambda row: text(row, "UniqueInfo") == text(named, "UniqueInfo")),
    ]
    for filters, fits in cases:
        wanted = ids([row for row in everything if fits(row)])
        expect(bool(wanted), True, f"a case that selects something: {filters}")
        expect(ids(reader.events(multi_account_action_type=1, **filters)), wanted, f"events with {filters}")
    of_cluster = reader.events(multi_account_action_type=1, cluster_id=cluster)
    expect(all(cluster in (text(row, "K8sClusterId"), text(row, "clusterId")) for row in of_cluster), True, "cluster")
    newest = [row["LastTimeStamp"] for row in reader.events(multi_account_action_type=1)]
    expect(newest, sorted(newest, reverse=True), "newest first")
    for kind, backwards in (("desc", True), ("asc", False)):
        times = [number(row, "OperateTime") for row in reader.events(dealed="Y", sort_type=kind)]
        expect(times, sorted(times, reverse=backwards), f"handled ones {kind}")


def moment(milliseconds):
    """A time as the API writes it."""
    from datetime import datetime, timedelta, timezone

    zone = timezone(timedelta(hours=8))
    return datetime.fromtimestamp(milliseconds // 1000, zone).strftime("%Y-%m-%d %H:%M:%S")


def check_lists(stand_in, reader, truth):
    own = int(stand_in.about["account"])
    rows_of = lambda kind, place, account=own: [plain(row[place]) for row in truth[kind] if row[0] == account]
    for language, place in (("zh", 1), ("en", 2)):
        request = models.DescribeAllGroupsRequest(lang=language)
        body = reader.client.describe_all_groups_with_options(request, RUNTIME).body.to_map()
        expect(plain(body["Groups"]), rows_of("group", place), f"groups in {language}")
        expect(body["Count"], len(body["Groups"]), "count of groups")
        for read in (reader.assets_by_token, reader.assets_by_page):
            expect(plain(read(lang=language)), rows_of("asset", place), f"assets in {language}")
    for member in map(int, stand_in.about["members"]):
        expect(
            plain(reader.assets_by_token(resource_directory_account_id=member)),
            rows_of("asset", 1, member),
            "a member's assets",
        )
    risky = reader.assets_by_page(criteria='[{"name":"riskStatus","value":"YES"}]')
    expect(plain(risky), [row for row in rows_of("asset", 1) if row["RiskStatus"] == "YES"], "Criteria")
    containers, _ = reader.pages(
        reader.client.describe_container_instances_with_options,
        lambda page: models.DescribeContainerInstancesRequest(page_size=PAGE, current_page=page),
        lambda body: body.get("ContainerInstanceList", []),
    )
    expect(plain(containers), rows_of("container", 1), "containers")
    clusters, _ = reader.pages(
        reader.client.describe_grouped_container_instances_with_options,
        lambda page: models.DescribeGroupedContainerInstancesRequest(
            group_field="clusterId", page_size=PAGE, current_page=page
        ),
        lambda body: body.get("GroupedContainerInstanceList", []),
    )
    expect(plain(clusters), rows_of("cluster", 1), "clusters")
    accounts = reader.client.describe_monitor_accounts_with_options(RUNTIME).body.to_map()
    expect(accounts["AccountIds"], stand_in.about["members"], "member accounts")


def check_detail(reader, truth, own):
    event = next(event for event in truth["event"] if event[0] == own and text(event[1], "AlarmEventNameDisplay"))
    for language, place in (("zh", 1), ("en", 2)):
        request = models.DescribeSuspEventDetailRequest(
            suspicious_event_id=event[1]["Id"], from_="sas", lang=language
        )
        body = reader.client.describe_susp_event_detail_with_options(request, RUNTIME).body.to_map()
        record = event[place]
        expect(body["EventName"], record["AlarmEventNameDisplay"], "name in the detail")
        expect(body["EventTypeDesc"], record["Name"], "full name in the detail")
        expect(body["EventStatus"], str(record["EventStatus"]), "status in the detail is text")
    request = models.DescribeSuspEventDetailRequest(suspicious_event_id=7, from_="sas")
    expect_refusal(
        lambda: reader.client.describe_susp_event_detail_with_options(request, RUNTIME),
        "SecurityEventNotExists",
        400,
        "an unknown event",
    )


def check_export(reader, truth, own):
    request = models.ExportSuspEventsRequest(dealed="N", levels="serious,suspicious", lang="zh", from_="sas")
    started = reader.client.export_susp_events_with_options(request, RUNTIME).body
    states = []
    while not states or states[-1] != "success":
        poll = models.DescribeSuspEventExportInfoRequest(export_id=started.id)
        info = reader.client.describe_susp_event_export_info_with_options(poll, RUNTIME).body
        states.append(info.export_status)
    expect(states, ["pending", "exporting", "success"], "the course of an export")
    with urllib.request.urlopen(info.link) as answer:
        archive = zipfile.ZipFile(io.BytesIO(answer.read()))
    table = archive.read(archive.namelist()[0]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table, newline="")))[1:]
    wanted = [
        event[1]
        for event in truth["event"]
        if event[0] == own and event[1]["EventStatus"] == 1 and text(event[1], "Level") in ("serious", "suspicious")
    ]
    expect(sorted(int(row[0]) for row in rows), ids(wanted), "rows of the exported file")
    expect(info.total_count, len(wanted), "count of the export")
    return info.link


def check_refusals(stand_in, reader):
    request = models.DescribeSuspEventsRequest(page_size="1")
    as_key = lambda **key: Client(config(stand_in, **key)).describe_susp_events_with_options
    wrong = expect_refusal(
        lambda: as_key(secret="wrong")(request, RUNTIME), "SignatureDoesNotMatch", 400, "a wrong secret"
    )
    expect("ACS3-HMAC-SHA256\n" in wrong.message, True, "the string to sign is told")
    expect_refusal(
        lambda: as_key(key_id="LTAInobody")(request, RUNTIME), "InvalidAccessKeyId.NotFound", 404, "an unknown key"
    )
    expect_refusal(
        lambda: as_key(token="made up")(request, RUNTIME),
        "InvalidSecurityToken.MismatchWithAccessKey",
        400,
        "a token with a key that has none",
    )
    key_id = stand_in.about["keyId"]
    stand_in.turn("key", id=key_id, active="false")
    expect_refusal(
        lambda: as_key()(request, RUNTIME), "InvalidAccessKeyId.Inactive", 400, "a disabled key"
    )
    stand_in.turn("key", id=key_id, active="true", deny="DescribeSuspEvents")
    denied = expect_refusal(lambda: as_key()(request, RUNTIME), "NoPermission", 403, "a denied operation")
    detail = denied.access_denied_detail
    expect(detail["AuthAction"], "yundun-sas:DescribeSuspEvents", "the action that is missing")
    expect(detail["NoPermissionType"], "ImplicitDeny", "the kind of the denial")
    expect(detail["AuthPrincipalOwnerId"], stand_in.about["account"], "whose user was denied")
    stand_in.turn("key", id=key_id)
    for query, code, status in (
        ({"pageSize": "1"}, "IllegalParam", 400),
        ({"PageSize": "101"}, "IllegalParam", 400),
        ({"Unknown": "1"}, "IllegalParam", 400),
        ({"Levels": "high"}, "IllegalParam", 400),
        ({"TacticId": "TA0001"}, "IllegalParam", 400),
        ({"SortType": "asc"}, "IllegalParam", 400),
    ):
        expect_refusal(lambda: raw(reader.client, "DescribeSuspEvents", query), code, status, f"parameter {query}")
    expect_refusal(
        lambda: raw(reader.client, "HandleSecurityEvents", {}), "InvalidAction.NotFound", 404, "an unknown operation"
    )
    expect_refusal(
        lambda: raw(reader.client, "DescribeGroupedContainerInstances", {}), "MissingGroupField", 400, "GroupField"
    )
    stand_in.turn("token-paging", refuse="true")
    expect_refusal(lambda: reader.assets_by_token(), "IllegalParam", 400, "the token way refused")
    stand_in.turn("token-paging", refuse="false")


def raw(client, action, query):
    """A call that the client's models would not make."""
    params = Params(
        action=action,
        version="2018-12-03",
        protocol="http",
        pathname="/",
        method="POST",
        auth_type="AK",
        style="RPC",
        req_body_type="formData",
        body_type="json",
    )
    return client.call_api(params, OpenApiRequest(query=query), RUNTIME)


def check_sts(stand_in):
    sts = StsClient(config(stand_in))
    expect(sts.get_caller_identity_with_options(RUNTIME).body.account_id, stand_in.about["account"], "who calls")
    role = stand_in.about["roleArn"]
    request = sts_models.AssumeRoleRequest(role_arn=role, role_session_name="check", duration_seconds=900)
    keys = sts.assume_role_with_options(request, RUNTIME).body.credentials
    assumed = config(stand_in, keys.access_key_id, keys.access_key_secret, keys.security_token)
    body = Client(assumed).describe_all_groups_with_options(models.DescribeAllGroupsRequest(), RUNTIME).body
    expect(body.count > 0, True, "a temporary key reads")
    bare = config(stand_in, keys.access_key_id, keys.access_key_secret)
    expect_refusal(
        lambda: Client(bare).describe_all_groups_with_options(models.DescribeAllGroupsRequest(), RUNTIME),
        "MissingSecurityToken",
        400,
        "a temporary key without its token",
    )
    request = sts_models.AssumeRoleRequest(role_arn=role + "x", role_session_name="check")
    expect_refusal(
        lambda: sts.assume_role_with_options(request, RUNTIME), "EntityNotExist.Role", 404, "an unknown role"
    )


def check_faults_and_time(stand_in, reader, link):
    request = models.DescribeSuspEventsRequest(page_size="1")
    call = lambda: reader.client.describe_susp_events_with_options(request, RUNTIME)
    for fault, code, status in (
        ("throttle", "Throttling.User", 400),
        ("too-many", "Throttling.Api", 429),
        ("server-error", "ServerError", 500),
    ):
        stand_in.turn("faults", list=f"{fault}=100")
        expect_refusal(call, code, status, fault)
    stand_in.turn("faults", list="throttle=100")
    expect(refusal(call).retry_after, 40, "x-acs-retry-after reaches the client")
    stand_in.turn("faults", list="")
    stand_in.turn("shift-clock", ms=3_601_000)
    expect_refusal(call, "InvalidTimeStamp.Expired", 400, "a date an hour off")
    try:
        urllib.request.urlopen(link)
        expect("downloaded", "refused", "a link after an hour")
    except urllib.error.HTTPError as error:
        expect(error.code, 403, "a link after an hour")
    stand_in.turn("shift-clock", ms=-3_601_000)


def check_life(stand_in, reader):
    before = {event[1]["Id"] for event in stand_in.truth()["event"]}
    arrived = stand_in.turn("arrivals", count=5)["ids"]
    handled = stand_in.turn("handling", count=5, seed=3)["ids"]
    removed = stand_in.turn("removals", count=2, seed=3)["ids"]
    rows = {row["Id"]: row for row in reader.events(multi_account_action_type=1)}
    expect(set(rows), (before | set(arrived)) - set(removed), "events after arrivals and removals")
    expect(all(rows[key]["EventStatus"] != 1 for key in set(handled) - set(removed)), True, "handled events")


def main():
    program, events = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "1500"
    # A fixed time, so that the same oddities are there whenever this runs: 2026-11-22 12:00:00 in GMT+8.
    newest = "1795320000000"
    with StandIn(program, "--events", events, "--members", "2", "--newest", newest) as stand_in:
        reader, truth = Reader(stand_in), stand_in.truth()
        own = int(stand_in.about["account"])
        expect(len(truth["event"]), int(events), "events of the tenant")
        check_events(stand_in, reader, truth)
        check_filters(reader, truth)
        check_lists(stand_in, reader, truth)
        check_detail(reader, truth, own)
        link = check_export(reader, truth, own)
        check_refusals(stand_in, reader)
        check_sts(stand_in)
        check_faults_and_time(stand_in, reader, link)
        check_life(stand_in, reader)
        answered = {call["action"] for call in stand_in.lines("calls") if call["status"] == 200}
        called = {action for action in answered if not action.startswith("/_export/")}
        expect(called, READING, "all reading operations, and no other")
    print(f"{checks} checks with the vendor's client passed")


main()
