/** Backups, verification and recovery of the pretended desk: what a screen shows of them, and nothing behind it. */
import type { BackupRow, Bridge, Damage, Health, KeyShown, StampQuery } from "../bridge";
import { fault } from "./tables";

type Kept = Pick<
  Bridge,
  | "health"
  | "backUpNow"
  | "backups"
  | "chooseSecondFolder"
  | "acceptDesk"
  | "saveCheckpoint"
  | "adoptCheckpoint"
  | "countersignCheckpoint"
  | "stampQuery"
  | "askStamp"
  | "saveStampQuery"
  | "readStamp"
  | "ownKey"
  | "renewKey"
  | "damage"
  | "recoverDesk"
  | "onHealth"
>;

export class PretendedSafety implements Kept {
  /** Set by a test before the window starts. */
  broken: Damage | null = null;
  readonly kept: BackupRow[] = [];
  #known: Health = {
    checking: false,
    checked: null,
    backingUp: false,
    backup: null,
    backupFault: null,
    second: null,
    seen: { what: "first", size: 0, at: null },
    signed: 0,
    seenByOthers: 0,
    stamped: null,
  };
  #renewed = 0;
  #ears = new Set<(health: Health) => void>();
  readonly #head: () => number;
  readonly #session: Bridge["session"];

  constructor(head: () => number, session: Bridge["session"]) {
    this.#head = head;
    this.#session = session;
  }

  health = (): Promise<Health> => Promise.resolve(this.#known);
  backups = (): Promise<BackupRow[]> => Promise.resolve([...this.kept]);

  backUpNow = (): Promise<void> => {
    const seq = this.#head();
    const made = new Date(Date.UTC(2017, 6, 6, 9, this.kept.length)).toISOString();
    const row = {
      token: `backup ${seq} ${this.kept.length}`,
      name: `syria ${seq}.claimdesk`,
      made,
      seq,
      size: 1_204_224,
    };
    this.kept.unshift(row);
    this.learn({ backup: row, backupFault: null });
    return Promise.resolve();
  };

  chooseSecondFolder = (forget: boolean): Promise<void> => {
    this.learn({ second: forget ? null : "/media/disk/backups" });
    return Promise.resolve();
  };

  acceptDesk = (): Promise<void> => {
    this.learn({
      seen: { what: "goes_on", size: this.#head(), at: new Date(Date.UTC(2017, 6, 6, 9)).toISOString() },
    });
    return Promise.resolve();
  };
  saveCheckpoint = (): Promise<string | null> => {
    this.learn({ signed: this.#head() });
    return Promise.resolve("desk.checkpoint");
  };
  adoptCheckpoint = (): Promise<boolean> => {
    this.learn({ seenByOthers: this.#head() });
    return Promise.resolve(true);
  };
  countersignCheckpoint = (): Promise<string | null> =>
    Promise.resolve("claimdesk-witness-0000000a+a1b2c3d4+BAAA");

  stampQuery = (): Promise<StampQuery> => {
    this.learn({ signed: this.#head() });
    return Promise.resolve({ size: this.#head(), sha256: "5e8c".repeat(16), authority: "" });
  };
  askStamp = (authority: string): Promise<string> => {
    if (!/^https?:/u.test(authority)) {
      const what = "The address of a time-stamping service begins with https:// or http://.";
      return Promise.reject(fault("input", what, "Nothing was changed."));
    }
    return this.#stamped();
  };
  saveStampQuery = (): Promise<string | null> => Promise.resolve("desk.tsq");
  readStamp = (): Promise<string | null> => this.#stamped();
  #stamped(): Promise<string> {
    const authority = "Time Stamping Service";
    this.learn({ stamped: { size: this.#head(), at: "2017-07-06T10:51:00.000Z", authority } });
    return Promise.resolve(authority);
  }
  ownKey = (): Promise<KeyShown> =>
    Promise.resolve({ key: `claimdesk-desk-0000000a+a1b2c3d${this.#renewed}+AQAA`, inSystem: false });
  renewKey = (): Promise<KeyShown> => {
    this.#renewed++;
    return this.ownKey();
  };

  damage = (): Promise<Damage | null> => Promise.resolve(this.broken);

  recoverDesk: Bridge["recoverDesk"] = async (token) => {
    const base = this.broken?.backups.find((row) => row.token === token)?.seq ?? 0;
    this.broken = null;
    const keptIn = "/home/desk/syria damaged 2017-07-06T090000.000Z";
    return { session: await this.#session(), keptIn, base, kept: base + 6, lost: base + 8 };
  };

  onHealth: Bridge["onHealth"] = (then) => {
    this.#ears.add(then);
    return Promise.resolve(() => void this.#ears.delete(then));
  };

  /** What the program found out: a test plays it. */
  learn(what: Partial<Health>): void {
    this.#known = { ...this.#known, ...what };
    for (const then of this.#ears) then(this.#known);
  }
}
