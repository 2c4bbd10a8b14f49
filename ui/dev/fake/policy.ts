// Policies: none, and one of the machine that sets everything.
import type { ManagedSettings, PolicyInfo, SetBy } from "../../src/wire/types";

export const BY: SetBy = { place: "machine", path: "/etc/alertbook/policy.json" };
const OWN: SetBy = { place: "dataFolder", path: "/data/analyst/.local/share/alertbook/policy.json" };

const NOTHING: ManagedSettings = {
  forbiddenFormats: [],
  masking: null,
  exportsFolder: null,
  proxy: null,
  caFile: null,
  offline: null,
  update: null,
};

export function noPolicy(): PolicyInfo {
  const files = [BY, OWN].map((file) => ({ file, present: false, error: null }));
  return { present: false, error: null, denied: [], files, managed: NOTHING };
}

/** The machine's policy, with what it sets. */
export function policyOf(managed: Partial<ManagedSettings>, denied: string[] = []): PolicyInfo {
  const files = [
    { file: BY, present: true, error: null },
    { file: OWN, present: false, error: null },
  ];
  return { present: true, error: null, denied, files, managed: { ...NOTHING, ...managed } };
}

export const EVERYTHING: Partial<ManagedSettings> = {
  forbiddenFormats: [
    { name: "csv", cannotMask: false, by: BY },
    { name: "parquet", cannotMask: false, by: OWN },
    { name: "sqlite", cannotMask: true, by: BY },
    { name: "cloud", cannotMask: true, by: BY },
  ],
  masking: { value: "pseudonyms", by: BY },
  exportsFolder: { value: "/srv/exports", by: BY },
  proxy: { value: "http://proxy.example.com:3128", by: BY },
  caFile: { value: "/etc/ssl/own.pem", by: BY },
  offline: { value: "true", by: OWN },
  update: { value: "forbidden", by: BY },
};
