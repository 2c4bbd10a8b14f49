// Opens the whole window in jsdom with the stand-in backend behind Tauri's own door.
import { screen, waitFor } from "@testing-library/svelte";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { expect, onTestFinished, vi } from "vitest";
import { FakeBackend, type FakeOptions } from "../dev/fake/backend";
import type { Notice } from "../src/wire/types";

export interface OpenWindow {
  fake: FakeBackend;
  user: UserEvent;
  notice: (notice: Notice) => Promise<void>;
}

export async function openWindow(
  options: FakeOptions = {},
  prepare?: (fake: FakeBackend) => void,
): Promise<OpenWindow> {
  clearMocks();
  const fake = new FakeBackend({ events: 1_000, ...options });
  prepare?.(fake);
  mockIPC((name, args) => fake.handle(name, args), { shouldMockEvents: true });
  const { emit } = await import("@tauri-apps/api/event");
  fake.send = (notice) => void emit("notice", notice);
  const { default: App } = await import("../src/App.svelte");
  // Svelte is read anew with the window, so it has to be this one that mounts it.
  const { mount, unmount } = await import("svelte");
  const app = mount(App, { target: document.body });
  onTestFinished(async () => {
    await unmount(app);
    // Charts are fetched when the first is drawn; the last test of a file must not end while they are.
    await vi.dynamicImportSettled();
  });
  const { start } = await import("../src/state/start.svelte");
  await waitFor(() => expect(start.ready || start.failure !== null).toBe(true));
  return {
    fake,
    user: userEvent.setup({ delay: null, pointerEventsCheck: 0 }),
    notice: (notice) => emit("notice", notice),
  };
}

export const byId = (id: string) => screen.getByTestId(id);

/** The window has rows and a count. */
export async function settled(text: RegExp): Promise<void> {
  await waitFor(() => expect(byId("count").textContent).toMatch(text));
}
