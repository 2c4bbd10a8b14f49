// Which options a combo box shows for what was typed.

export interface ComboOption {
  value: string;
  name: string;
  note?: string;
}

const SHOWN = 300;

export function matching(
  options: ComboOption[],
  typed: string,
  free: ((text: string) => string) | null,
): ComboOption[] {
  const text = typed.trim();
  const wanted = text.toLowerCase();
  const found = options
    .filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted))
    .slice(0, SHOWN);
  const exact = options.some((option) => option.value === text);
  return free !== null && text !== "" && !exact ? [...found, { value: text, name: free(text) }] : found;
}
