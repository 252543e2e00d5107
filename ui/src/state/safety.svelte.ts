/** Whether the open desk is sound and backed up, and the desk that would not open because it is damaged. */
import { bridge, type BackupRow, type Damage, type Health, type Recovered } from "../api/bridge";

export type { BackupRow, Damage, Recovered } from "../api/bridge";

class Safety {
  health: Health | null = $state.raw(null);
  backups: BackupRow[] | null = $state.raw(null);
  /** Whether the dialog is on screen. */
  open = $state(false);
  damage: Damage | null = $state.raw(null);

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
