/** Whether the open desk is sound and backed up, and the desk that would not open because it is damaged. */
import {
  bridge,
  type BackupRow,
  type Damage,
  type Health,
  type KeyShown,
  type Recovered,
  type StampQuery,
} from "../api/bridge";

export type { BackupRow, Damage, Health, KeyShown, Recovered, StampQuery } from "../api/bridge";

const WITNESSES = "witnesses";

class Safety {
  /** The key of this computer's countersignatures, while it is shown. */
  ownKey: string | null = $state(null);
  health: Health | null = $state.raw(null);
  backups: BackupRow[] | null = $state.raw(null);
  /** Whether the dialog is on screen. */
  open = $state(false);
  damage: Damage | null = $state.raw(null);
  /** What a time-stamping service would be sent, while that is asked. */
  stamping: StampQuery | null = $state.raw(null);
  /** The key that signs here, once it was asked for. */
  key: KeyShown | null = $state.raw(null);

  readonly fault = $derived(this.health?.checked?.fault ?? null);

  /** Follows what the program finds out. Resolves to how to stop. */
  async follow(): Promise<() => void> {
    const stop = await bridge().onHealth((health) => {
      this.health = health;
      if (this.open) void this.list();
    });
    this.health = await bridge().health();
    return stop;
  }

  async list(): Promise<void> {
    this.backups = await bridge().backups();
  }

  backUp(): Promise<void> {
    return bridge().backUpNow();
  }

  chooseSecondFolder(forget: boolean): Promise<void> {
    return bridge().chooseSecondFolder(forget);
  }

  acceptDesk(): Promise<void> {
    return bridge().acceptDesk();
  }
  saveCheckpoint(): Promise<string | null> {
    return bridge().saveCheckpoint();
  }
  adoptCheckpoint(): Promise<boolean> {
    return bridge().adoptCheckpoint();
  }
  countersignCheckpoint(): Promise<string | null> {
    return bridge().countersignCheckpoint();
  }

  async startStamp(): Promise<void> {
    this.stamping = await bridge().stampQuery();
  }
  /** Who the service says to be, once its answer was verified and kept. */
  askStamp(authority: string): Promise<string> {
    return bridge().askStamp(authority);
  }
  saveStampQuery(): Promise<string | null> {
    return bridge().saveStampQuery();
  }
  readStamp(): Promise<string | null> {
    return bridge().readStamp();
  }
  async showKey(): Promise<void> {
    this.key = await bridge().ownKey();
  }
  async renewKey(revoked: boolean, why: string): Promise<void> {
    this.key = await bridge().renewKey(revoked, why);
  }

  /** Adds a colleague's key to those whose countersignatures are believed on this computer. */
  async trust(key: string): Promise<void> {
    const known = (await bridge().setting(WITNESSES)) ?? "";
    const keys = known.split("\n").filter((line) => line !== "" && line !== key.trim());
    await bridge().keepSetting(WITNESSES, [...keys, key.trim()].join("\n"));
    await bridge().verify();
  }

  /** Looks whether a desk could not be opened because it is damaged; the dialog then asks what to do. */
  async look(): Promise<boolean> {
    this.damage = await bridge().damage();
    return this.damage !== null;
  }

  /** Puts the damaged desk together again, from a backup or from itself alone. */
  recover(token: string | null): Promise<Recovered> {
    return bridge().recoverDesk(token);
  }
}

export const safety = new Safety();
