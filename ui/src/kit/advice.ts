// What to do about an error, chosen by its code and never by its message.
import { say } from "../words/words.svelte";
import type { WordKey } from "../words/words.svelte";
import type { WireError } from "../wire/types";

const BY_CODE: Record<string, WordKey> = {
  "export.disk_full": "fail.advice.space",
  "export.no_room": "fail.advice.space",
  "store.full": "fail.advice.space",
  "export.folder_not_writable": "fail.advice.folder",
  "export.write_failed": "fail.advice.folder",
  "export.interrupted": "fail.advice.exportAgain",
  "export.incomplete": "fail.advice.exportAgain",
  "export.file_missing": "fail.advice.exportAgain",
  "import.missing": "fail.advice.importAgain",
  "import.unreadable": "fail.advice.importAgain",
  "import.interrupted": "fail.advice.importAgain",
  "credential.unusable": "fail.advice.otherKey",
  "credential.no_keychain": "fail.advice.otherKey",
  "cloud.wrong_secret": "fail.advice.otherKey",
  "cloud.no_such_key": "fail.advice.otherKey",
  "cloud.key_disabled": "fail.advice.otherKey",
  "cloud.token_expired": "fail.advice.otherKey",
  "cloud.no_permission": "fail.advice.cloudPermission",
  "cloud.unreachable": "fail.advice.connection",
  "cloud.certificate": "fail.advice.connection",
  "cloud.certificate_expired": "fail.advice.clock",
  "cloud.certificate_name": "fail.advice.connection",
  "cloud.tls": "fail.advice.connection",
  "cloud.proxy": "fail.advice.connection",
  "cloud.proxy_authorization": "fail.advice.connection",
  "cloud.setup": "fail.advice.connection",
  "cloud.throttled": "fail.advice.slower",
  "cloud.clock_off": "fail.advice.clock",
  "sync.interrupted": "fail.advice.syncAgain",
  "store.newer_file": "fail.advice.update",
};

export function advice(error: WireError): string {
  const code = error.Code;
  if (code === "NoPermission") {
    return say("fail.advice.NoPermission", { action: error.Action ?? "yundun-sas:*" });
  }
  if (code === "IllegalParam") return say("fail.advice.IllegalParam");
  const known = BY_CODE[code];
  if (known !== undefined) return say(known);
  return error.retryable ? say("fail.advice.retry") : say("fail.advice.other");
}
