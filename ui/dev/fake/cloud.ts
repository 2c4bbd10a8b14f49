// The cloud side of the stand-in backend: accounts, syncs of the past, where keys are, and what a test answers.
import type {
  AccountTest,
  CloudAccount,
  KeySources,
  Language,
  NewCloudAccount,
  NewKey,
  Reject,
  SyncRun,
} from "../../src/wire/types";
import { momentOf } from "./events";
import { wireError } from "./records";

const MINUTE = 60_000;

export const POLICY = JSON.stringify(
  {
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: [
          "yundun-sas:DescribeAllGroups",
          "yundun-sas:DescribeCloudCenterInstances",
          "yundun-sas:DescribeGroupedContainerInstances",
          "yundun-sas:DescribeSuspEvents",
        ],
        Resource: "*",
      },
    ],
  },
  null,
  2,
);

export function syncRun(id: number, over: Partial<SyncRun> = {}): SyncRun {
  return {
    id,
    account: 1,
    accountName: "security-audit",
    status: "finished",
    kind: "recent",
    stage: null,
    window: null,
    wait: null,
    pages: 4,
    listed: 312,
    expected: 312,
    inserted: 12,
    insertedSerious: 3,
    changed: 4,
    gone: 0,
    returned: 0,
    rejected: 0,
    inventory: 1,
    rate: 0,
    remaining: null,
    calls: 11,
    retries: 0,
    unexplained: [],
    clockDifferenceSeconds: null,
    error: null,
    started: "2026-11-22 10:11:02",
    startedAt: momentOf(over.started ?? "2026-11-22 10:11:02"),
    finished: "2026-11-22 10:11:06",
    finishedAt: Date.now() - 3 * MINUTE,
    elapsed: 4_210,
    ...over,
  };
}

export function syncRejects(run: SyncRun, language: Language): Reject[] {
  const zh = language === "zh";
  return Array.from({ length: run.rejected }, (_, index) => ({
    file: "DescribeSuspEvents",
    position: `line 1, byte 5012, record ${index + 1}`,
    reason: zh ? "缺少 Id：记录必须有十进制数字的 Id <b>" : "Id is missing: a record needs a decimal Id <b>",
  }));
}

export function noPermission(language: Language) {
  return wireError(
    "cloud.no_permission",
    language === "zh"
      ? "云端账号缺少权限。请管理员授予所列的操作，或系统策略 AliyunYundunSASReadOnlyAccess。"
      : "The cloud account lacks a permission. Ask its administrator for the action named, or for AliyunYundunSASReadOnlyAccess.",
    { Action: "yundun-sas:DescribeSuspEvents", policy: POLICY },
  );
}

export function cloudAccount(id: number, over: Partial<CloudAccount> = {}): CloudAccount {
  return {
    id,
    name: "security-audit",
    key: { kind: "profile", name: "security-audit" },
    keyMissing: false,
    site: "mainland",
    members: "all",
    language: "zh",
    everyMinutes: 15,
    rate: 5,
    fullDays: 7,
    cloudAccount: "1960721413480001",
    lastRun: syncRun(19),
    syncedAt: Date.now() - 3 * MINUTE,
    nextAt: Date.now() + 12 * MINUTE,
    ...over,
  };
}

export function pastAccounts(language: Language): CloudAccount[] {
  const failed = syncRun(18, {
    account: 2,
    accountName: language === "zh" ? "国际站" : "overseas",
    status: "failed",
    inserted: 0,
    insertedSerious: 0,
    changed: 0,
    error: noPermission(language),
  });
  return [
    cloudAccount(1),
    cloudAccount(2, {
      name: failed.accountName,
      key: { kind: "keychain" },
      site: "international",
      members: "own",
      everyMinutes: 0,
      cloudAccount: "5000721413480002",
      lastRun: failed,
      syncedAt: null,
      nextAt: null,
    }),
  ];
}

export function pastSyncs(language: Language): SyncRun[] {
  const two = { account: 2, accountName: language === "zh" ? "国际站" : "overseas" };
  return [
    syncRun(19),
    syncRun(18, {
      ...two,
      status: "failed",
      pages: 0,
      listed: 0,
      inserted: 0,
      insertedSerious: 0,
      changed: 0,
      calls: 1,
      started: "2026-11-22 10:02:40",
      elapsed: 310,
      error: noPermission(language),
    }),
    syncRun(17, { inserted: 0, insertedSerious: 0, changed: 1, started: "2026-11-22 09:56:01" }),
    syncRun(16, {
      status: "cancelled",
      kind: "full",
      started: "2026-11-22 09:30:12",
      calls: 840,
      retries: 3,
    }),
    syncRun(15, {
      kind: "full",
      pages: 2_114,
      listed: 211_302,
      expected: 211_302,
      inserted: 209_981,
      insertedSerious: 1_204,
      changed: 0,
      gone: 41,
      returned: 2,
      rejected: 1,
      inventory: 1_840,
      calls: 2_318,
      retries: 17,
      started: "2026-11-21 18:00:00",
      finished: "2026-11-21 18:07:51",
      elapsed: 471_000,
      clockDifferenceSeconds: 95,
      unexplained: [
        {
          range: { from: "2026-11-21 17:58:00", to: "2026-11-21 18:00:00" },
          total: 120,
          listed: 118,
        },
      ],
    }),
  ];
}

export function keySources(language: Language): KeySources {
  const zh = language === "zh";
  return {
    profiles: [
      { name: "default", mode: "AK", current: false, unusable: null },
      { name: "security-audit", mode: "RamRoleArn", current: true, unusable: null },
      {
        name: "sso",
        mode: "CloudSSO",
        current: false,
        unusable: zh
          ? "不支持 CloudSSO 模式。请把临时密钥放入环境变量或 StsToken 模式的配置。"
          : "The mode CloudSSO is not supported. Put a temporary key into the environment or into a profile of mode StsToken.",
      },
    ],
    profilesFile: "/data/analyst/.aliyun/config.json",
    profilesError: null,
    environment: { accessKeyId: null, temporary: false },
    keychain: { unusable: null },
  };
}

const OPERATIONS = [
  "GetCallerIdentity",
  "DescribeAllGroups",
  "DescribeCloudCenterInstances",
  "DescribeGroupedContainerInstances",
  "DescribeContainerInstances",
  "DescribeSuspEvents",
];

/** `refused` is the operation that the key may not call; null for none. */
export function accountTest(language: Language, refused: string | null): AccountTest {
  const operations = OPERATIONS.map((operation) => ({
    operation,
    error: operation === refused ? noPermission(language) : null,
  }));
  return {
    cloudAccount: "1960721413480001",
    operations,
    usable: refused === null,
    policy: POLICY,
    clockDifferenceSeconds: refused === null ? null : 95,
  };
}

/** What stays of a key: where it is. */
export function placeOf(key: NewKey): CloudAccount["key"] {
  return key.kind === "profile" ? key : { kind: key.kind };
}

export function accountOf(id: number, { key, ...rest }: NewCloudAccount): CloudAccount {
  const name = rest.name === "" ? (key.kind === "profile" ? key.name : key.kind) : rest.name;
  return cloudAccount(id, {
    ...rest,
    name,
    key: placeOf(key),
    lastRun: null,
    syncedAt: null,
    nextAt: null,
  });
}
