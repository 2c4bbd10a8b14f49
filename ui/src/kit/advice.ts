// What to do about an error, chosen by its code and never by its message.
import { say } from "../words/words.svelte";
import type { WireError } from "../wire/types";

export function advice(error: WireError): string {
  const code = error.Code;
  if (code === "NoPermission") {
    return say("fail.advice.NoPermission", { action: error.Action ?? "yundun-sas:*" });
  }
  if (code === "IllegalParam") return say("fail.advice.IllegalParam");
  if (/\.(disk_full|no_space|full)$/.test(code)) return say("fail.advice.space");
  if (/^export\.(folder|no_folder|unwritable|write|not_writable)/.test(code))
    return say("fail.advice.folder");
  return error.retryable ? say("fail.advice.retry") : say("fail.advice.other");
}
