/** The whole text of a cell that is cut; where all of it is seen a tooltip would only hide the next rows. */
export function tellWhole(event: PointerEvent): void {
  const cell = event.target;
  if (!(cell instanceof HTMLElement) || !cell.classList.contains("cut")) return;
  cell.title = cell.scrollWidth > cell.clientWidth ? cell.innerText : "";
}
