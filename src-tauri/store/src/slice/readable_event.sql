-- Events as people read them: the cells of a full export. OWN and OTHER stand for the two languages; details and the
-- description are those of the record's own language. Blank means absent, as everywhere in the store.
CREATE TABLE vocabulary_word (
    vocabulary TEXT NOT NULL,
    word_key INTEGER NOT NULL,
    word TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    PRIMARY KEY (vocabulary, word_key)
) STRICT, WITHOUT ROWID;

CREATE VIEW readable_event AS
WITH called AS (
    SELECT
        alert_id, type_key, data_source, tactics,
        iif(is_held, OWN_name, OTHER_name) AS name,
        iif(is_held, OWN_event_name, OTHER_event_name) AS event_name,
        iif(is_held, OWN_event_name_display, OTHER_event_name_display) AS event_name_display,
        iif(is_held, OWN_sub_type, OTHER_sub_type) AS sub_type,
        iif(is_held, OWN_type_name, OTHER_type_name) AS type_name,
        iif(is_held, OWN_type_display, OTHER_type_display) AS type_display
    FROM (
        SELECT
            *,
            OWN_name || OWN_event_name || OWN_event_name_display || OWN_sub_type || OWN_type_name || OWN_type_display <> ''
                AS is_held
        FROM alert
    )
),
named AS (
    SELECT
        target_id, target.uuid, target.instance_id, target.instance_name, internet_ip, intranet_ip,
        coalesce(nullif(asset_group.name, ''), asset.group_name, '') AS group_name,
        coalesce(region_id, '') AS region_id,
        CASE
            WHEN kind <> '' THEN kind
            WHEN asset.uuid IS NULL AND substr(target.instance_id, 1, 2) = 'i-' THEN 'ECS'
            ELSE ''
        END AS kind
    FROM target
    LEFT JOIN asset ON asset.uuid = target.uuid AND target.uuid <> ''
    LEFT JOIN asset_group ON asset_group.group_id = asset.group_id
)
SELECT
    event.id AS "id",
    coalesce(nullif(called.name, ''), nullif(called.event_name_display, ''), nullif(called.event_name, ''), called.sub_type)
        AS "eventSubType",
    event.details AS "eventDetail",
    coalesce(
        (SELECT OWN FROM vocabulary_word WHERE vocabulary = 'level' AND word_key = event.level),
        (SELECT word FROM unknown_word WHERE word_key = event.level),
        ''
    ) AS "level",
    coalesce(
        (SELECT OWN FROM vocabulary_word WHERE vocabulary = 'status' AND word_key = event.status),
        CAST(event.status AS TEXT),
        ''
    ) AS "status",
    named.internet_ip || iif(named.internet_ip <> '' AND named.intranet_ip <> '', ' / ', '') || named.intranet_ip
        AS "ip",
    named.instance_name AS "instanceName",
    description.body AS "desc",
    strftime('%Y-%m-%dT%H:%M:%SZ', event.last_time, 'unixepoch') AS "lastTime",
    -- Rounded down, also before 1970.
    strftime(
        '%Y-%m-%dT%H:%M:%SZ', (event.operate_ts - (event.operate_ts % 1000 + 1000) % 1000) / 1000, 'unixepoch'
    ) AS "operateTime",
    -- Notes are joined by NUL, at which functions of texts stop: the bytes are taken apart instead.
    CASE WHEN event.notes = '' THEN '' ELSE (
        WITH RECURSIVE note (rest, before) AS (
            SELECT CAST(event.notes AS BLOB), ''
            UNION ALL
            SELECT
                substr(rest, instr(rest, x'00') + 1),
                before || CAST(substr(rest, 1, instr(rest, x'00') - 1) AS TEXT) || '; '
            FROM note
            WHERE instr(rest, x'00') > 0
        )
        SELECT before || CAST(rest AS TEXT) FROM note WHERE instr(rest, x'00') = 0
    ) END AS "note",
    coalesce(
        (SELECT OWN FROM vocabulary_word WHERE vocabulary = 'alert_type' AND word_key = called.type_key),
        nullif(called.type_display, ''),
        called.type_name
    ) AS "alarmEventType",
    called.event_name AS "alarmEventName",
    called.event_name_display AS "alarmEventNameDisplay",
    called.sub_type AS "subType",
    coalesce(
        (SELECT OWN FROM vocabulary_word WHERE vocabulary = 'dealed' AND word_key = (event.status <> 1)),
        ''
    ) AS "dealed",
    coalesce(
        (SELECT OWN FROM vocabulary_word WHERE vocabulary = 'code' AND word_key = event.code),
        (SELECT word FROM unknown_word WHERE word_key = event.code),
        ''
    ) AS "operateErrorCode",
    strftime('%Y-%m-%dT%H:%M:%SZ', event.first_time, 'unixepoch') AS "occurrenceTime",
    nullif(event.account, -1) AS "sourceAliUid",
    named.uuid AS "uuid",
    named.instance_id AS "instanceId",
    named.internet_ip AS "internetIp",
    named.intranet_ip AS "intranetIp",
    coalesce(
        (SELECT OWN FROM vocabulary_word WHERE vocabulary = 'asset_kind' AND word = named.kind),
        named.kind
    )
    || iif(named.kind <> '' AND workload.container_id || workload.image_uuid <> '', ', ', '')
    || coalesce(
        (
            SELECT OWN FROM vocabulary_word
            WHERE vocabulary = 'asset_kind' AND word = CASE
                WHEN workload.container_id <> '' THEN 'CONTAINER'
                WHEN workload.image_uuid <> '' THEN 'IMAGE'
            END
        ),
        ''
    ) AS "assetType",
    named.group_name AS "groupName",
    named.region_id AS "regionId",
    coalesce(nullif(workload.k8s_cluster_id, ''), workload.cluster_id, '') AS "clusterId",
    coalesce(workload.cluster_name, '') AS "clusterName",
    coalesce(workload.namespace, '') AS "namespace",
    coalesce(workload.node_name, '') AS "nodeName",
    coalesce(workload.pod_name, '') AS "podName",
    coalesce(workload.app_name, '') AS "appName",
    coalesce(workload.container_id, '') AS "containerId",
    coalesce(workload.image_name, '') AS "image",
    coalesce(workload.image_uuid, '') AS "imageUuid",
    called.data_source AS "dataSource",
    called.tactics AS "tactics",
    coalesce(
        (SELECT OWN FROM vocabulary_word WHERE vocabulary = 'support_code' AND word = event.support_code),
        event.support_code
    ) AS "supportOperateCode",
    event.unique_info AS "uniqueInfo",
    event.alarm_unique_info AS "alarmUniqueInfo"
FROM event
JOIN called USING (alert_id)
JOIN named USING (target_id)
JOIN description USING (description_id)
LEFT JOIN workload USING (workload_id);
