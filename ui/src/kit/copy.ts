// Puts text on the clipboard. The older way is for web views that refuse the newer one.

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/**
 * Puts text on the clipboard that has still to come. Web views allow that only at the press itself, so the clipboard is given
 * the promise at once; where it takes none, the text is put there when it has come.
 */
export async function copyWhenThere(text: Promise<string>): Promise<boolean> {
  if (typeof ClipboardItem !== "undefined") {
    const blob = text.then((known) => new Blob([known], { type: "text/plain" }));
    // Told below, by waiting for the text itself.
    blob.catch(() => undefined);
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      return true;
    } catch {
      await text;
    }
  }
  return copyText(await text);
}
