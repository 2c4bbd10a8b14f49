// Puts events on the clipboard: what is selected, or else the row that is active.
import { asWireError, call } from "../backend";
import { copyWhenThere } from "../kit/copy";
import { eventList } from "../state/event_list.svelte";
import { eventName, eventSelection } from "../state/event_selection.svelte";
import { toasts } from "../state/toasts.svelte";
import type { CopyForm } from "../wire/types";
import { say } from "../words/words.svelte";

/** Copies in the order and with the columns on the screen. */
export async function copyEvents(form: CopyForm, active: number | null): Promise<void> {
  const ask = eventList.shownAsk;
  const key = active === null ? undefined : eventList.rowAt(active)?.key;
  if (ask === null || (eventSelection.count === 0 && key === undefined)) return;
  const request =
    eventSelection.count > 0 || key === undefined ? eventSelection.request() : { event: eventName(key) };
  try {
    const { columns, sort } = ask;
    const answer = call("copy_events", { copy: { request, columns, sort, form } });
    if (!(await copyWhenThere(answer.then(({ text }) => text))))
      throw new Error(say("selection.noClipboard"));
    const { rows } = await answer;
    toasts.spoken = eventSelection.word = say("selection.copied", { n: rows });
  } catch (reason) {
    toasts.fail(asWireError(reason), "selection.copyFailed");
  }
}
