// A sideways drag: from the press to the release, told by how far the pointer has moved.

export function dragSideways(event: PointerEvent, moved: (by: number, done: boolean) => void): void {
  const handle = event.currentTarget as HTMLElement;
  const from = event.clientX;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const move = (next: PointerEvent) => moved(next.clientX - from, false);
  const end = (last: PointerEvent) => {
    handle.removeEventListener("pointermove", move);
    handle.removeEventListener("pointerup", end);
    handle.removeEventListener("pointercancel", end);
    moved(last.clientX - from, true);
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("pointerup", end);
  handle.addEventListener("pointercancel", end);
}
