// What is wrong with an exported file, in words.
import type { Difference } from "../wire/types";
import { say, type WordKey } from "../words/words.svelte";

const PROPERTIES: Record<string, WordKey> = {
  RequestId: "proof.requestId",
  Request: "proof.request",
  FileName: "proof.fileName",
  Format: "proof.format",
  Dialect: "proof.dialect",
  Columns: "proof.columns",
  Language: "proof.language",
  Zone: "proof.zone",
  Snapshot: "proof.snapshot",
  RowsMatched: "proof.rowsMatched",
  RowsWritten: "proof.rowsWritten",
  Bytes: "proof.bytes",
  "Sha256 of the file": "proof.sha256",
};

const blank = (text: string): string => (text === "" ? say("proof.blank") : text);

export function differenceWords({ Subject, Property, Expected, Found }: Difference): string {
  const values = { expected: blank(Expected), found: blank(Found) };
  const at = `${Subject}.${Property}`;
  if (at === "file.Bytes") return say("proof.wrong.bytes", values);
  if (at === "file.Sha256") return say("proof.wrong.content", values);
  if (at === "file.Content") return say("proof.wrong.blocks", values);
  if (at === "manifest.Sha256") {
    return Found === "" ? say("proof.wrong.noManifest") : say("proof.wrong.manifest");
  }
  if (at === "manifest.Content") return say("proof.wrong.unreadable");
  const key = PROPERTIES[Property];
  return say("proof.wrong.told", { ...values, name: key === undefined ? Property : say(key) });
}
