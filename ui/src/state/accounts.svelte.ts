// The accounts of the cloud. Nothing here ever holds a key: a form hands it to the backend and forgets it.
import { asWireError, call } from "../backend";
import type { AccountChange, CloudAccount, NewCloudAccount, WireError } from "../wire/types";
import { coalesce } from "./coalesce";
import { toasts } from "./toasts.svelte";

class AccountsState {
  list = $state.raw<CloudAccount[]>([]);
  loaded = $state(false);
  failure = $state.raw<WireError | null>(null);

  /** A running sync tells of itself often; one reading at a time is enough. */
  readonly load = coalesce(async () => {
    try {
      this.list = await call("list_cloud_accounts", {});
      this.failure = null;
    } catch (reason) {
      this.failure = asWireError(reason);
    }
    this.loaded = true;
  });

  byId(id: number): CloudAccount | undefined {
    return this.list.find((account) => account.id === id);
  }

  /** Rejects with what the form has to show. */
  async add(account: NewCloudAccount): Promise<CloudAccount> {
    const added = await call("add_cloud_account", { account });
    this.#put(added);
    return added;
  }

  /** Rejects with what the form has to show. */
  async change(id: number, change: AccountChange): Promise<void> {
    this.#put(await call("change_cloud_account", { id, change }));
  }

  async remove(id: number): Promise<void> {
    try {
      await call("remove_cloud_account", { id });
      this.list = this.list.filter((account) => account.id !== id);
    } catch (reason) {
      toasts.fail(asWireError(reason));
      void this.load();
    }
  }

  #put(account: CloudAccount): void {
    const others = this.list.filter((other) => other.id !== account.id);
    this.list = [...others, account].sort((a, b) => a.id - b.id);
  }
}

export const accounts = new AccountsState();

/** The account as it is, in the form of a change that changes nothing. */
export function asChange(account: CloudAccount): AccountChange {
  const { name, members, language, everyMinutes, rate, fullDays } = account;
  return { name, key: null, members, language, everyMinutes, rate, fullDays };
}
