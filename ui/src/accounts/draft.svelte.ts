// An account on its way into the list: what the form says, what is wrong with it, and its test. A secret stays here
// only while the form is open; `forget` empties it.
import { asWireError, call } from "../backend";
import { say } from "../words/words.svelte";
import type {
  AccountTest,
  FetchLanguage,
  KeyPlace,
  KeySources,
  NewCloudAccount,
  NewKey,
  WireError,
} from "../wire/types";

export type KeyKind = KeyPlace["kind"];
export type Members = "own" | "all" | "one";
export type Site = "mainland" | "international" | "other";
type Problems = Record<string, string>;

/** The key as typed or chosen. */
export class KeyDraft {
  kind = $state<KeyKind>("profile");
  profile = $state("");
  accessKeyId = $state("");
  secret = $state("");
  token = $state("");

  sources = $state.raw<KeySources | null>(null);
  failure = $state.raw<WireError | null>(null);

  /** Reads where keys are and begins with the first place that has one. */
  async look(): Promise<void> {
    this.failure = null;
    try {
      const sources = await call("list_key_sources", {});
      this.sources = sources;
      const usable = sources.profiles.filter((profile) => profile.unusable === null);
      this.profile = (usable.find((profile) => profile.current) ?? usable[0])?.name ?? "";
      if (this.profile !== "") this.kind = "profile";
      else if (sources.environment.accessKeyId !== null) this.kind = "environment";
      else this.kind = sources.keychain.unusable === null ? "keychain" : "session";
    } catch (reason) {
      this.failure = asWireError(reason);
    }
  }

  problems(): Problems {
    if (this.kind === "profile") {
      return this.profile === "" ? { profile: say("connect.wrong.profile") } : {};
    }
    if (this.kind === "environment") return {};
    const problems: Problems = {};
    if (!/^[\w.-]+$/.test(this.accessKeyId.trim())) problems.accessKeyId = say("connect.wrong.keyId");
    if (this.secret.trim() === "") problems.secret = say("connect.wrong.secret");
    return problems;
  }

  get key(): NewKey {
    const accessKeyId = this.accessKeyId.trim();
    const secret = this.secret.trim();
    switch (this.kind) {
      case "profile":
        return { kind: "profile", name: this.profile };
      case "environment":
        return { kind: "environment" };
      case "keychain":
        return { kind: "keychain", accessKeyId, secret };
      case "session":
        return { kind: "session", accessKeyId, secret, token: this.token.trim() || null };
    }
  }

  forget(): void {
    this.accessKeyId = "";
    this.secret = "";
    this.token = "";
  }
}

/** Which accounts of a directory are meant. */
export class MembersDraft {
  choice = $state<Members>("own");
  id = $state("");

  constructor(members = "own") {
    this.choice = members === "own" || members === "all" ? members : "one";
    if (this.choice === "one") this.id = members;
  }

  get value(): string {
    return this.choice === "one" ? this.id.trim() : this.choice;
  }

  problems(): Problems {
    return this.choice === "one" && !/^\d{1,19}$/.test(this.id.trim())
      ? { member: say("connect.wrong.member") }
      : {};
  }
}

export class AccountDraft {
  readonly key = new KeyDraft();
  readonly members = new MembersDraft();
  site = $state<Site>("mainland");
  address = $state("");
  name = $state("");
  language = $state<FetchLanguage>("zh");
  everyMinutes = $state(15);
  syncNow = $state(true);

  test = $state.raw<AccountTest | null>(null);
  testFailure = $state.raw<WireError | null>(null);
  testing = $state(false);

  #turn = 0;

  siteProblems(): Problems {
    return this.site === "other" && !isAddress(this.address.trim())
      ? { address: say("connect.wrong.address") }
      : {};
  }

  get account(): NewCloudAccount {
    return {
      name: this.name.trim(),
      key: this.key.key,
      site: this.site === "other" ? this.address.trim() : this.site,
      members: this.members.value,
      language: this.language,
      everyMinutes: this.everyMinutes,
    };
  }

  /** Asks the cloud. An answer for what the form no longer says is dropped. */
  async ask(): Promise<void> {
    const turn = ++this.#turn;
    this.testing = true;
    this.test = null;
    this.testFailure = null;
    try {
      const test = await call("test_new_account", { account: this.account });
      if (turn === this.#turn) this.test = test;
    } catch (reason) {
      if (turn === this.#turn) this.testFailure = asWireError(reason);
    }
    if (turn === this.#turn) this.testing = false;
  }

  /** Nothing that was typed or asked is kept. */
  forget(): void {
    this.#turn += 1;
    this.testing = false;
    this.key.forget();
  }
}

/** As the backend judges it: encrypted, or on this machine. */
function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname))
  );
}

/** Codes that say that the key is wrong, so that whoever reads them is led to the key. */
export function isAboutKey(error: WireError): boolean {
  return (
    error.Code.startsWith("credential.") ||
    ["cloud.wrong_secret", "cloud.no_such_key", "cloud.key_disabled", "cloud.token_expired"].includes(
      error.Code,
    )
  );
}
